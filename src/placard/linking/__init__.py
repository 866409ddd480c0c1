"""The linking step: which mentions speak of one event, and how many independent voices stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from placard.linking.link import Linked, link_mentions

__all__ = ["Linked", "link_mentions"]


def __getattr__(name: str) -> Any:
    """Load a part when it is first asked for: ``placard --help`` should not import numpy."""
    if name in ("Linked", "link_mentions"):
        from placard.linking import link

        return getattr(link, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
