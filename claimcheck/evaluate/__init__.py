"""Scores reports against labelled events.

A folder of events holds ``EVENT/articles/`` and ``EVENT/labels.json``: a list of ``{"id", "question", "kind",
"relation", "severity", "values": [{"value", "mentions": [{"article", "text", "field"?}]}], "note"}`` where each mention
is an exact piece of its article's text (or title). Labels of the relation "compatible" are hard negatives.

A flag *finds* a label when two of its values point into two different answers of the label (the sentence of a cited
claim overlaps a mention in the same article) and at least half of all its places lie on that label. A flag finds one
label, a label is found once: a second flag on it is a repeat and counts as a false one. A hard negative counts as
flagged only by a flag that finds nothing real.
"""

from claimcheck.evaluate.figures import (
    Bound,
    Figures,
    figures_of,
    figures_to_json,
    figures_to_lines,
    list_extras,
    list_misses,
    load_gate,
)
from claimcheck.evaluate.labels import Event, Label, load_events, load_json
from claimcheck.evaluate.scoring import EventScore, Flag, Verdict, flags_of, score_event, share_on

__all__ = [
    "Bound",
    "Event",
    "EventScore",
    "Figures",
    "Flag",
    "Label",
    "Verdict",
    "figures_of",
    "figures_to_json",
    "figures_to_lines",
    "flags_of",
    "list_extras",
    "list_misses",
    "load_events",
    "load_gate",
    "load_json",
    "score_event",
    "share_on",
]
