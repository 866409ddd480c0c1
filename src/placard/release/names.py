"""Where names of persons stand in a few words: by their form, or by what the words beside them say.

Two strengths. :func:`names_in` goes by form: what stands after an honorific, and runs of capitalised words that are no body,
office, place or thing; of an office and who holds it ("Judge Hugh Bell") the holder. :func:`persons_in` wants to be told: an
honorific, an age or a role beside the name. There is no list of given names: no dependency carries one, and one list would hold the
names of some countries and miss those of the rest. Where form does not tell, it is a name: a person let out is worse than a body
masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from placard.release.countries import is_country
from placard.release.name_words import (
    ARTICLES,
    BETWEEN,
    BODIES_FOR,
    BODIES_OF,
    COMMON,
    GIVEN,
    HEADS,
    HYPHENS,
    INSTITUTIONS,
    OWNED_BODIES,
    SURNAMES,
    TITLES,
    is_thing,
    parts_of,
    plain,
)

_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Fr|Sir|Dame|Sheikh|Imam|Shri|Smt)\.?"
_WORD = rf"(?:(?:{'|'.join(sorted(ARTICLES))})[{HYPHENS}]|d['\u2019])?[^\W\d_a-z][^\W\d_]*(?:[{HYPHENS}'\u2019.][^\W\d_]+)*\.?"
_PARTICLE = r"(?:de|da|del|della|di|dos|du|van|von|der|den|bin|bint|ibn|ben|al|el|ul|abu|ag|ould|la|le)"
_LONGEST = 6
_NEXT_WORD = rf"(?:\s+(?:{_PARTICLE}\s+)*{_WORD})"
_WHOLE = rf"{_WORD}{_NEXT_WORD}{{1,{_LONGEST - 1}}}"
_AFTER_HONORIFIC = re.compile(rf"\b{_HONORIFIC}\s+((?:{_PARTICLE}\s+)*{_WORD}{_NEXT_WORD}{{0,{_LONGEST - 1}}})")
_RUN = re.compile(rf"(?<![{HYPHENS}\w'\u2019]){_WORD}{_NEXT_WORD}+(?![\w])")
_PERSON = (
    r"activist|organi[sz]er|teacher|student|pupil|worker|leader|chairman|chairwoman|chairperson|president|secretary|"
    r"lawyer|doctor|nurse|driver|farmer|trader|vendor|journalist|reporter|protester|demonstrator|marcher|striker|"
    r"resident|villager|mother|father|son|daughter|brother|sister|wife|husband|widow|relative|victim|witness|"
    r"spokesman|spokeswoman|spokesperson"
)
# What tells of a person in a few words. In a whole text the last four are not enough ("a group called X"): see is_told.
_ROLE = rf"(?:{_PERSON}|named|called|identified as|including)"
_AFTER_ROLE = re.compile(rf"\b(?i:{_ROLE}),?\s+({_WHOLE})")
_BEFORE_AGE = re.compile(rf"({_WHOLE}),?\s+\(?(?:aged?\s+)?(?:[1-9]\d?)(?=[,).;]|\s*$|[- ]year)")
_BEFORE_ROLE = re.compile(rf"({_WHOLE}),\s+(?:an?|the|our|their|his|her)?\s*(?:[\w-]+\s+){{0,2}}{_ROLE}\b")
# One word is a name where the words beside it say so: "a welder called Marek", "her sister Wendy", "Galsandorj, 54".
_ALONE = (
    re.compile(
        rf"\b(?:called|named|surnamed|only as|aunt|brother|daughter|father|husband|mother|sister|son|uncle|widow|wife)\s+({_WORD})"
    ),
    re.compile(rf"\A({_WORD}),\s+(?:aged?\s+)?[1-9]\d\b"),
    re.compile(rf"\A({_WORD}),\s+an?\s+(?:[\w-]+\s+){{0,3}}{_ROLE}\b"),
)
_TOKEN = re.compile(r"\S+")
# "A Port spokesman": an article, and no initial ("A Kumar of the union").
_ARTICLE_FIRST = re.compile(r"\AAn?\s+(?=[^\W\d_]+\s+(?!(?:and|at|for|from|in|of|on|the|who|with)\b)[a-z])")
_OWNER = re.compile(r"['\u2019]s\Z")
_ARTICLE = re.compile(r"\b(?:the|a|an)\s+\Z", re.IGNORECASE)
_BODY_OF = re.compile(r"\b([^\W\d_]+)\s+(of|for)\s+(?:the\s+)?\Z")
_OWNED = re.compile(r"['\u2019]\s+([^\W\d_]+)")
_NEXT = re.compile(r"\s+([^\W\d_]+)")
# What tells of a person right before a name and right behind it, in any words.
_OFFICE = (
    r"(?:adviser|advisor|analyst|attorney|bishop|captain|chair|chief|colonel|commander|commissioner|coordinator|councillor|director|"
    r"economist|founder|general|governor|head|judge|lawmaker|lecturer|mayor|member|minister|officer|official|owner|pastor|priest|"
    r"professor|researcher|senator|sergeant|superintendent|welder)"
)
_KIN = r"(?:aunt|brother|children|daughter|family|father|friends?|husband|mother|parents|relatives|sister|son|uncle|widow|wife)"
_HOME = r"(?:apartment|flat|funeral|grave|home|house|residence)"
_TOLD_BEFORE = re.compile(
    rf"(?:\b{_HONORIFIC}|\b(?i:{_PERSON}|{_KIN}),?|\b(?i:{_KIN}|{_HOME})\s+of|\bidentified as|(?P<called>\b(?:called|named)))\s+\Z"
)
_CALLED = re.compile(rf"\b(?i:{_PERSON}|{_KIN}|boy|girl|man|men|woman|women)\s+\w+\s+\Z")
_BEFORE = re.compile(r"([^\W\d_]+)\.?,?\s+\Z")
_TOLD_BEHIND = re.compile(
    r",?\s+\(?(?:aged?\s+)?[1-9]\d?(?=[,).;]|\s*\Z|[- ]year)"
    rf"|,\s+(?:an?|the|our|their|his|her)?\s*(?:(?!(?:and|by|of|to|which|whose|with)\b)[\w'\u2019-]+\s+){{0,3}}(?:{_PERSON}|{_OFFICE})\b"
    rf"|['\u2019]s?\s+(?:{_KIN}|{_HOME})\b"
)
_BESIDE = 80


def names_in(words: str) -> list[tuple[int, int]]:
    """Where something that looks like a person's name stands in ``words``, as half-open ranges in order."""
    found = [_without_owner(words, *match.span(1)) for match in _AFTER_HONORIFIC.finditer(words)]
    article = _ARTICLE_FIRST.match(words)
    for match in _RUN.finditer(words):
        if meets(found, *match.span()):
            continue
        start = article.end() if article is not None and match.start() == 0 else match.start()
        name = _name_within(words, start, match.end())
        if name is not None and not names_a_body(words, *name):
            found.append(name)
    for match in (one for pattern in _ALONE for one in pattern.finditer(words)):
        start, end = _without_owner(words, *match.span(1))
        if _borne([parts_of(words[start:end])]) and not meets(found, start, end):
            found.append((start, end))
    return sorted(found)


