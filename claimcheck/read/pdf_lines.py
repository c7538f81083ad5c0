"""Puts the pieces that a PDF draws together: to lines, without running heads and page numbers, and to paragraphs.

A PDF knows where letters stand, not what a paragraph is. A larger gap, an indent, another size of type, or a sentence
that ends well before the margin parts two paragraphs; a word that was divided at a line's end is joined as the rest of
the document writes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from claimcheck.model import BlockKind
from claimcheck.read.body import Body, BodyBuilder, one_line
from claimcheck.read.dateline import find_dateline
from claimcheck.read.plain_text import split_headline

_LARGER = 1.12  # times the size of the text: a heading
_HEADLINE = 1.25  # times the size of the text: the largest line near the top of the first page is the headline
_GAP = 1.35  # times the usual distance of lines: a new paragraph
_SHORT = 0.8  # of the usual length of lines: one that ends a sentence there ends its paragraph
_LONGEST_HEADING = 160
_TOP_LINES = 14
_PAGE_HEAD = 120  # code points above a headline that belong to the page and not to the story
_EDGE_LINES = 2  # at the top and bottom of a page where running heads stand
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|seite|p\.)\s?)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:/|of|von)\s?\d{1,4})?$", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:By|BY|Von|Par|Por)\s[A-ZÀ-Þ][^\n.:;]{2,100}$")
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_BULLET = re.compile(r"[•▪◦●■–*-]\s+\S|\(?\d{1,2}[.)]\s+\S")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as drawn, where they begin, and the size of their type, in points; y upwards."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Set:
    """A story as it was set: its headline, its byline ("" where none was found) and its body."""

    headline: str
    byline: str
    body: Body


@dataclass(slots=True, eq=False)
class _Paragraph:
    lines: list[str] = field(default_factory=list)
    size: float = 0.0


def set_pages(pages: list[list[Piece]], title: str) -> Set:
    """The story of a document's pages; ``title`` is what its metadata call it, "" where that says nothing."""
    lines = _without_running_heads([_lines(page) for page in pages])
    size = _usual_size(lines)
    known = _words(lines)
    paragraphs = list(_paragraphs(lines, size))
    headline = _take_headline(paragraphs, title, size, known)
    byline = _take_byline(paragraphs)
    builder = BodyBuilder()
    for paragraph in paragraphs:
        text = _joined(paragraph.lines, known)
        is_heading = paragraph.size > size * _LARGER and len(text) <= _LONGEST_HEADING
        kind = BlockKind.HEADING if is_heading else BlockKind.LIST if _BULLET.match(text) else BlockKind.PARAGRAPH
        builder.add(kind, text)
    body = builder.build()
    if not headline:
        headline = split_headline(body.text)[0]
        if headline and paragraphs and one_line(_joined(paragraphs[0].lines, known)) == one_line(headline):
            rest = BodyBuilder()
            for block in body.blocks[1:]:
                rest.add(block.kind, body.text[block.start : block.end])
            body = rest.build()
        else:
            headline = ""
    return Set(one_line(headline), byline, body)


def _lines(page: list[Piece]) -> list[Piece]:
    """The lines of a page in the order they are drawn, each with the place and the largest type of its words."""
    lines: list[Piece] = []
    words: list[str] = []
    place: Piece | None = None

    def flush() -> None:
        nonlocal place
        text = one_line(_CONTROLS.sub("", "".join(words)).translate(_LIGATURES))
        if text and place is not None:
            lines.append(Piece(text, place.x, place.y, place.size))
        words.clear()
        place = None

    for piece in page:
        for index, part in enumerate(piece.text.split("\n")):
            if index:
                flush()
            if part.strip():
                if place is None or piece.size > place.size:
                    place = Piece("", place.x if place else piece.x, piece.y, piece.size)
            words.append(part)
    flush()
    return lines


