"""The shipped word table: how rare lemmas are, how alike in meaning, how much of one bag another covers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.align.pairs import SHARED_RARITY
from claimcheck.compare.words import MEANING_FLOOR, WordTable
from claimcheck.extract.predicate import content_lemmas

TABLE = WordTable.load()
LEMMAS = "ferry boat fire blaze police officer kill die monday zzyzx hospital lawyer attorney".split()
BAGS = st.dictionaries(st.sampled_from(LEMMAS), st.floats(0.1, 2.0), max_size=6)


def test_loading_twice_reads_once():
    assert WordTable.load() is TABLE


@pytest.mark.parametrize(
    ("common", "rare"), [("say", "kill"), ("kill", "overturn"), ("police", "ferry"), ("year", "astrolabe")]
)
def test_rare_words_weigh_more(common, rare):
    assert TABLE.rarity(common) < TABLE.rarity(rare)


def test_an_unseen_lemma_is_the_rarest():
    assert TABLE.rarity("zzyzx") >= max(TABLE.rarity(lemma) for lemma in LEMMAS)
    assert TABLE.vector("zzyzx") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "He said so.",
        "It happened last year.",
        "They made a new one.",
        "The men took some time.",
        "Two days went by.",
        "Many people came.",
    ],
)
def test_what_stands_in_every_article_tells_nothing(engine, sentence):
    """The lemmas that the annotator gives are those that the table has counted."""
    (annotated,) = engine.annotator.annotate(sentence)
    assert {lemma for lemma in content_lemmas(annotated.tokens) if TABLE.rarity(lemma) >= SHARED_RARITY} == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [("lawyer", "attorney"), ("doctor", "physician"), ("film", "movie"), ("car", "vehicle"), ("kill", "die")],
)
def test_words_of_one_meaning_meet(one, other):
    assert TABLE.similarity(one, other) > 0.2


@pytest.mark.parametrize(
    ("one", "other"),
    [("kill", "banana"), ("ferry", "judge"), ("coach", "overturn"), ("hospital", "goal"), ("zzyzx", "zzyzy"),
     ("king", "banana"), ("queen", "tunnel"), ("rise", "fall"), ("ferry", "zzyzx")],
)  # fmt: skip
def test_words_of_other_meaning_do_not(one, other):
    assert TABLE.similarity(one, other) == 0.0


@pytest.mark.parametrize(("one", "other"), [("king", "queen"), ("win", "lose")])
def test_words_of_one_field_stay_below_words_of_one_meaning(one, other):
    """A pair that is used alike without meaning the same may come near, but no nearer than any two synonyms."""
    assert TABLE.similarity(one, other) < 0.2


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LEMMAS), st.sampled_from(LEMMAS))
def test_similarity_is_symmetric_and_whole_for_one_word(a, b):
    assert TABLE.similarity(a, b) == TABLE.similarity(b, a)
    assert 0.0 <= TABLE.similarity(a, b) <= 1.0 + 1e-6
    assert TABLE.similarity(a, a) == 1.0


def test_vectors_are_of_unit_length():
    for lemma in LEMMAS:
        vector = TABLE.vector(lemma)
        assert vector is None or float(np.linalg.norm(vector)) == pytest.approx(1.0, abs=0.03)


@settings(max_examples=60, deadline=None)
@given(BAGS, BAGS)
def test_coverage_is_a_share(a, b):
    assert 0.0 <= TABLE.coverage(a, b) <= 1.0 + 1e-6
    assert TABLE.coverage(a, a) == pytest.approx(1.0 if a else 0.0)
    assert TABLE.overlap(a, b) == pytest.approx(TABLE.overlap(b, a))


@settings(max_examples=60, deadline=None)
@given(BAGS, BAGS, st.sampled_from(LEMMAS))
def test_more_words_never_cover_less(a, b, lemma):
    assert TABLE.coverage(a, b) <= TABLE.coverage(a, {**b, lemma: 1.0}) + 1e-6


@pytest.mark.parametrize(
    ("label", "a", "b", "expected"),
    [
        ("nothing to cover", {}, {"ferry": 1.0}, 0.0),
        ("nothing to cover with", {"ferry": 1.0}, {}, 0.0),
        ("strangers", {"ferry": 1.0}, {"judge": 1.0}, 0.0),
        ("contained", {"ferry": 1.0}, {"ferry": 1.0, "judge": 1.0}, 1.0),
    ],
)
def test_coverage(label, a, b, expected):
    assert TABLE.coverage(a, b) == pytest.approx(expected)


def test_a_rare_word_covers_more_than_a_common_one():
    a = {"police": 1.0, "astrolabe": 1.0}
    assert TABLE.coverage(a, {"astrolabe": 1.0}) > TABLE.coverage(a, {"police": 1.0})


def small(first, second):
    vectors = np.array([first, second], dtype=np.int8)
    return WordTable(["a", "b"], np.array([1.0, 3.0], dtype=np.float32), vectors, unseen=9.0)


def test_similarity_starts_at_the_floor():
    """Two vectors at the cosine of the floor say nothing of one another; equal ones say all."""
    floor = small([127, 0], [round(127 * MEANING_FLOOR), round(127 * (1 - MEANING_FLOOR**2) ** 0.5)])
    assert floor.similarity("a", "b") == pytest.approx(0.0, abs=0.02)
    assert small([127, 0], [127, 0]).similarity("a", "b") == pytest.approx(1.0)
    assert small([127, 0], [-127, 0]).similarity("a", "b") == 0.0


def test_a_table_of_its_own():
    table = small([127, 0], [0, 127])
    assert [table.rarity(lemma) for lemma in ("a", "b", "c")] == [1.0, 3.0, 9.0]
    assert table.coverage({"a": 1.0, "b": 1.0}, {"b": 1.0}) == pytest.approx(0.75)
