"""Dates: marked-up cases by kind of words, against a report published on Wednesday 2019-11-20 unless the table says otherwise.

``start[/end] precision`` is expected, or ``?`` and part of the reason why the words are not resolved.
"""

from __future__ import annotations

from datetime import date

import pytest

from placard.records import DateRange, Unresolved
from placard.resolving.dates import resolve_date
from tests.resolving.cases import Case, read_cases

PUBLISHED = "2019-11-20"  # a Wednesday

ABSOLUTE = """
They marched [[on 18 November 2019]]. => 2019-11-18 day
They marched [[on 1 8 November 2019]]. => 2019-11-18 day
They marched [[on November 18, 2019]]. => 2019-11-18 day
They marched [[on Monday, November 18th, 2019]]. => 2019-11-18 day
They marched [[on the 18th of November, 2019]]. => 2019-11-18 day
[[2019-11-18]] => 2019-11-18 day
[[2019-11-18T14:30:00Z]] => 2019-11-18 day
[[18.11.2019]] => 2019-11-18 day
[[18/11/2019]] => 2019-11-18 day
[[11/18/2019]] => 2019-11-18 day
[[18 Nov 2019]] => 2019-11-18 day
[[Nov. 18 , 2019]] => 2019-11-18 day
It fell [[in May 1968]]. => 1968-05-01/1968-05-31 month
It fell [[in March of 1997]]. => 1997-03-01/1997-03-31 month
It fell [[in 1984]]. => 1984-01-01/1984-12-31 year
It fell [[in early 2008]]. => 2008-01-01/2008-12-31 year
It fell [[in the 1980s]]. => 1980-01-01/1989-12-31 interval
It fell [[in the sixties]]. => 1960-01-01/1969-12-31 interval
It fell [[in the 20th century]]. => 1900-01-01/1999-12-31 interval
It fell [[in nineteen eighty-four]]. => 1984-01-01/1984-12-31 year
It fell [[in '82]]. => 1982-01-01/1982-12-31 year
[[1995 to 1998]] were lean years => 1995-01-01/1998-12-31 interval
[[2015-16]] => 2015-01-01/2016-12-31 interval
On [[6 and 7 May 2018]] they met => 2018-05-06/2018-05-07 interval
From [[6 to 9 May 2018]] they met => 2018-05-06/2018-05-09 interval
[[May 6-9, 2018]] => 2018-05-06/2018-05-09 interval
[[May 6, 7 and 9, 2018]] => 2018-05-06/2018-05-09 interval
[[the last day of February 2016]] => 2016-02-29 day
[[the second Sunday of May 2018]] => 2018-05-13 day
[[the summer of 2012]] => 2012-06-01/2012-08-31 season
[[winter 2011]] => 2011-12-01/2012-02-29 season
[[the fourth quarter of 2005]] => 2005-10-01/2005-12-31 interval
[[the last week of March 2009]] => 2009-03-25/2009-03-31 week
[[the first week of March 2009]] => 2009-03-01/2009-03-07 week
[[the third week of July 2012]] => 2012-07-16/2012-07-22 week
[[091430H Sept 2002]] => 2002-09-09 day
[[On or about 091430H September 2002]] => 2002-09-09 day
[[091430ZSEP02]] => 2002-09-09 day
[[12 de octubre de 2019]] => 2019-10-12 day
"""
WITHOUT_YEAR = """
They marched [[on 2 November]]. => 2019-11-02 day
They marched [[on February 5]]. => 2019-02-05 day
El paro del [[21 de noviembre]] => 2019-11-21 day
El paro del [[2 de noviembre]] => 2019-11-02 day
Schools are closed [[until January]]. => 2020-01-01/2020-01-31 month
Police shot them [[two years ago Friday]]. => 2017-11-15 day
Police shot them [[two months ago on Friday]]. => 2019-09-01/2019-09-30 month
They marched [[on January 15]]. => 2019-01-15 day
They will march [[on December 5]]. => 2019-12-05 day
The march planned for [[2 January]] goes on. => 2020-01-02 day
They marched [[in October]]. => 2019-10-01/2019-10-31 month
They marched [[in December]]. => 2018-12-01/2018-12-31 month
They will march [[in January]]. => 2020-01-01/2020-01-31 month
They marched [[in August last year]]. => 2018-08-01/2018-08-31 month
They marched [[on Saturday 24 November]]. => 2018-11-24 day
They met [[on the 19th]]. => 2019-11-19 day
They met [[on the 25th]]. => 2019-10-25 day
They will meet [[on the 25th of this month]]. => 2019-11-25 day
They met [[on the 5th and 6th of this month]]. => 2019-11-05/2019-11-06 interval
They won it [[in October]] of next year. => 2020-10-01/2020-10-31 month
They met [[on the 5th, 6th and 7th of this month]]. => 2019-11-05/2019-11-07 interval
They march [[on Thursday the 21st]]. => 2019-11-21 day
They marched [[on Thursday the 18th]]. => 2019-07-18 day
They will march [[on Friday the 29th]]. => 2019-11-29 day
The strike was set [[for Thursday the 28th]]. => 2019-11-28 day
They marched [[Friday 13th]]. => 2019-09-13 day
They marched [[Monday 4]]. => 2019-11-04 day
They marched [[Monday the fourth]]. => 2019-11-04 day
They marched [[on Friday at 5]]. => 2019-11-15 day
They marched [[on Friday 8 am]]. => 2019-11-15 day
They marched [[on the 9th under the sun]]. => 2019-11-09 day
They marched [[under the scorching sun on Monday]]. => 2019-11-18 day
They marched [[on Sat and Sun]]. => 2019-11-16/2019-11-17 interval
They marched [[the following Sun]]. => 2019-11-24 day
Shelves stood empty [[until December]]. => 2019-12-01/2019-12-31 month
"""
RELATIVE = """
They marched [[yesterday]]. => 2019-11-19 day
They marched [[last night]]. => 2019-11-19 day
They marched [[today]]. => 2019-11-20 day
They marched [[this morning]]. => 2019-11-20 day
They march [[tonight]]. => 2019-11-20 day
They will march [[tomorrow]]. => 2019-11-21 day
They marched [[the day before yesterday]]. => 2019-11-18 day
Fires burned [[overnight]]. => 2019-11-19/2019-11-20 interval
They marched [[on Friday]]. => 2019-11-15 day
They will march [[on Friday]]. => 2019-11-22 day
A rally is to be held in the town [[on Friday]]. => 2019-11-22 day
The strike was set [[for Friday]]. => 2019-11-22 day
They marched [[last Friday]]. => 2019-11-15 day
They marched [[last Tuesday]]. => 2019-11-12 day
They march [[next Friday]]. => 2019-11-22 day
They march [[next Thursday]]. => 2019-11-28 day
They march [[from next Thursday]]. => 2019-11-28 day
They marched [[a week ago Monday]]. => 2019-11-11 day
They march [[right now]]. => 2019-11-20 day
They rode in [[on Friday]] and called for talks. => 2019-11-15 day
They will march [[in the new year]]. => 2020-01-01/2020-12-31 year
In 2012 they won; they will be back [[before the end of the year]]. => 2019-01-01/2019-12-31 year
They march [[farda]]. => 2019-11-21 day
[[Ziua 5]] => 2019-11-16/2019-11-20 interval
They marched [[on Wednesday]]. => 2019-11-20 day
They march [[this Friday]]. => 2019-11-22 day
They marched [[this Monday]]. => 2019-11-18 day
They marched [[on Friday last week]]. => 2019-11-15 day
They marched [[on Tuesday of last week]]. => 2019-11-12 day
A spokesman said [[Monday]] that they will march. => 2019-11-18 day
The union said [[on Monday]] that shops would close. => 2019-11-18 day
They marched [[the Tuesday before last]]. => 2019-11-12 day
They marched [[two Saturdays ago]]. => 2019-11-09 day
They marched [[the night before last]]. => 2019-11-18 day
The gherao may follow [[on Friday]]. => 2019-11-22 day
A rally will now be held [[on December 24]]. => 2019-12-24 day
The rally planned [[for the 27th]] was called off. => 2019-11-27 day
It was shut for a second [[day]]. => 2019-11-19/2019-11-20 interval
Shops stay shut [[until Friday]]. => 2019-11-22 day
They marched [[last week]]. => 2019-11-11/2019-11-17 week
They marched [[this week]]. => 2019-11-18/2019-11-24 week
They marched [[at the weekend]]. => 2019-11-16/2019-11-17 interval
They will march [[next weekend]]. => 2019-11-30/2019-12-01 interval
They marched [[last month]]. => 2019-10-01/2019-10-31 month
They marched [[earlier this month]]. => 2019-11-01/2019-11-30 month
They marched [[last year]]. => 2018-01-01/2018-12-31 year
They marched [[last summer]]. => 2019-06-01/2019-08-31 season
They marched [[two days ago]]. => 2019-11-18 day
They marched [[a week ago]]. => 2019-11-13 day
They marched [[three months ago]]. => 2019-08-01/2019-08-31 month
They marched [[ten years ago]]. => 2009-01-01/2009-12-31 year
They marched [[a decade ago]]. => 2009-01-01/2009-12-31 year
They rested [[in the past 24 hours]]. => 2019-11-19/2019-11-20 interval
They rested [[over the past 30 days]]. => 2019-10-21/2019-11-20 interval
They will march [[in two days]]. => 2019-11-22 day
[[in three weeks' time]] => 2019-12-09/2019-12-15 week
They marched [[the last quarter]]. => 2019-07-01/2019-09-30 interval
They marched [[el jueves]]. => 2019-11-14 day
They marched [[вчера]]. => 2019-11-19 day
"""
ANCHORED = """
On 3 May 2018 they marched. [[The following day]] they rested. => 2018-05-04 day
On 3 May 2018 they marched. [[Two days later]] they rested. => 2018-05-05 day
On 3 May 2018 they marched. [[The day before]] they had rested. => 2018-05-02 day
On 3 May 2018 they marched. [[The same day]] a shop burned. => 2018-05-03 day
On 3 May 2018 they marched. [[That night]] a shop burned. => 2018-05-03 day
On 3 May 2018 they marched. [[That Friday]] a shop burned. => 2018-05-04 day
On 3 May 2018 they marched. [[The following Monday]] a shop burned. => 2018-05-07 day
On 3 May 2018 they marched. [[At 3 pm]] a shop burned. => 2018-05-03 day
On 3 May 2018 they marched. [[In the evening]] a shop burned. => 2018-05-03 day
On 3 May 2018 they marched. [[Before dawn]] a shop burned. => 2018-05-03 day
On 3 May 2018 they marched. [[A week later]] a shop burned. => 2018-05-10 day
On 3 May 2018 they marched. [[The following year]] it stopped. => 2019-01-01/2019-12-31 year
On Sunday they marched. [[The next morning]] a shop burned. => 2019-11-18 day
On Sunday they marched. [[At about 1500]] a shop burned. => 2019-11-17 day
Sales fell in March 2018, against [[the same month a year earlier]]. => 2017-03-01/2017-03-31 month
Last year a like march had been held [[in March]]. => 2018-03-01/2018-03-31 month
In spring 1990 they sat; [[in June]] of that year it ended. => 1990-06-01/1990-06-30 month
"""
TIME_OF_DAY = """
They marched [[at 10 a.m. on Monday]]. => 2019-11-18 day
They marched [[at half past seven on Saturday]]. => 2019-11-16 day
They marched [[on Sunday evening]]. => 2019-11-17 day
They marched [[in the early hours of Friday]]. => 2019-11-15 day
They marched [[before dawn on Monday]]. => 2019-11-18 day
They marched [[at noon yesterday]]. => 2019-11-19 day
They marched [[at about 1015 hours today]]. => 2019-11-20 day
They marched [[after prayers on Friday]]. => 2019-11-15 day
They marched [[from noon until dusk on Sunday]]. => 2019-11-17 day
They marched [[late on Tuesday]]. => 2019-11-19 day
They marched [[for two hours on Monday]]. => 2019-11-18 day
They marched [[all day on the 13th]]. => 2019-11-13 day
They marched [[all day]]. => 2019-11-20 day
They marched [[all night Monday]]. => 2019-11-18 day
On Monday they marched; it [[began around 11.20 am]]. => 2019-11-18 day
On Monday they marched, [[past midnight]] and on. => 2019-11-18 day
On Monday they held a [[two-hour]] strike. => 2019-11-18 day
On Monday they held a [[4-hour]] strike. => 2019-11-18 day
They stopped [[at about 1000 hours]]. => 2019-11-20 day
"""
STRETCHES = """
They marched [[for a third day]]. => 2019-11-18/2019-11-20 interval
They marched [[for a third day on Tuesday]]. => 2019-11-17/2019-11-19 interval
They marched [[for the third consecutive day]]. => 2019-11-18/2019-11-20 interval
It was [[the eleventh night]] of it. => 2019-11-10/2019-11-20 interval
The strike, [[now in its sixth day]], holds. => 2019-11-15/2019-11-20 interval
The strike entered [[its fifth week]]. => 2019-10-23/2019-11-20 week
[[Day 36]] of the sit-in => 2019-10-16/2019-11-20 interval
[[4th night]] in the square => 2019-11-17/2019-11-20 interval
They fast [[since 2 August]]. => 2019-08-02/2019-11-20 interval
They fast [[since Tuesday]]. => 2019-11-19/2019-11-20 interval
They fast [[since the 17th]]. => 2019-11-17/2019-11-20 interval
They fast [[since Wednesday]]. => 2019-11-13/2019-11-20 interval
They sang [[every night since Saturday]]. => 2019-11-16/2019-11-20 interval
They have blocked it [[since Wednesday morning]]. => 2019-11-20 interval
They have blocked it [[since early Wednesday]]. => 2019-11-20 interval
They walked [[every Sunday in October]]. => 2019-10-01/2019-10-31 month
They walked [[every Saturday from 1993]]. => 1993-01-01/1993-12-31 year
They walked [[every Sunday in October and November]]. => 2019-10-01/2019-11-30 interval
They sat [[from Friday to Monday]]. => 2019-11-15/2019-11-18 interval
They sat [[between Thursday and Sunday]]. => 2019-11-14/2019-11-17 interval
They sat [[on Monday and Tuesday]]. => 2019-11-18/2019-11-19 interval
They sat [[from 14 to 16 November]]. => 2019-11-14/2019-11-16 interval
They sat [[from 28 October to 2 November]]. => 2019-10-28/2019-11-02 interval
They sat [[in November and December 1990]]. => 1990-11-01/1990-12-31 interval
They sat [[from 6 May to 3 June 2018]]. => 2018-05-06/2018-06-03 interval
They stopped work [[for two hours on Monday and Tuesday]]. => 2019-11-18/2019-11-19 interval
They rioted [[Sunday night into Monday morning]]. => 2019-11-17/2019-11-18 interval
They sat [[yesterday and today]]. => 2019-11-19/2019-11-20 interval
They sat [[for four days]]. => 2019-11-17/2019-11-20 interval
They sat [[for three nights running]]. => 2019-11-18/2019-11-20 interval
They will sit [[for five days from Monday]]. => 2019-11-25/2019-11-29 interval
They sat [[for several days]]. => ? without a number
They sat [[for 48 hours]]. => 2019-11-19/2019-11-20 interval
They sat [[48 hours]]. => 2019-11-19/2019-11-20 interval
They held a [[36-hour]] strike. => 2019-11-19/2019-11-20 interval
They held a [[24-hour]] strike. => 2019-11-20 interval
They struck yesterday, a [[one-day]] strike. => 2019-11-19 interval
They held a [[week-long]] sit-in. => 2019-11-13/2019-11-20 week
They held a [[two week long]] sit-in. => 2019-11-06/2019-11-20 week
They held a [[fortnight-long]] fast. => 2019-11-06/2019-11-20 week
They ended the [[30 year old]] war. => 1989-11-20/2019-11-20 year
They will hold a [[72-hour bandh from Thursday]]. => 2019-11-21/2019-11-23 interval
They held a [[50-day siege until Friday]]. => 2019-09-27/2019-11-15 interval
They met [[on Monday, between 13:10 and 17:45 hours]]. => 2019-11-18 day
They will strike [[for 48 hours from Sunday]]. => 2019-11-24/2019-11-25 interval
They will strike [[for 72 hours on Monday]]. => 2019-11-25/2019-11-27 interval
They struck [[for two days until Friday]]. => 2019-11-14/2019-11-15 interval
They are in the [[fourth]] day of bans. => 2019-11-17/2019-11-20 interval
Today was the [[first]] of three days. => 2019-11-20 day
"""
FEASTS = """
They marched [[on May Day]]. => 2019-05-01 day
They marched [[on Christmas Day]]. => 2018-12-25 day
They will march [[on Christmas Eve]]. => 2019-12-24 day
They marched [[on International Women's Day]]. => 2019-03-08 day
They marched [[on New Year's Eve]]. => 2018-12-31 day
They marched [[on the eve of May Day]]. => 2019-04-30 day
They marched [[the day before Good Friday 2019]]. => 2019-04-18 day
They marched [[on Good Friday 2019]]. => 2019-04-19 day
They marched [[on Easter Monday]]. => 2019-04-22 day
They marched [[on Thanksgiving 2018]]. => 2018-11-22 day
They marched [[on Ashura]]. => 2019-09-10 day
They marched [[over the Whitsun days]]. => 2019-06-09 day
They marched [[on New Year]]. => 2019-01-01 day
They marched [[on Nowruz 2018]]. => 2018-03-21 day
They marched [[on Independence Day]]. => ? differs by country
They marched [[on Black Friday]]. => ? named day
[[25 Aban 1398]] => 2019-11-16 day
[[25 Aban]] => 2019-11-16 day
[[in Aban 1398]] => 2019-10-23/2019-11-21 month
[[۲۵ آبان ۱۳۹۸]] => 2019-11-16 day
[[10 Muharram 1443]] => 2021-08-19 day
[[1 Shawwal 1445]] => 2024-04-10 day
[[12 Meskerem 2013]] => 2020-09-22 day
[[10 Ginbot 2007]] => 2015-05-18 day
[[31 Esfand 1398]] => ?
"""
UNRESOLVED = """
[[recently]] => ? no particular day
[[now]] => ? no particular day
[[a few days ago]] => ? no particular day
[[the opening night]] => ?
[[before the meeting]] => ? no rule
They marched [[one day before the vote]]. => ? counted from an event
They marched [[two days after the vote]]. => ? counted from an event
They marched [[two weeks before elections]]. => ? counted from an event
No [[dia 15]] haverá protesto. => ? no rule
They marched [[in the hot sun]]. => ? no rule
They marched [[under the midday sun]]. => ? no rule
[[31 February 2019]] => ? outside the calendar
[[...]] => ? no words
"""
TABLES = {
    "absolute": ABSOLUTE, "without year": WITHOUT_YEAR, "relative": RELATIVE, "anchored": ANCHORED, "time": TIME_OF_DAY,
    "stretches": STRETCHES, "feasts": FEASTS, "unresolved": UNRESOLVED,
}  # fmt: skip
CASES = [pytest.param(case, id=f"{name}: {case.words}") for name, table in TABLES.items() for case in read_cases(table)]


