"""The built-in coder: screen, tagger, decoding, speakers and assembly, one document at a time."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from placard.coding import features, labels
from placard.coding.assemble import assemble
from placard.coding.confidence import credible
from placard.coding.decode import Tagged, decode_values, decode_voices
from placard.coding.speakers import Attribution, attribute
from placard.coding.tagger import Tagger, Vectors, fingerprint, parameters, softmax, weights_folder, whole
from placard.errors import PlacardError, WeightsError
from placard.records import Coded, Document, Problem
from placard.screening.relevance import screen

PARTS = labels.layout()
_CLEAR = 0.5  # probability that a piece begins a trigger


class BuiltinCoder:
    """Placard's own coder; implements :class:`~placard.coding.coder.Coder`.

    Args:
        folder: weights folder; the shipped one by default.
        threads: onnxruntime threads.
        screen_first: leave documents the cheap first screen rules out uncoded (relevance 0), and ask further networks only about
            those in which the first one sees an event.
        tagger: the folder's networks, if they are loaded already.

    Raises:
        WeightsError: if the weights are not whole.
    """

    def __init__(
        self, folder: Path | None = None, threads: int = 1, screen_first: bool = True, tagger: Tagger | None = None
    ) -> None:
        self._folder = folder or weights_folder()
        self._threads = threads
        self._screened = screen_first
        self._tagger = tagger
        whole(self._folder)
        self.parameters: Mapping[str, Any] = parameters(self._folder)

    @property
    def name(self) -> str:
        """Name and version of the weights and the first digits of their hash, as every statement records it."""
        return f"placard-{self.parameters.get('version', '0')}+{fingerprint(self._folder)[:8]}"

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of the network; of several, the SHA-256 of their digests, hexadecimal, one after another."""
        digests = [str(one["sha256"]) for one in self.parameters["networks"]]
        return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()

    def code(self, documents: Iterable[Document]) -> Iterator[Coded | Problem]:
        """Code documents one after another; see :class:`~placard.coding.coder.Coder`."""
        for document in documents:
            try:
                yield self.code_one(document)
            except WeightsError:
                raise  # no fault of the document
            except (PlacardError, MemoryError, ValueError) as error:
                yield Problem(document.input_id, "coding", f"the document cannot be coded: {error}", "check its text")

    def code_one(self, document: Document) -> Coded:
        """Code one document."""
        if self._screened:
            screened = screen(document.text)
            if not screened.passes:
                return Coded(document.id, 0.0)
            if screened.score < self.parameters["decode"].get("sure_score", 1.0) and not self._first_look(screened.likeliest):
                return Coded(document.id, 0.001)
        encoded = features.tokens(document.text)
        if not len(encoded.ids):
            return Coded(document.id, 0.0)
        settings = self.parameters["decode"]
        first = self.tagger.first(encoded)
        if self._screened and not self._second_look(document.text, encoded, first):
            return Coded(document.id, 0.002)
        vectors = self.tagger.vectors(encoded, first)
        tagged = self.values(document.text, encoded, vectors)
        relevance = self.relevance(vectors, tagged)
        if relevance < settings.get("relevance_threshold", 0.5):
            return Coded(document.id, round(relevance, 4))
        said = self.attributions(document.text, encoded, vectors, tagged)
        return Coded(
            document.id, round(relevance, 4), assemble(document, encoded, vectors, tagged, said, self.parameters, self.name)
        )

    def _first_look(self, likeliest: str) -> bool:
        """Whether the encoder sees a trace of an event in the few sentences the screen found most event-like."""
        encoded = features.tokens(likeliest)
        if len(encoded.ids) > features.WINDOW or not len(encoded.ids):
            return True
        threshold: float = self.parameters["decode"].get("look_threshold", 0.0)
        return first_look(self.tagger.first(encoded)) >= threshold

    def _second_look(self, text: str, encoded: features.Tokens, first: Vectors) -> bool:
        """Whether the first network sees so much of an event that the others are worth asking."""
        settings = self.parameters["decode"]
        threshold: float = settings.get("second_threshold", 0.0)
        # A clear trigger settles it without decoding the text.
        if not threshold or len(self.tagger.networks) == 1 or first_look(first) >= _CLEAR:
            return True
        return self.relevance(first, self.values(text, encoded, first)) >= threshold

    def values(self, text: str, encoded: features.Tokens, vectors: Vectors) -> list[Tagged]:
        """The values that networks see in a text and that are credible, in the order of the text."""
        return credible(decode_values(text, encoded, vectors, self.parameters["decode"]), self.parameters)

    def attributions(self, text: str, encoded: features.Tokens, vectors: Vectors, values: list[Tagged]) -> list[Attribution]:
        """Who says each of these values."""
        settings = self.parameters["decode"]
        voices = decode_voices(text, encoded, vectors, "speaker", settings.get("speaker_outside", 0.0))
        cues = decode_voices(text, encoded, vectors, "cue", settings.get("cue_outside", 0.0))
        outlet, framing = settings.get("outlet_bias", 0.0), settings.get("framing_bias", 0.0)
        return attribute(text, vectors, values, voices, cues, self.parameters["links"], outlet, framing)

    @property
    def tagger(self) -> Tagger:
        """The networks, loaded when first needed."""
        if self._tagger is None:
            self._tagger = Tagger(self._folder, self._threads)
        return self._tagger

    def relevance(self, vectors: Vectors, tagged: list[Tagged]) -> float:
        """Probability that the document reports a contentious event (a logistic curve over :func:`relevance_features`)."""
        curve = self.parameters.get("relevance") or {"weights": [1.0, 0.0, 0.0], "bias": 0.0}
        found = relevance_features(vectors, tagged)
        score = curve["bias"] + sum(weight * feature for weight, feature in zip(curve["weights"], found, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def first_look(vectors: Vectors) -> float:
    """Highest probability that a piece begins a trigger."""
    return float(softmax(vectors[:, PARTS["tags"]])[:, 1].max())


def relevance_features(vectors: Vectors, tagged: list[Tagged]) -> tuple[float, float, float]:
    """Highest document logit of a piece, log odds of the surest trigger, and log of one plus the number of triggers."""
    overall = float(np.sort(vectors[:, PARTS["relevant"]][:, 0])[-max(1, len(vectors) // 10) :].mean())
    triggers = [span.probability for span in tagged if span.label == "trigger"]
    surest = min(max(max(triggers, default=0.001), 0.001), 0.999)
    return overall, math.log(surest / (1 - surest)), math.log1p(len(triggers))
