"""What the thresholds of attribution are chosen by."""

from __future__ import annotations

from training import assembly, voices


def row(outlet: bool, right: bool) -> voices.Judged:
    return voices.Judged(outlet, right, told=True, trigger=False)


def test_never_attributing_is_not_the_best() -> None:
    never = [row(True, True)] * 18 + [row(False, False)] * 2
    some = [row(True, True)] * 15 + [row(True, False)] * 3 + [row(False, True)] * 2
    assert voices.share(never) == 90.0 > voices.share(some) == 85.0
    assert voices.both(some) == 185.0 > voices.both(never) == 90.0


def test_of_thresholds_that_score_alike_the_one_that_changes_least_is_taken() -> None:
    reached = {-1.0: 70.0, 0.0: 79.7, 0.5: 80.0, 1.0: 79.0, 2.0: 60.0}
    assert voices.least(reached) == 0.0


def test_of_links_that_score_alike_those_that_merge_least_are_taken() -> None:
    assert assembly.chosen([(168.0, 400), (170.0, 300), (169.5, 340), (169.4, 320)]) == 2
