"""Adding what a coder missed, from words selected in a text: a value of a mention, or a mention of its own."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request

from placard.errors import InputError, SpanError
from placard.records import OUTLET, Document, EventMention, Statement, Text, Unresolved, Value, make_id
from placard.review.fold import statement_to_json
from placard.spans import Span, from_utf16, to_utf16
from placard.store import lookup
from placard.workbench.acting import Proposal
from placard.workbench.bench import Workbench
from placard.workbench.errors import Refused
from placard.workbench.keymap import NEW_MENTION
from placard.workbench.pages.acts import Form, done, field, reason_of
from placard.workbench.pages.forms import resolve_words
from placard.workbench.render import Page


def add(bench: Workbench, request: Request, form: Form) -> Page | str:
    """Add words selected in the text (offsets in UTF-16, as the browser counts them): a value of a mention, or a new mention."""
    document = bench.store.document(request.path_params["document_id"])
    start, end = _offsets(document, form)
    if field(form, "variable") == NEW_MENTION:
        return _add_mention(bench, request, form, document, start, end)
    mention_id = field(form, "mention")
    found = lookup.mention(bench.store, mention_id)
    if found.document_id != document.id:
        raise Refused(400, "This mention belongs to another document", "Open the document anew.")
    variable = bench.codebook.variable(field(form, "variable"))
    sources = bench.sources([document.source_id])
    source = sources.get(document.source_id or "")
    value = resolve_words(document, variable, start, end, source.name if source else None, source.country if source else None)
    made = _said(bench, document, mention_id, variable.name, start, end, value)
    done(Proposal("add", "mention", mention_id, None, None, {"statement": statement_to_json(made)}), bench, form, request.url.path)
    pairs = [*([("edit", made.id)] if isinstance(value, Unresolved) else ()), ("to", mention_id)]
    return f"/documents/{document.id}?{urlencode(pairs)}#stm-{made.id}"


def _add_mention(bench: Workbench, request: Request, form: Form, document: Document, start: int, end: int) -> str:
    """Add an event that was missed, named by the words; without a form, first ask for one."""
    words = document.text[start:end]
    chosen, status = field(form, "form"), field(form, "status") or "occurred"
    if "form" not in form:
        first, last = to_utf16(document.text, [start, end])
        return f"/documents/{document.id}?new={first}-{last}"  # no fragment: with one, no field would get the focus
    for name, code, codes in (("form", chosen, bench.codebook.forms), ("status", status, bench.codebook.status)):
        if code not in codes:
            raise InputError(f"there is no {name} {code!r}" if code else f"no {name} is chosen", fix="choose one of the list")
    mention_id = make_id("men", document.id, "person", start, end, bench.identity.name, bench.clock())
    trigger = _said(bench, document, mention_id, "trigger", start, end, Text(words))
    made = EventMention(mention_id, document.id, status, chosen, (trigger,), 1.0, trigger.coder)
    after = {"mention": {"id": mention_id, "form": chosen, "status": status, "words": words}}
    proposal = Proposal("add", "document", document.id, None, None, after, reason_of(bench, form), mention=made)
    done(proposal, bench, form, request.url.path)
    return f"/documents/{document.id}?to={mention_id}#men-{mention_id}"


def _said(bench: Workbench, document: Document, mention_id: str, variable: str, start: int, end: int, value: Value) -> Statement:
    """A value as this person reads it from words of the text, in the outlet's own voice until somebody says otherwise."""
    return Statement(
        id=make_id("stm", mention_id, variable, start, end, bench.identity.name, bench.clock()),
        mention_id=mention_id,
        variable=variable,
        value=value,
        evidence=(Span.of(document.text, start, end),),
        speaker=OUTLET,
        coder=f"person:{bench.identity.name}",
    )


def _offsets(document: Document, form: Form) -> tuple[int, int]:
    try:
        start, end = from_utf16(document.text, [int(field(form, "start")), int(field(form, "end"))])
    except (ValueError, SpanError):
        raise InputError("no words are selected", fix="select them in the text, then press the key of the variable") from None
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise InputError("no words are selected", fix="select them in the text, then press the key of the variable")
    return start, end
