"""Conflicts about named people: one person's age told in two ways, one person under two names, a name that one report
withholds and another gives.

``PersonFinder.between`` gives those of two articles of one event, or of one article with itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimcheck.compare.aligned import ArticleView
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.persons.admit import may_be_one_age
from claimcheck.conflict.persons.ages import age_conflicts
from claimcheck.conflict.persons.bearers import bearer_conflicts
from claimcheck.conflict.persons.first_told import first_told_ages
from claimcheck.conflict.persons.record import People, read_people
from claimcheck.conflict.persons.unnamed import unnamed_conflicts
from claimcheck.conflict.persons.unnamed_victim import unnamed_victim_conflicts
from claimcheck.model import Slot


@dataclass(slots=True)
class PersonFinder:
    """Finds conflicts about people; it keeps what it has read of each article, for one run."""

    _read: dict[str, People] = field(default_factory=dict)

    def between(self, left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
        """The conflicts of two articles of one event, or (left is right) inside one."""
        one, other = self._reading(left), self._reading(right)
        yield from age_conflicts(one, other)
        yield from bearer_conflicts(one, other)
        yield from first_told_ages(one, other)
        by_age = [*unnamed_conflicts(one, other)]
        yield from by_age or unnamed_victim_conflicts(one, other)

    def admits(self, conflict: Conflict, left: ArticleView, right: ArticleView) -> bool:
        """Whether a conflict may stand: two ages must be such that one person can bear them; others always may."""
        if conflict.topic != "age" or conflict.a.slot is not Slot.AMOUNT:
            return True
        one, two = conflict.a, conflict.b
        first, second = one.claim.amount, two.claim.amount
        if first is None or second is None:
            return True
        ours, theirs = self._reading(left), self._reading(right)
        if one.claim.article != left.article.id:
            ours, theirs = theirs, ours
        return may_be_one_age((one.claim, first), (two.claim, second), ours, theirs, conflict.score)

    def _reading(self, view: ArticleView) -> People:
        known = self._read.get(view.article.id)
        if known is None or known.view is not view:
            known = self._read[view.article.id] = read_people(view)
        return known
