"""Tagged spans to event mentions: triggers that name one event make a mention, and every value joins the event it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from placard.coding import labels, links, slogans
from placard.coding.certainty import certainty
from placard.coding.confidence import calibrated
from placard.coding.decode import Tagged
from placard.coding.features import Tokens
from placard.coding.overlooked import overlooked
from placard.coding.sides import told_apart
from placard.coding.speakers import Attribution
from placard.coding.tagger import Vectors, mean_vectors, softmax
from placard.records import OUTLET, Code, Document, EventMention, Statement, Text, Value, make_id
from placard.spans import Span

PARTS = labels.layout()


def assemble(
    document: Document,
    encoded: Tokens,
    vectors: Vectors,
    tagged: Sequence[Tagged],
    said: Sequence[Attribution],
    parameters: Mapping[str, Any],
    coder: str,
) -> tuple[EventMention, ...]:
    """The event mentions of a document, in the order of their first triggers.

    Args:
        encoded: the text as word pieces and sentences.
        vectors: outputs of the networks, one row a word piece.
        tagged: the spans of all variables, in the order of the text.
        said: the attribution of each span.
        parameters: the weights' parameters; ``decode`` has the thresholds, ``calibration`` the confidence curves.
        coder: name and version to record.
    """
    triggers = [index for index, span in enumerate(tagged) if span.label == "trigger"]
    if not triggers:
        likeliest = overlooked(document.text, encoded, vectors, tagged, parameters["decode"])
        if likeliest is None:
            return ()
        triggers = [len(tagged)]
        tagged, said = [*tagged, likeliest], [*said, Attribution(OUTLET, None)]
    means = mean_vectors(vectors, [(span.first, span.last) for span in tagged])
    where = [span.sentence for span in tagged]
    same = links.same_event(means[triggers], [where[t] for t in triggers], parameters["links"])
    same = told_apart([document.text[tagged[t].start : tagged[t].end] for t in triggers], same)
    groups = links.clusters(same, parameters["decode"].get("same_threshold", 0.5))
    members: list[list[int]] = [[triggers[t] for t in group] for group in groups]
    values = [index for index in range(len(tagged)) if tagged[index].label != "trigger"]
    if values:
        at = [where[v] for v in values]
        fits = links.belongs(means[values], means[triggers], at, [where[t] for t in triggers], parameters["links"])
        share = parameters["decode"].get("share_threshold", 0.6)
        for row, index in enumerate(values):
            for owner in owners([float(fits[row, group].max()) for group in groups], share):
                members[owner].append(index)
    mentions = []
    for event in members:
        own = [index for index in event if tagged[index].label == "trigger"]
        mention_id = make_id("men", document.id, coder, tagged[own[0]].start, tagged[own[0]].end)
        mean = means[own].mean(axis=0)
        spans = [tagged[index] for index in event]
        statements = tuple(
            _statement(document, mention_id, tagged[index], means[index], said[index], parameters, coder, spans, encoded.spans)
            for index in sorted(event, key=lambda i: (tagged[i].start, tagged[i].end, tagged[i].label))
        )
        surest = max(statement.confidence for statement in statements if statement.variable == "trigger")
        status, form = _best(mean, "status", labels.STATUSES)[0], _best(mean, "form", labels.FORMS)[0]
        mentions.append(EventMention(mention_id, document.id, status, form, statements, round(surest, 4), coder))
    return tuple(mentions)


def owners(fits: Sequence[float], share: float) -> list[int]:
    """The events a value belongs to: the best one, and any other that fits nearly as well and better than ``share``."""
    best = max(range(len(fits)), key=lambda event: (fits[event], -event))
    return sorted({best} | {event for event, fit in enumerate(fits) if fit >= share and fit >= 0.8 * fits[best]})


def _best(mean: npt.NDArray[np.float32], part: str, names: Sequence[str]) -> tuple[str, float]:
    probabilities = softmax(mean[PARTS[part]])
    best = int(probabilities.argmax())
    return names[best], float(probabilities[best])


def _statement(
    document: Document,
    mention_id: str,
    span: Tagged,
    mean: npt.NDArray[np.float32],
    said: Attribution,
    parameters: Mapping[str, Any],
    coder: str,
    event: Sequence[Tagged],
    ranges: Sequence[tuple[int, int]],
) -> Statement:
    evidence = [Span.of(document.text, span.start, span.end)]
    value, extra = _value(document.text, span, mean, event)
    evidence += extra
    who = _best(mean, "who", labels.WHO)[0] if span.label in ("arrests", "injuries", "deaths") else None
    sure = "asserted"
    if span.label != "trigger":
        code = value.code if isinstance(value, Code) else ""
        network = _best(mean, "certainty", labels.CERTAINTIES)[0]
        sure = certainty(document.text, ranges[span.sentence], (span.start, span.end), span.label, network, code)
    return Statement(
        id=make_id("stm", mention_id, span.label, span.start, span.end),
        mention_id=mention_id,
        variable=span.label,
        value=value,
        evidence=tuple(evidence),
        speaker=said.speaker,
        coder=coder,
        cue=said.cue,
        certainty=sure,
        confidence=round(calibrated(span, parameters), 4),
        who=who,
    )


def _value(text: str, span: Tagged, mean: npt.NDArray[np.float32], event: Sequence[Tagged]) -> tuple[Value, list[Span]]:
    words = text[span.start : span.end]
    if span.label == "response":
        return Code(_best(mean, "response", labels.RESPONSES)[0]), []
    if span.label == "slogan":
        return slogans.slogan(text, span, event)
    return Text(words), []
