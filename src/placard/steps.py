"""The steps of a project, one function each: what is done is in the store, what is not is done; :mod:`placard.project` orders them.

A step can be killed and called again at any moment, and the end is the same.
"""

from __future__ import annotations

import ctypes
import gc
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from placard.config import Config, choose_workers
from placard.errors import ProjectError
from placard.progress import Progress
from placard.records import Coded, Detail, Document, DocumentInfo, Problem
from placard.summary import Skipped
from placard.weights import NOTE, Weights, changed, linking_weights

if TYPE_CHECKING:
    from placard.coding.coder import Coder
    from placard.reading import Reading, ReadOptions
    from placard.store.store import Store

BATCH_DOCUMENTS = 256
BATCH_CHARACTERS = 2_000_000
REPORTS_OF_AN_OUTLET = 20
LARGE = 5_000  # documents; what is loaded again for less costs more than its memory is worth
# Raised when linking gives other events, conflicts or relations for the same input, so that older projects are linked anew.
LINKING_RULES = 3
_HOMES = "homes"


def read_step(
    store: Store, inputs: Sequence[str | Path], options: ReadOptions, skipped: Skipped, progress: Progress
) -> tuple[int, int]:
    """Store readings and problems batch by batch; returns how many documents were new and how many known."""
    from placard.reading import is_warning, read_inputs
    from placard.screening.language import drop_model
    from placard.watching import load_memory, save_memory

    options = load_memory(store, options)
    new = known = 0
    readings: list[Reading] = []
    problems: list[Problem] = []
    characters = 0

    def flush() -> None:
        nonlocal new, known, characters
        store.add_problems("read", problems)
        added = store.add_readings(readings, with_language, other_languages_of)
        save_memory(store, options)  # after the readings: a page that is remembered and not stored would be lost
        for problem in added.problems:
            skipped.add(problem, warning=True)
        new, known, characters = new + added.new, known + added.known, 0
        readings.clear()
        problems.clear()

    with progress.step("reading", "documents") as meter:
        for item in read_inputs(inputs, options):
            if isinstance(item, Problem):
                skipped.add(item, warning=is_warning(item))
                problems.append(item)
            else:
                readings.append(item)
                characters += len(item.document.text) + len(item.raw or b"")
                meter.advance()
            if len(readings) + len(problems) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
                flush()
        flush()
    if new >= LARGE:
        drop_model()
        give_back_memory()
    return new, known


def give_back_memory() -> None:
    """Hand freed memory back to the system, where the C library can: one step's peak is otherwise kept beside the next one's."""
    gc.collect()
    with suppress(AttributeError, OSError, TypeError):  # not glibc: freed memory is used again, if not given back
        ctypes.CDLL(None).malloc_trim(0)


def with_language(document: Document) -> Document:
    """The document with the language its text is in, if the input did not say."""
    from placard.screening.language import identify

    return document if document.language else replace(document, language=identify(document.text))


def other_languages_of(document: Document) -> tuple[Detail, ...]:
    """Its passages in another language, as details."""
    from placard.screening.passages import other_languages

    return other_languages(document.text, document.language)


def learn_homes(store: Store, progress: Progress) -> None:
    """Learn where outlets are at home from the places their first reports write of, once an outlet, and note it.

    It is done before anything is coded and then stays: a project that grows must not read the same words otherwise each time.
    """
    from placard.resolving.places_learn import LEAST_REPORTS, learn_home

    known = homes(store)
    left = [source for key, source in store.sources().items() if key not in known and source.name]
    if not left:
        return
    new: dict[str, int | None] = {}
    with progress.step("learning homes", "outlets", len(left)) as meter:
        for source in left:
            texts = store.texts_of_source(source.id, REPORTS_OF_AN_OUTLET)
            if len(texts) >= LEAST_REPORTS:
                new[source.id] = learn_home(source.name, texts)
            meter.advance()
    if new:
        store.set_meta(_HOMES, json.dumps(known | new, sort_keys=True))


def homes(store: Store) -> dict[str, int | None]:
    """Source id -> GeoNames id of the town where it is at home, None where its reports tell of none; others are not learned yet."""
    found: dict[str, int | None] = json.loads(store.meta(_HOMES) or "{}")
    return found


def code_step(store: Store, coder: str | None, workers: int, progress: Progress) -> Problem | None:
    """Code what has not been coded; each batch is stored with the record that it was.

    Returns:
        A remark if some documents had been coded by another coder, or by this one with other weights: they stay as they are.
    """
    from placard.engine.local import Task, code_documents, load_named_coder

    loaded = load_named_coder(coder)
    others = {name: count for name, count in store.coders().items() if name != loaded.name}
    counts = store.counts()
    left = counts.documents - counts.coded - counts.failed
    if not left:
        return _coded_by_others(store, others, loaded.name)
    learn_homes(store, progress)
    sources, home = store.sources(), homes(store)
    _note_weights(store, loaded)

    def tasks() -> Iterator[Task]:
        for document in store.documents(uncoded=True):
            source = sources.get(document.source_id or "")
            if source is None:
                yield Task(document)
            else:
                yield Task(document, source.country, source.name, home.get(source.id))

    with progress.step("coding", "documents", left) as meter:
        waiting: list[str] = []

        def remembered(given: Iterable[Task]) -> Iterator[Task]:
            for task in given:
                waiting.append(task.document.id)
                yield task

        batch: list[tuple[str, Coded | Problem]] = []
        taken, name = 0, ""
        for name, result in code_documents(remembered(tasks()), coder=coder, workers=choose_workers(workers, left)):
            batch.append((waiting[taken], result))
            taken += 1
            meter.advance()
            if len(batch) >= BATCH_DOCUMENTS:
                store.add_coded(batch, name)
                del waiting[:taken]
                batch, taken = [], 0
        if batch:
            store.add_coded(batch, name)
    return _coded_by_others(store, others, loaded.name)


