"""How well words become values: sizes against published readings, dates against marked ones, each beside its baseline.

    python benchmarks/resolving.py [--data FOLDER] [--wrong] [--places]

The sets under the data folder are for measuring only: no threshold was set on them, but the classes of errors seen in the size
phrases and in all three sets of dates guided the rules, so these figures are not those of unseen text. The figures on the
project's own corpus are of reports the rules were written against, and say so. ``--places`` runs the places part as well, by
``benchmarks/places.py``.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from placard.records import Count, DateRange  # noqa: E402
from placard.resolving.conventions import open_interval, point  # noqa: E402
from placard.resolving.counts import resolve_count  # noqa: E402
from placard.resolving.dates import resolve_date  # noqa: E402
from placard.resolving.resolve import sentence  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
CORPUS = ROOT / "training" / "corpus"
DAY_VALUE = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*)?")
COUNTED = ("size", "arrests", "injuries", "deaths")
Interval = tuple[str, str]


@dataclass
class SizeScore:
    """Phrases whose interval holds a published reading, in all and by convention; ``wrong`` counts readings outside by reason."""

    phrases: int = 0
    agreeing: int = 0
    every_reading: int = 0
    with_figure: int = 0
    baseline: int = 0
    by_convention: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


@dataclass
class DateScore:
    """Dates whose days are those marked; ``dates`` are values that are a day, month or year, ``others`` the rest that name days."""

    dates: int = 0
    right: int = 0
    baseline: int = 0
    others: int = 0
    others_right: int = 0
    no_day: int = 0
    no_day_right: int = 0
    examples: list[str] = field(default_factory=list)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def holds(value: Any, reading: float) -> bool:
    """Whether a count's interval holds a reading."""
    return (
        isinstance(value, Count) and (value.low is None or value.low <= reading) and (value.high is None or reading <= value.high)
    )


def why_outside(value: Any, reading: float) -> str:
    """The reason a reading lies outside the words' interval, for the table of disagreements."""
    if not isinstance(value, Count):
        return "the words give no figure (counted from a picture, a film or a feed)"
    if value.rule in ("vague", "few", "couple"):
        return (
            "the convention reads the plural lower" if reading < (value.low or 0) else "the reading is above the plural's next unit"
        )
    if value.rule in ("about", "nearly"):
        return "the reading is not the figure the words soften"
    return "the reading is not the figure in the words (joined from other reports)"


def first_number(words: str) -> float | None:
    """The baseline for sizes: the first numeral of the words."""
    match = re.search(r"\d[\d,]*", words)
    return None if match is None else float(match.group().replace(",", ""))


def size_score(path: Path) -> SizeScore:
    """Score phrases with published readings; a phrase agrees if its interval holds one of its readings."""
    score = SizeScore()
    for row in lines(path):
        value, readings, convention = resolve_count(row["words"]), row["value"], row["convention"]
        held = [holds(value, reading) for reading in readings]
        score.phrases += 1
        score.agreeing += any(held)
        score.every_reading += all(held)
        score.with_figure += isinstance(value, Count)
        score.baseline += first_number(row["words"]) in readings
        score.by_convention[convention, "phrases"] += 1
        score.by_convention[convention, "agreeing"] += any(held)
        score.by_convention[convention, "point"] += isinstance(value, Count) and point(value, convention.lower()) in [
            round(reading) for reading in readings
        ]
        for reading, inside in zip(readings, held, strict=True):
            if not inside:
                score.wrong[convention, why_outside(value, reading)] += 1
        if not any(held):
            score.examples.append(f"{convention} {row['words']!r} {readings}")
    return score


def marked_days(value: str) -> Interval | None:
    """First and last day of a TIMEX3 value or of one of the corpus's ``A/B`` values; None if it names no days."""
    first, _, last = value.partition("/")
    ends = _days(first), _days(last or first)
    return None if ends[0] is None or ends[1] is None else (ends[0][0], ends[1][1])


def _days(value: str) -> Interval | None:
    value = value.split("T")[0]
    if match := re.fullmatch(r"(\d{4})-W(\d\d?)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + timedelta(days=5 if match[3] else 0)).isoformat(), (monday + timedelta(days=6)).isoformat()
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        month = 3 * int(match[2])
        return f"{match[1]}-{month - 2:02}-01", f"{match[1]}-{month:02}-{calendar.monthrange(int(match[1]), month)[1]}"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[match[2]]
        last = date(int(match[1]) + (month == 12), (month + 1) % 12 + 1, 1) + timedelta(days=31)
        return f"{match[1]}-{month:02}-01", (last.replace(day=1) - timedelta(days=1)).isoformat()
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0-01-01", f"{value}9-12-31"
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value):
        year, month, day = int(match[1]), match[2], match[3]
        if day:
            return value, value
        if month:
            return f"{value}-01", f"{value}-{calendar.monthrange(year, int(month))[1]:02}"
        return f"{year:04}-01-01", f"{year:04}-12-31"
    return None


