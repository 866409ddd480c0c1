"""Weekdays: by tense, last and next, of a week, of a month, near an earlier date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from placard.resolving.dates_context import NO_DAY, Context, need
from placard.resolving.dates_model import Days, one_day, shift_months
from placard.resolving.dates_words import MONTH, MONTHS, NUMBER, ORDINAL, WEEKDAY, WEEKDAYS, YEAR, number

_WEEKDAY_WEEK = re.compile(
    rf"(?P<w>{WEEKDAY})(?: night| morning| evening| afternoon)? (?:of |in )?(?P<which>last|next|this|the previous|the following"
    rf"|that|the same) week\b"
    rf"|(?P<which2>last|next|this) week(?: on|,)? (?P<w2>{WEEKDAY})\b"
)
_WEEK_ON = re.compile(rf"\b(?P<n>{NUMBER}) weeks? (?:on|from|ago) (?:last )?(?P<w>{WEEKDAY})\b|\b(?P<w2>{WEEKDAY}) week\b")
_WEEKDAY = re.compile(
    rf"(?:\b(?P<which>last|next|this coming|this past|this|coming|past|the coming|the past|that same|that|the same"
    rf"|the following|following|the next|the previous"
    rf"|previous|the preceding|the) )?\b(?P<w>{WEEKDAY})s?\b(?: (?P<after>last|next))?(?! week)"
)
_BEFORE_LAST = re.compile(rf"\b(?P<w>{WEEKDAY}) before last\b|\b(?P<n>two|three|four) (?P<w2>{WEEKDAY})s ago\b")
_NAMED_DAY = re.compile(r"\b(?:black|bloody|cyber|giving|super|red|white|green|blue|holy|ash|shrove|maundy|palm) $")
_ORDINAL_WEEKDAY = re.compile(rf"(?:the )?(?P<n>{ORDINAL}|last) (?P<w>{WEEKDAY}) (?:of|in) (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?")


def weekday_of_week(words: str, context: Context) -> Days | str | None:
    """ "Friday last week", "Monday of that week", "two weeks from Tuesday"."""
    match = _BEFORE_LAST.search(words)
    if match:
        today = need(context.today)
        if isinstance(today, str):
            return today
        weekday, weeks = WEEKDAYS[match["w"] or match["w2"]], number(match["n"] or "two") or 2
        return one_day(weekday_before(today, weekday) - timedelta(weeks=weeks - 1), "weekday of a week")
    match = _WEEKDAY_WEEK.search(words)
    if match:
        which, name = match["which"] or match["which2"], match["w"] or match["w2"]
        base = context.anchor_day() if which.startswith("th") and which != "this" else context.today
        if base is None:
            return NO_DAY
        step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        return one_day(monday + timedelta(days=WEEKDAYS[name]), "weekday of a week")
    match = _WEEK_ON.search(words)
    if match and context.today:
        count = number(match["n"] or "1") or 1
        weekday = WEEKDAYS[match["w"] or match["w2"]]
        if "ago" in match.group():
            return one_day(weekday_before(context.today, weekday) - timedelta(weeks=count - 1), "weekday of a week")
        return one_day(weekday_after(context.today, weekday) + timedelta(weeks=count), "weekday of a week")
    return None


def ordinal_weekday(words: str, context: Context) -> Days | None:
    """ "the second Sunday of May"."""
    match = _ORDINAL_WEEKDAY.search(words)
    if not match or (not match["y"] and context.today is None):
        return None
    month, weekday = MONTHS[match["m"]], WEEKDAYS[match["w"]]
    year = int(match["y"]) if match["y"] else (context.today or date.min).year
    if not match["y"] and context.tense != "future" and context.today and month > context.today.month:
        year -= 1
    first = date(year, month, 1)
    if match["n"] == "last":
        return one_day(weekday_before(shift_months(first, 1), weekday), "weekday of a month", explicit_year=bool(match["y"]))
    count = number(match["n"]) or 0
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    return one_day(found, "weekday of a month", explicit_year=bool(match["y"])) if found.month == month else None


def weekday_named(words: str, context: Context) -> Days | str | None:
    """ "on Friday", "last Friday", "that Wednesday": by qualifier, else by the tense of the sentence."""
    match = _WEEKDAY.search(words)
    if not match:
        return None
    if _NAMED_DAY.search(words[: match.start("w")]):
        return "a named day, not a weekday"
    weekday, which = WEEKDAYS[match["w"]], match["which"] or match["after"] or ""
    anchor = context.anchor_day()
    if which in ("that", "that same", "the same") and anchor and context.earlier:
        near = min(
            (anchor + timedelta(days=step) for step in range(-6, 7)),
            key=lambda day: (day.weekday() != weekday, abs((day - anchor).days)),
        )
        return one_day(near, "weekday near an earlier date")
    if which in ("the following", "following", "the next") and anchor:
        return one_day(weekday_after(anchor, weekday), "weekday after an earlier date")
    if which in ("the previous", "previous", "the preceding") and anchor:
        return one_day(weekday_before(anchor, weekday), "weekday before an earlier date")
    today = need(context.today)
    if isinstance(today, str):
        return today
    if which in ("last", "this past", "past", "the past"):
        found = weekday_before(today, weekday)
        if which == "last" and today - found == timedelta(days=1):  # yesterday is called so
            found -= timedelta(weeks=1)
        return one_day(found, "last weekday")
    if which in ("next", "coming", "this coming", "the coming"):
        found = weekday_after(today, weekday)
        if which == "next" and found - today == timedelta(days=1):  # tomorrow is called so
            found += timedelta(weeks=1)
        return one_day(found, "next weekday")
    same = today.weekday() == weekday
    future = context.tense == "future" or _points_ahead(words, context)
    if which == "this":
        found = today + timedelta(days=weekday - today.weekday())
        if future and found < today:  # a Sunday's report: "they will march this Tuesday"
            found += timedelta(weeks=1)
        return one_day(found, "weekday of the report's week")
    if same and words.startswith(("from ", "starting ")) and context.tense == "future":
        return one_day(today + timedelta(days=7), "weekday by tense")
    if same:
        return one_day(today, "weekday of the report")
    return one_day(weekday_after(today, weekday) if future else weekday_before(today, weekday), "weekday by tense")


def _points_ahead(words: str, context: Context) -> bool:
    """ "for Friday" looks ahead, "from Monday" and "until Monday" do unless the sentence tells the past."""
    if not re.match(rf"(?:{context.lead} )?(?:on |the )*(?:\w+ )?(?:{WEEKDAY})", words):
        return False
    return context.lead in ("for", "until", "till") or (context.lead in ("from", "starting") and context.tense != "past")


def weekday_before(day: date, weekday: int) -> date:
    """The last such weekday strictly before a day."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday strictly after a day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
