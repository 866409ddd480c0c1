"""Places: words of a document to entries of the gazetteer, chosen together by what the whole document says.

Every :class:`~placard.records.Place` names the ``rule`` that chose it and the ``reason`` in words; where no entry fits the
answer is :class:`~placard.records.Unresolved`. Precision is never finer than the words: "southern Iraq" is the country, with
the reason saying so, and a venue keeps its words and stands at its town.

Rules: ``container`` (the text says what it lies in), ``only`` (one place of that name), ``demonym``, ``abbreviation``,
``country`` / ``division`` / ``near`` (the document is about that country, division or neighbourhood), ``population`` (the best
known of its namesakes), ``transliteration``, ``venue`` and ``venue_in_words`` (a venue at its town), ``inside``
and ``several`` (words with one or more places in them), ``nationwide``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from placard.records import Place, Unresolved
from placard.resolving.gazetteer import KIND_NAMES, Gazetteer, load_gazetteer
from placard.resolving.gazetteer_build import COUNTRY, COUNTY, SETTLEMENT
from placard.resolving.places_candidates import Candidates, candidates_of
from placard.resolving.places_compound import find_pieces, join_pieces, place_whole, whole_area
from placard.resolving.places_contain import apply_containers
from placard.resolving.places_event import event_place
from placard.resolving.places_find import find_places, finder_of
from placard.resolving.places_outlet import outlet_home
from placard.resolving.places_score import ALPHA, Choice, Group, choose
from placard.resolving.places_venue import is_venue, place_venue
from placard.resolving.places_words import COMMON

_CONTEXT_WEIGHT = 0.7
_CONTEXT_LITTLE = 0.2  # a small town's name that nobody marked is as often a person or a firm
_CONTEXT_KNOWN = 50000.0
_SURE = 0.3
_TELLING_LETTERS = 6  # a shorter foreign spelling is often a coincidence
_HOME_WEIGHT = 1.5
_LEARNED_WEIGHT = 2.0
_EVEN_PEOPLE = 1e5
_DATELINE_WEIGHT = 2.0
_DATELINE_END = 90
_CONTEXT_MOST = 80  # names taken as context from one document: more add time, not evidence


def resolve_places(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    country: str | None = None,
    source: str | None = None,
    home: int | None = None,
    gazetteer: Gazetteer | None = None,
) -> list[Place | Unresolved]:
    """Resolve the given spans of one document together.

    Args:
        text: the document's text.
        spans: half-open code-point ranges of the words that name places or venues, in any order.
        country: the outlet's country (ISO 3166-1 alpha-2), if known.
        source: the outlet's name or domain, if known: a local paper's name often names its town.
        home: the outlet's home as :func:`learn_homes` learned it, a number of this gazetteer; counts more than its name.
        gazetteer: the gazetteer to use; the shared one if None.

    Returns:
        One value a span, in the order given. Ranges outside the text are clipped; never raises on any text.
    """
    gazetteer = gazetteer or load_gazetteer()
    return [value for value, _ in resolve_settled(gazetteer, text, spans, country=country, source=source, home=home)]


def resolve_settled(
    gazetteer: Gazetteer,
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    country: str | None = None,
    source: str | None = None,
    home: int | None = None,
) -> list[tuple[Place | Unresolved, int]]:
    """As :func:`resolve_places`, each value with the number of its entry (-1 for none)."""
    mentions = _mentions(gazetteer, text, spans)
    apply_containers(gazetteer, text, mentions)
    for mention in mentions:
        if mention.strict and mention.given < 0:
            mention.weight = _CONTEXT_WEIGHT
    groups, group_of = _groups(gazetteer, text, mentions)
    number = gazetteer.country_numbers.get((country or "").upper(), -1)
    if home is not None:
        number = number if number >= 0 else int(gazetteer.country[home])
        groups.append(Group([home], [1.0], _LEARNED_WEIGHT, True, True, 0))
    elif source:
        likely, fits, told = outlet_home(gazetteer, source, number)
        if number < 0 and told:
            number = gazetteer.country_numbers.get(told, -1)
        if likely:
            _add_home(gazetteer, groups, likely, fits)
    choices = choose(gazetteer, groups, number)
    values: list[tuple[Place | Unresolved, int]] = [(Unresolved("", "no words"), -1)] * len(spans)
    settled = {
        index: _value(gazetteer, mention, groups[group_of[index]], choices[group_of[index]])
        for index, mention in enumerate(mentions)
    }
    chosen = {
        index: groups[group_of[index]].entries[choice.position]
        for index, value in settled.items()
        if isinstance(value, Place) and (choice := choices[group_of[index]]) is not None
    }
    for index, mention in enumerate(mentions):
        if mention.given >= 0:
            value, entry = settled[index], chosen.get(index, -1)
            if is_venue(mention, value):
                value = place_venue(gazetteer, text, index, mentions, settled)
            elif isinstance(value, Unresolved):
                value = _compound(gazetteer, mention, value, mentions, chosen, number)
            values[mention.given] = (value, entry if value is settled[index] else -1)
    return values


def _compound(
    gazetteer: Gazetteer,
    mention: Candidates,
    value: Unresolved,
    mentions: list[Candidates],
    chosen: dict[int, int],
    outlet_country: int,
) -> Place | Unresolved:
    """What words that name no place as a whole still tell: a whole country, several places, a place inside them."""
    area = whole_area(mention.words)
    if area:
        return place_whole(gazetteer, mention.words, area, list(chosen.values()), outlet_country)
    pieces = [
        chosen[index] for index, other in enumerate(mentions) if index in chosen and any(other is one for one in mention.pieces)
    ]
    return join_pieces(gazetteer, mention.words, pieces) if pieces else value


def _mentions(gazetteer: Gazetteer, text: str, spans: Sequence[tuple[int, int]]) -> list[Candidates]:
    """The spans asked for and the names the finder adds as context, in text order."""
    mentions = []
    size = len(text)
    taken: list[tuple[int, int]] = []
    for given, (start, end) in enumerate(spans):
        start = min(max(start, 0), size)
        end = min(max(end, start), size)
        mention = candidates_of(gazetteer, text, start, end, given)
        mention.pieces = find_pieces(gazetteer, text, mention)
        mentions.append(mention)
        mentions.extend(mention.pieces)
        taken.append((start, end))
    taken.sort()
    place = 0
    reach = 0
    found = finder_of(gazetteer).find(text)[:_CONTEXT_MOST]
    for start, end in found:
        while place < len(taken) and taken[place][0] < end:
            reach = max(reach, taken[place][1])
            place += 1
        if reach <= start:
            context = candidates_of(gazetteer, text, start, end, -1)
            if context.parts.form != "name":
                continue
            known = context.entries and float(gazetteer.mass[context.entries[0]]) * context.fits[0] >= _CONTEXT_KNOWN
            context.weight = _CONTEXT_WEIGHT if known else _CONTEXT_LITTLE
            mentions.append(context)
    mentions.sort(key=lambda mention: (mention.start, mention.end, mention.given))
    return mentions


def _groups(gazetteer: Gazetteer, text: str, mentions: list[Candidates]) -> tuple[list[Group], list[int]]:
    """One group a name (one sense a document); a name said to lie somewhere lends that sense to its bare repetitions."""
    told: dict[str, tuple[int, ...]] = {}
    for mention in mentions:
        if mention.strict:
            told.setdefault(mention.parts.core, tuple(mention.entries))
    groups: list[Group] = []
    numbers: dict[tuple[str, tuple[int, ...]], int] = {}
    group_of: list[int] = []
    for mention in mentions:
        if not mention.strict and not mention.missing and mention.parts.core in told:
            kept = [place for place, entry in enumerate(mention.entries) if entry in told[mention.parts.core]]
            if kept and not mention.parts.typed:
                mention.keep(kept)
                mention.strict = True
        key = (mention.parts.core, tuple(sorted(mention.entries)))
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(groups)
            same = sum(1 for entry in mention.entries if int(gazetteer.kind[entry]) == SETTLEMENT)
            sure = max(mention.fits, default=0.0) >= _SURE
            groups.append(Group(list(mention.entries), list(mention.fits), 0.0, mention.strict, sure, same))
        group = groups[number]
        group.weight += mention.weight * (_DATELINE_WEIGHT if _dateline(text, mention) else 1.0)
        if not mention.strict:
            group.fits = [max(pair) for pair in zip(group.fits, _aligned(group.entries, mention), strict=True)]
        group_of.append(number)
    for group in groups:
        group.weight = 1.0 + math.log2(max(group.weight, 1.0)) if group.weight >= 1.0 else group.weight
    return groups, group_of


def _add_home(gazetteer: Gazetteer, groups: list[Group], home: list[int], fits: list[float]) -> None:
    """Bring in what the outlet's name tells of its town.

    A paper is as likely at home in a small Paris as in a great one, so fame counts for little here: its name is one more
    name of the document with an even prior, or, where the text itself uses that name, it evens out that name's prior.
    """
    even = {
        entry: fit * (max(float(gazetteer.mass[entry]), 1.0) / _EVEN_PEOPLE) ** -ALPHA
        for entry, fit in zip(home, fits, strict=True)
    }
    same = [group for group in groups if not group.strict and any(entry in even for entry in group.entries)]
    for group in same:
        group.fits = [
            fit * math.sqrt(even[entry]) if entry in even else fit for entry, fit in zip(group.entries, group.fits, strict=True)
        ]
    if not same:
        groups.append(Group(home, [even[entry] for entry in home], _HOME_WEIGHT, True, True, 0))


def _aligned(entries: list[int], mention: Candidates) -> list[float]:
    fits = dict(zip(mention.entries, mention.fits, strict=True))
    return [fits.get(entry, 0.0) for entry in entries]


def _dateline(text: str, mention: Candidates) -> bool:
    """Whether the name opens the report as a dateline: "BAGHDAD (Reuters) -", "Juba, South Sudan —"."""
    if mention.start > _DATELINE_END // 3:
        return False
    after = text[mention.end : mention.end + 60]
    return any(mark in after[:45] for mark in (" (", " - ", " — ", " – ", " -- ")) and "." not in after[:3]


def _value(gazetteer: Gazetteer, mention: Candidates, group: Group, choice: Choice | None) -> Place | Unresolved:
    words = mention.words
    if not mention.parts.core:
        return Unresolved(words, "no name is left of the words")
    if COMMON.fullmatch(words.strip()):
        return Unresolved(words, "a common noun: it does not say which")
    if choice is None:
        return Unresolved(words, "the gazetteer has no place of this name")
    if mention.missing:
        return Unresolved(words, f"the gazetteer has no place of this name in {mention.inside}")
    if choice.unlisted > 1.0:
        return Unresolved(
            words, "the places of this name lie far from what the document is about; a local place the gazetteer lacks is likelier"
        )
    entry = group.entries[choice.position]
    # The mention's own fit: the group's may have been evened out by the outlet's name, which says nothing about the spelling.
    fit = max(_aligned(group.entries, mention)[choice.position], 0.0)
    doubtful = mention.how == "transliteration" or (fit < _SURE and mention.how == "name")
    coincidence = len(group.entries) > 1 or len(mention.parts.core) < _TELLING_LETTERS or mention.how == "transliteration"
    if doubtful and coincidence and choice.scope == "world" and not group.strict:
        label = _label(gazetteer, entry)
        return Unresolved(words, f"near in spelling to {label}, but nothing in the document speaks for that country")
    rule, reason = _why(gazetteer, mention, group, choice, entry)
    kind = int(gazetteer.kind[entry])
    precision = KIND_NAMES[kind]
    if mention.parts.part:
        reason += "; the words name a part of it or its surroundings"
    record = gazetteer.entry(entry)
    return Place(record.geonameid, record.name, record.country, record.lat, record.lon, precision, words, reason, rule)


def _why(gazetteer: Gazetteer, mention: Candidates, group: Group, choice: Choice, entry: int) -> tuple[str, str]:
    """The rule's name and the reason in words."""
    others = len(group.entries) - 1
    label = _label(gazetteer, entry)
    if mention.how in ("demonym", "abbreviation"):
        word = "the adjective or name for people" if mention.how == "demonym" else "an abbreviation"
        return mention.how, f"{word} of {label}"
    if mention.strict and mention.inside:
        return "container", f"the text puts it in {mention.inside}" + (f"; {others} other(s) there" if others else "")
    if mention.strict:
        return "container", f"the same name is put in {label} elsewhere in the text"
    if mention.how == "transliteration":
        return "transliteration", f"spelt {gazetteer.name(entry)} in the gazetteer"
    if not others:
        return "only", "the only place of that name in the gazetteer"
    if choice.scope == "near" and choice.anchor >= 0:
        return "near", f"the nearest of {others + 1} namesakes to {gazetteer.name(choice.anchor)}, which the document names"
    if choice.scope == "division":
        return "division", f"of {others + 1} namesakes, the one in the division the document is about ({label})"
    if choice.scope == "country":
        code = gazetteer.country_codes[int(gazetteer.country[entry])]
        return "country", f"of {others + 1} namesakes, the best known in the country the document or its outlet is about ({code})"
    return "population", f"the best known of {others + 1} namesakes"


def _label(gazetteer: Gazetteer, entry: int) -> str:
    """An entry with what it lies in: "Jackson (Mississippi, US)"."""
    kind, division, country = int(gazetteer.kind[entry]), int(gazetteer.division[entry]), int(gazetteer.country[entry])
    around = []
    if kind in (SETTLEMENT, COUNTY) and division >= 0:
        around.append(gazetteer.name(gazetteer.division_entry[division]))
    if kind != COUNTRY and country >= 0:
        around.append(gazetteer.country_codes[country])
    return gazetteer.name(entry) + (f" ({', '.join(around)})" if around else "")


__all__ = ["event_place", "find_places", "resolve_places"]
