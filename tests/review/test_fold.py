"""Decisions to state: a pure function, tested on its own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from placard.records import OUTLET, Count, Decision, EventMention, Source, Speaker, Statement, Text, value_to_json
from placard.review.decide import fold, live_decisions, make_decision, seen_by, to_undo
from placard.review.fold import apply, apply_sources, settled, statement_from_json, statement_to_json
from placard.spans import Span

TEXT = "Police said 600 marched"


def statement(key: str = "s1", words: str = "600", variable: str = "size") -> Statement:
    start = TEXT.index(words)
    value = Count(600, 600, words, "figure") if variable == "size" else Text(words)
    return Statement(key, "m1", variable, value, (Span.of(TEXT, start, start + len(words)),), OUTLET, "tester 1", confidence=0.4)


MENTION = EventMention(
    "m1", "d1", "occurred", "demonstration", (statement("s0", "marched", "trigger"), statement()), 0.9, "tester 1"
)


def decision(number: int, verb: str, target: str = "s1", by: str = "ana", **after: object) -> Decision:
    return Decision(f"dec-{number}", f"2024-01-01T00:00:{number:02}+00:00", by, verb, target, None, dict(after) or None)


def one(*decisions: Decision) -> Statement | None:
    mention = next(apply([MENTION], decisions), None)
    return next((found for found in mention.statements if found.id == "s1"), None) if mention else None


def test_without_decisions_nothing_changes() -> None:
    assert list(apply([MENTION], [])) == [MENTION]


def test_accepting_keeps_the_machine_as_coder() -> None:
    assert one(decision(1, "accept")) == statement()
    assert fold([decision(1, "accept")]).of("s1").state == "accepted"


def test_a_correction_is_certain_and_carries_its_person() -> None:
    value = value_to_json(Count(700, 700, "600", "person"))
    found = one(decision(1, "correct", value=value, codebook="1.0"))
    assert found is not None
    assert (found.value, found.coder, found.confidence, found.evidence) == (
        Count(700, 700, "600", "person"),
        "person:ana",
        1.0,
        statement().evidence,
    )


def test_corrections_of_several_people_add_up_field_by_field() -> None:
    speaker = {"kind": "authority", "span": {"start": 0, "end": 6, "quote": "Police"}}
    found = one(decision(1, "correct", speaker=speaker), decision(2, "correct", by="ben", certainty="hedged"))
    assert found is not None
    assert (found.speaker, found.certainty, found.coder) == (Speaker("authority", Span(0, 6, "Police")), "hedged", "person:ben")


def test_rejecting_and_accepting_again_brings_the_correction_back() -> None:
    corrected = decision(1, "correct", certainty="denied")
    assert one(corrected, decision(2, "reject")) is None
    found = one(corrected, decision(2, "reject"), decision(3, "accept"))
    assert found is not None and found.certainty == "denied"


def test_undo_takes_back_what_it_names_and_can_be_taken_back() -> None:
    listed = [decision(1, "reject"), decision(2, "undo", undoes="dec-1"), decision(3, "undo", undoes="dec-2")]
    assert one(*listed[:1]) is None
    assert one(*listed[:2]) == statement()
    assert one(*listed) is None
    assert live_decisions(listed) == {"dec-1", "dec-3"}


def test_pressing_undo_walks_back_through_ones_own_acts() -> None:
    listed = [decision(1, "accept"), decision(2, "reject", by="ben"), decision(3, "flag")]
    for wanted in ("dec-3", "dec-1", None):
        found = to_undo(listed, "ana")
        assert (found.id if found else None) == wanted
        if found:
            listed.append(decision(len(listed) + 1, "undo", undoes=found.id))


def test_a_rejected_mention_goes_and_a_corrected_one_names_its_person() -> None:
    assert list(apply([MENTION], [decision(1, "reject", target="m1")])) == []
    found = next(apply([MENTION], [decision(1, "correct", target="m1", status="planned", form="strike")]))
    assert (found.status, found.form, found.coder) == ("planned", "strike", "person:ana")


def test_what_people_added_stands_in_the_order_of_the_text_and_can_be_decided_on() -> None:
    added = statement("s9", "Police", "participants")
    listed = [decision(1, "add", target="m1", statement=statement_to_json(added))]
    found = next(apply([MENTION], listed))
    assert [each.id for each in found.statements] == ["s9", "s1", "s0"]
    assert found.statements[0] == added
    again = next(apply([MENTION], [*listed, decision(2, "reject", target="s9")]))
    assert [each.id for each in again.statements] == ["s1", "s0"]


def test_linking_takes_what_people_accepted_for_certain() -> None:
    reviewed = fold([decision(1, "accept"), decision(2, "accept", target="m1")])
    folded = next(apply([MENTION], reviewed))
    found = settled(folded, reviewed)
    assert {each.id: each.confidence for each in found.statements} == {
        each.id: 1.0 if each.id == "s1" else each.confidence for each in MENTION.statements
    }
    assert (found.confidence, found.coder) == (1.0, MENTION.coder)
    untouched = fold([decision(1, "accept"), decision(2, "reject", target="s1")])
    assert settled(MENTION, untouched) == MENTION


def test_blind_ratings_change_nothing_but_are_kept() -> None:
    listed = [decision(1, "accept"), decision(2, "reject", by="ben", blind=True)]
    reviewed = fold(listed)
    assert one(*listed) == statement()
    assert set(reviewed.ratings["s1"]) == {"ana", "ben"}
    assert reviewed.of("s1").by == "ana"
    assert seen_by(listed, "ben").of("s1").state == "rejected"


def test_sources_are_corrected_field_by_field() -> None:
    sources = {"src": Source("src", "Daily", "local", None, "IR", ("fa",)), "other": Source("other", "Wire")}
    found = apply_sources(sources, [decision(1, "correct", target="src", owner="Group", languages=["en", "fa"])])
    assert found == {"src": Source("src", "Daily", "local", "Group", "IR", ("en", "fa")), "other": Source("other", "Wire")}


def test_statements_survive_json() -> None:
    for each in MENTION.statements:
        assert statement_from_json(statement_to_json(each)) == each


def test_two_acts_of_one_moment_have_ids_of_their_own() -> None:
    given = {"by": "ana", "at": "2024-01-01T00:00:00"}
    assert make_decision("accept", "s1", seen="", **given).id != make_decision("accept", "s1", seen="dec-1", **given).id


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["accept", "reject", "flag", "undo"]), st.integers(0, 30)), max_size=30))
def test_undoing_everything_leaves_nothing(acts: list[tuple[str, int]]) -> None:
    listed: list[Decision] = []
    for number, (verb, which) in enumerate(acts):
        if verb == "undo" and listed:
            listed.append(decision(number, "undo", undoes=listed[which % len(listed)].id))
        elif verb != "undo":
            listed.append(decision(number, verb))
    while (found := to_undo(listed, "ana")) is not None:
        listed.append(decision(100 + len(listed), "undo", undoes=found.id))
        assert len(listed) < 200
    assert one(*listed) == statement()
    assert fold(listed).flags == {}


FOUND = EventMention("m9", "d1", "occurred", "riot", (statement("s9", "marched", "trigger"),), 1.0, "person:ana")
ADDED = {"mention": {"id": "m9", "form": "riot", "status": "occurred", "words": "marched"}}


def test_a_mention_that_a_person_added_is_there_as_long_as_that_decision_holds() -> None:
    add, undo = decision(1, "add", "d1", **ADDED), decision(2, "undo", "d1", undoes="dec-1")
    again = decision(3, "undo", "d1", undoes="dec-2")
    assert list(apply([MENTION, FOUND], [add])) == [MENTION, FOUND]
    assert list(apply([MENTION, FOUND], [])) == [MENTION], "it was added after these decisions"
    assert list(apply([MENTION, FOUND], [add, undo])) == [MENTION]
    assert fold([add, undo]).of("m9").state == "rejected"
    assert list(apply([MENTION, FOUND], [add, undo, again])) == [MENTION, FOUND]
    assert fold([add, undo, again]).of("m9").state == "open"


def test_a_mention_that_a_person_added_is_corrected_and_rejected_like_any_other() -> None:
    add = decision(1, "add", "d1", **ADDED)
    (found,) = apply([FOUND], [add, decision(2, "correct", "m9", form="strike")])
    assert (found.form, found.coder) == ("strike", "person:ana")
    assert list(apply([FOUND], [add, decision(2, "reject", "m9")])) == []
