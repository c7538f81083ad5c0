"""What the cross-encoder is shown, and how it is judged. Needs the training extra."""

from __future__ import annotations

import random

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")

from claimcheck.text.pieces import CLS, SEP  # noqa: E402
from claimcheck.train.cross_encoder import (  # noqa: E402
    COREFERENT,
    MASK,
    SAME_ANSWER,
    SIDE_PIECES,
    PairReader,
    area,
    batches,
    held_out,
    task_of,
)
from claimcheck.train.hidden_answers import HiddenPair, Kind, Side  # noqa: E402


@pytest.fixture(scope="module")
def reader():
    from importlib.resources import files

    return PairReader(files("claimcheck.models").joinpath("annotator.tokenizer.json"))


def pair(left, right, same=True, kind=Kind.AMOUNT):
    return HiddenPair("e", kind, left, right, same)


def test_both_answers_are_masked_and_found(reader):
    read = reader.read(pair(Side("the ferry carried", "people"), Side("", "people were aboard")))
    assert read.ids[0] == CLS and read.ids.count(SEP) == 2 and read.ids[-1] == SEP
    assert [read.ids[place] for place in read.places] == [MASK, MASK]
    assert [read.marks[place] for place in read.places] == [Kind.AMOUNT, Kind.AMOUNT]
    assert len(read.ids) == len(read.marks)
    assert read.marks[1] == 0 and read.marks[-1] == 1


def test_the_sides_may_change_places(reader):
    one, other = Side("the ferry carried", "people"), Side("", "people were aboard")
    assert reader.read(pair(one, other), swapped=True) == reader.read(pair(other, one))


def test_an_event_word_stays_readable(reader):
    shown = pair(Side("fire", "on Monday", "broke"), Side("the", "", "fire"), kind=Kind.NAME)
    read = reader.read(shown)
    assert MASK not in read.ids and read.marks[read.places[0]] == Kind.NAME
    assert task_of(shown) == COREFERENT and task_of(pair(Side("a", "b"), Side("c", "d"))) == SAME_ANSWER


@pytest.mark.parametrize(("ahead", "behind"), [(300, 300), (300, 0), (0, 300), (5, 300), (300, 5)])
def test_a_long_sentence_is_read_around_its_mark(reader, ahead, behind):
    ids, low, high = reader.side(Side("word " * ahead, "word " * behind))
    assert len(ids) == SIDE_PIECES and ids[low:high] == [MASK]


def test_every_pair_comes_once(reader):
    pairs = [pair(Side("word " * (i % 30), "x"), Side("y", "z"), same=i % 2 == 0) for i in range(200)]
    found = list(batches(pairs, reader, 400, random.Random(3)))
    assert sum(len(b.same) for b in found) == 200 and sum(float(b.same.sum()) for b in found) == 100
    assert all(b.ids.shape == b.marks.shape and b.ids.numel() <= 400 + 90 for b in found)


def test_held_out_events_are_a_tenth_whatever_the_order():
    names = [f"event {i}" for i in range(50)]
    assert held_out(names) == held_out(names[::-1] + names) and len(held_out(names)) == 5


@pytest.mark.parametrize(
    ("same", "score", "expected"),
    [([0, 0, 1, 1], [1, 2, 3, 4], 1.0), ([1, 1, 0, 0], [1, 2, 3, 4], 0.0), ([1, 0, 1, 0], [1, 1, 1, 1], 0.5)],
)
def test_area_under_the_curve(same, score, expected):
    assert area(np.array(same, float), np.array(score, float)) == expected
