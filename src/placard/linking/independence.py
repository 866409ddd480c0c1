"""How many independent voices stand behind something: after copies and common owners are collapsed (law 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from placard.records import DocumentInfo, Source
from placard.source_kinds import state_and_others


@dataclass(frozen=True, slots=True)
class Independence:
    """What stands behind an event or value.

    Attributes:
        reports: documents.
        texts: distinct texts: copies counted with the document they republish.
        sources: independent sources, one id (of an owner or a source) each, sorted.
        kinds: kind of source -> how many independent sources of that kind.
        state_and_others: state sources (state media, authorities) and sources known not to be the state's are among them.
    """

    reports: int
    texts: int
    sources: tuple[str, ...]
    kinds: dict[str, int]
    state_and_others: bool


def voice(document: str, documents: Mapping[str, DocumentInfo], sources: Mapping[str, Source]) -> str:
    """The independent voice behind a document: the owner, else the source, of the text it republishes; else that text itself."""
    source = origin(document, documents, sources)
    if source is None:
        info = documents.get(document)
        return (info.copy_of if info and info.copy_of else document) if info is None or info.source_id is None else info.source_id
    return f"owner:{source.owner.strip().casefold()}" if source.owner and source.owner.strip() else source.id


def origin(document: str, documents: Mapping[str, DocumentInfo], sources: Mapping[str, Source]) -> Source | None:
    """The source of the text a document carries: of the document it republishes, where that is known."""
    info = documents.get(document)
    root = documents.get(info.copy_of) if info and info.copy_of else info
    info = root or info
    return sources.get(info.source_id) if info and info.source_id else None


def independent_sources(of: Iterable[str], documents: Mapping[str, DocumentInfo], sources: Mapping[str, Source]) -> Independence:
    """What stands behind the documents ``of``.

    Two documents are one voice if one republishes the other, or if one owner (or one source) published both.
    """
    reports = sorted(set(of))
    texts = {(documents[d].copy_of or d) if d in documents else d for d in reports}
    kinds: dict[str, str] = {}
    for document in reports:
        source = origin(document, documents, sources)
        kinds.setdefault(voice(document, documents, sources), source.kind if source else "unknown")
    counted: dict[str, int] = {}
    for kind in sorted(kinds.values()):
        counted[kind] = counted.get(kind, 0) + 1
    return Independence(len(reports), len(texts), tuple(sorted(kinds)), counted, state_and_others(counted))
