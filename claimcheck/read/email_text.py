"""The words of a message: paragraphs out of wrapped lines, without quotations, signatures and small print, and what
the message says in labelled lines above its text ("Headline: …", "EMBARGOED UNTIL …") or of the one it forwards."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimcheck.read.body import Body, BodyBuilder

_WRAPPED_AT = (50, 82)  # code points: a line that ends its paragraph is shorter, one that is a paragraph longer
_HEAD_LINES = 14
_STORY = 400  # code points; above it the words before a forwarded message are a story of their own
_SIGNATURE = re.compile(r"^(?:-- ?|—|__)$")
_FAREWELL = re.compile(
    r"^(?:Sent|Gesendet|Envoyé|Enviado)\s(?:from|von|de|depuis|desde)\s(?:my|meinem|mon|mi)\s", re.IGNORECASE
)
_SMALL_PRINT = re.compile(
    r"confidential|intended recipient|received? (?:an|this) e-?mail in error|vertraulich|unsubscribe"
    r"|view (?:this|it) in your browser|disclaimer",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\s_\-*=~]{8,}$")
_FORWARDED = re.compile(
    r"^[ \t>]{0,8}(?:-{2,20}[ \t]{0,4}(?:Forwarded|Original|Weitergeleitete|Ursprüngliche|Message|Mensaje)[^\n-]{0,40}"
    r"-{2,20}"
    r"|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|Début du message transféré ?:)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_BY = re.compile(
    r"^(?:On|Am|Le|El)\s[^\n]{6,160}\s(?:wrote|schrieb|a écrit|escribió)[^\n]{0,60}:[ \t]*$", re.MULTILINE
)
_LABELS = {
    "headline": "headline",
    "slug": "slug",
    "slugline": "slug",
    "byline": "byline",
    "by-line": "byline",
    "author": "byline",
    "dateline": "dateline",
    "abstract": "",
    "category": "",
    "keywords": "",
    "priority": "",
    "word count": "",
    "words": "",
    "section": "",
    "embargo": "embargo",
    "embargoed until": "embargo",
    "note to editors": "note",
    "editor's note": "note",
    "ednote": "note",
    "eds": "note",
}
_ANY_LABEL = "|".join(re.escape(label) for label in sorted(_LABELS, key=len, reverse=True))
_LABELLED = re.compile(rf"^({_ANY_LABEL})\s?:\s*(\S.*)$", re.IGNORECASE)
_EMBARGO = re.compile(
    r"^[\s*(\[]*(?:strictly\s|under\s)?(?:embargo(?:ed)?|not\sfor\s(?:release|publication)|sperrfrist)\s?"
    r"(?:until|till|for\srelease|before|bis|:)\s?:?\s*(?P<until>[^\n]{0,40}\d[^\n]{0,40}(?<!\.))$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^(?:By|Von|Par|Por)\s[A-ZÀ-Þ][^\n.:;]{2,80}$")
_CONTACT = re.compile(
    r"^(?:ph|phone|tel|telephone|mob|mobile|cell|fax|twitter|skype|web|www|e-?mail|contact)\b[^\n]{0,20}[:.@+\d]"
    r"|^[\w.+-]+@[\w-]+\.[\w.]+$|^\+?[\d\s()-]{8,}$",
    re.IGNORECASE,
)
_MOST_CONTACT = 10
_INNER_HEADER = re.compile(
    r"^[*>\s]*(From|Von|De|Sent|Gesendet|Date|Datum|Subject|Betreff|Objet|Asunto|To|An|Cc)\*?\s?:\*?\s*(.*)$", re.I
)
_INNER_NAMES = {"von": "from", "de": "from", "gesendet": "date", "sent": "date", "datum": "date"} | dict.fromkeys(
    ("betreff", "objet", "asunto"), "subject"
)


@dataclass(frozen=True, slots=True)
class Words:
    """A message's text; ``fields`` are of its labelled lines (headline, slug, byline, dateline, embargo, note) and
    of the message it forwards (subject, from, date)."""

    body: Body
    fields: dict[str, str] = field(default_factory=dict)


def words_of_plain(text: str, *, flowed: bool = False, delsp: bool = False) -> Words:
    """The words of a text/plain part."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if flowed:
        text = _unflowed(text, delsp)
    text, fields = _forwarded(text)
    lines = _without_end(_without_quotation(text).split("\n"))
    lines, labelled = _labelled(lines)
    builder = BodyBuilder()
    for paragraph in _without_contact(_paragraphs(lines)):
        builder.paragraph(paragraph)
    return Words(builder.build(), fields | labelled)