def shown(value: DateRange | Unresolved) -> str:
    if isinstance(value, Unresolved):
        return f"? {value.reason}"
    days = value.start if value.start == value.end else f"{value.start}/{value.end}"
    return f"{days} {value.precision}"


def check(case: Case, value: DateRange | Unresolved) -> None:
    if case.expected.startswith("?"):
        assert isinstance(value, Unresolved), shown(value)
        assert case.expected[2:] in value.reason
    else:
        assert shown(value) == case.expected, value
    assert value.words == case.words


@pytest.mark.parametrize("case", CASES)
def test_marked_up_dates(case: Case) -> None:
    check(case, resolve_date(case.words, published=PUBLISHED, text=case.text, start=case.start))


NO_PUBLICATION = """
They marched [[on 18 November 2019]]. => 2019-11-18 day
They marched [[in May 1968]]. => 1968-05-01/1968-05-31 month
They marched [[on Friday]]. => ? no publication date
They marched [[yesterday]]. => ? no publication date
They marched [[last week]]. => ? no publication date
They marched [[two days ago]]. => ? no publication date
They marched [[for a third day]]. => ? no publication date
They marched [[on Christmas Day]]. => ? no publication date
They marched [[on 12 january]]. => ? year is not told and not known
They marched [[over the years]]. => ? no rule
They marched [[on the 15th]]. => ? relative to a day that is not known
They marched [[on 31 June]]. => ?
They marched [[at 3 pm]]. => ? without its day
They marched [[on 2 November]]. => ?
On 3 May 2018 they marched. [[The following day]] they rested. => 2018-05-04 day
On 3 May 2018 they marched. [[Two days later]] they rested. => 2018-05-05 day
On 3 May 2018 they marched; [[on 7 May]] they rested. => 2018-05-07 day
LAGOS, Nov 18, 2019 (AP) - They marched [[on Monday]]. => 2019-11-18 day
Thousands march\\nNovember 18, 2019\\nThey marched [[yesterday]]. => 2019-11-17 day
LAGOS, Nov 18 (AP) - They marched [[on Monday]]. => ? no publication date
"""


