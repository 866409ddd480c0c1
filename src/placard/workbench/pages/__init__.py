"""One file a page: functions from an open project and a request to what is shown, and from a form to what is done."""

from __future__ import annotations

from placard.workbench.pages import (
    acts,
    adding,
    adjudication,
    agreement,
    codebook,
    document,
    event,
    events,
    help,
    links,
    overview,
    places,
    releases,
    review,
    slogans,
    sources,
)

PAGES = {
    "/": overview.show,
    "/events": events.show,
    "/events/{event_id}": event.show,
    "/documents": document.listing,
    "/documents/{document_id}": document.show,
    "/review": review.show,
    "/adjudication": adjudication.show,
    "/agreement": agreement.show,
    "/links": links.show,
    "/slogans": slogans.show,
    "/codebook": codebook.show,
    "/sources": sources.show,
    "/releases": releases.show,
    "/places": places.show,
    "/help": help.show,
}
POSTS = {
    "/statements/{statement_id}": acts.statement,
    "/mentions/{mention_id}": acts.mention,
    "/documents/{document_id}/add": adding.add,
    "/events/{event_id}": acts.event,
    "/sources/{source_id}": acts.source,
    "/undo": acts.undo,
    "/adjudication": adjudication.do,
    "/releases": releases.do,
}
