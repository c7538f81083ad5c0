"""The noun that a number counts, and the modifiers in its noun group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from claimcheck.compare.amount import counted_class
from claimcheck.extract.amount.line import Line, is_singular, is_temporal
from claimcheck.extract.amount.tables import section, words

GROUP = 8
"""The longest noun group in tokens, modifiers and all."""


_PERSONAL = frozenset(["them", "us", "whom"])


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun group that ends at token ``last``: the counted noun ``of`` at token ``head``, what narrows it."""

    of: str
    head: int
    last: int
    scope: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def severities() -> dict[str, str]:
    """Words for how badly: "critically" -> serious."""
    return {word: name for name, named in section("counted", "severity").items() for word in cast(list[str], named)}


def severity_at(line: Line, index: int) -> str:
    """The severity that a token tells, "life-threatening" in several tokens included: serious, minor or ""."""
    word = line.low[index]
    if word == "threatening" and line.low[index - 1 : index] == ("-",):
        before = line.low[max(0, index - 4) : index]
        return "minor" if "non" in before or "non-life" in before else "serious"
    return severities().get(word, "")


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """Adjectives and participles that give the counted a role: "dead" -> killed."""
    found: dict[str, str] = {}
    for role, lists in section("counted", "role").items():
        for word in cast(dict[str, list[str]], lists)["state"]:
            found.setdefault(word, role)
    return found


@lru_cache(maxsize=1)
def _demonym_ends() -> tuple[str, ...]:
    return tuple(sorted(words("counted", "reading", "demonym_ends")))


def find_noun(line: Line, after: int, first: int) -> Noun | None:
    """The noun group behind the number in tokens [first, after): "six of the victims", "12-member team", "two men"."""
    at, count = after, len(line.tokens)
    scope: tuple[str, ...] = ()
    if at + 1 < count and line.low[at] in ("-", "–") and line.starts[at] == line.ends[at - 1]:
        if line.starts[at + 1] == line.ends[at] and line.tokens[at + 1].pos in ("NOUN", "ADJ"):
            return Noun(line.noun(at + 1), at + 1, at + 1)
        at += 1
    if at < count and line.low[at] == "of":
        at += 1
        if at < count and line.low[at] in words("counted", "reading", "partition"):
            at, scope = at + 1, ("of the",)
            while at < count and line.tokens[at].pos == "NUM":
                at += 1
            if at < count and line.low[at] in states() and not _noun_follows(line, at):
                return Noun("person", at, at, ("of the", states()[line.low[at]]))
            if line.tokens[at - 1].pos == "NUM" and not _begins_group(line, at):
                return Noun("", at - 1, at - 1, scope)
            if (
                line.low[at - 1] in _PERSONAL
                and at < count
                and line.tokens[at].pos == "NOUN"
                and not is_temporal(line.low[at])
            ):
                return Noun(line.noun(at), at, at, scope)
            if line.low[at - 1] in _PERSONAL:
                return Noun("person", at - 1, at - 1, scope)
    run = _run(line, at)
    if run is None:
        return None
    last = _parsed_head(line, first, after, *run)
    return _named(line, run[0], last, scope)


def _begins_group(line: Line, at: int) -> bool:
    if at >= len(line.tokens):
        return False
    return line.is_noun(at) or (line.tokens[at].pos in ("ADJ", "VERB") and _noun_follows(line, at))


def far_noun(line: Line, first: int, after: int) -> Noun | None:
    """The plural that the parse ties the number to across modifiers that the surface does not follow: "eight felony
    tax and bank fraud charges"."""
    for index in range(first, after):
        head = line.tokens[index].head
        if (
            line.tokens[index].dep.startswith("nummod")
            and after <= head <= after + GROUP
            and line.tokens[head].pos == "NOUN"
        ):
            if (
                not is_singular(line, head)
                and not is_temporal(line.noun(head))
                and not any(t.pos in ("VERB", "AUX", "ADP", "PRON") for t in line.tokens[after:head])
            ):
                return Noun(line.noun(head), head, head)
    return None


def _run(line: Line, at: int) -> tuple[int, int] | None:
    """Tokens [at, last] from the first modifier to the last noun of a noun group that begins at ``at``."""
    last, here = -1, at
    while here < len(line.tokens) and here - at < GROUP:
        word, pos = line.low[here], line.tokens[here].pos
        if word == "others":
            return at, here
        if is_temporal(word) and (pos == "PROPN" or last >= 0):
            break
        if word in states() and not _noun_follows(line, here):
            break
        if pos in ("NOUN", "PROPN"):
            if last >= 0 and pos == "PROPN" and line.tokens[last].pos == "NOUN":
                break
            last = here
        elif not _joins(line, here, at, last):
            break
        here += 1
    return (at, last) if last >= 0 else None


