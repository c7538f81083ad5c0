"""All labelled events in one run: are they told apart?

``python tests/bench/mixed.py GOLD_DIR`` checks the articles of all events together, gives each event the discrepancies
that lie inside it, and prints F1 beside that of the events one by one, with the discrepancies that cross events.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from claimcheck.evaluate import figures_of, load_events, score_event
from claimcheck.model import Discrepancy, Findings
from claimcheck.pipeline import Engine, check
from claimcheck.read import read_articles
from claimcheck.report.to_json import report_object


def holders(found: Discrepancy, findings: Findings) -> set[str]:
    """The articles that a discrepancy cites."""
    article = {claim.id: claim.article for claim in findings.claims}
    return {article[identifier] for value in found.values for identifier in value.claims}


def main(gold: Path) -> None:
    """Two lines of figures and every discrepancy across events."""
    engine, events = Engine.load(), load_events(gold)
    given = {event.name: list(read_articles([str(event.folder / "articles")])) for event in events}
    alone = figures_of([score_event(e, report_object(check(given[e.name], engine=engine))) for e in events])
    together = check([a for articles in given.values() for a in articles], engine=engine)
    scored, inside = [], set()
    for event in events:
        own = {a.id for a in given[event.name]}
        kept = tuple(d for d in together.discrepancies if holders(d, together) <= own)
        inside |= {d.id for d in kept}
        scored.append(score_event(event, report_object(replace(together, discrepancies=kept))))
    mixed = figures_of(scored)
    across = [d for d in together.discrepancies if d.id not in inside]
    print(f"one by one F1 {alone['F1']:.3f}; together F1 {mixed['F1']:.3f}; across events {len(across)}")
    for found in across:
        print(f"  {found.confidence:.2f} {found.kind} {found.question}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
