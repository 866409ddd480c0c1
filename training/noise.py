"""A report as other hands hand it on: scanned from paper and read by a machine, all in capitals, or without any."""

from __future__ import annotations

import random
import re

from training.edits import Edit, edited

# What text recognition takes for another, both ways (Lopresti 2009, "Optical character recognition errors and their effects on
# natural language processing", names the kinds: substitution, merging and splitting of letters, and of words).
_ALIKE = [
    ("rn", "m"), ("cl", "d"), ("li", "h"), ("vv", "w"), ("ii", "u"), ("fi", "fl"), ("e", "c"), ("h", "b"), ("l", "1"), ("I", "l"),
    ("O", "0"), ("o", "0"), ("S", "5"), ("B", "8"), ("t", "f"), ("n", "ri"), ("a", "o"), ("g", "q"), ("i", "l"), (",", "."),
]  # fmt: skip
_CONFUSED: dict[str, list[str]] = {}
for _one, _other in _ALIKE:
    _CONFUSED.setdefault(_one, []).append(_other)
    _CONFUSED.setdefault(_other, []).append(_one)
_LETTERS = re.compile("|".join(sorted(map(re.escape, _CONFUSED), key=len, reverse=True)))
_BREAK = re.compile(r"(?<=[a-z]{3})(?=[a-z]{3})")
_SPACE = re.compile(r"(?<=\w) (?=\w)")


def scanned(document: dict, rng: random.Random, share: float = 0.01) -> dict:
    """The report with letters misread, words run together and words broken at line ends.

    Args:
        document: in the JSON form; marks keep their words' places.
        share: of the letters that have a double are misread; half of it of the spaces are lost, and a twentieth of it of the places
            where a word may be broken at a line's end ("demon- stration").
    """
    text = document["text"]
    edits: list[Edit] = []
    for match in _LETTERS.finditer(text):
        if rng.random() < share:
            edits.append((match.start(), match.end(), rng.choice(_CONFUSED[match.group()])))
    for match in _SPACE.finditer(text):
        if rng.random() < share / 2:
            edits.append((match.start(), match.end(), ""))
    for match in _BREAK.finditer(text):
        if match.start() and rng.random() < share / 20:
            edits.append((match.start() - 1, match.start(), text[match.start() - 1] + "- "))
    return edited(document, edits)


def recased(document: dict, upper: bool) -> dict:
    """The report in capitals, or without any; letters whose other case is longer stay as they are."""
    change = str.upper if upper else str.lower
    return document | {"text": "".join(made if len(made := change(letter)) == 1 else letter for letter in document["text"])}
