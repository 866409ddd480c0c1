from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placard.linking import Linked, link_mentions
from placard.linking.maybe import KIND, MOST, find_maybe_same
from placard.linking.parameters import probability, shipped
from placard.linking.relation_words import direction, most_urgent_first, relation_words, strength_words
from placard.linking.waves import find_waves
from placard.records import DateRange, Event, EventRelation, Judgement, Reason, Shown
from tests.linking.build import TOWNS
from tests.linking.test_link import DOCUMENTS, pile

USED = replace(shipped(), link_at=-1.0, unsure=1.0, absent=-6.0)
EDGE = -2.0


def event(ident: str, *mentions: str, day: str | None = None, town: str | None = None) -> Event:
    shown = {}
    if day:
        shown["date"] = (Shown(DateRange(day, day, "day", day), "widest_supported_date", ("s",)),)
    if town:
        shown["place"] = (Shown(TOWNS[town], "most_precise_place", ("s",)),)
    return Event(ident, mentions, shown)


def scored(left: str, right: str, bits: float) -> Judgement:
    return Judgement(left, right, "unsure", round(probability(bits), 6), (Reason("prior", "", bits),), "test/1")


def person(left: str, right: str, verdict: str) -> Judgement:
    return Judgement(left, right, verdict, 0.0, (), "person:ana", "2020-05-01")


def related(events: list[Event], scores: list[Judgement], people: tuple[Judgement, ...] = ()) -> list[tuple[str, str]]:
    return [(one.left, one.right) for one in find_maybe_same(events, scores, people, USED)]


@pytest.mark.parametrize(("bits", "expected"), [(EDGE - 0.001, []), (EDGE, []), (EDGE + 0.001, [("a", "b")]), (3.0, [("a", "b")])])
def test_events_whose_average_lies_above_the_lower_edge_of_the_unsure_band_are_related(bits, expected):
    assert related([event("a", "m1"), event("b", "m2")], [scored("m1", "m2", bits)]) == expected


def test_the_best_average_is_of_one_mention_with_all_of_an_event_no_smaller():
    events = [event("a", "m1", "m2"), event("b", "m3", "m4")]
    # m1 agrees with both of b, on average (4 - 2) / 2; m2, which says little, would pull the mean of all four pairs below the edge.
    (found,) = find_maybe_same(events, [scored("m1", "m3", 4.0), scored("m1", "m4", -2.0)], (), USED)
    assert found == EventRelation("a", "b", KIND, round(probability(1.0), 6))
    # One mention of the larger event that resembles the smaller is not enough.
    larger = [event("a", "m1"), event("b", "m2", "m3", "m4")]
    assert related(larger, [scored("m1", "m2", 4.0), scored("m1", "m3", -4.0)]) == []
    # One pair is no average: the other three were never worth a score.
    assert related(events, [scored("m1", "m3", 1.0)]) == []


def test_the_strength_is_the_average_as_a_chance_and_a_score_is_bounded_as_in_clusters():
    (found,) = find_maybe_same([event("a", "m1"), event("b", "m2", "m3")], [scored("m1", "m2", 40.0)], (), USED)
    assert found.score == round(probability((10.0 - 6.0) / 2), 6)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ({"day": "2020-03-02", "town": "Basra"}, {"day": "2020-03-02", "town": "Zubayr"}, True),
        ({"day": "2020-03-02"}, {"town": "Kano"}, True),
        ({"day": "2020-03-02", "town": "Kano"}, {"town": "Nigeria"}, True),
        ({"day": "2020-03-02"}, {"day": "2020-03-03"}, False),
        ({"town": "Kano"}, {"town": "Lagos"}, False),
    ],
)
def test_shown_days_and_places_that_contradict_tell_events_apart(one, two, expected):
    events = [event("a", "m1", **one), event("b", "m2", **two)]
    assert bool(related(events, [scored("m1", "m2", 0.0)])) is expected
    assert bool(related(events[::-1], [scored("m1", "m2", 0.0)])) is expected


