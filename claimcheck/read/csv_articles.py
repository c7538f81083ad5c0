"""Tables of articles: CSV and TSV with a header row whose columns name the fields of Article JSON.

Delimiter and quotation mark show in the header row. Cells are text, whatever a spreadsheet would make of them. A row
whose quoting is broken or that has another number of cells than the header is refused by its line, because the cells
that follow a slip stand in the wrong columns. Format: RFC 4180.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from claimcheck.model import Article, Block, Item, ReadError
from claimcheck.read.article import complete
from claimcheck.read.document import Document, decoded_lines
from claimcheck.read.limits import WHOLE
from claimcheck.read.markup import body_of_html

Report = Callable[[ReadError], None]

_DELIMITERS = (",", "\t", ";", "|")
_SUFFIXES = {".csv", ".tsv"}
_NAME_BREAK = re.compile(r"[\s_.\-]+")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|^~])\s*$", re.IGNORECASE)
_MARKUP = re.compile(r"</(?:p|div)\s*>|<br\s*/?>|<p\b[^<>]{0,400}>", re.IGNORECASE)
_LONGEST_NAME = 60
_LONGEST_HEADER = 20_000
_MOST_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class _Table:
    """How a table is written: its header line's number, delimiter, quotation mark, and the column of each field."""

    line: int
    delimiter: str
    quote: str
    columns: dict[str, int]
    width: int


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, int]]:
    """The field and rank of every column name that is known."""
    raw = tomllib.loads(files("claimcheck").joinpath("data/csv_columns.toml").read_text(encoding="utf-8"))
    return {name: (fld, rank) for fld, names in raw["columns"].items() for rank, name in enumerate(names)}


def looks_like_csv(document: Document, sample: str) -> bool:
    """True for a document named .csv or .tsv, and for one whose first line is a header row with a column of texts and
    another that is known, most of its columns being such."""
    if document.suffix in _SUFFIXES:
        return True
    lines = [line for line in sample.split("\n", 3)[:3] if line.strip()]
    table = _table_of(lines)
    if table is None or "text" not in table.columns or len(lines) <= table.line:
        return False
    return len(table.columns) >= 2 and 2 * len(table.columns) >= table.width


def read_csv(document: Document, report: Report) -> Iterator[Article]:
    """The articles of a table, one a row. A faulty row is named by the line it begins on, the others are read.

    Raises ReadError where there is no column of texts, and where the bytes are no certain text.
    """
    lines = _Lines(document)
    table = _header(document.path, lines)
    csv.field_size_limit(WHOLE)
    rows = csv.reader(lines, delimiter=table.delimiter, quotechar=table.quote, strict=True)
    found = False
    faults = 0
    while faults < _MOST_FAULTS:
        start = lines.number + 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            report(ReadError(document.path, _reason(error), str(start)))
            found = True
            faults += 1
            continue
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        found = True
        if len(cells) < table.width or any(cell.strip() for cell in cells[table.width :]):
            reason = f"a row of {len(cells)} cells, the header has {table.width}"
            report(ReadError(document.path, reason, str(start)))
            faults += 1
            continue
        try:
            yield _article(document.path, table, cells, str(start))
        except ReadError as error:
            report(error)
    if faults >= _MOST_FAULTS:
        report(ReadError(document.path, f"{faults:,} faulty rows: not read any further", str(lines.number)))
    if not found:
        report(ReadError(document.path, "a header row and no article"))


class _Lines:
    """The lines of a document with their ends, and the number of the last one given. A file of the old Mac, whose lines
    end in a carriage return alone, is one line to others."""

    def __init__(self, document: Document) -> None:
        self.number = 0
        self._lines = self._split(decoded_lines(document))

    @staticmethod
    def _split(numbered: Iterator[tuple[int, str]]) -> Iterator[str]:
        first = next(numbered, None)
        if first is None:
            return
        second = next(numbered, None)
        text = first[1].removesuffix("\r")
        if "\r" in text and (second is None or not second[1].strip()):
            yield from (part + "\n" for part in text.split("\r"))
        else:
            yield text + "\n"
            if second is not None:
                yield second[1].removesuffix("\r") + "\n"
        yield from (line.removesuffix("\r") + "\n" for _, line in numbered)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        return line


