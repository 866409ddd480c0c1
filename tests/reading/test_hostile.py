"""Input made to hurt: each one clear line (or a document as it is), never a crash, a hang or a full memory.

Nothing here measures time; what would hang fails by hanging, and what fills the memory by failing in a process that is limited.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from placard.errors import ReadError
from placard.reading import aside
from placard.reading.xml import parse_xml
from tests.reading.helpers import TEXT, one_problem, page, read
from tests.reading.samples.make import W, docx, pdf, zipped


def put(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return path


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)) + "]>"


@pytest.mark.parametrize("ending", ["zip", "docx"])
def test_a_zip_bomb(tmp_path: Path, ending: str) -> None:
    name = "word/document.xml" if ending == "docx" else "a.txt"
    path = put(tmp_path / f"x.{ending}", zipped({name: b"a " * 20_000_000}))
    assert path.stat().st_size < 100_000
    problem = one_problem(path)
    assert problem.kind == "archive_limit" and "200 times" in problem.message


def test_a_zip_bomb_leaves_the_other_files_readable(tmp_path: Path) -> None:
    path = put(tmp_path / "x.zip", zipped({"a.txt": b"\0" * 50_000_000, "b.txt": TEXT.encode()}))
    (reading,), (problem,) = read(path)
    assert reading.document.text == TEXT and problem.kind == "archive_limit"


def test_a_gzip_bomb(tmp_path: Path) -> None:
    path = put(tmp_path / "x.txt.gz", gzip.compress(b"a " * 50_000_000))
    assert one_problem(path).kind == "archive_limit"


def test_gzip_in_gzip(tmp_path: Path) -> None:
    path = put(tmp_path / "x.txt.gz.gz", gzip.compress(gzip.compress(TEXT.encode())))
    assert one_problem(path).kind == "archive_limit"


def test_a_tar_bomb(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = 60_000_000
        archive.addfile(info, io.BytesIO(b" " * info.size))
    assert one_problem(put(tmp_path / "x.tar.gz", out.getvalue())).kind == "archive_limit"


def test_archives_within_archives_within_archives(tmp_path: Path) -> None:
    data = zipped({"a.txt": TEXT.encode()})
    for _ in range(2):
        data = zipped({"inner.zip": data})
    readings, problems = read(put(tmp_path / "three.zip", data))
    assert len(readings) == 1 and not problems
    for _ in range(20):
        data = zipped({"inner.zip": data})
    assert one_problem(put(tmp_path / "deep.zip", data)).kind == "archive_limit"


def test_many_archives_in_one_share_one_limit(tmp_path: Path) -> None:
    inner = zipped({"a.txt": b"a " * 400_000})
    path = put(tmp_path / "x.zip", zipped({f"{number:02}.zip": inner for number in range(40)}))
    _, problems = read(path, max_unpacked_bytes=8_000_000, max_words=10_000_000)
    assert [problem.kind for problem in problems][-1] == "archive_limit"


def test_an_archive_of_too_many_files(tmp_path: Path) -> None:
    path = put(tmp_path / "x.zip", zipped({f"{number}.txt": b"" for number in range(50)}))
    _, problems = read(path, max_members=20)
    assert problems[-1].kind == "archive_limit" and "more than 20 files" in problems[-1].message


@pytest.mark.parametrize(
    "name", ["../../outside.txt", "/etc/outside.txt", "..\\..\\outside.txt", "C:\\outside.txt", "a/../../outside.txt"]
)
def test_path_traversal_in_archives_leads_nowhere(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    before = set(tmp_path.rglob("*"))
    path = put(folder / "x.zip", zipped({name: TEXT.encode()}))
    (reading,), problems = read(path)
    assert reading.document.text == TEXT and not problems
    assert set(tmp_path.rglob("*")) == before | {path}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    (reading,), problems = read(put(folder / "y.tar", out.getvalue()))
    assert reading.document.text == TEXT and not problems


def test_symlinks_and_devices_in_archives(tmp_path: Path) -> None:
    secret = put(tmp_path / "secret.txt", TEXT)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (
            ("a.txt", tarfile.SYMTYPE),
            ("b.txt", tarfile.LNKTYPE),
            ("c.txt", tarfile.CHRTYPE),
            ("d.txt", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(secret)
            archive.addfile(info)
    readings, problems = read(put(tmp_path / "x.tar", out.getvalue()))
    assert not readings and [problem.kind for problem in problems] == ["link", "link", "unreadable", "unreadable"]
    zipped_link = io.BytesIO()
    with zipfile.ZipFile(zipped_link, "w") as links:
        entry = zipfile.ZipInfo("a.txt")
        entry.external_attr = 0o120777 << 16
        links.writestr(entry, str(secret))
    assert one_problem(put(tmp_path / "x.zip", zipped_link.getvalue())).kind == "link"


def test_an_encrypted_archive_and_one_cut_short(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    for at in (data.find(b"PK\x01\x02") + 8, 6):
        data[at] |= 1
    assert one_problem(put(tmp_path / "x.zip", bytes(data))).kind == "encrypted"
    assert one_problem(put(tmp_path / "y.zip", zipped({"a.txt": TEXT.encode()})[:40])).kind == "archive"


def test_a_zip_whose_member_has_no_name(tmp_path: Path) -> None:
    """Found by fuzzing: the library looks at the last letter of a name."""
    data = zipped({"a.txt": TEXT.encode(), "b.txt": (TEXT + " b").encode()})
    at, end = data.rindex(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entry = data[at : at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 51 : end]
    size = int.from_bytes(data[end + 12 : end + 16], "little") - 5
    whole = data[:at] + entry + data[end : end + 12] + size.to_bytes(4, "little") + data[end + 16 :]
    (reading,), _ = read(put(tmp_path / "x.zip", whole))
    assert reading.document.text == TEXT


def test_a_million_nested_tags(tmp_path: Path) -> None:
    deep = "<div>" * 1_000_000 + TEXT + "</div>" * 1_000_000
    for name, body in (("x.html", page(deep)), ("x.xml", f"<rss><channel>{deep}</channel></rss>"), ("y.xml", "<urlset>" + deep)):
        readings, problems = read(put(tmp_path / name, body))
        assert len(readings) + len(problems) == 1
    cut = f'<w:document xmlns:w="{W}">' + "<w:p>" * 1_000_000
    assert one_problem(put(tmp_path / "x.docx", zipped({"word/document.xml": cut.encode()}))).kind in {"xml", "archive_limit"}


@pytest.mark.parametrize("kind", ["rss", "feed", "urlset"])
def test_billion_laughs(tmp_path: Path, kind: str) -> None:
    body = f"<?xml version='1.0'?>{LAUGHS}<{kind}><item><title>&l;</title></item></{kind}>"
    problem = one_problem(put(tmp_path / "x.xml", body))
    assert problem.kind == "xml" and "entities" in problem.message
    assert one_problem(put(tmp_path / "y.xml", body.encode("utf-16"))).kind == "xml"


def test_billion_laughs_in_a_word_document(tmp_path: Path) -> None:
    body = f"<?xml version='1.0'?>{LAUGHS}<w:document xmlns:w='{W}'><w:p><w:t>&l;</w:t></w:p></w:document>"
    assert one_problem(put(tmp_path / "x.docx", zipped({"word/document.xml": body.encode()}))).kind == "xml"


def test_external_entities_read_no_file(tmp_path: Path) -> None:
    secret = put(tmp_path / "secret.dat", "hidden words of this machine")
    for body in (
        f"<!DOCTYPE x [<!ENTITY f SYSTEM 'file://{secret}'>]><rss>&f;</rss>",
        f"<!DOCTYPE x SYSTEM 'file://{secret}'><rss/>",
    ):
        try:
            tree = parse_xml(body.encode())
        except ReadError as error:
            assert error.kind == "xml"
        else:
            assert "hidden" not in "".join(tree.itertext())


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html", "x.jsonl", "x.csv", "x.eml"])
def test_nul_bytes(tmp_path: Path, name: str) -> None:
    body = {
        "x.jsonl": json.dumps({"id": "a", "text": "Some\0 words"}),
        "x.csv": "id,text\na,Some\0 words\n",
        "x.eml": "From: a@b.example\nSubject: s\n\nSome\0 words marched\n",
    }.get(name, "Some\0 words marched to the port")
    assert one_problem(put(tmp_path / name, body)).kind in {"binary", "csv"}


def test_lone_surrogates_in_every_json(tmp_path: Path) -> None:
    half = r"Workers \ud83d marched in Tema"
    telegram = (
        '{"name": "A", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", "text": "HALF"}]}'.replace(
            "HALF", half
        )
    )
    for name, body in (("x.jsonl", f'{{"id": "a", "text": "{half}"}}'), ("x.json", telegram)):
        problem = one_problem(put(tmp_path / name, body))
        assert problem.kind == "text" and "half a character" in problem.message


def test_half_characters_in_details_are_replaced(tmp_path: Path) -> None:
    body = '{"name": "A", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", "text": "Two words", '
    (reading,), _ = read(put(tmp_path / "x.json", body + r'"forwarded_from": "B \ud83d"}]}'))
    assert {one.value for one in reading.details} == {"B ?", "1"}


@pytest.mark.parametrize(
    "odd",
    [
        "\u202e\u202d\u2066\u2069",
        "\u200b\u200c\u200d\ufeff" * 50_000,
        "a" + "\u0301" * 200_000,
        "\U000e0041" * 1000,
        "\u2028\u2029\x85",
    ],
)
def test_overrides_zero_width_and_combining_floods_are_kept_as_they_are(tmp_path: Path, odd: str) -> None:
    text = f"Some 300 dockers {odd} marched to the port gate in Tema on Monday."
    (reading,), problems = read(put(tmp_path / "x.txt", text))
    assert reading.document.text == text and not problems


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html", "x.jsonl", "x.csv", "x.tsv", "x.json", "x.urls"])
def test_a_single_line_of_100_megabytes(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        if name == "x.csv":
            file.write(b"id,text\na,")
        for _ in range(100):
            file.write(b"word " * 200_000)
    problem = one_problem(tmp_path / name)
    assert problem.kind in {"too_large", "csv", "json", "columns"}


def test_a_table_of_100000_columns(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(100_000))
    problem = one_problem(put(tmp_path / "x.csv", f"text,{header}\n{TEXT}\n"))
    assert problem.kind == "columns" and "100,001 columns" in problem.message


def test_cells_that_begin_like_a_formula_are_read_as_they_are(tmp_path: Path) -> None:
    (reading,), _ = read(put(tmp_path / "x.csv", 'id,text\n=1+1,"=HYPERLINK(""http://x.example"") is no formula here"\n'))
    assert reading.document.input_id == "=1+1" and reading.document.text.startswith("=HYPERLINK")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.jsonl", '{"id": "a", "text": '),
        ("x.json", ""),
        ("y.json", '{"articles": '),
        ("z.json", '{"type": "x", "id": 1, "messages": '),
    ],
)
def test_json_of_depth_100000(tmp_path: Path, name: str, start: str) -> None:
    assert one_problem(put(tmp_path / name, start + "[" * 100_000 + "]" * 100_000)).kind == "json"


def test_a_pdf_whose_pages_lead_in_a_circle(tmp_path: Path) -> None:
    data = pdf([TEXT]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert one_problem(put(tmp_path / "x.pdf", data)).kind in {"pdf", "empty", "no_text_layer"}


def test_a_pdf_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from placard.reading import pdf as reader

    slow = aside.Aside("tests.reading.never_ends")
    monkeypatch.setattr(reader, "_ASIDE", slow)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]))
    try:
        problem = one_problem(put(tmp_path / "x.pdf", pdf([TEXT])), max_seconds=1)
        assert problem.kind == "pdf" and "longer than 1 second" in problem.message
    finally:
        slow.end()


def test_a_pdf_stream_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    import zlib

    stream = zlib.compress(b"\0" * 300_000_000, 9)
    for _ in range(1):
        stream = zlib.compress(stream, 9)
    body = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(stream), stream)
    data = pdf([TEXT])
    start, end = data.index(b"3 0 obj\n") + 8, data.index(b"\nendobj", data.index(b"3 0 obj\n"))
    assert one_problem(put(tmp_path / "x.pdf", data[:start] + body + data[end:])).kind in {"pdf", "no_text_layer"}


def test_a_pdf_with_a_password_and_one_of_too_many_pages(tmp_path: Path) -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([TEXT])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert one_problem(put(tmp_path / "x.pdf", out.getvalue())).kind == "encrypted"
    assert one_problem(put(tmp_path / "y.pdf", pdf([TEXT] * 9)), max_pages=8).kind == "too_large"


@pytest.mark.parametrize("date", ["99999-01-01", "+99999-01-01T00:00:00Z", "1 January 99999", "99999999999999", "0000-00-00", "-1"])
def test_a_date_in_the_year_99999(tmp_path: Path, date: str) -> None:
    (reading,), (problem,) = read(put(tmp_path / "x.jsonl", json.dumps({"id": "a", "text": TEXT, "date": date})))
    assert reading.document.published is None and problem.kind == "date"
    mail = f"From: a@b.example\nSubject: s\nDate: Wed, 03 Mar 99999 10:00:00 +0000\n\n{TEXT}\n"
    (reading,), _ = read(put(tmp_path / "x.eml", mail))
    assert reading.document.published is None
    chat = {
        "name": "A",
        "type": "public_channel",
        "id": 1,
        "messages": [{"id": 1, "type": "message", "text": TEXT, "date_unixtime": "9" * 30}],
    }
    (reading,), _ = read(put(tmp_path / "x.json", json.dumps(chat)))
    assert reading.document.published is None


def test_a_mail_of_messages_within_messages(tmp_path: Path) -> None:
    deep = "".join(
        f'From: a@b.example\nSubject: s\nContent-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'
        if n == 0
        else f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'
        for n in range(3000)
    )
    readings, problems = read(put(tmp_path / "x.eml", deep + "\nSome words."))
    assert len(readings) + len(problems) == 1


def test_an_attachment_that_is_a_mail_with_an_attachment_ends(tmp_path: Path) -> None:
    body = "From: a@b.example\nSubject: s\n\nSome words here.\n"
    for _ in range(8):
        import base64

        packed = base64.b64encode(body.encode()).decode()
        body = (
            'From: a@b.example\nSubject: s\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
            "Content-Type: application/octet-stream\n"
            f'Content-Disposition: attachment; filename="x.eml"\nContent-Transfer-Encoding: base64\n\n{packed}\n--b--\n'
        )
    problem = one_problem(put(tmp_path / "x.eml", body))
    assert problem.kind == "archive_limit"


def test_a_word_document_that_is_none(tmp_path: Path) -> None:
    assert one_problem(put(tmp_path / "x.docx", docx()[:300])).kind == "docx"
    assert one_problem(put(tmp_path / "y.docx", zipped({"a.xml": b"<a/>"}))).kind == "docx"
    assert one_problem(put(tmp_path / "z.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 100)).kind == "encrypted"


def test_web_archives_that_are_none_or_break_off(tmp_path: Path) -> None:
    whole = (Path(__file__).resolve().parent / "samples" / "capture.warc.gz").read_bytes()
    assert one_problem(put(tmp_path / "x.warc", b"nothing of the kind")).kind == "warc"
    readings, problems = read(put(tmp_path / "y.warc.gz", whole[: len(whole) // 2]))
    assert (
        len(problems) >= 1
        and all(problem.kind in {"warc", "no_article", "passed_over"} for problem in problems)
        and len(readings) <= 1
    )


def test_xml_that_is_no_feed(tmp_path: Path) -> None:
    assert one_problem(put(tmp_path / "x.xml", "<html><p>page</p></html>")).kind == "xml"
    assert one_problem(put(tmp_path / "y.rss", "<rss><channel/></rss>")).kind == "empty"


def test_a_mail_that_is_none(tmp_path: Path) -> None:
    assert one_problem(put(tmp_path / "x.eml", "no headers at all, just a line of words")).kind == "mail"
    assert one_problem(put(tmp_path / "x.mbox", "no headers at all, just a line of words")).kind == "mail"


def test_a_telegram_export_that_holds_only_private_chats(tmp_path: Path) -> None:
    body = {"name": "A", "type": "personal_chat", "id": 1, "messages": [{"id": 1, "type": "message", "text": TEXT}]}
    assert one_problem(put(tmp_path / "x.json", json.dumps(body))).kind == "private_chat"
