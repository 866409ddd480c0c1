"""The list of ``placard show``: every event on a line."""

from __future__ import annotations

from typing import Any

from placard.linking.reconcile import reconcile
from placard.records import Event, EventMention
from placard.show import event_lines
from tests.linking.build import mention


class Events:
    """A store that has these events and mentions."""

    def __init__(self, *mentions: EventMention) -> None:
        self.mentions = {one.id: one for one in mentions}

    def events(self) -> list[Event]:
        return [reconcile([one], event_id=f"event-{one.id}") for one in self.mentions.values()]

    def mentions_by_id(self, ids: Any) -> dict[str, EventMention]:
        return {ident: self.mentions[ident] for ident in ids}


def test_the_list_says_what_did_not_take_place() -> None:
    made = Events(
        mention("m1", "d1", size=(8000, 8000)),
        mention("m2", "d2", status="cancelled", size=(8000, 8000)),
        mention("m3", "d3", status="planned"),
    )
    went, cancelled, planned = event_lines(made)  # type: ignore[arg-type]
    assert "8,000" in went and "OCCURRED" not in went
    assert "CANCELLED: 2020-03-02, Kano" in cancelled and "8,000" not in cancelled
    assert "PLANNED: 2020-03-02, Kano" in planned
