"""A second coding of our reports, made from the plain text by coders who had not seen the marks their writers put in.

Whoever writes a report with its marks marks what the writer had in mind; whoever codes it afterwards, as the evaluation reports
were coded, also finds what is told in passing. Blind coders find four fifths of the writers' marks and a third more values. Where a
report has a second coding, training reads that one. A value that only the writer marked is neither a value nor none: it is left
out.

The openly licensed reports have a second coding too (``annotations/real.jsonl``, offsets only), by coders who had not seen the
first. Neither is the better one: training reads both, by turns, so that what one coder sees and another does not weighs half.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from training import standoff


@lru_cache(maxsize=1)
def codings() -> dict[str, dict[str, Any]]:
    """The second codings by the id of their report."""
    return standoff.read_annotations(standoff.FOLDER / "own.jsonl")


@lru_cache(maxsize=1)
def real() -> dict[str, dict[str, Any]]:
    """The second codings of the openly licensed reports by the id of their report."""
    return standoff.read_annotations(standoff.FOLDER / "real.jsonl")


def again(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of some openly licensed reports that have a second coding, with that coding.

    Raises:
        ValueError: if a report's text has changed since it was coded.
    """
    found = [(document, real()[document["id"]]) for document in documents if document["id"] in real()]
    for document, coding in found:
        _must_fit(document, coding, "real.jsonl")
    return [document | {"inline": False} | _annotation(coding) for document, coding in found]


def by_turns(documents: Sequence[dict[str, Any]], times: int) -> list[dict[str, Any]]:
    """Each report ``times`` times: as it is, then with its second coding if it has one, then as it is again, and so on."""
    second = {document["id"]: document for document in again(documents)}
    other = [second.get(document["id"], document) for document in documents]
    return [one for turn in range(times) for one in (other if turn % 2 else documents)]


def coded(document: dict[str, Any], coding: dict[str, Any] | None) -> dict[str, Any]:
    """A report with its second coding; as it is, if it has none or the two do not agree on whether it tells of an event at all.

    Raises:
        ValueError: if the report's text has changed since it was coded.
    """
    if coding is None:
        return document
    _must_fit(document, coding)
    if bool(coding["events"]) != bool(document["events"]):
        return document
    unsure = [
        {"start": mark["start"], "end": mark["end"]}
        for mark in document["marks"]
        if not any(
            one["variable"] == mark["variable"] and one["start"] < mark["end"] and mark["start"] < one["end"]
            for one in coding["marks"]
        )
    ]
    return document | {"inline": False, "unsure": unsure} | _annotation(coding)


def only(document: dict[str, Any], coding: dict[str, Any] | None) -> dict[str, Any]:
    """A report written without marks, with the coding that is its only one.

    Raises:
        ValueError: if it has none, or its text has changed since it was coded.
    """
    if coding is None:
        raise ValueError(f"{document['id']}: written without marks, and training/annotations/own.jsonl does not code it")
    _must_fit(document, coding)
    return document | {"inline": False} | _annotation(coding)


def _must_fit(document: dict[str, Any], coding: dict[str, Any], file: str = "own.jsonl") -> None:
    if not standoff.fits(coding, document["text"]):
        raise ValueError(f"{document['id']}: its text is not the one that training/annotations/{file} codes")


def _annotation(coding: dict[str, Any]) -> dict[str, Any]:
    return {name: coding[name] for name in coding if name not in ("id", "sha256")}
