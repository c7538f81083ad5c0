"""The one victim of an event, whose name one report withholds and another gives, where no age ties the two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.compare.names import Sex, name_words
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.persons.record import People, Person
from claimcheck.conflict.persons.unnamed import SENTENCES_BACK, withheld_sentences
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import order
from claimcheck.model import Claim, Kind, Reading, Reason, Relation, Severity, Slot

CONFIDENCE = 0.5
_HURT = r"(?:shot|killed|stabbed|slain|struck|hit|wounded|injured|pronounced|found dead|murdered|gunned down)"
_OF_VICTIM = (
    r"\b(?:identified|named)\b[^.;]{0,80}?",
    r"\b(?:death|killing|murder|slaying|shooting)s? of (?:[\w’'-]+,? ){0,4}?",
    r"\b(?:killed|killing|wounded|wounding|injured|injuring|victim,?) (?:[\w’'-]+,? ){0,4}?",
)
_IS_VICTIM = (
    r"(?:,[^,.;]{1,40},)?[^.;,]{0,30}? (?:was|is|were|had been|has been) (?:\w+ ){0,2}?" + _HURT,
    r"(?:,[^,.;]{1,40},)? (?:died|dies|succumbed|suffered)\b",
)
_NO_VICTIM = re.compile(
    r"(?i)\b(?:suspect\w*|arrest\w*|charged?|charges|wanted|gunm[ae]n|shooters?|accused|surrendered|custody|jail\w*|allegedly|"
    r"because of (?:his|her|their|the \w+['’]s) age)\b"
)
_PERSONS = (
    r"(?:people|persons|men|women|teens|teenagers|boys|girls|children|males|females|juveniles|kids|brothers|sisters)"
)
_SEVERAL = re.compile(
    rf"(?i)\b(?:victims|bodies|both (?:victims|{_PERSONS}|were|are|died)|(?:another|second|third|other) "
    rf"(?:(?:\w+ )?victim|man|woman|person|boy|girl|teen|teenager|child)|"
    rf"(?:two|three|four|five|six|seven|eight|nine|ten|several|multiple|[2-9]|1\d) "
    rf"(?:(?:other|young|more|black|white|adult) )?"
    rf"(?:{_PERSONS}|others|dead|killed|injured|hurt|wounded|were (?:{_HURT})))\b"
)
_DEAD = re.compile(
    r"(?i)\b(?:died|dies|dead|killed|killing|death|deadly|fatal\w*|homicide|murder\w*|slain|slaying|deceased)\b"
)


def unnamed_victim_conflicts(one: People, other: People) -> Iterator[Conflict]:
    """A report that does not name the one victim it tells of, and one not older that names its one victim; whichever
    is which. None where either tells of several, where one tells of a death and the other of none, or where the name
    or another age stands in the report that withholds it."""
    if one is other:
        return
    for silent, told in ((one, other), (other, one)):
        if order(silent.view.article.published_at, told.view.article.published_at) > 0:
            continue
        held = [side for side in withheld_sentences(silent) if not _NO_VICTIM.search(side.claim.sentence.text)]
        if not held or _several(silent) or _several(told) or _deadly(silent) != _deadly(told):
            continue
        victims = _victims(told)
        if len(victims) == 1 and _may_be(victims[0][0], silent, held[0].claim):
            yield _conflict(held[0], victims[0][1])


def _several(people: People) -> bool:
    return any(_SEVERAL.search(claim.sentence.text) for claim in people.sentences)


def _deadly(people: People) -> bool:
    return any(_DEAD.search(claim.sentence.text) for claim in people.sentences)


def _victims(people: People) -> list[tuple[Person, Side]]:
    """The persons whom a sentence names as victim of the event, each with the first such sentence."""
    found = []
    for person in people.persons:
        name = re.escape(person.name)
        lead = "|".join(_OF_VICTIM)
        tail = "|".join(_IS_VICTIM)
        pattern = re.compile(rf"(?:(?:{lead})(?P<one>{name})|(?P<two>{name})(?:{tail}))")
        for claim in people.sentences:
            match = pattern.search(claim.sentence.text)
            if match is not None and not _NO_VICTIM.search(claim.sentence.text):
                start = claim.sentence.start + (match.start("one") if match["one"] else match.start("two"))
                side = Side(claim, Slot.WHO, start, start + len(person.name), person.name, " ".join(person.parts))
                found.append((person, side))
                break
    return found


def _may_be(person: Person, silent: People, claim: Claim) -> bool:
    """Whether the withheld name can be this: it is not printed, the sexes agree, and the ages told."""
    if silent.prints(person.parts[-1]):
        return False
    ages = {age.years for age in person.ages}
    if ages and silent.ages and not ages & silent.ages:
        return False
    here = silent.sentences.index(claim)
    near = " ".join(c.sentence.text for c in silent.sentences[max(0, here - SENTENCES_BACK) : here + 1])
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", near)}
    male, female = words & {"his", "him", "he", "man", "boy"}, words & {"her", "she", "woman", "girl"}
    sex = Sex.UNKNOWN if bool(male) == bool(female) else Sex.MALE if male else Sex.FEMALE
    return {sex, name_words().sexes.get(person.parts[0])} != {Sex.MALE, Sex.FEMALE}


def _conflict(withheld: Side, named: Side) -> Conflict:
    return Conflict(
        kind=Kind.WHO,
        relation=Relation.SUPERSEDES,
        severity=Severity.MINOR,
        a=withheld,
        b=named,
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="unnamed/victim",
        question=f"Is the victim named, as {named.value}?",
        ask="Nothing, if the name has been released since; else ask police whether it may be printed.",
        reasons=(
            Reason("victim_unnamed_then_named", f"one report withholds a name, the other has {named.value}"),
            Reason("superseded", "a name that is given supersedes one that is not"),
        ),
        readings=(
            Reading("two persons", POSSIBLE, "either report tells of one victim; nothing else ties the two"),
            Reading("both name the person", RULED_OUT, "the report that withholds the name prints it nowhere"),
        ),
    )
