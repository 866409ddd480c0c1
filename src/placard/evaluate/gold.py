"""Annotated reports in the corpus's JSON form (``docs/evaluation.md``), read for scoring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from placard.errors import ReadError


class GoldEvent(msgspec.Struct, frozen=True):
    """An event of a document, with its key across documents if it has one."""

    id: str
    status: str
    form: str
    key: str | None = None


class GoldMark(msgspec.Struct, frozen=True):
    """One marked value: its events, variable, code points, value as the corpus writes it, speaker id and certainty."""

    events: tuple[str, ...]
    variable: str
    start: int
    end: int
    value: Any = None
    speaker: str | None = None
    certainty: str = "asserted"


class GoldSpan(msgspec.Struct, frozen=True):
    """A range of code points."""

    start: int
    end: int


class GoldSpeaker(msgspec.Struct, frozen=True):
    """A speaker of a document, with every place that names it."""

    id: str
    kind: str | None
    spans: tuple[GoldSpan, ...]


class GoldDocument(msgspec.Struct, frozen=True):
    """One annotated report; ``relevant`` defaults to whether it has events."""

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    kind: str | None = None
    origin: str | None = None
    source: dict[str, Any] | None = None
    relevant: bool | None = None
    events: tuple[GoldEvent, ...] = ()
    marks: tuple[GoldMark, ...] = ()
    speakers: tuple[GoldSpeaker, ...] = ()

    @property
    def reports_event(self) -> bool:
        """Whether the annotation calls the report relevant."""
        return bool(self.events) if self.relevant is None else self.relevant


def read_gold(path: Path) -> list[GoldDocument]:
    """Read annotated reports, one JSON object a line.

    Raises:
        ReadError: naming the file and line that is not such a report, or that the file holds none.
    """
    decoder = msgspec.json.Decoder(GoldDocument)
    documents = []
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        documents.append(decoder.decode(line))
                    except msgspec.DecodeError as error:
                        raise ReadError(
                            f"line {number} is no annotated report: {error}", where=str(path), fix="see docs/evaluation.md"
                        ) from None
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=str(path)) from None
    if not documents:
        raise ReadError("holds no annotated report", where=str(path))
    return documents
