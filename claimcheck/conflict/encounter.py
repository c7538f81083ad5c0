"""One encounter of two persons told twice: where it was, when, and who came to whom.

A visit is told over several sentences ("The visit …", "Upon arrival, President A was greeted …", "B's arrival"), so
its answers are gathered over the article and compared as one frame. It is one encounter where both articles pair the
same two persons; whether it may be two encounters is a reading that is weighed in the open, and lowers confidence.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.compare.when import relate_when
from claimcheck.compare.where import relate_place
from claimcheck.compare.who import relate_who
from claimcheck.conflict.named_days import SLACK_DAYS, days_apart, month_days
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.relation import decide_relation, order
from claimcheck.model import (
    Claim,
    EntityLabel,
    Kind,
    PlaceRelation,
    Reading,
    Reason,
    Severity,
    Slot,
    SlotRelation,
    TimeKind,
    When,
    Where,
    Who,
    WhoRole,
)

CONFIDENCE = {Kind.WHERE: 0.6, Kind.WHEN: 0.55, Kind.WHO: 0.55}
"""Undated articles may tell of two encounters of one pair: the flag stands, at a confidence that says so."""
LEVELS = frozenset({"country", "region", "city"})


@dataclass(frozen=True, slots=True)
class EncounterWords:
    """Word lists of data/encounters.toml."""

    nouns: frozenset[str]
    visitor_nouns: frozenset[str]
    visitor_verbs: frozenset[str]
    host_verbs: frozenset[str]
    mutual_verbs: frozenset[str]
    leaving_verbs: frozenset[str]
    meeting_nouns: frozenset[str]


@lru_cache(maxsize=1)
def encounter_words() -> EncounterWords:
    """The shipped lists."""
    table = tomllib.loads(files("claimcheck.data").joinpath("encounters.toml").read_text("utf-8"))
    return EncounterWords(**{name: frozenset(words) for name, words in table.items()})


@dataclass(frozen=True, slots=True)
class Encounter:
    """What one article says of the encounter of two persons. ``visitor`` and ``host`` hold (claim, person)."""

    pair: tuple[Who, Who]
    places: tuple[tuple[Claim, Where], ...]
    times: tuple[tuple[Claim, When], ...]
    visitor: tuple[tuple[Claim, Who], ...]
    host: tuple[tuple[Claim, Who], ...]


def read_encounter(view: ArticleView) -> Encounter | None:
    """The encounter that an article is about: its two most named persons share a sentence
    with a word of meeting."""
    claims = [c for c in view.by_slot.get(Slot.WHAT, ()) if is_encounter(c)]
    if not claims:
        return None
    named = Counter[str]()
    people: dict[str, Who] = {}
    for claim in view.by_slot.get(Slot.WHAT, ()):
        for who in claim.who:
            if who.label is EntityLabel.PERSON and who.name:
                named[who.name] += 1
                people.setdefault(who.name, who)
    if len(named) < 2:
        return None
    first, second = (name for name, _ in sorted(named.items(), key=lambda item: (-item[1], item[0]))[:2])
    everything = view.by_slot.get(Slot.WHAT, ())
    together = (c for c in everything if _mentions(c, people[first]) and _mentions(c, people[second]))
    if not any(_meets(c) for c in together):
        return None
    pair = (people[first], people[second])
    return Encounter(
        pair=pair,
        places=tuple(_places(claims)),
        times=tuple((c, c.when) for c in claims if c.when and c.when.kind is TimeKind.DATE and not c.speech),
        visitor=tuple(_visitors(claims, pair)),
        host=tuple(_hosts(claims, pair)),
    )


def is_encounter(claim: Claim) -> bool:
    """Whether a claim tells of a visit or a meeting: by its verb, or with such a noun as a participant's head."""
    words = encounter_words()
    verbs = words.visitor_verbs | words.host_verbs | words.mutual_verbs
    if claim.what.lemma in words.leaving_verbs:
        return False
    return claim.what.lemma in verbs or bool(claim.near & words.nouns) or any(w.head in words.nouns for w in claim.who)


def _meets(claim: Claim) -> bool:
    """Whether the sentence of a claim has a word of an encounter."""
    words = encounter_words()
    return bool(claim.words & (words.meeting_nouns | words.host_verbs | words.mutual_verbs | {"visit"}))


