"""Who acts and what they may do: the one place that will know accounts and roles when a team shares a store."""

from __future__ import annotations

import getpass
import re
from dataclasses import dataclass

from placard.errors import ConfigError
from placard.review.decide import VERBS


@dataclass(frozen=True, slots=True)
class Identity:
    """The person at the keyboard; ``name`` is what stands in ``Decision.by``."""

    name: str

    def may(self, verb: str) -> bool:
        """Whether this person may do an act: one of the verbs of decisions, ``release`` or ``adjudicate``.

        On one's own machine, whoever opened the project may do everything in it.
        """
        return verb in VERBS or verb in ("release", "adjudicate")


def identify(given: str | None) -> Identity:
    """The identity of a name given on the command line, or of the user of this machine.

    Raises:
        ConfigError: if the name is empty, long, or has a line break in it.
    """
    if given is None:
        try:
            given = getpass.getuser()
        except (KeyError, OSError):
            given = "reviewer"
    name = given.strip()
    if not name or len(name) > 80 or re.search(r"[\x00-\x1f\x7f]", name):
        raise ConfigError("the name of a reviewer is 1 to 80 characters on one line", where="--as", fix="for example --as ana")
    return Identity(name)
