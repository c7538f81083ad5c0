"""One person or body, two spellings: what stands fixed, whatever claims it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.names import name_words, person_parts, surname_of
from claimcheck.compare.slips import one_name_misspelt
from claimcheck.compare.spelling import plain, sound_of
from claimcheck.compare.who import organisation_variants
from claimcheck.compare.words import WordTable
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import EntityLabel, Field, Kind, Reading, Reason, Severity, Slot

CONFIDENCE = 0.75
"""Nearly all pairs of spellings read on unlabelled news were one person's; an editor lets some of them pass."""
BODY_CONFIDENCE = 0.55
"""Names of bodies are often shortened and rearranged."""
LONE_CONFIDENCE = 0.55
"""A family name alone, a letter from one given in full: most of the few read were slips."""
BOTH_PRINTED = 0.85
"""Where one article prints both, they may be two persons or bodies."""
MENTIONS = 4
"""As many places that print a name are cited; a report of all would drown the question."""
_THE = re.compile(r"\b[Tt]he\s+$")
_ALSO_CALLED = re.compile(
    r"(?i)\b(?:born|n[ée]e|a\.?k\.?a\.?|alias|(?:also |better |formerly |previously |professionally )known as|"
    r"also called|under the name|real name (?:is|was)|spelled|spelt|pronounced)[\s“\"'(,]*$"
)
LONE_LETTERS, SWAPPED_LETTERS = 6, 5
"""Letters of a family name alone from which a letter's difference is a slip; from which two swapped ones are."""
COMMON = 5.5
"""Rarity under which a word is one of the language ("Plain", 4.5) or a name of its own; slips are hardly on file."""
LONE_MENTIONS = 2
_GARBLED = "Ã"
"""What is left of a quotation mark that was decoded wrongly, at the end of a name."""
_CAPITALISED = re.compile(r"(?<![\w@#/.’'-])((?:[“\"(])?)([A-Z][a-z]{4,})(?![\w@/-])")
_SMALL_WORD = re.compile(r"(?<![\w@])[a-z]{5,}\b")
_TO_A_PLACE = frozenset("in at of near from to into toward towards around outside the on a an".split())


