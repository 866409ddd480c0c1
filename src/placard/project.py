"""The one place where the steps are called in order: a project folder, from reports to a released dataset.

Each function does one step on a project and can be killed and called again at any moment: what a step has finished is in
the database, what it has not is done again, and the end is the same. :func:`run` calls them all.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from placard.config import Config, choose_workers, read_config
from placard.errors import ProjectError
from placard.progress import Progress, Silent
from placard.records import Coded, Detail, Document, DocumentInfo, Problem

if TYPE_CHECKING:
    from placard.reading import Reading, ReadOptions
    from placard.store.store import Store

BATCH_DOCUMENTS = 256
BATCH_CHARACTERS = 2_000_000
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


def run(
    inputs: Sequence[str | Path],
    project: str | Path,
    *,
    options: ReadOptions | None = None,
    coder: str | None = None,
    workers: int | None = None,
    with_text: bool | None = None,
    names: str | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Do every step: read the inputs into the project, code, link, release.

    Args:
        inputs: files, folders and globs.
        project: the project's folder; made if it is absent or empty.
        options: how to read; from ``placard.toml`` by default.
        coder: name of the coder or ``module:function``.
        workers: processes for coding; 0 chooses.
        with_text: whether the release carries texts.
        names: what the release does with names of persons.
        progress: who is told how far it is.

    Raises:
        ProjectError: if the folder is no project, another process writes to it, or it cannot be written to.
    """
    watch = progress or Silent()
    with _open(project) as store:
        config = read_config(store.folder)
        skipped = Skipped()
        new, known = _read(store, inputs, options or read_options(config), skipped, watch)
        _code(store, coder or config.coder, config.workers if workers is None else workers, watch)
        _link(store, watch)
        folder = _release(store, config, with_text, names, watch)
        for problem in store.problems("code"):
            skipped.add(problem)
        return _summary(store, skipped, new, known, folder)


