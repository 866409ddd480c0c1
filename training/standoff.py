"""Annotations kept apart from their text: marks of openly licensed articles that the repository may train on but not hold.

An annotator reads a sheet (an article's paragraphs, numbered) and writes lines beside it:

    ### 307421
    @e1 occurred demonstration
    1 e1.trigger | marched
    1 e1+e2.place | Dhaka | v=BD
    3 p1 | the police | kind=authority
    3 p1.cue | said
    3 e1.size | hundreds | v=200.. | by=p1 | cert=hedged | #2
    4 src | one blogger
    4 cue | writes

``#2`` is the second occurrence of the words in the paragraph (the first without it). Marks may overlap. ``src`` and ``cue``
list the attributions that no value needs; where there are any, they are all of them. Compiled, only offsets, labels and a hash of
the text are kept (``annotations/*.jsonl``): ``gv2012`` of Global Voices articles (``documents`` joins them to their texts), ``own``
of reports of our corpus, coded anew by somebody who had not seen its marks (``training/second.py``).

    python -m training.standoff sheet ARTICLES.jsonl ID...            prints sheets
    python -m training.standoff compile ARTICLES.jsonl LINES... > OUT  checks and compiles
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

from placard.coding import labels
from training import marked

FOLDER = Path(__file__).parent / "annotations"
FLAGS = {"inline": False, "file": "Global Voices"}
_EVENT = re.compile(r"@(e\d+) (\w+) (\w+)$")
_TARGET = re.compile(r"(e\d+(?:\+e\d+)*)\.(\w+)$")


def paragraphs(text: str) -> list[tuple[int, str]]:
    """The non-empty lines of a text with their offsets; a sheet numbers them from 1."""
    return [(match.start(), match.group()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def sheet(article: dict[str, Any]) -> str:
    """An article as an annotator reads it."""
    lines = [f"### {article['id']} | {article['date']} | {article['title']}"]
    lines += [f"{number} {words.strip()}" for number, (_, words) in enumerate(paragraphs(article["text"]), 1)]
    return "\n".join(lines) + "\n"


def compiled(lines: list[tuple[int, str]], article: dict[str, Any]) -> dict[str, Any]:
    """One annotated article in the JSON form, without its text.

    Raises:
        ValueError: with every faulty line, its number and what is wrong with it.
    """
    made = _Article(article)
    faults = []
    for number, line in lines:
        try:
            made.take(line)
        except ValueError as error:
            faults.append(f"line {number}: {error}: {line}")
    faults += made.loose_ends()
    if faults:
        raise ValueError("\n".join(faults))
    return made.result()


class _Article:
    """Collects the annotation of one article."""

    def __init__(self, article: dict[str, Any]) -> None:
        self.article = article
        self.paragraphs = paragraphs(article["text"])
        self.events: dict[str, dict[str, str]] = {}
        self.marks: list[dict[str, Any]] = []
        self.speakers: dict[str, dict[str, Any]] = {}
        self.sources: list[dict[str, int]] = []
        self.listed = False
        self.cues: list[dict[str, Any]] = []

    def take(self, line: str) -> None:
        if line.startswith("@"):
            match = _EVENT.match(line)
            if not match or match[2] not in labels.STATUSES or match[3] not in labels.FORMS:
                raise ValueError("not '@eN STATUS FORM'")
            self.events[match[1]] = {"id": match[1], "status": match[2], "form": match[3]}
            return
        head, *rest = [part.strip() for part in line.split(" | ")]
        number, _, target = head.partition(" ")
        if not number.isdigit() or not rest:
            raise ValueError("not 'PARAGRAPH TARGET | words'")
        words, *given = rest
        options = dict(part.split("=", 1) for part in given if "=" in part)
        which = next((int(part[1:]) for part in given if re.fullmatch(r"#\d+", part)), 1)
        if len(options) + sum(part.startswith("#") for part in given) != len(given):
            raise ValueError("an option is neither name=value nor #N")
        span = self._find(int(number), words, which)
        if target in ("src", "cue"):
            self.listed = True
        if target == "src":
            self.sources.append(span)
        elif target == "cue":
            self.cues.append({"speaker": None} | span)
        elif re.fullmatch(r"p\d+\.cue", target):
            self.cues.append({"speaker": target[:-4]} | span)
        elif re.fullmatch(r"p\d+", target):
            voice = self.speakers.setdefault(target, {"id": target, "kind": None, "spans": []})
            voice["kind"] = options.get("kind") or voice["kind"]
            voice["spans"].append(span)
            self.sources.append(span)
        else:
            self._mark(target, span, options)

    def _mark(self, target: str, span: dict[str, int], options: dict[str, str]) -> None:
        match = _TARGET.match(target)
        if not match or match[2] not in labels.VARIABLES:
            raise ValueError("no such variable")
        certainty = options.get("cert", "asserted")
        if certainty not in labels.CERTAINTIES:
            raise ValueError("cert is hedged or denied")
        value = options.get("v")
        made: dict[str, Any] = {"events": match[1].split("+"), "variable": match[2]} | span
        read = marked.value(match[2], value, options.get("who")) if value or options.get("who") else None
        self.marks.append(made | {"value": read, "speaker": options.get("by"), "certainty": certainty})

    def _find(self, number: int, words: str, which: int) -> dict[str, int]:
        if not 1 <= number <= len(self.paragraphs):
            raise ValueError(f"there is no paragraph {number}")
        offset, text = self.paragraphs[number - 1]
        at = -1
        for _ in range(which):
            at = text.find(words, at + 1)
            if at < 0:
                raise ValueError(f"these words do not occur {which} time(s) in paragraph {number}")
        inside = bool(at and text[at - 1].isalnum() and words[0].isalnum())
        if inside or (text[at + len(words) :][:1].isalnum() and words[-1].isalnum()):
            raise ValueError("begins or ends inside a word; use #N for a later occurrence")
        return {"start": offset + at, "end": offset + at + len(words)}

    def loose_ends(self) -> list[str]:
        """What the whole article leaves open: names without their line."""
        used = {event for mark in self.marks for event in mark["events"]}
        faults = [f"{name} has no @ line" for name in sorted(used - set(self.events))]
        triggered = {event for mark in self.marks if mark["variable"] == "trigger" for event in mark["events"]}
        faults += [f"{name} has no trigger" for name in sorted(set(self.events) - triggered)]
        said = {mark["speaker"] for mark in self.marks if mark["speaker"]} | {cue["speaker"] for cue in self.cues if cue["speaker"]}
        faults += [f"{name} has no line of its own" for name in sorted(said - set(self.speakers))]
        faults += [f"{voice['id']}: kind?" for voice in self.speakers.values() if voice["kind"] not in labels.SPEAKER_KINDS]
        return faults

    def result(self) -> dict[str, Any]:
        key = lambda item: (item["start"], item["end"])  # noqa: E731
        return {
            "id": str(self.article["id"]),
            "sha256": hashlib.sha256(self.article["text"].encode()).hexdigest(),
            "events": list(self.events.values()),
            "marks": sorted(self.marks, key=key),
            "speakers": list(self.speakers.values()),
            "cues": sorted(self.cues, key=key),
        } | ({"sources": sorted(self.sources, key=key)} if self.listed else {})


def articles(path: Path) -> dict[str, dict[str, Any]]:
    """Articles by their id, from JSON lines with id, title, date and text."""
    with path.open(encoding="utf-8") as lines:
        return {str(article["id"]): article for article in map(json.loads, filter(str.strip, lines))}


def read_annotations(path: Path) -> dict[str, dict[str, Any]]:
    """The compiled annotations of a file by the id of their text; none if there is no such file."""
    if not path.exists():
        return {}
    found = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {made["id"]: made for made in found}


def fits(annotation: dict[str, Any], text: str) -> bool:
    """Whether this is the text that was annotated."""
    return bool(hashlib.sha256(text.encode()).hexdigest() == annotation["sha256"])


def documents(path: Path, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The annotated articles (``gv2012.jsonl``) with their texts.

    Raises:
        ValueError: if an article is missing from ``path`` or its text is not the annotated one.
    """
    texts = articles(path)
    result = []
    for name, made in read_annotations(folder / "gv2012.jsonl").items():
        article = texts.get(name)
        if article is None or not fits(made, article["text"]):
            raise ValueError(f"{path}: has not the text that is annotated as {name}")
        result.append(made | {"text": article["text"], "title": article["title"], "published": article["date"]} | FLAGS)
    return result


def main() -> int:
    task, path, *rest = sys.argv[1:]
    texts = articles(Path(path))
    if task == "sheet":
        print("\n".join(sheet(texts[name]) for name in rest))
        return 0
    faults = 0
    for file in rest:
        blocks: list[tuple[str, list[tuple[int, str]]]] = []
        for number, line in enumerate(Path(file).read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("### "):
                blocks.append((line[4:].split(" | ")[0].strip(), []))
            elif line.strip() and blocks:
                blocks[-1][1].append((number, line.strip()))
        for name, lines in blocks:
            try:
                print(json.dumps(compiled(lines, texts[name]), ensure_ascii=False))
            except (ValueError, KeyError) as error:
                faults += 1
                print(f"{file}: {name}: {error}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
