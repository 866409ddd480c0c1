"""What forms do: each becomes one decision through the one door, and answers with the card, or the page it came from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from placard.errors import InputError
from placard.records import Document, Source, Statement
from placard.review.fold import added
from placard.store import lookup
from placard.workbench import acting
from placard.workbench.acting import Proposal
from placard.workbench.bench import Workbench
from placard.workbench.errors import Conflicting, Refused
from placard.workbench.pages.forms import chosen_from, corrections, variable_of
from placard.workbench.render import Page
from placard.workbench.views import statement_view

Form = dict[str, list[str]]
STATEMENT_VERBS = ("accept", "correct", "reject", "flag", "note", "skip")
MENTION_VERBS = ("accept", "correct", "reject", "flag", "note")
SOURCE_FIELDS = ("name", "kind", "owner", "country", "languages")


def field(form: Form, name: str) -> str:
    """The first value of a field, empty if there is none."""
    return form.get(name, [""])[0]


def back_to(form: Form, fallback: str) -> str:
    """Where to go after a post: the page's own path in ``back``, never another site."""
    return own_path(field(form, "back")) or fallback


def own_path(target: str) -> str:
    """A path of the workbench as it stands; empty if it would lead to another site."""
    # Browsers drop tabs and line ends and read a backslash as a slash: "/<tab>/other.example" would be another site's address.
    plain = "\\" not in target and all(letter > " " for letter in target)
    return target if plain and target.startswith("/") and not target.startswith("//") else ""


def verb_of(form: Form, allowed: tuple[str, ...]) -> str:
    """The verb a form carries; raises Refused if it is none of those allowed."""
    verb = field(form, "verb")
    if verb not in allowed:
        raise Refused(400, "The form does not say what to do", "Use the buttons of the page.")
    return verb


def reason_of(bench: Workbench, form: Form) -> str:
    """The reason of a form: one of the codebook's in words, what was typed, or both."""
    chosen = bench.codebook.reasons.get(field(form, "why"), "").rstrip(".")
    typed = field(form, "reason").strip()
    return f"{chosen}: {typed}" if chosen and typed else chosen or typed


def done(proposal: Proposal, bench: Workbench, form: Form, action: str) -> None:
    """Do it; a conflict keeps the form's fields and its way, so that it can be sent again."""
    try:
        acting.act(bench, proposal)
    except Conflicting as error:
        fields = {name: values[0] for name, values in form.items() if name not in ("csrf", "seen")}
        raise Conflicting(error.theirs, fields, action) from None


def find_statement(bench: Workbench, statement_id: str) -> tuple[Statement, Document]:
    """A statement as its coder made it, and its document; raises ProjectError if there is none of that id."""
    mention_id = acting.statement_mention(bench.store, statement_id)
    mention = lookup.mention(bench.store, mention_id)
    listed = (*mention.statements, *added(mention_id, bench.reviewed()))
    found = next((one for one in listed if one.id == statement_id), None)
    if found is None:
        raise Refused(404, "This value is no longer there", "It was added and taken back: see the history of its document.")
    return found, bench.store.document(mention.document_id)


def statement(bench: Workbench, request: Request, form: Form) -> Page | str:
    """Accept, correct, reject, flag, note or skip one statement."""
    statement_id = request.path_params["statement_id"]
    found, document = find_statement(bench, statement_id)
    verb = verb_of(form, STATEMENT_VERBS)
    asked = verb in variable_of(bench.codebook, found.variable).ask_reason and field(form, "why") not in bench.codebook.reasons
    if asked and verb == "reject":
        return _ask_reason(bench, request, form, statement_id, document)
    before: dict[str, Any] | None = None
    after: dict[str, Any] = {}
    if verb == "correct":
        fields = {name: values[0] for name, values in form.items()}
        if fields.get("place_q", "").strip() and not fields.get("place") and found.variable == "place":
            return _choose_place(bench, request, form, statement_id, document, fields["place_q"])
        if asked:
            raise InputError("the codebook asks why this value is corrected", fix="choose one of the reasons")
        before, after = corrections(bench, found, document, fields)
    if field(form, "blind"):
        after["blind"] = True
    if verb == "note" and not field(form, "reason").strip():
        raise InputError("the note is empty", fix="write it first")
    proposal = Proposal(verb, "statement", statement_id, field(form, "seen"), before, after, reason_of(bench, form))
    done(proposal, bench, form, request.url.path)
    acting.give_back(bench)
    if request.headers.get("hx-request") and field(form, "answer") == "card":
        return card(bench, statement_id)
    return back_to(form, f"/documents/{document.id}#stm-{statement_id}")


