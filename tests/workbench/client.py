"""A client that calls the application in this process: one request, one answer, cookies kept, nothing on the network."""

from __future__ import annotations

import asyncio
import html
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.types import ASGIApp


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """A browser without scripts, as far as a server sees one."""

    def __init__(self, app: ASGIApp, host: str = "127.0.0.1:8642") -> None:
        self.app = app
        self.host = host
        self.cookies: dict[str, str] = {}

    def get(self, url: str, **headers: str) -> Answer:
        return self.request("GET", url, headers=headers)

    def post(self, url: str, fields: dict[str, str] | list[tuple[str, str]], **headers: str) -> Answer:
        """Post a form as a browser does: with our origin and our token, unless told otherwise."""
        given = list(fields.items()) if isinstance(fields, dict) else fields
        if not any(name == "csrf" for name, _ in given):
            given = [*given, ("csrf", self.token())]
        sent = {"content-type": "application/x-www-form-urlencoded", "origin": f"http://{self.host}"} | headers
        return self.request("POST", url, urlencode(given).encode(), sent)

    def token(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get("/help").text)
        assert found
        return found.group(1)

    def follow(self, answer: Answer) -> Answer:
        assert answer.status == 303, (answer.status, answer.text[:2000])
        return self.get(answer.headers["location"].partition("#")[0])

    def request(self, method: str, url: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        parts = urlsplit(url)
        given = {"host": self.host} | {name.replace("_", "-").lower(): value for name, value in (headers or {}).items() if value}
        if self.cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "root_path": "",
            "query_string": parts.query.encode(),
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in given.items()],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8642),
        }
        # In a thread of its own: where the browser tests run too, this one has a running event loop.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(lambda: asyncio.run(self._call(scope, body))).result()

    async def _call(self, scope: dict[str, Any], body: bytes) -> Answer:
        status, headers, chunks = 0, {}, []
        sent = False

        async def receive() -> dict[str, Any]:
            nonlocal sent
            if sent:
                return {"type": "http.disconnect"}
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = {name.decode().lower(): value.decode("latin-1") for name, value in message["headers"]}
            else:
                chunks.append(message.get("body", b""))

        await self.app(scope, receive, send)  # type: ignore[arg-type]
        if "set-cookie" in headers:
            name, _, rest = headers["set-cookie"].partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return Answer(status, headers, b"".join(chunks))


def hidden(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the first form of a page that posts to ``action``."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form, f"no form for {action}"
    return {
        name: html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form.group(1))
    }
