"""The coding step: documents to event mentions with evidence, speakers and certainty."""

from __future__ import annotations

from placard.coding.coder import Coder
from placard.errors import ConfigError


def load_coder(name: str | None = None, threads: int = 1) -> Coder:
    """The coder of that name; the built-in one by default.

    ``fast`` is its first network alone; ``docs/coder.md`` says what that gives up.

    Raises:
        ConfigError: if no coder has that name.
    """
    if name in (None, "builtin", "fast"):
        from placard.coding.builtin import BuiltinCoder
        from placard.coding.tagger import weights_folder

        return BuiltinCoder(weights_folder() / "fast" if name == "fast" else None, threads=threads)
    raise ConfigError(f"there is no coder {name!r}", fix="the coders are 'builtin' and 'fast'")
