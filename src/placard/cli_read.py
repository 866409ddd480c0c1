"""How ``placard run`` and ``placard read`` end: a mistyped path is a failure, and leaves no empty project behind."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from placard import cli_output

if TYPE_CHECKING:
    from placard.summary import Summary

# Problems of documents that were read, perhaps by an earlier command.
_OF_READ = frozenset({"coding"})


def end(found: Summary, as_json: bool, *, made: bool) -> None:
    """Tell what a command that was given inputs did; the exit status is 1 if none of them could be read.

    Args:
        found: what it did.
        as_json: whether to tell it as JSON.
        made: whether the command made the project's folder; if nothing came into it, it goes again.
    """
    if found.new or found.known or not set(found.skipped) - _OF_READ:
        cli_output.summary(found, as_json)
        return
    gone = made and not found.documents
    if gone:
        shutil.rmtree(found.project)
        found.release = None
    if as_json or not gone:
        cli_output.summary(found, as_json)
    else:
        cli_output.problems(found.problems, sum(found.skipped.values()) + sum(found.warnings.values()))
    cli_output.note("nothing could be read" + ("; no project was made" if gone else ""))
    raise SystemExit(1)
