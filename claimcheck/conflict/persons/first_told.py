"""An age that a text says was told first ("police initially said the man was 19"), against the age told now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claimcheck.compare.amount import stated_figure_words
from claimcheck.compare.names import Sex, given_sex, name_words, person_parts
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.persons.record import People, another_time
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.taken_back import patterns
from claimcheck.model import Amount, Claim, Field, Kind, Reading, Reason, Relation, Severity, Slot

CONFIDENCE = 0.65
"""Nearly all of a dozen such ages read on unlabelled news were taken back; the person is sometimes another."""
FAR = 15.0
"""Years apart from which two ages are of two persons."""
OLDEST = 100.0
NEAR = 600
"""Code points around the sentence in which its person's age may stand."""
_BARE_AGE = re.compile(
    r"(?i)(?:\bage (?:as|at|was|of|is)|"
    r"\b(?P<noun>man|woman|boy|girl|child|victim|teen|teenager|toddler|baby|suspect|driver|he|she) (?:was|is))"
    r"\s+(?:about |around |only |just )?$"
)

Stated = tuple[Claim, Amount]
"""An age, its noun or name filled in from the words before it where the amount has none."""


def first_told_ages(one: People, other: People) -> Iterator[Conflict]:
    """Ages that one article tells as told first, against the age that the same article tells of the person beside it,
    or, where it tells none, the one age that the other article tells of such a person."""
    if one is other:
        for first in _told_first(one):
            now = _beside(first, one)
            if now is not None and not _meet(first[1], now[1]):
                yield _conflict(first, now)
        return
    for people, against in ((one, other), (other, one)):
        for first in _told_first(people):
            if _beside(first, people) is None:
                now = _told_by(first, against)
                if now is not None:
                    yield _conflict(first, now)


def _ages(people: People) -> list[Stated]:
    found: dict[tuple[Field, int], Stated] = {}
    for claim in people.view.by_slot.get(Slot.AMOUNT, ()):
        amount = claim.amount
        if amount is None or amount.high >= OLDEST:
            continue
        aged = amount if amount.unit == "years old" else _bare_age(claim, amount)
        if aged is not None:
            found.setdefault((claim.field, amount.start), (claim, aged))
    return [found[place] for place in sorted(found)]


def _bare_age(claim: Claim, amount: Amount) -> Amount | None:
    """A number without unit that is an age ("the man was 19", "the boy's age as 17"), as one; None where it is none."""
    before = claim.sentence.text[: amount.start - claim.sentence.start]
    found = _BARE_AGE.search(before) if not amount.unit and not amount.of else None
    return replace(amount, unit="years old", of=(found["noun"] or "").lower()) if found else None


def _told_first(people: People) -> list[Stated]:
    """The ages that stand behind the words for what was told first, the only ones of their sentences."""
    out = []
    ages = _ages(people)
    for claim, amount in ages:
        sentence = claim.sentence
        found = patterns().first.search(sentence.text)
        alone = sum(c.sentence == sentence and c.field is claim.field for c, _ in ages) == 1
        if found is None or not alone or sentence.start + found.end() > amount.start:
            continue
        if not _beside_a_noun(sentence.text[amount.end - sentence.start :]):
            out.append((claim, replace(amount, of=_noun(sentence.text, amount))))
    return out


def _noun(text: str, amount: Amount) -> str:
    """The noun or name of the person, the sentence's first where the one beside the age is a body's ("by police")."""
    if amount.of[:1].isupper() or _is_person(amount.of):
        return amount.of
    return next((word.lower() for word in re.findall(r"[A-Za-z]+", text) if _is_person(word)), "")


def _is_person(word: str) -> bool:
    noun = name_words().nouns.get(word.lower())
    return noun is not None and not noun.collective and bool(noun.age or noun.sex is not Sex.UNKNOWN)


def _beside_a_noun(after: str) -> bool:
    """Whether the age only describes whoever something else is told of ("said a 19-year-old man fled")."""
    return re.match(r"\s+(?!when\b|at\b|and\b|but\b|in\b|on\b|or\b)\w", after) is not None


def _beside(first: Stated, people: People) -> Stated | None:
    """The age nearest to one told first, in the sentences around it, those before it first."""
    claim, amount = first
    near = [
        (c, a)
        for c, a in _ages(people)
        if c.field is claim.field and c.sentence != claim.sentence and abs(c.start - claim.start) < NEAR
        if not another_time(c, a) and _may_be_one(amount, a) and abs(_figure(a) - _figure(amount)) < FAR
    ]
    return min(near, key=lambda x: (x[0].start > claim.start, abs(x[0].start - claim.start), x[1].start), default=None)


def _told_by(first: Stated, people: People) -> Stated | None:
    """The first mention of the one age that another article tells of such a person; None where it tells two, or the
    age told first."""
    found = [(c, a) for c, a in _ages(people) if not another_time(c, a) and a.of and _may_be_one(first[1], a)]
    if len({_figure(a) for _, a in found}) != 1 or _meet(first[1], found[0][1]):
        return None
    if abs(_figure(found[0][1]) - _figure(first[1])) >= FAR or not _told_alike(first[1], found[0][1]):
        return None
    return found[0]


def _told_alike(a: Amount, b: Amount) -> bool:
    """Whether a noun of one sex, or a name, stands beside both ages."""
    nouns = name_words().nouns
    sexes = [nouns[x.of.lower()].sex if x.of.lower() in nouns else given_sex(x.of) for x in (a, b)]
    return (
        a.of.lower() == b.of.lower()
        or sexes[0] is sexes[1] is not Sex.UNKNOWN
        or a.of[:1].isupper()
        and b.of[:1].isupper()
    )


def _figure(amount: Amount) -> float:
    return amount.figure if amount.figure is not None else (amount.low + amount.high) / 2


def _meet(a: Amount, b: Amount) -> bool:
    return a.low <= b.high and b.low <= a.high


def _may_be_one(a: Amount, b: Amount) -> bool:
    """Whether the nouns or names beside two ages can be one person's."""
    named = [x.of[:1].isupper() for x in (a, b)]
    if all(named):
        return bool(set(person_parts(a.of)) & set(person_parts(b.of)))
    sexes = {name_words().nouns[x.of.lower()].sex for x in (a, b) if x.of.lower() in name_words().nouns}
    return not {Sex.MALE, Sex.FEMALE} <= sexes


def _conflict(first: Stated, now: Stated) -> Conflict:
    return Conflict(
        kind=Kind.WHO,
        relation=Relation.SUPERSEDES,
        severity=Severity.MAJOR,
        a=_side(first),
        b=_side(now),
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="age",
        question=f"How old is the person: {stated_figure_words(now[1])}, not {stated_figure_words(first[1])}?",
        ask="Ask the family or police, and make sure that no other text still prints the first age.",
        reasons=(
            Reason("age_first_told", f"{stated_figure_words(first[1])} was told first"),
            Reason("superseded", "the text itself says which account came first"),
        ),
        readings=(
            Reading("two persons", POSSIBLE, "the age told now may be another's"),
            Reading("rounding", RULED_OUT, "the ages have nothing in common"),
        ),
    )


def _side(stated: Stated) -> Side:
    claim, amount = stated
    key = f"{amount.figure}" if amount.figure is not None else f"{amount.low}-{amount.high}"
    return Side(claim, Slot.AMOUNT, amount.start, amount.end, stated_figure_words(amount), key)
