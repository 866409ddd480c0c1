"""Point values by convention, and the size category of the Crowd Counting Consortium."""

from __future__ import annotations

import pytest

from placard.records import Count
from placard.resolving.conventions import ccc_category, open_interval, point
from placard.resolving.counts import resolve_count


@pytest.mark.parametrize(
    ("words", "ccc", "mpeds", "acled"),
    [
        ("dozens", 24, 36, 12),
        ("hundreds", 200, 150, 100),
        ("thousands", 2000, 1500, 1000),
        ("tens of thousands", 20000, 15000, 10000),
        ("several hundred", 200, 300, 200),
        ("a couple of hundred", 200, 200, 200),
        ("about 300", 300, 300, 300),
        ("300 to 500", 300, 400, 300),
        ("dozens to hundreds", 24, 93, 12),
        ("hundreds-thousands", 200, 825, 100),
        ("at least 40", 40, 40, 40),
        ("up to 500", 500, 500, 500),
        ("no one", 0, 0, 0),
        ("a student", 1, 1, 1),
    ],
)
def test_points(words: str, ccc: int, mpeds: int, acled: int) -> None:
    count = resolve_count(words)
    assert isinstance(count, Count)
    assert (point(count, "ccc"), point(count, "mpeds"), point(count, "acled")) == (ccc, mpeds, acled)
    assert point(count, "interval") is None


def test_a_count_without_ends_has_no_point() -> None:
    assert point(Count(None, None, "some", "none"), "ccc") is None


def test_an_unknown_convention_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="ccc, mpeds, acled, interval"):
        point(Count(1, 1, "one", "exact"), "gdelt")


@pytest.mark.parametrize(
    ("low", "category"), [(0, 0), (1, 1), (99, 1), (100, 2), (999, 2), (1000, 3), (9999, 3), (10000, 4), (2000000, 4)]
)
def test_ccc_categories(low: int, category: int) -> None:
    assert ccc_category(Count(low, low, str(low), "exact")) == category


def test_the_corpus_reads_vague_plurals_without_an_upper_end() -> None:
    hundreds, forty = resolve_count("hundreds"), resolve_count("up to 40")
    assert isinstance(hundreds, Count) and isinstance(forty, Count)
    assert open_interval(hundreds) == (200, None)
    assert open_interval(forty) == (None, 40)
