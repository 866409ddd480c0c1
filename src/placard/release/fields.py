"""What the tables of a release hold: every column with its type and meaning, every key.

This one description drives the CSV header, the Parquet types, ``datapackage.json`` and ``placard verify``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FieldType = Literal["string", "integer", "number", "boolean", "date", "array", "object"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: ``array`` and ``object`` cells are JSON in CSV; ``required`` cells are never empty."""

    name: str
    type: FieldType
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A foreign key: ``fields`` of this table name a row of ``table`` by ``reference``."""

    field: str
    table: str
    reference: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a release."""

    name: str
    title: str
    fields: tuple[Field, ...]
    primary: tuple[str, ...]
    keys: tuple[Key, ...] = ()

    @property
    def names(self) -> list[str]:
        """Names of the columns, in order."""
        return [field.name for field in self.fields]


Row = dict[str, Any]


def _id(name: str, what: str) -> Field:
    return Field(name, "string", what, required=True)


_COUNTS = ("size", "arrests", "injuries", "deaths")
_WHO_COUNTS = ("arrests", "injuries", "deaths")
_LISTS = ("participants", "organizer", "target", "demand", "slogan", "venue", "tactic", "property_damage", "responder", "response")


def _by_who(name: str) -> Field:
    return Field(f"{name}_by_who", "object", f"The range of {name} for each group counted (protesters, security, ...), as JSON")


_DERIVED = (
    Field("acled", "string", "Derived: ACLED sub-event type the told statements would give; no finding"),
    Field("acled_statement_ids", "array", "Statements that code rests on; none where it follows from what nobody tells"),
    Field("acled_contested", "boolean", "Whether a statement denies what the code rests on; empty where it rests on none"),
    Field("plover", "string", "Derived: PLOVER mode"),
    Field("ccc_size", "integer", "Derived: Crowd Counting Consortium size category; empty where told figures fall in several"),
    Field("ccc_size_low", "integer", "Least size category a told figure falls in"),
    Field("ccc_size_high", "integer", "Greatest size category a told figure falls in"),
)
_SUPPORT = (
    Field("acled_speakers", "array", "Kinds of speaker who say what the code rests on; outlet is an outlet's own voice"),
    Field("acled_voices", "integer", "Independent voices it rests on, at least: a kind of speaker quoted, however often, is one"),
)

