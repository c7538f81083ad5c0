"""The age of one named person, told in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.compare.amount import stated_figure_words
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.persons.record import OLDEST_GAP, People, Person, StatedAge, same_person
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import Kind, Reading, Reason, Severity, Slot

CONFIDENCE = 0.8
"""Nearly all such pairs read on unlabelled news were one person with two ages."""
UNDATED = 0.7
"""The same, where nothing tells how long one report was written after the other."""
BIRTHDAYS_UNDATED = 0.45
"""Undated and a year or two apart."""
_COURT = re.compile(r"(?i)\b(?:sentenc\w+|convict\w+|guilty|trial|jur(?:y|ors?)|parole\w*|appeals?|pleaded|prison)\b")
ONE_ARTICLE = 0.45
"""Captions and archives keep an age of another year."""
BIRTHDAY_DAYS = 60
"""Days between two reports from which a birthday between them is the plain reading."""
A_BIRTHDAY_OR_TWO = 2.0
YEAR = 365.25
CITED = 3


def age_conflicts(one: People, other: People) -> Iterator[Conflict]:
    """Ages that two articles give one named person, each article one that the other does not have; or that one
    article gives at two places. An age that a birthday between the two reports explains is no conflict."""
    for a in one.persons:
        for b in other.persons:
            if not a.ages or not b.ages or not same_person(a, b):
                continue
            if one is other:
                if a is b:
                    yield from _within(one, a)
                continue
            years, others = {x.years for x in a.ages}, {y.years for y in b.ages}
            if years & others or abs(min(years) - min(others)) >= OLDEST_GAP:
                continue
            for x in a.ages[:CITED]:
                for y in b.ages[:CITED]:
                    confidence, birthday = weigh_ages(one, other, x.years, y.years)
                    if confidence == BIRTHDAYS_UNDATED and _in_court(x) != _in_court(y):
                        continue
                    if confidence:
                        yield _conflict(a, x, y, confidence, birthday)


def _in_court(age: StatedAge) -> bool:
    """Whether an age is told in words of a trial: it comes a year or years after the deed."""
    return bool(_COURT.search(age.claim.sentence.text))


def _within(people: People, person: Person) -> Iterator[Conflict]:
    for index, x in enumerate(person.ages):
        for y in person.ages[index + 1 :]:
            if 0 < abs(x.years - y.years) < OLDEST_GAP and x.claim.sentence.start != y.claim.sentence.start:
                yield _conflict(person, x, y, ONE_ARTICLE, Reading("a birthday between", POSSIBLE, "one may be older"))


def weigh_ages(one: People, other: People, years: float, others: float) -> tuple[float, Reading]:
    """The confidence that two ages clash, 0 where a birthday explains them."""
    name = "a birthday between"
    first, second = one.view.article.published_at, other.view.article.published_at
    if first is None or second is None:
        if abs(years - others) <= A_BIRTHDAY_OR_TWO:
            return BIRTHDAYS_UNDATED, Reading(name, POSSIBLE, "an article is undated")
        return UNDATED, Reading(name, RULED_OUT, "the ages are years apart")
    days = (second.low - first.low).total_seconds() / 86400
    grown = others - years if days >= 0 else years - others
    if 0 < grown <= abs(days) / YEAR + 1 and abs(days) >= BIRTHDAY_DAYS:
        return 0.0, Reading(name, POSSIBLE, "the later report makes the person older")
    if grown == 1:
        return CONFIDENCE, Reading(name, POSSIBLE, f"{abs(days):.0f} days lie between the reports")
    return CONFIDENCE, Reading(name, RULED_OUT, f"{abs(days):.0f} days do not make {abs(grown):g} years")


def _conflict(person: Person, x: StatedAge, y: StatedAge, confidence: float, birthday: Reading) -> Conflict:
    relation, why = decide_lasting(x.claim, y.claim)
    first, second = sorted((x.years, y.years))
    return Conflict(
        kind=Kind.WHO,
        relation=relation,
        severity=Severity.MAJOR,
        a=_side(x),
        b=_side(y),
        score=confidence,
        same_question=confidence,
        topic=f"age/{person.parts[0]} {person.parts[-1]}",
        question=f"How old is {person.name}: {first:g} or {second:g}?",
        ask="Ask the family, police or look up the date of birth.",
        reasons=(Reason("one_person_two_ages", f"{person.name} is {first:g} and {second:g}"), why),
        readings=(birthday, Reading("two bearers", POSSIBLE, "a father and a son may bear one name")),
    )


def _side(age: StatedAge) -> Side:
    amount = age.amount
    return Side(age.claim, Slot.AMOUNT, amount.start, amount.end, stated_figure_words(amount), f"{amount.figure}")
