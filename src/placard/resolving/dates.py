"""Dates: from the words of a date to an interval of whole days, with its precision and the rule that read it.

The words are read against the report's day (its dateline's, else its publication's), the tense of their sentence and the dates
before them in the text. Without a publication date only absolute dates resolve, and what an earlier absolute date anchors.
The time of day stays in the words. Nothing is ever resolved finer than the words: "in early 2008" is the year, at its end.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from placard.records import DateRange, Unresolved
from placard.resolving.dates_absolute import absolute
from placard.resolving.dates_context import (
    MONTH_FIRST,
    NO_DAY,
    SOUTHERN,
    Context,
    head_date,
    read_published,
    sentence_around,
    tense_of,
)
from placard.resolving.dates_dateline import dateline_day
from placard.resolving.dates_feasts import feast
from placard.resolving.dates_foreign import foreign
from placard.resolving.dates_model import Days, one_day
from placard.resolving.dates_relative import counted, relative
from placard.resolving.dates_streaks import NTH_UNIT, stretch
from placard.resolving.dates_words import MONTH, NUMBER, ORDINAL, SEASON, UNIT, WEEKDAY, YEAR, fold, without_leading, without_time

_LONGEST = 300
_ANY_DAY = date(2001, 6, 15)
_MONTH = re.compile(rf"\b(?:{MONTH})\b")
_MENTION = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d"
    rf"|(?:(?:{WEEKDAY})\.?,? )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH})\b\.?(?: ?,? ?{YEAR})?"
    rf"|(?:(?:{WEEKDAY})\.?,? )?(?:{MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?! ?%)(?: ?,? ?{YEAR})?"
    rf"|(?:{MONTH})\.?(?: of)? {YEAR}"
    rf"|{SEASON}(?: of)? {YEAR}"
    rf"|(?:in|since|of|by|until|during|from) {YEAR}\b(?! (?:people|protesters|workers))"
    rf"|(?:(?:last|next|that|this|the following) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: last week)?"
    r"|yesterday|today|tomorrow|tonight|last night|this morning)(?!\w)",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(r"\b(last|next|this|that|the following|the next|the previous|this coming|this past)\s+$", re.IGNORECASE)
_BARE = re.compile(rf"(?:{WEEKDAY}|week|month|year|weekend|night|summer|winter|autumn|spring)\b")
_NTH_BEFORE = re.compile(rf"\b({ORDINAL})(?: (?:consecutive|straight|successive))?\s+$", re.IGNORECASE)
_UNIT_AFTER = re.compile(
    r"\s+(?:consecutive |straight |successive )?(day|night|week)\b|\s+of \w+ (day|night|week)s\b", re.IGNORECASE
)
# The "for" of "for two hours on Monday" does not point ahead.
_FOR = rf"for(?! (?:about |nearly |almost |over |more than |at least )*{NUMBER}[ -]{UNIT}s?\b)"
_LEAD = re.compile(rf"^({_FOR}|from|until|till|starting|by)\b")
_LEAD_BEFORE = re.compile(r"\b(for|from|until|till|starting|by)(?: the)?\s*$")
_YEAR_AFTER = re.compile(rf"\s*(?:of|,)?\s*((?:last|next|this|that|the same|the following) year|{YEAR})\b", re.IGNORECASE)
_BEGAN = re.compile(r"(?:which |that )?(?:began|begun|started|starting|beginning)")
_NO_DAY_WORDS = re.compile(
    r"^(?:(?:just |until |till |for |at |in |the |very |more |so |as of |up to |from )*(?:now|currently|current|recently"
    r"|recent(?: \w+)*|soon|later|earlier|formerly|"
    r"previously|once|future|past|present|moment|ongoing|meanwhile|long|ever|always|already|still|then|before|after|then on"
    r"|since then|time|times|history|often))$"
)


def resolve_date(
    words: str,
    *,
    published: str | None,
    text: str = "",
    start: int = 0,
    country: str | None = None,
    tense: str | None = None,
) -> DateRange | Unresolved:
    """When the words say.

    Args:
        words: the words of the date, as they stand in the text.
        published: ISO date or date-time of publication, or None if it is not known (it is never guessed).
        text: the report, for the dateline, the sentence's tense and the dates before the words.
        start: where the words stand in ``text``, in code points.
        country: the outlet's country (ISO 3166-1 alpha-2), which settles 3/4/2020, seasons and national days.
        tense: "future" or "past" if that is known of what the words date; by default the tense of their sentence is taken.

    Returns:
        A DateRange no finer than the words, or Unresolved with the reason. Never raises.
    """
    folded = fold(words[:_LONGEST])
    if not folded:
        return Unresolved(words, "no words")
    try:
        context = _context(words, published, text, start, country)
        context = replace(context, tense=context.tense if tense is None else tense)
        folded = _completed(folded, context)
        lead = _LEAD.match(folded) or _LEAD_BEFORE.search(context.before)
        context = replace(context, lead=lead[1].lower() if lead else "")
        days = _read(folded, context, country)
    except (ValueError, OverflowError):
        return Unresolved(words, "names a day outside the calendar")
    if isinstance(days, Days):
        return DateRange(days.first.isoformat(), days.last.isoformat(), days.precision, words, days.rule)
    if days is None and context.today is None and _needs_day(folded, context, country):
        year = "its year is not told and not known: the report has no publication date"
        return Unresolved(words, year if _MONTH.search(folded) else NO_DAY)
    return Unresolved(words, days or "no rule reads these words as a date")


def _needs_day(folded: str, context: Context, country: str | None) -> bool:
    """Whether the words are a date that only wants the day the report speaks from: they can be read against any day at all."""
    try:
        return isinstance(_read(folded, replace(context, published=_ANY_DAY, today=_ANY_DAY), country), Days)
    except (ValueError, OverflowError):
        return False


def _completed(folded: str, context: Context) -> str:
    """The words with the qualifier or year right beside them in their sentence: "(last) Friday", "October (of next year)"."""
    lead = _QUALIFIER.search(context.before)
    if lead and _BARE.match(folded):
        folded = f"{lead[1].lower()} {folded}"
    nth = _NTH_BEFORE.search(context.before)
    if nth and folded in ("day", "night", "week", "month"):
        folded = f"{nth[1].lower()} {folded}"
    counted_after = _UNIT_AFTER.match(context.after)
    if counted_after and re.fullmatch(ORDINAL, folded):
        folded = f"{folded} {(counted_after[1] or counted_after[2]).lower()}"
    following = _YEAR_AFTER.match(context.after)
    if following and re.search(rf"(?:{MONTH})(?: \d{{1,2}})?$", folded):
        folded = f"{folded} {following[1].lower()}"
    return folded


def _context(words: str, published: str | None, text: str, start: int, country: str | None) -> Context:
    base = _document_context(published, text, country)
    end = start + len(words)
    before, after = sentence_around(text, start, end)
    placed = [(place, days) for place, days in _dates_of(published, text, country) if place <= start]
    near = placed[-1][1] if placed and placed[-1][0] >= start - len(before) else None
    return replace(
        base,
        tense=tense_of(before, after),
        earlier=tuple(days for _, days in placed),
        before=before.lower(),
        after=after.lower(),
        sentence_anchor=near,
        gap=start - placed[-1][0] if placed else 0,
    )


@lru_cache(maxsize=256)
def _document_context(published: str | None, text: str, country: str | None) -> Context:
    day = read_published(published, text, country)
    today = dateline_day(text, day)
    head = head_date(text)
    if today is None and head is not None and (day is None or abs((day - head).days) <= 10):
        today = head
    if today is None:
        today = day
    return Context(day, today, day_first=None if country is None else country not in MONTH_FIRST, southern=country in SOUTHERN)


@lru_cache(maxsize=256)
def _dates_of(published: str | None, text: str, country: str | None) -> tuple[tuple[int, Days], ...]:
    """The dates of a text in its order, each with the place where it ends; they anchor "the following day" and "that Wednesday"."""
    base = _document_context(published, text, country)
    found: list[tuple[int, Days]] = []
    for match in _MENTION.finditer(text):
        before, after = sentence_around(text, match.start(), match.end())
        near = found[-1][1] if found and found[-1][0] >= match.start() - len(before) else None
        earlier = tuple(days for _, days in found[-4:])
        context = replace(base, tense=tense_of(before, after), earlier=earlier, sentence_anchor=near)
        try:
            days = _core(fold(match.group()), context, country)
        except (ValueError, OverflowError):
            continue
        if isinstance(days, Days):
            found.append((match.end(), days))
    return tuple(found)


def _read(folded: str, context: Context, country: str | None) -> Days | str | None:
    """All rules in their order: one absolute date, a stretch, then everything else."""
    nth = NTH_UNIT.search(folded)
    plain = without_leading(without_time(folded))
    if plain and not nth and not re.search(r"\bsince\b", folded):
        days = absolute(plain, context)
        if days is not None:
            return days
    told = counted(folded, context)
    if told is None:
        told = feast(folded, context, country) if not nth else None
    if told is not None:
        return told
    found = stretch(folded, context, lambda words, ctx: _core(words, ctx, country))
    if found is None:
        found = _core(folded, context, country)
    unread = isinstance(found, Days) and found.rule == "year" and re.search(r"\b\d\d?\b", folded)
    if found is None or unread:  # "12 de octubre de 2019" says more than its year
        return foreign(folded, context) or found
    return found


def _core(folded: str, context: Context, country: str | None) -> Days | str | None:
    """One date: absolute, relative, a feast, a date inside more words, or a time of day alone."""
    plain = without_leading(without_time(folded))
    days: Days | str | None = absolute(plain, context) if plain else None
    if days is None:
        days = feast(folded, context, country)
    if days is None and re.search(rf"\b(?:{MONTH}|{YEAR})\b", plain) and not _NO_DAY_WORDS.match(plain):
        inside = absolute(plain, context, whole=False)
        days = inside if inside is not None and inside.precision == "day" else None
    if days is None:
        days = relative(folded, context)
    if days is None and plain:
        days = absolute(plain, context, whole=False)
    if days is None and _NO_DAY_WORDS.match(folded):
        return "names no particular day"
    if days is None and folded and (not plain or _BEGAN.fullmatch(plain)):
        day = context.anchor_day()
        return "a time of day without its day" if day is None else one_day(day, "time of day")
    return days
