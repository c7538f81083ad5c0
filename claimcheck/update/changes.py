"""One batch of changes: what stopped standing is taken back, what stands is compared, what they touch is regrouped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from claimcheck.facts import Facts
from claimcheck.model import Article
from claimcheck.store import Place
from claimcheck.update.desk import Desk, Layer, article_of
from claimcheck.update.events import compare_article, withdraw_article
from claimcheck.update.groups import regroup_calendar, regroup_conflicts, regroup_quotes
from claimcheck.update.intake import Change
from claimcheck.update.kin import print_text, settle_lineages, withdraw_text
from claimcheck.update.speech import bind, shelve_speech

Reader = Callable[[Article], Facts]


@dataclass(slots=True)
class _Touched:
    """What a batch touched: articles that come or go, texts and their copies, utterances by their words."""

    rows: set[int] = field(default_factory=set)
    kin: set[int] = field(default_factory=set)
    words: set[int] = field(default_factory=set)
    pairs: int = 0


def take_in(desk: Desk, changes: Sequence[Change], read: Reader) -> int:
    """Brings the store up to the changes; returns the number of pairs of articles judged. ``read`` gives the facts of
    an article."""
    touched = _Touched()
    for change in changes:
        _take_back(desk, change, touched)
    for change in changes:
        _put_forward(desk, change, read, touched)
    moved, lineages = settle_lineages(desk, touched.kin | touched.rows)
    bind(desk, touched.words)
    rows = touched.rows | moved
    for layer in (Layer.FLAGS, Layer.COMPATIBLE):
        regroup_conflicts(desk, layer, rows)
    regroup_quotes(desk, touched.words | desk.shelves.speech.words_of(moved))
    regroup_calendar(desk, rows, lineages)
    return touched.pairs


def _take_back(desk: Desk, change: Change, touched: _Touched) -> None:
    before = change.before
    if before is None or before.standing is None:
        return
    old, new = article_of(before), article_of(change.after)
    if before.standing.active and (not _is_active(change) or old != new):
        touched.words |= desk.shelves.speech.drop(change.row)
        withdraw_article(desk, change.row)
        touched.rows.add(change.row)
    if before.prints and (not _is_placed(change) or old.text != new.text):
        touched.kin |= withdraw_text(desk, change.row, old)


def _put_forward(desk: Desk, change: Change, read: Reader, touched: _Touched) -> None:
    before, new = change.before, article_of(change.after)
    old = article_of(before) if before is not None and before.standing is not None else None
    if _is_placed(change) and (before is None or not before.prints or old is None or old.text != new.text):
        touched.kin |= print_text(desk, change.row, new)
    was_active = before is not None and before.standing is not None and before.standing.active
    if _is_active(change) and (not was_active or old != new):
        facts = read(new)
        touched.words |= shelve_speech(desk, change.row, facts)
        touched.pairs += compare_article(desk, change.row, facts)
        touched.rows.add(change.row)


def _is_placed(change: Change) -> bool:
    standing = change.after.standing
    return standing is not None and standing.place is Place.STANDS


def _is_active(change: Change) -> bool:
    standing = change.after.standing
    return standing is not None and standing.active
