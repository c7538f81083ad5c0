"""The annotator that ships: one int8 encoder with several heads, run by onnxruntime a sentence at a time.

Sentences are never batched: the activation ranges of dynamic quantisation, and so the results, would depend on
the other sentences of the batch.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimcheck.model import Entity, ModelError, Sentence, Token
from claimcheck.text.consistency import agree_names
from claimcheck.text.datelines import dateline_length
from claimcheck.text.lemmas import Lemmatizer
from claimcheck.text.names import Name, NameDecoder, is_plausible, settled
from claimcheck.text.pieces import Pieces, Splitter
from claimcheck.text.sentences import split_sentences
from claimcheck.text.tree import decode_heads
from claimcheck.text.words import split_words

LONGEST = 160
"""Wordpieces read at once; a longer sentence is read in windows cut at clauses."""
REMEMBERED = 20_000
"""Sentences whose parse is kept: prints of one agency story share most of theirs."""
_CLAUSE_END = frozenset(";:,)—–-.!?")


@dataclass(frozen=True, slots=True)
class HeadScores:
    """Raw scores of the heads: tags N×T, names N×E, arcs N×(N+1), and the two sides of the label scorer."""

    tags: npt.NDArray[np.float32]
    names: npt.NDArray[np.float32]
    arcs: npt.NDArray[np.float32]
    dependent: npt.NDArray[np.float32]
    governor: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Parse:
    """What the heads say of one sentence: tags, heads (-1 root), labels, names over its words."""

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    names: tuple[Name, ...]


class OnnxAnnotator:
    """Annotates text with an exported encoder: NAME.onnx with NAME.json, NAME.tokenizer.json, NAME.lemmas.tsv.gz."""

    def __init__(self, path: Path) -> None:
        """Load the model. Raises ModelError naming the file that is missing or broken."""
        import onnxruntime

        labels, tokenizer, lemmas = _beside(path)
        for needed in (path, labels, tokenizer, lemmas):
            if not needed.is_file():
                raise ModelError(f"language model: no file {needed}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            about = json.loads(labels.read_text(encoding="utf-8"))
            self._tags: list[str] = about["tags"]
            self._labels: list[str] = about["labels"]
            self._names = NameDecoder(about["names"])
            self._splitter = Splitter(tokenizer)
            self._lemma = Lemmatizer(lemmas, self._splitter.lexicon())
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the tokenizer and onnxruntime raise bare Exceptions
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise ModelError(f"language model {path} cannot be read: {reason}") from error
        self._root_label = self._labels.index("root")
        self._known: dict[tuple[str, ...], Parse] = {}
        self._name = f"{about['name']} {about['version']}"

    @property
    def name(self) -> str:
        """The model's name and version, as its sidecar file gives them."""
        return self._name

    def annotate(self, text: str) -> tuple[Sentence, ...]:
        """The sentences of a text, with words, tree and names; every offset counts code points of ``text``."""
        return agree_names([self._sentence(text, start, end) for start, end in split_sentences(text)])

    def parse(self, words: Sequence[str]) -> Parse:
        """Tags, tree and names of a sentence already divided into words."""
        key = tuple(words)
        found = self._known.get(key)
        if found is None:
            found = self._windows(key)
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = found
        return found

    def lemma(self, form: str, pos: str, first: bool = False) -> str:
        """The lemma of a word; ``first`` tells that it opens its sentence."""
        return self._lemma(form, pos, first)

    def _sentence(self, text: str, start: int, end: int) -> Sentence:
        raw = text[start:end]
        spans = split_words(raw)
        words = [raw[low:high] for low, high in spans]
        parse = self.parse(words)
        tokens = tuple(
            Token(word, start + low, start + high, self._lemma(word, tag, index == 0), tag, label, head)
            for index, (word, (low, high), tag, label, head) in enumerate(
                zip(words, spans, parse.tags, parse.labels, parse.heads, strict=True)
            )
        )
        entities = tuple(
            Entity(
                label,
                first,
                last,
                tokens[first].start,
                tokens[last - 1].end,
                text[tokens[first].start : tokens[last - 1].end],
            )
            for label, first, last in parse.names
        )
        return Sentence(start, end, raw, tokens, entities)

    def _windows(self, words: tuple[str, ...]) -> Parse:
        lead = dateline_length(words)
        if lead:
            dateline = words[:lead]
            return _join([self._window(dateline, self._splitter.sentence(dateline)), self._windows(words[lead:])], 1)
        pieces = self._splitter.sentence(words)
        if len(pieces.ids) <= LONGEST + 2:
            return self._window(words, pieces)
        sizes = [after - before for before, after in pairwise([*pieces.first[1:], len(pieces.ids) - 1])]
        parts: list[Parse] = []
        begin = 0
        while begin < len(words):
            end = _window_end(words, sizes, begin)
            part = words[begin:end]
            parts.append(self._window(part, self._splitter.sentence(part)))
            begin = end
        return _join(parts)

    def _window(self, words: tuple[str, ...], pieces: Pieces) -> Parse:
        parse = self.decode(self._run(pieces))
        names = tuple(
            (settled(label, words[first:last]), first, last)
            for label, first, last in parse.names
            if is_plausible(words, parse.tags, (label, first, last))
        )
        return parse if names == parse.names else replace(parse, names=names)

    def scores(self, words: Sequence[str]) -> HeadScores:
        """The raw scores of a sentence of at most LONGEST wordpieces."""
        return self._run(self._splitter.sentence(words))

    def _run(self, pieces: Pieces) -> HeadScores:
        feed = {
            "ids": np.array(pieces.ids, np.int64),
            "shapes": np.array(pieces.shapes, np.int64),
            "first": np.array(pieces.first, np.int64),
        }
        return HeadScores(*self._session.run(None, feed))

    def decode(self, scores: HeadScores) -> Parse:
        """The parse that scores speak for."""
        heads = decode_heads(scores.arcs)
        labels = self._label(scores.dependent, scores.governor, heads)
        return Parse(
            tuple(self._tags[tag] for tag in scores.tags.argmax(axis=1)),
            tuple(head - 1 for head in heads),
            tuple(self._labels[label] for label in labels),
            tuple(self._names(scores.names)),
        )

    def _label(
        self, dependent: npt.NDArray[np.float32], governor: npt.NDArray[np.float32], heads: list[int]
    ) -> npt.NDArray[np.intp]:
        count = len(heads)
        sides = dependent.reshape(count, len(self._labels), -1)
        scores = np.matmul(sides, governor[heads][:, :, None])[:, :, 0]
        scores[:, self._root_label] = -np.inf
        labels: npt.NDArray[np.intp] = scores.argmax(axis=1)
        labels[heads.index(0)] = self._root_label
        return labels


