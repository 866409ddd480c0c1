"""Places of marked-up sentences, and the laws every resolution keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placard.records import Place, Unresolved
from placard.resolving.gazetteer import load_gazetteer
from placard.resolving.gazetteer_names import fold
from placard.resolving.places import event_place, find_places, resolve_places
from placard.resolving.places_learn import learn_homes
from tests.resolving.place_cases import CASES

MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
FINENESS = {"region": 0, "country": 1, "division": 2, "settlement": 3, "venue": 4}


def unmark(line: str) -> tuple[str, list[tuple[int, int]], list[str]]:
    """A marked line as text, spans and what is expected of each."""
    text, spans, wanted, last = "", [], [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        wanted.append(match[2])
        text += match[1]
        last = match.end()
    return text + line[last:], spans, wanted


def rows() -> Iterator[tuple[str, str | None, str | None]]:
    source = country = None
    for line in CASES.strip().splitlines():
        if line.startswith("@ "):
            source, country = (part.strip() or None for part in line[2:].split(","))
        else:
            yield line, source, country
            source = country = None


def values(text: str, *words: str, **known: str) -> list[Place | Unresolved]:
    return resolve_places(text, [(text.index(word), text.index(word) + len(word)) for word in words], **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(("line", "source", "country"), list(rows()))
def test_marked_sentence(line: str, source: str | None, country: str | None) -> None:
    text, spans, wanted = unmark(line)
    for value, want in zip(resolve_places(text, spans, source=source, country=country), wanted, strict=True):
        code, _, rest = want.partition(" ")
        precision, _, name = rest.partition(" ")
        if code == "none":
            assert isinstance(value, Unresolved), value
            assert value.reason
            continue
        assert isinstance(value, Place), (want, value)
        assert (value.country or "-", value.precision) == (code, precision), value
        assert not name or fold(value.name) == fold(name), value
        assert value.reason and value.rule


def test_a_place_names_its_rule_and_why() -> None:
    first, second = values("Crowds in Jackson, Mississippi, dispersed.", "Jackson", "Mississippi")
    assert isinstance(first, Place) and isinstance(second, Place)
    assert (first.rule, first.geonameid) == ("container", 4431410)
    assert "Mississippi" in first.reason


def test_one_sense_a_document_follows_the_place_named_with_its_container() -> None:
    text = "Crowds in Paris, Texas, dispersed. Later Paris was calm."
    later = resolve_places(text, [(text.rindex("Paris"), text.rindex("Paris") + 5)])[0]
    assert isinstance(later, Place) and later.country == "US"


def test_a_container_without_such_a_place_is_no_entry() -> None:
    value = values("The march began in Tombouctou, Nebraska.", "Tombouctou")[0]
    assert isinstance(value, Unresolved)


def test_a_local_outlets_own_town_is_meant() -> None:
    text = "Residents of Richmond marched to city hall in Richmond."
    for country, code in (("CA", "CA"), ("GB", "GB"), ("US", "US"), ("AU", "AU")):
        value = resolve_places(text, [(13, 21)], country=country)[0]
        assert isinstance(value, Place) and value.country == code


def test_homes_are_learned_from_certain_places_and_only_for_local_outlets() -> None:
    local = [
        "A march in Lima, Ohio, passed Findlay, Ohio.",
        "Police in Lima, Ohio, and Wapakoneta, Ohio, closed roads.",
        "The council of Lima, Ohio, met in Ottawa, Ohio.",
        "Unions from Lima, Ohio, went to Van Wert, Ohio.",
    ]
    world = ["A march in Lagos.", "A march in Lima, Peru.", "A march in Osaka.", "A march in Tunis.", "A march in Quito."]
    reports = [("local", text, None) for text in local] + [("world", text, None) for text in world]
    homes = learn_homes(reports)
    assert set(homes) == {"local"}
    assert homes == learn_homes(reports[::-1])
    value = resolve_places("Lima buried its mayor.", [(0, 4)], home=homes["local"])[0]
    assert isinstance(value, Place) and value.country == "US"


def test_a_venue_stands_at_its_town_and_keeps_its_words() -> None:
    text = "Thousands filled Tahrir Square in Cairo on Friday."
    value = values(text, "Tahrir Square")[0]
    assert isinstance(value, Place)
    assert (value.precision, value.words, value.country, value.name) == ("venue", "Tahrir Square", "EG", "Cairo")


def test_a_venue_without_a_town_says_so() -> None:
    value = values("They stood on Market Street for hours.", "Market Street")[0]
    assert isinstance(value, Unresolved) and "town" in value.reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Crowds in Tehran and Shiraz marched.", ["Tehran", "Shiraz"]),
        ("Paris Hilton said nothing.", []),
        ("Mr. Jackson spoke to the Chicago Tribune.", []),
        ("The Iranian government warned Washington.", ["Iranian", "Washington"]),
        ("In March and May the unions met in Leeds.", ["Leeds"]),
        ("He lives on London Road in Derby.", ["Derby"]),
        ("She flew to Jackson, Miss., on Sunday.", ["Jackson", "Miss."]),
        ("Reading fans sang.", []),
        ("Nice weather in Nice.", ["Nice"]),
        ("Mary Lincoln met John Houston.", []),
    ],
)
def test_find_places(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_places(text)] == found


def test_event_place_prefers_the_body_to_the_dateline_and_a_town_to_a_country() -> None:
    text = "NAIROBI (Agency) - Teachers marched in Kisumu, Kenya."
    words = ("NAIROBI", "Kisumu", "Kenya")
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    chosen = event_place(text, list(zip(resolve_places(text, spans), spans, strict=True)))
    assert isinstance(chosen, Place) and chosen.words == "Kisumu"


def test_event_place_falls_back_on_the_dateline_within_the_same_country() -> None:
    text = "NAIROBI (Agency) - Teachers marched, Kenya's union said."
    spans = [(0, 7), (text.index("Kenya"), text.index("Kenya") + 5)]
    chosen = event_place(text, list(zip(resolve_places(text, spans), spans, strict=True)))
    assert isinstance(chosen, Place) and chosen.words == "NAIROBI"


def test_event_place_is_the_country_where_the_event_is_nationwide() -> None:
    text = "A nationwide strike closed Kenya, and in Kisumu shops shut."
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("Kenya", "Kisumu")]
    pairs = list(zip(resolve_places(text, spans), spans, strict=True))
    chosen = event_place(text, pairs, triggers=[(text.index("strike"), text.index("strike") + 6)])
    assert isinstance(chosen, Place) and chosen.precision == "country"


def test_event_place_of_nothing_says_why() -> None:
    assert isinstance(event_place("text", []), Unresolved)


NAMES = [
    "Tehran",
    "Basra province",
    "southern Iraq",
    "Jackson",
    "Mississippi",
    "Iranian",
    "Tahrir Square",
    "nationwide",
    "Kashmir",
    "Qom",
    "London",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=7), st.randoms(use_true_random=False))
def test_order_of_the_spans_does_not_matter(names: list[str], random: object) -> None:
    text, spans = "", []
    for name in names:
        text += "They met in "
        spans.append((len(text), len(text) + len(name)))
        text += name + ". "
    straight = resolve_places(text, spans)
    order = list(range(len(spans)))
    random.shuffle(order)  # type: ignore[attr-defined]
    mixed = resolve_places(text, [spans[place] for place in order])
    assert [mixed[order.index(place)] for place in range(len(spans))] == straight


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.lists(st.tuples(st.integers(-5, 130), st.integers(-5, 130)), max_size=5))
def test_any_text_and_any_range_give_a_value_each(text: str, spans: list[tuple[int, int]]) -> None:
    found = resolve_places(text, spans, country="IR", source=text[:30])
    assert len(found) == len(spans)
    for value in found:
        assert isinstance(value, Place | Unresolved)
        assert value.reason


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["southern ", "northern ", "the outskirts of ", "across ", ""]),
    st.sampled_from(["Iraq", "Nigeria", "Iran", "Kenya", "India"]),
)
def test_precision_is_never_finer_than_a_country_where_the_words_name_one(before: str, name: str) -> None:
    text = f"Crowds marched in {before}{name} on Friday, and in London too."
    value = values(text, before + name)[0]
    assert isinstance(value, Place) and FINENESS[value.precision] <= FINENESS["country"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_finding_never_raises_and_gives_ordered_spans(text: str) -> None:
    spans = find_places(text)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_every_case_of_the_table_is_marked() -> None:
    marks = sum(len(unmark(line)[2]) for line, _, _ in rows())
    assert marks > 250
    assert len(load_gazetteer()) > 250_000


@pytest.mark.parametrize(
    ("town", "source", "country"),
    [("Kano", "Kano Herald", "NG"), ("Tehran", "Tehran Times", "IR"), ("Kano", "kanoherald.example", "NG")],
)
def test_a_town_resolves_in_the_paper_that_bears_its_name(town: str, source: str, country: str) -> None:
    text = f"Teachers marched in {town} on Friday."
    (value,) = resolve_places(text, [(text.index(town), text.index(town) + len(town))], source=source)
    assert isinstance(value, Place)
    assert value.country == country


@pytest.mark.parametrize("words", ["the city", "in the capital", "this town", "the port", "the whole area", "City"])
def test_a_common_noun_is_no_place_of_that_name(words: str) -> None:
    text = f"Bakers struck in Rasht, and later {words} was quiet."
    start = text.index(words, 20)
    (found,) = resolve_places(text, [(start, start + len(words))])
    assert isinstance(found, Unresolved)
    assert "common noun" in found.reason


@pytest.mark.parametrize(
    ("words", "name"), [("Mexico City", "Mexico City"), ("Port Said", "Port Said"), ("the port of Aden", "Aden")]
)
def test_a_common_noun_in_a_name_is_part_of_it(words: str, name: str) -> None:
    text = f"They marched in {words} on Monday."
    start = text.index(words)
    (found,) = resolve_places(text, [(start, start + len(words))])
    assert isinstance(found, Place) and found.name == name
