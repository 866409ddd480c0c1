"""Fetching: politeness, patience, limits, and addresses that are never spoken to."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from placard.errors import ReadError
from placard.reading.addresspolicy import Policy, is_public
from placard.reading.fetch import Fetcher
from placard.reading.remember import Memory
from tests.reading.helpers import one_problem, read
from tests.reading.site import Answer, Clock, Site, local_fetcher, serve

PAGE = (Path(__file__).resolve().parent / "samples" / "page.html").read_bytes()
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        site.answers["/a"] = (200, HTML, PAGE)
        yield site


def kind_of(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(ReadError) as caught:
        fetcher.get(url)
    return caught.value.kind


def test_an_address_becomes_a_document(site: Site) -> None:
    (reading,), problems = read(site.url("/a"), fetcher=local_fetcher(now=lambda: datetime(2021, 3, 6, 9, tzinfo=UTC)))
    assert not problems
    document = reading.document
    assert document.input_id == site.url("/a")
    assert document.url == "https://coast.example/fishers"
    assert document.retrieved == "2021-03-06T09:00:00+00:00"
    assert document.raw_sha256 and reading.raw == PAGE
    assert site.paths() == ["/robots.txt", "/a"]
    assert site.asked[1][1]["user-agent"].startswith("Placard/")


def test_a_list_of_addresses_completes_what_pages_leave_out(site: Site, tmp_path: Path) -> None:
    bare = PAGE.replace(b'<meta property="og:site_name" content="Coast Times">', b"").replace(
        b'<meta property="article:published_time" content="2021-03-04T21:15:00+01:00">', b""
    )
    site.answers["/b"] = (200, HTML, bare)
    path = tmp_path / "stories.csv"
    header = "id,language,media_name,publish_date,title,url"
    path.write_text(f"{header}\n1,en,Coast Times,2021-03-04,T,{site.url('/b')}\n", encoding="utf-8")
    (reading,), problems = read(path, fetcher=local_fetcher())
    assert not problems
    assert reading.source is not None and reading.source.name == "Coast Times"
    assert reading.document.published == "2021-03-04"


def test_robots_are_asked_once_and_obeyed(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    clock = Clock()
    fetcher = local_fetcher(clock)
    assert kind_of(fetcher, site.url("/private/x")) == "robots"
    assert fetcher.get(site.url("/a")) is not None and fetcher.get(site.url("/a")) is not None
    assert site.paths() == ["/robots.txt", "/a", "/a"]
    assert clock.slept[-1] == pytest.approx(7.0)


def test_robots_that_cannot_be_read_mean_no(site: Site) -> None:
    site.answers["/robots.txt"] = (503, {}, b"")
    assert kind_of(local_fetcher(), site.url("/a")) == "robots"
    assert "/a" not in site.paths()


def test_requests_to_one_host_are_paced_and_others_are_not(site: Site) -> None:
    clock = Clock()
    fetcher = local_fetcher(clock)
    fetcher.get(site.url("/a"))
    before = len(clock.slept)
    fetcher.get(site.url("/a", "other.example"))
    assert clock.slept[before:] == [1.0], "one pause between the other host's robots.txt and its page, none for the first host"


def test_a_busy_server_is_given_time(site: Site) -> None:
    tries = iter([(503, {"Retry-After": "20"}, b""), (429, {}, b""), (200, HTML, PAGE)])
    site.answers["/busy"] = lambda _: next(tries)
    clock = Clock()
    page = local_fetcher(clock, pause=0.0).get(site.url("/busy"))
    assert page is not None and page.body == PAGE
    assert clock.slept == [20.0, 2.0]


def test_a_server_that_stays_busy_or_asks_for_an_hour_is_left(site: Site) -> None:
    site.answers["/busy"] = (503, {}, b"")
    site.answers["/later"] = (503, {"Retry-After": "3600"}, b"")
    clock = Clock()
    fetcher = local_fetcher(clock, pause=0.0)
    assert kind_of(fetcher, site.url("/busy")) == "fetch" and site.paths().count("/busy") == 3
    assert kind_of(fetcher, site.url("/later")) == "fetch" and site.paths().count("/later") == 1
    assert sum(clock.slept) < 60


def test_an_unchanged_page_is_not_sent_again(site: Site) -> None:
    def answer(headers: dict[str, str]) -> Answer:
        return (304, {}, b"") if headers.get("if-none-match") == '"v1"' else (200, HTML | {"ETag": '"v1"'}, PAGE)

    site.answers["/e"] = answer
    memory = Memory()
    fetcher = local_fetcher(memory=memory)
    assert fetcher.get(site.url("/e")) is not None
    assert fetcher.get(site.url("/e")) is not None, "not remembered before it is stored"
    remembered = memory.taken()
    assert remembered == {site.url("/e"): {"etag": '"v1"'}}
    assert local_fetcher(memory=Memory(remembered)).get(site.url("/e")) is None
    assert one_problem(site.url("/e"), fetcher=local_fetcher(memory=Memory(remembered))).kind == "unchanged"


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.answers["/from"] = (301, {"Location": "/a"}, b"")
    site.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    page = local_fetcher().get(site.url("/from"))
    assert page is not None and page.url == site.url("/a")
    assert kind_of(local_fetcher(pause=0.0), site.url("/loop")) == "fetch"


@pytest.mark.parametrize(
    "place",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "http://10.0.0.1/",
        "http://[::1]:8080/",
        "file:///etc/passwd",
        "ftp://site.example/",
        "gopher://127.0.0.1:70/x",
    ],
)
def test_a_feed_or_page_that_redirects_to_a_metadata_address_is_refused(site: Site, place: str) -> None:
    site.answers["/feed.xml"] = (302, {"Location": place}, b"")
    assert one_problem(site.url("/feed.xml"), fetcher=local_fetcher()).kind == "address"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1",
        "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::", "::7f00:1",
        "2001:0:1:1:1:1:80ff:fffe", "no address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_addresses_of_the_open_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://user:secret@site.example/",
        "http://site.example:25/",
        "http://site.example:99999/",
        "http:///nohost",
        "http://site.example/a\r\nX-Evil: 1",
        "http://site.example\\@10.0.0.1/",
        "http://" + "a" * 300 + ".example/",
        "http://[::1/",
        "http://0x7f.1/",
        "http://2130706433/",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    policy = Policy(lambda host, port: ["127.0.0.1"] if host in ("0x7f.1", "2130706433") else ["8.8.8.8"])
    with pytest.raises(ReadError) as caught:
        policy.check(url)
    assert caught.value.kind == "address"


def test_a_name_that_resolves_to_a_private_address_is_refused_and_one_bad_answer_is_enough() -> None:
    for answers in (["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1", "8.8.8.8"]):
        with pytest.raises(ReadError) as caught:
            Policy(lambda host, port, given=answers: given).check("https://rebind.example/")  # type: ignore[misc]
        assert caught.value.kind == "address"


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.9.9.9"]])
    policy = Policy(lambda host, port: next(answers), lambda address: address == "127.0.0.1")
    clock = Clock()
    fetcher = Fetcher(policy=policy, clock=clock, sleep=clock.sleep)
    assert fetcher.get(site.url("/a")) is not None, "one look-up for the page, one for robots.txt, none by the connection"
    assert kind_of(fetcher, site.url("/a")) == "address"


def test_a_page_over_the_limit_and_a_packed_bomb(site: Site) -> None:
    site.answers["/big"] = (200, HTML, b"x" * 200_000)
    site.answers["/bomb"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 50_000_000))
    site.answers["/packed"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(PAGE))
    fetcher = local_fetcher(max_bytes=100_000)
    assert kind_of(fetcher, site.url("/big")) == "too_large"
    assert kind_of(fetcher, site.url("/bomb")) == "too_large"
    page = fetcher.get(site.url("/packed"))
    assert page is not None and page.body == PAGE


def test_a_server_that_never_finishes_is_left_in_time(site: Site) -> None:
    import threading

    release = threading.Event()

    def hang(_: dict[str, str]) -> Answer:
        release.wait(20)
        return (200, HTML, PAGE)

    site.answers["/slow"] = hang
    try:
        assert kind_of(local_fetcher(seconds=0.3), site.url("/slow")) == "fetch"
    finally:
        release.set()


def test_a_page_of_no_known_kind(site: Site) -> None:
    site.answers["/x"] = (200, {"Content-Type": "image/png"}, b"\x89PNG")
    site.answers["/gone"] = (410, {}, b"")
    assert one_problem(site.url("/x"), fetcher=local_fetcher()).kind == "unknown_format"
    assert one_problem(site.url("/gone"), fetcher=local_fetcher()).message == "the server answers 410"


def test_a_sitemap_that_leads_to_itself_ends(site: Site) -> None:
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{site.url("/map.xml")}</loc></url></urlset>'
    site.answers["/map.xml"] = (200, {"Content-Type": "application/xml"}, body.encode())
    problem = one_problem(site.url("/map.xml"), fetcher=local_fetcher(pause=0.0))
    assert problem.kind == "fetch" and "too many times" in problem.message


def test_other_kinds_of_address_are_said() -> None:
    assert one_problem("ftp://site.example/a").kind == "input"
