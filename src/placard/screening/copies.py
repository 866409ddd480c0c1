"""Which documents republish another one, in whole or in part.

A copy takes most of its words from one other document (light edits, cuts, added paragraphs); a part-copy holds a passage
of another. Candidates come from sketches (:mod:`placard.screening.copies_sketch`), the decision from an alignment: the
share of each text that lies in runs of words the other has too. The original is the one an agency put out, then the
earlier, then the fuller; copies of copies point at the root.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from placard.records import DocumentInfo
from placard.screening.copies_pairs import KeyTable
from placard.screening.copies_sketch import bands, covered, fingerprints, shingles, word_hashes

COPY_SHARE = 0.5
PART_SHARE = 0.08
PART_WORDS = 25
SHORTEST_RUN = 5
_OPENING = 160
_DATELINE = re.compile(r"^\W{0,3}[^\n]{0,90}?\(([^()\n]{2,40})\)\s*[-\u2013\u2014:]", re.UNICODE)


@dataclass(frozen=True, slots=True, order=True)
class PartCopy:
    """A passage shared by two documents: ``share`` of the words of ``document`` stand in ``other`` as well, ``words`` of them."""

    document: str
    other: str
    share: float
    words: int


@dataclass(frozen=True, slots=True)
class CopyResult:
    """What was found: document id -> id of the root original it republishes, and the part-copies among the rest."""

    copy_of: dict[str, str] = field(default_factory=dict)
    parts: tuple[PartCopy, ...] = ()


@dataclass(slots=True)
class _Texts:
    """What is kept of each document: never its text, only hashes of its words (or nothing, where texts can be fetched)."""

    ids: list[str] = field(default_factory=list)
    rank: list[tuple[object, ...]] = field(default_factory=list)
    words: list[NDArray[np.uint32] | None] = field(default_factory=list)
    credit: list[str] = field(default_factory=list)


def find_copies(
    documents: Iterable[tuple[DocumentInfo, str]],
    *,
    agencies: Container[str] = (),
    fetch: Callable[[str], str] | None = None,
    copy_share: float = COPY_SHARE,
) -> CopyResult:
    """Find copies and part-copies in a stream of documents.

    Args:
        documents: each document's info and text, read once; the result does not depend on their order.
        agencies: source ids of news agencies, which are taken as the origin of what others carry within a day or two.
        fetch: gives a document's text again by id; without it a hash of every word is kept (about 4 bytes a word).
        copy_share: the share of its words a document must have from another to count as its copy.

    Returns:
        :class:`CopyResult`; both parts in an order that depends on ids alone.
    """
    texts, keys = _Texts(), KeyTable()
    cache: dict[str, int] = {}
    for info, text in documents:
        words = word_hashes(text, cache)
        own = shingles(words)
        keys.add(np.concatenate((fingerprints(own), bands(own))) if len(own) else own)
        texts.ids.append(info.id)
        texts.words.append(None if fetch else words)
        credit = _credit(text)
        texts.credit.append(credit)
        texts.rank.append(_rank(info, len(words), info.source_id in agencies if info.source_id else False, bool(credit)))
    order = np.array(sorted(range(len(texts.ids)), key=texts.rank.__getitem__), dtype=np.int64)
    return _decide(texts, keys.pairs(order), cache, fetch, copy_share)


def _credit(text: str) -> str:
    """The agency a dateline names, as in ``LIMA, Nov 5 (Meridiano) -``, else an empty string."""
    found = _DATELINE.match(text[:_OPENING])
    return found.group(1) if found else ""


def _rank(info: DocumentInfo, length: int, agency: bool, credited: bool) -> tuple[object, ...]:
    """Sort key that puts the original first: agencies have two days' grace, as republications carry the day they print."""
    day = _ordinal(info.published)
    return (day - 2 if agency else day, not agency, not credited, info.published or "~", -length, info.input_id, info.id)


def _ordinal(published: str | None) -> int:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return date.max.toordinal()


def _decide(
    texts: _Texts,
    pairs: Iterable[tuple[int, int]],
    cache: dict[str, int],
    fetch: Callable[[str], str] | None,
    copy_share: float,
) -> CopyResult:
    """Align each candidate pair (first = better placed as the original) and follow copies to their roots."""

    def words(number: int) -> NDArray[np.uint32]:
        kept = texts.words[number]
        if kept is not None:
            return kept
        assert fetch is not None
        return word_hashes(fetch(texts.ids[number]), cache)

    origin: dict[int, tuple[float, int]] = {}
    passages: list[tuple[int, int, float, int]] = []
    last, last_words, last_shingles = -1, words(0) if texts.ids else np.array([], np.uint32), np.array([], np.uint64)
    for first, second in pairs:
        if first != last:
            last, last_words = first, words(first)
            last_shingles = np.unique(shingles(last_words))
        later = words(second)
        if not len(later) or not len(last_words):
            continue
        common = covered(later, last_shingles, SHORTEST_RUN)
        share = common / len(later)
        if share >= copy_share and (common >= PART_WORDS or share > 0.9):
            best = origin.get(second)
            if best is None or share > best[0] + 0.1:
                origin[second] = (share, first)
        elif common >= PART_WORDS and share >= PART_SHARE:
            passages.append((second, first, share, common))
    roots = {number: _root(number, origin) for number in origin}
    parts = sorted(
        PartCopy(texts.ids[document], texts.ids[other], round(share, 4), common)
        for document, other, share, common in _distinct(passages, roots)
    )
    copy_of = {texts.ids[number]: texts.ids[root] for number, root in roots.items()}
    return CopyResult(dict(sorted(copy_of.items())), tuple(parts))


def _root(number: int, origin: dict[int, tuple[float, int]]) -> int:
    while number in origin:
        number = origin[number][1]
    return number


def _distinct(passages: list[tuple[int, int, float, int]], roots: dict[int, int]) -> Iterator[tuple[int, int, float, int]]:
    """Part-copies between different texts: what two copies of one text share is told once, of the originals."""
    for document, other, share, common in passages:
        if roots.get(document, document) != roots.get(other, other) and document not in roots and other not in roots:
            yield document, other, share, common