def _mentions(claim: Claim, who: Who) -> bool:
    last = who.name.split()[-1]
    return any(w.name == who.name for w in claim.who) or any(
        re.search(rf"\b{re.escape(part)}\b", claim.sentence.text) for part in {last, who.name.split()[0]}
    )


def _places(claims: list[Claim]) -> Iterator[tuple[Claim, Where]]:
    for claim in claims:
        for where in claim.where:
            located = where.relation in {PlaceRelation.IN, PlaceRelation.TO}
            if located and not where.metonym and where.kind in LEVELS:
                yield claim, where


def _visitors(claims: list[Claim], pair: tuple[Who, Who]) -> Iterator[tuple[Claim, Who]]:
    words = encounter_words()
    for claim in claims:
        for who in claim.who:
            comes = who.role is WhoRole.AGENT and claim.what.lemma in words.visitor_verbs
            received = who.role is WhoRole.PATIENT and claim.what.lemma in words.host_verbs
            hosts = {w.name for w in claim.who if w.role is WhoRole.AGENT}
            received = received and who.name not in hosts
            for person in pair:
                owned = who.head in words.visitor_nouns and _owns(who, person)
                if owned or ((comes or received) and who.name == person.name):
                    yield claim, person


def _hosts(claims: list[Claim], pair: tuple[Who, Who]) -> Iterator[tuple[Claim, Who]]:
    for claim in claims:
        for who in claim.who:
            if who.role is WhoRole.AGENT and claim.what.lemma in encounter_words().host_verbs:
                for person in pair:
                    if who.name == person.name:
                        yield claim, person


def _owns(who: Who, person: Who) -> bool:
    """Whether "B's arrival" is the person's: a possessive of the name before the noun."""
    forms = sorted({person.name, *person.name.split(), *person.aliases}, key=len, reverse=True)
    return any(re.match(rf"(?:\w+ )?{re.escape(form)}[’']s?\b", who.text) for form in forms if len(form) > 1)


def same_pair(a: Encounter, b: Encounter) -> bool:
    """Whether two encounters are of the same two persons."""
    agree = {SlotRelation.SAME, SlotRelation.WITHIN}
    straight = all(relate_who(x, y).relation in agree for x, y in zip(a.pair, b.pair, strict=True))
    crossed = all(relate_who(x, y).relation in agree for x, y in zip(a.pair, reversed(b.pair), strict=True))
    return straight or crossed


def encounter_conflicts(left: ArticleView, right: ArticleView, gazetteer: Gazetteer) -> Iterator[Conflict]:
    """Where, when and who-to-whom of one encounter, where two articles exclude each other."""
    a, b = read_encounter(left), read_encounter(right)
    if a is None or b is None or not same_pair(a, b):
        return
    names = " and ".join(sorted(person.name for person in a.pair))
    where = _disjoint_places(a, b, gazetteer)
    when = _disjoint_times(a, b)
    who = _swapped(a, b)
    occasion = _disjoint_occasions(a, b)
    differing = [label for label, found in (("places", where), ("times", when), ("visitors", who)) if found]
    reading = _two_encounters(differing, left, right)
    schedule = "Look up either office's published schedule."
    for kind, topic, found, question, ask in (
        (Kind.WHERE, "encounter", where, f"Where did {names} meet?", schedule),
        (Kind.WHEN, "encounter", when, f"When did {names} meet?", schedule),
        (Kind.WHO, "encounter", who, f"Who visited whom: {names}?", "Ask either office who travelled."),
        (Kind.WHEN, "occasion", occasion, f"Which occasion did the meeting of {names} fall on?", schedule),
    ):
        if found is None:
            continue
        one, two, why = found
        relation, reason = decide_relation(one.claim, two.claim, left.article, right.article)
        confidence = CONFIDENCE[kind] * (0.8 if reading.verdict == "holds" else 1.0)
        yield Conflict(
            kind=kind,
            relation=relation,
            severity=Severity.MAJOR,
            a=one,
            b=two,
            score=confidence,
            same_question=confidence,
            topic=f"{topic}/{names}",
            question=question,
            ask=ask,
            reasons=(Reason(f"{topic}_{kind}", why), reason),
            readings=(reading,),
        )


