"""The page of an event in ``placard show``: what it says of status, confidence, sides and relations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from placard.linking.reconcile import reconcile
from placard.records import Document, EventMention, EventRelation, text_hash
from placard.show_page import EventView, Report, render
from tests.linking.build import mention, source


def said(item: EventMention, variable: str, **changes: Any) -> EventMention:
    changed = tuple(replace(one, **changes) if one.variable == variable else one for one in item.statements)
    return replace(item, statements=changed)


def page(*mentions: EventMention, relations: tuple[EventRelation, ...] = ()) -> list[str]:
    event = reconcile(mentions, event_id="event-1")
    reports = {}
    for one in mentions:
        document = Document(one.document_id, one.document_id, "Text.", text_hash("Text."), "test/1")
        reports[one.document_id] = Report(document, source(f"outlet {one.document_id}"))
    return list(render(EventView(event, tuple(mentions), reports, len(reports), relations)))


def section(lines: list[str], title: str) -> list[str]:
    start = next(number for number, line in enumerate(lines) if line.startswith(title))
    return lines[start : lines.index("", start) if "" in lines[start:] else None]


@pytest.mark.parametrize(("confidence", "words"), [(0.93, "(sure 0.93)"), (0.47, "(doubtful, 0.47)")])
def test_every_value_says_how_sure_the_coder_is(confidence: float, words: str) -> None:
    lines = page(said(mention("m1", "d1", demand="the fuel price"), "demand", confidence=confidence))
    assert any("fuel price" in line and words in line for line in section(lines, "Demand"))


def test_a_value_of_a_person_names_the_person() -> None:
    lines = page(said(mention("m1", "d1", demand="the fuel price"), "demand", coder="person:ana"))
    assert any("(coded by ana)" in line for line in section(lines, "Demand"))


def test_what_contradicts_a_shown_value_is_listed_apart_and_as_a_conflict() -> None:
    lines = page(mention("m1", "d1"), mention("m2", "d2"), mention("m3", "d3", town="Lagos", day="2020-03-05"))
    place = section(lines, "Place")
    assert place[0].startswith("Place: Kano")
    apart = place.index("    also told:")
    assert not any("Lagos" in line for line in place[:apart]) and any("Lagos" in line for line in place[apart:])
    assert any("Kano" in line for line in place[1:apart]) and not any("Kano" in line for line in place[apart:])
    date = section(lines, "Date")
    assert date[0] == "Date: 2020-03-02" and "2020-03-05" in " ".join(date[date.index("    also told:") :])
    conflicts = " ".join(section(lines, "Conflicts"))
    assert "Place, place differs" in conflicts and "Date, date differs" in conflicts
    assert "    also told:" not in page(mention("m1", "d1"), mention("m2", "d2"))


def test_status_and_form_stand_on_triggers() -> None:
    lines = page(mention("m1", "d1", trigger="marched"), mention("m2", "d2", status="planned", trigger="called a march"))
    status = section(lines, "Status")
    assert status[0] == "Status: occurred" and any("marched" in line for line in status)
    apart = status.index("    also told:")
    assert any("called a march" in line and "[planned]" in line for line in status[apart:])


def test_relations_are_read_from_this_event_with_their_words_and_strength() -> None:
    item = mention("m1", "d1", demand="justice for those killed")
    (demand,) = item.of("demand")
    later = EventRelation("event-1", "event-0", "follows_repression", 0.9, (demand.id,))
    earlier = EventRelation("event-2", "event-1", "continues", 0.7)
    lines = section(page(item, relations=(later, earlier)), "Related events")
    assert lines[1] == "    follows repression at event-0 (strength 0.90, set by rule)"
    assert "justice for those killed" in lines[2]
    assert lines[3] == "    possibly is continued by event-2 (strength 0.70, set by rule)"


def test_what_may_be_a_split_event_comes_first_and_says_where_its_strength_is_from() -> None:
    item = mention("m1", "d1")
    campaign, maybe = (
        EventRelation("event-1", "event-2", "same_campaign", 0.6),
        EventRelation("event-0", "event-1", "maybe_same", 0.25),
    )
    lines = section(page(item, relations=(campaign, maybe)), "Related events")
    assert [line.strip() for line in lines[1:]] == [
        "maybe the same as event-0 (strength 0.25, from the scores of its reports)",
        "possibly same campaign as event-2 (strength 0.60, set by rule)",
    ]


def test_a_conflict_of_form_says_what_each_side_calls_it() -> None:
    lines = section(page(mention("m1", "d1"), mention("m2", "d2", form="hunger_strike", trigger="fasted")), "Conflicts")
    assert any(line.strip() == "- demonstration (outlet, Outlet D1)" for line in lines)
    assert any(line.strip() == "- hunger strike (outlet, Outlet D2)" for line in lines)
