"""Whether two acts are about one person, one thing: keys of participants, nouns for people, rare words in common."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.compare.names import PersonNoun, Sex, name_words
from claimcheck.compare.who import relate_who
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import Act, keys_of
from claimcheck.conflict.actions.situation import Situation
from claimcheck.model import EntityLabel, SlotRelation, Who, WhoRole

THING_RARITY = 2.0
"""A thing is known by a word in fewer than about one article of seven."""
ROLES = frozenset(
    "suspect attacker gunman militant shooter bomber terrorist soldier officer hostage driver brother sister".split()
)
"""Nouns that may stand for several persons of one story: too little to say who is dead."""
PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
SEARCHERS = frozenset("police authority investigator detective rescuer deputy firefighter family team searcher".split())
HARMING = frozenset({"kill", "injure", "wound", "shoot", "stab"})
"""Who does these to others is not the one whom they are about, whoever the others are."""
MONTHS = frozenset("january february march april may june july august september october november december".split())
VAGUE_PEOPLE = frozenset({"person", "people", "man", "woman", "victim", "other", "member", "official", "officer"})


def same_subject(a: Act, b: Act, kind: str, frame: frozenset[str], words: WordTable) -> str | None:
    """What the two acts share as their subject: a key, "" for one of an event; None where nothing shows that they
    share it. ``frame`` are the words of the question itself, which tell nothing of the subject."""
    if kind == "event":
        return ""
    if kind == "participant":
        told = a.everyone & (b.everyone | b.claim.near) | b.everyone & a.claim.near
        shared = sorted(w for w in told - VAGUE_PEOPLE - frame if w not in SEARCHERS)
        return max(shared, key=words.rarity) if shared else None
    if kind == "thing":
        return _same_thing(a, b, frame, words)
    found = _same_person(a, b)
    return None if kind == "victim" and found in ROLES else found


def _same_thing(a: Act, b: Act, frame: frozenset[str], words: WordTable) -> str | None:
    shared = [
        w
        for w in sorted(set(a.claim.near) & set(b.claim.near) - frame)
        if words.rarity(w) >= THING_RARITY and w not in a.kind and w not in b.kind and w not in MONTHS
    ]
    return max(shared, key=lambda w: (words.rarity(w), w)) if shared else None


def _same_person(a: Act, b: Act) -> str | None:
    left, right = people_of(a), people_of(b)
    shared = sorted(left & right)
    if shared:
        return next((key for key in shared if not _namesakes(a, b, key)), None)
    nouns = name_words().nouns
    for one in sorted(left):
        for other in sorted(right):
            first, second = nouns.get(one), nouns.get(other)
            if first and second and (other in first.broader or one in second.broader):
                return min(one, other)
    return None


def _namesakes(a: Act, b: Act, key: str) -> bool:
    """Whether a surname is borne by two persons ("Tamerlan" and "Dzhokhar" of one name)."""
    ones = [w for w in a.claim.who if w.label is EntityLabel.PERSON and key in keys_of(w, a.claim)]
    others = [w for w in b.claim.who if w.label is EntityLabel.PERSON and key in keys_of(w, b.claim)]
    found = {relate_who(x, y).relation for x in ones for y in others}
    return SlotRelation.DISJOINT in found and not found & {SlotRelation.SAME, SlotRelation.WITHIN}


def people_of(act: Act) -> frozenset[str]:
    """The keys of whom an act is about: its patients, else its agents, else the people its clause names ("the boy's
    condition"). Groups and words for anybody do not count."""
    claim = act.claim
    for role in (WhoRole.PATIENT, WhoRole.AGENT):
        found = _people((w for w in claim.who if w.role is role), act)
        if found:
            return found
        if role is WhoRole.PATIENT and claim.what.lemma in HARMING and any(w.role is role for w in claim.who):
            return frozenset()
    return frozenset(w for w in claim.near if _is_somebody(w))


def _people(whos: Iterable[Who], act: Act) -> frozenset[str]:
    out: set[str] = set()
    for who in whos:
        for key in keys_of(who, act.claim, act.shared):
            if key in act.shared:
                continue
            if key in act.named or who.label is EntityLabel.PERSON or (_is_somebody(key) and not _many(who)):
                out.add(key)
    return frozenset(out)


def _is_somebody(noun: str) -> bool:
    """Whether a noun stands for one person of some description."""
    known = name_words().nouns.get(noun)
    return known is not None and not known.collective and noun not in VAGUE_PEOPLE


def _many(who: Who) -> bool:
    """Whether a noun stands in the plural: its last word is no longer its lemma."""
    last = next((w for w in who.text.lower().split() if w.startswith(who.head.lower()[:3])), "")
    return bool(last) and last != who.head.lower()


def sole_victim(a: Act, b: Act, left: Situation, right: Situation) -> str | None:
    """ "victim" where either article knows of one person hurt, and the two acts are about nobody else: no two names,
    no man and woman, no child and adult."""
    if not (left.alone and right.alone) or len(left.names | right.names) > 1:
        return None
    if _somebody_else(a, left) or _somebody_else(b, right):
        return None
    nouns = name_words().nouns
    for one in sorted(a.everyone):
        for other in sorted(b.everyone):
            first, second = nouns.get(one), nouns.get(other)
            if first and second and not _may_be_one(first, second):
                return None
    return "victim"


def _somebody_else(act: Act, situation: Situation) -> bool:
    """Whether an act is about a named person other than the one hurt, or about whoever did the deed."""
    keys = people_of(act)
    named = {k for k in keys if k in act.named}
    if named - situation.names or keys & ROLES:
        return True
    return not (_has_pronoun(act) or keys or act.everyone & VAGUE_PEOPLE or "victim" in act.claim.near)


def _may_be_one(a: PersonNoun, b: PersonNoun) -> bool:
    """Whether one person may be called both."""
    sexes = {a.sex, b.sex} - {Sex.UNKNOWN}
    ages = {a.age, b.age} - {""}
    return len(sexes) < 2 and len(ages) < 2


def sole_accused(a: Act, b: Act, left: Situation, right: Situation) -> str | None:
    """The surname of the only person whom both articles name as accused, where either act is about nobody else."""
    accused = left.accused | right.accused
    names = {k for act in (a, b) for k in act.everyone & act.named}
    told = all(people_of(act) or _has_pronoun(act) or act.everyone & VAGUE_PEOPLE for act in (a, b))
    return min(accused) if told and len(accused) == 1 and names <= accused else None


def _has_pronoun(act: Act) -> bool:
    """Whether a person stands in an act as a pronoun ("he", "his bond")."""
    return any(PRONOUN.search(w.text) for w in act.claim.who)
