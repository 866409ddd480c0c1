"""Denials and hedges that words make plain, whatever the network thinks of them.

Few training values are denied or hedged, so the network rarely says so; but a denial released as an assertion is the worst error a
coder of events can make. The words follow the factuality markers of FactBank (Sauri and Pustejovsky 2009): who denies that
something happened, and words that hold a value at arm's length. Asserted otherwise, if the network does not say more.
"""

from __future__ import annotations

import re

_SAYING = r"(?:reports?|claims?|allegations?|accusations?|charges?|rumou?rs?|suggestions?|assertions?|stories)"
# "denied that 40 were hurt", not "were denied entry"; a claim said to be false or rejected.
_DENIES = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!be )\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing))\s+"
    r"(?:that\b|having\b|any\b|all\b|it\b|there\b|\w+ing\b|(?:the |these |such |those |\w+ )?" + _SAYING + r"\b)"
    r"|\b(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?)\b[^,;]{0,25}\b" + _SAYING + r"\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"\b" + _SAYING + r"\b", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:is|are|was|were|been|as)\s+(?:\w+ )?"
    r"(?:denied|refuted|false|untrue|baseless|lies|manufactured|invented|fabricat\w+|contradicted)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\b(?:no|not|never|without|nobody|none)\b|n[’']t\b)"
    r"(?!\s+(?:any |prior )?(?:warning|provocation|permission|permits?|charge)\b)",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|unconfirmed|rumou?red|rumou?rs?|said to have|believed to have"
    r"|thought to have|feared (?:dead|killed|to have)|we are told|it is (?:said|claimed|alleged))\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:cannot|could not|can[’']t|couldn[’']t) (?:be )?(?:\w+ )?(?:confirm|verif)(?:y|ied|ed)?\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[;:.!?]|,? (?:but|while|whereas|although|though|and (?:said|added|told|claimed)) ", re.IGNORECASE)
# Responses that a negation undoes ("used no weapons"); counts say "no" themselves, and a refusal to negotiate is a response.
_FORCE = frozenset({"arrest", "disperse", "tear_gas", "water_cannon", "beat", "rubber_bullets", "live_fire", "kill"})
# What a doubt about what happened can touch; a demand or a slogan is as it is.
_HAPPENINGS = frozenset({"size", "arrests", "injuries", "deaths", "response", "tactic", "property_damage", "participants"})


def certainty(text: str, sentence: tuple[int, int], span: tuple[int, int], variable: str, network: str, code: str = "") -> str:
    """Asserted, hedged or denied.

    Args:
        text: the report.
        sentence: code points of the sentence the value stands in.
        span: code points of the value.
        variable: its variable.
        network: what the network says; kept where no word speaks against it.
        code: the code of a response.
    """
    if network == "denied" or variable not in _HAPPENINGS:
        return network
    first, last = _clause(text, sentence, span)
    before, after = text[first : span[0]], text[span[1] : last]
    denial = _DENIES.search(text, first, span[1])  # "denies beating ...": the value may begin with the word that shows it
    if (
        (denial and denial.start() < span[0])
        or (_CLAIM.search(before) and _FALSE.search(after))
        or re.search(r"\b(?:is|are) denied\b", after)
    ):
        return "denied"
    if (code in _FORCE or variable == "property_damage") and _NEGATED.search(text, *span):
        return "denied"
    doubted = _HEDGES.search(before) or _HEDGES.search(text, *span) or _UNSURE.search(text, first, sentence[1])
    return "hedged" if doubted else network


def _clause(text: str, sentence: tuple[int, int], span: tuple[int, int]) -> tuple[int, int]:
    """The part of the sentence around the value that no word for a new statement cuts off."""
    first, last = sentence
    for cut in _CLAUSE.finditer(text, first, span[0]):
        first = cut.end()
    found = _CLAUSE.search(text, span[1], last)
    return first, found.start() if found else last
