"""Derived codes: ACLED sub-event type, PLOVER mode and CCC size category, by written rules over a mention's statements.

Rules over extracted attributes did far better than a classifier on sub-type labels (macro F1 63 against 37 in a probe).
Sources: ACLED Codebook (2023), sections on protests and riots; PLOVER manual 0.8b (2021); Crowd Counting Consortium
coding notes. The rules are written out in ``docs/derived.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from placard.records import Code, Count, EventMention, Statement, Text

_PLOVER = {
    "demonstration": "demo",
    "strike": "strike",
    "hunger_strike": "hunger",
    "boycott": "boycott",
    "obstruction": "obstruct",
    "riot": "riot",
    "symbolic": "demo",
    "other": "demo",
}
# What participants do to people or things that makes ACLED call a demonstration violent.
_VIOLENT = re.compile(
    r"""\b(?:
    ston(?:e|ed|es|ing|ings)|pelt\w*|threw|throw\w*|hurl\w*|torch\w*|set[ ](?:fire|ablaze|alight)|arson\w*|loot\w*|ransack\w*|
    burn(?:t|ed|ing)?[ ](?!effig|flag|candle|ty?i?res?\b|the[ ]flag|an[ ]effig|portrait|copies)|smash\w*|vandali\w*|attack\w*|
    assault\w*|beat\w*|stabb\w*|lynch\w*|clash\w*|fought|petrol[ ]bombs?|molotov\w*|firebomb\w*|storm\w*|broke[ ]windows|
    overturn\w*|shot[ ]at
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AGAINST_PEOPLE = re.compile(
    r"\b(?:lynch\w*|beat\w*|stabb\w*|assault\w*|communal|mob|vigilante|hack\w*|burn\w* alive|attacked (?!police))\b", re.IGNORECASE
)
_INTERVENTION = frozenset({"arrest", "disperse", "tear_gas", "water_cannon", "beat", "rubber_bullets"})
_LETHAL = frozenset({"live_fire", "kill"})
_MAYBE_PROTESTERS = frozenset({"protesters", "unknown", None})
_NOT_PROTEST = {"strike", "boycott", "hunger_strike"}


# A denial or a zero among these contests the code that stands on the same kind of statement.
_COUNT_OF = {"excessive_force_against_protesters": "deaths", "protest_with_intervention": "arrests"}
_RESPONSES_OF = {"excessive_force_against_protesters": _LETHAL, "protest_with_intervention": _INTERVENTION}
_LARGEST_CATEGORY = 4


@dataclass(frozen=True, slots=True)
class Derived:
    """Derived codes of one mention; None where the scheme does not code such an event.

    Attributes:
        acled, plover: the codes.
        ccc_size: size category in which all told figures fall; None where they fall in several, or none is told.
        ccc_size_low, ccc_size_high: the least and the greatest category a told figure falls in.
        acled_on: the statements the ACLED code stands on; none where it follows from what nobody tells (a peaceful protest).
        acled_against: statements of the same kind that deny it, or say that nobody was hurt or held.
    """

    acled: str | None
    plover: str | None
    ccc_size: int | None
    ccc_size_low: int | None
    ccc_size_high: int | None
    acled_on: tuple[Statement, ...]
    acled_against: tuple[Statement, ...]


def derive(mention: EventMention) -> Derived:
    """Derive the codes of a mention; denied statements do not count, hedged ones do."""
    code, on = acled(mention)
    low, high = ccc_sizes(mention)
    against = _against(mention, code) if on else ()
    return Derived(code, _PLOVER.get(mention.form), low if low == high else None, low, high, on, against)


def acled(mention: EventMention) -> tuple[str | None, tuple[Statement, ...]]:
    """ACLED sub-event type with the statements it stands on; None for what ACLED does not code.

    That is planned or cancelled events, and strikes that stay off the street.
    """
    if mention.status in ("planned", "cancelled"):
        return None, ()
    intervened = _responses(mention, _INTERVENTION)
    violent = _violent(mention)
    if violent or mention.form == "riot":
        acts = [one for variable in ("tactic", "property_damage", "trigger") for one in _held(mention, variable)]
        peopled = [one for one in acts if _AGAINST_PEOPLE.search(_words(one))]
        if mention.form == "riot" and peopled and not intervened and not _held(mention, "demand"):
            return "mob_violence", tuple(one for one in acts if one in violent or one in peopled)
        return "violent_demonstration", violent
    lethal = _responses(mention, _LETHAL) + tuple(one for one in _held(mention, "deaths") if _killed(one))
    if lethal:
        return "excessive_force_against_protesters", lethal
    intervened += tuple(one for one in _held(mention, "arrests") if _some(one))
    if intervened:
        return "protest_with_intervention", intervened
    if mention.form in _NOT_PROTEST and not _held(mention, "venue"):
        return None, ()
    return "peaceful_protest", ()


def ccc_sizes(mention: EventMention) -> tuple[int | None, int | None]:
    """The least and the greatest Crowd Counting Consortium category a told size falls in: 1-99, 100-999, 1,000-9,999, more.

    A figure without a top ("dozens", "more than 500") goes by its low end, as the Consortium's coders take it; one without a
    low end ("up to 500") may be any smaller one. No size is chosen over another: that would side with whoever says least.
    """
    told = [one.value for one in _held(mention, "size") if isinstance(one.value, Count)]
    ends: list[int] = []
    for count in told:
        low, high = count.low or 1, count.high if count.high is not None else count.low
        if high:
            ends += [_category(low), _category(high)]
    return (min(ends), max(ends)) if ends else (None, None)


def _category(people: int) -> int:
    return min(_LARGEST_CATEGORY, max(1, len(str(people)) - 1))


def _violent(mention: EventMention) -> tuple[Statement, ...]:
    """What makes a demonstration violent: a riot's own words, violent tactics, damage where violent words stand; else nothing."""
    damage = _held(mention, "property_damage")
    triggers = _held(mention, "trigger")
    tactics = [one for one in _held(mention, "tactic") if _VIOLENT.search(_words(one))]
    named = [one for one in triggers if _VIOLENT.search(_words(one))] if damage else []
    if not tactics and not named and not any(_VIOLENT.search(_words(one)) for one in damage):
        damage = []
    riot = triggers if mention.form == "riot" else []
    return tuple(dict.fromkeys([*riot, *named, *tactics, *damage]))


def _against(mention: EventMention, code: str | None) -> tuple[Statement, ...]:
    """Statements that deny what a code stands on, or count nobody where it counts some."""
    if code in _COUNT_OF:
        counted = [one for one in mention.of(_COUNT_OF[code]) if one.who in _MAYBE_PROTESTERS]
        denied = [one for one in mention.of("response") if _is_one_of(one, _RESPONSES_OF[code])]
        found = [one for one in denied + counted if one.certainty == "denied"]
        return tuple(found + [one for one in counted if one.certainty != "denied" and not _some(one)])
    acts = ("trigger", "tactic", "property_damage")
    return tuple(one for variable in acts for one in mention.of(variable) if one.certainty == "denied")


def _responses(mention: EventMention, codes: frozenset[str]) -> tuple[Statement, ...]:
    return tuple(one for one in _held(mention, "response") if _is_one_of(one, codes))


def _is_one_of(statement: Statement, codes: frozenset[str]) -> bool:
    return isinstance(statement.value, Code) and statement.value.code in codes


def _held(mention: EventMention, variable: str) -> list[Statement]:
    return [statement for statement in mention.statements if statement.variable == variable and statement.certainty != "denied"]


def _words(statement: Statement) -> str:
    return statement.value.text if isinstance(statement.value, Text) else statement.evidence[0].quote


def _killed(statement: Statement) -> bool:
    return statement.who == "protesters" and _some(statement)


def _some(statement: Statement) -> bool:
    return not (isinstance(statement.value, Count) and statement.value.high == 0)
