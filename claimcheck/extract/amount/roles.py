"""What happens to the counted: killed, injured, arrested, or the verb that the parse finds.

Role words right before or right after the counted go first, the parse settles the rest (whose object or subject the
counted is), so that a wrong arc costs little.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from claimcheck.extract.amount.line import Line
from claimcheck.extract.amount.measures import dimension
from claimcheck.extract.amount.nouns import Noun, severities
from claimcheck.extract.amount.tables import section, table, words

REACH = 9
"""How many tokens after the counted a role word may stand, with only auxiliaries and adverbs between."""
_TOLL_LEFT = 14
_BE = frozenset(["were", "was", "been", "being", "be", "are", "is", "got", "get"])


@dataclass(frozen=True, slots=True)
class _Roles:
    patient: dict[str, str] = field(default_factory=dict)
    agent: dict[str, str] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    noun: dict[str, str] = field(default_factory=dict)
    toll: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _roles() -> _Roles:
    roles = _Roles()
    for role, lists in section("counted", "role").items():
        for kind, named in cast(Mapping[str, list[str]], lists).items():
            for word in named:
                cast(dict[str, str], getattr(roles, kind)).setdefault(word, role)
    return roles


def noun_roles() -> dict[str, str]:
    """Nouns that count a role themselves: "death" -> killed."""
    return _roles().noun


@lru_cache(maxsize=1)
def verb_roles() -> dict[str, str]:
    """Verbs that have a role's name, whatever stands in which of their places: "pay" and "cost" -> paid."""
    return {**_roles().agent, **_roles().patient}


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in cast(list[Mapping[str, str]], table("counted")["phrase"]):
        listed = tuple(entry["words"].split())
        found.setdefault(listed[0], []).append((listed, entry["role"]))
    return found


def surface_role(line: Line, noun: Noun | None, left: int, end: int) -> tuple[str, tuple[str, ...]]:
    """A role word inside the noun group, right before the number or right after the group, with its severity.

    ``left`` is the first token of the number with its hedge, ``end`` the token after the noun group.
    """
    roles = _roles()
    if noun is not None:
        for index in range(end - 1, max(end - 6, left), -1):
            if index != noun.head and line.low[index] in roles.state and line.tokens[index].pos in ("ADJ", "VERB"):
                return roles.state[line.low[index]], ()
    role, narrowed = role_before(line, left)
    after_role, after_narrowed = _role_after(line, end)
    if role and not (after_role and role in ("lost", "earned", "charged", "fired")):
        return role, narrowed
    return after_role, after_narrowed


def role_before(line: Line, left: int) -> tuple[str, tuple[str, ...]]:
    """The role of a verb right before the number ("killing at least seven"), with its severity."""
    index = left - 1
    while index >= 0 and left - index < 5 and line.low[index] in words("counted", "reading", "before_number"):
        index -= 1
    if index < 0:
        return "", ()
    token = line.tokens[index]
    role = _roles().patient.get(token.lemma.lower()) or _patient_form(line.low[index])
    if not role or token.pos not in ("VERB", "ADJ", "NOUN", "AUX") or _is_passive(line, index):
        return "", ()
    if index and line.low[index - 1] in severities():
        return role, (severities()[line.low[index - 1]],)
    return role, ()


@lru_cache(maxsize=4096)
def _patient_form(word: str) -> str:
    """The role of an inflected patient verb whose lemma was left as it stood ("killing", "injured")."""
    for stem in (word.removesuffix("ing"), word.removesuffix("ed"), word.removesuffix("s")):
        for lemma in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem):
            if lemma != word and lemma in _roles().patient:
                return _roles().patient[lemma]
    return ""


def _is_passive(line: Line, index: int) -> bool:
    for before in range(index - 1, max(-1, index - 4), -1):
        if line.low[before] in _BE:
            return line.low[index].endswith(("ed", "en", "t", "n"))
        if line.tokens[before].pos not in ("ADV", "AUX", "PART"):
            return False
    return False


