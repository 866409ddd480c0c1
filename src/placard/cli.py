"""The commands: each one thin function over the Python function of the same name.

Nothing heavy is imported here: ``placard --help`` must answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from placard import __version__
from placard.cli_care import COMMANDS
from placard.errors import PlacardError

_FOLDER = click.Path(path_type=Path)
_Command = Callable[..., Any]


def _json_option(function: _Command) -> _Command:
    return click.option("--json", "as_json", is_flag=True, help="Print one line of JSON instead of a table.")(function)


def _quiet_option(function: _Command) -> _Command:
    return click.option("--quiet", is_flag=True, help="Say nothing while at work.")(function)


def _coding_options(function: _Command) -> _Command:
    coder = click.option("--coder", metavar="NAME", help="Coder to use: a name, or MODULE:FUNCTION for your own.")
    workers = click.option(
        "--workers", type=click.IntRange(0, 256), help="Processes to code with; 0 chooses. The result is the same."
    )
    return coder(workers(function))


def _reading_options(function: _Command) -> _Command:
    options = (
        click.option(
            "--column", "columns", multiple=True, metavar="FIELD=NAME", help="Column or key that holds a field, as in text=Body."
        ),
        click.option("--published", metavar="DATE", help="Publication date of documents that give none."),
        click.option("--outlet", metavar="NAME", help="Outlet of documents that name none."),
        click.option("--language", metavar="CODE", help="Language of documents that name none (ISO 639-1)."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _release_options(function: _Command) -> _Command:
    text = click.option("--with-text/--without-text", default=None, help="Put the texts of the documents into the release.")
    names = click.option(
        "--names",
        type=click.Choice(["kept", "speakers", "persons", "masked"]),
        help="Persons' names in the release: kept; or masked in speakers, where surely a person's (default), or throughout.",
    )
    return text(names(function))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="placard")
def cli() -> None:
    """Turn reports of protest into event data whose every value leads back to its words and its speaker.

    \b
    Example:
      placard run reports/ -o strikes      read, code, link and release a folder of reports
      placard show strikes                 list the events
      placard show strikes 1               read the first one, with its evidence
      placard verify strikes               check every value against its words
    """


@cli.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("-o", "--output", "project", type=_FOLDER, required=True, metavar="PROJECT", help="Project folder; made if absent.")
@_reading_options
@_coding_options
@_release_options
@_json_option
@_quiet_option
def run(inputs: tuple[str, ...], project: Path, as_json: bool, quiet: bool, **options: Any) -> None:
    """Do every step: read, code, link and release.

    INPUT is a file, a folder, a glob or an address: text, HTML, PDF, Word, mail, feeds, web archives, JSON lines, CSV, Parquet
    and more (docs/reading.md). The command can be stopped at any moment and run again: it goes on where it was. Without INPUT
    it finishes what is in the project. The exit status is 1 if no INPUT could be read; a new project is then not made.

    \b
    Example:
      placard run wire/ local.csv --outlet "Kano Herald" -o kano
    """
    from placard import cli_output, cli_read
    from placard import project as api

    if not inputs and not (project / "placard.db").exists():
        raise click.UsageError("name at least one INPUT: there is no project in that folder yet")
    made = not project.exists()
    found = api.run(
        inputs,
        project,
        options=_read_options(project, options),
        coder=options["coder"],
        workers=options["workers"],
        with_text=options["with_text"],
        names=options["names"],
        progress=cli_output.progress(quiet),
    )
    if inputs:
        cli_read.end(found, as_json, made=made)
    else:
        cli_output.summary(found, as_json)


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", "project", type=_FOLDER, required=True, metavar="PROJECT", help="Project folder; made if absent.")
@_reading_options
@_json_option
@_quiet_option
def read(inputs: tuple[str, ...], project: Path, as_json: bool, quiet: bool, **options: Any) -> None:
    """Read reports into a project, and stop there. The exit status is 1 if no INPUT could be read.

    \b
    Example:
      placard read archive.parquet --column text=Body --column published=Day -o kano
    """
    from placard import cli_output, cli_read
    from placard import project as api

    made = not project.exists()
    found = api.read(inputs, project, options=_read_options(project, options), progress=cli_output.progress(quiet))
    cli_read.end(found, as_json, made=made)


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@_reading_options
@_coding_options
def code(files: tuple[str, ...], coder: str | None, workers: int | None, **options: Any) -> None:
    """Code documents: JSON lines in (FILE or stdin), one JSON object a document out.

    A line has id and text, and may have title, published, url, source and language. A document that cannot be coded gives
    {"id", "error"}; the rest go on. A summary goes to standard error; the exit status is 1 only if nothing could be read.

    \b
    Example:
      echo '{"id": "a", "text": "Hundreds marched in Kano on Friday.", "published": "2020-01-13"}' | placard code
    """
    from placard import cli_code, cli_output
    from placard.config import choose_workers

    number = 1 if workers is None else choose_workers(workers, sys.maxsize)
    coded = failed = mentions = 0
    documents = _counted(cli_code.read_documents(files, sys.stdin.buffer, _read_options(None, options)))
    for line in cli_code.code_stream(documents, coder=coder, workers=number):
        cli_output.write_json(line)
        if "error" in line:
            failed += 1
        else:
            coded += 1
            mentions += len(line["mentions"])
    cli_output.note(
        f"{coded:,} documents coded, {mentions:,} mentions; {failed:,} not coded, {documents.problems:,} of them not read"
    )
    if not documents.readings:
        cli_output.note("nothing could be read")
        raise SystemExit(1)


@cli.command()
@click.argument("project", type=_FOLDER)
@click.option(
    "--explain", nargs=2, metavar="A B", help="Print why two mentions are, or are not, taken for one event; link nothing."
)
@_json_option
@_quiet_option
def link(project: Path, explain: tuple[str, str] | None, as_json: bool, quiet: bool) -> None:
    """Find copies and join the mentions of a project to events.

    \b
    Example:
      placard link kano
      placard link kano --explain men-41d0c1 men-9be2f7    ids as mentions.csv has them, or their beginnings
    """
    from placard import cli_output
    from placard import project as api

    if explain:
        from placard.why import explain_link

        reasons = explain_link(project, *explain)
        if as_json:
            cli_output.write_json(reasons)
        else:
            cli_output.say(reasons["text"])
        return
    cli_output.summary(api.link(project, progress=cli_output.progress(quiet)), as_json)


@cli.command()
@click.argument("project", type=_FOLDER)
@_release_options
@_json_option
@_quiet_option
def release(project: Path, with_text: bool | None, names: str | None, as_json: bool, quiet: bool) -> None:
    """Build PROJECT/release: tables as CSV and Parquet, GeoJSON, codebook, manifest.

    \b
    Example:
      placard release kano --with-text
    """
    from placard import cli_output
    from placard import project as api

    found = api.release(project, with_text=with_text, names=names, progress=cli_output.progress(quiet))
    cli_output.summary(found, as_json)


@cli.command()
@click.argument("project", type=_FOLDER)
@_json_option
def verify(project: Path, as_json: bool) -> None:
    """Check that a release proves itself: every file, value, statement, span and quote, down to the hashed text.

    PROJECT is a project folder or a release folder. The exit status is 1 if one byte is not as it was released. Quotes are
    checked against the texts of the project, or of a release made --with-text; a release alone without texts is only "intact".

    \b
    Example:
      placard verify kano
    """
    from placard import cli_output
    from placard.release.verify import verify as check

    cli_output.verified(check(project), as_json)


@cli.command()
@click.argument("gold", type=_FOLDER)
@click.option("--coder", metavar="NAME", help="Coder to score: a name, or MODULE:FUNCTION for your own.")
@_json_option
def evaluate(gold: Path, coder: str | None, as_json: bool) -> None:
    """Score a coder against documents coded by hand (JSON lines with marks).

    \b
    Example:
      placard evaluate gold.jsonl
    """
    from placard import cli_output, standalone

    found = standalone.evaluate(gold, coder)
    if as_json:
        cli_output.as_line(found)
        return
    from placard.evaluate.table import table

    cli_output.say(table(found))


@cli.command()
@click.argument("project", type=_FOLDER)
@click.argument("event", required=False)
@_json_option
def show(project: Path, event: str | None, as_json: bool) -> None:
    """Print one event as a person would want to read it, or list the events.

    EVENT is an event's id, the beginning of one, or its number in the list.

    \b
    Example:
      placard show kano          one line an event
      placard show kano 3        the third in full: each value with its words, speaker and outlet
    """
    from placard import cli_output
    from placard.show import show as render
    from placard.show import show_json

    if as_json:
        for record in show_json(project, event):
            cli_output.write_json(record)
    else:
        cli_output.say(render(project, event))


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
def resolve(files: tuple[str, ...]) -> None:
    """Resolve places, dates and counts: JSON lines in (FILE or stdin), one JSON object a line out.

    Each input is read whole first: the places an outlet writes of tell where it is at home ("Columbus" in an Ohio weekly).

    \b
    Example:
      placard resolve spans.jsonl

    \b
    A line of spans.jsonl:
      {"id": "a", "text": "on Friday", "published": "2020-01-13", "spans": [{"start": 0, "end": 9, "kind": "date"}]}
    """
    from placard import cli_output
    from placard.resolving.resolve import learn
    from placard.resolving.resolve import resolve as answers

    for name in files or ("-",):
        with click.open_file(name, "rb") as file:
            lines = file.readlines()
        for answer in answers(lines, homes=learn(lines)):
            cli_output.write_json(answer)


@cli.command()
@click.argument("project", type=_FOLDER)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="Port to listen on; 0 takes a free one."
)
@click.option("--open/--no-open", "open_browser", default=True, help="Open the workbench in the browser.")
@click.option("--as", "name", metavar="NAME", help="Your name, as decisions will say; your user name by default.")
def serve(project: Path, port: int, open_browser: bool, name: str | None) -> None:
    """Open the workbench: see, check, correct and merge in the browser. Only this machine can reach it.

    Prints its address once it answers; Ctrl-C ends it. Every decision is stored the moment it is made.

    \b
    Example:
      placard serve kano --as ana
    """
    from placard import cli_output
    from placard.workbench.serve import serve as start

    start(project, port=port, open_browser=open_browser, name=name, tell=cli_output.say)


class _counted:
    """An iterator over readings and problems that counts both."""

    def __init__(self, items: Any) -> None:
        self._items = items
        self.readings = self.problems = 0

    def __iter__(self) -> Any:
        from placard.records import Problem

        for item in self._items:
            if isinstance(item, Problem):
                self.problems += 1
            else:
                self.readings += 1
            yield item


def _read_options(project: Path | None, given: dict[str, Any]) -> Any:
    """Reading options: the command line over ``placard.toml``."""
    from placard.config import Config, read_config
    from placard.project import read_options

    config = read_config(project) if project is not None else Config()
    columns = dict(config.columns)
    for pair in given["columns"]:
        field, sign, name = pair.partition("=")
        if not sign or not name:
            raise click.UsageError(f"--column takes FIELD=NAME, got {pair!r}")
        columns[field] = name
    chosen = {name: given[name] for name in ("published", "outlet", "language") if given[name] is not None}
    return read_options(config.model_copy(update={"columns": columns} | chosen))


for _command in COMMANDS:
    cli.add_command(_command)


def main() -> None:
    """The ``placard`` command: errors are one line on standard error, never a traceback."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except (click.Abort, KeyboardInterrupt):
        _stop("stopped; the same command goes on where it was", 130)
    except PlacardError as error:
        _stop(str(error), 1)
    except Exception as error:
        if os.environ.get("PLACARD_DEBUG"):
            raise
        _stop(f"a fault of Placard's own: {type(error).__name__}: {error} (set PLACARD_DEBUG=1 for its trace, and report it)", 1)


def _stop(words: str, status: int) -> None:
    from placard.cli_output import note

    note(f"placard: {words}")
    raise SystemExit(status)
