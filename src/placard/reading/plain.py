"""Marked-up fragments (of feeds and mails) as plain text, paragraph by paragraph; for whole pages see ``html.py``."""

from __future__ import annotations

import re

_BLOCKS = frozenset(
    "p div br li ul ol table tr h1 h2 h3 h4 h5 h6 blockquote article section pre header footer dd dt hr figure figcaption".split()  # noqa: SIM905 - a list of tags reads best as words
)
_HIDDEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def plain_text(fragment: str) -> str:
    """The text of an HTML fragment: blocks become lines, runs of spaces one space; text without a tag stays as it is."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    from lxml import etree, html

    # huge_tree stays off: libxml2 then refuses trees deeper than 256 and drops what lies below.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(fragment.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    parts: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += tag in _HIDDEN
            if tag in _BLOCKS:
                parts.append("\n")
            if node.text and not hidden:
                parts.append(node.text.replace("\n", " "))
        else:
            hidden -= tag in _HIDDEN
            if tag in _BLOCKS:
                parts.append("\n")
            if node.tail and not hidden:
                parts.append(node.tail.replace("\n", " "))
    return _BREAKS.sub("\n", _SPACES.sub(" ", "".join(parts))).strip()
