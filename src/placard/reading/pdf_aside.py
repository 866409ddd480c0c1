"""The half of the PDF reader that runs aside: pypdf, which may loop or fill the memory on a hostile file."""

from __future__ import annotations

import logging
from typing import Any

VERSION = "1"


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """The pages of the PDF at ``question["path"]`` as a JSON object, or why there are none."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(question["path"], strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return _no("encrypted", "is encrypted", "save it without a password")
        pages = []
        for number, page in enumerate(reader.pages, start=1):
            if number > question["max_pages"]:
                return _no("too_large", f"has more than {question['max_pages']:,} pages", "split it, or raise max_pages")
            # Half characters come out of broken font tables; nothing can store them.
            pages.append(page.extract_text().encode("utf-8", "replace").decode("utf-8").replace("\0", ""))
        if not pages:
            return _no("empty", "has no pages", "leave it out")
        about: Any = reader.metadata or {}
        told = {"title": about.get("/Title"), "author": about.get("/Author")}
    except (PyPdfError, Exception, RecursionError) as error:
        words = str(error).splitlines()[0][:100] if str(error) else ""
        return _no("pdf", f"is damaged ({type(error).__name__}{': ' + words if words else ''})", "copy or print it again")
    named = {name: str(value).encode("utf-8", "replace").decode().strip() for name, value in told.items() if isinstance(value, str)}
    return {"pages": pages, "reader": f"pdf {VERSION} (pypdf {pypdf.__version__})"} | {k: v for k, v in named.items() if v}


def _no(kind: str, error: str, fix: str) -> dict[str, Any]:
    return {"kind": kind, "error": error, "fix": fix}
