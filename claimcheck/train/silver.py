"""Silver sentences: news annotated by a draft of the network, learned from where it is sure.

What the draft alone does not know the article does: names are made consistent over the whole article first, and
what a sentence's labels change by that is the lesson. The treebank that has no names gets them the same way.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimcheck.model import EntityLabel, Sentence
from claimcheck.text.datelines import dateline_length
from claimcheck.text.encoder import OnnxAnnotator
from claimcheck.text.pieces import Splitter
from claimcheck.train.batches import IGNORED, Example, Inventory
from claimcheck.train.conllu import TreeSentence
from claimcheck.train.entities import TAGS

SURE = 0.8
SURE_NAME = 0.85
PLAUSIBLE_NAME = 0.1
"""Probabilities: of a tag or head, of a name's tag, and of a tag that the article's other sentences ask for."""
WEIGHT = 0.5
"""Of a silver sentence against a gold one."""
LETTERS = 3500
"""Of every article's beginning that is used."""
LENGTHS = range(3, 61)
_LABELS = {label: label.name for label in EntityLabel}


def news_texts(path: Path, articles_a_group: int, every: int) -> Iterator[str]:
    """Headline and beginning of some articles of every ``every``-th group of news-groups.jsonl.xz."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every:
                continue
            for article in json.loads(line)["articles"][:articles_a_group]:
                yield f"{article['title']}\n{article['text'][:LETTERS]}"


def _softmax(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def _name_tags(sentence: Sentence) -> list[int]:
    row = [0] * len(sentence.tokens)
    for entity in sentence.entities:
        for index in range(entity.first, entity.last):
            row[index] = TAGS.index(f"{'B' if index == entity.first else 'I'}-{_LABELS[entity.label]}")
    return row


def agreed(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """Where two rows of name tags agree; whole runs of names are ignored where they do not."""
    row = [one if one == other else IGNORED for one, other in zip(first, second, strict=True)]
    for index in range(1, len(row)):
        if row[index - 1] == IGNORED and row[index] > 0 and TAGS[row[index]].startswith("I-"):
            row[index] = IGNORED
    for index in range(len(row) - 1, 0, -1):
        if row[index] == IGNORED and first[index] > 0 and TAGS[first[index]].startswith("I-") and row[index - 1] > 0:
            row[index - 1] = IGNORED
    return row


def _tree_rows(
    model: OnnxAnnotator, words: tuple[str, ...], inventory: Inventory
) -> tuple[list[int], list[int], list[int]]:
    scores = model.scores(words)
    parse = model.decode(scores)
    tags = _softmax(scores.tags).max(axis=1)
    arcs = _softmax(scores.arcs)
    heads = [head + 1 for head in parse.heads]
    sure = [arcs[index, head] >= SURE for index, head in enumerate(heads)]
    return (
        [inventory.tag_index[tag] if tags[index] >= SURE else IGNORED for index, tag in enumerate(parse.tags)],
        [head if known else IGNORED for head, known in zip(heads, sure, strict=True)],
        [inventory.label_index[label] if known else IGNORED for label, known in zip(parse.labels, sure, strict=True)],
    )


def _sure_names(model: OnnxAnnotator, words: tuple[str, ...], consistent: list[int]) -> list[int]:
    """The name tags of a sentence as the whole article has them; where the model alone says something else
    without being sure, or doubts, nothing is learned."""
    probabilities = _softmax(model.scores(words).names)
    alone = [int(tag) for tag in probabilities.argmax(axis=1)]
    row = agreed(consistent, alone)
    for index, tag in enumerate(consistent):
        if tag == alone[index]:
            doubtful = probabilities[index, tag] < (SURE_NAME if tag or words[index][0].isupper() else SURE)
            row[index] = IGNORED if doubtful else row[index]
        elif tag and probabilities[index, tag] >= PLAUSIBLE_NAME:
            row[index] = tag
    return row


def silver_news(
    draft: OnnxAnnotator, texts: Iterator[str], splitter: Splitter, inventory: Inventory
) -> Iterator[Example]:
    """Silver examples of news articles."""
    seen: set[tuple[str, ...]] = set()
    for text in texts:
        for sentence in draft.annotate(text):
            words = tuple(token.text for token in sentence.tokens)
            lead = dateline_length(words)
            words = words[lead:]
            pieces = splitter.sentence(words)
            if len(words) not in LENGTHS or words in seen or len(pieces.ids) > 120:
                continue
            seen.add(words)
            tags, heads, labels = _tree_rows(draft, words, inventory)
            names = _sure_names(draft, words, _name_tags(sentence)[lead:])
            yield Example(pieces, words, tags, heads, labels, names, weight=WEIGHT)


def silver_names(draft: OnnxAnnotator, sentence: TreeSentence) -> list[int]:
    """Name tags for a gold tree without names. A proper noun outside of every name is left open: the model may
    have missed it; a name without any proper noun is none."""
    words = tuple(word.form for word in sentence.words)
    row = [0] * len(words)
    scores = draft.scores(words)
    for label, first, last in draft.decode(scores).names:
        known = any(word.pos == "PROPN" for word in sentence.words[first:last])
        for index in range(first, last):
            row[index] = TAGS.index(f"{'B' if index == first else 'I'}-{_LABELS[label]}") if known else IGNORED
    probabilities = _softmax(scores.names)
    for index, word in enumerate(sentence.words):
        if row[index] >= 0 and word.pos == "PROPN" and probabilities[index, row[index]] < SURE_NAME:
            row[index] = IGNORED
    return row
