"""The outcome of linking for two mentions, and the rule it names."""

from __future__ import annotations

from placard.linking.explain import waterfall
from placard.linking.outcome import Outcome, outcome_of
from placard.linking.parameters import probability, shipped
from placard.records import Judgement, Reason

DOCUMENTS = {"a": "d1", "b": "d2", "c": "d3", "d": "d1", "e": "d5"}
AT = shipped().link_at


def outcome(pair: str, homes: dict[str, str], scores: dict[str, float], *people: Judgement) -> Outcome:
    made = [Judgement(key[0], key[1], "same", round(probability(bits), 6), (), "linking/1") for key, bits in scores.items()]
    bits = scores.get(pair, -9.0)
    return outcome_of((pair[0], pair[1]), homes, DOCUMENTS, [*made, *people], bits, shipped())


def judged(pair: str, verdict: str) -> Judgement:
    return Judgement(pair[0], pair[1], verdict, 0.0, (), "person:ana", "2020-05-01")


def test_a_pair_that_agrees_is_kept_apart_by_the_average() -> None:
    homes = {"a": "event-1", "b": "event-2", "c": "event-2"}
    found = outcome("ab", homes, {"ab": AT + 1.4, "bc": 5.0})
    assert (found.same, found.rule) == (False, "average")
    assert "different events, event-1 and event-2" in found.words and f"not above {AT:+.1f}" in found.words
    assert outcome("ab", {"a": "e", "b": "f"}, {"ab": AT - 1}).rule == "pair"


def test_a_pair_that_disagrees_is_one_event_through_a_third() -> None:
    homes = dict.fromkeys("abc", "event-1")
    found = outcome("ab", homes, {"ab": AT - 1, "ac": 4.0, "bc": 5.0})
    assert (found.same, found.rule) == (True, "through")
    assert "agree with c" in found.words and "+4.0" in found.words
    assert outcome("ab", homes, {"ab": 3.0}).rule == "pair"
    pairs = {"ab": -4.0, "ac": 5.0, "ae": -2.0, "be": 5.0, "bc": -2.0, "ce": 5.0}
    assert outcome("ab", dict.fromkeys("abce", "event-1"), pairs).rule == "average"


def test_a_report_that_stood_alone_is_said_to_have_joined_what_it_fits_best() -> None:
    homes = dict.fromkeys("abc", "event-1")
    scores = {"ab": 5.0, "ac": AT - 1, "bc": AT - 2}
    found = outcome("ac", homes, scores)
    assert (found.same, found.rule) == (True, "alone")
    assert f"c stood alone, and this event fits it best ({AT - 1.5:+.1f} bits on average" in found.words
    assert outcome("ac", homes, {"ab": 5.0, "ac": AT - 1, "bc": AT + 1}).rule == "through"
    apart = outcome("ac", {"a": "event-1", "b": "event-1", "c": "event-2"}, scores)
    assert (apart.same, apart.rule) == (False, "average")
    assert "a report that stands alone joins only what it fits clearly best" in apart.words


def test_what_keeps_a_report_that_stands_alone_from_an_event_is_named() -> None:
    homes = {"a": "event-1", "b": "event-1", "c": "event-2"}
    scores = {"ab": 5.0, "ac": AT - 1, "bc": AT - 1}
    assert outcome("ac", homes, scores, judged("bc", "different")).rule == "people"
    told_apart = outcome("bd", {"a": "event-1", "b": "event-1", "d": "event-2"}, {"ab": 5.0, "ad": AT - 1, "bd": AT - 1})
    assert told_apart.rule == "document" and "both a and d" in told_apart.words


def test_people_and_reports_go_before_scores() -> None:
    apart = {"a": "event-1", "b": "event-2"}
    assert outcome("ab", apart, {"ab": 8.0}, judged("ab", "different")).rule == "person"
    assert outcome("ab", dict.fromkeys("ab", "event-1"), {}, judged("ab", "same")).rule == "person"
    assert outcome("ab", dict.fromkeys("abc", "event-1"), {}, judged("bc", "same")).rule == "people"
    assert outcome("ad", {"a": "event-1", "d": "event-2"}, {"ad": 8.0}).rule == "document"
    held = outcome("bd", {"a": "event-1", "b": "event-1", "d": "event-2"}, {"bd": 8.0, "ad": 8.0})
    assert held.rule == "document" and "both a and d" in held.words
    assert outcome("ab", apart, {"ab": 8.0}).rule == "stale"


def test_the_waterfall_does_not_call_a_pair_the_same() -> None:
    last = waterfall([Reason("prior", "worth comparing", -0.1)])[-1]
    assert "48% likely one event, this pair alone" in last and f"above {AT:+.1f}" in last
    assert "same" not in last
