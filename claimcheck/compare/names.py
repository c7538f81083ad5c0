"""People's and organisations' names: titles, initials, short forms, the sex of given names, nouns for people."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from claimcheck.compare.spelling import near_spelling, plain, transliterated


class Sex(StrEnum):
    """As far as a word tells."""

    MALE = "m"
    FEMALE = "f"
    UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class Title:
    """A word before a name: what sex it tells, the class of office ("leader", "police"), "" for courtesies."""

    sex: Sex
    office: str


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for people: sex and age it tells ("child", "adult", ""), broader nouns, whether a collective."""

    sex: Sex
    age: str
    broader: frozenset[str]
    collective: bool


@dataclass(frozen=True, slots=True)
class NameWords:
    """The word lists of names."""

    titles: dict[str, Title]
    nouns: dict[str, PersonNoun]
    sexes: dict[str, Sex]
    full_names: dict[str, frozenset[str]]


def _rows(name: str) -> list[list[str]]:
    text = files("claimcheck.data").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _sex(cell: str) -> Sex:
    return Sex(cell) if cell in ("m", "f") else Sex.UNKNOWN


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """The word lists, read once."""
    titles = {row[0]: Title(_sex(row[1]), row[2] if row[2] != "-" else "") for row in _rows("titles.tsv")}
    nouns = {
        row[0]: PersonNoun(
            sex=_sex(row[1]),
            age=row[2] if row[2] != "-" else "",
            broader=frozenset(part for part in row[3].split("|") if part),
            collective=len(row) > 4 and row[4] == "1",
        )
        for row in _rows("names_nouns.tsv")
    }
    full: dict[str, set[str]] = {}
    for name, short in _rows("names_short.tsv"):
        for form in short.split("|"):
            full.setdefault(form, set()).add(name)
    return NameWords(
        titles=titles,
        nouns=nouns,
        sexes={row[0]: _sex(row[1]) for row in _rows("names_sex.tsv")},
        full_names={form: frozenset(names) for form, names in full.items()},
    )


@lru_cache(maxsize=1)
def body_nouns() -> frozenset[str]:
    """Nouns that end names of public bodies and could stand for one another in a slip: branch, unit, agency …"""
    return frozenset(row[0] for row in _rows("names_bodies.tsv"))


_OF_MEMBERS = frozenset({"association", "federation", "foundation", "league", "society", "union"})
"""Nouns of bodies that people join: the officers' association of a department is another body."""


def may_be_one_body(noun: str, other: str) -> bool:
    """Whether two nouns that end names of bodies may stand for one another in a slip."""
    plural = noun.rstrip("s") == other.rstrip("s")
    return {noun, other} <= body_nouns() and not plural and (noun in _OF_MEMBERS) == (other in _OF_MEMBERS)


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "qc", "kc", "obe", "mbe", "esq", "mp"})
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "ben",
        "de",
        "da",
        "di",
        "du",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "le",
        "la",
        "st",
        "ter",
        "ten",
        "dos",
        "das",
    ]
)
_LEGAL = frozenset(
    [
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "plc",
        "ag",
        "gmbh",
        "sa",
        "spa",
        "nv",
        "company",
        "corporation",
        "limited",
        "group",
        "holdings",
    ]
)
_ORG_SMALL = frozenset({"the", "of", "for", "and", "&", "in", "on", "at", "a", "an", "s"})
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=16384)
def split_title(name: str) -> tuple[str, str]:
    """(title, name) of a written name: "Prime Minister Keir Starmer" -> ("Prime Minister", "Keir Starmer"). A
    title alone stays the name."""
    words = _POSSESSIVE.sub("", name.strip()).split()
    titles = name_words().titles
    cut = 0
    given = bool(words) and plain(words[0]) in name_words().sexes and plain(words[0]) not in titles
    for index in range(min(len(words) - 1, 5)):
        one = plain(words[index])
        two = plain(f"{words[index]} {words[index + 1]}")
        end = index + 2 if two in titles and index + 2 < len(words) else index + 1 if one in titles else 0
        if end > cut and not (given and (end < 3 or len(words) - end < 2)):
            cut = end  # after a given name only in the middle: "Kent County Executive Ada Hall", not "Ada King Hall"
    return " ".join(words[:cut]), " ".join(words[cut:])


@lru_cache(maxsize=16384)
def person_parts(name: str) -> tuple[str, ...]:
    """The plain words of a person's name without title and suffix: ("vladimir", "putin")."""
    _, bare = split_title(name)
    words = plain(bare).split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return tuple(words)


