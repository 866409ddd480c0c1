"""Actors: "riot police", "the Lagos Bus Drivers Union", "mothers of the missing" to kinds of one vocabulary.

The kind is read from the head of the phrase ("teachers from three districts" are teachers; "the ministry of mines" is a
ministry), names of bodies first, then the longest phrase, then the word nearest the end of the head. Where nothing names a
kind the answer is :class:`~placard.records.Unresolved`, with the words.
"""

from __future__ import annotations

import re
from functools import cache

import yaml

from placard.records import Code, Unresolved
from placard.resolving.actors_index import ActorIndex, acronyms
from placard.resolving.actors_vocabulary import ROLES, Vocabulary, default_vocabulary, read_vocabulary, singular
from placard.resolving.gazetteer_file import read_data
from placard.resolving.gazetteer_names import fold

_HEAD_END = re.compile(
    r"\s(?:of|from|in|at|against|who|that|which|with|for|near|among|along|under|behind|outside|on|over|without|whose|including|opposed|demanding|"
    r"carrying|wearing|led|to|between|across|aboard|inside)\s|[,;(]"
)
_SPLIT_POSSESSIVE = re.compile(r"['’]s?\s")
_LONGEST = 4
# What a bare word means depends on the role: "deputies" who answer a march are sheriff's, those marched upon sit in parliament.
_BY_ROLE: dict[tuple[str, str], str] = {
    ("responder", "deputy"): "police",
    ("responder", "officer"): "police",
    ("responder", "guard"): "security_forces",
    ("responder", "agent"): "security_forces",
    ("responder", "man"): "security_forces",
    ("responder", "commander"): "security_forces",
    ("responder", "division"): "security_forces",
    ("responder", "team"): "security_forces",
    ("responder", "speaker"): "legislature",
    ("responder", "personnel"): "security_forces",
    ("responder", "unit"): "security_forces",
    ("responder", "justice"): "court",
    ("responder", "staff"): "company",
    ("responder", "squad"): "police",
    ("responder", "command"): "security_forces",
    ("responder", "vehicle"): "security_forces",
    ("target", "resident"): "residents",
    ("target", "chancellor"): "school",
    ("target", "officer"): "police",
    ("target", "road"): "project",
    ("target", "line"): "project",
    ("target", "act"): "law_or_policy",
    ("target", "council"): "local_government",
    ("organizer", "council"): "civic_group",
    ("organizer", "assembly"): "civic_group",
    ("organizer", "congress"): "civic_group",
    ("organizer", "student"): "student_group",
    ("organizer", "worker"): "trade_union",
    ("organizer", "nation"): "indigenous",
}
# Kinds that a phrase has only if nothing in it says more: "a group of nurses" are nurses.
_LOOSE = frozenset(("protesters",))


# Roles in which "Togolese" or "young Kenyans" tell who people are.
_OF_PEOPLE = frozenset(("participants", "speaker"))
_NATIONAL = "ethnic_group"


@cache
def _nationals() -> frozenset[str]:
    """Names for people of a country, folded and singular, from the gazetteer's list of countries."""
    countries: dict[str, dict[str, list[str]]] = yaml.safe_load(read_data("countries.yaml"))
    return frozenset(singular(fold(word)) for row in countries.values() for word in row.get("people", ()) if " " not in word)


def _of_nation(head: str) -> bool:
    """Whether a capitalised word of the head names people of a country."""
    return any(word[:1].isupper() and singular(fold(word)) in _nationals() for word in head.split())


