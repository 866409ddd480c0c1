import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.screening.relevance import hashed, may_report, pieces, screen

REPORTS = [
    "Thousands of teachers marched through Kano on Monday to demand unpaid wages.",
    "The council met. Dock workers have downed tools at the port and picketed the gates.",
    "police fired tear gas at students who blocked the road in dhaka",
    "Residents burned tyres and barricaded the N2 over water cuts.",
]
OTHERS = [
    "The recipe needs two eggs, a cup of milk and fresh thyme.",
    "Rain is expected in the north. Temperatures will reach 21 degrees.",
    "The bank raised its rate by a quarter of a point on Thursday.",
]


@pytest.mark.parametrize("text", REPORTS)
def test_reports_pass(text: str) -> None:
    assert may_report(text)


def test_reports_score_above_other_texts() -> None:
    assert min(screen(text).score for text in REPORTS) > max(screen(text).score for text in OTHERS)


def test_some_texts_are_stopped() -> None:
    assert not may_report(OTHERS[0])


def test_a_text_the_screen_cannot_read_passes() -> None:
    assert may_report("کارگران در خیابان‌های رشت راهپیمایی کردند و شعار دادند.")


def test_the_likeliest_sentences_hold_the_event() -> None:
    text = "\n".join([*OTHERS, REPORTS[0], *OTHERS])
    assert REPORTS[0] in screen(text).likeliest


def test_one_report_among_many_sentences_is_enough() -> None:
    assert screen("\n".join(OTHERS * 50 + [REPORTS[1]])).score == pytest.approx(screen(REPORTS[1]).score)


def test_numbers_hash_alike() -> None:
    assert hashed("300 marched") == hashed("4521 marched")


@given(st.text(max_size=500))
def test_any_text_is_screened(text: str) -> None:
    result = screen(text)
    assert result.score == float("-inf") or np.isfinite(result.score)
    assert all(piece in text for piece in pieces(text))
