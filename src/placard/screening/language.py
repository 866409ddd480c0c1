"""Which language a text is in: py3langid, its model shipped with it, asked about a few windows spread over the text."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import islice
from tempfile import gettempdir
from typing import Any

from placard.errors import ConfigError

# Several short windows rather than one long one: a report in one language may begin with a long quotation in another, and the
# classifier counts bytes, of which other scripts have two or three a letter.
_WINDOWS, _LENGTH, _FEWEST_LETTERS, _CERTAIN = 5, 250, 12, 0.4


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language most of ``text`` is in, or None if it is too short or the classifier is not sure.

    Deterministic: the same text gives the same answer on any machine. Loading the model takes about a second, once.

    Raises:
        ConfigError: if there is no room for unpacking the model.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    asked = 0
    for window in _windows(text.strip()):
        if letters(window, _FEWEST_LETTERS):
            code, probability = _identifier().classify(window)
            votes[str(code)] += probability
            asked += 1
    if not asked:
        return None
    best = min(votes, key=lambda code: (-votes[code], code))
    return best if len(best) == 2 and votes[best] >= _CERTAIN * asked else None


def letters(words: str, fewest: int) -> bool:
    """Whether ``words`` has at least ``fewest`` letters of any script; no more of it is looked at than that takes."""
    return sum(1 for _ in islice(filter(str.isalpha, words), fewest)) >= fewest


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


def drop_model() -> None:
    """Give back the memory of the classifier, 70 MB; the next question loads it again, which takes about a second."""
    _identifier.cache_clear()


@cache
def _identifier() -> Any:
    # Imported here: it loads numpy and a model, and most commands ask for no language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # the model is unpacked into a temporary file of 40 MB
        raise ConfigError(
            f"the model that tells languages cannot be unpacked: {error.strerror or error}",
            where=gettempdir(),
            fix="free some space there, or name another folder in TMPDIR",
        ) from None
