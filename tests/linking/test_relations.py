from __future__ import annotations

import pytest

from placard.linking import link_mentions
from placard.linking.explain import explain, waterfall
from placard.linking.relation_words import direction, other_end, relation_words
from placard.linking.waves import find_waves
from placard.records import EventRelation, Judgement
from placard.release.fields import RELATIONS
from placard.release.rows import relation_row
from tests.linking.build import info, infos, mention

DOCUMENTS = infos(*(info(f"d{number}", "2020-03-20") for number in range(9)))


def related(*mentions):
    linked = link_mentions(list(mentions), DOCUMENTS, {})
    home = {item: event.id for event in linked.events for item in event.mentions}
    assert len(linked.events) == len(mentions)
    back = {event: item for item, event in home.items()}
    return {(back[r.left], back[r.right], r.kind): r for r in linked.relations}


def test_a_counter_demonstration_says_so():
    found = related(
        mention("a", "d1", organizer="Burgerwacht", demand="the hostel"),
        mention("b", "d1", organizer="Bunt alliance", trigger="counter-demonstration"),
    )
    (relation,) = [r for key, r in found.items() if key[2] == "counter_protest"]
    assert relation.score == 1.0 and relation.evidence == ("b/0",)


def test_a_protest_over_the_dead_follows_repression():
    found = related(
        mention("a", "d1", response=["live_fire", "kill"], demand="fuel price"),
        mention("b", "d2", day="2020-03-05", demand="justice for those killed", trigger="funeral march", form="symbolic"),
    )
    assert found["b", "a", "follows_repression"].evidence
    assert ("a", "b", "follows_repression") not in found


@pytest.mark.parametrize(
    "later",
    [
        {"slogan": "Death to the seditionists", "tactic": "carried portraits of martyrs", "demand": "respect for the law"},
        {"slogan": "Bread, work, freedom", "demand": "bread at the old price"},
        {"demand": "freedom of the press", "trigger": "marched"},
        {"demand": "justice for farmers"},
    ],
)
def test_words_alone_do_not_follow_repression(later):
    earlier = mention("a", "d1", response=["kill", "arrest"], demand="fuel price")
    found = related(earlier, mention("b", "d1", day="2020-03-06", form="other", **later))
    assert [kind for _, _, kind in found if kind == "follows_repression"] == []


@pytest.mark.parametrize(
    "later",
    [
        {"demand": "the release of the detained students"},
        {"demand": "free all political prisoners"},
        {"demand": "justice for those killed"},
        {"demand": "an end to police brutality"},
        {"demand": "an inquiry into the shooting"},
        {"trigger": "funeral"},
        {"trigger": "marched against the arrests"},
    ],
)
def test_a_phrase_of_demand_or_trigger_follows_repression_the_next_day_at_the_earliest(later):
    earlier = mention("a", "d1", response=["kill", "arrest"], demand="fuel price")
    found = related(earlier, mention("b", "d1", day="2020-03-03", form="other", **later))
    assert found["b", "a", "follows_repression"].evidence
    same_day = related(earlier, mention("b", "d1", form="other", **later))
    assert not any(kind == "follows_repression" for _, _, kind in same_day)


def test_a_protest_and_its_counter_protest_are_no_campaign():
    claim = {"demand": "rollback of the Ojota fuel levy", "slogan": "Ojota fuel levy must fall"}
    found = related(mention("a", "d1", **claim), mention("b", "d1", trigger="counter-demonstration", **claim))
    assert {kind for _, _, kind in found} == {"counter_protest"}
    loyal = mention("b", "d1", day="2020-03-04", demand="support of the government and the Ojota fuel levy", slogan=claim["slogan"])
    assert related(mention("a", "d1", **claim), loyal) == {}
    elsewhere = related(mention("a", "d1", **claim), mention("b", "d1", town="Lagos", **claim))
    assert {kind for _, _, kind in elsewhere} == {"same_campaign"}


def test_a_relation_reads_otherwise_from_either_end():
    told = EventRelation("late", "early", "follows_repression", 0.9, ("s1",))
    assert relation_words(told, "late") == "follows repression at" and other_end(told, "late") == "early"
    assert relation_words(told, "early") == "its repression is followed by" and other_end(told, "early") == "late"
    assert [direction(told, end) for end in ("late", "early")] == ["later", "earlier"]
    like = EventRelation("a", "b", "same_campaign", 0.75)
    assert relation_words(like, "a") == relation_words(like, "b") == "possibly same campaign as"
    assert direction(like, "a") == "both"


def test_a_release_does_not_call_the_score_of_a_rule_a_probability():
    (field,) = (field for field in RELATIONS.fields if field.type == "number")
    assert field.name == "strength" and "not estimated" in field.description
    row = relation_row(EventRelation("late", "early", "continues", 0.7))
    assert (row["event_id"], row["related_event_id"], row["strength"]) == ("late", "early", 0.7)


def test_a_later_day_of_the_same_claim_continues_it():
    claim = {"demand": "nine months of unpaid wages in Tarauni schools", "participants": "teachers"}
    found = related(mention("a", "d1", **claim), mention("b", "d2", day="2020-03-03", trigger="marched again", **claim))
    assert ("b", "a", "continues") in found and found["b", "a", "continues"].score == 1.0


def test_an_anniversary_commemorates():
    found = related(mention("a", "d1", day="2019-03-02"), mention("b", "d1", demand="anniversary of the 2019 march"))
    assert found["b", "a", "commemorates"].evidence


def test_a_wave_is_one_claim_across_towns():
    claim = {"demand": "rollback of the Ojota fuel levy", "slogan": "Ojota fuel levy must fall"}
    wave = [
        mention("a", "d1", town="Kano", **claim),
        mention("b", "d2", town="Lagos", **claim),
        mention("c", "d3", town="Kano", day="2020-03-04", **claim),
    ]
    other = mention("x", "d4", town="Lagos", demand="clean water for Iba", participants="traders")
    linked = link_mentions([*wave, other], DOCUMENTS, {})
    (found,) = find_waves(linked.events, linked.relations, {item.id: item for item in [*wave, other]})
    assert len(found.events) == 3 and (found.start, found.end) == ("2020-03-02", "2020-03-04")
    assert found.countries == ("NG",) and "levy" in found.words


def test_the_waterfall_tells_values_and_adds_up():
    one = mention("a", "d1", demand="fuel levy of Ojota", size=(700, 700))
    two = mention("b", "d2", form="strike", demand="Ojota levy")
    reasons = explain(two, one, DOCUMENTS)
    words = " / ".join(reason.words for reason in reasons)
    assert (
        "same day: 2020-03-02" in words
        and "demonstration against strike" in words
        and "Kano and Kano" in words
        and "ojota" in words
    )
    assert f"{sum(reason.weight for reason in reasons):+.1f} bits" in waterfall(reasons)[-1]


def test_a_person_decides_in_the_waterfall():
    one, two = mention("a", "d1"), mention("b", "d2")
    said = Judgement("a", "b", "different", 0.0, (), "person:ana", "2020-05-01")
    lines = waterfall(explain(one, two, DOCUMENTS, judgements=[said]))
    assert "person:ana judged them different" in lines[0] and lines[-1].strip().startswith("different")
    same_document = waterfall(explain(one, mention("c", "d1"), DOCUMENTS))
    assert "tells them apart" in same_document[0]
