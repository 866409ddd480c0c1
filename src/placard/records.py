"""The records every step takes and gives: frozen values, their laws checked where they are made.

Words (Source, Speaker, Statement, mention, event, judgement, decision) are defined in ``docs/words.md``.
Records are compared by value. Ids are derived from content (:func:`make_id`), so the same input gives the
same ids on any machine, and an id is never used for something else. The values of statements are made in
:mod:`placard.values` and belong to the records: this is where the steps import them from.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from placard.errors import RecordError
from placard.spans import Span
from placard.values import Code as Code
from placard.values import Count as Count
from placard.values import DateRange as DateRange
from placard.values import Place as Place
from placard.values import Text as Text
from placard.values import Unresolved as Unresolved
from placard.values import Value as Value
from placard.values import value_from_json as value_from_json
from placard.values import value_to_json as value_to_json
from placard.values import value_type as value_type

SpeakerKind = Literal["outlet", "authority", "organizer", "participant", "bystander", "official", "ngo", "media", "expert", "other"]
Certainty = Literal["asserted", "hedged", "denied"]
Verdict = Literal["same", "different", "unsure"]
DatePrecision = Literal["day", "week", "month", "season", "year", "interval"]
PlacePrecision = Literal["venue", "settlement", "division", "country", "region"]


def make_id(prefix: str, *parts: object) -> str:
    """A stable id: ``prefix`` and 16 hex digits of the SHA-256 of the parts.

    64 bits: among 10^7 records the odds of a clash are below 10^-5.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """Who published: an outlet, agency, NGO, party organ or channel.

    ``owner`` and ``country`` (ISO 3166-1 alpha-2) may be unknown; ``kind`` is one of the source kinds in ``docs/words.md``.
    """

    id: str
    name: str
    kind: str = "unknown"
    owner: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One report, its text frozen and hashed.

    Attributes:
        id: Placard's id, derived from the input's id and the text.
        input_id: the id the input gave (or made from its path and row).
        text: the text all spans point into; never re-made.
        published: ISO date or date-time of publication, or None; never guessed.
        retrieved: ISO date-time of reading if the reader knows it (a capture's own record), else None.
        language: ISO 639-1 code, or None before screening.
        text_sha256: :func:`text_hash` of ``text``.
        reader: name and version of the reader that made the text.
        raw_sha256: hash of the bytes as they were read, where a reader changed them (HTML).
        copy_of: id of the document this one republishes, once known.
    """

    id: str
    input_id: str
    text: str
    text_sha256: str
    reader: str
    source_id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None
    language: str | None = None
    raw_sha256: str | None = None
    copy_of: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise RecordError("the document has no text", where=self.input_id)
        if text_hash(self.text) != self.text_sha256:
            raise RecordError("the text does not have the hash recorded for it", where=self.input_id)


@dataclass(frozen=True, slots=True)
class Detail:
    """Something else an input says of a document, or of a passage of it.

    Attributes:
        name: what it is: byline, section, agency, record_id, forwarded_from, reply_to, edited, page, language ...
        value: in the words of the input.
        start, end: the passage it is about, in code points of the document's text; None where it is about the whole.
    """

    name: str
    value: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What linking needs to know of a document: everything but its text."""

    id: str
    input_id: str
    source_id: str | None = None
    published: str | None = None
    language: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One input that could not be used: where it is, what kind of fault, what is wrong and what to do."""

    where: str
    kind: str
    message: str
    fix: str = ""

    def line(self) -> str:
        """The problem as the one line a user sees."""
        return f"{self.where}: {self.message}" + (f" ({self.fix})" if self.fix else "")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted or cited for a value; the outlet's own voice is kind ``outlet`` and has no span."""

    kind: str = "outlet"
    span: Span | None = None

    def __post_init__(self) -> None:
        if (self.kind == "outlet") != (self.span is None):
            raise RecordError("a speaker has a span exactly when it is not the outlet's own voice")


OUTLET = Speaker()
DOUBTFUL = 0.5  # a confidence below: less likely right than not


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one variable about one mention, with its evidence, speaker, certainty and coder: the atom.

    Attributes:
        value: the coded value; an :class:`Unresolved` keeps its words and says why.
        evidence: spans of the mention's document that carry the value; never empty (law 2).
        cue: the words that attribute it ("said", "according to"), if any.
        certainty: asserted, hedged ("reportedly") or denied.
        coder: name and version of the coder, or ``person:NAME`` (law 4).
        confidence: calibrated probability that the value is right, 0 to 1.
        who: for arrests, injuries and deaths, whom the count is of.
    """

    id: str
    mention_id: str
    variable: str
    value: Value
    evidence: tuple[Span, ...]
    speaker: Speaker
    coder: str
    cue: Span | None = None
    certainty: str = "asserted"
    confidence: float = 1.0
    who: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise RecordError(f"the statement {self.id} ({self.variable}) has no evidence")
        if not 0.0 <= self.confidence <= 1.0:
            raise RecordError(f"the statement {self.id} has confidence {self.confidence}, outside 0..1")
        if self.certainty not in ("asserted", "hedged", "denied"):
            raise RecordError(f"the statement {self.id} has certainty {self.certainty!r}")


@dataclass(frozen=True, slots=True)
class EventMention:
    """The event as one document reports it; ``statements`` include its triggers."""

    id: str
    document_id: str
    status: str
    form: str
    statements: tuple[Statement, ...]
    confidence: float = 1.0
    coder: str = ""

    def of(self, variable: str) -> list[Statement]:
        """The statements of one variable, in the order of the text."""
        return [statement for statement in self.statements if statement.variable == variable]


@dataclass(frozen=True, slots=True)
class Coded:
    """What a coder made of one document: its relevance (probability that it reports a contentious event) and its mentions."""

    document_id: str
    relevance: float
    mentions: tuple[EventMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One readable part of a score: a name, the words a person reads, and its weight in bits (base-2 logarithm of odds)."""

    name: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """These two mentions are the same event, different, or unsure; ``left < right``; withdrawn rather than deleted (law 3).

    ``score`` is the probability of "same"; ``by`` is a coder or ``person:NAME``; ``at`` is an ISO date-time for people
    and empty for machines (law 7).
    """

    left: str
    right: str
    verdict: str
    score: float
    reasons: tuple[Reason, ...]
    by: str
    at: str = ""
    withdrawn_at: str | None = None

    def __post_init__(self) -> None:
        if self.left >= self.right:
            raise RecordError(f"a judgement names its mentions in order, got {self.left} and {self.right}")


@dataclass(frozen=True, slots=True)
class Shown:
    """The value shown for one variable of an event: the rule that chose it and the statements it stands on (law 5)."""

    value: Value
    rule: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements of one event that cannot all hold.

    ``kind`` is count_differs, date_differs, place_differs, form_differs, responsibility_denied or happened_or_not; ``sides`` are
    statement ids.
    """

    variable: str
    kind: str
    sides: tuple[tuple[str, ...], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """The event in the world: a cluster of mentions, the values shown for it, and its conflicts."""

    id: str
    mentions: tuple[str, ...]
    shown: dict[str, tuple[Shown, ...]]
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRelation:
    """A relation between two events: counter_protest, same_campaign, maybe_same, continues, commemorates or follows_repression.

    ``left`` is the later event (of the first three kinds, which have no direction, the one with the smaller id); ``score`` is set
    by rule and no probability, but of ``maybe_same`` the one its best average of scores stands for; ``evidence`` are the statements
    that say so, if a report does.
    """

    left: str
    right: str
    kind: str
    score: float = 1.0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One act of a reviewer: accept, correct, reject, merge, split or undo. Append-only; the present state is a fold over them."""

    id: str
    at: str
    by: str
    verb: str
    target: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    reason: str | None = None


def to_json(record: Any) -> bytes:
    """A record as one line of JSON with sorted-by-definition fields (deterministic bytes, law 7)."""
    return msgspec.json.encode(record, enc_hook=_encode)


def _encode(value: Any) -> Any:
    raise TypeError(f"cannot encode {type(value).__name__}")
