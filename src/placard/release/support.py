"""What stands behind an event's ACLED code: the statements, who says so, how many voices at least, and whether it is contested.

A code such as "excessive force against protesters" is what the told statements would give by the rules of ``docs/derived.md``;
it is no finding. So it is never released without what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping

from placard.coding.derive import Derived
from placard.linking.independence import voice
from placard.records import DocumentInfo, Event, EventMention, Source, Statement
from placard.release.fields import Row

_CONTESTING = frozenset({"responsibility_denied", "happened_or_not"})


def acled_columns(
    codes: Derived,
    event: Event,
    mentions: list[EventMention],
    infos: Mapping[str, DocumentInfo],
    sources: Mapping[str, Source],
) -> Row:
    """The columns of ``events`` that say what its ACLED code rests on; all empty where it rests on nothing that was told."""
    if not codes.acled_on:
        return {"acled_statement_ids": [], "acled_speakers": [], "acled_voices": None, "acled_contested": None}
    home = {statement.id: mention.document_id for mention in mentions for statement in mention.statements}
    return {
        "acled_statement_ids": sorted(one.id for one in codes.acled_on),
        "acled_speakers": sorted({one.speaker.kind for one in codes.acled_on}),
        "acled_voices": _voices(codes.acled_on, home, infos, sources),
        "acled_contested": bool(codes.acled_against) or _touched(event, mentions, codes.acled_on),
    }


def _voices(
    statements: tuple[Statement, ...], home: Mapping[str, str], infos: Mapping[str, DocumentInfo], sources: Mapping[str, Source]
) -> int:
    """Independent voices, counted low: one kind of speaker quoted anywhere is one voice, and no more voices than sources.

    Three papers that quote the police repeat one side; a paper's own words and the NGO it quotes come through one source.
    """
    heard = {one.id: voice(home[one.id], infos, sources) for one in statements}
    speakers = {heard[one.id] if one.speaker.span is None else f"kind:{one.speaker.kind}" for one in statements}
    return min(len(speakers), len(set(heard.values())))


def _touched(event: Event, mentions: list[EventMention], statements: tuple[Statement, ...]) -> bool:
    """Whether a conflict of whether it happened, or who did it, has one of the statements, or the event itself, on a side."""
    ids = {one.id for one in statements} | {one.id for mention in mentions for one in mention.of("trigger")}
    return any(conflict.kind in _CONTESTING and any(ids & set(side) for side in conflict.sides) for conflict in event.conflicts)
