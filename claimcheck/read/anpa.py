"""Marked wire copy as teleprinter lines carried it: ANPA-1312 of the American agencies and IPTC 7901 of the others.

Both frame a story in control characters: SOH opens the header, STX the text, ETX closes it, EOT the transmission; a
file may hold several. ANPA marks lines ("^" a line of its own, tab a paragraph, BS a table row, "<" and "=" its end);
IPTC 7901 parts paragraphs by blank lines and ends the headline with "=". Characters are kept as they were sent (AP
writes "_" for a dash and "{" for a half), only controls go. The date of an ANPA header has no year; the time comes
from the line after the text, which has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from claimcheck.model import Article, BlockKind, Item, ItemClass, ReadError
from claimcheck.read.anpa_text import Copy, copy_of_7901, copy_of_anpa, signed_off
from claimcheck.read.article import complete
from claimcheck.read.document import Document
from claimcheck.read.signals import urgency_of

_SOH, _STX, _ETX, _EOT = b"\x01", b"\x02", b"\x03", b"\x04"
_LEADING = b"\x16\x00\x7f \r\n\t"
_HEADER = 4_096  # bytes; the longest header has some 300
_MOST_STORIES = 20_000
_ANPA_FIRST = re.compile(r"(?P<service>[a-z])(?P<number>\d{3,5})\x1f(?P<selector>[^\s]*)", re.IGNORECASE)
_ANPA_SECOND = re.compile(
    r"(?P<priority>[a-z])[ -]?(?P<category>[a-z])?[ ]?(?P<format>[\x11-\x14 ]{1,3})\s*"
    r"(?P<keyword>[^\n]*?)\s+(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:\s+(?P<words>\d{0,5}))?\s*$",
    re.IGNORECASE,
)
_IPTC_FIRST = re.compile(
    r"(?P<source>[a-z]{2,4})\s?(?P<number>\d{3,5})\s(?P<priority>\d)\s(?P<category>[a-z]{1,4})\s+(?P<words>\d{1,5})"
    r"(?:\s+(?P<agency>[A-Za-z][\w-]*))?",
    re.IGNORECASE,
)
_ANPA_TIME = re.compile(
    r"\b(?P<agency>[A-Z]{2,8})-[A-Z]{2,3}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>\d\d):?(?P<minute>\d\d)"
    r"\s?(?P<zone>[A-Z]{2,4})"
)
_IPTC_TIME = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s(?P<zone>[A-Z]{2,4})\s(?P<month>[A-Za-z]{3})[a-z]*\.?\s(?P<year>\d{4}|\d\d)"
)
_ZONES = {"GMT": "Z", "UTC": "Z", "Z": "Z", "EST": "-05:00", "EDT": "-04:00", "CET": "+01:00", "CEST": "+02:00"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LAST_OF_CENTURY = 68  # two-digit years up to it are of this century, as POSIX reads them
_PROSE = 120  # code points; a tabular story without a longer paragraph is a table of results


def looks_like_anpa(document: Document, sample: str) -> bool:
    """True for a document that opens with SOH, sync characters before it passed over, and has an STX soon after."""
    head = document.data[:_HEADER].lstrip(_LEADING)
    return head.startswith(_SOH) and _STX in head


def read_anpa(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The stories of a file of marked copy. One without STX or without an end is named with its byte, the others are
    read."""
    at = document.data.find(_SOH)
    if at < 0:
        raise ReadError(document.path, "breaks ANPA 1312: no SOH before a header", "byte 0")
    for _ in range(_MOST_STORIES):
        after = document.data.find(_SOH, at + 1)
        story = document.data[at : after if after >= 0 else len(document.data)]
        try:
            yield _article(story, document.path, at)
        except ReadError as error:
            report(error)
        if after < 0:
            return
        at = after
    report(
        ReadError(document.path, f"more than {_MOST_STORIES} stories in one file; the rest is not read", f"byte {at}")
    )


@dataclass(frozen=True, slots=True)
class _Header:
    """What a header says; ``number`` with its service, ``tabular`` where the text is set as a table."""

    number: str = ""
    urgency: int | None = None
    category: str = ""
    slug: str = ""
    agency: str = ""
    tabular: bool = False
    is_7901: bool = False


