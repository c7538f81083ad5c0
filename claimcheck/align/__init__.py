"""Which claims answer the same question about the same event."""

from claimcheck.align.event import ArticleView, same_event, view_article
from claimcheck.align.pairs import candidate_pairs
from claimcheck.align.question import FEATURES, Aligner, Alignment

__all__ = [
    "FEATURES",
    "Aligner",
    "Alignment",
    "ArticleView",
    "candidate_pairs",
    "same_event",
    "view_article",
]
