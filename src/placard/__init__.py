"""Placard codes reports of protest into an event dataset whose every value leads back to its words and its speaker.

Every command is a function here of the same name: ``placard.run``, ``read``, ``code``, ``link``, ``release``, ``verify``,
``evaluate``, ``show``, ``resolve``, ``serve``, ``watch``, ``doctor``, ``backup``, ``forget``. They are imported when first used,
so that ``import placard`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from placard.backup import backup as backup
    from placard.doctor import doctor as doctor
    from placard.forget import forget as forget
    from placard.project import link as link
    from placard.project import read as read
    from placard.project import release as release
    from placard.project import run as run
    from placard.release.verify import verify as verify
    from placard.resolving.resolve import resolve as resolve
    from placard.show import show as show
    from placard.standalone import code as code
    from placard.standalone import evaluate as evaluate
    from placard.watching import watch as watch
    from placard.workbench.serve import serve as serve

__version__ = "0.1.0"

_COMMANDS = {
    "run": "placard.project",
    "read": "placard.project",
    "code": "placard.standalone",
    "link": "placard.project",
    "release": "placard.project",
    "evaluate": "placard.standalone",
    "verify": "placard.release.verify",
    "show": "placard.show",
    "resolve": "placard.resolving.resolve",
    "serve": "placard.workbench.serve",
    "watch": "placard.watching",
    "doctor": "placard.doctor",
    "backup": "placard.backup",
    "forget": "placard.forget",
}
__all__ = ["__version__", *_COMMANDS]


def __getattr__(name: str) -> Any:
    if name not in _COMMANDS:
        raise AttributeError(f"module 'placard' has no attribute {name!r}")
    return getattr(import_module(_COMMANDS[name]), name)


class _Package(ModuleType):
    """Keeps ``placard.release``, ``.evaluate`` and ``.show`` the functions, also once the modules of those names are imported.

    Import binds a submodule to its package; for these names the command wins. ``from placard.release.x import y`` is as ever.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _COMMANDS and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
