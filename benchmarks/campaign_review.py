"""A reviewer for the kill campaign: a fixed list of acts through the workbench's own door, taken up again where it broke off.

What an act is about depends on its number and on the project as the acts before it left it, so that a review that was killed and
one that was not decide the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from placard.records import Event
from placard.store.store import Store
from placard.workbench.acting import Proposal, act, undo
from placard.workbench.bench import Workbench
from placard.workbench.identity import Identity

FORMS = ("strike", "riot", "demonstration")


def review(project: Path, acts: int) -> Iterator[str]:
    """Do the acts that are not done yet, each of them one decision; yields the id of each once it is stored."""
    with Store.open(project) as store:
        done = len(store.decisions())
    if done >= acts:
        return
    now = 0
    bench = Workbench(project, Identity("reviewer"), lambda: f"2020-01-01T{now // 60:02}:{now % 60:02}:00.000000+00:00")
    try:
        for number in range(done, acts):
            now = number
            _act(bench, number)
            yield bench.store.decisions()[-1].id
    finally:
        bench.close()


def _act(bench: Workbench, number: int) -> None:
    """One act of eight kinds in turn; where one has nothing to act on, the reviewer notes that."""
    kind, turn = number % 8, number // 8
    mentions = list(islice(bench.store.mentions(), 60))
    mention = mentions[(7 * turn) % len(mentions)]
    statement = mention.statements[turn % len(mention.statements)]
    events = list(bench.store.events())
    if kind == 0:
        act(bench, Proposal("accept", "statement", statement.id))
    elif kind == 1:
        act(bench, Proposal("reject", "statement", statement.id, reason="campaign"))
    elif kind == 2:
        form = FORMS[turn % len(FORMS)]
        act(bench, Proposal("correct", "mention", mention.id, before={"form": mention.form}, after={"form": form}))
    elif kind == 3 and len(events) > 1:
        left, right = events[turn % len(events)], events[(turn + 1) % len(events)]
        act(bench, _grouping("merge", left, (left.mentions, right.mentions), {"with": right.id}))
    elif kind == 4:
        undo(bench)
    elif kind == 5 and (joined := [event for event in events if len(event.mentions) > 1]):
        event = joined[turn % len(joined)]
        act(bench, _grouping("split", event, (event.mentions[1:], event.mentions[:1]), {"mentions": list(event.mentions[:1])}))
    elif kind == 6 and (sources := sorted(bench.store.sources())):
        key = sources[turn % len(sources)]
        act(bench, Proposal("correct", "source", key, before={"owner": None}, after={"owner": f"Owner {turn}"}))
    else:
        act(bench, Proposal("note", "statement", statement.id, reason=f"campaign {number}"))


def _grouping(verb: str, event: Event, sides: tuple[tuple[str, ...], tuple[str, ...]], after: dict[str, object]) -> Proposal:
    before = {"groups": [[*sides[0], *sides[1]]] if verb == "split" else [list(side) for side in sides]}
    return Proposal(verb, "event", event.id, None, before, after, "campaign", sides)
