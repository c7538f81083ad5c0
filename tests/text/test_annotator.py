"""The annotator that ships: trees, names and offsets, and that nothing but the text decides."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import EntityLabel, ModelError, Sentence
from claimcheck.text import Annotator, load_annotator

MARKS = list("The cat’s 3.5 U.S. “said”\n.?\u200b\U0001f600é")


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return load_annotator()


def _check(text: str, sentences: tuple[Sentence, ...]) -> None:
    covered = [False] * len(text)
    last = 0
    for sentence in sentences:
        assert last <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == sentence.text
        last = sentence.end
        place = sentence.start
        for token in sentence.tokens:
            assert place <= token.start < token.end <= sentence.end
            assert text[token.start : token.end] == token.text
            place = token.end
            covered[token.start : token.end] = [True] * (token.end - token.start)
        heads = [token.head for token in sentence.tokens]
        assert heads.count(-1) == 1
        assert [token.dep == "root" for token in sentence.tokens] == [head == -1 for head in heads]
        for index in range(len(heads)):
            seen = set()
            while index != -1:
                assert index not in seen, "a cycle"
                seen.add(index)
                index = heads[index]
        for entity in sentence.entities:
            assert text[entity.start : entity.end] == entity.text
            assert sentence.tokens[entity.first].start == entity.start
            assert sentence.tokens[entity.last - 1].end == entity.end
    assert all(flag or text[index].isspace() for index, flag in enumerate(covered))


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=150), st.text(alphabet=MARKS, max_size=120)))
def test_any_text_gets_exact_offsets_and_one_tree(text: str) -> None:
    _check(text, load_cached().annotate(text))


_LOADED: list[Annotator] = []


def load_cached() -> Annotator:
    if not _LOADED:
        _LOADED.append(load_annotator())
    return _LOADED[0]


def test_who_did_what(annotator: Annotator) -> None:
    (sentence,) = annotator.annotate("Twelve miners were rescued by a volunteer crew on Tuesday.")
    by_text = {token.text: token for token in sentence.tokens}
    assert by_text["rescued"].head == -1 and by_text["rescued"].lemma == "rescue"
    assert by_text["miners"].dep == "nsubj:pass" and by_text["miners"].lemma == "miner"
    assert by_text["crew"].dep == "obl:agent"
    assert by_text["were"].dep == "aux:pass" and by_text["were"].lemma == "be"
    assert by_text["Tuesday"].pos == "PROPN" and by_text["Twelve"].pos == "NUM"


def test_names(annotator: Annotator) -> None:
    text = "Chancellor Angela Merkel met officials of the European Commission in Brussels on Monday."
    found = {entity.text: entity.label for sentence in annotator.annotate(text) for entity in sentence.entities}
    assert found == {
        "Angela Merkel": EntityLabel.PERSON,
        "European Commission": EntityLabel.ORG,
        "Brussels": EntityLabel.PLACE,
    }


def test_dateline_is_no_subject(annotator: Annotator) -> None:
    sentence = annotator.annotate("LONDON (Reuters) — The minister resigned on Monday.")[0]
    by_text = {token.text: token for token in sentence.tokens}
    assert by_text["resigned"].head == -1
    assert by_text["LONDON"].dep == "parataxis"
    assert sentence.tokens[by_text["minister"].head].text == "resigned"


def test_names_agree_within_a_text(annotator: Annotator) -> None:
    text = "Maria Lopez was elected mayor. Lopez won by two votes. Nobody had expected Lopez to win."
    labels = [entity.label for sentence in annotator.annotate(text) for entity in sentence.entities]
    assert labels == [EntityLabel.PERSON] * 3


def test_same_text_same_annotation_whatever_came_before() -> None:
    text = "The court ruled that Halden Ltd. must pay $3 million to 40 farmers. It will appeal."
    fresh = load_annotator().annotate(text)
    used = load_annotator()
    used.annotate("Something else entirely happened in Paris. " + text + " And more.")
    assert repr(used.annotate(text)) == repr(fresh) == repr(used.annotate(text))


def test_very_long_sentence_is_one_tree(annotator: Annotator) -> None:
    text = "The list names " + ", ".join(f"village {number} on the river" for number in range(60)) + "."
    sentences = annotator.annotate(text)
    _check(text, sentences)


@pytest.mark.parametrize(
    "text", ["a \ud800 b\udfff.", "\x00 nul.", "e\u0301 \u200b\ufeff.", "\u0627\u0644 \u4e2d\u6587\u3002"]
)
def test_odd_code_points(annotator: Annotator, text: str) -> None:
    _check(text, annotator.annotate(text))


def test_empty(annotator: Annotator) -> None:
    assert annotator.annotate("") == () == annotator.annotate(" \n\t")


def test_import_is_light() -> None:
    heavy = ("onnxruntime", "tokenizers", "numpy")
    code = f"import sys, claimcheck.text; print(*(name in sys.modules for name in {heavy!r}))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["False", "False", "False"]


@pytest.mark.parametrize("name", ["nothing", "no/such/model.onnx", "spacy:no_such_pipeline"])
def test_a_model_that_cannot_be_loaded_is_one_clear_line(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_annotator(name)
    assert "\n" not in str(caught.value)


def test_a_broken_model_file_is_one_clear_line(tmp_path: Path) -> None:
    for name in ("m.onnx", "m.json", "m.tokenizer.json", "m.lemmas.tsv.gz"):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(ModelError, match="cannot be read"):
        load_annotator(str(tmp_path / "m.onnx"))


def test_cost_is_linear_on_one_long_line(annotator: Annotator) -> None:
    began = time.perf_counter()
    text = "word " * 20_000
    _check(text, annotator.annotate(text))
    assert time.perf_counter() - began < 60
