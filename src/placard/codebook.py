"""The codebook: variables, codes and definitions, read from YAML and checked whole."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from placard.errors import CodebookError

VariableType = Literal["text", "actor", "count", "place", "date", "code"]
Level = Literal["nominal", "ordinal", "interval", "ratio"]


class Variable(BaseModel):
    """One variable: what it records, the type of its values, its level of measurement, and its codes if it is coded.

    ``ask_reason`` names the acts of a reviewer that need one of the codebook's reasons.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z][a-z_]*$")
    title: str
    type: VariableType
    level: Level = "nominal"
    repeated: bool = True
    who: bool = False
    ask_reason: tuple[Literal["correct", "reject"], ...] = ()
    help: str
    example: str
    codes: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _codes_fit(self) -> Variable:
        if (self.type == "code") != bool(self.codes):
            raise ValueError("codes are listed exactly when the type is 'code'")
        return self


class Codebook(BaseModel):
    """A codebook with its version; ``variables`` are in the order of forms and exports.

    ``reasons`` are those a reviewer may give for correcting or rejecting a value.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: str
    title: str
    unit: str
    status: dict[str, str]
    forms: dict[str, str]
    certainty: dict[str, str]
    speaker_kinds: dict[str, str]
    variables: tuple[Variable, ...]
    who: dict[str, str]
    reasons: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _reasons_to_give(self) -> Codebook:
        asking = [variable.name for variable in self.variables if variable.ask_reason]
        if asking and not self.reasons:
            raise ValueError(f"a reason is asked for, but none is listed: {', '.join(asking)}")
        return self

    @model_validator(mode="after")
    def _names_once(self) -> Codebook:
        names = [variable.name for variable in self.variables]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"variables named twice: {', '.join(twice)}")
        return self

    def variable(self, name: str) -> Variable:
        """The variable of that name; raises CodebookError if there is none."""
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise CodebookError(f"no variable {name!r}", where=self.name, fix="one of " + ", ".join(v.name for v in self.variables))


def read_codebook(path: Path) -> Codebook:
    """Read and check a codebook file.

    Raises:
        CodebookError: naming the file and every fault in it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"cannot be read: {error}", where=str(path)) from None
    return parse_codebook(text, where=str(path))


def parse_codebook(text: str, where: str) -> Codebook:
    """Check a codebook given as YAML text; ``where`` names it in errors. Raises CodebookError with every fault."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CodebookError(f"is not YAML: {error}", where=where) from None
    try:
        return Codebook.model_validate(data)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc'])) or 'codebook'}: {fault['msg']}" for fault in error.errors()]
        raise CodebookError(f"{len(faults)} fault(s): " + "; ".join(faults), where=where) from None


@cache
def default_codebook() -> Codebook:
    """Codebook v1, shipped with the package."""
    return parse_codebook(default_codebook_text(), where="codebooks/protest.yaml")


def default_codebook_text() -> str:
    """The shipped codebook file as it stands, for releases and the codebook page."""
    return resources.files("placard").joinpath("codebooks/protest.yaml").read_text(encoding="utf-8")
