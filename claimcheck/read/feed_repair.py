"""Feeds that are no well-formed XML, as feedparser understands them.

It is given the text in memory, never an address, and only after the feed was found to need no entities. Its own
cleaning of markup is off: what it gives is reduced to words here as all markup is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from claimcheck.model import ReadError
from claimcheck.read.body import one_line
from claimcheck.read.feed import Entry, Feed, body_of_words, join_authors, without_footer
from claimcheck.read.page_json import plain

_ENTRY_END = re.compile(r"</(?:\w{1,30}:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_LARGEST = 5_000_000  # code points; feedparser reads a megabyte a second


def entries_of_broken_feed(path: str, text: str, standard: str) -> tuple[Feed, list[Entry]]:
    """The feed's description and its entries; one that is cut off is left out.

    Raises ImportError where feedparser is not installed, and ReadError for feeds too large for it.
    """
    import feedparser

    if declared := _ENTITY.search(text):  # where no XML parser would look for one, feedparser may
        line = str(text.count("\n", 0, declared.start()) + 1)
        raise ReadError(path, f"{standard} that needs entities is not read: declares one", line)
    if len(text) > _LARGEST:
        raise ReadError(path, f"broken {standard} of more than {_LARGEST:,} characters is not read")
    headers = {"content-type": "application/xml; charset=utf-8"}
    stream = io.BytesIO(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text).encode("utf-8", "replace"))
    try:
        parsed = feedparser.parse(stream, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
        channel = parsed.feed
        feed = Feed(
            standard,
            title=_text(channel, "title"),
            link=_text(channel, "link"),
            language=_text(channel, "language"),
            rights=_text(channel, "rights"),
        )
        whole = len(_ENTRY_END.findall(text))
        return feed, [_entry(path, found) for found in parsed.entries[:whole]]
    except ReadError:
        raise
    except Exception as error:  # feedparser's heuristics raise what they will on garbage; the feed is at fault
        raise ReadError(path, f"broken {standard}: {type(error).__name__} while it was repaired", "1") from None


def _text(found: object, key: str) -> str:
    value = found.get(key) if isinstance(found, dict) else None
    return plain(one_line(value)) if isinstance(value, str) else ""


def _entry(path: str, found: object) -> Entry:
    if not isinstance(found, dict):
        return Entry()
    contents = found.get("content")
    bodies = [part.get("value") for part in contents if isinstance(part, dict)] if isinstance(contents, list) else []
    bodies.append(found.get("summary"))
    words = next((body for body in bodies if isinstance(body, str) and body.strip()), "")
    return Entry(
        title=_text(found, "title"),
        body=without_footer(body_of_words(path, "", words)),
        id=_text(found, "id"),
        link=_text(found, "link"),
        published=_text(found, "published"),
        updated=_text(found, "updated") if "updated" in found.keys() else "",  # noqa: SIM118  get() falls back
        author=join_authors(_names(found.get("authors"))),
        rights=_text(found, "rights"),
    )


def _names(authors: object) -> Iterable[str]:
    for author in authors if isinstance(authors, list) else []:
        yield _text(author, "name")
