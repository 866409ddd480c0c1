from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.errors import ConfigError, InputError
from placard.linking import link_mentions
from placard.linking.facts import collect
from placard.linking.parameters import read_parameters, shipped, write_parameters
from placard.linking.refit import FEWEST, changes, isotonic, refit
from placard.records import EventMention, Judgement
from tests.linking.build import info, infos, mention

DOCUMENTS = infos(*(info(f"d{number:03d}") for number in range(200)))
TRADES = ["weavers", "dockers", "nurses", "tailors", "miners", "bakers", "masons", "porters", "potters", "fishers"]


def strikes(count: int) -> tuple[list[EventMention], list[Judgement]]:
    """Walkouts of one day in one town, told in the same words; people say that those of different trades are different events."""
    mentions, judgements = [], []
    for number in range(count):
        trade = TRADES[number % len(TRADES)]
        mentions.append(mention(f"m{number:03d}", f"d{number:03d}", form="strike", participants=trade, demand="the fuel price"))
    for number in range(count - 1):
        for other in (number + 1, number + 10):
            if other < count:
                verdict = "same" if other == number + 10 else "different"
                at = f"2020-05-01T10:{number // 60:02d}:{number % 60:02d}.{other:03d}"
                judgements.append(Judgement(f"m{number:03d}", f"m{other:03d}", verdict, 1.0, (), "person:ana", at))
    return mentions, judgements


def test_judgements_change_what_is_linked_elsewhere():
    mentions, judgements = strikes(60)
    found = refit(collect(mentions, DOCUMENTS), judgements, shipped())
    assert found.better and found.same == 50 and found.different == 59
    bits = found.parameters.bits
    assert bits("actors", "0") < shipped().bits("actors", "0") - 0.3
    elsewhere = [
        mention("n1", "d100", town="Lagos", form="strike", participants="drummers", demand="the fuel price"),
        mention("n2", "d101", town="Lagos", form="strike", participants="herders", demand="the fuel price"),
    ]
    assert len(link_mentions(elsewhere, DOCUMENTS, {}).events) == 1
    assert len(link_mentions(elsewhere, DOCUMENTS, {}, parameters=found.parameters).events) == 2


def test_what_was_not_judged_keeps_its_weight_and_levels_keep_their_order():
    mentions, judgements = strikes(60)
    found = refit(collect(mentions, DOCUMENTS), judgements, shipped()).parameters
    for name, level in (("size", "agree"), ("response", "telling"), ("copy", "same_words"), ("counts", "telling")):
        assert found.bits(name, level) == pytest.approx(shipped().bits(name, level), abs=0.01)
    assert found.bits("where", "abroad") == pytest.approx(shipped().bits("where", "abroad"), rel=0.1)
    assert (found.link_at, found.common) == (shipped().link_at, shipped().common)
    for name, levels in shipped().levels.items():
        ordered = sorted(levels, key=lambda level: shipped().bits(name, level))
        assert all(found.bits(name, one) <= found.bits(name, two) + 0.011 for one, two in pairwise(ordered))


def test_the_version_names_the_judgements_and_nothing_depends_on_their_order():
    mentions, judgements = strikes(60)
    facts = collect(mentions, DOCUMENTS)
    one, two = refit(facts, judgements, shipped()), refit(facts[::-1], judgements[::-1], shipped())
    assert one == two and one.parameters.version.startswith("placard-linking/2+")
    other = refit(facts, judgements[:-1], shipped()).parameters.version
    assert other != one.parameters.version


def test_too_few_judgements_and_those_of_machines_are_refused():
    mentions, judgements = strikes(60)
    facts = collect(mentions, DOCUMENTS)
    machine = [Judgement(j.left, j.right, j.verdict, 1.0, (), "placard-linking/2") for j in judgements]
    for given_ in (judgements[: FEWEST - 1], [j for j in judgements if j.verdict == "same"], machine):
        with pytest.raises(InputError, match="too few"):
            refit(facts, given_, shipped())


def test_one_act_of_many_pairs_weighs_less_than_as_many_acts():
    mentions, judgements = strikes(60)
    at_once = [
        Judgement(j.left, j.right, j.verdict, 1.0, (), "person:ana", f"2020-05-01T10:00:0{n % 5}") for n, j in enumerate(judgements)
    ]
    facts = collect(mentions, DOCUMENTS)
    slow, quick = refit(facts, judgements, shipped()).parameters, refit(facts, at_once, shipped()).parameters
    moved = {name: abs(found.bits("actors", "0") - shipped().bits("actors", "0")) for name, found in (("s", slow), ("q", quick))}
    assert 0 < moved["q"] < moved["s"]


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=12))
def test_isotonic_values_never_fall_and_sorted_ones_stay(values):
    found = isotonic(np.array(values), np.ones(len(values)))
    assert (np.diff(found) >= -1e-9).all() and found.sum() == pytest.approx(sum(values), abs=1e-6)
    assert isotonic(np.array(sorted(values)), np.ones(len(values))).tolist() == sorted(values)


def test_a_parameter_file_is_read_as_it_was_written(tmp_path):
    mentions, judgements = strikes(60)
    found = refit(collect(mentions, DOCUMENTS), judgements, shipped()).parameters
    write_parameters(tmp_path / "linking.json", found)
    assert read_parameters(tmp_path / "linking.json") == found and changes(shipped(), found)
    linked = link_mentions(mentions[:2], DOCUMENTS, {}, parameters=found)
    assert {judgement.by for judgement in linked.judgements} == {found.version}
    with pytest.raises(ConfigError, match="missing"):
        read_parameters(tmp_path / "missing.json")
