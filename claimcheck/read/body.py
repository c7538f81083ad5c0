"""Puts an article's text together from its parts, and marks what each part is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from claimcheck.model import Block, BlockKind

PARAGRAPH_BREAK = "\n\n"
CELL_BREAK = "\t"

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u202f]+")
_LINE_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u2007\u202f]+")


def one_line(text: str) -> str:
    """The text with every run of white space as one blank, none at its ends."""
    return _SPACE.sub(" ", text).strip(" ")


def lines_kept(text: str) -> str:
    """As one_line, but line breaks (of verse, addresses) stay."""
    return "\n".join(line for part in text.split("\n") if (line := _LINE_SPACE.sub(" ", part).strip(" ")))


@dataclass(frozen=True, slots=True)
class Body:
    """A text, and its blocks in order; ``text[block.start:block.end]`` are a block's words."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class BodyBuilder:
    """Collects the parts of a text in their order. Parts without words are passed over; a blank line parts the rest."""

    _parts: list[tuple[BlockKind, str]] = field(default_factory=list)

    def add(self, kind: BlockKind, text: str) -> None:
        """A part; its white space is put in order, its line breaks stay."""
        cleaned = lines_kept(text)
        if cleaned:
            self._parts.append((kind, cleaned))

    def paragraph(self, text: str) -> None:
        """A plain paragraph of the story."""
        self.add(BlockKind.PARAGRAPH, text)

    def table(self, rows: Iterable[Iterable[str]]) -> None:
        """A table, one line a row and a tab between cells."""
        lines = [CELL_BREAK.join(one_line(cell) for cell in row) for row in rows]
        kept = "\n".join(line for line in lines if line.strip())
        if kept:
            self._parts.append((BlockKind.TABLE, kept))

    def build(self) -> Body:
        """The text so far. Its first block is never empty; an empty body has neither text nor blocks."""
        texts: list[str] = []
        blocks: list[Block] = []
        at = 0
        for kind, text in self._parts:
            texts.append(text)
            blocks.append(Block(kind, at, at + len(text)))
            at += len(text) + len(PARAGRAPH_BREAK)
        return Body(PARAGRAPH_BREAK.join(texts), tuple(blocks))


def plain_body(text: str) -> Body:
    """The body of text whose paragraphs are parted by blank lines; a line that is wrapped stays one paragraph."""
    builder = BodyBuilder()
    for part in re.split(r"\n[ \t\r\u00a0]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        builder.paragraph(one_line(part))
    return builder.build()