def _role_after(line: Line, end: int) -> tuple[str, tuple[str, ...]]:
    roles, here, severity, passive = _roles(), end, "", False
    while here < len(line.tokens) and here - end < REACH:
        word, token = line.low[here], line.tokens[here]
        severity = severities().get(word, severity)
        phrase = _phrase_at(line, here)
        if phrase:
            return phrase, (severity,) if severity else ()
        passive = passive or word in _BE
        state = roles.state.get(word)
        if state and token.pos in ("VERB", "ADJ", "NOUN", "ADV") and (passive or not _has_object(line, here)):
            return state, (severity,) if severity else ()
        agent = roles.agent.get(token.lemma.lower())
        if agent and token.pos == "VERB" and not passive:
            return agent, (severity,) if severity else ()
        if word in words("counted", "reading", "skip") or token.pos in ("AUX", "ADV") or word in severities():
            here += 1
            continue
        if token.pos == "VERB" and word in ("suffering", "suffered", "sustained", "sustaining", "with"):
            here += 1
            continue
        break
    return _phrase_near(line, end), ()


def _has_object(line: Line, verb: int) -> bool:
    """Whether what follows a bare participle makes it an active verb ("12 soldiers wounded the driver")."""
    return any(t.dep == "obj" and t.head == verb and i > verb for i, t in enumerate(line.tokens))


def _phrase_at(line: Line, here: int) -> str:
    for listed, role in _phrases().get(line.low[here], ()):
        if line.low[here : here + len(listed)] == listed:
            return role
    return ""


def _phrase_near(line: Line, end: int) -> str:
    """A role phrase later in the clause ("five men were, police said, taken to hospital")."""
    for here in range(end, min(len(line.tokens), end + 7)):
        if line.tokens[here].pos in ("NUM", "CCONJ") or line.low[here] in (";", ".", "but"):
            return ""
        role = _phrase_at(line, here)
        if role:
            return role
    return ""


def parsed_role(line: Line, head: int, end: int) -> tuple[str, str]:
    """The role by the parse, and "person" where it counts persons: (role, of)."""
    for _ in range(3):
        token = line.tokens[head]
        governor = token.head
        if governor < 0 or governor >= len(line.tokens):
            return "", ""
        if token.dep.startswith("conj"):
            head = governor
            continue
        break
    else:
        return "", ""
    verb = line.tokens[governor]
    lemma = verb.lemma.lower()
    roles = _roles()
    passive = token.dep == "nsubj:pass" or any(t.dep == "aux:pass" and t.head == governor for t in line.tokens)
    if token.dep.startswith("nsubj"):
        table_role = roles.patient.get(lemma) if passive else roles.agent.get(lemma)
        table_role = (
            table_role or roles.state.get(line.low[governor], "") if passive or verb.pos == "ADJ" else table_role
        )
    elif token.dep in ("obj", "iobj"):
        table_role = roles.patient.get(lemma)
    elif token.dep.startswith(("obl", "nmod")):
        return _oblique(line, head, governor)
    else:
        return "", ""
    if table_role and table_role not in words("counted", "roles", "of_money"):
        return table_role, ""
    return (lemma if verb.pos == "VERB" and lemma not in words("counted", "reading", "empty_verbs") else ""), ""


def _oblique(line: Line, head: int, governor: int) -> tuple[str, str]:
    word = line.noun(governor) if line.is_noun(governor) else ""
    measured = dimension(word)
    if measured:
        return measured, ""
    return _roles().toll.get(word, ""), ""


def toll_role(line: Line, left: int) -> str:
    """ "the death toll rose to 12", "the number of dead stands at 12"."""
    for here in range(left - 1, max(-1, left - _TOLL_LEFT), -1):
        word = line.low[here]
        if word in (";", ".") or line.tokens[here].pos == "NUM":
            return ""
        role = _roles().toll.get(word, "") or (_roles().noun.get(line.noun(here), "") if _numbered(line, here) else "")
        if not role and word in _roles().state and _numbered(line, here):
            role = _roles().state[word]
        if role:
            return role
    return ""


def _numbered(line: Line, here: int) -> bool:
    return "number" in line.low[max(0, here - 4) : here] or "toll" in line.low[max(0, here - 2) : here]
