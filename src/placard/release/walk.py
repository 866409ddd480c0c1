"""The walk of ``placard verify`` over the tables of a release whose files are sound."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq

from placard.release.fields import Row, Table, release_tables
from placard.release.flat import shown_columns, shown_who
from placard.release.privacy import MASK, agrees
from placard.release.rows import canonical
from placard.release.verify import Verified, text_fault
from placard.release.writers import arrow_schema, from_arrow, from_csv

csv.field_size_limit(2**31 - 1)


class Walk:
    """One walk; ids and offsets are held in memory, texts one at a time.

    Attributes:
        statements: statement id -> id of its document.
        prints: statement id -> sum of fingerprints of its row and its spans' rows.
        titles: document id -> its title as released, and whether it is masked.
    """

    def __init__(self, folder: Path, result: Verified, *, with_text: bool) -> None:
        self._folder = folder
        self._result = result
        self._tables = {table.name: table for table in release_tables(with_text=with_text)}
        self._mentions: dict[str, tuple[str, str | None]] = {}
        self._hashes: dict[str, tuple[str, int, str]] = {}
        self._owed: dict[str, str] = {}
        self._who: dict[str, str] = {}
        self._spans: dict[str, list[tuple[int, int, str, bool, str]]] = {}
        self.statements: dict[str, str] = {}
        self.prints: dict[str, int] = {}
        self.titles: dict[str, tuple[str | None, bool]] = {}

    def tables(self) -> None:
        """Each table: CSV and Parquet row by row, types, unique keys, foreign keys."""
        keys: dict[tuple[str, str], set[Any]] = {}
        wanted: dict[tuple[str, str], dict[str, str]] = {}
        referred = {(key.table, key.reference) for table in self._tables.values() for key in table.keys}
        for table in self._tables.values():
            seen: set[Any] = set()
            for number, row in enumerate(self._both(table), start=1):
                self._result.count(f"rows of {table.name}")
                own = tuple(row[name] for name in table.primary)
                own_key = own[0] if len(own) == 1 else own
                if own_key in seen:
                    self._result.fault(f"{table.name} row {number}: its key {own_key!r} stands twice")
                seen.add(own_key)
                for name in table.names:
                    if (table.name, name) in referred:
                        keys.setdefault((table.name, name), set()).add(row[name])
                for key in table.keys:
                    if row[key.field] is not None:
                        wanted.setdefault((key.table, key.reference), {}).setdefault(row[key.field], f"{table.name} row {number}")
                self._keep(table.name, row, number)
        for (table_name, name), values in wanted.items():
            have = keys.get((table_name, name), set())
            for value in sorted(set(values) - have):
                self._result.fault(f"{values[value]}: names {table_name} {value}, which is not there")

    def _both(self, table: Table) -> Iterator[Row]:
        """Rows of a table, each the same in CSV and Parquet."""
        path = self._folder / f"{table.name}.parquet"
        parquet = pq.ParquetFile(path)
        if parquet.schema_arrow.remove_metadata() != arrow_schema(table):
            self._result.fault(f"{path.name}: its columns are not those of the table")
            return
        with (self._folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as handle:
            lines = csv.reader(handle)
            if next(lines, []) != table.names:
                self._result.fault(f"{table.name}.csv: its header is not the table's")
                return
            number = 0
            for batch in parquet.iter_batches(batch_size=5_000):
                for found in batch.to_pylist():
                    number += 1
                    row = {field.name: from_arrow(field, found[field.name]) for field in table.fields}
                    if self._cells(table, next(lines, None)) != row:
                        self._result.fault(f"{table.name} row {number}: CSV and Parquet differ")
                    yield row
            if next(lines, None) is not None:
                self._result.fault(f"{table.name}.csv: has more rows than {path.name}")

    def _cells(self, table: Table, line: list[str] | None) -> Row | None:
        if line is None or len(line) != len(table.fields):
            return None
        try:
            return {field.name: from_csv(field, cell) for field, cell in zip(table.fields, line, strict=True)}
        except ValueError:
            return None

    def _keep(self, table: str, row: Row, number: int) -> None:
        """Remember what later checks need of a row, and check the row by itself."""
        where = f"{table} row {number}"
        if table == "mentions":
            self._mentions[row["mention_id"]] = (row["document_id"], row["event_id"])
        elif table == "documents":
            self._hashes[row["document_id"]] = (row["text_sha256"], row["characters"], where)
            self.titles[row["document_id"]] = (row["title"], row["title_masked"])
            self._is_masked(row["title"] or "", row["title_masked"], where)
        elif table == "details":
            self._is_masked(row["value"], row["masked"], where)
        elif table == "statements":
            statement = row["statement_id"]
            self.statements[statement] = self._mentions.get(row["mention_id"], ("", None))[0]
            self.prints[statement] = self.print_of(row)
            if row["who"] is not None:
                self._who[statement] = row["who"]
            self._owed[statement] = "evidence" if row["speaker_kind"] == "outlet" else "evidence, speaker"
        elif table in ("spans", "attributions"):
            self._span(table, row, where)

    def _span(self, table: str, row: Row, where: str) -> None:
        statement = row["statement_id"]
        if self.statements.get(statement) != row["document_id"]:
            self._result.fault(f"{where}: lies in another document than its statement")
        if len(row["quote"]) != row["end"] - row["start"] or row["start"] < 0:
            self._result.fault(f"{where}: its quote is not as long as its range")
        self._is_masked(row["quote"], row["masked"], where)
        self._spans.setdefault(row["document_id"], []).append((row["start"], row["end"], row["quote"], row["masked"], where))
        role = row.get("role", "evidence")
        owed = [part for part in self._owed.get(statement, "").split(", ") if part and part != role]
        self._owed[statement] = ", ".join(owed)
        if statement in self.prints:
            self.prints[statement] += self.print_of(row)

    def _is_masked(self, words: str, masked: bool, where: str) -> None:
        if masked and MASK not in words:
            self._result.fault(f"{where}: says that it is masked and is not")

    def values(self) -> None:
        """Each statement has evidence and speaker; each shown value stands on statements of its event; columns follow."""
        for statement, owed in self._owed.items():
            if owed:
                self._result.fault(f"statement {statement}: has no {owed}")
        mention_of = dict(self._statement_mentions())
        event_of = {statement: self._event_of(mention) for statement, mention in mention_of.items()}
        shown: dict[str, dict[str, list[Any]]] = {}
        whos: dict[str, dict[str, list[str | None]]] = {}
        for row in self._rows("shown"):
            self._result.count("values")
            name = f"event {row['event_id']}, {row['variable']}"
            if not row["statement_ids"]:
                self._result.fault(f"{name}: stands on no statement")
            for statement in row["statement_ids"]:
                if event_of.get(statement) != row["event_id"]:
                    self._result.fault(f"{name}: stands on {statement}, which is not a statement of the event")
            value = msgspec.json.decode(row["value"])
            if canonical(value) != row["value"] or value.get("type") != row["value_type"]:
                self._result.fault(f"{name}: its value is not in the form of a value")
            if row["who"] != shown_who(row["statement_ids"], self._who):
                self._result.fault(f"{name}: its who is not that of its statements")
            shown.setdefault(row["event_id"], {}).setdefault(row["variable"], []).append(value)
            whos.setdefault(row["event_id"], {}).setdefault(row["variable"], []).append(row["who"])
        self._columns(shown, whos)
        for table, home in (("events", event_of), ("mentions", mention_of)):
            self._codes(table, home)

    def _codes(self, table: str, home: dict[str, Any]) -> None:
        """What a derived code rests on are statements of that event or mention."""
        key = self._tables[table].primary[0]
        for row in self._rows(table):
            for statement in row["acled_statement_ids"] or ():
                if home.get(statement) != row[key]:
                    self._result.fault(f"{table}, {row[key]}: its acled rests on {statement}, which is not a statement of it")

    def _columns(self, shown: dict[str, dict[str, list[Any]]], whos: dict[str, dict[str, list[str | None]]]) -> None:
        contested: dict[str, set[str]] = {}
        for row in self._rows("conflicts"):
            contested.setdefault(row["event_id"], set()).add(row["variable"])
        mentions: dict[str, int] = {}
        for _, event_id in self._mentions.values():
            if event_id is not None:
                mentions[event_id] = mentions.get(event_id, 0) + 1
        for row in self._rows("events"):
            event = row["event_id"]
            flat = shown_columns(shown.get(event, {}), whos.get(event, {}), contested.get(event, ()))
            for name, expected in flat.items():
                if row[name] != expected:
                    self._result.fault(f"event {event}: its {name} is not that of its shown values and conflicts")
            if row["mention_count"] != mentions.get(event, 0):
                self._result.fault(f"event {event}: counts {row['mention_count']} mentions, it has {mentions.get(event, 0)}")

    def _statement_mentions(self) -> Iterator[tuple[str, str]]:
        for row in self._rows("statements"):
            yield row["statement_id"], row["mention_id"]

    def _event_of(self, mention: str) -> str | None:
        return self._mentions.get(mention, ("", None))[1]

    def _rows(self, name: str) -> Iterator[Row]:
        table = self._tables[name]
        for batch in pq.ParquetFile(self._folder / f"{name}.parquet").iter_batches(batch_size=5_000):
            for found in batch.to_pylist():
                yield {field.name: from_arrow(field, found[field.name]) for field in table.fields}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Document id and text, from the release itself."""
        for batch in pq.ParquetFile(self._folder / "documents.parquet").iter_batches(
            batch_size=20, columns=["document_id", "text"]
        ):
            for row in batch.to_pylist():
                yield row["document_id"], row["text"]

    def words(self, texts: Iterable[tuple[str, str]]) -> None:
        """Each text has its hash, each quote stands in its text."""
        left = dict(self._hashes)
        for document, text in texts:
            if document not in left:
                continue
            expected, characters, where = left.pop(document)
            self._result.count("texts")
            fault = text_fault(document, text, expected)
            if fault is not None:
                self._result.fault(fault)
            if len(text) != characters:
                self._result.fault(f"{where}: its text has {len(text)} characters, not {characters}")
            for start, end, quote, masked, place in self._spans.get(document, ()):
                self._result.count("quotes")
                words = text[start:end]
                if not (agrees(quote, words) if masked else quote == words):
                    self._result.fault(f"{place}: its quote does not stand at {start}..{end} of document {document}")
        for document in left:
            self._result.fault(f"document {document}: its text is not at hand")

    def forms(self) -> None:
        """Without texts: each quote lies within the length of its text."""
        for document, spans in self._spans.items():
            characters = self._hashes.get(document, ("", 0, ""))[1]
            for _, end, _, _, place in spans:
                self._result.count("quotes, without their texts")
                if end > characters:
                    self._result.fault(f"{place}: reaches past the {characters} characters of its document")

    @staticmethod
    def print_of(row: Row) -> int:
        """A fingerprint of a row; those of a statement and its spans are added up, so their order does not matter."""
        digest = hashlib.blake2b(msgspec.json.encode(row, order="sorted"), digest_size=8).digest()
        return int.from_bytes(digest, "big")