def _without_running_heads(pages: list[list[Piece]]) -> list[list[Piece]]:
    """The pages without page numbers and without lines that stand at the edge of most of them."""

    def pattern(line: Piece) -> tuple[str, float]:
        return re.sub(r"\d+", "0", line.text), line.size  # set larger, the first is the headline

    edges = [
        {*range(min(_EDGE_LINES, len(page))), *range(max(0, len(page) - _EDGE_LINES), len(page))} for page in pages
    ]
    counts = Counter(key for page, edge in zip(pages, edges, strict=True) for key in {pattern(page[at]) for at in edge})
    running = {key for key, count in counts.items() if count >= 3 and count * 2 > len(pages)}
    return [
        [
            line
            for at, line in enumerate(page)
            if at not in edge or not (pattern(line) in running or _PAGE_NUMBER.match(line.text))
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _usual_size(pages: list[list[Piece]]) -> float:
    """The size of type that most letters have."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[line.size] += len(line.text)
    return max(letters, key=lambda size: (letters[size], -size), default=0.0)


def _words(pages: list[list[Piece]]) -> Counter[str]:
    return Counter(
        word for page in pages for line in page for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
    )


def _paragraphs(pages: list[list[Piece]], size: float) -> Iterator[_Paragraph]:
    """The paragraphs of all pages; one that a page's end cuts goes on."""
    current = _Paragraph()
    before: Piece | None = None
    for page in pages:
        pitch = _pitch(page)
        length = _usual_length(page)
        for at, line in enumerate(page):
            new_page = at == 0
            if before is not None and _parts(before, line, current, (pitch, length), new_page):
                yield current
                current = _Paragraph()
            if not current.lines:
                current.size = line.size
            current.lines.append(line.text)
            before = line
    if current.lines:
        yield current


def _pitch(page: list[Piece]) -> float:
    """The distance of lines inside paragraphs: that of the closer third of neighbours of one size."""
    gaps = sorted(a.y - b.y for a, b in pairwise(page) if a.size == b.size and 0 < a.y - b.y < 4 * max(a.size, 1.0))
    return gaps[len(gaps) // 3] if gaps else 0.0


def _usual_length(page: list[Piece]) -> int:
    lengths = sorted(len(line.text) for line in page)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _parts(before: Piece, line: Piece, current: _Paragraph, usual: tuple[float, int], new_page: bool) -> bool:
    """Whether a paragraph ends before ``line``; ``usual`` are the distance and the length of the page's lines."""
    pitch, length = usual
    if abs(line.size - before.size) > 0.12 * max(line.size, before.size):
        return True
    if _BULLET.match(line.text) and (_ENDS.search(before.text) or _BULLET.match(current.lines[0])):
        return True
    gap = before.y - line.y
    if new_page or gap < 0:  # a page or a column further on
        return _ENDS.search(before.text) is not None
    if pitch and gap > _GAP * max(pitch, line.size):
        return True
    if line.x - before.x > 0.8 * line.size and (len(current.lines) > 1 or _ENDS.search(before.text)):
        return True  # an indent
    return _ENDS.search(before.text) is not None and len(before.text) < _SHORT * length


def _joined(lines: list[str], known: Counter[str]) -> str:
    """The lines of a paragraph as one, words that were divided at their ends joined."""
    out = lines[0]
    for line in lines[1:]:
        divided = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad\u2010]$", out)
        rest = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
        if divided and rest and line[0].islower():
            whole, hyphened = divided[1] + rest.group(), f"{divided[1]}-{rest.group()}"
            keeps = known[hyphened] > known[whole] and not out.endswith("\u00ad")
            out = (out if keeps else out[:-1]) + line
        elif out.endswith("-") and divided:
            out += line  # "Rhine-Main" divided at its hyphen
        else:
            out = f"{out} {line}"
    return out.replace("\u00ad", "")


def _take_headline(paragraphs: list[_Paragraph], title: str, size: float, known: Counter[str]) -> str:
    """The headline, taken out of the paragraphs: as the metadata have it, else what is set largest near the top."""
    if title:
        for paragraph in paragraphs[:_TOP_LINES]:
            if one_line(_joined(paragraph.lines, known)).casefold() == title.casefold():
                paragraphs.remove(paragraph)
                break
        return title
    top = [p for p in paragraphs[:_TOP_LINES] if len(_joined(p.lines, known)) <= 2 * _LONGEST_HEADING]
    largest = max(top, key=lambda paragraph: paragraph.size, default=None)
    if largest is None or largest.size < size * _HEADLINE or find_dateline(" ".join(largest.lines)):
        return ""
    above = paragraphs[: paragraphs.index(largest)]
    if sum(len(line) for paragraph in above for line in paragraph.lines) <= _PAGE_HEAD:
        del paragraphs[: len(above)]  # the page's own head: a logo's words, a section, a date
    paragraphs.remove(largest)
    return _joined(largest.lines, known)


def _take_byline(paragraphs: list[_Paragraph]) -> str:
    for paragraph in paragraphs[:4]:
        text = " ".join(paragraph.lines)
        if _BYLINE.match(text):
            paragraphs.remove(paragraph)
            return text
    return ""
