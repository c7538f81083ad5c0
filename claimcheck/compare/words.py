"""Lemmas weighed by how rare they are in news and matched by meaning: the shipped word table.

Made by ``claimcheck.train.words``: inverse document frequencies of news articles, and 64-dimensional unit vectors
of lone words, so that "hurt" and "injure" meet. Verdicts depend on this table, never on what else is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

MEANING_FLOOR = 0.55
"""Cosine under which two different words say nothing of one another (judged on the table's nearest neighbours)."""

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """Lemmas in order, where each stands, their weights (n,) and unit vectors (n, 64; zero where unknown)."""

    lemmas: tuple[str, ...]
    places: dict[str, int]
    weights: Vector
    vectors: Vector


def weighted_share(weights: Vector, likeness: Vector) -> float:
    """The weighted mean of a likeness, 0 where nothing weighs."""
    total = float(weights.sum())
    return float(weights @ likeness) / total if total else 0.0


class WordTable:
    """Rarity and meaning of some 30,000 lemmas."""

    def __init__(self, words: list[str], idf: Vector, vectors: npt.NDArray[np.int8], unseen: float) -> None:
        self._index = {word: i for i, word in enumerate(words)}
        self._idf = idf
        self._vectors = vectors
        self._unseen = unseen
        self._similar: dict[tuple[str, str], float] = {}

    @classmethod
    def load(cls) -> WordTable:
        """The shipped table, read once."""
        return _shipped()

    def rarity(self, lemma: str) -> float:
        """Inverse document frequency in nats: 0 for a word in every article, about 8 for one never seen."""
        at = self._index.get(lemma)
        return self._unseen if at is None else float(self._idf[at])

    def vector(self, lemma: str) -> Vector | None:
        """The unit vector of a lemma, None where the table does not know it."""
        at = self._index.get(lemma)
        return None if at is None else self._vectors[at].astype(np.float32) / 127.0

    def similarity(self, a: str, b: str) -> float:
        """How alike two lemmas are in meaning: 1 for equal, 0 under the floor, else scaled between."""
        if a == b:
            return 1.0
        key = (a, b) if a < b else (b, a)
        known = self._similar.get(key)
        if known is None:
            known = self._similar[key] = self._compare(*key)
        return known

    def _compare(self, a: str, b: str) -> float:
        left, right = self.vector(a), self.vector(b)
        if left is None or right is None:
            return 0.0
        cosine = float(left @ right)
        return max(0.0, (cosine - MEANING_FLOOR) / (1.0 - MEANING_FLOOR))

    def bag(self, factors: Mapping[str, float]) -> Bag:
        """Lemmas with their weights (factor times rarity) and vectors, ready to be compared often."""
        lemmas = tuple(sorted(factors))
        rows = [self._index.get(lemma, -1) for lemma in lemmas]
        known = np.array([row >= 0 for row in rows], dtype=bool)
        vectors = np.zeros((len(lemmas), self._vectors.shape[1]), dtype=np.float32)
        if known.any():
            vectors[known] = self._vectors[[row for row in rows if row >= 0]].astype(np.float32) / 127.0
        weights = np.array([factors[lemma] * self.rarity(lemma) for lemma in lemmas], dtype=np.float32)
        return Bag(lemmas, {lemma: i for i, lemma in enumerate(lemmas)}, weights, vectors)

    def likeness(self, a: Bag, b: Bag) -> tuple[Vector, Vector]:
        """For each lemma of a its best likeness among b's, 0-1, and for each of b's its best among a's."""
        if not a.lemmas or not b.lemmas:
            return np.zeros(len(a.lemmas), dtype=np.float32), np.zeros(len(b.lemmas), dtype=np.float32)
        scaled = (a.vectors @ b.vectors.T - MEANING_FLOOR) / (1.0 - MEANING_FLOOR)
        for lemma in a.places.keys() & b.places.keys():
            scaled[a.places[lemma], b.places[lemma]] = 1.0
        np.clip(scaled, 0.0, 1.0, out=scaled)
        return scaled.max(axis=1), scaled.max(axis=0)

    def coverage(self, a: Mapping[str, float], b: Mapping[str, float]) -> float:
        """The share of a's weight (lemma -> factor, times rarity) that finds its like in b, in 0-1.

        A greedy soft match: each lemma takes its most alike lemma of b. Not symmetric; 0 where a is empty.
        """
        bag = self.bag(a)
        return weighted_share(bag.weights, self.likeness(bag, self.bag(b))[0])

    def overlap(self, a: Iterable[str], b: Iterable[str]) -> float:
        """Symmetric soft overlap of two bags of lemmas: the harmonic mean of both coverages."""
        left, right = dict.fromkeys(sorted(a), 1.0), dict.fromkeys(sorted(b), 1.0)
        there, back = self.coverage(left, right), self.coverage(right, left)
        return 2 * there * back / (there + back) if there + back else 0.0


@lru_cache(maxsize=1)
def _shipped() -> WordTable:
    raw = files("claimcheck.models").joinpath("words.npz").read_bytes()
    with np.load(BytesIO(raw)) as table:
        words = table["words"].tobytes().decode("utf-8").split("\n")
        return WordTable(words, table["idf"].astype(np.float32), table["vectors"], float(table["unseen"]))
