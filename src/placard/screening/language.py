"""Which language a text is in: py3langid, its model shipped with it, asked about a few windows spread over the text."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

# Several short windows rather than one long one: a report in one language may begin with a long quotation in another, and the
# classifier counts bytes, of which other scripts have two or three a letter.
_WINDOWS, _LENGTH, _FEWEST_LETTERS, _CERTAIN = 5, 250, 12, 0.4


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language most of ``text`` is in, or None if it is too short or the classifier is not sure.

    Deterministic: the same text gives the same answer on any machine. Loading the model takes about a second, once.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    asked = 0
    for window in _windows(text.strip()):
        if sum(1 for character in window if character.isalpha()) >= _FEWEST_LETTERS:
            code, probability = _identifier().classify(window)
            votes[str(code)] += probability
            asked += 1
    if not asked:
        return None
    best = min(votes, key=lambda code: (-votes[code], code))
    return best if len(best) == 2 and votes[best] >= _CERTAIN * asked else None


def classify(words: str) -> tuple[str, float]:
    """The language ``words`` are likeliest in, and the probability of it, by the classifier alone."""
    code, probability = _identifier().classify(words)
    return str(code), float(probability)


def _windows(text: str) -> list[str]:
    """The whole of a short text; of a long one, windows at even distances from its first character to its last."""
    if len(text) <= _WINDOWS * _LENGTH:
        return [text[start : start + _LENGTH] for start in range(0, len(text), _LENGTH)]
    step = (len(text) - _LENGTH) // (_WINDOWS - 1)
    return [text[start : start + _LENGTH] for start in range(0, step * _WINDOWS, step)]


@cache
def _identifier() -> Any:
    # Imported here: it loads numpy and a model, and most commands ask for no language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
