"""A small coder that goes by keywords: deterministic, fast, and wrong in ways that do not matter to the tests that use it.

``tests.project.rules:make`` names it to ``--coder``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from placard.records import (
    OUTLET,
    Code,
    Coded,
    Document,
    EventMention,
    Problem,
    Speaker,
    Statement,
    Text,
    make_id,
)
from placard.spans import Span

_TRIGGER = re.compile(r"\b(marched|rallied|protested|demonstration|strike|sit-in)\b", re.I)
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
_VALUES = (
    ("size", re.compile(r"\b(?:about |some |at least )?(?:\d[\d,]*|hundreds|dozens)(?= (?:people|teachers|workers))", re.I)),
    ("participants", re.compile(r"\b(teachers|workers|students|nurses)\b", re.I)),
    ("place", re.compile(r"(?<=\bin )(Kano|Lagos|Jos|Abuja|Tehran)\b")),
    ("date", re.compile(r"\bon (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")),
    ("demand", re.compile(r"(?<=\bover )[a-z0-9 ]+?(?=[.,]| in | on )")),
    ("slogan", re.compile("(?<=\u201c)[^\u201d]+(?=\u201d)")),
    ("arrests", re.compile(r"\b\d+(?= (?:people )?were (?:arrested|detained))")),
)  # fmt: skip
_SPEAKER = re.compile(r"\b(police(?: [A-Z]\w+ [A-Z]\w+)?|organisers|the union)\b (said|told)")
_GAS = re.compile(r"\bfired tear gas\b")


class RuleCoder:
    """Codes by keyword; a text with ``BREAK THE CODER`` makes it raise, one with ``REFUSE`` gives a Problem."""

    @property
    def name(self) -> str:
        return "rules/1"

    def code(self, documents: Iterable[Document]) -> Iterator[Coded | Problem]:
        for document in documents:
            if "BREAK THE CODER" in document.text:
                raise RuntimeError("broken")
            if "REFUSE" in document.text:
                yield Problem(document.input_id, "coding", "is refused", "leave it out")
                continue
            found = tuple(_mentions(document))
            yield Coded(document.id, 1.0 if found else 0.0, found)


def make() -> RuleCoder:
    return RuleCoder()


def _mentions(document: Document) -> Iterator[EventMention]:
    text = document.text
    number = 0
    for sentence in _SENTENCE.finditer(text):
        trigger = _TRIGGER.search(text, sentence.start(), sentence.end())
        if trigger is None:
            continue
        mention = make_id("men", document.id, number)
        number += 1
        said = _SPEAKER.search(text, sentence.start(), sentence.end())
        speaker = Speaker("authority", Span.of(text, *said.span(1))) if said else OUTLET
        cue = Span.of(text, *said.span(2)) if said else None
        found = [("trigger", trigger.span(), Text(trigger.group()))]
        for variable, pattern in _VALUES:
            for match in pattern.finditer(text, sentence.start(), sentence.end()):
                found.append((variable, match.span(), Text(match.group())))
        gas = _GAS.search(text, sentence.start(), sentence.end())
        if gas:
            found.append(("response", gas.span(), Code("tear_gas")))
        statements = tuple(
            Statement(
                make_id("st", mention, variable, place),
                mention,
                variable,
                value,
                (Span.of(text, *span),),
                speaker if variable == "size" else OUTLET,
                "rules/1",
                cue=cue if variable == "size" else None,
                confidence=0.5,
            )
            for place, (variable, span, value) in enumerate(found)
        )
        form = "strike" if trigger.group().lower() == "strike" else "demonstration"
        yield EventMention(mention, document.id, "occurred", form, statements, 0.9, "rules/1")
