"""Reading: documents a second, a format, and how well articles are found on pages others collected.

    python benchmarks/reading.py [--documents N] [--data FOLDER]

The 91 pages of the article-extraction benchmark (in ../shared, skipped where that is absent) are for measuring only. The score is
that of the benchmark's own script: precision and recall of runs of four words, averaged over pages (precision over those for which
a text was given), and their F1. Beside ours stand trafilatura's plain output, and readability as the copy within trafilatura has
it. Of each page the benchmark knows the article's words and its address, nothing else: titles, bylines and days are only counted.
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
from statistics import fmean

import lxml.html
import pyarrow as pa
import pyarrow.parquet as pq
import trafilatura
from trafilatura.readability_lxml import Document

from placard.reading import Reading, read_inputs

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "html"
SENTENCE = "Dockers marched to the port gate in Tema on Monday to ask for wages owed since May, the union said. "


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, with how often each occurs; a shorter text is one run, an empty one none."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)) if words)


def score(truth: dict[str, str], given: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of texts by page, as the benchmark's script has them; a page not in ``given`` has no text."""
    precisions, recalls = [], []
    for name, article in truth.items():
        wanted, got = shingles(article), shingles(given.get(name, ""))
        both = (wanted & got).total()
        if got:
            precisions.append(both / got.total())
        if wanted:
            recalls.append(both / wanted.total())
    precision, recall = fmean(precisions), fmean(recalls)
    return precision, recall, 2 * precision * recall / (precision + recall)


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


def plain(page: str) -> str:
    """Trafilatura with nothing set."""
    return trafilatura.extract(page) or ""


def no_comments(page: str) -> str:
    """Trafilatura told to leave readers' comments out."""
    return trafilatura.extract(page, include_comments=False) or ""


def readability(page: str) -> str:
    """The words of what readability takes for the article."""
    bare = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    found = Document(lxml.html.fromstring(page.encode(), parser=bare)).summary()
    return "\n".join(lxml.html.fromstring(found).itertext())


def articles(data: Path) -> None:
    """Print how well articles are found on the benchmark's pages, by us and by others."""
    known = json.loads((data / "ground-truth.json").read_text(encoding="utf-8"))
    truth = {name: article["articleBody"] for name, article in known.items()}
    pages = {name: gzip.decompress((data / "pages" / f"{name}.html.gz").read_bytes()) for name in truth}
    with tempfile.TemporaryDirectory() as folder:
        for name, page in pages.items():
            (Path(folder) / f"{name}.html").write_bytes(page)
        began = time.perf_counter()
        read = {Path(item.document.input_id).stem: item for item in read_inputs([folder]) if isinstance(item, Reading)}
        took = time.perf_counter() - began
    given = {"placard": {name: item.document.text for name, item in read.items()}}
    for title, extract in (("trafilatura", plain), ("trafilatura, no comments", no_comments), ("readability", readability)):
        given[title] = {name: extract(page.decode("utf-8", "replace")) for name, page in pages.items()}
    print(f"articles of {len(truth)} pages; {len(read)} read by placard, {len(read) / took:.0f} pages a second")
    for title, texts in given.items():
        precision, recall, f1 = score(truth, texts)
        print(f"  {title:26} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    documents = [item.document for item in read.values()]
    details = Counter(name for item in read.values() for name in {detail.name for detail in item.details})
    same = sum(address(item.document.url) == address(known[name]["url"]) for name, item in read.items())
    declared = sum(document.url is not None for document in documents)
    print(f"  address: {declared} declare one, {same} of them the benchmark's")
    titled, dated = sum(bool(one.title) for one in documents), sum(bool(one.published) for one in documents)
    print(
        f"  given, no truth to compare: {titled} titles, {dated} days, {', '.join(f'{n} {k}' for k, n in sorted(details.items()))}"
    )


def address(url: str | None) -> str:
    """An address without what makes no other page: scheme, www, query, a slash at the end."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", url or "").rstrip("/")


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
