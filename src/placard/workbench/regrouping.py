"""How an event came to have the reports it has: who merged, split or told it apart, and where split-off reports are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from placard.records import Decision
from placard.review.decide import Reviewed

REGROUPING = ("merge", "split", "different")


def about(decisions: Iterable[Decision], event_id: str, mention_ids: Iterable[str]) -> list[Decision]:
    """The merges, splits and tellings apart that an event or one of its mentions had a part in, and their undoing, oldest first."""
    members = set(mention_ids)
    found: dict[str, Decision] = {}
    for one in decisions:
        after = one.after or {}
        taken_back = one.verb == "undo" and after.get("undoes") in found
        ours = event_id in (one.target, after.get("with")) or not members.isdisjoint(_mentions(one))
        if taken_back or (one.verb in REGROUPING and ours):
            found[one.id] = one
    return list(found.values())


def apart(decisions: Iterable[Decision], reviewed: Reviewed, event_id: str, mention_ids: Sequence[str]) -> dict[str, str]:
    """Mentions that splits which hold took away from those of an event -> what their event is to this one, in words."""
    members = set(mention_ids)
    result: dict[str, str] = {}
    for one in decisions:
        if one.verb != "split" or one.id not in reviewed.live:
            continue
        leaving = {str(key) for key in (one.after or {}).get("mentions", ())}
        staying = set(_mentions(one)) - leaving
        if members & staying:
            result |= dict.fromkeys(sorted(leaving - members), "split off from this event")
        if members & leaving:
            result |= dict.fromkeys(sorted(staying - members), "this event was split off from")
    return result


def moved(decisions: Iterable[Decision]) -> list[str]:
    """The mentions that splits took out of an event, or merges brought into one."""
    return sorted({key for one in decisions for key in _moved(one)})


def described(decisions: Iterable[Decision], reports: Mapping[str, str]) -> dict[str, str]:
    """Decision id -> the reports that a merge or split moved, in words, where they are known."""
    named = ((one.id, [reports[key] for key in _moved(one) if key in reports]) for one in decisions)
    return {key: ", ".join(dict.fromkeys(found)) for key, found in named if found}


def _moved(decision: Decision) -> list[str]:
    if decision.verb == "split":
        return [str(key) for key in (decision.after or {}).get("mentions", ())]
    groups = (decision.before or {}).get("groups", []) if decision.verb in ("merge", "different") else []
    return [str(key) for key in groups[-1]] if groups else []


def _mentions(decision: Decision) -> list[str]:
    groups: list[list[Any]] = (decision.before or {}).get("groups", [])
    return [str(key) for group in groups for key in group]
