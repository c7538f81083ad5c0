"""A spaCy pipeline as annotator (extra ``spacy``), for those who have a bigger model."""

from __future__ import annotations

import importlib
from typing import Protocol, cast

from claimcheck.model import Entity, EntityLabel, ModelError, Sentence, Token

_ENTITIES = {
    "PERSON": EntityLabel.PERSON,
    "PER": EntityLabel.PERSON,
    "ORG": EntityLabel.ORG,
    "NORP": EntityLabel.OTHER,
    "GPE": EntityLabel.PLACE,
    "LOC": EntityLabel.PLACE,
    "FAC": EntityLabel.FACILITY,
    "EVENT": EntityLabel.EVENT,
    "PRODUCT": EntityLabel.OTHER,
    "WORK_OF_ART": EntityLabel.OTHER,
    "LAW": EntityLabel.OTHER,
    "MISC": EntityLabel.OTHER,
}
_DEPENDENCIES = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "npadvmod": "obl:unmarked",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "neg": "advmod",
    "intj": "discourse",
}
"""ClearNLP's labels, which spaCy's own English models use, under their UD names. The tree itself is left as it is:
in it prepositions govern their nouns, so who and where are found less often than with a UD model."""


class _Word(Protocol):
    text: str
    idx: int
    i: int
    lemma_: str
    pos_: str
    dep_: str
    is_space: bool
    head: _Word


class _Span(Protocol):
    start: int
    end: int
    label_: str

    def __iter__(self) -> object: ...


class _Document(Protocol):
    sents: list[list[_Word]]
    ents: list[_Span]


class SpacyAnnotator:
    """Wraps a loaded spaCy pipeline."""

    def __init__(self, name: str) -> None:
        """Load the pipeline. Raises ModelError where spaCy or the pipeline is not installed."""
        try:
            spacy = importlib.import_module("spacy")
        except ImportError as error:
            raise ModelError("spacy models need the extra: pip install 'claimcheck[spacy]'") from error
        try:
            self._pipeline = spacy.load(name)
        except Exception as error:  # spaCy raises OSError, ValueError and its own errors
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise ModelError(f"spaCy pipeline {name!r} cannot be loaded: {reason}") from error
        self._name = f"spacy:{name}"

    @property
    def name(self) -> str:
        """The pipeline's name."""
        return self._name

    def annotate(self, text: str) -> tuple[Sentence, ...]:
        """The sentences of a text as the pipeline sees them."""
        limit = int(getattr(self._pipeline, "max_length", len(text) + 1))
        if len(text) >= limit:
            raise ModelError(f"{self._name}: text of {len(text)} code points is over the pipeline's {limit}")
        document = cast(_Document, self._pipeline(text))
        names = {span.start: span for span in document.ents}
        found = (self._sentence(text, words, names) for words in document.sents)
        return tuple(sentence for sentence in found if sentence is not None)

    def _sentence(self, text: str, span: list[_Word], names: dict[int, _Span]) -> Sentence | None:
        words = [word for word in span if not word.is_space]
        if not words:
            return None
        place = {word.i: index for index, word in enumerate(words)}
        root = next((index for index, word in enumerate(words) if word.head.i == word.i), 0)
        tokens = tuple(
            Token(
                word.text,
                word.idx,
                word.idx + len(word.text),
                word.lemma_ or word.text,
                word.pos_,
                _DEPENDENCIES.get(word.dep_, word.dep_) or "dep",
                -1 if index == root else place.get(word.head.i, root),
            )
            for index, word in enumerate(words)
        )
        entities: list[Entity] = []
        for word in words:
            name = names.get(word.i)
            if name is None or name.label_ not in _ENTITIES:
                continue
            first, last = place[word.i], place.get(name.end - 1, place[word.i]) + 1
            low, high = tokens[first].start, tokens[last - 1].end
            entities.append(Entity(_ENTITIES[name.label_], first, last, low, high, text[low:high]))
        start, end = tokens[0].start, tokens[-1].end
        return Sentence(start, end, text[start:end], tokens, tuple(entities))
