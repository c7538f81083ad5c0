"""Training examples and batches of them, with letter case varied as headlines and wires vary it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor

from claimcheck.text.pieces import Pieces, Shape, Splitter
from claimcheck.train.conllu import TreeSentence
from claimcheck.train.entities import TAGS, tags

IGNORED = -100
LONGEST = 140
_CASED = (Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.MIXED)
_SMALL_WORDS = frozenset("a an and as at but by for from in into of off on or over the to up with".split())


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from. Values are IGNORED where unlabelled; ``open_names``: EVENT and OTHER may hide
    among the words without name (UNER does not label them)."""

    pieces: Pieces
    words: tuple[str, ...]
    tags: list[int]
    heads: list[int]
    labels: list[int]
    names: list[int]
    open_names: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Inventory:
    """The tags and labels that the heads choose from."""

    tags: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...] = TAGS
    tag_index: dict[str, int] = field(default_factory=dict)
    label_index: dict[str, int] = field(default_factory=dict)

    @staticmethod
    def of(sentences: Sequence[TreeSentence]) -> Inventory:
        """Every tag and label that occurs in the training trees."""
        found_tags = tuple(sorted({word.pos for sentence in sentences for word in sentence.words if word.pos}))
        found = tuple(sorted({word.dep for sentence in sentences for word in sentence.words if word.dep}))
        return Inventory(
            found_tags,
            found,
            TAGS,
            {tag: index for index, tag in enumerate(found_tags)},
            {label: index for index, label in enumerate(found)},
        )


def example(
    sentence: TreeSentence, splitter: Splitter, inventory: Inventory, open_names: bool = False, weight: float = 1.0
) -> Example:
    """A treebank sentence as an example; what it does not label is ignored."""
    words = sentence.words
    forms = tuple(word.form for word in words)
    if sentence.names is None:
        names = [IGNORED] * len(words)
    else:
        names = [TAGS.index(tag) for tag in tags(sentence.names, len(words))]
    return Example(
        splitter.sentence(forms),
        forms,
        [inventory.tag_index.get(word.pos, IGNORED) for word in words],
        [word.head if word.head >= 0 else IGNORED for word in words],
        [inventory.label_index.get(word.dep, IGNORED) for word in words],
        names,
        open_names,
        weight,
    )


def _recase(words: Sequence[str], pieces: Pieces, style: str) -> Pieces:
    shapes = list(pieces.shapes)
    bounds = [*pieces.first[1:], len(shapes) - 1]
    for index, word in enumerate(words):
        begin, end = bounds[index], bounds[index + 1]
        if shapes[begin] not in _CASED:
            continue
        if style == "title" and word.lower() not in _SMALL_WORDS and shapes[begin] == Shape.LOWER:
            shape = Shape.TITLE
        elif style == "upper":
            shape = Shape.UPPER
        elif style == "lower":
            shape = Shape.LOWER
        else:
            continue
        shapes[begin:end] = [int(shape)] * (end - begin)
    return Pieces(pieces.ids, shapes, pieces.first)


def recase(item: Example, chance: random.Random) -> Example:
    """Sometimes the sentence in Title Case (8 %), ALL CAPS (6 %) or all lower (4 %): only shapes change."""
    draw = chance.random()
    style = "title" if draw < 0.08 else "upper" if draw < 0.14 else "lower" if draw < 0.18 else ""
    return replace(item, pieces=_recase(item.words, item.pieces, style)) if style else item


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors of several examples; 0 pads ids, IGNORED pads what is learned."""

    ids: Tensor
    shapes: Tensor
    first: Tensor
    present: Tensor
    tags: Tensor
    heads: Tensor
    labels: Tensor
    names: Tensor
    open_names: Tensor
    weights: Tensor


def _pad(rows: list[list[int]], value: int) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def collate(items: Sequence[Example]) -> Batch:
    """The examples as one padded batch."""
    return Batch(
        _pad([item.pieces.ids for item in items], 0),
        _pad([item.pieces.shapes for item in items], 0),
        _pad([item.pieces.first for item in items], 0),
        _pad([[1] * len(item.pieces.first) for item in items], 0).bool(),
        _pad([item.tags for item in items], IGNORED),
        _pad([item.heads for item in items], IGNORED),
        _pad([item.labels for item in items], IGNORED),
        _pad([item.names for item in items], IGNORED),
        torch.tensor([item.open_names for item in items]),
        torch.tensor([item.weight for item in items]),
    )


def batches(items: Sequence[Example], size: int, chance: random.Random, vary: bool = True) -> Iterator[Batch]:
    """Shuffled batches of about ``size`` wordpieces, of sentences of like length (sorted within chunks)."""
    order = [item for item in items if len(item.pieces.ids) <= LONGEST]
    chance.shuffle(order)
    made: list[list[Example]] = []
    for begin in range(0, len(order), 1200):
        chunk = sorted(order[begin : begin + 1200], key=lambda item: len(item.pieces.ids))
        batch: list[Example] = []
        for item in chunk:
            if batch and (len(batch) + 1) * len(item.pieces.ids) > size:
                made.append(batch)
                batch = []
            batch.append(item)
        made.append(batch)
    chance.shuffle(made)
    for batch in made:
        yield collate([recase(item, chance) if vary else item for item in batch])
