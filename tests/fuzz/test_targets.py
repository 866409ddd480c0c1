"""The fuzz targets on a few inputs each: the seeds, the seeds damaged, and anything at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, seeds

# A PDF goes to another process and back, and some readers unpack: a few dozen of those take as long as thousands of the rest.
SLOW = {"read bulletin.pdf", "read page.html", "read pile.zip", "read pile.tar.gz", "read capture.warc.gz", "resolvers"}


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    seed = draw(st.sampled_from(seeds(name)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(seed)))
        end = draw(st.integers(start, min(len(seed), start + 30)))
        seed = seed[:start] + draw(st.binary(max_size=30)) + seed[end:]
    return seed


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_holds(name: str) -> None:
    @settings(max_examples=6 if name in SLOW else 25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.binary(max_size=200) | damaged(name))
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    for seed in seeds(name):
        TARGETS[name](seed)
    holds()
