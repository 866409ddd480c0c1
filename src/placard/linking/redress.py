"""Whether a protest is about repression: told in phrases of its demand or trigger, since single words mislead.

A rally that carries "portraits of martyrs" or chants "death to the seditionists" and a march for "bread, work, freedom" answer
nobody's arrest; slogans and tactics are therefore not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_HELD = r"(?:detain\w*|arrest\w*|jail\w*|imprison\w*|prisoners?|captives?|hostages?)"
_HURT = r"(?:kill\w*|slain|shot|dead|deaths?|beat\w*|wounded|injured|victims?|martyrs?|murder\w*)"
_DEED = (
    r"(?:kill\w*|shoot\w*|murder\w*|arrests?|detentions?|beatings?|brutality|crackdown|repression|bullets"
    r"|live (?:fire|rounds|ammunition))"
)
_AGAINST = (
    r"(?:against|over|condemn\w*|denounc\w*|protest(?:ing|ed)?|end to|end|stop|avenge|(?:inquiry|probe|investigation) (?:of|into))"
)
_FORCES = r"(?:police|security|soldiers?|troops|forces|guards?|army|gendarm\w+|militia\w*|officers?)"
_PHRASES = re.compile(
    "|".join(
        rf"\b{phrase}\b"
        for phrase in (
            rf"(?:release|freeing|freedom|bail|amnesty) (?:of|for)\b.{{0,40}}\b{_HELD}",
            rf"(?:releas(?:e|ing)|free)\b.{{0,30}}\b{_HELD}",
            rf"{_HELD}\b.{{0,40}}\b(?:releas\w+|freed)",
            rf"justice for\b.{{0,40}}\b{_HURT}",
            rf"{_AGAINST}\b.{{0,40}}\b{_DEED}",
            rf"{_HURT}\b.{{0,30}}\bby\b.{{0,30}}\b{_FORCES}",
            rf"{_FORCES} (?:{_DEED}|violence)",
        )
    ),
    re.IGNORECASE,
)
_FUNERAL = re.compile(r"\b(?:funerals?|burials?|coffins?|mourn\w*)\b", re.IGNORECASE)
_DEADLY = frozenset({"kill", "live_fire"})


def speaks_of_repression(words: str, responses: Collection[str]) -> bool:
    """Whether the words of a demand or trigger answer repression.

    Args:
        words: of the later event.
        responses: to the earlier event; a funeral answers them only if they were deadly.
    """
    return bool(_PHRASES.search(words)) or (not _DEADLY.isdisjoint(responses) and bool(_FUNERAL.search(words)))
