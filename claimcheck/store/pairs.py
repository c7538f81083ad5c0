"""Pairs of articles of one event, what was found between the two, and which questions connect them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, case, delete, insert, select

from claimcheck.store import schema
from claimcheck.store.bulk import chunks, unordered


class PairShelf:
    """The judged pairs of a store. A pair of rows has no order here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, a: int, b: int, conflicts: bytes | None, asked: Iterable[tuple[int, int]]) -> None:
        """Notes a judged pair; ``asked`` are a layer and the hash of a question with its answers, for each conflict."""
        low, high = unordered(a, b)
        self._connection.execute(insert(schema.pairs).values(a=low, b=high, conflicts=conflicts))
        rows = [
            {"layer": layer, "key": key, "row": row, "other": other}
            for layer, key in sorted(set(asked))
            for row, other in sorted({(a, b), (b, a)})
        ]
        if rows:
            self._connection.execute(insert(schema.asked), rows)

    def drop(self, row: int) -> None:
        """Forgets every pair of a row."""
        pairs, asked = schema.pairs, schema.asked
        self._connection.execute(delete(pairs).where(pairs.c.a == row))
        self._connection.execute(delete(pairs).where(pairs.c.b == row))
        self._connection.execute(delete(asked).where(asked.c.row == row))
        self._connection.execute(delete(asked).where(asked.c.other == row))

    def connected(self, layer: int, rows: Collection[int]) -> list[tuple[int, int]]:
        """Pairs of a given row and one that it quarrels with, itself included: a conflict sets the two against each
        other, or they are of one event and answer one question in the same two ways."""
        asked, other, pairs = schema.asked, schema.asked.alias(), schema.pairs
        low = case((asked.c.row < other.c.row, asked.c.row), else_=other.c.row)
        high = case((asked.c.row < other.c.row, other.c.row), else_=asked.c.row)
        out: set[tuple[int, int]] = set()
        for part in chunks(rows):
            direct = select(asked.c.row, asked.c.other).where(asked.c.layer == layer, asked.c.row.in_(part))
            out.update((a, b) for a, b in self._connection.execute(direct.distinct()))
            alike = (
                select(asked.c.row, other.c.row)
                .join_from(asked, other, (asked.c.layer == other.c.layer) & (asked.c.key == other.c.key))
                .join(pairs, (pairs.c.a == low) & (pairs.c.b == high))
                .where(asked.c.layer == layer, asked.c.row.in_(part))
            )
            out.update((a, b) for a, b in self._connection.execute(alike.distinct()))
        return sorted(out)

    def among(self, rows: Collection[int]) -> list[tuple[int, int, bytes | None]]:
        """The judged pairs both of whose rows are given, with what was found."""
        table, wanted = schema.pairs, set(rows)
        out: list[tuple[int, int, bytes | None]] = []
        for part in chunks(rows):
            found = self._connection.execute(select(table).where(table.c.a.in_(part)))
            out += ((a, b, conflicts) for a, b, conflicts in found if b in wanted)
        return out
