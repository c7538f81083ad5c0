"""NewsML 1.0 to 1.2: news items made of components, components made of content items.

A story may stand several components deep, beside its own headline, its contacts and its pictures, and in several
languages or media types; ``newsml1_content`` picks the words. Of the DTD's rules those are held to without which an
item cannot be told from another or dated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.model import Article, Item, ReadError, Signal, Status
from claimcheck.read.article import complete
from claimcheck.read.document import Document
from claimcheck.read.markup import local_name, words_of
from claimcheck.read.newsml1_content import Story, story_in
from claimcheck.read.newsml_g2_item import SIGNALS, STATUSES, dateline_of, urgency_of
from claimcheck.read.story_markup import dateline_beside
from claimcheck.read.xml_parts import attribute, child, children, descendants, suffix, words
from claimcheck.read.xml_tree import line_of, parse_xml, root_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_STANDARD = "NewsML 1"
_REVISION = re.compile(r":(\d{1,12})[NUA]?$")
_NOTES = frozenset("editorialnote advisoryline editornote editorsnote advisory note".split())
_EARLIER = frozenset({"previousversion", "replaces", "supersedes", "previousrevision"})


def looks_like_newsml1(document: Document, sample: str) -> bool:
    """True for the root element of NewsML 1.x, and for a bare NewsItem of it (capitals tell it from NewsML-G2's)."""
    root = root_name(sample)
    return root.lower() == "newsml" or root == "NewsItem"


def read_newsml1(document: Document, report: Callable[[ReadError], None]) -> Iterator[Article]:
    """The news items of a document. Raises ReadError for XML that is broken and for a document without items; an item
    that breaks the standard is passed to ``report`` and the others are read."""
    root = parse_xml(document, _STANDARD)
    standard = f"NewsML {attribute(root, 'Version')}" if attribute(root, "Version") else _STANDARD
    items = [root] if local_name(root) == "newsitem" else list(children(root, "newsitem"))
    if not items:
        raise ReadError(document.path, f"breaks {standard}: NewsML without NewsItem", line_of(root))
    for element in items:
        try:
            yield _read_item(document, root, element, standard)
        except ReadError as error:
            report(error)


def _read_item(document: Document, root: _Element, element: _Element, standard: str) -> Article:
    broken = _broken_rule(element)
    if broken is not None:
        raise ReadError(document.path, f"breaks {standard}: {broken}", line_of(element))
    item = _item_of(root, element)
    story = story_in(element, document.path, item.byline)
    article = Article(
        id="",
        text=story.body.text,
        title=story.headline,
        language=story.language,
        path=document.path,
        blocks=story.body.blocks,
        item=_with_lines(item, element, story),
    )
    return complete(article)


def _broken_rule(element: _Element) -> str | None:
    """What an item breaks of the DTD, None where it can be identified and dated."""
    identifier = child(element, "identification/newsidentifier")
    management = child(element, "newsmanagement")
    if child(element, "identification") is None:
        return "NewsItem without Identification"
    if identifier is None:
        return "Identification without NewsIdentifier"
    if not words(identifier, "newsitemid") and not words(identifier, "publicidentifier"):
        return "NewsIdentifier without NewsItemId"
    if management is None:
        return "NewsItem without NewsManagement"
    if not words(management, "thisrevisioncreated") and not words(management, "firstcreated"):
        return "NewsManagement without FirstCreated or ThisRevisionCreated"
    return None


def _item_of(root: _Element, element: _Element) -> Item:
    """What an item's identification and management say."""
    identifier = child(element, "identification/newsidentifier")
    management = child(element, "newsmanagement")
    named = attribute(child(management, "status"), "FormalName")
    embargo = _embargo(management, named)
    return Item(
        provider=_provider(root, element),
        provider_id=_identity(identifier),
        version=words(identifier, "revisionid"),
        first_created=words(management, "firstcreated"),
        version_created=words(management, "thisrevisioncreated"),
        status=_status(named, embargo),
        signals=_signals(management),
        editor_note="\n".join(dict.fromkeys(_notes(element, management))),
        embargo=embargo,
        urgency=urgency_of(attribute(child(management, "urgency"), "FormalName")),
        replaces=_replaces(management),
    )


def _with_lines(item: Item, element: _Element, story: Story) -> Item:
    """The item with its newslines: those of the component that the story was taken from, then any."""
    return replace(
        item,
        item_class=story.item_class,
        slug=_line(story, element, "slugline") or words(element, "identification/namelabel"),
        byline=_line(story, element, "byline"),
        dateline=dateline_beside(dateline_of(_line(story, element, "dateline")), story.body.text),
        rights=_rights(story, element),
    )


def _line(story: Story, element: _Element, name: str) -> str:
    for lines in story.newslines:
        if text := words(lines, name):
            return text
    return next((text for found in descendants(element, name) if (text := words_of(found))), "")


def _rights(story: Story, element: _Element) -> str:
    lines = [_line(story, element, name) for name in ("copyrightline", "rightsline")]
    holder = next((text for found in descendants(element, "copyrightholder") if (text := _party(found))), "")
    return "\n".join(dict.fromkeys(line for line in lines if line)) or holder


def _identity(identifier: _Element | None) -> str:
    """The name of a story through its revisions: the public identifier without its revision, else one put together
    as the standard puts it together."""
    public = words(identifier, "publicidentifier")
    revision = words(identifier, "revisionid")
    found = _REVISION.search(public)
    if found and (not revision or found.group(1).lstrip("0") == revision.rstrip("NUA").lstrip("0")):
        return public[: found.start()]
    if public:
        return public
    parts = [words(identifier, name) for name in ("providerid", "dateid", "newsitemid")]
    return "urn:newsml:" + ":".join(parts) if all(parts) else parts[2]


def _provider(root: _Element, element: _Element) -> str:
    metadata = next(descendants(element, "administrativemetadata"), None)
    named = _party(child(metadata, "provider")) or _party(child(root, "newsenvelope/sentfrom"))
    return named or words(element, "identification/newsidentifier/providerid")


def _party(element: _Element | None) -> str:
    """A party's formal name, else the words it stands in."""
    return "" if element is None else attribute(child(element, "party"), "FormalName") or words_of(element)


def _status(named: str, embargo: str) -> Status | None:
    """Embargoed is usable from its hour on; without an hour nobody may use it."""
    if named.lower() == "embargoed":
        return Status.USABLE if any(char.isdigit() for char in embargo) else Status.WITHHELD
    return STATUSES.get(named.lower())


def _embargo(management: _Element | None, named: str) -> str:
    """The hour when an embargoed item becomes usable; the status itself where no hour is given."""
    change = child(management, "statuswillchange")
    future = attribute(child(change, "futurestatus"), "FormalName").lower()
    if named.lower() == "embargoed":
        return words(change, "dateandtime") or named
    return words(change, "dateandtime") if future == "usable" and named.lower() == "withheld" else ""


def _signals(management: _Element | None) -> tuple[Signal, ...]:
    found: list[Signal] = []
    for element in children(management, "instruction"):
        names = [attribute(element, "FormalName"), *(attribute(part, "FormalName") for part in children(element, "*"))]
        found += [signal for name in names if (signal := SIGNALS.get(suffix(name))) and signal not in found]
    return tuple(found)


def _notes(element: _Element, management: _Element | None) -> Iterator[str]:
    for line in descendants(element, "newsline"):
        kind = attribute(child(line, "newslinetype"), "FormalName").lower().replace(" ", "").replace("'", "")
        if kind in _NOTES and (text := words(line, "newslinetext")):
            yield text
    for instruction in children(management, "instruction"):
        if text := words_of(instruction):
            yield text


def _replaces(management: _Element | None) -> tuple[str, ...]:
    """Associated items that are named as an earlier self. A DerivedFrom is another story's rewrite and replaces
    nothing."""
    named = [
        _REVISION.sub("", attribute(element, "NewsItem"))
        for element in children(management, "associatedwith")
        if suffix(attribute(element, "FormalName")) in _EARLIER
    ]
    return tuple(dict.fromkeys(name for name in named if name))