def _coded_by_others(store: Store, others: dict[str, int], name: str) -> Problem | None:
    if not others:
        return None
    count, who = sum(others.values()), ", ".join(sorted(others))
    message = f"{count:,} documents were coded by {who} and stay so; new ones are coded by {name}"
    return Problem(str(store.folder), "other_coder", message, "read the inputs into a new project to have one coder for all")


def _note_weights(store: Store, loaded: Coder) -> None:
    """Remember the hash of the weights a coder codes with, for the manifest of releases."""
    found = getattr(loaded, "weights_sha256", None)
    if found is not None and store.meta(f"weights {loaded.name}") != found:
        store.set_meta(f"weights {loaded.name}", found)


def link_step(store: Store, progress: Progress, *, force: bool = False) -> Problem | None:
    """Find copies and events over the whole project, in one transaction; unless forced, only if something changed since.

    Returns:
        A remark if the weights are others than those it was linked with before.
    """
    from placard.linking import link_mentions
    from placard.linking.words import proper_names
    from placard.screening.copies import find_copies
    from placard.store.folded import FoldedReader

    weights = linking_weights(store.folder)
    fingerprint = _fingerprint(store, weights)
    if store.meta("linked") == fingerprint and not force:
        return None
    remark = changed(store, weights)
    reviewed = FoldedReader(store)
    sources = reviewed.sources()
    infos = store.infos()
    for key, info in infos.items():
        if info.copy_of is not None:
            infos[key] = replace(info, copy_of=None)
    agencies = frozenset(key for key, source in sources.items() if source.kind == "agency")
    with ExitStack() as watched:
        meter = watched.enter_context(progress.step("finding copies", "documents", len(infos)))

        def texts() -> Iterator[tuple[DocumentInfo, str]]:
            nonlocal meter
            for document in store.documents():
                meter.advance()
                yield infos[document.id], document.text
            # Nobody knows beforehand how many texts look alike and have to be compared.
            watched.pop_all().close()
            meter = watched.enter_context(progress.step("comparing look-alikes", "readings"))

        def text(key: str) -> str:
            meter.advance()
            return store.document(key).text

        found = find_copies(texts(), agencies=agencies, fetch=text)
    infos.update((key, replace(infos[key], copy_of=original)) for key, original in found.copy_of.items())
    if len(infos) >= LARGE:
        give_back_memory()
    mentions = list(reviewed.settled_mentions())
    # Of the reports alone: in a stream of news they are few, and the names in everything else would fill the memory.
    reports = dict.fromkeys(mention.document_id for mention in mentions)
    names = {document.id: proper_names(document.text) for document in store.documents_by_id(reports)}
    with progress.step("linking", "mentions", len(mentions)) as meter:
        linked = link_mentions(
            mentions,
            infos,
            sources,
            judgements=store.judgements(people=True),
            previous=list(store.events()),
            redirects=store.redirects(),
            names=names,
            parameters=weights.parameters,
            done=meter.advance,
        )
        notes = {NOTE: weights.note}
        store.save_linked(linked, copy_of=found.copy_of, parts=found.parts, fingerprint=fingerprint, notes=notes)
    return remark


def _fingerprint(store: Store, weights: Weights) -> str:
    """Hashes of everything linking looks at and of what looks: of version, weights and what was read, then of what people decided.

    A release asks for the first alone: the workbench brings events up to date with each decision.
    """
    from placard import __version__
    from placard.store.rows import dump, source_row

    digest = hashlib.sha256(f"{__version__} {LINKING_RULES} {weights.sha256}".encode())
    for row in store.document_rows():
        digest.update(f"\n{row['id']} {row['relevance']}".encode())
    for source in store.sources().values():
        digest.update(dump(source_row(source)).encode())
    people = hashlib.sha256()
    for judgement in store.judgements(people=True):
        people.update(f"\n{judgement.left} {judgement.right} {judgement.verdict} {judgement.at}".encode())
    for decision in store.decisions():
        people.update(f"\n{decision.id}".encode())
    return f"{digest.hexdigest()}:{people.hexdigest()}"


def release_step(store: Store, config: Config, with_text: bool | None, names: str | None, progress: Progress) -> Path:
    """Build the release anew; raises ProjectError if coding or linking is not done, or the release cannot be written."""
    from placard.release.package import build_release

    counts = store.counts()
    left = counts.documents - counts.coded - counts.failed
    if left:
        raise ProjectError(f"{left} documents have not been coded yet", where=str(store.folder), fix="placard run -o PROJECT first")
    if (store.meta("linked") or "").partition(":")[0] != _fingerprint(store, linking_weights(store.folder)).partition(":")[0]:
        raise ProjectError(
            "its documents, or the weights it is linked with, have changed since it was linked",
            where=str(store.folder),
            fix="placard link PROJECT first",
        )
    with progress.step("releasing", "events", counts.events) as meter:
        return build_release(
            store,
            with_text=config.with_text if with_text is None else with_text,
            names=names or config.names,
            meter=meter,
        )
