"""Pages that hold one island each under the strictest policy, to test the islands without the workbench."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

ROOT = Path(__file__).resolve().parents[2]
WORKBENCH = ROOT / "src" / "placard" / "workbench"
POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="htmx-config" content='{{"includeIndicatorStyles": false, "allowEval": false}}'>
<title>Harness</title>
<link rel="stylesheet" href="/static/built/islands.css">
<script src="/static/built/htmx.min.js" defer></script>
<script type="module" src="/static/built/islands.js"></script>
</head>
<body>
<main>
<h1>Harness</h1>
<div data-island="{island}"{attributes}><script type="application/json" data-island-data>{data}</script>Without scripts.</div>
{more}
</main>
</body>
</html>"""


class Harness:
    """An application whose one page is what the test last set; ``posted`` collects forms."""

    def __init__(self) -> None:
        self.html = ""
        self.posted: list[dict[str, str]] = []
        self.app = Starlette(
            routes=[
                Route("/", self._page),
                Route("/add", self._add, methods=["POST"]),
                Route("/favicon.ico", lambda request: Response(status_code=204)),
                Route(
                    "/keymap.json",
                    lambda request: Response((WORKBENCH / "keymap.json").read_bytes(), media_type="application/json"),
                ),
                Mount("/static", StaticFiles(directory=WORKBENCH / "static")),
            ]
        )

    def show(self, island: str, data: dict[str, Any] | None = None, *, attributes: str = "", more: str = "") -> None:
        """Set the page: one island with its data, and what stands beside it."""
        text = json.dumps(data or {}).replace("<", "\\u003c")
        self.html = PAGE.format(island=island, attributes=attributes and " " + attributes, data=text, more=more)

    def _page(self, request: Request) -> Response:
        return HTMLResponse(self.html, headers={"Content-Security-Policy": POLICY})

    async def _add(self, request: Request) -> Response:
        # Read by hand: Starlette's own reading of forms needs a package that Placard does without.
        self.posted.append(dict(parse_qsl((await request.body()).decode(), keep_blank_values=True)))
        return HTMLResponse("<p id='added'>added</p>", headers={"Content-Security-Policy": POLICY})


def bundle_is_current() -> bool:
    """Whether the bundle is built from the sources that are there."""
    spec = spec_from_file_location("placard_frontend_build", ROOT / "frontend" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return bool(module.is_current())
