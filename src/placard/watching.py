"""Watching feeds: ``placard watch`` polls them, reads what is new into a project, and remembers where it was.

What is remembered lies in the project's own notes and is written after what was read is stored: a watch that is killed reads
a few entries again and loses none. An entry met before - by its feed and id - is not fetched again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from placard.errors import ReadError
from placard.progress import Silent
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Link, Report
from placard.records import Problem, make_id

if TYPE_CHECKING:
    from placard.progress import Progress
    from placard.store.store import Store

_PAGES = "fetched pages"
_MOST_PAGES, _MOST_ENTRIES = 20_000, 5_000


@dataclass(frozen=True, slots=True)
class Round:
    """What one round over the feeds brought: documents new to the project, entries met, and the problems."""

    new: int
    entries: int
    problems: tuple[Problem, ...]


def watch(
    feeds: Sequence[str],
    project: str | Path,
    *,
    every: float = 900.0,
    rounds: int | None = None,
    options: ReadOptions | None = None,
    pages: bool = True,
    sleep: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> Iterator[Round]:
    """Poll feeds and sitemaps and read what is new.

    Args:
        feeds: their addresses.
        project: the project's folder; made if absent.
        every: seconds from the end of one round to the beginning of the next.
        rounds: how many; None goes on until it is stopped.
        options: how to read; from ``placard.toml`` by default.
        pages: whether the page of an entry that is only a teaser is fetched.
        sleep: waits between rounds.
        progress: who is told how far it is.

    Yields:
        What each round brought, once it is stored. The project is free for other commands between rounds.

    Raises:
        ProjectError: if the folder is no project, another process writes to it, or it cannot be written to.
    """
    from placard.config import read_config
    from placard.project import read_options
    from placard.reading.follow import with_fetcher
    from placard.store.store import Store

    chosen: ReadOptions | None = None
    done = 0
    while rounds is None or done < rounds:
        with Store.open(project, write=True, create=True) as store:
            if chosen is None:
                chosen = with_fetcher(options or read_options(read_config(store.folder)))
            with (progress or Silent()).step("watching", "feeds", len(feeds)) as meter:
                found: list[Round] = []
                for feed in feeds:
                    found.append(_poll(store, feed, chosen, pages=pages))
                    meter.advance()
        problems = tuple(problem for one in found for problem in one.problems)
        yield Round(sum(one.new for one in found), sum(one.entries for one in found), problems)
        done += 1
        if rounds is None or done < rounds:
            sleep(every)


def load_memory(store: Store, options: ReadOptions) -> ReadOptions:
    """The options with a fetcher that remembers the pages this project has fetched."""
    from placard.reading.follow import with_fetcher

    options = with_fetcher(options)
    assert options.fetcher is not None
    if kept := store.meta(_PAGES):
        options.fetcher.memory.learn(msgspec.json.decode(kept, type=dict[str, dict[str, str]]))
    return options


def save_memory(store: Store, options: ReadOptions) -> None:
    """Write down the pages fetched since the last call; their documents must be stored by now."""
    if options.fetcher is not None and options.fetcher.memory.taken():
        known = options.fetcher.memory.known
        latest = dict(list(known.items())[-_MOST_PAGES:])
        store.set_meta(_PAGES, msgspec.json.encode(latest).decode())


def _poll(store: Store, feed: str, options: ReadOptions, *, pages: bool) -> Round:
    """Read one feed: its new entries, and the pages they lead to."""
    from placard.reading import is_warning
    from placard.reading.follow import follow
    from placard.reading.freeze import freeze
    from placard.reading.options import Reading
    from placard.steps import other_languages_of, with_language

    key = f"watch {feed}"
    seen = dict.fromkeys(msgspec.json.decode(store.meta(key) or "[]", type=list[str]))
    problems: list[Problem] = []
    readings: list[Reading] = []
    entries = 0
    load_memory(store, options)
    for item in _entries(feed, options, problems, pages=pages):
        mark = make_id("entry", item.url, getattr(item, "id", None), None if isinstance(item, Link) else item.text)
        entries += 1
        if mark in seen:
            continue
        reports: Iterable[Report | Problem] = follow(item, options) if isinstance(item, Link) else (item,)
        fetched = True
        for report in reports:
            for result in (report,) if isinstance(report, Problem) else freeze(report, options):
                if isinstance(result, Problem):
                    problems.append(result)
                    # A server that was busy is asked again next round; a page that is no report is not.
                    fetched = fetched and (is_warning(result) or result.kind not in ("fetch", "robots"))
                else:
                    readings.append(result)
        if fetched:
            seen[mark] = None
        elif options.fetcher is not None:
            options.fetcher.memory.drop(feed)  # asked whether it has changed it would say no, and the entry be lost
    added = store.add_readings(readings, with_language, other_languages_of)
    store.add_problems("read", problems)
    store.set_meta(key, msgspec.json.encode(list(seen)[-_MOST_ENTRIES:]).decode())
    save_memory(store, options)
    return Round(added.new, entries, (*problems, *added.problems))


def _entries(feed: str, options: ReadOptions, problems: list[Problem], *, pages: bool) -> Iterator[Report | Link]:
    """The entries of a feed; what is wrong with the feed itself goes to ``problems``, a feed that has not changed has none."""
    from placard.reading.feed import read_feed
    from placard.reading.inner import clean_name

    assert options.fetcher is not None
    shown = clean_name(feed)
    try:
        if feed.lower().startswith(("http://", "https://")):
            page = options.fetcher.get(feed)
            if page is None:
                return
            items = read_feed(page.body, shown, shown, teasers=not pages)
        else:
            found = Found(Path(feed), shown, shown, Path(feed).parent)
            items = read_feed(found.path.read_bytes()[: options.max_file_bytes], shown, shown, teasers=not pages)
        for item in items:
            if isinstance(item, Problem):
                problems.append(item)
            else:
                yield item
    except ReadError as error:
        problems.append(Problem(shown, error.kind, error.message, error.fix or ""))
    except OSError as error:
        problems.append(Problem(shown, "unreadable", f"cannot be read: {error.strerror or error}", "check the address or path"))
