"""The text of marked wire copy: headline, byline, notes to editors, and the blocks of the body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimcheck.model import BlockKind
from claimcheck.read.body import Body, BodyBuilder

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACE_BAND = re.compile(r"\x10 ?")
_CELLS = re.compile(r"[\x1e\x1f]+ ?|;")
_ROW_SIGNS = 2  # semicolons that make a line a row of a table
_COUNT = re.compile(r",\s?\d{1,5}$")
_SLUG = re.compile(r"(?:[ABP][CM]|AP)-{1,2}\S")
_BYLINE = re.compile(r"(?:By|BY|Von|Par|Por)\s+\S")
_AFFILIATION = re.compile(
    r"(?:AP|Associated Press|Reuters|UPI|The \S+).{0,50}$|.{0,40}\b(?:Writer|Editor|Correspondent|Staff)s?$"
)
_PHOTO = re.compile(
    r"(?:AP|EDS?:?)?\s?(?:Photos?|Graphics?|Video|Audio)\b.{0,20}\d|(?:AP\s)?(?:Photo|Graphic|Video)s?\b[^a-z]*$", re.I
)
_NOTE = re.compile(r"(?:Eds?|EDS|Editors?)\s?:\s|EDITOR['’]?S?['’]?S?\s(?:NOTE|NOTES)\b|Note:\s")
_RULE = re.compile(r"[_\-*=.\s]{3,}$|_{1,3}$|END$|-30-$")
_SIGNED = re.compile(r"\n\s*(?P<line>[A-Z]{2,8}-[A-Z]{2,3}-\d\d-\d\d-\d\d\s+\d{4}\s?[A-Z]{2,4})\s*<?\s*$")
_INITIALS = re.compile(r"(?:[a-z]{2,5}(?:[-/][a-z]{2,5})*)(?:\s+[a-z]{2,4}(?:/[a-z]{2,4})*){1,5}\s*=?$")
_NOT_FOR_PRINT = re.compile(
    r"#{0,2}\s?(?:Notebook|Notizblock)\b|[^\n]{0,80}\b(?:following|folgenden?)\s(?:information|informationen)\b[^\n]{0,40}"
    r"\bn(?:ot|icht)\b[^\n]{0,30}\b(?:publication|veröffentlichung)",
    re.IGNORECASE,
)
_HEADLINE_LINES = 8
_LONGEST_NOTE = 4_000


@dataclass(frozen=True, slots=True)
class Copy:
    """The parts of a story as its text gives them, "" where it has none."""

    body: Body
    headline: str = ""
    slug: str = ""
    byline: str = ""
    note: str = ""


def signed_off(text: str) -> tuple[str, str]:
    """The text without a closing line such as "AP-NY-05-03-19 1425EDT", and that line."""
    found = _SIGNED.search(text[-400:])
    if found is None:
        return text, ""
    return text[: len(text) - len(found.group())], found["line"]


def copy_of_anpa(text: str) -> Copy:
    """The parts of an ANPA text: lines with "^" up to the byline or the first paragraph are the story's head."""
    lines = text.split("\n")
    head: list[str] = []
    at = 0
    byline = ""
    while at < len(lines):
        line = lines[at]
        if not line.startswith("^"):
            if _clean(line):
                break
            at += 1
            continue
        at += 1
        cleaned = _clean(line)
        if _BYLINE.match(cleaned):
            byline = cleaned
            if at < len(lines) and lines[at].startswith("^") and _AFFILIATION.match(_clean(lines[at])):
                at += 1
            break
        if cleaned:
            head.append(cleaned)
    parts = _Head.of(head)
    body = _anpa_body(lines[at:])
    if not body.text and len(parts.rest) > 0:
        builder = BodyBuilder()
        for line in parts.rest:
            builder.paragraph(line)
        body = builder.build()
    return Copy(body, parts.headline or _name_of(parts.slug), parts.slug, byline, parts.note)


@dataclass(slots=True)
class _Head:
    slug: str = ""
    headline: str = ""
    note: str = ""
    rest: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, lines: list[str]) -> _Head:
        """Sorts the lines of a head: slug first, notes and pictures named as such, the first other is the headline."""
        head = cls()
        notes: list[str] = []
        for index, line in enumerate(lines):
            if index == 0 and _SLUG.match(line):
                head.slug = _COUNT.sub("", line).rstrip(" ,")
            elif _NOTE.match(line):
                notes.append(line)
            elif _PHOTO.match(line):
                continue
            elif not head.headline:
                head.headline = line
            else:
                head.rest.append(line)
        head.note = " ".join(notes)[:_LONGEST_NOTE]
        return head


