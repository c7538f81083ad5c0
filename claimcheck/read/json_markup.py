"""Markup in the strings of JSON: which strings hold some, and its words under limits."""

from __future__ import annotations

import re

from claimcheck.model import ReadError
from claimcheck.read.body import Body
from claimcheck.read.markup import body_of_html

_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|section|article|body|span|strong|em|a|b|i)\b[^<>]{0,2000}>", re.IGNORECASE
)
_MOST_TAGS = 200_000  # some 300 bytes of memory each; the longest reports have a few thousand


def has_markup(text: str) -> bool:
    """True for a string with a tag of HTML in it, or with more "<" than any plain text; a lone one is none."""
    return text.count("<") > _MOST_TAGS or _MARKUP.search(text) is not None


def body_of_markup(markup: str, path: str, place: str = "") -> Body:
    """The body of a fragment of HTML, as ``body_of_html``. Raises ReadError for one of more tags than any story has."""
    count = markup.count("<")
    if count > _MOST_TAGS:
        raise ReadError(path, f"broken HTML: {count:,} tags", place)
    return body_of_html(markup, path, place)
