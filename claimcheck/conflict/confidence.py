"""Confidence as a share: of a hundred discrepancies shown at 0.7, about seventy should be real.

A rule's score ranks well and says too much or too little. Two numbers, fitted on the discrepancies of labelled events
(each event scored by numbers fitted on the others; ``train/confidence.py``), turn the score into a probability
(Platt 1999). They keep the order of scores: they hide nothing but what a reader's own ``min_confidence`` asks to hide.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from claimcheck.model import Discrepancy

EDGE = 0.001
"""Scores are kept this far from 0 and 1: no report is certain."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over the log-odds of a score. ``slope`` is above 0."""

    intercept: float = 0.0
    slope: float = 1.0

    def confidence(self, score: float) -> float:
        """The probability, 0-1, that a discrepancy of this score is real."""
        z = self.intercept + self.slope * log_odds(score)
        return 1.0 / (1.0 + math.exp(-z)) if z >= 0 else math.exp(z) / (1.0 + math.exp(z))

    def calibrated(self, discrepancy: Discrepancy) -> Discrepancy:
        """The discrepancy, its score turned into a probability."""
        return replace(discrepancy, confidence=round(self.confidence(discrepancy.confidence), 4))


AS_SCORED = Calibration()
"""Leaves scores as they are."""


def log_odds(score: float) -> float:
    """The logarithm of the odds of a probability, kept from its edges."""
    kept = min(max(score, EDGE), 1.0 - EDGE)
    return math.log(kept / (1.0 - kept))


@lru_cache(maxsize=1)
def shipped_calibration() -> Calibration:
    """The numbers of models/confidence.json."""
    raw = json.loads(files("claimcheck.models").joinpath("confidence.json").read_text("utf-8"))
    return Calibration(float(raw["intercept"]), float(raw["slope"]))