def _ask_reason(bench: Workbench, request: Request, form: Form, statement_id: str, document: Document) -> Page | str:
    """The codebook wants to know why: the card again, with its reasons to choose from, and the note typed so far."""
    note = field(form, "reason").strip()
    if request.headers.get("hx-request"):
        found, _ = find_statement(bench, statement_id)
        view = statement_view(found, document.id, bench.reviewed(), bench.codebook)
        return Page("card.html", view.title, {"s": view}, card_extra(bench) | {"ask": statement_id, "typed_note": note})
    typed = [("note", note)] if note else []
    back = back_to(form, "")
    if back.startswith("/review"):
        return f"{back}{'&' if '?' in back else '?'}{urlencode([('item', statement_id), ('ask', statement_id), *typed])}"
    pairs = [("ask", statement_id), *([] if back.startswith("/documents/") else [("back", back)]), *typed]
    return f"/documents/{document.id}?{urlencode(pairs)}#stm-{statement_id}"


def _choose_place(bench: Workbench, request: Request, form: Form, statement_id: str, document: Document, words: str) -> Page | str:
    """A place was named but none chosen: the form again, with the places of that name."""
    if request.headers.get("hx-request"):
        return editor(bench, statement_id, words)
    pairs = [("edit", statement_id), ("place_q", words)]
    back = field(form, "back")
    if back.startswith("/review"):
        return f"{back}{'&' if '?' in back else '?'}{urlencode([('item', statement_id), *pairs])}"
    return f"/documents/{document.id}?{urlencode(pairs)}#stm-{statement_id}"


def editor(bench: Workbench, statement_id: str, place_q: str = "") -> Page:
    """The card of one statement opened for correction."""
    found, document = find_statement(bench, statement_id)
    view = statement_view(found, document.id, bench.reviewed(), bench.codebook)
    extra = (
        card_extra(bench)
        | {
            "edit": statement_id,
            "edited": variable_of(bench.codebook, found.variable),
            "place_q": place_q,
        }
        | chosen_from(place_q)
    )
    return Page("card.html", view.title, {"s": view}, extra)


def card(bench: Workbench, statement_id: str) -> Page:
    """The card of one statement, for htmx to put in place."""
    found, document = find_statement(bench, statement_id)
    view = statement_view(found, document.id, bench.reviewed(), bench.codebook)
    return Page("card.html", view.title, {"s": view}, card_extra(bench) | {"saved": bench.clock()})


def card_extra(bench: Workbench) -> dict[str, Any]:
    """What every card's template wants beside its statement."""
    nothing = {"edit": "", "edited": None, "places": (), "place_q": "", "saved": "", "back": "", "blind": False, "ask": ""}
    return nothing | {"typed_note": "", "reasons": bench.codebook.reasons}


def mention(bench: Workbench, request: Request, form: Form) -> Page | str:
    """Accept, correct (status and form), reject, flag or note a mention."""
    mention_id = request.path_params["mention_id"]
    found = lookup.mention(bench.store, mention_id)
    verb = verb_of(form, MENTION_VERBS)
    before: dict[str, Any] | None = None
    after: dict[str, Any] = {}
    if verb == "correct":
        changes = bench.reviewed().of(mention_id).changes
        now = {"status": changes.get("status", found.status), "form": changes.get("form", found.form)}
        allowed = {"status": bench.codebook.status, "form": bench.codebook.forms}
        for name, codes in allowed.items():
            given = field(form, name) or now[name]
            if given not in codes:
                raise InputError(f"there is no {name} {given!r}", fix="choose one of the list")
            if given != now[name]:
                after[name] = given
        if not after:
            raise InputError("nothing was changed", fix="choose another status or form, or accept the mention as it is")
        before = {name: now[name] for name in after}
    proposal = Proposal(verb, "mention", mention_id, field(form, "seen"), before, after, reason_of(bench, form))
    done(proposal, bench, form, request.url.path)
    return back_to(form, f"/documents/{found.document_id}#men-{mention_id}")