def meets(ranges: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of some half-open ranges has a place in common with another."""
    return any(left < end and start < right for left, right in ranges)


def persons_in(words: str, *, roles: bool = True) -> list[tuple[int, int]]:
    """Where a name stands that the words beside it say is a person's; far fewer than :func:`names_in` finds, bodies left out.

    Args:
        words: any words.
        roles: whether a role tells of a person, or an honorific and an age alone.
    """
    found = {_without_owner(words, *match.span(1)) for match in _AFTER_HONORIFIC.finditer(words)}
    told = [_name_before(words, *match.span(1)) for match in _BEFORE_AGE.finditer(words)]
    if roles:
        told += [_name_within(words, *match.span(1)) for match in _AFTER_ROLE.finditer(words)]
        told += [_name_before(words, *match.span(1)) for match in _BEFORE_ROLE.finditer(words)]
    return sorted(found.union(name for name in told if name is not None))


def is_told(words: str, start: int, end: int) -> bool:
    """Whether the words right beside a name say that it is a person's: an honorific, a role, an office, an age, a family."""
    before, behind = words[max(0, start - _BESIDE) : start], words[end : end + _BESIDE]
    told = _TOLD_BEFORE.search(before)
    if told is not None and (told["called"] is None or _CALLED.search(before)):
        return True
    office = _BEFORE.search(before)
    return (office is not None and _is_head(plain(office[1]))) or _TOLD_BEHIND.match(behind) is not None


def _name_within(words: str, start: int, end: int) -> tuple[int, int] | None:
    """The person's name within a run of capitalised words: all of it, or what follows who the person is; or nothing."""
    run = [(start + one.start(), start + one.end(), parts_of(one[0])) for one in _TOKEN.finditer(words[start:end])]
    if len(run) > 2 and run[0][2] == ["the"]:
        del run[0]  # "The Ahmed Khan family" at the head of a sentence
    first = max((number + 1 for number, (_, _, parts) in enumerate(run) if parts and all(map(_is_head, parts))), default=0)
    if first == len(run):
        first = 0  # nobody follows: a body's ("Chief Justice"), or a surname ("John Constable")
    before = run[first - 1][2] if first else []
    # A surname alone is a name behind a title, and behind a role that no body has ("Doctor Maseko", not "Police Scotland").
    titled = first > 0 and all(part in TITLES or part not in COMMON for part in before)
    rest = run[first:]
    tokens = [parts for _, _, parts in rest]
    if not (1 if titled else 2) <= sum(map(len, tokens)) <= _LONGEST or not _borne(tokens) or is_thing(tokens[-1][-1]):
        return None
    # Capitals all through say nothing, unless a title stands before them.
    found = _without_owner(words, rest[0][0], rest[-1][1])
    name = words[slice(*found)]
    return None if (name.isupper() and not titled) or (sum(map(len, tokens)) > 1 and is_country(name)) else found


def _name_before(words: str, start: int, end: int) -> tuple[int, int] | None:
    """The name at the end of a run behind which an age or a role stands; not words before it ("On Friday Dana Abernathy, 23")."""
    if (name := _name_within(words, start, end)) is not None:
        return name
    behind = (one.end() for one in _TOKEN.finditer(words, start, end) if not _borne([parts_of(one[0])]))
    return next((name for first in behind if (name := _name_within(words, first, end)) is not None), None)


def _is_head(part: str) -> bool:
    return part in HEADS or part in TITLES


def _borne(tokens: list[list[str]]) -> bool:
    """Whether persons can bear these words: none is common, but for those that are names as well ("Alan Ward", "Sunday Okafor").

    Of a word with a hyphen both parts must be common ("Trade-Union"; not "West-Lopez").
    """
    if len(tokens) > 1:
        tokens = tokens[tokens[0][0] in GIVEN : len(tokens) - (tokens[-1][-1] in SURNAMES)]
    return not any(all(part in COMMON or part in BETWEEN for part in parts) for parts in tokens)


def _without_owner(words: str, start: int, end: int) -> tuple[int, int]:
    """A range without the "'s" at its end: the name is found without it in a title."""
    owner = _OWNER.search(words, start, end)
    return (start, owner.start()) if owner is not None else (start, end)


def names_a_body(words: str, start: int, end: int) -> bool:
    """Whether the words around a run make it the name of a body: a body "of" it, its own body, an institution called after it."""
    before, after = words[:start], words[end:]
    of = _BODY_OF.search(before)
    if of is not None and of[1][0].isupper() and plain(of[1]) in (BODIES_OF if of[2] == "of" else BODIES_FOR):
        return True
    owned = _OWNED.match(after)
    if owned is not None and words[end - 1] == "s" and owned[1][0].isupper() and plain(owned[1]) in OWNED_BODIES:
        return True
    following = _NEXT.match(after)
    return following is not None and _ARTICLE.search(before) is not None and plain(following[1]) in INSTITUTIONS
