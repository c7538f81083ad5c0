"""Names from the entity head: the best row of BIO tags."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from claimcheck.model import EntityLabel

LABEL_OF = {
    "PERSON": EntityLabel.PERSON,
    "ORG": EntityLabel.ORG,
    "PLACE": EntityLabel.PLACE,
    "FACILITY": EntityLabel.FACILITY,
    "EVENT": EntityLabel.EVENT,
    "OTHER": EntityLabel.OTHER,
}
Name = tuple[EntityLabel, int, int]
"""A label over words [first, last)."""


@cache
def _demonyms() -> frozenset[str]:
    raw = files("claimcheck.data").joinpath("demonyms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    found = {name.strip().lower() for row in rows for name in re.split(r"[|,]", row[1])}
    return frozenset(found - _kinds()["country"] - {"vatican"})


def is_plausible(words: Sequence[str], tags: Sequence[str], name: Name) -> bool:
    """Whether words can be a name at all: one is capitalised or a number, and it is no people's name alone
    ("Afghan"): whom that means is no one and no place."""
    _, first, last = name
    if last - first == 1 and (tags[first] == "ADJ" or words[first].lower() in _demonyms()):
        return False
    return any(not word.islower() and any(mark.isalnum() for mark in word) for word in words[first:last])


@cache
def _kinds() -> dict[str, frozenset[str]]:
    folder = files("claimcheck.data")
    raw = tomllib.loads(folder.joinpath("name_kinds.toml").read_text(encoding="utf-8"))
    raw["facility"] = tomllib.loads(folder.joinpath("facilities.toml").read_text(encoding="utf-8"))["nouns"]
    return {kind: frozenset(words) for kind, words in raw.items()}


def is_facility(name: Sequence[str]) -> bool:
    """Whether the words of a place's name say that it is built: "Riverside Arena", "Bridge of Sighs"."""
    folded = [word.lower() for word in name]
    if "of" in folded[1:]:
        folded = folded[: folded.index("of", 1)]
    return len(name) > 1 and folded[-1] in _kinds()["facility"]


def settled(label: EntityLabel, name: Sequence[str]) -> EntityLabel:
    """The label of a name, corrected where its own words say what it names ("Collins College" is no person)."""
    kinds = _kinds()
    folded = " ".join(word.lower() for word in name).replace(" '", "'").replace(" ’", "’")
    if folded in kinds["country"] and not (len(folded) == 2 and name[0].islower()):
        return EntityLabel.PLACE
    if folded in kinds["occasion"]:
        return EntityLabel.EVENT
    if len(name) < 2 or label is EntityLabel.ORG:
        return label
    first, last = name[0].lower(), name[-1].lower().rstrip(".")
    if label is not EntityLabel.PERSON and is_facility(name):
        return EntityLabel.FACILITY
    if last in kinds["organisation"] or (first in kinds["organisation_of"] and name[1].lower() == "of"):
        return EntityLabel.ORG
    if label is not EntityLabel.PLACE and last in kinds["event"]:
        return EntityLabel.EVENT
    return label


class NameDecoder:
    """Turns scores over BIO tags into names; a tag I never follows another label's tag."""

    def __init__(self, tags: Sequence[str]) -> None:
        self._tags = tuple(tags)
        size = len(self._tags)
        self._blocked = np.zeros((size, size), np.float32)
        self._opening = np.zeros(size, np.float32)
        for after, tag in enumerate(self._tags):
            if not tag.startswith("I-"):
                continue
            self._opening[after] = -1e4
            for before, other in enumerate(self._tags):
                if other[2:] != tag[2:]:
                    self._blocked[before, after] = -1e4

    def __call__(self, scores: npt.NDArray[np.float32]) -> list[Name]:
        """The names of one sentence. ``scores`` is N×(number of tags)."""
        best = [int(tag) for tag in scores.argmax(axis=1)]
        if not any(best):
            return []
        return self._spans(best if self._sound(best) else self._best_path(scores))

    def _sound(self, row: list[int]) -> bool:
        if self._opening[row[0]] < 0:
            return False
        return all(self._blocked[before, after] == 0 for before, after in zip(row, row[1:], strict=False))

    def _best_path(self, scores: npt.NDArray[np.float32]) -> list[int]:
        total = scores[0] + self._opening
        back: list[npt.NDArray[np.intp]] = []
        for row in scores[1:]:
            paths = total[:, None] + self._blocked
            back.append(paths.argmax(axis=0))
            total = paths.max(axis=0) + row
        path = [int(total.argmax())]
        for step in reversed(back):
            path.append(int(step[path[-1]]))
        return path[::-1]

    def _spans(self, row: list[int]) -> list[Name]:
        found: list[Name] = []
        for index, number in enumerate(row):
            mark, _, name = self._tags[number].partition("-")
            if mark == "B":
                found.append((LABEL_OF[name], index, index + 1))
            elif mark == "I":
                label, first, _ = found[-1]
                found[-1] = (label, first, index + 1)
        return found
