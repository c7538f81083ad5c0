"""XML as a tree, parsed under limits: no entity is resolved, no DTD loaded, nothing fetched.

The encoding is settled before the parser sees the document (``document.decode``), so that a wrong declaration is read
where the bytes leave no doubt and refused where they do. A document type declaration alone does no harm and is passed
over; a document that declares or uses entities beyond XML's own five is refused by their name, whatever they stand for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import ReadError
from claimcheck.read.document import Document, decode
from claimcheck.read.markup import reason_of_parser

if TYPE_CHECKING:
    from lxml.etree import _Element

_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NAME = r"[A-Za-z_:\u00b7-\uffff][\w:.\u00b7-]{0,200}"
_ROOT = re.compile(rf"<({_NAME})[\s/>]")
_SPACE = re.compile(r"[\s\ufeff]*")
_DECLARATION = re.compile(r"<\?xml[^>]{0,200}?\?>")
_ENTITY_DECLARED = re.compile(rf"<!ENTITY\s{{1,80}}(%\s{{1,80}})?({_NAME})?")
_PARAMETER_USED = re.compile(rf"%({_NAME});")
# What may hide a "&" that is no reference; run over well-formed documents only, where each of these is closed.
_REFERENCES = re.compile(rf"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|&({_NAME});", re.DOTALL)
_SUBSET_TOKEN = re.compile(r"""<!--|<\?|"|'|\]|<!""")
_PARSER_ADVICE = re.compile(r",? (?:try|use) XML_PARSE_HUGE.*")
_CLOSES = {"<!--": "-->", "<?": "?>", '"': '"', "'": "'"}

_LARGEST = 64_000_000  # code points
_MOST_MARKS = 500_000  # tags and attributes: some 250 bytes and 10 microseconds each


def root_name(sample: str) -> str:
    """The local name of the root element of what looks like XML, as written; "" where nothing does. Reads no further
    than the root's start tag: comments, processing instructions and a document type may stand before it."""
    at = _after_prolog(sample)[0]
    match = _ROOT.match(sample, at)
    return match.group(1).rpartition(":")[2] if match else ""


def parse_xml(document: Document, standard: str) -> _Element:
    """The root element of a document; ``standard`` names in errors what it should have been ("NewsML-G2").

    Raises ReadError with the line for XML that is broken, needs entities, or is nested too deeply or too large, and
    what ``decode`` raises for bytes that are no certain text.
    """
    return parse_xml_text(document.path, decode(document), standard)


def parse_xml_text(path: str, text: str, standard: str) -> _Element:
    """As parse_xml, for text that has been decoded."""
    from lxml import etree

    _refuse_if_too_large(path, text, standard)
    _, doctype = _after_prolog(text)
    _refuse_declared_entities(path, text, doctype, standard)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_without_late_declaration(text).encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        raise _as_read_error(path, error, standard) from None
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError(path, f"broken {standard}: {reason_of_parser(error)}", "1") from None
    if doctype:  # without one, a name the parser does not know is an error to it
        _refuse_used_entities(path, text, doctype[1], standard)
    return root


def line_of(element: _Element) -> str:
    """The line an element starts on, as the place of an error; "" where the tree no longer knows."""
    line = element.sourceline
    return str(line) if line and line < 65535 else ""  # libxml2 counts no further


def _after_prolog(text: str) -> tuple[int, tuple[int, int] | None]:
    """Where the root element starts, and where the document type declaration does and ends. Unclosed marks end both."""
    doctype: tuple[int, int] | None = None
    at = 0
    while True:
        match = _SPACE.match(text, at)
        at = match.end() if match else at
        if text.startswith("<?", at):
            end = text.find("?>", at + 2)
        elif text.startswith("<!--", at):
            end = text.find("-->", at + 4)
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end = _end_of_doctype(text, at + 9)
            doctype = doctype or (at, len(text) if end < 0 else end)
        else:
            return at, doctype
        if end < 0:
            return len(text), doctype
        at = text.index(">", end) + 1


