"""A relation between two events as one of them tells it: a relation has a direction, and reads otherwise from either end."""

from __future__ import annotations

from collections.abc import Iterable

from placard.records import EventRelation

SYMMETRIC = frozenset({"counter_protest", "same_campaign", "maybe_same"})
_FROM_LATER = {"continues": "continues", "commemorates": "commemorates", "follows_repression": "follows repression at"}
_FROM_EARLIER = {
    "continues": "is continued by",
    "commemorates": "is commemorated by",
    "follows_repression": "its repression is followed by",
}
_BOTH = {
    "counter_protest": "protest and counter-protest with",
    "same_campaign": "same campaign as",
    "maybe_same": "maybe the same as",
}


def other_end(relation: EventRelation, event_id: str) -> str:
    """The other event of a relation."""
    return relation.right if relation.left == event_id else relation.left


def direction(relation: EventRelation, event_id: str) -> str:
    """``later`` if this event is the later one, which the relation is told of, ``earlier`` if the other is, ``both`` if neither."""
    if relation.kind in SYMMETRIC:
        return "both"
    return "later" if relation.left == event_id else "earlier"


def relation_words(relation: EventRelation, event_id: str) -> str:
    """What this event is to the other, to be followed by the other's name; "possibly" where no report says so."""
    words = {"later": _FROM_LATER, "earlier": _FROM_EARLIER, "both": _BOTH}[direction(relation, event_id)]
    told = words.get(relation.kind, relation.kind.replace("_", " "))
    return told if relation.evidence or relation.kind == "maybe_same" else f"possibly {told}"


def strength_words(kind: str) -> str:
    """Where the strength of a relation of this kind comes from."""
    return "from the scores of its reports" if kind == "maybe_same" else "set by rule"


def most_urgent_first(relations: Iterable[EventRelation]) -> list[EventRelation]:
    """Relations in their order, but what may be a split event first: it asks for a decision."""
    return sorted(relations, key=lambda relation: relation.kind != "maybe_same")
