"""Why linking takes two mentions of a project for one event, or does not: ``placard link --explain A B``."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placard.errors import ProjectError
from placard.records import EventMention, Judgement, Reason

if TYPE_CHECKING:
    from placard.linking.parameters import Parameters
    from placard.store.reader import StoreReader


def explain_link(project: str | Path, left: str, right: str) -> dict[str, Any]:
    """What became of two mentions, by which rule, and the reasons behind the pair's score, as linking saw them.

    Args:
        project: a project folder that has been coded.
        left, right: ids of two mentions, or beginnings that only one mention has.

    Returns:
        ``left`` and ``right`` (full ids), ``outcome`` (``same_event``, ``events``, ``rule`` and ``words``; None before linking),
        ``reasons`` (name, words, weight in bits) and ``text``: the outcome, then the waterfall, as lines.

    Raises:
        ProjectError: if the folder is no project, or a name fits no mention or several.
    """
    from placard.linking.explain import explain, waterfall
    from placard.linking.words import proper_names
    from placard.store.folded import FoldedReader
    from placard.store.store import Store
    from placard.weights import linking_weights

    with Store.open(Path(project)) as store:
        reader = FoldedReader(store)
        mentions = list(reader.settled_mentions())
        one, two = _find(mentions, left, project), _find(mentions, right, project)
        if one.id == two.id:
            raise ProjectError(f"{left} and {right} are one mention", where=str(project), fix="name two mentions")
        used = linking_weights(store.folder).parameters
        judgements = store.judgements()
        documents = {one.document_id, two.document_id}
        found = explain(
            one,
            two,
            store.infos(),
            beside=[mention for mention in mentions if mention.document_id in documents],
            names={key: proper_names(store.document(key).text) for key in sorted(documents)},
            judgements=[judgement for judgement in judgements if judgement.by.startswith("person:")],
            parameters=used,
        )
        outcome = _outcome(store, mentions, (one.id, two.id), judgements, found, used)
    told = outcome["words"] if outcome else "not linked yet: run placard link"
    lines = [f"{one.id} and {two.id}", f"  {told}", *waterfall(found, used)]
    return {
        "left": one.id,
        "right": two.id,
        "outcome": outcome,
        "reasons": [{"name": reason.name, "words": reason.words, "weight": round(reason.weight, 4)} for reason in found],
        "text": "\n".join(lines),
    }


def _outcome(
    store: StoreReader,
    mentions: list[EventMention],
    pair: tuple[str, str],
    judgements: list[Judgement],
    reasons: list[Reason],
    used: Parameters,
) -> dict[str, Any] | None:
    from placard.linking.outcome import outcome_of

    homes = store.event_of_mention()
    if not set(pair) <= set(homes):
        return None
    events = [homes[key] for key in pair]
    documents = {mention.id: mention.document_id for mention in mentions}
    members = {key: home for key, home in homes.items() if home in events and key in documents}
    bits = sum(reason.weight for reason in reasons if isfinite(reason.weight))
    found = outcome_of(pair, members, documents, judgements, bits, used)
    return {"same_event": found.same, "events": list(dict.fromkeys(events)), "rule": found.rule, "words": found.words}


def _find(mentions: list[EventMention], given: str, project: str | Path) -> EventMention:
    matches = [mention for mention in mentions if mention.id.startswith(given)]
    if len(matches) == 1:
        return matches[0]
    message = f"{len(matches) or 'no'} mention{'s have' if len(matches) > 1 else ' has'} an id that begins with {given}"
    raise ProjectError(message, where=str(project), fix="ids are in release/mentions.csv")
