"""Piles of invented reports for tests of the store, the release and the commands."""

from __future__ import annotations

import json
import random
from pathlib import Path

TOWNS = ("Kano", "Lagos", "Jos", "Abuja")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
WHO = ("teachers", "workers", "students", "nurses")


_SYLLABLES = ("ka", "no", "lim", "ter", "os", "bru", "vel", "ash", "din", "mor", "peg", "uth", "fre", "gol", "sin", "wap")


def _filler(number: int) -> str:
    """Sixty words of no language, different for each report, so that no two reports are copies of one text."""
    dice = random.Random(number)
    return " ".join("".join(dice.choices(_SYLLABLES, k=3)) for _ in range(60)).capitalize() + "."


def report(number: int) -> dict[str, object]:
    town, day, who = TOWNS[number % 4], DAYS[number % 5], WHO[number % 4]
    text = (
        f"About {100 + 37 * number} {who} marched in {town} on {day} over unpaid wages of the year {number}. "
        f"{'-' if number % 3 else '='}Report {number}: police Amina Yusuf said at least {50 + number} {who} protested in {town}. "
        f"They chanted \u201cPay us now {number}\u201d and police fired tear gas. \U0001f600 \u0646\u0627\u0646 {_filler(number)}"
    )
    return {
        "id": f"r{number}",
        "text": text,
        "title": f"{who.title()} march in {town}",
        "published": f"2020-01-{10 + number % 15:02d}",
        "source": {"outlet": f"{town} Herald", "owner": "Plain Press" if number % 2 else None},
    }


def write_pile(path: Path, count: int) -> Path:
    path.write_text("".join(json.dumps(report(number)) + "\n" for number in range(count)), encoding="utf-8")
    return path
