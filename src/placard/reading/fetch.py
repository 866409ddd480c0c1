"""A polite fetcher: robots.txt, one request at a time and a pause for each host, conditional GET, patience with busy servers.

Only the standard library speaks to the network here, and only to addresses that :mod:`placard.reading.addresspolicy` has
checked - after every redirect again.
"""

from __future__ import annotations

import http.client
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from placard import __version__
from placard.errors import ReadError
from placard.reading.addresspolicy import Policy, Target
from placard.reading.connection import exchange
from placard.reading.files import fault, megabytes
from placard.reading.remember import Memory

AGENT = f"Placard/{__version__}"
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.1"
)
_TRIES, _MOST_WAIT = 3, 60.0
_MOST_ROBOTS = 512 * 1024
_BUSY = {408, 425, 429, 500, 502, 503, 504}
_FIX = "try again later, or save the page and name the file"


@dataclass(frozen=True, slots=True)
class Page:
    """What came: the address it came from in the end, its media type, its bytes, and when it was fetched (UTC)."""

    url: str
    kind: str
    body: bytes
    retrieved: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Fetcher:
    """Fetches pages, one at a time.

    Args:
        max_bytes: largest page, unpacked.
        seconds: longest one page may take, from connecting to its last byte.
        redirects: how often a page may lead on to another.
        pause: seconds between two requests to one host; a longer ``Crawl-delay`` in robots.txt is kept.
        policy: which addresses may be spoken to.
        memory: what is remembered of pages between runs, for conditional requests.
        clock, sleep, now: time, for tests.
    """

    def __init__(
        self,
        *,
        max_bytes: int = 16 * 1024 * 1024,
        seconds: float = 60,
        redirects: int = 5,
        pause: float = 1.0,
        policy: Policy | None = None,
        memory: Memory | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._max_bytes = max_bytes
        self._seconds = seconds
        self._redirects = redirects
        self._pause = pause
        self._policy = policy or Policy()
        self.memory = memory or Memory()
        self._clock, self._sleep, self._now = clock, sleep, now
        self._robots: dict[str, RobotFileParser | None] = {}
        self._next: dict[str, float] = {}

    def get(self, url: str) -> Page | None:
        """Fetch one page.

        Returns:
            The page, or None if the server says it has not changed since it was last remembered.

        Raises:
            ReadError: kind ``address`` (may not be spoken to), ``robots`` (the site asks not to), ``too_large`` or ``fetch``.
        """
        known = self.memory.get(url)
        conditions = {
            name: known[key] for name, key in (("If-None-Match", "etag"), ("If-Modified-Since", "modified")) if key in known
        }
        at = url
        for _ in range(self._redirects + 1):
            target = self._policy.check(at)
            self._ask_robots(target, at)
            answer = self._patiently(target, self._max_bytes, conditions)
            if answer.status == 304 and conditions:
                return None
            if answer.status in (301, 302, 303, 307, 308) and (place := answer.headers.get("Location")):
                at = urljoin(at, place)
                continue
            if answer.status != 200:
                raise fault(
                    "fetch", f"the server answers {answer.status}", "check the address" if answer.status in (404, 410) else _FIX
                )
            self._remember(url, answer.headers)
            kind = (answer.headers.get_content_type() if answer.headers.get("Content-Type") else "").lower()
            return Page(at, kind, answer.body, self._now().replace(microsecond=0).isoformat())
        raise fault("fetch", f"leads on to another address more than {self._redirects} times", "name the page it leads to")

    def _remember(self, url: str, headers: http.client.HTTPMessage) -> None:
        entry = {key: str(headers[name]) for key, name in (("etag", "ETag"), ("modified", "Last-Modified")) if headers.get(name)}
        if entry:
            self.memory.put(url, entry)

    def _ask_robots(self, target: Target, url: str) -> None:
        if target.site not in self._robots:
            self._robots[target.site] = self._read_robots(target)
        robots = self._robots[target.site]
        if robots is None:
            raise fault("robots", "the site's robots.txt cannot be read now, so it is not fetched", _FIX)
        if not robots.can_fetch(AGENT, url):
            raise fault("robots", "the site's robots.txt asks not to fetch it", "save the page and name the file")

    def _read_robots(self, target: Target) -> RobotFileParser | None:
        """The rules of a site; all is allowed where there are none, nothing (None) while the server cannot say."""
        parser = RobotFileParser()
        at = f"{target.site}/robots.txt"
        for _ in range(self._redirects + 1):
            try:
                answer = self._patiently(self._policy.check(at), _MOST_ROBOTS, {})
            except ReadError as error:
                if error.kind != "too_large":
                    return None
                parser.parse([])
                return parser
            if answer.status in (301, 302, 303, 307, 308) and (place := answer.headers.get("Location")):
                at = urljoin(at, place)
                continue
            if answer.status >= 500 or answer.status == 429:
                return None
            parser.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else [])
            return parser
        parser.parse([])
        return parser

    def _patiently(self, target: Target, limit: int, conditions: dict[str, str]) -> _Answer:
        """One request, tried again with growing pauses while the server is busy or the connection breaks."""
        for attempt in range(1, _TRIES + 1):
            self._wait_turn(target)
            wait = 2.0 ** (attempt - 1)
            try:
                answer = self._once(target, limit, conditions)
            except (OSError, http.client.HTTPException, zlib.error) as error:
                if attempt == _TRIES:
                    words = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
                    raise fault("fetch", f"cannot be fetched ({words})", _FIX) from None
            else:
                if answer.status not in _BUSY or attempt == _TRIES:
                    return answer
                wait = max(wait, _retry_after(answer.headers.get("Retry-After"), self._now()))
                if wait > _MOST_WAIT:
                    return answer  # asked to stay away for longer than a run should wait: said as the status it is
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _wait_turn(self, target: Target) -> None:
        delay = self._pause
        robots = self._robots.get(target.site)
        if robots is not None and (asked := robots.crawl_delay(AGENT)):
            delay = max(delay, min(float(asked), _MOST_WAIT))
        left = self._next.get(target.host, 0.0) - self._clock()
        if left > 0:
            self._sleep(left)
        self._next[target.host] = self._clock() + delay

    def _once(self, target: Target, limit: int, conditions: dict[str, str]) -> _Answer:
        headers = {"Host": target.netloc, "User-Agent": AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Connection": "close"}
        with exchange(target, headers | conditions, self._seconds) as response:
            if response.status in (301, 302, 303, 304, 307, 308):
                return _Answer(response.status, response.headers, b"")
            body = _body(response, limit)
            return _Answer(response.status, response.headers, body)


def _body(response: http.client.HTTPResponse, limit: int) -> bytes:
    """The body, unpacked; never more than ``limit`` bytes of it are held, packed or unpacked."""
    encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise fault("fetch", f"is packed as {encoding[:40]}, which was not asked for", _FIX)
    inflate = None if encoding in ("identity", "") else zlib.decompressobj(47 if encoding != "deflate" else 15)
    parts: list[bytes] = []
    size = 0
    while chunk := response.read(65536):
        if inflate is not None:
            chunk = inflate.decompress(chunk, limit + 1 - size)
        size += len(chunk)
        if size > limit or (inflate is not None and inflate.unconsumed_tail):
            raise fault(
                "too_large",
                f"is larger than {megabytes(limit)}, the limit for one page",
                "save the article alone, or raise max_bytes",
            )
        parts.append(chunk)
    return b"".join(parts)


def _retry_after(given: str | None, now: datetime) -> float:
    if given is None:
        return 0.0
    if re.fullmatch(r"\d{1,9}", given.strip()):
        return float(given)
    try:
        return max(0.0, (parsedate_to_datetime(given) - now).total_seconds())
    except (ValueError, TypeError, IndexError):
        return 0.0
