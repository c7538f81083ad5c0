"""What is in a store, as the findings of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from claimcheck.align.stories import in_reading_order, relying, version_key
from claimcheck.config import Config
from claimcheck.conflict.places_in_text import turn
from claimcheck.model import Article, Claim, Discrepancy, Findings, Notice
from claimcheck.pipeline import distinct, in_order_of_confidence, not_compared
from claimcheck.store import Place, Shelves, Store
from claimcheck.update.codec import decode
from claimcheck.update.desk import Layer, article_of, shelved_facts
from claimcheck.update.kin import copies_by_name


def findings_of(store: Store, config: Config | None = None) -> Findings:
    """What a run over all stored articles would find. Of embargoed items none of the words are in it."""
    with store.reading() as shelves:
        standing, others = _articles(shelves)
        ordered, twice = distinct(sorted((*standing.values(), *others), key=version_key))
        row_of = {article.id: row for row, article in standing.items()}
        lineage = shelves.versions.lineages(standing)
        layers = _layers(config)
        discrepancies = [decode(raw, Discrepancy) for raw in shelves.results.discrepancies(layers)]
        notices = [decode(raw, Notice) for raw in shelves.versions.notices()]
        copied = relying(ordered, lambda _: copies_by_name(shelves, standing))
        return Findings(
            articles=tuple(ordered),
            claims=(*_claims(shelves, ordered, row_of), *_made(shelves, layers)),
            discrepancies=in_order_of_confidence(discrepancies),
            not_compared=(*(n for a in ordered if (n := not_compared(a)) is not None), *twice),
            lineage={standing[row].id: name for row, name in lineage.items() if name is not None},
            notices=in_reading_order([*notices, *copied]),
        )


def new_findings(store: Store, runs: Collection[int], config: Config | None = None) -> Findings:
    """The discrepancies that some runs found first, with the articles and claims that they cite."""
    with store.reading() as shelves:
        layers = _layers(config)
        found = shelves.results.first_found(layers, runs)
        rows = {row for one in found for row in one.rows}
        articles = {row: article_of(held) for row, held in shelves.versions.held(rows).items()}
        discrepancies = [decode(one.discrepancy, Discrepancy) for one in found]
        cited = {claim for one in discrepancies for value in one.values for claim in value.claims}
        claims = [c for row in sorted(rows) for c in shelved_facts(shelves, row, articles[row]).claims]
        lineage = shelves.versions.lineages(rows)
        return Findings(
            articles=tuple(sorted(articles.values(), key=lambda a: a.id)),
            claims=tuple(c for c in (*claims, *_made(shelves, layers)) if c.id in cited),
            discrepancies=in_order_of_confidence(discrepancies),
            lineage={articles[row].id: name for row, name in lineage.items() if name is not None},
        )


def _layers(config: Config | None) -> list[int]:
    """Readings judged compatible are found and kept; they are shown where the configuration asks for them."""
    return [int(layer) for layer in Layer if layer is not Layer.COMPATIBLE or (config or Config()).all]


def _articles(shelves: Shelves) -> tuple[dict[int, Article], list[Article]]:
    """The articles that stand, by row, and those whose id another has."""
    standing: dict[int, Article] = {}
    others: list[Article] = []
    for row, held in sorted(shelves.versions.held(list(shelves.versions.placed())).items()):
        if held.standing is not None and held.standing.place is Place.STANDS:
            standing[row] = article_of(held)
        else:
            others.append(article_of(held))
    return standing, others


def _claims(shelves: Shelves, ordered: Iterable[Article], row_of: dict[str, int]) -> Iterable[Claim]:
    for article in ordered:
        if not article.skipped:
            yield from shelved_facts(shelves, row_of[article.id], article).claims


def _made(shelves: Shelves, layers: Collection[int]) -> list[Claim]:
    """The claims made for answers, by id; of two made alike the one that a run over all would have kept."""
    out: dict[str, Claim] = {}
    for name, raw in shelves.results.claims_made(layers):
        claim = decode(raw, Claim)
        if name not in out or turn(claim) < turn(out[name]):
            out[name] = claim
    return [out[name] for name in sorted(out)]
