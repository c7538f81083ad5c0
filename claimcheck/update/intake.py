"""What comes in: deliveries are shelved, and of each story they touch it is judged anew which version stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from claimcheck.align.stories import FAMILY_DAYS, StoryPolicy, judged_stories, version_key, version_print
from claimcheck.model import Article, ItemClass
from claimcheck.pipeline import distinct
from claimcheck.store import Delivered, Held, Place, Shelves, Standing, StoryKey
from claimcheck.update.codec import decode, encode
from claimcheck.update.desk import article_of, hashed

_DAY = 86400.0
_A_LITTLE = 0.001
"""Days: links that are looked at too many change nothing, for the verdict falls on the articles themselves."""


@dataclass(frozen=True, slots=True)
class Change:
    """A version whose standing, or whose delivery, is another than before. ``before`` is None for a new one."""

    row: int
    before: Held | None
    after: Held


def is_here(shelves: Shelves, article: Article) -> bool:
    """Whether the version is in the store already, word for word."""
    return shelves.versions.find(_print(article)) is not None


def shelve(shelves: Shelves, articles: Iterable[Article]) -> dict[int, Held | None]:
    """Shelves what is new of a delivery; rows with what they held before (None: nothing). Of a version that came twice
    word for word the first in order is kept, whenever it came."""
    touched: dict[int, Held | None] = {}
    for article in articles:
        print_ = _print(article)
        row = shelves.versions.find(print_)
        if row is None:
            touched[shelves.versions.add(_delivered(article, print_))] = None
            continue
        held = shelves.versions.held([row])[row]
        if version_key(article) < version_key(decode(held.article, Article)):
            touched.setdefault(row, held)
            shelves.versions.replace(row, encode(article))
    return touched


def judge_stories(
    shelves: Shelves, touched: dict[int, Held | None], others: Collection[int], policy: StoryPolicy
) -> list[Change]:
    """Judges the stories of the touched versions and of some others; returns what stands otherwise than before."""
    rows = {*touched, *others}
    new = set(rows)
    while new:
        new = shelves.versions.linked(new, FAMILY_DAYS + _A_LITTLE) - rows
        rows |= new
    before = shelves.versions.held(rows)
    stands = _standings(shelves, before, policy)
    for row, standing in stands.items():
        old = before[row].standing
        if old is None or replace(old, place=Place.STANDS) != standing:
            shelves.versions.stand(row, standing)
    names = {s.name for s in stands.values()} | {h.standing.name for h in before.values() if h.standing is not None}
    _settle_names(shelves, names, before)
    after = shelves.versions.held(before)
    return [
        Change(row, None if row in touched and touched[row] is None else touched.get(row) or before[row], after[row])
        for row in sorted(after)
        if row in touched or after[row].standing != before[row].standing
    ]


def _standings(shelves: Shelves, held: dict[int, Held], policy: StoryPolicy) -> dict[int, Standing]:
    """How each version stands in its own story, and what is to be said of the stories."""
    delivered = {row: decode(one.article, Article) for row, one in held.items()}
    row_of = {version_print(article): row for row, article in delivered.items()}
    out: dict[int, Standing] = {}
    said: dict[int, Sequence[bytes]] = {}
    for story in judged_stories(sorted(delivered.values(), key=version_key), policy):
        rows = [row_of[version_print(version)] for version in story.versions]
        said[min(rows)] = [encode(notice) for notice in story.notices]
        for row, version, stood in zip(rows, story.versions, story.standing, strict=True):
            is_sealed = replace(version, id=stood.id, skipped=stood.skipped) != stood
            out[row] = Standing(stood.id, stood.skipped, is_sealed, Place.STANDS)
    for row in sorted(held):
        shelves.versions.set_notices(row, [row], said.get(row, ()))
    return out


def _settle_names(shelves: Shelves, names: Collection[str], before: dict[int, Held]) -> None:
    """Of versions under one id, whichever their stories, one stands. ``before`` takes in the others that it touches."""
    rows = shelves.versions.named(names)
    held = shelves.versions.held(rows)
    by_name: dict[str, list[int]] = {}
    for row in rows:
        standing = held[row].standing
        if standing is not None:
            by_name.setdefault(standing.name, []).append(row)
    for sharing in by_name.values():
        places = _places([(row, article_of(held[row])) for row in sharing])
        for row, place in places.items():
            standing = held[row].standing
            if standing is not None and standing.place is not place:
                before.setdefault(row, held[row])
                shelves.versions.stand(row, replace(standing, place=place))


def _places(sharing: Sequence[tuple[int, Article]]) -> dict[int, Place]:
    ordered = sorted(sharing, key=lambda item: version_key(item[1]))
    kept, _ = distinct([article for _, article in ordered])
    (first,) = kept
    out: dict[int, Place] = {}
    taken = False
    for row, article in ordered:
        if not taken and article is first:
            out[row], taken = Place.STANDS, True
            continue
        same = (article.title, article.text) == (first.title, first.text)
        out[row] = Place.SAME_TEXT if same else Place.OTHER_TEXT
    return out


def _print(article: Article) -> str:
    parts = version_print(article)
    return f"{hashed('a', *parts):016x}{hashed('b', *parts):016x}"


def _delivered(article: Article, print_: str) -> Delivered:
    item = article.item
    keys = [(StoryKey.ID, hashed("id", name)) for name in (item.provider_id, *item.replaces) if name]
    if item.family and item.item_class in (ItemClass.TEXT, ItemClass.ADVISORY):
        provider = (item.provider or article.source).lower()
        keys.append((StoryKey.FAMILY, hashed("family", provider, item.family)))
    at = article.published_at
    return Delivered(
        print=print_,
        article=encode(article),
        keys=tuple(keys),
        day=(at.low.toordinal() + (at.low.hour * 3600 + at.low.minute * 60 + at.low.second) / _DAY) if at else None,
        marked=bool(item.signals) or item.update is not None,
        embargoed=bool(item.embargo),
    )
