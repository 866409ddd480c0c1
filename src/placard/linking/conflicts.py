"""Statements of one event that cannot all hold, with both sides' speakers and outlets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from placard.linking.disagreement import form_sides, sides_of, told_words
from placard.linking.independence import origin
from placard.records import Code, Conflict, Count, DocumentInfo, EventMention, Source, Statement

COUNTS = ("size", "arrests", "injuries", "deaths")
BLAME = ("response", "tactic", "property_damage")


def find_conflicts(
    mentions: Sequence[EventMention], documents: Mapping[str, DocumentInfo], sources: Mapping[str, Source]
) -> tuple[Conflict, ...]:
    """Conflicts among the statements of one event's mentions.

    ``count_differs``: counts whose intervals do not meet, lowest side and within a side lowest figure first.
    ``responsibility_denied``: a response (or damage) one speaker tells and another denies. ``happened_or_not``: the event itself,
    or that anyone was arrested, hurt or killed, told and denied; or called off by one report and told as done by another.
    ``date_differs`` and ``place_differs``: days, or towns, of different tellers that cannot be one; the earliest day first.
    ``form_differs``: what different tellers call it, a demonstration or a riot; the sides are the triggers, by name of the form.
    """
    told = _Told(mentions, documents, sources)
    found: list[Conflict] = []
    for variable in ("date", "place"):
        found.extend(_differs(variable, told))
    found.extend(_form_differs(mentions, told))
    for variable in COUNTS:
        for who in sorted({s.who or "" for s in told.of(variable)}):
            found.extend(_count_differs(variable, [s for s in told.of(variable) if (s.who or "") == who], told, who))
        found.extend(_told_and_denied(variable, "happened_or_not", told.of(variable), told))
    codes = {s.value.code for s in told.of("response") if isinstance(s.value, Code)}
    for code in sorted(codes):
        of_code = [s for s in told.of("response") if isinstance(s.value, Code) and s.value.code == code]
        found.extend(_told_and_denied("response", "responsibility_denied", of_code, told, code))
    for variable in BLAME[1:]:
        found.extend(_told_and_denied(variable, "responsibility_denied", told.of(variable), told))
    found.extend(_told_and_denied("trigger", "happened_or_not", told.of("trigger"), told))
    found.extend(_called_off(mentions, told))
    return tuple(found)


class _Told:
    def __init__(
        self, mentions: Sequence[EventMention], documents: Mapping[str, DocumentInfo], sources: Mapping[str, Source]
    ) -> None:
        self.documents, self.sources = documents, sources
        self.home = {s.id: mention.document_id for mention in mentions for s in mention.statements}
        self.statements = [s for mention in mentions for s in mention.statements]

    def of(self, variable: str) -> list[Statement]:
        return [s for s in self.statements if s.variable == variable]

    def who_says(self, statements: Iterable[Statement]) -> str:
        """Speakers and outlets of one side, for example ``authority (Puno Police), outlet (Meridiano)``; never a person's name."""
        names = set()
        for s in statements:
            source = origin(self.home[s.id], self.documents, self.sources)
            names.add(f"{s.speaker.kind} ({source.name if source else 'unknown source'})")
        return ", ".join(sorted(names))


def _ids(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted(s.id for s in statements))


def _count_differs(variable: str, statements: Sequence[Statement], told: _Told, who: str) -> list[Conflict]:
    counts = [
        (s.value.low or 0, s.value.high if s.value.high is not None else 10**12, s)
        for s in statements
        if isinstance(s.value, Count) and s.certainty != "denied"
    ]
    counts.sort(key=lambda item: (item[0], item[1], item[2].id))
    sides: list[list[Statement]] = []
    reach = -1
    for low, high, statement in counts:
        if sides and low <= reach:
            sides[-1].append(statement)
            reach = max(reach, high)
        else:
            sides.append([statement])
            reach = high
    if len(sides) < 2:
        return []
    parts = [f"{_words(side)} by {told.who_says(side)}" for side in sides]
    label = f"{variable} of {who}" if who else variable
    lowest_first = tuple(tuple(s.id for s in side) for side in sides)
    return [Conflict(variable, "count_differs", lowest_first, f"{label}: " + "; ".join(parts))]


def _differs(variable: str, told: _Told) -> list[Conflict]:
    sides = sides_of(told.of(variable), told.home)
    if len(sides) < 2:
        return []
    words = "; ".join(f"{told_words(side)} by {told.who_says(side)}" for side in sides)
    return [Conflict(variable, f"{variable}_differs", tuple(_ids(side) for side in sides), f"{variable}: {words}")]


def _form_differs(mentions: Sequence[EventMention], told: _Told) -> list[Conflict]:
    sides = form_sides(mentions, told.documents)
    if len(sides) < 2:
        return []
    words = "; ".join(f"{form.replace('_', ' ')} by {told.who_says(side)}" for form, side in sides)
    return [Conflict("form", "form_differs", tuple(_ids(side) for _, side in sides), f"form: {words}")]


def _words(side: Sequence[Statement]) -> str:
    return " / ".join(dict.fromkeys(s.value.words for s in side if isinstance(s.value, Count)))


def _told_and_denied(variable: str, kind: str, statements: Sequence[Statement], told: _Told, code: str = "") -> list[Conflict]:
    yes = [s for s in statements if s.certainty != "denied"]
    no = [s for s in statements if s.certainty == "denied"]
    if not yes or not no:
        return []
    label = f"{variable} {code}".strip()
    words = f"{label}: told by {told.who_says(yes)}; denied by {told.who_says(no)}"
    return [Conflict(variable, kind, (_ids(yes), _ids(no)), words)]


def _called_off(mentions: Sequence[EventMention], told: _Told) -> list[Conflict]:
    done = [s for mention in mentions if mention.status == "occurred" for s in mention.of("trigger")]
    off = [s for mention in mentions if mention.status == "cancelled" for s in mention.of("trigger")]
    if not done or not off:
        return []
    words = f"told as done by {told.who_says(done)}; called off according to {told.who_says(off)}"
    return [Conflict("trigger", "happened_or_not", (_ids(done), _ids(off)), words)]
