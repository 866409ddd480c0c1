"""The kinds of source: one list for reading, linking and the workbench; ``docs/words.md`` prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

KINDS = {
    "agency": "News agency whose copy others republish",
    "national": "National newspaper",
    "local": "Local or regional newspaper",
    "international": "Outlet abroad with correspondents of its own",
    "broadcaster": "Radio or television that is not an arm of the state",
    "online": "News site, magazine, analysis that appears online",
    "state_media": "Outlet run by the state",
    "party": "Party or its organ",
    "organizer": "Union, council or movement that calls protests itself",
    "authority": "Police, ministry, army speaking in its own name",
    "ngo": "Rights group, charity, monitor",
    "channel": "Channel or account on a messenger or social network",
    "blog": "Personal site",
    "academic": "University, institute",
    "unknown": "Nobody has said",
}
STATE = frozenset({"state_media", "authority"})

_ALIASES = {
    "wire": "agency", "news_agency": "agency", "wire_service": "agency", "newswire": "agency",
    "newspaper": "national", "national_paper": "national", "daily": "national", "opposition": "national",
    "local_paper": "local", "regional": "local", "local_newspaper": "local",
    "radio": "broadcaster", "television": "broadcaster", "tv": "broadcaster", "broadcast": "broadcaster",
    "website": "online", "web": "online", "news_site": "online", "analysis": "online", "magazine": "online",
    "state": "state_media", "state_broadcaster": "state_media", "state_agency": "state_media",
    "party_statement": "party", "party_organ": "party", "partisan": "party",
    "union": "organizer", "trade_union": "organizer", "organiser": "organizer", "movement": "organizer",
    "police": "authority", "police_statement": "authority", "government": "authority", "army": "authority",
    "rights_group": "ngo", "monitor": "ngo", "charity": "ngo",
    "telegram": "channel", "telegram_channel": "channel", "social": "channel", "social_media": "channel",
    "university": "academic", "think_tank": "academic", "": "unknown", "other": "unknown",
}  # fmt: skip
_SPACES = re.compile(r"[\s-]+")


def source_kind(given: Any) -> str | None:
    """The source kind that ``given`` names (``docs/words.md``), ``unknown`` for nothing, None for a word that is no kind."""
    word = _SPACES.sub("_", given.strip().lower()) if isinstance(given, str) else ""
    word = _ALIASES.get(word, word)
    return word if word in KINDS else None


def state_and_others(kinds: Iterable[str]) -> bool:
    """Whether the state (its media, its bodies) and somebody known not to be the state are among these kinds.

    It says who published and takes no side: a rights group is not made the police's opponent by reporting the same event.
    """
    known = set(kinds) - {"unknown"}
    return bool(known & STATE) and bool(known - STATE)
