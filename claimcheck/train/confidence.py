"""Fits the two numbers that turn scores into confidence, and prints how reliable they are.

    python -m claimcheck.train.confidence EVENTS... -o claimcheck/models/confidence.json

EVENTS are folders of labelled events (EVENT/articles, EVENT/labels.json). A discrepancy counts as real where it finds a
label, repeats included: it says something true. ``--judged`` adds discrepancies that readers judged on other news
(tests/bench/judged.json): real where all of them say so. Every event is judged by numbers fitted on the other events;
what ships is fitted on all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimcheck.conflict.confidence import AS_SCORED, Calibration, log_odds
from claimcheck.evaluate import load_events, score_event
from claimcheck.pipeline import Engine, check
from claimcheck.read import read_articles
from claimcheck.report.to_json import report_object

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0001)
STEPS = 60
RIDGE = 1e-3
"""Keeps the curve finite where scores part the real from the false."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One discrepancy of a labelled event: the event's name, the score, and whether it is real."""

    event: str
    score: float
    real: bool


def fit(judged: Sequence[Judged]) -> Calibration:
    """The logistic curve of greatest likelihood, by Newton's steps, with Platt's softened targets."""
    if not judged:
        return AS_SCORED
    x = np.array([[1.0, log_odds(j.score)] for j in judged])
    real = sum(j.real for j in judged)
    high, low = (real + 1.0) / (real + 2.0), 1.0 / (len(judged) - real + 2.0)
    y = np.array([high if j.real else low for j in judged])
    w: NDArray[np.float64] = np.array([0.0, 1.0])
    for _ in range(STEPS):
        p = _logistic(x @ w)
        gradient = x.T @ (p - y) + RIDGE * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        while _loss(x, y, w - step) > _loss(x, y, w) and np.abs(step).max() > 1e-9:
            step = step / 2
        w = w - step
    return Calibration(round(float(w[0]), 4), round(float(w[1]), 4))


def _logistic(z: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1.0 / (1.0 + np.exp(-np.clip(z, -40.0, 40.0)))


def _loss(x: NDArray[np.float64], y: NDArray[np.float64], w: NDArray[np.float64]) -> float:
    z = x @ w
    return float(np.sum(np.logaddexp(0.0, z) - y * z) + RIDGE * (w @ w) / 2)


def left_out(judged: Sequence[Judged]) -> list[tuple[Judged, float]]:
    """Each discrepancy with the confidence that the other events alone would give it."""
    out = []
    for event in sorted({j.event for j in judged}):
        curve = fit([j for j in judged if j.event != event])
        out += [(j, curve.confidence(j.score)) for j in judged if j.event == event]
    return out


def reliability(told: Iterable[tuple[Judged, float]]) -> Iterator[tuple[float, float, int, int, float]]:
    """For each bin: its edges, how many fall into it, how many of these are real, and the mean confidence."""
    rows = list(told)
    for low, high in zip(BINS, BINS[1:], strict=False):
        held = [(j, p) for j, p in rows if low <= p < high]
        if held:
            yield low, min(high, 1.0), len(held), sum(j.real for j, _ in held), sum(p for _, p in held) / len(held)


def brier(told: Sequence[tuple[Judged, float]]) -> float:
    """The mean square of what confidence is off by; 0 is perfect, 0.25 says nothing."""
    return sum((p - j.real) ** 2 for j, p in told) / max(1, len(told))


def judge(folder: Path, engine: Engine) -> Iterator[Judged]:
    """The discrepancies of every labelled event of a folder, scored as the rules score them."""
    plain = replace(engine, calibration=AS_SCORED)
    for event in load_events(folder):
        findings = check(read_articles([event.folder / "articles"]), engine=plain)
        for verdict in score_event(event, report_object(findings)).verdicts:
            yield Judged(f"{folder}/{event.name}", verdict.flag.confidence, verdict.word in {"real", "repeat"})


def judged_by_readers(path: Path) -> Iterator[Judged]:
    """The discrepancies of a file of verdicts: their scores as the rules give them, real where every reader says so."""
    for entry in json.loads(path.read_text(encoding="utf-8"))["verdicts"]:
        if entry["score"] is None:
            continue  # no longer flagged
        real = all(entry[reader] == "real" for reader in ("reader_a", "reader_b"))
        yield Judged(f"{entry['set']}/{entry['event']}", float(entry["score"]), real)


def main() -> None:
    """Fits, prints the tables, writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="*", type=Path)
    parser.add_argument("--judged", type=Path, help="verdicts of readers")
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    engine = Engine.load()
    judged = [j for folder in args.events for j in judge(folder, engine)]
    judged += judged_by_readers(args.judged) if args.judged else []
    plain, told = [(j, j.score) for j in judged], left_out(judged)
    for name, rows in (("as scored", plain), ("calibrated, events left out", told)):
        print(f"{name}: {len(rows)} discrepancies, Brier score {brier(rows):.3f}")
        for low, high, held, real, mean in reliability(rows):
            print(f"  {low:.1f}-{high:.1f}  {real:3} of {held:3} real = {real / held:.2f}, told {mean:.2f}")
    curve = fit(judged)
    print(f"intercept {curve.intercept} slope {curve.slope}", file=sys.stderr)
    if args.output:
        args.output.write_text(json.dumps({"intercept": curve.intercept, "slope": curve.slope}) + "\n")


if __name__ == "__main__":
    main()
