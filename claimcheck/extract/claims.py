"""One claim a predicate: the slots that the other extractors found, hung on the clause that governs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from claimcheck.extract.predicate import Clause, children_of, clauses_of, content_lemmas, read_what
from claimcheck.model import (
    Amount,
    AnnotatedArticle,
    Attribution,
    Claim,
    Field,
    Quotation,
    Sentence,
    Span,
    When,
    Where,
    Who,
    content_id,
)


@dataclass(frozen=True, slots=True)
class Governed:
    """An attribution and the code points [start, end) of the words that it is answerable for."""

    attribution: Attribution
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FieldSlots:
    """What the extractors found in one field of an article, each in order of its start."""

    times: Sequence[When] = ()
    places: Sequence[Where] = ()
    quotations: Sequence[Quotation] = ()
    governed: Sequence[Governed] = ()
    amounts: Sequence[Amount] = ()


T = TypeVar("T", When, Where, Amount)
Participants = Callable[[Sentence, int], tuple[Who, ...]]


def assemble_claims(
    annotated: AnnotatedArticle, slots: dict[Field, FieldSlots], participants: Participants
) -> tuple[Claim, ...]:
    """Every claim of an article, title first. A clause with several amounts or times gives a claim for each."""
    out: list[Claim] = []
    seen = Counter[str]()
    for field in (Field.TITLE, Field.TEXT):
        found = slots.get(field, FieldSlots())
        for sentence in annotated.sentences(field):
            for claim in _sentence_claims(annotated.article.id, field, sentence, found, participants):
                key = "\x1f".join((claim.id, claim.sentence.text))
                seen[key] += 1
                out.append(claim if seen[key] == 1 else replace(claim, id=content_id(claim.id, str(seen[key]))))
    return tuple(out)


def _sentence_claims(
    article: str, field: Field, sentence: Sentence, found: FieldSlots, participants: Participants
) -> Iterable[Claim]:
    if not sentence.tokens:
        return
    below = children_of(sentence)
    words = content_lemmas(sentence.tokens)
    clauses = clauses_of(sentence)
    times = _by_clause(sentence, clauses, _inside(found.times, sentence))
    places = _by_clause(sentence, clauses, _inside(found.places, sentence))
    amounts = _by_clause(sentence, clauses, _inside(found.amounts, sentence))
    for clause in clauses:
        token = sentence.tokens[clause.predicate]
        own = [sentence.tokens[i] for i in clause.tokens]
        base = Claim(
            id="",
            article=article,
            field=field,
            sentence=Span(sentence.start, sentence.end, sentence.text),
            start=own[0].start,
            end=own[-1].end,
            what=read_what(sentence, clause.predicate, below),
            who=participants(sentence, clause.predicate),
            where=tuple(places.get(clause.predicate, ())),
            attribution=_attribution_of(token.start, found.governed),
            quote=_quotation_of(token.start, found.quotations),
            words=words,
            near=content_lemmas(tuple(own)),
            speech=any(q.direct and q.start <= token.start < q.end for q in found.quotations),
        )
        for when, amount in _pairings(times.get(clause.predicate, []), amounts.get(clause.predicate, [])):
            claim = replace(base, when=when, amount=amount)
            yield replace(claim, id=_identity(claim))


def _inside(values: Sequence[T], sentence: Sentence) -> list[T]:
    return [v for v in values if sentence.start <= v.start < sentence.end]


def _by_clause(sentence: Sentence, clauses: Sequence[Clause], values: Sequence[T]) -> dict[int, list[T]]:
    """Each value under the predicate of the clause that holds its topmost token."""
    owner = {index: clause.predicate for clause in clauses for index in clause.tokens}
    out: dict[int, list[T]] = {}
    for value in values:
        covered = [i for i, t in enumerate(sentence.tokens) if t.start < value.end and value.start < t.end]
        if not covered:
            continue
        top = next((i for i in covered if sentence.tokens[i].head not in covered), covered[0])
        # An amount that is itself the predicate's nominal ("twelve were hurt") stays with it.
        out.setdefault(owner.get(top, clauses[0].predicate), []).append(value)
    return out


def _pairings(times: list[When], amounts: list[Amount]) -> list[tuple[When | None, Amount | None]]:
    exact = [t for t in times if not t.value.endswith("_REF")]
    times = exact or times[:1]  # "now" and "recently" say nothing where a real time stands beside them
    first_time = times[0] if times else None
    first_amount = amounts[0] if amounts else None
    rest: list[tuple[When | None, Amount | None]] = [(first_time, a) for a in amounts[1:]]
    rest += [(t, first_amount if not amounts else None) for t in times[1:]]
    return [(first_time, first_amount), *rest]


def _attribution_of(at: int, governed: Sequence[Governed]) -> Attribution | None:
    around = [g for g in governed if g.start <= at < g.end]
    return min(around, key=lambda g: (g.end - g.start, g.start)).attribution if around else None


def _quotation_of(at: int, quotations: Sequence[Quotation]) -> Quotation | None:
    around = [q for q in quotations if q.start <= at < q.end]
    return min(around, key=lambda q: (not q.direct, q.end - q.start, q.start)) if around else None


def _identity(claim: Claim) -> str:
    """A hash of the article, the sentence's words and the values, not of the position."""
    return content_id(
        claim.article,
        claim.field,
        claim.sentence.text,
        str(claim.what.start - claim.sentence.start),
        claim.what.text,
        claim.when.text if claim.when else "",
        claim.amount.text if claim.amount else "",
        str(claim.amount.start - claim.sentence.start) if claim.amount else "",
        str(claim.when.start - claim.sentence.start) if claim.when else "",
    )
