"""``placard code``: documents in, one JSON object a document out, in the order of the input: other programs rely on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from placard.records import Coded, EventMention, Problem, Statement, value_to_json
from placard.spans import Span

if TYPE_CHECKING:
    from placard.reading import Reading, ReadOptions

_LINES = (".jsonl", ".ndjson")


def read_documents(paths: Iterable[str], stdin: IO[bytes], options: ReadOptions) -> Iterator[Reading | Problem]:
    """Documents of files in order, ``-`` or nothing for stdin; JSON lines keep their ids, other files are read as in a project."""
    from placard.reading import is_warning, read_inputs
    from placard.reading.jsonl import read_code_lines

    for path in list(paths) or ["-"]:
        if path == "-":
            yield from read_code_lines(stdin, options)
        elif Path(path).suffix.lower() in _LINES and Path(path).is_file():
            try:
                with Path(path).open("rb") as file:
                    yield from read_code_lines(file, options)
            except OSError as error:
                yield Problem(
                    path, "unreadable", f"cannot be read: {error.strerror or error}", "check the file and its permissions"
                )
        else:
            for item in read_inputs([path], options):
                if not (isinstance(item, Problem) and is_warning(item)):
                    yield item


def code_stream(items: Iterable[Reading | Problem], *, coder: str | None = None, workers: int = 1) -> Iterator[dict[str, Any]]:
    """Code a stream of documents.

    Args:
        items: readings and problems, taken lazily.
        coder: name of the coder, or ``module:function``.
        workers: processes; the output is the same for any number.

    Yields:
        ``{"id", "relevance", "mentions"}`` or ``{"id", "error"}`` for every item, in order.
    """
    from placard.engine.local import Task, code_documents

    waiting: deque[str | Problem] = deque()

    def tasks() -> Iterator[Task]:
        for item in items:
            if isinstance(item, Problem):
                waiting.append(item)
                continue
            waiting.append(item.document.input_id)
            yield Task(item.document, item.source.country if item.source else None, item.source.name if item.source else None)

    def faults() -> Iterator[dict[str, Any]]:
        while waiting and isinstance(waiting[0], Problem):
            problem = waiting.popleft()
            assert isinstance(problem, Problem)
            yield error_json(problem.where, problem)

    for _, result in code_documents(tasks(), coder=coder, workers=workers):
        yield from faults()
        given = waiting.popleft()
        assert isinstance(given, str)
        yield error_json(given, result) if isinstance(result, Problem) else coded_json(given, result)
    yield from faults()


def error_json(given: str, problem: Problem) -> dict[str, Any]:
    """A document that could not be coded, as the contract writes it."""
    message = problem.message + (f" ({problem.fix})" if problem.fix else "")
    return {"id": given, "error": {"kind": problem.kind, "message": message}}


def coded_json(given: str, coded: Coded) -> dict[str, Any]:
    """A coded document as the contract writes it."""
    return {"id": given, "relevance": coded.relevance, "mentions": [mention_json(mention) for mention in coded.mentions]}


def mention_json(mention: EventMention) -> dict[str, Any]:
    """A mention as the contract writes it."""
    from placard.coding.derive import derive

    codes = derive(mention)
    return {
        "id": mention.id,
        "status": mention.status,
        "form": mention.form,
        "derived": {"acled": codes.acled, "plover": codes.plover},
        "confidence": mention.confidence,
        "statements": [statement_json(statement) for statement in mention.statements],
    }


def statement_json(statement: Statement) -> dict[str, Any]:
    """A statement as the contract writes it; ``who`` is there only for counts of people harmed or held."""
    speaker = {"kind": statement.speaker.kind} | (_span(statement.speaker.span) if statement.speaker.span else {})
    data = {
        "variable": statement.variable,
        "value": value_to_json(statement.value),
        "evidence": [_span(span) for span in statement.evidence],
        "speaker": speaker,
        "cue": _span(statement.cue) if statement.cue else None,
        "certainty": statement.certainty,
        "confidence": statement.confidence,
    }
    return data | ({"who": statement.who} if statement.who else {})


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.quote}