def name_conflicts(left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
    """Names of the two articles, or of one, that are one name in two spellings.

    An article that prints both is in disagreement with itself; it may also name two bearers, which is a reading. Names
    that one sentence sets side by side are two bearers'.
    """
    ours, theirs = dict(left.names), dict(right.names)
    for a in sorted(ours):
        for b in sorted(theirs):
            if a == b or ours[a] is not theirs[b] or (left is right and a > b) or _GARBLED in a + b:
                continue
            confidence = _one_name(a, b, ours[a])
            if confidence:
                yield from _spellings(left, right, a, b, confidence)
    for family, lone in _lone_slips(left, right):
        yield from _lone_spellings(left, right, family, lone)
    if left is not right:
        for family, lone in _lone_slips(right, left):
            for found in _lone_spellings(right, left, family, lone):
                yield replace(found, a=found.b, b=found.a)


def _spellings(left: ArticleView, right: ArticleView, a: str, b: str, confidence: float) -> Iterator[Conflict]:
    ours, theirs = _printed(left, a), _printed(right, b)
    other = left is not right and bool(_printed(left, b) or _printed(right, a))
    if (other or left is right) and a.rstrip("s") == b.rstrip("s"):
        return  # "the Olga Marwicks of this world", beside the one
    if _side_by_side(left, a, b) or _side_by_side(right, a, b) or _other_use((*ours, *theirs)):
        return
    for one in ours[:MENTIONS]:
        for two in theirs[:MENTIONS]:
            yield _spelling(one, two, other or left is right, confidence)


def _one_name(a: str, b: str, label: EntityLabel) -> float:
    """The confidence that two full names are one in two spellings, 0 where they are not."""
    if label is EntityLabel.PERSON:
        return CONFIDENCE if one_name_misspelt(a, b) else 0.0
    if label is EntityLabel.ORG and organisation_variants(a, b):
        return BODY_CONFIDENCE
    return 0.0


def _lone_slips(view: ArticleView, other: ArticleView) -> Iterator[tuple[str, str]]:
    """(family name, the word that misspells it) where the first ends a full name of ``view`` and the second stands
    alone in ``other``, or after the same given name, and nobody in either bears it: "Olga Krajicek … Krajciek said".

    The words are read from capitals: taggers take a misspelt name for a place or for nothing. A plural ("the
    Krajiceks") is the family; a word that a place on the map bears, or that is printed small, is no name.
    """
    people = sorted(n for v in (view, other) for n, label in v.names if label is EntityLabel.PERSON)
    borne = {part for name in people if len(person_parts(name)) > 1 for part in person_parts(name)}
    borne |= {word.lower() for w in _mapped(view, other) for word in w.split()}
    own = [n for n, label in view.names if label is EntityLabel.PERSON and len(person_parts(n)) > 1]
    families = {surname_of(person_parts(name))[-1]: name for name in sorted(own)}
    table = WordTable.load()
    small = frozenset(_SMALL_WORD.findall(other.article.text))
    for lone in sorted({match[2] for match in _CAPITALISED.finditer(other.article.text)}):
        if lone.lower() in borne or lone.lower() in small or table.rarity(lone.lower()) < COMMON:
            continue
        near = [family for family in sorted(families) if _lone_slip(family, lone.lower())]
        if len(near) == 1 and _stands_alone(other.article.text, lone, person_parts(families[near[0]])[0]):
            written = next(w for w in reversed(families[near[0]].split()) if plain(w) == near[0] or near[0] in plain(w))
            yield written, lone


def _mapped(*views: ArticleView) -> set[str]:
    return {where.name for view in views for _, where in view.placed if where.place is not None}


def _stands_alone(text: str, word: str, given: str) -> bool:
    """Whether a word is a person's name wherever it is printed: after no word that leads to a place, beside no
    capitals but the given name or a title, and before no noun that makes it the name of something else."""
    for match in re.finditer(rf"(?:([\w.’'-]+)[ \t]+)?(?<![\w-]){re.escape(word)}(?![\w-])(?:[ \t]+([\w’'-]+))?", text):
        before, after = match[1] or "", match[2] or ""
        if before.lower() in _TO_A_PLACE or after[:1].isupper() or text[match.end() :][:1] in "/@":
            return False
        titled = plain(before) == given or plain(before) in name_words().titles
        if before[:1].isupper() and not titled and not before.endswith("."):
            return False
    return True


def _lone_spellings(view: ArticleView, other: ArticleView, family: str, lone: str) -> Iterator[Conflict]:
    """The sentences that print a family name and its slip; inside one article the first and the nearest."""
    ours, theirs = _printed(view, family), _printed(other, lone)
    if not ours or not theirs or _side_by_side(view, family, lone) or _side_by_side(other, family, lone):
        return
    if _other_use((*ours, *theirs)):
        return
    if view is other:
        near = min(ours, key=lambda side: (abs(side.start - theirs[0].start), side.start))
        ours = [ours[0], *(side for side in (near,) if side is not ours[0])]
    else:
        again = _printed(other, family)
        if again and any(family in n.split() and len(n.split()) > 1 for n, _ in other.names):
            return  # the slip is found inside that article
        if not again and sorted(family.lower()) != sorted(lone.lower()) and sound_of(family) != sound_of(lone):
            return  # another family may be meant
        ours = [*again[:1], *ours]
    for one in ours[:LONE_MENTIONS]:
        for two in theirs[:LONE_MENTIONS]:
            yield _spelling(one, two, view is other, LONE_CONFIDENCE)


def _lone_slip(family: str, lone: str) -> bool:
    """Whether a word is a letter off a family name: letters swapped or a vowel changed from five letters on."""
    shortest = min(len(family), len(lone))
    if shortest < SWAPPED_LETTERS or family[0] != lone[0] or family.rstrip("s") == lone.rstrip("s"):
        return False
    if {family, lone} & set(name_words().sexes) or OSA.distance(family, lone, score_cutoff=1) != 1:
        return False
    swapped = sorted(family) == sorted(lone)
    return shortest >= LONE_LETTERS or swapped or (sound_of(family) == sound_of(lone) and len(family) == len(lone))


def _side_by_side(view: ArticleView, a: str, b: str) -> bool:
    """Whether one sentence prints both names: they are then two bearers', or the text says that it has two."""
    one, other = _whole(a), _whole(b)
    texts = {c.sentence.text for c in view.by_slot.get(Slot.WHAT, ()) if a in c.sentence.text and b in c.sentence.text}
    return any(one.search(text) and other.search(text) for text in texts)


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _other_use(sides: Sequence[Side]) -> bool:
    """Whether a spelling is meant: a plural ("the Ada Brandsmas of this world"), a name at birth or on the stage."""
    before = [side.claim.sentence.text[: side.start - side.claim.sentence.start] for side in sides]
    return any(
        _ALSO_CALLED.search(text) or (_THE.search(text) and side.value.endswith("s"))
        for side, text in zip(sides, before, strict=True)
    )


def _printed(view: ArticleView, name: str) -> list[Side]:
    """Where an article prints a name in full, one side a sentence."""
    sides: dict[tuple[Field, int], Side] = {}
    for claim in view.by_slot.get(Slot.WHAT, ()):
        at = _whole(name).search(claim.sentence.text)
        if at:
            start = claim.sentence.start + at.start()
            side = Side(claim, Slot.WHO, start, start + len(name), name, _key(name))
            sides.setdefault((claim.field, claim.sentence.start), side)
    return list(sides.values())


def _key(name: str) -> str:
    """A name without title and middle names: "Ada M. Brandsma" and "Ada Brandsma" are one spelling."""
    parts = person_parts(name)
    return " ".join((*parts[:1], *surname_of(parts))) if len(parts) > 2 else " ".join(parts)


def _spelling(one: Side, two: Side, both: bool, confidence: float) -> Conflict:
    relation, why = decide_lasting(one.claim, two.claim)
    a, b = sorted((one.value, two.value))
    return Conflict(
        kind=Kind.WHO,
        relation=relation,
        severity=Severity.MINOR,
        a=one,
        b=two,
        score=confidence * (BOTH_PRINTED if both else 1.0),
        same_question=confidence,
        topic="/".join(("name", *sorted((one.key, two.key)))),
        question=f"Which is the name: {a} or {b}?",
        ask="Look the name up in an official record, or ask the family or the office.",
        reasons=(Reason("name_spelled_two_ways", f"{a} and {b} are one name but for a few letters or one word"), why),
        readings=(
            Reading("transliteration", POSSIBLE, "names from other scripts have several spellings"),
            Reading("two bearers", POSSIBLE, "one article prints both")
            if both
            else Reading("two bearers", RULED_OUT, "neither article names both"),
        ),
    )