def read(
    inputs: Sequence[str | Path],
    project: str | Path,
    *,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read inputs into a project and stop there; arguments and errors as in :func:`run`."""
    with _open(project) as store:
        skipped = Skipped()
        new, known = _read(store, inputs, options or read_options(read_config(store.folder)), skipped, progress or Silent())
        return _summary(store, skipped, new, known, None)


def code_project(
    project: str | Path, *, coder: str | None = None, workers: int | None = None, progress: Progress | None = None
) -> Summary:
    """Code the documents of a project that have not been coded; arguments and errors as in :func:`run`."""
    with _open(project, create=False) as store:
        config = read_config(store.folder)
        _code(store, coder or config.coder, config.workers if workers is None else workers, progress or Silent())
        return _summary(store, _coding_problems(store), None, None, None)


def link(project: str | Path, *, progress: Progress | None = None) -> Summary:
    """Find copies and join the mentions of a project to events, anew even if nothing changed; errors as in :func:`run`."""
    with _open(project, create=False) as store:
        _link(store, progress or Silent(), force=True)
        return _summary(store, _coding_problems(store), None, None, None)


def release(
    project: str | Path, *, with_text: bool | None = None, names: str | None = None, progress: Progress | None = None
) -> Summary:
    """Build the release of a project anew, whole or not at all; arguments and errors as in :func:`run`."""
    with _open(project, create=False) as store:
        folder = _release(store, read_config(store.folder), with_text, names, progress or Silent())
        return _summary(store, _coding_problems(store), None, None, folder)


def read_options(config: Config) -> ReadOptions:
    """The reading options of a project's settings."""
    from placard.reading import ReadOptions
    from placard.reading.options import LIMITS

    limits = {name: value for name in LIMITS if (value := getattr(config, name)) is not None}
    return ReadOptions(columns=config.columns, published=config.published, outlet=config.outlet, language=config.language, **limits)


def _open(project: str | Path, *, create: bool = True) -> Store:
    from placard.store.store import Store

    return Store.open(project, write=True, create=create)


def _read(
    store: Store, inputs: Sequence[str | Path], options: ReadOptions, skipped: Skipped, progress: Progress
) -> tuple[int, int]:
    """Store readings and problems batch by batch; returns how many documents were new and how many known."""
    from placard.reading import is_warning, read_inputs
    from placard.watching import load_memory, save_memory

    options = load_memory(store, options)
    new = known = 0
    readings: list[Reading] = []
    problems: list[Problem] = []
    characters = 0

    def flush() -> None:
        nonlocal new, known, characters
        store.add_problems("read", problems)
        added = store.add_readings(readings, _with_language, _other_languages)
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
    return new, known


def _with_language(document: Document) -> Document:
    from placard.screening.language import identify

    return document if document.language else replace(document, language=identify(document.text))


def _other_languages(document: Document) -> tuple[Detail, ...]:
    from placard.screening.passages import other_languages

    return other_languages(document.text, document.language)


def _code(store: Store, coder: str | None, workers: int, progress: Progress) -> None:
    """Code what has not been coded; each batch is stored with the record that it was."""
    from placard.engine.local import Task, code_documents

    counts = store.counts()
    left = counts.documents - counts.coded - counts.failed
    if not left:
        return
    sources = store.sources()
    _note_weights(store, coder)

    def tasks() -> Iterator[Task]:
        for document in store.documents(uncoded=True):
            source = sources.get(document.source_id or "")
            yield Task(document, source.country if source else None, source.name if source else None)

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


def _note_weights(store: Store, coder: str | None) -> None:
    """Remember the hash of the weights a coder codes with, for the manifest of releases."""
    from placard.engine.local import load_named_coder

    loaded = load_named_coder(coder)
    found = getattr(loaded, "weights_sha256", None)
    if found is not None and store.meta(f"weights {loaded.name}") != found:
        store.set_meta(f"weights {loaded.name}", found)


def _link(store: Store, progress: Progress, *, force: bool = False) -> None:
    """Find copies and events over the whole project, in one transaction; unless forced, only if something changed since."""
    from placard.linking import link_mentions
    from placard.linking.words import proper_names
    from placard.screening.copies import find_copies
    from placard.store.folded import FoldedReader

    fingerprint = _fingerprint(store)
    if store.meta("linked") == fingerprint and not force:
        return
    reviewed = FoldedReader(store)
    sources = reviewed.sources()
    infos = {key: replace(info, copy_of=None) for key, info in store.infos().items()}
    agencies = frozenset(key for key, source in sources.items() if source.kind == "agency")
    names: dict[str, frozenset[str]] = {}
    with progress.step("finding copies", "documents", len(infos)) as meter:

        def texts() -> Iterator[tuple[DocumentInfo, str]]:
            for document in store.documents():
                meter.advance()
                names[document.id] = proper_names(document.text)
                yield infos[document.id], document.text

        found = find_copies(texts(), agencies=agencies, fetch=lambda key: store.document(key).text)
    infos.update((key, replace(infos[key], copy_of=original)) for key, original in found.copy_of.items())
    mentions = list(reviewed.mentions())
    with progress.step("linking", "mentions", len(mentions)) as meter:
        linked = link_mentions(
            mentions,
            infos,
            sources,
            judgements=[judgement for judgement in store.judgements() if judgement.by.startswith("person:")],
            previous=list(store.events()),
            redirects=store.redirects(),
            names=names,
        )
        store.save_linked(linked, copy_of=found.copy_of, parts=found.parts, fingerprint=fingerprint)
        meter.advance(len(mentions))


def _fingerprint(store: Store) -> str:
    """Hashes of everything linking looks at and of the version that looks: of what was read, then of what people decided.

    A release asks for the first alone: the workbench brings events up to date with each decision.
    """
    from placard import __version__
    from placard.store.rows import dump, source_row

    digest = hashlib.sha256(__version__.encode())
    for row in store.document_rows():
        digest.update(f"\n{row['id']} {row['relevance']}".encode())
    for source in store.sources().values():
        digest.update(dump(source_row(source)).encode())
    people = hashlib.sha256()
    for judgement in store.judgements():
        if judgement.by.startswith("person:"):
            people.update(f"\n{judgement.left} {judgement.right} {judgement.verdict} {judgement.at}".encode())
    for decision in store.decisions():
        people.update(f"\n{decision.id}".encode())
    return f"{digest.hexdigest()}:{people.hexdigest()}"


def _release(store: Store, config: Config, with_text: bool | None, names: str | None, progress: Progress) -> Path:
    from placard.release.package import build_release

    counts = store.counts()
    left = counts.documents - counts.coded - counts.failed
    if left:
        raise ProjectError(f"{left} documents have not been coded yet", where=str(store.folder), fix="placard run -o PROJECT first")
    if (store.meta("linked") or "").partition(":")[0] != _fingerprint(store).partition(":")[0]:
        raise ProjectError(
            "its documents have changed since it was linked", where=str(store.folder), fix="placard link PROJECT first"
        )
    with progress.step("releasing", "events", counts.events) as meter:
        return build_release(
            store,
            with_text=config.with_text if with_text is None else with_text,
            names=names or config.names,
            meter=meter,
        )


def _coding_problems(store: Store) -> Skipped:
    skipped = Skipped()
    for problem in store.problems("code"):
        skipped.add(problem)
    return skipped


def _summary(store: Store, skipped: Skipped, new: int | None, known: int | None, folder: Path | None) -> Summary:
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
