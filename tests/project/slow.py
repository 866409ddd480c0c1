"""The coder of rules.py, slowed down so that a kill finds it at work."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator

from placard.records import Coded, Document, Problem
from tests.project.rules import RuleCoder


class SlowCoder(RuleCoder):
    def code(self, documents: Iterable[Document]) -> Iterator[Coded | Problem]:
        for result in super().code(documents):
            time.sleep(0.02)
            yield result


def make() -> SlowCoder:
    return SlowCoder()


class FragileCoder(RuleCoder):
    """Dies with its whole process at one text, as one short of memory does."""

    def code(self, documents: Iterable[Document]) -> Iterator[Coded | Problem]:
        listed = list(documents)
        if any("END THE PROCESS" in document.text for document in listed):
            os._exit(9)
        yield from super().code(listed)


def make_fragile() -> FragileCoder:
    return FragileCoder()


class OtherCoder(RuleCoder):
    """The same coder under another version."""

    @property
    def name(self) -> str:
        return "rules/2"


def make_other() -> OtherCoder:
    return OtherCoder()
