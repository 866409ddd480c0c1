# ruff: noqa: E501
"""A small invented project: several outlets, copies, disagreement, right-to-left words, emoji, and markup in every field."""

from __future__ import annotations

from pathlib import Path

from placard.records import Code, Count, Detail, Place, Reason, Source, Text, Value
from tests.workbench.builder import Builder, Made, day, judged

EVIL = "<script>alert('x')</script>"

SOURCES = {
    "wire": Source("src-wire", "Northern Wire", "agency", None, "IR", ("en",)),
    "daily": Source("src-daily", "Sea Daily", "local", "Coast Group", "IR", ("en", "fa")),
    "gazette": Source("src-gazette", "Port Gazette", "local", "Coast Group", "IR", ("en",)),
    "channel": Source("src-channel", f"Voices {EVIL}", "channel", None, None, ("fa",)),
}
RASHT = Place(118743, "Rasht", "IR", 37.27611, 49.58862, "settlement", "Rasht", rule="gazetteer")
QAZVIN = Place(119505, "Qazvin", "IR", 36.26877, 50.0041, "settlement", "Qazvin", rule="gazetteer")
IRAN = Place(130758, "Iran", "IR", 32.0, 53.0, "country", "Iran", rule="gazetteer")

WIRE = (
    "RASHT, Oct 18 - Textile workers marched through Rasht on Tuesday against the cut of the flour subsidy.\n\n"
    "Police said some 600 people took part. The organisers, the Weavers' Council, spoke of 20,000.\n"
    "Officers fired tear gas and 23 people were arrested, police said. \u201cBread, work, freedom\u201d, the crowd chanted.\n"
)
DAILY = (
    "Thousands of workers marched in Rasht on Tuesday \U0001f6a9\U0001f6a9. The crowd shouted \u201c\u0646\u0627\u0646\u060c \u06a9\u0627\u0631\u060c \u0622\u0632\u0627\u062f\u06cc\u201d.\n"
    "Relatives said at least 50 people had been detained. Riot police used tear gas.\n"
)
CHANNEL = (
    "\u0645\u0631\u062f\u0645 \u0631\u0634\u062a \u062f\u0631 \u062e\u06cc\u0627\u0628\u0627\u0646 \U0001f4e2 protest in Rasht today! <b>No bread, no port</b> was on every placard.\n"
    "\u05d0\u05e0\u05d7\u05e0\u05d5 \u05db\u05d0\u05df. We counted three thousand.\n"
)
QAZ = "Students gathered in Qazvin on Wednesday outside the library and demanded the release of classmates. About 200 came.\n"


