"""Which articles are prints of one text: near-copies share a lineage and count as one origin.

Two texts are near-copies where two fifths of the word shingles of the shorter stand in the longer (Broder's
containment). The verdict on a pair depends on the two texts alone; lineages are the connected groups, named by their
smallest id.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from zlib import crc32

from claimcheck.align.event import groups_of
from claimcheck.compare.reach import readable
from claimcheck.model import Article

SHINGLE = 6
"""Words a shingle: long enough that stock phrases do not meet, short enough to survive light editing."""
CONTAINED = 0.4
"""Share of the shorter text from which it counts as a copy: trimmed agency copy with its own top paragraph passes."""

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """Hashes of the runs of six words of a text, stable between runs."""
    words = _WORD.findall(text.lower())
    return frozenset(
        crc32(" ".join(words[i : i + SHINGLE]).encode("utf-8", "replace")) for i in range(len(words) - SHINGLE + 1)
    )


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the smaller set that stands in the larger, 0 where one is empty."""
    small = min(len(a), len(b))
    return len(a & b) / small if small else 0.0


def near_copies(articles: Sequence[Article]) -> Iterator[tuple[str, str]]:
    """The pairs of ids, smaller first, of articles that are near-copies as far as they are read."""
    prints = {a.id: shingles(readable(a).text) for a in articles}
    holders: dict[int, list[str]] = defaultdict(list)
    for identifier in sorted(prints):
        for value in prints[identifier]:
            holders[value].append(identifier)
    shared: Counter[tuple[str, str]] = Counter()
    for posting in holders.values():
        if len(posting) > 1:
            shared.update(combinations(posting, 2))
    for (a, b), count in shared.items():
        if are_copies(count, len(prints[a]), len(prints[b])):
            yield a, b


def are_copies(shared: int, size_a: int, size_b: int) -> bool:
    """Whether two texts with so many shingles, and so many in common, are near-copies."""
    return shared > 0 and shared >= CONTAINED * min(size_a, size_b)


def lineages(articles: Sequence[Article]) -> dict[str, str]:
    """Article id -> name of its lineage (the smallest id of the group)."""
    groups = groups_of([*near_copies(articles), *((a.id, a.id) for a in articles)])
    return {identifier: group[0] for group in groups for identifier in group}
