"""A document: its text exactly as stored on the left, its values as cards on the right; and the list of documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from starlette.requests import Request

from placard.errors import SpanError
from placard.records import Document, Source
from placard.spans import from_utf16, to_utf16
from placard.store import browse, catalog_find, lookup
from placard.workbench.bench import Workbench
from placard.workbench.errors import Refused
from placard.workbench.keymap import NEW_MENTION, text_keys
from placard.workbench.pages import cards
from placard.workbench.pages.acts import card, card_extra, editor, own_path
from placard.workbench.pages.forms import chosen_from, variable_of
from placard.workbench.render import Page
from placard.workbench.views import StatementView, history, source_view
from placard.workbench.words import headline, plural

PAGE_SIZE = 60


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text all of whose letters carry the same values; ``ids`` is empty where it carries none."""

    text: str
    ids: tuple[str, ...]
    variables: tuple[str, ...]


def show(bench: Workbench, request: Request) -> Page:
    """The page of one document; for htmx, with ``card`` only that card, with ``cards`` those of its chunk."""
    query = request.query_params
    if query.get("card"):
        return editor(bench, query["card"], query.get("place_q", "")) if query.get("edit") else card(bench, query["card"])
    if query.get("cards"):
        return cards.chunk(bench, request.path_params["document_id"], query["cards"])
    document = bench.store.document(request.path_params["document_id"])
    reviewed = bench.reviewed()
    mentions = bench.mention_views(list(bench.store.mentions_of([document.id])))
    statements = [statement for mention in mentions for statement in mention.statements]
    source = bench.sources([document.source_id]).get(document.source_id or "")
    edit, ask = query.get("edit", ""), query.get("ask", "")
    editing = next((one for one in statements if one.id == edit), None)
    names = {one.id: one.title for one in statements} | {one.id: "report" for one in mentions}
    keys = text_keys(bench.codebook)
    addable = addable_as(bench, keys, bool(mentions))
    spans = utf16_spans(document.text, statements)
    data = {
        "document": lookup.heads(bench.store, [document.id])[document.id],
        "text": document.text,
        "source": source_view(source),
        "details": bench.store.details(document.id),
        "text_sha256": document.text_sha256,
        "raw_sha256": document.raw_sha256,
        "mentions": mentions,
        "spans": spans,
        "history": history(lookup.decisions_about(bench.store, [document.id, *names]), reviewed, names),
    }
    bench.catalog.ensure()
    with bench.catalog.connect() as connection:
        events = catalog_find.by_id(connection, sorted({one.event_id for one in mentions if one.event_id}))
    extra = card_extra(bench) | {
        "record": record_of(document, source),
        "edit": edit,
        "edited": variable_of(bench.codebook, editing.variable) if editing else None,
        "place_q": query.get("place_q", ""),
        "chunks": cards.chunks(mentions, edit or ask or query.get("at", "")),
        "ask": ask,
        "back": own_path(query.get("back", "")) if ask else "",
        "typed_note": query.get("note", "") if ask else "",
        "segments": segments(document.text, statements),
        "highlighter": {"text": document.text, "spans": spans, "variables": addable} | ({"selected": edit} if edit else {}),
        "keys": keys,
        "addable": addable,
        "new_mention": NEW_MENTION,
        "new": new_words(document, query.get("new", "")),
        "to": query.get("to", ""),
        "events": {key: headline(row.form, row.status, row.place) for key, row in events.items()},
        "open_count": sum(one.state == "open" for one in statements if one.variable != "trigger"),
    }
    extra |= chosen_from(query.get("place_q", "") if editing else "")
    return Page("document.html", document.title or document.input_id, data, extra)


def record_of(document: Document, source: Source | None) -> list[tuple[str, str]]:
    """What is known of a text, as it was read, in words; what is not known is left out."""
    facts = [
        ("Title", document.title),
        ("Published", document.published),
        ("Outlet", source.name if source else None),
        ("Address", document.url),
        ("Retrieved", document.retrieved),
        ("Language", document.language),
        ("Length", plural(len(document.text), "character")),
        ("Read by", document.reader),
        ("Id in the input", document.input_id),
        ("SHA-256 of the text", document.text_sha256),
        ("SHA-256 of what was read", document.raw_sha256),
    ]
    return [(name, words) for name, words in facts if words]


