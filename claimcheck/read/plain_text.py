"""Plain text: the first line is the headline when it looks like one, the rest is the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.model import Article, ReadError
from claimcheck.read.article import complete
from claimcheck.read.document import Document, decode

_LONGEST_HEADLINE = 200  # code points; the longest printed headlines have about 150
_MOST_WORDS = 30
_PARAGRAPH = 100  # a line longer than this is a paragraph, not a line of wrapped text
_NO_HEADLINE = re.compile(r"[.,;:…]['\"”’)]*$|^(?:By|BY)\s+[A-Z]|^(?:https?://|[-*•>|])|^[a-z]+:|\s[—–-]{1,2}\s*$")


def looks_like_text(document: Document, sample: str) -> bool:
    """Anything that decoded is text."""
    return True


def read_text(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The one article of a text file. Line ends become newlines; blank lines around the text are dropped."""
    content = with_newlines(decode(document))
    if not content.strip():
        report(ReadError(document.path, "empty file" if not document.data else "nothing but white space"))
        return
    title, text = split_headline(content)
    yield complete(Article(id="", text=text, title=title, path=document.path, reader="text"))


def with_newlines(content: str) -> str:
    """The content with every line end written as a newline."""
    return content.replace("\r\n", "\n").replace("\r", "\n")


def split_headline(content: str) -> tuple[str, str]:
    """(headline, text). The headline is "" unless the first line is short, ends in no full stop, and a body follows:
    after a blank line, or at once where that body is written one paragraph a line (in wrapped text the first line is
    as likely the first line of a sentence)."""
    stripped = content.strip("\n \t\ufeff\u00a0")
    first, _, rest = stripped.partition("\n")
    first = first.strip()
    body = rest.strip("\n \t\u00a0")
    if not body or len(first) > _LONGEST_HEADLINE or len(first.split()) > _MOST_WORDS or _NO_HEADLINE.search(first):
        return "", stripped
    blank_follows = not rest.split("\n", 1)[0].strip()
    longest = max(len(line) for line in body.split("\n"))
    second_is_sentence = not body[0].islower()
    if second_is_sentence and (blank_follows or longest > _PARAGRAPH) and len(body) > len(first):
        return first, body
    return "", stripped
