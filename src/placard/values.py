"""The values a statement can have, their laws checked where they are made, and how they are written as JSON.

They are part of the records: everything else imports them from :mod:`placard.records`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from placard.errors import RecordError


@dataclass(frozen=True, slots=True)
class Count:
    """How many: ``low`` and ``high`` are inclusive, None is unbounded; never a point the words do not give."""

    low: int | None
    high: int | None
    words: str
    rule: str

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise RecordError(f"the count {self.words!r} has its low end {self.low} above its high end {self.high}")
        if (self.low is not None and self.low < 0) or (self.high is not None and self.high < 0):
            raise RecordError(f"the count {self.words!r} is negative")


@dataclass(frozen=True, slots=True)
class DateRange:
    """When: first and last ISO day, inclusive; ``precision`` says what the words name, never finer.

    ``precision`` is one of day, week, month, season, year, interval; ``rule`` names the rule that read the words.
    """

    start: str
    end: str
    precision: str
    words: str
    rule: str = ""

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise RecordError(f"the date {self.words!r} ends ({self.end}) before it begins ({self.start})")


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a GeoNames entry, in degrees WGS 84, and why this one.

    ``geonameid`` is None for a country or division known by name alone; ``country`` is ISO 3166-1 alpha-2;
    ``precision`` is one of venue, settlement, division, country, region; ``rule`` names the rule that chose it.
    """

    geonameid: int | None
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str
    words: str
    reason: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the codebook, for example response ``tear_gas`` or participants ``students``."""

    code: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words kept as they are; slogans also carry whom they are against or for, and a translation the text itself gives."""

    text: str
    stance: str | None = None
    target: str | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that could not be resolved, and why (law 2)."""

    words: str
    reason: str


Value = Count | DateRange | Place | Code | Text | Unresolved
_VALUES: dict[str, type[Any]] = {
    "count": Count,
    "date": DateRange,
    "place": Place,
    "code": Code,
    "text": Text,
    "unresolved": Unresolved,
}
_TAGS = {kind: tag for tag, kind in _VALUES.items()}


def value_type(value: Value) -> str:
    """The tag of a value's type: count, date, place, code, text or unresolved."""
    return _TAGS[type(value)]


def value_to_json(value: Value) -> dict[str, Any]:
    """A value as a JSON object: its ``type``, then every field of its record."""
    fields: dict[str, Any] = msgspec.to_builtins(value)
    return {"type": value_type(value)} | fields


def value_from_json(data: dict[str, Any]) -> Value:
    """The inverse of :func:`value_to_json`.

    Raises:
        RecordError: if the type is unknown or a field is missing or of the wrong type.
    """
    rest = {name: field for name, field in data.items() if name != "type"}
    kind = _VALUES.get(str(data.get("type")))
    if kind is None:
        raise RecordError(f"unknown value type {data.get('type')!r}")
    try:
        value: Value = msgspec.convert(rest, kind)
    except msgspec.ValidationError as error:
        raise RecordError(f"bad {data.get('type')} value: {error}") from None
    return value
