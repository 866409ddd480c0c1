"""The one door for acts: every change a person makes becomes a decision here, checked, stored with its effects, and shown.

The writer's lock is held only while an act is stored, so that a second workbench, or ``placard run``, can work on the
project too; an act that finds it taken waits a little.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from placard.errors import PlacardError, ProjectError
from placard.records import Decision, EventMention, Judgement
from placard.review.decide import JUDGING, fold, make_decision, to_undo
from placard.review.effects import Effect, person_judgements, regrouped, renewed
from placard.store import locks, lookup
from placard.store.acts import Act
from placard.store.store import Store
from placard.workbench.bench import Workbench
from placard.workbench.errors import Conflicting, Refused

PATIENCE = 5.0  # seconds to wait for another writer


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person wants to do.

    Attributes:
        kind: what the target is: statement, mention, document, event or source.
        seen: id of the last decision about the target when the form was made; None does not ask.
        members: for merge, split and different: mention ids of the two sides.
        mention: for add: a mention the person found, which becomes an event of its own.
    """

    verb: str
    kind: str
    target: str
    seen: str | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    members: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    mention: EventMention | None = None


def act(bench: Workbench, proposal: Proposal) -> Decision:
    """Do what a person proposes: append the decision and bring the events it touches up to date.

    Raises:
        Refused: if the person may not do it.
        Conflicting: if somebody decided about the target since ``seen``.
        ProjectError: if another process keeps writing to the project.
    """
    if not bench.identity.may(proposal.verb):
        raise Refused(403, f"{bench.identity.name} may not {proposal.verb} here", "Ask who keeps this project.")
    with bench.acting, _writer(bench) as store:
        last = lookup.last_decision(store, proposal.target)
        if proposal.seen is not None and last is not None and last.id != proposal.seen:
            raise Conflicting(last, proposal.after | {"verb": proposal.verb, "reason": proposal.reason})
        after = dict(proposal.after)
        if proposal.verb in (*JUDGING, "add") and proposal.kind != "source":
            after["codebook"] = bench.codebook.version
        decision = make_decision(
            proposal.verb,
            proposal.target,
            by=bench.identity.name,
            at=bench.clock(),
            seen=last.id if last else "",
            before=proposal.before,
            after=after,
            reason=proposal.reason.strip(),
        )
        stored = store.record(_effect(bench, store, proposal, decision))
    _show(bench, stored)
    return stored.decision


def undo(bench: Workbench, decision_id: str = "") -> Decision | None:
    """Take back a decision, or the person's last one; returns the undone decision, None if there is nothing to undo."""
    if not bench.identity.may("undo"):
        raise Refused(403, f"{bench.identity.name} may not undo here", "Ask who keeps this project.")
    with bench.acting, _writer(bench) as store:
        decisions = store.decisions()
        if decision_id:
            live = fold(decisions).live
            found = next((one for one in decisions if one.id == decision_id and one.id in live and one.verb != "undo"), None)
        else:
            found = to_undo(decisions, bench.identity.name)
        if found is None:
            return None
        last = lookup.last_decision(store, found.target)
        decision = make_decision(
            "undo",
            found.target,
            by=bench.identity.name,
            at=bench.clock(),
            seen=last.id if last else "",
            after={"undoes": found.id},
        )
        stored = store.record(_undone(bench, store, found, decision))
    _show(bench, stored)
    return found


def _show(bench: Workbench, stored: Act) -> None:
    """Bring the lists up to date with an act; what its decision is about finds the catalog itself.

    The act is stored: that the lists cannot be written now must not tell the person that it failed, or they do it twice.
    The next page takes it up, or says what is wrong.
    """
    with suppress(PlacardError, OSError):
        bench.catalog.refresh([*(event.id for event in stored.events), *stored.gone, *stored.redirects])


def give_back(bench: Workbench) -> None:
    """Let others have the item of the queue that this person is done with; if it cannot be done now, the lock ends by itself."""
    with suppress(PlacardError, OSError), bench.catalog.connect() as connection:
        locks.drop(connection, bench.identity.name)


def _writer(bench: Workbench) -> Store:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return Store.open(bench.folder, write=True)
        except ProjectError as error:
            if "another process is writing" not in error.message or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _effect(bench: Workbench, store: Store, proposal: Proposal, decision: Decision) -> Act:
    if decision.verb in ("merge", "split", "different"):
        return _regroup(bench, store, proposal, decision)
    if proposal.mention is not None:
        reviewed = fold([*store.decisions(), decision])
        found = regrouped([(proposal.mention.id,)], (), store.redirects(), bench.world((), (proposal.mention,)), reviewed)
        return Act(decision, found.events, found.gone, mentions=(proposal.mention,))
    if decision.verb in ("accept", "correct", "reject", "add") and not (decision.after or {}).get("blind"):
        found = _renew(bench, store, decision, _mentions_of(store, proposal.kind, decision.target))
        return Act(decision, found.events, found.gone)
    return Act(decision)


