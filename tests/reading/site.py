"""A web site on this machine for tests of fetching: answers by path, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from placard.reading.addresspolicy import Policy
from placard.reading.fetch import Fetcher

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """Paths to answers (or to functions of the request's headers that give one)."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.port = 0

    def url(self, path: str, host: str = "site.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serve() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            answer = site.answers.get(self.path, (404, {}, b"not here"))
            status, given, body = answer(headers) if callable(answer) else answer
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | given).items():
                self.send_header(name, value)
            self.end_headers()
            if status != 304:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def local_fetcher(clock: Clock | None = None, **options: object) -> Fetcher:
    """A fetcher that may speak to this machine, and to nothing else; every ``.example`` host is this machine."""
    clock = clock or Clock()
    policy = Policy(lambda host, port: ["127.0.0.1" if host.endswith(".example") else host], lambda address: address == "127.0.0.1")
    return Fetcher(policy=policy, clock=clock, sleep=clock.sleep, **options)  # type: ignore[arg-type]