def _name_of(slug: str) -> str:
    """What a slug calls its story: "BC-WEA--Global Weather" is "Global Weather"."""
    return re.sub(r"^(?:[ABP][CM]|AP)-+(?:[A-Z]{2,4}--)?", "", slug)


def _anpa_body(lines: list[str]) -> Body:
    """The body: rows to tables, lines with "^" to headings, others to paragraphs; one flush left goes on with the
    paragraph before it."""
    builder = BodyBuilder()
    rows: list[list[str]] = []
    paragraph: list[str] = []

    def flush() -> None:
        builder.paragraph(" ".join(paragraph))
        paragraph.clear()
        builder.table(rows)
        rows.clear()

    for line in lines:
        cells = _cells(line)
        if cells:
            if not rows:
                flush()
            rows.append(cells)
            continue
        cleaned = _clean(line)
        goes_on = bool(paragraph) and bool(cleaned) and not line[:1].isspace() and line[:1] != "^"
        if not goes_on:
            flush()
        if not cleaned or _RULE.match(cleaned):
            continue
        if line.startswith("^"):
            builder.add(BlockKind.HEADING, cleaned)
        else:
            paragraph.append(cleaned)
    flush()
    return builder.build()


def _cells(line: str) -> list[str]:
    """The cells of a table row, none for another line."""
    if not (line.startswith("\b") or line.count(";") > _ROW_SIGNS or "\x1f\x1e" in line):
        return []
    if not line.startswith("\b") and re.search(r";\s.*;\s.*;\s", line):
        return []  # a sentence of many clauses
    cells = [_clean(cell) for cell in _CELLS.split(line.lstrip("\b\t ^"))]
    if "\x1e" in line or "\x1f" in line:
        cells = [cell for cell in cells if cell]
    return cells if any(cells) else []


def copy_of_7901(text: str) -> Copy:
    """The parts of an IPTC 7901 text: the headline ends with "=", blank lines part paragraphs, a notebook closes it."""
    lines = text.strip("\n ").split("\n")
    headline, byline, at = "", "", 0
    for index, line in enumerate(lines[:_HEADLINE_LINES]):
        if line.rstrip().endswith("="):
            headline, at = " ".join(filter(None, map(_clean, lines[: index + 1]))), index + 1
            break
    else:
        first = _clean(lines[0])
        if len(lines) > 1 and first and not first.endswith("."):
            headline, at = first, 1
    paragraphs = _paragraphs(lines[at:])
    while paragraphs and paragraphs[0].rstrip().endswith("="):
        line = _clean(paragraphs.pop(0))
        if _BYLINE.match(line):
            byline = line
        else:
            headline = f"{headline} {line}".strip()
    body, note = _7901_body(paragraphs)
    return Copy(body, headline, "", byline, note)


def _paragraphs(lines: list[str]) -> list[str]:
    """Wrapped lines as paragraphs; blank lines part them."""
    out: list[list[str]] = [[]]
    for line in lines:
        if _clean(line):
            out[-1].append(line)
        elif out[-1]:
            out.append([])
    return ["\n".join(part) for part in out if part]


def _7901_body(paragraphs: list[str]) -> tuple[Body, str]:
    """(body, note): what follows a notebook or "not for publication" is a note to editors; initials close the story."""
    builder = BodyBuilder()
    notes: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        lines = [cleaned for line in paragraph.split("\n") if (cleaned := _clean(line))]
        if notes or _NOT_FOR_PRINT.match(paragraph):
            notes.append(" ".join(lines))
            continue
        if index == len(paragraphs) - 1 and len(lines) == 1 and _INITIALS.match(lines[0]):
            continue
        rows = [_cells(line) for line in paragraph.split("\n")]
        if len(rows) > 1 and all(rows):
            builder.table(rows)
        elif len(lines) == 1 and lines[0].startswith("#"):
            builder.add(BlockKind.HEADING, lines[0].lstrip("# "))
        elif not _RULE.match(lines[0]) or len(lines) > 1:
            builder.paragraph(" ".join(lines))
    if len(notes) > 1 and _INITIALS.match(notes[-1]):
        notes.pop()
    return builder.build(), " ".join(notes)[:_LONGEST_NOTE]


def _clean(line: str) -> str:
    """A line without its marks: controls, "^" before it, "<" and "=" after it."""
    bare = _CONTROLS.sub("", _SPACE_BAND.sub(" ", line).replace("\x1e", " ").replace("\x1f", " "))
    return bare.strip().lstrip("^").rstrip("<=^ \t").strip()
