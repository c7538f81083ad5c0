"""The figures of an evaluation: computed, printed, and held against a gate of floors and ceilings."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.evaluate.labels import REAL, Label, load_json
from claimcheck.evaluate.scoring import EventScore, Flag, Verdict
from claimcheck.model import ClaimcheckError, Kind, Severity

Figures = dict[str, float | int]


def figures_of(scores: Sequence[EventScore]) -> Figures:
    """The figures over all events, by name; rates are 0 to 1."""
    verdicts = [verdict for score in scores for verdict in score.verdicts]
    pairs = [(label, score.found().get(label.id)) for score in scores for label in score.event.labels]
    real = [(label, flag) for label, flag in pairs if label.is_real]
    traps = [(label, flag) for label, flag in pairs if not label.is_real]
    hits = [(label, flag) for label, flag in real if flag is not None]
    ranked = sorted(verdicts, key=lambda verdict: -verdict.flag.confidence)
    precision = _rate(sum(verdict.word == "real" for verdict in verdicts), len(verdicts))
    recall = _recall(real)
    figures: Figures = {
        "labelled discrepancies": len(real),
        "recall": recall,
        "recall of major": _recall([pair for pair in real if pair[0].severity is Severity.MAJOR]),
    }
    for relation in REAL:
        figures[f"recall of {relation}"] = _recall([pair for pair in real if pair[0].relation is relation])
    figures |= {
        "flags": len(verdicts),
        "repeats": sum(verdict.word == "repeat" for verdict in verdicts),
        "precision": precision,
        "precision of first 20": _rate(sum(v.word == "real" for v in ranked[:20]), min(20, len(ranked))),
        "F1": _rate(2 * precision * recall, precision + recall),
        "mean F1 of events": _rate(sum(_event_f1(score) for score in scores), len(scores)),
        "average precision": _average_precision(ranked, len(real)),
        "hard negatives": len(traps),
        "hard negatives flagged": _recall(traps),
        "relation right, of found": _rate(sum(f.relation == str(x.relation) for x, f in hits), len(hits)),
        "kind right, of found": _rate(sum(f.kind == str(x.kind) for x, f in hits), len(hits)),
    }
    for relation in REAL:
        of = [(label, flag) for label, flag in hits if label.relation is relation]
        figures[f"relation right of {relation}"] = _rate(sum(f.relation == str(x.relation) for x, f in of), len(of))
    for kind in Kind:
        of_kind = [pair for pair in real if pair[0].kind is kind]
        figures[f"recall of {kind}"] = _recall(of_kind)
        figures[f"labelled {kind}"] = len(of_kind)
    return figures


def _recall(pairs: Sequence[tuple[Label, Flag | None]]) -> float:
    return _rate(sum(flag is not None for _, flag in pairs), len(pairs))


def _rate(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _event_f1(score: EventScore) -> float:
    hits = sum(verdict.word == "real" for verdict in score.verdicts)
    both = len(score.verdicts) + sum(label.is_real for label in score.event.labels)
    return 2 * hits / both if both else 1.0


def _average_precision(ranked: Sequence[Verdict], labelled: int) -> float:
    hits, area = 0, 0.0
    for judged, verdict in enumerate(ranked, 1):
        if verdict.word == "real":
            hits += 1
            area += hits / judged
    return _rate(area, labelled)


def list_misses(scores: Iterable[EventScore]) -> list[str]:
    """A line for each labelled discrepancy that no flag found."""
    lines = []
    for score in scores:
        found = score.found()
        for label in score.event.labels:
            if label.is_real and label.id not in found:
                what = f"{label.relation}/{label.kind}/{label.severity}"
                lines.append(f"MISS {score.event.name} {what}: {label.question} [{' | '.join(label.values)}]")
    return lines


def list_extras(scores: Iterable[EventScore]) -> list[str]:
    """A line for each flag that finds nothing real."""
    return [
        f"{verdict.word.upper()} {score.event.name} {verdict.flag.relation}/{verdict.flag.kind} "
        f"{verdict.flag.confidence:.2f} {verdict.flag.id}: {' | '.join(verdict.flag.values)}"
        for score in scores
        for verdict in score.verdicts
        if verdict.word != "real"
    ]


def figures_to_lines(figures: Figures) -> list[str]:
    """The figures as a table of two columns."""
    return [
        f"{name:28} {value:.3f}" if isinstance(value, float) else f"{name:28} {value}"
        for name, value in figures.items()
    ]


def figures_to_json(figures: Figures, lines: Sequence[str] = ()) -> str:
    """The figures, and the lists that were asked for, as JSON."""
    whole: dict[str, object] = {"schema": "claimcheck.figures/1", "figures": figures}
    if lines:
        whole["lines"] = list(lines)
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure's floor, or its ceiling."""

    name: str
    limit: float
    is_floor: bool

    def holds(self, figures: Figures) -> bool:
        """Whether the figures keep the bound."""
        value = figures[self.name]
        return value >= self.limit if self.is_floor else value <= self.limit

    def complaint(self, figures: Figures) -> str:
        """What is said where they do not."""
        side = "below the floor" if self.is_floor else "above the ceiling"
        return f"{self.name} is {figures[self.name]:.3f}, {side} of {self.limit:.3f}"


def load_gate(path: Path) -> tuple[Bound, ...]:
    """The bounds of a TOML file with tables ``floors`` and ``ceilings`` of figure names and numbers, or of a JSON file
    with the same and its history (``evaluate.gate``). Raises ClaimcheckError for an unknown table or figure."""
    raw = _tables_of(path)
    known = figures_of(())
    bounds = []
    for table, entries in raw.items():
        if table not in ("floors", "ceilings") or not isinstance(entries, dict):
            raise ClaimcheckError(f"{path}: unknown table {table!r}; known are floors, ceilings")
        for name, limit in entries.items():
            if name not in known:
                raise ClaimcheckError(f"{path}: unknown figure {name!r}; known are {', '.join(known)}")
            if isinstance(limit, bool) or not isinstance(limit, int | float):
                raise ClaimcheckError(f"{path}: {name!r} must be a number")
            bounds.append(Bound(name, float(limit), table == "floors"))
    return tuple(bounds)


def _tables_of(path: Path) -> dict[str, object]:
    if path.suffix == ".json":
        whole = load_json(path)
        if not isinstance(whole, dict):
            raise ClaimcheckError(f"{path}: an object with floors and ceilings was expected")
        return {name: table for name, table in whole.items() if name not in ("schema", "history")}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ClaimcheckError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ClaimcheckError(f"{path}: broken TOML: {error}") from None
