"""A small invented project for the browser tests: five outlets, two events told twice, one text from right to left, one hostile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from placard.records import Code, Count, DateRange, Place, Reason, Source, Text, Value, make_id
from tests.workbench.builder import Builder, Made, judged

HOSTILE = "<script>document.title='owned'</script>"

KANO = Place(2335204, "Kano", "NG", 12.0, 8.52, "settlement", "Kano", "", "name")
LAGOS = Place(2332459, "Lagos", "NG", 6.45, 3.39, "settlement", "Lagos", "", "name")
MONDAY = DateRange("2025-03-03", "2025-03-03", "day", "on Monday", "weekday")
TUESDAY = DateRange("2025-03-04", "2025-03-04", "day", "on Tuesday", "weekday")


@dataclass(frozen=True)
class Report:
    """One document with one mention; ``values`` are (variable, words, value, speaker words or None, confidence)."""

    key: str
    outlet: str
    title: str
    text: str
    values: tuple[tuple[str, str, Value, tuple[str, str] | None, float], ...]


def count(words: str, low: int, high: int | None = None) -> Count:
    """A count of at least ``low`` and at most ``high``, by default exactly ``low``."""
    return Count(low, low if high is None else high, words, "figure")


REPORTS: tuple[Report, ...] = (
    Report(
        "kano-gazette",
        "Kano Gazette",
        "Teachers march over unpaid wages",
        "Some 2,000 teachers marched in Kano on Monday, demanding nine months of unpaid wages, organisers said. "
        "Police put the crowd at 300 and fired tear gas. Five people were arrested.",
        (
            ("trigger", "marched", Text("marched"), None, 0.97),
            ("size", "Some 2,000", count("Some 2,000", 1900, 2100), ("organizer", "organisers"), 0.62),
            ("participants", "teachers", Text("teachers"), None, 0.94),
            ("place", "Kano", KANO, None, 0.91),
            ("date", "on Monday", MONDAY, None, 0.9),
            ("demand", "nine months of unpaid wages", Text("nine months of unpaid wages"), None, 0.83),
            ("size", "300", count("300", 300), ("authority", "Police"), 0.7),
            ("response", "fired tear gas", Code("tear_gas"), None, 0.88),
            ("arrests", "Five people", count("Five people", 5), None, 0.76),
        ),
    ),
    Report(
        "northern-wire",
        "Northern Wire",
        "Kano: police disperse teachers",
        "Teachers marched through Kano on Monday. A police spokesman said 500 took part. Officers arrested seven. "
        "Witnesses said one man was killed.",
        (
            ("trigger", "marched", Text("marched"), None, 0.95),
            ("participants", "Teachers", Text("Teachers"), None, 0.93),
            ("place", "Kano", KANO, None, 0.9),
            ("date", "on Monday", MONDAY, None, 0.9),
            ("size", "500", count("500", 500), ("authority", "A police spokesman"), 0.66),
            ("arrests", "seven", count("seven", 7), None, 0.58),
            ("deaths", "one man", count("one man", 1), ("bystander", "Witnesses"), 0.61),
        ),
    ),
    Report(
        "lagos-post",
        "Lagos Post",
        "Drivers strike in Lagos",
        "Bus drivers in Lagos stopped work on Tuesday. Their union counted 4,000 members on strike against new levies.",
        (
            ("trigger", "stopped work", Text("stopped work"), None, 0.9),
            ("participants", "Bus drivers", Text("Bus drivers"), None, 0.92),
            ("place", "Lagos", LAGOS, None, 0.95),
            ("date", "on Tuesday", TUESDAY, None, 0.9),
            ("size", "4,000", count("4,000", 4000), ("organizer", "Their union"), 0.81),
            ("demand", "new levies", Text("new levies"), None, 0.55),
        ),
    ),
    Report(
        "al-saha",
        "الساحة",
        "مسيرة خبز 📣",
        "📣 خرج ٣٠٠ عامل إلى الشارع يوم الثلاثاء وهتفوا «خبز وكرامة» 🔥🔥.\nPolice in Lagos watched 👮‍♀️ and left.",
        (
            ("trigger", "خرج", Text("خرج"), None, 0.85),
            ("size", "٣٠٠", count("٣٠٠", 300), None, 0.6),
            ("date", "يوم الثلاثاء", DateRange("2025-03-04", "2025-03-04", "day", "يوم الثلاثاء", "weekday"), None, 0.8),
            ("slogan", "خبز وكرامة", Text("خبز وكرامة"), None, 0.9),
            ("place", "Lagos", LAGOS, None, 0.87),
            ("response", "watched", Code("presence"), None, 0.64),
        ),
    ),
    Report(
        "hostile",
        f"Outlet {HOSTILE}",
        f"Title {HOSTILE}",
        f"Students rallied in Kano on Tuesday chanting {HOSTILE} at noon. About 80 came.",
        (
            ("trigger", "rallied", Text("rallied"), None, 0.9),
            ("participants", "Students", Text("Students"), None, 0.9),
            ("place", "Kano", KANO, None, 0.9),
            ("date", "on Tuesday", TUESDAY, None, 0.9),
            ("slogan", HOSTILE, Text(HOSTILE, "against", HOSTILE), None, 0.5),
            ("size", "About 80", count("About 80", 75, 85), None, 0.72),
        ),
    ),
)
# Which reports tell of one event: the two of Kano are joined, the rest stand alone.
GROUPS = (("kano-gazette", "northern-wire"), ("lagos-post",), ("al-saha",), ("hostile",))


def make_project(folder: Path) -> Made:
    """Write the project; the same reports give the same ids."""
    made = Builder()
    mentions = {}
    for report in REPORTS:
        source = Source(make_id("src", report.outlet), report.outlet, "local")
        document = made.document(report.key, report.text, source, report.title, "2025-03-05", language=None)
        mentions[report.key] = made.mention(
            document,
            [(variable, words, value) for variable, words, value, _, _ in report.values],
            form="strike" if report.key == "lagos-post" else "demonstration",
            speakers={words: speaker for _, words, _, speaker, _ in report.values if speaker},
            sure={words: confidence for _, words, _, _, confidence in report.values},
        )
    reasons = (Reason("place", "both in one town", 3.1), Reason("size", "sizes differ", -1.4))
    judgements = [
        judged(mentions["kano-gazette"], mentions["northern-wire"], "same", 0.93, *reasons),
        judged(mentions["lagos-post"], mentions["al-saha"], "unsure", 0.52, *reasons),
    ]
    return made.write(folder, [[mentions[key] for key in group] for group in GROUPS], judgements)
