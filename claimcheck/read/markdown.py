"""Markdown: front matter, the first heading as headline, and the words of the rest without their marks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from claimcheck.model import Article, ReadError
from claimcheck.read.article import complete
from claimcheck.read.document import Document, decode
from claimcheck.read.plain_text import with_newlines

if TYPE_CHECKING:
    from markdown_it.token import Token

_SUFFIXES = {".md", ".markdown", ".mdown", ".mkd"}
_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"^([A-Za-z][\w -]*):[ \t]*(.*)$")
_HEADING = re.compile(r"^#{1,2} +\S", re.MULTILINE)
_MARK = re.compile(r"[\[\]*_`<&!\\|>#\n]")
_MOST_MARKS = 200_000  # the parser takes some 25 microseconds for each; a book has fewer
_LINK = re.compile(r"\[[^\]\n]+\]\(\S+?\)")
# Names that site generators give the four fields; the first one found counts.
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "source": ("source", "publisher", "site", "outlet"),
    "published": ("published", "date", "published_at", "pubdate", "datepublished"),
    "url": ("url", "link", "canonical", "permalink"),
}


def looks_like_markdown(document: Document, sample: str) -> bool:
    """True for a document named .md, or with front matter, or with a heading at its start and links in its text."""
    if document.suffix in _SUFFIXES:
        return True
    front = _FRONT.match(sample)
    if front and any(_PAIR.match(line) for line in front.group(2).split("\n")):
        return True
    return _HEADING.match(sample.lstrip()) is not None and (
        _LINK.search(sample) is not None or document.suffix not in {".txt", ".text"}
    )


def read_markdown(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The one article of a Markdown file. Links become their words, images and raw HTML go, quotation blocks and list
    items stay as paragraphs; paragraphs are parted by a blank line."""
    content = with_newlines(decode(document))
    try:
        fields, body = split_front_matter(content)
    except ValueError as error:
        report(ReadError(document.path, f"broken front matter: {error}", "1"))
        return
    if sum(1 for _ in _MARK.finditer(body)) > _MOST_MARKS:
        raise ReadError(document.path, f"more than {_MOST_MARKS:,} marks and lines: no article")
    headline, text = _to_text(body)
    if not text:
        report(
            ReadError(document.path, "no text below the front matter and headline" if content.strip() else "empty file")
        )
        return
    title = fields.get("title") or headline
    if headline and title != headline:
        text = f"{headline}\n\n{text}"
    yield complete(
        Article(
            text=text,
            title=title,
            path=document.path,
            reader="markdown",
            id=fields.get("id", ""),
            source=fields.get("source", ""),
            published=fields.get("published", ""),
            url=fields.get("url", ""),
        )
    )


def split_front_matter(content: str) -> tuple[dict[str, str], str]:
    """The five fields that front matter gives, and the content below it. Raises ValueError for broken TOML."""
    match = _FRONT.match(content)
    if match is None:
        return {}, content
    pairs = _toml_pairs(match.group(2)) if match.group(1) == "+++" else _yaml_pairs(match.group(2))
    if not pairs:
        return {}, content
    found: dict[str, str] = {}
    for field, names in _NAMES.items():
        for name in names:
            if pairs.get(name):
                found[field] = pairs[name]
                break
    return found, content[match.end() :]


def _yaml_pairs(block: str) -> dict[str, str]:
    """The scalar ``key: value`` lines of a block; nested values are of no use here and are passed over."""
    pairs: dict[str, str] = {}
    for line in block.split("\n"):
        match = _PAIR.match(line)
        if match:
            value = match.group(2).strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
            else:
                value = re.sub(r"\s+#.*$", "", value)
            pairs.setdefault(match.group(1).strip().lower(), value)
    return pairs


def _toml_pairs(block: str) -> dict[str, str]:
    return {
        key.lower(): value if isinstance(value, str) else str(value)
        for key, value in tomllib.loads(block).items()
        if not isinstance(value, dict | list)
    }


def _to_text(body: str) -> tuple[str, str]:
    """(first heading if it opens the body, the other blocks as paragraphs)."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    blocks = list(_blocks(tokens))
    headline = ""
    if blocks and blocks[0][0] in {"h1", "h2"}:
        headline = blocks[0][1]
        blocks = blocks[1:]
    return headline, "\n\n".join(text for _, text in blocks)


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    opened = ""
    for token in tokens:
        if token.type == "heading_open":
            opened = token.tag
        elif token.type.endswith("_close"):
            opened = ""
        elif token.type == "inline":
            text = _inline(token.children or []).strip()
            if text:
                yield opened or "p", text
        elif token.type in {"code_block", "fence"} and token.content.strip():
            yield "p", token.content.strip("\n")


def _inline(children: Sequence[Token]) -> str:
    """The words of a paragraph: soft line ends become blanks, images and tags nothing."""
    parts: list[str] = []
    for child in children:
        if child.type in {"text", "code_inline", "text_special"}:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
    return "".join(parts)
