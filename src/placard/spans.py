"""Evidence spans: half-open ranges of Unicode code points with the words they cover (law 1)."""

from __future__ import annotations

from dataclasses import dataclass

from placard.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of a document: ``text[start:end] == quote``, in Unicode code points.

    Attributes:
        start: first code point, from 0.
        end: one past the last code point; a span is never empty.
        quote: the words themselves, exactly as stored.

    Raises:
        SpanError: if the range is empty, negative, or not as long as the quote.
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise SpanError(f"the range {self.start}..{self.end} is empty or negative")
        if len(self.quote) != self.end - self.start:
            length = self.end - self.start
            raise SpanError(f"the quote has {len(self.quote)} code points, its range {self.start}..{self.end} has {length}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` to ``end``; raises SpanError if it reaches past the text."""
        if end > len(text):
            raise SpanError(f"the range {start}..{end} reaches past the text of {len(text)} code points")
        return cls(start, end, text[max(start, 0) : end])

    def check(self, text: str) -> None:
        """Raise SpanError unless this span's quote stands at its place in ``text``."""
        if text[self.start : self.end] != self.quote:
            raise SpanError(f"{self.quote!r} does not stand at {self.start}..{self.end} of the text")

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


def to_utf16(text: str, offsets: list[int]) -> list[int]:
    """Code-point offsets into ``text`` as UTF-16 code-unit offsets, as a browser counts them.

    Args:
        text: the text the offsets point into.
        offsets: code-point offsets, 0 to ``len(text)``, in any order.

    Returns:
        UTF-16 offsets, in the order given.

    Raises:
        SpanError: if an offset lies outside the text.
    """
    result = [0] * len(offsets)
    units = place = 0
    for index in sorted(range(len(offsets)), key=offsets.__getitem__):
        offset = offsets[index]
        if not 0 <= offset <= len(text):
            raise SpanError(f"offset {offset} lies outside the text of {len(text)} code points")
        units += _units(text[place:offset])
        place = offset
        result[index] = units
    return result


def from_utf16(text: str, offsets: list[int]) -> list[int]:
    """UTF-16 code-unit offsets into ``text`` as code-point offsets; the inverse of :func:`to_utf16`.

    Raises:
        SpanError: if an offset lies outside the text or inside a surrogate pair.
    """
    result = [0] * len(offsets)
    order = sorted(range(len(offsets)), key=offsets.__getitem__)
    units = place = 0
    for index in order:
        wanted = offsets[index]
        while units < wanted and place < len(text):
            units += 2 if ord(text[place]) > 0xFFFF else 1
            place += 1
        if units != wanted:
            raise SpanError(f"UTF-16 offset {wanted} lies outside the text or inside a character")
        result[index] = place
    return result


def _units(text: str) -> int:
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)
