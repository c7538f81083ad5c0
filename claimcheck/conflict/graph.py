"""The conflict graph: claims as nodes, agreement and conflict as weighted edges with their reasons."""

from __future__ import annotations

from itertools import combinations

import networkx as nx

from claimcheck.model import AnswerValue, Discrepancy, Findings


def build_graph(findings: Findings) -> nx.Graph[str]:
    """A node for every claim that a discrepancy cites; an edge "agrees" inside a value, "conflicts" between two.

    Node attributes: article, source, text, value. Edge attributes: kind (agrees, or the relation),
    discrepancy (the ids, with blanks between),
    weight (0-1, the discrepancy's confidence), reason.
    """
    graph: nx.Graph[str] = nx.Graph()
    claims = {c.id: c for c in findings.claims}
    articles = {a.id: a for a in findings.articles}
    for discrepancy in findings.discrepancies:
        for value in discrepancy.values:
            for identifier in value.claims:
                claim = claims[identifier]
                graph.add_node(
                    identifier,
                    article=claim.article,
                    source=articles[claim.article].source,
                    text=claim.sentence.text,
                    value=value.value,
                )
            _link(graph, discrepancy, value)
        for first, second in combinations(discrepancy.values, 2):
            for a in first.claims:
                for b in second.claims:
                    _edge(graph, discrepancy, a, b, discrepancy.relation.value)
    return graph


def _link(graph: nx.Graph[str], discrepancy: Discrepancy, value: AnswerValue) -> None:
    for a, b in combinations(value.claims, 2):
        _edge(graph, discrepancy, a, b, "agrees")


def _edge(graph: nx.Graph[str], discrepancy: Discrepancy, a: str, b: str, kind: str) -> None:
    if a == b:
        return
    before = graph.get_edge_data(a, b, {}).get("discrepancy", "").split()
    graph.add_edge(
        a,
        b,
        kind=kind,
        discrepancy=" ".join(dict.fromkeys([*before, discrepancy.id])),
        weight=discrepancy.confidence,
        reason=discrepancy.reasons[0].detail if discrepancy.reasons else "",
    )
