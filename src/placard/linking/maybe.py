"""Events that may be one: relation ``maybe_same``, so that a reviewer finds a split event at once. Linking joins none of them.

Linking joins two events by the average over all their pairs, which one vague or misread report on either side pulls down. Here the
best average counts: of one mention of the smaller event with all of the larger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from placard.linking.cluster import CLAMP, UNIT
from placard.linking.constraints import people_pairs
from placard.linking.disagreement import same_days, same_place
from placard.linking.incremental import bits_of_reasons
from placard.linking.parameters import Parameters, probability
from placard.records import DateRange, Event, EventRelation, Judgement, Place

KIND = "maybe_same"
MOST = 3
Pair = tuple[str, str]


def find_maybe_same(
    events: Sequence[Event], judgements: Iterable[Judgement], people: Iterable[Judgement], parameters: Parameters
) -> list[EventRelation]:
    """Relations between events that may be one, sorted.

    Args:
        events: all events.
        judgements: the machine's, of all pairs worth keeping.
        people: people's; two events with a pair that a person called different are left alone.
        parameters: those the judgements were made with.

    Returns:
        Relations without direction or evidence, at most :data:`MOST` an event, the likeliest. Two events are related where their
        best average lies above the lower edge of the band in which a judgement says "unsure", and neither the days nor the places
        they show contradict. The score is that average as a probability of "same".
    """
    known = {event.id: event for event in events}
    home = {mention: event.id for event in events for mention in event.mentions}
    _, different = people_pairs(people)
    apart = {_ordered(home[one], home[two]) for one, two in different if one in home and two in home}
    edge = parameters.link_at - parameters.unsure
    averages = _best_averages(known, home, judgements, parameters)
    likeliest = sorted((-bits, pair) for pair, bits in averages.items() if bits > edge and pair not in apart)
    taken: Counter[str] = Counter()
    found: list[EventRelation] = []
    for negative, (left, right) in likeliest:
        if max(taken[left], taken[right]) < MOST and _may_meet(known[left], known[right]):
            taken.update((left, right))
            found.append(EventRelation(left, right, KIND, round(probability(-negative), 6)))
    return sorted(found, key=lambda relation: (relation.left, relation.right))


def _best_averages(
    events: Mapping[str, Event], home: Mapping[str, str], judgements: Iterable[Judgement], parameters: Parameters
) -> dict[Pair, float]:
    """Two events -> the best average in bits of a mention of the smaller (of either, if they are equal) with all of the larger.

    Pairs never scored count as absent. The other way round, a single mention would be related to whatever any mention resembles.

    Scores are added up as whole thousandths of a bit, as clusters do, so that no order of addition can change a sum.
    """
    absent = round(parameters.absent * UNIT)
    gains: Counter[tuple[str, str]] = Counter()
    for one in judgements:
        left, right = home.get(one.left), home.get(one.right)
        if left is None or right is None or left == right:
            continue
        gain = round(max(-CLAMP, min(CLAMP, bits_of_reasons(one))) * UNIT) - absent
        gains[one.left, right] += gain
        gains[one.right, left] += gain
    best: dict[Pair, float] = {}
    for (mention, other), gain in gains.items():
        if len(events[other].mentions) < len(events[home[mention]].mentions):
            continue
        pair = _ordered(home[mention], other)
        bits = (absent + gain / len(events[other].mentions)) / UNIT
        best[pair] = max(best.get(pair, bits), bits)
    return best


def _may_meet(one: Event, two: Event) -> bool:
    """Whether neither the days nor the places shown speak against it: who shows none contradicts nobody."""
    days = _shown(one, "date"), _shown(two, "date")
    if isinstance(days[0], DateRange) and isinstance(days[1], DateRange) and not same_days(days[0], days[1]):
        return False
    places = _shown(one, "place"), _shown(two, "place")
    return not (isinstance(places[0], Place) and isinstance(places[1], Place)) or same_place(places[0], places[1])


def _shown(event: Event, variable: str) -> object:
    shown = event.shown.get(variable, ())
    return shown[0].value if shown else None


def _ordered(one: str, two: str) -> Pair:
    return (one, two) if one < two else (two, one)
