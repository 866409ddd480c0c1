from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest

from placard.linking.compare import COMPARISONS, levels_of
from placard.linking.facts import collect, facts_of
from placard.linking.parameters import shipped
from placard.linking.score import bits_of, reasons_of, score_pairs
from tests.linking.build import info, infos, mention


def test_every_level_has_shipped_weights():
    levels = shipped().levels
    for comparison in COMPARISONS:
        assert [level.name for level in comparison.levels if level.name not in levels[comparison.name]] == []


def test_weights_never_fall_as_agreement_grows():
    bits = shipped().bits
    assert bits("when", "same_day") > bits("when", "next_day") >= bits("when", "weeks_apart")
    assert bits("where", "same") > 0 > bits("where", "far") >= bits("where", "abroad")
    assert bits("form", "same_rare") >= bits("form", "same_demonstration") > bits("form", "related") > bits("form", "different")


@pytest.mark.parametrize(
    ("left", "right", "comparison", "level"),
    [
        ({}, {}, "where", "same"),
        ({}, {"town": "Lagos"}, "where", "far"),
        ({}, {"town": "Basra"}, "where", "abroad"),
        ({"town": "Basra"}, {"town": "Zubayr"}, "where", "area"),
        ({}, {"town": None}, "where", "one_missing"),
        ({}, {"town": "Nigeria"}, "where", "coarse"),
        ({}, {"form": "riot"}, "form", "related"),
        ({}, {"form": "hunger_strike", "status": "planned"}, "status", "announced"),
        ({"size": (700, 700)}, {"size": (680, 720)}, "size", "agree"),
        ({"size": (700, 700)}, {"size": (9000, 9000)}, "size", "far"),
        ({"arrests": (17, 17)}, {"arrests": (17, 17)}, "counts", "telling"),
        ({"deaths": (2, 2)}, {"deaths": (3, 3)}, "counts", "differ"),
        ({"response": "tear_gas"}, {"response": ["tear_gas", "arrest"]}, "response", "telling"),
        ({"response": "arrest"}, {"response": ["arrest"]}, "response", "common"),
        ({"demand": "fuel subsidy"}, {"demand": "school meals"}, "claim", "0"),
    ],
)
def test_levels(left, right, comparison, level):
    one, two = facts_of(mention("a", "d1", **left), info("d1")), facts_of(mention("b", "d2", **right), info("d2"))
    names = [item.name for item in COMPARISONS]
    assert levels_of(one, two)[names.index(comparison)] == level
    assert levels_of(two, one)[names.index(comparison)] == level


def test_denied_values_are_not_compared():
    base = mention("a", "d1", arrests=(30, 30))
    denied = mention("b", "d2", arrests=(30, 30))
    hidden = replace(
        denied, statements=tuple(replace(s, certainty="denied") if s.variable == "arrests" else s for s in denied.statements)
    )
    one, two = facts_of(base, None), facts_of(hidden, None)
    assert dict(zip([c.name for c in COMPARISONS], levels_of(one, two), strict=True))["counts"] is None


def test_a_report_that_places_its_other_events_elsewhere_speaks_against_a_place():
    names = [item.name for item in COMPARISONS]

    def where(beside: str | None, other: str = "Lagos", **more) -> str | None:
        here = [mention("a", "d1", town=None, trigger="gathered")]
        if beside:
            here.append(mention("b", "d1", town=beside))
        facts = collect([*here, mention("c", "d2", town=other, **more)], infos(info("d1"), info("d2")))
        assert levels_of(facts[0], facts[-1]) == levels_of(facts[-1], facts[0])
        return levels_of(facts[0], facts[-1])[names.index("where")]

    assert where("Kano") == "elsewhere"
    assert where("Lagos") == "named_nearby"
    assert where(None) == "one_missing"
    assert where("Nigeria") == "one_missing", "a country is no other place"


def form_level(sure: float, form: str = "boycott") -> str | None:
    one, two = facts_of(mention("a", "d1", sure=sure, form=form), None), facts_of(mention("b", "d2"), None)
    levels = levels_of(one, two)
    assert levels == levels_of(two, one)
    return dict(zip([c.name for c in COMPARISONS], levels, strict=True))["form"]


def test_the_form_of_triggers_less_likely_right_than_not_says_nothing():
    assert form_level(0.49) is None
    assert form_level(0.49, "demonstration") is None
    assert form_level(0.5) == "different"


def test_a_mention_without_triggers_is_taken_at_its_word():
    made = mention("a", "d1", form="strike")
    bare = replace(made, statements=tuple(s for s in made.statements if s.variable != "trigger"))
    assert facts_of(bare, None).form == "strike"


def test_reasons_add_up_to_the_score():
    one, two = collect(
        [mention("a", "d1", demand="fuel price"), mention("b", "d2", demand="fuel price")], infos(info("d1"), info("d2"))
    )
    levels = levels_of(one, two)
    assert sum(reason.weight for reason in reasons_of(levels, shipped())) == pytest.approx(bits_of(levels, shipped()), abs=1e-9)


def test_splink_gives_the_same_scores():
    pytest.importorskip("splink")
    from placard.linking.large import score_large

    draw = random.Random(7)
    mentions = []
    for number in range(60):
        mentions.append(
            mention(
                f"m{number:02d}",
                f"d{number % 40}",
                day=draw.choice(["2020-03-01", "2020-03-02", "2020-03-04", "2020-03-20", None]),
                end=draw.choice([None, None, "2020-05-30"]) if draw.random() < 0.3 else None,
                town=draw.choice(["Kano", "Lagos", "Basra", "Zubayr", "Nigeria", None]),
                form=draw.choice(["demonstration", "strike", "riot", "boycott", "other"]),
                trigger=draw.choice(["sang", "wept", "stood in silence"]),
                status=draw.choice(["occurred", "planned", "cancelled", "background"]),
                sure=draw.choice([1.0, 1.0, 0.3]),
                demand=draw.choice(["nine months of unpaid wages", "the fuel price", "the Ramis river"]),
                participants=draw.choice(["teachers", "bus drivers of Ojota", "herders"]),
                size=draw.choice([(100, 100), (150, 220), (5000, None)]),
                arrests=draw.choice([(3, 3), (17, 17)]),
                response=draw.choice(["arrest", "tear_gas", "presence"]),
            )
        )
    days = ["2020-03-02", "2020-03-05", None]
    documents = infos(*(info(f"d{n}", days[n % 3], copy_of=f"d{n - 1}" if n % 5 == 1 else None) for n in range(40)))
    facts = collect(mentions, documents)
    pairs = np.array(list(itertools.combinations(range(len(facts)), 2)))
    rows, scores, levels = score_pairs(facts, pairs, shipped())
    big_rows, big_scores, big_levels = score_large(facts, pairs, shipped())
    assert len(rows) > 50
    assert rows.tolist() == big_rows.tolist()
    assert scores.tolist() == pytest.approx(big_scores.tolist(), abs=1e-9)
    assert levels == big_levels
