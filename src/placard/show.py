"""The events of a project for reading: one gathered from the store and told in full, or all of them a line each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placard.errors import ProjectError
from placard.linking.independence import independent_sources
from placard.linking.relation_words import direction, other_end
from placard.show_page import EventView, Report, render
from placard.show_words import headline

if TYPE_CHECKING:
    from placard.store.reader import StoreReader

_LISTED_AT_ONCE = 200


def event_view(store: StoreReader, event_id: str) -> EventView:
    """Gather an event; raises ProjectError if there is none of that id."""
    event = store.event(event_id)
    found = store.mentions_by_id(event.mentions)
    mentions = tuple(found[mention_id] for mention_id in event.mentions if mention_id in found)
    sources = store.sources()
    documents = {mention.document_id: store.document(mention.document_id) for mention in mentions}
    reports = {key: Report(document, sources.get(document.source_id or "")) for key, document in documents.items()}
    infos = store.infos()
    relations = tuple(relation for relation in store.relations() if event.id in (relation.left, relation.right))
    return EventView(event, mentions, reports, len(independent_sources(reports, infos, sources).sources), relations)


def show(project: str | Path, event: str | None = None) -> str:
    """One event in full, or, without an event, all of them a line each.

    Args:
        project: the project folder.
        event: an event's id, its beginning, or its number in the list.

    Raises:
        ProjectError: if there is no such project or event.
    """
    from placard.store.store import Store

    with Store.open(project) as store:
        if event is None:
            return "\n".join(event_lines(store)) or "no events"
        return "\n".join(render(event_view(store, find_event(store, event))))


def find_event(store: StoreReader, given: str) -> str:
    """The id an event is named by: its id, a beginning only it has, or its number in the list (from 1)."""
    ids = [event.id for event in store.events()]
    if given.isdecimal() and 1 <= int(given) <= len(ids):
        return ids[int(given) - 1]
    starts = [known for known in ids if known.startswith(given)]
    if len(starts) > 1 and given not in starts:
        raise ProjectError(
            f"{len(starts)} events have an id that begins with {given}", where=str(store.folder), fix="give more of the id"
        )
    return starts[0] if len(starts) == 1 else given


def event_lines(store: StoreReader) -> Iterator[str]:
    """Every event on one line: number, id, status unless it occurred, day, place, form, size with who says so, mentions."""
    events = list(store.events())
    for start in range(0, len(events), _LISTED_AT_ONCE):
        part = events[start : start + _LISTED_AT_ONCE]
        found = store.mentions_by_id([ident for event in part for ident in event.mentions])
        for number, event in enumerate(part, start=start + 1):
            parts = [headline(event, [found[ident] for ident in event.mentions if ident in found])]
            parts.append(f"{len(event.mentions)} mention(s)")
            if event.conflicts:
                parts.append(f"{len(event.conflicts)} conflict(s)")
            yield f"{number:>4}  {event.id}  " + " | ".join(parts)


def show_json(project: str | Path, event: str | None = None) -> Iterator[dict[str, Any]]:
    """What :func:`show` prints, as JSON objects: one event with its mentions and reports, or every event; errors as there."""
    import msgspec

    from placard.store.store import Store

    with Store.open(project) as store:
        if event is None:
            for found in store.events():
                yield msgspec.to_builtins(found)
            return
        view = event_view(store, find_event(store, event))
        reports = [
            {"document_id": key, "input_id": report.document.input_id, "outlet": report.outlet, "copy_of": report.document.copy_of}
            for key, report in view.reports.items()
        ]
        yield {
            "event": msgspec.to_builtins(view.event),
            "mentions": msgspec.to_builtins(view.mentions),
            "reports": reports,
            "relations": [
                {
                    "kind": relation.kind,
                    "event_id": other_end(relation, view.event.id),
                    "this_event_is": direction(relation, view.event.id),
                    "strength": relation.score,
                    "statement_ids": list(relation.evidence),
                }
                for relation in view.relations
            ],
        }
