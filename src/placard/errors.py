"""The errors Placard raises; every message says what is wrong, where, and what to do.

    PlacardError
    ├── InputError          something the user gave cannot be used (the rest of the batch goes on)
    │   ├── ReadError       a file, row or line cannot be read as a report
    │   └── CodingError     a document cannot be coded
    ├── SpanError           evidence does not lie on its text (law 1)
    ├── RecordError         a record breaks a law when it is made
    ├── CodebookError       a codebook file is wrong; lists every fault at once
    ├── ConfigError         an option or configuration value is wrong
    ├── WeightsError        the weights of a coder are not whole or cannot be loaded
    ├── ProjectError        a project folder cannot be used as asked
    └── VerifyError         a release does not prove itself
"""

from __future__ import annotations


class PlacardError(Exception):
    """Base of all errors meant for the user: one sentence of what, where and the fix.

    Args:
        message: what is wrong, in one sentence.
        where: the file, row, line or record it concerns, if known.
        fix: what the user can do about it, if anything.
    """

    kind = "error"

    def __init__(self, message: str, *, where: str | None = None, fix: str | None = None) -> None:
        super().__init__(message, where, fix)
        self.message = message
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} ({self.fix})" if self.fix else text


class InputError(PlacardError):
    """Something the user gave cannot be used."""

    kind = "input"


class ReadError(InputError):
    """A file, row or line cannot be read as a report."""

    kind = "read"


class CodingError(InputError):
    """A document cannot be coded."""

    kind = "coding"


class SpanError(PlacardError):
    """Evidence does not lie on its text."""

    kind = "span"


class RecordError(PlacardError):
    """A record breaks one of the laws when it is made."""

    kind = "record"


class CodebookError(PlacardError):
    """A codebook file is wrong; the message lists every fault."""

    kind = "codebook"


class ConfigError(PlacardError):
    """An option or configuration value is wrong."""

    kind = "config"


class WeightsError(PlacardError):
    """The weights of a coder are not whole or cannot be loaded: no fault of any document."""

    kind = "weights"


class ProjectError(PlacardError):
    """A project folder cannot be used as asked."""

    kind = "project"


class VerifyError(PlacardError):
    """A release does not prove itself."""

    kind = "verify"
