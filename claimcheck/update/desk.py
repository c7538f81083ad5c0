"""The desk at which one batch is worked on: the shelves of the store, the engine, and what was taken down from them."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TypeVar

from claimcheck.align.stories import sealed
from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.reach import readable
from claimcheck.facts import Facts
from claimcheck.model import Article, Interval, StoreError
from claimcheck.pipeline import Engine, view_of
from claimcheck.store import Held, Shelves
from claimcheck.update.codec import decode, encode

KEPT = 512
"""Views kept while a batch is worked on: the articles of some events, so that memory does not grow with the store."""
_NOTHING = Article(id="", text="")
K = TypeVar("K")
V = TypeVar("V")


class Layer(IntEnum):
    """The kinds of findings that are brought together apart from one another."""

    FLAGS = 0
    COMPATIBLE = 1
    QUOTES = 2
    CALENDAR = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """As much of an article as tells whether it and another are of one event."""

    lemmas: dict[str, float]
    published_at: Interval | None

    def view(self) -> ArticleView:
        """The article with its profile alone."""
        return ArticleView(Article(id="", text="", published_at=self.published_at), self.lemmas)


class Desk:
    """One batch in work. ``run`` is its number in the store."""

    def __init__(self, shelves: Shelves, engine: Engine, run: int) -> None:
        self.shelves = shelves
        self.engine = engine
        self.run = run
        self._articles: OrderedDict[int, Article] = OrderedDict()
        self._views: OrderedDict[int, ArticleView] = OrderedDict()

    def article(self, row: int) -> Article:
        """An article as it stands."""

        def load(row: int) -> Article:
            return article_of(self.shelves.versions.held([row])[row])

        return _kept(self._articles, row, load)

    def articles(self, rows: Collection[int]) -> dict[int, Article]:
        """Articles as they stand, by row."""
        missing = [row for row in rows if row not in self._articles]
        fresh = {row: article_of(held) for row, held in self.shelves.versions.held(missing).items()}
        return {row: fresh[row] if row in fresh else self.article(row) for row in sorted(rows)}

    def facts(self, row: int) -> Facts:
        """What an active article says."""
        return shelved_facts(self.shelves, row, self.article(row))

    def view(self, row: int) -> ArticleView:
        """An active article as comparison sees it."""
        return _kept(self._views, row, lambda row: view_of(self.facts(row), self.engine))

    def keep_view(self, row: int, facts: Facts) -> ArticleView:
        """Puts the view of new facts within reach."""
        self.forget(row)
        return _kept(self._views, row, lambda _: view_of(facts, self.engine))

    def forget(self, row: int) -> None:
        """What was taken down of an article no longer holds."""
        self._articles.pop(row, None)
        self._views.pop(row, None)


def article_of(held: Held) -> Article:
    """A version as it stands: under its id, set aside where it is, without its words where they are sealed."""
    article = decode(held.article, Article)
    if held.standing is None:
        return article
    named = replace(article, id=held.standing.name)
    return replace(sealed(named) if held.standing.sealed else named, skipped=held.standing.reason)


def facts_bytes(facts: Facts) -> bytes:
    """Facts for the shelf; their article is there already."""
    return encode(replace(facts, article=_NOTHING))


def shelved_facts(shelves: Shelves, row: int, article: Article) -> Facts:
    """The facts on the shelf. Raises StoreError where there are none."""
    raw = shelves.versions.facts(row)
    if raw is None:
        raise StoreError(f"the store is damaged: nothing is kept of article {article.id}")
    return replace(decode(raw, Facts), article=readable(article))


def hashed(*parts: str) -> int:
    """A number of 63 bits that depends on the parts alone."""
    told = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big") >> 1


def closure(seeds: Iterable[int], neighbours: Callable[[Collection[int]], Iterable[tuple[int, int]]]) -> list[set[int]]:
    """The connected groups that some nodes belong to, by smallest node. ``neighbours`` gives, for some nodes, pairs of
    one of them and a node it is tied to."""
    nodes = set(seeds)
    ties: dict[int, set[int]] = {node: set() for node in nodes}
    new = set(nodes)
    while new:
        found: set[int] = set()
        for node, other in neighbours(new):
            ties[node].add(other)
            if other not in ties:
                ties[other] = set()
                found.add(other)
            ties[other].add(node)
        new = found
    return _groups(ties)


def _groups(ties: dict[int, set[int]]) -> list[set[int]]:
    left = dict.fromkeys(sorted(ties))
    out: list[set[int]] = []
    while left:
        first = next(iter(left))
        group, waiting = {first}, [first]
        while waiting:
            for other in ties[waiting.pop()] - group:
                group.add(other)
                waiting.append(other)
        for node in group:
            del left[node]
        out.append(group)
    return out


def _kept(held: OrderedDict[K, V], key: K, load: Callable[[K], V]) -> V:
    """The value, loaded where it is not at hand; those longest unused make room."""
    if key in held:
        held.move_to_end(key)
        return held[key]
    value = held[key] = load(key)
    if len(held) > KEPT:
        held.popitem(last=False)
    return value
