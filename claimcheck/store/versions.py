"""Articles in all their versions: what was delivered, which of it stands, and the keys that find it again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import Connection, delete, func, insert, select, update

from claimcheck.store import schema
from claimcheck.store.bulk import chunks, unordered


class StoryKey(IntEnum):
    """By what versions of one story find one another."""

    ID = 0
    FAMILY = 1


class KeyKind(IntEnum):
    """What a key of an article is: a lemma of its profile, or a run of its words."""

    PROFILE = 0
    SHINGLE = 1


class Place(IntEnum):
    """What becomes of a version among all that carry one id."""

    STANDS = 1
    SAME_TEXT = 2
    OTHER_TEXT = 3


@dataclass(frozen=True, slots=True)
class Delivered:
    """A version as it came in: ``print`` tells deliveries apart, ``keys`` (a kind and a hash) find its story."""

    print: str
    article: bytes
    keys: tuple[tuple[StoryKey, int], ...] = ()
    day: float | None = None
    marked: bool = False
    embargoed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a version stands: its id, the reason why it is set aside, whether its words are sealed, and its place."""

    name: str
    reason: str | None
    sealed: bool
    place: Place

    @property
    def active(self) -> bool:
        """Whether it is compared with others."""
        return self.place is Place.STANDS and self.reason is None


@dataclass(frozen=True, slots=True)
class Held:
    """A version in the store. ``standing`` is None before it was first judged."""

    row: int
    article: bytes
    standing: Standing | None
    lineage: str | None
    prints: int
    calendared: bool


