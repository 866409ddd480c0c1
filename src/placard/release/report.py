"""Reports one by one as a release sees them: a document, its mentions, and the names known of it.

What is masked of a statement hangs on the whole report ("Dana Abernathy" in one, "Abernathy" in the next), so the release and
``placard verify`` both go through documents with all their mentions. A text is read only where a title, a speaker's name, a word
with a capital that is not known yet or a public person's surname makes it necessary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from placard.records import EventMention, Place, Statement
from placard.release.countries import by_code, is_country
from placard.release.known import Alone, Known, KnownName, is_capital, parts_in, surname_in, surname_of
from placard.release.name_words import BETWEEN, COMMON, MONTHS, folded
from placard.release.names import is_told, meets, names_in, persons_in
from placard.release.privacy import Privacy
from placard.release.running import borne_in, lone_word, tells, told_in

if TYPE_CHECKING:
    from placard.store.reader import StoreReader

_AT_ONCE = 200
_SAYS_MORE = COMMON | BETWEEN | MONTHS


class Facts(NamedTuple):
    """What a release knows of the names of one report, or of the reports of one event.

    Attributes:
        names: the names that are masked in it.
        kept: surnames in lower case of persons marked public who are named in it.
    """

    names: tuple[KnownName, ...] = ()
    kept: frozenset[str] = frozenset()


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Report:
    """One document as it is released.

    Attributes:
        stored: the store's row, without its text.
        text: the text, if it was asked for.
        mentions: its mentions, in order.
        facts: the names known of it.
        privacy: what is done with names in it.
    """

    stored: Mapping[str, Any]
    text: str | None
    mentions: list[EventMention]
    facts: Facts
    privacy: Privacy


def reports(
    store: StoreReader, privacy: Privacy, *, with_text: bool = False, only: Container[str] | None = None
) -> Iterator[Report]:
    """Every document of a project with its mentions, in order of input.

    Args:
        store: the project.
        privacy: what is done with names.
        with_text: whether the texts are wanted.
        only: the ids of the statements that names are taken from; all by default. A release is verified with those it has.
    """
    documents = store.document_rows()
    while page := list(islice(documents, _AT_ONCE)):
        found = groupby(store.mentions_of([stored["id"] for stored in page]), lambda mention: mention.document_id)
        mentions = {document_id: list(group) for document_id, group in found}
        for stored in page:
            read = cache(lambda key=stored["id"]: store.document(key).text)
            own = mentions.get(stored["id"], [])
            statements = [one for mention in own for one in mention.statements if only is None or one.id in only]
            facts = facts_of(privacy, stored["title"] or "", statements, read)
            yield Report(stored, read() if with_text else None, own, facts, knowing(privacy, facts))


def knowing(privacy: Privacy, facts: Facts) -> Privacy:
    """What is done with names where some are known."""
    return privacy if facts == NOTHING else privacy.knowing(facts.names, facts.kept)


def together(facts: Iterable[Facts]) -> Facts:
    """What is known of several reports: what one of them masks is masked."""
    listed = list(facts)
    if len(listed) < 2:
        return listed[0] if listed else NOTHING
    names = sorted({name for one in listed for name in one.names})
    return Facts(tuple(names), frozenset().union(*(one.kept for one in listed)))


def facts_of(privacy: Privacy, title: str, statements: Iterable[Statement], read: Callable[[], str]) -> Facts:
    """The names known of one report: those masked in its statements and its title, and its speakers of one word.

    Args:
        privacy: what is done with names.
        title: its title.
        statements: what it states.
        read: gives its text.
    """
    if privacy.names == "kept":
        return NOTHING
    listed = list(statements)
    found = {name for statement in listed for name in privacy.masked_names(statement)}
    told = {name.words for name in found if name.alone != "form"}
    formed = {name.words for name in found} - told
    if privacy.masks_titles and any(one.isupper() for one in title):
        told |= privacy.title_names(title, read())
    told |= _told_of(privacy, listed, told, read)
    told |= {name for name in formed - told if tells(read(), name)}
    persons = Known(KnownName(name, "never") for name in told)
    words = {word for one in listed if one.speaker.span is not None and (word := lone_word(one.speaker.span.quote))}
    told |= _told_of_speakers(privacy, words, listed, persons, read)
    formed -= told
    kept = _kept(told | formed | words, privacy.public, f"{title}\n", read)
    written, resolved = _towns((one for one in listed if one.variable == "place"), persons)
    known = tuple(
        KnownName(name, "form" if name in formed else _alone(name, kept, written | resolved))
        for name in sorted(told | formed)
        if folded(name) not in kept and not _is_town(name, written)
    )
    return Facts(known, kept)


def _told_of(privacy: Privacy, statements: Iterable[Statement], known: Iterable[str], read: Callable[[], str]) -> set[str]:
    """The names the text tells whose surname stands in evidence or values; it is read if a word in them may be one."""
    persons = Known(map(KnownName, known))
    wanted = set()
    for quote in {quote for one in statements for quote in privacy.quotes(one)}:
        have = persons.ranges(quote)
        wanted |= {one.key for one in parts_in(quote) if is_capital(quote, one) and not meets(have, one.start, one.end)}
    if not wanted:
        return set()
    return {
        name for name in told_in(read()) if (surname := surname_of(name)) and surname[-1].key in wanted and privacy.is_private(name)
    }


def _told_of_speakers(
    privacy: Privacy, words: set[str], statements: Iterable[Statement], persons: Known, read: Callable[[], str]
) -> set[str]:
    """Those of the ``words``, each a whole speaker, of which the text has the rest of a person's name, and that name."""
    places = [span for one in statements if one.variable in ("place", "venue") for span in one.evidence]
    taken = [(span.start, span.end) for span in places if not _of_persons(span.quote, persons)] if words else []
    found: set[str] = set()
    for word in words:
        # The whole name too: "Denise Washington" stays no more than "Washington", which may be a town elsewhere.
        if whole := set(filter(privacy.is_private, borne_in(read(), word, taken))):
            found |= {word, *whole}
    return found


