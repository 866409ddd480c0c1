"""A pile of made-up news for measuring load: one document in twenty reports a protest, the rest is ordinary news; no two are alike.

Ordinary news is drawn from a chain of word pairs over the sentences of our corpus that name no event, so that its words and word
pairs, which the first screen goes by, are those of news and its texts are all different. Those sentences were written to be
mistaken for protest (strikes of lightning, riots of colour); one sentence in twenty is drawn from the ones the screen itself
is unsure of, the rest from the calm ones: then about as many documents reach the encoder whole (0.22) as of 91 pages of real news
(0.23). One word in eight is made up: a hundred thousand real texts have more names than our corpus, and runs of words that
thousands of texts share would be taken for copied passages. A report is the sentences of a report of our corpus that name an event,
with other figures, and ordinary ones around them.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from placard.coding.sentences import sentences
from placard.screening.relevance import model, screen
from training import data

ONE_IN = 20
UNSURE = 0.05
MADE_UP = 0.12
A_DAY = 50
_OUTLETS = 200
_SYLLABLES = ("ka", "no", "lim", "ter", "os", "bru", "vel", "ash", "din", "mor", "peg", "uth", "fre", "gol", "sin", "wap")
_NUMBER = re.compile(r"(?<![\d.,:])\d{2,3}(?![\d.,:])")


class Chain:
    """A chain of word pairs: each word is followed by one that followed it somewhere in the sentences it was made from."""

    def __init__(self, texts: list[str]) -> None:
        self._next: defaultdict[str, list[str]] = defaultdict(list)
        for text in texts:
            words = text.split()
            for left, right in pairwise(["", *words, ""]):
                self._next[left].append(right)

    def sentence(self, dice: random.Random, longest: int = 60) -> str:
        """One sentence of at most ``longest`` words."""
        words: list[str] = []
        word = dice.choice(self._next[""])
        while word and len(words) < longest:
            words.append(_made_up(dice, word) if dice.random() < MADE_UP else word)
            word = dice.choice(self._next[word])
        return " ".join(words)


def _made_up(dice: random.Random, word: str) -> str:
    """A word of no language, capital where ``word`` is, with what follows it."""
    made = "".join(dice.choices(_SYLLABLES, k=3))
    return (made.title() if word[0].isupper() else made) + (word[-1] if word[-1] in ".,;:" else "")


class Pile:
    """The documents by number: the same number gives the same document."""

    def __init__(self) -> None:
        self._reports: list[str] = []
        ordinary: list[str] = []
        for document in data.own_documents():
            triggers = [mark["start"] for mark in document["marks"] if mark["variable"] == "trigger"]
            found = [(start, end, any(start <= at < end for at in triggers)) for start, end in sentences(document["text"])]
            if document["events"]:
                self._reports.append(" ".join(document["text"][start:end] for start, end, named in found if named))
            else:
                ordinary += [document["text"][start:end] for start, end, named in found if not named]
        threshold = model()[2] - 1
        scored = [(screen(sentence).score, sentence) for sentence in ordinary]
        self._calm = Chain([sentence for score, sentence in scored if score < threshold])
        self._unsure = Chain([sentence for score, sentence in scored if score >= threshold])

    def text(self, number: int) -> str:
        """The text of a document: about 250 words."""
        dice = random.Random(number)
        around = [(self._unsure if dice.random() < UNSURE else self._calm).sentence(dice) for _ in range(dice.randint(10, 18))]
        if number % ONE_IN == ONE_IN - 1:
            report = self._reports[(number // ONE_IN) % len(self._reports)]
            around.insert(dice.randint(0, 3), _NUMBER.sub(lambda found: str(dice.randint(10, 999)), report))
        return "\n".join(" ".join(around[at : at + 4]) for at in range(0, len(around), 4))

    def documents(self, count: int) -> Iterator[dict[str, object]]:
        """The first ``count`` documents, fifty of a day, as lines of a JSON-lines input."""
        for number in range(count):
            day = date(2015, 1, 1) + timedelta(days=number // A_DAY)
            source = {"outlet": f"Outlet {number * 7919 % _OUTLETS}", "country": "NG"}
            yield {"id": f"n{number}", "text": self.text(number), "published": day.isoformat(), "source": source}


def write_pile(path: Path, count: int) -> None:
    """Write ``count`` documents to a JSON-lines file, one at a time."""
    pile = Pile()
    with path.open("w", encoding="utf-8") as file:
        for document in pile.documents(count):
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
