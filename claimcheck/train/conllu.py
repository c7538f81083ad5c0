"""Reading the treebanks (CoNLL-U) and name annotations (IOB2) that the annotator learns from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

OPEN_GENRES = frozenset("news interview bio voyage academic court textbook vlog speech conversation".split())
"""GUM's genres whose texts may be built on commercially; the others are left out of what ships."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank; ``head`` counts from 1, 0 is the root; ``space`` tells whether a space follows;
    ``tag`` is the Penn tag."""

    form: str
    lemma: str
    pos: str
    head: int
    dep: str
    misc: str = "_"
    space: bool = True
    tag: str = ""


@dataclass(frozen=True, slots=True)
class TreeSentence:
    """A sentence of a treebank; ``names`` are (label, first, last) spans over its words, None where unlabelled."""

    id: str
    text: str
    document: str
    genre: str
    starts_paragraph: bool
    words: tuple[Word, ...]
    names: tuple[tuple[str, int, int], ...] | None = None


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
    if block:
        yield block


def _words(rows: list[list[str]]) -> tuple[Word, ...]:
    words: list[Word] = []
    inside, no_space_after = 0, False
    for row in rows:
        if "-" in row[0]:
            inside = int(row[0].split("-")[1])
            no_space_after = "SpaceAfter=No" in row[9]
            continue
        if "." in row[0]:
            continue
        number = int(row[0])
        glued = "SpaceAfter=No" in row[9].split("|")
        if number < inside or (number == inside and no_space_after):
            glued = True
        words.append(Word(row[1], row[2], row[3], int(row[6]), row[7], row[9], not glued, row[4]))
    return tuple(words)


def read_trees(path: Path) -> list[TreeSentence]:
    """Every sentence of a CoNLL-U file; multiword ranges and empty nodes are dissolved into plain words."""
    sentences: list[TreeSentence] = []
    document = genre = ""
    for block in _blocks(path):
        ident = text = ""
        starts = False
        rows: list[list[str]] = []
        for line in block:
            if not line.startswith("#"):
                rows.append(line.split("\t"))
                continue
            key, _, value = line[1:].partition("=")
            match key.strip():
                case "newdoc id":
                    document, genre, starts = value.strip(), "", True
                case "meta::genre":
                    genre = value.strip()
                case "sent_id":
                    ident = value.strip()
                case "text":
                    text = value.strip()
                case name if name.startswith("newpar"):
                    starts = True
        sentences.append(TreeSentence(ident, text, document, genre, starts, _words(rows)))
    return sentences


def open_genres(sentences: list[TreeSentence]) -> list[TreeSentence]:
    """The sentences of GUM whose genre is open."""
    return [sentence for sentence in sentences if sentence.genre in OPEN_GENRES]


def spans(tags: list[str]) -> tuple[tuple[str, int, int], ...]:
    """The (label, first, last) spans of a row of IOB2 tags."""
    found: list[tuple[str, int, int]] = []
    for index, tag in enumerate(tags):
        mark, _, label = tag.partition("-")
        if mark == "I" and found and found[-1][0] == label and found[-1][2] == index:
            found[-1] = (label, found[-1][1], index + 1)
        elif mark in ("B", "I"):
            found.append((label, index, index + 1))
    return tuple(found)


def read_names(path: Path) -> list[TreeSentence]:
    """Every sentence of a Universal NER file: words without trees (``head`` -1), names PER, LOC, ORG."""
    sentences: list[TreeSentence] = []
    document = ""
    for block in _blocks(path):
        ident = text = ""
        words: list[Word] = []
        tags: list[str] = []
        for line in block:
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                if key.strip() == "newdoc id":
                    document = value.strip()
                elif key.strip() == "sent_id":
                    ident = value.strip()
                elif key.strip() == "text":
                    text = value.strip()
                continue
            row = line.split("\t")
            words.append(Word(row[1], "", "", -1, ""))
            tags.append(row[2] if row[2][:2] in ("B-", "I-") else "O")
        sentences.append(TreeSentence(ident, text, document, "", False, tuple(words), spans(tags)))
    return sentences


def with_names(sentence: TreeSentence, names: tuple[tuple[str, int, int], ...]) -> TreeSentence:
    """The sentence with its names."""
    return replace(sentence, names=names)
