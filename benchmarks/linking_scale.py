"""Synthetic mentions and copies for measuring time and memory: made from the marginals of the training corpus.

Every event takes the words, counts, form and status of a real mention of the training corpus; its reports tell each of them
with some left out. Towns follow Zipf's law over 3,000 points; 41 events a day at every size, so a larger pile is a longer one.
"""

from __future__ import annotations

import itertools
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from gold import gold_mentions, info, read_marked
from placard.linking.candidates import candidate_pairs
from placard.linking.facts import Facts, collect
from placard.linking.judge import group, judge_pairs, opposed_pairs
from placard.linking.measure import b_cubed
from placard.linking.parameters import NEVER, shipped
from placard.linking.stream import group_stream
from placard.linking.words import code
from placard.records import DocumentInfo
from placard.screening.copies import find_copies

ROOT = Path(__file__).resolve().parents[1]
TOWNS, PER_DAY, START = 3000, 41, 730_000
REPORTS = (1, 1, 1, 1, 2, 2, 3, 4, 5, 7, 10)


def templates() -> list[Facts]:
    """Facts of all mentions of the training corpus."""
    found: list[Facts] = []
    for doc in read_marked(sorted((ROOT / "training/corpus").glob("*.txt"))):
        document, _, mentions = gold_mentions(doc)
        found.extend(collect(mentions, {document.id: info(document)}))
    return found


def synthetic(count: int, events: list[int], a_day: int = PER_DAY) -> Iterator[Facts]:
    """``count`` mentions, deterministic; the number of each one's event is appended to ``events``."""
    draw = random.Random(1)
    made_of = templates()
    towns = [(draw.uniform(-40, 60), draw.uniform(-120, 140), f"C{draw.randrange(120)}") for _ in range(TOWNS)]
    weights = np.cumsum(1 / np.arange(1, TOWNS + 1))
    event = made = 0
    while made < count:
        base = made_of[draw.randrange(len(made_of))]
        town = int(np.searchsorted(weights, draw.random() * weights[-1]))
        day = START + event // a_day
        for _ in range(min(draw.choice(REPORTS), count - made)):
            events.append(event)
            yield _report(base, town, towns[town], day, made, draw)
            made += 1
        event += 1


def _report(base: Facts, town: int, point: tuple[float, float, str], day: int, number: int, draw: random.Random) -> Facts:
    def some(codes: frozenset[int]) -> frozenset[int]:
        return frozenset(value for value in sorted(codes) if draw.random() < 0.6)

    placed, dated = draw.random(), draw.random()
    lat, lon, country = point
    name = code(f"town{town}")
    names = some(base.names)
    return replace(
        base,
        id=f"m{number:07d}",
        document=f"d{number:07d}",
        root=f"d{number:07d}",
        published=day + draw.randrange(1, 4),
        start=None if dated > 0.9 else day - (2 if dated > 0.86 else 0),
        end=None if dated > 0.9 else day,
        lat=lat if placed < 0.75 else None,
        lon=lon if placed < 0.75 else None,
        places=frozenset((code(f"geoname:{town}"),)) if placed < 0.85 else frozenset(),
        towns=frozenset((name,)) if placed < 0.9 else frozenset(),
        countries=frozenset((country,)) if placed < 0.95 else frozenset(),
        names=names,
        claim=some(base.claim),
        actors=some(base.actors),
        acts=some(base.acts),
        context=names | some(base.context) | {name},
    )


def scale(count: int) -> None:
    """Time and peak memory of linking ``count`` mentions, and how well the synthetic events are found."""
    events: list[int] = []
    stream = synthetic(count, events)
    first = next(stream)
    start, busy = time.perf_counter(), time.process_time()
    labels, pairs = group_stream(itertools.chain((first,), stream), shipped())
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    truth = np.array(events)
    both = _pairs(labels * (truth.max() + 1) + truth)
    print(
        f"{count:,} mentions: {seconds:,.1f} s, {busy:,.1f} s of CPU (mentions made on the way), peak {_peak():,.0f} MB; "
        f"{pairs:,} pairs compared; {len(np.unique(labels)):,} events of {truth.max() + 1:,}; "
        f"pairs P {both / max(1, _pairs(labels)):.1%} R {both / _pairs(truth):.1%}"
    )


def alone(count: int) -> None:
    """What adopting reports that stand alone costs on such mentions: B-cubed with it and without, in a dense and a sparse pile."""
    used = shipped()
    for a_day in (PER_DAY, 8):
        events: list[int] = []
        facts = list(synthetic(count, events, a_day))
        keys = {item.id: str(event) for item, event in zip(facts, events, strict=True)}
        found, kept = judge_pairs(facts, candidate_pairs(facts), used)
        for name, parameters in (("without", replace(used, adopt_at=NEVER)), ("with", used)):
            groups = group(facts, kept, (), parameters, opposed_pairs(found))
            score = b_cubed({member: str(number) for number, members in enumerate(groups) for member in members}, keys)
            told = f"B-cubed P {score.precision:.1%} R {score.recall:.1%} F1 {score.f1:.1%}"
            print(f"{count:,} mentions, {a_day} events a day, {name} adoption: {told}")


def scale_copies(count: int) -> None:
    """Time and peak memory of finding copies among ``count`` documents, four in ten of them copies with cuts and edits."""
    draw = random.Random(2)
    texts = [doc["text"] for doc in read_marked(sorted((ROOT / "training/corpus").glob("*.txt")))]
    vocabulary = sorted({word for text in texts for word in text.split()})
    gold: dict[str, str] = {}

    def stream() -> Iterator[tuple[DocumentInfo, str]]:
        kept: list[tuple[str, list[str]]] = []
        for number in range(count):
            ident = f"d{number:07d}"
            if kept and draw.random() < 0.4:
                original, words = kept[draw.randrange(max(0, len(kept) - 50), len(kept))]
                cut = words[: int(len(words) * draw.uniform(0.6, 1))]
                edited = [draw.choice(vocabulary) if draw.random() < 0.04 else word for word in cut]
                gold[ident] = original
                day = 2
            else:
                words = [draw.choice(vocabulary) for _ in range(len(draw.choice(texts).split()))]
                kept = [*kept[-50:], (ident, words)]
                edited, day = words, 1
            yield DocumentInfo(ident, ident, None, f"2020-01-{day:02d}"), " ".join(edited)

    start, busy = time.perf_counter(), time.process_time()
    found = find_copies(stream()).copy_of
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    right = sum(gold.get(ident) == root for ident, root in found.items())
    print(
        f"{count:,} documents: {seconds:,.1f} s, {busy:,.1f} s of CPU (texts made on the way), peak {_peak():,.0f} MB; "
        f"P {right / max(1, len(found)):.1%} R {right / max(1, len(gold)):.1%} of {len(gold):,} copies"
    )


def _pairs(labels: np.ndarray) -> int:
    counts = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((counts * (counts - 1) // 2).sum())


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
