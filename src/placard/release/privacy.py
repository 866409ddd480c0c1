"""What a release does with names of private people (law 8): they are replaced, letter for letter, by U+2588.

What :mod:`placard.release.names` finds is masked as asked:

* ``kept``      nothing,
* ``speakers``  the words that name speakers, by form,
* ``persons``   also, in evidence and values of every variable but places and in titles, what the words beside it say is a person:
                an honorific, an age, a role ("activist", "teacher", "named"); bylines (the default),
* ``masked``    also all that looks like a name in participants, organizers and the words of counts, bodies among them.

A name that is masked anywhere in what is released of a report is masked everywhere in it, the surname alone as well
(:mod:`placard.release.report` finds those names, :mod:`placard.release.known` where they stand); places, venues and dates are left.
A speaker who only looks like a person is so masked where persons stand, not in organizers, targets, demands and what was done.
With ``speakers`` that goes for speakers, and the words that attribute to them, alone.

Speakers go by form because who speaks is a person or a body, and a body mistaken for a person costs a reader less than a person's
name let out: a body with a name like a person's ("Falcon Gold") is masked, and ``placard public`` brings it back. A name that a
reviewer marked as a public figure's (:func:`mark_public`) is kept everywhere, its surname wherever the report has the whole name.
Texts of documents are left; a release carries them only when asked to. Offsets stay, and masked rows say so, so that
``placard verify`` can still check every letter that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from placard.records import Decision, Detail, Statement
from placard.release.bylines import names_in_byline
from placard.release.known import Known, KnownName
from placard.release.name_words import folded
from placard.release.names import is_told, names_in, persons_in
from placard.release.running import told_in
from placard.review.decide import live_decisions, make_decision
from placard.spans import Span

MASK = "\u2588"
MASKING = 3  # which rule masks: one more whenever the same report may be masked otherwise; releases carry it
# Where a name that only looks like a person's is masked when it is known: not where bodies, demands and targets stand.
_OF_PERSONS = frozenset({"participants", "arrests", "injuries", "deaths"})
_BY_FORM = _OF_PERSONS | {"organizer"}  # where "masked" goes by form
_LEFT = frozenset({"place", "venue", "date"})  # never masked
_WORDED = ("text", "words", "target", "translation")  # what a value has words in
_WORD = re.compile(r"[^\W_]+")
# How names are looked for: by their form, or by what the words beside them say.
_Strength = Literal["form", "told"]


def mark_public(name: str, *, by: str, at: str, reason: str) -> Decision:
    """A reviewer's decision that ``name`` is a public figure's: releases keep it. It is undone as any decision is."""
    words = " ".join(name.split())
    return make_decision("note", f"name:{words.casefold()}", by=by, at=at, after={"public": True, "name": words}, reason=reason)


def public_names(decisions: Iterable[Decision]) -> frozenset[str]:
    """The names that reviewers marked as public figures', as ``folded``."""
    listed = list(decisions)
    live = live_decisions(listed)
    marked = (
        one for one in listed if one.id in live and one.target.startswith("name:") and (one.after or {}).get("public") is True
    )
    return frozenset(folded(one.target.removeprefix("name:")) for one in marked)


def mask(words: str, public: frozenset[str] = frozenset(), *, persons: bool = False) -> str:
    """``words`` with every letter and digit of a name replaced, its length kept.

    Args:
        words: any words.
        public: names that are kept, as ``folded``.
        persons: whether only names are masked that the words beside them say are persons'.
    """
    return _blot(words, _private(words, public, persons=persons))


def _private(words: str, public: frozenset[str], *, persons: bool) -> list[tuple[int, int]]:
    """Where a name stands in ``words`` that is masked."""
    found = persons_in(words) if persons else names_in(words)
    return [(start, end) for start, end in found if not _is_public(words[start:end], public)]


def _is_public(name: str, public: frozenset[str]) -> bool:
    """Whether a name is one of those, the point behind a sentence apart."""
    plain = folded(name)
    return plain in public or plain.rstrip(".") in public


def _blot(words: str, ranges: Iterable[tuple[int, int]]) -> str:
    """``words`` with every letter and digit in ``ranges`` replaced."""
    result = list(words)
    for start, end in ranges:
        for place in range(start, end):
            if result[place].isalnum():
                result[place] = MASK
    return "".join(result)


