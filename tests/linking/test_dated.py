"""The days linking takes a mention to be of, where its dates say several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from placard.linking.dated import days_of, ordinal
from placard.records import DateRange, EventMention, Statement, Text
from tests.linking.build import statement

Told = tuple[str, str, str, int]  # first day, last day, precision, where the words stand


def mention(*told: Told, triggers: tuple[int, ...] = (100,), denied: tuple[int, ...] = ()) -> EventMention:
    """A mention with dates at these places and triggers at those; ``denied`` are the numbers of the dates that are denied."""
    statements = [statement("m", 50 + number, "trigger", Text("march"), start=start) for number, start in enumerate(triggers)]
    for number, (first, last, precision, start) in enumerate(told):
        value = DateRange(first, last, precision, "that day", "test")
        certainty = "denied" if number in denied else "asserted"
        statements.append(statement("m", number, "date", value, start=start, certainty=certainty))
    return EventMention("m", "d", "occurred", "demonstration", tuple(statements))


def days(made: EventMention) -> tuple[str, str] | None:
    first, last = days_of(made)
    return None if first is None or last is None else (str(date.fromordinal(first)), str(date.fromordinal(last)))


def day(number: int, start: int) -> Told:
    return f"2020-03-{number:02d}", f"2020-03-{number:02d}", "day", start


MARCH = ("2020-03-01", "2020-03-31", "month")
SINCE_MONDAY = ("2020-03-02", "2020-03-03", "interval")


def test_the_date_nearest_to_a_trigger_dates_the_event() -> None:
    assert days(mention(day(9, 300), day(3, 120))) == ("2020-03-03", "2020-03-03")
    assert days(mention(day(3, 60), day(9, 300))) == ("2020-03-03", "2020-03-03")


def test_of_several_triggers_the_nearest_counts() -> None:
    assert days(mention(day(9, 400), day(3, 150), triggers=(100, 420))) == ("2020-03-09", "2020-03-09")


def test_since_monday_beside_on_tuesday_makes_two_days() -> None:
    both = ("2020-03-02", "2020-03-03")
    assert days(mention(day(3, 110), (*SINCE_MONDAY, 200))) == both
    assert days(mention(day(3, 200), (*SINCE_MONDAY, 110))) == both


def test_an_interval_of_other_days_widens_nothing() -> None:
    assert days(mention(day(9, 110), (*SINCE_MONDAY, 200))) == ("2020-03-09", "2020-03-09")


def test_a_long_interval_widens_nothing() -> None:
    assert days(mention(day(9, 110), ("2020-02-20", "2020-03-12", "interval", 200))) == ("2020-03-09", "2020-03-09")


@pytest.mark.parametrize("start", [110, 300])
def test_a_month_gives_way_to_a_finer_date_in_it(start: int) -> None:
    assert days(mention((*MARCH, 105), day(9, start))) == ("2020-03-09", "2020-03-09")


def test_a_month_does_not_give_way_to_a_day_outside_it() -> None:
    assert days(mention((*MARCH, 105), ("2020-04-02", "2020-04-02", "day", 110))) == ("2020-03-01", "2020-03-31")


def test_a_year_gives_way_to_a_month_and_that_to_a_day() -> None:
    year = ("2020-01-01", "2020-12-31", "year", 105)
    assert days(mention(year, (*MARCH, 130), day(9, 300))) == ("2020-03-09", "2020-03-09")


def test_a_week_gives_way_to_a_day_in_it() -> None:
    assert days(mention(("2020-03-02", "2020-03-08", "week", 105), day(4, 130))) == ("2020-03-04", "2020-03-04")


def test_denied_dates_do_not_count() -> None:
    assert days(mention(day(3, 110), day(9, 300), denied=(0,))) == ("2020-03-09", "2020-03-09")
    assert days(mention(day(3, 110), denied=(0,))) is None


def test_dates_less_likely_right_than_not_do_not_count() -> None:
    made = mention(day(3, 110), day(9, 300))
    doubted = [replace(s, confidence=0.49) if s.id == made.of("date")[0].id else s for s in made.statements]
    assert days(replace(made, statements=tuple(doubted))) == ("2020-03-09", "2020-03-09")


def test_without_a_trigger_the_finest_date_counts() -> None:
    assert days(mention((*MARCH, 10), day(9, 300), triggers=())) == ("2020-03-09", "2020-03-09")


def test_words_that_were_not_read_are_no_date() -> None:
    unread = statement("m", 1, "date", Text("some day"))
    assert days_of(EventMention("m", "d", "occurred", "demonstration", (unread,))) == (None, None)


def test_no_date_is_none() -> None:
    assert days_of(mention()) == (None, None)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2020-03-02", date(2020, 3, 2).toordinal()),
        ("2020-03-02T14:30:00Z", date(2020, 3, 2).toordinal()),
        ("", None),
        (None, None),
    ],
)
def test_ordinal(given: str | None, expected: int | None) -> None:
    assert ordinal(given) == expected


def test_what_is_no_date_has_no_ordinal() -> None:
    assert ordinal("spring 2020") is None


@pytest.mark.parametrize("rule", ["duration", "time of day", "hours of the day spoken of"])
def test_a_length_or_a_time_of_day_alone_is_no_day(rule: str) -> None:
    def read(first: int, by: str, number: int) -> Statement:
        value = DateRange(f"2020-03-{first:02d}", "2020-03-09", "interval", "words", by)
        return statement("m", number, "date", value, start=120 + 20 * number)

    alone = EventMention("m", "d", "occurred", "demonstration", (read(7, rule, 1),))
    beside = EventMention("m", "d", "occurred", "demonstration", (read(7, rule, 1), read(9, "weekday by tense", 2)))
    assert days(alone) is None
    # Beside a day it may say how long.
    assert days(beside) == ("2020-03-07", "2020-03-09")
