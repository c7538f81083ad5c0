"""Completes an Article from what a reader found: id, publication time, language, and the reason to set it aside."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.compare.moments import parse_published
from claimcheck.model import Article, ItemClass, content_id
from claimcheck.read.language import language_of
from claimcheck.read.mojibake import without_mojibake


def complete(article: Article) -> Article:
    """The article with everything the reading stage knows of it.

    A reader gives what the input says: ``id`` (kept verbatim; "" gives way to the provider's id of the item, and that
    to a hash of the content), ``published`` ("" gives way to the time of the item's version, then to its first), and
    ``language`` as declared ("en-GB", "" where it is not). An article in another language than English, an item that
    is no text story, and one without words come back with ``skipped`` set, never dropped.
    """
    article = without_mojibake(article)
    item = article.item
    published = article.published or item.version_created or item.first_created
    source = article.source or item.provider
    language = language_of(f"{article.title}\n{article.text}", article.language)
    hashed = content_id("article", source, published, article.url, article.title, article.text)
    return replace(
        article,
        id=article.id or item.provider_id or hashed,
        source=source,
        published=published,
        language=language,
        skipped=article.skipped or _reason_to_skip(article, language),
        published_at=parse_published(published),
    )


def _reason_to_skip(article: Article, language: str) -> str | None:
    if article.item.item_class is not ItemClass.TEXT:
        return f"{article.item.item_class.value}: not a text story"
    if not article.text.strip():
        return "no text"
    if language != "en":
        return f"language: {'not English' if language == 'und' else language}"
    return None
