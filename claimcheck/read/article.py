"""Completes an Article from what a reader found: id, publication time, language, and the reason to set it aside."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.compare.moments import parse_published
from claimcheck.model import Article, Item, ItemClass, Signal, content_id
from claimcheck.read.corrections import corrections_in
from claimcheck.read.dateline import find_dateline
from claimcheck.read.language import language_of
from claimcheck.read.mojibake import without_mojibake
from claimcheck.read.signals import signals_of, slug_family, update_number

_ENDS = 2_000  # code points at either end of a text where notes on versions and corrections stand
_PARAGRAPHS = 3


def complete(article: Article) -> Article:
    """The article with everything the reading stage knows of it.

    A reader gives what the input says: ``id`` (kept verbatim; "" gives way to the provider's id of the item, and that
    to a hash of the content), ``published`` ("" gives way to the time of the item's version, then to its first), and
    ``language`` as declared ("en-GB", "" where it is not). An article in another language than English, an item that
    is no text story, and one without words come back with ``skipped`` set, never dropped. What the item says of its
    dateline, version and corrections in its slug, headline, note and text is added to what its fields say.
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
        item=_with_marks(article),
    )


def _with_marks(article: Article) -> Item:
    """The item with the dateline, the signals, the family and the corrections that its words show. Signals that fields
    gave stand first."""
    item = article.item
    first, last = _ends(article.text)
    corrections = dict.fromkeys(item.corrections)
    for part in (item.editor_note, first, last):
        corrections |= dict.fromkeys(corrections_in(part))
    found = signals_of(article.title, item.slug, item.editor_note, article.text[:_ENDS])
    if corrections:
        found = (*found, Signal.CORRECTION)
    family = slug_family(item.slug) if re.search(r"\w\W+\w", item.slug) else slug_family(article.title)
    return replace(
        item,
        dateline=item.dateline or find_dateline(article.text[:_ENDS]),
        signals=tuple(dict.fromkeys((*item.signals, *found))),
        corrections=tuple(corrections),
        family=item.family or family,
        update=item.update if item.update is not None else update_number(article.title, item.slug),
    )


def _ends(text: str) -> tuple[str, str]:
    """The first and the last paragraphs of a text, each once, as far as notes on a story reach."""
    paragraphs = [part for part in re.split(r"\n\s*", text[:_ENDS]) if part]
    first = "\n".join(paragraphs[:_PARAGRAPHS])
    if len(text) <= _ENDS:
        return first, "\n".join(paragraphs[_PARAGRAPHS:][-_PARAGRAPHS:])
    return first, "\n".join([part for part in re.split(r"\n\s*", text[-_ENDS:]) if part][-_PARAGRAPHS:])


def _reason_to_skip(article: Article, language: str) -> str | None:
    if article.item.item_class is not ItemClass.TEXT:
        return f"{article.item.item_class.value}: not a text story"
    if not article.text.strip():
        return "no text"
    if language != "en":
        return f"language: {'not English' if language == 'und' else language}"
    return None
