"""Names of persons: how many are masked among the speakers of our corpus, and how many bodies are taken for persons.

    python benchmarks/names.py [--list]

`names.txt` holds the speakers marked in training/corpus that have a capital letter, a line each, [persons] in brackets. It was
proposed by the rules and then read through and put right by hand, so that it knows the rules' faults but was not made blindly. A
name counts as masked if every letter of it is. Then: how many of the other marks of the corpus look like a name, which
matters with `--names masked` only (places are never masked).
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from placard.release.names import names_in

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ACTORS = frozenset({"participants", "organizer", "target", "responder"})
PLACES = frozenset({"place", "venue"})


def read(line: str) -> tuple[str, list[tuple[int, int]]]:
    """A marked line as its words and the ranges of names in it."""
    words, found, start = "", [], 0
    for part in re.split(r"([\[\]])", line):
        if part == "[":
            start = len(words)
        elif part == "]":
            found.append((start, len(words)))
        else:
            words += part
    return words, found


def letters(words: str, ranges: list[tuple[int, int]]) -> set[int]:
    """Where the letters of ``ranges`` stand."""
    return {place for start, end in ranges for place in range(start, end) if words[place].isalnum()}


def measure(lines: list[str]) -> dict[str, list[str]]:
    """The lines with a name by what becomes of it, and those without by whether something is masked."""
    found: dict[str, list[str]] = {
        "masked": [],
        "let out": [],
        "one word, let out": [],
        "beside a name, masked": [],
        "body masked": [],
        "body kept": [],
    }
    for line in lines:
        words, names = read(line)
        masked = letters(words, names_in(words))
        for name in names:
            if letters(words, [name]) <= masked:
                found["masked"].append(line)
            else:
                found["one word, let out" if " " not in words[slice(*name)] else "let out"].append(line)
        if not names:
            found["body masked" if masked else "body kept"].append(line)
        elif masked - letters(words, names):
            found["beside a name, masked"].append(line)
    return found


def marked(variables: frozenset[str]) -> list[str]:
    """The different words marked with one of ``variables`` in the corpus."""
    sys.path.insert(0, str(ROOT))
    from training.marked import convert, documents

    found = set()
    for path in sorted((ROOT / "training" / "corpus").glob("*.txt")):
        for parts in documents(path):
            document = convert(*parts)
            for mark in document["marks"]:
                if mark["variable"] in variables:
                    found.add(document["text"][mark["start"] : mark["end"]])
    return sorted(found)


def main() -> None:
    """Print the counts, and with --list the lines behind the faults."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="print what was let out and what was masked falsely")
    asked = parser.parse_args()
    found = measure((HERE / "names.txt").read_text(encoding="utf-8").splitlines())
    persons = sum(len(found[kind]) for kind in ("masked", "let out", "one word, let out"))
    bodies = len(found["body masked"]) + len(found["body kept"])
    print(f"persons masked            {len(found['masked']):5,} of {persons:,}")
    print(f"  let out, two words on   {len(found['let out']):5,}")
    print(f"  let out, one word       {len(found['one word, let out']):5,}")
    print(f"speakers without a person {len(found['body masked']):5,} of {bodies:,} masked")
    for what, variables in (("actors", ACTORS), ("places", PLACES)):
        words = marked(variables)
        print(f"marks of {what}           {sum(bool(names_in(one)) for one in words):5,} of {len(words):,} look like a name")
    if asked.list:
        for kind in ("let out", "one word, let out", "body masked", "beside a name, masked"):
            print(f"\n{kind}:", *found[kind], sep="\n  ")


if __name__ == "__main__":
    main()
