"""Reports that stand alone and the event of others they fit best."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from placard.linking.cluster import cluster

Scores = dict[tuple[str, str], float]
EVENT: Scores = {("a", "b"): 5.0}


def joined(scores: Scores, *, opposed: tuple[tuple[str, str], ...] = (), items: str = "abcde", **more: object) -> list[str]:
    """Clusters as words, of one-letter items."""
    known = {item for pair in scores for item in pair}
    found = cluster(sorted(known & set(items)), scores, opposed=opposed, adopt_at=-4.5, adopt_lead=0.5, **more)  # type: ignore[arg-type]
    return ["".join(group) for group in found]


def test_what_stands_alone_joins_the_event_it_fits() -> None:
    assert joined(EVENT | {("a", "c"): -3.0, ("b", "c"): -4.0}) == ["abc"]
    assert joined(EVENT | {("a", "c"): -5.0, ("b", "c"): -4.5}) == ["ab", "c"]


def test_two_that_stand_alone_are_left_alone() -> None:
    assert joined({("a", "b"): -1.0}) == ["a", "b"]


def test_an_event_of_several_reports_is_left_as_it_is() -> None:
    between = {(one, two): -1.0 for one in "ab" for two in "cd"}
    assert joined(EVENT | {("c", "d"): 5.0} | between) == ["ab", "cd"]


def test_of_two_events_it_joins_the_one_it_fits_clearly_better() -> None:
    two = EVENT | {("c", "d"): 5.0}
    assert joined(two | {("a", "e"): -2.0, ("b", "e"): -2.0, ("c", "e"): -3.0, ("d", "e"): -3.0}) == ["abe", "cd"]
    assert joined(two | {("a", "e"): -2.0, ("b", "e"): -2.0, ("c", "e"): -2.4, ("d", "e"): -2.4}) == ["ab", "cd", "e"]
    assert joined(two | {("a", "e"): -2.0, ("b", "e"): -2.0, ("c", "e"): -4.6, ("d", "e"): -4.6}) == ["abe", "cd"]


def test_pairs_never_compared_count_against_it() -> None:
    assert joined(EVENT | {("a", "c"): -3.5}) == ["ab", "c"]


def test_it_does_not_join_what_it_contradicts() -> None:
    fits = EVENT | {("a", "c"): -2.0, ("b", "c"): -2.0}
    assert joined(fits, opposed=(("a", "c"),)) == ["abc"], "half of the event is no more than half"
    assert joined(fits, opposed=(("c", "a"), ("b", "c"))) == ["ab", "c"]


def test_it_joins_nothing_a_person_or_a_report_keeps_it_from() -> None:
    fits = EVENT | {("a", "c"): -2.0, ("b", "c"): -2.0}
    assert joined(fits, different=[("b", "c")]) == ["ab", "c"]


def test_what_has_joined_opens_the_door_to_nothing_else() -> None:
    scores = EVENT | {("a", "c"): -2.0, ("b", "c"): -2.0, ("c", "d"): -1.0}
    assert joined(scores | {("a", "d"): -4.0, ("b", "d"): -4.0}) == ["abcd"]
    assert joined(scores | {("a", "d"): -5.0, ("b", "d"): -4.5}) == ["abc", "d"]


def test_who_is_kept_from_the_best_fit_by_one_that_joined_it_takes_the_next() -> None:
    events = EVENT | {("c", "d"): 5.0}
    lone = {("a", "e"): -1.6, ("b", "e"): -1.6, ("a", "f"): -2.0, ("b", "f"): -2.0, ("c", "f"): -3.0, ("d", "f"): -3.0}
    assert joined(events | lone, items="abcdef") == ["abef", "cd"]
    assert joined(events | lone, items="abcdef", different=[("e", "f")]) == ["abe", "cdf"]


def test_a_contradiction_with_one_it_was_not_compared_with_is_none() -> None:
    """Of an event's two reports one was compared, and contradicts."""
    assert joined(EVENT | {("a", "c"): -2.2}, opposed=(("a", "c"),), absent=-3.0) == ["ab", "c"]
    assert joined(EVENT | {("a", "c"): -2.2}, absent=-3.0) == ["abc"]


@given(st.integers(3, 10), st.integers(0, 10**6))
def test_the_order_of_the_input_makes_no_difference(count: int, seed: int) -> None:
    draw = random.Random(seed)
    items = [f"i{number:02d}" for number in range(count)]
    pairs = [(a, b) for number, a in enumerate(items) for b in items[number + 1 :]]
    scores = {pair: draw.randrange(-120, 60) / 10 for pair in pairs if draw.random() < 0.8}
    foes, against = ([pair for pair in pairs if draw.random() < 0.1] for _ in range(2))
    given_once = cluster(items, scores, different=foes, opposed=against, adopt_at=-4.5, adopt_lead=0.5)
    shuffled = dict(draw.sample(list(scores.items()), len(scores)))
    again = cluster(
        draw.sample(items, count), shuffled, different=foes[::-1], opposed=against[::-1], adopt_at=-4.5, adopt_lead=0.5
    )
    assert again == given_once
    assert not any(a in group and b in group for group in given_once for a, b in foes)
    before = cluster(items, scores, different=foes)
    assert all(any(set(group) <= set(larger) for larger in given_once) for group in before), "adoption only adds to events"
