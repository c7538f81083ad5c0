"""What a NewsML-G2 item says of itself: class, provider, versions, status, signals, notes, newslines, rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Dateline, Item, ItemClass, Signal, Status
from claimcheck.read.markup import local_name, words_of
from claimcheck.read.xml_parts import attribute, child, children, code, descendants, language, suffix, words

if TYPE_CHECKING:
    from lxml.etree import _Element

CLASSES: dict[str, ItemClass] = {
    "text": ItemClass.TEXT,
    "picture": ItemClass.PICTURE,
    "photo": ItemClass.PICTURE,
    "image": ItemClass.PICTURE,
    "graphic": ItemClass.GRAPHIC,
    "audio": ItemClass.AUDIO,
    "video": ItemClass.VIDEO,
    "animation": ItemClass.ANIMATION,
    "composite": ItemClass.PACKAGE,
    "package": ItemClass.PACKAGE,
    "newscoverage": ItemClass.PLANNING,
    "planning": ItemClass.PLANNING,
    "event": ItemClass.EVENT,
    "concept": ItemClass.CONCEPT,
    "scheme": ItemClass.CONCEPT,
    "catalog": ItemClass.CATALOG,
    "data": ItemClass.DATA,
    "advisory": ItemClass.ADVISORY,
}
"""News item natures of IPTC and what agencies call them, by the last part of the code."""

KINDS: dict[str, ItemClass] = {
    "packageitem": ItemClass.PACKAGE,
    "planningitem": ItemClass.PLANNING,
    "conceptitem": ItemClass.CONCEPT,
    "knowledgeitem": ItemClass.CONCEPT,
    "catalogitem": ItemClass.CATALOG,
}
"""What an item is by its element, whatever its class says."""

STATUSES: dict[str, Status] = {
    "usable": Status.USABLE,
    "withheld": Status.WITHHELD,
    "canceled": Status.CANCELED,
    "cancelled": Status.CANCELED,
}

SIGNALS: dict[str, Signal] = {
    "update": Signal.UPDATE,
    "updated": Signal.UPDATE,
    "replaceprev": Signal.UPDATE,
    "correction": Signal.CORRECTION,
    "corrected": Signal.CORRECTION,
    "correct": Signal.CORRECTION,
    "rectify": Signal.CORRECTION,
    "kill": Signal.KILL,
    "killed": Signal.KILL,
    "mandatorykill": Signal.KILL,
    "mandatory-kill": Signal.KILL,
    "withdraw": Signal.KILL,
    "withdrawn": Signal.KILL,
    "delete": Signal.KILL,
    "refile": Signal.REFILE,
    "refiled": Signal.REFILE,
    "writethru": Signal.WRITETHRU,
    "write-thru": Signal.WRITETHRU,
    "writethrough": Signal.WRITETHRU,
}
"""Signals of IPTC and of agencies by the last part of the code."""

_EDITORIAL_STATUS = {"u": Signal.UPDATE, "c": Signal.CORRECTION, "k": Signal.KILL, "r": Signal.REFILE}
"""Codes of Reuters' scheme edStat; N is a new story."""

_EARLIER = frozenset({"previousversion", "replaces", "supersedes", "evolvedfrom", "isupdateof", "correctionto"})
_NOTES_LEFT_OUT = frozenset({"notepad", "closingline", "picture"})
"""Roles of dpa's notes that repeat the others or name desks."""
_NOTHING = frozenset({"", "None", "null"})  # the last two are what a sender's program says for nothing
_MINOR = ("sub", "kicker", "short", "alt", "seo", "teaser", "mobile", "web", "social", "over", "deck", "series")


def item_of(element: _Element, item_class: ItemClass) -> Item:
    """Everything an item element says of itself; ``item_class`` is what it was found to be."""
    management = child(element, "itemmeta")
    content = child(element, "contentmeta")
    return Item(
        item_class=item_class,
        provider=_party(child(management, "provider")),
        provider_id=attribute(element, "guid"),
        version=attribute(element, "version") or "1",  # what the schema says that silence means
        first_created=words(management, "firstcreated"),
        version_created=words(management, "versioncreated"),
        status=STATUSES.get(suffix(code(child(management, "pubstatus")))),
        signals=_signals(management),
        editor_note=_notes(management),
        embargo=_embargo(management),
        urgency=urgency_of(words(content, "urgency")),
        slug=_first_words(content, "slugline"),
        byline=_first_words(content, "by"),
        dateline=dateline_of(_first_words(content, "dateline")),
        rights=_rights(element),
        replaces=_replaces(management, attribute(element, "guid")),
    )


