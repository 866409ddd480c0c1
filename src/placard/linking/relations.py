"""Relations between events: with the statements that say so where a text does, with a lower score where none does.

Scores are set by these rules and not estimated: they order relations and are no probabilities.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from placard.linking.dated import ordinal
from placard.linking.facts import Codes, Facts, collect, quoted
from placard.linking.redress import speaks_of_repression
from placard.linking.words import weight
from placard.records import DateRange, DocumentInfo, Event, EventMention, EventRelation, Place, Source, Statement, Text

COUNTER = re.compile(r"\b(?:counter|rival|opposing)[\s-]?\w*", re.IGNORECASE)
LOYAL = re.compile(
    r"\b(?:pro[\s-](?:government|regime|state)|loyalists?"
    r"|support (?:of|for) the (?:government|regime|president|leader(?:ship)?|authorities|army|police|state))\b",
    re.IGNORECASE,
)
MEMORY = re.compile(
    r"\b(?:anniversar\w+|commemorat\w+|in memory|memorial|remembr\w+|marking \d+|years? (?:since|after))\b", re.IGNORECASE
)
AGAIN = re.compile(
    r"\b(?:again|second|third|fourth|fifth|sixth|seventh|resum\w+|continu\w+|another|new|fresh|day (?:two|three|four|five|\d+))\b",
    re.IGNORECASE,
)
REPRESSION = frozenset({"kill", "live_fire", "rubber_bullets", "beat", "arrest"})
CAMPAIGN_DAYS, CONTINUES_DAYS, AFTER_DAYS, BUCKET = 30, 4, 21, 30
LARGEST = 150
_CLAIM_BITS, _STRONG_BITS = 12 * 8, 20 * 8


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What relations look at of one event."""

    event: Event
    start: int | None
    end: int | None
    countries: frozenset[str]
    towns: Codes
    claim: Codes
    organisers: Codes
    forms: frozenset[str]
    responses: frozenset[str]
    stances: frozenset[tuple[str, str]]
    documents: frozenset[str]
    statements: tuple[Statement, ...]
    status: str


def find_relations(
    events: Sequence[Event],
    mentions: Mapping[str, EventMention],
    documents: Mapping[str, DocumentInfo],
    sources: Mapping[str, Source],
) -> tuple[EventRelation, ...]:
    """Relations among events, sorted; ``left`` is the later one (symmetric kinds: the smaller id).

    ``maybe_same``, which stands on scores, comes from :mod:`placard.linking.maybe`.

    ``counter_protest`` same town and day, one says it is the other's counter-demonstration, or their slogans take opposite
    sides; ``same_campaign`` like claims or one organiser in one country within a month; ``continues`` the same town and like
    claims within days; ``commemorates`` an earlier event on the same day of another year, or one its report recalls;
    ``follows_repression`` from one day to three weeks after arrests or violence at an event of like claims or town, and its
    demand or trigger speaks of it in a phrase (:mod:`placard.linking.redress`). A protest and its counter-protest, or a rally
    for those in power, are never one campaign, and neither continues the other.
    """
    del sources
    sketches = [_sketch(event, mentions, documents) for event in events]
    found: dict[tuple[str, str, str], EventRelation] = {}
    for one, two in _meetings(sketches):
        for relation in _relate(one, two):
            found.setdefault((relation.left, relation.right, relation.kind), relation)
    return tuple(found[key] for key in sorted(found))


def _sketch(event: Event, mentions: Mapping[str, EventMention], documents: Mapping[str, DocumentInfo]) -> _Sketch:
    members = [mentions[ident] for ident in event.mentions if ident in mentions]
    facts: list[Facts] = collect(members, documents)
    shown = event.shown.get("date", ())
    date = shown[0].value if shown and isinstance(shown[0].value, DateRange) else None
    place = event.shown.get("place", ())
    point = place[0].value if place and isinstance(place[0].value, Place) else None
    statements = tuple(s for mention in members for s in mention.statements if s.certainty != "denied")
    stances = {
        (s.value.stance, s.value.target.casefold())
        for s in statements
        if isinstance(s.value, Text) and s.value.stance and s.value.target
    }
    status = event.shown["status"][0].value if event.shown.get("status") else None
    return _Sketch(
        event=event,
        start=ordinal(date.start) if date else None,
        end=ordinal(date.end) if date else None,
        countries=frozenset({point.country} if point and point.country else ()),
        towns=frozenset().union(*(item.places for item in facts)) if facts else frozenset(),
        claim=frozenset().union(*(item.claim for item in facts)) if facts else frozenset(),
        organisers=frozenset().union(*(item.names for item in facts)) if facts else frozenset(),
        forms=frozenset(mention.form for mention in members),
        responses=frozenset().union(*(item.responses for item in facts)) if facts else frozenset(),
        stances=frozenset(stances),
        documents=frozenset(mention.document_id for mention in members),
        statements=statements,
        status=getattr(status, "code", ""),
    )


