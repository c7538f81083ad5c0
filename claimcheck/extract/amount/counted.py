"""What a number counts, what happens to the counted, and what narrows the count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from claimcheck.extract.amount.line import Line
from claimcheck.extract.amount.nouns import find_noun
from claimcheck.extract.amount.roles import noun_roles, parsed_role, surface_role, toll_role
from claimcheck.extract.amount.tables import section, words


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun counted (``of``, "" if none is named), its token (-1), the role, and the words that narrow it."""

    of: str = ""
    head: int = -1
    role: str = ""
    scope: tuple[str, ...] = ()


def find_counted(line: Line, first: int, after: int, hedge_first: int) -> Counted:
    """What the number in tokens [first, after) counts; ``hedge_first`` is the first token of its hedge."""
    noun = find_noun(line, after, first)
    end = noun.last + 1 if noun is not None else after
    role, narrowed = surface_role(line, noun, hedge_first, end)
    if role in words("counted", "roles", "of_money"):
        role, narrowed = "", ()
    scope = (*_left_scope(line, hedge_first, first), *(noun.scope if noun is not None else ()), *narrowed)
    of = noun.of if noun is not None else ""
    head = noun.head if noun is not None else -1
    if noun is not None and of in noun_roles():
        role, of = noun_roles()[of], "person"
    if noun is not None and of == "life" and role in ("", "lost", "paid"):
        role, of = "killed", "person"
    if not role:
        role, toll = parsed_role(line, head if noun is not None else first, end)
        of = of or toll
    if not of and (role in words("counted", "roles", "of_persons")):
        of = "person"
    if not role and noun is None:
        role = toll_role(line, hedge_first)
        of = "person" if role else of
    return Counted(of, head, role, tuple(dict.fromkeys(word for word in scope if word)))


def _left_scope(line: Line, left: int, first: int) -> tuple[str, ...]:
    found = [
        line.low[i]
        for i in range(max(0, left - 1), first)
        if line.low[i] in words("counted", "scope", "words") or line.low[i] == "another"
    ]
    if left and line.low[left - 1] in ("other", "remaining", "another", "additional", "further", "extra"):
        found.append(line.low[left - 1])
    joined = " ".join(line.low[max(0, left - 3) : first])
    if "total of" in joined:
        found.append("in total")
    return tuple(
        "additional" if word in ("another", "extra", "further") else "other" if word == "others" else word
        for word in found
    )


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
