"""The word lists of ``data/place_words.yaml``, read once."""

from __future__ import annotations

from functools import cache

import yaml

from placard.resolving.gazetteer_file import read_data


@cache
def _lists() -> dict[str, str]:
    lists: dict[str, str] = yaml.safe_load(read_data("place_words.yaml"))
    return lists


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one list; raises KeyError if there is no such list."""
    return frozenset(_lists()[name].split())
