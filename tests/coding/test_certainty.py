"""Denials and hedges in words, and the words that look like them and are none."""

from __future__ import annotations

import pytest

from placard.coding.certainty import certainty


def judged(text: str, words: str, variable: str = "deaths", network: str = "asserted", code: str = "") -> str:
    start = text.index(words)
    return certainty(text, (0, len(text)), (start, start + len(words)), variable, network, code)


@pytest.mark.parametrize(
    ("text", "words", "variable", "code"),
    [
        ("Police denied that a man had been killed.", "a man", "deaths", ""),
        ("Reports that a person was killed by the police are denied.", "a person", "deaths", ""),
        ("The ministry denied any shooting at the crowd.", "shooting at the crowd", "response", "live_fire"),
        ("The force denies beating detainees.", "beating detainees", "response", "beat"),
        ("Officers used no weapons, he said.", "used no weapons", "response", "live_fire"),
        ("She rejected as lies reports that troops had fired.", "had fired", "response", "live_fire"),
        ("Claims that a woman was shot are false.", "shot", "response", "live_fire"),
    ],
)
def test_what_somebody_says_did_not_happen_is_denied(text: str, words: str, variable: str, code: str) -> None:
    assert judged(text, words, variable, code=code) == "denied"


@pytest.mark.parametrize(
    ("text", "words", "variable", "code"),
    [
        ("Students were denied entry and burnt three boxes.", "burnt three boxes", "property_damage", ""),
        ("The police denied that anyone was hurt but confirmed 40 arrests.", "40", "arrests", ""),
        ("The minister would not negotiate.", "would not negotiate", "response", "other"),
        ("Tear gas was fired without warning.", "fired without warning", "response", "tear_gas"),
        ("There were no arrests.", "no", "arrests", ""),
        ("He denied entry to 40 men, police said.", "40", "size", ""),
    ],
)
def test_what_only_looks_like_a_denial_is_asserted(text: str, words: str, variable: str, code: str) -> None:
    assert judged(text, words, variable, code=code) == "asserted"


def test_words_held_at_arms_length_are_hedged() -> None:
    assert judged("Two were reportedly killed.", "reportedly killed", "response", code="kill") == "hedged"
    assert judged("We are told three dead. We cannot confirm it.", "three") == "hedged"
    assert judged("Three are dead, which could not be confirmed.", "Three") == "hedged"


def test_a_demand_or_a_slogan_is_as_it_is_and_the_network_may_say_more() -> None:
    assert judged("They reportedly want bread.", "bread", "demand") == "asserted"
    assert judged("Two died.", "Two", network="denied") == "denied"
    assert judged("Two died.", "Two", network="hedged") == "hedged"