class Privacy:
    """What one release does with names; see the module.

    Args:
        names: what is masked.
        public: names that are kept, as ``folded``.
        known: the names known of the report, or the reports, that the words are from.
        kept: surnames in it of public persons, which are kept too, but not where a known name stands.
    """

    def __init__(
        self, names: str, public: frozenset[str] = frozenset(), known: Known | None = None, kept: frozenset[str] = frozenset()
    ) -> None:
        self.names = names
        self.public = public
        self.known = Known() if known is None else known
        self._kept = public | kept

    def knowing(self, names: Iterable[KnownName], kept: frozenset[str] = frozenset()) -> Privacy:
        """The same for words of a report in which these names are masked, and these surnames are public persons'."""
        return Privacy(self.names, self.public, Known(names), kept)

    @property
    def masks_titles(self) -> bool:
        """Whether names in titles and bylines are masked."""
        return self.names in ("persons", "masked")

    def is_private(self, name: str) -> bool:
        """Whether a name was not marked as a public figure's."""
        return not _is_public(name, self._kept)

    def title(self, title: str) -> str:
        """A title as it is released: without the persons it names itself and those known."""
        if not self.masks_titles:
            return title
        # In a headline of capitals all through, what follows a role is any word ("Leader Calls For Strike").
        headline = _in_capitals(title)
        own = self._told(title, headline=headline)
        return _blot(title, [*own, *self._known_in(title, headline=headline, form=True)])

    def title_names(self, title: str, text: str) -> set[str]:
        """The names masked in a title that statements need not have: those it is sure of, and of those its text is sure of.

        Where all of a title has capitals ("Student Killed In Dhaka") it is sure of none that the text does not have as well.
        """
        headline = _in_capitals(title, whole=True)
        own = {title[start:end] for start, end in self._told(title, headline=headline)}
        if headline:
            own = {name for name in own if name in text}
        told = {name for name in told_in(text) if self.is_private(name) and Known([KnownName(name)]).ranges(title, headline=True)}
        return own | told

    def _told(self, title: str, *, headline: bool) -> list[tuple[int, int]]:
        """Where a title says of a name that it is a person's; in a headline of capitals no role does."""
        return [(start, end) for start, end in persons_in(title, roles=not headline) if self.is_private(title[start:end])]

    def detail(self, detail: Detail) -> str:
        """A detail's value as it is released: of a byline only public names and the words that are no names are left."""
        if detail.name != "byline" or not self.masks_titles:
            return detail.value
        return _blot(detail.value, names_in_byline(detail.value, self.public))

    def quotes(self, statement: Statement) -> set[str]:
        """The words of a statement, but its speaker's, in which names are looked for."""
        if self._strength(statement.variable) is None:
            return set()
        # A person who corrects a value may write what no evidence says.
        values = {getattr(statement.value, part, None) or "" for part in _WORDED}
        return values | {span.quote for span in statement.evidence}

    def masked_names(self, statement: Statement) -> Iterator[KnownName]:
        """The names that are masked in what is released of a statement, "form" those that only look like a person's."""
        if self.names == "kept":
            return
        strength = self._strength(statement.variable)
        searched = [] if strength is None else [(quote, strength) for quote in sorted(self.quotes(statement))]
        if statement.speaker.span is not None:
            searched.append((statement.speaker.span.quote, "form"))
        # From the ranges found, not from the mask: two names with a comma between them would be one there.
        for quote, how in searched:
            for start, end in _private(quote, self._kept, persons=how == "told"):
                sure = how == "told" or is_told(quote, start, end)
                yield KnownName(quote[start:end], "anywhere" if sure else "form")

    def speaker(self, span: Span) -> str:
        """The words of a speaker as they are released."""
        if self.names == "kept":
            return span.quote
        known = self._known_in(span.quote, speaker=True, form=True)
        return _blot(span.quote, [*_private(span.quote, self._kept, persons=False), *known])

    def cue(self, span: Span) -> str:
        """The words that attribute a statement as they are released."""
        return span.quote if self.names == "kept" else _blot(span.quote, self._known_in(span.quote, form=True))

    def evidence(self, statement: Statement, span: Span) -> str:
        """The words of a piece of evidence as they are released."""
        return self._masked(statement.variable, span.quote, self._strength(statement.variable))

    def value(self, variable: str, value: dict[str, Any]) -> dict[str, Any]:
        """A value (as JSON) as it is released: the words in it are masked like its evidence."""
        strength = self._strength(variable)
        return {name: self._masked(variable, part, strength) if name in _WORDED and part else part for name, part in value.items()}

    def conflict(self, variable: str, words: str) -> str:
        """A conflict in words as it is released. It names outlets too, so that form tells nothing in it."""
        return self._masked(variable, words, None if self._strength(variable) is None else "told")

    def _known_in(self, words: str, *, speaker: bool = False, headline: bool = False, form: bool = False) -> list[tuple[int, int]]:
        """Where known names stand in ``words``, but for public ones: another report may mask somebody of the same surname."""
        found = self.known.ranges(words, speaker=speaker, headline=headline, form=form)
        return [(start, end) for start, end in found if not _is_public(words[start:end], self.public)]

    def _masked(self, variable: str, words: str, strength: _Strength | None) -> str:
        if strength is None:
            return words
        known = self._known_in(words, form=variable in _OF_PERSONS)
        return _blot(words, [*_private(words, self._kept, persons=strength == "told"), *known])

    def _strength(self, variable: str) -> _Strength | None:
        """How names are looked for in the words of a variable, None where they are not."""
        if self.names == "masked" and variable in _BY_FORM:
            return "form"
        if self.names in ("masked", "persons") and variable not in _LEFT:
            return "told"
        return None


def _in_capitals(title: str, *, whole: bool = False) -> bool:
    """Whether the longer words of a title, its first word apart, all begin with a capital; without names in it if not ``whole``."""
    rest = list(title)
    for start, end in () if whole else persons_in(title):
        rest[start:end] = " " * (end - start)
    longer = [word for word in _WORD.findall("".join(rest))[1:] if len(word) > 3]
    return bool(longer) and all(word[0].isupper() for word in longer)


def agrees(quote: str, words: str) -> bool:
    """Whether a released quote stands for ``words``: the same length, and the same wherever it is not masked."""
    return len(quote) == len(words) and all(one in (MASK, other) for one, other in zip(quote, words, strict=True))
