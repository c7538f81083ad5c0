"""The spaCy adapter, against a stand-in with spaCy's shape: exact offsets, UD names of labels, one root."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from claimcheck.model import EntityLabel, ModelError
from claimcheck.text import load_annotator


@dataclass
class Word:
    text: str
    idx: int
    i: int
    lemma_: str
    pos_: str
    dep_: str
    head: Word = field(repr=False, default=None)  # type: ignore[assignment]

    @property
    def is_space(self) -> bool:
        return self.text.isspace()


def pipeline(text: str) -> SimpleNamespace:
    rows = [
        ("Anna", "PROPN", "nsubjpass", 2),
        ("was", "AUX", "auxpass", 2),
        ("seen", "VERB", "ROOT", 2),
        ("\n", "SPACE", "", 2),
        ("in", "ADP", "prep", 2),
        ("Oslo", "PROPN", "pobj", 4),
        (".", "PUNCT", "punct", 2),
    ]
    words, place = [], 0
    for index, (form, pos, dep, _) in enumerate(rows):
        place = text.index(form, place)
        words.append(Word(form, place, index, form.lower(), pos, dep))
        place += len(form)
    for word, (_, _, _, head) in zip(words, rows, strict=True):
        word.head = words[head]
    names = [
        SimpleNamespace(start=0, end=1, label_="PERSON"),
        SimpleNamespace(start=5, end=6, label_="GPE"),
        SimpleNamespace(start=2, end=3, label_="DATE"),
    ]
    return SimpleNamespace(sents=[words], ents=names)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=lambda name: pipeline))


@pytest.mark.usefixtures("stub")
def test_a_pipeline_is_read_into_our_shape() -> None:
    text = "Anna was seen\nin Oslo."
    annotator = load_annotator("spacy:stub")
    assert annotator.name == "spacy:stub"
    (sentence,) = annotator.annotate(text)
    assert [token.text for token in sentence.tokens] == ["Anna", "was", "seen", "in", "Oslo", "."]
    assert all(text[token.start : token.end] == token.text for token in sentence.tokens)
    assert [token.dep for token in sentence.tokens][:3] == ["nsubj:pass", "aux:pass", "root"]
    assert [token.head for token in sentence.tokens] == [2, 2, -1, 2, 3, 2]
    assert [(entity.label, entity.text) for entity in sentence.entities] == [
        (EntityLabel.PERSON, "Anna"),
        (EntityLabel.PLACE, "Oslo"),
    ]


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ModelError, match=r"claimcheck\[spacy\]"):
        load_annotator("spacy:en_core_web_sm")
