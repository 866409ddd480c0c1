"""One real file of every format beyond text, tables and pages: what becomes a document, and what is kept beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from placard.reading import Reading
from placard.records import Problem
from tests.reading.helpers import one_problem, read

SAMPLES = Path(__file__).resolve().parent / "samples"


def sample(name: str) -> tuple[list[Reading], list[Problem]]:
    return read(SAMPLES / name)


def details(reading: Reading) -> dict[str, str]:
    return {one.name: one.value for one in reading.details}


def summary(readings: list[Reading]) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.document.title, one.document.published, one.source.name if one.source else None) for one in readings]


def test_a_telegram_channel() -> None:
    readings, problems = sample("telegram.json")
    assert not problems
    assert [one.document.input_id for one in readings] == [f"telegram:1700000001/{number}" for number in (2, 3, 4)]
    assert all(one.source and (one.source.name, one.source.kind) == ("Harbour Workers Tema", "channel") for one in readings)
    first, forward, reply = readings
    assert first.document.text.startswith("Some 400 dockers marched to the main gate in Tema this evening")
    assert first.document.published == "2021-03-02T22:30:00+00:00"
    assert first.document.url == "https://t.me/c/1700000001/2"
    assert details(first)["edited"] == "2021-03-02T23:10:00+00:00"
    (link,) = [one for one in first.details if one.name == "link"]
    assert first.document.text[link.start : link.end] == "our demands" and link.value == "https://dockers.example/demands"
    assert details(forward)["forwarded_from"] == "Coast Radio"
    assert details(reply) == {"reply_to": "3", "message_id": "4", "caption_of": "photo"}


def test_a_telegram_account_reads_channels_and_leaves_private_chats(tmp_path: Path) -> None:
    chat = (SAMPLES / "telegram.json").read_text(encoding="utf-8")
    private = chat.replace("public_channel", "personal_chat").replace("Harbour Workers Tema", "Ama")
    (tmp_path / "result.json").write_text(f'{{"about": "x", "chats": {{"list": [{chat}, {private}]}}}}', encoding="utf-8")
    readings, problems = read(tmp_path / "result.json")
    assert len(readings) == 3
    assert [problem.kind for problem in problems] == ["private_chat"]


def test_a_rss_feed_with_its_zone_byline_and_section() -> None:
    readings, problems = sample("feed.rss")
    assert not problems
    assert summary(readings) == [
        ("Teachers walk out in Ho", "2021-03-02T23:30:00+01:00", "Volta Gazette"),
        ("Market closed", "2021-03-03T08:00:00+00:00", "Volta Gazette"),
    ]
    document = readings[0].document
    assert document.text == (
        "About 250 teachers in Ho stopped work on Tuesday over unpaid allowances & late promotions.\n"
        "They marched to the education office, the union said."
    )
    assert (document.input_id, document.language) == ("volta-101", "en")
    assert details(readings[0]) == {"byline": "A. Writer", "section": "Education"}


def test_an_atom_feed() -> None:
    (reading,), _ = sample("feed.atom")
    assert reading.document.published == "2021-03-04T09:15:00-05:00"
    assert reading.document.text.startswith("Residents began a sit-in at the gate")


def test_markdown_gives_its_words_and_its_front_matter() -> None:
    (reading,), problems = sample("report.md")
    assert not problems
    assert summary([reading]) == [("Nurses begin a sit-in", "2021-03-05", "Lake Bulletin")]
    text = reading.document.text
    assert "Some 120 nurses began a sit-in at the regional hospital in Kisumu on Friday." in text
    assert "They want 2 * 3 new wards." in text and "**" not in text and "](" not in text


def test_a_mail_with_an_attachment() -> None:
    (mail, attached), problems = sample("message.eml")
    assert not problems
    assert summary([mail]) == [("Dockers march \u2013 statement", "2021-03-03T10:15:00+01:00", "union.example")]
    assert mail.document.text.endswith("\u2013 their demand is back pay.")
    assert attached.document.input_id == "message.eml!statement.txt"


def test_a_mail_folder() -> None:
    readings, problems = sample("folder.mbox")
    assert not problems
    assert [one.document.text for one in readings] == [
        "Les dockers ont d\u00e9fil\u00e9 mardi \u00e0 Lom\u00e9 pour leurs salaires.\nFrom the gate they went on to the market.",
        "The port was closed on Thursday.\nPolice guarded the gate.",
    ]


def test_nexis_exports_of_both_forms() -> None:
    readings, problems = sample("nexis-old.txt")
    assert not problems
    assert summary(readings) == [
        ("Teachers march in Ho over unpaid allowances", "2021-03-03", "The Volta Courier"),
        ("Traders close market", "2021-03-05", "Coast Times"),
    ]
    assert readings[0].document.text.endswith("Note: the march ended at noon. Police said nobody was arrested.")
    assert details(readings[0])["byline"] == "Jane Example"
    readings, problems = sample("nexis-uni.txt")
    assert not problems
    assert summary(readings) == [
        ("Nurses begin sit-in at regional hospital", "2021-03-05", "Lake Bulletin (Kenya)"),
        ("Bus drivers strike", "2021-03-06", "Lake Bulletin (Kenya)"),
    ]
    assert readings[0].document.text.endswith("They ask for back pay.")


def test_a_factiva_export() -> None:
    readings, problems = sample("factiva.txt")
    assert not problems
    assert summary(readings) == [
        ("Dockers block the port road in Tema", "2021-03-03", "Coast Times"),
        ("Port reopens", "2021-03-04", "Coast Times"),
    ]
    assert readings[0].document.input_id == "factiva:CSTTMS0020210303eh3300001"
    assert readings[0].document.text.splitlines()[-1] == "Police said five people were arrested. The union said nobody was."


def test_a_proquest_export() -> None:
    readings, problems = sample("proquest.txt")
    assert not problems
    assert summary(readings) == [
        ("Students rally in Accra over fees", "2021-03-03", "Accra Ledger"),
        ("Drivers block ring road", "2021-03-04", "Accra Ledger"),
    ]
    assert "Demand: we will not pay" in readings[0].document.text


def test_a_pdf_keeps_the_pages_of_its_passages_and_says_which_have_no_text() -> None:
    (reading,), (problem,) = sample("bulletin.pdf")
    text = reading.document.text
    pages = [(one.value, text[one.start : one.end]) for one in reading.details if one.name == "page"]
    assert pages == [
        ("1", "Some 60 farmers rallied in Techiman on Monday."),
        ("3", "They want fair prices, their union said."),
    ]
    assert problem.kind == "scanned_pages" and "1 of its 3 pages" in problem.message
    assert reading.document.title == "Bulletin 9"


def test_a_scanned_pdf_says_that_it_has_no_text_layer() -> None:
    assert one_problem(SAMPLES / "scanned.pdf").message.startswith("has no text layer")


def test_a_word_document_without_what_was_deleted() -> None:
    (reading,), problems = sample("release.docx")
    assert not problems
    assert reading.document.text == "Press release\nAbout 90 retired miners rallied in Obuasi on Monday.\nArrests\t4"
    assert reading.document.title == "Miners rally"


def test_a_page_declares_moment_section_address_and_agency() -> None:
    (reading,), _ = sample("page.html")
    document = reading.document
    assert document.published == "2021-03-04T21:15:00+01:00"
    assert document.url == "https://coast.example/fishers"
    assert details(reading) == {"byline": "Jane Example", "section": "News", "agency": "Reuters"}


@pytest.mark.parametrize("name", ["capture.warc.gz", "capture.wacz"])
def test_web_archives_keep_the_record_and_pass_over_what_is_no_article(name: str) -> None:
    (reading,), (problem,) = sample(name)
    assert reading.document.input_id == "<urn:uuid:00000000-0000-4000-8000-000000000001>"
    assert details(reading)["record_id"] == reading.document.input_id
    assert reading.document.retrieved == "2021-03-05T08:00:00Z"
    assert reading.document.url == "https://coast.example/fishers?utm=1"
    assert problem.kind == "passed_over" and "2 of its 3 responses" in problem.message


def test_a_zip_reads_each_file_by_its_own_reader_in_the_order_of_names() -> None:
    readings, problems = sample("pile.zip")
    assert [one.document.reader.split()[0] for one in readings] == ["telegram"] * 3 + ["feed"] * 2
    assert [problem.kind for problem in problems] == ["unknown_format"]


def test_a_packed_tar_and_a_gzip() -> None:
    readings, problems = sample("pile.tar.gz")
    assert [one.document.input_id for one in readings] == ["pile.tar.gz!one.txt", "pile.tar.gz!two.html"] and not problems
    (reading,), problems = sample("notes.txt.gz")
    assert reading.document.input_id == "notes.txt.gz!notes.txt" and not problems


def test_lists_inside_folders_are_not_fetched(tmp_path: Path) -> None:
    for name in ("gdelt.json", "mediacloud.csv", "pages.urls", "sitemap.xml"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    readings, problems = read(tmp_path)
    assert not readings
    assert [problem.kind for problem in problems if problem.kind != "address"] == ["not_fetched"] * 4


def test_a_table_with_a_text_column_is_a_table_whatever_else_it_has(tmp_path: Path) -> None:
    path = tmp_path / "stories.csv"
    path.write_text("url,media_name,text\nhttps://a.example/,A,Two hundred people marched in Ho.\n", encoding="utf-8")
    (reading,), _ = read(path)
    assert reading.document.reader.startswith("table")
