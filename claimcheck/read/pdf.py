"""PDF files: the text in reading order, paragraphs put together again, headline, author and times.

The file is read by pypdf in a process of its own (``pdf_worker``), under limits of memory and time. A PDF that is
encrypted, or that holds pictures of text and no text, is named as such.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from claimcheck.model import Article, Item, ReadError
from claimcheck.read.article import complete
from claimcheck.read.body import one_line
from claimcheck.read.document import Document
from claimcheck.read.pdf_lines import Piece, Set, set_pages

_MOST_PAGES = 100
_SECONDS = 45  # on the wall; the worker's own limit is of processor time
_FIRST = 1_024  # bytes before "%PDF-" that readers put up with
_NEEDS = "needs claimcheck[wire]: pip install 'claimcheck[wire]'"
_TIME = re.compile(
    r"D?:?(?P<date>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?(?P<hour>\d\d)?(?P<minute>\d\d)?(?P<second>\d\d)?"
    r"\s?(?P<zone>Z|[+-]\d\d)?'?(?P<past>\d\d)?"
)
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)\b.*|untitled.*|unbenannt.*|document ?\d*|pdf|layout \d+|print(?:ing)?|slide \d+"
    r"|.*\.(?:docx?|pdf|indd|qxd|qxp|rtf|odt|html?|tmp|pages|ps|ai)|[\w-]*\d{5,}[\w-]*)$",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:admin\w*|user|unknown|owner|anonymous|microsoft\b.*|adobe\b.*|[\w.-]*\d{3,})$", re.IGNORECASE
)


def looks_like_pdf(document: Document, sample: str) -> bool:
    """True for a file that says so in its first kilobyte."""
    return b"%PDF-" in document.data[:_FIRST]


def read_pdf(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The one article of a PDF. Raises ReadError where it cannot be read; that pages are left out is reported."""
    if find_spec("pypdf") is None:
        raise ReadError(document.path, _NEEDS)
    found = _worked(document)
    if found.count > len(found.pages):
        reason = f"{found.count:,} pages: the first {_MOST_PAGES} are read"
        report(ReadError(document.path, reason, f"page {_MOST_PAGES + 1}"))
    if found.broken:
        report(ReadError(document.path, f"{found.broken} broken pages are left out", "page 1"))
    text = "".join(piece.text for page in found.pages for piece in page)
    _refuse_without_letters(text, found, document.path)
    title = one_line(found.meta.get("Title", "").replace("\x00", ""))
    yield _article(set_pages(found.pages, "" if _NO_TITLE.match(title) else title), found.meta, document.path)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the worker found: the pieces of each page that was read, how many pages there are, the metadata."""

    pages: list[list[Piece]]
    count: int
    meta: dict[str, str]
    broken: int


def _worked(document: Document) -> _Found:
    """Runs the worker. Raises ReadError with its reason, and where it was stopped."""
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_worker.py")), str(_MOST_PAGES)]
    try:
        done = subprocess.run(command, input=document.data, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise ReadError(document.path, "takes too long to read: given up", "byte 0") from None
    except OSError as error:
        raise ReadError(document.path, f"the reader of PDF cannot be started: {error.strerror}", "byte 0") from None
    if done.returncode < 0:
        raise ReadError(document.path, "takes too long or too much memory to read: given up", "byte 0")
    try:
        out = json.loads(done.stdout)
        if "error" in out:
            raise ReadError(document.path, out["error"], "byte 0")
        pages = [[Piece(*piece) for piece in page] for page in out["text"]]
        return _Found(pages, int(out["pages"]), dict(out["meta"]), int(out["broken"]))
    except (ValueError, KeyError, TypeError):
        raise ReadError(document.path, "broken PDF: its reader failed on it", "byte 0") from None


def _refuse_without_letters(text: str, found: _Found, path: str) -> None:
    letters = sum(char.isalnum() for char in text)
    if found.broken and found.broken == len(found.pages):
        raise ReadError(path, "broken PDF: none of its pages can be read", "page 1")
    if not letters:
        kind = "no pages" if not found.count else f"pictures and no text in its {found.count} pages: scanned?"
        raise ReadError(path, f"PDF with {kind}", "page 1")
    unknown = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    if unknown > letters // 4:
        raise ReadError(path, "PDF whose fonts do not say which letters they draw", "page 1")


def _article(story: Set, meta: dict[str, str], path: str) -> Article:
    author = one_line(meta.get("Author", "").replace("\x00", ""))
    item = Item(
        first_created=_time(meta.get("CreationDate", "")),
        version_created=_time(meta.get("ModDate", "")),
        byline=story.byline or ("" if _NO_AUTHOR.match(author) else author),
    )
    body = story.body
    return complete(
        Article(id="", text=body.text, title=story.headline, path=path, reader="pdf", blocks=body.blocks, item=item)
    )


def _time(value: str) -> str:
    """A PDF date ("D:20190503142500+02'00'") in ISO 8601 as exact as it is written; "" for what is none."""
    found = _TIME.match(value.strip())
    if found is None or not found["month"]:
        return ""
    date = "-".join(part for part in (found["date"], found["month"], found["day"]) if part)
    if not found["day"] or not found["minute"]:
        return date
    clock = ":".join(part for part in (found["hour"], found["minute"], found["second"]) if part)
    zone, past = found["zone"] or "", found["past"] or "00"
    return f"{date}T{clock}{zone}" if zone in {"", "Z"} else f"{date}T{clock}{zone}:{past}"
