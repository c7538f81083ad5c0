"""UTF-8 that was read as Windows-1252 on its way to the desk ("cafÃ©", "donâ€™t"), put right where that is certain.

ftfy (extra ``wire``) tells what is certain: it repairs a passage only where what comes out is text and what stood
there is none that anybody writes. Without it the text stays as it is. Every line is judged by itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.model import Article, Block

if TYPE_CHECKING:
    from collections.abc import Callable

# The first byte of a UTF-8 sequence and its second as Windows-1252 or Latin-1 show them.
_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_LINE = re.compile(r"[^\n]+")
_EXACT = frozenset({"json", "jsonl"})  # formats whose text is kept as given
_CERTAIN = frozenset({"sloppy-windows-1252", "latin-1"})


def without_mojibake(article: Article) -> Article:
    """The article with title and text repaired, its blocks moved along; the same article where nothing is certain."""
    if article.reader in _EXACT or not (_SUSPECT.search(article.text) or _SUSPECT.search(article.title)):
        return article
    repair = _repairer()
    if repair is None:
        return article
    edges = sorted({edge for block in article.blocks for edge in (block.start, block.end)})
    text, moved = _repaired(article.text, edges, repair)
    blocks = tuple(Block(block.kind, moved[block.start], moved[block.end]) for block in article.blocks)
    title, _ = _repaired(article.title, [], repair)
    return replace(article, title=title, text=text, blocks=blocks)


def _repaired(text: str, edges: list[int], repair: Callable[[str], str]) -> tuple[str, dict[int, int]]:
    """The text with each line put right, lines ending at the edges too; and where the edges have gone."""
    parts: list[str] = []
    moved: dict[int, int] = {}
    length = 0
    cuts = [0, *edges, len(text)]
    for start, end in zip(cuts, cuts[1:], strict=False):
        moved[start] = length
        piece = _LINE.sub(lambda match: _repaired_line(match.group(), repair), text[start:end])
        parts.append(piece)
        length += len(piece)
    moved[len(text)] = length
    return "".join(parts), moved


def _repaired_line(line: str, repair: Callable[[str], str]) -> str:
    return repair(line) if _SUSPECT.search(line) else line


@lru_cache(maxsize=1)
def _repairer() -> Callable[[str], str] | None:
    try:
        import ftfy
    except ImportError:
        return None
    config = ftfy.TextFixerConfig(
        unescape_html=False, restore_byte_a0=False, replace_lossy_sequences=False, fix_c1_controls=False
    )

    def repair(line: str) -> str:
        found = ftfy.fix_encoding_and_explain(line, config)
        encodings = {step.parameter for step in found.explanation or [] if step.action == "encode"}
        return found.text if encodings <= _CERTAIN else line

    return repair
