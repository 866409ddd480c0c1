import json

import msgspec

from placard.evaluate import facets
from placard.evaluate.gold import GoldDocument, GoldEvent, GoldMark, GoldSpan, GoldSpeaker
from placard.evaluate.match import is_generic, match
from placard.evaluate.run import Scored, region, summarise
from placard.evaluate.table import table
from placard.records import OUTLET, Coded, Count, EventMention, Speaker, Statement, Text
from placard.spans import Span

TEXT = "About 300 nurses marched in Kano on Monday, police said. Drivers struck in Jos."


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def _mark(event: str, variable: str, words: str, value: object = None, speaker: str | None = None) -> GoldMark:
    return GoldMark((event,), variable, *_span(words), value, speaker)


GOLD = GoldDocument(
    "G1", TEXT, events=(GoldEvent("e1", "occurred", "demonstration"), GoldEvent("e2", "occurred", "strike")),
    marks=(
        _mark("e1", "size", "About 300", {"low": 300, "high": 300}, "p1"), _mark("e1", "participants", "nurses"),
        _mark("e1", "trigger", "marched"), _mark("e2", "trigger", "struck"), _mark("e2", "participants", "Drivers"),
    ),
    speakers=(GoldSpeaker("p1", "authority", (GoldSpan(*_span("police")),)),),
)  # fmt: skip


def _statement(mention: str, variable: str, words: str, value: object = None, speaker: Speaker = OUTLET) -> Statement:
    start, end = _span(words)
    return Statement(
        f"{mention}-{variable}-{start}", mention, variable, value or Text(words), (Span.of(TEXT, start, end),), speaker, "c"
    )


POLICE = Speaker("authority", Span.of(TEXT, *_span("police")))


def _coded(first: str = "m1", second: str = "m2") -> Coded:
    statements = [
        _statement(first, "size", "300", Count(300, 300, "300", "number"), POLICE), _statement(first, "trigger", "marched"),
        _statement(first, "participants", "nurses"), _statement(second, "trigger", "struck"), _statement(second, "venue", "in Jos"),
    ]  # fmt: skip
    grouped: dict[str, list[Statement]] = {}
    for statement in statements:
        grouped.setdefault(statement.mention_id, []).append(statement)
    return Coded(
        "d", 0.9, tuple(EventMention(name, "d", "occurred", "demonstration", tuple(found)) for name, found in grouped.items())
    )


def test_matching_counts_right_missed_and_spurious() -> None:
    result = match(GOLD, _coded())
    assert sorted(pair.gold.variable for pair in result.pairs) == ["participants", "trigger", "trigger"]
    # "300" covers a third of "About 300": too little to match.
    assert sorted(mark.variable for mark in result.missed) == ["participants", "size"]
    assert sorted(value.variable for value in result.spurious) == ["size", "venue"]


def test_generic_participants_are_left_out() -> None:
    assert is_generic("participants", "the protesters")
    assert not is_generic("participants", "angry nurses")
    assert not is_generic("organizer", "protesters")


def test_facets_given_the_value() -> None:
    coded = _coded()
    size = _statement("m1", "size", "About 300", Count(300, 300, "About 300", "number"), POLICE)
    trigger = _statement("m1", "trigger", "marched")
    exact = Coded("d", 0.9, (EventMention("m1", "d", "occurred", "strike", (size, trigger)),))
    found = facets.tally(GOLD, exact, match(GOLD, exact))
    assert found["count"] == (1, 1)
    assert found["speaker"] == (1, 1)
    assert found["speaker, when quoted"] == (1, 1)
    assert (found["status"], found["form"]) == ((1, 1), (0, 1))
    assert facets.tally(GOLD, coded, match(GOLD, coded))["form"] == (1, 2)


def test_a_wrong_speaker_is_wrong() -> None:
    told = GOLD.speakers[0]
    assert facets.speaker_right(told, POLICE)
    assert not facets.speaker_right(told, OUTLET)
    assert not facets.speaker_right(None, POLICE)
    assert not facets.speaker_right(told, Speaker("ngo", POLICE.span))


def test_assembly_is_perfect_when_mentions_equal_events_and_falls_when_joined() -> None:
    precision, recall, count = facets.assembly(match(GOLD, _coded()).pairs)
    assert (precision / count, recall / count) == (1.0, 1.0)
    joined = match(GOLD, _coded("m1", "m1")).pairs
    precision, recall, count = facets.assembly(joined)
    assert precision / count < 1.0
    assert recall / count == 1.0


def test_date_ranges_of_the_corpus() -> None:
    assert facets.date_range("2020-02") == ("2020-02-01", "2020-02-29")
    assert facets.date_range("2019/2020-03-05") == ("2019-01-01", "2020-03-05")


def test_summary_and_table_hold_the_figures() -> None:
    coded = _coded()
    matching = match(GOLD, coded)
    scored = [Scored(GOLD, coded, matching, facets.tally(GOLD, coded, matching), facets.assembly(matching.pairs))]
    result = summarise("test/1", scored)
    assert result.spans["all"]["f1"] == 60.0  # 3 right, 2 missed, 2 spurious
    assert result.spans["trigger"]["f1"] == 100.0
    assert result.relevance["f1"] == 100.0
    assert result.to_dict()["documents"] == 1
    assert "trigger" in table(result) and "60.0" in table(result)


def test_reports_are_grouped_by_the_continent_of_their_places() -> None:
    def marked(*codes: str) -> GoldDocument:
        return GoldDocument("G", TEXT, marks=tuple(_mark("e1", "place", "Kano", code) for code in codes))

    assert region(marked("NG", "NG", "FR")) == "AF"
    assert region(marked("IN")) == "AS"
    assert region(marked()) == "none"


def test_the_trivial_answers_stand_beside_the_scores() -> None:
    gold, coded = GOLD, _coded()
    matching = match(gold, coded)
    result = summarise("c", [Scored(gold, coded, matching, facets.tally(gold, coded, matching), facets.assembly(matching.pairs))])
    # One participants value, of the outlet itself; one strike and one demonstration, both occurred; the only report is relevant.
    assert result.trivial == {"speaker": 100.0, "certainty": 100.0, "status": 100.0, "form": 50.0, "relevance": 100.0}
    assert "trivial" in table(result)
    assert json.loads(msgspec.json.encode(result.to_dict()))["trivial"]["form"] == 50.0
