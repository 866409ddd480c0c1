"""Slogans: the words chanted or shown, whom they are for or against, and the translation a text itself gives beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from placard.coding.decode import Tagged
from placard.records import Text
from placard.spans import Span

# Words that say themselves whom a slogan is against or for. The network's guess is no better than always "against" (31 of 45 on
# held-out reports, both ways); these words are right in all 46 slogans of our corpus that have them.
_AGAINST = re.compile(
    r"^\W*(?:down with|death to|no to|no more|stop|shame on|hands off|abolish|scrap|out with|enough of|fuera|abajo|boycott)\b"
    r"|\b(?:out|must go|must fall|must resign|resign|quit|murdabad|hai hai|go home|go away|step down|get out)\W*$",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"^\W*(?:long live|viva|vive|arriba|free (?!from)|justice for|save|support|we (?:stand|are) with|release)\b"
    r"|\b(?:zindabad|forever)\W*$",
    re.IGNORECASE,
)
_REACH = 60  # characters between a slogan and its translation
_QUOTED = re.compile(r"""["“«'‘(]\s*([^"”»'’()\n]{2,200}?)\s*["”»'’)]""")
_SAYS_MEANING = re.compile(
    r"""^["”»'’)\s,]*(?:\(|—|–|-|/|:|or\b|meaning|which means|translat\w+(?: as)?|in english|that is|i\.e\.)?[\s,:]*$""",
    re.IGNORECASE,
)


def slogan(text: str, span: Tagged, event: Sequence[Tagged]) -> tuple[Text, list[Span]]:
    """The value of a slogan span, and the spans of further evidence (its translation).

    The stance is given only where the slogan's own words say it, and "against" only where a target is known. The target is the
    words of the nearest target the event names, within two sentences, else None: it is never guessed from the slogan's content. An
    event's target is whom it is against, so a slogan that is for somebody has none of them.
    """
    given = stance(text[span.start : span.end])
    targets = [other for other in event if other.label == "target" and abs(other.sentence - span.sentence) <= 2]
    if given == "for":
        targets = []
    nearest = min(targets, key=lambda other: (abs(other.start - span.start), other.start), default=None)
    target = text[nearest.start : nearest.end] if nearest else None
    if given == "against" and target is None:
        given = None  # against whom nobody says
    translation = _translation(text, span)
    evidence = [translation] if translation else []
    return Text(text[span.start : span.end], given, target, translation.quote if translation else None), evidence


def stance(words: str) -> str | None:
    """Whether a slogan's own words are "against" or "for" something; None if they do not say, or say both."""
    against, in_favour = bool(_AGAINST.search(words)), bool(_FOR.search(words))
    if against == in_favour:
        return None
    return "against" if against else "for"


def _translation(text: str, span: Tagged) -> Span | None:
    """A quotation in Latin script right after a slogan in another script, introduced as its meaning or set in brackets."""
    if _script(text[span.start : span.end]) in ("LATIN", ""):
        return None
    after = text[span.end : span.end + _REACH + 200]
    for match in _QUOTED.finditer(after):
        if match.start() > _REACH:
            return None
        if _SAYS_MEANING.match(after[: match.start()]) and _script(match.group(1)) == "LATIN":
            return Span.of(text, span.end + match.start(1), span.end + match.end(1))
    return None


def _script(words: str) -> str:
    """The script most letters of the words are in, by the first word of their Unicode names ("ARABIC", "LATIN", ...)."""
    counts: dict[str, int] = {}
    for character in words:
        if character.isalpha():
            name = unicodedata.name(character, "").split(" ", 1)[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: (counts[name], name), default="")
