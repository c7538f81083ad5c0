"""Opening a database by its URL, and saying in one line why it cannot be opened, read or written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from claimcheck.model import StoreError

BUSY_SECONDS = 30
"""How long a writer waits for another before it gives up."""
ONE_WRITER = 0x636C61696D
"""The advisory lock that writers of a PostgreSQL store take in turn."""
_EXAMPLE = "a database is sqlite:///newsroom.db or postgresql://user@host/name"


def open_engine(url: str, *, make: bool = True) -> Engine:
    """The database of a URL. Raises StoreError for what is no URL, has no driver, or (``make`` false) is no file."""
    parsed = _parsed(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed)
    path = parsed.database
    if path and path != ":memory:":
        if not Path(path).parent.is_dir():
            raise StoreError(f"{path}: no such folder: {Path(path).parent}")
        if not make and not Path(path).exists():
            raise StoreError(f"{path}: no such store; `claimcheck ingest` makes one")
    engine = create_engine(parsed, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError(f"{url!r} is no database URL; {_EXAMPLE}") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"{parsed.get_backend_name()!r} databases are not supported; {_EXAMPLE}")
    if parsed.get_backend_name() == "sqlite" and not parsed.database:
        raise StoreError(f"{url!r} names no file; {_EXAMPLE}")
    return parsed


def _postgresql(url: URL) -> Engine:
    driver = "postgresql+psycopg" if url.drivername == "postgresql" else url.drivername
    try:
        return create_engine(url.set(drivername=driver), poolclass=NullPool, isolation_level="REPEATABLE READ")
    except (NoSuchModuleError, ModuleNotFoundError):
        raise StoreError("PostgreSQL needs its driver: pip install 'claimcheck[postgres]'") from None


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Transactions are begun by us; readers and one writer work side by side; a power cut loses nothing committed."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: two that read first and then both want to write would end in a deadlock."""
    writes = connection.get_execution_options().get("claimcheck_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """One transaction; what it wrote is there as a whole or not at all. Raises StoreError for a database's failure."""
    where = engine.url.render_as_string(hide_password=True)
    try:
        with engine.connect().execution_options(claimcheck_writes=writes) as connection, connection.begin():
            if writes and engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_WRITER})
            yield connection
    except DBAPIError as error:
        raise StoreError(f"{where}: {_reason(error)}") from None
    except sqlite3.Error as error:
        raise StoreError(f"{where}: {_known(str(error))}") from None


def _reason(error: DBAPIError) -> str:
    return _known(" ".join(str(error.orig).split()))


def _known(said: str) -> str:
    """What the database said, in words of ours where we have them."""
    known = {
        "database is locked": "another program is writing to it; waited in vain",
        "database table is locked": "another program is writing to it; waited in vain",
        "file is not a database": "not a claimcheck store: no SQLite database",
        "attempt to write a readonly database": "read only; nothing was written",
        "database or disk is full": "the disk is full; nothing of this batch was written",
        "unable to open database file": "cannot be opened",
        "database disk image is malformed": "the file is damaged",
    }
    return next((ours for theirs, ours in known.items() if theirs in said), said)
