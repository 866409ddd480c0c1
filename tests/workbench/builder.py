"""Makes invented projects from marked words: the one builder behind the projects of the workbench's and the browser's tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from placard.linking.link import Linked
from placard.linking.reconcile import reconcile
from placard.linking.relations import find_relations
from placard.reading.options import Reading
from placard.records import (
    OUTLET,
    Coded,
    DateRange,
    Detail,
    Document,
    EventMention,
    Judgement,
    Reason,
    Source,
    Speaker,
    Statement,
    Value,
    make_id,
    text_hash,
)
from placard.spans import Span
from placard.store.store import Store

CODER = "tester 1.0"
Values = Sequence[tuple[str, str, Value]]


@dataclass(frozen=True)
class Made:
    """What a project holds: documents and their first mentions by input id, and the event of each."""

    folder: Path
    documents: dict[str, Document]
    mentions: dict[str, EventMention]
    events: dict[str, str]

    def statement(self, report: str, variable: str, place: int = 0) -> Statement:
        """A statement of a report's mention."""
        return self.mentions[report].of(variable)[place]


@dataclass
class Builder:
    """Collects documents, mentions and judgements, then writes the project; the same calls give the same ids."""

    coder: str = CODER
    readings: list[Reading] = field(default_factory=list)
    mentions: dict[str, EventMention] = field(default_factory=dict)

    def document(
        self,
        name: str,
        text: str,
        source: Source | None,
        title: str,
        published: str = "2016-10-18",
        language: str | None = "en",
        details: tuple[Detail, ...] = (),
    ) -> Document:
        """Add a document."""
        digest = text_hash(text)
        made = Document(
            id=make_id("doc", name, digest),
            input_id=name,
            text=text,
            text_sha256=digest,
            reader="test 1",
            source_id=source.id if source else None,
            title=title,
            published=published,
            language=language,
        )
        self.readings.append(Reading(made, source, details=details))
        return made

    def mention(
        self,
        document: Document,
        values: Values,
        *,
        form: str = "demonstration",
        status: str = "occurred",
        speakers: Mapping[str, tuple[str, str]] | None = None,
        confidence: float = 0.9,
        sure: Mapping[str, float] | None = None,
        denied: tuple[str, ...] = (),
    ) -> EventMention:
        """Add a mention; ``values`` are (variable, words, value), ``speakers`` and ``sure`` (the confidence) go by the words."""
        key = make_id("men", document.id, len(self.mentions))
        statements = []
        for number, (variable, words, value) in enumerate(values):
            start = document.text.index(words)
            kind, who = (speakers or {}).get(words, ("outlet", ""))
            statements.append(
                Statement(
                    id=make_id("stm", key, variable, start, number),
                    mention_id=key,
                    variable=variable,
                    value=value,
                    evidence=(Span.of(document.text, start, start + len(words)),),
                    speaker=Speaker(kind, span_of(document.text, who)) if kind != "outlet" else OUTLET,
                    coder=self.coder,
                    certainty="denied" if words in denied else "asserted",
                    confidence=(sure or {}).get(words, round(confidence - 0.03 * (number % 9), 4)),
                    who="protesters" if variable in ("arrests", "injuries", "deaths") else None,
                )
            )
        made = EventMention(key, document.id, status, form, tuple(statements), confidence, self.coder)
        self.mentions[key] = made
        return made

    def write(
        self,
        folder: Path,
        groups: Iterable[Sequence[EventMention]],
        judgements: Iterable[Judgement] = (),
        copy_of: Mapping[str, str] | None = None,
    ) -> Made:
        """Store everything; each group of mentions is one event, ``copy_of`` leads from documents to those they republish."""
        copies = dict(copy_of or {})
        by_document: dict[str, list[EventMention]] = {}
        for mention in self.mentions.values():
            by_document.setdefault(mention.document_id, []).append(mention)
        documents = {one.document.input_id: one.document for one in self.readings}
        with Store.open(folder, write=True, create=True) as store:
            store.add_readings(self.readings)
            coded = [(one.id, Coded(one.id, 0.9, tuple(by_document.get(one.id, ())))) for one in documents.values()]
            store.add_coded(coded, self.coder)
            infos = {
                key: type(info)(info.id, info.input_id, info.source_id, info.published, info.language, copies.get(key))
                for key, info in store.infos().items()
            }
            sources = store.sources()
            made = sorted((reconcile(group, documents=infos, sources=sources) for group in groups), key=lambda event: event.id)
            events = tuple(made)
            ordered = tuple(sorted(judgements, key=lambda one: (one.left, one.right)))
            linked = Linked(ordered, events, {}, find_relations(events, self.mentions, infos, sources))
            store.save_linked(linked, copy_of=copies, fingerprint="test")
        home = {key: event.id for event in events for key in event.mentions}
        first = {name: by_document[one.id][0] for name, one in documents.items() if one.id in by_document}
        return Made(folder, documents, first, {name: home[one.id] for name, one in first.items() if one.id in home})


def span_of(text: str, words: str) -> Span:
    """The first place of words in a text."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def day(iso: str, words: str) -> DateRange:
    """One day."""
    return DateRange(iso, iso, "day", words, "weekday")


def judged(left: EventMention, right: EventMention, verdict: str, score: float, *reasons: Reason) -> Judgement:
    """What a machine made of a pair of mentions."""
    one, other = sorted((left.id, right.id))
    return Judgement(one, other, verdict, score, reasons, "linker 1")
