"""Slogans grouped by likeness: the same chant in other words, spelling or punctuation. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ALIKE = 0.6  # share of words two slogans have in common to stand in one group


@dataclass(frozen=True, slots=True)
class Chant:
    """One slogan in one document: its words, translation, stance and target, and where and when it was heard."""

    statement_id: str
    document_id: str
    event_id: str
    text: str
    translation: str
    stance: str
    target: str
    before: str
    after: str
    day: str
    place: str
    outlet: str


@dataclass(frozen=True, slots=True)
class SloganGroup:
    """Slogans alike: the form most told, how often and where, first and last day, and the chants themselves."""

    key: str
    text: str
    n: int
    events: int
    variants: tuple[tuple[str, int], ...]
    targets: tuple[tuple[str, int], ...]
    translations: tuple[str, ...]
    places: tuple[tuple[str, int], ...]
    first: str
    last: str
    days: tuple[tuple[str, int], ...]
    chants: tuple[Chant, ...]


def folded(text: str) -> str:
    """A slogan for comparison: no case, marks or punctuation, single blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(" " if not (sign.isalnum() or sign.isspace()) else sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(kept.split())


def group_slogans(chants: Iterable[Chant]) -> list[SloganGroup]:
    """Group chants by likeness, the group in most events first.

    Each different wording joins the largest earlier group it shares most of its words with, or whose translation it is.
    """
    by_words: dict[str, list[Chant]] = defaultdict(list)
    for chant in chants:
        by_words[folded(chant.text) or chant.text].append(chant)
    groups: list[list[str]] = []
    heads: dict[str, list[int]] = defaultdict(list)
    names: dict[str, int] = {}
    for words in sorted(by_words, key=lambda one: (-len(by_words[one]), one)):
        home = _home(words, by_words[words], groups, heads, names)
        if home is None:
            home = len(groups)
            groups.append([])
            for word in set(words.split()):
                heads[word].append(home)
        groups[home].append(words)
        for name in (words, *(folded(chant.translation) for chant in by_words[words] if chant.translation)):
            names.setdefault(name, home)
    made = [_group([chant for words in group for chant in by_words[words]]) for group in groups]
    return sorted(made, key=lambda one: (-one.events, -one.n, one.key))


def _home(
    words: str, chants: Sequence[Chant], groups: Sequence[list[str]], heads: dict[str, list[int]], names: dict[str, int]
) -> int | None:
    for name in (words, *(folded(chant.translation) for chant in chants if chant.translation)):
        if name in names:
            return names[name]
    own = set(words.split())
    shared = Counter(place for word in own for place in heads.get(word, ()))
    best = [(n / len(own | set(groups[place][0].split())), -place) for place, n in shared.items()]
    share, place = max(best, default=(0.0, 0))
    return -place if share >= ALIKE else None


def _group(chants: list[Chant]) -> SloganGroup:
    variants = Counter(chant.text for chant in chants)
    text = min(variants, key=lambda one: (-variants[one], one))
    days = Counter(chant.day for chant in chants if chant.day)
    targets = Counter(f"{chant.stance} {chant.target}".strip() for chant in chants if chant.stance or chant.target)
    return SloganGroup(
        key=re.sub(r"\W+", "-", folded(text))[:60] or "slogan",
        text=text,
        n=len(chants),
        events=len({chant.event_id for chant in chants}),
        variants=tuple(_ranked(variants)),
        targets=tuple(_ranked(targets)),
        translations=tuple(dict.fromkeys(chant.translation for chant in chants if chant.translation)),
        places=tuple(_ranked(Counter(chant.place for chant in chants if chant.place))),
        first=min(days, default=""),
        last=max(days, default=""),
        days=tuple(sorted(days.items())),
        chants=tuple(chants),
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
