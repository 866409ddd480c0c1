"""What linking compares of a mention: its statements boiled down to comparable facts.

Unresolved values and plain text are as good as missing where a number, day or point is needed, and still give their words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from placard.linking import words as tokens
from placard.linking.dated import days_of, ordinal
from placard.records import DOUBTFUL, Code, Count, DocumentInfo, EventMention, Place, Statement, Text, Unresolved

PRECISE = ("venue", "settlement")
CLAIM = ("demand", "slogan", "target")
ACTORS = ("participants", "organizer")
ACTS = ("trigger", "tactic", "property_damage", "venue")
NAMED = ("venue", "organizer", "target", "participants", "demand", "slogan", "responder", "tactic", "property_damage")
HARM = ("arrests", "injuries", "deaths")
TELLING_COUNT = 5
COARSE_DAYS = 40
_GENERIC_WORDS = """
area bahia capital central centro chief commune county delta departamento department district division east eastern
governorate greater gulf island islands king lake lower mount mountain municipality municipio north northern oblast
point port prefecture province provincia puerto regency region rural saint santa santo south southern state territory
town upper valley villa village west western
"""
GENERIC = frozenset(_GENERIC_WORDS.split())
Codes = frozenset[int]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one mention; words are coded by :func:`placard.linking.words.code`, days are proleptic day numbers.

    Attributes:
        root: the document this one republishes, or itself.
        form: its form; empty where the mention is less likely right than not: its form is a guess then.
        start, end: its first and last day, None without a date; ``daily`` if that is one day.
        lat, lon: its first precise place in degrees, None without one.
        places: keys of all its places (GeoNames ids and names within countries); ``towns`` the words of their names.
        names: names in its venue, organiser, target and so on, without the words of its places.
        claim, actors, acts: stems of demand, slogan and target; of who took part; of trigger, tactic, damage and venue.
        context: names in all mentions of its document (and in its text, where the caller gave them).
        around: the words of the towns of its document's other mentions, of those that have a point.
        size: lowest and highest number of participants told; 0 and 0 without one.
        harm: counts of arrests, injuries and deaths as told; ``telling`` those of five and more; ``harmed`` the variables.
    """

    id: str
    document: str
    root: str
    source: str | None
    status: str
    form: str
    published: int | None
    start: int | None
    end: int | None
    lat: float | None
    lon: float | None
    places: Codes
    towns: Codes
    countries: frozenset[str]
    names: Codes
    claim: Codes
    actors: Codes
    acts: Codes
    context: Codes
    size: tuple[int, int]
    harm: Codes
    telling: Codes
    harmed: frozenset[str]
    responses: frozenset[str]
    around: Codes = frozenset()

    @property
    def daily(self) -> bool:
        """Whether its date is one day."""
        return self.start is not None and self.start == self.end

    @property
    def coarse(self) -> bool:
        """Whether its date is a long interval: a month and more."""
        return self.start is not None and self.end is not None and self.end - self.start > COARSE_DAYS


def collect(
    mentions: Sequence[EventMention],
    documents: Mapping[str, DocumentInfo],
    names: Mapping[str, Collection[str]] | None = None,
) -> list[Facts]:
    """The facts of many mentions, in their order.

    Args:
        mentions: in any order.
        documents: document id -> info; unknown documents are allowed.
        names: document id -> proper names of its text, for context beyond what was coded.
    """
    context: dict[str, set[int]] = {}
    for mention in mentions:
        found = context.setdefault(mention.document_id, set())
        for variable in (*NAMED, "place"):
            found.update(_codes(tokens.names, mention, (variable,)))
    for document, given in (names or {}).items():
        if document in context:
            context[document].update(tokens.code(word) for name in given for word in tokens.names(name))
    frozen = {document: frozenset(found) for document, found in context.items()}
    alone = [facts_of(mention, documents.get(mention.document_id), frozen[mention.document_id]) for mention in mentions]
    placed: dict[str, list[Facts]] = {}
    for item in alone:
        if item.lat is not None:
            placed.setdefault(item.document, []).append(item)
    return [
        replace(item, around=frozenset().union(*(one.towns for one in placed.get(item.document, ()) if one.id != item.id)))
        for item in alone
    ]


