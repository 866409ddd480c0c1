"""Watches browser contexts: no request may leave the machine, no script may fail, no policy may be broken."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route

LOCAL = {"127.0.0.1", "localhost"}


class Guarded:
    """What the watched contexts asked for off this machine, and what went wrong in their pages."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self.faults: list[str] = []
        self.allowed: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Watch every page of a context, present and to come."""
        context.route("**/*", self._route)
        context.on("page", self._watch_page)
        for page in context.pages:
            self._watch_page(page)

    def allow(self, part: str) -> None:
        """Faults whose words hold ``part`` are expected in this test."""
        self.allowed.append(part)

    def check(self) -> None:
        """Raise AssertionError if a request left the machine or a page went wrong."""
        assert not self.left, f"requests left this machine: {self.left}"
        faults = [fault for fault in self.faults if not any(part in fault for part in self.allowed)]
        assert not faults, f"pages went wrong: {faults}"

    def _route(self, route: Route) -> None:
        if is_local(route.request.url):
            route.continue_()
        else:
            self.left.append(route.request.url)
            route.abort()

    def _watch_page(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._console(page, message))

    def _console(self, page: Page, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"{page.url}: {message.text}")


def is_local(url: str) -> bool:
    """Whether a URL stays on this machine."""
    return urlsplit(url).scheme in ("data", "blob", "about") or urlsplit(url).hostname in LOCAL
