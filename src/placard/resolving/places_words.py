"""Words around and inside place names: kinds, directions, venues, waters, titles; and how a span's words are taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from placard.resolving.gazetteer_build import COUNTRY, COUNTY, DIVISION, REGION, SETTLEMENT
from placard.resolving.gazetteer_names import fold
from placard.resolving.places_lexicon import words_of

ALL_KINDS = frozenset((SETTLEMENT, COUNTY, DIVISION, COUNTRY, REGION))
_TOWN = frozenset((SETTLEMENT,))
_AREA = frozenset((COUNTY, DIVISION))

# A word that says what kind of place the name beside it is. Folded; plural for lists ("Jackson and Hinds counties").
KIND_WORDS: dict[str, frozenset[int]] = {
    word: kinds
    for name, kinds in (
        ("kind_town", _TOWN),
        ("kind_county", _AREA),
        ("kind_division", _AREA),
        ("kind_region", frozenset((DIVISION, COUNTY, REGION))),
    )
    for word in words_of(name)
}
_TOWN_WORDS = (
    "city|cities|town|towns|village|villages|township|suburb|hamlet|municipality|capital|port|settlement|neighbourhood|neighborhood"
)
_AREA_WORDS = "province|state|governorate|county|region|district|republic|oblast|prefecture|territory|emirate|division"
_DIRECTIONS = (
    "north|south|east|west|northern|southern|eastern|western|central|north-?east(?:ern)?|north-?west(?:ern)?|"
    "south-?east(?:ern)?|south-?west(?:ern)?|"
    "downtown|uptown|inner|outer|greater|metropolitan|mainland|midtown|upstate|rural|coastal|mid|mid-|southernmost|northernmost"
)
DIRECTION = re.compile(rf"(?:(?:the|in|of)\s+)*(?:(?:{_DIRECTIONS})[\s-]+)+(?:of\s+|part\s+of\s+)?", re.I)
OUTSKIRTS = re.compile(
    r"(?:the\s+)?(?:outskirts|centre|center|heart|suburbs|streets|vicinity|edge|north|south|east|west|capital|rest)\s+of\s+", re.I
)
KIND_OF = re.compile(
    rf"(?:the\s+|a\s+)?(?:(?:{_DIRECTIONS}|holy|ancient|capital|industrial|oil|border|small|main|port|coastal|restive|nearby|historic|"
    r"largest)[\s-]+)*"
    rf"(?P<kind>{_TOWN_WORDS}|{_AREA_WORDS})\s+of\s+(?:the\s+)?",
    re.I,
)

# "the city", "in this town": a common noun, which no gazetteer can tell from its namesakes (City of London, Town in Saint Lucia).
COMMON = re.compile(
    rf"(?:(?:in|at|of|near|outside|around|across|throughout|the|a|this|that|whole|entire|same|{_DIRECTIONS})\s+)*"
    rf"(?:{_TOWN_WORDS}|area|areas|locality|downtown)(?:\s+(?:centre|center))?",
    re.I,
)

VENUE_NOUNS = words_of("venue_nouns")
ROAD_NOUNS = words_of("road_nouns")
WATER_NOUNS = words_of("water_nouns")
NATIONWIDE = re.compile(
    r"\b(?:nationwide|nation-wide|countrywide|country-wide|across the (?:country|nation)|around the country|سراسر کشور)\b", re.I
)
TITLES = words_of("titles")
LOCATIVE = words_of("locative")
_HIGHWAY = re.compile(
    r"(?:(?:U\.?S\.?|State|County|[A-Z]\.? ?[A-Z][a-z]?\.?|I|M|A|KY|SR|CR)[ -]?)?"
    r"(?:Highway|Hwy\.?|Route|Road|Interstate|I-|Rte\.?)? ?\d+[A-Z]?$"
)
_LEADING = re.compile(
    r"(?:(?:all\s+)?(?:across|throughout|over)|in|at|from|near|outside|around|inside|into|along|to|toward|towards)\s+(?:the\s+)?",
    re.I,
)
_BESIDE = re.compile(r"(?:near|outside|around|along|toward)", re.I)
_NUMBERED = re.compile(r"\d+\s+\S")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Parts:
    """A span's words taken apart.

    Attributes:
        core: the folded name that is looked up.
        name: the same as written.
        kinds: the kinds of place the words allow.
        tail: what the span itself says the place lies in ("Mississippi" in "Jackson, Mississippi"), or "".
        part: the words name a part of the place ("southern Iraq").
        form: "name", "venue", "road" or "water".
        typed: the words themselves name the kind ("Hinds County").
    """

    core: str
    name: str
    kinds: frozenset[int] = ALL_KINDS
    tail: str = ""
    part: bool = False
    form: str = "name"
    typed: bool = False


def take_apart(words: str) -> Parts:
    """A span's words as :class:`Parts`; never raises, and ``core`` is empty if no name is left."""
    text = _SPACE.sub(" ", words).strip(" \t\n,.;:!?\"'“”‘’()[]")
    kinds, part, typed, tail = ALL_KINDS, False, False, ""
    leading = _LEADING.match(text)
    if leading and leading.end() < len(text):
        part = part or _BESIDE.match(text) is not None
        text = text[leading.end() :]
    kind = KIND_OF.match(text)
    if kind and kind.end() < len(text):
        kinds = KIND_WORDS.get(kind["kind"].casefold().rstrip("s"), ALL_KINDS)
        text, typed = text[kind.end() :], True
    if "," in text:
        head, _, rest = text.partition(",")
        text, tail = head.strip(), rest.strip()
    elif text.endswith(")") and "(" in text:
        head, _, rest = text.partition("(")
        text, tail = head.strip(), rest.strip(" )")
    elif "(" in text:
        head, _, rest = text.partition("(")
        if head.strip():
            text, tail = head.strip(), rest.strip(" )")
    for suffix in ("'s", "’s"):
        if text.endswith(suffix):
            text = text[: -len(suffix)]
    outskirts = OUTSKIRTS.match(text)
    if outskirts and outskirts.end() < len(text):
        text, part = text[outskirts.end() :], True
    folded = fold(text)
    parts = folded.split()
    form = _form(parts, text)
    return Parts(core=folded, name=text, kinds=kinds, tail=tail, part=part, form=form, typed=typed)


