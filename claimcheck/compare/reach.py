"""How far into an article is read."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.model import Article

READ_LIMIT = 60_000
"""Characters of an article that are read: fifteen times a long news story; the rest is named as not compared."""


def readable(article: Article) -> Article:
    """The article, cut at a word where it is longer than what is read of one. Offsets stay true."""
    if len(article.text) <= READ_LIMIT:
        return article
    cut = article.text.rfind(" ", 0, READ_LIMIT)
    return replace(article, text=article.text[: cut if cut > READ_LIMIT // 2 else READ_LIMIT])
