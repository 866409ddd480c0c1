"""Why two mentions are, or are not, taken for one event: the score as a waterfall of reasons a person can read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from placard.linking import words
from placard.linking.compare import COMPARISONS, levels_of
from placard.linking.constraints import people_pairs, told_apart
from placard.linking.days import gap
from placard.linking.distance import kilometres
from placard.linking.facts import ACTORS, ACTS, CLAIM, NAMED, Facts, collect, worded
from placard.linking.parameters import Parameters, probability, shipped
from placard.linking.score import bits_of, reasons_of
from placard.records import DocumentInfo, EventMention, Judgement, Place, Reason

_GROUPS = {
    "names": (words.names, NAMED),
    "claim": (words.content, CLAIM),
    "actors": (words.content, ACTORS),
    "acts": (words.content, ACTS),
}
_MOST = 6


def explain(
    left: EventMention,
    right: EventMention,
    documents: Mapping[str, DocumentInfo] | None = None,
    *,
    beside: Sequence[EventMention] = (),
    names: Mapping[str, Collection[str]] | None = None,
    judgements: Sequence[Judgement] = (),
    parameters: Parameters | None = None,
) -> list[Reason]:
    """The reasons behind a pair's score.

    Args:
        left, right: the two mentions, in either order.
        documents: for publication dates and copies.
        beside: the other mentions of their documents, which give them context.
        names: document id -> proper names of its text, as given to ``link_mentions``.
        judgements: people's judgements; one of this pair stands first, with infinite weight.
        parameters: instead of the shipped ones.

    Returns:
        A constraint, if one decides; then the prior; then what each comparison adds, heaviest first, in bits. Apart from
        constraints the weights add up to the score.
    """
    used = parameters or shipped()
    left, right = sorted((left, right), key=lambda mention: mention.id)
    others = [m for m in beside if m.id not in (left.id, right.id) and m.document_id in (left.document_id, right.document_id)]
    one, two = collect([left, right, *others], documents or {}, names)[:2]
    levels = levels_of(one, two)
    by_name = {comparison.name: level for comparison, level in zip(COMPARISONS, levels, strict=True)}
    found = [
        Reason(reason.name, _told(reason, by_name.get(reason.name), left, right, one, two), reason.weight)
        for reason in reasons_of(levels, used)
    ]
    return _constraints(left, right, one, two, judgements) + found


def waterfall(reasons: Sequence[Reason], parameters: Parameters | None = None) -> list[str]:
    """Reasons as lines: weight, running total, words; the last line is what they come to.

    It says nothing of the outcome: that hangs on other pairs too (:mod:`placard.linking.outcome`).
    """
    used = parameters or shipped()
    lines, total = [], 0.0
    for reason in reasons:
        if abs(reason.weight) == float("inf"):
            lines.append(f"  decides            {reason.words}")
            continue
        total += reason.weight
        lines.append(f"  {reason.weight:+6.1f}  = {total:+6.1f}   {reason.words}")
    decided = next((reason for reason in reasons if abs(reason.weight) == float("inf")), None)
    if decided:
        lines.append(f"  {'same' if decided.weight > 0 else 'different'}, whatever the score")
    else:
        alone = f"{probability(total):.0%} likely one event, this pair alone"
        lines.append(f"  {total:+.1f} bits: {alone} (pairs join above {used.link_at:+.1f})")
    return lines


def score_of(left: EventMention, right: EventMention, documents: Mapping[str, DocumentInfo] | None = None) -> float:
    """Score of two mentions on their own, in bits."""
    one, two = collect([left, right], documents or {})
    return bits_of(levels_of(one, two), shipped())


def _constraints(left: EventMention, right: EventMention, one: Facts, two: Facts, judgements: Sequence[Judgement]) -> list[Reason]:
    same, different = people_pairs(judgements)
    pair = (left.id, right.id)
    by = next((j.by for j in judgements if (j.left, j.right) == pair and j.by.startswith("person:")), "a person")
    if pair in different:
        return [Reason("person", f"{by} judged them different", float("-inf"))]
    if pair in same:
        return [Reason("person", f"{by} judged them the same", float("inf"))]
    if told_apart(one, two):
        return [Reason("document", "one report tells them apart", float("-inf"))]
    return []


def _told(reason: Reason, level: str | None, left: EventMention, right: EventMention, one: Facts, two: Facts) -> str:
    """The words of a reason with the values at hand."""
    if reason.name == "when" and one.start is not None and two.start is not None:
        days = gap(one, two)
        apart = f", {days} days apart" if days > 1 else ""
        return f"{reason.words}: {_days(one)} and {_days(two)}{apart}"
    if reason.name == "where":
        distance = kilometres(one, two)
        how = f", {distance:.0f} km" if distance not in (0.0, float("inf")) and level != "same" else ""
        return f"{reason.words}: {_place(left) or 'none'} and {_place(right) or 'none'}{how}"
    if reason.name == "form":
        return f"{reason.words}: {one.form}" if one.form == two.form else f"{reason.words}: {one.form} against {two.form}"
    if reason.name == "status":
        return (
            f"{reason.words}: {left.status}" if left.status == right.status else f"{reason.words}: {left.status} and {right.status}"
        )
    if reason.name == "size":
        return f"{reason.words}: {_range(one)} and {_range(two)}"
    if reason.name in _GROUPS and level != "0":
        reader, variables = _GROUPS[reason.name]
        shared = worded(reader, left, variables) & worded(reader, right, variables)
        best = sorted(shared, key=lambda word: (-words.rarity(word), word))[:_MOST]
        return f"{reason.words}: {', '.join(best)}" if best else reason.words
    if reason.name == "response" and one.responses & two.responses:
        return f"{reason.words}: {', '.join(sorted(one.responses & two.responses))}"
    return reason.words


def _days(facts: Facts) -> str:
    """The days linking takes a mention to be of."""
    ends = [date.fromordinal(day).isoformat() for day in (facts.start, facts.end) if day is not None]
    return ends[0] if ends[0] == ends[-1] else f"{ends[0]} to {ends[-1]}"


def _place(mention: EventMention) -> str:
    found = [s.value for s in mention.of("place") if isinstance(s.value, Place)]
    return found[0].name if found else ""


def _range(facts: Facts) -> str:
    low, high = facts.size
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
