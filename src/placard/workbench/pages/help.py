"""Help: the keys, the words, and how to do things."""

from __future__ import annotations

from starlette.requests import Request

from placard.workbench.bench import Workbench
from placard.workbench.keymap import keymap, variable_keys
from placard.workbench.render import Page


def show(bench: Workbench, request: Request) -> Page:
    """The help page."""
    variables = [one for one in bench.codebook.variables if one.name != "trigger"]
    keys = variable_keys([one.name for one in variables])
    data = {
        "actions": list(keymap().values()),
        "variables": [{"key": keys[one.name], "title": one.title, "name": one.name, "help": one.help} for one in variables],
    }
    return Page("help.html", "Help", data)