def without_direction(parts: Parts) -> Parts | None:
    """The same words without "southern", "downtown" and the like, or None if there are none."""
    found = DIRECTION.match(parts.name)
    if not found or found.end() >= len(parts.name):
        return None
    name = parts.name[found.end() :]
    return Parts(fold(name), name, parts.kinds, parts.tail, True, parts.form, parts.typed)


def without_kind(parts: Parts) -> Parts | None:
    """The same words without the word for the kind at an end ("Basra province"), its kind kept; None if there is none."""
    words = parts.core.split()
    if len(words) < 2:
        return None
    for word, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
        kinds = KIND_WORDS.get(word)
        if kinds:
            return Parts(" ".join(rest), parts.name, kinds & parts.kinds or kinds, parts.tail, parts.part, parts.form, True)
    return None


def _form(parts: list[str], text: str) -> str:
    if not parts:
        return "name"
    last = parts[-1]
    if len(parts) > 1 and (last in ROAD_NOUNS or _NUMBERED.match(text) or (len(parts) > 2 and parts[-2] in ROAD_NOUNS)):
        return "road"
    if any(ch.isdigit() for ch in text) and (_HIGHWAY.match(text) or any(part in ROAD_NOUNS for part in parts)):
        return "road"
    if len(parts) > 1 and (last in WATER_NOUNS or parts[-2:] in (["national", "park"], ["state", "park"])):
        return "water"
    if len(parts) > 1 and parts[0] in ("lake", "mount", "mt", "river", "isle"):
        return "water"
    if (
        last in VENUE_NOUNS
        or parts[0] in ("university", "ministry", "میدان", "خیابان", "دانشگاه", "ساحه", "شارع", "جامعه", "مسجد")
        or (
            len(parts) > 2
            and any(
                part in ("university", "ministry", "embassy", "court", "mosque", "church", "courthouse", "consulate")
                for part in parts
            )
        )
    ):
        return "venue"
    return "name"
