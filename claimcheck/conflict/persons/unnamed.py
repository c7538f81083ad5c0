"""A name that one report withholds ("has not been released") and another gives: the later supersedes the earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.compare.names import Sex, name_words
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.persons.record import People, Person, StatedAge
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import order
from claimcheck.model import Kind, Reading, Reason, Relation, Severity, Slot

CONFIDENCE = 0.5
SENTENCES_BACK = 3
"""Sentences before the one that withholds a name, in which the person's age may stand."""
_NOT = r"(?:not|never|n['’]t|yet to)"
_TELL = r"(?:releas\w*|disclos\w*|identif\w+|nam(?:ed|e|ing)|made public|provided?|given|publici[sz]ed)"
_WITHHELD = re.compile(
    rf"(?i)\b(?:names?|identit(?:y|ies))\b[^.;]{{0,60}}?(?:\b|(?<=\w)){_NOT}\b[^.;]{{0,30}}?\b{_TELL}|"
    r"\b(?:names?|identit(?:y|ies))\b[^.;]{0,50}?\b(?:withheld|pending)\b|"
    r"\b(?:withh(?:eld|old|olding)|declined to (?:release|give))\s+(?:\w+['’]?s?\s+){0,4}?(?:name|identity)\b|"
    rf"{_NOT}\b[^.;]{{0,25}}?\b{_TELL}\s+(?:\w+['’]?s?\s+){{0,4}}?(?:name|identity)\b|"
    rf"\b(?:who|victim|boy|girl|man|woman|child|teen|teenager|driver)\b[^.;]{{0,25}}?{_NOT}\b[^.;]{{0,25}}?\b(?:identified|named)\b"
)
_NO_VICTIM = re.compile(
    r"(?i)\b(?:officers?|deput(?:y|ies)|witness\w*|suspects?|gunm[ae]n|shooters?|neighbou?rs?|names|identities|motive|"
    r"did(?: not|n['’]t) want|spoke|asked (?:not )?to|on condition|they|their|agency|company|mother|father|parents?)\b"
)
_YOUNG = re.compile(r"(?i)\b(?:teens?|teenagers?|juveniles?|minors?|child|children|boy|girl|baby|toddler)\b")
_GROWN = re.compile(r"(?i)\b(?:man|woman)\b")
ADULT, GROWN = 20.0, 16.0


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that withholds the name of one person, the age told of that person just before it, and the sex."""

    side: Side
    years: float
    sex: Sex


def withheld_names(people: People) -> tuple[Withheld, ...]:
    """The persons whom an article says it does not name, each with the one age that stands with or before it."""
    found = []
    for index, claim in enumerate(people.sentences):
        text = claim.sentence.text
        match = _WITHHELD.search(text)
        if match is None or _NO_VICTIM.search(text):
            continue
        for back in range(SENTENCES_BACK + 1):
            before = people.sentences[index - back] if index >= back else None
            ages = people.unnamed.get((before.field, before.sentence.start), ()) if before else ()
            if ages:
                years = _meant(text, ages)
                if years is not None and not _other_age(text, years):
                    start = claim.sentence.start + match.start()
                    side = Side(claim, Slot.WHO, start, claim.sentence.start + match.end(), "name withheld", "withheld")
                    found.append(Withheld(side, years, _sex(text)))
                break
    return tuple(found)


def withheld_sentences(people: People) -> list[Side]:
    """Where an article says that it does not name somebody, whoever that is."""
    found = []
    for claim in people.sentences:
        match = _WITHHELD.search(claim.sentence.text)
        if match is not None and not _NO_VICTIM.search(claim.sentence.text):
            start, end = claim.sentence.start + match.start(), claim.sentence.start + match.end()
            found.append(Side(claim, Slot.WHO, start, end, "name withheld", "withheld"))
    return found


def _meant(text: str, ages: tuple[tuple[float, str], ...]) -> float | None:
    """The one age told, or of several the one of the noun that the sentence repeats ("the name of the girl")."""
    if len({years for years, _ in ages}) == 1:
        return ages[0][0]
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", text)}
    repeated = {years for years, noun in ages if noun.lower() in words}
    return repeated.pop() if len(repeated) == 1 else None


def _other_age(text: str, years: float) -> bool:
    """Whether the sentence calls the person a child or a grown-up that the age found is not."""
    return bool(_YOUNG.search(text) and years >= ADULT) or bool(_GROWN.search(text) and years < GROWN)


def _sex(text: str) -> Sex:
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", text)}
    if words & {"his", "him", "he", "man", "boy"}:
        return Sex.MALE
    return Sex.FEMALE if words & {"her", "she", "woman", "girl"} else Sex.UNKNOWN


def unnamed_conflicts(one: People, other: People) -> Iterator[Conflict]:
    """A report that withholds the name of a person of some age, and one not older that names the only person of
    that age; whichever is which."""
    if one is other:
        return
    for silent, told in ((one, other), (other, one)):
        if order(silent.view.article.published_at, told.view.article.published_at) > 0:
            continue
        for withheld in withheld_names(silent):
            named = [(p, a) for p in told.persons for a in p.ages[:1] if a.years == withheld.years]
            if len(named) == 1 and _may_be(withheld, named[0][0]) and not silent.prints(named[0][0].parts[-1]):
                side = _side(*named[0])
                if side is not None:
                    yield _conflict(withheld, side)


def _may_be(withheld: Withheld, person: Person) -> bool:
    return {withheld.sex, name_words().sexes.get(person.parts[0])} != {Sex.MALE, Sex.FEMALE}


def _side(person: Person, age: StatedAge) -> Side | None:
    text = age.claim.sentence.text
    for form in (person.name, person.name.split()[-1]):
        at = text.find(form)
        if at >= 0:
            start = age.claim.sentence.start + at
            return Side(age.claim, Slot.WHO, start, start + len(form), person.name, " ".join(person.parts))
    return None


def _conflict(withheld: Withheld, named: Side) -> Conflict:
    return Conflict(
        kind=Kind.WHO,
        relation=Relation.SUPERSEDES,
        severity=Severity.MINOR,
        a=withheld.side,
        b=named,
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic=f"unnamed/{withheld.years:g}",
        question=f"Is the person aged {withheld.years:g} named, as {named.value}?",
        ask="Nothing, if the name has been released since; else ask police whether it may be printed.",
        reasons=(
            Reason("name_withheld_then_given", f"one report withholds a name, the other has {named.value}"),
            Reason("superseded", "a name that is given supersedes one that is not"),
        ),
        readings=(
            Reading("two persons", POSSIBLE, f"both are {withheld.years:g}; nobody else of that age is named"),
            Reading("both name the person", RULED_OUT, "the report that withholds the name prints it nowhere"),
        ),
    )