def _beside(path: Path) -> tuple[Path, Path, Path]:
    """Labels, wordpieces and lemmas that belong to a model file."""
    stem = path.name.removesuffix(".onnx")
    labels, tokenizer, lemmas = (
        path.with_name(stem + ending) for ending in (".json", ".tokenizer.json", ".lemmas.tsv.gz")
    )
    return labels, tokenizer, lemmas


def _window_end(words: Sequence[str], sizes: Sequence[int], begin: int) -> int:
    """Where a window of at most LONGEST wordpieces that starts at ``begin`` ends: after a clause if it can."""
    total, end, clause = 0, begin, -1
    while end < len(words) and total + sizes[end] <= LONGEST:
        total += sizes[end]
        end += 1
        if total * 2 > LONGEST and words[end - 1][-1] in _CLAUSE_END:
            clause = end
    return clause if clause > 0 and end < len(words) else end


def _join(parts: Sequence[Parse], main: int = 0) -> Parse:
    """One parse of windows in order: the roots of the others hang on the root of the main one, as parataxis."""
    tags: list[str] = []
    heads: list[int] = []
    labels: list[str] = []
    names: list[Name] = []
    root = sum(len(part.tags) for part in parts[:main]) + parts[main].heads.index(-1)
    for number, part in enumerate(parts):
        shift = len(tags)
        for head, label in zip(part.heads, part.labels, strict=True):
            hangs = head < 0 and number != main
            heads.append(root if hangs else head + shift if head >= 0 else -1)
            labels.append("parataxis" if hangs else label)
        names.extend((label, first + shift, last + shift) for label, first, last in part.names)
        tags.extend(part.tags)
    return Parse(tuple(tags), tuple(heads), tuple(labels), tuple(names))
