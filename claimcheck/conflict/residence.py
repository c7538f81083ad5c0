"""Where a person of the story lives: one home, told two ways by two articles.

"Ann Vale, 31, of Larkmoor", "Vale, who lived in Dunbar", "Dunbar resident Ann Vale". A person has one home at a time,
and news gives it as a town or a quarter; so two homes conflict unless one lies in the other or may be a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.gazetteer import Gazetteer, place_key
from claimcheck.compare.where import relate_place
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import (
    Claim,
    EntityLabel,
    Field,
    Kind,
    PlaceRelation,
    Reading,
    Reason,
    Severity,
    Slot,
    SlotRelation,
    Where,
)

CONFIDENCE = 0.6
PART_OF_TOWN = 4.0
"""A town so many times as big as another beside it may be named for it."""
REACH = 120
"""Characters around a place in which a person is looked for."""
_NAME = r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’.-]*){0,3})"
_AGE = r"(?:,? (?:\d{1,3}|an? \d{1,3}-year-old(?: \w+)?))?"
_BEFORE = re.compile(
    rf"{_NAME}(?:{_AGE},? of"
    rf"|(?: was \d+ and|{_AGE},?) (?:who |had )?(?:lived|lives|resided|resides|living)(?: [\w-]+){{0,5}}? in"
    rf"|{_AGE}, a (?:long-?time )?resident of) (?:(?:nearby|the|north|south|east|west|North|South|East|West) )*$"
)
_AFTER = re.compile(rf"^ resident {_NAME}")
_OTHER = re.compile(r"\b(?:University|College|Department|School|Bureau|Institute|Church|Office|District|Court|Bank)$")


@dataclass(frozen=True, slots=True)
class Home:
    """Where an article says that a person lives; ``person`` is the full name that the article gives."""

    person: str
    claim: Claim
    where: Where


def residence_conflicts(left: ArticleView, right: ArticleView, gazetteer: Gazetteer) -> Iterator[Conflict]:
    """One person, two homes that exclude each other. Of a place that the gazetteer does not know, only where neither
    article names the other's home at all."""
    if left.article.id == right.article.id:
        return
    ours = _homes(left)
    theirs = _homes(right) if ours else ()
    for a in ours:
        for b in theirs:
            if not _one_person(a.person, b.person) or not _all_apart(a.person, ours, theirs, gazetteer):
                continue
            if None in (a.where.place, b.where.place) and (_names(right, a.where) or _names(left, b.where)):
                continue
            yield _conflict(a, b)


def _homes(view: ArticleView) -> tuple[Home, ...]:
    people = [name for name, label in view.names if label is EntityLabel.PERSON and len(name.split()) > 1]
    out: list[Home] = []
    for field, where in view.placed:
        if where.kind in ("street", "country") or where.metonym:
            continue
        text = view.article.field(field)
        found = _BEFORE.search(text[max(0, where.start - REACH) : where.start])
        found = found or _AFTER.match(text[where.end : where.end + REACH])
        if found is None or _OTHER.search(where.text) or _OTHER.search(found["name"]):
            continue
        person = _person(found["name"], people)
        claim = _holder(view, field, where) if person else None
        if claim is not None:
            out.append(Home(person, claim, where))
    return tuple(out)


def _holder(view: ArticleView, field: Field, where: Where) -> Claim | None:
    holders = [
        c
        for c in view.by_slot.get(Slot.WHAT, ())
        if c.field is field and c.sentence.start <= where.start and where.end <= c.sentence.end
    ]
    return min(holders, key=lambda c: (abs(c.start - where.start), c.id), default=None)


def _person(written: str, people: list[str]) -> str:
    """The one person of the article that goes by a name as printed, "" where none or several do."""
    last = written.split()[-1]
    bearers = [name for name in people if name.split()[-1] == last]
    full = [name for name in bearers if name.split()[0] in written.split()]
    chosen = full or (bearers if len(written.split()) == 1 else [])
    return chosen[0] if len(chosen) == 1 else ""


def _one_person(a: str, b: str) -> bool:
    one, other = a.split(), b.split()
    return one[0] == other[0] and one[-1] == other[-1]


def _all_apart(person: str, ours: tuple[Home, ...], theirs: tuple[Home, ...], gazetteer: Gazetteer) -> bool:
    """Whether no home that one article gives the person may be a home that the other gives."""
    a, b = ([home.where for home in side if _one_person(home.person, person)] for side in (ours, theirs))
    return all(_apart(x, y, gazetteer) for x in a for y in b)


def _apart(a: Where, b: Where, gazetteer: Gazetteer) -> bool:
    """Whether two homes exclude each other. Of two towns side by side the greater may be named for the lesser."""
    one, other = (replace(w, relation=PlaceRelation.IN) for w in (a, b))
    relation = relate_place(one, other, gazetteer).relation
    if relation is not SlotRelation.UNKNOWN:
        return relation is SlotRelation.DISJOINT
    if {"area", "region"} & {a.kind, b.kind}:
        return False
    known = [gazetteer.by_id(w.place) for w in (a, b) if w.place is not None]
    sizes = sorted(place.population for place in known if place is not None)
    return len(sizes) < 2 or sizes[1] < PART_OF_TOWN * sizes[0]


def _names(view: ArticleView, where: Where) -> bool:
    """Whether an article names a place anywhere."""
    key = place_key(where.name)
    return any(key in place_key(other.name) or key in map(place_key, other.within) for _, other in view.placed)


def _side(home: Home) -> Side:
    where = home.where
    return Side(home.claim, Slot.WHERE, where.start, where.end, where.name, place_key(where.name))


def _conflict(a: Home, b: Home) -> Conflict:
    relation, why = decide_lasting(a.claim, b.claim)
    one, two = _side(a), _side(b)
    person = max(a.person, b.person, key=lambda name: (len(name), name))
    places = sorted((one.value, two.value))
    return Conflict(
        kind=Kind.WHERE,
        relation=relation,
        severity=Severity.MINOR,
        a=one,
        b=two,
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic=f"home/{person.split()[0].lower()} {person.split()[-1].lower()}",
        question=f"Where does {person} live: {places[0]} or {places[1]}?",
        ask="Ask the family, or look in the police report or the electoral roll.",
        reasons=(Reason("two_homes", f"{places[0]} and {places[1]} are not one home"), why),
        readings=(
            Reading("one is a part of the other", RULED_OUT, "neither place is known to lie in the other"),
            Reading("moved, or at home in both", POSSIBLE, "neither article tells of two homes"),
        ),
    )
