"""Pages to bytes: HTML by Jinja2 with everything escaped, or the same data as JSON."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from placard import __version__
from placard.workbench import words
from placard.workbench.filters import url
from placard.workbench.keymap import keymap
from placard.workbench.security import token_of

if TYPE_CHECKING:
    from placard.workbench.bench import Workbench

STATIC = Path(str(resources.files("placard").joinpath("workbench/static")))


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: a template, a title, and its data, which is also its .json twin.

    ``extra`` is for the template alone (what only lays out: SVG, links to the next page).
    """

    template: str
    title: str
    data: dict[str, Any]
    extra: dict[str, Any] = field(default_factory=dict)
    status: int = 200


def to_html(bench: Workbench, request: Request, page: Page) -> Response:
    """A page, or a part of one, as HTML."""
    shared = {
        "project": bench.name,
        "identity": bench.identity,
        "csrf": token_of(bench.secret, request.state.session),
        "path": request.url.path,
        "query": str(request.url.query),
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "page_title": page.title,
        "codebook": bench.codebook,
    }
    html = environment().get_template(page.template).render(**shared, **page.data, **page.extra)
    return HTMLResponse(html, page.status)


def to_json(page: Page) -> Response:
    """The data of a page as JSON."""
    body = msgspec.json.encode({"title": page.title} | page.data, enc_hook=_encode)
    return Response(body, page.status, media_type="application/json")


def _encode(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON")


def island(data: Any) -> Markup:
    """Data for an island, safe inside a script element: no ``<`` can end it, whatever somebody typed."""
    text = msgspec.json.encode(data, enc_hook=_encode).decode()
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


@cache
def environment() -> Environment:
    """The templates: autoescape is on for every one of them, and an unknown name is an error."""
    env = Environment(
        loader=PackageLoader("placard", "workbench/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "number": words.number,
        "day": words.day,
        "moment": words.moment,
        "code": words.code,
        "titled": words.title,
        "percent": words.percent,
        "plural": words.plural,
        "island": island,
    }
    env.globals |= {
        "count_words": words.count_words,
        "days": words.days,
        "headline": words.headline,
        "value_view": _value_view,
        "plural": words.plural,
        "url": url,
        "key": lambda action: keymap()[action].keys[0] if action in keymap() else "",
        "asset": asset,
        "has_bundle": has_bundle,
        "version": __version__,
    }
    return env


def _value_view(value: Any) -> Any:
    from placard.workbench.views import value_view

    return value_view(value)


@cache
def asset(path: str) -> str:
    """URL of a static file with a hash of its content, so that it can be kept for ever and is never stale."""
    try:
        mark = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]
    except OSError:
        return f"/static/{path}"
    return f"/static/{path}?v={mark}"


@cache
def has_bundle() -> bool:
    """Whether the scripts have been built; pages work without them."""
    return (STATIC / "built" / "islands.js").is_file()