@pytest.mark.parametrize("case", [pytest.param(case, id=str(case)) for case in read_cases(NO_PUBLICATION)])
def test_without_a_publication_date_only_absolute_dates_and_what_they_anchor_resolve(case: Case) -> None:
    check(case, resolve_date(case.words, published=None, text=case.text, start=case.start))


@pytest.mark.parametrize(
    "text",
    [
        "Some 200 people marched on Nov 12 (Tuesday) and were out again today.",
        "The march on Nov 18 - the biggest in years - goes on today.",
        "Early Monday, Nov 18 Police fired; they do so again today.",
    ],
)
def test_a_sentence_with_a_day_in_it_is_no_dateline(text: str) -> None:
    value = resolve_date("today", published=PUBLISHED, text=text, start=text.index("today"))
    assert isinstance(value, DateRange) and value.start == PUBLISHED


def test_the_dateline_is_the_day_the_report_speaks_from() -> None:
    text = "LAGOS, Nov 18 (AP) - They marched today."
    value = resolve_date("today", published=PUBLISHED, text=text, start=text.index("today"))
    assert isinstance(value, DateRange) and value.start == "2019-11-18"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("from April 1", "2020-04-01 day"),
        ("from June 1 to 10", "2020-06-01/2020-06-10 interval"),
        ("in June", "2020-06-01/2020-06-30 month"),
        ("in November", "2019-11-01/2019-11-30 month"),
        ("until the end of September", "2020-09-01/2020-09-30 month"),
        ("in the first week of August", "2020-08-01/2020-08-07 week"),
        ("the last week of July", "2020-07-25/2020-07-31 week"),
        ("on Friday", "2019-11-22 day"),
        ("this Monday", "2019-11-25 day"),
        ("on Friday the 13th", "2019-12-13 day"),
        ("for 24 hours next Tuesday", "2019-11-26 interval"),
    ],
)
def test_what_is_known_to_be_planned_lies_ahead(words: str, expected: str) -> None:
    assert shown(resolve_date(words, published=PUBLISHED, tense="future")) == expected


