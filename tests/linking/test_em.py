from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from placard.errors import InputError
from placard.linking.candidates import candidate_pairs
from placard.linking.em import estimate
from placard.linking.facts import collect
from placard.linking.parameters import shipped
from placard.records import EventMention
from tests.linking.build import info, infos, mention


def pile(count: int) -> tuple[list[EventMention], dict[str, int]]:
    """Events of one month in one town; every report of an event gives its number of arrests, and many leave out the claim."""
    draw = random.Random(5)
    mentions, event_of = [], {}
    for number in range(count):
        event = number // 4
        values = {"demand": f"subject{event} of dispute{event}"} if draw.random() < 0.5 else {}
        mentions.append(
            mention(
                f"m{number:03d}", f"d{number:03d}", day=f"2020-03-{1 + event % 9:02d}", arrests=(10 + event, 10 + event), **values
            )
        )
        event_of[f"m{number:03d}"] = event
    return mentions, event_of


def test_what_tells_events_apart_gains_weight_without_a_label():
    mentions, _ = pile(120)
    facts = collect(mentions, infos(*(info(f"d{number:03d}", "2020-03-12") for number in range(120))))
    pairs = np.array(list(itertools.combinations(range(len(facts)), 2)))
    found = estimate(facts, pairs, shipped(), share=1.0)
    assert found.bits("counts", "telling") > shipped().bits("counts", "telling") + 2
    assert found.bits("counts", "differ") < -2
    half = estimate(facts, pairs, shipped(), share=0.5)
    middle = (found.bits("counts", "telling") + shipped().bits("counts", "telling")) / 2
    assert half.bits("counts", "telling") == pytest.approx(middle, abs=0.01)
    assert found.bits("where", "abroad") == shipped().bits("where", "abroad"), "a level never met keeps its weight"
    assert found.version != shipped().version and found == estimate(facts, pairs, shipped(), share=1.0)


def test_too_few_pairs_are_refused():
    mentions, _ = pile(20)
    facts = collect(mentions, infos(*(info(f"d{number:03d}") for number in range(20))))
    with pytest.raises(InputError, match="too few"):
        estimate(facts, candidate_pairs(facts), shipped())
