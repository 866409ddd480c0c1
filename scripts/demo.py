"""The second half of ``make demo``: print the events of a project, its biggest event in full, and prove the dataset.

Reads the released tables, as any program outside Placard would.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

COLUMNS = ("event", "status", "form", "when", "where", "size", "deaths", "texts", "sources", "conflicts")


def events(release: Path) -> list[dict[str, str]]:
    """The rows of ``events.csv``, the most widely reported first."""
    with (release / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted(rows, key=lambda row: (-number(row["source_count"]), -number(row["mention_count"]), row["event_id"]))


def number(cell: str) -> int:
    """The number in a cell, 0 for an empty one."""
    return int(cell) if cell else 0


def day(row: dict[str, str]) -> str:
    """When, as one phrase."""
    start, end = row["date_start"], row["date_end"]
    return start if start == end else f"{start} to {end}"


def table(rows: list[dict[str, str]]) -> Table:
    """The events as a table for people."""
    shown = Table(*COLUMNS, title=f"{len(rows)} events", title_justify="left")
    for row in rows:
        where = ", ".join(part for part in (row["place"], row["country"]) if part)
        counts = (row["text_count"], row["source_count"], row["conflict_count"])
        shown.add_row(row["event_id"], row["status"], row["form"], day(row), where, row["size_words"], row["deaths_words"], *counts)
    return shown


def placard(*arguments: str) -> None:
    """Run a command of Placard as a user would, showing it first; its failure is ours."""
    print(f"\n$ placard {' '.join(arguments)}", flush=True)
    finished = subprocess.run([str(Path(sys.executable).with_name("placard")), *arguments], check=False)
    if finished.returncode:
        sys.exit(finished.returncode)


def main() -> None:
    """Print what ``make demo`` made."""
    project = sys.argv[1]
    release = Path(project) / "release"
    rows = events(release)
    Console(width=None if sys.stdout.isatty() else 160).print(table(rows))
    if rows:
        placard("show", rows[0]["event_id"], "--project", project)
    placard("verify", project)
    resources = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    print(f"\nThe dataset lies in {release}/ ({len(resources)} resources, described in datapackage.json).")


if __name__ == "__main__":
    main()
