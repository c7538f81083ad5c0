"""Near-copies: which versions print one text, and the lineages of those that are compared."""

from __future__ import annotations

from collections.abc import Collection

from claimcheck.align.lineage import are_copies, shingles
from claimcheck.compare.reach import readable
from claimcheck.model import Article
from claimcheck.store import KeyKind, Shelves
from claimcheck.update.desk import Desk, closure


def print_text(desk: Desk, row: int, article: Article) -> set[int]:
    """Indexes the words of a version; returns the rows that it and its copies are."""
    found = shingles(readable(article).text)
    shared = desk.shelves.versions.sharing(KeyKind.SHINGLE, found)
    prints = {other: held.prints for other, held in desk.shelves.versions.held(shared).items()}
    others = {other for other, count in shared.items() if are_copies(count, len(found), prints[other])}
    desk.shelves.versions.index(row, KeyKind.SHINGLE, found)
    desk.shelves.versions.set_prints(row, len(found))
    desk.shelves.versions.add_copies((row, other) for other in others)
    return {row, *others}


def withdraw_text(desk: Desk, row: int, article: Article) -> set[int]:
    """Takes back ``print_text``."""
    desk.shelves.versions.unindex(row, KeyKind.SHINGLE, shingles(readable(article).text))
    desk.shelves.versions.set_prints(row, 0)
    return {row, *desk.shelves.versions.drop_copies(row)}


def settle_lineages(desk: Desk, touched: Collection[int]) -> tuple[set[int], set[str]]:
    """Names the lineages of some rows, and of those that shared one with them, anew. Returns the rows whose lineage is
    another than before, and the names of lineages that lost or won a row."""
    versions = desk.shelves.versions
    old = versions.lineages(touched)
    rows = {*touched, *versions.of_lineages({name for name in old.values() if name is not None})}
    active = versions.active_among(rows)

    def copies(nodes: Collection[int]) -> list[tuple[int, int]]:
        found = versions.copies_of(nodes)
        compared = versions.active_among({other for _, other in found})
        return [(node, other) for node, other in found if other in compared]

    new: dict[int, str | None] = dict.fromkeys(rows - active)
    for group in closure(active, copies):
        names = desk.articles(group)
        new |= dict.fromkeys(group, min(article.id for article in names.values()))
    before = versions.lineages(new)
    changed = {row: name for row, name in new.items() if before[row] != name}
    versions.set_lineages(changed)
    names_touched = {n for row in changed for n in (before[row], new[row]) if n is not None}
    return set(changed), names_touched


def copies_by_name(shelves: Shelves, articles: dict[int, Article]) -> list[tuple[str, str]]:
    """The pairs of near-copies among some versions, by id."""
    pairs = shelves.versions.copies_of(articles)
    return [(articles[a].id, articles[b].id) for a, b in pairs if a < b and b in articles]
