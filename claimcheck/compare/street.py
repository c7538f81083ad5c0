"""Streets compared part by part: "east 14th street" is a compass word, a stem and a kind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

_ROADS_OF_A_NUMBER = frozenset({"highway", "interstate", "route"})
#: A slip is looked for in stems of this length on; two letters may differ from the longer length on.
_ONE_SLIP, _TWO_SLIPS = 6, 11
_OPPOSITE = (frozenset({"north", "south"}), frozenset({"east", "west"}))


@dataclass(frozen=True, slots=True)
class Street:
    """A street's normal name in parts; compass and kind are empty where the text prints none."""

    compass: str
    stem: str
    kind: str

    @property
    def numbered(self) -> bool:
        """Whether it is one of a grid ("14th Street"), where street and avenue of one number are two streets."""
        return self.stem[:1].isdigit()


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    text = files("claimcheck.data").joinpath("gazetteer_words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return frozenset(table["compass"]), frozenset(table["streets"])


@lru_cache(maxsize=8192)
def read_street(name: str) -> Street:
    """The parts of a street's normal name."""
    compass, kinds = _words()
    words = name.split()
    kind = words.pop() if len(words) > 1 and words[-1] in kinds else ""
    first = words.pop(0) if len(words) > 1 and words[0] in compass else ""
    return Street(first, " ".join(words), kind)


def streets_of(name: str) -> tuple[Street, ...]:
    """The one or two streets of a normal name ("pine street & 3rd avenue")."""
    return tuple(read_street(one) for one in name.split(" & "))


def opposite(a: Street, b: Street) -> bool:
    """Whether two compass words lie on opposite sides ("north", "southeast")."""
    return any(
        one in x and other in y
        for pair in _OPPOSITE
        for one, other in (sorted(pair), sorted(pair, reverse=True))
        for x, y in ((a.compass, b.compass),)
    )


def other_kind(a: Street, b: Street) -> bool:
    """One stem as street and as avenue. Highways and interstates are numbered or named for much else."""
    kinds = {a.kind, b.kind}
    return a.stem == b.stem and len(kinds) == 2 and "" not in kinds and not kinds & _ROADS_OF_A_NUMBER


def other_spelling(a: Street, b: Street) -> bool:
    """Stems of letters alone that differ by one slip (two in long stems), of one kind where both print one."""
    shorter = min(len(a.stem), len(b.stem))
    if (a.kind and b.kind and a.kind != b.kind) or opposite(a, b) or a.stem == b.stem or shorter < _ONE_SLIP:
        return False
    if any(letter.isdigit() for letter in a.stem + b.stem) or a.stem.replace(" ", "") == b.stem.replace(" ", ""):
        return False
    return OSA.distance(a.stem, b.stem) <= (2 if shorter >= _TWO_SLIPS else 1)
