"""Under one event every statement stays; this chooses what is shown first, and says by which rule (law 5)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from placard.linking.conflicts import find_conflicts
from placard.linking.dated import apart, ordinal
from placard.linking.facts import quoted
from placard.linking.identity import event_id as founded_by
from placard.linking.independence import voice
from placard.linking.words import fold, tokens
from placard.records import DOUBTFUL, Code, Count, DateRange, DocumentInfo, Event, EventMention, Place, Shown, Source, Statement

COUNTS = ("size", "arrests", "injuries", "deaths")
# A venue is resolved to the town it lies in: it has the town's point, and says less surely which town that is.
PLACE_ORDER = {"settlement": 0, "venue": 0, "division": 1, "region": 2, "country": 3}
STATUS_ORDER = ("occurred", "cancelled", "planned", "background")


def reconcile(
    event_mentions: Sequence[EventMention],
    *,
    documents: Mapping[str, DocumentInfo] | None = None,
    sources: Mapping[str, Source] | None = None,
    event_id: str | None = None,
) -> Event:
    """Make the event of some mentions.

    Args:
        event_mentions: its mentions, at least one, in any order.
        documents, sources: to count independent voices and name outlets; without them each document is a voice.
        event_id: its id; by default that of an event founded by its first mention.

    Returns:
        The event. ``shown`` has, for each variable with a value, one or more :class:`Shown`: ``most_precise_place``,
        ``widest_supported_date``, ``range_across_speakers`` (counts; one for each ``who``), ``furthest_status`` (status)
        and ``most_reported`` (form), both standing on the triggers, or ``all_distinct`` (best supported first). Denied values are
        never shown, only in conflicts.
    """
    known, outlets = documents or {}, sources or {}
    mentions = sorted(event_mentions, key=lambda mention: mention.id)
    home = {statement.id: mention.document_id for mention in mentions for statement in mention.statements}

    def voices(statements: Iterable[Statement]) -> int:
        return len({voice(home[s.id], known, outlets) for s in statements})

    shown: dict[str, tuple[Shown, ...]] = {}
    triggers = {
        mention.id: tuple(s.id for s in mention.of("trigger")) or tuple(s.id for s in mention.statements[:1])
        for mention in mentions
    }
    shown["status"] = (_most_reported("status", mentions, triggers, known, outlets),)
    shown["form"] = (_most_reported("form", mentions, triggers, known, outlets),)
    told: dict[str, list[Statement]] = {}
    for mention in mentions:
        for statement in mention.statements:
            if statement.certainty != "denied" and statement.variable != "trigger":
                told.setdefault(statement.variable, []).append(statement)
    near = {
        s.id: apart(s, events)
        for mention in mentions
        for events in [mention.of("trigger")]
        for s in (*mention.of("date"), *mention.of("place"), *mention.of("venue"))
    }
    for variable, statements in sorted(told.items()):
        found = _shown(variable, statements, voices, near)
        if found:
            shown[variable] = found
    conflicts = find_conflicts(mentions, known, outlets)
    return Event(event_id or founded_by(mentions[0].id), tuple(mention.id for mention in mentions), shown, conflicts)


Key = TypeVar("Key", bound=Hashable)
Voices = Callable[[Iterable[Statement]], int]


def _shown(variable: str, statements: Sequence[Statement], voices: Voices, near: Mapping[str, int]) -> tuple[Shown, ...]:
    if variable == "date":
        return _date(statements, voices, near)
    if variable == "place":
        return _place(statements, voices, near)
    if variable in COUNTS:
        by_who = _grouped(statements, lambda s: s.who or "")
        return tuple(found for who in sorted(by_who, key=str) for found in _range(by_who[who]))
    return _distinct(statements, voices)


def _place(statements: Sequence[Statement], voices: Voices, near: Mapping[str, int]) -> tuple[Shown, ...]:
    """The town most voices tell, else what is next in precision; a venue counts for its town, and yields to one named as often.

    Of towns one less likely right than not yields to any other; of two told as often it is the one told nearer to the event's words
    (``near``).
    """
    places = [(s, s.value) for s in statements if isinstance(s.value, Place)]
    if not places:
        return _distinct(statements, voices)
    groups = _grouped_pairs(places)

    def precision(place: Place) -> tuple[bool, int, bool]:
        return (place.lat is None, PLACE_ORDER.get(place.precision, len(PLACE_ORDER)), place.precision == "venue")

    def order(group: list[tuple[Statement, Place]]) -> tuple[bool, int, bool, int, int, int, str]:
        without_point, coarseness, _ = min(precision(place) for _, place in group)
        named = [s for s, place in group if place.precision != "venue"]
        doubtful = max(s.confidence for s, _ in group) < DOUBTFUL
        nearest = min(near.get(s.id, 0) for s, _ in group)
        return (without_point, coarseness, doubtful, -voices(s for s, _ in group), -voices(named), nearest, group[0][1].name)

    best = min(groups, key=order)
    value = min(best, key=lambda pair: (precision(pair[1]), pair[0].id))[1]
    return (Shown(value, "most_precise_place", tuple(sorted(s.id for s, _ in best))),)


def _grouped_pairs(places: Sequence[tuple[Statement, Place]]) -> list[list[tuple[Statement, Place]]]:
    """Statements of one place together: of one GeoNames id, or of one name where it has none."""
    groups: dict[Hashable, list[tuple[Statement, Place]]] = {}
    for statement, place in places:
        groups.setdefault(place.geonameid or fold(place.name), []).append((statement, place))
    return list(groups.values())


def _date(statements: Sequence[Statement], voices: Voices, near: Mapping[str, int]) -> tuple[Shown, ...]:
    """The date most voices support, the finer one first; of two as fine the one told nearer to the event's words (``near``).

    Dates less likely right than not count only where there are no others, as in linking.
    """
    told = [s for s in statements if isinstance(s.value, DateRange)]
    dates = [s for s in told if s.confidence >= DOUBTFUL] or told
    if not dates:
        return _distinct(statements, voices)
    groups = _grouped(dates, lambda s: (s.value.start, s.value.end) if isinstance(s.value, DateRange) else ("", ""))

    def supporters(span: tuple[str, str]) -> list[Statement]:
        """Statements of this date, and of vaguer ones that contain it."""
        return [s for s in dates if isinstance(s.value, DateRange) and s.value.start <= span[0] and span[1] <= s.value.end]

    def order(span: tuple[str, str]) -> tuple[int, int, int, tuple[str, str]]:
        heard = voices(groups[span]) + voices(supporters(span))
        length = (ordinal(span[1]) or 0) - (ordinal(span[0]) or 0)
        return (-heard, length, min(near[s.id] for s in groups[span]), span)

    best = groups[min(groups, key=order)]
    return (Shown(best[0].value, "widest_supported_date", tuple(sorted(s.id for s in best))),)


def _range(statements: Sequence[Statement]) -> tuple[Shown, ...]:
    counts = [(s, s.value) for s in statements if isinstance(s.value, Count)]
    if not counts:
        return ()
    # "No more than 200" says nothing of how few: the range begins at the lowest figure anyone gives.
    lows = [value.low if value.low is not None else value.high or 0 for _, value in counts]
    highs = [value.high for _, value in counts]
    high = None if any(value is None for value in highs) else max(value for value in highs if value is not None)

    def order(pair: tuple[Statement, Count]) -> tuple[int, int, str]:
        value = pair[1]
        return (
            value.low if value.low is not None else value.high or 0,
            value.high if value.high is not None else 10**12,
            pair[0].id,
        )

    ends = sorted(counts, key=order)
    words = ends[0][1].words if len({value for _, value in counts}) == 1 else f"{ends[0][1].words} ... {ends[-1][1].words}"
    low = None if all(value.low is None for _, value in counts) else min(lows)
    return (
        Shown(Count(low, high, words, "range_across_speakers"), "range_across_speakers", tuple(sorted(s.id for s in statements))),
    )


def _distinct(statements: Sequence[Statement], voices: Voices) -> tuple[Shown, ...]:
    groups = _grouped(statements, _alike)
    best = sorted(groups.items(), key=lambda item: (-voices(item[1]), -len(item[1]), str(item[0])))
    return tuple(Shown(_fullest(group).value, "all_distinct", tuple(sorted(s.id for s in group))) for _, group in best)


def _fullest(group: Sequence[Statement]) -> Statement:
    return max(group, key=lambda s: (len(quoted(s)), s.id))


def _alike(statement: Statement) -> Hashable:
    if isinstance(statement.value, Code):
        return statement.value.code
    return " ".join(word for word, _ in tokens(quoted(statement)) if word not in ("the", "a", "an", "of")) or quoted(statement)


def _grouped(statements: Iterable[Statement], key: Callable[[Statement], Key]) -> dict[Key, list[Statement]]:
    groups: dict[Key, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(key(statement), []).append(statement)
    return groups


def _most_reported(
    attribute: str,
    mentions: Sequence[EventMention],
    triggers: Mapping[str, tuple[str, ...]],
    documents: Mapping[str, DocumentInfo],
    sources: Mapping[str, Source],
) -> Shown:
    """The status or form most independent voices give; of status, what happened goes before what was planned."""
    groups: dict[str, list[EventMention]] = {}
    for mention in mentions:
        groups.setdefault(getattr(mention, attribute), []).append(mention)

    def order(value: str) -> tuple[int, int, int, str]:
        heard = len({voice(mention.document_id, documents, sources) for mention in groups[value]})
        rank = STATUS_ORDER.index(value) if attribute == "status" and value in STATUS_ORDER else 0
        return (rank, -heard, -len(groups[value]), value)

    best = min(groups, key=order)
    ids = sorted(ident for mention in groups[best] for ident in triggers[mention.id])
    rule = "furthest_status" if attribute == "status" else "most_reported"
    return Shown(Code(best), rule, tuple(ids))