def _mentions_of(store: Store, kind: str, target: str) -> list[str]:
    """The mentions whose events a decision about a target touches."""
    if kind == "mention":
        return [target]
    if kind == "statement":
        return [statement_mention(store, target)]
    return []


def statement_mention(store: Store, statement_id: str) -> str:
    """The mention of a statement, a coder's or one that a person added."""
    for decision in store.decisions():
        statement = (decision.after or {}).get("statement") if decision.verb == "add" else None
        if statement and statement["id"] == statement_id:
            return decision.target
    return lookup.mention_of_statement(store, statement_id)


def _renew(bench: Workbench, store: Store, decision: Decision, mention_ids: list[str]) -> Effect:
    events = sorted(set(store.event_of_mention(mention_ids).values()))
    members = {event_id: lookup.event_members(store, event_id) for event_id in events}
    if not members:
        return Effect()
    world = bench.world(key for group in members.values() for key in group)
    return renewed(members, world, fold([*store.decisions(), decision]))


def _regroup(bench: Workbench, store: Store, proposal: Proposal, decision: Decision) -> Act:
    """Merge, split, or say that two stay apart: judgements for linking, and new groups at once."""
    left, right = proposal.members
    verdict = "same" if decision.verb == "merge" else "different"
    judgements = person_judgements(left, right, verdict, by=decision.by, at=decision.at, reason=proposal.reason)
    if decision.verb == "different":
        return Act(decision, judgements=judgements)
    events = sorted(set(store.event_of_mention([*left, *right]).values()))
    if decision.verb == "merge":
        groups = [tuple(key for event_id in events for key in lookup.event_members(store, event_id))]
        # What a person told apart before and joins now is joined: the newest judgement of a pair counts.
        apart = {(one.left, one.right) for one in _own(store, groups[0]) if one.verdict == "different"}
        made = {(one.left, one.right) for one in judgements}
        crossed = sorted(pair for pair in apart - made if (pair[0] in left) != (pair[1] in left))
        judgements += [Judgement(*pair, "same", 1.0, (), f"person:{decision.by}", decision.at) for pair in crossed]
    else:
        groups = [left, right]
    found = _grouped(bench, store, groups, events, decision)
    return Act(decision, found.events, found.gone, found.redirects, judgements)


def _own(store: Store, mention_ids: tuple[str, ...]) -> list[Judgement]:
    return [one for one in lookup.judgements_among(store, mention_ids) if one.by.startswith("person:")]


def _grouped(bench: Workbench, store: Store, groups: list[tuple[str, ...]], events: list[str], decision: Decision) -> Effect:
    previous = [store.event(event_id) for event_id in events]
    world = bench.world(key for group in groups for key in group)
    return regrouped(groups, previous, store.redirects(), world, fold([*store.decisions(), decision]))


def _undone(bench: Workbench, store: Store, found: Decision, decision: Decision) -> Act:
    if found.verb in ("merge", "split", "different"):
        sides = [tuple(str(key) for key in side) for side in (found.before or {}).get("groups", [])]
        mentions = tuple(key for side in sides for key in side)
        given = [one for one in _own(store, mentions) if one.at == found.at and one.by == f"person:{found.by}"]
        if found.verb == "different" or not sides:
            return Act(decision, withdrawn=given)
        events = sorted(set(store.event_of_mention(mentions).values()))
        members = {key for event_id in events for key in lookup.event_members(store, event_id)}
        rest = tuple(sorted(members - set(mentions)))
        # Mentions that joined since then stay where the first side is.
        groups = [sides[0] + rest, *sides[1:]]
        effect = _grouped(bench, store, groups, events, decision)
        return Act(decision, effect.events, effect.gone, effect.redirects, withdrawn=given)
    if found.verb not in (*JUDGING, "add") or (found.after or {}).get("blind"):
        return Act(decision)
    if found.verb == "add" and "mention" in (found.after or {}):
        mention_ids = [str((found.after or {})["mention"]["id"])]
    elif found.verb == "add" or store.mentions_by_id([found.target]):
        mention_ids = [found.target]
    else:
        try:
            mention_ids = [statement_mention(store, found.target)]
        except ProjectError:
            return Act(decision)  # a source: no event shows other values
    effect = _renew(bench, store, decision, mention_ids)
    return Act(decision, effect.events, effect.gone)
