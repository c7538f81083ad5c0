"""The people whom an article names in full, with the ages it gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.names import NameMatch, match_people, person_parts
from claimcheck.compare.slips import one_name_misspelt
from claimcheck.model import Amount, Claim, EntityLabel, Field, Slot

OLDEST_GAP = 15.0
"""Years apart from which two bearers of a name are father and son, not one person."""
_AT_THE_TIME = re.compile(r"(?i)\s*(?:years?[\s-]old\s*,?\s*)?(?:when\b|at the time\b|back then\b|in (?:19|20)\d\d\b)")
_THEN = re.compile(r"(?i)\b(?:then|was just|would have (?:been|turned)|would be|about to turn|turns|turning)[\s-]*$")
_GENERATION = re.compile(r"\s*,?\s*(?:Jr|Sr|Junior|Senior|II|III|IV)\b")
_SAME = frozenset({NameMatch.EQUAL, NameMatch.FORM, NameMatch.SPELLING})


@dataclass(frozen=True, slots=True)
class StatedAge:
    """An age that a claim gives a person, in years."""

    claim: Claim
    amount: Amount
    years: float


@dataclass(frozen=True, slots=True)
class Person:
    """One person of an article: the full name, its plain words without title, the ages stated in the present."""

    name: str
    parts: tuple[str, ...]
    ages: tuple[StatedAge, ...]


@dataclass(frozen=True, slots=True)
class People:
    """What one article says of people: ``persons`` by name, ``sentences`` with a claim each, in order, the ages of
    people it does not name (years and noun) by sentence, and all ``ages``."""

    view: ArticleView
    persons: tuple[Person, ...]
    sentences: tuple[Claim, ...]
    unnamed: dict[tuple[Field, int], tuple[tuple[float, str], ...]]
    ages: frozenset[float]

    def prints(self, word: str) -> bool:
        """Whether the article has a word anywhere, whatever its case."""
        pattern = re.compile(rf"(?i)(?<!\w){re.escape(word)}(?!\w)")
        return any(pattern.search(claim.sentence.text) for claim in self.sentences)

    def tells_age(self, years: float | None) -> bool:
        """Whether the article gives this age to anybody."""
        return years in self.ages


def read_people(view: ArticleView) -> People:
    """The people of one article; it depends on the article alone."""
    names = sorted(n for n, label in view.names if label is EntityLabel.PERSON and len(person_parts(n)) > 1)
    parts = {name: person_parts(name) for name in names}
    ages: dict[str, list[StatedAge]] = {name: [] for name in names}
    unnamed: dict[tuple[Field, int], set[tuple[float, str]]] = {}
    seen: set[tuple[Field, int]] = set()
    every: set[float] = set()
    for claim in view.by_slot.get(Slot.AMOUNT, ()):
        amount = claim.amount
        if amount is None or amount.unit != "years old" or amount.figure is None or (claim.field, amount.start) in seen:
            continue
        seen.add((claim.field, amount.start))
        every.add(amount.figure)
        if not amount.of[:1].isupper():
            unnamed.setdefault((claim.field, claim.sentence.start), set()).add((amount.figure, amount.of))
            continue
        fits = [name for name in names if _meant(person_parts(amount.of), parts[name])]
        if len(fits) == 1 and not _of_another(view, claim, amount):
            ages[fits[0]].append(StatedAge(claim, amount, amount.figure))
    sentences: dict[tuple[Field, int], Claim] = {}
    for claim in sorted(view.by_slot.get(Slot.WHAT, ()), key=lambda c: (c.field, c.start, c.id)):
        sentences.setdefault((claim.field, claim.sentence.start), claim)
    return People(
        view=view,
        persons=tuple(Person(name, parts[name], tuple(ages[name])) for name in names),
        sentences=tuple(sentences[place] for place in sorted(sentences)),
        unnamed={place: tuple(sorted(years)) for place, years in unnamed.items()},
        ages=frozenset(every),
    )


def same_person(a: Person, b: Person) -> bool:
    """Whether two full names are one person's: equal, forms of one name, or one of them misspelt."""
    return a.parts == b.parts or match_people(a.name, b.name) in _SAME or one_name_misspelt(a.name, b.name)


def _meant(owner: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether the name beside an age ("Brandsma", "Ada Brandsma") is this person's."""
    if not owner:
        return False
    ends = len(owner) > 1 and owner[0] == parts[0] and owner[-1] == parts[-1]
    return set(owner) <= set(parts) or ends


def _of_another(view: ArticleView, claim: Claim, amount: Amount) -> bool:
    """Whether an age is told of another time, or its bearer is one of two of a name ("Ada Brandsma Jr., 12")."""
    if view.sentence_of(claim).past or another_time(claim, amount):
        return True
    before = claim.sentence.text[: amount.start - claim.sentence.start]
    owner = before.rfind(amount.of)
    return owner >= 0 and bool(_GENERATION.match(before[owner + len(amount.of) :]))


def another_time(claim: Claim, amount: Amount) -> bool:
    """Whether an age is told of the past or of a birthday to come: "he was 17 when …", "then 15"."""
    text, offset = claim.sentence.text, claim.sentence.start
    after = text[amount.end - offset :]
    return bool(_AT_THE_TIME.match(after) or _THEN.search(text[: amount.start - offset]))
