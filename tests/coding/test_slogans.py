import pytest

from placard.coding.decode import Tagged
from placard.coding.slogans import slogan


def _tagged(text: str, words: str, label: str = "slogan", sentence: int = 0) -> Tagged:
    start = text.index(words)
    return Tagged(label, 0, 1, start, start + len(words), sentence, 0.9)


@pytest.mark.parametrize(
    ("text", "words", "translation"),
    [
        ('They chanted «زن، زندگی، آزادی» ("Woman, life, freedom") at the gate.', "زن، زندگی، آزادی", "Woman, life, freedom"),
        ("A banner read «Хлеба и мира», which means “Bread and peace”, in red.", "Хлеба и мира", "Bread and peace"),
        (
            'They chanted «نان» and later, far from there, after a long walk through the old town, a boy said "Good night".',
            "نان",
            None,
        ),
        ('They chanted "Bread" ("Freedom") there.', "Bread", None),
    ],
)
def test_translation_beside_the_original(text: str, words: str, translation: str | None) -> None:
    value, evidence = slogan(text, _tagged(text, words), "for", [])
    assert value.text == words
    assert value.translation == translation
    assert [span.quote for span in evidence] == ([translation] if translation else [])


def test_the_target_is_words_the_event_names_nearby() -> None:
    text = 'They shouted "Resign" at the governor.'
    value, _ = slogan(text, _tagged(text, "Resign"), "against", [_tagged(text, "the governor", "target")])
    assert (value.stance, value.target) == ("against", "the governor")
    far, _ = slogan(text, _tagged(text, "Resign"), "against", [_tagged(text, "the governor", "target", sentence=9)])
    assert far.target is None
