"""Discrepancies of connected groups, made anew where something touched them and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from claimcheck.conflict.quote import findings_among
from claimcheck.judged import Judged
from claimcheck.model import Claim, Discrepancy
from claimcheck.store import Shelved
from claimcheck.update.codec import encode
from claimcheck.update.desk import Desk, Layer, closure
from claimcheck.update.events import conflicts_of, layer_of
from claimcheck.update.speech import printed_among

Ties = Callable[[Collection[int]], Iterable[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a group came to: its discrepancies, the claims made for them, and the article of every claim they cite."""

    discrepancies: tuple[Discrepancy, ...] = ()
    claims_made: tuple[Claim, ...] = ()
    row_of_claim: dict[str, int] | None = None


def regroup_conflicts(desk: Desk, layer: Layer, rows: Collection[int]) -> None:
    """Judges the quarrels of some articles anew."""

    def ties(nodes: Collection[int]) -> list[tuple[int, int]]:
        return desk.shelves.pairs.connected(layer, nodes)

    def outcome(nodes: set[int]) -> Outcome:
        return _quarrel(desk, layer, nodes)

    _regroup(desk, layer, rows, ties, outcome)


def regroup_quotes(desk: Desk, words: Collection[int]) -> None:
    """Judges the speech that some utterances are bound to anew."""
    _regroup(desk, Layer.QUOTES, words, desk.shelves.speech.bound, lambda nodes: _speech(desk, nodes))


def regroup_calendar(desk: Desk, rows: Collection[int], lineages: Collection[str]) -> None:
    """Judges what cannot hold inside some articles anew, those of one lineage together."""
    versions = desk.shelves.versions

    def ties(nodes: Collection[int]) -> list[tuple[int, int]]:
        names = versions.lineages(nodes)
        kin: dict[str | None, list[int]] = {}
        for row, name in versions.lineages(
            versions.of_lineages({n for n in names.values() if n is not None}, calendared=True)
        ).items():
            kin.setdefault(name, []).append(row)
        return [(node, other) for node in nodes for other in kin.get(names[node], ())]

    seeds = {*rows, *versions.of_lineages(lineages, calendared=True)}
    _regroup(desk, Layer.CALENDAR, seeds, ties, lambda nodes: _calendar(desk, nodes))


def _regroup(
    desk: Desk, layer: Layer, seeds: Collection[int], ties: Ties, outcome: Callable[[set[int]], Outcome]
) -> None:
    """Replaces the groups that the seeds were in and are in. A node alone is kept only where something was found."""
    results = desk.shelves.results
    nodes, groups = set(seeds), results.groups_of(layer, seeds)
    while True:
        nodes |= results.nodes_of(layer, groups)
        parts = closure(nodes, ties)
        nodes = {node for part in parts for node in part}
        now = results.groups_of(layer, nodes)
        if now <= groups:
            break
        groups |= now
    first_found = results.drop(layer, groups)
    for part in parts:
        found = outcome(part)
        if len(part) > 1 or found.discrepancies or found.claims_made:
            shelved = [_shelved(desk, d, found.row_of_claim or {}, first_found) for d in found.discrepancies]
            results.add(layer, part, shelved, {claim.id: encode(claim) for claim in found.claims_made})


def _shelved(desk: Desk, found: Discrepancy, row_of_claim: dict[str, int], first_found: dict[str, int]) -> Shelved:
    sure = desk.engine.calibration.calibrated(found)
    rows = frozenset(row_of_claim[claim] for value in found.values for claim in value.claims)
    return Shelved(sure.id, first_found.get(sure.id, desk.run), encode(sure), rows)


def _quarrel(desk: Desk, layer: Layer, rows: set[int]) -> Outcome:
    articles = desk.articles(rows)
    judged = desk.shelves.pairs.among(rows)
    ordered = sorted((tuple(sorted((articles[a].id, articles[b].id))), raw) for a, b, raw in judged if raw is not None)
    conflicts = [c for _, raw in ordered for c in conflicts_of(raw) if layer_of(c) is layer]
    if not conflicts:
        return Outcome()
    near = {(min(x, y), max(x, y)) for a, b, _ in judged for x, y in [(articles[a].id, articles[b].id)]}
    row_of = {article.id: row for row, article in articles.items()}
    cited = {side.claim.id: row_of[side.claim.article] for c in conflicts for side in (c.a, c.b)}
    return Outcome(tuple(_judged(desk, rows, ()).grouped(conflicts, near)), (), cited)


def _speech(desk: Desk, words: set[int]) -> Outcome:
    findings = findings_among(printed_among(desk, words))
    if not findings:
        return Outcome()
    places = desk.shelves.speech.places(words)
    articles = desk.articles({row for _, row, _ in places})
    row_of = {article.id: row for row, article in articles.items()}
    held = {row_of[o.article] for f in findings for v in f.versions for o in v.occurrences}
    run = _judged(desk, articles, held)
    return _outcome(desk, run, tuple(run.quoted(findings)), held)


def _calendar(desk: Desk, rows: set[int]) -> Outcome:
    articles = desk.articles(desk.shelves.versions.active_among(rows))
    active = sorted(articles, key=lambda row: articles[row].id)
    found = [(articles[row].id, one) for row in active for one in desk.facts(row).calendar]
    if not found:
        return Outcome()
    run = _judged(desk, active, active)
    return _outcome(desk, run, tuple(run.calendared(found)), active)


def _judged(desk: Desk, rows: Collection[int], with_facts: Collection[int]) -> Judged:
    articles = desk.articles(rows)
    lineage = desk.shelves.versions.lineages(rows)
    return Judged(
        {article.id: article for article in articles.values()},
        {articles[row].id: name for row, name in lineage.items() if name is not None},
        [desk.facts(row) for row in sorted(with_facts)],
    )


def _outcome(desk: Desk, run: Judged, found: tuple[Discrepancy, ...], rows: Collection[int]) -> Outcome:
    made = run.claims_made()
    row_of = {article.id: row for row, article in desk.articles(rows).items()}
    cited = {claim.id: row for row in rows for claim in desk.facts(row).claims}
    cited |= {claim.id: row_of[claim.article] for claim in made}
    return Outcome(found, tuple(made), cited)
