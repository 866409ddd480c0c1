"""Output vectors to tagged spans: the best legal sequence of tags in each sentence, cut to whole words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from placard.coding import edges, labels
from placard.coding.features import Tokens
from placard.coding.furniture import on_the_page
from placard.coding.tagger import Vectors, softmax

PARTS = labels.layout()
_LOOSE_TAIL = re.compile(
    r"(?:(?<![\s,;:-])(?:[\s,;:][\s,;:-]*|-[\s,;:-]+)(?:the|a|an|of|in|into|on|onto|at|to|by|for|with|from|and|or|that|which|who|as|its|their|his|her|was|were|is|are))+$",
    re.IGNORECASE,
)
_LOOSE_HEAD = re.compile(r"(?:(?:and|or|but|that|which|who|as|(?<=['’])s)\s+)+", re.IGNORECASE)
_FUNCTION_WORD = re.compile(
    r"the|a|an|of|in|on|at|to|by|for|with|from|and|or|that|which|who|as|its|their|his|her|was|were|is|are|be|been|had|has|have|he|she"
    r"|they|it|this|these|those|near|some|many|more|than|about|around|over|under|after|before|also|not|into|between|against",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\b[A-Za-z]\.[A-Za-z]$")
_EDGES = " \t\n\r.,;:!?\"'“”‘’«»()[]–—-*•"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span the tagger found: label, word-piece range, code points, sentence, and what the network gave it.

    Attributes:
        probability: of its tags, the geometric mean over its pieces.
        outside: that its pieces bear no value at all, the mean over them.
        beyond: that the value goes on in the piece after it.
    """

    label: str
    first: int
    last: int
    start: int
    end: int
    sentence: int
    probability: float
    outside: float = 0.0
    beyond: float = 0.0


def decode_values(text: str, encoded: Tokens, vectors: Vectors, settings: Mapping[str, Any]) -> list[Tagged]:
    """The spans of the codebook's variables, in the order of the text.

    Args:
        settings: ``outside`` is taken from the log probability of "no value" (positive finds more spans); ``gate`` weighs the
            sentence's own log odds of carrying a value, so that sentences about something else stay empty; ``begin`` is taken
            from the score of each new span, so that a phrase is not cut into pieces; ``favour`` maps variables to what is added to
            the log probability of their tags (positive finds more of them).
    """
    logs = np.log(softmax(vectors[:, PARTS["tags"]]) + 1e-12)
    gate = _per_sentence(vectors[:, PARTS["sentence"]][:, 1], encoded)
    scores = logs.copy()
    scores[:, 0] -= settings.get("outside", 0.0) + settings.get("gate", 0.0) * np.clip(gate, -6, 3)
    scores[:, 1::2] -= settings.get("begin", 0.0)
    for variable, bias in settings.get("favour", {}).items():
        begin = 1 + 2 * labels.VARIABLES.index(variable)
        scores[:, begin : begin + 2] += bias
    tags = best_legal(scores, encoded.sentence)
    found = joined(text, _spans(text, encoded, tags, np.exp(logs), labels.TAGS))
    found = [span for span in found if span.label != "date" or not on_the_page(text, span.start, span.end)]
    return [_shortest(text, encoded, span) for span in found]


def _shortest(text: str, encoded: Tokens, span: Tagged) -> Tagged:
    """The span without an article before it, characters and pieces alike."""
    start = edges.begin(span.label, text, span.start, span.end)
    if start == span.start:
        return span
    first = span.first
    while first < span.last - 1 and int(encoded.ends[first]) <= start:
        first += 1
    return replace(span, first=first, start=start)


def joined(text: str, spans: list[Tagged]) -> list[Tagged]:
    """The spans with neighbours of one label made one where nothing but space or a hyphen stands between them."""
    result: list[Tagged] = []
    for span in spans:
        last = result[-1] if result else None
        if last and last.label == span.label and last.sentence == span.sentence and not text[last.end : span.start].strip(" -–"):
            pieces = (last.last - last.first, span.last - span.first)
            result[-1] = replace(
                last,
                last=span.last,
                end=span.end,
                probability=min(float(np.average((last.probability, span.probability), weights=pieces)), 1.0),
                outside=float(np.average((last.outside, span.outside), weights=pieces)),
                beyond=span.beyond,
            )
        else:
            result.append(span)
    return result


def decode_voices(text: str, encoded: Tokens, vectors: Vectors, part: str, outside: float = 0.0) -> list[Tagged]:
    """The spans of one two-label part: ``speaker`` or ``cue``."""
    logs = np.log(softmax(vectors[:, PARTS[part]]) + 1e-12)
    scores = logs.copy()
    scores[:, 0] -= outside
    tags = best_legal(scores, encoded.sentence)
    return _spans(text, encoded, tags, np.exp(logs), ["O", f"B-{part}", f"I-{part}"])


