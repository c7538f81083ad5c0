"""Whom two claims are credited to: one source, two, or nobody in particular."""

from __future__ import annotations

import re

from claimcheck.model import Attribution, Comparison, Slot, SlotRelation

_NAME_WORD = re.compile(r"\w{3,}")
_EMPTY = frozenset({"the", "and", "for", "mr.", "mrs", "his", "her", "their", "its"})


def relate_attribution(a: Attribution | None, b: Attribution | None) -> Comparison:
    """SAME where the sources share a name, DISJOINT where both are named and share none, UNKNOWN where one side
    credits nobody or somebody unnamed: an unnamed official may be the named one. Symmetric."""
    if a is None or b is None:
        return _told(SlotRelation.UNKNOWN, "one side credits nobody")
    if a.source and a.source.lower() == b.source.lower():
        return _told(SlotRelation.SAME, f"both credit {min(a.source, b.source)}", 1.0)
    if a.anonymous or b.anonymous or not a.source or not b.source:
        return _told(SlotRelation.UNKNOWN, "a source is unnamed")
    if not (a.source[0].isupper() and b.source[0].isupper()):
        return _told(SlotRelation.UNKNOWN, "a source is named by its role alone")
    one, two = sorted((a.source, b.source))
    shared = _words(one) & _words(two)
    if shared:
        return _told(
            SlotRelation.SAME, f"“{one}” and “{two}” share a name", len(shared) / len(_words(one) | _words(two))
        )
    return _told(SlotRelation.DISJOINT, f"“{one}” against “{two}”")


def _told(relation: SlotRelation, reason: str, score: float = 0.0) -> Comparison:
    return Comparison(Slot.ATTRIBUTION, relation, reason, score)


def _words(source: str) -> frozenset[str]:
    """The words of a source that tell it from others."""
    return frozenset(w.lower() for w in _NAME_WORD.findall(source)) - _EMPTY
