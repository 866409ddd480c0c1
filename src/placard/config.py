"""What a user can set once for a project: ``placard.toml`` in its folder, checked whole.

Options of the command line win over it. Nothing in it changes what a document is coded as, except ``coder``, and how it is linked,
except ``linking``.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from placard.errors import ConfigError

CONFIG_NAME = "placard.toml"
Names = Literal["kept", "speakers", "persons", "masked"]


class Config(BaseModel):
    """Settings of a project.

    Attributes:
        coder: name of the coder, or ``module:function``; None is the built-in one.
        workers: processes that code; 0 takes one a core where there is enough to do.
        linking: file of weights to link with, from the project's folder, as ``python -m placard.tune`` writes it; None takes the
            shipped ones.
        with_text: whether releases carry the texts of the documents.
        names: what releases do with words that look like a person's name; see ``placard.release.privacy``.
        columns: field of a document -> the column or key that holds it, as ``placard read --column`` takes it.
        published: publication date of documents that give none.
        outlet: outlet of documents that name none.
        language: language of documents that name none.
        max_bytes: largest page, file or line that is read.
        max_words: longest document that is read.
        max_columns, max_tags, max_file_bytes, max_unpacked_bytes, max_ratio, max_members, max_depth, max_pages,
            max_seconds, max_redirects, min_words: further limits of reading, see ``placard.reading.ReadOptions``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    coder: str | None = None
    workers: int = Field(default=0, ge=0, le=256)
    linking: str | None = None
    with_text: bool = False
    names: Names = "persons"
    columns: dict[str, str] = Field(default_factory=dict)
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    max_bytes: int | None = Field(default=None, ge=1)
    max_words: int | None = Field(default=None, ge=1)
    min_words: int | None = Field(default=None, ge=1)
    max_columns: int | None = Field(default=None, ge=1)
    max_tags: int | None = Field(default=None, ge=1)
    max_file_bytes: int | None = Field(default=None, ge=1)
    max_unpacked_bytes: int | None = Field(default=None, ge=1)
    max_ratio: int | None = Field(default=None, ge=1)
    max_members: int | None = Field(default=None, ge=1)
    max_depth: int | None = Field(default=None, ge=0)
    max_pages: int | None = Field(default=None, ge=1)
    max_seconds: int | None = Field(default=None, ge=1)
    max_redirects: int | None = Field(default=None, ge=1)


def read_config(folder: Path) -> Config:
    """The settings in ``folder/placard.toml``, or the defaults if there is no such file.

    Raises:
        ConfigError: naming the file and every fault in it.
    """
    path = folder / CONFIG_NAME
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", where=str(path)) from None
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise ConfigError("; ".join(faults), where=str(path), fix="known settings are " + ", ".join(Config.model_fields)) from None


def choose_workers(wanted: int, documents: int) -> int:
    """How many processes to use: ``wanted``, or for 0 one a core when there are enough documents to pay for starting them."""
    if wanted > 0:
        return wanted
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        cores = os.cpu_count() or 1
    return cores if documents >= 200 else 1
