"""What no score overrides: people's judgements, and mentions that one document itself tells apart."""

from __future__ import annotations

from collections.abc import Iterable

from placard.linking.facts import Facts
from placard.records import Judgement

Pair = tuple[str, str]


def people_pairs(judgements: Iterable[Judgement]) -> tuple[list[Pair], list[Pair]]:
    """Pairs people joined and pairs they told apart; of several judgements of a pair the latest counts, withdrawn ones do not."""
    latest: dict[Pair, Judgement] = {}
    for judgement in judgements:
        if not judgement.by.startswith("person:") or judgement.withdrawn_at is not None:
            continue
        pair = (judgement.left, judgement.right)
        if pair not in latest or (judgement.at, judgement.by) > (latest[pair].at, latest[pair].by):
            latest[pair] = judgement
    same = sorted(pair for pair, judgement in latest.items() if judgement.verdict == "same")
    different = sorted(pair for pair, judgement in latest.items() if judgement.verdict == "different")
    return same, different


def told_apart(one: Facts, two: Facts) -> bool:
    """Whether two mentions stand in one document, which thereby tells them apart.

    A coder makes two mentions of one document only where town, day, form or actors differ, so the document's own
    distinction is kept.
    """
    return one.document == two.document
