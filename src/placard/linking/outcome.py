"""What linking made of two mentions, same event or different ones, and by which rule: the outcome beside the score of the pair.

A pair's score alone decides nothing: clusters are joined by the average over all their pairs, under what people and single
documents say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placard.linking.cluster import CLAMP, cluster
from placard.linking.constraints import people_pairs
from placard.linking.parameters import Parameters
from placard.records import Judgement


@dataclass(frozen=True, slots=True)
class Outcome:
    """Attributes:
    same: whether the two are in one event now.
    rule: person (a judgement of the pair), people (of other mentions of the events), document (one report tells two mentions
        apart), pair, average, through or alone (scores), stale (linked with something else than what is stored now).
    words: the outcome and its rule as a sentence.
    """

    same: bool
    rule: str
    words: str


def outcome_of(
    pair: tuple[str, str],
    homes: Mapping[str, str],
    documents: Mapping[str, str],
    judgements: Sequence[Judgement],
    bits: float,
    parameters: Parameters,
) -> Outcome:
    """The outcome for two mentions.

    Args:
        pair: their ids.
        homes: mention id -> event id, of all mentions of both events.
        documents: mention id -> document id, of the same.
        judgements: people's and the machine's, as stored.
        bits: the pair's own score.
        parameters: for the threshold.
    """
    found = _Scores(judgements, documents, parameters)
    found.bits[frozenset(pair)] = bits
    left, right = homes[pair[0]], homes[pair[1]]
    members = {event: sorted(key for key, home in homes.items() if home == event) for event in (left, right)}
    if left == right:
        return _together(pair, left, members[left], found)
    return _apart(pair, left, right, members, found)


class _Scores:
    def __init__(self, judgements: Sequence[Judgement], documents: Mapping[str, str], parameters: Parameters) -> None:
        same, different = people_pairs(judgements)
        self.same, self.different = ({frozenset(pair) for pair in pairs} for pairs in (same, different))
        self.documents, self.parameters = documents, parameters
        machine = (one for one in judgements if not one.by.startswith("person:"))
        self.bits = {frozenset((one.left, one.right)): _bits(one.score) for one in machine}

    def of(self, one: str, two: str) -> float:
        """Bits of a pair as clustering counts them: bounded, and the penalty where the two were never compared."""
        return max(-CLAMP, min(CLAMP, self.bits.get(frozenset((one, two)), self.parameters.absent)))

    def alone(self, members: Sequence[str]) -> set[str]:
        """Those of an event's mentions that the average over pairs alone would leave alone."""
        pairs = [(one, two) for number, one in enumerate(members) for two in members[number + 1 :]]
        scores = {pair: self.bits[frozenset(pair)] for pair in pairs if frozenset(pair) in self.bits}
        same = [pair for pair in pairs if frozenset(pair) in self.same]
        at, absent = self.parameters.link_at, self.parameters.absent
        return {group[0] for group in cluster(members, scores, same=same, link_at=at, absent=absent) if len(group) == 1}

    def one_report(self, one: str, two: str) -> bool:
        return self.documents[one] == self.documents[two] and frozenset((one, two)) not in self.same


def _together(pair: tuple[str, str], event: str, members: Sequence[str], found: _Scores) -> Outcome:
    at = found.parameters.link_at
    if frozenset(pair) in found.same:
        return Outcome(True, "person", f"same event, {event}: a person judged them the same")
    bits = found.of(*pair)
    if bits > at:
        return Outcome(
            True, "pair", f"same event, {event}: this pair scores {bits:+.1f} bits, above the {at:+.1f} at which pairs join"
        )
    reach = {other: min(found.of(pair[0], other), found.of(other, pair[1])) for other in members if other not in pair}
    best = min(reach, key=lambda other: (-reach[other], other), default="")
    if best and reach[best] > at:
        through = f"both agree with {best} (each {reach[best]:+.1f} or more)"
        words = f"this pair alone scores {bits:+.1f} bits, not above {at:+.1f}; {through}"
        return Outcome(True, "through", f"same event, {event}: {words}")
    if any(frozenset((one, two)) in found.same for one in members for two in members):
        return Outcome(True, "people", f"same event, {event}: a person judged other mentions of it the same")
    one = next((one for one in pair if one in found.alone(members)), None)
    if one:
        mean = sum(found.of(one, other) for other in members if other != one) / (len(members) - 1)
        words = f"{one} stood alone, and this event fits it best ({mean:+.1f} bits on average); this pair alone scores {bits:+.1f}"
        return Outcome(True, "alone", f"same event, {event}: {words}")
    words = f"the average over the pairs of its parts was above {at:+.1f} bits, though this pair alone scores {bits:+.1f}"
    return Outcome(True, "average", f"same event, {event}: {words}")


def _apart(pair: tuple[str, str], left: str, right: str, members: Mapping[str, Sequence[str]], found: _Scores) -> Outcome:
    at = found.parameters.link_at
    start = f"different events, {left} and {right}"
    if frozenset(pair) in found.different:
        return Outcome(False, "person", f"{start}: a person judged them different")
    if found.one_report(*pair):
        return Outcome(False, "document", f"{start}: both are in one report, which tells them apart")
    across = [(one, two) for one in members[left] for two in members[right]]
    mean = sum(found.of(one, two) for one, two in across) / len(across)
    sizes = sorted((len(members[left]), len(members[right])))
    might = sizes[0] == 1 < sizes[1] and found.parameters.adopt_at < mean  # a report alone might have joined the other event
    words = f"{start}: the {len(across)} pairs between the two events score {mean:+.1f} bits on average, not above {at:+.1f}"
    if mean <= at and not might:
        if len(across) == 1:
            return Outcome(False, "pair", f"{start}: the pair scores {mean:+.1f} bits, not above the {at:+.1f} at which pairs join")
        return Outcome(False, "average", f"{words}; this pair alone scores {found.of(*pair):+.1f}")
    if any(frozenset(one) in found.different for one in across):
        return Outcome(False, "people", f"{start}: a person judged other mentions of the two different")
    apart = next((one for one in across if found.one_report(*one)), None)
    if apart:
        return Outcome(
            False, "document", f"{start}: one report has both {apart[0]} and {apart[1]}, and so tells the two events apart"
        )
    if mean <= at:
        why = "a report that stands alone joins only what it fits clearly best and whose day and place it does not contradict"
        return Outcome(False, "average", f"{words}; {why}; this pair alone scores {found.of(*pair):+.1f}")
    return Outcome(
        False, "stale", f"{start}: their pairs score {mean:+.1f} bits on average, above {at:+.1f}; link the project again"
    )


def _bits(chance: float) -> float:
    """A stored probability as bits; a 0 or 1 is beyond what its six places can tell."""
    kept = min(max(chance, 1e-7), 1.0 - 1e-7)
    return math.log2(kept / (1.0 - kept))
