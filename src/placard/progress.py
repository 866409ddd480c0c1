"""How a step tells how far it is: steps speak to this, the command line and tests decide what to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Meter(Protocol):
    """One step's progress."""

    def advance(self, count: int = 1) -> None:
        """``count`` more units are done."""


class Progress(Protocol):
    """Where steps report."""

    def step(self, name: str, unit: str, total: int | None = None) -> AbstractContextManager[Meter]:
        """Begin a step; ``total`` is None where nobody knows it beforehand. Use it in a ``with``."""


class _Nothing:
    def advance(self, count: int = 1) -> None:
        """Say nothing."""


class Silent:
    """Progress that nobody watches: the default of the Python API."""

    @contextmanager
    def step(self, name: str, unit: str, total: int | None = None) -> Iterator[Meter]:
        """A step that says nothing."""
        yield _Nothing()
