"""Help: the keys, the words, and how to do things."""

from __future__ import annotations

from starlette.requests import Request

from placard.workbench.bench import Workbench
from placard.workbench.keymap import NEW_MENTION, keymap, text_keys
from placard.workbench.render import Page


def show(bench: Workbench, request: Request) -> Page:
    """The help page."""
    keys = text_keys(bench.codebook)
    data = {
        "actions": list(keymap().values()),
        "variables": [
            {"key": keys[one.name], "title": one.title, "name": one.name, "help": one.help} for one in bench.codebook.variables
        ],
        "mention_key": keys[NEW_MENTION],
    }
    return Page("help.html", "Help", data)
