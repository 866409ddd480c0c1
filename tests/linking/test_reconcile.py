from __future__ import annotations

from dataclasses import replace

import pytest

from placard.linking.independence import independent_sources
from placard.linking.reconcile import reconcile
from placard.records import Count, DateRange, EventMention, Place, Text, Unresolved
from tests.linking.build import TOWNS, info, infos, mention, source, spoken, statement

SOURCES = {
    item.id: item
    for item in (
        source("wire", "agency", "Group"),
        source("daily", owner="group "),
        source("police", "authority"),
        source("monitor", "ngo"),
    )
}
DOCUMENTS = infos(
    info("d1", source="wire"),
    info("d2", source="daily", copy_of="d1"),
    info("d3", source="police"),
    info("d4", source="monitor"),
    info("d5"),
)


def event(*mentions: EventMention):
    return reconcile(mentions, documents=DOCUMENTS, sources=SOURCES)


def with_speaker(item: EventMention, variable: str, kind: str, certainty: str = "asserted") -> EventMention:
    changed = tuple(replace(s, speaker=spoken(kind), certainty=certainty) if s.variable == variable else s for s in item.statements)
    return replace(item, statements=changed)


def test_the_range_keeps_who_gave_the_low_and_the_high():
    low = with_speaker(mention("m1", "d3", size=(1200, 1200)), "size", "authority")
    high = with_speaker(mention("m2", "d4", size=(15000, 15000)), "size", "organizer")
    found = event(low, high)
    (shown,) = found.shown["size"]
    assert (shown.value.low, shown.value.high, shown.rule) == (1200, 15000, "range_across_speakers")
    assert len(shown.statement_ids) == 2
    (conflict,) = found.conflicts
    assert conflict.kind == "count_differs" and len(conflict.sides) == 2
    assert "authority (Police)" in conflict.words and "organizer (Monitor)" in conflict.words


def test_open_counts_stay_open_and_overlapping_ones_do_not_conflict():
    found = event(mention("m1", "d1", size=(200, None)), mention("m2", "d4", size=(400, 400)))
    assert found.shown["size"][0].value.high is None and found.conflicts == ()


def test_sides_of_a_conflict_stand_in_order_of_number():
    figures = [(24, 99), (200, 999), (300, 300), (210, 215), (3000, 3000)]
    found = event(*(mention(f"m{9 - number}", "d1", size=size) for number, size in enumerate(figures)))
    size_of = {"m9": (24, 99), "m8": (200, 999), "m7": (300, 300), "m6": (210, 215), "m5": (3000, 3000)}
    (conflict,) = found.conflicts
    told = [[size_of[ident.partition("/")[0]] for ident in side] for side in conflict.sides]
    assert told == [[(24, 99)], [(200, 999), (210, 215), (300, 300)], [(3000, 3000)]]


def test_the_most_precise_place_is_shown():
    found = event(mention("m1", "d1", town="Nigeria"), mention("m2", "d3", town="Nigeria"), mention("m3", "d4"))
    (shown,) = found.shown["place"]
    assert isinstance(shown.value, Place) and shown.value.name == "Kano" and shown.rule == "most_precise_place"


def test_copies_do_not_outvote_independent_sources():
    wrong = [mention("m1", "d1", day="2020-03-01"), mention("m2", "d2", day="2020-03-01")]
    right = [mention("m3", "d3", day="2020-03-02"), mention("m4", "d4", day="2020-03-02")]
    (shown,) = event(*wrong, *right).shown["date"]
    assert isinstance(shown.value, DateRange) and shown.value.start == "2020-03-02" and shown.rule == "widest_supported_date"


def test_a_denied_response_is_a_conflict_and_not_shown_by_itself():
    told = mention("m1", "d4", response="live_fire")
    denied = with_speaker(mention("m2", "d3", response=["live_fire"]), "response", "authority", "denied")
    both = event(told, denied)
    (conflict,) = both.conflicts
    assert conflict.kind == "responsibility_denied" and conflict.sides == (("m1/3",), ("m2/3",))
    assert "response" not in event(denied).shown


def test_denied_deaths_are_whether_it_happened():
    told = mention("m1", "d4", deaths=(2, 2))
    denied = with_speaker(mention("m2", "d3", deaths=(2, 2)), "deaths", "authority", "denied")
    assert [conflict.kind for conflict in event(told, denied).conflicts] == ["happened_or_not"]


def differing(*mentions: EventMention) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    return [(one.kind, one.sides) for one in event(*mentions).conflicts]


def test_reports_that_give_different_days_conflict():
    early, late = mention("m1", "d3", day="2020-03-02"), mention("m2", "d4", day="2020-03-05")
    vague = mention("m3", "d1", day="2020-03-01", end="2020-03-31")
    (conflict,) = event(late, early, vague).conflicts
    assert (conflict.variable, conflict.kind) == ("date", "date_differs")
    assert conflict.sides == (("m1/1",), ("m2/1",))
    assert "2020-03-02 by outlet (Police)" in conflict.words and "2020-03-05 by outlet (Monitor)" in conflict.words
    assert differing(early, vague) == []


