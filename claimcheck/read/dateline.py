"""The dateline that opens a story: "LIMA, Jan 21 (Reuters) -", "Peine (dpa/lni) -", "CHATHAM, Mass. (AP) _".

Agencies agree on the parts (place, day, agency, dash) and on their order, not on which of them a line has or how it is
set. The parts are read one after another, and what was found decides: a known agency in brackets is proof in any type,
a day needs a place before it and a dash after it, a place alone must stand in capitals before a dash. A sentence that
merely opens with capitals, brackets or a dash is left alone, because a dateline taken from it would hide its words.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from claimcheck.model import Dateline

_HEAD = 200  # code points of a paragraph looked at; the longest datelines of releases have about 90
_LINES_BEFORE = 8  # bylines, notes and headlines that may stand above the dateline
_LONGEST_HEADLINE = 160
_MOST_PLACE_WORDS = 8
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĽŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽȘȚ"
_PARTICLES = (
    "de|da|do|das|dos|del|della|di|du|des|der|den|la|le|les|los|las|el|al|of|the|am|an|ob|im|in|bei|sur|sous|et"
)
_BYLINE = re.compile(r"(?:By|BY|Von|Par|Por|Da)\s+[^\n]{2,120}$|\*\s|\([^()\n]{3,300}\)$|Eds?:\s|[A-Z/]{4,30}:\s*$")
_DASH = re.compile(r"\s{0,3}(?:--?-?(?!\w*-)|\.\s?[-–—]|[–—―]|_(?=\s|$))")
_SENTENCE = re.compile(r"(?:In|At|On|By|From|For|As|An|This|When|After|Before|Near)\s")
_INITIAL = re.compile(r"[\"'“‘«„(\[]?[" + _UPPER + r"0-9$€£]|[\"“«„¡¿]")
_TIME = (
    r"(?:\d{1,2}[:.h]\d{2}|\d{4}(?=\s?(?:GMT|UTC)))(?:\s?[ap]\.?m\.?)?(?:\s?Uhr)?"
    r"(?:\s?(?:GMT|UTC|CET|CEST|MEZ|MESZ|EDT|EST|ET|BST)(?:[+-]\d{1,2})?)?"
)


def _words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("claimcheck.data").joinpath("datelines.toml").read_text(encoding="utf-8"))
    return {key: frozenset(value.split() if isinstance(value, str) else value) for key, value in raw.items()}


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The parts as patterns, and the words that decide."""

    place: re.Pattern[str]
    day: re.Pattern[str]
    agency: re.Pattern[str]
    bare_agency: re.Pattern[str]
    agencies: frozenset[str]
    labels: frozenset[str]
    labels_alone: frozenset[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    words = _words()
    months = "|".join(sorted(words["months"], key=lambda word: (-len(word), word)))
    weekdays = "|".join(sorted(words["weekdays"], key=lambda word: (-len(word), word)))
    month, weekday = rf"(?i:{months})\b\.?", rf"(?i:{weekdays})\b\.?"
    date = (
        rf"(?:{month}\s\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:\s?,?\s?\d{{4}})?"
        rf"|\d{{1,2}}(?:\.|er)?\s?(?:de\s)?{month}(?:\s(?:de\s)?\d{{4}})?"
        rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d\d)?|{month}\s\d{{4}})"
    )
    day = rf"(?:{weekday}(?:\s?,?\s{date})?|{date})(?:\s?,?\s{_TIME})?"
    ahead = rf"(?!(?:{month}|{weekday})(?:[\s,(]|$))"
    word = rf"{ahead}(?:[dl]['’])?[{_UPPER}][^\W_]*(?:['’.&-]+[^\W_]+)*\.?"
    name = rf"{word}(?:\s(?:(?:{_PARTICLES})\s){{0,2}}{word}){{0,5}}"
    # A place, what it lies in, and further places: "BERLIN/PARIS", "CHATHAM, Mass.", "FRANKFURT and BERLIN, Germany".
    place = rf"{name}(?:\s?,\s{name}){{0,2}}(?:(?:\s?/\s?|\s(?:and|und|et|y)\s){name}(?:,\s{name})?){{0,3}}"
    return _Grammar(
        place=re.compile(place),
        day=re.compile(day),
        agency=re.compile(r"\(\s?(?P<round>[^()\n]{2,48}?)\s?\)|/\s?(?P<slashed>[A-Z][^/()\n]{2,40}?)\s?/"),
        bare_agency=re.compile(r"[A-Z]{2,8}\b"),
        agencies=words["agencies"],
        labels=words["labels"],
        labels_alone=words["labels"] | words["labels_alone"],
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What was read of a line: its parts as written, where the line ends, and how it ends ("" without a dash)."""

    place: str = ""
    day: str = ""
    agency: str = ""
    end: int = 0
    dash: str = ""
    parted: bool = False  # place and day by a mark: "Easter Sunday, April 4" is not


def find_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a text, None where it has none. Offsets are code points of the text.

    Bylines ("By …"), notes in brackets and headlines that stand in lines of their own above it are passed over; below
    a headline a dateline must show itself by more than a place and a hyphen.
    """
    at, headlines = 0, 0
    for _ in range(_LINES_BEFORE):
        while at < len(text) and text[at].isspace():
            at += 1
        end = text.find("\n", at)
        line = text[at : min(len(text) if end < 0 else end, at + _HEAD)]
        if not line:
            return None
        parts = _read(line)
        if parts is not None and (not headlines or _is_marked(parts)):
            found = line[: parts.end]
            return Dateline(found, parts.place, parts.day, parts.agency, at, at + len(found))
        if end < 0:
            return None
        if not _BYLINE.match(line):
            if end - at > _LONGEST_HEADLINE or line.rstrip()[-1:] in '.!?"”' or headlines == 3:
                return None
            headlines += 1
        at = end
    return None


def parse_dateline(line: str) -> Dateline:
    """A dateline that a format gives apart, with the parts that can be told; the line alone where none can. Nothing is
    doubted here: what stands in the field is a dateline."""
    text = " ".join(line.split())
    grammar = _grammar()
    parts = _scan(text, grammar)
    if parts is not None and not text[parts.end :].strip(" -–—_.,:"):
        return Dateline(text, parts.place, parts.day, parts.agency)
    agency = grammar.agency.search(text)
    day = grammar.day.search(text)
    first = min((match.start() for match in (agency, day) if match), default=len(text))
    return Dateline(
        text,
        text[:first].strip(" ,.-–—_/|:"),
        day.group() if day else "",
        (agency["round"] or agency["slashed"]).strip() if agency else "",
    )


def _is_marked(parts: _Parts) -> bool:
    """Whether a line below a headline is a dateline for certain: more than a place and a hyphen."""
    return bool(parts.agency or parts.day or "," in parts.place) or parts.dash.strip() in {"—", "–", "--"}


def _read(line: str) -> _Parts | None:
    """The parts of a line that opens with a dateline, else None."""
    grammar = _grammar()
    if not line[0].isupper() and line[0] not in "(/" and not line[0].isdigit():
        return None
    piped = _read_piped(line, grammar)
    if piped is not None:
        return piped
    parts = _scan(line, grammar)
    if parts is None or parts.end == 0:
        return None
    if parts.agency and not parts.place and not parts.day and parts.dash:
        turned = _read_turned(line, parts, grammar)
        if turned is not None:
            return turned
    if parts.agency and not parts.place and not parts.day and not _is_agency(parts.agency, grammar):
        parts = replace(parts, place=parts.agency, agency="")  # "(WASHINGTON) —"
        if not grammar.place.fullmatch(parts.place) or parts.dash.strip() == "-":
            return None
    return parts if _is_dateline(parts, line[parts.end :], grammar) else None


def _read_piped(line: str, grammar: _Grammar) -> _Parts | None:
    """ "Nairobi, Kenya | AFP | Monday 5/3/2018 - 10:30 UTC+3 | 412 words": a line of its own."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) < 3 or cells[1].casefold() not in grammar.agencies or not grammar.place.fullmatch(cells[0]):
        return None
    return _Parts(cells[0], cells[2], cells[1], len(line.rstrip()), "|")


def _read_turned(line: str, opening: _Parts, grammar: _Grammar) -> _Parts | None:
    """ "(ANSA) - ROME, MAY 3 - ": the agency stands first."""
    at = opening.end + len(line[opening.end :]) - len(line[opening.end :].lstrip())
    rest = _scan(line[at:], grammar)
    if rest is None or not rest.place or not rest.day or rest.agency or not rest.dash:
        return None
    return replace(rest, agency=opening.agency, end=at + rest.end)


def _scan(line: str, grammar: _Grammar) -> _Parts | None:
    """Reads place, day, agency, day and dash, each of which may be missing; None where a line holds none of them."""
    at, place, day, agency = 0, "", "", ""
    matched = grammar.day.match(line)
    if matched is None and (found := grammar.place.match(line)):
        place, at = found.group().rstrip(), found.end()
        if place.endswith((".", "'")) and not re.search(r"\b[^\W\d_]{1,5}\.$", place):
            place = place[:-1]
    if matched is None:
        matched = grammar.day.match(line, _after_separator(line, at)) if place else None
    parted = matched is not None and any(char in ",." for char in line[at : matched.start()])
    if matched:
        day, at = matched.group(), matched.end()
    bracket = grammar.agency.match(line, _after_dash(line, _after_separator(line, at)))
    if bracket:
        agency, at = (bracket["round"] or bracket["slashed"]).strip(), bracket.end()
    elif (
        day and (bare := grammar.bare_agency.match(line, _after_separator(line, at))) and _DASH.match(line, bare.end())
    ):
        agency, at = bare.group(), bare.end()
    if agency and not day and grammar.day.fullmatch(agency):
        agency, day, parted = "", agency, True  # "INDIANAPOLIS (Nov. 9, 2014) –"
    if agency and not day and (late := grammar.day.match(line, _after_separator(line, at))):
        day, at = late.group(), late.end()  # "PARIS (AFP), May 3 -"
    if not at:
        return None
    dash = _DASH.match(line, at)
    if dash is None and (day or agency) and line[at : at + 1] in {":", "."} and bracket:
        return _Parts(place, day, agency, at + 1, line[at], parted)  # "MOSCOW, May 3. /TASS/."
    if dash is None and line[at : at + 2] == ": ":
        return _Parts(place, day, agency, at + 1, ":", parted)
    return _Parts(place, day, agency, dash.end() if dash else at, dash.group() if dash else "", parted)


def _after_separator(line: str, at: int) -> int:
    """Past commas, full stops and blanks."""
    while at < len(line) and line[at] in " ,.\u00a0":
        at += 1
    return at


def _after_dash(line: str, at: int) -> int:
    """Past the dashes of "NEW YORK--(BUSINESS WIRE)--"."""
    return at + 2 if line.startswith("--(", at) else at


def _is_dateline(parts: _Parts, rest: str, grammar: _Grammar) -> bool:
    """Whether the parts prove a dateline. ``rest`` is what follows it in its line."""
    opens = not rest.strip() or _INITIAL.match(rest.lstrip()) is not None
    shouted = _is_shouted(parts.place)
    if parts.place and (len(parts.place.split()) > _MOST_PLACE_WORDS or _is_label(parts.place, grammar)):
        return False
    if parts.agency:
        return _is_credited(parts, rest, shouted, opens, grammar)
    if not parts.place or not parts.dash:
        return False
    if parts.dash.strip() == "-" and not (parts.dash[0].isspace() and rest[:1].isspace()):
        return False  # a hyphen: "US-led", "COVID-19"
    if parts.day:
        return opens and parts.parted and (shouted or len(parts.place.split()) <= 4)
    if parts.dash == ":" or not shouted or not opens or not rest.strip():
        return False
    if parts.dash.strip() == "-" and _is_shouted(rest.split()[0]) and len(rest.split()[0]) > 3:
        return False  # "LIVERPOOL - EVERTON 2-1"
    first = parts.place.split(",")[0]
    return "," in parts.place or any(len(re.sub(r"\W", "", word)) >= 4 for word in first.split())


def _is_credited(parts: _Parts, rest: str, shouted: bool, opens: bool, grammar: _Grammar) -> bool:
    """Whether the brackets hold an agency, and not an abbreviation, a party, an aside."""
    known = _is_agency(parts.agency, grammar)
    if _abbreviates(parts.agency, parts.place) or not opens or _SENTENCE.match(parts.place):
        return False
    if not parts.place and not parts.day:
        return known and (bool(parts.dash) or bool(rest.strip()))
    if known:
        return bool(parts.dash) or bool(rest.strip()) or bool(parts.day) or shouted
    if ":" in parts.agency or parts.dash in {"", ":"} or len(parts.agency.split()) > 4:
        return False
    return shouted or bool(parts.day)


def _is_agency(name: str, grammar: _Grammar) -> bool:
    folded = name.casefold()
    if folded in grammar.agencies or re.fullmatch(r"[KW][A-Z]{2,3}(?:[- ]?(?:TV|AM|FM|\d{1,2}))?", name):
        return True  # the last: call signs of American stations
    parts = [part.strip() for part in re.split(r"[/+&,]|\s-\s|-(?=[A-Z])|\sand\s", folded)]
    return (
        any(part in grammar.agencies for part in parts)
        or re.match(r"(?:CBS|CNN|AFP|ABC|NBC|FOX)[A-Z ]", name) is not None
    )


def _is_shouted(place: str) -> bool:
    """True for capitals, "McALLEN" and what lies outside them ("CHATHAM, Mass.") included."""
    first = place.split(",")[0].split("/")[0]
    letters = [char for word in first.split() if word not in _PARTICLES.split("|") for char in word if char.isalpha()]
    return len(letters) > 1 and sum(char.isupper() for char in letters) >= 0.75 * len(letters)


def _is_label(place: str, grammar: _Grammar) -> bool:
    words = [word.strip(".").casefold() for word in re.split(r"[\s,/]+", place) if word]
    return any(word in grammar.labels for word in words) or all(word in grammar.labels_alone for word in words)


def _abbreviates(short: str, place: str) -> bool:
    """True for "World Health Organization (WHO)" and for "NASA (National Aeronautics …)"."""

    def initials(text: str) -> str:
        return "".join(word[0] for word in re.split(r"[\s-]+", text) if word[:1].isupper())

    bare = re.sub(r"\W", "", short)
    place = place.removeprefix("The ")
    return len(initials(place)) > 1 and initials(place) == bare or len(initials(short)) > 1 and initials(short) == place