Found = tuple[Side, Side, str] | None


def _disjoint_places(a: Encounter, b: Encounter, gazetteer: Gazetteer) -> Found:
    chosen: Found = None
    for claim_a, place_a in a.places:
        for claim_b, place_b in b.places:
            found = relate_place(place_a, place_b, gazetteer)
            if found.relation in {SlotRelation.SAME, SlotRelation.WITHIN, SlotRelation.OVERLAPS}:
                return None
            if chosen is None and found.relation is SlotRelation.DISJOINT:
                chosen = (_place_side(claim_a, place_a), _place_side(claim_b, place_b), found.reason)
    return chosen


def _place_side(claim: Claim, where: Where) -> Side:
    return Side(claim, Slot.WHERE, where.start, where.end, where.name, where.name.lower())


def _disjoint_times(a: Encounter, b: Encounter) -> Found:
    chosen: Found = None
    for claim_a, time_a in a.times:
        for claim_b, time_b in b.times:
            disjoint, reason = _apart(time_a, time_b)
            if disjoint is False:
                return None
            if chosen is None and disjoint:
                chosen = (_time_side(claim_a, time_a), _time_side(claim_b, time_b), reason)
    return chosen


def _disjoint_occasions(a: Encounter, b: Encounter) -> Found:
    """Each article lets the encounter fall on a named day or an anniversary, and no two of these are one."""
    named = [[(c, t) for c, t in encounter.times if t.event] for encounter in (a, b)]
    apart = [(x, y, *_apart(x[1], y[1])) for x in named[0] for y in named[1]]
    if not apart or not all(disjoint for _, _, disjoint, _ in apart):
        return None
    one, two, _, reason = apart[0]
    return _time_side(*one), _time_side(*two), reason


def _time_side(claim: Claim, when: When) -> Side:
    return Side(claim, Slot.WHEN, when.start, when.end, when.text, when.value or when.text.lower())


def _apart(a: When, b: When) -> tuple[bool | None, str]:
    """Whether two times of an encounter exclude each other, named days by their place in the year; None: unknown."""
    found = relate_when(a, b)
    if found.relation in {SlotRelation.SAME, SlotRelation.WITHIN, SlotRelation.OVERLAPS}:
        return False, found.reason
    apart = days_apart(month_days(a), month_days(b)) if a.event or b.event else None
    if apart is not None:
        return apart > SLACK_DAYS, f"“{a.text}” and “{b.text}” lie about {apart} days apart in the year"
    return (True if found.relation is SlotRelation.DISJOINT else None), found.reason


def _swapped(a: Encounter, b: Encounter) -> Found:
    """The visitor of one article is not the visitor of the other, each article naming one alone."""
    if not a.visitor or not b.visitor:
        return None
    one, two = {who.name for _, who in a.visitor}, {who.name for _, who in b.visitor}
    if len(one) != 1 or len(two) != 1:
        return None
    (claim_a, who_a), (claim_b, who_b) = a.visitor[0], b.visitor[0]
    if relate_who(who_a, who_b).relation is not SlotRelation.DISJOINT:
        return None
    return (
        Side(claim_a, Slot.WHO, claim_a.start, claim_a.end, f"{who_a.name} is the visitor", who_a.name.lower()),
        Side(claim_b, Slot.WHO, claim_b.start, claim_b.end, f"{who_b.name} is the visitor", who_b.name.lower()),
        f"{who_a.name} comes in one article, {who_b.name} in the other",
    )


def _two_encounters(differing: list[str], left: ArticleView, right: ArticleView) -> Reading:
    dated = left.article.published_at is not None and right.article.published_at is not None
    said = f"the {' and '.join(differing)} differ" if differing else "nothing differs"
    if dated and order(left.article.published_at, right.article.published_at) and len(differing) > 1:
        return Reading("two different encounters", "holds", f"{said} and the articles are of different days")
    if len(differing) > 1:
        return Reading("two different encounters", "possible", f"{said}; no date in either article tells them apart")
    return Reading("two different encounters", "possible", f"{said}; the persons and the frame agree")
