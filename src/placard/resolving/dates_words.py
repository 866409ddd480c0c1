"""The vocabulary of dates in English reports: months, weekdays, units, numbers, times of day, and words folded for comparison."""

from __future__ import annotations

import re
import unicodedata

_MONTH_NAMES = """january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct
november nov|december dec""".replace("\n", "|")
MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
_DAY_NAMES = "monday mon|tuesday tue tues|wednesday wed weds|thursday thu thur thurs|friday fri|saturday sat|sunday sun"
WEEKDAYS: dict[str, int] = {name: number for number, names in enumerate(_DAY_NAMES.split("|")) for name in names.split()}
_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth"""
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"


def _numbers(ones: str, tens: str, whole_tens: str) -> dict[str, int]:
    table = {word: value for value, word in enumerate(ones.split())}
    for place, (ten, whole) in enumerate(zip(tens.split(), whole_tens.split(), strict=True), 2):
        table[whole] = place * 10
        table |= {f"{ten}-{word}": place * 10 + value for value, word in enumerate(ones.split()) if 0 < value < 10}
    return table


CARDINALS = _numbers(_ONES, _TENS, _TENS) | {"a": 1, "an": 1, "couple": 2, "hundred": 100}
ORDINALS = _numbers(_ORDINALS, _TENS, _TENTHS) | {"hundredth": 100}

MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
WEEKDAY = r"(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")"
NUMBER = r"(?:\d+|" + "|".join(sorted(CARDINALS, key=len, reverse=True)) + r")"
ORDINAL = r"(?:\d+(?:st|nd|rd|th)|" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r")"
UNIT = r"(?:day|night|evening|morning|week|month|year|fortnight|decade|century|weekend|quarter|hour|minute)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"

_TIME_PARTS = (
    r"\b(?:at |by |from |until |till |after |before |about |around |approximately |shortly |just |past )*"
    r"(?:\d{1,2}(?:[:.]\d{2})?(?::\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?)\b\.?(?: sharp)?|\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?(?:hrs"
    r"|hours|h|utc|gmt|local time))?\b"
    r"|\d{1,2}\.\d{2} ?(?:hrs|hours|am|pm)\b|\d{4} ?(?:hrs|hours|h)\b|noon\b|midday\b|midnight\b)",
    r"\b(?:at |by |from |until |till |after |before |about |around |shortly |just )+(?:half past |a quarter (?:past|to) "
    r"|[a-z]+ (?:past|to) )?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[1-9]|1[0-2])(?: o'?clock)?(?! (?:days?|weeks?|months?"
    r"|years?|hours?|nights?))\b"
    r"(?! ?(?:st|nd|rd|th)\b)(?=$| (?:in|on|at|yesterday|today|tomorrow|this|that|last|sharp|until|till|a\b)| " + WEEKDAY + ")",
    r"\b(?:all|the whole|the entire)[ -](?:day|night|morning|afternoon|evening)(?:[ -]long)?\b|\b(?:day|night)-?long\b",
    r"\b[0-9a-z]+ o'?clock\b|\b(?:at|until|since|from|by|till) (?:about |around |approximately |past |nearly )*(?:\d{4}"
    r"|\d{1,2}[.:]\d{2})(?: [a-z]{2,4})?$"
    r"|\b(?:same|that) hour$|\b(?:until|till) (?:late|past \w+|well past midnight)\b",
    r"\b(?:in |at |during |on |shortly |just |before |after |by |from |since |until |till |around |about )*"
    r"(?:the |that |its |this )?"
    r"(?:very |small |early |earliest |late |mid |first |following )*"
    r"(?:early hours|small hours|wee hours|hours before dawn|first light|daybreak|daylight|nightfall|dusk|dawn|sunrise|sunset"
    r"|sun-?up|sundown|dark"
    r"|rush hour|morning rush|lunch ?time|breakfast|noon prayers?|(?:friday |evening |morning |midday |noon |afternoon "
    r"|eid )?prayers?|fajr|juma|maghrib|isha|iftar"
    r"|early morning|mid-?morning|morning hours|mornings?|fore-?noon|after-?noons?|evenings?|night-?time|nights?"
    r"|pre-?dawn)\b(?: (?:hours|rush hour|service))?"
    r"(?: of(?: the)?| on| in)?",
)
TIME = re.compile("|".join(_TIME_PARTS))
LEADING = re.compile(
    r"^(?:on|in|at|by|from|for|of|during|about|around|approximately|as of|as early as|as late as|until|till|up to|after|before"
    r"|since"
    r"|throughout|over|within|through|only|just|back|late|early|mid|the|that day|beginning|starting|began|begun|held|dated|to"
    r"|most of|much of"
    r"|all|all of|some time|sometime|again|once more|both|and|every|each|this past|the very|very|later|earlier|first(?! of)"
    r"|scheduled|now|set)[ -]+(?=\S)"
)
_TWO_FIGURES = (
    r"(?:(?:"
    + _TENS.replace(" ", "|")
    + r")(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|[a-z]+teen)"
)
_SPOKEN_YEAR = re.compile(
    rf"\b(?P<century>eighteen|nineteen|twenty)[ -](?P<rest>{_TWO_FIGURES})\b(?! (?:days|weeks|nights|months|years))"
    r"|\b(?P<two>two thousand)(?: (?:and )?(?P<rest2>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen))?\b"
)
# The sun in the sky: "sun" is Sunday only without an article and its adjectives before it ("the following sun" is a day).
_SUN = re.compile(
    rf"\b(?:(?:in|under|beneath) )?(?:the|a|hot|midday|noonday|scorching|blazing|burning|fierce)"
    rf" (?:(?!(?:and|or|to|on|last|next|this|past|coming|following|previous|same|{WEEKDAY})\b)[a-z]+ ){{0,2}}sun\b"
)
# "091430h sept 2002": day, hour and minute, zone and month as armed forces write them; the time is finer than the day.
_DAY_TIME_GROUP = re.compile(
    rf"\b(?P<d>[0-3]\d)(?:[01]\d|2[0-3])[0-5]\d ?(?:hrs|hours|[a-z])? ?(?P<m>{MONTH})(?![a-z])(?: ?'?(?P<yy>\d\d)(?!\d))?"
)
_DASHES = re.compile("[‐‑‒–—―−﹣－]")


def fold(words: str) -> str:
    """Date words as they are compared: NFKC, lower case, ASCII digits, plain dashes and quotes, no stray spaces or end marks."""
    text = unicodedata.normalize("NFKC", words).lower()
    text = "".join(_ascii_digit(character) for character in text)
    text = _DASHES.sub("-", text).replace("’", "'").replace("‘", "'").replace("`", "'").replace("\u200c", " ")
    text = re.sub(r"\s+([,;:.])", r"\1", text)
    text = re.sub(r"(?<=[\w.])\s+('s?)(?!\w)", r"\1", text)
    text = re.sub(r"\s+-\s+", "-", text) if re.search(r"[a-z] - [a-z0-9]|\d - [a-z]", text) else text
    text = re.sub(r"\b([ap])\s?\.\s?m\b\.?", r"\1m", text)
    text = re.sub(r"\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)\.", r"\1", text)
    text = re.sub(r"'s\b|s'(?=\s|$)", lambda match: "" if match.group() == "'s" else "s", text)
    text = re.sub(r"\bnite\b", "night", text)
    text = re.sub(r"\byester-day\b", "yesterday", re.sub(r"\btomm?orr?ow\b", "tomorrow", text))
    text = re.sub(rf"\bthe (?:month|year) of (?={MONTH}|{YEAR})", "", text)
    text = _SPOKEN_YEAR.sub(_year_in_figures, text)
    text = _DAY_TIME_GROUP.sub(lambda found: f"{found['d']} {found['m']}" + (f" '{found['yy']}" if found["yy"] else ""), text)
    text = re.sub(rf"\b([123]) (?=\d {MONTH}\b)", r"\1", text)  # "1 7 january", a scan's stray space
    text = _SUN.sub(" ", text) if _SUN.sub("", text).strip(" .,") else _SUN.sub("sunlight", text)
    text = re.sub(r"[\"“”()\[\]]|^[\W_]+|[\W_]+$", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def _year_in_figures(match: re.Match[str]) -> str:
    """ "nineteen ninety-one" as 1991, "two thousand and five" as 2005."""
    rest = match["rest"] or match["rest2"]
    value = 0 if rest is None else CARDINALS.get(rest.replace(" ", "-"), 0)
    return str(2000 + value if match["two"] else CARDINALS[match["century"]] * 100 + value)


def _ascii_digit(character: str) -> str:
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def number(word: str) -> int | None:
    """The value of a cardinal or ordinal in figures or words, or None."""
    word = word.strip()
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group()) if len(digits.group()) <= 6 else None
    word = word.replace(" ", "-")
    return CARDINALS.get(word, ORDINALS.get(word))


def without_time(folded: str) -> str:
    """The words without their time of day, which is kept in the value's words but finer than a day."""
    previous = None
    while previous != folded:
        previous = folded
        folded = re.sub(r"\s+", " ", TIME.sub(" ", folded, count=1)).strip(" ,")
    return folded


def without_leading(folded: str) -> str:
    """The words without prepositions, articles and adverbs before the date itself."""
    previous = None
    while previous != folded:
        previous = folded
        folded = LEADING.sub("", folded).strip()
    return folded
