"""Short ways to read and to look at what was read."""

from __future__ import annotations

from pathlib import Path

from placard.reading import Reading, ReadOptions, is_warning, read_inputs
from placard.records import Problem

TEXT = "About 300 dockers marched to the port gate in Tema on Monday, the union said."


def read(*inputs: Path | str, **options: object) -> tuple[list[Reading], list[Problem]]:
    """Readings and problems of the inputs, warnings among the problems."""
    items = list(read_inputs(inputs, ReadOptions(**options)))  # type: ignore[arg-type]
    return [item for item in items if isinstance(item, Reading)], [item for item in items if isinstance(item, Problem)]


def one_problem(*inputs: Path | str, **options: object) -> Problem:
    """The single problem of inputs of which nothing can be read."""
    readings, problems = read(*inputs, **options)
    assert not readings
    assert len(problems) == 1
    problem = problems[0]
    assert not is_warning(problem)
    assert problem.fix and "\n" not in problem.line()
    return problem


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>A page</title>{head}</head><body>{body}</body></html>"
