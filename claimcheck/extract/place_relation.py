"""How a place word ties the event to the place, and whether it stands for a government instead."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from claimcheck.extract.venues import place_words
from claimcheck.model import PlaceRelation, Token

#: Nouns that a place is "of": "the city of Lyon", "parts of Ohio" say where just as the place itself does.
_OF_NOUNS = frozenset(
    [
        "city",
        "town",
        "village",
        "port",
        "state",
        "province",
        "region",
        "county",
        "borough",
        "district",
        "part",
        "parts",
        "area",
        "areas",
        "side",
        "heart",
        "centre",
        "center",
        "middle",
        "edge",
        "end",
        "streets",
        "north",
        "south",
        "east",
        "west",
        "island",
        "republic",
        "stretch",
        "section",
        "neighborhood",
    ]
)
_AROUND_OF = frozenset({"suburb", "suburbs", "outskirts", "outskirt", "vicinity", "environs"})
_MODIFIERS = frozenset({"ADJ", "DET", "NUM"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_LONGEST_PREPOSITION = 4


def preposition(tokens: Sequence[Token], first: int) -> tuple[PlaceRelation | None, int]:
    """The relation of the preposition before the noun phrase that starts at ``first`` and the index of its first
    word; (None, -1) where none stands there. "in the city of X" counts as "in"."""
    stop = first
    for _ in range(4):
        stop = _before_modifiers(tokens, stop)
        found = _ending_at(tokens, stop)
        if found is not None:
            return found
        noun = tokens[stop - 2].text.lower() if stop >= 2 and tokens[stop - 1].text.lower() == "of" else ""
        if noun in _AROUND_OF:
            return PlaceRelation.NEAR, stop - 2
        if noun not in _OF_NOUNS:
            return None, -1
        stop -= 2
    return None, -1


def _before_modifiers(tokens: Sequence[Token], stop: int) -> int:
    """To the left over adjectives, articles and a possessor: "at Berlin's famous"."""
    stop = _before_adjectives(tokens, stop)
    if stop > 1 and tokens[stop - 1].text in ("'s", "’s", "'", "’"):
        stop -= 1
        reach = 0
        while stop > 0 and reach < 4 and tokens[stop - 1].pos in ("PROPN", "NOUN"):
            stop -= 1
            reach += 1
        stop = _before_adjectives(tokens, stop)
    return stop


def _before_adjectives(tokens: Sequence[Token], stop: int) -> int:
    steps = 0
    while stop > 0 and steps < 4 and (tokens[stop - 1].pos in _MODIFIERS or tokens[stop - 1].text.lower() == "the"):
        stop -= 1
        steps += 1
    return stop


def _ending_at(tokens: Sequence[Token], stop: int) -> tuple[PlaceRelation, int] | None:
    words = place_words()
    for length in range(_LONGEST_PREPOSITION, 0, -1):
        begin = stop - length
        if begin < 0:
            continue
        phrase = " ".join(token.text.lower() for token in tokens[begin:stop])
        relation = words.prepositions.get(phrase)
        if relation is None or (length == 1 and tokens[begin].pos not in ("ADP", "ADV", "ADJ", "SCONJ", "PART")):
            continue
        if relation == "direction" and begin > 0 and tokens[begin - 1].text.lower() == "the":
            return PlaceRelation.IN, begin - 1  # "in the south of the capital" is in it
        return PlaceRelation(relation), begin
    return None


def head_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token of [first, last) whose head lies outside it; the last one where the tree gives none."""
    for index in range(first, last):
        outside = not first <= tokens[index].head < last
        if outside and tokens[index].dep not in ("punct", "case", "det"):
            return index
    return last - 1


def is_modifier(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name only modifies a noun to its right: the preposition of "in the Ohio primary" is the primary's."""
    token = tokens[head_of(tokens, first, last)]
    return token.dep in ("compound", "amod", "nmod:desc") and token.head >= last


class Power(StrEnum):
    """What may stand for a government: the more readily the further down."""

    CAPITAL = "capital"
    COUNTRY = "country"
    SEAT = "seat of power"


def stands_for_government(tokens: Sequence[Token], first: int, last: int, power: Power, located: bool) -> bool:
    """Whether a country, capital or seat of power acts or is acted upon here and is no location.

    ``located``: a locative preposition stands before it. Subjects count: of a capital those of verbs of governments
    ("said", "agreed"), of a country those of all verbs but the verbs of places ("lies", "hosts", "is"); objects of
    verbs of dealing with governments ("accused", "urged"); partners after with, between, against and by. Unknown
    parts of the tree count as locations."""
    head = head_of(tokens, first, last)
    seen: set[int] = set()
    while tokens[head].dep == "conj" and tokens[head].head >= 0 and head not in seen:
        seen.add(head)
        head = tokens[head].head
    token = tokens[head]
    verb = tokens[token.head] if 0 <= token.head < len(tokens) else None
    if located and not _case_words(tokens, head) & {"with", "by", "between", "against"}:
        return False
    return verb is not None and _acts(tokens, token, verb, head, power)


def _acts(tokens: Sequence[Token], token: Token, verb: Token, head: int, power: Power) -> bool:
    words = place_words()
    seat = power is Power.SEAT
    lemma = verb.lemma.lower()
    if token.dep in _SUBJECTS:
        if verb.pos not in ("VERB", "AUX"):
            return seat
        if token.dep == "nsubj:pass":
            return seat or lemma in words.verbs_of_government
        if power is Power.CAPITAL:
            return lemma in words.verbs_by_government
        return lemma not in words.verbs_by_place
    if token.dep in ("obj", "iobj"):
        return seat or lemma in words.verbs_of_government
    cases = _case_words(tokens, head)
    if token.dep in ("obl", "nmod", "obl:agent"):
        if cases & {"with", "between", "against"} or (token.dep != "nmod" and "by" in cases):
            return True
        return seat and not cases & {"in", "at", "inside", "outside", "near", "to", "from", "on"}
    return seat and token.dep in ("nmod:poss", "xcomp", "dislocated")


def _case_words(tokens: Sequence[Token], head: int) -> set[str]:
    return {
        token.text.lower()
        for index, token in enumerate(tokens[max(0, head - 8) : head + 1], start=max(0, head - 8))
        if token.dep == "case" and token.head == head
    }
