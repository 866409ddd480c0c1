"""What a reviewer sees next: rules that order what waits. Pure functions; the store says what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from placard.records import make_id
from placard.review.decide import Reviewed, is_blind

LOCK_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the queue: its name in the URL, its title, and what it does, in words."""

    name: str
    title: str
    help: str


RULES = (
    Rule("doubt", "Most doubtful first", "Values the machine is least sure of."),
    Rule("disagreement", "Where reports disagree", "Values that cannot all hold, event by event."),
    Rule("random", "Random sample", "Every value with the same chance, in an order the seed fixes: fit to measure accuracy."),
    Rule("stratum", "Each variable in turn", "At random, from the variable with the fewest decisions: rare ones are not left out."),
)


def rule_named(name: str) -> Rule:
    """The rule of that name, the first one if there is none."""
    return next((rule for rule in RULES if rule.name == name), RULES[0])


def sample_start(seed: str) -> str:
    """Where a random order begins.

    Ids of statements are hashes, so their order is as good as random; a seed begins it somewhere else and it goes round.
    """
    return make_id("stm", "sample", seed)


def least_decided(decided: Mapping[str, int], total: Mapping[str, int]) -> list[str]:
    """Variables with something left to decide, those with the smallest decided share first."""
    left = [name for name, count in total.items() if decided.get(name, 0) < count]
    return sorted(left, key=lambda name: (decided.get(name, 0) / total[name], name))


def waits_for(reviewed: Reviewed, person: str) -> Callable[[str], bool]:
    """Whether a statement waits for a first decision by this person: nobody decided, and they did not skip it."""

    def waits(target: str) -> bool:
        return target not in reviewed.standing and person not in reviewed.skipped.get(target, ())

    return waits


def second_round(reviewed: Reviewed, person: str) -> list[str]:
    """Targets for a blind second coder: others have rated them openly, this person has neither rated nor skipped them.

    They come in the order of the first rating, so that both coders walk the same way.
    """
    found = []
    for target, ratings in reviewed.ratings.items():
        others = [one for by, one in ratings.items() if by != person and not is_blind(one)]
        if others and person not in ratings and person not in reviewed.skipped.get(target, ()):
            found.append((min(one.at for one in others), target))
    return [target for _, target in sorted(found)]


def first(found: Iterable[str], *tests: Callable[[str], bool]) -> str | None:
    """The first of some ids that passes all tests."""
    return next((one for one in found if all(test(one) for test in tests)), None)
