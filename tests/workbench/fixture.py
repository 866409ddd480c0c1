# ruff: noqa: E501
"""A small invented project: several outlets, copies, disagreement, right-to-left words, emoji, and markup in every field."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from placard.linking.link import Linked
from placard.linking.reconcile import reconcile
from placard.linking.relations import find_relations
from placard.records import (
    OUTLET,
    Code,
    Coded,
    Count,
    DateRange,
    Document,
    EventMention,
    Judgement,
    Place,
    Reason,
    Source,
    Speaker,
    Statement,
    Text,
    Value,
    make_id,
    text_hash,
)
from placard.spans import Span
from placard.store.store import Store

CODER = "tester 1.0"
EVIL = "<script>alert('x')</script>"


@dataclass(frozen=True)
class Reading:
    document: Document
    source: Source | None = None
    raw: bytes | None = None
    details: tuple[object, ...] = ()


SOURCES = {
    "wire": Source("src-wire", "Northern Wire", "agency", None, "IR", ("en",)),
    "daily": Source("src-daily", "Sea Daily", "local", "Coast Group", "IR", ("en", "fa")),
    "gazette": Source("src-gazette", "Port Gazette", "local", "Coast Group", "IR", ("en",)),
    "channel": Source("src-channel", f"Voices {EVIL}", "channel", None, None, ("fa",)),
}
RASHT = Place(118743, "Rasht", "IR", 37.27611, 49.58862, "settlement", "Rasht", rule="gazetteer")
QAZVIN = Place(119505, "Qazvin", "IR", 36.26877, 50.0041, "settlement", "Qazvin", rule="gazetteer")
IRAN = Place(130758, "Iran", "IR", 32.0, 53.0, "country", "Iran", rule="gazetteer")


class Builder:
    """Makes documents and mentions from marked text."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self.coded: list[tuple[str, Coded]] = []
        self.mentions: dict[str, EventMention] = {}

    def document(self, name: str, text: str, source: str | None, title: str, published: str = "2016-10-18") -> Document:
        found = SOURCES[source] if source else None
        made = Document(
            id=make_id("doc", name, text_hash(text)),
            input_id=name,
            text=text,
            text_sha256=text_hash(text),
            reader="test 1",
            source_id=found.id if found else None,
            title=title,
            published=published,
            language="en",
        )
        self.readings.append(Reading(made, found))
        return made

    def mention(
        self,
        document: Document,
        values: list[tuple[str, str, Value]],
        *,
        form: str = "demonstration",
        status: str = "occurred",
        speakers: dict[str, tuple[str, str]] | None = None,
        confidence: float = 0.9,
        denied: tuple[str, ...] = (),
    ) -> EventMention:
        key = make_id("men", document.id, len(self.mentions))
        statements = []
        for number, (variable, words, value) in enumerate(values):
            start = document.text.index(words)
            kind, who = (speakers or {}).get(words, ("outlet", ""))
            speaker = Speaker(kind, _span(document.text, who)) if kind != "outlet" else OUTLET
            statements.append(
                Statement(
                    id=make_id("stm", key, variable, start, number),
                    mention_id=key,
                    variable=variable,
                    value=value,
                    evidence=(Span.of(document.text, start, start + len(words)),),
                    speaker=speaker,
                    coder=CODER,
                    certainty="denied" if words in denied else "asserted",
                    confidence=round(confidence - 0.03 * (number % 9), 4),
                    who="protesters" if variable in ("arrests", "injuries", "deaths") else None,
                )
            )
        made = EventMention(key, document.id, status, form, tuple(statements), confidence, CODER)
        self.mentions[key] = made
        return made


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def day(iso: str, words: str) -> DateRange:
    return DateRange(iso, iso, "day", words, "weekday")


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


def build(folder: Path, extra: int = 0) -> Store:
    """Write the project and return its store, open for writing; ``extra`` adds so many plain events."""
    made = Builder()
    wire = made.document("wire-1", WIRE, "wire", "Workers march in Rasht")
    copy = made.document(
        "gazette-1", WIRE.replace("RASHT, Oct 18 - ", ""), "gazette", "Workers march in Rasht (Northern Wire)", "2016-10-19"
    )
    daily = made.document("daily-1", DAILY, "daily", f"Bread {EVIL} march")
    channel = made.document("channel-1", CHANNEL, "channel", "\u0631\u0634\u062a \U0001f4e2")
    qazvin = made.document("daily-2", QAZ, "daily", "Students gather in Qazvin", "2016-10-19")
    made.document("port-1", "The striker scored twice in the port's stadium.\n", "daily", "Football", "2016-10-20")
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
            ("wire", "daily")[number % 2],
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
    return _store(folder, made, groups, {copy.id: wire.id})


def _store(folder: Path, made: Builder, groups: list[list[EventMention]], copy_of: dict[str, str]) -> Store:
    store = Store.open(folder, write=True, create=True)
    store.add_readings(made.readings)
    by_document: dict[str, list[EventMention]] = {}
    for mention in made.mentions.values():
        by_document.setdefault(mention.document_id, []).append(mention)
    store.add_coded(
        [(one.document.id, Coded(one.document.id, 0.9, tuple(by_document.get(one.document.id, ())))) for one in made.readings],
        CODER,
    )
    infos = store.infos()
    infos = {
        key: type(info)(info.id, info.input_id, info.source_id, info.published, info.language, copy_of.get(key))
        for key, info in infos.items()
    }
    sources = store.sources()
    events = tuple(sorted((reconcile(group, documents=infos, sources=sources) for group in groups), key=lambda event: event.id))
    first, second = sorted((groups[0][0].id, groups[0][2].id))
    third, fourth = sorted((groups[0][0].id, groups[1][0].id))
    judgements = (
        Judgement(
            first,
            second,
            "same",
            0.91,
            (Reason("date", "same day", 3.1), Reason("place", "same town Rasht", 2.4), Reason("form", "march and march", 0.3)),
            "linker 1",
        ),
        Judgement(
            third,
            fourth,
            "unsure",
            0.48,
            (
                Reason("date", "one day apart", -0.4),
                Reason("place", "Rasht against Qazvin", -1.8),
                Reason("claim", "bread against release", -0.2),
            ),
            "linker 1",
        ),
    )
    linked = Linked(judgements, events, {}, find_relations(events, made.mentions, infos, sources))
    store.save_linked(linked, copy_of=copy_of, fingerprint="test")
    return store
