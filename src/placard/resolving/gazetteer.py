"""The gazetteer: countries, divisions, regions and some 235,000 towns of GeoNames, found by name in microseconds.

The data is compiled once into an index file in the user's cache folder (see :mod:`placard.resolving.gazetteer_file`) and
memory-mapped from then on. ``python -m placard.resolving.gazetteer`` compiles it ahead of time.

GeoNames data: CC BY 4.0, https://www.geonames.org.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from placard.errors import ConfigError
from placard.resolving.gazetteer_build import COUNTRY, COUNTY, DIVISION, PRIMARY, REGION, SETTLEMENT, compile_index
from placard.resolving.gazetteer_file import index_path, read_arrays, write_arrays
from placard.resolving.gazetteer_names import fold, hash_key, skeleton, squeezed

Found = tuple[tuple[int, ...], tuple[int, ...]]  # entry numbers, and how each bears the name, the most prominent first
KIND_NAMES = {SETTLEMENT: "settlement", COUNTY: "division", DIVISION: "division", COUNTRY: "country", REGION: "region"}
_MEMO = 1 << 17
_NOTHING: Found = ((), ())


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer.

    Attributes:
        number: its number in this index; another version of the data numbers differently.
        geonameid: the GeoNames id, or None for divisions and regions whose id the data does not carry.
        kind: settlement, division (first or second order), country or region; ``county`` is True for second order.
        country: ISO 3166-1 alpha-2, or None for regions of several countries.
        division: GeoNames code of the first-order division, for example ``IR.26``, or None.
        people: population, 0 if unknown.
    """

    number: int
    geonameid: int | None
    name: str
    kind: str
    county: bool
    country: str | None
    division: str | None
    lat: float | None
    lon: float | None
    people: int


class Gazetteer:
    """A loaded index. Arrays are indexed by entry number; look-ups are safe from several threads."""

    def __init__(self, arrays: dict[str, np.ndarray[Any, Any]], meta: dict[str, Any]) -> None:
        self.source = (arrays, meta)
        self.geonameid, self.lat, self.lon = arrays["geonameid"], arrays["lat"], arrays["lon"]
        self.people, self.country, self.division = arrays["people"], arrays["country"], arrays["division"]
        self.kind, self.mass, self.xyz = arrays["kind"], arrays["mass"], arrays["xyz"].reshape(-1, 3)
        self.country_codes: list[str] = meta["countries"]
        self.division_codes: list[str] = meta["divisions"]
        self.country_numbers = {code: number for number, code in enumerate(self.country_codes)}
        self.country_entry: list[int] = meta["country_entry"]
        self.division_entry: list[int] = meta["division_entry"]
        self.country_people = np.array(meta["country_people"], dtype=np.float64)
        self.division_people = np.array(meta["division_people"], dtype=np.float64)
        self.neighbours: dict[str, list[str]] = meta["neighbours"]
        self.towns: int = meta["towns"]
        self._keys = arrays["key"].data
        self._entries, self._flags = arrays["key_entry"].data, arrays["key_flag"].data
        self._ends, self._text = arrays["name_end"], arrays["name_text"]
        self._memo: dict[str, Found] = {}

    def __len__(self) -> int:
        return len(self.kind)

    def find(self, key: str) -> Found:
        """Entries under a key made by :func:`placard.resolving.gazetteer_names.fold` (or with its prefix), best known first."""
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            found = self._memo[key] = self._search(hash_key(key)) if key else _NOTHING
        return found

    def find_variant(self, words: str) -> Found:
        """Entries whose name may be another transliteration of these words."""
        key = skeleton(words)
        return self.find("\x02" + key) if key else _NOTHING

    def find_squeezed(self, letters: str) -> Found:
        """Entries whose name without spaces is ``letters``, as in a domain."""
        key = squeezed(letters)
        several, one = self.find("\x03" + key), self.find(key)
        return several[0] + one[0], several[1] + one[1]

    def _search(self, number: int) -> Found:
        keys = self._keys
        start = bisect_left(keys, number)
        end, total = start, len(keys)
        while end < total and keys[end] == number:
            end += 1
        return (tuple(self._entries[start:end]), tuple(self._flags[start:end])) if end > start else _NOTHING

    def name(self, entry: int) -> str:
        """An entry's name."""
        start = int(self._ends[entry - 1]) + 1 if entry else 0
        return bytes(self._text[start : int(self._ends[entry])]).decode("utf-8")

    def entry(self, number: int) -> Entry:
        """An entry as a record."""
        kind, country, division = int(self.kind[number]), int(self.country[number]), int(self.division[number])
        lat, lon = float(self.lat[number]), float(self.lon[number])
        known = lat == lat  # NaN where GeoNames gives no place
        return Entry(
            number=number,
            geonameid=int(self.geonameid[number]) or None,
            name=self.name(number),
            kind=KIND_NAMES[kind],
            county=kind == COUNTY,
            country=self.country_codes[country] if country >= 0 else None,
            division=self.division_codes[division] if division >= 0 else None,
            lat=round(lat, 5) if known else None,
            lon=round(lon, 5) if known else None,
            people=int(self.people[number]),
        )

    def lookup(self, words: str) -> list[Entry]:
        """Every place these words may name, the best known first; other transliterations only if nothing is spelt so."""
        numbers, _ = self.find(fold(words))
        if not numbers:
            numbers, _ = self.find_variant(words)
        return [self.entry(number) for number in dict.fromkeys(numbers)]


def build(path: Path | None = None) -> Path:
    """Compile the index and put it in place; returns its file. Safe against a kill and against a second build at once.

    Raises:
        ConfigError: if the cache folder cannot be written or a data file is wrong.
    """
    target = path or index_path()
    arrays, meta = compile_index()
    write_arrays(target, arrays, meta)
    return target


@cache
def _load(path: Path) -> Gazetteer:
    loaded = read_arrays(path)
    if loaded is None:
        build(path)
        loaded = read_arrays(path)
    if loaded is None:
        raise ConfigError("the gazetteer's index cannot be read back", where=str(path), fix="delete the file and run again")
    return Gazetteer(*loaded)


def load_gazetteer() -> Gazetteer:
    """The gazetteer, compiled on first use (some seconds) and memory-mapped from then on (milliseconds).

    Raises:
        ConfigError: if the cache folder cannot be written.
    """
    return _load(index_path())


def main() -> None:
    """Compile the index unless this version's is there, and say where it is."""
    gazetteer = load_gazetteer()
    print(f"{index_path()}: {len(gazetteer):,} places, {gazetteer.towns:,} of them towns")


__all__ = ["PRIMARY", "Entry", "Found", "Gazetteer", "build", "load_gazetteer"]

if __name__ == "__main__":
    main()
