"""Events as rows in the manner of ACLED, the Crowd Counting Consortium (CCC) and PLOVER/POLECAT.

The columns bear those projects' names so that a team can lay the rows beside theirs; the values are Placard's. What a scheme
wants and reports do not give stays empty. A count's point values follow a named convention here and only here:

* ACLED fatalities: the least figure told, whoever tells it, 0 where none are reported (ACLED Codebook 2023, "the most conservative
  estimate"); fatalities_high and fatalities_words are the rest of it, and empty where nobody tells any.
* CCC size_low and size_high: the least and greatest figure told; size_mean: only of one figure that was said, as size_rule says.

Columns after a scheme's own say what its codes rest on: a code is what the told statements would give, and no finding.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from placard.records import Code, Count, EventMention
from placard.release.countries import by_code
from placard.release.fields import Row
from placard.release.writers import escape_cell
from placard.resolving.conventions import VAGUE

_ACLED = {
    "peaceful_protest": ("Demonstrations", "Protests", "Peaceful protest"),
    "protest_with_intervention": ("Demonstrations", "Protests", "Protest with intervention"),
    "excessive_force_against_protesters": (
        "Political violence; Demonstrations",
        "Protests",
        "Excessive force against protesters",
    ),
    "violent_demonstration": ("Demonstrations", "Riots", "Violent demonstration"),
    "mob_violence": ("Political violence", "Riots", "Mob violence"),
}
_CHEMICAL = frozenset({"tear_gas"})
_TIME = {"day": 1, "week": 2, "interval": 2, "month": 3}
_GEO = {"venue": 1, "settlement": 1, "division": 2, "region": 3, "country": 3}


@dataclass(frozen=True, slots=True)
class Whole:
    """What a shape looks at: the event's row, all its statements as one mention, and the outlets that report it."""

    row: Row
    mention: EventMention
    outlets: tuple[str, ...]

    def list(self, *names: str) -> str:
        """The values of some list columns, joined."""
        return "; ".join(value for name in names for value in self.row[name])


@dataclass(frozen=True, slots=True)
class Shape:
    """One scheme: its file's name, its columns, and how an event becomes a row (None if the scheme does not code it)."""

    name: str
    columns: tuple[str, ...]
    make: Callable[[Whole], Row | None]


