"""Where names of persons stand in a few words: by their form, or by what the words beside them say.

Two strengths. :func:`names_in` goes by form: what stands after an honorific, and runs of two to five capitalised words that are no
body, office, place or thing. :func:`persons_in` wants to be told: an honorific, an age or a role beside the name. There is no list
of given names: no dependency carries one, and one list would hold the names of some countries and miss those of the rest.
"""

from __future__ import annotations

import re

_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Fr|Sir|Dame|Sheikh|Imam|Shri|Smt)\.?"
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:['\u2019.-][^\W\d_]+)*\.?"
_PARTICLE = r"(?:de|da|del|della|di|dos|du|van|von|der|den|bin|bint|ibn|al|el|ul|abu|la|le)"
_AFTER_HONORIFIC = re.compile(rf"\b{_HONORIFIC}\s+({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{0,3}})")
_RUN = re.compile(rf"(?<![\w'\u2019-]){_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD})+(?![\w])")
_NOT_NAMES = frozenset(
    """
    academy action activists additional administration affairs agency air alliance amnesty area army assembly assistant
    association attorney authority bank banks bar board border brigade bureau bus cabinet campaign campus center central
    centre chairman chamber chief church circle city civil clinic club coalition college commander commission commissioner
    committee community company confederation congress cooperative corps correctional council country county court crescent
    cross daily defence defense department deputy director directorate district division doctors drivers east eastern
    education embassy emergency employees energy enforcement executive facebook farmers federal federation fire force forces
    forum foundation free freedom friday front gazette general government governor group guard guards health herald high
    hospital house human independent industrial information institute interior international islamic journal judge justice
    labor labour law lawmaker lawyers league liberation local major mayor media medical meteorological metropolitan military
    minister ministers ministry monday monitor mosque movement municipal national network news north northern nurses office
    officer officers official officials opposition organisation organization parents parliament party patrol people peoples
    physicians police post premier president press prime prison professional progressive province provincial public queen
    radio railway red regiment regional relief reporter reporters republic republican residents revolutionary rights river
    royal saturday school secretary security senate senator service services sheriff society solidarity south southern
    spokesman spokesperson spokeswoman state station street student students sunday superintendent supreme syndicate taxi
    teachers team telegram television the thursday times town trade traders transport tribunal tribune tuesday union unions
    unit united university utility valley vice village voice ward watch water wednesday west western women womens workers
    works youth
    """.split()  # noqa: SIM905 - a list of 250 words reads best as words
)
# Words between others, which headlines write with a capital too.
_BETWEEN = frozenset(
    "after against and as at before by for from in into near of off on over to under with without".split()  # noqa: SIM905
)
# Of those, who holds an office: a name may follow what the office is "of" ("Minister of Finance Hugh Bell").
_OFFICES = frozenset(
    """
    assistant attorney chairman chief commander commissioner deputy director executive general governor guard judge justice lawmaker
    major mayor minister officer official people police premier president prime queen reporter secretary senator sheriff spokesman
    spokesperson spokeswoman student superintendent vice youth
    """.split()  # noqa: SIM905
)
_ROLE = (
    r"(?:activist|organi[sz]er|teacher|student|pupil|worker|leader|chairman|chairwoman|chairperson|president|secretary|"
    r"lawyer|doctor|nurse|"
    r"driver|farmer|trader|vendor|journalist|reporter|protester|demonstrator|marcher|striker|"
    r"resident|villager|mother|father|son|daughter|"
    r"brother|sister|wife|husband|widow|relative|victim|witness|spokesman|spokeswoman|spokesperson|"
    r"named|called|identified as|including)"
)
_AFTER_ROLE = re.compile(rf"\b(?i:{_ROLE}),?\s+({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{1,3}})")
_BEFORE_AGE = re.compile(
    rf"({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{1,3}}),?\s+\(?(?:aged?\s+)?(?:[1-9]\d?)(?=[,).;]|\s*$|[- ]year)"
)
_BEFORE_ROLE = re.compile(
    rf"({_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{1,3}}),\s+(?:an?|the|our|their|his|her)?\s*(?:[\w-]+\s+){{0,2}}{_ROLE}\b"
)
# What is done or made rather than somebody: words of these endings are no surnames of any frequency ("Amendment", "Protection").
_THING = re.compile(r"(?:[st]ion|[^e]ment|[^l]ement|ism|ology)s?\Z")
_ARTICLE = re.compile(r"\b(?:the|a|an)\s+\Z", re.IGNORECASE)
# "Federation of Campus Unions", "Minister for Social Protection": what follows names the body or its business.
_BODY_OF = re.compile(r"\b([^\W\d_]+)\s+(?:of|for)\s+(?:the\s+)?\Z")
_OWNED = re.compile(r"['\u2019]s?\s+([^\W\d_]+)")


def names_in(words: str) -> list[tuple[int, int]]:
    """Where something that looks like a person's name stands in ``words``, as half-open ranges in order."""
    found = [match.span(1) for match in _AFTER_HONORIFIC.finditer(words)]
    for match in _RUN.finditer(words):
        if any(start < match.end() and match.start() < end for start, end in found):
            continue
        if _is_name(match.group()) and not _names_a_body(words, *match.span()):
            found.append(match.span())
    return sorted(found)


def _is_name(run: str) -> bool:
    """Whether a run of capitalised words can be a person's name by itself."""
    parts = re.findall(r"[^\W\d_]+", run)
    return 2 <= len(parts) <= 5 and not any(map(_is_common, parts)) and not run.isupper()


def _is_common(word: str) -> bool:
    """Whether a word is one of bodies, offices, places or things."""
    folded = word.casefold()
    if folded in _BETWEEN:
        return True
    return folded in _NOT_NAMES or (len(folded) > 6 and _THING.search(folded) is not None)


def _names_a_body(words: str, start: int, end: int) -> bool:
    """Whether the words around a run make it the name of a body: an article, a body "of" it, a body that is its own."""
    before, after = words[:start], words[end:]
    if _ARTICLE.search(before):
        return True
    of = _BODY_OF.search(before)
    if of is not None and _is_common(of[1]) and of[1].casefold() not in _OFFICES:
        return True
    owned = _OWNED.match(after)
    return owned is not None and _is_common(owned[1])


def persons_in(words: str) -> list[tuple[int, int]]:
    """Where a name stands that the words beside it say is a person's; far fewer than :func:`names_in` finds, bodies left out."""
    found = {match.span(1) for match in _AFTER_HONORIFIC.finditer(words)}
    for pattern in (_AFTER_ROLE, _BEFORE_AGE, _BEFORE_ROLE):
        for match in pattern.finditer(words):
            if _is_name(match[1]):
                found.add(match.span(1))
    return sorted(found)