def _article(story: bytes, path: str, at: int) -> Article:
    stx = story.find(_STX)
    if stx < 0:
        raise ReadError(path, "breaks ANPA 1312: a header without STX and text", f"byte {at}")
    etx = story.find(_ETX, stx)
    eot = story.find(_EOT, stx)
    end = etx if etx >= 0 else eot
    if end < 0:
        raise ReadError(path, "breaks ANPA 1312: a text without ETX, cut off", f"byte {at + len(story)}")
    header = _header(_decoded(story[1:stx]))
    trailer = _decoded(story[end + 1 : end + 400])
    text, signed = signed_off(_decoded(story[stx + 1 : end]))
    copy = copy_of_7901(text) if header.is_7901 else copy_of_anpa(text)
    time, agency = _time(trailer) if _time(trailer)[0] else _time(signed)
    return _completed(copy, header, time, agency or header.agency, path)


def _completed(copy: Copy, header: _Header, time: str, agency: str, path: str) -> Article:
    number = " ".join(part for part in (agency, header.number, time[:10]) if part)
    item = Item(
        item_class=_class_of(copy, header),
        provider=agency,
        provider_id=number if header.number and time else "",  # numbers begin again every day
        version_created=time,
        editor_note=copy.note,
        urgency=header.urgency,
        slug=copy.slug or header.slug,
        byline=copy.byline,
    )
    article = Article(
        id="", text=copy.body.text, title=copy.headline, path=path, reader="anpa", blocks=copy.body.blocks
    )
    return complete(replace(article, item=item))


def _class_of(copy: Copy, header: _Header) -> ItemClass:
    if header.category == "v":
        return ItemClass.ADVISORY
    blocks = copy.body.blocks
    has_table = any(block.kind is BlockKind.TABLE for block in blocks)
    has_prose = any(block.kind is BlockKind.PARAGRAPH and block.end - block.start > _PROSE for block in blocks)
    return ItemClass.DATA if header.tabular and has_table and not has_prose else ItemClass.TEXT


def _header(text: str) -> _Header:
    """Reads a header of either standard; what neither knows is left empty, for agencies agree on their own."""
    lines = [line.strip(" \r\x16\x7f") for line in text.split("\n")]
    iptc = _IPTC_FIRST.match(lines[0])
    if iptc and "\x1f" not in lines[0]:
        keywords = " ".join(line for line in lines[1:] if line)
        return _Header(
            number=f"{iptc['source']}{iptc['number']}",
            urgency=urgency_of(iptc["priority"]),
            category=iptc["category"].lower(),
            slug=_printable(keywords),
            agency=iptc["agency"] or "",
            is_7901=True,
        )
    first = _ANPA_FIRST.match(lines[0])
    second = next((found for line in lines[1:3] if (found := _ANPA_SECOND.match(line))), None)
    return _Header(
        number=f"{first['service']}{first['number']}" if first else "",
        urgency=urgency_of(second["priority"]) if second else None,
        category=(second["category"] or "").lower() if second else "",
        slug=_printable(second["keyword"]) if second else _printable(" ".join(lines[1:])),
        tabular=second is not None and "\x12" in second["format"],
        is_7901=first is None and second is None,
    )


def _time(trailer: str) -> tuple[str, str]:
    """(time, agency) of "AP-WF-02-20-16 0337GMT" or "212101 GMT Nov 18", the time as ISO 8601; "" where there is none
    or it is no time."""
    found = _ANPA_TIME.search(trailer)
    agency = found["agency"] if found else ""
    month = int(found["month"]) if found else 0
    if found is None:
        found = _IPTC_TIME.search(trailer)
        if found is None or found["month"].lower() not in _MONTHS:
            return "", ""
        month = _MONTHS.index(found["month"].lower()) + 1
    year = int(found["year"])
    if year < 100:
        year += 2000 if year <= _LAST_OF_CENTURY else 1900
    day, hour, minute = int(found["day"]), int(found["hour"]), int(found["minute"])
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60):
        return "", agency
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}{_ZONES.get(found['zone'], '')}", agency


def _decoded(data: bytes) -> str:
    """The text of a part: UTF-8 where its bytes are valid, else Windows-1252 with the bytes it lacks as they are; seven
    bits, as the standards have it, are both."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "".join(_byte(value) for value in data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _byte(value: int) -> str:
    try:
        return bytes((value,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(value)


def _printable(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
