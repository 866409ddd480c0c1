"""Dates of the page are not dates of an event."""

from __future__ import annotations

import numpy as np
import pytest

from placard.coding import labels
from placard.coding.decode import decode_values
from placard.coding.features import tokens
from placard.coding.furniture import on_the_page


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("This story is from March 7, 2002\nAHMEDABAD: Shops were burnt.", "March 7, 2002", False),
        ("Last updated at 16:10 GMT\nThey marched.", "16:10 GMT", False),
        ("Published: 4 May 2011", "4 May 2011", False),
        ("© 2014 The Paper", "2014", False),
        ("They marched.\nPosted on Friday\nMore.", "Friday", False),
        ("Published 4 May 2011", "4 May 2011", False),
        ("Posted 12 March 2019 by staff", "12 March 2019", False),
        ("First published on Friday, 4 May 2011, 16:10 GMT", "4 May 2011", False),
        ("Document date: 4 May 2011", "4 May 2011", False),
        ("Published plans drew a march on 4 May 2011.", "on 4 May 2011", True),
        ("Police posted at the gate since Friday left.", "since Friday", True),
        ("Posted at the gate, police fired on the crowd on Friday.", "on Friday", True),
        ("The strike began on 4 May 2011.", "on 4 May 2011", True),
        ("Published on Monday, the decree drew thousands into the streets on Wednesday.", "on Wednesday", True),
        ("Published on Monday, the decree drew thousands into the streets on Wednesday.", "on Monday", True),
        ("Copyright law drew 3,000 marchers to Warsaw on 11 February 2012.", "on 11 February 2012", True),
        ("© AFP Protesters march in Cairo on 4 May 2011.", "on 4 May 2011", True),
        ("Date: Saturday 12 March, 2 pm. Place: Trafalgar Square.", "Saturday 12 March", True),
        ("Updated on Friday, the list of the dead was read out by the families, who then marched to the ministry in the capital.",
         "on Friday", True),
    ],
)  # fmt: skip
def test_dates_of_the_page_are_told_from_those_of_the_report(text: str, words: str, kept: bool) -> None:
    assert on_the_page(text, text.index(words), text.index(words) + len(words)) is not kept


def test_a_long_line_is_read_no_further_than_need_be() -> None:
    text = "on 4 May 2011 \u0436 " * 20_000
    at = text.index("on 4 May", 200_000)
    assert not on_the_page(text, at, at + 13)


def test_decoding_leaves_dates_of_the_page_out() -> None:
    text = "They marched.\nLast updated on Friday"
    encoded = tokens(text)
    vectors = np.full((len(encoded.ids), labels.WIDTH), -6.0, np.float32)
    tags = labels.layout()["tags"].start
    vectors[:, tags] = 6.0
    for variable, words in (("trigger", "marched"), ("date", "on Friday")):
        begin = 1 + 2 * labels.VARIABLES.index(variable)
        inside = np.flatnonzero((encoded.starts >= text.index(words)) & (encoded.ends <= text.index(words) + len(words)))
        vectors[inside, tags + begin + 1] = 20.0
        vectors[inside[0], tags + begin] = 30.0
    assert [span.label for span in decode_values(text, encoded, vectors, {})] == ["trigger"]
    assert "date" in [span.label for span in decode_values(text.replace("Last updated", "They did march"), encoded, vectors, {})]
