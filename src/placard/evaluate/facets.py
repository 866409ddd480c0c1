"""What is scored of one document beyond its spans: values, speakers, status and form, and how values group into mentions."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence

from placard.evaluate.gold import GoldDocument, GoldSpeaker
from placard.evaluate.match import Matching, Pair, one_to_one, overlaps
from placard.records import Code, Coded, Count, DateRange, Place, Speaker, Statement

Tally = dict[str, tuple[float, float]]  # facet -> right, of


def tally(document: GoldDocument, coded: Coded, matching: Matching) -> Tally:
    """Right and total of each facet, given the matched values."""
    result: Counter[str] = Counter()
    total: Counter[str] = Counter()

    def count(facet: str, right: bool) -> None:
        result[facet] += right
        total[facet] += 1

    speakers = {speaker.id: speaker for speaker in document.speakers}
    for pair in matching.pairs:
        statement = pair.coded.statements[0]
        for facet, right in _values(pair, statement):
            count(facet, right)
        if pair.gold.variable != "trigger":
            told = speakers.get(pair.gold.speaker or "")
            right = speaker_right(told, statement.speaker)
            count("speaker", right)
            if told:
                count("speaker, when quoted", right)
                count("speaker span, when quoted", span_right(told, statement.speaker))
            count("certainty", pair.gold.certainty == statement.certainty)
    status, form, aligned = _events(document, coded, matching)
    for facet, right_count in (("status", status), ("form", form)):
        result[facet] += right_count
        total[facet] += aligned
    return {facet: (float(result[facet]), float(total[facet])) for facet in total}


def _values(pair: Pair, statement: Statement) -> list[tuple[str, bool]]:
    gold, value = pair.gold, statement.value
    if isinstance(gold.value, dict) and "low" in gold.value:
        right = isinstance(value, Count) and (value.low, value.high) == (gold.value["low"], gold.value["high"])
        # A vague count is right if its interval begins where the codebook's does: "hundreds" is 200.. there.
        vague = isinstance(value, Count) and gold.value["high"] is None and value.low == gold.value["low"]
        found = [("count", right or vague)]
        if gold.variable != "size" and gold.value.get("who"):
            found.append(("who", statement.who == gold.value["who"]))
        return found
    if gold.variable == "date" and isinstance(gold.value, str):
        return [("date", isinstance(value, DateRange) and (value.start, value.end) == date_range(gold.value))]
    if gold.variable == "place" and isinstance(gold.value, str):
        return [("place country", isinstance(value, Place) and value.country == gold.value)]
    if gold.variable == "response" and isinstance(gold.value, str):
        return [("response code", isinstance(value, Code) and value.code == gold.value)]
    return []


def date_range(value: str) -> tuple[str, str]:
    """First and last day of a corpus date: an ISO day, month, year, or two of them joined by a slash."""
    first, _, last = value.partition("/")
    return _edge(first, False), _edge(last or first, True)


def _edge(value: str, end: bool) -> str:
    parts = value.split("-")
    if len(parts) == 1:
        return f"{value}-12-31" if end else f"{value}-01-01"
    if len(parts) == 2:
        return f"{value}-{calendar.monthrange(int(parts[0]), int(parts[1]))[1]:02d}" if end else f"{value}-01"
    return value


def speaker_right(told: GoldSpeaker | None, speaker: Speaker) -> bool:
    """Whether a coded speaker has the gold speaker's kind and names it in one of its places (or both are the outlet).

    Sets made from real texts give speakers no kind; there the span alone decides.
    """
    if told is None:
        return speaker.span is None
    return told.kind in (None, speaker.kind) and span_right(told, speaker)


def span_right(told: GoldSpeaker, speaker: Speaker) -> bool:
    """Whether a coded speaker's span is one of the gold speaker's."""
    return speaker.span is not None and overlaps(
        [(span.start, span.end) for span in told.spans], speaker.span.start, speaker.span.end
    )


def _events(document: GoldDocument, coded: Coded, matching: Matching) -> tuple[int, int, int]:
    """Right statuses, right forms, and how many gold events have a coded mention, aligned by shared values."""
    shared: Counter[tuple[str, str]] = Counter()
    for pair in matching.pairs:
        weight = 3 if pair.gold.variable == "trigger" else 1
        for event in pair.gold.events:
            for statement in pair.coded.statements:
                shared[event, statement.mention_id] += weight
    mentions = {mention.id: mention for mention in coded.mentions}
    golds = {event.id: event for event in document.events}
    aligned = one_to_one((weight, event, mention) for (event, mention), weight in shared.items() if event in golds)
    status = sum(golds[event].status == mentions[mention].status for event, mention in aligned)
    form = sum(golds[event].form == mentions[mention].form for event, mention in aligned)
    return status, form, len(aligned)


def assembly(pairs: Sequence[Pair]) -> tuple[float, float, int]:
    """Sums over matched values of B-cubed precision and recall (Amigo et al. 2009, for values that belong to several events)."""

    gold = [frozenset(pair.gold.events) for pair in pairs]
    found = [frozenset(statement.mention_id for statement in pair.coded.statements) for pair in pairs]
    precision = recall = 0.0
    for at in range(len(pairs)):
        together, belong = [], []
        for other in range(len(pairs)):
            coded, true = len(found[at] & found[other]), len(gold[at] & gold[other])
            if coded:
                together.append(min(coded, true) / coded)
            if true:
                belong.append(min(coded, true) / true)
        precision += sum(together) / len(together)
        recall += sum(belong) / len(belong)
    return precision, recall, len(pairs)
