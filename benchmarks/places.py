"""How well places are resolved: LGL and GeoVirus, given the names and end to end, beside the population baseline.

    python benchmarks/places.py [--data FOLDER] [--json FILE]

The baselines are the most populous bearer of the name: "towns" among towns and countries, "population" among all entries.
The sets are for measuring only; nothing in Placard was fitted to them. A country is right by its code, a division within
300 km, a place within 161 km. "outlet" gives the resolver the domain the report came from, as a user has it; "learned"
also the home that the outlet's reports (texts only) tell, see :mod:`placard.resolving.places_learn`.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from placard.records import Place, Unresolved
from placard.resolving.gazetteer import Gazetteer, build, load_gazetteer
from placard.resolving.gazetteer_names import fold
from placard.resolving.places import find_places, resolve_places
from placard.resolving.places_learn import learn_homes

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "geoparsing"
LIMIT_KM = {"country": 161.0, "division": 300.0, "place": 161.0}
EARTH_KM = 6371.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def apart(value: Place | Unresolved, gold: dict[str, Any]) -> float:
    """Kilometres between a value and the gold; half the Earth's girth where there is no value."""
    if not isinstance(value, Place) or value.lat is None or value.lon is None:
        return math.pi * EARTH_KM
    return kilometres((value.lat, value.lon), (gold["lat"], gold["lon"]))


def right(value: Place | Unresolved, gold: dict[str, Any]) -> bool:
    """Whether a value is right by the set's rule."""
    if not isinstance(value, Place):
        return False
    if gold["level"] == "country":
        return value.country == gold["country_code"]
    return apart(value, gold) <= LIMIT_KM[gold["level"]]


def most_populous(gazetteer: Gazetteer, words: str, *, towns: bool) -> Place | Unresolved:
    """The baselines: the most populous place of that name, countries first; with ``towns``, of towns and countries alone."""
    entries = [entry for entry in gazetteer.lookup(words) if not towns or entry.kind in ("settlement", "country")]
    if not entries:
        return Unresolved(words, "no place of that name")
    best = max(entries, key=lambda entry: (entry.kind == "country", entry.people))
    return Place(best.geonameid, best.name, best.country, best.lat, best.lon, best.kind, words)


