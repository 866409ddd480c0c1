"""Dates, places and forms of one event that cannot all hold.

What counts is who tells it: one speaker of one report who names two days or two towns tells of an event that lasted or moved,
and does not contradict himself. Two tellers disagree where nothing the one tells can be what the other tells.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from datetime import date

from placard.linking.words import fold
from placard.records import DOUBTFUL, DateRange, DocumentInfo, EventMention, Place, Statement

NEAR_KM = 20.0
_PRECISE = ("venue", "settlement")
_DONE = ("occurred", "background")
Teller = list[Statement]


def sides_of(statements: Sequence[Statement], homes: Mapping[str, str]) -> list[list[Statement]]:
    """The sides of a disagreement about date or place, fewer than two if there is none.

    Args:
        statements: of one variable; denied ones, values that were not resolved and those less likely right than not take no side.
        homes: statement id -> document id.

    Returns:
        Sides in order of what they tell. A teller so vague that several sides could hold ("in October", "in Iran") takes none.
    """
    tellers: dict[Hashable, Teller] = {}
    for one in statements:
        if isinstance(one.value, DateRange | Place) and one.certainty != "denied" and one.confidence >= DOUBTFUL:
            tellers.setdefault((homes[one.id], *_speaker(one)), []).append(one)
    sides: list[list[Teller]] = []
    for teller in sorted(tellers.values(), key=lambda told: (min(map(_vagueness, told)), len(told), told[0].id)):
        # A side is held by its first, most precise teller: a vaguer one who joins it must not draw others in.
        fitting = [side for side in sides if _agree(teller, side[0])]
        if not fitting:
            sides.append([teller])
        elif len(fitting) == 1:
            fitting[0].append(teller)
    found = [[one for teller in side for one in teller] for side in sides]
    return sorted(found, key=lambda side: (min(map(_order, side)), side[0].id))


def form_sides(mentions: Sequence[EventMention], documents: Mapping[str, DocumentInfo]) -> list[tuple[str, list[Statement]]]:
    """The sides of a disagreement about the form of an event, each with its form and the triggers it stands on.

    What was only announced does not differ from what was done: where any mention tells it as done (or recalls it), those alone
    are asked. Copies are the teller of the text they republish. Who tells two forms, or "other", which is what is left over,
    takes no side, nor does a trigger less likely right than not.

    Returns:
        Sides by name of the form, fewer than two if there is no disagreement.
    """
    done = [mention for mention in mentions if mention.status in _DONE]
    tellers: dict[Hashable, tuple[set[str], Teller]] = {}
    for mention in done or mentions:
        known = documents.get(mention.document_id)
        root = (known.copy_of if known else None) or mention.document_id
        for trigger in mention.of("trigger"):
            if trigger.certainty != "denied" and trigger.confidence >= DOUBTFUL:
                forms, told = tellers.setdefault((root, *_speaker(trigger)), (set(), []))
                forms.add(mention.form)
                told.append(trigger)
    sides: dict[str, Teller] = {}
    for forms, told in tellers.values():
        if len(forms) == 1 and "other" not in forms:
            sides.setdefault(next(iter(forms)), []).extend(told)
    return sorted(sides.items()) if len(sides) > 1 else []


def _speaker(one: Statement) -> tuple[str, str]:
    return (one.speaker.kind, " ".join(one.speaker.span.quote.casefold().split()) if one.speaker.span else "")


def _agree(one: Teller, two: Teller) -> bool:
    return any(_compatible(first, second) for first in one for second in two)


def _compatible(one: Statement, two: Statement) -> bool:
    first, second = one.value, two.value
    if isinstance(first, DateRange) and isinstance(second, DateRange):
        return same_days(first, second)
    if isinstance(first, Place) and isinstance(second, Place):
        return same_place(first, second)
    return True


def same_days(one: DateRange, two: DateRange) -> bool:
    """Whether two dates have a day in common."""
    return one.start <= two.end and two.start <= one.end


def same_place(one: Place, two: Place) -> bool:
    """Whether two places may be one: a country holds its towns, a division is not told from towns, near points are one town."""
    if (one.geonameid is not None and one.geonameid == two.geonameid) or fold(one.name) == fold(two.name):
        return True
    if one.country and two.country and one.country != two.country:
        return False
    if one.precision not in _PRECISE or two.precision not in _PRECISE:
        return True
    return _kilometres(one, two) <= NEAR_KM


def _kilometres(one: Place, two: Place) -> float:
    """Distance between two points; 0 where one has none, since nothing is known against their being one."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return 0.0
    first, second = math.radians(one.lat), math.radians(two.lat)
    half = math.sin((first - second) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(one.lon - two.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def _vagueness(one: Statement) -> int:
    if isinstance(one.value, DateRange):
        return _day(one.value.end) - _day(one.value.start)
    return 0 if isinstance(one.value, Place) and one.value.precision in _PRECISE and one.value.lat is not None else 1


def _order(one: Statement) -> tuple[str, str]:
    if isinstance(one.value, DateRange):
        return (one.value.start, one.value.end)
    return (fold(one.value.name), one.value.country or "") if isinstance(one.value, Place) else ("", "")


def _day(text: str) -> int:
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return 0


def told_words(side: Sequence[Statement]) -> str:
    """What a side tells, in words: days, or towns."""
    return " / ".join(dict.fromkeys(_words(one) for one in side))


def _words(one: Statement) -> str:
    if isinstance(one.value, DateRange):
        return one.value.start if one.value.start == one.value.end else f"{one.value.start} to {one.value.end}"
    return one.value.name if isinstance(one.value, Place) else ""
