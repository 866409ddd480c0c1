"""The ASGI application: which path is which page. Every page answers under its path and, as JSON, under the path plus .json."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from placard.errors import PlacardError
from placard.workbench.bench import Workbench
from placard.workbench.errors import Conflicting, Refused
from placard.workbench.keymap import keymap_text
from placard.workbench.pages import PAGES, POSTS, releases
from placard.workbench.render import STATIC, Page, to_html, to_json
from placard.workbench.security import Guard, check_token

LARGEST_FORM = 1_000_000
Shower = Callable[[Workbench, Request], Page]
Form = dict[str, list[str]]
Doer = Callable[[Workbench, Request, Form], "Page | str"]
_Endpoint = Callable[[Request], Awaitable[Response]]


def build_app(bench: Workbench) -> ASGIApp:
    """The workbench of one open project as an ASGI application.

    Args:
        bench: the project; the caller closes it.
    """
    routes: list[Route | Mount] = [Route("/keymap.json", _keymap), Route("/favicon.ico", _favicon)]
    for path, show in PAGES.items():
        twin = "/overview.json" if path == "/" else f"{path}.json"
        routes += [Route(twin, _page(bench, show, as_json=True)), Route(path, _page(bench, show, as_json=False))]
    routes += [Route(path, _post(bench, do), methods=["POST"]) for path, do in POSTS.items()]
    routes += [Route("/releases/release.zip", _zip(bench)), Route("/releases/files/{name:path}", _file(bench))]
    routes.append(Mount("/static", _Kept(directory=STATIC, check_dir=False)))
    app = Starlette(routes=routes, exception_handlers={HTTPException: _http_error(bench), Exception: _crash(bench)})

    def refuse(scope: Scope, error: Refused) -> ASGIApp:
        return _error_response(bench, Request(scope), error, as_json=scope["path"].endswith(".json"))

    return Guard(app, refuse)


class _Kept(StaticFiles):
    """Static files; a URL with the hash of the content may be kept for ever."""

    def file_response(self, full_path: Any, stat_result: Any, scope: Scope, status_code: int = 200) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        headers = MutableHeaders(raw=response.raw_headers)
        headers["Cache-Control"] = "public, max-age=31536000, immutable" if b"v=" in scope["query_string"] else "no-cache"
        if str(full_path).endswith((".mjs", ".js")):
            headers["Content-Type"] = "text/javascript; charset=utf-8"
        return response


async def _keymap(request: Request) -> Response:
    return Response(keymap_text(), media_type="application/json")


async def _favicon(request: Request) -> Response:
    return RedirectResponse("/static/css/placard.svg", 308)


def _file(bench: Workbench) -> _Endpoint:
    """One file of the release, to be kept: nothing of it is shown as a page."""

    async def endpoint(request: Request) -> Response:
        try:
            path = await run_in_threadpool(releases.file_of, bench, request.path_params["name"])
        except PlacardError as error:
            return _error_response(bench, request, error, as_json=False)
        return FileResponse(path, media_type="application/octet-stream", filename=path.name)

    return endpoint


def _zip(bench: Workbench) -> _Endpoint:
    """The whole release as one file, made where it is asked for and removed when it has been sent."""

    async def endpoint(request: Request) -> Response:
        try:
            path = await run_in_threadpool(releases.zipped, bench)
        except PlacardError as error:
            return _error_response(bench, request, error, as_json=False)
        return FileResponse(
            path, media_type="application/zip", filename=f"{bench.name}.zip", background=BackgroundTask(path.unlink)
        )

    return endpoint


def _page(bench: Workbench, show: Shower, *, as_json: bool) -> _Endpoint:
    def answer(request: Request) -> Response:
        try:
            page = show(bench, request)
        except PlacardError as error:
            return _error_response(bench, request, error, as_json=as_json)
        return to_json(page) if as_json else to_html(bench, request, page)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return endpoint


def _post(bench: Workbench, do: Doer) -> _Endpoint:
    def answer(request: Request, form: Form) -> Response:
        try:
            check_token(bench.secret, request.state.session, first(form, "csrf"))
            done = do(bench, request, form)
        except PlacardError as error:
            return _error_response(bench, request, error, as_json=False)
        if isinstance(done, str):
            return RedirectResponse(done, 303)
        return to_html(bench, request, done)

    async def endpoint(request: Request) -> Response:
        try:
            form = await read_form(request)
        except Refused as error:
            return _error_response(bench, request, error, as_json=False)
        return await run_in_threadpool(answer, request, form)

    return endpoint


async def read_form(request: Request) -> Form:
    """The fields of a posted form; raises Refused if it is too large or not a form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refused(415, "This is not a form of the workbench", "Use the forms of the pages.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise Refused(413, "The form is larger than 1 MB", "Shorten the note, or split the work into several acts.")
    try:
        return parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=5000)
    except ValueError:
        raise Refused(400, "The form cannot be read", "Use the forms of the pages.") from None


def first(form: Form, name: str) -> str:
    """The first value of a field, empty if there is none."""
    return form.get(name, [""])[0]


def _error_response(bench: Workbench, request: Request, error: PlacardError, *, as_json: bool) -> Response:
    """A page that says what is wrong and what to do; a request by htmx gets it in place of the whole page."""
    status = error.status if isinstance(error, Refused) else (404 if error.message.startswith("has no ") else 409)
    if error.message.startswith("has no "):
        error = Refused(
            404, f"This project {error.message}", "It may have been merged or split: look for it in the list of events."
        )
    theirs = error.theirs if isinstance(error, Conflicting) else None
    mine = {name: value for name, value in error.mine.items() if name != "csrf"} if isinstance(error, Conflicting) else {}
    action = error.action if isinstance(error, Conflicting) else ""
    back = request.headers.get("referer", "")
    if back.partition("://")[2].partition("/")[0] != request.headers.get("host", ""):
        back = ""
    data = {
        "status": status,
        "message": error.message,
        "fix": error.fix or "",
        "where": error.where or "",
        "theirs": theirs,
        "mine": mine,
    }
    page = Page("error.html", error.message, data, {"action": action, "back": back or "/"}, status)
    response = to_json(page) if as_json else to_html(bench, request, page)
    if request.headers.get("hx-request"):
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _http_error(bench: Workbench) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        words = {404: "There is no such page", 405: "This page takes no such request"}.get(status, "This cannot be done")
        refused = Refused(status, words, "Choose a page from the menu.")
        return _error_response(bench, request, refused, as_json=request.url.path.endswith(".json"))

    return handle


def _crash(bench: Workbench) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        refused = Refused(
            500,
            f"Something went wrong in Placard itself ({type(error).__name__})",
            "Everything decided so far is stored. Please report it with the lines the server printed.",
        )
        return _error_response(bench, request, refused, as_json=request.url.path.endswith(".json"))

    return handle
