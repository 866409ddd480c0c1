from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placard.linking import link_mentions
from placard.linking.identity import event_id
from placard.linking.parameters import shipped
from placard.records import Event, Judgement
from tests.linking.build import info, infos, mention

TEACHERS = {"participants": "teachers", "demand": "nine months of unpaid wages", "venue": "the state assembly"}


def march(ident: str, document: str, **more: object) -> object:
    return mention(ident, document, **{**TEACHERS, **more})


def groups(linked: object) -> list[tuple[str, ...]]:
    return sorted(event.mentions for event in linked.events)


DOCUMENTS = infos(*(info(f"d{number}") for number in range(9)))


def person(left: str, right: str, verdict: str, at: str = "2020-05-01T10:00:00", **more: object) -> Judgement:
    return Judgement(left, right, verdict, 1.0, (), "person:ana", at, **more)


def test_two_reports_of_one_march_are_one_event_and_say_why():
    linked = link_mentions([march("m1", "d1"), march("m2", "d2")], DOCUMENTS, {})
    assert groups(linked) == [("m1", "m2")]
    (judgement,) = linked.judgements
    assert judgement.verdict == "same" and judgement.by == "placard-linking/2" and judgement.at == ""
    assert {reason.name for reason in judgement.reasons} >= {"prior", "when", "where", "form", "claim"}


@pytest.mark.parametrize(
    "other",
    [
        {"town": "Lagos"},
        {"day": "2020-03-09"},
        {
            "form": "riot",
            "participants": "butchers",
            "demand": "the meat tax",
            "venue": "Sabon Gari market",
            "trigger": "burned tyres",
        },
    ],
)
def test_another_town_day_or_kind_is_another_event(other):
    linked = link_mentions([march("m1", "d1"), march("m2", "d2", **other)], DOCUMENTS, {})
    assert groups(linked) == [("m1",), ("m2",)]


def test_mentions_of_one_document_stay_apart():
    linked = link_mentions([march("m1", "d1"), march("m2", "d1")], DOCUMENTS, {})
    assert groups(linked) == [("m1",), ("m2",)]


def test_days_of_a_campaign_do_not_chain():
    days = [march(f"m{day}", f"d{day}", day=f"2020-03-0{day}") for day in range(1, 7)]
    assert len(link_mentions(days, DOCUMENTS, {}).events) == 6


def test_a_person_overrides_any_score_and_the_latest_word_counts():
    same, apart = [march("m1", "d1"), march("m2", "d2")], [march("m1", "d1"), march("m2", "d2", town="Lagos")]
    assert groups(link_mentions(same, DOCUMENTS, {}, judgements=[person("m1", "m2", "different")])) == [("m1",), ("m2",)]
    assert groups(link_mentions(apart, DOCUMENTS, {}, judgements=[person("m1", "m2", "same")])) == [("m1", "m2")]
    changed = [person("m1", "m2", "same"), person("m1", "m2", "different", "2020-05-02T10:00:00")]
    assert groups(link_mentions(apart, DOCUMENTS, {}, judgements=changed)) == [("m1",), ("m2",)]
    withdrawn = [person("m1", "m2", "different", withdrawn_at="2020-05-03T00:00:00")]
    assert groups(link_mentions(same, DOCUMENTS, {}, judgements=withdrawn)) == [("m1", "m2")]


def test_a_person_can_join_what_one_document_tells_apart():
    joined = link_mentions([march("m1", "d1"), march("m2", "d1")], DOCUMENTS, {}, judgements=[person("m1", "m2", "same")])
    assert groups(joined) == [("m1", "m2")]


def test_a_different_keeps_third_mentions_on_one_side():
    three = [march(f"m{number}", f"d{number}") for number in (1, 2, 3)]
    linked = link_mentions(three, DOCUMENTS, {}, judgements=[person("m1", "m3", "different")])
    assert all(not {"m1", "m3"} <= set(event.mentions) for event in linked.events)
    assert len(linked.events) == 2


def test_merge_redirects_and_split_gives_the_old_id_back():
    one, two = march("m1", "d1"), march("m2", "d2", day="2020-03-01")
    before = link_mentions([one, two], DOCUMENTS, {})
    assert len(before.events) == 2
    merged = link_mentions([one, two], DOCUMENTS, {}, judgements=[person("m1", "m2", "same")], previous=before.events)
    (event,) = merged.events
    gone = ({item.id for item in before.events} - {event.id}).pop()
    assert merged.redirects == {gone: event.id}
    split = link_mentions([one, two], DOCUMENTS, {}, previous=merged.events, redirects=merged.redirects)
    assert {item.id: item.mentions for item in split.events} == {item.id: item.mentions for item in before.events}
    assert split.redirects == {}


