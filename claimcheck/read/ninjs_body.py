"""The headline and the text of a ninjs item, out of the several forms that one item may give them in.

A sender gives one story as plain text, as markup, as NITF: these are forms of the same words, so one of them is read,
markup before plain text because it says what is a paragraph and what a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from claimcheck.model import BlockKind, ReadError
from claimcheck.read.body import CELL_BREAK, Body, BodyBuilder, one_line, plain_body
from claimcheck.read.json_document import objects_in, repeated_key_of, text_in, whole_characters
from claimcheck.read.json_markup import body_of_markup, has_markup
from claimcheck.read.markup import body_of_element, local_name
from claimcheck.read.xml_tree import parse_xml_text

_NITF = re.compile(r"<(?:nitf|body\.content)\b")
_WRAPPED = 120  # code points; a longer line was not wrapped to fit a terminal
_FORMS = ("xhtml", "html", "html5", "richhtml5", "nitf", "xml", "text", "plain")
_MAIN_ROLES = frozenset({"main", "body", "story", "text", "html", "xhtml", "html5", "plain", "nitf", ""})
_MOST_FORMS = 100  # of one text; a dozen are many
_SECOND_BEST = frozenset({"summary", "caption", "text", "xhtml", "html", "main", "lead", "lede", "abstract", ""})


class _Form(NamedTuple):
    """One form of a text: its role or the end of its field's name, its media type ("" unknown), and the words."""

    role: str
    media_type: str
    value: str


def headline_of(fields: Mapping[str, object]) -> str:
    """The headline, else the first of the further headlines, else the item's title; markup taken out."""
    forms = [_Form("main", "", text_in(fields, "headline"))]
    forms += _forms(fields, "headlines", "headline_")
    forms.sort(key=lambda form: form.role != "main")
    for form in [*forms, _Form("", "", text_in(fields, "title", "name"))]:
        words = form.value
        if "html" in form.media_type or has_markup(words):
            words = body_of_markup(words, "").text
        if words.strip():
            return one_line(words)
    return ""


def body_of_item(fields: Mapping[str, object], title: str, path: str, place: str, *, captions: bool) -> Body:
    """The text of an item. ``captions`` is for items that are no stories: their descriptions are their words. A story
    without a body has its description for one.

    Raises ReadError for markup that no parser takes.
    """
    bodies = sorted(_forms(fields, "bodies", "body_"), key=_rank)
    for form in bodies:
        body = _without_headline(_body_of(form, path, place), title)
        if body.text:
            return _with_captions(body, fields, path, place) if captions else body
    return _with_captions(Body("", ()), fields, path, place, story=not captions)


def _with_captions(body: Body, fields: Mapping[str, object], path: str, place: str, *, story: bool = False) -> Body:
    """The body, and below it the item's description: a caption, or the story where ``story`` says so."""
    forms = [form for form in _forms(fields, "descriptions", "description_") if form.role in _SECOND_BEST]
    for form in sorted(forms, key=_rank):
        words = _body_of(form, path, place)
        if words.text and words.text not in body.text:
            builder = BodyBuilder()
            _add(builder, body)
            _add(builder, words, kind=None if story else BlockKind.CAPTION)
            return builder.build()
    return body


def _add(builder: BodyBuilder, body: Body, *, kind: BlockKind | None = None, after: int = 0) -> None:
    """Adds the blocks of a body from number ``after``, all as ``kind`` where that is given."""
    for block in body.blocks[after:]:
        text = body.text[block.start : block.end]
        if block.kind is BlockKind.TABLE:
            builder.table(row.split(CELL_BREAK) for row in text.split("\n"))
        else:
            builder.add(kind or block.kind, text)


def _forms(fields: Mapping[str, object], plural: str, prefix: str) -> Iterator[_Form]:
    """The forms of a text: generation 1 has a field for each ("body_html"), later ones a list of objects."""
    for found in objects_in(fields.get(plural))[:_MOST_FORMS]:
        value = found.get("value")
        if isinstance(value, str) and repeated_key_of(found) is None:
            media_type = text_in(found, "contenttype", "contentType").lower()
            yield _Form(text_in(found, "role").lower(), media_type, whole_characters(value))
    for key, value in fields.items():
        if key.startswith(prefix) and isinstance(value, str):
            yield _Form(key.removeprefix(prefix), "", whole_characters(value))


def _rank(form: _Form) -> tuple[bool, int, str]:
    """Main texts before others, then by form; the name settles ties, so that the order of keys does not matter."""
    form_name = form.media_type.partition("/")[2].rpartition(".")[2].partition(";")[0].removesuffix("+xml")
    names = (form_name, form.role)
    order = min((_FORMS.index(name) for name in names if name in _FORMS), default=len(_FORMS))
    return form.role not in _MAIN_ROLES, order, form.role


def _body_of(form: _Form, path: str, place: str) -> Body:
    if _NITF.search(form.value[:2000]):
        body = _nitf_content(form.value, path)
        if body is not None:
            return body
    is_called_markup = "html" in form.role or "html" in form.media_type or "xml" in form.media_type
    if has_markup(form.value) or (is_called_markup and ("<" in form.value or "&" in form.value)):
        return body_of_markup(form.value, path, place)
    return _plain(form.value)


def _plain(text: str) -> Body:
    """Plain text whose paragraphs blank lines part; where there are none but long lines, each line is one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if all(line.strip() for line in lines[:-1]) and max(map(len, lines)) > _WRAPPED:
        return plain_body("\n\n".join(lines))
    return plain_body(text)


def _nitf_content(text: str, path: str) -> Body | None:
    """The body of a NITF document, None where it is broken: its markup is close to HTML and read as such."""
    try:
        root = parse_xml_text(path, text, "NITF")
    except ReadError:
        return None
    content = next((element for element in root.iter() if local_name(element) == "body.content"), None)
    return body_of_element(content if content is not None else root)


def _without_headline(body: Body, title: str) -> Body:
    """The body without a heading that opens it and only repeats the headline."""
    if not body.blocks or body.blocks[0].kind is not BlockKind.HEADING:
        return body
    first = body.blocks[0]
    if one_line(body.text[first.start : first.end]).casefold() != title.casefold():
        return body
    builder = BodyBuilder()
    _add(builder, body, after=1)
    return builder.build()
