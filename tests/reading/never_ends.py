"""A helper for ``Aside`` that never answers."""

from __future__ import annotations

import time
from typing import Any


def answer(question: dict[str, Any]) -> dict[str, Any]:
    while True:
        time.sleep(60)
