"""Annotates a text that is marked in parts: tables are no sentences, and no sentence runs into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.model import Block, BlockKind, Entity, Sentence, Token
from claimcheck.text.annotator import Annotator


def annotate_parts(text: str, blocks: Sequence[Block], annotator: Annotator) -> tuple[Sentence, ...]:
    """The sentences of a text, those of its tables left out; offsets count into the whole text."""
    tables = [block for block in blocks if block.kind is BlockKind.TABLE and block.start < len(text)]
    if not tables:
        return annotator.annotate(text)
    out: list[Sentence] = []
    at = 0
    for table in [*tables, Block(BlockKind.TABLE, len(text), len(text))]:
        part = text[at : table.start]
        if part.strip():
            out += (_shifted(sentence, at) for sentence in annotator.annotate(part))
        at = table.end
    return tuple(out)


def _shifted(sentence: Sentence, by: int) -> Sentence:
    if not by:
        return sentence
    tokens: tuple[Token, ...] = tuple(replace(t, start=t.start + by, end=t.end + by) for t in sentence.tokens)
    entities: tuple[Entity, ...] = tuple(replace(e, start=e.start + by, end=e.end + by) for e in sentence.entities)
    return replace(sentence, start=sentence.start + by, end=sentence.end + by, tokens=tokens, entities=entities)
