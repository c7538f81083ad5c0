"""Utterances, the keys that bring two of them together, and which were found to be bound to one another.

``words`` is everywhere the hash of an utterance's words: utterances alike in all words are one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from claimcheck.store import schema
from claimcheck.store.bulk import chunks


class SpeechShelf:
    """The utterances of a store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, row: int, spoken: Iterable[tuple[int, bytes]]) -> None:
        """Shelves the utterances of an article in order, each with the hash of its words."""
        rows = [{"words": words, "row": row, "utterance": utterance} for words, utterance in spoken]
        if rows:
            self._connection.execute(insert(schema.utterances), rows)

    def drop(self, row: int) -> set[int]:
        """Forgets the utterances of an article; returns their words."""
        table = schema.utterances
        words = set(self._connection.scalars(select(table.c.words).where(table.c.row == row)))
        self._connection.execute(delete(table).where(table.c.row == row))
        return words

    def words_of(self, rows: Collection[int]) -> set[int]:
        """The words of the utterances of some articles."""
        table = schema.utterances
        out: set[int] = set()
        for part in chunks(rows):
            out.update(self._connection.scalars(select(table.c.words).where(table.c.row.in_(part))))
        return out

    def places(self, words: Collection[int]) -> list[tuple[int, int, bytes]]:
        """Everywhere that some words are printed: words, row, utterance, in the order of the articles' rows."""
        table = schema.utterances
        out: list[tuple[int, int, bytes]] = []
        for part in chunks(words):
            wanted = select(table.c.words, table.c.row, table.c.utterance).where(table.c.words.in_(part))
            out += ((w, r, u) for w, r, u in self._connection.execute(wanted.order_by(table.c.row, table.c.number)))
        return out

    def rekey(self, words: int, keys: Mapping[tuple[int, int], int]) -> None:
        """Sets the keys of an utterance: (kind, hash) -> weight. None: it is printed nowhere any more."""
        table = schema.speech_keys
        self._connection.execute(delete(table).where(table.c.words == words))
        rows = [
            {"kind": kind, "key": key, "words": words, "weight": weight} for (kind, key), weight in sorted(keys.items())
        ]
        if rows:
            self._connection.execute(insert(table), rows)

    def sharing(self, kind: int, keys: Collection[int]) -> list[tuple[int, int, int]]:
        """Who has which of the keys: words, key, weight."""
        table = schema.speech_keys
        out: list[tuple[int, int, int]] = []
        for part in chunks(keys):
            wanted = select(table.c.words, table.c.key, table.c.weight)
            found = self._connection.execute(wanted.where(table.c.kind == kind, table.c.key.in_(part)))
            out += ((words, key, weight) for words, key, weight in found)
        return out

    def relink(self, words: int, bound: Iterable[int]) -> None:
        """Sets what an utterance is bound to."""
        table = schema.speech_links
        self._connection.execute(delete(table).where(table.c.a == words))
        self._connection.execute(delete(table).where(table.c.b == words))
        others = sorted(set(bound))
        if others:
            rows = [{"a": words, "b": other} for other in others]
            self._connection.execute(insert(table), [*rows, *({"a": r["b"], "b": r["a"]} for r in rows)])

    def bound(self, words: Collection[int]) -> list[tuple[int, int]]:
        """The bound pairs of some utterances, the one given first."""
        table = schema.speech_links
        out: list[tuple[int, int]] = []
        for part in chunks(words):
            out += ((a, b) for a, b in self._connection.execute(select(table).where(table.c.a.in_(part))))
        return sorted(out)
