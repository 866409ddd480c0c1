"""Text to encoder input: word pieces with offsets, features the uncased encoder cannot see, and windows of whole sentences."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from placard.coding.sentences import sentences

WINDOW = 254  # word pieces of a window, without [CLS] and [SEP]
CONTEXT = 64  # word pieces two neighbouring windows share at most
CLS, SEP, PAD = 101, 102, 0  # BERT uncased vocabulary

SHAPES = 8  # other, lower, Capital, CAPITALS, mIxed, digits, digits and letters, punctuation
FEATURES = ("shape", "quoted", "place")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*", re.UNICODE)
_QUOTE = re.compile(r'"[^"\n]{1,600}"|“[^”\n]{1,600}”|«[^»\n]{1,600}»|‘[^’\n]{3,600}’(?!\w)|(?<!\w)\'[^\'\n]{8,600}\'(?!\w)')


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as word pieces.

    Attributes:
        ids: (n,) vocabulary ids, without special tokens.
        starts, ends: (n,) code-point offsets into the text.
        features: (n, 3) shape, quoted, place of each piece, for the feature embeddings.
        sentence: (n,) index of the sentence each piece lies in.
        spans: code-point ranges of the sentences.
    """

    ids: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    features: npt.NDArray[np.int64]
    sentence: npt.NDArray[np.int32]
    spans: list[tuple[int, int]]


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """The encoder's word-piece tokenizer, shipped with the weights."""
    path = resources.files("placard").joinpath("weights/tokenizer.json")
    made = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    made.no_padding()
    made.no_truncation()
    return made


@lru_cache(maxsize=1)
def place_names() -> npt.NDArray[np.uint32]:
    """Sorted CRC-32 of known place names, folded to lower case (towns above 15,000 people, countries, divisions)."""
    with resources.as_file(resources.files("placard").joinpath("weights/place_names.npy")) as path:
        names: npt.NDArray[np.uint32] = np.load(Path(path))
    return names


def tokens(text: str) -> Tokens:
    """Cut a text into word pieces with their features; texts of any length and script."""
    spans = sentences(text)
    encoding = tokenizer().encode(text, add_special_tokens=False)
    offsets = np.asarray(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    starts, ends = offsets[:, 0].copy(), offsets[:, 1].copy()
    begins = np.asarray([start for start, _ in spans] or [0], dtype=np.int32)
    sentence = np.maximum(np.searchsorted(begins, starts, side="right") - 1, 0).astype(np.int32)
    per_character = _character_features(text)
    features = per_character[np.minimum(starts, max(len(text) - 1, 0))] if len(text) else np.zeros((0, 3), np.int64)
    return Tokens(np.asarray(encoding.ids, dtype=np.int64), starts, ends, features.astype(np.int64), sentence, spans)


def _character_features(text: str) -> npt.NDArray[np.int8]:
    """(len(text), 3) features of the word each character lies in."""
    result = np.zeros((max(len(text), 1), len(FEATURES)), dtype=np.int8)
    result[:, 0] = 7
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    for start, end, word in words:
        result[start:end, 0] = _shape(word)
    for match in _QUOTE.finditer(text):
        result[match.start() : match.end(), 1] = 1
    _mark_places(words, result)
    return result


@lru_cache(maxsize=100_000)
def _shape(word: str) -> int:
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return 5 if any(character.isdigit() for character in word) else 0
    if len(letters) < len(word) and any(character.isdigit() for character in word):
        return 6
    if all(character.islower() for character in letters):
        return 1
    if all(character.isupper() for character in letters):
        return 3 if len(letters) > 1 else 2
    return 2 if letters[0].isupper() else 4


@lru_cache(maxsize=200_000)
def _key(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "replace"))


def _mark_places(words: list[tuple[int, int, str]], result: npt.NDArray[np.int8]) -> None:
    """Set the place feature on words that begin or continue a known place name of up to three words."""
    if not words:
        return
    folded = [word.lower() for _, _, word in words]
    names = place_names()
    for length in (3, 2, 1):
        if len(words) < length:
            continue
        keys = np.asarray(
            [_key(" ".join(folded[at : at + length])) for at in range(len(words) - length + 1)],
            dtype=np.uint32,
        )
        found = names[np.minimum(np.searchsorted(names, keys), len(names) - 1)] == keys
        for at in np.flatnonzero(found):
            result[words[at][0] : words[at + length - 1][1], 2] = 1


def windows(encoded: Tokens, size: int = WINDOW, context: int = CONTEXT) -> list[tuple[int, int]]:
    """Ranges of word pieces that together cover the text, each at most ``size`` long, cut between sentences where possible.

    Neighbouring windows share whole sentences of up to ``context`` pieces, so that each piece has words on both sides.
    """
    total = len(encoded.ids)
    if total == 0:
        return []
    firsts = np.concatenate([[0], np.flatnonzero(np.diff(encoded.sentence)) + 1, [total]])
    result = []
    begin = 0
    while True:
        limit = begin + size
        if limit >= total:
            result.append((begin, total))
            return result
        fitting = firsts[(firsts > begin) & (firsts <= limit)]
        end = int(fitting[-1]) if len(fitting) else limit
        result.append((begin, end))
        shared = firsts[(firsts > begin) & (firsts < end) & (firsts >= end - context)]
        begin = int(shared[0]) if len(shared) else end
