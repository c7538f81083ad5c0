"""Which stored articles a new one is compared with, claim by claim, and what comes of each pair."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.align.event import blocking_lemmas, same_event
from claimcheck.compare.aligned import ArticleView
from claimcheck.conflict.pair import Conflict
from claimcheck.facts import Facts
from claimcheck.model import Relation
from claimcheck.pipeline import judged_pairs
from claimcheck.store import KeyKind
from claimcheck.update.codec import decode, encode
from claimcheck.update.desk import Desk, Layer, Profile, facts_bytes, hashed

Conflicts = tuple[Conflict, ...]


def compare_article(desk: Desk, row: int, facts: Facts) -> int:
    """Shelves what an article says and judges it against itself and every stored article of its event; returns the
    number of pairs judged. No pair of which both were stored before is looked at again."""
    own = desk.keep_view(row, facts)
    profile = Profile(own.profile, own.article.published_at)
    desk.shelves.versions.put_facts(row, facts_bytes(facts), encode(profile), bool(facts.calendar))
    lemmas = [hashed(lemma) for lemma in blocking_lemmas(own, desk.engine.words)]
    met = desk.shelves.versions.sharing(KeyKind.PROFILE, lemmas)
    desk.shelves.versions.index(row, KeyKind.PROFILE, lemmas)
    others = [row, *_of_one_event(desk, own, sorted(met))]
    row_of = {desk.article(other).id: other for other in others}
    count = 0
    for left, right, found in judged_pairs(_views(desk, row, others), desk.engine):
        a, b = row_of[left.article.id], row_of[right.article.id]
        asked = {(layer_of(c), asked_key(c)) for c in found}
        desk.shelves.pairs.add(a, b, encode(tuple(found)) if found else None, asked)
        count += 1
    return count


def withdraw_article(desk: Desk, row: int) -> None:
    """Takes back ``compare_article``."""
    for raw in desk.shelves.versions.profiles([row]).values():
        lemmas = blocking_lemmas(decode(raw, Profile).view(), desk.engine.words)
        desk.shelves.versions.unindex(row, KeyKind.PROFILE, (hashed(lemma) for lemma in lemmas))
    desk.shelves.pairs.drop(row)
    desk.shelves.versions.drop_facts(row)
    desk.forget(row)


def layer_of(conflict: Conflict) -> Layer:
    """The findings that a conflict is brought together with."""
    return Layer.COMPATIBLE if conflict.relation is Relation.COMPATIBLE else Layer.FLAGS


def asked_key(conflict: Conflict) -> int:
    """A hash of the question and its two answers."""
    return hashed(conflict.kind, conflict.topic, *sorted((conflict.a.key, conflict.b.key)))


def conflicts_of(raw: bytes) -> Conflicts:
    """The conflicts of a pair, as they were found."""
    return decode(raw, Conflicts)


def _of_one_event(desk: Desk, own: ArticleView, candidates: list[int]) -> Iterator[int]:
    name = own.article.id
    for other, raw in sorted(desk.shelves.versions.profiles(candidates).items()):
        there = decode(raw, Profile).view()
        # Sums of floats depend on their order: the two are set side by side as in a run over all.
        if same_event(own, there) if name < desk.article(other).id else same_event(there, own):
            yield other


def _views(desk: Desk, row: int, others: list[int]) -> Iterator[tuple[ArticleView, ArticleView]]:
    own = desk.view(row)
    for other in others:
        there = own if other == row else desk.view(other)
        yield (there, own) if there.article.id < own.article.id else (own, there)