def _end_of_doctype(text: str, at: int) -> int:
    """Where the ">" of a document type declaration stands, -1 where it never does."""
    marks = re.compile(r"""["'\[>]""")
    while match := marks.search(text, at):
        mark = match.group()
        if mark == ">":
            return match.start()
        at = _end_of_subset(text, match.end()) if mark == "[" else text.find(mark, match.end())
        if at < 0:
            return -1
        at += 1
    return -1


def _end_of_subset(text: str, at: int) -> int:
    """Where the "]" that closes an internal subset stands, -1 where it never does."""
    while match := _SUBSET_TOKEN.search(text, at):
        mark = match.group()
        if mark == "]":
            return match.start()
        at = match.end()
        if mark in _CLOSES:
            closed = text.find(_CLOSES[mark], at)
            if closed < 0:
                return -1
            at = closed + len(_CLOSES[mark])
    return -1


def _refuse_if_too_large(path: str, text: str, standard: str) -> None:
    if len(text) > _LARGEST:
        raise ReadError(path, f"{standard} of more than {_LARGEST:,} characters is not read")
    if text.count("<") + text.count("=") > _MOST_MARKS:
        raise ReadError(path, f"{standard} of more than {_MOST_MARKS:,} tags and attributes is not read")


def _refuse_declared_entities(path: str, text: str, doctype: tuple[int, int] | None, standard: str) -> None:
    """An internal subset may declare what it likes but entities. Declarations inside comments are harmless and refused
    with the others: telling them apart is what attacks on parsers play with."""
    if doctype is None:
        return
    if declared := _ENTITY_DECLARED.search(text, *doctype):
        name = f"{'%' if declared.group(1) else '&'}{declared.group(2) or ''};"
        raise ReadError(path, _needs(standard, f"declares {name}"), _line_at(text, declared.start()))
    subset = text.find("[", *doctype)
    if subset >= 0 and (used := _PARAMETER_USED.search(text, subset, doctype[1])):
        raise ReadError(path, _needs(standard, f"uses %{used.group(1)};"), _line_at(text, used.start()))


def _refuse_used_entities(path: str, text: str, at: int, standard: str) -> None:
    for match in _REFERENCES.finditer(text, at):
        name = match.group(1)
        if name and name not in _PREDEFINED:
            raise ReadError(path, _needs(standard, f"uses &{name};"), _line_at(text, match.start()))


def _needs(standard: str, what: str) -> str:
    return f"{standard} that needs entities is not read: {what}"


def _line_at(text: str, at: int) -> str:
    return str(text.count("\n", 0, at) + 1)


def _without_late_declaration(text: str) -> str:
    """An XML declaration must be the first thing; where blanks stand before it, it is blanked out, lines kept."""
    match = _SPACE.match(text)
    start = match.end() if match else 0
    declaration = _DECLARATION.match(text, start) if start else None
    if declaration is None:
        return text.removeprefix("\ufeff")
    lines = declaration.group().count("\n")
    return text[:start].replace("\ufeff", " ") + "\n" * lines + text[declaration.end() :]


def _as_read_error(path: str, error: Exception, standard: str) -> ReadError:
    """What the parser stopped at, with its line."""
    line = getattr(error, "lineno", None)
    place = str(line) if line else "1"
    reason = _PARSER_ADVICE.sub("", reason_of_parser(error))
    if reason[1:2].isupper():  # "xML declaration"
        reason = reason[0].upper() + reason[1:]
    if unknown := re.match(r"entity '([^']{1,200})' not defined", reason):
        return ReadError(path, _needs(standard, f"uses &{unknown.group(1)};"), place)
    if "excessive depth" in reason:
        reason = "nested too deeply"
    elif reason == "unregistered error message" or "section not finished" in reason:
        reason = "a CDATA section that is not closed"
    return ReadError(path, f"broken {standard}: {reason}", place)
