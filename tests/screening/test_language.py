"""Language identification."""

from __future__ import annotations

import pytest

from placard.errors import ConfigError
from placard.screening import language
from placard.screening.language import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hundreds of nurses marched through the town on Monday to demand their pay.", "en"),
        ("صدها پرستار روز دوشنبه در شهر راهپیمایی کردند و خواستار حقوق خود شدند.", "fa"),
        ("Cientos de enfermeras marcharon el lunes por el centro de la ciudad para exigir su salario.", "es"),
        ("Сотни медсестёр прошли в понедельник по городу и потребовали зарплату.", "ru"),
        ("Des centaines d'infirmières ont défilé lundi dans la ville pour réclamer leur salaire.", "fr"),
        ("Yüzlerce hemşire pazartesi günü maaşlarını talep etmek için şehirde yürüdü.", "tr"),
    ],
)
def test_a_sentence_is_enough(text: str, language: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize("text", ["", "   ", "Protest", "12345 67890 !!! ???", "ok ok", "\x00\ud800"])
def test_too_little_to_tell(text: str) -> None:
    assert identify(text) is None


def test_most_of_a_long_text_decides_whatever_it_begins_with() -> None:
    english = "Hundreds of nurses marched through the town on Monday to demand their pay. They were peaceful. "
    russian = "Сотни медсестёр прошли в понедельник по городу и потребовали зарплату. "
    assert identify(english * 200) == "en"
    assert identify("The nurses wrote: " + russian * 8 + english * 20) == "en"
    assert identify(english + russian * 40) == "ru"


def test_no_room_to_unpack_the_model_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from py3langid.langid import LanguageIdentifier

    def full(*given: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LanguageIdentifier, "from_model_file", full)
    language._identifier.cache_clear()
    with pytest.raises(ConfigError, match=r"cannot be unpacked: No space left on device \(free some space there.*TMPDIR"):
        identify("Hundreds of nurses marched through the town on Monday.")
    monkeypatch.undo()
    assert identify("Hundreds of nurses marched through the town on Monday.") == "en"


@pytest.mark.parametrize(
    ("words", "fewest", "enough"), [("abc", 3, True), ("a1b2", 3, False), ("\u0646\u0627\u0646", 3, True), ("", 0, True)]
)
def test_letters_are_counted_in_any_script(words: str, fewest: int, enough: bool) -> None:
    assert language.letters(words, fewest) is enough
