"""Which weights a project is linked with, and the note of it that its releases carry.

They are a setting of the project, not of the shell: the same folder linked by another person, or tomorrow, gives the same events.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from placard.config import read_config
from placard.records import Problem

if TYPE_CHECKING:
    from placard.linking.parameters import Parameters
    from placard.store.reader import StoreReader

NOTE = "linking weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """Parameters of linking, and the hash of everything in them: a version is a name that people can give twice."""

    parameters: Parameters
    sha256: str

    @property
    def note(self) -> str:
        """What the project remembers of them, as JSON; see :func:`noted`."""
        return json.dumps({"version": self.parameters.version, "sha256": self.sha256})


def linking_weights(folder: Path) -> Weights:
    """Those of the file that ``linking`` in the project's ``placard.toml`` names, else the shipped ones.

    Raises:
        ConfigError: if the settings or the file they name cannot be read.
    """
    from placard.linking.parameters import digest, read_parameters, shipped

    named = read_config(folder).linking
    found = shipped() if named is None else read_parameters(folder / named)
    return Weights(found, digest(found))


def noted(store: StoreReader) -> dict[str, str] | None:
    """``version`` and ``sha256`` of the weights the project was last linked with; None if it was not, or before this was noted."""
    found: dict[str, str] | None = json.loads(store.meta(NOTE) or "null")
    return found


def changed(store: StoreReader, weights: Weights) -> Problem | None:
    """A remark if a project is about to be linked with other weights than last time: its events may be others."""
    before = noted(store)
    if before is None or before["sha256"] == weights.sha256:
        return None
    now = weights.parameters.version
    message = f"linked with the weights {now}; before with {'others named so' if now == before['version'] else before['version']}"
    fix = "linking in placard.toml names the file of weights a project is linked with"
    return Problem(str(store.folder), "other_linking", message, fix)
