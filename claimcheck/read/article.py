"""Builds an Article from what a reader found: id, publication time, language, and the reason to set it aside."""

from __future__ import annotations

from claimcheck.compare.moments import parse_published
from claimcheck.model import Article, content_id
from claimcheck.read.language import detect_language


def build_article(
    *,
    text: str,
    path: str,
    reader: str,
    given_id: str = "",
    title: str = "",
    source: str = "",
    published: str = "",
    url: str = "",
) -> Article:
    """An article with everything the reading stage knows of it.

    ``given_id`` is kept verbatim; an empty one gives way to a hash of the content. An article in another language than
    English is returned with ``skipped`` set, never dropped.
    """
    language = detect_language(f"{title}\n{text}")
    return Article(
        id=given_id or content_id("article", source, published, url, title, text),
        text=text,
        title=title,
        source=source,
        published=published,
        url=url,
        path=path,
        language=language,
        skipped=None if language == "en" else f"language: {'not English' if language == 'und' else language}",
        published_at=parse_published(published),
        reader=reader,
    )
