"""The coder of rules.py, slowed down so that a kill finds it at work."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from tests.project.rules import RuleCoder

from placard.records import Coded, Document, Problem


class SlowCoder(RuleCoder):
    def code(self, documents: Iterable[Document]) -> Iterator[Coded | Problem]:
        for result in super().code(documents):
            time.sleep(0.02)
            yield result


def make() -> SlowCoder:
    return SlowCoder()
