"""Why linking takes two mentions of a project for one event, or does not: ``placard link --explain A B``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from placard.errors import ProjectError
from placard.records import EventMention


def explain_link(project: str | Path, left: str, right: str) -> dict[str, Any]:
    """The reasons behind a pair's score, as linking saw them.

    Args:
        project: a project folder that has been coded.
        left, right: ids of two mentions, or beginnings that only one mention has.

    Returns:
        ``left`` and ``right`` (full ids), ``reasons`` (name, words, weight in bits) and ``text``, the waterfall as lines.

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
        mentions = list(reader.mentions())
        one, two = _find(mentions, left, project), _find(mentions, right, project)
        if one.id == two.id:
            raise ProjectError(f"{left} and {right} are one mention", where=str(project), fix="name two mentions")
        used = linking_weights(store.folder).parameters
        documents = {one.document_id, two.document_id}
        found = explain(
            one,
            two,
            store.infos(),
            beside=[mention for mention in mentions if mention.document_id in documents],
            names={key: proper_names(store.document(key).text) for key in sorted(documents)},
            judgements=[judgement for judgement in store.judgements() if judgement.by.startswith("person:")],
            parameters=used,
        )
    lines = [f"{one.id} and {two.id}", *waterfall(found, used)]
    return {
        "left": one.id,
        "right": two.id,
        "reasons": [{"name": reason.name, "words": reason.words, "weight": round(reason.weight, 4)} for reason in found],
        "text": "\n".join(lines),
    }


def _find(mentions: list[EventMention], given: str, project: str | Path) -> EventMention:
    matches = [mention for mention in mentions if mention.id.startswith(given)]
    if len(matches) == 1:
        return matches[0]
    message = f"{len(matches) or 'no'} mention{'s have' if len(matches) > 1 else ' has'} an id that begins with {given}"
    raise ProjectError(message, where=str(project), fix="ids are in release/mentions.csv")
