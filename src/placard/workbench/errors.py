"""Refusals: what becomes a page that says what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from placard.errors import PlacardError

if TYPE_CHECKING:
    from placard.records import Decision


class Refused(PlacardError):
    """A request that is not done: the status, what is wrong in a sentence, and what the person can do."""

    kind = "refused"

    def __init__(self, status: int, message: str, fix: str) -> None:
        super().__init__(message, fix=fix)
        self.status = status


class Conflicting(Refused):
    """Somebody decided about the same thing since the form was opened: both versions are shown, nothing is lost.

    Attributes:
        theirs: the decision that came first.
        mine: the fields of the form that came second.
        action: where the form goes, to send it all the same.
    """

    def __init__(self, theirs: Decision, mine: dict[str, Any], action: str = "") -> None:
        super().__init__(409, "Somebody was faster", "Look at both versions, then keep theirs or send yours again.")
        self.theirs = theirs
        self.mine = mine
        self.action = action
