"""Where a value's words begin: the shortest complete phrase of the codebook has no article and no leading "at" before it.

The annotated real reports we may learn from (Global Voices, Wikipedia; `docs/coder.md`) never begin a value with an article,
counts, sizes, dates and slogans apart, nor a venue with "at", "on", "to" or "from". The reports of our own corpus do in a third of
the actors, and the network has learned it from them.
"""

from __future__ import annotations

import re

KEPT = frozenset({"size", "arrests", "injuries", "deaths", "date", "slogan"})
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\w)")
_CAPITAL = re.compile(r"(?:The|An?)\s+(?=\w)")
_WHITHER = re.compile(r"(?:at|on|to|from)\s+(?=\w)", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|[.!?:\n])[\s\"'\u201c\u2018(]*\Z")


def begin(variable: str, text: str, start: int, end: int) -> int:
    """Where the value in ``text[start:end]`` begins, code points; ``start`` if there is nothing to leave out.

    A capital article is left out at the head of a sentence only: elsewhere it belongs to a name ("The Hague").
    """
    if variable in KEPT:
        return start
    if variable == "venue" and (found := _WHITHER.match(text, start, end)):
        start = found.end()
    found = _ARTICLE.match(text, start, end)
    if found is None and _OPENING.search(text, max(0, start - 12), start):
        found = _CAPITAL.match(text, start, end)
    return found.end() if found else start
