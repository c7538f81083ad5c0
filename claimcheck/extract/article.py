"""All the slots of one article, found once, and its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.extract.amount import find_amounts
from claimcheck.extract.attribution import find_attributions
from claimcheck.extract.claims import FieldSlots, Governed, assemble_claims
from claimcheck.extract.quote import find_quotes
from claimcheck.extract.when import find_times
from claimcheck.extract.where import find_places
from claimcheck.extract.who import find_people, participants_of
from claimcheck.model import Amount, AnnotatedArticle, Claim, EntityLabel, Field, Sentence, When, Where, Who


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says: its claims, and the slots that they were made of."""

    annotated: AnnotatedArticle
    claims: tuple[Claim, ...]
    slots: dict[Field, FieldSlots]
    names: tuple[tuple[str, EntityLabel], ...] = ()
    """The people and bodies of the article, each by its fullest name."""

    @property
    def placed(self) -> tuple[tuple[Field, Where], ...]:
        """Every place that the article mentions, with its field."""
        return tuple((field, place) for field, found in self.slots.items() for place in found.places)


def extract(annotated: AnnotatedArticle, gazetteer: Gazetteer) -> Extraction:
    """Every slot of every sentence, and the claims they make. It depends on the article alone."""
    article = annotated.article
    places = find_places(annotated, gazetteer)
    people = find_people(annotated)
    slots: dict[Field, FieldSlots] = {}
    for field in (Field.TITLE, Field.TEXT):
        text, sentences = article.field(field), annotated.sentences(field)
        times = find_times(text, article.published_at)
        quotations = find_quotes(text, sentences)
        slots[field] = FieldSlots(
            times=times,
            places=places.get(field, ()),
            quotations=quotations,
            governed=tuple(
                Governed(a.attribution, a.start, a.end) for a in find_attributions(sentences, text, quotations)
            ),
            amounts=_amounts(sentences, times),
        )

    def participants(sentence: Sentence, predicate: int) -> tuple[Who, ...]:
        return participants_of(sentence, predicate, people)

    names = tuple((party.name, party.label) for party in people.parties)
    return Extraction(annotated, assemble_claims(annotated, slots, participants), slots, names)


def _amounts(sentences: Sequence[Sentence], times: Sequence[When]) -> tuple[Amount, ...]:
    """The amounts that are no part of a time expression."""
    taken = [(t.start, t.end) for t in times]
    return tuple(
        amount
        for sentence in sentences
        for amount in find_amounts(sentence)
        if not any(start < amount.end and amount.start < end for start, end in taken)
    )
