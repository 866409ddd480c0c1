"""The sources table: who publishes, of what kind, owned by whom; a CSV file a person can edit; and how outlets are recognised."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from placard.errors import InputError
from placard.linking.independence import Independence, independent_sources, voice
from placard.records import Source, make_id
from placard.source_kinds import KINDS, source_kind

__all__ = ["Independence", "SourceTable", "independent_sources", "read_sources", "voice", "write_sources"]

COLUMNS = ("id", "name", "kind", "owner", "country", "languages", "domain")
_NOT_OUTLETS = re.compile(r"^(?:www\d?|m|mobile|amp|en|news|edition)\.")
_TAILS = re.compile(r"\s+(?:staff|correspondents?|reporters?|newsroom|desk|online|news desk)\b.*$", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:by\s+)?(?P<who>.{2,60}?)(?:\s*[-/|,]\s*(?P<outlet>[^-/|,]{2,60}))?$", re.IGNORECASE)
_HANDLE_HOSTS = {"t.me", "telegram.me", "twitter.com", "x.com", "facebook.com", "instagram.com", "youtube.com", "tiktok.com"}


@dataclass(slots=True)
class SourceTable:
    """Sources by id, and the names and domains they are recognised by.

    Attributes:
        sources: id -> source.
        domains: id -> domain, of the sources that have one.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)

    def recognise(self, *, url: str | None = None, outlet: str | None = None, byline: str | None = None) -> Source | None:
        """The known source of a document, by its metadata, then its URL's domain, then its byline; None if none is known."""
        names = {plain(source.name): source for source in self.sources.values()}
        if outlet and plain(outlet) in names:
            return names[plain(outlet)]
        found = self._by_domain(url)
        if found:
            return found
        match = _BYLINE.match(byline.strip()) if byline else None
        for given in (match.group("outlet"), match.group("who")) if match else ():
            name = plain(_TAILS.sub("", given)) if given else ""
            if name in names:
                return names[name]
        return None

    def add(self, name: str, *, kind: str = "unknown", domain: str | None = None) -> Source:
        """The source of this name, made if it is new; its id depends on the name alone."""
        known = self.recognise(outlet=name)
        if known is None:
            known = Source(make_id("source", name), name, kind)
            self.sources[known.id] = known
        if domain:
            self.domains.setdefault(known.id, domain)
        return known

    def edited(self, source: Source, **changes: object) -> Source:
        """Change fields of a source, keeping its id."""
        changed = replace(source, **changes)  # type: ignore[arg-type]
        self.sources[source.id] = changed
        return changed

    def _by_domain(self, url: str | None) -> Source | None:
        host = domain_of(url)
        known = {domain: ident for ident, domain in self.domains.items()}
        while host:
            if host in known:
                return self.sources[known[host]]
            _, dot, host = host.partition(".") if "/" not in host else ("", "", "")
            if not dot:
                return None
        return None


def domain_of(url: str | None) -> str:
    """The host of a URL without ``www.``; with the account for hosts that are not outlets themselves (``t.me/channel``)."""
    if not url:
        return ""
    parts = urlsplit(url if "//" in url else f"//{url}")
    host = (parts.hostname or "").casefold()
    if host.removeprefix("www.") in _HANDLE_HOSTS:
        path = [part for part in parts.path.split("/") if part and part != "s"]
        return f"{host.removeprefix('www.')}/{path[0].casefold()}" if path else host
    return _NOT_OUTLETS.sub("", host)


def plain(name: str) -> str:
    """A name for comparing: no case, accents, punctuation, leading article or ``.com``."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    folded = re.sub(r"\.(?:com|org|net|co\.\w\w|\w\w)$", "", folded.strip())
    words = re.findall(r"\w+", folded)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def read_sources(path: Path) -> SourceTable:
    """Read a sources table.

    Columns ``name`` and any of id, kind, owner, country, languages (separated by spaces) and domain, in any order; a missing
    id is made from the name.

    Raises:
        InputError: naming every bad row.
    """
    table, faults = SourceTable(), []
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"the sources table cannot be read: {error}", where=str(path)) from None
    if not rows or "name" not in rows[0]:
        raise InputError("the sources table has no column 'name'", where=str(path), fix=f"its columns are {', '.join(COLUMNS)}")
    for number, row in enumerate(rows, 2):
        given = {column: (row.get(column) or "").strip() for column in COLUMNS}
        kind = source_kind(given["kind"])
        if not given["name"]:
            faults.append(f"row {number}: no name")
        elif kind is None:
            faults.append(f"row {number}: kind {given['kind']!r} is none of {', '.join(KINDS)}")
        elif given["country"] and not re.fullmatch(r"[A-Za-z]{2}", given["country"]):
            faults.append(f"row {number}: country {given['country']!r} is not two letters")
        else:
            ident = given["id"] or make_id("source", given["name"])
            if ident in table.sources:
                faults.append(f"row {number}: id {ident} twice")
                continue
            table.sources[ident] = Source(
                ident,
                given["name"],
                kind,
                given["owner"] or None,
                given["country"].upper() or None,
                tuple(given["languages"].split()),
            )
            if given["domain"]:
                table.domains[ident] = domain_of(given["domain"])
    if faults:
        raise InputError("; ".join(faults), where=str(path), fix="correct these rows")
    return table


def write_sources(path: Path, sources: Iterable[Source], domains: Mapping[str, str] | None = None) -> None:
    """Write a sources table, sorted by name; :func:`read_sources` gives the same sources back."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for source in sorted(sources, key=lambda source: (plain(source.name), source.id)):
        domain = (domains or {}).get(source.id, "")
        writer.writerow(
            [source.id, source.name, source.kind, source.owner or "", source.country or "", " ".join(source.languages), domain]
        )
    path.write_text(text.getvalue(), encoding="utf-8")
