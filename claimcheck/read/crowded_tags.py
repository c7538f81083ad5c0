"""Start tags with more attributes than a page has, which take HTML parsers a time that grows with their square."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A tag as parsers of HTML see it: quotes count after "=" alone, "<" is a character like others.
_TAG = re.compile(r"""<[A-Za-z](?:=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>])*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_SEPARATOR = re.compile(r"[\s/=]+")
_CODE = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)
_LONG = 3_000  # code points; shorter tags hold too few attributes to matter
_MOST = 1_000  # attributes of one tag; some milliseconds


def crowded_tag(markup: str) -> int | None:
    """Where a tag with more than a thousand attributes starts; None where every tag is an ordinary one. A long picture
    or drawing inside an attribute is one attribute; scripts and styles hold no tags."""
    if len(markup) < _LONG:
        return None
    for start, end in _outside_code(markup):
        for match in _TAG.finditer(markup, start, end):
            if match.end() - match.start() >= _LONG:
                bare = _QUOTED.sub("= ", match.group())
                if sum(1 for _ in _SEPARATOR.finditer(bare)) > _MOST:
                    return match.start()
    return None


def _outside_code(markup: str) -> Iterator[tuple[int, int]]:
    """The stretches of a page that are no script or style sheet, the tags that open those included."""
    at = 0
    inside = False
    for match in _CODE.finditer(markup):
        closes = bool(match.group(1))
        if inside and closes:
            at, inside = match.start(), False
        elif not inside and not closes:
            end = markup.find(">", match.end())
            yield at, len(markup) if end < 0 else end
            inside = True
    if not inside:
        yield at, len(markup)
