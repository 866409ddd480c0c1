"""What a date is read against: the day of publication, the dateline, the sentence's tense, and the dates before it in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from placard.resolving.dates_model import Days, day_of
from placard.resolving.dates_words import MONTH, MONTHS, YEAR, fold

# Countries whose press writes the month before the day in figures (CLDR short dates), and those south of the tropics.
MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "AS", "VI", "MP", "FM", "PW", "MH", "BZ"})
SOUTHERN = frozenset({"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "BO", "LS", "SZ", "NA", "BW", "ZW", "MZ", "MG", "FJ"})

_FUTURE = (
    r"\b(?:(?:will|shall|would|should|must|may|might)(?: not| now| also| then| still)?(?: be| have been)?(?: [a-z]+)?|going to"
    r"|(?:is|are) planned"
    r"|(?:is|are|was|were) (?:due )?to(?: be)? [a-z]+|to be [a-z]+|to (?:hold|take place|march"
    r"|meet|begin|start|gather|rally|strike|go on)"
    r"|plan(?:s|ned|ning)? (?:to|for|on|a|an|another)|scheduled|slated|set for|set to|due(?! to)|expected (?:to|in|on|by)"
    r"|propos(?:es?|ed) to|applied for|announced for|as soon as|called (?:for|on)|calls? on|calling (?:for|on)"
    r"|call(?:ed|s) .{0,40}\bfor|upcoming|forthcoming|ahead of|postponed (?:to|until)|threaten(?:s|ed|ing)?|vow(?:s|ed|ing)?"
    r"|invit(?:es|ed) .{0,40}to"
    r"|call(?:ed|s) (?:a|an|another|the)(?: [\w-]+){0,3} (?:strike|shutdown|march|rally|protest|stoppage|bandh|hartal"
    r"|demonstration|stay-?away)"
    r"|intend(?:s|ed)?|deadline|ultimatum|'ll)\b"
)
_PAST = (
    r"\b(?:was|were|had|has|have|did|began|held|took|went|came|broke|fell|shot|fought|met|sat|stood|left|blew|burn[et]d?|drove"
    r"|threw|ran|blocked|lay"
    r"|used|rode|told|kept|lost|won|led|shut|lit|sang|hung|rang|knelt|spoke|paid|flew|swam|dug|beat"
    r"|walked|closed|saw|made|gave|brought|sent|hit|cut|rose|swept|spread|struck|fled|wept|[a-z]{3,}ed|after|since|followed"
    r"|following)\b"
)
_CUES = re.compile(f"(?P<future>{_FUTURE})|(?P<past>{_PAST})", re.IGNORECASE)
_REPORTING = re.compile(
    r"\b(?:said|told (?:reporters|journalists|\w+)|announced|added|reported|confirmed|stated|warned|declared|admitted|claimed"
    r"|acknowledged)(?: (?:on|late|early|here|in a statement))*\s*$",
    re.IGNORECASE,
)
_NEAR_TEXT = 200
_IGNORED = re.compile(
    r"^(?:said|added|reported|noted|unemployed|aggrieved|armed|united|proposed|planned|so-called|based)$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<![A-Z][a-z])(?<!\b[A-Z])[.!?][\"”')]?\s|\n")
_FULL = (
    rf"(?P<m1>{MONTH})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>{YEAR})|(?P<d2>\d{{1,2}})(?:st|nd|rd"
    rf"|th)? (?P<m2>{MONTH})\.?,? (?P<y2>{YEAR})"
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
        sentence_anchor: the nearest earlier date if it stands in the same sentence.
        gap: how many code points lie between the nearest earlier date and the words.
        lead: the preposition the words begin with or follow: for, from, until, till, starting or by.
    """

    published: date | None
    today: date | None
    tense: str = ""
    earlier: tuple[Days, ...] = ()
    before: str = ""
    after: str = ""
    day_first: bool | None = None
    southern: bool = False
    sentence_anchor: Days | None = None
    gap: int = 0
    lead: str = ""

    @property
    def anchor(self) -> Days | None:
        """The nearest earlier date of the text."""
        return self.earlier[-1] if self.earlier else None

    def anchor_day(self) -> date | None:
        """The day the text is at: its nearest earlier day if that is near or of this week, else the last one that is of this week.

        Further on in a report, "at 3 pm" is of the news and not of the background told between.
        """
        days = [
            found.last for found in self.earlier if found.precision in ("day", "interval") and (found.last - found.first).days <= 60
        ]
        if not days:
            return self.today
        if self.today is None or self.gap <= _NEAR_TEXT:
            return days[-1]
        fresh = [day for day in days if 0 <= (self.today - day).days <= 7]
        return fresh[-1] if fresh else days[-1]


def read_published(published: str | None, text: str, country: str | None) -> date | None:
    """The day of publication from an ISO date or date-time; 03-02-2009 only if the text's head or the country settles its order."""
    if not published:
        return None
    iso = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", published.strip())
    if iso:
        return day_of(int(iso[1]), int(iso[2]), int(iso[3]))
    figures = re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", published.strip())
    if figures:
        readings = [
            day_of(int(figures[3]), int(figures[2]), int(figures[1])),
            day_of(int(figures[3]), int(figures[1]), int(figures[2])),
        ]
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
    """A full date on a line of its own among the first lines of a text, as news pages print it under the headline."""
    for line in text[:400].split("\n")[:4]:
        folded = fold(line)
        match = _HEAD_DATE.search(folded) if len(folded) <= 60 else None
        if match and len(folded) - (match.end() - match.start()) <= 20:
            return _from_match(match)
    return None


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The parts of the sentence before and after ``start..end``."""
    before = text[max(0, start - 400) : start]
    ends = list(_SENTENCE_END.finditer(before))
    after = text[end : end + 300]
    stop = _SENTENCE_END.search(after)
    return before[ends[-1].end() :] if ends else before, after[: stop.start()] if stop else after


def tense_of(before: str, after: str) -> str:
    """Past, future or "" from the verb cue nearest before the words, else the first after them."""
    if _REPORTING.search(before[-60:]):
        return "past"
    cues = [match for match in _CUES.finditer(before) if not _IGNORED.match(match.group())]
    if cues:
        return cues[-1].lastgroup or ""
    for match in _CUES.finditer(after):
        if not _IGNORED.match(match.group()):
            return match.lastgroup or ""
    return ""


def _from_match(match: re.Match[str]) -> date | None:
    month = MONTHS[(match["m1"] or match["m2"]).lower()]
    return day_of(int(match["y1"] or match["y2"]), month, int(match["d1"] or match["d2"]))


NO_DAY = "relative to a day that is not known: the report has no publication date"


def need(day: date | None) -> date | str:
    """The day, or the reason why what is told from it cannot be."""
    return NO_DAY if day is None else day
