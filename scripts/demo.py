"""The second half of ``make demo``: list the events of a project, show the most widely reported one, prove the dataset."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path


def biggest(release: Path) -> str | None:
    """Id of the event with the most independent sources, then mentions, in ``events.csv``; None if there is no event."""
    with (release / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ranked = sorted(rows, key=lambda row: (-int(row["source_count"] or 0), -int(row["mention_count"]), row["event_id"]))
    return ranked[0]["event_id"] if ranked else None


def placard(*arguments: str) -> None:
    """Run a command of Placard as a user would, showing it first; its failure is ours."""
    print(f"\n$ placard {' '.join(arguments)}", flush=True)
    finished = subprocess.run([str(Path(sys.executable).with_name("placard")), *arguments], check=False)
    if finished.returncode:
        sys.exit(finished.returncode)


def main() -> None:
    """Print what ``placard run`` made of the examples."""
    project = sys.argv[1]
    release = Path(project) / "release"
    event = biggest(release)
    placard("show", project)
    if event is not None:
        placard("show", project, event)
    placard("verify", project)
    print(f"\nThe dataset lies in {release}/; datapackage.json there describes every table and column.")


if __name__ == "__main__":
    main()
