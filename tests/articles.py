"""Builders for tests of the middle of the engine: articles from a text, their claims by the shipped model, claims by
hand with defaults, and conflicts between them."""

from __future__ import annotations

from claimcheck.align.event import view_article
from claimcheck.compare.moments import parse_published
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.model import (
    Amount,
    Article,
    Claim,
    Field,
    Kind,
    Relation,
    Severity,
    Slot,
    Span,
    What,
    content_id,
)
from claimcheck.pipeline import extract_all, extract_claims


def article(identifier, text="", title="", published="", source=""):
    """An article; its source is its id where none is given."""
    return Article(
        id=identifier,
        text=text,
        title=title,
        source=source or f"{identifier}.example",
        published=published,
        published_at=parse_published(published),
    )


def view_of(engine, one):
    """An article as alignment and the rules see it."""
    (found,) = extract_all([one], engine)
    return view_article(one, found.claims, engine.words, found.names, found.placed)


def claims_of(engine, text, title="", published="", identifier="a"):
    """The claims of a text by the shipped model."""
    return extract_claims(article(identifier, text, title, published), engine)


def toll_claim(identifier, figure, sentence="", *, start=0, words=("coach", "overturn"), **given):
    """A claim "N people were killed …" made by hand."""
    text = sentence or f"{figure} people were killed when a coach overturned."
    amount = Amount(start, start + 2, str(figure), figure, figure, figure, of="person", role="killed", step=1.0)
    return Claim(
        id=content_id(identifier, text, str(start)),
        article=identifier,
        field=given.pop("field", Field.TEXT),
        sentence=Span(start, start + len(text), text),
        start=start,
        end=start + len(text),
        what=given.pop("what", What(start + 12, start + 23, "were killed", "kill")),
        amount=given.pop("amount", amount),
        words=frozenset(words),
        near=frozenset(words),
        **given,
    )


def toll_side(claim):
    """The answer that such a claim gives."""
    amount = claim.amount
    return Side(claim, Slot.AMOUNT, amount.start, amount.end, f"{amount.text} people", str(amount.figure))


def toll_conflict(a, b, score=0.8, topic="#person/killed", relation=Relation.CONTRADICTS, **given):
    """Two tolls set against each other."""
    return Conflict(
        kind=given.pop("kind", Kind.QUANTITY),
        relation=relation,
        severity=given.pop("severity", Severity.MINOR),
        a=toll_side(a),
        b=toll_side(b),
        score=score,
        same_question=score,
        topic=topic,
        question=given.pop("question", "How many people were killed?"),
        ask="Ask the hospital.",
        **given,
    )
