"""The day a report speaks from, as it stands at its head: "LAGOS, Nov 18 -", "SAGAR, Nov 7. The", "lima, 25 oct (canal 11) --"."""

from __future__ import annotations

import re
from datetime import date

from placard.resolving.dates_model import day_of
from placard.resolving.dates_words import MONTH, MONTHS, WEEKDAY, YEAR

_DAY = rf"(?:(?i:(?P<m>{MONTH})\.? (?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}}) (?P<m2>{MONTH})\.?)(?:,? (?P<y>{YEAR}))?)"
_DASHED = re.compile(rf"^\W*[A-Z][\w .,'’/()-]{{1,60}}?[,(:\s]+{_DAY}\)?\s*(?:\(\w[\w .]*\))?\s*(?:[-–—_:]|\()")
# No dash ends it ("SAGAR, Nov 7. The ...", also under a byline), so nothing but the name of a place may stand before the day.
_POINTED = re.compile(
    rf"^(?:[^\n.]{{2,40}}\n)?(?!(?i:on|in|from|since|until|by|at|after|before|last|next|this|early|late|{WEEKDAY})\b)"
    rf"(?:[A-Z][\w'’-]*[ /]){{0,3}}[A-Z][\w'’.()-]*,\s+{_DAY}(?:\.?\s*[:\n]|\.\s|\s(?=[A-Z]))"
)
# Monitoring services mark what is text and name the station: "[Text] Lima, 15 Oct (TELENOR) --".
_MONITORED = re.compile(
    rf"^(?:[\[(][A-Za-z ]{{4,12}}[\])]\s*)?[A-Za-z][\w '’-]{{1,40}}, {_DAY} \([^)\n]{{2,80}}\)[^\n]{{0,12}}?[-–—]"
)
_BROADCAST = re.compile(rf"^(?:[\[(][A-Za-z ]{{4,12}}[\])]\s*)?\([^)\n]{{5,110}}?[ ,]{_DAY}\)")
# "They marched on Nov 12 (Tuesday)" is a sentence.
_SENTENCE = re.compile(r"\b(?:on|in|for|from|since|until|till|by|of|to|before|after|between|and|or|the)[\s(]+$")
_LATE = 10  # days after which a report is not printed any more under its dateline
_HEAD = 200


def dateline_day(text: str, published: date | None) -> date | None:
    """The day of a dateline, its year from itself or the publication; None if there is none."""
    head = text[:_HEAD].lstrip()
    match = _DASHED.match(head) or _POINTED.match(head) or _MONITORED.match(head) or _BROADCAST.match(head)
    if not match or _SENTENCE.search(head[: max(match.start("m"), match.start("d2"))]):
        return None
    month, number = MONTHS[(match["m"] or match["m2"]).lower().rstrip(".")], int(match["d"] or match["d2"])
    if match["y"]:
        return day_of(int(match["y"]), month, number)
    if published is None:
        return None
    candidates = [made for year in (published.year, published.year - 1) if (made := day_of(year, month, number)) is not None]
    near = [day for day in candidates if 0 <= (published - day).days <= _LATE]
    return near[0] if near else None
