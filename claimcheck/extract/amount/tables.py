"""The word lists that amounts are read with, loaded once from ``claimcheck/data``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

Table = Mapping[str, object]


@cache
def table(name: str) -> Table:
    """The whole TOML file ``name`` as a mapping."""
    return tomllib.loads(files("claimcheck").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def section(name: str, *path: str) -> Table:
    """A table inside a file, by its dotted path."""
    here = table(name)
    for key in path:
        here = cast(Table, here[key])
    return here


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """A list of words inside a file, by its dotted path."""
    return frozenset(cast(list[str], section(name, *path[:-1])[path[-1]]))


@cache
def numbers(*path: str) -> dict[str, float]:
    """A table of word -> value from the number words."""
    return {word: float(cast(float, value)) for word, value in section("numbers", *path).items()}


@cache
def ranges(*path: str) -> dict[str, tuple[float, float]]:
    """A table of word -> [low, high] from the number words."""
    found = cast(Mapping[str, list[float]], section("numbers", *path))
    return {word: (float(pair[0]), float(pair[1])) for word, pair in found.items()}