def dateparser_reader() -> Callable[[str, str | None], str | None]:
    """The baseline: dateparser alone, with the publication date as its reference and the past preferred."""
    import dateparser

    warnings.simplefilter("ignore")

    def read(words: str, published: str | None) -> str | None:
        try:
            base = datetime.fromisoformat((published or "")[:10])
        except ValueError:
            base = datetime(2009, 3, 2)  # three reports of MEANTIME have no ISO publication date
        try:
            found = dateparser.parse(words, settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"})
        except Exception:
            return None
        return None if found is None else found.date().isoformat()

    return read


def date_score(path: Path, baseline: Callable[[str, str | None], str | None] | None = None) -> DateScore:
    """Score dates given their span: our days must be the marked ones, dateparser's day need only begin as the value does."""
    score = DateScore()
    for row in lines(path):
        for marked in row["dates"]:
            value = marked["value"]
            if not value or (path.stem == "meantime" and "X" in value) or value.startswith("-"):
                continue
            ours = resolve_date(marked["words"], published=row["published"], text=row["text"], start=marked["start"])
            days = (ours.start, ours.end) if isinstance(ours, DateRange) else None
            single = DAY_VALUE.fullmatch(value)
            if single:
                score.dates += 1
                score.right += days == marked_days(value)
                if baseline is not None:
                    theirs = baseline(marked["words"], row["published"])
                    score.baseline += theirs is not None and theirs.startswith(single[1])
                if days != marked_days(value):
                    score.examples.append(
                        f"{row['id']} {marked['words']!r} marked {value}, got {days or getattr(ours, 'reason', '')}"
                    )
            elif (wanted := marked_days(value)) is not None:
                score.others += 1
                score.others_right += days == wanted
            elif value.endswith("_REF"):
                score.no_day += 1
                score.no_day_right += days is None
    return score


def corpus_documents() -> Iterator[dict[str, Any]]:
    """The project's own annotated reports."""
    from training.marked import convert, documents

    for path in sorted(CORPUS.glob("*.txt")):
        for found in documents(path):
            yield convert(*found)


def corpus_scores() -> dict[str, tuple[int, int]]:
    """(right, all) for counts and dates of the own corpus."""
    counts = exact = dates = right = ends = 0
    for document in corpus_documents():
        for mark in document["marks"]:
            words = document["text"][mark["start"] : mark["end"]]
            if mark["variable"] in COUNTED:
                count = resolve_count(words, sentence(document["text"], mark["start"], mark["end"]))
                wanted = (mark["value"]["low"], mark["value"]["high"])
                counts += 1
                exact += (open_interval(count) if isinstance(count, Count) else (None, None)) == wanted
            elif mark["variable"] == "date" and mark["value"]:
                value = resolve_date(words, published=document["published"], text=document["text"], start=mark["start"])
                days = (value.start, value.end) if isinstance(value, DateRange) else ("", "")
                dates += 1
                right += days == marked_days(mark["value"])
                ends += days[1] == (marked_days(mark["value"]) or ("", "-"))[1]
    return {
        "counts, both ends (vague plurals open above)": (exact, counts),
        "dates, both ends": (right, dates),
        "dates, last day": (ends, dates),
    }


def share(right: int, whole: int) -> str:
    """A share as text: per cent and the two numbers."""
    return f"{100 * right / whole:5.1f} %  ({right} of {whole})" if whole else "  -"


def print_sizes(folder: Path, wrong: bool) -> None:
    """Print the sizes part."""
    score = size_score(folder / "sizes.jsonl")
    print("Sizes: share of phrases whose interval holds a published reading (aim 97 %)")
    print(f"  Placard, one reading at least    {share(score.agreeing, score.phrases)}")
    print(f"  Placard, every reading           {share(score.every_reading, score.phrases)}")
    print(f"  Placard, phrases with a figure   {share(score.agreeing, score.with_figure)}")
    print(f"  first numeral alone (baseline)   {share(score.baseline, score.phrases)}")
    for convention in ("CCC", "MPEDS"):
        whole = score.by_convention[convention, "phrases"]
        print(f"  {convention:6} interval holds it          {share(score.by_convention[convention, 'agreeing'], whole)}")
        print(f"  {convention:6} point value is it          {share(score.by_convention[convention, 'point'], whole)}")
    print("  Readings outside the interval, by convention and reason:")
    for (convention, reason), number in sorted(score.wrong.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        print(f"    {convention:6} {number:3}  {reason}")
    if wrong:
        print("\n".join("    " + example for example in score.examples))


def print_dates(folder: Path, wrong: bool) -> None:
    """Print the dates part."""
    print("\nDates given the span: value accuracy (aim 92 % on MEANTIME and GUM together)")
    print(f"  {'set':10} {'Placard, the same days':28} {'dateparser alone':28} weeks, quarters, seasons ... / no day")
    baseline, both = dateparser_reader(), Counter[str]()
    for name in ("meantime", "gum", "tempeval_train"):
        score = date_score(folder / f"{name}.jsonl", baseline)
        others = f"{score.others_right} of {score.others} / {score.no_day_right} of {score.no_day}"
        print(f"  {name[:8]:10} {share(score.right, score.dates):28} {share(score.baseline, score.dates):28} {others}")
        if name != "tempeval_train":
            both.update(right=score.right, dates=score.dates, baseline=score.baseline)
        if wrong:
            print("\n".join("    " + example for example in score.examples))
    print(f"  {'both':10} {share(both['right'], both['dates']):28} {share(both['baseline'], both['dates'])}")


def main() -> None:
    """Print every figure next to its baseline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the evaluation data (default: %(default)s)")
    parser.add_argument("--wrong", action="store_true", help="list what disagrees")
    parser.add_argument("--places", action="store_true", help="run the places part too")
    options = parser.parse_args()
    if options.data.is_dir():
        print_sizes(options.data / "sizes", options.wrong)
        print_dates(options.data / "dates", options.wrong)
    else:
        print(f"{options.data} is not here; give the folder with --data")
    if CORPUS.is_dir():
        print("\nOwn corpus (reports the rules were written against)")
        for name, (right, whole) in corpus_scores().items():
            print(f"  {name:46} {share(right, whole)}")
    if options.places:
        import subprocess

        print(flush=True)
        subprocess.run(
            [sys.executable, str(Path(__file__).with_name("places.py")), "--data", str(options.data / "geoparsing")], check=True
        )


if __name__ == "__main__":
    main()