class _Lexicon:
    """A vocabulary made ready for look-up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.phrases = vocabulary.phrases()
        self._joined = [phrase for phrase in self.phrases if _HEAD_END.search(phrase)]
        names = {name: code for code, kind in vocabulary.codes.items() for name in kind.names}
        self._names = names
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        self._name = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)") if names else None

    def code(self, phrase: str, role: str) -> str | None:
        """The code of a phrase in a role, or None."""
        return self._allowed(_BY_ROLE.get((role, phrase)) or self.phrases.get(phrase), role)

    def joined(self, words: str, role: str) -> str | None:
        """The code of a phrase of the vocabulary that holds a preposition ("Chamber of Commerce") and stands in the words."""
        text = f" {singular(fold(words))} "
        held = [phrase for phrase in self._joined if f" {phrase} " in text]
        return self.code(max(held, key=lambda phrase: (len(phrase), phrase)), role) if held else None

    def named(self, words: str, role: str) -> str | None:
        """The code of a body these words name, as it is written ("WHO" is not "who"), or None."""
        found = self._name.search(words) if self._name else None
        return self._allowed(self._names[found[0]], role) if found else None

    def _allowed(self, code: str | None, role: str) -> str | None:
        kind = self.vocabulary.codes.get(code) if code else None
        return code if kind is not None and (not kind.roles or role in kind.roles) else None


_READY: list[_Lexicon] = []


def _lexicon(vocabulary: Vocabulary) -> _Lexicon:
    for ready in _READY:
        if ready.vocabulary is vocabulary:
            return ready
    made = _Lexicon(vocabulary)
    _READY.append(made)
    return made


def resolve_actor(words: str, role: str, *, vocabulary: Vocabulary | None = None) -> Code | Unresolved:
    """The kind of actor these words name.

    Args:
        words: the words of the span ("hundreds of striking nurses").
        role: participants, organizer, target, responder or speaker; some words mean another kind in another role.
        vocabulary: the vocabulary to use; the shipped one if None.

    Returns:
        The code, or Unresolved where no word names a kind. Never raises on any words.

    Raises:
        ValueError: if the role is unknown.
    """
    if role not in ROLES:
        raise ValueError(f"unknown role {role!r}: one of {', '.join(ROLES)}")
    lexicon = _lexicon(vocabulary or default_vocabulary())
    head, tail = _head(words)
    named = lexicon.named(head, role) or lexicon.joined(words, role)
    if named is not None:
        return Code(named)
    found = [code for code in (_best(lexicon, head, role), _best(lexicon, tail, role)) if code is not None]
    told = [code for code in found if code not in _LOOSE]
    if told:
        return Code(told[0])
    if role in _OF_PEOPLE and _of_nation(head):
        return Code(_NATIONAL)
    if found:
        return Code(found[0])
    named = lexicon.named(tail, role)
    if named is not None:
        return Code(named)
    return Unresolved(words, "no word of the vocabulary names what kind of actor this is")


def plover_sector(code: str, *, vocabulary: Vocabulary | None = None) -> str:
    """The PLOVER sector of a kind, for example COP of police.

    Raises:
        KeyError: if the vocabulary has no such code.
    """
    return (vocabulary or default_vocabulary()).codes[code].sector


def _head(words: str) -> tuple[str, str]:
    """The head of a phrase and the rest: "teachers" and "three districts" of "teachers from three districts"."""
    text = words.strip()
    match = _HEAD_END.search(text)
    if match is None or match.start() == 0:
        return text, ""
    return text[: match.start()], text[match.end() :]


def _best(lexicon: _Lexicon, text: str, role: str) -> str | None:
    """The code of the best phrase in a part: the last one, of those ending there the longest; a loose word only if none else."""
    words = singular(fold(_SPLIT_POSSESSIVE.sub(" ", text))).split()
    found: list[tuple[bool, int, int, str]] = []
    for end in range(len(words), 0, -1):
        for size in range(min(_LONGEST, end), 0, -1):
            phrase = " ".join(words[end - size : end])
            code = lexicon.code(phrase, role)
            if code is not None:
                found.append((code not in _LOOSE, end, size, code))
                break
    return max(found)[3] if found else None


__all__ = ["ActorIndex", "acronyms", "plover_sector", "read_vocabulary", "resolve_actor"]