def class_of(element: _Element) -> ItemClass | None:
    """The class that an item's element or its itemClass names, None for a code that is not known."""
    kind = KINDS.get(local_name(element))
    if kind is ItemClass.CONCEPT and _is_event(element):
        return ItemClass.EVENT
    return kind or CLASSES.get(suffix(code(child(element, "itemmeta/itemclass"))))


def headline_of(element: _Element) -> str:
    """The headline of an item: the main one, in the item's language, of the lowest rank; else its title, else the name
    of its concept."""
    spoken = language_of_item(element).partition("-")[0].lower()
    content = child(element, "contentmeta")
    ranked: list[tuple[tuple[bool, bool, int, int], str]] = []
    for place, headline in enumerate(children(content, "headline")):
        text = words_of(headline)
        if text:
            own = language(headline).partition("-")[0].lower()
            role = suffix(attribute(headline, "role", "roleuri"))
            is_minor = any(mark in role for mark in _MINOR)
            rank = attribute(headline, "rank")
            number = int(rank) if rank.isdecimal() and len(rank) < 6 else 0
            ranked.append(((bool(own and spoken and own != spoken), is_minor, number, place), text))
    if ranked:
        return min(ranked)[1]
    return words(element, "itemmeta/title") or words(element, "concept/name")


def language_of_item(element: _Element) -> str:
    """The language an item's content is declared to be in, "" where it is not; the item's own language otherwise."""
    return attribute(child(element, "contentmeta/language"), "tag") or language(element)


def dateline_of(text: str) -> Dateline | None:
    """The dateline of a field; a field that holds a bare time (Reuters') has none."""
    return Dateline(text) if text and not text[0].isdigit() else None


def urgency_of(text: str) -> int | None:
    """An urgency of 1 to 9 as a number, None for anything else."""
    return int(text) if len(text) == 1 and text.isdecimal() and text.isascii() and text != "0" else None


def _is_event(element: _Element) -> bool:
    """True for a concept, or a set of concepts, of which the first says it is an event."""
    first = next(descendants(element, "concept"), None)
    if first is None:
        return False
    types = [suffix(code(found)) for found in children(first, "type")]
    return "event" in types or child(first, "eventdetails") is not None


def _first_words(element: _Element | None, name: str) -> str:
    return next((text for found in children(element, name) if (text := words_of(found))), "")


def _party(element: _Element | None) -> str:
    """A party's name as the item gives it, else its literal, the last part of its code, its address."""
    if element is None:
        return ""
    name = _first_words(element, "name") or attribute(element, "literal")
    qcode = attribute(element, "qcode")
    return name or qcode.rpartition(":")[2] or attribute(element, "uri")


def _signals(management: _Element | None) -> tuple[Signal, ...]:
    found: list[Signal] = []
    for element in children(management, "signal"):
        value = code(element)
        scheme = value.rpartition(":")[0].lower()
        own = _EDITORIAL_STATUS if scheme == "edstat" else SIGNALS
        signal = own.get(suffix(value))
        if signal is not None and signal not in found:
            found.append(signal)
    return tuple(found)


def _notes(management: _Element | None) -> str:
    """The notes to editors that may be shown, one a line; contacts marked as not public are left out."""
    notes: dict[str, None] = {}
    for element in children(management, "ednote"):
        role = suffix(attribute(element, "role", "roleuri"))
        is_public = "nonpublic" not in suffix(attribute(element, "pubconstraint", "pubconstrainturi"))
        text = words_of(element)
        if text and is_public and role not in _NOTES_LEFT_OUT:
            notes[text] = None
    return "\n".join(notes)


def _rights(element: _Element) -> str:
    """The notices and terms of an item, one a line; the holder where there is no notice."""
    lines: list[str] = []
    for rights in children(element, "rightsinfo"):
        notices = [words_of(found) for name in ("copyrightnotice", "usageterms") for found in children(rights, name)]
        holder = _party(child(rights, "copyrightholder"))
        lines += [text for text in notices if text not in _NOTHING] or ([holder] if holder else [])
    return "\n".join(dict.fromkeys(lines))


def _embargo(management: _Element | None) -> str:
    """The hour when an embargo ends; its name for one without an end, which is an empty element."""
    element = child(management, "embargoed")
    return "" if element is None else words_of(element) or "embargoed"


def _replaces(management: _Element | None, guid: str) -> tuple[str, ...]:
    """The items that this one names as its earlier self; an earlier version under its own guid needs no naming."""
    found = [
        attribute(link, "residref", "guidref", "href")
        for link in children(management, "link")
        if suffix(attribute(link, "rel", "reluri")) in _EARLIER
    ]
    return tuple(dict.fromkeys(earlier for earlier in found if earlier and earlier != guid))
