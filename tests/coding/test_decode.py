import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placard.coding import labels
from placard.coding.decode import _without_loose_ends, best_legal, decode_values
from placard.coding.features import tokens


def _legal(tags: tuple[int, ...], sentence: np.ndarray) -> bool:
    for at, tag in enumerate(tags):
        if tag and tag % 2 == 0:
            before = tags[at - 1] if at and sentence[at] == sentence[at - 1] else 0
            if before not in (tag, tag - 1):
                return False
    return True


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(0, 4))
def test_the_best_legal_sequence_is_the_best_of_all(seed: int, length: int, cut: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 3, (length, 5))
    sentence = (np.arange(length) > cut).astype(np.int32)
    found = tuple(int(t) for t in best_legal(scores, sentence))
    assert _legal(found, sentence)

    def total(tags: tuple[int, ...]) -> float:
        return float(sum(scores[at, tag] for at, tag in enumerate(tags)))

    best = max((tags for tags in itertools.product(range(5), repeat=length) if _legal(tags, sentence)), key=total)
    # Runs cut where "no value" leads by more than 7 may lose at most a sequence that pays that lead back.
    assert total(found) >= total(best) - 1e-9 or (scores[:, 0] - scores[:, 1:].max(axis=1)).max() > 7


def test_spans_grow_to_whole_words_and_shed_punctuation() -> None:
    text = 'They chanted "Bread and dignity!" in Kano.'
    encoded = tokens(text)
    vectors = np.full((len(encoded.ids), labels.WIDTH), 0.0, np.float32)
    vectors[:, 0] = 8
    tags = {variable: 1 + 2 * labels.VARIABLES.index(variable) for variable in ("slogan", "place")}
    inside = [
        at
        for at, (s, e) in enumerate(zip(encoded.starts, encoded.ends, strict=True))
        if s >= text.index('"') and e <= text.index('" in') + 1
    ]
    for at in inside:
        vectors[at, tags["slogan"] + (at != inside[0])] = 20
    first_of_kano = next(at for at, s in enumerate(encoded.starts) if s == text.index("Kano"))
    vectors[first_of_kano, tags["place"]] = 20
    found = decode_values(text, encoded, vectors, {})
    assert [(f.label, text[f.start : f.end]) for f in found] == [("slogan", "Bread and dignity"), ("place", "Kano")]
    assert all(0 < f.probability <= 1 for f in found)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("in front of the gate", "front of the", "front"),
        ("at about 3 p.m. today", "about 3 p.m", "about 3 p.m."),
        ("hundreds of students", "hundreds of", "hundreds"),
        ("and the drivers", "and the drivers", "the drivers"),
        ("Rasht", "Rasht", "Rasht"),
        ("Buses were kept off- the", "kept off- the", "kept off"),
        ("Buses were kept off--the", "kept off--the", "kept off"),
        ("They held a sit-in there.", "sit-in", "sit-in"),
        ("Buses were kept off - the", "Buses were kept off - the", "Buses were kept off"),
        ("It was the Government's failure to act.", "s failure to act", "failure to act"),
        ("They promised an inquiry into it.", "an inquiry into", "an inquiry"),
    ],
)
def test_loose_ends_are_cut(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    found = _without_loose_ends(text, start, start + len(words))
    assert (text[found[0] : found[1]] if found else None) == expected


def test_a_favoured_variable_wins_words_another_would_have_had() -> None:
    text = "They met the minister in Kano."
    encoded = tokens(text)
    vectors = np.full((len(encoded.ids), labels.WIDTH), -6.0, dtype=np.float32)
    tags = labels.layout()["tags"]
    vectors[:, tags.start] = 3.0  # no value anywhere ...
    at = text.split().index("Kano.")
    vectors[at, tags] = -6.0
    vectors[at, tags.start + labels.TAGS.index("B-place")] = 2.0  # ... but a place, and nearly as likely a venue
    vectors[at, tags.start + labels.TAGS.index("B-venue")] = 1.8
    assert [span.label for span in decode_values(text, encoded, vectors, {})] == ["place"]
    assert [span.label for span in decode_values(text, encoded, vectors, {"favour": {"venue": 0.4}})] == ["venue"]
    assert [span.label for span in decode_values(text, encoded, vectors, {"favour": {"target": 0.4}})] == ["place"]


def test_a_span_tells_whether_it_bears_no_value_and_whether_it_goes_on() -> None:
    text = "They met in Kano State. They left."
    encoded = tokens(text)
    vectors = np.full((len(encoded.ids), labels.WIDTH), -9.0, np.float32)
    tags = labels.layout()["tags"].start
    begin = tags + labels.TAGS.index("B-place")
    vectors[:, tags] = 3.0
    at = int(np.flatnonzero(encoded.starts == text.index("Kano"))[0])
    vectors[at, begin], vectors[at, tags] = 3.0, 2.0
    vectors[at + 1, begin + 1] = 2.0
    (span,) = decode_values(text, encoded, vectors, {})
    assert text[span.start : span.end] == "Kano"
    assert span.outside == pytest.approx(1 / (1 + np.e), abs=0.01)
    assert span.beyond == pytest.approx(1 / (1 + np.e), abs=0.01)
