"""What a page declares of its article beside its text: the moment of publication with its zone, byline, section, agency."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from placard.reading.dates import parse_published
from placard.records import Detail

_MOMENTS = (
    "//meta[@property='article:published_time' or @property='og:article:published_time' or @itemprop='datePublished'"
    " or @name='article:published_time' or @name='pubdate' or @name='publishdate' or @name='DC.date.issued'"
    " or @name='parsely-pub-date' or @name='sailthru.date' or @name='date']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time/@datetime",
)
_SECTIONS = (
    "//meta[@property='article:section' or @name='section' or @name='parsely-section' or @itemprop='articleSection']/@content"
)
_CANONICAL = "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
_AGENCIES = (
    ("Reuters", r"Reuters"), ("AP", r"AP|Associated Press"), ("AFP", r"AFP|Agence France-Presse"), ("dpa", r"dpa"),
    ("EFE", r"EFE"), ("ANSA", r"ANSA"), ("Xinhua", r"Xinhua"), ("TASS", r"TASS"), ("PTI", r"PTI"), ("ANI", r"ANI"),
    ("Anadolu", r"Anadolu(?: Agency)?|AA"), ("PA", r"PA(?: Media)?"), ("UPI", r"UPI"), ("IANS", r"IANS"), ("NAN", r"NAN"),
)  # fmt: skip
# A credit stands in brackets or after the place at the head, or in brackets at the foot; anywhere else the agency may be quoted.
_HEAD = [
    (name, re.compile(rf"\A[^\n]{{0,60}}?(?:\((?:{words})\)|(?:^|[-\u2013\u2014] ?)(?:{words}) ?[-\u2013\u2014])"))
    for name, words in _AGENCIES
]
_FOOT = [(name, re.compile(rf"\((?:[^()\n]{{0,80}}\b)?(?:{words})\)\s*\Z")) for name, words in _AGENCIES]
_MOST_JSON = 500_000


def moment(tree: Any, day: str | None) -> str | None:
    """The moment the page declares for the publication day ``day``, with its zone; ``day`` itself if it declares none.

    Only a moment on that very day (in its own zone) is taken, so that this makes a date finer and never another one.
    """
    if day is None or len(day) != 10:
        return day
    for given in _moments(tree):
        read = parse_published(given).value
        if read and len(read) > 10 and read.startswith(day):
            return read
    return day


def details(tree: Any, author: str | None, text: str) -> tuple[Detail, ...]:
    """Byline, section and agency credit, where the page gives them."""
    found = [Detail("byline", author)] if author else []
    sections = dict.fromkeys(" ".join(str(section).split()) for section in tree.xpath(_SECTIONS))
    found += [Detail("section", section) for section in list(sections)[:5] if section]
    if credit := agency(text):
        found.append(Detail("agency", credit))
    return tuple(found)


def canonical(tree: Any) -> str | None:
    """The address the page says is its own, if it is a whole one."""
    urls = (str(url).strip() for url in tree.xpath(_CANONICAL))
    return next((url for url in urls if re.match(r"https?://\S+\Z", url)), None)


def agency(text: str) -> str | None:
    """The agency a text is credited to at its head ("LAGOS (Reuters) -") or foot ("(AFP)"), or None."""
    foot = text[-160:]
    for line in text[:600].split("\n")[:3]:  # the extractor may put headline and byline first
        for name, pattern in _HEAD:
            if pattern.search(line[:120]):
                return name
    return next((name for name, pattern in _FOOT if pattern.search(foot)), None)


def _moments(tree: Any) -> Iterator[str]:
    yield from (str(value).strip() for value in tree.xpath(_MOMENTS[0]))
    size = 0
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        size += len(script)
        if size <= _MOST_JSON:
            yield from re.findall(r'"datePublished"\s*:\s*"([^"]{8,40})"', _flat(script))
    for path in _MOMENTS[1:]:
        yield from (str(value).strip() for value in tree.xpath(path))


def _flat(script: str) -> str:
    """JSON-LD written anew, so that escapes in it do not matter; a script that is no JSON is searched as it is."""
    try:
        return json.dumps(json.loads(script), ensure_ascii=False)
    except (ValueError, RecursionError):
        return str(script)
