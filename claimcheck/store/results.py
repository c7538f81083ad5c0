"""What was found, by layer and by group of connected nodes: groups are replaced as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from claimcheck.store import schema
from claimcheck.store.bulk import chunks


@dataclass(frozen=True, slots=True)
class Shelved:
    """A discrepancy, the run that found it first, and the rows of the articles it cites."""

    id: str
    run: int
    discrepancy: bytes
    rows: frozenset[int]


class ResultShelf:
    """The discrepancies of a store, and the claims that were made for them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def groups_of(self, layer: int, nodes: Collection[int]) -> set[int]:
        """The groups that some nodes belong to."""
        table = schema.members
        out: set[int] = set()
        for part in chunks(nodes):
            wanted = select(table.c.group).where(table.c.layer == layer, table.c.node.in_(part))
            out.update(self._connection.scalars(wanted))
        return out

    def nodes_of(self, layer: int, groups: Collection[int]) -> set[int]:
        """The nodes of some groups."""
        table = schema.members
        out: set[int] = set()
        for part in chunks(groups):
            wanted = select(table.c.node).where(table.c.layer == layer, table.c.group.in_(part))
            out.update(self._connection.scalars(wanted))
        return out

    def drop(self, layer: int, groups: Collection[int]) -> dict[str, int]:
        """Forgets groups; returns the ids of their discrepancies, each with the run that found it first."""
        table = schema.discrepancies
        gone: dict[str, int] = {}
        for part in chunks(groups):
            held = select(table.c.id, table.c.run).where(table.c.layer == layer, table.c.group.in_(part))
            for name, run in self._connection.execute(held):
                gone[name] = min(run, gone.get(name, run))
            for other in (table, schema.cited, schema.claims_made, schema.members):
                self._connection.execute(delete(other).where(other.c.layer == layer, other.c.group.in_(part)))
        return gone

    def add(
        self,
        layer: int,
        nodes: Collection[int],
        discrepancies: Iterable[Shelved],
        claims: Mapping[str, bytes],
    ) -> None:
        """Shelves a group: its discrepancies, and the claims made for them by id."""
        group = min(nodes)
        rows = [{"layer": layer, "node": node, "group": group} for node in sorted(nodes)]
        self._connection.execute(insert(schema.members), rows)
        found = {one.id: one for one in discrepancies}
        told: list[dict[str, object]] = [
            {"layer": layer, "group": group, "id": name, "run": one.run, "discrepancy": one.discrepancy}
            for name, one in sorted(found.items())
        ]
        if told:
            self._connection.execute(insert(schema.discrepancies), told)
        told = [
            {"layer": layer, "group": group, "id": name, "row": row}
            for name, one in sorted(found.items())
            for row in sorted(one.rows)
        ]
        if told:
            self._connection.execute(insert(schema.cited), told)
        if claims:
            made = [
                {"layer": layer, "group": group, "id": name, "claim": held} for name, held in sorted(claims.items())
            ]
            self._connection.execute(insert(schema.claims_made), made)

    def discrepancies(self, layers: Collection[int]) -> list[bytes]:
        """All discrepancies of some layers."""
        table = schema.discrepancies
        wanted = select(table.c.discrepancy).where(table.c.layer.in_(sorted(layers)))
        return list(self._connection.scalars(wanted.order_by(table.c.layer, table.c.group, table.c.id)))

    def first_found(self, layers: Collection[int], runs: Collection[int]) -> list[Shelved]:
        """The discrepancies of some layers that some runs found first."""
        table, cited = schema.discrepancies, schema.cited
        mine = (table.c.layer == cited.c.layer) & (table.c.group == cited.c.group) & (table.c.id == cited.c.id)
        told = select(table.c.id, table.c.run, table.c.discrepancy, cited.c.row).join_from(table, cited, mine)
        found: dict[str, Shelved] = {}
        for part in chunks(runs):
            wanted = told.where(table.c.layer.in_(sorted(layers)), table.c.run.in_(part))
            for name, first, held, row in self._connection.execute(wanted):
                rows = found[name].rows if name in found else frozenset()
                found[name] = Shelved(name, first, held, rows | {row})
        return [found[name] for name in sorted(found)]

    def claims_made(self, layers: Collection[int]) -> list[tuple[str, bytes]]:
        """The claims made for the discrepancies of some layers, with their ids."""
        table = schema.claims_made
        wanted = select(table.c.id, table.c.claim).where(table.c.layer.in_(sorted(layers)))
        return [(name, held) for name, held in self._connection.execute(wanted.order_by(table.c.id, table.c.group))]
