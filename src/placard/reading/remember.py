"""What is remembered of pages between runs: their ETag and Last-Modified, so that an unchanged page is not sent again."""

from __future__ import annotations

from collections.abc import Mapping


class Memory:
    """Remembered pages: what was loaded, and what is new since and not yet saved.

    New entries are handed out by :meth:`taken` only when what was fetched with them has been stored: a page that is
    remembered and not stored would never be fetched again.
    """

    def __init__(self, known: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self._known = {url: dict(entry) for url, entry in (known or {}).items()}
        self._new: dict[str, dict[str, str]] = {}

    @property
    def known(self) -> dict[str, dict[str, str]]:
        """All that is remembered, oldest first."""
        return self._known

    def learn(self, known: Mapping[str, Mapping[str, str]]) -> None:
        """Add what was remembered in an earlier run."""
        for url, entry in known.items():
            self._known.setdefault(url, dict(entry))

    def get(self, url: str) -> dict[str, str]:
        """What is remembered of a page: perhaps ``etag``, perhaps ``modified``."""
        return self._known.get(url, {})

    def put(self, url: str, entry: Mapping[str, str]) -> None:
        """Remember a page once it is stored."""
        self._new[url] = dict(entry)

    def drop(self, url: str) -> None:
        """Forget a page, so that it is sent whole the next time."""
        self._new.pop(url, None)
        self._known.pop(url, None)

    def taken(self) -> dict[str, dict[str, str]]:
        """The entries put since the last call; they are known from now on."""
        found, self._new = self._new, {}
        self._known |= found
        return found
