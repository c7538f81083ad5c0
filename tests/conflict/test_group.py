"""One discrepancy a question, with everyone who answers it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.conflict.group import NEW_VALUE, OTHER_QUESTION, explain, group_conflicts
from claimcheck.model import Kind, Relation, Severity
from claimcheck.pipeline import check
from tests.articles import article, toll_claim, toll_conflict, toll_side


def grouped(conflicts, lineage=None, near=None, sources=None):
    """The discrepancies of conflicts between articles of one event."""
    names = sorted({side.claim.article for c in conflicts for side in (c.a, c.b)})
    articles = {name: article(name, source=(sources or {}).get(name, "")) for name in names}
    return group_conflicts(
        conflicts, articles, lineage or {}, frozenset(combinations(names, 2)) if near is None else near
    )


def answers(found):
    return [(value.value, len(value.claims), value.sources, value.origins) for value in found.values]


SEVEN = [toll_claim(f"s{i}", 7, f"Seven people died, desk {i} says.") for i in range(10)]
FIVE = [toll_claim(f"f{i}", 5, f"Desk {i} counts five dead people.") for i in range(2)]
TWENTY = [toll_conflict(a, b, score=0.6 + i / 100) for i, (a, b) in enumerate(product(SEVEN, FIVE))]


def test_nothing_gives_nothing():
    assert grouped([]) == ()


def test_one_conflict_is_one_discrepancy():
    (found,) = grouped([toll_conflict(toll_claim("a", 4), toll_claim("b", 6))])
    assert answers(found) == [("4 people", 1, 1, 1), ("6 people", 1, 1, 1)]
    assert (found.kind, found.relation, found.confidence) == (Kind.QUANTITY, Relation.CONTRADICTS, 0.8)


def test_ten_that_say_seven_and_two_that_say_five_are_one_discrepancy():
    (found,) = grouped(TWENTY)
    assert answers(found) == [("7 people", 10, 10, 10), ("5 people", 2, 2, 2)]
    assert found.confidence == 0.79


def test_copies_are_sources_of_their_own_and_one_origin():
    lineage = {f"s{i}": "s0" for i in range(8)} | {"s8": "s8", "s9": "s9"}
    (found,) = grouped(TWENTY, lineage)
    assert answers(found) == [("7 people", 10, 10, 3), ("5 people", 2, 2, 2)]


def test_articles_of_one_source_are_one_source():
    (found,) = grouped(TWENTY, sources={f"s{i}": "agency.example" for i in range(10)})
    assert answers(found)[0] == ("7 people", 10, 1, 10)


@settings(max_examples=40, deadline=None)
@given(st.permutations(TWENTY), st.lists(st.booleans(), min_size=20, max_size=20))
def test_neither_the_order_of_conflicts_nor_of_their_sides_matters(order, swaps):
    shuffled = [replace(c, a=c.b, b=c.a) if swap else c for c, swap in zip(order, swaps, strict=True)]
    expected, found = grouped(TWENTY), grouped(shuffled)
    assert [(d.id, d.values, d.confidence, d.relation) for d in found] == [
        (d.id, d.values, d.confidence, d.relation) for d in expected
    ]


MANY = [
    toll_conflict(toll_claim(f"a{i}", x), toll_claim(f"b{j}", y), score=s, topic=t)
    for i, x, j, y, s, t in [
        (0, 4, 0, 6, 0.9, "#person/killed"), (0, 4, 1, 6, 0.8, "#person/killed"), (1, 4, 0, 7, 0.7, "#person/killed"),
        (2, 30, 2, 40, 0.6, "#person/injured"), (0, 4, 2, 40, 0.3, "#person/injured"),
        (3, 4, 3, 6, 0.5, "#person/killed"),
        (2, 30, 3, 50, 0.55, "#person/injured"), (4, 8, 4, 9, 0.6, "#person/killed"),
    ]
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.permutations(MANY))
def test_order_changes_nothing_where_questions_compete(order):
    assert grouped(order) == grouped(MANY)


# ---------------------------------------------------------------------------------------------- one question or two


def test_a_third_answer_joins_the_question():
    a, b, c = toll_claim("a", 4), toll_claim("b", 6), toll_claim("c", 9)
    (found,) = grouped([toll_conflict(a, b), toll_conflict(b, c), toll_conflict(a, c)])
    assert [value.value for value in found.values] == ["4 people", "6 people", "9 people"]
    assert "3 answers in all" in found.explanation


def test_a_much_weaker_answer_does_not_join():
    a, b, c = toll_claim("a", 4), toll_claim("b", 6), toll_claim("c", 9)
    found = grouped([toll_conflict(a, b, 0.9), toll_conflict(b, c, 0.9 * NEW_VALUE - 0.01)])
    assert [value.value for value in found[0].values] == ["4 people", "6 people"]
    assert len(grouped([toll_conflict(a, b, 0.9), toll_conflict(b, c, 0.9 * OTHER_QUESTION - 0.01)])) == 1


def test_an_answer_serves_one_question():
    """A number that a surer pair has explained is not asked about again."""
    a, b, c = toll_claim("a", 4), toll_claim("b", 6), toll_claim("c", 9)
    weak = toll_conflict(a, c, 0.9 * OTHER_QUESTION - 0.01, topic="#person/injured")
    (found,) = grouped([toll_conflict(a, b, 0.9), weak])
    assert [value.value for value in found.values] == ["4 people", "6 people"]


def test_an_answer_may_serve_a_second_question_that_is_as_sure():
    a, b, c = toll_claim("a", 4), toll_claim("b", 6), toll_claim("c", 9)
    sure = toll_conflict(a, c, 0.9 * OTHER_QUESTION + 0.01, topic="#person/injured")
    assert len(grouped([toll_conflict(a, b, 0.9), sure])) == 2


@pytest.mark.parametrize(
    "other", [{"topic": "#person/injured"}, {"kind": Kind.WHEN}], ids=["another topic", "another kind"]
)
def test_other_questions_never_merge(other):
    first = toll_conflict(toll_claim("a", 4), toll_claim("b", 6))
    second = toll_conflict(toll_claim("c", 4), toll_claim("d", 6), **other)
    assert len(grouped([first, second])) == 2


def test_other_events_never_merge():
    first = toll_conflict(toll_claim("a", 4), toll_claim("b", 6))
    second = toll_conflict(toll_claim("c", 4), toll_claim("d", 6))
    assert len(grouped([first, second], near={("a", "b"), ("c", "d")})) == 2
    assert len(grouped([first, second])) == 1


def test_calendar_findings_stand_alone():
    first = toll_conflict(toll_claim("a", 4), toll_claim("b", 6), kind=Kind.CALENDAR)
    second = toll_conflict(toll_claim("c", 4), toll_claim("d", 6), kind=Kind.CALENDAR)
    assert len(grouped([first, second])) == 2


def test_one_value_against_itself_is_no_discrepancy():
    assert grouped([toll_conflict(toll_claim("a", 4), toll_claim("b", 4))]) == ()


# ------------------------------------------------------------------------------------------------- what is said of it


def test_severity_is_the_gravest():
    a, b, c = toll_claim("a", 4), toll_claim("b", 6), toll_claim("c", 6)
    (found,) = grouped([toll_conflict(a, b), toll_conflict(a, c, 0.5, severity=Severity.MAJOR)])
    assert found.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ([Relation.CONTRADICTS], Relation.CONTRADICTS),
        ([Relation.SUPERSEDES, Relation.CONTRADICTS], Relation.SUPERSEDES),
        ([Relation.CONTRADICTS, Relation.CONTRADICTS, Relation.SUPERSEDES], Relation.CONTRADICTS),
        ([Relation.ATTRIBUTED, Relation.CONTRADICTS], Relation.ATTRIBUTED),
        ([Relation.ATTRIBUTED, Relation.SUPERSEDES], Relation.SUPERSEDES),
    ],
)
def test_the_relation_is_that_of_most_and_the_gentler_of_equals(relations, expected):
    a = toll_claim("a", 4)
    conflicts = [toll_conflict(a, toll_claim(f"b{i}", 6), relation=r) for i, r in enumerate(relations)]
    (found,) = grouped(conflicts)
    assert found.relation is expected


def test_surest_first():
    weak = toll_conflict(toll_claim("a", 4), toll_claim("b", 6), 0.4)
    sure = toll_conflict(toll_claim("c", 30), toll_claim("d", 40), 0.9, topic="#person/injured")
    assert [found.confidence for found in grouped([weak, sure])] == [0.9, 0.4]


def test_the_value_with_most_claims_comes_first():
    (found,) = grouped(TWENTY)
    assert [len(value.claims) for value in found.values] == [10, 2]


def test_the_explanation_names_the_outlets_and_their_answers():
    best = toll_conflict(toll_claim("a", 4), toll_claim("b", 6))
    (found,) = grouped([best], sources={"a": "north.example", "b": "south.example"})
    assert "north.example has “4 people”" in found.explanation
    assert "south.example “6 people”" in found.explanation


def test_an_article_at_odds_with_itself_is_said_to_be():
    best = toll_conflict(toll_claim("a", 4), toll_claim("a", 6, start=200))
    (found,) = grouped([best])
    assert "itself has" in found.explanation


@pytest.mark.parametrize("relation", list(Relation))
def test_every_relation_has_words(relation):
    best = toll_conflict(toll_claim("a", 4), toll_claim("b", 6))
    assert explain(best, (), relation, {"a": article("a"), "b": article("b")}).endswith(".")


# ------------------------------------------------------------------------------------------------------------ the id


def test_the_id_depends_on_content_and_not_on_position():
    moved = [toll_conflict(toll_claim("a", 4, start=300), toll_claim("b", 6))]
    (here,), (there,) = grouped([toll_conflict(toll_claim("a", 4), toll_claim("b", 6))]), grouped(moved)
    assert here.id == there.id


def test_the_id_depends_on_the_answers():
    (one,) = grouped([toll_conflict(toll_claim("a", 4), toll_claim("b", 6))])
    (other,) = grouped([toll_conflict(toll_claim("a", 4), toll_claim("b", 7))])
    assert one.id != other.id


def test_the_id_depends_on_the_question():
    a, b = toll_claim("a", 4), toll_claim("b", 6)
    (killed,) = grouped([toll_conflict(a, b)])
    (injured,) = grouped([toll_conflict(a, b, topic="#person/injured", question="How many were hurt?")])
    assert killed.id != injured.id


def test_answers_point_into_their_claims():
    (found,) = grouped(TWENTY)
    known = {claim.id: claim for claim in (*SEVEN, *FIVE)}
    for value in found.values:
        assert tuple(dict.fromkeys(answer.claim for answer in value.answers)) == value.claims
        for answer in value.answers:
            side = toll_side(known[answer.claim])
            assert (answer.slot, answer.start, answer.end) == (side.slot, side.start, side.end)


# ------------------------------------------------------------------------------------------------- through the engine


TOLD = [
    "Seven people were killed when a coach overturned near Harlow on Tuesday.",
    "A coach overturned near Harlow on Tuesday, killing seven people.",
    "Seven people died when their coach overturned near Harlow, police said.",
    "Police said seven people were killed when the coach overturned near Harlow.",
    "The coach that overturned near Harlow on Tuesday killed seven people.",
]


def test_a_dozen_articles_give_one_toll(engine):
    papers = [article(f"p{i:02}", TOLD[i % 5], published="2024-03-05") for i in range(10)]
    papers += [
        article(f"q{i}", TOLD[i].replace("Seven", "Five").replace("seven", "five"), published="2024-03-05")
        for i in range(2)
    ]
    tolls = [d for d in check(papers, engine=engine).discrepancies if d.kind is Kind.QUANTITY]
    assert len(tolls) == 1
    seven, five = tolls[0].values
    assert (seven.value.lower(), len(seven.claims), seven.sources) == ("seven people killed", 10, 10)
    assert 1 < seven.origins <= 5, "each text stands twice"
    assert (five.value.lower(), len(five.claims), five.sources) == ("five people killed", 2, 2)


def test_two_rules_that_set_the_same_words_apart_ask_one_question():
    seven, five = toll_claim("a", 7), toll_claim("b", 5)
    first = toll_conflict(seven, five, score=0.9)
    again = replace(
        first,
        topic="scene/toll",
        score=0.6,
        a=replace(first.a, key="seven dead"),
        b=replace(first.b, key="five dead"),
    )
    assert len(grouped([first, again])) == 1
    elsewhere = replace(again, a=replace(again.a, start=again.a.end + 1, end=again.a.end + 4))
    assert len(grouped([first, elsewhere])) == 2


def test_the_same_words_may_answer_questions_of_two_kinds():
    first = toll_conflict(toll_claim("a", 7), toll_claim("b", 5), score=0.9)
    other = replace(first, kind=Kind.WHO, topic="visitor", score=0.8)
    assert len(grouped([first, other])) == 2
    assert len(grouped([first, replace(first, kind=Kind.WHEN, topic="length", score=0.8)])) == 1