@pytest.mark.parametrize(
    "head",
    [
        "LAGOS, Nov 18 (AP) - ",
        "SAGAR, Nov 18. ",
        "DHAKA, NOV. 18: ",
        "Our Reporters\nSHIMLA, November 18\n",
        "Ludhiana, November 18 ",
        "santiago, 18 nov (radio bio-sur) -- ",
        "[Text] Lima, 18 Nov (TELENOR) -- ",
        "(Paris OCEAN INDIEN in French 1830 GMT 18 Nov) [Excerpts] ",
    ],
)
def test_datelines(head: str) -> None:
    text = f"{head}They marched yesterday."
    value = resolve_date("yesterday", published=PUBLISHED, text=text, start=text.index("yesterday"))
    assert shown(value) == "2019-11-17 day"


@pytest.mark.parametrize(
    "head", ["On Monday, Nov 18. ", "Since Monday, November 18 They sat. ", "They met in Lagos, Nov 18. ", "SAGAR, Aug 7. "]
)
def test_what_is_no_dateline(head: str) -> None:
    text = f"{head}They marched yesterday."
    value = resolve_date("yesterday", published=PUBLISHED, text=text, start=text.index("yesterday"))
    assert shown(value) == "2019-11-19 day"


@pytest.mark.parametrize(
    ("country", "words", "expected"),
    [
        ("US", "03/04/2019", "2019-03-04"),
        ("GB", "03/04/2019", "2019-04-03"),
        ("NG", "3/4", "2019-04-03"),
        ("US", "3/4", "2019-03-04"),
        ("NG", "on Independence Day", "2019-10-01"),
        ("IN", "on Independence Day", "2019-08-15"),
        ("GR", "on Easter Sunday 2019", "2019-04-28"),
        ("FR", "on Easter Sunday 2019", "2019-04-21"),
        ("ZA", "in the winter of 2019", "2019-06-01"),
    ],
)
def test_the_outlets_country_settles_orders_feasts_and_seasons(country: str, words: str, expected: str) -> None:
    value = resolve_date(words, published=PUBLISHED, country=country)
    assert isinstance(value, DateRange), value
    assert value.start == expected


def test_figures_without_a_country_stay_open_when_both_orders_make_a_day() -> None:
    assert isinstance(resolve_date("3/4", published=PUBLISHED), Unresolved)


def test_a_publication_date_in_figures_counts_only_where_its_order_is_settled() -> None:
    headed = "Strike spreads\nFebruary 3, 2009\nThey marched yesterday."
    value = resolve_date("yesterday", published="03-02-2009", text=headed, start=headed.index("yesterday"))
    assert isinstance(value, DateRange) and value.start == "2009-02-02"
    assert isinstance(resolve_date("yesterday", published="03-02-2009"), Unresolved)
    british = resolve_date("yesterday", published="03-02-2009", country="GB")
    assert isinstance(british, DateRange) and british.start == "2009-02-02"


def test_dates_lie_in_the_calendar() -> None:
    for case in (param.values[0] for param in CASES):
        assert isinstance(case, Case)
        value = resolve_date(case.words, published=PUBLISHED, text=case.text, start=case.start)
        if isinstance(value, DateRange):
            assert date.fromisoformat(value.start) <= date.fromisoformat(value.end)


def test_enough_cases() -> None:
    assert len(CASES) >= 160
