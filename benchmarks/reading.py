"""Reading: documents a second, a format, and how well articles are found on pages others collected.

    python benchmarks/reading.py [--documents N] [--data FOLDER]

The 91 pages of the article-extraction benchmark (in ../shared, skipped where that is absent) are for measuring only. The score is
the mean over pages of precision and recall of runs of four words, and their F1; trafilatura's published F1 there is 95.8.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import tempfile
import time
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from placard.reading import Reading, read_inputs

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "html"
SENTENCE = "Dockers marched to the port gate in Tema on Monday to ask for wages owed since May, the union said. "


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, with how often each occurs."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)))


def write_piles(folder: Path, documents: int) -> list[Path]:
    """The same reports in every format."""
    rows = [{"id": str(number), "text": f"{SENTENCE * 25}{number}", "published": "2020-01-10"} for number in range(documents)]
    (folder / "pile.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with (folder / "pile.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    pq.write_table(pa.Table.from_pylist(rows), folder / "pile.parquet")
    (folder / "text").mkdir()
    for row in rows:
        (folder / "text" / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
    return [folder / "pile.jsonl", folder / "pile.csv", folder / "pile.parquet", folder / "text"]


def speed(documents: int) -> None:
    """Print documents a second, a format."""
    with tempfile.TemporaryDirectory() as folder:
        for pile in write_piles(Path(folder), documents):
            began = time.perf_counter()
            read = sum(isinstance(item, Reading) for item in read_inputs([pile]))
            rate = read / (time.perf_counter() - began)
            print(f"{pile.name:14} {read:7,} documents {rate:9,.0f} a second")


def articles(data: Path) -> None:
    """Print how well articles are found on the benchmark's pages."""
    truth = json.loads((data / "ground-truth.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        for page in (data / "pages").glob("*.gz"):
            (Path(folder) / page.stem).write_bytes(gzip.decompress(page.read_bytes()))
        began = time.perf_counter()
        found = {Path(item.document.input_id).stem: item.document for item in read_inputs([folder]) if isinstance(item, Reading)}
        took = time.perf_counter() - began
    precision = recall = 0.0
    for name, article in truth.items():
        wanted, got = shingles(article["articleBody"]), shingles(found[name].text if name in found else "")
        both = (wanted & got).total()
        precision += both / max(1, got.total()) / len(truth)
        recall += both / max(1, wanted.total()) / len(truth)
    dated = sum(document.published is not None for document in found.values())
    f1 = 2 * precision * recall / (precision + recall)
    print(f"articles of {len(truth)} pages: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    print(f"{len(found)} pages read, {dated} with a date, {len(found) / took:.0f} pages a second")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    speed(options.documents)
    if options.data.is_dir():
        articles(options.data)
    else:
        print(f"articles: not measured, {options.data} is not here")


if __name__ == "__main__":
    main()
