"""Other hosts, other sites, other people's forms."""

from __future__ import annotations

import pytest

from placard.workbench.pages.acts import own_path
from placard.workbench.security import allowed_host
from tests.workbench import look
from tests.workbench.client import Client


@pytest.mark.parametrize("host", ["localhost", "localhost:8642", "127.0.0.1:1", "[::1]:8642", "LOCALHOST:8642"])
def test_loopback_is_let_in(host: str) -> None:
    assert allowed_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "10.0.0.1",
        "127.0.0.1:8642:1",
        "127.0.0.1@evil",
        "0.0.0.0",
    ],
)
def test_other_hosts_are_not(host: str, ana: Client) -> None:
    assert not allowed_host(host)
    answer = ana.request("GET", "/", headers={"host": host or "x"})
    assert answer.status == 400 and "this machine only" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "", "sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "", "referer": "http://evil.example/127.0.0.1:8642"},
    ],
)
def test_posts_from_other_pages_are_refused_and_change_nothing(ana: Client, headers: dict[str, str]) -> None:
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    answer = ana.post(f"/statements/{found['id']}", {"verb": "reject", "seen": ""}, **headers)
    assert answer.status == 403
    assert look.statement(look.document(ana, "daily-1"), "size", "Thousands")["state"] == "open"


@pytest.mark.parametrize(
    "target", ["/", "/events?q=a%20b#told-stm-1", "/documents/doc-1?at=%2F%2F", "/events?q=\u0646\u0627\u0646"]
)
def test_paths_of_the_workbench_are_gone_back_to(target: str) -> None:
    assert own_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "events",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example/",
        "/\n/evil.example/",
        "/\r\n\\evil.example/",
        "\t//evil.example/",
        " //evil.example/",
        "/\x00/evil.example/",
    ],
)
def test_what_a_browser_may_read_as_another_site_is_not(target: str) -> None:
    assert own_path(target) == ""


def test_a_post_without_the_token_is_refused(ana: Client) -> None:
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    for token in ("", "0" * 64, ana.token()[:-1] + "x"):
        assert ana.post(f"/statements/{found['id']}", {"verb": "reject", "seen": "", "csrf": token}).status == 403
    other = Client(ana.app)
    assert ana.post(f"/statements/{found['id']}", {"verb": "reject", "seen": "", "csrf": other.token()}).status == 403
    assert look.statement(look.document(ana, "daily-1"), "size", "Thousands")["state"] == "open"


def test_gets_change_nothing_and_other_methods_are_refused(ana: Client) -> None:
    found = look.statement(look.document(ana, "daily-1"), "size", "Thousands")
    assert ana.get(f"/statements/{found['id']}?verb=reject").status == 405
    assert ana.request("DELETE", "/events").status == 405
    assert ana.request("PUT", "/sources/src-wire", b"x").status == 405


def test_every_answer_carries_the_headers(ana: Client) -> None:
    for path in ("/", "/events.json", "/nothing", "/static/css/base.css", "/keymap.json"):
        headers = ana.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"


def test_the_cookie_is_kept_from_scripts_and_other_sites(ana: Client) -> None:
    cookie = Client(ana.app).get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/releases/files/../placard.db",
        "/releases/files/placard.db",
        "/static/css/../../app.py",
    ],
)
def test_nothing_outside_the_static_files_and_the_release_is_served(ana: Client, path: str) -> None:
    assert ana.get(path).status == 404


def test_forms_that_are_no_forms_are_refused(ana: Client) -> None:
    assert ana.post("/undo", {}, content_type="application/json").status == 415
    large = ana.request(
        "POST",
        "/undo",
        b"a=" + b"x" * 1_100_000,
        {"content-type": "application/x-www-form-urlencoded", "origin": f"http://{ana.host}"},
    )
    assert large.status == 413
