"""Conflicts of the kind "what": outcome, status, action, negation, denial.

``ActionFinder.between`` gives those of two articles of one event, or of one article with itself. Its rules, each in a
module of its own: statuses that follow one another (``status``), open denials (``denial``), one act told and denied
(``polarity``), one act expected and done (``foreseen``), one source answered by the next (``rebuttal``), what
is told of one person in set phrases (``particulars``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import Act, acts_of
from claimcheck.conflict.actions.denial import Denial, denial_conflicts, denials_of
from claimcheck.conflict.actions.foreseen import foreseen_conflicts
from claimcheck.conflict.actions.particulars import Particular, particular_conflicts, read_particulars
from claimcheck.conflict.actions.polarity import polarity_conflicts
from claimcheck.conflict.actions.rebuttal import rebuttal_conflicts
from claimcheck.conflict.actions.reply import Replies, replies_of, reply_conflicts, reply_conflicts_across
from claimcheck.conflict.actions.status import StatusReading, read_statuses, status_conflicts
from claimcheck.conflict.pair import Conflict


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One article as the rules see it, read once for all pairs that it is part of."""

    view: ArticleView
    acts: tuple[Act, ...]
    statuses: StatusReading
    denials: tuple[Denial, ...]
    replies: Replies
    particulars: Mapping[str, tuple[Particular, ...]]


@dataclass(slots=True)
class ActionFinder:
    """Finds conflicts of acts; it keeps what it has read of each article, for one run."""

    words: WordTable
    _read: dict[str, ReadArticle] = field(default_factory=dict)

    def between(self, left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
        """The conflicts of two articles of one event, or (left is right) inside one."""
        one, other = self._reading(left), self._reading(right)
        yield from status_conflicts(left, right, one.statuses, other.statuses, self.words)
        yield from denial_conflicts(left, right, one.denials, other.acts)
        yield from polarity_conflicts(left, right, one.acts, other.acts, self.words)
        if left.article.id == right.article.id:
            yield from rebuttal_conflicts(one.acts, self.words)
            yield from reply_conflicts(one.replies)
            return
        told = ((r.view, r.statuses.situation, r.particulars) for r in (one, other))
        yield from particular_conflicts(next(told), next(told))
        yield from denial_conflicts(right, left, other.denials, one.acts)
        yield from polarity_conflicts(right, left, other.acts, one.acts, self.words)
        yield from foreseen_conflicts(left, right, one.acts, other.acts, self.words)
        yield from foreseen_conflicts(right, left, other.acts, one.acts, self.words)
        yield from reply_conflicts_across(one.replies, other.replies, self.words)
        yield from reply_conflicts_across(other.replies, one.replies, self.words)

    def _reading(self, view: ArticleView) -> ReadArticle:
        known = self._read.get(view.article.id)
        if known is None or known.view is not view:
            acts = tuple(acts_of(view, self.words))
            denials = denials_of(acts, self.words)
            replies, statuses = replies_of(acts, self.words), read_statuses(view, acts)
            known = ReadArticle(view, acts, statuses, denials, replies, read_particulars(acts))
            self._read[view.article.id] = known
        return known
