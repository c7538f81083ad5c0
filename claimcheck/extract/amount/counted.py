"""What a number counts, what happens to the counted, and what narrows the count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from claimcheck.compare.amount import counted_class
from claimcheck.extract.amount.line import Line, is_singular
from claimcheck.extract.amount.nouns import Noun, far_noun, find_noun
from claimcheck.extract.amount.roles import noun_roles, parsed_role, summed, surface_role, toll_role
from claimcheck.extract.amount.tables import section, words


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun counted (``of``, "" if none is named), its token (-1), the role, and the words that narrow it.

    ``refused``: the noun behind the number is none that it can count ("9 Anna Smith", "737 jet")."""

    of: str = ""
    head: int = -1
    role: str = ""
    scope: tuple[str, ...] = ()
    refused: bool = False


_REMAINS = frozenset(["body", "corpse"])
_THINGS = frozenset(["job", "money", "document", "vote"])


def find_counted(line: Line, first: int, after: int, hedge_first: int, one: bool = False) -> Counted:
    """What the number in tokens [first, after) counts; ``hedge_first`` is the first token of its hedge,
    ``one`` true where the number is one."""
    noun = find_noun(line, after, first)
    refused = noun is not None and not _agrees(line, noun, after, one)
    if refused or noun is None:
        noun = far_noun(line, first, after)
        refused = refused and noun is None
    end = noun.last + 1 if noun is not None else after
    role, narrowed = surface_role(line, noun, hedge_first, end)
    if role in words("counted", "roles", "of_money"):
        role, narrowed = "", ()
    scope = (*left_scope(line, hedge_first, first), *(noun.scope if noun is not None else ()), *narrowed)
    of = noun.of if noun is not None else ""
    head = noun.head if noun is not None else -1
    if noun is not None and of in noun_roles():
        role, of = noun_roles()[of], "person"
    if noun is not None and of == "life" and role in ("", "lost", "paid"):
        role, of = "killed", "person"
    if (
        not of
        and hedge_first
        and line.tokens[hedge_first - 1].lemma.lower() in words("counted", "reading", "sum_verbs")
    ):
        of = summed(line, hedge_first - 1)
    if not role:
        role, toll = parsed_role(line, first, after, -1 if "of the" in scope else head)
        of = of or toll
    if not of and (role in words("counted", "roles", "of_persons")):
        of = "person"
    if not role and noun is None:
        role = toll_role(line, hedge_first)
        of = "person" if role else of
    if not role and noun is None and narrowed and narrowed[0] in ("serious", "minor"):
        role, of = "injured", "person"
    if of in _REMAINS and role not in words("counted", "roles", "of_persons"):
        role = "killed"
    if role in words("counted", "roles", "of_persons") and counted_class(of) in _THINGS:
        role = ""
    return Counted(of, head, role, tuple(dict.fromkeys(word for word in scope if word)), refused)


def _agrees(line: Line, noun: Noun, after: int, one: bool) -> bool:
    """Whether the number can count the noun: no singular behind a plural number, no name of a person or place."""
    token = line.tokens[noun.head]
    if one or line.low[after] in ("-", "–", "of") or noun.of == "person":
        return True
    if token.pos == "PROPN" and not counted_class(noun.of.lower()) and not (line.titled() and noun.of.endswith("s")):
        return token.text.endswith("s") and noun.head == after
    return not is_singular(line, noun.head)


_ADDED = {"another": "additional", "extra": "additional", "further": "additional", "others": "other"}


def left_scope(line: Line, left: int, first: int) -> tuple[str, ...]:
    """Words before the number that narrow it: "another 12", "the other two", "a total of 20"."""
    found = []
    for index in range(max(0, left - 1), first):
        word = line.low[index]
        if word == "total" and line.low[index + 1 : index + 2] == ("of",):
            found.append("in total")
        elif word in _ADDED or word in words("counted", "scope", "words"):
            if line.low[index + 1 : index + 2] not in (("than",), ("of",)):
                found.append(_ADDED.get(word, word))
    return tuple(found)


def scope_after(line: Line, end: int) -> tuple[str, ...]:
    """Words after the counted that narrow it: "so far", "in total", "this year"."""
    text = line.text[end : end + 90].lower()
    stop = min(
        (at for at in (text.find(mark) for mark in (";", ".", ", and ", " and ", " but ")) if at >= 0),
        default=len(text),
    )
    found = [phrase for phrase in cast(list[str], section("counted", "scope")["after"]) if f" {phrase}" in text[:stop]]
    if text[:stop].rstrip().endswith(" in all"):
        found.append("in total")
    return tuple(dict.fromkeys("in total" if word == "altogether" else word for word in found))
