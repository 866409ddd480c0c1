"""The one place where the steps are called in order: a project folder, from reports to a released dataset.

Each function does one step on a project and can be killed and called again at any moment: what a step has finished is in
the database, what it has not is done again, and the end is the same. :func:`run` calls them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from placard.config import Config, read_config
from placard.progress import Progress, Silent
from placard.steps import code_step, link_step, read_step, release_step
from placard.summary import Skipped, coding_problems, summarise
from placard.summary import Summary as Summary

if TYPE_CHECKING:
    from placard.reading import ReadOptions
    from placard.store.store import Store


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
        new, known = read_step(store, inputs, options or read_options(config), skipped, watch)
        remark = code_step(store, coder or config.coder, config.workers if workers is None else workers, watch)
        if remark is not None:
            skipped.add(remark, warning=True)
        relinked = link_step(store, watch)
        if relinked is not None:
            skipped.add(relinked, warning=True)
        folder = release_step(store, config, with_text, names, watch)
        for problem in store.problems("code"):
            skipped.add(problem)
        return summarise(store, skipped, new, known, folder)


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
        new, known = read_step(store, inputs, options or read_options(read_config(store.folder)), skipped, progress or Silent())
        return summarise(store, skipped, new, known, None)


def code_project(
    project: str | Path, *, coder: str | None = None, workers: int | None = None, progress: Progress | None = None
) -> Summary:
    """Code the documents of a project that have not been coded; arguments and errors as in :func:`run`."""
    with _open(project, create=False) as store:
        config = read_config(store.folder)
        wanted = config.workers if workers is None else workers
        remark = code_step(store, coder or config.coder, wanted, progress or Silent())
        skipped = coding_problems(store)
        if remark is not None:
            skipped.add(remark, warning=True)
        return summarise(store, skipped, None, None, None)


def link(project: str | Path, *, progress: Progress | None = None) -> Summary:
    """Find copies and join the mentions of a project to events, anew even if nothing changed; errors as in :func:`run`."""
    with _open(project, create=False) as store:
        relinked = link_step(store, progress or Silent(), force=True)
        skipped = coding_problems(store)
        if relinked is not None:
            skipped.add(relinked, warning=True)
        return summarise(store, skipped, None, None, None)


def release(
    project: str | Path, *, with_text: bool | None = None, names: str | None = None, progress: Progress | None = None
) -> Summary:
    """Build the release of a project anew, whole or not at all; arguments and errors as in :func:`run`."""
    with _open(project, create=False) as store:
        folder = release_step(store, read_config(store.folder), with_text, names, progress or Silent())
        return summarise(store, coding_problems(store), None, None, folder)


def read_options(config: Config) -> ReadOptions:
    """The reading options of a project's settings."""
    from placard.reading import ReadOptions
    from placard.reading.options import LIMITS

    limits = {name: value for name in LIMITS if (value := getattr(config, name)) is not None}
    return ReadOptions(columns=config.columns, published=config.published, outlet=config.outlet, language=config.language, **limits)


def _open(project: str | Path, *, create: bool = True) -> Store:
    from placard.store.store import Store

    return Store.open(project, write=True, create=create)
