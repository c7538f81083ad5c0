"""From arc scores to a dependency tree: the best head of every word, repaired to one tree where they are none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def _cycle(heads: list[int]) -> list[int]:
    """A cycle among heads (index 0 is the root), or nothing."""
    state = [0] * len(heads)
    state[0] = 2
    for begin in range(1, len(heads)):
        path = []
        node = begin
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _spanning_tree(scores: npt.NDArray[np.float64]) -> list[int]:
    """Maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967) over scores[dependent, head], 0 the root."""
    size = scores.shape[0]
    np.fill_diagonal(scores, -np.inf)
    heads = [0, *(int(head) for head in scores[1:].argmax(axis=1))]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    rest = [node for node in range(size) if node not in inside]
    own = np.array([scores[node, heads[node]] for node in cycle])
    enter = scores[np.ix_(cycle, rest)] - own[:, None]
    leave = scores[np.ix_(rest, cycle)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = enter.max(axis=0)
    small[:-1, -1] = leave.max(axis=1)
    found = _spanning_tree(small)
    for index, node in enumerate(rest[1:], start=1):
        head = found[index]
        heads[node] = cycle[int(leave[index].argmax())] if head == len(rest) else rest[head]
    outside = found[len(rest)]
    broken = cycle[int(enter[:, outside].argmax())]
    heads[broken] = rest[outside]
    return heads


def decode_heads(arcs: Scores) -> list[int]:
    """The head of every word, counting from 1, 0 for the one root. ``arcs`` is N×(N+1), head 0 the root.

    The greedy choice stands where it is a tree of one root; else the root is the word surest of being it and the
    rest a maximum spanning tree.
    """
    count = arcs.shape[0]
    greedy = [int(head) for head in arcs.argmax(axis=1)]
    if greedy.count(0) == 1 and not _cycle([0, *greedy]):
        return greedy
    if count == 1:
        return [0]
    scores = np.full((count + 1, count + 1), -np.inf)
    scores[1:] = arcs
    np.fill_diagonal(scores, -np.inf)
    others = scores[1:, 1:].max(axis=1)
    root = int((scores[1:, 0] - others).argmax()) + 1
    scores[1:, 0] = -1e6
    scores[root, :] = -1e6
    scores[root, 0] = 1e6
    return _spanning_tree(scores)[1:]
