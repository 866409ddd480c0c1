"""ECB+ through the linker (evaluation only: nothing is fitted here).

ECB+ marks every action of a sentence, not protests, so it is mapped: one mention for each document and cross-document chain,
of the reviewed sentences alone; its triggers are the chain's actions, and times, places, humans and things of those sentences
its date, place, participants and target, in words. Chains inside one document are given, which of them meet across documents
is asked. Documents have no date of publication. Linked within each topic, as is usual, and over all topics at once.
"""

from __future__ import annotations

import csv
import io
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path

from placard.linking import link_mentions
from placard.linking.words import content, proper_names
from placard.records import OUTLET, DocumentInfo, EventMention, Statement, Text
from placard.resolving.places import resolve_places
from placard.spans import Span

Mentions = dict[str, tuple[EventMention, str, str]]


def read_ecb(folder: Path) -> tuple[Mentions, dict[str, frozenset[str]]]:
    """The mentions of ECB+ (id -> mention, chain, topic), and the proper names of each document."""
    reviewed: dict[str, set[int]] = {}
    for row in csv.DictReader(io.StringIO((folder / "sentences.csv").read_text(encoding="utf-8"))):
        topic, file, number = list(row.values())[:3]
        reviewed.setdefault(f"{topic}_{file}", set()).add(int(number))
    mentions: Mentions = {}
    names: dict[str, frozenset[str]] = {}
    with tarfile.open(folder / "ecbplus_without_19_8plus.tar.gz") as archive:
        for member in archive:
            name = Path(member.name).name.removesuffix(".xml")
            handle = archive.extractfile(member) if member.isfile() and member.name.endswith(".xml") else None
            if handle is not None and name in reviewed:
                names[name] = _read(name, ET.fromstring(handle.read()), reviewed[name], mentions)
    return mentions, names


def on_ecb(folder: Path, line: Callable[[str, Mapping[str, object], Mapping[str, str]], str]) -> None:
    """Print scores of this linker and of "same trigger word" on ECB+."""
    mentions, names = read_ecb(folder)
    gold = {ident: chain for ident, (_, chain, _) in mentions.items()}
    topics = {ident: topic for ident, (_, _, topic) in mentions.items()}
    documents = {m.document_id: DocumentInfo(m.document_id, m.document_id) for m, _, _ in mentions.values()}
    print(f"ECB+: {len(mentions)} mentions (document and chain), {len(set(gold.values()))} chains, {len(documents)} documents")
    heads = {ident: f"{topics[ident]} {' '.join(sorted(_trigger(m)))}" for ident, (m, _, _) in mentions.items()}
    print(line("same trigger words, within topics", heads, gold))
    everything = link_mentions([m for m, _, _ in mentions.values()], documents, {}, names=names)
    print(line("this, all topics at once", {m: e.id for e in everything.events for m in e.mentions}, gold))
    within: dict[str, str] = {}
    for topic in sorted(set(topics.values())):
        chosen = [m for m, _, t in mentions.values() if t == topic]
        within |= {m: e.id for e in link_mentions(chosen, documents, {}, names=names).events for m in e.mentions}
    print(line("this, within topics", within, gold))


def _trigger(mention: EventMention) -> frozenset[str]:
    return frozenset(word for s in mention.of("trigger") for word in content(s.evidence[0].quote))


def _read(name: str, root: ET.Element, reviewed: set[int], mentions: Mentions) -> frozenset[str]:
    """Add one document's mentions; gives the names in its text."""
    words: dict[str, tuple[int, str, int]] = {}
    text = ""
    for token in root.iter("token"):
        words[token.get("t_id", "")] = (int(token.get("sentence", "0")), token.text or "", len(text))
        text += (token.text or "") + " "
    marks: dict[str, tuple[str, int, int, int]] = {}
    chains: dict[str, str] = {}
    for mark in root.findall("Markables/*"):
        anchors = [words[anchor.get("t_id", "")] for anchor in mark.findall("token_anchor")]
        if anchors:
            start, end = anchors[0][2], anchors[-1][2] + len(anchors[-1][1])
            marks[mark.get("m_id", "")] = (mark.tag, anchors[0][0], start, end)
        else:
            chains[mark.get("m_id", "")] = mark.get("instance_id", "")
    by_chain: dict[str, list[str]] = {}
    for relation in root.findall("Relations/CROSS_DOC_COREF"):
        target = relation.find("target")
        chain = chains.get(target.get("m_id", "") if target is not None else "", "")
        for origin in relation.findall("source"):
            kind, sentence, _, _ = marks.get(origin.get("m_id", ""), ("", -1, 0, 0))
            if chain and kind.startswith(("ACTION", "NEG")) and sentence in reviewed:
                by_chain.setdefault(chain, []).append(origin.get("m_id", ""))
    for chain, members in sorted(by_chain.items()):
        ident = f"{name}:{chain}"
        mentions[ident] = (_mention(ident, name, text, members, marks), chain, name.split("_")[0])
    return proper_names(text)


def _mention(ident: str, document: str, text: str, members: list[str], marks: dict[str, tuple[str, int, int, int]]) -> EventMention:
    sentences = {marks[member][1] for member in members}
    statements: list[Statement] = []

    def add(variable: str, start: int, end: int) -> None:
        span = Span.of(text, start, end)
        value = resolve_places(text, [(start, end)])[0] if variable == "place" else Text(span.quote)
        statements.append(Statement(f"{ident}/{len(statements)}", ident, variable, value, (span,), OUTLET, "gold"))

    for member in sorted(members):
        add("trigger", *marks[member][2:])
    for kind, sentence, start, end in marks.values():
        if sentence in sentences:
            variable = {"LOC": "place", "HUM": "participants", "NON": "target", "TIM": "date"}.get(kind[:3])
            if variable:
                add(variable, start, end)
    return EventMention(ident, document, "occurred", "other", tuple(statements))
