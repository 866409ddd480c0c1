"""Which column is which: the usual names, or the ones an option gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from placard.errors import ReadError
from placard.reading.report import Report

USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "doc_id", "document_id", "article_id", "input_id"),
    "text": ("text", "body", "content", "article_text", "full_text"),
    "title": ("title", "headline"),
    "published": ("published", "date", "pub_date", "publish_date", "published_at", "date_published", "publication_date"),
    "url": ("url", "link"),
    "source": ("source", "outlet", "publisher", "sitename"),
    "source_kind": ("source_kind", "outlet_kind"),
    "source_owner": ("source_owner", "outlet_owner", "owner"),
    "source_country": ("source_country", "outlet_country"),
    "language": ("language", "lang"),
}


def find_columns(present: Sequence[str], chosen: Mapping[str, str], word: str = "column") -> dict[str, str]:
    """Map canonical fields to the columns a table has.

    Args:
        present: the table's column names; case and surrounding spaces do not count, the first of two equal names wins.
        chosen: columns the user named; they win over the usual names.
        word: what a column is called in messages.

    Returns:
        Canonical field -> column name as the table writes it; always with ``text``.

    Raises:
        ReadError: if a chosen column is not there, or no column holds the text.
    """
    by_name: dict[str, str] = {}
    for name in present:
        by_name.setdefault(str(name).strip().casefold(), name)
    found: dict[str, str] = {}
    for field, usual in USUAL_NAMES.items():
        if field in chosen:
            column = by_name.get(chosen[field].strip().casefold())
            if column is None:
                raise _no_column(f"has no {word} {chosen[field]!r} for {field}", present, word)
            found[field] = column
        else:
            match = next((by_name[name] for name in usual if name in by_name), None)
            if match is not None:
                found[field] = match
    if "text" not in found:
        raise _no_column(f"has no text {word}", present, word)
    return found


def fill_report(report: Report, row: Mapping[str, Any], columns: Mapping[str, str]) -> Report:
    """Put a row's values into ``report``, as they stand; returns it."""
    for field, column in columns.items():
        setattr(report, field, row.get(column))
    report.firm = True
    return report


def _no_column(message: str, present: Sequence[str], word: str) -> ReadError:
    shown = ", ".join(str(name)[:40] for name in present[:8]) + (", ..." if len(present) > 8 else "")
    error = ReadError(f"{message}; its {word}s are: {shown or 'none'}", fix=f"name the {word}, for example --column text=Body")
    error.kind = "columns"
    return error
