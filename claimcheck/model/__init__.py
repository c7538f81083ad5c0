"""Every shared value of claimcheck: articles, annotations, slots, claims, comparisons, discrepancies, errors.

Standard library only. All values are frozen; offsets are code points, half open, into the field of the article
(``text`` or ``title``) that the value was read from.
"""

from __future__ import annotations

from claimcheck.model.annotation import AnnotatedArticle, Entity, EntityLabel, RoleSpan, Sentence, Token
from claimcheck.model.articles import NO_ITEM, Article, Field, Interval, Precision, content_id
from claimcheck.model.claims import (
    Amount,
    Attribution,
    Claim,
    Hedge,
    Modality,
    PlaceRelation,
    Quotation,
    Slot,
    Span,
    TimeKind,
    What,
    When,
    Where,
    Who,
    WhoRole,
)
from claimcheck.model.errors import ClaimcheckError, ConfigError, ModelError, ReadError
from claimcheck.model.findings import (
    Answer,
    AnswerValue,
    Comparison,
    Discrepancy,
    Findings,
    Kind,
    NotCompared,
    Reading,
    Reason,
    Relation,
    Severity,
    SlotRelation,
)
from claimcheck.model.wire import Block, BlockKind, Correction, Dateline, Item, ItemClass, Signal, Status

__all__ = [
    "NO_ITEM",
    "Amount",
    "AnnotatedArticle",
    "Answer",
    "AnswerValue",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "Claim",
    "ClaimcheckError",
    "Comparison",
    "ConfigError",
    "Correction",
    "Dateline",
    "Discrepancy",
    "Entity",
    "EntityLabel",
    "Field",
    "Findings",
    "Hedge",
    "Interval",
    "Item",
    "ItemClass",
    "Kind",
    "Modality",
    "ModelError",
    "NotCompared",
    "PlaceRelation",
    "Precision",
    "Quotation",
    "ReadError",
    "Reading",
    "Reason",
    "Relation",
    "RoleSpan",
    "Sentence",
    "Severity",
    "Signal",
    "Slot",
    "SlotRelation",
    "Span",
    "Status",
    "TimeKind",
    "Token",
    "What",
    "When",
    "Where",
    "Who",
    "WhoRole",
    "content_id",
]
