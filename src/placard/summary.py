"""What a command did and met, as it is told when it ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from placard.records import Problem

if TYPE_CHECKING:
    from placard.store.store import Store

KEPT_PROBLEMS = 200


@dataclass(slots=True)
class Skipped:
    """Problems met: how many of each kind, and the first of them in full."""

    kinds: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    first: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem, *, warning: bool = False) -> None:
        """Count one problem; a warning is about a document that was read all the same."""
        (self.warnings if warning else self.kinds)[problem.kind] += 1
        if len(self.first) < KEPT_PROBLEMS:
            self.first.append(problem)

    @property
    def total(self) -> int:
        """How many inputs could not be used."""
        return self.kinds.total()


@dataclass(slots=True)
class Summary:
    """What a project holds after a command, and what that command met.

    ``new`` and ``known`` are None where the command read nothing.
    """

    project: str
    documents: int
    new: int | None
    known: int | None
    copies: int
    mentions: int
    statements: int
    events: int
    conflicts: int
    skipped: dict[str, int]
    warnings: dict[str, int]
    problems: list[Problem]
    release: str | None = None


def coding_problems(store: Store) -> Skipped:
    """The problems coding met in a project so far."""
    skipped = Skipped()
    for problem in store.problems("code"):
        skipped.add(problem)
    return skipped


def summarise(store: Store, skipped: Skipped, new: int | None, known: int | None, folder: Path | None) -> Summary:
    """What a project holds now, with what one command met; ``folder`` is that of a release it built."""
    counts = store.counts()
    return Summary(
        project=str(store.folder),
        documents=counts.documents,
        new=new,
        known=known,
        copies=counts.copies,
        mentions=counts.mentions,
        statements=counts.statements,
        events=counts.events,
        conflicts=counts.conflicts,
        skipped=dict(sorted(skipped.kinds.items())),
        warnings=dict(sorted(skipped.warnings.items())),
        problems=skipped.first,
        release=None if folder is None else str(folder),
    )
