"""Which language a text is in: py3langid, its model shipped with it, asked about the beginning of the text."""

from __future__ import annotations

from functools import cache
from typing import Any

# The first 1,000 characters settle it; the classifier's certainty is lower, not higher, on long texts that repeat themselves.
_MOST, _FEWEST_LETTERS, _CERTAIN = 1000, 12, 0.4


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``, or None if it is too short or the classifier is not sure.

    Deterministic: the same text gives the same answer on any machine. Loading the model takes about a second, once.
    """
    sample = text.strip()[:_MOST]
    if sum(1 for character in sample if character.isalpha()) < _FEWEST_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if len(code) == 2 and probability >= _CERTAIN else None


@cache
def _identifier() -> Any:
    # Imported here: it loads numpy and a model, and most commands ask for no language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
