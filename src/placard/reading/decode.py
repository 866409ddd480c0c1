"""Bytes to text: UTF-8, else the encoding the bytes declare or show; what is neither is refused, never mangled."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from placard.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What reports are really found in; a longer list makes short texts land in exotic code pages.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
    "iso8859_2", "koi8_r", "koi8_u", "shift_jis", "euc_jp", "euc_kr", "gb18030", "big5",
]  # fmt: skip
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP file (or an Office document)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"PAR1": "a Parquet file",
}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding it was in; ``guessed`` where neither a mark, UTF-8 nor a declaration settled it."""

    text: str
    encoding: str
    guessed: bool = False


def refuse_binary(data: bytes) -> None:
    """Raise ReadError (kind ``binary``) if the bytes are no text in an 8-bit or UTF-8 encoding."""
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise _fault("binary", f"is {name}, not text", "export it as text first")
    at = data.find(0)
    if at >= 0:
        raise _fault("binary", f"is binary: a NUL byte at offset {at}", "export it as plain text")
    sample = data[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 20 > len(sample):
        raise _fault("binary", "is binary: over 5% of it are control bytes", "export it as plain text")


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes to text, exactly: no newline or other character is changed, only a byte-order mark is left off.

    Args:
        data: the bytes.
        declared: an encoding the file itself names, tried after UTF-8.

    Raises:
        ReadError: kind ``binary`` if the bytes are no text, ``encoding`` if no encoding reads them without loss.
    """
    encoding, skip, guessed = find_encoding(data, declared)
    try:
        return Decoded(data[skip:].decode(encoding), encoding, guessed)
    except UnicodeDecodeError as error:
        raise _undecodable(encoding, error.start + skip) from None


def find_encoding(data: bytes, declared: str | None = None) -> tuple[str, int, bool]:
    """The encoding of ``data``, the length of its byte-order mark, and whether it was guessed. Raises as :func:`decode`."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark), False
    refuse_binary(data)
    try:
        data.decode("utf-8")
        return "utf-8", 0, False
    except UnicodeDecodeError as error:
        start = error.start
    if declared and (name := _usable(declared, data)):
        return name, 0, False
    if _is_broken_utf8(data):
        raise _undecodable("utf-8", start)
    return _guess(data, start), 0, True


def declared_charset(page: bytes) -> str | None:
    """The encoding an HTML page names in its first 4096 bytes, or None."""
    match = _META.search(page[:4096])
    return match[1].decode("ascii") if match else None


def _usable(name: str, data: bytes) -> str | None:
    try:
        found = codecs.lookup(name).name
        data.decode(found)
    except (LookupError, ValueError):
        return None
    # Browsers read "iso-8859-1" as Windows-1252: bytes 80-9F are quotation marks there, control codes here.
    if found == "iso8859-1":
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            return found
        return "cp1252"
    return found


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most non-ASCII bytes are well-formed UTF-8: then the rest is damage, not another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(1 for character in text if ord(character) > 127) - broken > broken


def _guess(data: bytes, start: int) -> str:
    # Imported here: it costs more than reading a thousand UTF-8 files.
    from charset_normalizer import from_bytes

    begin = max(0, start - 1024)
    sample = data if len(data) <= _SAMPLE else data[begin : begin + _SAMPLE]
    best = from_bytes(sample, cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
    if best is None:
        raise _undecodable("utf-8", start)
    return str(best.encoding)


def _undecodable(encoding: str, offset: int) -> ReadError:
    name = encoding.upper().replace("_", "-")
    return _fault("encoding", f"is not readable text: {name} breaks at byte {offset}", "save it as UTF-8 and read it again")


def _fault(kind: str, message: str, fix: str) -> ReadError:
    error = ReadError(message, fix=fix)
    error.kind = kind
    return error
