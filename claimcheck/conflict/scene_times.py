"""The main event of two articles, put at two times of the day.

Two clauses with one verb seldom meet: one report says when it happened, another when police were called. So each
article is read as one scene (``scene_times_read``) and the scenes are compared. An event comes first, the call for help
after it, those who were called after that: a call before the event cannot be, a call some while after it can. The
times of two services that were called differ by minutes, and are no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.when import relate_when
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.relation import order
from claimcheck.conflict.rules.sides import time_side
from claimcheck.conflict.scene_times_read import LEAD, SPOTS, Phase, Scene, Told, read_scene, spot_words
from claimcheck.model import EntityLabel, Field, Kind, Reading, Reason, Relation, Severity, SlotRelation

DAY = 24 * 60
LEAST = {Phase.EVENT: 10, Phase.CALLED: 10, Phase.COMING: 15}
"""Minutes between two stated times of one phase from which they are two answers."""
LEAST_EXACT = 2
"""The same where both are given to the minute ("6.13 a.m.", "6.10 a.m.")."""
AHEAD = 5
"""Minutes by which a later act must lie before an earlier one, after all that the words allow."""
MAJOR = 30
"""Minutes from which the difference would be corrected in print."""
SAME_NIGHT = 40
"""Minutes beyond which two scenes in different streets are two events of one night."""
UNPLACED = 2 * 60
"""The same where one of the two names neither street nor venue."""
_AMERICAN = re.compile(r"\b([ECMP])[SD]?T\b")
FARTHEST = 6 * 60
"""Minutes beyond which two clock times are of two scenes rather than of one."""
CONFIDENCE = {True: 0.55, False: 0.5}
"""Set by hand: about half of the flags first read were real. Two times of one act (True); a call before the event."""
ONE_TIME = Reason("contradicts", "an event has one time, which no later report and no other source moves")
"""Why it contradicts whoever says it: witnesses and police who give the minute do not quarrel over it."""
_DONE = {
    Phase.EVENT: "the event itself",
    Phase.CALLED: "the call or report",
    Phase.COMING: "the coming of those who were called",
}


@dataclass(frozen=True, slots=True)
class _Apart:
    """Two times that exclude each other: how far apart they are stated, and why they cannot both be."""

    a: Told
    b: Told
    minutes: int
    why: str


class SceneFinder:
    """Compares articles' scenes; each article is read once."""

    def __init__(self) -> None:
        self._read: dict[str, Scene | None] = {}

    def between(self, left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
        """The conflicts of two articles' main events, at most one; they depend on the two alone."""
        yield from _differing(left, right, self._scene(left), self._scene(right))

    def _scene(self, view: ArticleView) -> Scene | None:
        if view.article.id not in self._read:
            self._read[view.article.id] = read_scene(view)
        return self._read[view.article.id]


def _differing(left: ArticleView, right: ArticleView, one: Scene | None, two: Scene | None) -> Iterator[Conflict]:
    """The clearest pair of times that two articles give their one main event and that exclude each other; none where
    any of their times agree, or where one article tells of several moments of that kind."""
    if one is None or two is None or one.family != two.family or not one_scene(left, right, one, two):
        return
    if any(_agree(a, _beside(a, b)) for a in one.told for b in two.told):
        return
    spots = _spots(left, one), _spots(right, two)
    shared = bool(spots[0] & spots[1])
    reach = FARTHEST if shared else SAME_NIGHT if all(spots) else UNPLACED
    found = [apart for a in one.told for b in two.told if (apart := exclude(a, b)) is not None]
    found = [apart for apart in found if apart.minutes <= reach]
    if found:
        yield _conflict(min(found, key=_plainest), left, right, one.family)


def _plainest(apart: _Apart) -> tuple[bool, list[Phase], list[str]]:
    """Two times of one act before a call that comes too early; from either side the same."""
    sides = sorted((apart.a, apart.b), key=lambda t: (t.phase, t.claim.id))
    return apart.a.phase is not apart.b.phase, [t.phase for t in sides], [t.claim.id for t in sides]


def one_scene(left: ArticleView, right: ArticleView, one: Scene, two: Scene) -> bool:
    """Whether the articles' main events may be one: each tells of one moment, the days do not exclude each other, and
    a name that is rare in news (a person, a street, a venue) is common to both."""
    if any(_several(scene) for scene in (one, two)):
        return False
    return bool(_rare_names(left) & _rare_names(right))


def _several(scene: Scene) -> bool:
    """Whether an article dates its event to two moments, so that none is the moment."""
    events = [t for t in scene.told if t.phase is Phase.EVENT]
    return any(not _agree(a, _beside(a, b)) for a in events for b in events)


def _rare_names(view: ArticleView) -> frozenset[str]:
    """People by their last name, and places from a town down."""
    local = frozenset(w.name.lower() for _, w in view.placed if w.kind in {"street", "venue", "area", "city"})
    people = (name.lower().split() for name, label in view.names if label is EntityLabel.PERSON)
    return local | {parts[-1] for parts in people if parts}


def _spots(view: ArticleView, scene: Scene) -> frozenset[str]:
    """The telling words of the streets and venues of the lead and of the timed sentences."""
    timed = {(t.claim.field, t.claim.sentence.start, t.claim.sentence.end) for t in scene.told}
    near = (
        place
        for field, place in view.placed
        if place.kind in SPOTS
        and (
            (field is Field.TEXT and place.start < LEAD)
            or any(field is f and low <= place.start < high for f, low, high in timed)
        )
    )
    return frozenset(word for place in near for word in spot_words(place.text))


def _agree(a: Told, b: Told) -> bool:
    """Whether two times can be one moment, whatever their phases."""
    minutes = abs(_signed(a.minute, b.minute))
    if a.phase is b.phase is Phase.EVENT and a.exact and b.exact:
        return minutes < LEAST_EXACT
    return _signed(a.low, b.high) <= 0 <= _signed(a.high, b.low) or minutes < AHEAD


def _signed(a: int, b: int) -> int:
    """Minutes from b on to a, the shorter way round the clock."""
    return (a - b + DAY // 2) % DAY - DAY // 2


def exclude(a: Told, b: Told) -> _Apart | None:
    """Why two times cannot both be right, None where they can. Symmetric but for the order of its sides."""
    b = _beside(a, b)
    if _other_day(a, b):
        return None
    minutes = abs(_signed(a.minute, b.minute))
    if a.phase is b.phase:
        to_the_minute = a.phase is Phase.EVENT and all(t.exact for t in (a, b))
        if minutes < (LEAST_EXACT if to_the_minute else LEAST[a.phase]) or _zones(a, b, minutes):
            return None
        return _Apart(a, b, minutes, f"“{a.when.text}” and “{b.when.text}” are both told of {_DONE[a.phase]}")
    first, then = (a, b) if a.phase < b.phase else (b, a)
    early = _signed(first.low, then.high)
    if early < AHEAD or _zones(a, b, minutes):
        return None
    earlier, later = _DONE[first.phase], _DONE[then.phase]
    why = f"“{then.when.text}” is told of {later}, which cannot come before {earlier} at “{first.when.text}”"
    return _Apart(a, b, minutes, why)


def _beside(a: Told, b: Told) -> Told:
    """The second time on the clock of the first: in its zone where both name one, in its half of the day where either
    leaves that open."""
    by = 0
    if a.when.utc_offset is not None and b.when.utc_offset is not None and not _summer_slip(a, b):
        by = a.when.utc_offset - b.when.utc_offset
    if not (a.half_known and b.half_known) and abs(_signed(a.minute, b.minute + by)) > DAY // 4:
        by += DAY // 2
    return replace(b, minute=(b.minute + by) % DAY, low=b.low + by, high=b.high + by) if by else b


def _summer_slip(a: Told, b: Told) -> bool:
    """Whether the two zones are one but for summer time: newsrooms write "CST" for "CDT" in July."""
    named = [_AMERICAN.search(t.when.text) for t in (a, b)]
    return bool(named[0] and named[1] and named[0][1] == named[1][1])


def _other_day(a: Told, b: Told) -> bool:
    """Whether both texts state the day, and the days are more than a night apart."""
    if not a.dated or not b.dated or a.when.low is None or b.when.low is None:
        return False
    days = abs((a.when.low.date() - b.when.low.date()).days)
    return days > 1 or (days == 1 and relate_when(a.when, b.when).relation is SlotRelation.DISJOINT and _daytime(a, b))


def _daytime(a: Told, b: Told) -> bool:
    """Whether neither time lies near midnight, where one report counts the old day and one the new."""
    return all(6 * 60 <= t.minute <= 22 * 60 for t in (a, b))


def _zones(a: Told, b: Told, minutes: int) -> bool:
    """Whether the difference may be one of zones: whole hours, and one side names its zone."""
    named = (a.when.utc_offset is not None) + (b.when.utc_offset is not None)
    local = all("local time" in t.when.text.lower() for t in (a, b))
    return named == 1 and not local and minutes % 60 in {0, 59, 1, 58, 2}


def _conflict(apart: _Apart, left: ArticleView, right: ArticleView, family: str) -> Conflict:
    a, b = apart.a, apart.b
    same = a.phase is b.phase
    asked = {Phase.EVENT: f"When was the {family}", Phase.CALLED: f"When was the {family} reported"}
    return Conflict(
        kind=Kind.WHEN,
        relation=Relation.CONTRADICTS,
        severity=Severity.MAJOR if apart.minutes >= MAJOR else Severity.MINOR,
        a=time_side(a.claim, a.when),
        b=time_side(b.claim, b.when),
        score=CONFIDENCE[same],
        same_question=CONFIDENCE[same],
        topic="time/happen" if Phase.EVENT in (a.phase, b.phase) else "time/call",
        question=f"{asked.get(min(a.phase, b.phase), f'When did help come to the {family}')}?",
        ask="Ask police or the dispatch centre for the time of the first call and of the event.",
        reasons=(Reason("scene_times", apart.why), ONE_TIME),
        readings=_readings(apart, left, right),
    )


def _readings(apart: _Apart, left: ArticleView, right: ArticleView) -> tuple[Reading, ...]:
    other = "possible" if order(left.article.published_at, right.article.published_at) else "ruled out"
    return (
        Reading("meant roughly", "ruled out", f"{apart.minutes} minutes lie between the stated times"),
        Reading(
            "the call came some time after",
            "ruled out",
            "both are times of one act" if apart.a.phase is apart.b.phase else "the call or the coming is the earlier",
        ),
        Reading("as of different times", other, "a later report may know the time better"),
    )
