from __future__ import annotations

import random
from dataclasses import replace

import pytest

from placard.linking.capture import Estimate, Refused, estimate_total
from placard.linking.coverage import coverage_report, dark_stretches
from placard.linking.link import link_mentions
from tests.linking.build import info, infos, mention, source


def lists(total: int, chances: tuple[float, ...], seed: int = 1) -> dict[str, set[str]]:
    draw = random.Random(seed)
    return {f"list{n}": {f"e{event}" for event in range(total) if draw.random() < chance} for n, chance in enumerate(chances)}


def test_the_number_missed_is_estimated():
    pytest.importorskip("statsmodels")
    found = estimate_total(lists(400, (0.5, 0.4, 0.35, 0.3)))
    assert isinstance(found, Estimate)
    assert found.observed < 400 and found.low <= 400 <= found.high and found.observed <= found.low <= found.total <= found.high
    assert sum(model.weight for model in found.models) == pytest.approx(1.0, abs=0.01)


def test_dependent_lists_are_modelled():
    pytest.importorskip("statsmodels")
    given = lists(600, (0.5, 0.4, 0.4))
    draw = random.Random(3)
    given["list1"] |= {event for event in given["list0"] if draw.random() < 0.5}
    found = estimate_total(given)
    assert isinstance(found, Estimate) and found.models[0].dependences == (("list0", "list1"),)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"a": {"1"}, "b": {"1"}}, "at least three"),
        (lists(12, (0.9, 0.9, 0.9)), "at least 20"),
        ({name: {f"{name}{n}" for n in range(20)} for name in "abc"}, "more than one list"),
        (lists(100, (0.6, 0.6)) | {"inside": {f"e{n}" for n in range(100)}}, "lies within"),
        (lists(100, (0.6, 0.6)) | {"apart": {f"x{n}" for n in range(30)}}, "shares no event"),
    ],
)
def test_refusals_name_their_reason(given, reason):
    found = estimate_total(given)
    assert isinstance(found, Refused) and reason in found.reason


def test_many_lists_are_reduced_to_five():
    pytest.importorskip("statsmodels")
    found = estimate_total(lists(300, (0.4, 0.4, 0.35, 0.3, 0.2, 0.2, 0.2)))
    assert len(found.lists) == 5 and "others" in found.lists


def test_the_report_counts_days_lags_and_voices():
    sources = {item.id: item for item in (source("wire", "agency"), source("daily", "local"))}
    documents = infos(
        info("d1", "2020-03-03", "wire"),
        info("d2", "2020-03-04", "daily", copy_of="d1"),
        info("d3", "2020-03-05", "daily"),
        info("d4", None),
    )
    mentions = [mention(f"m{n}", f"d{n}", demand="fuel levy", participants="teachers") for n in (1, 2, 3)]
    linked = link_mentions(mentions, documents, sources)
    report = coverage_report(linked.events, {item.id: item for item in mentions}, documents, sources)
    assert report.days == (("2020-03-03", "agency", 1), ("2020-03-05", "local", 1))
    assert report.lags == (1,) and report.undated_reports == 1
    assert report.matrix.voices == ("daily", "wire") and report.matrix.told == ((True, True),)
    assert isinstance(report.unseen, Refused)


def test_a_dark_stretch_needs_a_shutdown_and_a_drop():
    days = [f"2020-03-{day:02d}" for day in range(1, 15) for _ in range(3)] + ["2020-03-18", "2020-03-18", "2020-03-18"]
    documents = infos(*(info(f"d{number}", day) for number, day in enumerate(days)))
    cut = mention("m", "d44", day="2020-03-15", response="internet_shutdown")
    (dark,) = dark_stretches([cut], documents)
    assert (dark.start, dark.end, dark.before, dark.during) == ("2020-03-15", "2020-03-17", 3.0, 0.0)
    assert dark.statements == ("m/3",)
    # A length says no day: the stretch begins with the report.
    long = replace(
        cut,
        statements=tuple(
            replace(s, value=replace(s.value, start="2020-03-01", end="2020-03-15", rule="duration")) if s.variable == "date" else s
            for s in cut.statements
        ),
    )
    late = {**documents, "d44": replace(documents["d44"], published="2020-03-15")}
    assert [one.start for one in dark_stretches([long], late)] == ["2020-03-15"]
    denied = replace(cut, statements=tuple(replace(s, certainty="denied") if s.variable == "date" else s for s in cut.statements))
    assert [one.start for one in dark_stretches([denied], late)] == ["2020-03-15"]
    assert dark_stretches([mention("m", "d44", day="2020-03-15", response="arrest")], documents) == ()
    assert dark_stretches([mention("m", "d3", day="2020-03-05", response="internet_shutdown")], documents) == ()
