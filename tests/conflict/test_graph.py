"""The conflict graph of a run."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from claimcheck.conflict.graph import build_graph
from claimcheck.conflict.group import group_conflicts
from claimcheck.model import Findings, Kind
from tests.articles import article, toll_claim, toll_conflict

CLAIMS = [toll_claim("a", 4), toll_claim("b", 4), toll_claim("c", 6), toll_claim("d", 9)]
BYSTANDER = toll_claim("e", 30)


def findings(*conflicts):
    names = "abcde"
    articles = {name: article(name) for name in names}
    found = group_conflicts(conflicts, articles, {}, frozenset(combinations(names, 2)))
    return Findings(tuple(articles.values()), (*CLAIMS, BYSTANDER), found)


@pytest.fixture
def graph():
    a, b, c, d = CLAIMS
    return build_graph(findings(toll_conflict(a, c), toll_conflict(b, c), toll_conflict(c, d), toll_conflict(a, d)))


def test_a_node_for_every_cited_claim_and_no_other(graph):
    assert set(graph) == {claim.id for claim in CLAIMS}


def test_nodes_say_what_they_stand_for(graph):
    node = graph.nodes[CLAIMS[2].id]
    assert node == {"article": "c", "source": "c.example", "text": CLAIMS[2].sentence.text, "value": "6 people"}


def test_edges_agree_inside_a_value_and_conflict_between_values(graph):
    a, b, c, d = (claim.id for claim in CLAIMS)
    kinds = {frozenset((x, y)): data["kind"] for x, y, data in graph.edges(data=True)}
    assert kinds == {
        frozenset((a, b)): "agrees",
        **dict.fromkeys([frozenset(p) for p in ((a, c), (b, c), (a, d), (b, d), (c, d))], "contradicts"),
    }


def test_edges_carry_confidence_and_reason(graph):
    for _, _, data in graph.edges(data=True):
        assert 0.0 <= data["weight"] <= 1.0
        assert set(data) == {"kind", "discrepancy", "weight", "reason"}


def test_nothing_gives_an_empty_graph():
    assert len(build_graph(findings())) == 0


def test_the_order_of_conflicts_does_not_matter():
    a, b, c, _ = CLAIMS
    one = build_graph(findings(toll_conflict(a, c), toll_conflict(b, c)))
    other = build_graph(findings(toll_conflict(c, b), toll_conflict(c, a)))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert sorted(map(sorted, one.edges)) == sorted(map(sorted, other.edges))


def test_two_claims_at_odds_over_two_questions_keep_both():
    found = findings(toll_conflict(CLAIMS[0], CLAIMS[2]))
    (one,) = found.discrepancies
    graph = build_graph(replace(found, discrepancies=(one, replace(one, id="another", kind=Kind.WHO))))
    held = {identifier for _, _, data in graph.edges(data=True) for identifier in str(data["discrepancy"]).split()}
    assert held == {one.id, "another"}
