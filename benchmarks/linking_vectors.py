"""Whether the vectors the coder computes anyway would help to link: cosines of spans' mean outputs, as a further comparison.

.venv/bin/python benchmarks/linking_vectors.py                    on the link stories
.venv/bin/python benchmarks/linking_vectors.py --ecb 12,14,22,30  on topics of ECB+ (evaluation only)

On the stories the score comes from parameters fitted without the story at hand, and a logistic curve over score and quarters of the
cosine, fitted without it too, says how surprising the truth is, in bits a pair: less is better. On ECB+, the area under the curve
of the cosine alone, over pairs of mentions of one topic; claims there are the things named beside an action.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
sys.path[:0] = [str(ROOT / "training"), str(ROOT / "benchmarks")]

from gold import gold_mentions, read_marked  # noqa: E402
from linking_ecb import _trigger, read_ecb  # noqa: E402
from linking_fit import Pairs, fit, load_stories  # noqa: E402
from placard.coding import features, labels  # noqa: E402
from placard.coding.builtin import BuiltinCoder  # noqa: E402
from placard.linking.candidates import candidate_pairs  # noqa: E402
from placard.linking.compare import levels_of  # noqa: E402
from placard.linking.facts import collect  # noqa: E402
from placard.linking.parameters import shipped  # noqa: E402
from placard.linking.score import bits_of  # noqa: E402
from placard.records import EventMention  # noqa: E402

KINDS = {"trigger": ("trigger",), "demand and slogan": ("demand", "slogan"), "claim": ("demand", "slogan", "target"), "mention": ()}
PARTS = {"all but tags": slice(len(labels.TAGS), None), "trigger_same": labels.layout()["trigger_same"]}
Vectors = dict[tuple[str, str], np.ndarray]


def read(coder: BuiltinCoder, text: str, mentions: Iterable[EventMention], found: Vectors) -> None:
    """Add the mean output over the evidence of each kind of statement of each mention of one text."""
    encoded = features.tokens(text)
    vectors = coder.tagger.first(encoded)
    for mention in mentions:
        for kind, variables in KINDS.items():
            inside = np.zeros(len(vectors), bool)
            for statement in mention.statements:
                if not variables or statement.variable in variables:
                    for span in statement.evidence:
                        inside |= (encoded.starts < span.end) & (encoded.ends > span.start)
            if inside.any():
                found[mention.id, kind] = vectors[inside].mean(axis=0)


def cosines(found: Vectors, kind: str, part: slice, pairs: Iterable[tuple[str, str]]) -> list[float | None]:
    """Cosine of each pair's vectors around their mean; None where a mention has none."""
    own = {ident: vector for (ident, known), vector in found.items() if known == kind}
    middle = np.mean(list(own.values()), axis=0)
    unit = {ident: (vector - middle)[part] for ident, vector in own.items()}
    unit = {ident: vector / (np.linalg.norm(vector) + 1e-9) for ident, vector in unit.items()}
    return [float(unit[one] @ unit[two]) if one in unit and two in unit else None for one, two in pairs]


def on_stories(path: Path) -> None:
    """The link stories."""
    stories, coder, vectors, known = load_stories([path]), BuiltinCoder(), {}, shipped()
    for doc in read_marked([path]):
        document, _, mentions = gold_mentions(doc)
        read(coder, document.text, mentions, vectors)
    facts = collect(sorted(stories.mentions, key=lambda mention: mention.id), stories.documents, stories.names())
    pairs = Pairs(stories, sorted((ROOT / "training/corpus").glob("*.txt")))
    home = [stories.story(item.id) for item in facts]
    fits = {name: fit(pairs, dict(known.common), known.unseen, without=name) for name in sorted(set(home))}
    rows = [
        (facts[left].id, facts[right].id, home[left], bits_of(levels_of(facts[left], facts[right]), fits[home[left]]))
        for left, right in candidate_pairs(facts).tolist()
        if facts[left].document != facts[right].document and home[left] == home[right]
    ]
    same = np.array([stories.keys[one] == stories.keys[two] for one, two, _, _ in rows], float)
    story, bits = np.array([name for _, _, name, _ in rows]), np.array([[score / 5] for *_, score in rows])
    print(f"{len(rows)} pairs; score alone: {surprise(bits, same, story):.3f} bits a pair")
    for kind, (name, part) in itertools.product(KINDS, PARTS.items()):
        found = cosines(vectors, kind, part, [(one, two) for one, two, _, _ in rows])
        told = np.array([value is not None for value in found])
        value = np.array([value or 0.0 for value in found])
        bins = np.searchsorted(np.quantile(value[told], (0.25, 0.5, 0.75)), value)
        columns = np.stack([told & (bins == number) for number in range(4)], axis=1).astype(float)
        print(f"  with {kind}, {name} ({told.sum()} pairs): {surprise(np.hstack([bits, columns]), same, story):.3f}", flush=True)