def build(folder: Path, extra: int = 0) -> Made:
    """Write the project; ``extra`` adds so many plain events."""
    made = Builder()
    wire = made.document("wire-1", WIRE, SOURCES["wire"], "Workers march in Rasht")
    copy = made.document(
        "gazette-1",
        WIRE.replace("RASHT, Oct 18 - ", ""),
        SOURCES["gazette"],
        "Workers march in Rasht (Northern Wire)",
        "2016-10-19",
        details=(Detail("byline", f"A. Reporter {EVIL}"), Detail("agency", "Northern Wire"), Detail("page", "1", 0, 6)),
    )
    daily = made.document("daily-1", DAILY, SOURCES["daily"], f"Bread {EVIL} march")
    channel = made.document("channel-1", CHANNEL, SOURCES["channel"], "\u0631\u0634\u062a \U0001f4e2")
    qazvin = made.document("daily-2", QAZ, SOURCES["daily"], "Students gather in Qazvin", "2016-10-19")
    made.document("port-1", "The striker scored twice in the port's stadium.\n", SOURCES["daily"], "Football", "2016-10-20")
    rasht = []
    for report in (wire, copy):
        rasht.append(
            made.mention(
                report,
                [
                    ("trigger", "marched", Text("marched")),
                    ("participants", "Textile workers", Text("Textile workers")),
                    ("place", "Rasht", RASHT),
                    ("date", "on Tuesday", day("2016-10-18", "on Tuesday")),
                    ("demand", "the cut of the flour subsidy", Text("the cut of the flour subsidy")),
                    ("size", "some 600", Count(550, 650, "some 600", "about")),
                    ("size", "20,000", Count(20000, 20000, "20,000", "figure")),
                    ("response", "fired tear gas", Code("tear_gas")),
                    ("arrests", "23", Count(23, 23, "23", "figure")),
                    ("slogan", "Bread, work, freedom", Text("Bread, work, freedom", "for", "bread")),
                ],
                speakers={
                    "some 600": ("authority", "Police"),
                    "20,000": ("organizer", "the Weavers' Council"),
                    "23": ("authority", "police"),
                },
            )
        )
    rasht.append(
        made.mention(
            daily,
            [
                ("trigger", "marched", Text("marched")),
                ("place", "Rasht", RASHT),
                ("date", "on Tuesday", day("2016-10-18", "on Tuesday")),
                ("size", "Thousands", Count(2000, 9999, "Thousands", "thousands")),
                (
                    "slogan",
                    "\u0646\u0627\u0646\u060c \u06a9\u0627\u0631\u060c \u0622\u0632\u0627\u062f\u06cc",
                    Text("\u0646\u0627\u0646\u060c \u06a9\u0627\u0631\u060c \u0622\u0632\u0627\u062f\u06cc"),
                ),
                ("arrests", "at least 50", Count(50, None, "at least 50", "at_least")),
                ("response", "used tear gas", Code("tear_gas")),
            ],
            speakers={"at least 50": ("bystander", "Relatives")},
            confidence=0.7,
        )
    )
    rasht.append(
        made.mention(
            channel,
            [
                ("trigger", "protest", Text("protest")),
                ("place", "Rasht", RASHT),
                ("slogan", "<b>No bread, no port</b>", Text("<b>No bread, no port</b>", "against", "<b>")),
                (
                    "slogan",
                    "\u05d0\u05e0\u05d7\u05e0\u05d5 \u05db\u05d0\u05df",
                    Text("\u05d0\u05e0\u05d7\u05e0\u05d5 \u05db\u05d0\u05df"),
                ),
                ("size", "three thousand", Count(3000, 3000, "three thousand", "figure")),
            ],
            confidence=0.45,
        )
    )
    students = made.mention(
        qazvin,
        [
            ("trigger", "gathered", Text("gathered")),
            ("participants", "Students", Text("Students")),
            ("place", "Qazvin", QAZVIN),
            ("date", "on Wednesday", day("2016-10-19", "on Wednesday")),
            ("demand", "the release of classmates", Text("the release of classmates")),
            ("size", "About 200", Count(180, 220, "About 200", "about")),
        ],
        confidence=0.8,
    )
    groups = [rasht, [students]]
    for number in range(extra):
        iso = f"2016-{1 + number % 12:02}-{1 + number % 28:02}"
        report = made.document(
            f"extra-{number}",
            f"Teachers rallied in Qazvin, report {number}.\n",
            SOURCES[("wire", "daily")[number % 2]],
            f"Rally {number}",
            iso,
        )
        place = (QAZVIN, RASHT, IRAN)[number % 3]
        values: list[tuple[str, str, Value]] = [
            ("trigger", "rallied", Text("rallied")),
            ("place", "Qazvin", place),
            ("date", f"report {number}", day(iso, "that day")),
        ]
        groups.append([made.mention(report, values, form=("demonstration", "strike", "riot")[number % 3], confidence=0.95)])
    judgements = [
        judged(
            groups[0][0],
            groups[0][2],
            "same",
            0.91,
            Reason("date", "same day", 3.1),
            Reason("place", "same town Rasht", 2.4),
            Reason("form", "march and march", 0.3),
        ),
        judged(
            groups[0][0],
            groups[1][0],
            "unsure",
            0.48,
            Reason("date", "one day apart", -0.4),
            Reason("place", "Rasht against Qazvin", -1.8),
            Reason("claim", "bread against release", -0.2),
        ),
    ]
    return made.write(folder, groups, judgements, {copy.id: wire.id})