EVENTS = Table(
    "events",
    "Events in the world, each joined from the mentions of one or more documents",
    (
        _id("event_id", "Id of the event; stable across releases of a project"),
        Field("status", "string", "Status of its mentions: occurred, planned, cancelled, background", required=True),
        Field("form", "string", "Form of the event, see the codebook", required=True),
        Field("date_start", "date", "First day it may have happened on"),
        Field("date_end", "date", "Last day it may have happened on"),
        Field("date_precision", "string", "What the words name: day, week, month, season, year, interval"),
        Field("date_words", "string", "The words the date is read from"),
        Field("place", "string", "Name of the place in GeoNames"),
        Field("country", "string", "ISO 3166-1 alpha-2"),
        Field("geonameid", "integer", "GeoNames id"),
        Field("latitude", "number", "Degrees, WGS 84"),
        Field("longitude", "number", "Degrees, WGS 84"),
        Field("place_precision", "string", "venue, settlement, division, country or region; never finer than the words"),
        Field("place_words", "string", "The words the place is read from"),
        *(
            field
            for name in _COUNTS
            for field in (
                Field(f"{name}_low", "integer", f"Least figure told of {name}, whoever says so and whomever it counts; no sum"),
                Field(f"{name}_high", "integer", f"Greatest figure told of {name}; empty is unbounded or not reported"),
                Field(f"{name}_words", "string", "The words of the least and the greatest figure"),
                Field(f"{name}_contested", "boolean", f"Whether figures of {name} contradict, see conflicts; empty: none told"),
                *((_by_who(name),) if name in _WHO_COUNTS else ()),
            )
        ),
        *(Field(name, "array", f"Shown values of {name}") for name in _LISTS),
        *_DERIVED,
        *_SUPPORT,
        Field("mention_count", "integer", "Mentions joined to it", required=True),
        Field("document_count", "integer", "Documents that report it", required=True),
        Field("text_count", "integer", "Distinct texts among them: copies of one text count once", required=True),
        Field("source_count", "integer", "Independent sources: copies and common owners collapsed", required=True),
        Field("conflict_count", "integer", "Conflicts between its statements, see conflicts", required=True),
    ),
    ("event_id",),
)
SHOWN = Table(
    "shown",
    "The values shown for each event, the rule that chose each and the statements it stands on",
    (
        _id("event_id", "The event"),
        _id("variable", "Variable of the codebook"),
        Field("position", "integer", "Order among the values of the variable, from 0", required=True),
        Field("value_type", "string", "count, date, place, code, text or unresolved", required=True),
        Field("value", "object", "The value as JSON", required=True),
        Field("who", "string", "Whom a count of arrests, injuries or deaths is of"),
        Field("rule", "string", "The rule that chose it", required=True),
        Field("statement_ids", "array", "Statements it stands on", required=True),
    ),
    ("event_id", "variable", "position"),
    (Key("event_id", "events", "event_id"),),
)
CONFLICTS = Table(
    "conflicts",
    "Statements of one event that cannot all hold",
    (
        _id("event_id", "The event"),
        Field("position", "integer", "Order among its conflicts, from 0", required=True),
        _id("variable", "Variable of the codebook"),
        Field(
            "kind",
            "string",
            "count_differs, date_differs, place_differs, form_differs, responsibility_denied or happened_or_not",
            required=True,
        ),
        Field("words", "string", "The conflict in words"),
        Field("sides", "array", "One list of statement ids a side", required=True),
    ),
    ("event_id", "position"),
    (Key("event_id", "events", "event_id"),),
)
RELATIONS = Table(
    "relations",
    "Relations between events",
    (
        _id("event_id", "The later event; of counter_protest, same_campaign and maybe_same the one with the smaller id"),
        _id("related_event_id", "The other event: what it continues, commemorates or follows"),
        Field(
            "kind",
            "string",
            "counter_protest, same_campaign, continues, commemorates, follows_repression, or maybe_same: linking is unsure",
            required=True,
        ),
        Field(
            "strength",
            "number",
            "From 0 to 1, set by rule and not estimated: higher where a report says so; of maybe_same, from scores of mentions",
            required=True,
        ),
        Field("statement_ids", "array", "Statements it stands on, where a text says it"),
    ),
    ("event_id", "related_event_id", "kind"),
    (Key("event_id", "events", "event_id"), Key("related_event_id", "events", "event_id")),
)
MENTIONS = Table(
    "mentions",
    "Events as single documents report them",
    (
        _id("mention_id", "Id of the mention"),
        _id("document_id", "The document that reports it"),
        Field("event_id", "string", "The event it was joined to"),
        Field("position", "integer", "Order among the document's mentions, from 0", required=True),
        Field("status", "string", "occurred, planned, cancelled or background", required=True),
        Field("form", "string", "Form of the event, see the codebook", required=True),
        Field("confidence", "number", "Probability that the mention is right, 0 to 1", required=True),
        Field("coder", "string", "Name and version of the coder", required=True),
        *_DERIVED,
    ),
    ("mention_id",),
    (Key("document_id", "documents", "document_id"), Key("event_id", "events", "event_id")),
)
STATEMENTS = Table(
    "statements",
    "One value of one variable about one mention, with speaker and certainty",
    (
        _id("statement_id", "Id of the statement"),
        _id("mention_id", "The mention it is about"),
        _id("variable", "Variable of the codebook"),
        Field("position", "integer", "Order among the mention's statements, from 0", required=True),
        Field("value_type", "string", "count, date, place, code, text or unresolved", required=True),
        Field("value", "object", "The value as JSON", required=True),
        Field("words", "string", "The words the value is read from"),
        Field("code", "string", "Code, where the variable is coded"),
        Field("stance", "string", "Of a slogan: for or against; empty where the coder is not sure"),
        Field("target", "string", "Of a slogan: the target of its event that is named beside it"),
        Field("low", "integer", "Least a count allows; empty is unbounded"),
        Field("high", "integer", "Most a count allows; empty is unbounded"),
        Field("date_start", "date", "First day of a date"),
        Field("date_end", "date", "Last day of a date"),
        Field("geonameid", "integer", "GeoNames id of a place"),
        Field("country", "string", "ISO 3166-1 alpha-2 of a place"),
        Field("latitude", "number", "Degrees, WGS 84"),
        Field("longitude", "number", "Degrees, WGS 84"),
        Field("reason", "string", "Why the value could not be resolved"),
        Field("who", "string", "Whom a count of arrests, injuries or deaths is of"),
        Field("speaker_kind", "string", "Who says it: outlet (its own voice), authority, organizer, ...", required=True),
        Field("certainty", "string", "asserted, hedged or denied", required=True),
        Field("confidence", "number", "Probability that the value is right, 0 to 1", required=True),
        Field("coder", "string", "Name and version of the coder, or person:NAME", required=True),
    ),
    ("statement_id",),
    (Key("mention_id", "mentions", "mention_id"),),
)
SPANS = Table(
    "spans",
    "The evidence of each statement: text[start:end] is the quote, in Unicode code points",
    (
        _id("statement_id", "The statement"),
        Field("position", "integer", "Order among the statement's evidence, from 0", required=True),
        _id("document_id", "The document"),
        Field("start", "integer", "First code point, from 0", required=True),
        Field("end", "integer", "One past the last code point", required=True),
        Field("quote", "string", "The words", required=True),
        Field("masked", "boolean", "Whether a person's name in the quote was replaced by U+2588, one for one", required=True),
    ),
    ("statement_id", "position"),
    (Key("statement_id", "statements", "statement_id"), Key("document_id", "documents", "document_id")),
)
ATTRIBUTIONS = Table(
    "attributions",
    "The words that name the speaker of a statement, and those that attribute it",
    (
        _id("statement_id", "The statement"),
        Field("role", "string", "speaker or cue", required=True),
        _id("document_id", "The document"),
        Field("start", "integer", "First code point, from 0", required=True),
        Field("end", "integer", "One past the last code point", required=True),
        Field("quote", "string", "The words", required=True),
        Field("masked", "boolean", "Whether a person's name in the quote was replaced by U+2588, one for one", required=True),
    ),
    ("statement_id", "role"),
    (Key("statement_id", "statements", "statement_id"), Key("document_id", "documents", "document_id")),
)
SOURCES = Table(
    "sources",
    "Who published",
    (
        _id("source_id", "Id of the source"),
        Field("name", "string", "Name as the input gives it", required=True),
        Field("kind", "string", "Kind of source", required=True),
        Field("owner", "string", "Owner, if known"),
        Field("country", "string", "ISO 3166-1 alpha-2, if known"),
        Field("languages", "array", "ISO 639-1 codes, if known"),
    ),
    ("source_id",),
)
DOCUMENTS = Table(
    "documents",
    "The reports",
    (
        _id("document_id", "Id of the document"),
        _id("input_id", "The id the input gave it"),
        Field("copy_of", "string", "The document it republishes, if it is a copy"),
        Field("source_id", "string", "Who published it"),
        Field("url", "string", "Where it was published"),
        Field("title", "string", "Its title"),
        Field("title_masked", "boolean", "Whether persons' names in the title were replaced by U+2588, one for one", required=True),
        Field("published", "string", "ISO date or date-time of publication; empty where unknown"),
        Field("retrieved", "string", "ISO date-time of capture, where the input records it"),
        Field("language", "string", "ISO 639-1"),
        Field("characters", "integer", "Length of the text in Unicode code points", required=True),
        Field("text_sha256", "string", "SHA-256 of the text in UTF-8", required=True),
        Field("raw_sha256", "string", "SHA-256 of the bytes it was read from, where a reader changed them"),
        Field("reader", "string", "Name and version of the reader that made the text", required=True),
        Field("relevance", "number", "Probability that it reports a contentious event; empty where it could not be coded"),
    ),
    ("document_id",),
    (Key("source_id", "sources", "source_id"), Key("copy_of", "documents", "document_id")),
)
DETAILS = Table(
    "details",
    "What inputs say of reports beyond the columns of documents: byline, section, agency credit, pages, languages of passages",
    (
        _id("document_id", "The document"),
        Field(
            "position",
            "integer",
            "Order among the document's details, from 0; numbers that are missing were not released",
            required=True,
        ),
        _id("name", "What is said: byline, section, agency, dateline, page, language, record_id, edited, seen"),
        Field("value", "string", "What it is", required=True),
        Field("start", "integer", "First code point of the passage it is about, from 0; empty is the whole report"),
        Field("end", "integer", "One past the last code point of the passage"),
        Field("masked", "boolean", "Whether persons' names in the value were replaced by U+2588, one for one", required=True),
    ),
    ("document_id", "position"),
    (Key("document_id", "documents", "document_id"),),
)
TEXT = Field("text", "string", "The text itself", required=True)
REDIRECTS = Table(
    "redirects",
    "Ids of events that were merged into others",
    (
        _id("event_id", "The id that was merged"),
        _id("merged_into", "The event it went into"),
    ),
    ("event_id",),
)

TABLES = (EVENTS, SHOWN, CONFLICTS, RELATIONS, REDIRECTS, MENTIONS, STATEMENTS, SPANS, ATTRIBUTIONS, SOURCES, DETAILS, DOCUMENTS)
COUNTS, WHO_COUNTS, LISTS = _COUNTS, _WHO_COUNTS, _LISTS


def release_tables(*, with_text: bool) -> tuple[Table, ...]:
    """The tables of a release; with ``with_text``, documents carry their text."""
    if not with_text:
        return TABLES
    documents = Table(DOCUMENTS.name, DOCUMENTS.title, (*DOCUMENTS.fields, TEXT), DOCUMENTS.primary, DOCUMENTS.keys)
    return (*TABLES[:-1], documents)
