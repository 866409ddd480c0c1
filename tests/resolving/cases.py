"""Marked-up cases: one a line, the words between ``[[`` and ``]]`` in their sentence, then ``=>`` and what they must become."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One marked-up line: the sentence without its marks, where the words stand, and what is expected of them."""

    text: str
    start: int
    words: str
    expected: str

    def __str__(self) -> str:
        return f"{self.text[: self.start]}[[{self.words}]]{self.text[self.start + len(self.words) :]}"


def read_cases(table: str) -> list[Case]:
    """The cases of a table; blank lines and lines that begin with ``#`` are left out, ``\\n`` in a line is a line break."""
    cases = []
    for line in table.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        marked, _, expected = line.strip().rpartition(" => ")
        before, _, rest = marked.replace("\\n", "\n").partition("[[")
        words, _, after = rest.partition("]]")
        cases.append(Case(before + words + after, len(before), words, expected))
    return cases
