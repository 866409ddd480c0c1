"""The keymap: one file, read by the server (to print keys beside buttons) and by the keys island."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from placard.codebook import Codebook

NEW_MENTION = "+mention"  # what selected words become beside a variable's value; no variable can be called so
_SHOWN = {"ArrowDown": "\u2193", "ArrowUp": "\u2191", "ArrowLeft": "\u2190", "ArrowRight": "\u2192"}


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done by a key: its name, the keys (as browsers name them), and what it is called."""

    action: str
    keys: tuple[str, ...]
    title: str

    @property
    def shown(self) -> str:
        """The keys as they are printed."""
        return " ".join(_SHOWN.get(key, key) for key in self.keys)


def keymap_text() -> bytes:
    """The keymap file as it is served."""
    return resources.files("placard").joinpath("workbench/keymap.json").read_bytes()


@cache
def keymap() -> dict[str, Action]:
    """Action name -> action, in the order of the file."""
    data = msgspec.json.decode(keymap_text())
    return {one["action"]: Action(one["action"], tuple(one["keys"]), one["title"]) for one in data["actions"]}


def text_keys(codebook: Codebook) -> dict[str, str]:
    """What selected words can become -> its key: a value of each variable, a trigger, or the trigger of a new mention."""
    names = [one.name for one in codebook.variables]
    return variable_keys(
        [*(name for name in names if name != "trigger"), *(["trigger"] if "trigger" in names else ()), NEW_MENTION]
    )


def variable_keys(names: list[str]) -> dict[str, str]:
    """A key for each variable, for words selected in a text: the first letter of its name that is still free, else a digit."""
    taken: dict[str, str] = {}
    for name in names:
        letters = [letter for letter in name if letter.isalpha()] + [chr(code) for code in range(ord("a"), ord("z") + 1)]
        taken[next((letter for letter in letters if letter not in taken), "")] = name
    taken.pop("", None)
    return {name: key for key, name in taken.items()}