def event(bench: Workbench, request: Request, form: Form) -> Page | str:
    """Merge two events, split one, keep two apart, or flag or note one."""
    target = bench.store.event(request.path_params["event_id"])
    verb = verb_of(form, ("merge", "split", "different", "flag", "note"))
    seen = field(form, "seen")
    if verb in ("flag", "note"):
        done(Proposal(verb, "event", target.id, seen, None, {}, reason_of(bench, form)), bench, form, request.url.path)
        return back_to(form, f"/events/{target.id}")
    if verb == "split":
        leaving = tuple(key for key in form.get("mention", []) if key in target.mentions)
        staying = tuple(key for key in target.mentions if key not in leaving)
        if not leaving or not staying:
            raise InputError("a split needs reports on both sides", fix="tick those that tell of another event, not all of them")
        sides = (staying, leaving)
        after: dict[str, Any] = {"mentions": list(leaving)}
    else:
        other = bench.store.event(field(form, "with").strip().rpartition("/")[2])
        if other.id == target.id:
            raise InputError("both are one event already", fix="choose another event")
        sides = (target.mentions, other.mentions)
        after = {"with": other.id}
    # How the mentions stood before: undoing a split joins them again.
    before = {"groups": [[*sides[0], *sides[1]]] if verb == "split" else [list(side) for side in sides]}
    proposal = Proposal(verb, "event", target.id, seen, before, after, reason_of(bench, form), sides)
    done(proposal, bench, form, request.url.path)
    now = bench.store.event_of_mention([sides[0][0]]).get(sides[0][0], target.id)
    return back_to(form, f"/events/{now}")


def source(bench: Workbench, request: Request, form: Form) -> Page | str:
    """Correct what is known of a source: name, kind, owner, country, languages."""
    source_id = request.path_params["source_id"]
    now = bench.sources([source_id]).get(source_id)
    if now is None:
        raise Refused(404, "This project has no such source", "Choose one of the list of sources.")
    given: dict[str, Any] = {name: field(form, name).strip() for name in SOURCE_FIELDS if name in form}
    if "languages" in given:
        given["languages"] = sorted(
            {part.strip().lower() for part in given["languages"].replace(";", ",").split(",") if part.strip()}
        )
    if given.get("country"):
        given["country"] = given["country"].upper()
        if len(given["country"]) != 2 or not given["country"].isalpha():
            raise InputError(f"{given['country'][:20]!r} is no country code", fix="two letters of ISO 3166-1, as IR or ZA")
    if "name" in given and not given["name"]:
        raise InputError("a source needs a name", fix="write it")
    held = _fields_of(now)
    after = {name: value or None if name in ("owner", "country") else value for name, value in given.items()}
    after = {name: value for name, value in after.items() if held[name] != value}
    if after:
        before = {name: held[name] for name in after}
        done(
            Proposal("correct", "source", source_id, field(form, "seen"), before, after, reason_of(bench, form)),
            bench,
            form,
            request.url.path,
        )
    return back_to(form, f"/sources#{source_id}")


def _fields_of(source: Source) -> dict[str, Any]:
    shown = replace(source, languages=tuple(sorted(source.languages)))
    return {name: list(value) if isinstance(value := getattr(shown, name), tuple) else value for name in SOURCE_FIELDS}


def undo(bench: Workbench, request: Request, form: Form) -> Page | str:
    """Take back one decision, or this person's last one; there is no limit to how often."""
    found = acting.undo(bench, field(form, "decision"))
    if found is None:
        raise Refused(404, "There is nothing to undo", "Everything you did has been taken back, or somebody else did it.")
    return back_to(form, "/")
