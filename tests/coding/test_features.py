import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from placard.coding import features


def _pieces(text: str) -> list[tuple[str, tuple[int, int, int]]]:
    encoded = features.tokens(text)
    return [(text[s:e], tuple(int(x) for x in f)) for s, e, f in zip(encoded.starts, encoded.ends, encoded.features, strict=True)]


def test_shape_quote_and_place_are_seen() -> None:
    found = dict(_pieces('POLICE in New York said "go home" to 40 Drivers.'))
    assert found["POLICE"][0] == 3
    assert found["New"] == (2, 0, 1)
    assert found["York"][2] == 1
    assert found["go"] == (1, 1, 0)
    assert found["40"][0] == 5
    assert found["in"] == (1, 0, 0)
    assert found["."][0] == 7


def test_a_place_is_found_in_lower_case_too() -> None:
    assert dict(_pieces("they marched in caracas today"))["caracas"][2] == 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_offsets_lie_in_the_text(text: str) -> None:
    encoded = features.tokens(text)
    assert len(encoded.ids) == len(encoded.starts) == len(encoded.features) == len(encoded.sentence)
    assert all(0 <= s <= e <= len(text) for s, e in zip(encoded.starts, encoded.ends, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=60), st.integers(20, 80), st.integers(0, 19))
def test_windows_cover_every_piece_and_never_outgrow_their_size(lengths: list[int], size: int, context: int) -> None:
    sentence = np.repeat(np.arange(len(lengths)), lengths).astype(np.int32)
    n = len(sentence)
    encoded = features.Tokens(
        np.ones(n, np.int64),
        np.arange(n, dtype=np.int32),
        np.arange(n, dtype=np.int32) + 1,
        np.zeros((n, 3), np.int64),
        sentence,
        [],
    )
    found = features.windows(encoded, size, context)
    assert all(0 < end - begin <= size for begin, end in found)
    covered = np.zeros(n, bool)
    for begin, end in found:
        covered[begin:end] = True
    assert covered.all()
    assert all(left[0] < right[0] and right[0] >= left[1] - context for left, right in itertools.pairwise(found))


def test_no_window_for_no_text() -> None:
    assert features.windows(features.tokens("")) == []
