"""Storing one act of a person together with everything that follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from placard.records import Decision, Event, EventMention, Judgement
from placard.review.decide import moment_after
from placard.store import rows, schema


@dataclass(frozen=True, slots=True)
class Act:
    """A decision and its effects.

    Attributes:
        decision: what the person did; it is appended.
        events: events whose members or shown values are different now; each is written whole.
        gone: events without a mention that counts; they keep their id and their members, and can come back.
        redirects: event that went into another -> that other.
        judgements: a person's judgements to append.
        withdrawn: pairs of mentions whose live judgements of that person are withdrawn.
        mentions: mentions the person added, with their statements.
    """

    decision: Decision
    events: Sequence[Event] = ()
    gone: Sequence[str] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    judgements: Sequence[Judgement] = ()
    withdrawn: Sequence[Judgement] = ()
    mentions: Sequence[EventMention] = ()


def record_act(connection: Connection, act: Act) -> Act:
    """Write an act inside the caller's transaction; returns it as it was stored, later than all that was decided before.

    Linking tells by the moment what a person said last of two mentions, and an act finds its own judgements by it. So the one
    place that every decision passes through sees to it that no two share a moment and that none is before another's.
    """
    act = _after_all(connection, act)
    _append(connection, schema.decisions, [rows.decision_row(act.decision, 0)])
    _append(connection, schema.judgements, [rows.judgement_row(judgement, 0) for judgement in act.judgements])
    table = schema.judgements
    for judgement in act.withdrawn:
        pair = (table.c.left == judgement.left, table.c.right == judgement.right, table.c.by == judgement.by)
        query = update(table).where(*pair, table.c.at == judgement.at, table.c.withdrawn_at.is_(None))
        connection.execute(query.values(withdrawn_at=act.decision.at))
    for mention in act.mentions:
        _write_mention(connection, mention)
    for event in act.events:
        _write_event(connection, event)
    for event_id in act.gone:
        _set_state(connection, event_id, "gone", None)
        _clear(connection, event_id)
    for event_id, target in act.redirects.items():
        _set_state(connection, event_id, "merged", target)
        _clear(connection, event_id)
    return act


def _after_all(connection: Connection, act: Act) -> Act:
    # All of them, not the last row alone: a project may hold decisions that were stored out of the order of their moments.
    at = moment_after(act.decision.at, connection.execute(select(schema.decisions.c.at)).scalars())
    if at == act.decision.at:
        return act
    judgements = [replace(one, at=at) if one.at == act.decision.at else one for one in act.judgements]
    return replace(act, decision=replace(act.decision, at=at), judgements=judgements)


def _append(connection: Connection, table: Any, values: Sequence[dict[str, Any]]) -> None:
    if values:
        last = int(connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one())
        connection.execute(insert(table), [value | {"seq": last + place} for place, value in enumerate(values, 1)])


def _write_mention(connection: Connection, mention: EventMention) -> None:
    """Append a mention after those its document has; unlike an event it is never written again."""
    table = schema.mentions
    last = select(func.coalesce(func.max(table.c.position), -1)).where(table.c.document_id == mention.document_id)
    connection.execute(insert(table), rows.mention_row(mention, int(connection.execute(last).scalar_one()) + 1))
    for place, statement in enumerate(mention.statements):
        connection.execute(insert(schema.statements), rows.statement_row(statement, place))
        connection.execute(insert(schema.spans), rows.span_rows(statement))


def _write_event(connection: Connection, event: Event) -> None:
    _set_state(connection, event.id, "live", None)
    _clear(connection, event.id)
    members = schema.event_mentions
    connection.execute(delete(members).where(members.c.mention_id.in_(event.mentions) | (members.c.event_id == event.id)))
    for table, values in (
        (members, [{"mention_id": key, "event_id": event.id, "position": place} for place, key in enumerate(event.mentions)]),
        (schema.shown, rows.shown_rows(event.id, event.shown)),
        (schema.conflicts, rows.conflict_rows(event.id, event.conflicts)),
    ):
        if values:
            connection.execute(insert(table), values)


def _clear(connection: Connection, event_id: str) -> None:
    for table in (schema.shown, schema.conflicts):
        connection.execute(delete(table).where(table.c.event_id == event_id))


def _set_state(connection: Connection, event_id: str, state: str, target: str | None) -> None:
    """Set what an event is; one that comes (back) to life takes the last place in the order."""
    table = schema.events
    known = connection.execute(select(table.c.state, table.c.position).where(table.c.id == event_id)).first()
    position = None
    if state == "live":
        position = known.position if known is not None and known.state == "live" else None
        if position is None:
            position = int(connection.execute(select(func.coalesce(func.max(table.c.position), -1))).scalar_one()) + 1
    values = {"state": state, "redirect_to": target, "position": position}
    if known is None:
        connection.execute(insert(table), values | {"id": event_id})
    else:
        connection.execute(update(table).where(table.c.id == event_id).values(**values))
