"""The tables of a newsroom store.

Rows of ``versions`` are numbered; all else points to those numbers. What an article says, and what two articles say
against each other, are bytes that only the caller can read.
"""

from __future__ import annotations

import re

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

_UNSTORABLE = re.compile(r"[\x00\x1b\ud800-\udfff]")
_ESCAPED = re.compile(r"\x1b([0-9a-f]{4})")


class Words(TypeDecorator[str]):
    """Text of any characters, those included that a database refuses (NUL, half surrogate pairs)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as the database may hold it."""
        return None if value is None else _UNSTORABLE.sub(lambda m: f"\x1b{ord(m[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it was."""
        return None if value is None else _ESCAPED.sub(lambda m: chr(int(m[1], 16)), value)


metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
)
runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("program", Words, nullable=False),
    Column("configuration", Words, nullable=False),
)
versions = Table(
    "versions",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("print", Text, nullable=False, unique=True),
    Column("family_day", Float),  # when it was sent, in days; NULL: unknown
    Column("marked", Boolean, nullable=False),  # says of itself that it is a version
    Column("embargoed", Boolean, nullable=False),
    Column("delivered", LargeBinary, nullable=False),
    Column("name", Words),  # the id it stands under; NULL: not judged yet
    Column("reason", Words),  # why it is set aside
    Column("sealed", Boolean, nullable=False, default=False),
    Column("place", SmallInteger, nullable=False, default=0),  # versions.Place; 0: none yet
    Column("active", Boolean, nullable=False, default=False),  # compared with others
    Column("prints", Integer, nullable=False, default=0),  # how many shingles of it are indexed
    Column("lineage", Words),
    Column("facts", LargeBinary),
    Column("profile", LargeBinary),
    Column("calendared", Boolean, nullable=False, default=False),
    Index("versions_by_name", "name"),
    Index("versions_by_lineage", "lineage"),
)
story_keys = Table(
    "story_keys",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("kind", SmallInteger, nullable=False),
    Index("story_keys_by_row", "row"),
    sqlite_with_rowid=False,
)
notices = Table(
    "notices",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("row", Integer, nullable=False),
    Column("notice", LargeBinary, nullable=False),
    Index("notices_by_row", "row"),
)
keys = Table(
    "keys",
    metadata,
    Column("kind", SmallInteger, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("row", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
copies = Table(
    "copies",
    metadata,
    Column("a", Integer, primary_key=True),
    Column("b", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
pairs = Table(
    "pairs",
    metadata,
    Column("a", Integer, primary_key=True),
    Column("b", Integer, primary_key=True),
    Column("conflicts", LargeBinary),  # NULL: judged, and nothing found
    Index("pairs_by_b", "b"),
)
asked = Table(
    "asked",
    metadata,
    Column("layer", SmallInteger, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("other", Integer, primary_key=True),
    Index("asked_by_row", "row"),
    Index("asked_by_other", "other"),
    sqlite_with_rowid=False,
)
utterances = Table(
    "utterances",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("words", BigInteger, nullable=False),  # hash of its words: utterances alike in all words share it
    Column("row", Integer, nullable=False),
    Column("utterance", LargeBinary, nullable=False),
    Index("utterances_by_words", "words"),
    Index("utterances_by_row", "row"),
)
speech_keys = Table(
    "speech_keys",
    metadata,
    Column("kind", SmallInteger, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("words", BigInteger, primary_key=True),
    Column("weight", SmallInteger, nullable=False),
    Index("speech_keys_by_words", "words"),
    sqlite_with_rowid=False,
)
speech_links = Table(
    "speech_links",
    metadata,
    Column("a", BigInteger, primary_key=True),
    Column("b", BigInteger, primary_key=True),
    Index("speech_links_by_b", "b"),
    sqlite_with_rowid=False,
)
members = Table(
    "members",
    metadata,
    Column("layer", SmallInteger, primary_key=True),
    Column("node", BigInteger, primary_key=True),
    Column("group", BigInteger, nullable=False),
    Index("members_by_group", "layer", "group"),
    sqlite_with_rowid=False,
)
discrepancies = Table(
    "discrepancies",
    metadata,
    Column("layer", SmallInteger, primary_key=True),
    Column("group", BigInteger, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("run", Integer, nullable=False),  # the run that found it first
    Column("discrepancy", LargeBinary, nullable=False),
    Index("discrepancies_by_id", "id"),
)
cited = Table(
    "cited",
    metadata,
    Column("layer", SmallInteger, primary_key=True),
    Column("group", BigInteger, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("row", Integer, primary_key=True),
    Index("cited_by_row", "row"),
    sqlite_with_rowid=False,
)
claims_made = Table(
    "claims_made",
    metadata,
    Column("layer", SmallInteger, primary_key=True),
    Column("group", BigInteger, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("claim", LargeBinary, nullable=False),
)
