"""The workbench's pure functions, and paging and filters over the catalog."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from placard.errors import ConfigError
from placard.records import Count, DateRange, Place, Unresolved
from placard.store.catalog_find import FACETS, Filters
from placard.workbench.bench import Workbench
from placard.workbench.errors import Refused
from placard.workbench.filters import WORDS, filter_pairs, read_filters, toggled, url
from placard.workbench.identity import identify
from placard.workbench.keymap import keymap, variable_keys
from placard.workbench.pages.document import segments
from placard.workbench.pages.links import waterfall
from placard.workbench.pages.review import context_of
from placard.workbench.render import island
from placard.workbench.slogans import Chant, group_slogans
from placard.workbench.timeline import timeline
from placard.workbench.words import count_words, days, headline, moment, plural, value_words
from tests.workbench import look
from tests.workbench.client import Client

words = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip).filter(bool)
filters = st.builds(
    Filters,
    facets=st.dictionaries(st.sampled_from(FACETS), st.lists(words, min_size=1, max_size=3, unique=True).map(tuple), max_size=3),
    place=st.just("") | words,
    geonameid=st.none() | st.integers(0, 10**9),
    since=st.sampled_from(["", "2016-10-18"]),
    until=st.sampled_from(["", "2016-10-31"]),
    words=st.dictionaries(st.sampled_from(sorted(WORDS.values())), words, max_size=3),
    source=st.just("") | words,
    box=st.none() | st.just((50.0, 36.5, 51.0, 37.25)),
)


@settings(deadline=None)
@given(filters)
def test_filters_survive_the_url(given: Filters) -> None:
    query = url("/events", filter_pairs(given)).partition("?")[2]
    assert read_filters(QueryParams(parse_qsl(query, keep_blank_values=True))) == given


def test_days_of_filters_are_filled_up_and_checked() -> None:
    found = read_filters(QueryParams("since=2016&until=2016-10"))
    assert (found.since, found.until) == ("2016-01-01", "2016-10-31")
    for query in ("since=tuesday", "geonameid=x", "box=1,2,3", "box=a,b,c,d"):
        with pytest.raises(Refused):
            read_filters(QueryParams(query))


def test_a_click_on_a_facet_adds_it_and_another_takes_it_back() -> None:
    pairs = toggled([("form", "strike")], "form", "riot")
    assert pairs == [("form", "strike"), ("form", "riot")]
    assert toggled(pairs, "form", "strike") == [("form", "riot")]


def test_pages_of_events_cover_all_once_in_every_order(ana: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("placard.workbench.pages.events.PAGE_SIZE", 4)
    for sort, key in (("newest", "date_start"), ("oldest", "date_start"), ("doubt", "doubt"), ("sources", "sources")):
        path, seen, keys = f"/events.json?sort={sort}", [], []
        while path:
            page = ana.get(path).json
            assert len(page["events"]) <= 4
            seen += [one["id"] for one in page["events"]]
            keys += [one[key] or "" for one in page["events"]]
            path = page["next"]
        assert len(seen) == len(set(seen)) == page["total"] == 14, sort
        assert keys == sorted(keys, reverse=sort != "oldest"), sort


def test_filters_leave_what_they_say(ana: Client) -> None:
    def total(query: str) -> int:
        return int(ana.get(f"/events.json?{query}").json["total"])

    assert total("form=strike") == 4 and total("form=strike&form=riot") == 8 and total("form=strike&status=planned") == 0
    assert total("place=rash") + total("place=qaz") + total("country=IR") > 14
    assert total("since=2016-10-18&until=2016-10-19") == 2
    assert total("slogan=%D9%86%D8%A7%D9%86") == 1 and total("slogan=BREAD%2C%20WORK") == 1
    assert total("demand=classmates") == 1 and total("q=flour%20workers") == 1 and total("q=flour%20students") == 0
    assert total("response=tear_gas") == 1 and total("conflict=count_differs") == 1
    assert total("source_kind=channel") == 1 and total("source=src-channel") == 1
    assert total("coder=tester%201.0") == 14 and total("coder=person%3Aana") == 0
    assert total("doubt=much") == 1
    assert total("geonameid=119505") == 5 and total("box=50,36,50.01,37") == 5
    assert total("form=%27%3B%20DROP%20TABLE%20rows") == 0


def test_facets_count_what_a_click_would_leave(ana: Client) -> None:
    page = ana.get("/events.json?form=strike").json
    for name in ("form", "status", "source_kind"):
        for choice in page["facets"][name]:
            query = f"form={choice['code']}" if name == "form" else f"form=strike&{name}={choice['code']}"
            assert ana.get(f"/events.json?{query}").json["total"] == choice["n"], (name, choice)


def test_a_decision_shows_in_the_facets_at_once(ana: Client) -> None:
    found = look.statement(look.document(ana, "daily-2"), "size", "About 200")
    look.decide(ana, found, "accept")
    assert ana.get("/events.json?coder=person%3Aana").json["total"] == 1
    assert ana.get("/events.json?review=begun").json["total"] == 1


@settings(deadline=None)
@given(st.lists(st.dates().map(lambda day: (day.isoformat(), 1)), max_size=60))
def test_a_timeline_counts_every_day_and_fits(spread: list[tuple[str, int]]) -> None:
    found = timeline(spread)
    assert sum(bar.n for bar in found.bars) == len(spread)
    assert len(found.bars) <= 101
    assert all(0 <= bar.y <= 96 and bar.height >= 0 for bar in found.bars)
    for bar in found.bars:
        assert bar.since <= bar.until or bar.since.startswith("9999")


def test_values_in_words() -> None:
    assert [count_words(*ends) for ends in ((600, 600), (550, 650), (50, None), (None, 20), (None, None), (0, None))] == [
        "600",
        "550 to 650",
        "50 or more",
        "up to 20",
        "",
        "",
    ]
    assert value_words(Count(40, None, "some 40 ... More than 8,000", "range")) == "“some 40” to “More than 8,000”"
    assert value_words(Count(40, None, "40 or more", "bound")) == "40 or more"
    assert days("2016-10-18", "2016-10-18") == "18 Oct 2016"
    assert days("2016-10-18", "2016-10-20") == "18 to 20 Oct 2016"
    assert days("2016-10-30", "2016-11-02") == "30 Oct to 2 Nov 2016"
    assert days("2016-10-01", "2016-10-31", "month") == "Oct 2016" and days("2016-01-01", "2016-12-31", "year") == "2016"
    assert days("0000-00-00", None) == "0000-00-00"
    assert moment("2016-10-18T14:05:59+00:00") == "18 Oct 2016, 14:05 UTC" and moment("then") == "then"
    assert headline("strike", "planned", "Rasht") == "Planned strike in Rasht" and headline("other", "occurred", None) == "Event"
    assert (plural(0, "copy", "copies"), plural(1, "copy", "copies"), plural(1200, "event")) == (
        "no copies",
        "1 copy",
        "1,200 events",
    )
    assert value_words(Place(1, "Rasht", "IR", 0, 0, "settlement", "w")) == "Rasht, IR"
    assert value_words(Place(1, "Iran", "IR", 0, 0, "country", "w")) == "Iran"
    assert value_words(Count(None, None, "crowds", "")) == "crowds" and value_words(Unresolved("soon", "x")) == "soon"
    assert value_words(DateRange("2016-10-18", "2016-10-18", "day", "w")) == "18 Oct 2016"


def test_the_segments_of_a_text_are_the_text(project: Path) -> None:
    bench = Workbench(project, identify("ana"))
    try:
        mentions = list(bench.store.mentions())
        for view in bench.mention_views(mentions):
            text = bench.store.document(view.document.id).text
            found = segments(text, view.statements)
            assert "".join(one.text for one in found) == text
            marked = {key for one in found for key in one.ids}
            assert marked == {one.id for one in view.statements}
            crossing = [
                replace(view.statements[0], id="x", spans=((0, 20),)),
                replace(view.statements[0], id="y", spans=((10, 30),)),
            ]
            assert [one.ids for one in segments(text, crossing)][:3] == [("x",), ("x", "y"), ("y",)]
    finally:
        bench.close()


def test_data_for_scripts_cannot_end_its_element() -> None:
    text = str(island({"text": "</script><!-- \u2028 & <script>"}))
    assert "<" not in text and ">" not in text and "\u2028" not in text
    assert "\\u003c/script\\u003e" in text


def test_a_waterfall_ends_where_the_reasons_sum_to() -> None:
    bars, zero = waterfall([("a", 1.0), ("b", -3.0), ("c", 0.5)])
    assert [bar.words for bar in bars] == ["b", "a", "c"]
    assert zero == 100.0 and bars[0].x == 0.0
    assert waterfall([]) == ([], 0.0)


def test_the_context_of_words_is_cut_at_blanks() -> None:
    text = "one " * 400 + "HERE" + " two" * 400
    start = text.index("HERE")
    found = context_of(text, ((start, start + 4),))
    assert found.words == "HERE" and found.cut_before and found.cut_after
    assert found.before.startswith("one ") and found.after.endswith(" ")
    whole = context_of("a HERE b", ((2, 6),))
    assert (whole.before, whole.after, whole.cut_before, whole.cut_after) == ("a ", " b", False, False)


def chant(text: str, event: str = "e1", day: str = "2016-10-18", translation: str = "") -> Chant:
    return Chant("s", "d", event, text, translation, "", "", "", "", day, "Rasht", "Wire")


def test_slogans_alike_are_one_group_in_any_script() -> None:
    persian = "\u0646\u0627\u0646\u060c \u06a9\u0627\u0631\u060c \u0622\u0632\u0627\u062f\u06cc"
    groups = group_slogans(
        [
            chant("Bread, work, freedom!", "e1"),
            chant("bread work freedom", "e2", "2016-10-20"),
            chant(persian, "e3", translation="Bread, work, freedom"),
            chant("Freedom, bread and work", "e1"),
            chant("Rasht is not alone", "e1"),
        ]
    )
    assert [(group.events, group.n) for group in groups] == [(3, 4), (1, 1)]
    assert {words for words, _ in groups[0].variants} >= {persian, "Bread, work, freedom!"}
    assert (groups[0].first, groups[0].last) == ("2016-10-18", "2016-10-20")


def test_every_variable_and_action_has_a_key_of_its_own() -> None:
    keys = variable_keys(["participants", "place", "property_damage", "size", "slogan"])
    assert len(set(keys.values())) == len(keys) == 5 and keys["participants"] == "p" and keys["place"] == "l"
    taken = [key for action in keymap().values() for key in action.keys]
    assert len(taken) == len(set(taken))
    assert {"accept", "reject", "correct", "flag", "undo", "search", "help", "next", "previous"} <= set(keymap())


def test_a_name_is_one_short_line() -> None:
    assert identify(" ana ").name == "ana" and identify(None).name
    for name in ("", " ", "a\nb", "x" * 81):
        with pytest.raises(ConfigError):
            identify(name)
