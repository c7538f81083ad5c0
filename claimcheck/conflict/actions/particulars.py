"""Particulars of one person, told in set phrases by any verb: where on the body somebody was hit, what an accused is
charged with, how long a sentence is, how many children somebody has.

No pair of clauses need meet: each article is read whole, and what it says of one person is taken together. Two articles
differ where neither gives anything of what the other gives; a list of the same length with one member changed ("neck,
hand and chest", "neck, head and chest") differs too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.compare.aligned import ArticleView
from claimcheck.conflict.actions.act import Act
from claimcheck.conflict.actions.judge import readings_of
from claimcheck.conflict.actions.particulars_read import (
    WIDE,
    phrase_table,
    read_charges,
    read_children,
    read_terms,
    read_wounds,
)
from claimcheck.conflict.actions.situation import Situation, other_case
from claimcheck.conflict.actions.subject import people_of, sole_accused, sole_victim
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.relation import decide_relation, order
from claimcheck.conflict.tolls import tells_of_many
from claimcheck.model import EntityLabel, Field, Kind, Reason, Relation, Severity, Slot

Reader = Callable[[str], Iterator[tuple[int, int, frozenset[str]]]]


@dataclass(frozen=True, slots=True)
class Particular:
    """What one phrase of an article says of somebody: its classes ("leg"; "64 months"), its act, its span; ``before``
    is what stands before it in its sentence, and ``sentence`` the whole of it."""

    classes: frozenset[str]
    act: Act
    before: str
    start: int
    end: int
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One question about a person. ``subject``: "victim" or "accused", who may stay unnamed where both articles know of
    one alone; "named", "charged": only somebody whom both name. ``later``: the later report has the later answer."""

    name: str
    question: str
    ask: str
    kind: Kind
    subject: str
    later: bool
    severity: Severity
    confidence: float
    read: Reader


ADDS = re.compile(r"(?i)\b(?:in addition|also|additional|other|previous|prior|as well as|another)\b")
MORE_CHARGES = re.compile(r"(?i)\b(?:additional|further|more|other) (?:criminal )?charges?\b")
"""What is charged next adds to what was charged: nothing changes."""
NAME = re.compile(r"\b[A-Z][\w’'-]*[a-z]\b")
WOMAN = re.compile(r"(?i)\b(?:woman|girl|female|she|her|mother)\b")
MAN = re.compile(r"(?i)\b(?:man|boy|male|he|his|father)\b")
AGE = re.compile(r"\b(\d{1,2})-year-old\b|, (\d{1,2}),")
ANOTHER = re.compile(
    r"(?i)\b(?:an?|the|his|her|another|other|second|third) (?:[\w-]+ ){0,2}?(?:man|woman|boy|girl|teen|teenager|child|"
    r"person|victim|friend|brother|sister|officer|deputy|bystander|passenger|driver)\b|\band (?:he|she)\b"
)
"""Somebody else, told without a name."""

MATTERS = (
    Matter(
        "wound", "Where on the body was the victim hit?",
        "Ask the hospital, police or the coroner where the wounds are.",
        Kind.WHAT, "victim", False, Severity.MINOR, 0.5, read_wounds,
    ),
    Matter(
        "charges", "With what is the accused charged?",
        "Ask the prosecutor or the court for the charges now, and since when.",
        Kind.WHAT, "charged", True, Severity.MAJOR, 0.4, read_charges,
    ),
    Matter(
        "term", "How long is the sentence?", "Look up the sentence in the court's record.",
        Kind.QUANTITY, "accused", False, Severity.MAJOR, 0.5, read_terms,
    ),
    Matter(
        "children", "How many children has the person?", "Ask the family.",
        Kind.QUANTITY, "named", False, Severity.MINOR, 0.5, read_children,
    ),
)  # fmt: skip


def read_particulars(acts: Sequence[Act]) -> dict[str, tuple[Particular, ...]]:
    """What an article says of every matter, by its name, in order."""
    sentences: dict[tuple[Field, int], list[Act]] = {}
    for act in acts:
        sentences.setdefault((act.claim.field, act.claim.sentence.start), []).append(act)
    out: dict[str, list[Particular]] = {}
    for (_, base), own in sentences.items():
        text = own[0].claim.sentence.text
        if other_case(own[0].claim):
            continue
        for matter in MATTERS:
            for start, end, classes in matter.read(text):
                act = _act_at(own, base + start, base + end)
                shown = " ".join(text[start:end].split())
                found = Particular(classes, act, text[:start], base + start, base + end, shown, text)
                out.setdefault(matter.name, []).append(found)
    return {name: tuple(found) for name, found in out.items()}


def _act_at(acts: Sequence[Act], start: int, end: int) -> Act:
    """The act in whose clause a phrase stands: the last that begins before it and is about somebody."""
    inside = [a for a in acts if a.claim.start <= start and end <= a.claim.end + 1]
    somebody = [a for a in inside if a.claim.who and people_of(a)]
    return (somebody or inside or list(acts))[-1]


Told = tuple[ArticleView, Situation, Mapping[str, tuple[Particular, ...]]]


