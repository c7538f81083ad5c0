"""Counted nouns by meaning: their class (person, vehicle, money …), their kind, how alike two of them are."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from claimcheck.compare.words import WordTable
from claimcheck.model import Amount


@dataclass(frozen=True, slots=True)
class CountedTable:
    """The tables of counted nouns, roles and dimensions.

    ``wider``: pairs of roles of which one may take in the other.
    """

    of_word: dict[str, tuple[str, ...]]
    generic: frozenset[str]
    kinds: dict[str, frozenset[tuple[str, int]]]
    persons_only: frozenset[str]
    wider: frozenset[tuple[str, str]]
    roles: frozenset[str]
    dimensions: frozenset[str]


@lru_cache(maxsize=1)
def counted_table() -> CountedTable:
    """The shipped tables, read once."""
    data = files("claimcheck").joinpath("data")
    table = tomllib.loads(data.joinpath("counted.toml").read_text(encoding="utf-8"))
    units = tomllib.loads(data.joinpath("units.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    generic: set[str] = set()
    kinds: dict[str, set[tuple[str, int]]] = {}
    for name, entry in cast(Mapping[str, Mapping[str, object]], table["class"]).items():
        for word in cast(list[str], entry["generic"]):
            found.setdefault(word, []).append(name)
            generic.add(word)
        for number, kind in enumerate(cast(list[list[str]], entry["kinds"])):
            for word in kind:
                found.setdefault(word, []).append(name)
                kinds.setdefault(word, set()).add((name, number))
    wider = {(pair[0], pair[1]) for pair in cast(list[list[str]], table["roles"]["wider"])}
    return CountedTable(
        {word: tuple(dict.fromkeys(names)) for word, names in found.items()},
        frozenset(generic),
        {word: frozenset(pairs) for word, pairs in kinds.items()},
        frozenset(cast(list[str], table["roles"]["of_persons"])),
        frozenset(wider),
        frozenset(table["role"]),
        frozenset(units["dimensions"]),
    )


@lru_cache(maxsize=20_000)
def counted_class(of: str) -> str:
    """The class of a counted noun: person, vehicle, building, weapon, incident, document, vote, money, animal; "" if
    unknown. A name in capitals ("Marta Lind") is a person."""
    found = counted_classes(of)
    return found[0] if found else ""


@lru_cache(maxsize=20_000)
def counted_classes(of: str) -> tuple[str, ...]:
    """Every class that a counted noun may belong to: a "bill" is money or a document."""
    if not of:
        return ()
    classes = counted_table().of_word
    found = classes.get(of) or classes.get(of.replace("-", " ").rpartition(" ")[2]) or ()
    return found or (("person",) if of[:1].isupper() else ())


def classes_of(amount: Amount) -> frozenset[str]:
    """The classes of what an amount counts; persons where only persons can have its role."""
    if not amount.of and not amount.unit and amount.role in counted_table().persons_only:
        return frozenset(["person"])
    return frozenset(counted_classes(amount.of))


@lru_cache(maxsize=50_000)
def noun_likeness(a: str, b: str) -> float:
    """How alike two counted nouns are: 0.9 for words of one kind, else their nearness in meaning."""
    kinds = counted_table().kinds
    if kinds.get(a, frozenset()) & kinds.get(b, frozenset()):
        return 0.9
    if a in kinds and b in kinds and a.rpartition(" ")[2] != b:
        return 0.2
    last_a, last_b = a.rpartition(" ")[2], b.rpartition(" ")[2]
    if last_a == last_b:
        return 0.8
    return 0.8 * WordTable.load().similarity(*sorted((last_a.lower(), last_b.lower())))
