"""The tables of a project as they stand now, in SQLAlchemy Core; migrations.py says how a project gets there.

Only types that SQLite and Postgres share are used. Lists and values are kept as JSON text with a fixed field order,
so that two projects with the same content hold the same bytes.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
)
sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("owner", Text),
    Column("country", Text),
    Column("languages", Text, nullable=False),
)
# seq is the order of the input; everything that is listed by document is listed in this order.
documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("input_id", Text, nullable=False, unique=True),
    Column("source_id", Text),
    Column("url", Text),
    Column("title", Text),
    Column("published", Text),
    Column("retrieved", Text),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("raw_sha256", Text),
    Index("documents_source", "source_id"),
)
# The bytes a text was taken from (HTML pages), compressed; kept here and never released.
captures = Table(
    "captures",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("compressed", LargeBinary, nullable=False),
)
# What an input says of a document, or of a passage of it (start, end), beyond its columns; see records.Detail.
details = Table(
    "details",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
)
# A text that was forgotten on request leaves its hash and the reason, so that it is not read again and its id not given again.
tombstones = Table(
    "tombstones",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("text_sha256", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("tombstones_text", "text_sha256"),
)
# copy_of stands beside the documents, not in them: documents are immutable, what is a copy of what is found later.
copies = Table(
    "copies",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("copy_of", Text, nullable=False),
)
partcopies = Table(
    "partcopies",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("part", Text, nullable=False),
)
progress = Table(
    "progress",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("relevance", Double),
)
mentions = Table(
    "mentions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("coder", Text, nullable=False),
    Index("mentions_document", "document_id", "position"),
)
statements = Table(
    "statements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("mention_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("variable", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("speaker_kind", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("coder", Text, nullable=False),
    Column("who", Text),
    Index("statements_mention", "mention_id", "position"),
    Index("statements_confidence", "confidence"),
    Index("statements_variable", "variable", "confidence"),
)
# role is evidence, speaker or cue.
spans = Table(
    "spans",
    metadata,
    Column("statement_id", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
)
judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("score", Double, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("withdrawn_at", Text),
    Index("judgements_pair", "left", "right"),
)
# An event id is never deleted: state is live, merged (see redirect_to) or gone.
events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("redirect_to", Text),
    Column("position", Integer),
    Index("events_position", "position"),
)
event_mentions = Table(
    "event_mentions",
    metadata,
    Column("mention_id", Text, primary_key=True),
    Column("event_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Index("event_mentions_event", "event_id", "position"),
)
shown = Table(
    "shown",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("variable", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("statement_ids", Text, nullable=False),
)
conflicts = Table(
    "conflicts",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("variable", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sides", Text, nullable=False),
    Column("words", Text, nullable=False),
)
relations = Table(
    "relations",
    metadata,
    Column("left", Text, primary_key=True),
    Column("right", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("score", Double, nullable=False),
    Column("evidence", Text, nullable=False),
)
decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("reason", Text),
    Index("decisions_target", "target"),
)
problems = Table(
    "problems",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("step", Text, nullable=False),
    Column("where", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("fix", Text, nullable=False),
)
