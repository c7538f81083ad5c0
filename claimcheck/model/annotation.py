"""Annotated text: tokens, names, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.model.articles import Article, Field


class EntityLabel(StrEnum):
    """What a named entity is."""

    PERSON = "person"
    ORG = "organisation"
    PLACE = "place"
    FACILITY = "facility"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """A word. ``pos`` is a UPOS tag, ``dep`` a Universal Dependencies relation, ``head`` an index into the
    tokens of the same sentence (-1 for the root)."""

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens [first, last) of its sentence, code points [start, end) of the field."""

    label: EntityLabel
    first: int
    last: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A PropBank-like role: tokens [first, last) fill ``role`` (ARG0, ARG1, ARGM-LOC, ARGM-TMP …) of a predicate."""

    predicate: int
    role: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """An annotated sentence; ``start``/``end`` and every token offset count into the field it came from."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    roles: tuple[RoleSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with the sentences of its title and text."""

    article: Article
    title: tuple[Sentence, ...]
    text: tuple[Sentence, ...]

    def sentences(self, name: Field) -> tuple[Sentence, ...]:
        """The sentences of one field."""
        return self.title if name is Field.TITLE else self.text
