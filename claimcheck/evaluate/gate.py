"""The quality gate's file: bounds that anyone may tighten, and that only a recorded reason loosens.

    python -m claimcheck.evaluate.gate GATE.json tighten FIGURES.json [--margin 0.03]
    python -m claimcheck.evaluate.gate GATE.json set "recall of when" 0.25 --reason "two wrong labels were corrected"

FIGURES.json is what ``claimcheck evaluate GOLD_DIR --format json`` prints. The file is ``{"schema", "floors",
"ceilings", "history"}``; every change adds ``{"figure", "from", "to", "reason"}`` to its history, so that a bound that
was loosened by hand is looser than the last one on record: ``problems_of`` says so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from claimcheck.evaluate.figures import Bound, Figures, figures_of, load_gate
from claimcheck.evaluate.labels import load_json
from claimcheck.model import ClaimcheckError

SCHEMA = "claimcheck.gate/1"
MARGIN = 0.03
"""How far under what is measured a floor is set: one label of thirty."""
TIGHTENED = "measured better"


@dataclass(frozen=True, slots=True)
class Change:
    """One bound, set anew; ``before`` is None where it is new."""

    figure: str
    before: float | None
    after: float
    reason: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The bounds in force and how they came about."""

    bounds: tuple[Bound, ...]
    history: tuple[Change, ...] = ()

    def bound(self, name: str) -> Bound:
        """The bound of a figure. Raises ClaimcheckError where there is none."""
        for bound in self.bounds:
            if bound.name == name:
                return bound
        raise ClaimcheckError(f"the gate has no bound for {name!r}; known are {', '.join(b.name for b in self.bounds)}")


def is_looser(bound: Bound, limit: float) -> bool:
    """Whether a limit asks less than the bound does."""
    return limit < bound.limit if bound.is_floor else limit > bound.limit


def set_limit(gate: Gate, name: str, limit: float, reason: str = "") -> Gate:
    """The gate with one bound set anew. Raises ClaimcheckError where that loosens it and no reason is given."""
    bound = gate.bound(name)
    if limit == bound.limit:
        return gate
    if is_looser(bound, limit) and not reason.strip():
        raise ClaimcheckError(f"{name}: from {bound.limit:.3f} to {limit:.3f} asks less than before: give a reason")
    bounds = tuple(replace(b, limit=limit) if b.name == name else b for b in gate.bounds)
    return Gate(bounds, (*gate.history, Change(name, bound.limit, limit, reason.strip() or TIGHTENED)))


def tighten(gate: Gate, figures: Figures, margin: float = MARGIN) -> Gate:
    """The gate with every bound drawn up to ``margin`` from the measured figure, where that is tighter."""
    for bound in gate.bounds:
        measured = float(figures[bound.name])
        limit = max(0.0, measured - margin) if bound.is_floor else min(1.0, measured + margin)
        limit = round(limit, 3)
        if not is_looser(bound, limit):
            gate = set_limit(gate, bound.name, limit)
    return gate


def problems_of(gate: Gate) -> list[str]:
    """Bounds that ask less than the last change on record, and changes without a reason."""
    last = {change.figure: change for change in gate.history}
    out = []
    for bound in gate.bounds:
        if bound.name not in last:
            out.append(f"{bound.name}: no record of where {bound.limit:.3f} comes from")
        elif is_looser(replace(bound, limit=last[bound.name].after), bound.limit):
            out.append(f"{bound.name}: {bound.limit:.3f} asks less than {last[bound.name].after:.3f} on record")
    out += [f"{change.figure}: a change without a reason" for change in gate.history if not change.reason.strip()]
    return out


def read_gate(path: Path) -> Gate:
    """The gate of a JSON file. Raises ClaimcheckError where it is missing, broken, or names an unknown figure."""
    bounds = load_gate(path)
    raw = load_json(path)
    try:
        rows = cast(list[dict[str, object]], cast(dict[str, object], raw)["history"])
        changes = tuple(_change(row) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        raise ClaimcheckError(f"{path}: the history is broken: {type(error).__name__} {error}") from None
    return Gate(bounds, changes)


def _change(row: dict[str, object]) -> Change:
    before = row["from"]
    return Change(
        str(row["figure"]),
        None if before is None else float(cast(float, before)),
        float(cast(float, row["to"])),
        str(row["reason"]),
    )


def gate_to_json(gate: Gate) -> str:
    """The file's content; floors and ceilings in the order of the figures."""
    order = list(figures_of(()))
    bounds = sorted(gate.bounds, key=lambda bound: order.index(bound.name))
    whole = {
        "schema": SCHEMA,
        "floors": {b.name: b.limit for b in bounds if b.is_floor},
        "ceilings": {b.name: b.limit for b in bounds if not b.is_floor},
        "history": [{"figure": c.figure, "from": c.before, "to": c.after, "reason": c.reason} for c in gate.history],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """The little command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m claimcheck.evaluate.gate", description=__doc__.split("\n")[0])
    parser.add_argument("gate", type=Path)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("set", help="set one bound; loosening it takes a reason")
    one.add_argument("figure")
    one.add_argument("limit", type=float)
    one.add_argument("--reason", default="")
    every = commands.add_parser("tighten", help="draw every bound up to what was measured")
    every.add_argument("figures", type=Path)
    every.add_argument("--margin", type=float, default=MARGIN)
    given = parser.parse_args(arguments)
    try:
        gate = read_gate(given.gate)
        if given.command == "set":
            changed = set_limit(gate, given.figure, given.limit, given.reason)
        else:
            measured = cast(dict[str, Figures], load_json(given.figures))
            changed = tighten(gate, measured["figures"], given.margin)
    except (ClaimcheckError, KeyError) as error:
        sys.stderr.write(f"gate: {error}\n")
        return 2
    given.gate.write_text(gate_to_json(changed), encoding="utf-8")
    for change in changed.history[len(gate.history) :]:
        sys.stdout.write(f"{change.figure}: {change.before} -> {change.after} ({change.reason})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
