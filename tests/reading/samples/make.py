"""Makes the samples that are not text: ``python tests/reading/samples/make.py`` writes the same bytes every time."""

# ruff: noqa: E501 - sample pages read best unbroken
from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fishers blockade the harbour</title>'
    '<link rel="canonical" href="https://coast.example/fishers"><meta property="og:site_name" content="Coast Times">'
    '<meta property="article:published_time" content="2021-03-04T21:15:00+01:00"><meta property="article:section" content="News">'
    '<meta name="author" content="Jane Example"></head><body><nav><a href="/">Home</a></nav><article><h1>Fishers blockade the harbour</h1>'
    "<p>ELMINA (Reuters) - Some 80 canoes blocked the harbour of Elmina on Thursday, a day after fuel prices rose again, officials said.</p>"
    "<p>The fishers want the subsidy on fuel to be restored before the season begins, their association told reporters at the quay.</p>"
    "<p>Police watched from the shore and made no arrests, the regional commander said on Thursday evening.</p></article></body></html>"
)


def pdf(pages: list[str | None]) -> bytes:
    """A PDF of one line a page; None is a page without text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for words in pages:
        stream = b"" if words is None else b"BT /F1 12 Tf 72 720 Td (" + words.encode("latin-1") + b") Tj ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 << /Type /Font "
            b"/Subtype /Type1 /BaseFont /Helvetica >> >> >> >>" % content
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    objects.append(b"<< /Title (Bulletin 9) /Author (Jane Example) >>")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(objects), start)
    )
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP of the files, with a fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 3, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx() -> bytes:
    """A Word document with a deleted word, an inserted one, a tab and a table."""

    def run(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    body = (
        f"<w:p>{run('Press release')}</w:p><w:p>{run('About 90 ')}<w:del><w:r><w:delText>angry </w:delText><w:t>cross </w:t></w:r></w:del>"
        f"<w:ins>{run('retired ')}</w:ins>{run('miners rallied in Obuasi on Monday.')}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('Arrests')}<w:r><w:tab/></w:r>{run('4')}</w:p></w:tc></w:tr></w:tbl>"
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Miners rally</dc:title><dc:creator>Jane Example</dc:creator></cp:coreProperties>'
    )
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document.encode(), "docProps/core.xml": core.encode()})


def warc() -> bytes:
    """Three responses: an article, a missing page and a picture; each its own gzip member, as archives have it."""

    def record(kind: str, key: str, url: str, block: bytes, mime: str) -> bytes:
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{key}>\r\nWARC-Date: 2021-03-05T08:00:00Z\r\n"
            f"WARC-Target-URI: {url}\r\nContent-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)

    def response(status: str, mime: str, body: bytes) -> bytes:
        return f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    http = "application/http;msgtype=response"
    key = "00000000-0000-4000-8000-00000000000"
    return b"".join(
        (
            record("warcinfo", key + "0", "", b"software: sample\r\n", "application/warc-fields"),
            record(
                "response",
                key + "1",
                "https://coast.example/fishers?utm=1",
                response("200 OK", "text/html; charset=utf-8", PAGE.encode()),
                http,
            ),
            record(
                "response", key + "2", "https://coast.example/gone", response("404 Not Found", "text/html", b"<p>gone</p>"), http
            ),
            record("response", key + "3", "https://coast.example/a.png", response("200 OK", "image/png", b"\x89PNG"), http),
        )
    )


def tarred(files: dict[str, bytes]) -> bytes:
    """A gzipped tar of the files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def main() -> None:
    """Write every sample that is not text."""
    telegram, feed = (HERE / "telegram.json").read_bytes(), (HERE / "feed.rss").read_bytes()
    files = {
        "bulletin.pdf": pdf(["Some 60 farmers rallied in Techiman on Monday.", None, "They want fair prices, their union said."]),
        "scanned.pdf": pdf([None, None]),
        "release.docx": docx(),
        "page.html": PAGE.encode(),
        "capture.warc.gz": warc(),
        "capture.wacz": zipped(
            {
                "archive/data.warc.gz": warc(),
                "pages/pages.jsonl": b'{"text": "an index page, no report"}\n',
                "datapackage.json": b"{}",
            }
        ),
        "pile.zip": zipped(
            {"b/feed.rss": feed, "a/result.json": telegram, "README.txt": b"read me first please", "c/photo.jpg": b"\xff\xd8\xff"}
        ),
        "pile.tar.gz": tarred({"one.txt": b"Some 30 cleaners struck in Wa on Monday.", "two.html": PAGE.encode()}),
        "notes.txt.gz": gzip.compress(b"Some 30 cleaners struck in Wa on Monday.", mtime=0),
    }
    for name, data in files.items():
        (HERE / name).write_bytes(data)


if __name__ == "__main__":
    main()