def acled_row(whole: Whole) -> Row | None:
    """An event as ACLED codes it; None for what ACLED leaves out."""
    row = whole.row
    if row["acled"] not in _ACLED:
        return None
    disorder, kind, sub = _ACLED[row["acled"]]
    name, _, number = country(row["country"])
    resting = rests_on(row)
    crowd = "Rioters" if kind == "Riots" else "Protesters"
    return {
        "event_id_cnty": row["event_id"],
        "event_date": row["date_start"],
        "year": row["date_start"][:4] if row["date_start"] else None,
        "time_precision": _TIME.get(row["date_precision"]),
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": f"{crowd} ({name})" if name else crowd,
        "assoc_actor_1": whole.list("organizer", "participants"),
        "inter1": crowd,
        "actor2": whole.list("responder") if row["acled"] != "peaceful_protest" else None,
        "assoc_actor_2": None,
        "inter2": None,
        "civilian_targeting": "Civilians targeted" if row["acled"] == "excessive_force_against_protesters" else None,
        "iso": number,
        "country": name,
        "admin1": None,
        "location": row["place"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "geo_precision": _GEO.get(row["place_precision"]),
        "source": "; ".join(whole.outlets),
        "notes": "; ".join(filter(None, (whole.list("demand", "slogan"), resting))),
        "fatalities": row["deaths_low"] or 0,
        "tags": f"crowd size={row['size_words'] or 'no report'}",
        "fatalities_high": row["deaths_high"],
        "fatalities_words": row["deaths_words"],
        "sub_event_speakers": "; ".join(row["acled_speakers"]),
        "sub_event_voices": row["acled_voices"],
        "sub_event_contested": None if row["acled_contested"] is None else str(row["acled_contested"]).lower(),
    }


def rests_on(row: Row) -> str:
    """In words, what an event's ACLED code rests on; nothing for one that follows from what nobody tells."""
    if row["acled_voices"] is None:
        return ""
    voices = "one voice only" if row["acled_voices"] == 1 else f"{row['acled_voices']} voices"
    denied = ", contested" if row["acled_contested"] else ""
    return f"[sub-event type told by {', '.join(row['acled_speakers'])}: {voices}{denied}]"


def size_mean(mention: EventMention) -> tuple[float | None, str | None]:
    """The middle of the one size that is told, and the rule it follows; no middle where figures differ or nobody said both ends."""
    told = {
        (one.value.low, one.value.high, one.value.rule in VAGUE)
        for one in mention.of("size")
        if isinstance(one.value, Count) and one.certainty != "denied"
    }
    if not told:
        return None, None
    if len({(low, high) for low, high, _ in told}) > 1:
        return None, "figures_differ"
    low, high, vague = min(told, key=lambda one: one[2])
    if low is None or high is None:
        return None, "open_end"
    if low == high:
        return float(low), "one_figure"
    return (None, "vague_words") if vague else ((low + high) / 2, "middle_of_one_range")


def ccc_row(whole: Whole) -> Row | None:
    """An event as the Crowd Counting Consortium codes it; None for what was planned or called off."""
    row = whole.row
    if row["status"] in ("planned", "cancelled"):
        return None
    codes = {one.value.code for one in whole.mention.of("response") if isinstance(one.value, Code) and one.certainty != "denied"}
    mean, rule = size_mean(whole.mention)
    return {
        "event_id": row["event_id"],
        "date": row["date_start"],
        "locality": row["place"],
        "location_detail": whole.list("venue"),
        "country": row["country"],
        "event_type": row["form"],
        "organizations": whole.list("organizer"),
        "participants": whole.list("participants"),
        "targets": whole.list("target"),
        "claims_summary": whole.list("demand"),
        "claims_verbatim": whole.list("slogan"),
        "size_text": row["size_words"],
        "size_low": row["size_low"],
        "size_high": row["size_high"],
        "size_mean": mean,
        # 0 is the scheme's "no size"; empty is "the told figures fall in several".
        "size_cat": row["ccc_size"] if row["ccc_size_low"] else 0,
        "participant_measures": whole.list("tactic"),
        "police_measures": whole.list("response"),
        "chemical_agents": int(bool(codes & _CHEMICAL)),
        "arrests": row["arrests_words"],
        "injuries": row["injuries_words"],
        "deaths": row["deaths_words"],
        "property_damage": whole.list("property_damage"),
        "lat": row["latitude"],
        "lon": row["longitude"],
        "sources": "; ".join(whole.outlets),
        "size_cat_low": row["ccc_size_low"],
        "size_cat_high": row["ccc_size_high"],
        "size_rule": rule,
    }


def plover_row(whole: Whole) -> Row | None:
    """An event as PLOVER and POLECAT code it: type PROTEST with its mode."""
    row = whole.row
    if row["plover"] is None or row["status"] in ("planned", "cancelled"):
        return None
    code = country(row["country"])[1]
    return {
        "Event ID": row["event_id"],
        "Event Date": row["date_start"],
        "Event Type": "PROTEST",
        "Event Mode": row["plover"],
        "Quad Code": "MATERIAL CONFLICT",
        "Actor Name": whole.list("organizer", "participants"),
        "Actor Country": code,
        "Recipient Name": whole.list("target"),
        "Placename": row["place_words"],
        "City": row["place"],
        "Country": code,
        "Latitude": row["latitude"],
        "Longitude": row["longitude"],
        "GeoNames ID": row["geonameid"],
        "Source": "; ".join(whole.outlets),
    }


@cache
def country(code: str | None) -> tuple[str | None, str | None, str | None]:
    """Name, three-letter code and number of a country; Nones for one that is unknown."""
    found = by_code().get(code or "")
    return (found["name"], found["iso3"], f"{found['isonumeric']:03d}") if found else (None, None, None)


SHAPES = (
    Shape(
        "acled",
        (
            "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
            "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "civilian_targeting", "iso", "country", "admin1",
            "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities", "tags",
            "fatalities_high", "fatalities_words", "sub_event_speakers", "sub_event_voices", "sub_event_contested",
        ),
        acled_row,
    ),
    Shape(
        "ccc",
        (
            "event_id", "date", "locality", "location_detail", "country", "event_type", "organizations", "participants", "targets",
            "claims_summary", "claims_verbatim", "size_text", "size_low", "size_high", "size_mean", "size_cat",
            "participant_measures", "police_measures", "chemical_agents", "arrests", "injuries", "deaths", "property_damage",
            "lat", "lon", "sources", "size_cat_low", "size_cat_high", "size_rule",
        ),
        ccc_row,
    ),
    Shape(
        "plover",
        (
            "Event ID", "Event Date", "Event Type", "Event Mode", "Quad Code", "Actor Name", "Actor Country", "Recipient Name",
            "Placename", "City", "Country", "Latitude", "Longitude", "GeoNames ID", "Source",
        ),
        plover_row,
    ),
)  # fmt: skip


class ShapeWriter:
    """Writes the events of one shape to ``NAME.csv`` in a folder; a context manager."""

    def __init__(self, folder: Path, shape: Shape) -> None:
        self.shape = shape
        self._file = (folder / f"{shape.name}.csv").open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file, lineterminator="\n")
        self._csv.writerow(shape.columns)

    def write(self, whole: Whole) -> None:
        """Append an event, if the scheme codes it."""
        row = self.shape.make(whole)
        if row is not None:
            self._csv.writerow([_cell(row[name]) for name in self.shape.columns])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return escape_cell(value) if isinstance(value, str) else repr(value)
