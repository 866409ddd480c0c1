"""Where a text switches language: paragraphs that are surely in another language than the text as a whole."""

from __future__ import annotations

import re

from placard.records import Detail
from placard.screening.language import classify, letters

_PARAGRAPH = re.compile(r"[^\n]+")
_FEWEST_LETTERS, _WINDOW, _SURE, _MOST = 60, 400, 0.95, 200


def other_languages(text: str, main: str | None) -> tuple[Detail, ...]:
    """Passages in another language, as details named ``language``, neighbours joined.

    Args:
        text: the document's text.
        main: ISO 639-1 code of the language most of it is in; None finds nothing, for then nothing is known to switch from.

    Returns:
        Details with the passages' ranges, in order. A short paragraph is left with those around it: names and quotations of a
        few words settle nothing. A text of one paragraph has none.
    """
    if main is None or "\n" not in text.strip():
        return ()
    found: list[tuple[str, int, int]] = []
    for number, match in enumerate(_PARAGRAPH.finditer(text)):
        if number >= _MOST:
            break
        words = match.group()
        if not letters(words[: 4 * _WINDOW], _FEWEST_LETTERS):
            continue
        code, probability = classify(words[:_WINDOW])
        if code == main or probability < _SURE or len(code) != 2:
            found.append(("", match.start(), match.end()))
        elif found and found[-1][0] == code:
            found[-1] = (code, found[-1][1], match.end())
        else:
            found.append((code, match.start(), match.end()))
    return tuple(Detail("language", code, start, end) for code, start, end in found if code)
