"""What can be done without a project: code one text, score a coder."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from placard.errors import CodingError
from placard.records import Coded, Document, Problem, make_id, text_hash

if TYPE_CHECKING:
    from placard.engine.local import Worker
    from placard.evaluate.run import Evaluation


def code(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    source: str | None = None,
    country: str | None = None,
    coder: str | None = None,
) -> Coded:
    """Code one text, without a project.

    Args:
        text: the report; spans of the result are offsets into it.
        title: its title, context only.
        published: ISO date of publication; relative dates resolve against it.
        source: name of its outlet.
        country: ISO 3166-1 alpha-2 of the outlet, which settles places that have namesakes.
        coder: name of the coder or ``module:function``.

    Raises:
        RecordError: if there is no text.
        CodingError: if it cannot be coded.
    """
    from placard.engine.local import Task, Worker

    digest = text_hash(text)
    document = Document(make_id("doc", "text", digest), "text", text, digest, "text", title=title, published=published)
    (_, result) = _worker(Worker, coder).code([Task(document, country, source)])[0]
    if isinstance(result, Problem):
        raise CodingError(result.message, fix=result.fix or None)
    return result


@cache
def _worker(make: type[Worker], coder: str | None) -> Worker:
    """A coder kept ready for the next text: loading one takes longer than using it."""
    from placard.engine.local import load_named_coder

    return make(load_named_coder(coder))


def evaluate(gold: str | Path, coder: str | None = None) -> Evaluation:
    """Score a coder against documents coded by hand; see :mod:`placard.evaluate`.

    Args:
        gold: JSON lines of annotated reports.
        coder: name of the coder or ``module:function``; None is the built-in one.

    Raises:
        ReadError: if the file cannot be read as annotated reports.
        ConfigError: if there is no such coder.
    """
    from placard.engine.local import load_named_coder
    from placard.evaluate.run import evaluate as score

    return score(Path(gold), load_named_coder(coder))
