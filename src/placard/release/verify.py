"""Does a release prove itself? Every file by its hash, then every value to its words, and every word to its text.

    files    what lies in the folder is what the manifest lists, byte for byte
    tables   CSV and Parquet hold the same rows; keys are unique and lead somewhere
    values   event -> shown value -> statement -> span; the columns of an event follow from its shown values
    words    quote -> offsets -> text -> hash of the text (where the texts are at hand: in the release, or in its project)

The walk does not stop at the first fault: all are counted and the first are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placard.errors import PlacardError, VerifyError
from placard.records import text_hash
from placard.release.manifest import MANIFEST, file_hash, listing, read_manifest

if TYPE_CHECKING:
    from placard.release.fields import Row
    from placard.store.reader import StoreReader

NAMED = 20


@dataclass(slots=True)
class Verified:
    """What was checked, and what was found wrong.

    Attributes:
        release: the folder.
        texts: where the texts came from: ``release``, ``project``, or None if quotes could only be checked for form.
        checked: how many of each thing were checked.
        faults: how many faults.
        first: the first of them, in words.
    """

    release: str
    texts: str | None = None
    checked: dict[str, int] = field(default_factory=dict)
    faults: int = 0
    first: list[str] = field(default_factory=list)

    def fault(self, words: str) -> None:
        """Note one fault."""
        self.faults += 1
        if len(self.first) < NAMED:
            self.first.append(words)

    def count(self, what: str, number: int = 1) -> None:
        """Note that ``number`` of ``what`` were checked."""
        self.checked[what] = self.checked.get(what, 0) + number


def verify(folder: str | Path) -> Verified:
    """Verify the release of a project, or a release folder by itself.

    Args:
        folder: a project folder, or a release folder; if a release lies in its project, its quotes are checked against the
            project's texts.

    Returns:
        What was checked; without faults.

    Raises:
        VerifyError: if anything is wrong: one line a fault, the first 20.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise VerifyError("there is no such folder", where=str(folder), fix="name a project or a release folder")
    place = folder if (folder / MANIFEST).exists() else folder / "release"
    if not place.is_dir():
        raise VerifyError("holds no release", where=str(folder), fix="placard release makes one")
    result = Verified(str(place))
    manifest = read_manifest(place)
    _files(place, manifest, result)
    if not result.faults:
        # Only sound files are walked: a damaged one has been named already, and would bury its fault under many others.
        _walk(place, manifest, result)
    if result.faults:
        more = f"\n  ... and {result.faults - len(result.first)} more" if result.faults > len(result.first) else ""
        lines = "\n  ".join(result.first)
        raise VerifyError(
            f"{result.faults} fault(s):\n  {lines}{more}", where=str(place), fix="build it again with placard release"
        )
    return result


def _files(place: Path, manifest: dict[str, Any], result: Verified) -> None:
    found = listing(place)
    for name in sorted(set(manifest["files"]) | set(found)):
        result.count("files")
        if name not in found:
            result.fault(f"{name}: is missing")
        elif name not in manifest["files"]:
            result.fault(f"{name}: is not part of the release")
        elif file_hash(found[name]) != manifest["files"][name]["sha256"]:
            result.fault(f"{name}: was changed (its SHA-256 is not the manifest's)")


def _walk(place: Path, manifest: dict[str, Any], result: Verified) -> None:
    from placard.release.walk import Walk

    with_text = bool(manifest.get("with_text"))
    project = _project(place.parent)
    try:
        walk = Walk(place, result, with_text=with_text)
        walk.tables()
        walk.values()
        if with_text:
            result.texts = "release"
            walk.words(walk.texts())
        elif project is not None:
            result.texts = "project"
            walk.words(_texts(project, result))
        else:
            walk.forms()
        if project is not None:
            from placard.store.folded import FoldedReader

            _same_statements(FoldedReader(project, int(manifest.get("decisions") or 0)), manifest, walk, result)
            _same_titles(project, walk, result)
    finally:
        if project is not None:
            project.close()


def _project(folder: Path) -> Any:
    """The project a release lies in, or None if it lies alone."""
    from placard.store.database import DATABASE_NAME
    from placard.store.store import Store

    return Store.open(folder) if (folder / DATABASE_NAME).exists() else None


def _texts(project: StoreReader, result: Verified) -> Iterator[tuple[str, str]]:
    """Document id -> text, each text checked against the hash stored beside it."""
    documents = project.documents()
    while True:
        try:
            document = next(documents, None)
        except PlacardError as error:
            result.fault(f"project: {error}")
            return
        if document is None:
            return
        yield document.id, document.text


def _same_statements(project: StoreReader, manifest: dict[str, Any], walk: Any, result: Verified) -> None:
    """The project's statements are those released: their values, speakers and spans have not been touched since.

    Statements the project has gained since the release are not faults; released ones that differ or are gone are. What another rule
    masked cannot be compared: that is one fault.
    """
    from placard.release.privacy import MASKING, Privacy
    from placard.release.report import reports
    from placard.release.rows import attribution_rows, span_rows, statement_row

    if manifest.get("masking") != MASKING and manifest.get("names") != "kept":
        result.fault("built by another masking rule; build it anew with placard release")
        return
    privacy = Privacy(str(manifest.get("names")), frozenset(map(str, manifest.get("public") or ())))
    left = set(walk.statements)
    try:
        for report in reports(project, privacy, only=walk.statements):
            for mention in report.mentions:
                for position, statement in enumerate(mention.statements):
                    if statement.id not in left:
                        continue
                    left.discard(statement.id)
                    result.count("statements compared with the project")
                    made: list[Row] = [statement_row(statement, position, report.privacy)]
                    made += span_rows(statement, mention.document_id, report.privacy)
                    made += attribution_rows(statement, mention.document_id, report.privacy)
                    if walk.prints[statement.id] != sum(map(walk.print_of, made)):
                        result.fault(f"statement {statement.id}: is not the project's")
    except PlacardError as error:
        result.fault(f"project: {error}")
        return
    for statement_id in sorted(left)[:NAMED]:
        result.fault(f"statement {statement_id}: is not in the project")


def _same_titles(project: StoreReader, walk: Any, result: Verified) -> None:
    """The project's titles are those released, letter for letter where they are not masked."""
    from placard.release.privacy import agrees

    for stored in project.document_rows():
        title, masked = walk.titles.pop(stored["id"], (None, None))
        if masked is None:
            continue
        result.count("titles compared with the project")
        if not (agrees(title, stored["title"]) if masked and stored["title"] else title == stored["title"]):
            result.fault(f"document {stored['id']}: its title is not the project's")
    for document in sorted(walk.titles)[:NAMED]:
        result.fault(f"document {document}: is not in the project")


def text_fault(document_id: str, text: str, expected: str) -> str | None:
    """What is wrong with a text whose SHA-256 should be ``expected``, or None."""
    return None if text_hash(text) == expected else f"document {document_id}: its text does not have the hash released for it"
