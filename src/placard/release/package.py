"""Building a release: the whole folder beside the old one, then in its place; the same project gives the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placard import __version__
from placard.codebook import default_codebook, default_codebook_text
from placard.coding.derive import derive
from placard.errors import ProjectError
from placard.progress import Meter
from placard.records import Event, EventMention
from placard.release import rows
from placard.release.descriptor import datapackage, feature, readme
from placard.release.fields import EVENTS, Row, Table, release_tables
from placard.release.manifest import write_manifest
from placard.release.privacy import MASKING, Privacy, public_names
from placard.release.report import NOTHING, Facts, knowing, reports, together
from placard.release.shapes import SHAPES, ShapeWriter, Whole
from placard.release.support import acled_columns
from placard.release.writers import TableWriter, sync
from placard.store.folded import FoldedReader
from placard.weights import noted

if TYPE_CHECKING:
    from placard.store.reader import StoreReader

RELEASE = "release"
_NEW, _OLD = ".release-new", ".release-old"
_EVENTS_AT_ONCE = 200


def build_release(store: StoreReader, *, with_text: bool = False, names: str = "persons", meter: Meter | None = None) -> Path:
    """Build ``release/`` in the store's folder and put it in the place of the last one.

    Args:
        store: the project.
        with_text: whether ``documents`` carries the texts.
        names: what is done with names of persons, see :mod:`placard.release.privacy`.
        meter: advanced by one an event.

    Returns:
        The folder of the release.

    Raises:
        ProjectError: if it cannot be written; the last release then stays as it was.
    """
    folder = store.folder
    new = folder / _NEW
    try:
        recover(folder)
        new.mkdir()
        _Build(FoldedReader(store), new, with_text=with_text, names=names, meter=meter).write()
        _swap(folder)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise ProjectError(
            f"the release cannot be written: {error.strerror or error}",
            where=str(folder),
            fix="the last release and the project are as they were; mend it and run placard release",
        ) from error
    return folder / RELEASE


def recover(folder: Path) -> None:
    """Clear up after a release that was killed: what was half built goes, what was half swapped comes back."""
    shutil.rmtree(folder / _NEW, ignore_errors=True)
    if (folder / _OLD).exists():
        if (folder / RELEASE).exists():
            shutil.rmtree(folder / _OLD, ignore_errors=True)
        else:
            (folder / _OLD).rename(folder / RELEASE)


def _swap(folder: Path) -> None:
    """Two renames: a folder cannot be replaced in one. A kill between them is mended by :func:`recover`."""
    sync(folder / _NEW)
    if (folder / RELEASE).exists():
        (folder / RELEASE).rename(folder / _OLD)
    (folder / _NEW).rename(folder / RELEASE)
    sync(folder)
    shutil.rmtree(folder / _OLD, ignore_errors=True)


class _Build:
    """One release being written."""

    def __init__(self, store: FoldedReader, folder: Path, *, with_text: bool, names: str, meter: Meter | None) -> None:
        self.store = store
        self.folder = folder
        self.with_text = with_text
        self.names = names
        self.meter = meter
        self.privacy = Privacy(names, public_names(store.decisions()))
        self.coders: set[str] = set()
        self.facts: dict[str, Facts] = {}  # document -> the names known of it, where there are any
        self.counts: dict[str, int] = {}

    def write(self) -> None:
        """Write every file of the release; the manifest comes last."""
        tables = {table.name: table for table in release_tables(with_text=self.with_text)}
        self._table(tables["sources"], (rows.source_row(source) for source in self.store.sources().values()))
        self._reports(tables)
        self._table(tables["details"], self._details())
        self._events(tables)
        found = sorted(self.store.redirects().items())
        self._table(tables["redirects"], ({"event_id": key, "merged_into": target} for key, target in found))
        self._table(tables["relations"], map(rows.relation_row, self.store.relations()))
        self._text("codebook.yaml", default_codebook_text())
        self._text("README.md", readme(with_text=self.with_text, names=self.names))
        self._text("datapackage.json", datapackage(self.folder, list(tables.values())))
        write_manifest(self.folder, self._facts())

    def _facts(self) -> dict[str, Any]:
        book = default_codebook()
        weights = {name: self.store.meta(f"weights {name}") for name in sorted(self.coders)}
        return {
            "placard": __version__,
            "coders": [{"name": name, "weights_sha256": found} for name, found in weights.items()],
            "linking": noted(self.store),
            "codebook": {"name": book.name, "version": book.version},
            "names": self.names,
            "masking": MASKING,
            "public": sorted(self.privacy.public),
            "with_text": self.with_text,
            "decisions": self.store.taken,
            "rows": dict(sorted(self.counts.items())),
        }

    def _text(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        sync(path)

    def _table(self, table: Table, found: Any) -> None:
        with TableWriter(self.folder, table) as writer:
            for row in found:
                writer.write(row)
            self.counts[table.name] = writer.count

    def _details(self) -> Iterator[Row]:
        for document_id, details in self.store.all_details():
            yield from rows.detail_rows(document_id, details, self.privacy)

    def _reports(self, tables: Mapping[str, Table]) -> None:
        event_of = self.store.event_of_mention()
        with ExitStack() as stack:
            names = ("documents", "mentions", "statements", "spans", "attributions")
            out = {name: stack.enter_context(TableWriter(self.folder, tables[name])) for name in names}
            for report in reports(self.store, self.privacy, with_text=self.with_text):
                document, privacy = report.stored["id"], report.privacy
                if report.facts != NOTHING:
                    self.facts[document] = report.facts
                title = report.stored["title"]
                row = rows.document_row(report.stored, privacy.title(title) if title else title)
                out["documents"].write(row | {"text": report.text} if self.with_text else row)
                for position, mention in enumerate(report.mentions):
                    out["mentions"].write(rows.mention_row(mention, event_of.get(mention.id), position))
                    self.coders.update(statement.coder for statement in mention.statements)
                    for number, statement in enumerate(mention.statements):
                        out["statements"].write(rows.statement_row(statement, number, privacy))
                        for row in rows.span_rows(statement, document, privacy):
                            out["spans"].write(row)
                        for row in rows.attribution_rows(statement, document, privacy):
                            out["attributions"].write(row)
            self.counts.update((name, writer.count) for name, writer in out.items())

    def _events(self, tables: Mapping[str, Table]) -> None:
        infos = self.store.infos()
        sources = self.store.sources()
        with ExitStack() as stack:
            out = {name: stack.enter_context(TableWriter(self.folder, tables[name])) for name in ("events", "shown", "conflicts")}
            geo = stack.enter_context((self.folder / "events.geojson").open("w", encoding="utf-8", newline="\n"))
            (self.folder / "shapes").mkdir()
            shapes = [stack.enter_context(ShapeWriter(self.folder / "shapes", shape)) for shape in SHAPES]
            geo.write('{"type": "FeatureCollection", "features": [')
            first = True
            for event, mentions in self._with_mentions():
                privacy = self._privacy(mentions)
                values = rows.shown_values(event, privacy)
                reported = [rows.Reported(one.document_id, one.status, one.form) for one in mentions]
                counted = rows.count_reports(reported, infos, sources, values)
                whole = rows.union(event.id, mentions, counted["form"], counted["status"])
                codes = derive(whole)
                resting = acled_columns(codes, event, mentions, infos, sources)
                whos = rows.whos_of(event, mentions)
                row = rows.event_row(event, values, whos, counted, rows.code_columns(codes) | resting)
                out["events"].write(row)
                for shown in rows.shown_rows(event, values, whos):
                    out["shown"].write(shown)
                for conflict in rows.conflict_rows(event, privacy):
                    out["conflicts"].write(conflict)
                geo.write(("\n" if first else ",\n") + feature(EVENTS, row))
                first = False
                outlets = sorted({sources[key].name for one in mentions if (key := infos[one.document_id].source_id) in sources})
                for writer in shapes:
                    writer.write(Whole(row, whole, tuple(outlets)))
                if self.meter is not None:
                    self.meter.advance()
            geo.write("\n]}\n")
            self.counts.update((name, writer.count) for name, writer in out.items())
        for name in ("events.geojson", *(f"shapes/{shape.name}.csv" for shape in SHAPES)):
            sync(self.folder / name)

    def _privacy(self, mentions: list[EventMention]) -> Privacy:
        """What is done with names in the words of an event: those of any of its reports."""
        documents = dict.fromkeys(mention.document_id for mention in mentions)
        return knowing(self.privacy, together(self.facts[one] for one in documents if one in self.facts))

    def _with_mentions(self) -> Iterator[tuple[Event, list[EventMention]]]:
        events = self.store.events()
        while page := list(islice(events, _EVENTS_AT_ONCE)):
            found = self.store.mentions_by_id(mention_id for event in page for mention_id in event.mentions)
            for event in page:
                yield event, [found[mention_id] for mention_id in event.mentions if mention_id in found]
