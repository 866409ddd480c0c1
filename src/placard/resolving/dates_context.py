"""What a date is read against: the day of publication, the dateline, the sentence's tense, and the dates before it in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from placard.resolving.dates_model import Days
from placard.resolving.dates_words import MONTH, MONTHS, YEAR, fold

# Countries whose press writes the month before the day in figures (CLDR short dates), and those south of the tropics.
MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "AS", "VI", "MP", "FM", "PW", "MH", "BZ"})
SOUTHERN = frozenset({"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "BO", "LS", "SZ", "NA", "BW", "ZW", "MZ", "MG", "FJ"})

_FUTURE = (
    r"\b(?:will|shall|would|going to|to be held|to hold|to take place|to march|to meet|to begin|to start|plan(?:s|ned|ning)?|scheduled|slated|set for"
    r"|set to|due|expected|called (?:for|on|an?|the)|calls? (?:for|on)|calling (?:for|on)|call(?:ed|s)? .{0,40}for|announced (?:for|a|an|another|the)|upcoming|forthcoming"
    r"|ahead of|postponed (?:to|until)|threaten(?:s|ed|ing)?|vow(?:s|ed|ing)?|invit(?:e|es|ed)|intend(?:s|ed)?|deadline|ultimatum|notice|urged? .{0,40}to"
    r"|must|may|might|until|if|unless|'ll|is to|are to|was to|were to|appeal(?:s|ed|ing)?|promis(?:e|ed|es)|next|unless)\b"
)
_PAST = (
    r"\b(?:was|were|had|has|have|did|began|held|took|went|came|broke|fell|shot|fought|met|sat|stood|left|blew|burn[et]d?|drove|threw|ran|blocked|lay"
    r"|walked|closed|saw|made|gave|brought|sent|hit|cut|rose|swept|spread|struck|fled|wept|[a-z]{3,}ed|after|since|followed|following)\b"
)
_CUES = re.compile(f"(?P<future>{_FUTURE})|(?P<past>{_PAST})", re.IGNORECASE)
_IGNORED = re.compile(r"^(?:said|added|reported|noted|unemployed|aggrieved|armed|united|proposed|planned|so-called|based)$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<![A-Z][a-z])(?<!\b[A-Z])[.!?][\"”')]?\s|\n")
_FULL = rf"(?P<m1>{MONTH})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>{YEAR})|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{MONTH})\.?,? (?P<y2>{YEAR})"
_SHORT = rf"(?P<m3>{MONTH})\.? (?P<d3>\d{{1,2}})|(?P<d4>\d{{1,2}}) (?P<m4>{MONTH})\.?"
_DATELINE = re.compile(
    rf"^\W*[A-Z][\w .,'’/()-]{{1,60}}?[,(:\s]+(?P<date>(?i:{_SHORT})(?:,? (?P<y3>{YEAR}))?)\)?\s*(?:\(\w[\w .]*\))?\s*(?:[-–—_:]|\()"
)
_HEAD_DATE = re.compile(rf"\b(?:{_FULL})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What a date's rules may look at.

    Attributes:
        published: day of publication, if known.
        today: the day the report speaks from: its dateline's, else its publication's; None if neither is known.
        tense: past, future or unknown ("") of the words' own sentence.
        earlier: dates of the text before the words, nearest last.
        before: the sentence up to the words, lower case.
        after: the sentence after them, lower case.
        day_first: whether 3/4 is the third of April; None if the outlet's country is not known.
        southern: whether seasons are those south of the equator.
    """

    published: date | None
    today: date | None
    tense: str = ""
    earlier: tuple[Days, ...] = ()
    before: str = ""
    after: str = ""
    day_first: bool | None = None
    southern: bool = False

    @property
    def anchor(self) -> Days | None:
        """The nearest earlier date of the text."""
        return self.earlier[-1] if self.earlier else None

    def anchor_day(self) -> date | None:
        """The last day of the nearest earlier date that names days, else the day the report speaks from."""
        for days in reversed(self.earlier):
            if days.precision in ("day", "interval") and (days.last - days.first).days <= 60:
                return days.last
        return self.today


def read_published(published: str | None, text: str, country: str | None) -> date | None:
    """The day of publication from an ISO date or date-time, or from 03-02-2009 if the text's head or the country settles its order."""
    if not published:
        return None
    iso = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", published.strip())
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    figures = re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", published.strip())
    if figures:
        readings = [_date(int(figures[3]), int(figures[2]), int(figures[1])), _date(int(figures[3]), int(figures[1]), int(figures[2]))]
        head = head_date(text)
        if head in readings:
            return head
        known = [day for day in readings if day is not None]
        if len(set(known)) == 1:
            return known[0]
        if country is not None and len(known) == 2:
            return known[1] if country in MONTH_FIRST else known[0]
        return None
    named = _HEAD_DATE.search(fold(published))
    return None if named is None else _from_match(named)


def head_date(text: str) -> date | None:
    """A full date in the first lines of a text, as news pages print it under the headline."""
    match = _HEAD_DATE.search(fold(text[:400].replace("\n", " ; ")))
    return None if match is None else _from_match(match)


def dateline_day(text: str, published: date | None) -> date | None:
    """The day of a dateline ("LAGOS, Nov 18 -"), its year from itself or the publication; None if there is none."""
    match = _DATELINE.match(text[:160].lstrip())
    if not match:
        return None
    month = MONTHS[(match["m3"] or match["m4"]).lower().rstrip(".")]
    day = int(match["d3"] or match["d4"])
    if match["y3"]:
        return _date(int(match["y3"]), month, day)
    if published is None:
        return None
    candidates = [found for year in (published.year, published.year - 1) if (found := _date(year, month, day)) is not None]
    near = [found for found in candidates if 0 <= (published - found).days <= 10]
    return near[0] if near else None


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The parts of the sentence before and after ``start..end``."""
    before = text[max(0, start - 400) : start]
    ends = list(_SENTENCE_END.finditer(before))
    after = text[end : end + 300]
    stop = _SENTENCE_END.search(after)
    return before[ends[-1].end() :] if ends else before, after[: stop.start()] if stop else after


def tense_of(before: str, after: str) -> str:
    """Past, future or "" from the verb cue nearest before the words, else the first after them."""
    cues = [match for match in _CUES.finditer(before) if not _IGNORED.match(match.group())]
    if cues:
        return cues[-1].lastgroup or ""
    for match in _CUES.finditer(after):
        if not _IGNORED.match(match.group()):
            return match.lastgroup or ""
    return ""


def _from_match(match: re.Match[str]) -> date | None:
    month = MONTHS[(match["m1"] or match["m2"]).lower()]
    return _date(int(match["y1"] or match["y2"]), month, int(match["d1"] or match["d2"]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
