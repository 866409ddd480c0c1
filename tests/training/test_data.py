"""Marks become token labels, windows and batches without losing or inventing any."""

import random
from itertools import pairwise

import numpy as np
import pytest

from placard.coding import labels
from training import data

TEXT = 'Some 300 nurses marched in Kano, police said. "Pay us", they chanted.'


def _mark(variable: str, words: str, **rest: object) -> dict:
    at = TEXT.index(words)
    return {"events": ["e1"], "variable": variable, "start": at, "end": at + len(words), "value": None, "speaker": None, **rest}


def _document(inline: bool) -> dict:
    police = TEXT.index("police")
    return {
        "id": "X1",
        "text": TEXT,
        "inline": inline,
        "events": [{"id": "e1", "status": "occurred", "form": "demonstration"}],
        "marks": [
            _mark("size", "Some 300", speaker="p1", value={"low": 300, "high": 300}),
            _mark("trigger", "marched"),
            _mark("slogan", "Pay us"),
        ],
        "speakers": [{"id": "p1", "kind": "authority", "spans": [{"start": police, "end": police + 6}]}],
        "cues": [{"speaker": "p1", "start": TEXT.index("said"), "end": TEXT.index("said") + 4}],
    }


def test_marks_lie_on_their_words() -> None:
    made = data.example(_document(inline=False))
    tagged = {}
    for at, tag in enumerate(made.tags):
        if tag > 0:
            tagged.setdefault(labels.TAGS[tag][2:], []).append(TEXT[made.tokens.starts[at] : made.tokens.ends[at]])
    assert tagged == {"size": ["Some", "300"], "trigger": ["marched"], "slogan": ["Pay", "us"]}
    assert [TEXT[made.tokens.starts[v["first"]] : made.tokens.ends[v["last"] - 1]] for v in made.voices] == ["police"]


def test_other_roles_of_a_speaker_are_unlabelled_in_the_inline_corpus_only() -> None:
    assert data.IGNORE in data.example(_document(inline=True)).tags
    assert data.IGNORE not in data.example(_document(inline=False)).tags


def test_sentences_with_triggers_and_values_are_told_apart() -> None:
    made = data.example(_document(inline=False))
    assert set(made.sentence_event[made.tokens.sentence == 0]) == {1}
    assert set(made.sentence_event[made.tokens.sentence == 1]) == {0}
    assert set(made.sentence_value) == {1}


def test_cuts_cover_a_document_once_and_windows_keep_span_offsets() -> None:
    pytest.importorskip("torch", reason="torch is needed for training only")
    from training import batches

    documents = [d for d in data.own_documents() if len(d["text"]) > 2500][:4]
    for document in documents:
        made = data.example(document)
        for seed in range(5):
            cuts = batches.cut(made, random.Random(seed), 100)
            assert cuts[0][0] == 0 and cuts[-1][1] == len(made.tokens.ids)
            assert all(left[1] == right[0] for left, right in pairwise(cuts))
            assert all(end - begin <= 100 for begin, end in cuts)
            begin, end = cuts[0]
            window = batches.window(made, begin, end, random.Random(seed), 0.0, 0.0)
            for span in window["spans"]:
                assert (
                    labels.TAGS[window["tags"][span["first"] - 1]] in (f"B-{span['variable']}", "O")
                    or window["tags"][span["first"] - 1] == data.IGNORE
                )


def test_the_held_out_tenth_is_about_a_tenth_and_never_moves() -> None:
    documents = data.own_documents()
    share = np.mean([data.held_out(d) for d in documents])
    assert 0.07 < share < 0.13
    assert [data.held_out(d) for d in documents] == [data.held_out(d) for d in documents]


def test_no_report_of_a_story_is_held_out() -> None:
    names = [str(number) for number in range(100)]
    assert any(data.held_out({"id": name}) for name in names)
    assert not any(data.held_out({"id": name, "story": True}) for name in names)
    assert any(document["story"] for document in data.own_documents())


def test_marks_are_read_as_short_as_the_codebook_asks() -> None:
    document = _document(inline=False)
    text = document["text"].replace("300 nurses", "300 of the nurses")
    at = text.index("the nurses")
    mark = {"events": ["e1"], "variable": "participants", "start": at, "end": at + 10, "value": None, "speaker": None}
    made = data.example(document | {"text": text, "marks": [mark], "speakers": [], "cues": []})
    assert [text[made.tokens.starts[s["first"]] : made.tokens.ends[s["last"] - 1]] for s in made.spans] == ["nurses"]


def test_of_spans_that_overlap_the_inner_one_keeps_its_pieces() -> None:
    tags = np.zeros(8, np.int64)
    data._lay(tags, [(0, 5, 1), (2, 3, 3), (6, 8, 5), (6, 8, 7)])
    # The longest run of the outer span is its end; its beginning says nothing. Of two on the same pieces the later one stays.
    assert tags.tolist() == [1, 2, 3, data.IGNORE, data.IGNORE, 0, 7, 8]
