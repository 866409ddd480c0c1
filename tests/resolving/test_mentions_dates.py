"""Dates of a mention read together: the planned lies ahead, lengths and times of day are of the days told beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placard.records import OUTLET, DateRange, Document, EventMention, Statement, Text, Unresolved, Value, make_id, text_hash
from placard.resolving.mentions import resolve_mentions
from placard.resolving.mentions_dates import dates
from placard.spans import Span

PUBLISHED = "2019-11-20"  # a Wednesday


def document(text: str, published: str | None = PUBLISHED) -> Document:
    return Document(id="d", input_id="1", text=text, text_sha256=text_hash(text), reader="test", published=published)


def mention(text: str, *words: str, status: str = "occurred", denied: str = "") -> EventMention:
    """A mention whose date statements are the words, in their order; ``denied`` is one of them."""
    statements = []
    for told in words:
        span = Span.of(text, text.index(told), text.index(told) + len(told))
        certainty = "denied" if told == denied else "asserted"
        statements.append(Statement(make_id("s", told), "m", "date", Text(told), (span,), OUTLET, "test", certainty=certainty))
    return EventMention("m", "d", status, "strike", tuple(statements))


def read(text: str, *words: str, status: str = "occurred", denied: str = "", published: str | None = PUBLISHED) -> dict[str, Value]:
    """Words -> value."""
    made = mention(text, *words, status=status, denied=denied)
    values = dates(document(text, published), made, None)
    return {words[number]: values[statement.id] for number, statement in enumerate(made.statements) if statement.id in values}


def days(value: Value) -> str:
    assert isinstance(value, DateRange), value
    return value.start if value.start == value.end else f"{value.start}/{value.end}"


@pytest.mark.parametrize(
    ("words", "occurred", "planned"),
    [
        ("on Friday", "2019-11-15", "2019-11-22"),
        ("in June", "2019-06-01/2019-06-30", "2020-06-01/2020-06-30"),
        ("on April 1", "2019-04-01", "2020-04-01"),
    ],
)
def test_what_is_planned_lies_ahead_whatever_its_sentence_says(words: str, occurred: str, planned: str) -> None:
    text = f"The union held to its strike {words}."
    assert days(read(text, words)[words]) == occurred
    assert days(read(text, words, status="planned")[words]) == planned


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("A strike began on 4 November and went on for three days.", "for three days", "2019-11-04/2019-11-06"),
        ("The strike was lifted on 4 November after three days.", "three days", "2019-11-02/2019-11-04"),
        ("In the strike of 4 November three days were lost.", "three days", "2019-11-04"),
        ("A 48-hour strike began on 4 November.", "48-hour", "2019-11-04/2019-11-05"),
        ("It began on 4 November. It was called off after three days.", "three days", "2019-11-04/2019-11-06"),
        ("Nurses were out on 4 November for three days over pay.", "for three days", "2019-11-04"),
        ("After talks failed nurses struck on 4 November for three days.", "for three days", "2019-11-04"),
    ],
)
def test_a_length_is_of_the_day_told_beside_it(text: str, length: str, expected: str) -> None:
    values = read(text, "4 November", length)
    assert days(values[length]) == expected
    value = values[length]
    assert isinstance(value, DateRange)
    assert (value.rule, value.precision) == ("length of days told", "interval" if "/" in expected else "day")
    assert days(values["4 November"]) == "2019-11-04"


@pytest.mark.parametrize("counted", ["a day after", "48 hours after", "three days following", "48 hours", "two days"])
def test_days_counted_from_something_else_are_not_told(counted: str) -> None:
    told = counted if counted[-1] in "rg" else f"{counted} after"
    text = f"Shops stayed shut on 4 November, {told} police broke up a march."
    values = read(text, "on 4 November", counted)
    assert days(values["on 4 November"]) == "2019-11-04"
    assert values[counted] == Unresolved(counted, "counted from something else, whose day these words do not tell")


def test_a_planned_length_begins_on_the_day_it_is_planned_for() -> None:
    text = "The federation called a two-day strike on 4 December."
    assert days(read(text, "two-day", "4 December", status="planned")["two-day"]) == "2019-12-04/2019-12-05"


def test_a_length_beside_several_days_is_all_of_them() -> None:
    text = "They sat in on 4 November and again on 6 November, three days in all."
    assert days(read(text, "on 4 November", "on 6 November", "three days")["three days"]) == "2019-11-04/2019-11-06"


def test_a_length_is_not_of_days_that_lie_far_apart() -> None:
    text = "After the strike of 4 March they struck again on 4 November for three days."
    told = read(text, "4 March", "4 November", "for three days")["for three days"]
    assert told == Unresolved("for three days", "a length of time; its days are not told")


def test_a_length_that_holds_the_day_told_goes_on_until_the_report() -> None:
    text = "The miners, on strike for 25 days, marched on Tuesday."
    value = read(text, "for 25 days", "on Tuesday")["for 25 days"]
    assert days(value) == "2019-10-27/2019-11-20"


def test_a_length_is_not_of_this_week_if_its_year_is_past() -> None:
    text = "In 2012 workers struck for three days."
    assert isinstance(read(text, "In 2012", "for three days")["for three days"], Unresolved)


@pytest.mark.parametrize("words", ["after 700000 days", "1900 years"])
def test_a_length_that_leaves_the_calendar_is_unresolved(words: str) -> None:
    text = f"The strike of 1 May 1886 ended {words}."
    assert isinstance(read(text, "1 May 1886", words)[words], Unresolved)


@pytest.mark.parametrize("status", ["planned", "background"])
def test_a_length_alone_says_no_days_of_what_is_not_going_on(status: str) -> None:
    text = "An earlier strike lasted three days."
    assert read(text, "three days", status=status)["three days"] == Unresolved(
        "three days", "a length of time; its days are not told"
    )
    assert days(read(text, "three days")["three days"]) == "2019-11-18/2019-11-20"


@pytest.mark.parametrize("time", ["At 3 pm", "For two hours"])
def test_a_time_of_day_is_of_the_one_day_told_beside_it(time: str) -> None:
    text = f"They marched on 4 November. Talks were held on Monday. {time} they blocked the road."
    value = read(text, "on 4 November", time)[time]
    assert days(value) == "2019-11-04"
    assert isinstance(value, DateRange) and value.rule == "time of a day told beside it"


def test_of_several_days_a_time_does_not_say_which() -> None:
    text = "They marched on 4 November and on 5 November. Talks were held on Monday. At 3 pm they blocked the road."
    assert days(read(text, "on 4 November", "on 5 November", "At 3 pm")["At 3 pm"]) == "2019-11-18"


def test_denied_dates_say_nothing_of_the_others() -> None:
    text = "It did not begin on 4 November. The strike lasted three days."
    told = read(text, "on 4 November", "three days", denied="on 4 November")
    assert days(told["three days"]) == "2019-11-18/2019-11-20"
    assert days(told["on 4 November"]) == "2019-11-04"


def test_nothing_is_guessed_without_a_day_of_publication() -> None:
    text = "They struck for three days and marched on Friday."
    told = read(text, "for three days", "on Friday", published=None)
    assert all(isinstance(value, Unresolved) for value in told.values())
    told = read("They struck from 4 November 2019 for three days.", "4 November 2019", "for three days", published=None)
    assert days(told["4 November 2019"]) == "2019-11-04"


def test_resolving_twice_changes_nothing() -> None:
    text = "A strike began on 4 November and went on for three days."
    made = mention(text, "on 4 November", "for three days")
    once = resolve_mentions(document(text), [made])
    assert dates(document(text), once[0], None) == {}
    assert resolve_mentions(document(text), once) == once


def test_a_value_that_was_read_before_counts_for_words_that_were_not() -> None:
    text = "A strike began on 4 November and went on for three days."
    made = mention(text, "on 4 November", "for three days")
    day, length = made.statements
    read_before = DateRange("2019-11-05", "2019-11-05", "day", "on 4 November", "person")
    corrected = EventMention("m", "d", "occurred", "strike", (replace(day, value=read_before), length))
    assert days(dates(document(text), corrected, None)[length.id]) == "2019-11-05/2019-11-07"
