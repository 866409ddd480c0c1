"""The guard itself: a page that asks for something off this machine, or breaks the policy, is found out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.guard import Guarded, is_local


def test_a_request_that_leaves_the_machine_is_stopped_and_told(page: Page, guarded: Guarded, url: str) -> None:
    page.goto(url)
    page.evaluate("() => new Promise(done => { const i = new Image(); i.onerror = done; i.src = 'http://192.0.2.1/pixel.png'; })")
    with pytest.raises(AssertionError, match="Content Security Policy"):
        guarded.check()
    page.goto("about:blank")
    page.evaluate("() => fetch('http://192.0.2.1/', {mode: 'no-cors'}).catch(() => {})")
    with pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        guarded.check()
    guarded.left.clear()
    guarded.faults.clear()


def test_only_this_machine_is_local() -> None:
    assert is_local("http://127.0.0.1:80/a")
    assert is_local("data:text/plain,a")
    assert not is_local("http://127.0.0.1.example.org/")
    assert not is_local("https://example.org/127.0.0.1")
