"""One person under two names: the same age and one name in common, the other name another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.compare.names import NameMatch, Sex, match_people, name_words, surname_of
from claimcheck.compare.slips import one_name_misspelt
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.persons.record import People, Person, StatedAge
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import Kind, Reading, Reason, Severity, Slot

CONFIDENCE = 0.6
"""Few such pairs were read on unlabelled news, most of them one person's: set low, to be careful."""
_FORMS = frozenset({NameMatch.EQUAL, NameMatch.FORM, NameMatch.SPELLING})
_MORE_NAME = re.compile(r"\s+[A-Z][a-z]|-[A-Z]")


def bearer_conflicts(one: People, other: People) -> Iterator[Conflict]:
    """Two articles of one event that give a person of one age the same given name and two family names, or the same
    family name and two given names, where neither article prints the other's."""
    if one is other:
        return
    for a in one.persons:
        for b in other.persons:
            ages = {x.years for x in a.ages} & {y.years for y in b.ages}
            if not ages or not _one_person(a, b, one, other):
                continue
            x = next(age for age in a.ages if age.years in ages)
            y = next(age for age in b.ages if age.years in ages)
            left, right = _side(a, x), _side(b, y)
            if left is not None and right is not None:
                yield _conflict(left, right, x.years)


def _one_person(a: Person, b: Person, one: People, other: People) -> bool:
    if match_people(a.name, b.name) in _FORMS or one_name_misspelt(a.name, b.name):
        return False
    last, other_last = surname_of(a.parts)[-1], surname_of(b.parts)[-1]
    if (a.parts[0] == b.parts[0]) == (last == other_last):
        return False
    if last == other_last and _sexes(a, b):
        return False
    word, its = (last, other_last) if a.parts[0] == b.parts[0] else (a.parts[0], b.parts[0])
    return word not in b.parts and its not in a.parts and not one.prints(its) and not other.prints(word)


def _sexes(a: Person, b: Person) -> bool:
    """Whether the given names tell a man and a woman: husband and wife may be of one age."""
    known = name_words().sexes
    return {known.get(a.parts[0]), known.get(b.parts[0])} >= {Sex.MALE, Sex.FEMALE}


def _side(person: Person, age: StatedAge) -> Side | None:
    """Where the sentence of the age prints the name, None where it does not or goes on with more of a name."""
    text = age.claim.sentence.text
    at = text.find(person.name)
    if at < 0 or _MORE_NAME.match(text, at + len(person.name)):
        return None
    start = age.claim.sentence.start + at
    return Side(age.claim, Slot.WHO, start, start + len(person.name), person.name, " ".join(person.parts))


def _conflict(one: Side, two: Side, years: float) -> Conflict:
    relation, why = decide_lasting(one.claim, two.claim)
    first, second = sorted((one.value, two.value))
    return Conflict(
        kind=Kind.WHO,
        relation=relation,
        severity=Severity.MAJOR,
        a=one,
        b=two,
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="/".join(("bearer", *sorted((one.key, two.key)))),
        question=f"What is the name of the person aged {years:g}: {first} or {second}?",
        ask="Ask police, the coroner or the family for the name.",
        reasons=(Reason("one_person_two_names", f"both are {years:g} and share a name"), why),
        readings=(
            Reading("two persons", POSSIBLE, "relatives may be of one age"),
            Reading("both are named", RULED_OUT, "neither article prints the other's name"),
        ),
    )
