"""What explains a release to other programs and people: ``datapackage.json``, GeoJSON features, README."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from placard.release.fields import Field, Row, Table
from placard.release.manifest import file_hash

_PROFILES = "https://datapackage.org/profiles/2.0/"


def datapackage(folder: Path, tables: list[Table]) -> str:
    """``datapackage.json`` (Data Package v2) for the tables that lie in ``folder``, each as CSV and as Parquet."""
    resources: list[dict[str, Any]] = []
    for table in tables:
        resources.append(
            _resource(folder, table, "csv", "text/csv")
            | {
                "encoding": "utf-8",
                "dialect": {"$schema": _PROFILES + "tabledialect.json", "delimiter": ",", "lineTerminator": "\n", "header": True},
                "schema": _schema(table, ""),
            }
        )
    for table in tables:
        resources.append(
            _resource(folder, table, "parquet", "application/vnd.apache.parquet") | {"schema": _schema(table, "-parquet")}
        )
    package = {
        "$schema": _PROFILES + "datapackage.json",
        "name": "placard-release",
        "title": "Protest events with evidence",
        "description": (
            "Events coded from reports by Placard. Each value leads by statements to spans: the words that carry it, with "
            "offsets in Unicode code points. In CSV, a text cell that begins with = + - @ tab or return (or with apostrophes "
            "before one of them) has one apostrophe before it, so that no spreadsheet takes it for a formula; take it away to "
            "get the text. Parquet holds the texts as they are."
        ),
        "resources": resources,
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(folder: Path, table: Table, suffix: str, media: str) -> dict[str, Any]:
    path = folder / f"{table.name}.{suffix}"
    return {
        "name": table.name if suffix == "csv" else f"{table.name}-{suffix}",
        "path": path.name,
        "type": "table",
        "title": table.title,
        "format": suffix,
        "mediatype": media,
        "bytes": path.stat().st_size,
        "hash": "sha256:" + file_hash(path),
    }


def _schema(table: Table, suffix: str) -> dict[str, Any]:
    keys = [
        # A table's reference to itself names no resource (Table Schema v2).
        {"fields": [key.field], "reference": {"fields": [key.reference]}}
        if key.table == table.name
        else {"fields": [key.field], "reference": {"resource": key.table + suffix, "fields": [key.reference]}}
        for key in table.keys
    ]
    schema: dict[str, Any] = {
        "$schema": _PROFILES + "tableschema.json",
        "fields": [_field(field, single=table.primary == (field.name,)) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.primary),
    }
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(field: Field, *, single: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"name": field.name, "type": field.type, "description": field.description}
    if field.type == "boolean":
        data |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints = ({"required": True} if field.required else {}) | ({"unique": True} if single else {})
    return data | ({"constraints": constraints} if constraints else {})


def feature(table: Table, row: Row) -> str:
    """An event as one line of GeoJSON; without coordinates its geometry is null."""
    known = row["latitude"] is not None and row["longitude"] is not None
    geometry = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if known else None
    properties = {
        # GeoJSON can hold what a cell of a table holds as JSON.
        one.name: json.loads(row[one.name]) if one.type == "object" and row[one.name] else row[one.name]
        for one in table.fields
        if one.name not in ("latitude", "longitude")
    }
    return json.dumps(
        {"type": "Feature", "id": row["event_id"], "geometry": geometry, "properties": properties}, ensure_ascii=False
    )


def readme(*, with_text: bool, names: str) -> str:
    """The README of a release."""
    masks = {
        "kept": "Names of persons stand as the reports give them.",
        "speakers": "In attributions, what looks like a person's name is masked (U+2588 for each letter; column masked).",
        "persons": "In attributions, in titles and bylines, and in evidence and values where the words beside it say so, a "
        "person's name is masked (U+2588 for each letter; columns masked, title_masked). Names that a reviewer marked as public "
        "figures' are kept.",
        "masked": "In attributions, in titles and bylines, and in evidence and values of participants, organizers and counts, what "
        "looks like a person's name is masked (U+2588 for each letter; columns masked, title_masked).",
    }
    texts = "documents carries the texts." if with_text else "The texts are not in it; documents has their hashes."
    return f"""# Protest events with evidence

A release made by Placard. `datapackage.json` describes every table and column, `codebook.yaml` every variable and code,
`manifest.json` lists every file with its SHA-256.

| file | what |
| --- | --- |
| events | one row an event in the world; also as GeoJSON |
| shown | the value shown for each variable of an event, the rule that chose it, the statements it stands on |
| conflicts | statements of one event that cannot all hold |
| mentions | the event as one document reports it |
| statements | one value of one variable about one mention, with speaker and certainty |
| spans | the words a statement is read from: `text[start:end] == quote`, in Unicode code points |
| attributions | the words that name a statement's speaker, and those that attribute it |
| documents, details, sources | what was read, what the inputs say of it besides, and who published it |
| relations, redirects | relations between events; ids of events that were merged |
| shapes/ | the events as rows in the manner of ACLED, the Crowd Counting Consortium and PLOVER |

From a value to its words: `events.event_id` -> `shown.statement_ids` -> `statements` -> `spans` -> `documents.text_sha256`.
`placard verify` walks this way for every value, and fails if one byte of any file was changed. Quotes are checked where the texts
are at hand: in the project, or in a release with texts. The manifest is not signed: who changes it too is not found out.

In CSV files a text cell that begins with `=`, `+`, `-`, `@`, tab or return (or with apostrophes before one of them) has one
apostrophe put before it, so that no spreadsheet takes it for a formula; take it away to get the text. Parquet files hold texts
as they are.

{texts} {masks[names]}
"""
