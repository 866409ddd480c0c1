"""XML from strangers: parsed without entities, without network, without huge trees; documents that declare entities are refused."""

from __future__ import annotations

import re
from typing import Any

from placard.reading.files import fault

_ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y|\x00<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y", re.IGNORECASE)

_MARK = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")
_DEEPEST = 1000


def refuse_entities(data: bytes) -> None:
    """Raise ReadError (``xml``) if ``data`` declares entities: billion laughs and XXE are made of them, reports are not."""
    if _ENTITY.search(data):
        raise fault(
            "xml", "declares XML entities, which reports have no use for and attacks are made of", "export it again without them"
        )


def refuse_deep(data: bytes) -> None:
    """Raise ReadError (``xml``) if elements lie deeper in each other than any feed's do: parsers are slow or weak there.

    One pass over the marks, without building anything; what lies in CDATA is text and not counted.
    """
    depth = 0
    for number, piece in enumerate(data.replace(b"\0", b"").split(b"<![CDATA[")):
        marks = piece if number == 0 else piece.partition(b"]]>")[2]
        for match in _MARK.finditer(marks):
            depth += -1 if match[1] else 0 if match[2] else 1
            if depth > _DEEPEST:
                raise fault("xml", f"nests its elements more than {_DEEPEST} deep", "export it again")


def parse_xml(data: bytes) -> Any:
    """The root element of ``data``.

    Raises:
        ReadError: kind ``xml`` if it declares entities, is no XML, or is nested deeper than 256 elements.
    """
    from lxml import etree

    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise fault(
            "xml",
            f"is not XML that can be read: {str(error).splitlines()[0][:120] if str(error) else 'no reason given'}",
            "export it again",
        ) from None