class VersionShelf:
    """The versions of a store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ------------------------------------------------------------------------------------------------- deliveries

    def find(self, print_: str) -> int | None:
        """The row of a delivery that is here already."""
        table = schema.versions
        return self._connection.scalar(select(table.c.row).where(table.c.print == print_))

    def add(self, delivered: Delivered) -> int:
        """Shelves a version and returns its row."""
        done = self._connection.execute(
            insert(schema.versions).values(
                print=delivered.print,
                delivered=delivered.article,
                family_day=delivered.day,
                marked=delivered.marked,
                embargoed=delivered.embargoed,
            )
        )
        key = done.inserted_primary_key
        assert key is not None
        row = int(key[0])
        if delivered.keys:
            self._connection.execute(
                insert(schema.story_keys),
                [{"key": key, "row": row, "kind": int(kind)} for kind, key in sorted(set(delivered.keys))],
            )
        return row

    def replace(self, row: int, article: bytes) -> None:
        """Puts another delivery of the same version in its place."""
        table = schema.versions
        self._connection.execute(update(table).where(table.c.row == row).values(delivered=article))

    def linked(self, rows: Collection[int], days: float) -> set[int]:
        """The rows that may be versions of the same stories: one id, an id that the other replaces, or one family, one
        of them marked as a version and not more than ``days`` apart."""
        own, other = schema.story_keys.alias(), schema.story_keys.alias()
        mine, theirs = schema.versions.alias(), schema.versions.alias()
        found: set[int] = set()
        for part in chunks(rows):
            joined = (
                select(other.c.row)
                .join_from(own, other, own.c.key == other.c.key)
                .join(mine, mine.c.row == own.c.row)
                .join(theirs, theirs.c.row == other.c.row)
                .where(
                    own.c.row.in_(part),
                    (own.c.kind != int(StoryKey.FAMILY))
                    | (
                        (mine.c.marked | theirs.c.marked)
                        & (
                            mine.c.family_day.is_(None)
                            | theirs.c.family_day.is_(None)
                            | (func.abs(mine.c.family_day - theirs.c.family_day) <= days)
                        )
                    ),
                )
            )
            found.update(self._connection.scalars(joined))
        return found

    def with_embargo(self) -> list[int]:
        """The rows that are or were under an embargo."""
        table = schema.versions
        return list(self._connection.scalars(select(table.c.row).where(table.c.embargoed)))

    def all_rows(self) -> list[int]:
        """Every row, in order of arrival."""
        return list(self._connection.scalars(select(schema.versions.c.row).order_by(schema.versions.c.row)))

    # --------------------------------------------------------------------------------------------------- standing

    def held(self, rows: Collection[int]) -> dict[int, Held]:
        """Versions by row."""
        table = schema.versions
        columns = (
            table.c.row,
            table.c.delivered,
            table.c.name,
            table.c.reason,
            table.c.sealed,
            table.c.place,
            table.c.lineage,
            table.c.prints,
            table.c.calendared,
        )
        out: dict[int, Held] = {}
        for part in chunks(rows):
            for row, article, name, reason, sealed, place, lineage, prints, calendared in self._connection.execute(
                select(*columns).where(table.c.row.in_(part))
            ):
                standing = Standing(name, reason, sealed, Place(place)) if name is not None else None
                out[row] = Held(row, article, standing, lineage, prints, calendared)
        return out

    def named(self, names: Collection[str]) -> list[int]:
        """The rows that stand under some ids, whichever their place."""
        table = schema.versions
        out: list[int] = []
        for part in chunks(names):
            out += self._connection.scalars(select(table.c.row).where(table.c.name.in_(part)))
        return sorted(out)

    def stand(self, row: int, standing: Standing) -> None:
        """Notes how a version stands."""
        table = schema.versions
        self._connection.execute(
            update(table)
            .where(table.c.row == row)
            .values(
                name=standing.name,
                reason=standing.reason,
                sealed=standing.sealed,
                place=int(standing.place),
                active=standing.active,
            )
        )

    def active_among(self, rows: Collection[int]) -> set[int]:
        """Those of some rows that are compared."""
        table = schema.versions
        out: set[int] = set()
        for part in chunks(rows):
            out.update(self._connection.scalars(select(table.c.row).where(table.c.row.in_(part), table.c.active)))
        return out

    def placed(self) -> Iterator[int]:
        """The rows that have a place among the findings, in order."""
        table = schema.versions
        yield from self._connection.scalars(select(table.c.row).where(table.c.place > 0).order_by(table.c.row)).all()

    # ------------------------------------------------------------------------------------------------------ facts

    def put_facts(self, row: int, facts: bytes, profile: bytes, calendared: bool) -> None:
        """Shelves what an article says."""
        table = schema.versions
        self._connection.execute(
            update(table).where(table.c.row == row).values(facts=facts, profile=profile, calendared=calendared)
        )

    def drop_facts(self, row: int) -> None:
        """Forgets what an article says."""
        table = schema.versions
        self._connection.execute(
            update(table).where(table.c.row == row).values(facts=None, profile=None, calendared=False)
        )

    def facts(self, row: int) -> bytes | None:
        """What an active article says."""
        table = schema.versions
        return self._connection.scalar(select(table.c.facts).where(table.c.row == row))

    def profiles(self, rows: Collection[int]) -> dict[int, bytes]:
        """The profiles of those rows that have one."""
        table = schema.versions
        out: dict[int, bytes] = {}
        for part in chunks(rows):
            wanted = select(table.c.row, table.c.profile).where(table.c.row.in_(part), table.c.profile.is_not(None))
            out.update((row, profile) for row, profile in self._connection.execute(wanted) if profile is not None)
        return out

    # ------------------------------------------------------------------------------------------------------- keys

    def index(self, row: int, kind: KeyKind, keys: Iterable[int]) -> None:
        """Lets an article be found by keys."""
        rows = [{"kind": int(kind), "key": key, "row": row} for key in sorted(set(keys))]
        if rows:
            self._connection.execute(insert(schema.keys), rows)

    def unindex(self, row: int, kind: KeyKind, keys: Iterable[int]) -> None:
        """Takes back ``index``."""
        table = schema.keys
        for part in chunks(set(keys)):
            self._connection.execute(
                delete(table).where(table.c.kind == int(kind), table.c.key.in_(part), table.c.row == row)
            )

    def sharing(self, kind: KeyKind, keys: Collection[int]) -> dict[int, int]:
        """Row -> how many of the keys it has."""
        table = schema.keys
        out: dict[int, int] = {}
        for part in chunks(keys):
            counted = (
                select(table.c.row, func.count())
                .where(table.c.kind == int(kind), table.c.key.in_(part))
                .group_by(table.c.row)
            )
            for row, count in self._connection.execute(counted):
                out[row] = out.get(row, 0) + count
        return out

    def set_prints(self, row: int, count: int) -> None:
        """Notes how many shingles of an article are indexed, 0 for none."""
        table = schema.versions
        self._connection.execute(update(table).where(table.c.row == row).values(prints=count))

    # ---------------------------------------------------------------------------------------------------- copies

    def add_copies(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Notes pairs of near-copies."""
        rows = [{"a": a, "b": b} for a, b in sorted({unordered(*pair) for pair in pairs})]
        if rows:
            self._connection.execute(insert(schema.copies), [*rows, *({"a": r["b"], "b": r["a"]} for r in rows)])

    def drop_copies(self, row: int) -> set[int]:
        """Forgets the copies of a row and returns them."""
        table = schema.copies
        others = set(self._connection.scalars(select(table.c.b).where(table.c.a == row)))
        self._connection.execute(delete(table).where(table.c.a == row))
        for part in chunks(others):
            self._connection.execute(delete(table).where(table.c.a.in_(part), table.c.b == row))
        return others

    def copies_of(self, rows: Collection[int]) -> list[tuple[int, int]]:
        """The pairs of near-copies that some rows belong to, the row first."""
        table = schema.copies
        out: list[tuple[int, int]] = []
        for part in chunks(rows):
            out += ((a, b) for a, b in self._connection.execute(select(table).where(table.c.a.in_(part))))
        return sorted(out)

    def lineages(self, rows: Collection[int]) -> dict[int, str | None]:
        """The lineage of each row."""
        table = schema.versions
        out: dict[int, str | None] = {}
        for part in chunks(rows):
            found = self._connection.execute(select(table.c.row, table.c.lineage).where(table.c.row.in_(part)))
            out.update((row, lineage) for row, lineage in found)
        return out

    def of_lineages(self, names: Collection[str], *, calendared: bool = False) -> list[int]:
        """The rows of some lineages; only those with something that cannot hold inside them."""
        table = schema.versions
        out: list[int] = []
        for part in chunks(names):
            wanted = select(table.c.row).where(table.c.lineage.in_(part))
            out += self._connection.scalars(wanted.where(table.c.calendared) if calendared else wanted)
        return sorted(out)

    def set_lineages(self, lineages: Mapping[int, str | None]) -> None:
        """Notes the lineage of rows, None for those that are not compared."""
        table = schema.versions
        for row, lineage in sorted(lineages.items()):
            self._connection.execute(update(table).where(table.c.row == row).values(lineage=lineage))

    # --------------------------------------------------------------------------------------------------- notices

    def set_notices(self, row: int, rows: Collection[int], notices: Sequence[bytes]) -> None:
        """Notes what a reader should know of a story, under one of its rows; what stood under any is replaced."""
        table = schema.notices
        for part in chunks(rows):
            self._connection.execute(delete(table).where(table.c.row.in_(part)))
        if notices:
            self._connection.execute(insert(table), [{"row": row, "notice": notice} for notice in notices])

    def notices(self) -> list[bytes]:
        """All notices."""
        return list(self._connection.scalars(select(schema.notices.c.notice).order_by(schema.notices.c.number)))