def test_what_a_person_called_different_is_not_asked_again():
    events = [event("a", "m1", "m2"), event("b", "m3")]
    scores = [scored("m1", "m3", 0.0), scored("m2", "m3", 0.0)]
    assert related(events, scores, (person("m2", "m3", "different"),)) == []
    assert related(events, scores, (person("m2", "m3", "same"),)) == [("a", "b")]
    assert related(events, scores, (replace(person("m2", "m3", "different"), withdrawn_at="2020-05-02"),)) == [("a", "b")]


def test_an_event_has_few_such_relations_and_those_the_likeliest():
    events = [event("a", "m0"), *(event(f"b{number}", f"m{number}") for number in range(1, 7))]
    scores = [scored("m0", f"m{number}", -1.9 + number / 10) for number in range(1, 7)]
    expected = [("a", f"b{number}") for number in range(7 - MOST, 7)]
    assert related(events, scores) == expected
    assert related(events[::-1], scores[::-1]) == expected


def test_it_reads_the_same_from_either_end_comes_first_and_joins_no_wave():
    found = EventRelation("a", "b", KIND, 0.3)
    assert relation_words(found, "a") == relation_words(found, "b") == "maybe the same as"
    assert direction(found, "a") == direction(found, "b") == "both"
    campaign = EventRelation("a", "b", "same_campaign", 0.9)
    assert most_urgent_first([campaign, found]) == [found, campaign]
    assert strength_words(KIND) != strength_words("same_campaign") == "set by rule"
    events = [event("a", "m1"), event("b", "m2")]
    assert find_waves(events, [found]) == [] and len(find_waves(events, [campaign])) == 1


# Nothing is joined and every pair is unsure, whatever the shipped weights are.
WIDE = replace(shipped(), link_at=50.0, unsure=70.0, floor=-60.0)


def unsure(linked: Linked) -> list[EventRelation]:
    return [one for one in linked.relations if one.kind == KIND]


def test_linking_relates_different_events_of_scored_mentions():
    linked = link_mentions(pile(24, 4), DOCUMENTS, {}, parameters=WIDE)
    home = {mention: one.id for one in linked.events for mention in one.mentions}
    scored_pairs = {frozenset((home[j.left], home[j.right])) for j in linked.judgements}
    found = unsure(linked)
    assert found and all(one.left < one.right and frozenset((one.left, one.right)) in scored_pairs for one in found)
    assert list(linked.relations) == sorted(linked.relations, key=lambda one: (one.left, one.right, one.kind))
    one = found[0]
    ends = sorted(next(mention for mention, event in home.items() if event == end) for end in (one.left, one.right))
    apart = link_mentions(pile(24, 4), DOCUMENTS, {}, parameters=WIDE, judgements=[person(ends[0], ends[1], "different")])
    assert (one.left, one.right) not in {(other.left, other.right) for other in unsure(apart)}


@settings(max_examples=15, deadline=None)
@given(st.integers(12, 24), st.integers(1, 3), st.integers(0, 10**6))
def test_order_and_increments_make_no_difference(count, new, seed):
    mentions = pile(count, seed)
    shuffled = random.Random(seed).sample(mentions, len(mentions))
    assert unsure(link_mentions(shuffled, DOCUMENTS, {}, parameters=WIDE)) == unsure(
        link_mentions(mentions, DOCUMENTS, {}, parameters=WIDE)
    )
    old = link_mentions(mentions[:-new], DOCUMENTS, {}, parameters=WIDE)
    fresh = {item.id for item in mentions[-new:]}
    part = link_mentions(mentions, DOCUMENTS, {}, judgements=old.judgements, previous=old.events, parameters=WIDE, fresh=fresh)
    full = link_mentions(mentions, DOCUMENTS, {}, previous=old.events, parameters=WIDE)
    assert unsure(part) == unsure(full)