def _header(path: str, lines: _Lines) -> _Table:
    """The table's shape, from its first line or, where that only names the separator, its second."""
    read: list[str] = []
    for line in lines:
        read.append(line)
        if line.strip() and not _SEPARATOR_LINE.match(line):
            break
    table = _table_of(read)
    if table is None:
        raise ReadError(path, "no header row", "1")
    if "text" not in table.columns:
        names = ", ".join(sorted(table.columns)) or "none that is known"
        raise ReadError(path, f"no column of texts in the header row (columns: {names})"[:300], str(table.line))
    return table


def _table_of(lines: list[str]) -> _Table | None:
    """The shape that a header row shows: the delimiter that gives the most columns of known names."""
    delimiters: tuple[str, ...] = _DELIMITERS
    for number, line in enumerate(lines, 1):
        if separator := _SEPARATOR_LINE.match(line.rstrip("\r\n")):
            delimiters = (separator.group(1),)
            continue
        if not line.strip():
            continue
        if len(line) > _LONGEST_HEADER:
            return None
        shapes = [_shape(line.rstrip("\r\n"), number, delimiter) for delimiter in delimiters]
        return max(shapes, key=lambda shape: (len(shape.columns), shape.width))
    return None


def _shape(line: str, number: int, delimiter: str) -> _Table:
    quote = "'" if line.lstrip("\ufeff ").startswith("'") else '"'
    try:
        cells = next(csv.reader([line], delimiter=delimiter, quotechar=quote), [])
    except csv.Error:
        cells = line.split(delimiter)
    while cells and not cells[-1].strip():
        cells.pop()
    best: dict[str, tuple[int, int]] = {}
    for column, cell in enumerate(cells):
        name = _NAME_BREAK.sub(" ", cell.strip("\ufeff\u200b \t\"'")).strip().casefold()
        if len(name) <= _LONGEST_NAME and name in _names():
            fld, rank = _names()[name]
            best[fld] = min(best.get(fld, (rank, column)), (rank, column))
    return _Table(number, delimiter, quote, {fld: column for fld, (_, column) in best.items()}, len(cells))


def _reason(error: csv.Error) -> str:
    text = str(error)
    if "unexpected end" in text:
        return "a quoted cell is not closed"
    if "expected after" in text:
        return "broken quoting: a quotation mark inside a quoted cell must be doubled"
    if "field larger" in text:
        return "a cell is too long"
    return "a line end inside a cell that is not quoted" if "new-line" in text else text


def _article(path: str, table: _Table, cells: list[str], place: str) -> Article:
    def cell(name: str) -> str:
        column = table.columns.get(name)
        return "" if column is None else cells[column].replace("\x00", "\ufffd").strip()

    text, blocks = _text_of(cell("text"), path, place)
    urgency = cell("urgency")
    return complete(
        Article(
            id=cell("id"),
            text=text,
            blocks=blocks,
            title=" ".join(cell("title").split()),
            source=cell("source"),
            published=cell("published"),
            url=cell("url"),
            path=path,
            language=cell("language"),
            reader="csv",
            item=Item(
                version=cell("version"),
                version_created=cell("updated"),
                byline=" ".join(cell("author").split()),
                slug=cell("slug"),
                rights=cell("rights"),
                editor_note=cell("note"),
                embargo=cell("embargo"),
                urgency=int(urgency) if re.fullmatch(r"[1-9]", urgency) else None,
            ),
        )
    )


def _text_of(cell: str, path: str, place: str) -> tuple[str, tuple[Block, ...]]:
    """The text of a cell as it stands; one that holds a page's markup is reduced to its words."""
    if _MARKUP.search(cell):
        body = body_of_html(cell, path, place)
        return body.text, body.blocks
    return cell.replace("\r\n", "\n").replace("\r", "\n"), ()
