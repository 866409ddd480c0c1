"""The vocabulary of actors: kinds, their PLOVER sectors and the words that name them, from one documented file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from placard.errors import ConfigError
from placard.resolving.gazetteer_file import read_data
from placard.resolving.gazetteer_names import fold

Role = Literal["participants", "organizer", "target", "responder", "speaker"]
ROLES: tuple[str, ...] = get_args(Role)
_WORD = re.compile(r"\s+")


class ActorKind(BaseModel):
    """One kind of actor: its title, PLOVER sector, the roles it may take (none: all) and the words and names for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    sector: str = Field(pattern=r"^[A-Z]{3}$")
    roles: tuple[Role, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Vocabulary(BaseModel):
    """The kinds by code, and what the sectors stand for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    sectors: dict[str, str] = Field(default_factory=dict)
    codes: dict[str, ActorKind]

    @model_validator(mode="after")
    def _sectors_known(self) -> Vocabulary:
        unknown = sorted(code for code, kind in self.codes.items() if self.sectors and kind.sector not in self.sectors)
        if unknown:
            raise ValueError(f"codes with a sector that is not listed: {', '.join(unknown)}")
        return self

    def phrases(self) -> dict[str, str]:
        """Every word, folded and singular, to its code; of two codes with one word the first listed has it."""
        found: dict[str, str] = {}
        for code, kind in self.codes.items():
            for phrase in kind.words:
                found.setdefault(singular(fold(phrase)), code)
        return found


def singular(folded: str) -> str:
    """A folded phrase with the ending of each word's plural or possessive removed, as far as English spelling tells."""
    return " ".join(_one(word) for word in _WORD.split(folded) if word)


def _one(word: str) -> str:
    if word == "women":
        return "woman"
    if word.endswith("men") and word != "specimen":
        return word[:-2] + "an"
    if len(word) <= 3 or word.endswith(("ss", "us", "news")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def parse_vocabulary(text: str, where: str, base: Vocabulary | None = None) -> Vocabulary:
    """A vocabulary from YAML text; with ``base``, its codes and words are added to those of the base.

    Raises:
        ConfigError: naming the file and every fault in it.
    """
    try:
        data: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ConfigError(f"is not YAML: {error}", where=where) from None
    try:
        if base is not None and isinstance(data, dict):
            sectors = base.sectors | (data.get("sectors") or {})
            data = {"version": base.version, "sectors": sectors, "codes": _joined(base, data.get("codes") or {})}
        return Vocabulary.model_validate(data)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc'])) or 'vocabulary'}: {fault['msg']}" for fault in error.errors()]
        raise ConfigError(f"{len(faults)} fault(s): " + "; ".join(faults), where=where) from None


def _joined(base: Vocabulary, codes: Any) -> dict[str, Any]:
    """The base's codes with the words of a user's file added, the user's first so that they win."""
    if not isinstance(codes, dict):
        return {"codes": codes}
    joined: dict[str, Any] = {}
    for code in [*(code for code in codes if code not in base.codes), *base.codes]:
        own = codes.get(code) or {}
        old = base.codes[code].model_dump() if code in base.codes else {}
        joined[code] = old | own if isinstance(own, dict) else own
        if isinstance(own, dict):
            for part in ("words", "names"):
                joined[code][part] = [*(own.get(part) or ()), *old.get(part, ())]
    return joined


def read_vocabulary(path: Path) -> Vocabulary:
    """The shipped vocabulary with a user's file added. Raises ConfigError naming the file and every fault in it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", where=str(path)) from None
    return parse_vocabulary(text, str(path), default_vocabulary())


@cache
def default_vocabulary() -> Vocabulary:
    """The vocabulary shipped with the package, ``data/actors.yaml``."""
    return parse_vocabulary(read_data("actors.yaml").decode("utf-8"), "data/actors.yaml")
