"""Between two articles an answer has its counterpart: only pairs that are nearly the best of both sides are kept.

Without this, "seven killed" would meet every other number of people in the other article. A pair's verdict still
depends on its two articles alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimcheck.compare.aligned import Alignment

NEAR_BEST = 0.75
"""Share of the best probability of each side from which a pair is kept."""


def best_pairs(alignments: Sequence[Alignment]) -> list[Alignment]:
    """The alignments (of one slot, between two articles) that are nearly the best of both their claims."""
    best: dict[str, float] = defaultdict(float)
    for pair in alignments:
        for key in (f"a{pair.a.id}", f"b{pair.b.id}"):
            best[key] = max(best[key], pair.probability)
    return [
        pair for pair in alignments if pair.probability >= NEAR_BEST * max(best[f"a{pair.a.id}"], best[f"b{pair.b.id}"])
    ]
