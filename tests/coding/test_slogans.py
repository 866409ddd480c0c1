import pytest

from placard.coding.decode import Tagged
from placard.coding.slogans import slogan, stance


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
    value, evidence = slogan(text, _tagged(text, words), [])
    assert value.text == words
    assert value.translation == translation
    assert [span.quote for span in evidence] == ([translation] if translation else [])


@pytest.mark.parametrize(
    ("words", "sentence", "expected"),
    [
        ("Resign", 0, ("against", "the governor")),
        ("Resign", 9, (None, None)),  # too far from the slogan: against whom is not said
        ("Long live the union", 0, ("for", None)),  # whom the event is against is not whom the slogan is for
        ("Bread and roses", 0, (None, "the governor")),  # the words do not say
    ],
)
def test_the_stance_is_what_the_words_say_and_the_target_what_is_named_nearby(
    words: str, sentence: int, expected: tuple[str | None, str | None]
) -> None:
    text = f'They shouted "{words}" at the governor.'
    target = _tagged(text, "the governor", "target", sentence=sentence)
    value, _ = slogan(text, _tagged(text, words), [target])
    assert (value.stance, value.target) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Down with the mayor", "against"),
        ("The minister must go!", "against"),
        ("Long live the strike", "for"),
        ("Free the Lagos five", "for"),
        ("Free from fear", None),
        ("Justice for Ana, shame to the police, out", None),  # both
        ("We are hungry", None),
    ],
)
def test_only_words_that_say_so_have_a_stance(words: str, expected: str | None) -> None:
    assert stance(words) == expected
