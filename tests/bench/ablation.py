"""What each part of the engine is worth: every part off in turn, scored on labelled events.

``python tests/bench/ablation.py GOLD_DIR`` prints F1, precision, recall, first 20 and articles a second.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import claimcheck.pipeline as pipeline
from claimcheck.evaluate import figures_of, load_events, score_event
from claimcheck.model import Slot
from claimcheck.pipeline import Engine, check
from claimcheck.read import read_articles
from claimcheck.report.to_json import report_object

Part = Callable[[], object]


def nothing(*_: object, **__: object) -> list[object]:
    """A part that finds nothing."""
    return []


class Silent:
    """A finder that finds nothing."""

    between = staticmethod(nothing)


def without_rules(*slots: Slot) -> object:
    """The pairwise rules without those of some slots."""
    return patch.dict(pipeline.RULES, dict.fromkeys(slots, ()))


PARTS: dict[str, Part] = {
    "everything": lambda: patch.object(pipeline, "readable", pipeline.readable),
    "no amounts rule": lambda: without_rules(Slot.AMOUNT),
    "no times rule": lambda: without_rules(Slot.WHEN),
    "no places rule": lambda: without_rules(Slot.WHERE),
    "no best counterpart": lambda: patch.object(pipeline, "best_pairs", list),
    "no quotations": lambda: patch.object(pipeline, "findings_among", nothing),
    "no calendar": lambda: patch.object(pipeline.Judged, "calendared", nothing),
    "no names misspelt": lambda: patch.object(pipeline, "name_conflicts", nothing),
    "no persons (ages, two names, withheld)": lambda: patch.multiple(
        pipeline.PersonFinder, between=nothing, admits=lambda *_: True
    ),
    "no homes, bodies, standing places": lambda: patch.multiple(
        pipeline, residence_conflicts=nothing, standing_place_conflicts=nothing, BodyFinder=Silent
    ),
    "no streets of the scene": lambda: patch.object(pipeline, "scene_place_conflicts", nothing),
    "no times of the scene": lambda: patch.object(pipeline.SceneFinder, "between", nothing),
    "no tolls": lambda: patch.multiple(pipeline.TollFinder, between=nothing, admits=lambda *_: True),
    "no rewritten sentences, near figures": lambda: patch.multiple(
        pipeline, RewrittenFinder=Silent, near_figure_conflicts=nothing
    ),
    "no encounters": lambda: patch.object(pipeline, "encounter_conflicts", nothing),
    "no announced disagreement": lambda: patch.object(pipeline, "announced_conflicts", nothing),
    "no acts (status, denial, polarity)": lambda: patch.object(pipeline.ActionFinder, "between", nothing),
    "no readings that hold": lambda: patch.object(pipeline, "judged", lambda conflict: conflict),
}


@contextmanager
def part(name: str) -> Iterator[None]:
    """The engine with one part changed."""
    with PARTS[name]():  # type: ignore[attr-defined]
        yield


def main(gold: Path) -> None:
    """One line a part."""
    engine = Engine.load()
    events = load_events(gold)
    given = {event.name: list(read_articles([str(event.folder / "articles")])) for event in events}
    articles = sum(map(len, given.values()))
    for articles_of_one in given.values():
        check(articles_of_one, engine=engine)  # so that no part pays for what is read once
    print(f"{'':36} {'F1':>6} {'prec':>6} {'recall':>6} {'first20':>7} {'art/s':>6}")
    for name in PARTS:
        with part(name):
            started = time.process_time()
            scored = [score_event(e, report_object(check(given[e.name], engine=engine))) for e in events]
            spent = time.process_time() - started
        figures = figures_of(scored)
        shown = [figures[k] for k in ("F1", "precision", "recall", "precision of first 20")]
        print(f"{name:36} {shown[0]:6.3f} {shown[1]:6.3f} {shown[2]:6.3f} {shown[3]:7.3f} {articles / spent:6.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
