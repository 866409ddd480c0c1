"""One row an event: no figure of several is lost, and no derived code goes without what it rests on."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import placard
from placard.errors import VerifyError
from placard.linking.reconcile import reconcile
from placard.records import Code, Count, EventMention, Text, value_to_json
from placard.release.flat import pooled, shown_columns
from placard.release.privacy import Privacy
from placard.release.rows import code_columns, event_row, shown_values, statement_row, union, whos_of
from placard.release.shapes import Whole, acled_row, ccc_row, rests_on, size_mean
from placard.release.support import acled_columns
from tests.linking.build import info, infos, mention, source, spoken, statement
from tests.project.piles import write_pile

SOURCES = {name: source(name) for name in ("herald", "wire", "ngo")}
NGO = spoken("ngo")
INFOS = infos(info("d1", source="herald"), info("d2", source="wire"), info("d3", source="ngo"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flat")
    placard.run([write_pile(folder / "pile.jsonl", 6)], folder / "p", coder="tests.project.rules:make")
    return folder / "p"


def told(ident: str, document: str, *facts: tuple[str, Any, dict[str, Any]], form: str = "demonstration") -> EventMention:
    """A mention with further statements: variable, value, and what else is said of it."""
    base = mention(ident, document, form=form)
    more = tuple(statement(ident, 50 + n, name, value, **extra) for n, (name, value, extra) in enumerate(facts))
    return EventMention(base.id, base.document_id, base.status, base.form, base.statements + more)


def count(number: int | None, high: int | None = None, *, words: str = "", rule: str = "exact") -> Count:
    return Count(number, number if high is None else high, words or str(number), rule)


def whole_of(*mentions: EventMention) -> Whole:
    """The event of some mentions as the release holds it."""
    from placard.coding.derive import derive

    event = reconcile(mentions, documents=INFOS, sources=SOURCES)
    values = shown_values(event, Privacy("kept"))
    joined = union(event.id, mentions, mentions[0].form, "occurred")
    codes = derive(joined)
    columns = code_columns(codes) | acled_columns(codes, event, list(mentions), INFOS, SOURCES)
    counted = {"status": "occurred", "form": mentions[0].form}
    return Whole(event_row(event, values, whos_of(event, mentions), counted, columns), joined, ("Herald",))


MARCH = (
    told(
        "a",
        "d1",
        ("deaths", count(1, words="A 34-year-old"), {"who": "bystanders"}),
        ("deaths", count(50, None, words="at least 50"), {"who": "unknown"}),
        ("injuries", count(2), {"who": "bystanders"}),
        ("injuries", count(4), {"who": "protesters"}),
        ("size", count(40, words="forty women"), {}),
    ),
    told(
        "b",
        "d2",
        ("deaths", count(0, words="nobody"), {"who": "protesters"}),
        ("deaths", count(3, words="three"), {"who": "protesters"}),
        ("injuries", count(17), {"who": "protesters", "speaker": spoken("ngo")}),
        ("size", Count(50_000, None, "more than 50,000", "low"), {}),
    ),
)


def test_counts_of_all_groups_are_pooled_and_stand_beside() -> None:
    row = whole_of(*MARCH).row
    assert (row["deaths_low"], row["deaths_high"], row["deaths_words"]) == (0, 50, "nobody ... at least 50")
    assert (row["injuries_low"], row["injuries_high"], row["injuries_contested"]) == (2, 17, True)
    by_who = json.loads(row["deaths_by_who"])
    assert {who: (one["low"], one["high"]) for who, one in by_who.items()} == {
        "bystanders": (1, 1),
        "protesters": (0, 3),
        "unknown": (50, 50),
    }
    assert (row["arrests_low"], row["arrests_contested"], row["arrests_by_who"]) == (None, None, None)


def test_no_flat_count_lies_inside_a_conflict() -> None:
    event = reconcile(MARCH, documents=INFOS, sources=SOURCES)
    row = whole_of(*MARCH).row
    statements = {one.id: one.value for part in MARCH for one in part.statements}
    seen = 0
    for conflict in event.conflicts:
        counts = [statements[one] for side in conflict.sides for one in side]
        told_counts = [one for one in counts if isinstance(one, Count)]
        highs = [one.high for one in told_counts]
        high = row[f"{conflict.variable}_high"]
        assert row[f"{conflict.variable}_contested"] is True
        assert row[f"{conflict.variable}_low"] <= min(one.low or 0 for one in told_counts)
        assert high is None or high >= max(one for one in highs if one is not None)
        seen += 1
    assert seen == 3


def test_fatalities_are_the_least_told_with_the_rest_beside() -> None:
    row = acled_row(whole_of(*MARCH))
    assert row is not None
    assert (row["fatalities"], row["fatalities_high"], row["fatalities_words"]) == (0, 50, "nobody ... at least 50")
    silent = acled_row(whole_of(told("a", "d1")))
    assert silent is not None and (silent["fatalities"], silent["fatalities_words"]) == (0, None)


@pytest.mark.parametrize(
    ("counts", "low", "high", "words"),
    [
        ([Count(None, 200, "no more than 200", "high"), count(600)], 200, 600, "no more than 200 ... 600"),
        ([Count(None, 200, "no more than 200", "high")], None, 200, "no more than 200"),
        ([Count(20, None, "dozens", "vague"), count(5)], 5, None, "5 ... dozens"),
        ([Count(1, 9, "1 ... 9", "range_across_speakers"), count(4)], 1, 9, "1 ... 9"),
    ],
)
def test_pooled_ends_keep_their_words(counts: list[Count], low: int | None, high: int | None, words: str) -> None:
    assert pooled([value_to_json(one) for one in counts]) == {"low": low, "high": high, "words": words}


def test_a_row_without_values_is_empty() -> None:
    row = shown_columns({}, {}, ())
    assert row["deaths_low"] is None and row["deaths_by_who"] is None and row["organizer"] == []


def force(**extra: Any) -> tuple[str, Any, dict[str, Any]]:
    return ("response", Code("live_fire"), extra)


@pytest.mark.parametrize(
    ("mentions", "speakers", "voices", "contested"),
    [
        ((told("a", "d1", force()),), ["outlet"], 1, False),
        ((told("a", "d1", force()), told("b", "d2", force())), ["outlet"], 2, False),
        # Two papers that quote rights groups repeat one side.
        ((told("a", "d1", force(speaker=NGO)), told("b", "d2", force(speaker=NGO))), ["ngo"], 1, False),
        # One paper's own words and the NGO it quotes come through one source.
        ((told("a", "d1", force(), force(speaker=NGO)),), ["ngo", "outlet"], 1, False),
        (
            (
                told("a", "d1", force(speaker=NGO)),
                told("b", "d2", force(speaker=spoken("authority"), certainty="denied")),
            ),
            ["ngo"],
            1,
            True,
        ),
        # Police who deny a killing contest the code too, though it stands on live fire.
        ((told("a", "d1", force(), ("deaths", count(1), {"who": "unknown", "certainty": "denied"})),), ["outlet"], 1, True),
    ],
)
def test_a_severe_code_says_who_tells_it(
    mentions: tuple[EventMention, ...], speakers: list[str], voices: int, contested: bool
) -> None:
    whole = whole_of(*mentions)
    row = whole.row
    assert row["acled"] == "excessive_force_against_protesters"
    assert (row["acled_speakers"], row["acled_voices"], row["acled_contested"]) == (speakers, voices, contested)
    assert set(row["acled_statement_ids"]) <= {one.id for part in mentions for one in part.statements}
    shaped = acled_row(whole)
    assert shaped is not None and shaped["civilian_targeting"] == "Civilians targeted"
    assert (shaped["sub_event_voices"], shaped["sub_event_contested"]) == (voices, str(contested).lower())
    assert shaped["notes"].endswith(rests_on(row)) and ("contested" in shaped["notes"]) is contested
    assert ("one voice only" in shaped["notes"]) is (voices == 1)


def test_a_code_that_rests_on_silence_has_no_voices() -> None:
    row = whole_of(told("a", "d1")).row
    assert (row["acled"], row["acled_statement_ids"], row["acled_voices"], row["acled_contested"]) == (
        "peaceful_protest",
        [],
        None,
        None,
    )


@pytest.mark.parametrize(
    ("counts", "mean", "rule"),
    [
        ([count(2000), Count(20_000, 99_999, "tens of thousands", "vague")], None, "figures_differ"),
        ([Count(500, 700, "500 to 700", "exact")], 600.0, "middle_of_one_range"),
        ([Count(200, 999, "hundreds", "vague")], None, "vague_words"),
        ([Count(500, None, "over 500", "low")], None, "open_end"),
        ([count(300), count(300)], 300.0, "one_figure"),
        ([], None, None),
    ],
)
def test_the_middle_of_a_size_is_only_of_one_figure(counts: list[Count], mean: float | None, rule: str | None) -> None:
    whole = whole_of(told("a", "d1", *(("size", one, {}) for one in counts)))
    assert size_mean(whole.mention) == (mean, rule)
    shaped = ccc_row(whole)
    assert shaped is not None and (shaped["size_mean"], shaped["size_rule"]) == (mean, rule)


def test_the_size_category_of_contested_sizes_is_empty_and_of_none_zero() -> None:
    march, silent = ccc_row(whole_of(*MARCH)), ccc_row(whole_of(told("a", "d1")))
    assert march is not None and silent is not None
    assert (march["size_cat"], march["size_cat_low"], march["size_cat_high"]) == (None, 1, 4)
    assert (silent["size_cat"], silent["size_cat_low"]) == (0, None)


def test_geojson_holds_groups_as_objects() -> None:
    from placard.release.descriptor import feature
    from placard.release.fields import EVENTS

    row = dict.fromkeys(EVENTS.names) | whole_of(*MARCH).row
    assert json.loads(feature(EVENTS, row))["properties"]["deaths_by_who"]["protesters"]["high"] == 3


@pytest.mark.parametrize(
    ("table", "column", "new", "fault"),
    [
        ("events", "acled_statement_ids", ["stm-none"], "its acled rests on stm-none"),
        ("events", "arrests_contested", True, "its arrests_contested is not that of"),
        ("events", "size_high", 7, "its size_high is not that of"),
        ("shown", "who", "security", "its who is not that of its statements"),
    ],
)
def test_verify_does_the_flat_row_again(project: Path, tmp_path: Path, table: str, column: str, new: object, fault: str) -> None:
    """Rows altered together with their hashes are still found."""
    import pyarrow.parquet as pq

    from placard.release.fields import TABLES
    from placard.release.manifest import write_manifest
    from placard.release.writers import TableWriter, from_arrow

    shutil.copytree(project, tmp_path / "p")
    folder = tmp_path / "p" / "release"
    described = next(one for one in TABLES if one.name == table)
    found = [
        {one.name: from_arrow(one, row[one.name]) for one in described.fields}
        for row in pq.read_table(folder / f"{table}.parquet").to_pylist()
    ]
    with TableWriter(folder, described) as writer:
        for number, row in enumerate(found):
            writer.write(row | ({column: new} if number == 0 else {}))
    facts = json.loads((folder / "manifest.json").read_text())
    write_manifest(folder, {name: facts[name] for name in facts if name not in ("format", "files", "sha256")})
    with pytest.raises(VerifyError, match=fault):
        placard.verify(tmp_path / "p")


def test_the_columns_are_in_the_files(project: Path) -> None:
    with (project / "release" / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["arrests_contested"] in ("true", "false") for row in rows if row["arrests_by_who"])
    assert all((row["acled_statement_ids"] == "[]") == (row["acled_voices"] == "") for row in rows)
    with (project / "release" / "shapes" / "acled.csv").open(encoding="utf-8", newline="") as file:
        assert {"sub_event_speakers", "sub_event_voices", "sub_event_contested"} <= set(next(csv.reader(file)))


def test_stance_and_target_of_a_slogan_are_columns_and_persons_masked() -> None:
    value = Text("Resign", "against", "the activist Carlos Mendoza", "Go, activist Carlos Mendoza")
    row = statement_row(statement("a", 1, "slogan", value), 0, Privacy("persons"))
    assert row["stance"] == "against" and row["target"].startswith("the activist \u2588")
    assert "Mendoza" not in json.dumps(row)
    plain = statement_row(statement("a", 2, "demand", Text("bread")), 0, Privacy("persons"))
    assert (plain["stance"], plain["target"]) == (None, None)
