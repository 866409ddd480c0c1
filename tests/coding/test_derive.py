import pytest

from placard.coding.derive import derive
from placard.records import OUTLET, Code, Count, EventMention, Statement, Text
from placard.spans import Span


def _mention(form: str = "demonstration", status: str = "occurred", **statements: object) -> EventMention:
    made = []
    for variable, given in statements.items():
        for value in given if isinstance(given, list) else [given]:
            certainty, who = "asserted", None
            if isinstance(value, tuple):
                value, certainty = value[0], value[1]
            if isinstance(value, Count):
                who = "protesters"
            wrapped = Code(value) if variable == "response" else Text(value) if isinstance(value, str) else value
            made.append(
                Statement(f"s{len(made)}", "m", variable, wrapped, (Span(0, 1, "x"),), OUTLET, "c", certainty=certainty, who=who)
            )
    return EventMention("m", "d", status, form, tuple(made))


CASES = [
    (_mention(), "peaceful_protest"),
    (_mention(status="planned"), None),
    (_mention(status="cancelled", response="curfew_or_ban"), None),
    (_mention(response=["presence", "negotiate"]), "peaceful_protest"),
    (_mention(response="tear_gas"), "protest_with_intervention"),
    (_mention(arrests=Count(5, 5, "five", "number")), "protest_with_intervention"),
    (_mention(arrests=Count(0, 0, "no", "none")), "peaceful_protest"),
    (_mention(response=["tear_gas", "live_fire"]), "excessive_force_against_protesters"),
    (_mention(response=[("live_fire", "denied")]), "peaceful_protest"),
    (_mention(deaths=Count(2, 2, "two", "number")), "excessive_force_against_protesters"),
    (_mention(tactic="hurled stones at police", response="live_fire"), "violent_demonstration"),
    (_mention(property_damage="torched two buses"), "violent_demonstration"),
    (_mention(tactic="burned effigies of the minister"), "peaceful_protest"),
    (_mention("riot", tactic="looted shops", demand="water"), "violent_demonstration"),
    (_mention("riot", trigger="lynched", tactic="beat a man to death"), "mob_violence"),
    (_mention("strike"), None),
    (_mention("strike", venue="outside the gates"), "peaceful_protest"),
    (_mention("strike", response="beat"), "protest_with_intervention"),
    (_mention("obstruction"), "peaceful_protest"),
]


@pytest.mark.parametrize(("mention", "expected"), CASES)
def test_acled(mention: EventMention, expected: str | None) -> None:
    assert derive(mention).acled == expected


def test_plover_mode_follows_the_form() -> None:
    assert [derive(_mention(form)).plover for form in ("demonstration", "hunger_strike", "obstruction", "riot")] == [
        "demo",
        "hunger",
        "obstruct",
        "riot",
    ]


@pytest.mark.parametrize(("low", "category"), [(1, 1), (99, 1), (100, 2), (999, 2), (1000, 3), (10_000, 4), (2_000_000, 4)])
def test_ccc_size_category(low: int, category: int) -> None:
    assert derive(_mention(size=Count(low, None, "x", "number"))).ccc_size == category


@pytest.mark.parametrize(
    ("told", "size", "low", "high"),
    [
        ([Count(40, 40, "forty", "exact"), Count(600, 600, "600", "exact"), Count(50_000, None, "50,000", "low")], None, 1, 4),
        ([Count(2000, 2000, "2,000", "exact"), Count(5000, None, "over 5,000", "low")], 3, 3, 3),
        ([Count(200, 999, "hundreds", "vague")], 2, 2, 2),
        ([Count(500, 2000, "500 to 2,000", "exact")], None, 2, 3),
        ([Count(None, 80, "up to 80", "high")], 1, 1, 1),
        ([], None, None, None),
    ],
)
def test_sizes_told_in_several_categories_have_none(told: list[Count], size: int | None, low: int | None, high: int | None) -> None:
    found = derive(_mention(size=told))
    assert (found.ccc_size, found.ccc_size_low, found.ccc_size_high) == (size, low, high)


@pytest.mark.parametrize(
    ("mention", "on", "against"),
    [
        (_mention(response=["tear_gas", "live_fire"]), ["live_fire"], []),
        (_mention(response=["kill", ("live_fire", "denied")]), ["kill"], ["live_fire"]),
        (_mention(response="live_fire", deaths=Count(0, 0, "nobody", "exact")), ["live_fire"], ["nobody"]),
        (_mention(response=["tear_gas", ("arrest", "denied")], size=Count(9, 9, "nine", "exact")), ["tear_gas"], ["arrest"]),
        (_mention("riot", trigger="clashes", tactic="sang"), ["clashes"], []),
        (_mention(tactic=["sang", "hurled stones", ("looted", "denied")]), ["hurled stones"], ["looted"]),
        (_mention(property_damage="two windows", trigger="smashed"), ["smashed", "two windows"], []),
        (_mention(response=["presence", ("live_fire", "denied")]), [], []),
    ],
)
def test_a_code_names_its_statements_and_those_against_it(mention: EventMention, on: list[str], against: list[str]) -> None:
    found = derive(mention)
    assert ([_said(one) for one in found.acled_on], [_said(one) for one in found.acled_against]) == (on, against)


def _said(statement: Statement) -> str:
    value = statement.value
    return value.code if isinstance(value, Code) else value.text if isinstance(value, Text) else str(getattr(value, "words", ""))


def test_no_size_no_category() -> None:
    assert derive(_mention(size=Count(None, 500, "up to 500", "bound"))).ccc_size is None
