"""Streets, crossings and venues compared by their names."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from claimcheck.compare.spelling import near_spelling, plain, transliterated
from claimcheck.compare.street import other_spelling, read_street
from claimcheck.model import Comparison, Slot, SlotRelation, Where

_SAME, _WITHIN, _OVERLAPS = SlotRelation.SAME, SlotRelation.WITHIN, SlotRelation.OVERLAPS
_DISJOINT, _UNKNOWN = SlotRelation.DISJOINT, SlotRelation.UNKNOWN
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "at",
        "in",
        "on",
        "this",
        "that",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "old",
        "new",
        "big",
        "small",
        "local",
        "nearby",
    ]
)


@lru_cache(maxsize=1)
def venue_classes() -> dict[str, str]:
    """Noun of a venue -> its class ("pub" -> "bar"); "open" for nouns that fit many venues."""
    text = files("claimcheck.data").joinpath("gazetteer_words.toml").read_text(encoding="utf-8")
    classes: dict[str, str] = {}
    for name, nouns in tomllib.loads(text)["venues"].items():
        for noun in nouns:
            classes.setdefault(noun, name)
    return classes


def _answer(relation: SlotRelation, reason: str, score: float) -> Comparison:
    return Comparison(Slot.WHERE, relation, reason, score)


def relate_streets(first: Where, second: Where) -> Comparison:
    """Two streets or crossings by their normal names: "3rd avenue & pine street" lies on "pine street", and is
    another crossing than "3rd avenue & pike street"."""
    a, b = set(first.name.split(" & ")), set(second.name.split(" & "))
    said = f"“{first.text}” and “{second.text}”"
    if a == b:
        return _answer(_SAME, f"{said} are one", 1.0)
    only_a, only_b = sorted(a - b), sorted(b - a)
    if len(only_a) == len(only_b) == 1:
        one, other = only_a[0], only_b[0]
        if _one_street(one, other) or other_spelling(read_street(one), read_street(other)):
            return _answer(_SAME, f"{said}: spelling variant", 0.9)
        if one.endswith(f" {other}") or other.endswith(f" {one}") or one.split()[0] == other.split()[0]:
            return _answer(_OVERLAPS, f"{said} may be one street", 0.6)
    if a <= b or b <= a:
        return _answer(_WITHIN, f"{said}: one lies on the other", 0.8)
    if a & b:
        return _answer(_DISJOINT, f"{said} are different crossings of {sorted(a & b)[0]}", 0.5)
    if len(a) != len(b):
        return _answer(_UNKNOWN, f"{said}: a crossing and another street", 0.2)
    return _answer(_DISJOINT, f"{said} are different streets", 0.1)


def _one_street(one: str, other: str) -> bool:
    a, b = sorted((one.split(), other.split()), key=len)
    if len(a) + 1 == len(b) and a == b[:-1]:
        return True  # "the 900 block of Monroe" is on Monroe Street
    if len(a) != len(b) or a[-1] != b[-1]:
        return False
    apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(apart) == 1 and (transliterated(*apart[0]) or (near_spelling(*apart[0]) and len(apart[0][0]) > 6))


def relate_venues(first: Where, second: Where) -> Comparison:
    """Two venues: names, or nouns of one class. Different classes tell nothing: a pub may stand in a square."""
    a, b = _words(first), _words(second)
    said = f"“{first.text}” and “{second.text}”"
    if a == b and a:
        return _answer(_SAME, f"{said} are the same", 0.95)
    class_a, class_b = _class_of(a), _class_of(b)
    proper_a, proper_b = _proper(first), _proper(second)
    one_class = class_a == class_b and class_a not in ("", "open")
    if proper_a and proper_b:
        if proper_a == proper_b and one_class:
            return _answer(_SAME, f"{said}: one name, like nouns", 0.9)
        if proper_a <= proper_b or proper_b <= proper_a:
            return _answer(_WITHIN, f"{said}: one name is part of the other", 0.7)
        if proper_a & proper_b:
            return _answer(_OVERLAPS, f"{said} share a name", 0.5)
        if one_class:
            return _answer(_DISJOINT, f"{said} are named differently", 0.1)
        return _answer(_UNKNOWN, f"{said}: venues of different sorts", 0.1)
    if a[-1:] == b[-1:] or one_class:
        return _answer(
            _WITHIN if proper_a or proper_b or set(a) <= set(b) or set(b) <= set(a) else _OVERLAPS,
            f"{said} can be one",
            0.6,
        )
    return _answer(_UNKNOWN, f"{said}: nothing tells whether they are one place", 0.1)


def _words(where: Where) -> tuple[str, ...]:
    return tuple(word for word in plain(where.name).split() if word not in _SMALL)


def venue_class(where: Where) -> str:
    """The class of a venue's noun ("hospital", "bar"), "" for what is no venue."""
    return _class_of(_words(where)) if where.kind == "venue" else ""


def _class_of(words: tuple[str, ...]) -> str:
    classes = venue_classes()
    pair = " ".join(words[-2:])
    return classes.get(pair) or (classes.get(words[-1], "") if words else "")


def _proper(where: Where) -> frozenset[str]:
    """The capitalised words of a venue's name that are no venue nouns, nor the place it lies in: "a Naples mall" has
    no name of its own."""
    classes = venue_classes()
    around = {word for name in where.within for word in plain(name).split()}
    return frozenset(
        plain(word)
        for word in where.name.split()
        if word[:1].isupper() and plain(word) not in classes and plain(word) not in _SMALL and plain(word) not in around
    )