def _towns(places: Iterable[Statement], persons: Known) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the places that statements name, but for persons' in them, and those of what they were resolved to."""
    written: set[str] = set()
    resolved: set[str] = set()
    for one in places:
        own: set[str] = set()
        for span in one.evidence:
            borne = _of_persons(span.quote, persons)
            for part in parts_in(span.quote):
                if meets(borne, part.start, part.end):
                    own.add(part.key)
                elif is_capital(span.quote, part):
                    written.add(part.key)
        if isinstance(one.value, Place):
            country = by_code().get(one.value.country or "", {}).get("name", "")
            resolved |= {part.key for part in parts_in(f"{one.value.name}, {country}")} - own
    return frozenset(written), frozenset(resolved)


def _of_persons(quote: str, persons: Known) -> list[tuple[int, int]]:
    """Where a place's words name a person ("the home of Dana Abernathy")."""
    told = [found for found in names_in(quote) if is_told(quote, *found)]
    return [*told, *persons_in(quote), *persons.ranges(quote)]


def _is_town(name: str, towns: frozenset[str]) -> bool:
    """Whether the report says that these words are a place ("Kryvyi Rih"); one word may be a person's all the same."""
    parts = parts_in(name)
    return len(parts) > 1 and all(part.key in towns for part in parts)


def _alone(name: str, kept: frozenset[str], towns: frozenset[str]) -> Alone:
    """Where the surname of a name is masked by itself: not if it is a public person's too, seldom if it says other things."""
    last = surname_in(name)
    if not last or folded(last) in kept:
        return "never"
    says_more = is_country(last) or all(part.key in _SAYS_MORE or part.key in towns for part in parts_in(last))
    return "speaker" if says_more else "anywhere"


def _kept(names: Iterable[str], public: frozenset[str], title: str, read: Callable[[], str]) -> frozenset[str]:
    """The surnames of public persons that are surnames here too, if the report names that person in full."""
    ending: dict[str, list[str]] = {}
    for name in public:
        if last := surname_in(name):
            ending.setdefault(last, []).append(name)
    found = set()
    for name in names if ending else ():
        last = folded(surname_in(name))
        if last in ending and last not in found:
            text = folded(title + read())
            if any(one == last or re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in ending[last]):
                found.add(last)
    return frozenset(found)
