"""A report as a scan or in capitals keeps its marks on their words."""

from __future__ import annotations

import random

from tests.training.test_augment import document, words
from training import noise


def test_a_scan_misreads_letters_and_leaves_marks_on_their_words() -> None:
    changed = 0
    for seed in range(40):
        made = noise.scanned(document(), random.Random(seed), share=0.2)
        changed += made["text"] != document()["text"]
        for before, after in zip(document()["marks"], made["marks"], strict=True):
            told, read = words(document(), before), words(made, after)
            assert read and abs(len(read) - len(told)) <= 1 + len(told) // 2
            assert read == read.strip()
        assert made["marks"][2]["start"] >= made["marks"][1]["end"]
    assert changed > 35


def test_without_noise_nothing_changes() -> None:
    assert noise.scanned(document(), random.Random(1), share=0.0) == document()


def test_capitals_keep_every_offset() -> None:
    text = document()["text"]
    assert noise.recased(document(), upper=True)["text"] == text.upper()
    assert noise.recased(document(), upper=False)["text"] == text.lower()
    sharp = {"text": "Straße in İzmir"}
    assert len(noise.recased(sharp, upper=True)["text"]) == len(noise.recased(sharp, upper=False)["text"]) == len(sharp["text"])