def read(path: Path) -> list[dict[str, Any]]:
    """The documents of one set."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def spans_of(row: dict[str, Any]) -> list[tuple[int, int]]:
    return [(gold["start"], gold["end"]) for gold in row["toponyms"]]


def run(rows: list[dict[str, Any]], mode: str, gazetteer: Gazetteer) -> tuple[list[list[Place | Unresolved]], float]:
    """Values for every document and the seconds of one core taken."""
    start = time.process_time()
    homes: dict[str, int] = {}
    if mode == "learned":
        homes = learn_homes([(row["domain"], row["text"], None) for row in rows], gazetteer)
        start = time.process_time()
    values: list[list[Place | Unresolved]] = []
    for row in rows:
        if mode in ("towns", "population"):
            values.append([most_populous(gazetteer, row["text"][a:b], towns=mode == "towns") for a, b in spans_of(row)])
        else:
            source = row["domain"] if mode in ("outlet", "learned") else None
            home = homes.get(row["domain"])
            values.append(resolve_places(row["text"], spans_of(row), source=source, home=home, gazetteer=gazetteer))
    return values, time.process_time() - start


def figures(rows: list[dict[str, Any]], values: list[list[Place | Unresolved]], seconds: float) -> dict[str, float]:
    """The figures of one run, in percent unless the name says otherwise."""
    pairs = [
        (value, gold) for row, given in zip(rows, values, strict=True) for value, gold in zip(given, row["toponyms"], strict=True)
    ]
    located = [(value, gold) for value, gold in pairs if gold["lat"] is not None]
    nil = [value for value, gold in pairs if gold["lat"] is None]
    said_nil = [gold for value, gold in pairs if isinstance(value, Unresolved)]
    ids = [(value, gold) for value, gold in located if gold.get("geonameid")]
    coded = [(value, gold) for value, gold in located if gold.get("country_code")]
    result = {
        "right": share([right(value, gold) for value, gold in located]),
        "answered_right": share([right(value, gold) for value, gold in located if isinstance(value, Place)]),
        "country": share([isinstance(value, Place) and value.country == gold["country_code"] for value, gold in coded]),
        "country_answered": share([value.country == gold["country_code"] for value, gold in coded if isinstance(value, Place)]),
        "median_km": statistics.median(apart(value, gold) for value, gold in located),
        "names": float(len(located)),
        "names_a_second": len(pairs) / seconds,
    }
    for level in ("country", "division", "place"):
        chosen = [right(value, gold) for value, gold in located if gold["level"] == level]
        if chosen:
            result[f"right_{level}"] = share(chosen)
    if ids:
        result["exact_id"] = share([isinstance(value, Place) and value.geonameid == gold["geonameid"] for value, gold in ids])
    if nil:
        result["nil_recall"] = share([isinstance(value, Unresolved) or value.precision == "venue" for value in nil])
        result["nil_precision"] = share([gold["lat"] is None for gold in said_nil])
    return result


def end_to_end(rows: list[dict[str, Any]], mode: str, gazetteer: Gazetteer) -> dict[str, float]:
    """Finding and resolving together: precision and recall of names found, and of names found and resolved right."""
    found_right = found = gold_total = matched = 0
    for row in rows:
        spans = find_places(row["text"], gazetteer)
        values = resolve_places(row["text"], spans, source=row["domain"] if mode == "outlet" else None, gazetteer=gazetteer)
        gold = {(g["start"], g["end"]): g for g in row["toponyms"] if g["lat"] is not None}
        gold_total += len(gold)
        answered = [(span, value) for span, value in zip(spans, values, strict=True) if isinstance(value, Place)]
        found += len(answered)
        for span, value in answered:
            hit = gold.get(span) or next((g for (a, b), g in gold.items() if a < span[1] and span[0] < b), None)
            if hit is not None:
                matched += 1
                found_right += right(value, hit)
    return {
        "found_precision": 100 * matched / max(found, 1),
        "found_recall": 100 * matched / max(gold_total, 1),
        "right_precision": 100 * found_right / max(found, 1),
        "right_recall": 100 * found_right / max(gold_total, 1),
    }


def machine(gazetteer: Gazetteer) -> dict[str, float]:
    """What the gazetteer costs: processor time to build (s), load (ms) and look up a new name (us), and memory once loaded (MB)."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        build(Path(folder) / "gazetteer.idx")
        built = time.process_time() - start
    script = (
        "import time; from placard.resolving import gazetteer as g; t = time.process_time(); x = g.load_gazetteer();"
        "s = time.process_time() - t; x.lookup('Tehran'); status = open('/proc/self/status').read();"
        "print(1000 * s, int(status.split('VmRSS:')[1].split()[0]) / 1024)"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    names = [fold(gazetteer.name(entry)) for entry in range(0, len(gazetteer), 97)]
    fresh = Gazetteer(*gazetteer.source)
    start = time.process_time()
    for name in names:
        fresh.find(name)
    each = (time.process_time() - start) / len(names)
    return {"build_s": built, "load_ms": float(answer[0]), "memory_mb": float(answer[1]), "lookup_us": 1e6 * each}


def share(hits: list[bool]) -> float:
    return 100 * sum(hits) / len(hits) if hits else float("nan")


def wrong(rows: list[dict[str, Any]], values: list[list[Place | Unresolved]]) -> Counter[str]:
    """Errors by class, for work on classes: level, and how the value failed."""
    classes: Counter[str] = Counter()
    for row, given in zip(rows, values, strict=True):
        for value, gold in zip(given, row["toponyms"], strict=True):
            if gold["lat"] is None or right(value, gold):
                continue
            if isinstance(value, Unresolved):
                kind = "unresolved: " + value.reason[:48]
            else:
                kind = f"wrong by {value.rule}, " + (
                    "other country" if value.country != gold.get("country_code") else f"as {value.precision}"
                )
            typed = "county " if fold(gold["name"]).endswith(("county", "parish")) else ""
            classes[f"{typed}{gold['level']} {kind}"] += 1
    return classes


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--classes", action="store_true", help="also print the classes of errors")
    options = parser.parse_args()
    if not options.data.is_dir():
        raise SystemExit(f"no data at {options.data}: give --data")
    gazetteer = load_gazetteer()
    report: dict[str, dict[str, float]] = {"gazetteer": machine(gazetteer)}
    for name in ("lgl", "geovirus"):
        rows = read(options.data / f"{name}.jsonl")
        modes = ["towns", "population", "text"] + (["outlet", "learned"] if rows[0]["domain"] else [])
        for mode in modes:
            values, seconds = run(rows, mode, gazetteer)
            report[f"{name} {mode}"] = figures(rows, values, seconds)
            if options.classes and mode == modes[-1]:
                for kind, count in wrong(rows, values).most_common(25):
                    print(f"  {name} {count:4d} {kind}")
        report[f"{name} end to end"] = end_to_end(rows, "outlet", gazetteer)
    for label, row in report.items():
        print(label)
        for key, value in row.items():
            print(f"    {key:18s} {value:10.1f}")
    if options.json:
        options.json.write_text(json.dumps(report, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
