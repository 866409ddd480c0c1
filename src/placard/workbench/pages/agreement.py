"""Agreement: how well coders agree, variable by variable; every figure leads to the items behind it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

from starlette.requests import Request

from placard.records import Statement
from placard.review.fold import added
from placard.review.ratings import KEPT, MACHINE, Figures, Rating, figures, ratings_of, week_of
from placard.store import lookup
from placard.workbench.bench import Workbench
from placard.workbench.filters import url
from placard.workbench.render import Page
from placard.workbench.views import title_of

WEEKS_SHOWN = 26


def show(bench: Workbench, request: Request) -> Page:
    """Agreement among persons, or of one pair (the machine is a rater too); by pair, week and codebook version."""
    query = request.query_params
    ratings = all_ratings(bench)
    persons = sorted({rating.by for rating in ratings if rating.by != MACHINE})
    pair = tuple(name for name in query.getlist("rater") if name in (*persons, MACHINE))[:2]
    week, version = query.get("week", ""), query.get("codebook", "")
    raters = pair if len(pair) == 2 else tuple(persons)
    chosen = select(ratings, week, version)
    found = figures(chosen, raters, bench.codebook)
    pairs = [*combinations(persons, 2), *((person, MACHINE) for person in persons)]
    weeks = sorted({week_of(one.at) for one in ratings if one.at}, reverse=True)[:WEEKS_SHOWN]
    versions = sorted({one.codebook for one in ratings if one.codebook})
    data: dict[str, Any] = {
        "raters": raters,
        "persons": persons,
        "week": week,
        "codebook_version": version,
        "figures": found,
        "pairs": [{"raters": one, "kept": _kept(bench, select(ratings, week, version), one)} for one in pairs],
        "weeks": [{"week": one, "kept": _kept(bench, select(ratings, one, version), raters)} for one in weeks],
        "codebooks": [{"codebook": one, "kept": _kept(bench, select(ratings, week, one), raters)} for one in versions],
    }
    kept = [("week", week), ("codebook", version)]
    chosen_pair = [("rater", name) for name in pair] if len(pair) == 2 else []
    extra = {
        "title": lambda name: "Whether a value is right" if name == KEPT else title_of(bench.codebook, name),
        "pair_url": lambda one: url("/agreement", [("rater", one[0]), ("rater", one[1]), *kept]),
        "week_url": lambda one: url("/agreement", [*chosen_pair, ("week", one), ("codebook", version)]),
        "all_url": "/agreement",
        "items_url": _items_url(chosen_pair, kept),
        "filtered": bool(chosen_pair or week or version),
    }
    return Page("agreement.html", "Agreement", data, extra)


def _items_url(pair: list[tuple[str, str]], kept: list[tuple[str, str]]) -> Callable[[str], str]:
    def of(variable: str) -> str:
        chosen = [("variable", variable)] if variable != KEPT else []
        return url("/adjudication", [*chosen, *pair, *kept, ("only", "differ")])

    return of


def all_ratings(bench: Workbench) -> list[Rating]:
    """Every rating of the project, and the machine's values for what was rated."""
    reviewed = bench.reviewed()
    return ratings_of(statements_of(bench, list(reviewed.ratings)), reviewed, bench.codebook)


def statements_of(bench: Workbench, targets: list[str]) -> dict[str, Statement]:
    """Statements by id, those people added among them; ids of anything else are left out."""
    mentions = lookup.mentions_of_statements(bench.store, targets)
    wanted = set(targets)
    found = {
        one.id: one for mention in bench.store.mentions_by_id(mentions).values() for one in mention.statements if one.id in wanted
    }
    reviewed = bench.reviewed()
    for mention_id in reviewed.added:
        found |= {one.id: one for one in added(mention_id, reviewed) if one.id in wanted}
    return found


def select(ratings: list[Rating], week: str, version: str) -> list[Rating]:
    """The ratings of a week and a codebook version; the machine's have neither and are always among them."""
    return [
        one
        for one in ratings
        if one.by == MACHINE or ((not week or week_of(one.at) == week) and (not version or one.codebook == version))
    ]


def _kept(bench: Workbench, ratings: list[Rating], raters: tuple[str, ...]) -> Figures | None:
    """Whether values are right at all, over all variables: the one figure of a pair, week or version."""
    found = figures(ratings, raters, bench.codebook, samples=0)
    return found[0] if found else None
