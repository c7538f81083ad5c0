"""Builds an Article from what a reader found: id, publication time, language, and the reason to set it aside."""

from __future__ import annotations

from claimcheck.compare.moments import parse_published
from claimcheck.model import NO_ITEM, Article, Block, Item, ItemClass, content_id
from claimcheck.read.language import language_of


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
    language: str = "",
    blocks: tuple[Block, ...] = (),
    item: Item = NO_ITEM,
    skipped: str | None = None,
) -> Article:
    """An article with everything the reading stage knows of it.

    ``given_id`` is kept verbatim; an empty one gives way to the provider's id of the item, and that to a hash of the
    content. ``published`` falls back on the time of the item's version, then on its first. ``language`` is what the
    item says of itself ("en-GB"). An article in another language than English, an item that is no text story, and one
    without words are returned with ``skipped`` set, never dropped.
    """
    when = published or item.version_created or item.first_created
    found = language_of(f"{title}\n{text}", language)
    return Article(
        id=given_id or item.provider_id or content_id("article", source, when, url, title, text),
        text=text,
        title=title,
        source=source or item.provider,
        published=when,
        url=url,
        path=path,
        language=found,
        skipped=skipped or _reason_to_skip(item, text, found),
        published_at=parse_published(when),
        reader=reader,
        blocks=blocks,
        item=item,
    )


def _reason_to_skip(item: Item, text: str, language: str) -> str | None:
    if item.item_class is not ItemClass.TEXT:
        return f"{item.item_class.value}: not a text story"
    if not text.strip():
        return "no text"
    if language != "en":
        return f"language: {'not English' if language == 'und' else language}"
    return None