def test_an_event_keeps_its_id_when_an_earlier_report_turns_up():
    documents = infos(info("d1", "2020-03-05"), info("d2", "2020-03-03"))
    first = link_mentions([march("m1", "d1")], documents, {})
    both = link_mentions([march("m1", "d1"), march("m2", "d2")], documents, {}, previous=first.events)
    assert [event.id for event in both.events] == [event_id("m1")] and both.redirects == {}


def test_undated_piles_link_by_place_and_words():
    bare = infos(info("d1", None), info("d2", None))
    linked = link_mentions([march("m1", "d1", day=None), march("m2", "d2", day=None)], bare, {})
    assert linked.judgements, "without any date the pair must still be compared"


def test_nothing_in_nothing_out():
    linked = link_mentions([], {}, {})
    assert linked.events == () and linked.judgements == () and linked.redirects == {}


def pile(count: int, seed: int) -> list[object]:
    draw = random.Random(seed)
    found = []
    for number in range(count):
        words = draw.choice([TEACHERS, {"participants": "bus drivers", "demand": "the fuel price", "venue": "Ojota park"}])
        found.append(
            mention(
                f"m{number}",
                f"d{number % 8}",
                day=draw.choice(["2020-03-01", "2020-03-02", "2020-03-03", None]),
                town=draw.choice(["Kano", "Lagos", "Basra", None]),
                form=draw.choice(["demonstration", "strike"]),
                **words,
            )
        )
    return found


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 24), st.integers(0, 10**6))
def test_order_of_input_does_not_matter(count, seed):
    mentions = pile(count, seed)
    shuffled = random.Random(seed + 1).sample(mentions, len(mentions))
    assert link_mentions(mentions, DOCUMENTS, {}) == link_mentions(shuffled, DOCUMENTS, {})


@settings(max_examples=25, deadline=None)
@given(st.integers(4, 24), st.integers(1, 3), st.integers(0, 10**6))
def test_joining_new_mentions_equals_a_full_run(count, new, seed):
    mentions = pile(count, seed)
    people = [person("m0", "m1", "same")] if seed % 2 else []
    old = link_mentions(mentions[:-new], DOCUMENTS, {}, judgements=people)
    known = [*old.judgements, *people]
    fresh = {item.id for item in mentions[-new:]}
    full = link_mentions(mentions, DOCUMENTS, {}, judgements=people, previous=old.events, redirects=old.redirects)
    part = link_mentions(mentions, DOCUMENTS, {}, judgements=known, previous=old.events, redirects=old.redirects, fresh=fresh)
    assert part == full


def test_a_report_that_stands_alone_joins_the_event_it_fits_and_no_other_day():
    told = {"demand": "the fuel price", "venue": "Kofar Mata gate"}
    event = [mention("a", "d1", participants="bus drivers", **told), mention("b", "d2", participants="bus drivers", **told)]
    vague = mention("x", "d3", day=None, form="strike", sure=0.3, participants="bus drivers")
    linked = link_mentions([*event, vague], DOCUMENTS, {})
    assert [one.mentions for one in linked.events] == [("a", "b", "x")]
    never = link_mentions([*event, vague], DOCUMENTS, {}, parameters=replace(shipped(), adopt_at=shipped().link_at))
    assert len(never.events) == 2, "on the average of its pairs alone it would stay alone"
    next_day = mention("y", "d3", day="2020-03-03", **told)
    assert len(link_mentions([*event, next_day], DOCUMENTS, {}).events) == 2


def test_a_vanished_mention_reopens_its_event():
    mentions = pile(16, 3)
    old = link_mentions(mentions, DOCUMENTS, {})
    full = link_mentions(mentions[1:], DOCUMENTS, {}, previous=old.events)
    part = link_mentions(mentions[1:], DOCUMENTS, {}, judgements=old.judgements, previous=old.events, fresh=())
    assert part == full


def test_every_mention_stands_in_exactly_one_event():
    mentions = pile(40, 5)
    told = [ident for event in link_mentions(mentions, DOCUMENTS, {}).events for ident in event.mentions]
    assert sorted(told) == sorted(item.id for item in mentions)
    assert all(isinstance(event, Event) for event in link_mentions(mentions, DOCUMENTS, {}).events)


def test_progress_counts_every_mention_once():
    told: list[int] = []
    mentions = [march("m1", "d1"), march("m2", "d2"), march("m3", "d3", town="Lagos")]
    linked = link_mentions(mentions, DOCUMENTS, {}, done=told.append)
    assert sorted(told) == [1, 2] and len(linked.events) == 2