def words_of_marked_up(body: Body) -> Words:
    """The words of a text/html part that was read into blocks: cut where its signature or small print begins."""
    builder = BodyBuilder()
    fields: dict[str, str] = {}
    for index, block in enumerate(body.blocks):
        text = body.text[block.start : block.end]
        if _SIGNATURE.match(text) or _FAREWELL.match(text) or _QUOTED_BY.match(text):
            break
        if len(text) < 600 and index > 0 and _SMALL_PRINT.search(text) and index >= len(body.blocks) - 4:
            break
        label = _LABELLED.match(text) if index < _HEAD_LINES and "\n" not in text else None
        if label:
            _set(fields, label[1], label[2])
        elif index < _HEAD_LINES and (embargo := _EMBARGO.match(text)):
            fields.setdefault("embargo", embargo["until"].strip(" *)]"))
        else:
            builder.add(block.kind, text)
    return Words(builder.build(), fields)


def embargo_in(subject: str) -> str:
    """Until when a subject line forbids release, "" where it does not."""
    found = _EMBARGO.match(subject)
    return found["until"].strip(" *)]") if found else ""


def _unflowed(text: str, delsp: bool) -> str:
    """Lines of format=flowed joined as their trailing blanks say (RFC 3676)."""
    out: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        if line.startswith(" "):
            line = line[1:]  # stuffed
        if goes_on and out:
            out[-1] = (out[-1][:-1] if delsp else out[-1]) + line
        else:
            out.append(line)
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(out)


def _forwarded(text: str) -> tuple[str, dict[str, str]]:
    """The forwarded message and its headers, where the words before it are no story; else the words before it."""
    mark = _FORWARDED.search(text)
    if mark is None:
        return text, {}
    before, after = text[: mark.start()], text[mark.end() :]
    if len(before.strip()) > _STORY:
        return before, {}
    fields: dict[str, str] = {}
    lines = [line.removeprefix("> ").removeprefix(">") for line in after.lstrip("\n").split("\n")]
    at = 0
    while at < len(lines) and (header := _INNER_HEADER.match(lines[at])):
        name = header[1].lower()
        fields.setdefault(_INNER_NAMES.get(name, name), header[2].strip(" *"))
        at += 1
    kept = {name: fields[name] for name in ("subject", "from", "date") if fields.get(name)}
    inner, deeper = _forwarded("\n".join(lines[at:]))
    return inner, kept | deeper


def _without_quotation(text: str) -> str:
    """The text without the earlier message that it quotes below, unless nothing else is there."""
    mark = _QUOTED_BY.search(text)
    cut = text[: mark.start()] if mark else text
    kept = "\n".join(line for line in cut.split("\n") if not line.startswith(">"))
    if kept.strip():
        return kept
    return "\n".join(line.lstrip("> ") if line.startswith(">") else line for line in text.split("\n"))


def _without_end(lines: list[str]) -> list[str]:
    """The lines before the signature, and before small print below a rule."""
    for index, line in enumerate(lines):
        bare = line.rstrip()
        if _FAREWELL.match(bare) or (line in {"-- ", "--"} or _SIGNATURE.match(bare)) and index > 0:
            return lines[:index]
        if _RULE.match(bare) and index > 0 and _SMALL_PRINT.search(" ".join(lines[index + 1 : index + 8])):
            return lines[:index]
    return lines


def _labelled(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """The lines without those above the text that name a field, and the fields."""
    fields: dict[str, str] = {}
    kept: list[str] = []
    for index, line in enumerate(lines):
        if index >= _HEAD_LINES:
            return kept + lines[index:], fields
        if found := _LABELLED.match(line.strip()):
            _set(fields, found[1], found[2])
        elif embargo := _EMBARGO.match(line):
            fields.setdefault("embargo", embargo["until"].strip(" *)]"))
        elif "byline" not in fields and _BYLINE.match(line.strip()):
            fields["byline"] = line.strip()
        else:
            kept.append(line)
    return kept, fields


def _without_contact(paragraphs: list[str]) -> list[str]:
    """The paragraphs before the short lines at the end that say how to reach the sender."""
    if not paragraphs or not _CONTACT.match(paragraphs[-1]):
        return paragraphs
    end = len(paragraphs)
    while end > max(1, len(paragraphs) - _MOST_CONTACT):
        line = paragraphs[end - 1]
        if len(line) > 60 or line[-1] in '.!?”"' or not (_CONTACT.match(line) or len(line.split()) <= 8):
            break
        end -= 1
    return paragraphs[:end]


def _set(fields: dict[str, str], label: str, value: str) -> None:
    name = _LABELS[label.lower()]
    if name:
        fields.setdefault(name, value.strip())


def _paragraphs(lines: list[str]) -> list[str]:
    """Paragraphs out of lines: blank lines part them, a line that was broken at the margin goes on in the next. In text
    of one paragraph a line nothing is joined."""
    low, high = _WRAPPED_AT
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    wrapped = sum(length > high for length in lengths) * 10 <= len(lengths)
    out: list[str] = []
    goes_on = False
    for line in lines:
        bare = line.strip()
        if not bare:
            goes_on = False
            continue
        indented = line[:1].isspace() or bare[0] in "*•-–—"
        if goes_on and not indented and out:
            out[-1] = f"{out[-1]} {bare}"
        else:
            out.append(bare)
        goes_on = wrapped and low <= len(line.rstrip()) <= high
    return out