def _meetings(sketches: Sequence[_Sketch]) -> Iterable[tuple[_Sketch, _Sketch]]:
    """Pairs (earlier, later) worth a look: in one report, or in one town or country with a like claim around the same time."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketches):
        for document in sketch.documents:
            blocks["document", document].append(number)
        if sketch.start is None:
            continue
        telling = sorted(
            (word for word in sketch.claim | sketch.organisers if word & 255 >= 40), key=lambda word: (-(word & 255), word)
        )[:12]
        for bucket in (sketch.start // BUCKET, sketch.start // BUCKET + 1):
            for town in sketch.towns:
                blocks["town", town, bucket].append(number)
            for word in telling:
                blocks["word", word, bucket].append(number)
    pairs = set()
    for block in blocks.values():
        if len(block) <= LARGEST:
            pairs |= {(min(x, y), max(x, y)) for i, x in enumerate(block) for y in block[i + 1 :] if x != y}
    for x, y in sorted(pairs):
        one, two = sketches[x], sketches[y]
        if one.start is not None and two.start is not None and one.end is not None:
            yield (one, two) if (one.start, one.event.id) <= (two.start, two.event.id) else (two, one)


def _relate(early: _Sketch, late: _Sketch) -> Iterable[EventRelation]:
    assert early.start is not None and early.end is not None and late.start is not None
    lag = late.start - early.end
    here = not early.towns.isdisjoint(late.towns)
    nation = here or not early.countries or not late.countries or not early.countries.isdisjoint(late.countries)
    shared = weight(early.claim & late.claim)
    organised = weight(early.organisers & late.organisers)
    together = not early.documents.isdisjoint(late.documents)
    against = list(_counter(early, late, together)) if lag <= 0 and here and late.start <= early.end else []
    yield from against
    opposed = bool(against) or _opposed(early, late) or _answers(early) != _answers(late)
    if (
        nation
        and not opposed
        and lag <= CAMPAIGN_DAYS
        and (shared >= _CLAIM_BITS or organised >= _STRONG_BITS or (together and shared + organised > 64))
    ):
        score = 0.9 if shared >= _STRONG_BITS else 0.75 if shared >= _CLAIM_BITS else 0.6
        yield _both(early, late, "same_campaign", score, ())
    if here and not opposed and 1 <= lag <= CONTINUES_DAYS and not early.forms.isdisjoint(late.forms):
        said = _saying(late, ("trigger", "date"), AGAIN)
        if said or shared + organised >= _CLAIM_BITS:
            yield EventRelation(late.event.id, early.event.id, "continues", 1.0 if said else 0.7, said)
    # The next day at the earliest: repression and the answer to it on one day cannot be told apart from the protest itself.
    if nation and 1 <= lag <= AFTER_DAYS and early.responses & REPRESSION and (here or shared >= _CLAIM_BITS or together):
        about = (s for s in late.statements if s.variable in ("demand", "trigger"))
        said = tuple(sorted(s.id for s in about if speaks_of_repression(quoted(s), early.responses)))
        if said and early.event.id != late.event.id:
            yield EventRelation(late.event.id, early.event.id, "follows_repression", 0.9 if together or here else 0.7, said)
    if lag > 300 and (here or together):
        said = _saying(late, ("trigger", "demand", "slogan", "venue"), MEMORY)
        years, rest = divmod(late.start - early.start + 5, 365.25)
        same_day = years >= 1 and rest <= 10
        if said or (together and same_day):
            yield EventRelation(late.event.id, early.event.id, "commemorates", 1.0 if said and together else 0.7, said)


def _counter(one: _Sketch, two: _Sketch, together: bool) -> Iterable[EventRelation]:
    said = _saying(one, ("trigger", "organizer"), COUNTER) + _saying(two, ("trigger", "organizer"), COUNTER)
    if said and together:
        yield _both(one, two, "counter_protest", 1.0, said)
        return
    if said or _opposed(one, two):
        yield _both(one, two, "counter_protest", 0.7, said)


def _opposed(one: _Sketch, two: _Sketch) -> bool:
    """Whether the one is for what the other is against."""
    return any((("for" if stance == "against" else "against"), target) in two.stances for stance, target in one.stances)


def _answers(sketch: _Sketch) -> bool:
    """Whether an event says that it was called against others or for those in power: the others are not its campaign."""
    return bool(_saying(sketch, ("trigger", "organizer"), COUNTER) or _saying(sketch, ("trigger", "demand", "participants"), LOYAL))


def _saying(sketch: _Sketch, variables: Sequence[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(sorted(s.id for s in sketch.statements if s.variable in variables and pattern.search(quoted(s))))


def _both(one: _Sketch, two: _Sketch, kind: str, score: float, evidence: tuple[str, ...]) -> EventRelation:
    left, right = sorted((one.event.id, two.event.id))
    return EventRelation(left, right, kind, score, evidence)
