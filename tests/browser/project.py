"""A small invented project for the browser tests: five outlets, two events told twice, one text from right to left, one hostile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from placard.linking.link import Linked
from placard.linking.reconcile import reconcile
from placard.reading.options import Reading
from placard.records import (
    Code,
    Coded,
    Count,
    DateRange,
    Document,
    DocumentInfo,
    Event,
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

CODER = "tests 1.0"
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
        "Teachers marched through Kano on Monday. A police spokesman said 500 took part. Officers arrested seven.",
        (
            ("trigger", "marched", Text("marched"), None, 0.95),
            ("participants", "Teachers", Text("Teachers"), None, 0.93),
            ("place", "Kano", KANO, None, 0.9),
            ("date", "on Monday", MONDAY, None, 0.9),
            ("size", "500", count("500", 500), ("authority", "A police spokesman"), 0.66),
            ("arrests", "seven", count("seven", 7), None, 0.58),
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


@dataclass(frozen=True)
class Made:
    """What the project holds, by the key of the report."""

    folder: Path
    documents: dict[str, Document]
    mentions: dict[str, EventMention]
    events: dict[str, str]

    def statement(self, report: str, variable: str, place: int = 0) -> Statement:
        """A statement of a report's mention."""
        return self.mentions[report].of(variable)[place]


def make_project(folder: Path) -> Made:
    """Write the project; the same reports give the same ids."""
    documents: dict[str, Document] = {}
    sources: dict[str, Source] = {}
    for report in REPORTS:
        digest = text_hash(report.text)
        source = Source(make_id("src", report.outlet), report.outlet, "local")
        sources[source.id] = source
        documents[report.key] = Document(
            make_id("doc", report.key, digest),
            report.key,
            report.text,
            digest,
            "tests",
            source.id,
            None,
            report.title,
            "2025-03-05",
        )
    mentions = {report.key: _mention(report, documents[report.key]) for report in REPORTS}
    infos = {one.id: DocumentInfo(one.id, one.input_id, one.source_id, one.published, one.language) for one in documents.values()}
    events: dict[str, str] = {}
    made: list[Event] = []
    for group in GROUPS:
        event = reconcile([mentions[key] for key in group], documents=infos, sources=sources)
        made.append(event)
        events |= dict.fromkeys(group, event.id)
    with Store.open(folder, write=True, create=True) as store:
        store.add_readings([Reading(one, sources[str(one.source_id)]) for one in documents.values()])
        store.add_coded([(documents[key].id, Coded(documents[key].id, 0.95, (mentions[key],))) for key in documents], CODER)
        store.save_linked(Linked(_doubts(mentions), tuple(sorted(made, key=lambda one: one.id))), copy_of={})
    return Made(folder, documents, mentions, events)


def _mention(report: Report, document: Document) -> EventMention:
    mention_id = make_id("men", document.id, 0)
    statements: list[Statement] = []
    for variable, words, value, speaker, confidence in report.values:
        start = report.text.index(words)
        statements.append(
            Statement(
                id=make_id("stm", mention_id, variable, start),
                mention_id=mention_id,
                variable=variable,
                value=value,
                evidence=(Span.of(report.text, start, start + len(words)),),
                speaker=_speaker(report.text, speaker),
                coder=CODER,
                confidence=confidence,
            )
        )
    ordered = tuple(sorted(statements, key=lambda one: (one.evidence[0].start, one.id)))
    form = "strike" if report.key == "lagos-post" else "demonstration"
    return EventMention(mention_id, document.id, "occurred", form, ordered, 0.9, CODER)


def _speaker(text: str, given: tuple[str, str] | None) -> Speaker:
    if given is None:
        return Speaker()
    kind, words = given
    start = text.index(words)
    return Speaker(kind, Span.of(text, start, start + len(words)))


def _doubts(mentions: dict[str, EventMention]) -> tuple[Judgement, ...]:
    """One pair that is the same, one in doubt, with the machine's reasons."""
    pairs: Sequence[tuple[str, str, str, float]] = (
        ("kano-gazette", "northern-wire", "same", 0.93),
        ("lagos-post", "al-saha", "unsure", 0.52),
    )
    reasons = (Reason("place", "both in one town", 3.1), Reason("size", "sizes differ", -1.4))
    found = [
        Judgement(min(ids), max(ids), verdict, score, reasons, "tests 1.0")
        for left, right, verdict, score in pairs
        if (ids := (mentions[left].id, mentions[right].id))
    ]
    return tuple(sorted(found, key=lambda one: (one.left, one.right)))
