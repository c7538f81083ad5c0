"""Which claims answer the same question about the same event."""

from claimcheck.align.best import best_pairs
from claimcheck.align.event import event_pairs, same_event, view_article
from claimcheck.align.lineage import lineages
from claimcheck.align.pairs import candidate_pairs
from claimcheck.align.question import Aligner

__all__ = ["Aligner", "best_pairs", "candidate_pairs", "event_pairs", "lineages", "same_event", "view_article"]
