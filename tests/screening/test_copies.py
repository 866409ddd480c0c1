from __future__ import annotations

import random

import pytest

from placard.records import DocumentInfo
from placard.screening.copies import find_copies
from placard.screening.copies_sketch import covered, shingles, word_hashes

AGENCY = (
    "LIMA, Nov 5 (Meridiano) - Two people died of bullet wounds and at least thirty were hurt on Monday when residents "
    "angry at the poisoning of a river tried to overrun the airport, the regional health office said. About four thousand "
    "had set out from the main square at mid-morning. By noon some of them had torn down a perimeter fence and set fire to "
    "a lorry. Police answered with tear gas and, witnesses said, live rounds. The ministry denied that its men had used "
    "firearms and spoke of nineteen arrests. Two flights were turned back. The protesters want dredgers removed from the "
    "basin, where herders say that lambs are being born blind and mothers no longer let children drink from the wells."
)
OTHER = (
    "The orchard festival drew visitors from three valleys this weekend, with prizes for the oldest apple variety and the "
    "longest peel. A brass band played until dusk while the mayor opened a new footbridge over the mill stream. Organisers "
    "counted more stalls than in any year since the flood, and the cider press, restored by pupils of the agricultural "
    "college, ran for nine hours without a pause."
)


def info(ident: str, published: str | None = "2013-11-05", source: str | None = None) -> DocumentInfo:
    return DocumentInfo(ident, ident, source, published)


def test_a_republication_with_cuts_and_edits_is_a_copy_of_the_original():
    cut = (
        AGENCY.split(") - ", 1)[1].replace("Two flights were turned back. ", "").replace("residents", "locals")
        + " Shops closed early."
    )
    found = find_copies([(info("b", "2013-11-06"), cut), (info("a"), AGENCY), (info("c"), OTHER)])
    assert found.copy_of == {"b": "a"} and found.parts == ()


def test_copies_of_copies_point_at_the_root():
    second = " ".join(AGENCY.split()[4:]).replace("hurt", "injured")
    third = " ".join(second.split()[:-12]).replace("answered", "replied")
    found = find_copies([(info("c", "2013-11-08"), third), (info("b", "2013-11-07"), second), (info("a"), AGENCY)])
    assert found.copy_of == {"b": "a", "c": "a"}


def test_the_agency_is_the_original_even_if_a_paper_carries_an_earlier_stamp():
    body = AGENCY.split(") - ", 1)[1]
    stream = [(info("paper", "2013-11-04", "daily"), body), (info("wire", "2013-11-05", "wire"), body)]
    assert find_copies(stream, agencies={"wire"}).copy_of == {"paper": "wire"}
    assert find_copies(stream).copy_of == {"wire": "paper"}


def test_an_agency_paragraph_in_a_local_story_is_a_part_copy():
    local = OTHER + " " + " ".join(AGENCY.split()[8:50]) + " " + OTHER[::-1]
    found = find_copies([(info("local", "2013-11-06"), local), (info("a"), AGENCY)])
    assert found.copy_of == {}
    (part,) = found.parts
    assert (part.document, part.other) == ("local", "a") and 0.08 < part.share < 0.5 and part.words >= 25


def test_two_reports_in_different_words_are_no_copies():
    own = "Residents stormed the runway; two were shot dead, thirty hurt, and the ministry denied that its men had fired at anyone."
    assert find_copies([(info("a"), AGENCY), (info("b"), own)]).copy_of == {}


def test_exact_duplicates_without_dates_fall_to_the_smaller_id():
    assert find_copies([(info("y", None), OTHER), (info("x", None), OTHER)]).copy_of == {"y": "x"}


@pytest.mark.parametrize("text", ["", "One.", "?!", "Two words"])
def test_tiny_texts_do_no_harm(text):
    assert find_copies([(info("a"), text), (info("b"), OTHER)]).copy_of == {}


def test_order_and_fetching_make_no_difference():
    draw = random.Random(4)
    words = (AGENCY + " " + OTHER).split()
    texts = {}
    for number in range(30):
        base = texts[f"d{number - 1:02d}"].split() if number % 3 else draw.sample(words, 90)
        texts[f"d{number:02d}"] = " ".join(word for word in base if draw.random() > 0.05)
    stream = [(info(ident, f"2013-11-{1 + number % 20:02d}"), text) for number, (ident, text) in enumerate(texts.items())]
    found = find_copies(stream)
    assert found == find_copies(stream[::-1]) == find_copies(stream, fetch=texts.__getitem__)
    assert len(found.copy_of) >= 15
    assert not set(found.copy_of.values()) & set(found.copy_of)


def test_a_story_carried_by_hundreds_has_one_root():
    stream = [(info(f"d{number:03d}", "2013-11-06"), AGENCY + f" Edition {number}.") for number in range(200)]
    found = find_copies([*stream, (info("root"), AGENCY)])
    assert set(found.copy_of.values()) == {"root"} and len(found.copy_of) == 200


def test_covered_counts_words_in_long_runs_only():
    one, two = word_hashes("a b c d e f x y z"), word_hashes("q a b c d e f r x y z s")
    import numpy as np

    assert covered(one, np.unique(shingles(two)), 5) == 6
    assert covered(one, np.unique(shingles(two)), 3) == 9
