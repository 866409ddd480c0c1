"""Listed attributions are found in their reports, in order; unlisted ones leave reporting sentences out of training."""

from __future__ import annotations

import numpy as np
import pytest

from training import attribution, data

TEXT = "Police said 40 were held. The mayor, who came late, denied it. He blamed the union, according to the paper."


def test_snippets_give_sources_and_cues_in_the_order_of_the_text() -> None:
    sources, cues = attribution.spans(
        TEXT, ["[Police] <said>", "[The mayor], who came late, <denied>", "[He] <blamed>", "<according to> [the paper]"]
    )
    assert [TEXT[a:b] for a, b in sources] == ["Police", "The mayor", "He", "the paper"]
    assert [TEXT[a:b] for a, b in cues] == ["said", "denied", "blamed", "according to"]


@pytest.mark.parametrize("lines", [["[Nobody] <said>"], ["[He] <blamed>", "[Police] <said>"]])
def test_a_snippet_that_is_not_there_or_out_of_order_is_refused(lines: list[str]) -> None:
    with pytest.raises(ValueError, match="not in the text"):
        attribution.spans(TEXT, lines)


def test_every_shipped_list_fits_its_report() -> None:
    assert attribution.main() == 0
    assert len(attribution.listed()) >= 25


def _document(**more: object) -> dict:
    return {"id": "T1", "text": TEXT, "inline": True, "events": [], "marks": [], "speakers": [], "cues": []} | more


def test_reporting_sentences_of_an_unlisted_report_are_left_out() -> None:
    made = data.example(_document())
    assert (made.speaker == data.IGNORE).all()
    assert (made.cue == data.IGNORE).all()


def test_a_listed_report_has_all_its_sources_and_nothing_left_out() -> None:
    sources, cues = attribution.spans(TEXT, ["[Police] <said>", "[The mayor], who came late, <denied>"])
    made = data.example(
        _document(
            sources=[{"start": a, "end": b} for a, b in sources],
            cues=[{"speaker": None, "start": a, "end": b} for a, b in cues],
        )
    )
    assert (made.speaker != data.IGNORE).all()
    assert int((made.speaker == 1).sum()) == 2
    assert int((made.cue == 1).sum()) == 2
    assert np.flatnonzero(made.speaker)[0] == 0
    # The outlet's own values have no speaker (None): no source may answer to that.
    assert all(voice["id"] is not None for voice in made.voices)
