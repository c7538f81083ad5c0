"""Builders of annotated text for tests, from short notations with defaults."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.model import AnnotatedArticle, Article, Entity, EntityLabel, Field, Sentence, Token


def annotated_sentence(text: str, rows: Sequence[str], entities: Sequence[str] = (), start: int = 0) -> Sentence:
    """A sentence that begins at ``start`` of its field. A row is "form lemma POS head relation" (head -1: root), an
    entity "label: its text", found in order."""
    tokens: list[Token] = []
    position = 0
    for row in rows:
        form, lemma, pos, head, dep = row.split(" ")
        position = text.index(form, position)
        tokens.append(Token(form, start + position, start + position + len(form), lemma, pos, dep, int(head)))
        position += len(form)
    found: list[Entity] = []
    position = 0
    for entity in entities:
        label, _, written = entity.partition(": ")
        position = text.index(written, position)
        first = next(i for i, token in enumerate(tokens) if token.start == start + position)
        last = next(i for i, token in enumerate(tokens) if token.end == start + position + len(written)) + 1
        found.append(
            Entity(EntityLabel(label), first, last, start + position, start + position + len(written), written)
        )
        position += len(written)
    return Sentence(start, start + len(text), text, tuple(tokens), tuple(found))


def annotated_article(
    text: Sequence[dict[str, list[str] | str]], title: Sequence[dict[str, list[str] | str]] = ()
) -> AnnotatedArticle:
    """An article from sentences {"text", "rows", "entities"}, one space between them."""
    fields: dict[Field, tuple[tuple[Sentence, ...], str]] = {}
    for name, parts in ((Field.TEXT, text), (Field.TITLE, title)):
        sentences: list[Sentence] = []
        written = ""
        for part in parts:
            written += " " if written else ""
            sentences.append(
                annotated_sentence(str(part["text"]), list(part["rows"]), list(part.get("entities", ())), len(written))
            )
            written += str(part["text"])
        fields[name] = (tuple(sentences), written)
    article = Article(id="invented", text=fields[Field.TEXT][1], title=fields[Field.TITLE][1])
    return AnnotatedArticle(article, fields[Field.TITLE][0], fields[Field.TEXT][0])