def surprise(columns: np.ndarray, same: np.ndarray, story: np.ndarray) -> float:
    """Mean bits of surprise of logistic curves, each fitted without the story it is applied to."""
    odds, design = np.empty(len(same)), np.hstack([columns, np.ones((len(same), 1))])
    ridge = np.diag([1.0] * columns.shape[1] + [1e-6])
    for name in sorted(set(story)):
        out, theta = story == name, np.zeros(design.shape[1])
        for _ in range(60):
            chance = 1 / (1 + np.exp(-design[~out] @ theta))
            slope = design[~out].T @ (same[~out] - chance) - ridge @ theta
            curve = (design[~out] * (chance * (1 - chance))[:, None]).T @ design[~out] + ridge
            theta = theta + np.linalg.solve(curve, slope)
        odds[out] = design[out] @ theta
    return float((np.logaddexp(0, odds) - same * odds).mean() / np.log(2))


def on_ecb(folder: Path, topics: set[str]) -> None:
    """Some topics of ECB+."""
    mentions, _ = read_ecb(folder)
    chosen = {ident: row for ident, row in mentions.items() if row[2] in topics}
    coder, vectors = BuiltinCoder(), Vectors()
    texts = ecb_texts(folder, {mention.document_id for mention, _, _ in chosen.values()})
    for name, text in sorted(texts.items()):
        read(coder, text, [mention for mention, _, _ in chosen.values() if mention.document_id == name], vectors)
    pairs = [
        (one, two)
        for one, two in itertools.combinations(sorted(chosen), 2)
        if chosen[one][2] == chosen[two][2] and chosen[one][0].document_id != chosen[two][0].document_id
    ]
    same = [chosen[one][1] == chosen[two][1] for one, two in pairs]
    words = {ident: _trigger(row[0]) for ident, row in chosen.items()}
    shared = [bool(words[one] & words[two]) for one, two in pairs]
    print(f"{len(texts)} documents, {len(pairs)} pairs; a shared trigger word alone: AUC {area(dict(enumerate(shared)), same):.3f}")
    for kind, (name, part) in itertools.product(("trigger", "claim"), PARTS.items()):
        found = {number: value for number, value in enumerate(cosines(vectors, kind, part, pairs)) if value is not None}
        unlike = {number: value for number, value in found.items() if not shared[number]}
        print(f"  {kind}, {name}: AUC {area(found, same):.3f}; without a shared trigger word {area(unlike, same):.3f}", flush=True)


def ecb_texts(folder: Path, wanted: set[str]) -> dict[str, str]:
    """Document -> its tokens joined by spaces, as ``linking_ecb`` counts offsets."""
    found = {}
    with tarfile.open(folder / "ecbplus_without_19_8plus.tar.gz") as archive:
        for member in archive:
            name = Path(member.name).name.removesuffix(".xml")
            handle = archive.extractfile(member) if name in wanted and member.isfile() else None
            if handle is not None:
                found[name] = "".join((token.text or "") + " " for token in ET.fromstring(handle.read()).iter("token"))
    return found


def area(values: Mapping[int, float], truth: list[bool]) -> float:
    """Area under the ROC curve; ties count half."""
    score = np.array(list(values.values()), float)
    same = np.array([truth[number] for number in values])
    yes, no = np.sort(score[same]), score[~same]
    below = np.searchsorted(yes, no, side="left"), np.searchsorted(yes, no, side="right")
    return float(1 - (below[0] + below[1]).sum() / 2 / (len(yes) * len(no)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ecb")
    given = parser.parse_args()
    if given.ecb:
        on_ecb(SHARED / "data/coref", set(given.ecb.split(",")))
    else:
        on_stories(SHARED / "corpus/link/dev.txt")


if __name__ == "__main__":
    main()
