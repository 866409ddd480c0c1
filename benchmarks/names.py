"""Names of persons: how many are masked among the speakers of our corpus, and how many bodies are taken for persons.

    python benchmarks/names.py [--list]

`names.txt` holds the speakers marked in training/corpus that have a capital letter, a line each, [persons] in brackets. It was
proposed by the rules and then read through and put right by hand, so that it knows the rules' faults but was not made blindly. A
name counts as masked if every letter of it is. Then: how many of the other marks of the corpus look like a name, which
matters with `--names masked` only (places are never masked).

Last, whole reports: what a speaker is called in one report is masked by its form, or because the report has the rest of the name.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from placard.records import OUTLET, Speaker, Statement, Text
from placard.release.names import names_in
from placard.release.privacy import MASK, Privacy
from placard.release.report import facts_of, knowing
from placard.release.running import lone_word
from placard.spans import Span

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


def corpus() -> Iterator[dict[str, Any]]:
    """The documents of the corpus, each with its text, marks and speakers."""
    sys.path.insert(0, str(ROOT))
    from training.marked import convert, documents

    for path in sorted((ROOT / "training" / "corpus").glob("*.txt")):
        for parts in documents(path):
            yield convert(*parts)


def marked(variables: frozenset[str]) -> list[str]:
    """The different words marked with one of ``variables`` in the corpus."""
    return sorted(
        {
            document["text"][mark["start"] : mark["end"]]
            for document in corpus()
            for mark in document["marks"]
            if mark["variable"] in variables
        }
    )


def stated(document: dict[str, Any]) -> list[Statement]:
    """The marks and the speakers of a document as statements, each by itself."""
    text = document["text"]
    marks = [(mark["variable"], Span.of(text, mark["start"], mark["end"]), OUTLET) for mark in document["marks"]]
    first = Span.of(text, 0, 1)
    speakers = [
        ("trigger", first, Speaker("other", Span.of(text, place["start"], place["end"])))
        for speaker in document["speakers"]
        for place in speaker["spans"]
    ]
    return [
        Statement(f"st-{number}", "men", variable, Text(span.quote), (span,), speaker, "corpus/1")
        for number, (variable, span, speaker) in enumerate([*marks, *speakers])
    ]


def reported(lines: list[str]) -> dict[str, list[str]]:
    """What becomes of speakers of one word, by themselves and in their reports; and which other words a report masks besides."""
    names = dict(map(read, lines))
    by_form = Privacy("persons")
    found: dict[str, list[str]] = {
        "name of one word": [],
        "masked by form": [],
        "masked in its report": [],
        "of one word, let out": [],
        "one word, no person": [],
        "no person, masked by form": [],
        "no person, masked in its report": [],
        "evidence": [],
        "evidence masked in its report": [],
    }
    for document in corpus():
        statements = stated(document)
        facts = facts_of(by_form, document["title"], statements, lambda text=document["text"]: text)
        whole = knowing(by_form, facts)
        for quote in sorted({one.speaker.span.quote for one in statements if one.speaker.span is not None}):
            before, after = (letters_of(way.speaker(Span(0, len(quote), quote))) for way in (by_form, whole))
            line = f"{document['id']}: {quote}"
            alone = [name for name in names.get(quote, ()) if " " not in quote[slice(*name)]]
            for name in alone:
                wanted = letters(quote, [name])
                found["name of one word"].append(line)
                found["masked by form"] += [line] * (wanted <= before)
                found["masked in its report" if wanted <= after else "of one word, let out"].append(line)
            if lone_word(quote) and not names.get(quote):
                found["one word, no person"].append(line)
                found["no person, masked by form"] += [line] * bool(before)
                found["no person, masked in its report"] += [line] * bool(after)
        for one in statements:
            if one.speaker is OUTLET:
                (span,) = one.evidence
                found["evidence"].append(span.quote)
                if (masked := whole.evidence(one, span)) != by_form.evidence(one, span):
                    found["evidence masked in its report"].append(f"{document['id']}, {one.variable}: {span.quote} -> {masked}")
    return found


def letters_of(masked: str) -> set[int]:
    """Where masked words are masked."""
    return {place for place, one in enumerate(masked) if one == MASK}


def main() -> None:
    """Print the counts, and with --list the lines behind the faults."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="print what was let out and what was masked falsely")
    asked = parser.parse_args()
    lines = (HERE / "names.txt").read_text(encoding="utf-8").splitlines()
    found, whole = measure(lines), reported(lines)
    persons = sum(len(found[kind]) for kind in ("masked", "let out", "one word, let out"))
    bodies = len(found["body masked"]) + len(found["body kept"])
    print(f"persons masked            {len(found['masked']):5,} of {persons:,}")
    print(f"  let out, two words on   {len(found['let out']):5,}")
    print(f"  let out, one word       {len(found['one word, let out']):5,}")
    print(f"speakers without a person {len(found['body masked']):5,} of {bodies:,} masked")
    for what, variables in (("actors", ACTORS), ("places", PLACES)):
        words = marked(variables)
        print(f"marks of {what}           {sum(bool(names_in(one)) for one in words):5,} of {len(words):,} look like a name")
    print("whole reports")
    for what, form, report, of in (
        ("names of one word", "masked by form", "masked in its report", "name of one word"),
        ("one word, no person", "no person, masked by form", "no person, masked in its report", "one word, no person"),
    ):
        print(f"  {what:<22}  {len(whole[form]):5,} of {len(whole[of]):,} masked by form, {len(whole[report]):,} in their report")
    print(f"  evidence, masked besides  {len(whole['evidence masked in its report']):5,} of {len(whole['evidence']):,}")
    if asked.list:
        found |= whole
        reports = ("of one word, let out", "no person, masked in its report", "evidence masked in its report")
        for kind in ("let out", "one word, let out", "body masked", "beside a name, masked", *reports):
            print(f"\n{kind}:", *found[kind], sep="\n  ")


if __name__ == "__main__":
    main()
