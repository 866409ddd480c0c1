"""Bylines: names go, credits and public figures stay, and an agency's name does not let out a person who bears it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.records import Detail
from placard.release.bylines import names_in_byline
from placard.release.privacy import Privacy, agrees

# Marked up: what stands in [brackets] is masked.
CASES = """
By [Efe Kaya]
By [EFE KAYA]
[Ani Hovhannisyan]
[Nan Smith]
[An Nguyen]
[In Sook Kim]
[The Anh]
[Efe]
[Ansa Owusu]
EFE
[Maria Lopez] EFE
[Maria Lopez] (ANI)
[Maria Lopez], Reuters
By [Maria Lopez] and [Ana Diaz] of AP
By [Amina Yusuf], staff reporter
[AMINA YUSUF]
[Jean-Luc O'Neill]
The Associated Press
Our Correspondent
Agence France-Presse
Anadolu Agency
From our staff
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_names_go_and_credits_stay(line: str) -> None:
    byline = line.replace("[", "").replace("]", "")
    expected = [part.split("]")[0] for part in line.split("[")[1:]]
    assert [byline[start:end] for start, end in names_in_byline(byline)] == expected


B = "\u2588"


@pytest.mark.parametrize(
    ("byline", "released"),
    [
        ("Maria Lopez", "Maria Lopez"),
        ("BY MARIA  LOPEZ, Reuters", "BY MARIA  LOPEZ, Reuters"),
        ("By Maria Lopez and Ana Diaz", f"By Maria Lopez and {B * 3} {B * 4}"),
        ("Maria Lopez Diaz", f"{B * 5} {B * 5} {B * 4}"),
        ("Gordon Press", "Gordon Press"),
    ],
)
def test_public_names_are_kept_in_bylines(byline: str, released: str) -> None:
    privacy = Privacy("persons", frozenset({"maria lopez", "gordon press"}))
    assert privacy.detail(Detail("byline", byline)) == released
    assert Privacy("kept").detail(Detail("byline", byline)) == byline


@given(st.text())
def test_a_masked_byline_agrees_with_the_byline(byline: str) -> None:
    assert agrees(Privacy("persons").detail(Detail("byline", byline)), byline)
