"""The store as a whole: opened by a URL, read and written in transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from sqlalchemy import Connection, Engine, insert, select

from claimcheck.model import StoreError
from claimcheck.store import schema
from claimcheck.store.migrations import applied, migrate
from claimcheck.store.opening import open_engine, transaction
from claimcheck.store.pairs import PairShelf
from claimcheck.store.results import ResultShelf
from claimcheck.store.speech import SpeechShelf
from claimcheck.store.versions import VersionShelf


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was made by: the program's version, and the configuration that decides what stands."""

    program: str
    configuration: str


class Shelves:
    """What one transaction reads and writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.versions = VersionShelf(connection)
        self.pairs = PairShelf(connection)
        self.speech = SpeechShelf(connection)
        self.results = ResultShelf(connection)

    def last_run(self) -> Run | None:
        """The latest run, None in a new store."""
        table = schema.runs
        found = self._connection.execute(select(table).order_by(table.c.number.desc()).limit(1)).first()
        return Run(found.program, found.configuration) if found is not None else None

    def begin_run(self, run: Run) -> int:
        """Notes a run and returns its number."""
        done = self._connection.execute(
            insert(schema.runs).values(program=run.program, configuration=run.configuration)
        )
        key = done.inserted_primary_key
        assert key is not None
        return int(key[0])


class Store:
    """A newsroom's articles, all versions of them, and what was found about them.

    SQLite (``sqlite:///newsroom.db``) or PostgreSQL. A transaction is there as a whole or not at all; one program
    writes at a time, others wait for it and read meanwhile.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str, *, make: bool = True) -> Store:
        """The store of a URL, made or brought up to date where needed; ``make`` false: it must be there.

        Raises StoreError in one line for a wrong URL, a file that is no store or a newer one.
        """
        store = cls(open_engine(url, make=make))
        with transaction(store._engine, writes=False) as connection:
            done = applied(connection)
            if not done and not make:
                raise StoreError(f"{url}: holds no claimcheck store; `claimcheck ingest` makes one")
        with transaction(store._engine, writes=True) if store._is_behind(done) else _nothing() as writing:
            if writing is not None:
                migrate(writing)
        return store

    def _is_behind(self, done: int) -> bool:
        from claimcheck.store.migrations import STEPS

        return done != len(STEPS)

    @contextmanager
    def reading(self) -> Iterator[Shelves]:
        """A view of the store that does not change while it is read."""
        with transaction(self._engine, writes=False) as connection:
            yield Shelves(connection)

    @contextmanager
    def writing(self) -> Iterator[Shelves]:
        """The store, to be changed: kept if the block ends, unchanged if it raises."""
        with transaction(self._engine, writes=True) as connection:
            yield Shelves(connection)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


@contextmanager
def _nothing() -> Iterator[None]:
    yield None
