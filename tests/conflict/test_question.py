"""The question in an editor's words."""

from __future__ import annotations

import pytest

from claimcheck.conflict.question import amount_ask, amount_question, masked_clause, plural
from claimcheck.model import Amount
from tests.articles import claims_of, toll_claim


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("person", "people"), ("man", "men"), ("child", "children"), ("bus", "buses"), ("box", "boxes"),
        ("church", "churches"), ("body", "bodies"), ("day", "days"), ("passenger", "passengers"), ("", "of them"),
    ],
)  # fmt: skip
def test_plural(noun, expected):
    assert plural(noun) == expected


def asked(engine, text):
    claim = next(c for c in claims_of(engine, text) if c.amount)
    return amount_question(claim.amount, claim)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four people were killed when a coach overturned.", "How many people were killed: “… people were killed"),
        ("Police arrested eleven men in Lodz.", "How many men were arrested: “Police arrested … men in Lodz"),
        ("The new tunnel is 12 kilometres long.", "How far, long or deep: “The new tunnel is … long"),
        ("The motion was backed by 54 per cent of residents.", "What percentage: “The motion was backed by …"),
        ("The coach was doing 110 km/h.", "How fast: “The coach was doing …"),
    ],
)
def test_the_answer_is_left_out_of_the_question(engine, text, expected):
    assert asked(engine, text).startswith(expected)
    assert asked(engine, text).endswith("”?")


def test_a_long_clause_is_cut_around_its_answer():
    text = "x" * 50 + " and then 4 people were " + "y " * 60
    claim = toll_claim("a", 4, text)
    shown = masked_clause(claim, text.index("4"), text.index("4") + 1)
    assert "…" in shown and "4" not in shown
    assert len(shown) < 100


@pytest.mark.parametrize("role", ["killed", "injured", "hospitalised", "arrested", "", "paid"])
def test_there_is_always_someone_to_ask(role):
    assert amount_ask(Amount(0, 1, "4", 4, 4, 4, of="person", role=role)).startswith("Ask ")