def _joins(line: Line, here: int, at: int, last: int) -> bool:
    """Whether a token that is no noun may stand inside a noun group."""
    word, pos = line.low[here], line.tokens[here].pos
    if pos == "ADJ":
        return last < 0 or _noun_follows(line, here)
    if pos == "VERB":
        participle = word.endswith(("ed", "en", "rn", "lt", "wn", "st")) or line.tokens[here].dep == "amod"
        return last < 0 and participle and _noun_follows(line, here)
    if word in ("-", "'s", "’s", "/", "more", "other"):
        return True
    if last >= 0:
        return False
    if pos == "ADV":
        return here + 1 < len(line.tokens) and line.tokens[here + 1].pos in ("ADJ", "VERB")
    return pos == "CCONJ" and here > at


def _noun_follows(line: Line, here: int) -> bool:
    following = here + 1
    while following < len(line.tokens) and (line.tokens[following].pos == "ADJ" or line.low[following] == "-"):
        following += 1
    if following >= len(line.tokens) or is_temporal(line.low[following]):
        return False
    return line.tokens[following].pos == "NOUN" and line.low[following] not in states()


def _parsed_head(line: Line, first: int, after: int, start: int, last: int) -> int:
    """The head of the noun group by the parse where it lies inside the group, else the last noun of the group."""
    for index in range(first, after):
        token = line.tokens[index]
        for inside in range(start, last):
            if (
                line.tokens[inside].head == index
                and line.tokens[inside].dep.startswith("nmod")
                and line.is_noun(inside)
            ):
                return inside
        if not token.dep.startswith("nummod") or not line.is_noun(token.head):
            continue
        if last < token.head <= last + 5 and _coordinated(line, last + 1, token.head):
            return token.head
        if not start <= token.head < last:
            continue
        modifies = line.tokens[token.head].dep.startswith(("compound", "nmod:poss", "amod"))
        if not modifies and line.tokens[last].head != token.head:
            return token.head
    return last


def _coordinated(line: Line, start: int, head: int) -> bool:
    """Whether only conjoined modifiers stand in tokens [start, head): "four fire and rescue crews"."""
    inside = [line.tokens[i] for i in range(start, head)]
    return all(t.pos in ("CCONJ", "NOUN", "ADJ") for t in inside) and any(t.pos == "CCONJ" for t in inside)


def _named(line: Line, start: int, last: int, scope: tuple[str, ...]) -> Noun:
    word, token = line.low[last], line.tokens[last]
    modifiers = _modifiers(line, start, last)
    severity = tuple(severities()[m] for m in modifiers if m in severities())
    narrowing = tuple(m for m in modifiers if m not in severities() and m.lower() not in states())
    if word == "others":
        return Noun("person", last, last, (*scope, "other", *narrowing, *severity))
    of = line.noun(last)
    known = counted_class(of)
    if token.text[:1].isupper() and not known and word.endswith(_demonym_ends()) and last > 0:
        return Noun("person", last, last, (*scope, *narrowing, token.text, *severity))
    if token.pos == "PROPN" and not known:
        return Noun(token.text, last, last, (*scope, *narrowing))
    for width in (3, 2):
        plain = [word for word in line.low[start:last] if word != "-"]
        joined = " ".join([*plain[-(width - 1) :], of])
        if len(plain) >= width - 1 and joined in words("counted", "compounds", "keep"):
            kept = set(plain[-(width - 1) :])
            return Noun(joined, last, last, (*scope, *(m for m in narrowing if m not in kept), *severity))
    return Noun(_hyphened(line, start, last, of), last, last, (*scope, *narrowing, *severity))


def _modifiers(line: Line, start: int, last: int) -> list[str]:
    """The words between number and noun, in lower case but for names, which stay whole ("New York City")."""
    found: list[str] = []
    name = False
    for index in range(start, last):
        token = line.tokens[index]
        if token.pos not in ("ADJ", "NOUN", "PROPN", "VERB"):
            name = False
            continue
        named = token.text[:1].isupper() and (token.pos == "PROPN" or name or index + 1 < last) and not line.titled()
        adjective = token.pos == "ADJ" and not (name or (index + 1 < last and line.tokens[index + 1].pos == "PROPN"))
        if named and not adjective:
            found[-1:] = [f"{found[-1]} {token.text}"] if name else [*found[-1:], token.text]
        else:
            found.append(line.low[index])
        name = named and not adjective
    return found


def _hyphened(line: Line, start: int, last: int, of: str) -> str:
    """The noun with what is glued to it by a hyphen: "party-goer"."""
    if last - 2 < start or line.low[last - 1] != "-" or line.starts[last] != line.ends[last - 1]:
        return of
    return f"{line.low[last - 2]}-{of}" if line.starts[last - 1] == line.ends[last - 2] else of
