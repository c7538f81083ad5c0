"""Whether two articles tell of the same event, judged on the two alone.

An article's profile is its forty weightiest lemmas (frequency, damped, times rarity; twice for its title). Two
articles are of one event where the cosine of their profiles reaches the threshold. Nothing here depends on what
else is in the run, so that a folder of mixed copy gives what its events give one by one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import combinations

from claimcheck.compare.aligned import ArticleView, SentencePlace, SentenceView
from claimcheck.compare.words import WordTable
from claimcheck.model import Article, Claim, EntityLabel, Field, Slot, TimeKind, When, Where

PROFILE_SIZE = 40
SAME_EVENT = 0.08
"""Cosine from which two articles are of one event. Measured on the labelled events: 95 of 100 pairs of one event
reach it (most of the others are index pages), 14 of 1,000 pairs of two events."""
SAME_EVENT_APART = 0.35
"""The same for articles dated more than a month apart: an anniversary piece or a trial still meets its event."""
PAST = timedelta(days=45)
"""A sentence about a time further back than this tells history, not the event."""
MONTH = timedelta(days=31)
BLOCK_RARITY = 2.5
"""Only lemmas in fewer than about one article of twelve tell which articles to compare at all."""


def view_article(
    article: Article,
    claims: Sequence[Claim],
    words: WordTable,
    names: Sequence[tuple[str, EntityLabel]] = (),
    placed: Sequence[tuple[Field, Where]] = (),
) -> ArticleView:
    """The profile and the typed answers of one article; ``names`` are its people and bodies in full, ``placed`` every
    place it mentions, with the field."""
    counts: dict[str, float] = defaultdict(float)
    seen: set[tuple[Field, int]] = set()
    for claim in claims:
        place = (claim.field, claim.sentence.start)
        if place in seen:
            continue
        seen.add(place)
        for lemma in claim.words:
            counts[lemma] += 2.0 if claim.field is Field.TITLE else 1.0
    weights = {lemma: (1 + math.log(n)) * words.rarity(lemma) for lemma, n in counts.items()}
    top = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:PROFILE_SIZE]
    length = math.sqrt(sum(w * w for _, w in top)) or 1.0
    return ArticleView(
        article=article,
        profile={lemma: w / length for lemma, w in sorted(top)},
        amounts=tuple(c.amount for c in claims if c.amount),
        times=tuple(c.when for c in claims if c.when),
        places=tuple(w for c in claims for w in c.where),
        by_slot={
            Slot.AMOUNT: tuple(c for c in claims if c.amount),
            Slot.WHEN: tuple(c for c in claims if c.when),
            Slot.WHERE: tuple(c for c in claims if c.where),
            Slot.WHAT: tuple(claims),
        },
        sentences=_sentences(article, claims),
        names=tuple(names),
        placed=tuple(placed),
    )


def _sentences(article: Article, claims: Sequence[Claim]) -> dict[SentencePlace, SentenceView]:
    together: dict[SentencePlace, list[Claim]] = defaultdict(list)
    for claim in claims:
        together[(claim.field, claim.sentence.start)].append(claim)
    now = _own_time(article, claims)
    return {place: _sentence(own, now) for place, own in together.items()}


def _sentence(claims: Sequence[Claim], now: datetime | None) -> SentenceView:
    times = tuple(dict.fromkeys(c.when for c in claims if c.when))
    places = tuple(dict.fromkeys(w for c in claims for w in c.where if not w.metonym))
    names = {who.name.lower() for c in claims for who in c.who if who.label is not None}
    names |= {w.name.lower() for c in claims for w in c.where}
    amounts = tuple(dict.fromkeys(c.amount for c in claims if c.amount))
    return SentenceView(times, places, amounts, frozenset(names), any(_looks_back(t, now) for t in times))


def _looks_back(when: When, now: datetime | None) -> bool:
    """Whether a time lies well before the article's own; "since" a time counts from it."""
    until = when.low if when.relation == "since" else when.high
    return now is not None and until is not None and now - until > PAST


def _own_time(article: Article, claims: Sequence[Claim]) -> datetime | None:
    """When the article was written: its date, else the latest day or year that it states outright."""
    if article.published_at is not None:
        return article.published_at.low
    stated = (c.when for c in claims if c.when and c.when.kind is TimeKind.DATE and "year" not in c.when.inferred)
    return max((w.low for w in stated if w.low), default=None)


def profile_similarity(a: ArticleView, b: ArticleView) -> float:
    """Cosine of two profiles, 0-1."""
    return sum(weight * b.profile[lemma] for lemma, weight in a.profile.items() if lemma in b.profile)


def same_event(a: ArticleView, b: ArticleView) -> bool:
    """Whether the two articles are near enough to be compared claim by claim."""
    return profile_similarity(a, b) >= (SAME_EVENT_APART if _apart(a.article, b.article) else SAME_EVENT)


def _apart(a: Article, b: Article) -> bool:
    """Whether both dates are known and more than a month lies between them."""
    if a.published_at is None or b.published_at is None:
        return False
    return max(a.published_at.low, b.published_at.low) - min(a.published_at.high, b.published_at.high) > MONTH


def event_pairs(views: Sequence[ArticleView], words: WordTable) -> Iterator[tuple[ArticleView, ArticleView]]:
    """Every pair of articles of one event, each article with itself too, ordered by id."""
    ordered = sorted(views, key=lambda v: v.article.id)
    for view in ordered:
        yield view, view
    holders: dict[str, list[int]] = defaultdict(list)
    for index, view in enumerate(ordered):
        for lemma in blocking_lemmas(view, words):
            holders[lemma].append(index)
    met: Counter[tuple[int, int]] = Counter()
    for posting in holders.values():
        met.update(combinations(posting, 2))
    for left, right in sorted(met):
        if same_event(ordered[left], ordered[right]):
            yield ordered[left], ordered[right]


def blocking_lemmas(view: ArticleView, words: WordTable) -> list[str]:
    """The lemmas of a profile, one of which two articles of one event must share."""
    return [lemma for lemma in view.profile if words.rarity(lemma) >= BLOCK_RARITY]


def groups_of(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected groups of article ids, each sorted, in order of their first."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(pairs)
    return sorted(sorted(component) for component in nx.connected_components(graph))
