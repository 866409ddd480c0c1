"""How the days of two mentions are compared: dates of one day, longer ones, and none but the day of publication."""

from __future__ import annotations

from placard.linking.facts import COARSE_DAYS, Facts
from placard.linking.levels import Comparison, Level


def gap(a: Facts, b: Facts) -> int:
    """Days between the end of the earlier date and the start of the later; 0 or less where they overlap."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return 10**6
    return max(a.start, b.start) - min(a.end, b.end)


_GAP = '(greatest("start_l", "start_r") - least("end_l", "end_r"))'
_DAILY = '("start_l" = "end_l" and "start_r" = "end_r")'


def _longest(a: Facts, b: Facts) -> int:
    return max((a.end or 0) - (a.start or 0), (b.end or 0) - (b.start or 0))


_LONGEST = '(greatest("end_l" - "start_l", "end_r" - "start_r"))'


def _lag(a: Facts, b: Facts) -> int:
    """Days from the dated mention to the publication of the undated one, or between both publications."""
    if a.start is None and b.start is None:
        return abs((a.published or 0) - (b.published or 0))
    dated, undated = (b, a) if a.start is None else (a, b)
    return (undated.published or 0) - (dated.end or 0)


_LAG = (
    '(case when "start_l" is null and "start_r" is null then abs(published_l - published_r) '
    'when "start_l" is null then published_l - "end_r" else published_r - "end_l" end)'
)


def _no_day(a: Facts, b: Facts) -> bool:
    return (a.start is None and (a.published is None or (b.start is None and b.published is None))) or (
        b.start is None and b.published is None
    )


_NO_DAY = '(("start_l" is null and published_l is null) or ("start_r" is null and published_r is null))'


def _undated(a: Facts, b: Facts) -> bool:
    return a.start is None or b.start is None


_UNDATED = '("start_l" is null or "start_r" is null)'


def _daily(a: Facts, b: Facts) -> bool:
    return a.daily and b.daily


WHEN = Comparison(
    "when",
    ("start", "end", "published"),
    _NO_DAY,
    _no_day,
    (
        Level(
            "undated_close",
            "one undated, published within two days",
            f"{_UNDATED} and {_LAG} between -1 and 2",
            lambda a, b: _undated(a, b) and -1 <= _lag(a, b) <= 2,
        ),
        Level(
            "undated_week",
            "one undated, published within a week or so",
            f"{_UNDATED} and {_LAG} between -1 and 8",
            lambda a, b: _undated(a, b) and -1 <= _lag(a, b) <= 8,
        ),
        Level("undated_apart", "one undated, published at another time", _UNDATED, _undated),
        Level("same_day", "same day", f"{_DAILY} and {_GAP} = 0", lambda a, b: _daily(a, b) and gap(a, b) == 0),
        Level("next_day", "one day apart", f"{_DAILY} and {_GAP} = 1", lambda a, b: _daily(a, b) and gap(a, b) == 1),
        Level("days_apart", "two or three days apart", f"{_DAILY} and {_GAP} <= 3", lambda a, b: _daily(a, b) and gap(a, b) <= 3),
        Level("week_apart", "about a week apart", f"{_DAILY} and {_GAP} <= 8", lambda a, b: _daily(a, b) and gap(a, b) <= 8),
        Level("weeks_apart", "more than a week apart", _DAILY, _daily),
        Level(
            "same_start",
            "begun on the same day",
            f'{_GAP} <= 0 and "start_l" = "start_r" and {_LONGEST} <= {COARSE_DAYS}',
            lambda a, b: gap(a, b) <= 0 and a.start == b.start and _longest(a, b) <= COARSE_DAYS,
        ),
        Level(
            "in_month",
            "within the same month or longer",
            f"{_GAP} <= 0 and {_LONGEST} > 25",
            lambda a, b: gap(a, b) <= 0 and _longest(a, b) > 25,
        ),
        Level("within", "one lies within the other's days", f"{_GAP} <= 0", lambda a, b: gap(a, b) <= 0),
        Level("adjoining", "their days adjoin", f"{_GAP} = 1", lambda a, b: gap(a, b) == 1),
        Level("apart", "their days do not meet", "true", lambda a, b: True),
    ),
)
