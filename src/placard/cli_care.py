"""The commands that look after a project: watch, doctor, backup, forget, public."""

from __future__ import annotations

from pathlib import Path

import click

_FOLDER = click.Path(path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
_QUIET = click.option("--quiet", is_flag=True, help="Say nothing while at work.")
_BY = click.option("--by", metavar="NAME", help="Who does it; your login name by default.")


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("-o", "--output", "project", type=_FOLDER, required=True, metavar="PROJECT", help="Project folder; made if absent.")
@click.option("--every", type=click.FloatRange(min=1), default=15.0, show_default=True, help="Minutes between two rounds.")
@click.option("--once", is_flag=True, help="One round, then stop.")
@click.option("--pages/--no-pages", default=True, help="Fetch the page of an entry that is only a teaser (default).")
@_JSON
@_QUIET
def watch(feeds: tuple[str, ...], project: Path, every: float, once: bool, pages: bool, as_json: bool, quiet: bool) -> None:
    """Poll feeds and sitemaps, and read what is new into a project.

    FEED is the address of an RSS or Atom feed or a sitemap. What was read is remembered in the project: the command can be
    stopped and started at any moment. placard run -o PROJECT codes what came in. With --once, the exit status is 1 if every FEED
    failed.

    \b
    Example:
      placard watch https://herald.example/feed.xml -o kano --every 30
    """
    from placard import cli_output
    from placard.watching import watch as rounds

    reached = False
    for found in rounds(feeds, project, every=60 * every, rounds=1 if once else None, pages=pages):
        if as_json:
            cli_output.as_line(found)
        elif not quiet:
            cli_output.problems(list(found.problems), len(found.problems))
            cli_output.say(f"{found.new:,} new documents of {found.entries:,} entries")
        reached = reached or bool(found.entries) or not found.problems
    if not reached:
        raise SystemExit(1)


@click.command()
@click.argument("project", type=_FOLDER)
@_JSON
def doctor(project: Path, as_json: bool) -> None:
    """Check every law of a project on what is stored and released, and say how to mend what breaks one.

    The project is only read. The exit status is 1 if something needs mending.

    \b
    Example:
      placard doctor kano
    """
    from placard import cli_output
    from placard.doctor import doctor as examine

    findings = examine(project)
    if as_json:
        for finding in findings:
            cli_output.as_line(finding)
    else:
        rows = [(one.check, "sound" if not one.faults else f"{one.faults:,} broken", one.says) for one in findings]
        cli_output.table("Laws", ("check", "state", "says"), rows)
        for one in findings:
            if one.faults:
                cli_output.say(
                    f"{one.check}: {', '.join(one.first)}{' ...' if one.faults > len(one.first) else ''}; mend: {one.mend}"
                )
    if any(one.faults for one in findings):
        raise SystemExit(1)


@click.command()
@click.argument("project", type=_FOLDER)
@click.argument("target", type=_FOLDER)
def backup(project: Path, target: Path) -> None:
    """Copy a project, as it is at one moment, into a folder that is absent or empty; it may be in use.

    \b
    Example:
      placard backup kano backups/kano-2020-01-31
    """
    from placard import cli_output
    from placard.backup import backup as copy

    cli_output.say(f"{copy(project, target)}: a consistent copy; placard release {target} makes its release anew")


@click.command()
@click.argument("project", type=_FOLDER)
@click.argument("document")
@click.option("--reason", required=True, help="Why; it is kept. Do not repeat the words that are to be forgotten.")
@_BY
@_JSON
@_QUIET
def forget(project: Path, document: str, reason: str, by: str | None, as_json: bool, quiet: bool) -> None:
    """Remove a document and every word that came from it, and link and release anew without it.

    DOCUMENT is a document's id, or the id its input gave it. Its hash stays, so that the text is not read again. Backups and
    releases given out before are not reached.

    \b
    Example:
      placard forget kano doc-0123456789abcdef --reason "take-down request of 3 March"
    """
    from placard import cli_output
    from placard.forget import forget as remove

    found = remove(project, document, reason=reason, by=by and f"person:{by}", progress=cli_output.progress(quiet))
    if as_json:
        cli_output.as_line(found)
    else:
        words = f"{found.mentions:,} mentions and {found.statements:,} statements went with it"
        cli_output.say(f"{found.document}: forgotten; {words}" + (f"; {found.release} was made anew" if found.release else ""))


@click.command()
@click.argument("project", type=_FOLDER)
@click.argument("name")
@click.option("--reason", required=True, help="Why this person is a public figure.")
@_BY
def public(project: Path, name: str, reason: str, by: str | None) -> None:
    """Mark a name as a public figure's: the next release keeps it where it masks others.

    It is a reviewer's decision like any other, kept with who made it and when.

    \b
    Example:
      placard public kano "Amina Yusuf" --reason "governor of the state"
    """
    import getpass
    from datetime import UTC, datetime

    from placard import cli_output
    from placard.release.privacy import mark_public
    from placard.store.store import Store

    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    with Store.open(project, write=True) as store:
        store.add_decision(mark_public(name, by=f"person:{by or getpass.getuser()}", at=moment, reason=reason))
    cli_output.say(f"{name}: kept from the next release on; placard release {project} makes it")


COMMANDS = (watch, doctor, backup, forget, public)