def test_reports_that_give_different_towns_conflict():
    kano, lagos = mention("m1", "d3", town="Kano"), mention("m2", "d4", town="Lagos")
    assert differing(lagos, kano) == [("place_differs", (("m1/2",), ("m2/2",)))]
    assert differing(kano, mention("m3", "d1", town="Nigeria")) == []
    assert [kind for kind, _ in differing(mention("m3", "d1", town="Nigeria"), mention("m4", "d5", town="Basra"))] == [
        "place_differs"
    ]
    # 15 km apart: a town and its port are not told apart.
    assert differing(mention("m5", "d3", town="Basra"), mention("m6", "d4", town="Zubayr")) == []


def test_a_teller_who_names_two_towns_or_days_does_not_contradict_himself():
    both = mention("m1", "d3")
    more = [
        statement("m1", 8, "place", TOWNS["Lagos"]),
        statement("m1", 9, "date", DateRange("2020-03-05", "2020-03-05", "day", "d")),
    ]
    both = replace(both, statements=(*both.statements, *more))
    assert differing(both) == []
    assert differing(both, mention("m2", "d4", town="Lagos", day="2020-03-05")) == []
    quoted = replace(both, statements=tuple(replace(s, speaker=spoken("authority")) if s in more else s for s in both.statements))
    assert [kind for kind, _ in differing(quoted)] == ["date_differs", "place_differs"]


def test_counts_of_different_people_do_not_conflict():
    one = mention("m1", "d1")
    who = [
        statement("m1", 9, "deaths", Count(2, 2, "two", "t"), who="protesters"),
        statement("m1", 10, "deaths", Count(1, 1, "one", "t"), who="security"),
    ]
    found = event(replace(one, statements=(*one.statements, *who)))
    assert found.conflicts == () and len(found.shown["deaths"]) == 2


def test_every_shown_value_stands_on_its_statements():
    mentions = [mention("m1", "d1", demand="fuel price", size=(10, 10)), mention("m2", "d3", status="planned", demand="Fuel price")]
    found = event(*mentions)
    known = {s.id for item in mentions for s in item.statements}
    assert all(shown.statement_ids and set(shown.statement_ids) <= known for values in found.shown.values() for shown in values)
    assert found.shown["status"][0].value.code == "occurred"
    assert len(found.shown["demand"]) == 1
    assert TOWNS["Kano"] == found.shown["place"][0].value


def test_copies_and_common_owners_are_one_voice():
    found = independent_sources(["d1", "d2", "d3", "d4"], DOCUMENTS, SOURCES)
    assert (found.reports, found.texts, len(found.sources)) == (4, 3, 3)
    assert found.kinds == {"agency": 1, "authority": 1, "ngo": 1} and found.state_and_others
    assert not independent_sources(["d1", "d2"], DOCUMENTS, SOURCES).state_and_others
    assert independent_sources(["d5", "unknown"], DOCUMENTS, SOURCES).reports == 2


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("state_media", "channel"), True),
        (("state_media", "organizer"), True),
        (("authority", "ngo"), True),
        (("state_media", "authority"), False),
        (("ngo", "party"), False),
        (("authority", "unknown"), False),
    ],
)
def test_every_kind_of_source_is_the_states_or_not(kinds: tuple[str, str], expected: bool):
    outlets = {f"s{number}": source(f"s{number}", kind) for number, kind in enumerate(kinds)}
    documents = infos(*(info(f"d{number}", source=f"s{number}") for number in range(2)))
    assert independent_sources(documents, documents, outlets).state_and_others is expected


def called(ident: str, document: str, form: str, kind: str = "outlet", words: str = "police", **more) -> EventMention:
    """A mention whose event is named by one speaker."""
    item = mention(ident, document, form=form, **more)
    speaker = spoken(kind, words) if kind != "outlet" else item.statements[0].speaker
    return replace(item, statements=(replace(item.statements[0], speaker=speaker), *item.statements[1:]))


def test_tellers_who_call_an_event_different_things_conflict():
    march, riot = called("m1", "d4", "demonstration"), called("m2", "d3", "riot", "authority")
    (conflict,) = event(riot, march).conflicts
    assert (conflict.variable, conflict.kind, conflict.sides) == ("form", "form_differs", (("m1/0",), ("m2/0",)))
    assert conflict.words == "form: demonstration by outlet (Monitor); riot by authority (Police)"
    assert event(march, called("m3", "d3", "demonstration", "authority")).conflicts == ()


def test_forms_that_do_not_disagree_are_no_conflict():
    march = called("m1", "d1", "demonstration")
    # A copy is the teller of the text it republishes, "other" is what is left over, and a call is not yet what came of it.
    assert event(march, called("m2", "d2", "riot")).conflicts == ()
    assert event(march, called("m3", "d4", "other")).conflicts == ()
    assert event(march, called("m4", "d4", "strike", status="planned")).conflicts == ()
    denied = called("m5", "d4", "riot")
    denied = replace(denied, statements=tuple(replace(s, certainty="denied") for s in denied.statements))
    assert [conflict.kind for conflict in event(march, denied).conflicts] == ["happened_or_not"]
    # Of what was only announced, the announcements differ.
    calls = [called("m6", "d1", "strike", status="planned"), called("m7", "d4", "boycott", status="planned")]
    assert [conflict.kind for conflict in event(*calls).conflicts] == ["form_differs"]