def particular_conflicts(left: Told, right: Told) -> Iterator[Conflict]:
    """The matters on which two articles say of one person what cannot both be."""
    if any(tells_of_many(told[0]) for told in (left, right)):
        return
    known = surnames_of(left[0], right[0])
    more = any(MORE_CHARGES.search(told[0].article.text) for told in (left, right))
    for matter in MATTERS:
        by_person: dict[str, list[tuple[Particular, Particular]]] = {}
        for a in left[2].get(matter.name, ()):
            for b in right[2].get(matter.name, ()):
                person = _one_person(matter, a, b, left, right, known)
                if person:
                    by_person.setdefault(person, []).append((a, b))
        for found in by_person.values():
            pair = next((p for p in found if _differ(matter, *p)), None)
            if pair is not None and _apart(matter, found) and not (matter.later and (_adds(pair) or more)):
                yield _conflict(matter, *pair, left[0], right[0])
                break


def _one_person(matter: Matter, a: Particular, b: Particular, left: Told, right: Told, known: frozenset[str]) -> str:
    """Who two phrases are about, "" where nothing shows that it is one person: the last of the known surnames before
    each (of the whole sentence where none stands before), one age and sex, or the only person whom both articles know
    of in that part."""
    victim = matter.subject == "victim"
    one, other = (_named_by(x, known, victim) for x in (a, b))
    if victim and not (one and other):
        ages = [_age_by(x) for x in (a, b)]
        if all(ages):
            return ages[0] if ages[0] == ages[1] and not _man_and_woman(a.before, b.before) else ""
    if matter.subject == "charged":
        return one if one == other else ""
    if one or other or matter.subject == "named":
        if matter.subject == "accused" and len(accused := left[1].accused | right[1].accused) == 1:
            return min(accused) if {one, other} <= accused | {""} else ""
        return one if one == other else ""
    sole = sole_victim if victim else sole_accused
    return sole(a.act, b.act, left[1], right[1]) or ""


def _man_and_woman(a: str, b: str) -> bool:
    return any(WOMAN.search(x) and MAN.search(y) for x, y in ((a, b), (b, a)))


def _named_by(found: Particular, known: frozenset[str], close: bool) -> str:
    """The known surname that a phrase is about, "" for none. ``close``: no other person may stand between."""
    names = [(m.start(), m.group().lower()) for m in NAME.finditer(found.before) if m.group().lower() in known]
    if not names and not close:
        rest = [m.group().lower() for m in NAME.finditer(found.sentence) if m.group().lower() in known]
        return rest[0] if len(set(rest)) == 1 else ""
    if not names or (close and ANOTHER.search(found.before[names[-1][0] :])):
        return ""
    return names[-1][1]


def _age_by(found: Particular) -> str:
    """The last age before a phrase ("a 14-year-old boy was shot in"), "" where somebody else stands between."""
    ages = list(AGE.finditer(found.before))
    if not ages or ANOTHER.search(found.before[ages[-1].end() + 1 :].partition(" ")[2]):
        return ""
    return next(g for g in ages[-1].groups() if g)


def surnames_of(*views: ArticleView) -> frozenset[str]:
    """The last words of the names of persons in some articles, but not those that two persons bear."""
    persons = {n.lower() for v in views for n, label in v.names if label is EntityLabel.PERSON and "." not in n[-2:]}
    full = {n for n in persons if " " in n}
    given: dict[str, set[str]] = {}
    for name in full:
        given.setdefault(name.split()[-1], set()).add(name.split()[0][:3])
    alone = persons - full - {n.split()[0] for n in full} - given.keys()
    return frozenset(last for last, firsts in given.items() if len(firsts) == 1 and len(last) > 2) | alone


def _apart(matter: Matter, found: Sequence[tuple[Particular, Particular]]) -> bool:
    """Whether nothing that one article says of the person agrees with what the other says."""
    one = frozenset(x for a, _ in found for x in a.classes)
    two = frozenset(x for _, b in found for x in b.classes)
    changed = any(_one_changed(a.classes, b.classes) for a, b in found)
    return not one & two or (matter.name == "wound" and changed and bool(one - two) and bool(two - one))


def _adds(pair: tuple[Particular, Particular]) -> bool:
    """Whether one sentence adds to what was told before it ("in addition to murder, he is charged with")."""
    return any(ADDS.search(x.sentence) for x in pair)


def _differ(matter: Matter, a: Particular, b: Particular) -> bool:
    if matter.name == "wound":
        if WIDE in a.classes | b.classes:
            return False
        near = any(frozenset({x, y}) in phrase_table().beside for x in a.classes for y in b.classes)
        return _one_changed(a.classes, b.classes) or not (a.classes & b.classes or near)
    return not a.classes & b.classes


def _one_changed(a: frozenset[str], b: frozenset[str]) -> bool:
    """Two lists of one length, of two or more, with one member changed."""
    return len(a) == len(b) > 1 and len(a - b) == 1 and WIDE not in a | b


def _conflict(matter: Matter, a: Particular, b: Particular, left: ArticleView, right: ArticleView) -> Conflict:
    relation, why = decide_relation(a.act.claim, b.act.claim, left.article, right.article)
    if matter.later and order(left.article.published_at, right.article.published_at):
        relation = Relation.SUPERSEDES
        why = Reason("superseded", "charges follow one another, and the reports are of different times")
    return Conflict(
        kind=matter.kind,
        relation=relation,
        severity=matter.severity,
        a=_side(a),
        b=_side(b),
        score=matter.confidence,
        same_question=matter.confidence,
        topic=f"particular/{matter.name}",
        question=matter.question,
        ask=matter.ask,
        reasons=(Reason(f"particular_{matter.name}", f"“{a.text}” on one side, “{b.text}” on the other"), why),
        readings=readings_of(a.act, b.act, left, right),
    )


def _side(found: Particular) -> Side:
    return Side(found.act.claim, Slot.WHAT, found.start, found.end, found.text, ", ".join(sorted(found.classes)))
