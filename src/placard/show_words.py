"""The words of ``placard show``: a value as a person reads it, and an event on one line."""

from __future__ import annotations

from collections.abc import Iterable

from placard.records import Code, Count, DateRange, Event, EventMention, Place, Text, Unresolved, Value

_NOT_YET = frozenset({"planned", "cancelled"})


def headline(event: Event, mentions: Iterable[EventMention]) -> str:
    """Status unless it occurred, day, place, form and size of an event, as far as they are known."""
    status = event.shown["status"][0].value if event.shown.get("status") else None
    code = status.code if isinstance(status, Code) else "occurred"
    parts = [words for variable in ("date", "place", "form") if (words := _first(event, variable))]
    # A figure told of a march that was called off, or is still to come, is nobody's count of who came.
    if code not in _NOT_YET and (size := _size(event, mentions)):
        parts.append(size)
    known = ", ".join(parts) or "nothing is known of when and where"
    return known if code == "occurred" else f"{code.upper()}: {known}"


def _size(event: Event, mentions: Iterable[EventMention]) -> str:
    """The size with the kinds of speaker who tell it, and whether they disagree: a range alone would look like an estimate."""
    shown = event.shown.get("size", ())
    if not shown:
        return ""
    told = {ident for one in shown for ident in one.statement_ids}
    kinds = sorted({s.speaker.kind for mention in mentions for s in mention.statements if s.id in told})
    disputed = sum(len(one.sides) for one in event.conflicts if (one.variable, one.kind) == ("size", "count_differs"))
    notes = [f"disputed: {disputed} figures"] if disputed else []
    notes += [f"by {', '.join(kinds)}"] if kinds else []
    return value_words(shown[0].value) + (f" ({'; '.join(notes)})" if notes else "")


def _first(event: Event, variable: str) -> str:
    shown = event.shown.get(variable, ())
    if not shown:
        return ""
    value = shown[0].value
    return value.name if isinstance(value, Place) else value_words(value)


def value_words(value: Value) -> str:
    """A value as a person reads it."""
    if isinstance(value, Count):
        return _count_words(value)
    if isinstance(value, DateRange):
        return value.start if value.start == value.end else f"{value.start} to {value.end} ({value.precision})"
    if isinstance(value, Place):
        country = f", {value.country}" if value.country else ""
        degrees = f" ({value.lat:.3f}, {value.lon:.3f})" if value.lat is not None and value.lon is not None else ""
        return f"{value.name}{country}{degrees}"
    if isinstance(value, Code):
        return value.code.replace("_", " ")
    if isinstance(value, Unresolved):
        return f"\u201c{value.words}\u201d (unresolved: {value.reason})"
    return _text_words(value)


def _text_words(value: Text) -> str:
    whom = " ".join(filter(None, (value.stance, value.target)))
    about = whom if value.stance or not whom else f"about {whom}"
    extra = [part for part in (about, value.translation) if part]
    return f"\u201c{value.text}\u201d" + (f" ({'; '.join(extra)})" if extra else "")


def _count_words(value: Count) -> str:
    if value.low == value.high and value.low is not None:
        return f"{value.low:,}"
    if value.low is None and value.high is None:
        return f"\u201c{value.words}\u201d"
    if value.high is None:
        return open_range(value) or f"{value.low:,} or more"
    return f"up to {value.high:,}" if value.low is None else f"{value.low:,} to {value.high:,}"


def open_range(value: Count) -> str:
    """A range over several speakers whose top is open, in their words, which say more than "40 or more"; nothing for another."""
    low, dots, high = value.words.partition(" ... ")
    return f"\u201c{low}\u201d to \u201c{high}\u201d" if value.high is None and dots else ""
