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
    value, evidence = slogan(text, _tagged(text, words), "for", 0.9, [])
    assert value.text == words
    assert value.translation == translation
    assert [span.quote for span in evidence] == ([translation] if translation else [])


@pytest.mark.parametrize(
    ("stance", "sure", "sentence", "expected"),
    [
        ("against", 0.9, 0, ("against", "the governor")),
        ("against", 0.9, 9, (None, None)),  # too far from the slogan: against whom is not said
        ("against", 0.6, 0, (None, "the governor")),  # unsure: no better than always saying "against"
        ("for", 0.9, 0, ("for", None)),  # whom the event is against is not whom the slogan is for
        ("for", 0.6, 0, (None, "the governor")),
    ],
)
def test_the_stance_is_given_when_sure_and_the_target_when_named_nearby(
    stance: str, sure: float, sentence: int, expected: tuple[str | None, str | None]
) -> None:
    text = 'They shouted "Resign" at the governor.'
    target = _tagged(text, "the governor", "target", sentence=sentence)
    value, _ = slogan(text, _tagged(text, "Resign"), stance, sure, [target])
    assert (value.stance, value.target) == expected
