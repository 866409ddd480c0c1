"""Fit how values are attributed, on held-out reports.

``sources`` fits which sources and cues of a report are seen at all (``source_outside``, ``cue_outside``; what attribution is
measured on); ``quoted`` which voices may say a value (``speaker_outside``) and which values are the outlet's own
(``outlet_bias``, ``framing_bias``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from placard.coding import features
from placard.coding.builtin import BuiltinCoder
from placard.coding.decode import decode_voices
from placard.coding.labels import TOLD
from placard.coding.tagger import Tagger
from placard.evaluate.facets import speaker_right
from placard.evaluate.match import match
from training import data, standoff
from training.flat import flat

NOISE = 0.5  # points of what is maximised, between 0 and 100 or (of two shares together) 200
# What is tried, one after another.
GRIDS = {
    "speaker_outside": (-0.5, 0.0, 0.5, 1.0, 2.0),
    "outlet_bias": (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0),
    "framing_bias": (-1.0, 0.0, 0.5, 1.0, 1.5, 2.0),
}


class Judged(NamedTuple):
    """A matched value: whether the outlet tells it, its coded speaker is right, and it is of ``labels.TOLD`` or a trigger."""

    outlet: bool
    right: bool
    told: bool
    trigger: bool


Rows = Sequence[Judged]


def sources(tagger: Tagger, articles: Path | None) -> dict[str, float]:
    """The thresholds with the best F1 of sources and cues (any shared word), on held-out reports with every attribution listed."""
    listed = [d for d in data.own_documents() if "sources" in d] + (standoff.documents(articles) if articles else [])
    listed = [d for d in listed if data.held_out(d)]
    ready = [(d, encoded, tagger.vectors(encoded)) for d in listed for encoded in [features.tokens(d["text"])]]

    def reached(part: str, outside: float) -> float:
        right = golds = found = 0
        for document, encoded, vectors in ready:
            spans = document["sources" if part == "speaker" else "cues"]
            voices = decode_voices(document["text"], encoded, vectors, part, outside)
            gold = {(s["start"], s["end"]) for s in spans}
            right += sum(any(v.start < end and start < v.end for v in voices) for start, end in gold)
            golds, found = golds + len(gold), found + len(voices)
        return 200 * right / max(golds + found, 1)

    chosen = {}
    for part, name in (("speaker", "source_outside"), ("cue", "cue_outside")):
        score, chosen[name] = max((reached(part, outside), outside) for outside in (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0))
        print(f"{name} {chosen[name]}: F1 {score:.1f} over {len(listed)} reports", flush=True)
    return chosen


def quoted(coder: BuiltinCoder, ready: list) -> dict[str, float]:
    """The thresholds of who says a value, chosen one after another on held-out reports.

    Most values are the outlet's own: of what speakers are quoted with, quoted ones weigh as much as all, or the best coder would be
    one that never attributes. What frames the event, its triggers too, is judged
    by how much is right alone.
    """
    matched = []
    for gold, document, encoded, vectors in ready:
        values = coder.values(gold.text, encoded, vectors)
        at = {(value.label, value.start, value.end): index for index, value in enumerate(values)}
        pairs = [(p.gold, at[p.coded.variable, p.coded.start, p.coded.end]) for p in match(gold, flat(document, values)).pairs]
        matched.append((gold, encoded, vectors, values, pairs))

    def judged() -> list[Judged]:
        found = []
        for gold, encoded, vectors, values, pairs in matched:
            said = coder.attributions(gold.text, encoded, vectors, values)
            speakers = {speaker.id: speaker for speaker in gold.speakers}
            for mark, index in pairs:
                told = speakers.get(mark.speaker or "")
                right = speaker_right(told, said[index].speaker)
                found.append(Judged(told is None, right, mark.variable in TOLD, mark.variable == "trigger"))
        return found

    aims: dict[str, Callable[[Rows], float]] = {
        "speaker_outside": lambda rows: both([row for row in rows if not row.trigger]),
        "outlet_bias": lambda rows: both([row for row in rows if row.told]),
        "framing_bias": lambda rows: share([row for row in rows if not row.told]),
    }
    settings = dict(coder.parameters["decode"])
    coder.parameters = {**coder.parameters, "decode": settings}
    for name, choices in GRIDS.items():
        reached = {}
        for choice in choices:
            settings[name] = choice
            reached[choice] = aims[name](judged())
            print(f"{name} {choice}: {reached[choice]:.1f}", flush=True)
        settings[name] = least(reached)
    return {name: settings[name] for name in GRIDS}


def share(rows: Rows) -> float:
    """Percent right."""
    return 100 * sum(row.right for row in rows) / max(len(rows), 1)


def both(rows: Rows) -> float:
    """Percent right of all and percent right of those that somebody but the outlet tells, together."""
    return share(rows) + share([row for row in rows if not row.outlet])


def least(reached: Mapping[float, float]) -> float:
    """Of the choices that score best within noise the one that changes least."""
    return min((choice for choice, value in reached.items() if value >= max(reached.values()) - NOISE), key=abs)
