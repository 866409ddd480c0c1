"""Where coding runs on one machine: in this process, or in a few worker processes; the results are the same bytes.

Documents go to a coder in chunks. With workers, chunks are handed out as workers become free and their results are taken
in the order of the input, so the number of workers never shows in the output.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from placard.errors import ConfigError, PlacardError, WeightsError
from placard.records import Coded, Document, EventMention, Problem

if TYPE_CHECKING:
    from placard.coding.coder import Coder

CHUNK_DOCUMENTS = 128
CHUNK_CHARACTERS = 400_000


@dataclass(frozen=True, slots=True)
class Task:
    """A document to code, with what resolving wants to know of its source; ``home`` is the GeoNames id of its town."""

    document: Document
    country: str | None = None
    source_name: str | None = None
    home: int | None = None


def load_named_coder(name: str | None, threads: int = 1) -> Coder:
    """The coder of that name: one of Placard's, or ``module:function`` for one's own (called without arguments).

    Raises:
        ConfigError: if there is no such coder.
    """
    if name is None or ":" not in name:
        from placard.coding import load_coder

        coder: Coder = load_coder(name, threads=threads)
        return coder
    module, _, attribute = name.partition(":")
    if "" not in sys.path and str(Path.cwd()) not in sys.path:
        sys.path.append(str(Path.cwd()))  # one's own module lies, as a rule, in the folder one works in
    try:
        make = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"there is no coder {name}: {error}", where="coder", fix="give MODULE:FUNCTION") from None
    own: Coder = make()
    return own


def code_documents(tasks: Iterable[Task], *, coder: str | None = None, workers: int = 1) -> Iterator[tuple[str, Coded | Problem]]:
    """Code documents and resolve their values.

    Args:
        tasks: documents, taken lazily.
        coder: name of the coder, see :func:`load_named_coder`; None is the built-in one.
        workers: processes to use; 1 codes in this process.

    Yields:
        The coder's name and a document's result, in the order of ``tasks``. A document the coder fails on gives a Problem;
        the rest go on.

    Raises:
        ConfigError: if there is no such coder.
        PlacardError: if a worker process was killed.
        WeightsError: if the coder's weights are not whole.
    """
    chunks = _chunks(tasks)
    if workers <= 1:
        worker = Worker(load_named_coder(coder))
        for chunk in chunks:
            yield from worker.code(chunk)
        return
    # Spawned, not forked: a forked copy of a process with a database and an ONNX session open is not safe to use.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(coder,))
    try:
        for results in _in_order(pool, chunks, 2 * workers):
            yield from results
    except BrokenProcessPool:
        load_named_coder(coder)  # a coder that cannot be loaded breaks the pool too: that error says more
        raise PlacardError("a worker process was ended, perhaps for lack of memory", fix="run again with fewer workers") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, chunks: Iterator[list[Task]], ahead: int) -> Iterator[list[tuple[str, Coded | Problem]]]:
    """Results of chunks in order, with at most ``ahead`` chunks under way: memory stays flat however long the input."""
    waiting: deque[Future[list[tuple[str, Coded | Problem]]]] = deque()
    for chunk in chunks:
        waiting.append(pool.submit(_code_chunk, chunk))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _chunks(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Chunks that grow from one document, so that the first result comes soon, to the full size."""
    chunk: list[Task] = []
    characters = 0
    size = 1
    for task in tasks:
        chunk.append(task)
        characters += len(task.document.text)
        if len(chunk) >= size or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters, size = [], 0, min(4 * size, CHUNK_DOCUMENTS)
    if chunk:
        yield chunk


class Worker:
    """A coder with everything that is done to its results before they leave the process."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder

    def code(self, chunk: list[Task]) -> list[tuple[str, Coded | Problem]]:
        """The coder's name and a result for each document, in order; a document at fault gives a Problem, the rest go on.

        Raises:
            WeightsError: if the coder has no weights to code with: then no document is at fault, and none is marked as coded.
        """
        name = self._coder.name
        try:
            results = list(self._coder.code([task.document for task in chunk]))
            if len(results) != len(chunk):
                raise RuntimeError(f"the coder gave {len(results)} results for {len(chunk)} documents")
        except WeightsError:
            raise
        except Exception as error:
            # One document must not take its neighbours with it: each is tried alone, and only the one at fault is named.
            if len(chunk) == 1:
                return [(name, _failure(chunk[0].document, error))]
            return [result for task in chunk for result in self.code([task])]
        return [(name, self._finish(task, result)) for task, result in zip(chunk, results, strict=True)]

    def _finish(self, task: Task, result: Coded | Problem) -> Coded | Problem:
        if isinstance(result, Problem):
            return result
        try:
            mentions = _resolve(task, result.mentions)
            _check(task.document, mentions)
        except Exception as error:
            return _failure(task.document, error)
        return Coded(task.document.id, result.relevance, mentions)


def _resolve(task: Task, mentions: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    from placard.resolving.mentions import resolve_mentions

    if not mentions:
        return mentions
    resolve: Callable[..., tuple[EventMention, ...]] = resolve_mentions
    return resolve(task.document, mentions, country=task.country, source_name=task.source_name, home=task.home)


def _check(document: Document, mentions: tuple[EventMention, ...]) -> None:
    """Law 1, for every span of every coder, before anything is stored."""
    for mention in mentions:
        for statement in mention.statements:
            for span in (*statement.evidence, statement.speaker.span, statement.cue):
                if span is not None:
                    span.check(document.text)


def _failure(document: Document, error: Exception) -> Problem:
    words = str(error) if isinstance(error, PlacardError) else f"{type(error).__name__}: {error}"
    return Problem(document.input_id, "coding", f"cannot be coded: {words}", "the other documents were coded; please report it")


_worker: Worker | None = None


def _start_worker(coder: str | None) -> None:
    global _worker
    parent = multiprocessing.parent_process()
    if parent is not None:
        # A worker waits for work on a pipe that it holds open itself, so it would outlive a killed parent for ever.
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
    _worker = Worker(load_named_coder(coder, threads=1))


def _code_chunk(chunk: list[Task]) -> list[tuple[str, Coded | Problem]]:
    assert _worker is not None
    return _worker.code(chunk)
