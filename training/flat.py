"""Tagged spans as one mention, for what is scored of spans alone."""

from __future__ import annotations

from collections.abc import Sequence

from placard.coding.decode import Tagged
from placard.records import OUTLET, Coded, Document, EventMention, Statement, Text
from placard.spans import Span


def flat(document: Document, tagged: Sequence[Tagged]) -> Coded:
    """A coding of the document whose only mention has all the spans."""
    statements = tuple(
        Statement(
            f"s{i}",
            "m",
            t.label,
            Text(document.text[t.start : t.end]),
            (Span.of(document.text, t.start, t.end),),
            OUTLET,
            "c",
        )
        for i, t in enumerate(tagged)
    )
    return Coded(document.id, 1.0, (EventMention("m", document.id, "occurred", "other", statements),))
