"""HTML: the article and what its page declares, the bytes hashed; nothing guessed."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from tests.reading.helpers import one_problem, page, read

ARTICLE = "".join(
    f"<p>{text}</p>"
    for text in (
        "About 300 dockers marched to the port gate in Tema on Monday, the union said, to ask for wages owed since May.",
        "They carried a banner that read &ldquo;Pay us&rdquo; and sat down in front of the gate for two hours.",
        "Police watched and made no arrests. The port company said it would meet the union on Thursday 14 March 2019.",
    )
)
HEAD = (
    '<meta property="og:site_name" content="Tema Post"><meta property="og:title" content="Dockers march">'
    '<meta property="article:published_time" content="2019-03-12T08:00:00Z"><link rel="canonical" href="https://post.example/a">'
)


def test_the_article_and_its_metadata(tmp_path: Path) -> None:
    data = page(f"<nav><a href='/'>Home</a></nav><article><h1>Dockers march</h1>{ARTICLE}</article>", HEAD).encode()
    (tmp_path / "x.html").write_bytes(data)
    [reading], problems = read(tmp_path)
    document, source = reading.document, reading.source
    assert not problems
    assert source is not None
    assert source.name == "Tema Post"
    assert document.source_id == source.id
    assert (document.title, document.published, document.url) == ("Dockers march", "2019-03-12T08:00:00+00:00", "https://post.example/a")
    assert "\u201cPay us\u201d" in document.text and "<" not in document.text and "Home" not in document.text
    assert document.reader == f"html 1 (trafilatura {version('trafilatura')})"
    assert document.raw_sha256 == hashlib.sha256(data).hexdigest()
    assert reading.raw == data


def test_a_date_in_the_prose_is_no_publication_date(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(page(f"<article>{ARTICLE}</article>"), encoding="utf-8")
    [reading], _ = read(tmp_path)
    assert reading.document.published is None


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    body = (
        "<article>"
        + "<p>Несколько сотен рабочих вышли в понедельник на площадь и потребовали зарплату за май.</p>" * 3
        + "</article>"
    )
    (tmp_path / "x.html").write_bytes(page(body, '<meta charset="windows-1251">').encode("cp1251"))
    [reading], problems = read(tmp_path)
    assert "рабочих" in reading.document.text
    assert not problems


def test_a_page_without_an_article(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(page("<nav><a href='/a'>Home</a> <a href='/b'>Sport</a></nav>"), encoding="utf-8")
    problem = one_problem(tmp_path / "x.html")
    assert problem.kind == "no_article"


def test_a_page_of_50_megabytes(tmp_path: Path) -> None:
    with (tmp_path / "x.html").open("wb") as file:
        file.write(b"<html><body>")
        file.truncate(50 * 2**20)
    problem = one_problem(tmp_path / "x.html")
    assert problem.kind == "too_large"
    assert "16 MB" in problem.message
    assert "max_bytes" in problem.fix


def test_a_page_nested_very_deeply_is_one_line_at_most(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(page("<div>" * 50_000 + ARTICLE), encoding="utf-8")
    readings, problems = read(tmp_path)
    assert len(readings) + len(problems) == 1


def test_reading_a_page_twice_gives_the_same_document(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(page(f"<article>{ARTICLE}</article>", HEAD), encoding="utf-8")
    assert read(tmp_path) == read(tmp_path)