def facts_of(mention: EventMention, document: DocumentInfo | None, context: Codes = frozenset()) -> Facts:
    """The facts of one mention; ``document`` may be unknown, ``context`` is that of all its document's mentions."""
    start, end = days_of(mention)
    places = [s.value for s in mention.statements if s.variable in ("place", "venue") and isinstance(s.value, Place)]
    places = sorted(places, key=lambda place: (place.precision not in PRECISE, place.lat is None, place.name, place.geonameid or 0))
    point = places[0] if places and places[0].precision in PRECISE and places[0].lat is not None else None
    towns = frozenset(word for place in places for word in _town_words(place)) | _codes(tokens.names, mention, ("place",))
    harm, telling, harmed = _harm(mention.statements)
    return Facts(
        id=mention.id,
        document=mention.document_id,
        root=(document.copy_of if document else None) or mention.document_id,
        source=document.source_id if document else None,
        status=mention.status,
        form=mention.form if sure_enough(mention) else "",
        published=ordinal(document.published) if document else None,
        start=start,
        end=end,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        places=frozenset(key for place in places for key in place_keys(place)),
        towns=towns,
        countries=frozenset(place.country for place in places if place.country),
        names=_codes(tokens.names, mention, NAMED) - towns,
        claim=_codes(tokens.content, mention, CLAIM),
        actors=_codes(tokens.content, mention, ACTORS),
        acts=_codes(tokens.content, mention, ACTS),
        context=context,
        size=_size(mention.statements),
        harm=harm,
        telling=telling,
        harmed=harmed,
        responses=frozenset(s.value.code for s in mention.of("response") if isinstance(s.value, Code)),
    )


def sure_enough(mention: EventMention) -> bool:
    """Whether the mention, or one of its triggers, is more likely right than not; what a person entered or accepted always is."""
    return mention.confidence >= DOUBTFUL or any(s.confidence >= DOUBTFUL for s in mention.of("trigger"))


def place_keys(place: Place) -> list[int]:
    """Keys under which two namings of one place meet: its GeoNames id, and each word of its name within its country.

    A country or an unbounded region is no place to meet in.
    """
    if place.precision == "country":
        return []
    keys = [tokens.code(f"geoname:{place.geonameid}")] if place.geonameid is not None else []
    words = tokens.names(place.name.title()) | tokens.names(place.words)
    return keys + [tokens.code(f"{place.country}:{word}") for word in sorted(words - GENERIC) if len(word) > 3]


def quoted(statement: Statement) -> str:
    """The words of a statement: what its value keeps, else its evidence."""
    value = statement.value
    if isinstance(value, Text):
        return value.text if value.translation is None else f"{value.text} {value.translation}"
    if isinstance(value, Unresolved):
        return value.words
    return " ".join(span.quote for span in statement.evidence)


def worded(reader: Callable[[str], frozenset[str]], mention: EventMention, variables: Iterable[str]) -> frozenset[str]:
    """Tokens of all statements of some variables, as words."""
    wanted = frozenset(variables)
    return frozenset(word for s in mention.statements if s.variable in wanted for word in reader(quoted(s)))


def _codes(reader: Callable[[str], frozenset[str]], mention: EventMention, variables: Iterable[str]) -> Codes:
    return frozenset(tokens.code(word) for word in worded(reader, mention, variables))


def _town_words(place: Place) -> Iterable[int]:
    return (tokens.code(word) for word in tokens.names(place.name.title()))


def _size(statements: Sequence[Statement]) -> tuple[int, int]:
    ends = [
        (s.value.low if s.value.low is not None else s.value.high, s.value.high if s.value.high is not None else s.value.low)
        for s in statements
        if s.variable == "size" and isinstance(s.value, Count) and s.certainty != "denied"
    ]
    told = [(low, high) for low, high in ends if low is not None and high is not None and high > 0]
    return (max(1, min(low for low, _ in told)), max(high for _, high in told)) if told else (0, 0)


def _harm(statements: Sequence[Statement]) -> tuple[Codes, Codes, frozenset[str]]:
    harm, telling, variables = set(), set(), set()
    for s in statements:
        if s.variable in HARM and isinstance(s.value, Count) and s.certainty != "denied":
            key = tokens.code(f"{s.variable}:{s.value.low}:{s.value.high}")
            harm.add(key)
            variables.add(s.variable)
            if max(s.value.low or 0, s.value.high or 0) >= TELLING_COUNT:
                telling.add(key)
    return frozenset(harm), frozenset(telling), frozenset(variables)
