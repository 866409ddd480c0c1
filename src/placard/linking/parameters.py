"""The parameters of linking, read from one file: what each agreement is worth, and how rare words are.

``m`` is how often two mentions of one event agree in this way, ``u`` how often two mentions of different events that were
worth comparing do; a level adds ``log2(m / u)`` bits to the score (Fellegi and Sunter). The numbers were fitted by
``training/linking_fit.py``; see ``docs/linking.md``.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from placard.errors import ConfigError

NEVER = 1000.0


class Level(msgspec.Struct, frozen=True):
    """How often a comparison comes out this way: among mentions of one event (m), of different events (u)."""

    m: float
    u: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything a score depends on besides the two mentions.

    Attributes:
        version: recorded as the author of each judgement.
        prior: bits before anything is compared.
        levels: comparison -> level -> m and u.
        link_at: mean bits between two clusters above which they are one event.
        unsure: half-width in bits of the band around ``link_at`` in which a judgement says "unsure".
        floor: bits below which a pair is not kept.
        absent: bits assumed for pairs of one cluster that were never compared.
        common: token -> rarity in eighths of a bit; ``unseen`` for all others.
        adopt_at: mean bits above which a report that stands alone joins the event of several it fits best; never if not below
            ``link_at``, as in files that do not say.
        adopt_lead: bits by which that event must fit it better than the next.
    """

    version: str
    prior: float
    levels: Mapping[str, Mapping[str, Level]]
    link_at: float
    unsure: float
    floor: float
    absent: float
    common: Mapping[str, int]
    unseen: int
    adopt_at: float = NEVER
    adopt_lead: float = 0.0

    def bits(self, comparison: str, level: str | None) -> float:
        """Weight of one level; a comparison without a level (a value missing) or an unknown level weighs nothing."""
        found = self.levels[comparison].get(level) if level is not None else None
        return round(math.log2(found.m / found.u), 3) if found else 0.0


def read_parameters(path: Path) -> Parameters:
    """Read a parameter file.

    Raises:
        ConfigError: if it is no parameter file; the message names the fault.
    """
    try:
        return _decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        fix = "give a file like parameters.json"
        raise ConfigError(f"no linking parameters can be read: {error}", where=str(path), fix=fix) from None


@lru_cache(maxsize=1)
def shipped() -> Parameters:
    """The parameters that come with Placard."""
    return _decode(files("placard.linking").joinpath("parameters.json").read_bytes())


def digest(parameters: Parameters) -> str:
    """SHA-256 of everything in them, as 64 hex digits; how a file is laid out makes no difference."""
    return hashlib.sha256(msgspec.json.encode(parameters, order="sorted")).hexdigest()


def write_parameters(path: Path, parameters: Parameters) -> None:
    """Write a parameter file; the bytes depend on the parameters alone."""
    path.write_text(json.dumps(msgspec.to_builtins(parameters), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def probability(bits: float) -> float:
    """Bits of evidence as a probability of "same"."""
    return 1.0 / (1.0 + math.exp(-math.log(2) * max(-60.0, min(60.0, bits))))


def _decode(raw: bytes) -> Parameters:
    found: Parameters = msgspec.json.decode(raw, type=Parameters)
    return found
