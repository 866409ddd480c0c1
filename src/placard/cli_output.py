"""What the commands print: progress, problems and summaries; bars and tables on a terminal, plain lines otherwise."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from placard.progress import Meter, Progress, Silent

if TYPE_CHECKING:
    from placard.project import Summary
    from placard.records import Problem
    from placard.release.verify import Verified

_SHOWN = 20
_EVERY = 10.0  # seconds between two plain lines of progress


def progress(quiet: bool) -> Progress:
    """Bars if standard error is a terminal, a line now and then if it is not, nothing if ``quiet``."""
    if quiet:
        return Silent()
    return _Bars() if sys.stderr.isatty() else _Lines()


class _Bars:
    @contextmanager
    def step(self, name: str, unit: str, total: int | None = None) -> Iterator[Meter]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (
            TextColumn("{task.description:<15}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}, {task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Bar(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(name, total=total, unit=unit, rate="")
            began = time.monotonic()

            class _Meter:
                def advance(self, count: int = 1) -> None:
                    done = bar.tasks[0].completed + count
                    rate = done / max(time.monotonic() - began, 1e-9)
                    bar.update(task, advance=count, rate=f"{rate:,.0f}/s")

            yield _Meter()


class _Lines:
    @contextmanager
    def step(self, name: str, unit: str, total: int | None = None) -> Iterator[Meter]:
        began = time.monotonic()
        done, spoke = 0, began

        class _Meter:
            def advance(self, count: int = 1) -> None:
                nonlocal done, spoke
                done += count
                now = time.monotonic()
                if now - spoke >= _EVERY:
                    spoke = now
                    rate = done / (now - began)
                    left = f", {(total - done) / rate:.0f} s left" if total is not None and rate else ""
                    of = f" of {total:,}" if total is not None else ""
                    note(f"{name}: {done:,}{of} {unit}, {rate:,.0f}/s{left}")

        yield _Meter()
        note(f"{name}: {done:,} {unit} done")


def note(words: str) -> None:
    """One line on standard error; characters the terminal cannot show are escaped rather than fatal."""
    stream = sys.stderr
    encoding = stream.encoding or "utf-8"
    stream.write(words.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def say(words: str) -> None:
    """One line on standard output; characters it cannot show are escaped rather than fatal."""
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    with _listened_to():
        stream.write(words.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def problems(found: list[Problem], total: int) -> None:
    """The first problems, a line each, and how many more there are."""
    for problem in found[:_SHOWN]:
        note(problem.line())
    if total > min(len(found), _SHOWN):
        note(f"... and {total - min(len(found), _SHOWN):,} more like these (placard run --json lists the first 200)")


def summary(found: Summary, as_json: bool) -> None:
    """What a command did: JSON, a table on a terminal, or plain lines."""
    if as_json:
        as_line(found)
        return
    problems(found.problems, sum(found.skipped.values()) + sum(found.warnings.values()))
    table("Summary", ("", ""), summary_rows(found))


def summary_rows(found: Summary) -> list[tuple[str, str]]:
    """The lines of a summary: what there is, and how much of it."""
    new = "" if found.new is None else f" ({found.new:,} new, {found.known:,} there before)"
    lines = [("documents", f"{found.documents:,}{new}"), ("copies", f"{found.copies:,}")]
    lines.append(("skipped", _kinds(found.skipped)))
    if found.warnings:
        lines.append(("warnings", _kinds(found.warnings)))
    lines += [
        ("events", f"{found.events:,}"),
        ("mentions", f"{found.mentions:,}"),
        ("statements", f"{found.statements:,}"),
        ("conflicts", f"{found.conflicts:,}"),
        ("project", found.project),
    ]
    return lines + ([("release", found.release)] if found.release else [])


def verified(found: Verified, as_json: bool) -> None:
    """What ``verify`` checked."""
    if as_json:
        as_line(found)
        return
    table("Verified", ("", ""), [(what, f"{count:,}") for what, count in found.checked.items()])
    say(f"{found.release}: {verdict(found)}")


def verdict(found: Verified) -> str:
    """How far a release without faults was proved: without the texts nobody can tell whether its quotes stand in them."""
    if found.texts is None:
        return "intact; quotes not checked: no texts are at hand (verify it in its project, or release --with-text)"
    texts = {"project": "the project's texts", "release": "the released texts"}[found.texts]
    return f"proves itself, quotes against {texts}"


def table(title: str, header: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> None:
    """A table on a terminal; otherwise one line a row, its cells separated by tabs."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        drawn = Table(*header, title=title, show_header=any(header))
        for line in lines:
            drawn.add_row(*map(Text, line))
        Console().print(drawn)
    else:
        for line in lines:
            say("\t".join(line))


def as_line(found: Any) -> None:
    """A record as one line of JSON on standard output."""
    import msgspec

    write_json(msgspec.to_builtins(found))


def write_json(data: Any) -> None:
    """One line of JSON on standard output, in UTF-8 whatever the terminal speaks."""
    import msgspec

    with _listened_to():
        # Flushed line by line: another program may wait for this answer before it asks again.
        sys.stdout.buffer.write(msgspec.json.encode(data) + b"\n")
        sys.stdout.buffer.flush()


@contextmanager
def _listened_to() -> Iterator[None]:
    """Whoever reads our output may go away (``head``, ``less``): that ends the command, and is no error."""
    try:
        yield
    except BrokenPipeError:
        # What is still in the buffer must not be tried again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def _kinds(found: dict[str, int]) -> str:
    total = sum(found.values())
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in found.items())
    return f"{total:,} ({kinds})" if found else "0"
