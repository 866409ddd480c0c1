"""Floors on published readings and dates others marked; they only rise. Skipped where the evaluation data is absent."""

from __future__ import annotations

from pathlib import Path

from benchmarks.resolving import date_score, size_score


def test_sizes_agree_with_published_readings(shared: Path) -> None:
    score = size_score(shared / "data" / "sizes" / "sizes.jsonl")
    assert score.phrases == 599
    assert score.agreeing / score.phrases >= 0.97


def test_dates_agree_with_marked_ones(shared: Path) -> None:
    scores = {name: date_score(shared / "data" / "dates" / f"{name}.jsonl") for name in ("meantime", "gum")}
    assert sum(score.right for score in scores.values()) / sum(score.dates for score in scores.values()) >= 0.92
    assert scores["meantime"].right / scores["meantime"].dates >= 0.93
    assert scores["gum"].right / scores["gum"].dates >= 0.91
