"""The present state as a fold over decisions: a pure function of the list, oldest first.

A decision is about one *target*, named by its id:

========== =========================== ===========================================================================
verb       target                      ``after``
========== =========================== ===========================================================================
accept     statement, mention          nothing
correct    statement                   the fields that change: ``value``, ``speaker``, ``certainty``, ``who``, ``evidence``
correct    mention                     ``status``, ``form``
correct    source                      ``name``, ``kind``, ``owner``, ``country``, ``languages``
reject     statement, mention          nothing; ``reason`` says why
add        mention                     ``statement``: the whole statement, with an id of its own
add        document                    ``mention``: ``id``, ``form``, ``status`` and ``words`` of a mention the person found
flag, note any                         nothing; ``reason`` holds the words
skip       statement                   nothing: this person passes this item by
merge      event                       ``with``: the other event; ``judgements``: pairs of mentions that are the same
split      event                       ``mentions``: those that leave; ``judgements``: pairs that are different
different  event                       ``with``: the other event; ``judgements``: pairs that are different
undo       target of what it undoes    ``undoes``: the id of that decision
========== =========================== ===========================================================================

A decision whose ``after`` has ``blind`` true is a second coder's rating: it is counted in agreement and shown in
adjudication, and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from placard.records import Decision, make_id

Verb = Literal["accept", "correct", "reject", "add", "flag", "note", "skip", "merge", "split", "different", "undo"]
VERBS: tuple[str, ...] = ("accept", "correct", "reject", "add", "flag", "note", "skip", "merge", "split", "different", "undo")
JUDGING = ("accept", "correct", "reject")
State = Literal["open", "accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one target stands now.

    Attributes:
        state: open until a person decides.
        changes: the fields people have corrected, with their values.
        by, at: who made it so and when; None while open.
        decision: id of that decision.
    """

    state: State = "open"
    changes: dict[str, Any] = field(default_factory=dict)
    by: str | None = None
    at: str | None = None
    decision: str | None = None


OPEN = Standing()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What all decisions together say; see :func:`fold`.

    Attributes:
        standing: target -> how it stands; a target nobody decided on is absent.
        added: mention id -> the statements people added to it, as JSON, oldest first.
        found: ids of the mentions people added; one whose adding was taken back stands as rejected.
        last: target -> id of the last decision about it, undone or not: what a form must have seen.
        ratings: target -> person -> their last live accept, correct or reject, blind ones too.
        flags, notes: target -> live decisions with those verbs.
        skipped: target -> the persons who passed it by.
        live: ids of decisions that have not been undone (undo itself included).
    """

    standing: dict[str, Standing]
    added: dict[str, list[dict[str, Any]]]
    found: set[str]
    last: dict[str, str]
    ratings: dict[str, dict[str, Decision]]
    flags: dict[str, list[Decision]]
    notes: dict[str, list[Decision]]
    skipped: dict[str, set[str]]
    live: frozenset[str]

    def of(self, target: str) -> Standing:
        """How a target stands."""
        return self.standing.get(target, OPEN)


def live_decisions(decisions: Sequence[Decision]) -> frozenset[str]:
    """Ids of the decisions that hold: an undo takes back the decision it names, and can itself be undone."""
    dead: set[str] = set()
    for decision in reversed(decisions):
        if decision.verb == "undo" and decision.id not in dead:
            dead.add(str((decision.after or {}).get("undoes")))
    return frozenset(decision.id for decision in decisions if decision.id not in dead)


def fold(decisions: Iterable[Decision]) -> Reviewed:
    """The present state that decisions, oldest first, lead to."""
    listed = list(decisions)
    live = live_decisions(listed)
    result = Reviewed({}, {}, set(), {}, {}, {}, {}, {}, live)
    for decision in listed:
        result.last[decision.target] = decision.id
        if decision.id in live:
            _take(result, decision)
    for decision in listed:
        if decision.verb == "add" and decision.id not in live and "mention" in (decision.after or {}):
            taken_back = Standing("rejected", {}, decision.by, decision.at, decision.id)
            result.standing[str((decision.after or {})["mention"]["id"])] = taken_back
    return result


def _take(result: Reviewed, decision: Decision) -> None:
    after = decision.after or {}
    if decision.verb in JUDGING:
        result.ratings.setdefault(decision.target, {})[decision.by] = decision
        if not is_blind(decision):
            result.standing[decision.target] = step(result.of(decision.target), decision)
    elif decision.verb == "add" and "mention" in after:
        result.found.add(str(after["mention"]["id"]))
    elif decision.verb == "add":
        if not is_blind(decision):
            result.added.setdefault(decision.target, []).append(after["statement"])
    elif decision.verb == "flag":
        result.flags.setdefault(decision.target, []).append(decision)
    elif decision.verb == "note":
        result.notes.setdefault(decision.target, []).append(decision)
    elif decision.verb == "skip":
        result.skipped.setdefault(decision.target, set()).add(decision.by)


def step(standing: Standing, decision: Decision) -> Standing:
    """How a target stands after one more accept, correct or reject.

    Corrections add up field by field; accepting a corrected value keeps its corrections; a rejected value that is accepted
    again comes back with them.
    """
    changes = dict(standing.changes)
    state: State
    if decision.verb == "correct":
        changes |= {name: value for name, value in (decision.after or {}).items() if name not in _ABOUT}
        state = "corrected"
    elif decision.verb == "reject":
        state = "rejected"
    else:
        state = "corrected" if changes else "accepted"
    return Standing(state, changes, decision.by, decision.at, decision.id)


_ABOUT = frozenset({"blind", "codebook", "from"})


def is_blind(decision: Decision) -> bool:
    """Whether a decision is a second coder's rating."""
    return bool((decision.after or {}).get("blind"))


def to_undo(decisions: Sequence[Decision], by: str) -> Decision | None:
    """What pressing undo takes back for a person: their last live act that is not itself an undo; None if nothing is left."""
    live = live_decisions(decisions)
    return next((one for one in reversed(decisions) if one.by == by and one.verb != "undo" and one.id in live), None)


def moment_after(now: str, decided: Iterable[str]) -> str:
    """``now``, or the moment after the latest decision where the clock has been set back since, or has not moved.

    What was decided last counts, and linking tells that by the moment: it must not be a clock that decides it.

    Args:
        now: what the clock says, an ISO date-time.
        decided: the moments of all decisions of the project, in any order.
    """
    moments = [moment for text in decided if (moment := _moment(text)) is not None]
    clock = _moment(now)
    if clock is None or not moments or clock > max(moments):
        return now
    try:
        return (max(moments) + timedelta(microseconds=1)).isoformat(timespec="microseconds")
    except OverflowError:  # the last moment of the year 9999
        return now


def _moment(text: str) -> datetime | None:
    """A moment in UTC; None for one written by hand that has no zone, or is no moment."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def make_decision(
    verb: str,
    target: str,
    *,
    by: str,
    at: str,
    seen: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str | None = None,
) -> Decision:
    """A new decision; ``seen`` is the id of the last one about the target, so that two acts of one second differ."""
    return Decision(make_id("dec", at, by, verb, target, seen), at, by, verb, target, before, after or None, reason or None)


def seen_by(decisions: Iterable[Decision], by: str) -> Reviewed:
    """The state as a blind coder sees it: their own decisions only, their blind ratings taken at face value."""
    own: list[Decision] = []
    for one in decisions:
        if one.by == by:
            after = {name: value for name, value in (one.after or {}).items() if name != "blind"}
            own.append(Decision(one.id, one.at, one.by, one.verb, one.target, one.before, after or None, one.reason))
    return fold(own)