def _per_sentence(logits: npt.NDArray[np.float32], encoded: Tokens) -> npt.NDArray[np.float64]:
    """Mean logit of the sentence each piece lies in."""
    size = int(encoded.sentence[-1]) + 1 if len(encoded.sentence) else 0
    counts = np.maximum(np.bincount(encoded.sentence, minlength=size), 1)
    means = np.bincount(encoded.sentence, weights=logits.astype(np.float64), minlength=size) / counts
    result: npt.NDArray[np.float64] = means[encoded.sentence]
    return result


def best_legal(scores: npt.NDArray[np.float64], sentence: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Viterbi over legal BIO sequences: an I follows only its own B or I, and nothing crosses a sentence.

    Args:
        scores: (n, 1 + 2k) log scores of O, B-1, I-1, B-2, I-2 ...
        sentence: (n,) sentence of each piece.

    Returns:
        (n,) tag indices.
    """
    count = len(scores)
    result = np.zeros(count, dtype=np.int64)
    if not count:
        return result
    begins = np.arange(1, scores.shape[1], 2)
    # Where "no value" beats every tag by far no span can pass: such pieces cut the text into short runs.
    lead = scores[:, 0] - scores[:, 1:].max(axis=1)
    cuts = np.flatnonzero((lead[1:] > 7.0) | (np.diff(sentence) != 0)) + 1
    bounds = np.concatenate([[0], cuts, [count]])
    # Where "no value" leads at every piece of a run no other sequence can beat it: only the other runs are worth the search.
    hopeful = np.add.reduceat(lead < 0, bounds[:-1]) > 0
    for at in np.flatnonzero(hopeful):
        run = np.arange(bounds[at], bounds[at + 1])
        if len(run) == 1:
            row = scores[run[0]].copy()
            row[begins + 1] = -np.inf
            result[run[0]] = int(row.argmax())
        else:
            result[run] = _viterbi(scores[run], begins)
    return result


def _viterbi(scores: npt.NDArray[np.float64], begins: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    insides = begins + 1
    length, width = scores.shape
    back = np.zeros((length, width), dtype=np.int64)
    best = scores[0].copy()
    best[insides] = -np.inf
    for at in range(1, length):
        top = int(best.argmax())
        step = scores[at] + best[top]
        back[at] = top
        from_begin = best[begins] >= best[insides]
        back[at, insides] = np.where(from_begin, begins, insides)
        step[insides] = scores[at, insides] + np.maximum(best[begins], best[insides])
        best = step
    tags = np.zeros(length, dtype=np.int64)
    tags[-1] = int(best.argmax())
    for at in range(length - 1, 0, -1):
        tags[at - 1] = back[at, tags[at]]
    return tags


def _spans(
    text: str, encoded: Tokens, tags: npt.NDArray[np.int64], probabilities: npt.NDArray[np.float64], names: list[str]
) -> list[Tagged]:
    result: list[Tagged] = []
    at = 0
    while at < len(tags):
        if tags[at] == 0:
            at += 1
            continue
        begin, inside = at, tags[at] + 1
        at += 1
        while at < len(tags) and tags[at] == inside:
            at += 1
        span = _whole_words(text, encoded, begin, at)
        if span and not (result and span[0] < result[-1].end):
            log = np.log(probabilities[np.arange(begin, at), tags[begin:at]] + 1e-12).mean()
            label, sentence = names[int(tags[begin])][2:], int(encoded.sentence[begin])
            outside = float(probabilities[begin:at, 0].mean())
            goes_on = at < len(tags) and int(encoded.sentence[at]) == sentence
            beyond = float(probabilities[at, inside]) if goes_on else 0.0
            result.append(Tagged(label, begin, at, *span, sentence, float(np.exp(log)), outside, beyond))
    return result


def _whole_words(text: str, encoded: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The characters of a token range, grown to whole words and without punctuation at the edges; None if nothing is left."""
    start, end = int(encoded.starts[first]), int(encoded.ends[last - 1])
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return _without_loose_ends(text, start, end)


def _without_loose_ends(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range without function words that lead nowhere ("front of the"), and with the last stop of "3 p.m."; None if empty."""
    tail = _LOOSE_TAIL.search(text, start, end)
    end = tail.start() if tail else end
    head = _LOOSE_HEAD.match(text, start, end)
    start = head.end() if head else start
    if end < len(text) and text[end] == "." and _ABBREVIATION.search(text, start, end):
        end += 1
    return (start, end) if end > start and not _FUNCTION_WORD.fullmatch(text, start, end) else None
