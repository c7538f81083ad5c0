"""Names for the entity head: GUM's nested mentions and UNER's three labels brought to one flat scheme.

GUM marks every mention ("the former president, who …"); names are those whose syntactic head is a proper noun,
cut to the name itself: determiners, titles, appositions and relative clauses are no part of it (as in UNER).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from claimcheck.text.names import is_facility
from claimcheck.train.conllu import TreeSentence, Word

LABELS = ("PERSON", "ORG", "PLACE", "FACILITY", "EVENT", "OTHER")
TAGS = ("O", *(f"{mark}-{label}" for label in LABELS for mark in "BI"))
UNLABELLED_BY_UNER = ("EVENT", "OTHER")

_GUM = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "PLACE",
    "event": "EVENT",
    "object": "OTHER",
    "abstract": "OTHER",
}
_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
_INSIDE = {
    "PERSON": frozenset({"flat", "compound", "goeswith"}),
    "ORG": frozenset({"flat", "compound", "goeswith", "amod", "nmod", "nmod:poss", "conj", "nummod", "obl"}),
    "PLACE": frozenset({"flat", "compound", "goeswith", "amod", "nmod", "nmod:poss", "nummod"}),
    "EVENT": frozenset({"flat", "compound", "goeswith", "amod", "nmod", "nmod:poss", "nummod"}),
    "OTHER": frozenset({"flat", "compound", "goeswith", "amod", "nmod", "nmod:poss", "nummod"}),
}
_PREPOSITIONS = frozenset({"of", "for", "the", "and", "&", "on", "de", "'s", "’s"})


@cache
def _titles() -> frozenset[str]:
    raw = files("claimcheck.data").joinpath("person_titles.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(raw)["titles"])


def mentions(words: tuple[Word, ...]) -> list[tuple[str, int, int]]:
    """GUM's mentions, (type, first, last), from the Entity field of MISC."""
    found: list[tuple[str, int, int]] = []
    opened: dict[str, list[tuple[str, int]]] = {}
    for index, word in enumerate(words):
        for part in word.misc.split("|"):
            if not part.startswith("Entity="):
                continue
            for match in re.finditer(r"\(([^()]*)(\))?|([^()]+)\)", part[7:]):
                if match[1] is not None:
                    ident, kind = match[1].split("-")[:2]
                    if match[2]:
                        found.append((kind, index, index + 1))
                    else:
                        opened.setdefault(ident, []).append((kind, index))
                elif opened.get(match[3]):
                    kind, first = opened[match[3]].pop()
                    found.append((kind, first, index + 1))
    return found


def _head(words: tuple[Word, ...], first: int, last: int) -> int:
    for index in range(first, last):
        if not first <= words[index].head - 1 < last:
            return index
    return first


def _belongs(words: tuple[Word, ...], index: int, label: str) -> bool:
    word = words[index]
    if word.dep not in _INSIDE[label]:
        return False
    if word.dep == "nmod:poss" or word.dep in ("nmod", "obl"):
        return word.pos == "PROPN" and any(
            other.head - 1 == index and other.dep == "case" and other.form.lower() in _PREPOSITIONS for other in words
        )
    return word.pos == "PROPN" or word.form[:1].isupper() or word.dep in ("nummod", "flat")


def _core(words: tuple[Word, ...], first: int, last: int, label: str) -> tuple[int, int]:
    head = _head(words, first, last)
    inside = {head}
    grown = True
    while grown:
        grown = False
        for index in range(first, last):
            if index not in inside and words[index].head - 1 in inside and _belongs(words, index, label):
                inside.add(index)
                grown = True
    low = high = head
    links = ("case", "det", "punct", "cc")
    for step in (-1, 1):
        index = head + step
        edge = head
        while first <= index < last and (index in inside or words[index].dep in links):
            if index in inside:
                edge = index
            elif words[index].dep == "punct" and words[index].form not in ("-", "–", ".", "&", "’", "'", "/"):
                break
            index += step
        low, high = min(low, edge), max(high, edge)
    return low, high + 1


def _without_titles(words: tuple[Word, ...], first: int, last: int) -> tuple[int, int]:
    for index in range(last - 2, first - 1, -1):
        if words[index].form.lower().rstrip(".") in _titles():
            return index + 1, last
    return first, last


def _as_facility(label: str, words: tuple[Word, ...], first: int, last: int) -> str:
    if label not in ("PLACE", "OTHER"):
        return label
    return "FACILITY" if is_facility([word.form for word in words[first:last]]) else label


def gum_names(sentence: TreeSentence) -> tuple[tuple[str, int, int], ...]:
    """The flat names of a GUM sentence, longest first where they overlap, in order of place."""
    words = sentence.words
    found: set[tuple[str, int, int]] = set()
    for kind, first, last in mentions(words):
        label = _GUM.get(kind)
        head = words[_head(words, first, last)]
        if label is None or head.pos != "PROPN" or not head.form[:1].isupper():
            continue
        low, high = _core(words, first, last, label)
        if label == "PERSON" and head.tag == "NNPS":
            continue
        if label == "PERSON":
            low, high = _without_titles(words, low, high)
            if high - low == 1 and words[low].form.lower().rstrip(".") in _titles():
                continue
        found.add((_as_facility(label, words, low, high), low, high))
    chosen: list[tuple[str, int, int]] = []
    order = {label: rank for rank, label in enumerate(LABELS)}
    for label, low, high in sorted(found, key=lambda span: (span[1] - span[2], order[span[0]], span[1])):
        if all(high <= other[1] or low >= other[2] for other in chosen):
            chosen.append((label, low, high))
    return tuple(sorted(chosen, key=lambda span: span[1]))


def uner_names(sentence: TreeSentence) -> tuple[tuple[str, int, int], ...]:
    """UNER's names under our labels; a place that ends in a building's noun becomes a facility."""
    return tuple(
        (_as_facility(_UNER[label], sentence.words, first, last), first, last)
        for label, first, last in sentence.names or ()
        if label in _UNER
    )


def tags(names: tuple[tuple[str, int, int], ...], length: int) -> list[str]:
    """IOB2 tags of flat names."""
    row = ["O"] * length
    for label, first, last in names:
        row[first] = f"B-{label}"
        for index in range(first + 1, last):
            row[index] = f"I-{label}"
    return row