def surname_of(parts: Sequence[str]) -> tuple[str, ...]:
    """The last word with its particles: ("van", "gogh")."""
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in _PARTICLES:
        start -= 1
    return tuple(parts[max(start, 0) :])


def given_sex(name: str) -> Sex:
    """The sex that a name's title, or else its given name, tells."""
    title, bare = split_title(name)
    words = name_words()
    for word in (plain(title), *plain(title).split()):
        known = words.titles.get(word)
        if known is not None and known.sex is not Sex.UNKNOWN:
            return known.sex
    parts = plain(bare).split()
    return words.sexes.get(parts[0], Sex.UNKNOWN) if len(parts) > 1 else Sex.UNKNOWN


def same_given_name(first: str, second: str) -> bool:
    """Whether two given names can be one person's: equal, an initial, a short form, a transliteration."""
    if first == second or (1 in (len(first), len(second)) and first[:1] == second[:1]):
        return True
    if short_forms(first, second):
        return True
    return transliterated(first, second) or first.replace(" ", "") == second.replace(" ", "")


def short_forms(first: str, second: str) -> bool:
    """Whether one given name is a short form of the other, or both are of a third."""
    full = name_words().full_names
    of_first, of_second = full.get(first, frozenset()), full.get(second, frozenset())
    return second in of_first or first in of_second or bool(of_first & of_second and _both_short(first, second))


def _both_short(first: str, second: str) -> bool:
    return len(first) <= 5 and len(second) <= 5


class NameMatch(StrEnum):
    """How two names of people stand to each other."""

    EQUAL = "the same name"
    FORM = "forms of one name"
    SPELLING = "spelling variant"
    SLIP = "one letter apart"
    PART = "part of the same name"
    SURNAME_ONLY = "same surname, other given name"
    OTHER = "other name"


@lru_cache(maxsize=65536)
def match_people(first: str, second: str) -> NameMatch:
    """Compare two written names of people; symmetric."""
    a, b = person_parts(first), person_parts(second)
    if not a or not b:
        return NameMatch.OTHER
    if a == b:
        return NameMatch.EQUAL
    if len(a) > len(b) or (len(a) == len(b) and a > b):
        a, b = b, a
    if len(a) == 1:
        return _match_single(a[0], b)
    return _match_full(a, b)


def _match_single(word: str, parts: tuple[str, ...]) -> NameMatch:
    if word in parts:
        return NameMatch.PART
    if len(parts) == 1:
        if transliterated(word, parts[0]):
            return NameMatch.SPELLING
        return NameMatch.SLIP if near_spelling(word, parts[0]) else NameMatch.OTHER
    if transliterated(word, parts[-1]):
        return NameMatch.PART
    return NameMatch.OTHER


def _match_full(a: tuple[str, ...], b: tuple[str, ...]) -> NameMatch:
    last_a, last_b = surname_of(a)[-1], surname_of(b)[-1]
    if set(a) <= set(b) or "".join(a) == "".join(b):
        return NameMatch.FORM
    same_last = last_a == last_b or transliterated(last_a, last_b)
    same_first = same_given_name(a[0], b[0])
    if same_last and same_first:
        return NameMatch.FORM if last_a == last_b and not _spelled_apart(a[0], b[0]) else NameMatch.SPELLING
    if same_first and near_spelling(last_a, last_b) and a[0] == b[0]:
        return NameMatch.SLIP
    if same_last and near_spelling(a[0], b[0]) and not _both_given(a[0], b[0]):
        return NameMatch.SLIP
    family_first = a[0] == b[0] and len(a) == len(b) == 2 and last_a != last_b
    if family_first and transliterated(last_a, last_b):
        return NameMatch.SPELLING
    return NameMatch.SURNAME_ONLY if last_a == last_b else NameMatch.OTHER


def _spelled_apart(first: str, second: str) -> bool:
    return first != second and transliterated(first, second)


def _both_given(first: str, second: str) -> bool:
    known = name_words().sexes
    return first in known and second in known


@lru_cache(maxsize=16384)
def organisation_words(name: str) -> tuple[str, ...]:
    """The words of an organisation's name that tell it apart: no articles, no legal form at the end."""
    words = [word for word in plain(_POSSESSIVE.sub("", name.strip())).split() if word not in _ORG_SMALL]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return tuple(words)


def acronym_of(name: str) -> str:
    """The capitals of a name's words: "World Health Organization" -> "WHO"."""
    words = [word for word in re.split(r"[\s-]+", name) if word[:1].isupper()]
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""
