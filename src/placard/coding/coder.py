"""What a coder is: anything that takes documents and gives, for each, its relevance and its event mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from placard.records import Coded, Document, Problem


class Coder(Protocol):
    """Takes documents, gives one result a document, in the order given.

    Place, date and count statements carry :class:`~placard.records.Text` values with the words as they stand;
    ``placard.resolving`` turns them into values afterwards. A coder is deterministic: the same document gives the
    same result, whatever stands beside it in the batch (law 7).
    """

    @property
    def name(self) -> str:
        """Name and version, as every statement records it, for example ``placard-minilm/1+8d7f5c02``."""

    def code(self, documents: Iterable[Document]) -> Iterator[Coded | Problem]:
        """Code documents one after another, lazily; one that cannot be coded gives a Problem whose ``where`` is its input id."""
