"""``placard watch``: polls, remembers, resumes, and loses nothing when it is stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from placard.reading import ReadOptions
from placard.store.store import Store
from placard.watching import Round, watch
from tests.reading.site import Answer, Site, local_fetcher, serve

PAGE = (Path(__file__).resolve().parent / "reading" / "samples" / "page.html").read_bytes()
HTML, XML = {"Content-Type": "text/html"}, {"Content-Type": "application/rss+xml"}


def feed(site: Site, *paths: str) -> bytes:
    items = "".join(
        f"<item><title>T</title><link>{site.url(path)}</link><description>A teaser.</description></item>" for path in paths
    )
    return f'<rss version="2.0"><channel><title>Coast Times</title>{items}</channel></rss>'.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        for name in ("a", "b", "c"):
            site.answers[f"/{name}"] = (
                200,
                HTML,
                PAGE.replace(b"80 canoes", name.encode() + b"80 canoes").replace(b"/fishers", name.encode()),
            )
        yield site


def rounds(site: Site, project: Path, count: int, between: object = None) -> list[Round]:
    options = ReadOptions(fetcher=local_fetcher(pause=0.0))

    def sleep(_: float) -> None:
        if callable(between):
            between()

    return list(watch([site.url("/feed")], project, rounds=count, options=options, sleep=sleep))


def test_a_feed_is_polled_and_only_new_entries_are_read(site: Site, tmp_path: Path) -> None:
    site.answers["/feed"] = (200, XML, feed(site, "/a"))

    def more() -> None:
        site.answers["/feed"] = (200, XML, feed(site, "/b", "/a"))

    first, second = rounds(site, tmp_path / "p", 2, more)
    assert (first.new, first.entries, second.new, second.entries) == (1, 1, 1, 2)
    assert site.paths().count("/a") == 1
    with Store.open(tmp_path / "p") as store:
        assert store.counts().documents == 2
        assert {document.url for document in store.documents()}


def test_a_watch_goes_on_where_another_was_stopped(site: Site, tmp_path: Path) -> None:
    site.answers["/feed"] = (200, XML, feed(site, "/a", "/b"))
    assert [one.new for one in rounds(site, tmp_path / "p", 1)] == [2]
    site.asked.clear()
    assert [one.new for one in rounds(site, tmp_path / "p", 1)] == [0]
    assert site.paths() == ["/robots.txt", "/feed"]


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    def answer(headers: dict[str, str]) -> Answer:
        return (304, {}, b"") if headers.get("if-none-match") == '"1"' else (200, XML | {"ETag": '"1"'}, feed(site, "/a"))

    site.answers["/feed"] = answer
    assert [(one.new, one.entries) for one in rounds(site, tmp_path / "p", 2)] == [(1, 1), (0, 0)]


def test_an_entry_that_could_not_be_fetched_is_tried_again_although_the_feed_has_not_changed(site: Site, tmp_path: Path) -> None:
    def answer(headers: dict[str, str]) -> Answer:
        return (304, {}, b"") if headers.get("if-none-match") == '"1"' else (200, XML | {"ETag": '"1"'}, feed(site, "/busy"))

    site.answers["/feed"] = answer
    site.answers["/busy"] = (503, {}, b"")

    def recovers() -> None:
        site.answers["/busy"] = (200, HTML, PAGE)

    first, second = rounds(site, tmp_path / "p", 2, recovers)
    assert [problem.kind for problem in first.problems] == ["fetch"]
    assert (first.new, second.new) == (0, 1)


def test_a_feed_that_redirects_to_a_metadata_address_is_one_problem(site: Site, tmp_path: Path) -> None:
    site.answers["/feed"] = (302, {"Location": "http://169.254.169.254/latest/"}, b"")
    (found,) = rounds(site, tmp_path / "p", 1)
    assert [problem.kind for problem in found.problems] == ["address"]


def test_entries_of_a_feed_cannot_lead_to_private_addresses(site: Site, tmp_path: Path) -> None:
    site.answers["/feed"] = (200, XML, feed(site, "/a").replace(site.url("/a").encode(), b"http://192.168.1.1/router"))
    (found,) = rounds(site, tmp_path / "p", 1)
    assert found.new == 0 and [problem.kind for problem in found.problems] == ["address"]


def test_pages_remembered_by_a_run_are_not_fetched_again(site: Site, tmp_path: Path) -> None:
    import placard

    def answer(headers: dict[str, str]) -> Answer:
        return (304, {}, b"") if headers.get("if-none-match") else (200, HTML | {"ETag": '"x"'}, PAGE)

    site.answers["/e"] = answer
    for new, kinds in ((1, {}), (0, {"unchanged": 1})):
        found = placard.read([site.url("/e")], tmp_path / "p", options=ReadOptions(fetcher=local_fetcher()))
        assert (found.new, found.skipped) == (new, kinds)
