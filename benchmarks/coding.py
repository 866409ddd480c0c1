"""Speed and memory of coding, in one run on one machine.

    python benchmarks/coding.py [--documents N]

Prints sentences and documents a second of the bare ONNX encoders on the very windows the coder runs, of the coder on reports of
protest, and of the coder with resolving on such reports and on two streams in which one document in twenty is one, with one and
two workers (their start included), by the built-in coder and the fast one; and peak memory. Reports come from our own corpus. The
rest of the one stream is ordinary news as ``load_pile.py`` makes it, of which the encoder reads as many whole as of real news; of
the other it is hard negatives, sentences that were written to be mistaken for protest and name no event.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from load_pile import Pile
from placard.coding import features
from placard.coding.builtin import BuiltinCoder
from placard.coding.sentences import sentences
from placard.engine.local import Task, code_documents
from placard.records import Document, make_id, text_hash
from training import data


def document(name: str, text: str) -> Document:
    digest = text_hash(text)
    return Document(make_id("doc", name, digest), name, text, digest, "benchmark/1")


def reports(count: int) -> list[Document]:
    """Reports of protest from our corpus, repeated under new names until there are enough."""
    texts = [d["text"] for d in data.own_documents() if d["events"]]
    return [document(f"report-{n}", texts[n % len(texts)]) for n in range(count)]


def others(count: int) -> list[Document]:
    """Documents without an event: sentences of our corpus that name none, shuffled into texts of twenty."""
    pool = []
    for d in data.own_documents():
        triggers = [m["start"] for m in d["marks"] if m["variable"] == "trigger"]
        pool += [d["text"][s:e] for s, e in sentences(d["text"]) if not any(s <= t < e for t in triggers) and not d["events"]]
    rng = random.Random(7)
    return [document(f"other-{n}", " ".join(rng.choices(pool, k=20))) for n in range(count)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=150)
    options = parser.parse_args()
    relevant = reports(options.documents)
    count = sum(len(sentences(d.text)) for d in relevant)
    coder = BuiltinCoder()
    coder.code_one(relevant[0])
    encoded = [features.tokens(d.text) for d in relevant]
    bare = 0.0
    for network in coder.tagger.networks:
        ready = [(one, features.windows(one, network.window)) for one in encoded]
        begun = time.perf_counter()
        for one, ranges in ready:
            for begin, end in ranges:
                coder.tagger.window(one, begin, end, network)
        took = time.perf_counter() - begun
        print(f"bare {network.file}, one core: {count / took:7.0f} sentences/s")
        bare += took
    print(f"all networks, one core:   {count / bare:7.0f} sentences/s")
    begun = time.perf_counter()
    for d in relevant:
        coder.code_one(d)
    whole = time.perf_counter() - begun
    share = f"{bare / whole:.0%} of the bare networks"
    print(f"coder, one core:          {count / whole:7.0f} sentences/s  {len(relevant) / whole:6.1f} documents/s  ({share})")
    hard = relevant[: options.documents // 5] + others(options.documents // 5 * 19)
    random.Random(7).shuffle(hard)
    pile = Pile()
    news = [document(f"news-{n}", pile.text(n)) for n in range(len(hard))]
    streams = (("reports", relevant), ("ordinary news (5% reports)", news), ("hard negatives (5% reports)", hard))
    for name, workers in ((None, 1), (None, 2), ("fast", 2)):
        for kind, documents in streams:
            begun = time.perf_counter()
            for _ in code_documents([Task(document) for document in documents], coder=name, workers=workers):
                pass
            seconds = time.perf_counter() - begun
            print(f"{kind}, coder {name or 'builtin'}, {workers} worker(s): {len(documents) / seconds:8.1f} documents/s")
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory of the largest process: {peak / 1024:.0f} MB")


if __name__ == "__main__":
    main()
