"""What is refused before any page is asked: other hosts, other sites' posts; and the headers every answer carries.

A page on the Web can make a browser send requests to this machine. It is kept out three times over: the Host header must name
a loopback address (against DNS rebinding), a post must come from our own origin, and its form must carry a token that only our
pages hold. The token is an HMAC of a cookie with a secret of the project, so that a restart does not spoil open forms.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from placard.workbench.errors import Refused

COOKIE = "placard"
POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; worker-src 'self';"
    " img-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_LOOPBACK = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_SESSION = re.compile(r"[0-9a-f]{32}")
Refuse = Callable[[Scope, Refused], ASGIApp]


def allowed_host(host: str) -> bool:
    """Whether a Host header names this machine by its loopback address."""
    return _LOOPBACK.fullmatch(host) is not None


def token_of(secret: bytes, session: str) -> str:
    """The token that forms of a session carry."""
    return hmac.new(secret, b"form:" + session.encode(), hashlib.sha256).hexdigest()


def check_token(secret: bytes, session: str, token: str) -> None:
    """Raise Refused unless ``token`` is the session's."""
    if not hmac.compare_digest(token_of(secret, session), token):
        raise Refused(
            403, "This form did not come from this workbench", "Open the page anew and send it again; nothing was changed."
        )


class Guard:
    """ASGI middleware: checks Host and Origin, gives each browser a session, sets the headers."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        session, new = _session(headers)
        scope.setdefault("state", {})["session"] = session

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer[name] = value
                if not answer.get("cache-control"):
                    answer["Cache-Control"] = "no-store"
                if new:
                    answer.append("Set-Cookie", f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Lax")
            await send(message)

        try:
            check_request(scope["method"], headers)
        except Refused as error:
            await self._refuse(scope, error)(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)


def check_request(method: str, headers: Headers) -> None:
    """Raise Refused for a foreign Host header, an unknown method, or a post from another origin."""
    host = headers.get("host", "")
    if not allowed_host(host):
        raise Refused(400, "This workbench answers on this machine only", "Open it under the address that placard serve printed.")
    if method in ("GET", "HEAD"):
        return
    if method != "POST":
        raise Refused(405, f"There is nothing here that takes {method}", "Use the links and forms of the pages.")
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    foreign = (origin is not None and origin.partition("://")[2].lower() != host.lower()) or site not in (None, "same-origin")
    if foreign or (origin is None and site is None and not _same_referer(headers, host)):
        raise Refused(403, "This request came from another page", "Use the forms of the workbench; nothing was changed.")


def _same_referer(headers: Headers, host: str) -> bool:
    """Whether a client that tells no origin tells a referring page of ours, or none at all: then the token alone decides."""
    referer = headers.get("referer")
    return referer is None or referer.partition("://")[2].partition("/")[0].lower() == host.lower()


def _session(headers: Headers) -> tuple[str, bool]:
    """The browser's session, and whether it is new."""
    jar = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        jar = SimpleCookie()
    found = jar[COOKIE].value if COOKIE in jar else ""
    return (found, False) if _SESSION.fullmatch(found) else (secrets.token_hex(16), True)
