"""Plain text: exact decoding, ids, hashes, encodings."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placard.errors import ReadError
from placard.reading.decode import declared_charset, decode
from placard.records import make_id, text_hash
from tests.reading.helpers import TEXT, one_problem, read

RUSSIAN = "Около трёхсот рабочих вышли в понедельник на площадь и потребовали выплаты зарплаты, сообщил профсоюз."
PERSIAN = "صدها کارگر روز دوشنبه در میدان شهر گرد آمدند و خواستار پرداخت دستمزدهای خود شدند"


def test_a_text_file_is_one_document_with_its_path_as_id(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(TEXT, encoding="utf-8")
    [reading], problems = read(tmp_path)
    document = reading.document
    assert not problems
    assert document.input_id == "a/x.txt"
    assert document.id == make_id("doc", "a/x.txt", text_hash(TEXT))
    assert document.text == TEXT
    assert document.reader == "text 1"
    assert (document.published, document.title, document.source_id, reading.source) == (None, None, None, None)


def test_the_text_is_exactly_what_the_file_holds(tmp_path: Path) -> None:
    text = "\tA march \r\nin Cafe\u0301 square\u2028today.\n\n"
    (tmp_path / "x.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    [reading], _ = read(tmp_path / "x.txt")
    assert reading.document.text == text
    assert reading.document.text_sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_settles_the_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "x.txt").write_bytes(PERSIAN.encode(encoding))
    [reading], problems = read(tmp_path / "x.txt")
    assert reading.document.text == PERSIAN
    assert not problems


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (PERSIAN, "cp1256")])
def test_another_encoding_is_found_and_said(tmp_path: Path, text: str, encoding: str) -> None:
    text = text.replace("ی", "ي").replace("ک", "ك")  # Windows-1256 has the Arabic letters only
    (tmp_path / "x.txt").write_bytes(" ".join([text] * 4).encode(encoding))
    [reading], [problem] = read(tmp_path / "x.txt")
    assert text in reading.document.text
    assert problem.kind == "guessed_encoding"
    assert encoding in problem.message
    assert encoding in reading.document.reader


def test_broken_utf8_is_refused_and_the_byte_named(tmp_path: Path) -> None:
    data = RUSSIAN.encode()
    (tmp_path / "x.txt").write_bytes(data[:22] + data[23:])
    problem = one_problem(tmp_path / "x.txt")
    assert problem.kind == "encoding"
    assert "UTF-8 breaks at byte 21" in problem.message
    assert "save it as UTF-8" in problem.fix


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"%PDF-1.7 lots of text", "PDF"),
        (b"PK\x03\x04 docx", "ZIP"),
        (b"march\x00march", "NUL byte at offset 5"),
        (b"\x01\x02\x03\x04march", "control bytes"),
    ],
)
def test_a_binary_named_txt_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "x.txt").write_bytes(data)
    problem = one_problem(tmp_path / "x.txt")
    assert problem.kind == "binary"
    assert words in problem.message


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    try:
        decoded = decode(text.encode())
    except ReadError as error:
        assert error.kind == "binary"
    else:
        assert decoded.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=400))
def test_any_bytes_decode_without_loss_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ReadError as error:
        assert error.kind in ("binary", "encoding")
    else:
        assert decoded.guessed or data.endswith(decoded.text.encode(decoded.encoding))


def test_the_declared_charset_is_found_and_latin1_read_as_browsers_do() -> None:
    page = b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>\x93Enough\x94</p>'
    assert declared_charset(page) == "iso-8859-1"
    assert "\u201cEnough\u201d" in decode(page, "iso-8859-1").text
