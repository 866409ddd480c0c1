"""What the sources see and do not see: which source tells of which event, when reports come, and where they fall silent."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from placard.linking.capture import Estimate, Refused, estimate_total
from placard.linking.dated import days_of, ordinal
from placard.linking.independence import origin, voice
from placard.records import Code, DateRange, DocumentInfo, Event, EventMention, Source, Statement

BASELINE_DAYS = 14
DARK_SHARE = 0.5
FEWEST_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Matrix:
    """Which independent voice tells of which event: ``told[i][j]`` for ``events[i]`` and ``voices[j]``; ``kinds`` of the voices."""

    events: tuple[str, ...]
    voices: tuple[str, ...]
    kinds: tuple[str, ...]
    told: tuple[tuple[bool, ...], ...]

    def lists(self, by: str = "voice") -> dict[str, frozenset[str]]:
        """Lists of events for capture-recapture, one a voice or (``by="kind"``) one a kind of source."""
        names = self.voices if by == "voice" else self.kinds
        found: dict[str, set[str]] = {}
        for event, row in zip(self.events, self.told, strict=True):
            for name, told in zip(names, row, strict=True):
                if told:
                    found.setdefault(name, set()).add(event)
        return {name: frozenset(events) for name, events in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class Dark:
    """A stretch in which a shutdown is told and reports drop.

    ``before`` and ``during`` are reports a day in the two weeks before and in the stretch; ``statements`` tell of the shutdown.
    """

    start: str
    end: str
    before: float
    during: float
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage report.

    Attributes:
        days: (day, kind of source, reports), sorted; copies count with their original.
        lags: days from an event's end to its first report, one an event with both, sorted; ``lag`` their median.
        undated_reports: reports without a date of publication.
        dark: dark stretches.
        matrix: which voice tells of which event.
        unseen: estimate of all events, over kinds of source, or the reason why none is given.
    """

    days: tuple[tuple[str, str, int], ...]
    lags: tuple[int, ...]
    lag: float | None
    undated_reports: int
    dark: tuple[Dark, ...]
    matrix: Matrix
    unseen: Estimate | Refused


def membership(
    events: Sequence[Event],
    mentions: Mapping[str, EventMention],
    documents: Mapping[str, DocumentInfo],
    sources: Mapping[str, Source],
) -> Matrix:
    """The list-membership matrix, over independent voices (copies and common owners collapsed)."""
    kinds: dict[str, str] = {}
    rows: list[frozenset[str]] = []
    for event in events:
        heard = set()
        for ident in event.mentions:
            document = mentions[ident].document_id
            name = voice(document, documents, sources)
            source = origin(document, documents, sources)
            kinds.setdefault(name, source.kind if source else "unknown")
            heard.add(name)
        rows.append(frozenset(heard))
    voices = tuple(sorted(kinds))
    told = tuple(tuple(name in row for name in voices) for row in rows)
    return Matrix(tuple(event.id for event in events), voices, tuple(kinds[name] for name in voices), told)


def coverage_report(
    events: Sequence[Event],
    mentions: Mapping[str, EventMention],
    documents: Mapping[str, DocumentInfo],
    sources: Mapping[str, Source],
) -> Coverage:
    """Who reported when, how late, and where reports fell silent."""
    matrix = membership(events, mentions, documents, sources)
    days: Counter[tuple[str, str]] = Counter()
    undated = 0
    for info in documents.values():
        if info.copy_of:
            continue
        source = sources.get(info.source_id) if info.source_id else None
        if ordinal(info.published) is None:
            undated += 1
        else:
            days[(info.published or "")[:10], source.kind if source else "unknown"] += 1
    lags = sorted(lag for event in events if (lag := _lag(event, mentions, documents)) is not None)
    return Coverage(
        days=tuple((day, kind, count) for (day, kind), count in sorted(days.items())),
        lags=tuple(lags),
        lag=float(statistics.median(lags)) if lags else None,
        undated_reports=undated,
        dark=dark_stretches(mentions.values(), documents),
        matrix=matrix,
        unseen=estimate_total(matrix.lists("kind")),
    )


def dark_stretches(mentions: Iterable[EventMention], documents: Mapping[str, DocumentInfo]) -> tuple[Dark, ...]:
    """Stretches in which a shutdown of the internet is told (not denied) and reports a day fall below half of before."""
    reports: Counter[int] = Counter()
    for info in documents.values():
        day = ordinal(info.published)
        if day is not None and not info.copy_of:
            reports[day] += 1
    told: dict[int, list[Statement]] = {}
    for mention in mentions:
        for statement in mention.of("response"):
            if (
                isinstance(statement.value, Code)
                and statement.value.code == "internet_shutdown"
                and statement.certainty != "denied"
            ):
                start = _start(mention, documents)
                if start is not None:
                    told.setdefault(start, []).append(statement)
    found: list[Dark] = []
    last = max(reports, default=0)
    until = -1
    for start in sorted(told):
        before = sum(reports[day] for day in range(start - BASELINE_DAYS, start)) / BASELINE_DAYS
        if start <= until or before * BASELINE_DAYS < FEWEST_BEFORE:
            continue
        end = start
        while end <= last and reports[end] < DARK_SHARE * before:
            end += 1
        if end == start:
            continue
        until = end - 1
        ids = sorted(s.id for day in range(start, end) for s in told.get(day, ()))
        during = sum(reports[day] for day in range(start, end)) / (end - start)
        found.append(Dark(_iso(start), _iso(until), round(before, 2), round(during, 2), tuple(ids)))
    return tuple(found)


def _start(mention: EventMention, documents: Mapping[str, DocumentInfo]) -> int | None:
    """The first day of the event a mention tells of, or the day of its report."""
    first, _ = days_of(mention)
    info = documents.get(mention.document_id)
    return first if first is not None else ordinal(info.published) if info else None


def _lag(event: Event, mentions: Mapping[str, EventMention], documents: Mapping[str, DocumentInfo]) -> int | None:
    shown = event.shown.get("date", ())
    if not shown or not isinstance(shown[0].value, DateRange) or shown[0].value.precision not in ("day", "interval"):
        return None
    end = ordinal(shown[0].value.end)
    infos = (documents.get(mentions[ident].document_id) for ident in event.mentions)
    published = [day for info in infos if info is not None and (day := ordinal(info.published)) is not None]
    return min(published) - end if published and end is not None else None


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