def test_a_venue_stands_for_its_town_and_gives_way_to_one_named_as_often():
    guessed = replace(TOWNS["Lagos"], precision="venue", words="the square")
    in_kano = replace(TOWNS["Kano"], precision="venue", words="the old mosque")

    def placed(ident: str, document: str, *places: Place) -> EventMention:
        bare = mention(ident, document, town=None)
        return replace(bare, statements=(*bare.statements, *(statement(ident, 5 + n, "place", p) for n, p in enumerate(places))))

    (shown,) = event(placed("m1", "d4", guessed), mention("m2", "d3")).shown["place"]
    assert shown.value == TOWNS["Kano"]
    (shown,) = event(placed("m1", "d4", in_kano, TOWNS["Kano"])).shown["place"]
    assert shown.value == TOWNS["Kano"] and shown.statement_ids == ("m1/5", "m1/6")
    (shown,) = event(placed("m1", "d4", in_kano), mention("m2", "d3", town="Nigeria")).shown["place"]
    assert shown.value == in_kano
    (shown,) = event(placed("m1", "d1", guessed), placed("m3", "d4", guessed), mention("m2", "d3")).shown["place"]
    assert shown.value == guessed


def test_an_unresolved_venue_does_not_hide_a_town():
    unknown = Unresolved("the square", "a venue, and no town is named with it")
    bare = mention("m1", "d4", town=None)
    vague = replace(bare, statements=(*bare.statements, statement("m1", 5, "place", unknown)))
    nowhere = replace(
        bare, statements=(*bare.statements, statement("m1", 5, "place", Place(None, "Square", "NG", None, None, "venue", "")))
    )
    for item in (vague, nowhere):
        assert [shown.value for shown in event(item, mention("m2", "d3")).shown["place"]] == [TOWNS["Kano"]]


def test_of_dates_told_as_often_the_one_by_the_event_is_shown():
    told = [statement("m", 9, "trigger", Text("sit-in"), start=100)]
    for number, (day, start) in enumerate((("2020-03-04", 300), ("2020-03-05", 120))):
        told.append(statement("m", number, "date", DateRange(day, day, "day", "on that day", "test"), start=start))
    (shown,) = event(EventMention("m", "d3", "occurred", "demonstration", tuple(told))).shown["date"]
    assert (shown.value.start, shown.rule) == ("2020-03-05", "widest_supported_date")


def test_a_doubtful_place_or_date_is_shown_only_where_nothing_surer_is_told():
    sure = mention("a", "d1", town="Lagos", day="2020-03-02")
    doubtful = mention("b", "d2", town="Kano", day="2020-03-09")
    doubted = replace(
        doubtful,
        statements=tuple(replace(s, confidence=0.3) if s.variable in ("place", "date") else s for s in doubtful.statements),
    )
    both = reconcile([doubted, sure]).shown
    assert (both["place"][0].value.name, both["date"][0].value.start) == ("Lagos", "2020-03-02")
    alone = reconcile([doubted]).shown
    assert (alone["place"][0].value.name, alone["date"][0].value.start) == ("Kano", "2020-03-09")


def test_of_two_towns_told_as_often_the_one_nearer_to_the_event_is_shown():
    """Kano, whose name comes first, stands far from the trigger (at 0)."""
    towns = (statement("a", 1, "place", TOWNS["Kano"], start=400), statement("a", 2, "place", TOWNS["Lagos"], start=20))
    made = replace(mention("a", "d1", town=None), statements=(statement("a", 0, "trigger", Text("marched")), *towns))
    assert reconcile([made]).shown["place"][0].value.name == "Lagos"


@pytest.mark.parametrize(("variable", "kind"), [("date", "date_differs"), ("place", "place_differs"), ("trigger", "form_differs")])
def test_what_is_less_likely_right_than_not_contradicts_nobody(variable, kind):
    one = mention("a", "d1")
    other = mention("b", "d2", day="2020-03-09", town="Lagos", form="riot")

    def conflicts(sure: float) -> set[str]:
        told = tuple(replace(s, confidence=sure) if s.variable == variable else s for s in other.statements)
        event = reconcile([one, replace(other, statements=told)], documents=infos(info("d1"), info("d2")))
        return {conflict.kind for conflict in event.conflicts}

    assert kind in conflicts(0.5)
    assert kind not in conflicts(0.49)


def test_a_doubtful_town_is_still_more_precise_than_its_country():
    town = mention("a", "d1")
    doubted = replace(town, statements=tuple(replace(s, confidence=0.3) if s.variable == "place" else s for s in town.statements))
    assert reconcile([doubted, mention("b", "d2", town="Nigeria")]).shown["place"][0].value.name == "Kano"
