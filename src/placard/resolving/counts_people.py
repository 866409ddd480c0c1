"""People counted without a number: one person ("a student", "constable"), nobody ("no one"), both, a pair."""

from __future__ import annotations

import re

_AGE = re.compile(
    r"\b[\w]+(?:-[\w]+)?[- ]years?[- ]olds?\b|\baged? (?:\d+|[a-z]+(?:-[a-z]+)?)\b"
    r"|(?<=boy|irl|man|uth|ild|ent|ner) (?:of|,) (?:\d+|[a-z]+(?:-[a-z]+)?)\b(?! (?:people|thousand|hundred))"
)
_NOBODY = re.compile(
    r"^(?:no(?! (?:more|fewer|less)\b)|none|nobody|no-one|zero|nil|not one|not a single|not any|never a|without|neither|nothing)\b"
)
_TWO = re.compile(r"^(?:both|(?:a |the )?(?:pair|couple|duo))\b(?! hundred| thousand| dozen| score)")
# "a two-wheeler mechanic", "a five-day fast": numbers that measure something else.
_COMPOUND = re.compile(
    r"\b[\w]+-(?:wheelers?|days?|hours?|weeks?|months?|years?|minutes?|storeys?|stor(?:y|ies)|km|miles?|metres?|meters?|point"
    r"|star)\b|\b[\w]+ (?:blocks?|kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?|hectares?|acres?|hours?|days?|weeks?|months?)\b"
)
# Words that name many or an unknown number of people although they look singular.
_MANY_WORDS = (
    "people police crowd crowds group groups men women children folk persons youth youths personnel staff mob mass "
    "masses majority minority some several few many most all others more half rest number handful public community "
    "population family families residents villagers everyone everybody those they dozens media cattle clergy gentry "
    "army force troops crew team pack band bunch gang gathering throng multitude contingent column thousands hundreds "
    "them various numerous large small huge turnout video photo picture pic arrests blocks partial count estimate "
    "organizer fraction percentage "
)
_MANY = frozenset(_MANY_WORDS.split())
_PERSON_HEADS_WORDS = (
    "man woman boy girl child baby infant newborn student pupil learner teacher worker farmer driver journalist "
    "reporter photographer cameraman policeman policewoman officer constable soldier guard protester demonstrator "
    "activist leader official candidate councillor doctor nurse surgeon lawyer imam priest monk nun bishop shopkeeper "
    "trader vendor hawker tailor mechanic motorist motorcyclist cyclist pedestrian bystander passer-by resident "
    "villager fisherman miner inmate prisoner detainee striker picket captain lieutenant sergeant colonel major "
    "general chief king sepoy father mother brother sister son daughter aunt uncle wife husband grandmother "
    "grandfather widow person individual human one someone somebody member minister mayor governor attendant "
    "passenger tourist marcher rioter judge magistrate he she him her "
)
_PERSON_HEADS = frozenset(_PERSON_HEADS_WORDS.split())
_AGENT = re.compile(r"\w{3}(?:er|or|ist|man|woman|ian|ee|ant)$|^comrade$")
_PLURAL_ENDING = re.compile(r"(?:[^su]s|men|ren|folk)$")


def without_ages(folded: str) -> str:
    """The words without ages, which are numbers but no counts: "a 14-year-old boy", "a boy of twelve", "learner aged 15"."""
    return _COMPOUND.sub(" ", _AGE.sub(" person", folded))


def says_two(folded: str) -> bool:
    """Whether the words say two without a numeral: both, a pair, a couple."""
    return bool(_TWO.match(folded))


def says_nobody(folded: str) -> bool:
    """Whether the words say that there was none."""
    return bool(_NOBODY.match(folded))


def names_one_person(folded: str, words: str) -> bool:
    """Whether words without a number name exactly one person.

    They do when they begin with "a", "an", "one", "the", "my" or the like and their head is singular, or when they are a bare
    singular noun for a person, or a person's name.
    """
    tokens = re.findall(
        r"[^\W\d_]+(?:['-][^\W\d_]+)*", re.split(r"\b(?:of|from|in|with|at|on|who|whose|near|outside|aged|for)\b|,", folded)[0]
    )
    if not tokens:
        return False
    determiner = tokens[0] in ("a", "an", "another", "the", "his", "her", "my", "our", "their", "that", "this", "one")
    head = tokens[-1].removesuffix("'s")
    if head in ("youth", "worth") or "'s" in tokens[-1]:
        return head == "youth" and tokens[0] in ("a", "an", "another", "one")
    if head in _MANY or any(
        token in _MANY for token in tokens[:-1] if token not in ("police", "community", "family", "group", "army", "media")
    ):
        return False
    if head in _PERSON_HEADS:
        return True
    if _PLURAL_ENDING.search(head) or (head.endswith("s") and not head.endswith(("ss", "us", "is"))):
        return False
    if determiner:
        return len(tokens) > 1
    return _is_name(words) or bool(_AGENT.search(head))


def _is_name(words: str) -> bool:
    parts = re.findall(r"[^\W\d_]+", words)
    return 2 <= len(parts) <= 4 and all(part[0].isupper() for part in parts)
