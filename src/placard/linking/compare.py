"""How two mentions are compared: for each comparison the first level that holds, told once in Python and once in SQL.

Python scores small projects without starting a database; SQL (DuckDB through Splink) scores large ones. Both read the same
:class:`~placard.linking.facts.Facts` and the same parameters; ``tests/linking/test_compare.py`` holds them to the same levels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from placard.linking.days import WHEN
from placard.linking.distance import KM_SQL, kilometres
from placard.linking.facts import Codes, Facts
from placard.linking.levels import Comparison, Level, Test
from placard.linking.words import weight

RELATED_FORMS = frozenset(
    frozenset(pair)
    for pair in (
        ("demonstration", "riot"),
        ("demonstration", "obstruction"),
        ("obstruction", "riot"),
        ("demonstration", "symbolic"),
        ("demonstration", "strike"),
        ("strike", "boycott"),
        ("strike", "obstruction"),
        ("demonstration", "hunger_strike"),
    )
)
COMMON_RESPONSES = ("presence", "arrest", "denounce", "other")
_COMMON_SQL = "[" + ", ".join(f"'{name}'" for name in COMMON_RESPONSES) + "]"


def _share(name: str) -> Test:
    return lambda a, b: not getattr(a, name).isdisjoint(getattr(b, name))


def _either_empty(name: str) -> Test:
    return lambda a, b: not getattr(a, name) or not getattr(b, name)


def _empty_sql(name: str) -> str:
    return f"(len({name}_l) = 0 or len({name}_r) = 0)"


def _told_elsewhere(a: Facts, b: Facts) -> bool:
    return not a.towns and bool(a.around) and a.around.isdisjoint(b.towns)


WHERE = Comparison(
    "where",
    ("places", "countries", "towns", "context", "around", "lat", "lon"),
    "(len(towns_l) = 0 and len(towns_r) = 0)",
    lambda a, b: not a.towns and not b.towns,
    (
        Level(
            "named_nearby",
            "one has no place, its report names the other's",
            "(len(towns_l) = 0 or len(towns_r) = 0) and (list_has_any(towns_l, context_r) or list_has_any(towns_r, context_l))",
            lambda a, b: (not a.towns or not b.towns) and not (a.towns.isdisjoint(b.context) and b.towns.isdisjoint(a.context)),
        ),
        Level(
            "elsewhere",
            "one has no place, its report's events are in others",
            "(len(towns_l) = 0 and len(around_l) > 0 and not list_has_any(around_l, towns_r)"
            " or len(towns_r) = 0 and len(around_r) > 0 and not list_has_any(around_r, towns_l))",
            lambda a, b: _told_elsewhere(a, b) or _told_elsewhere(b, a),
        ),
        Level("one_missing", "one has no place", "(len(towns_l) = 0 or len(towns_r) = 0)", _either_empty("towns")),
        Level("same", "same place", "list_has_any(places_l, places_r)", _share("places")),
        Level(
            "near",
            "within 12 km",
            f"lat_l is not null and lat_r is not null and {KM_SQL} < 12",
            lambda a, b: kilometres(a, b) < 12,
        ),
        Level(
            "area",
            "within 40 km",
            f"lat_l is not null and lat_r is not null and {KM_SQL} < 40",
            lambda a, b: kilometres(a, b) < 40,
        ),
        Level("namesake", "towns of one name, placed apart", "list_has_any(towns_l, towns_r)", _share("towns")),
        Level(
            "abroad",
            "different countries",
            "len(countries_l) > 0 and len(countries_r) > 0 and not list_has_any(countries_l, countries_r)",
            lambda a, b: bool(a.countries and b.countries and a.countries.isdisjoint(b.countries)),
        ),
        Level(
            "far",
            "different towns",
            "lat_l is not null and lat_r is not null",
            lambda a, b: a.lat is not None and b.lat is not None,
        ),
        Level("coarse", "not contradicted: one is known only roughly", "true", lambda a, b: True),
    ),
)

_PAIRS = " or ".join(
    f"(form_l = '{x}' and form_r = '{y}') or (form_l = '{y}' and form_r = '{x}')"
    for x, y in sorted((min(pair), max(pair)) for pair in RELATED_FORMS)
)


_LEFT_OVER = "(form_l = 'other' and form_r = 'other')"


def _left_over(a: Facts, b: Facts) -> bool:
    """Both of form "other", which is what is left over: of one kind only if told in the same words."""
    return a.form == b.form == "other"


def _forms(names: Sequence[str]) -> Test:
    return lambda a, b: a.form == b.form and a.form in names


FORM = Comparison(
    "form",
    ("form", "acts"),
    "(form_l = '' or form_r = '')",
    _either_empty("form"),
    (
        Level(
            "same_demonstration", "both demonstrations", "form_l = form_r and form_l = 'demonstration'", _forms(("demonstration",))
        ),
        Level(
            "same_middling",
            "same form",
            "form_l = form_r and form_l in ('strike', 'riot', 'obstruction')",
            _forms(("strike", "riot", "obstruction")),
        ),
        Level(
            "same_rare",
            "same rare form",
            "form_l = form_r and (form_l <> 'other' or list_has_any(acts_l, acts_r))",
            lambda a, b: a.form == b.form and (a.form != "other" or not a.acts.isdisjoint(b.acts)),
        ),
        Level(
            "related",
            "related forms",
            f"{_PAIRS} or {_LEFT_OVER}",
            lambda a, b: frozenset((a.form, b.form)) in RELATED_FORMS or _left_over(a, b),
        ),
        Level("different", "different forms", "true", lambda a, b: True),
    ),
)


def _statuses(x: str, y: str) -> Test:
    return lambda a, b: {a.status, b.status} == {x, y}


def _statuses_sql(x: str, y: str) -> str:
    return f"((status_l = '{x}' and status_r = '{y}') or (status_l = '{y}' and status_r = '{x}'))"


STATUS = Comparison(
    "status",
    ("status",),
    "false",
    lambda a, b: False,
    (
        Level("both_occurred", "both occurred", "status_l = status_r and status_l = 'occurred'", _statuses("occurred", "occurred")),
        Level("same", "same status", "status_l = status_r", lambda a, b: a.status == b.status),
        Level(
            "recalled", "one recalls it as background", _statuses_sql("occurred", "background"), _statuses("occurred", "background")
        ),
        Level("called_off", "planned and called off", _statuses_sql("planned", "cancelled"), _statuses("planned", "cancelled")),
        Level("announced", "announced, then occurred", _statuses_sql("planned", "occurred"), _statuses("planned", "occurred")),
        Level("different", "different status", "true", lambda a, b: True),
    ),
)


def _at_most(shared: Callable[[Facts, Facts], Codes], most: int) -> Test:
    return lambda a, b: weight(shared(a, b)) <= most


def _overlap(name: str, what: str, cuts: Sequence[int], within: bool = True) -> Comparison:
    """Shared words by their summed rarity: none, then one level a cut (bits); ``within`` compares mentions of one document too."""

    def shared(a: Facts, b: Facts) -> Codes:
        common: Codes = getattr(a, name) & getattr(b, name)
        return common

    total = f"coalesce(list_sum(list_transform(list_intersect({name}_l, {name}_r), lambda x: x & 255)), 0)"
    levels = [Level("0", f"no {what} in common", f"not list_has_any({name}_l, {name}_r)", lambda a, b: not shared(a, b))]
    for number, cut in enumerate(cuts, 1):
        levels.append(
            Level(
                str(number),
                f"some {what} in common" if number == 1 else f"{what} in common",
                f"{total} <= {cut * 8}",
                _at_most(shared, cut * 8),
            )
        )
    levels.append(Level(str(len(cuts) + 1), f"many or rare {what} in common", "true", lambda a, b: True))
    if within:
        return Comparison(name, (name,), _empty_sql(name), _either_empty(name), tuple(levels))
    empty = _either_empty(name)
    return Comparison(
        name,
        (name, "document"),
        f"({_empty_sql(name)} or document_l = document_r)",
        lambda a, b: a.document == b.document or empty(a, b),
        tuple(levels),
    )


def _ratio(a: Facts, b: Facts) -> float:
    return max(a.size[0], b.size[0]) / max(1, min(a.size[1], b.size[1]))


_RATIO = "(greatest(size_low_l, size_low_r)::double / greatest(1, least(size_high_l, size_high_r)))"

SIZE = Comparison(
    "size",
    ("size_low", "size_high"),
    "(size_high_l = 0 or size_high_r = 0)",
    lambda a, b: a.size[1] == 0 or b.size[1] == 0,
    (
        Level("agree", "sizes agree", f"{_RATIO} <= 1.05", lambda a, b: _ratio(a, b) <= 1.05),
        Level("double", "sizes within a factor of two", f"{_RATIO} <= 2", lambda a, b: _ratio(a, b) <= 2),
        Level("several", "sizes within a factor of six", f"{_RATIO} <= 6", lambda a, b: _ratio(a, b) <= 6),
        Level("far", "sizes far apart", "true", lambda a, b: True),
    ),
)

COUNTS = Comparison(
    "counts",
    ("harm", "telling", "harmed"),
    "not list_has_any(harmed_l, harmed_r)",
    lambda a, b: a.harmed.isdisjoint(b.harmed),
    (
        Level(
            "telling",
            "the same telling count of arrests, injuries or deaths",
            "list_has_any(telling_l, telling_r)",
            _share("telling"),
        ),
        Level("same", "the same small count of arrests, injuries or deaths", "list_has_any(harm_l, harm_r)", _share("harm")),
        Level("differ", "other counts of arrests, injuries or deaths", "true", lambda a, b: True),
    ),
)
RESPONSE = Comparison(
    "response",
    ("responses",),
    _empty_sql("responses"),
    _either_empty("responses"),
    (
        Level(
            "telling",
            "the same telling response",
            f"len(list_filter(list_intersect(responses_l, responses_r), lambda x: not list_contains({_COMMON_SQL}, x))) > 0",
            lambda a, b: not (a.responses & b.responses) <= frozenset(COMMON_RESPONSES),
        ),
        Level("common", "the same common response", "list_has_any(responses_l, responses_r)", _share("responses")),
        Level("none", "other responses", "true", lambda a, b: True),
    ),
)
COPY = Comparison(
    "copy",
    ("root", "document"),
    "(root_l <> root_r or document_l = document_r)",
    lambda a, b: a.root != b.root or a.document == b.document,
    (
        Level("same_words", "told in the same words in copies of one text", "list_has_any(acts_l, acts_r)", _share("acts")),
        Level("copies", "in copies of one text", "true", lambda a, b: True),
    ),
)

COMPARISONS: tuple[Comparison, ...] = (
    WHEN,
    WHERE,
    FORM,
    STATUS,
    _overlap("names", "names", (9, 18)),
    _overlap("claim", "words of the claim", (6, 12, 20)),
    _overlap("actors", "words for who took part", (6, 12)),
    _overlap("acts", "words for what was done", (6, 12, 20)),
    SIZE,
    COUNTS,
    RESPONSE,
    COPY,
    _overlap("context", "names in the reports", (9, 20, 35), within=False),
)


def levels_of(left: Facts, right: Facts) -> tuple[str | None, ...]:
    """The level of each of :data:`COMPARISONS` for two mentions, None where there is nothing to compare."""
    return tuple(comparison.level(left, right) for comparison in COMPARISONS)