def utf16_spans(text: str, statements: Sequence[StatementView]) -> list[dict[str, Any]]:
    """The evidence of statements with offsets as a browser counts them."""
    flat = [(one, start, end) for one in statements for start, end in one.spans]
    units = to_utf16(text, [offset for _, start, end in flat for offset in (start, end)])
    return [
        {
            "id": one.id,
            "start": units[2 * place],
            "end": units[2 * place + 1],
            "variable": one.variable,
            "mention": one.mention_id,
            "machine": one.machine,
            "state": one.state,
        }
        for place, (one, _, _) in enumerate(flat)
    ]


def addable_as(bench: Workbench, keys: dict[str, str], mentioned: bool) -> list[dict[str, str]]:
    """What selected words can become, each with its key: a value, if there is a mention to add it to, or a new mention."""
    variables = [{"name": one.name, "title": one.title, "key": keys[one.name]} for one in bench.codebook.variables]
    # The order tells variables apart by their underline: what words name an event comes last.
    variables.sort(key=lambda one: one["name"] == "trigger")
    new = {"name": NEW_MENTION, "title": "New event mention", "key": keys[NEW_MENTION]}
    return [*variables, new] if mentioned else [new]


def new_words(document: Document, given: str) -> dict[str, Any] | None:
    """The words of ``START-END`` (UTF-16) that are to name a new mention; None if there are none."""
    try:
        start, end = (int(part) for part in given.split("-"))
        first, last = from_utf16(document.text, [start, end])
    except (ValueError, SpanError):
        return None
    return {"start": start, "end": end, "words": document.text[first:last]} if first < last else None


def segments(text: str, statements: Sequence[StatementView]) -> list[Segment]:
    """The text cut wherever a value begins or ends: joined together, the segments are the text again."""
    starts: dict[int, list[StatementView]] = {}
    ends: dict[int, list[StatementView]] = {}
    for one in statements:
        for start, end in one.spans:
            starts.setdefault(start, []).append(one)
            ends.setdefault(end, []).append(one)
    cuts = sorted({0, len(text), *starts, *ends})
    held: list[StatementView] = []
    result = []
    for begin, end in pairwise(cuts):
        for one in ends.get(begin, ()):
            held.remove(one)
        held += starts.get(begin, ())
        ids = tuple(dict.fromkeys(one.id for one in held))
        result.append(Segment(text[begin:end], ids, tuple(dict.fromkeys(one.title for one in held))))
    return result


def listing(bench: Workbench, request: Request) -> Page:
    """Documents in the order of the input, page by page."""
    after = request.query_params.get("after", "")
    source = request.query_params.get("source", "")
    words = request.query_params.get("q", "").strip()
    try:
        last = int(after or -1)
    except ValueError:
        raise Refused(400, "This is no page of the list", "Go to the first page of the documents.") from None
    bench.catalog.ensure()
    with bench.catalog.connect() as connection:
        found = browse.documents(connection, last, source=source, words=words, limit=PAGE_SIZE + 1)
    listed = [{name: row[name] for name in row.keys() if name != "seq"} for row in found[:PAGE_SIZE]]  # noqa: SIM118
    rejected = (key for key, standing in bench.reviewed().standing.items() if standing.state == "rejected")
    gone = lookup.mentions_each(bench.store, rejected)
    for row in listed:
        row["mentions"] -= gone.get(row["id"], 0)
    following = str(found[PAGE_SIZE - 1]["seq"]) if len(found) > PAGE_SIZE else ""
    data = {"documents": listed, "total": bench.store.counts().documents, "next": following or None}
    return Page("documents.html", "Documents", data, {"q": words, "source": source, "after": after})
