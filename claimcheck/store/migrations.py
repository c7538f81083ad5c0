"""The steps that bring a store to today's tables: ordered, each recorded in the store, never changed once released."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Inspector, insert, inspect, select

from claimcheck.model import StoreError
from claimcheck.store import schema

Step = Callable[[Connection], None]


def _first_tables(connection: Connection) -> None:
    """Versions, keys, pairs, speech, results, runs."""
    schema.metadata.create_all(connection)


STEPS: tuple[tuple[str, Step], ...] = (("first tables", _first_tables),)


def applied(connection: Connection) -> int:
    """How many steps the store has seen; 0 for an empty database. Raises StoreError for the tables of another
    program."""
    inspector: Inspector = inspect(connection)
    tables = set(inspector.get_table_names())
    if schema.migrations.name in tables and "versions" in tables:
        return max(connection.scalars(select(schema.migrations.c.number)), default=0)
    if tables & set(schema.metadata.tables):
        raise StoreError("the database holds tables of another program")
    return 0


def migrate(connection: Connection) -> None:
    """Takes the steps that are missing. Raises StoreError where the store was written by a newer program."""
    done = applied(connection)
    if done > len(STEPS):
        raise StoreError(
            f"the store was written by a newer claimcheck (its schema is {done}, this program knows {len(STEPS)})"
        )
    for number, (name, step) in enumerate(STEPS[done:], done + 1):
        step(connection)
        connection.execute(insert(schema.migrations).values(number=number, name=name))
