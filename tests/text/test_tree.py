"""Trees from arc scores: always one root and no cycle, and the best such tree where the greedy choice is none."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.text.tree import decode_heads


def _is_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for index in range(1, len(heads) + 1):
        seen: set[int] = set()
        while index:
            if index in seen:
                return False
            seen.add(index)
            index = heads[index - 1]
    return True


def _scores(seed: int, count: int) -> npt.NDArray[np.float32]:
    return np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 25))
def test_any_scores_give_one_tree(seed: int, count: int) -> None:
    assert _is_tree(decode_heads(_scores(seed, count)))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 5))
def test_the_tree_is_the_best_under_its_root(seed: int, count: int) -> None:
    scores = _scores(seed, count)
    found = decode_heads(scores)
    root = found.index(0)
    value = sum(scores[index, head] for index, head in enumerate(found))
    for heads in product(range(count + 1), repeat=count):
        if heads[root] == 0 and _is_tree(list(heads)) and all(head != index + 1 for index, head in enumerate(heads)):
            assert sum(scores[index, head] for index, head in enumerate(heads)) <= value + 1e-4


def test_a_greedy_tree_stands() -> None:
    scores = np.array([[0, 0, 9], [9, 0, 0]], np.float32)
    assert decode_heads(scores) == [2, 0]
