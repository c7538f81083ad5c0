"""What a number counts, what happens to the counted, and what narrows the count.

Surface patterns go first (the noun that follows, the role word that stands right before or after), the parse
settles the rest (whose object or subject the counted is), so that a wrong arc costs little.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from claimcheck.compare.amount import counted_class
from claimcheck.extract.amount.line import Line, is_temporal
from claimcheck.extract.amount.measures import dimension
from claimcheck.extract.amount.tables import section, table, words

REACH = 9
"""How many tokens after the counted a role word may stand, with only auxiliaries and adverbs between."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun counted (``of``, "" if none is named), its token (-1), the role, and the words that narrow it."""

    of: str = ""
    head: int = -1
    role: str = ""
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    of: str
    head: int
    last: int
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Roles:
    patient: dict[str, str] = field(default_factory=dict)
    agent: dict[str, str] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    noun: dict[str, str] = field(default_factory=dict)
    toll: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=None)
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


@lru_cache(maxsize=None)
def _phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    listed = cast(list[Mapping[str, str]], table("counted")["phrase"])
    return tuple((tuple(entry["words"].split()), entry["role"]) for entry in listed)


@lru_cache(maxsize=None)
def _severities() -> dict[str, str]:
    return {word: name for name, named in section("counted", "severity").items() for word in cast(list[str], named)}


_SKIP = frozenset(
    "other others more have has had having been being be are were was is am get got now also reported reportedly confirmed"
    " confirmed as feared believed said thought still left then initially already that who which to be later remain remains"
    " seriously critically badly severely slightly gravely fatally were all listed presumed least both at the scene inside"
    " -".split()
)
_VERB_LEFT = frozenset("at least another an additional further some about around nearly almost up to more than over under the as many estimated - only all fewer less of".split())
_PARTITION = frozenset("the these those them us his her its their our your whom which these".split())
_STOP_NOUN_POS = frozenset(("VERB", "AUX", "ADP", "PUNCT", "PRON", "DET", "CCONJ", "SCONJ", "PART", "INTJ", "SYM", "X", "ADV", "NUM"))
_DEMONYM_ENDS = ("ans", "ese", "ians", "ish", "is", "ch", "ss", "ese", "oles", "urks", "wedes", "anes", "reeks", "abs", "azis", "ews", "lims", "ristians", "rats", "licans")
_TOLL_LEFT = 14


def find_counted(line: Line, first: int, after: int, hedge_first: int) -> Counted:
    """What the number in tokens [first, after) counts; ``hedge_first`` is the first token of its hedge."""
    noun = find_noun(line, after, first)
    end = noun.last + 1 if noun is not None else after
    role, narrowed = _surface_role(line, noun, hedge_first, end)
    if role in words("counted", "roles", "of_money"):
        role, narrowed = "", ()
    scope = (*_left_scope(line, hedge_first, first), *(noun.scope if noun is not None else ()), *narrowed)
    of = noun.of if noun is not None else ""
    head = noun.head if noun is not None else -1
    if noun is not None and of in _roles().noun:
        role, of = _roles().noun[of], "person"
    if noun is not None and of == "life" and role in ("", "lost", "paid"):
        role, of = "killed", "person"
    if not role:
        role, toll = parsed_role(line, head if noun is not None else first, end)
        of = of or toll
    if not of and (role in words("counted", "roles", "of_persons")):
        of = "person"
    if not role and noun is None:
        role = _toll_role(line, hedge_first)
        of = "person" if role else of
    return Counted(of, head, role, tuple(dict.fromkeys(word for word in scope if word)))


# ------------------------------------------------------------------------------------------------------------ noun


def find_noun(line: Line, after: int, first: int) -> Noun | None:
    at, scope = after, []
    count = len(line.tokens)
    if at + 1 < count and line.low[at] in ("-", "–") and line.starts[at] == line.ends[at - 1]:
        if line.starts[at + 1] == line.ends[at] and line.tokens[at + 1].pos in ("NOUN", "ADJ"):
            return Noun(line.noun(at + 1), at + 1, at + 1)
        at += 1
    if at < count and line.low[at] == "of":
        nxt = at + 1
        if nxt < count and line.low[nxt] in _PARTITION:
            at, scope = nxt + 1, ["of the"]
            while at < count and line.tokens[at].pos == "NUM":
                at += 1
        else:
            at = nxt
    run = _run(line, at)
    if run is None:
        return None
    last = _parse_head(line, first, after, *run)
    return _name_noun(line, run[0], last, tuple(scope))


def _run(line: Line, at: int) -> tuple[int, int] | None:
    """Tokens [at, last] from the first modifier to the last noun of a noun group that begins at ``at``."""
    last, here = -1, at
    while here < len(line.tokens) and here - at < 8:
        word, token = line.low[here], line.tokens[here]
        if word in ("others",):
            last = here
            break
        if is_temporal(word) and (token.pos == "PROPN" or last >= 0):
            break
        if token.pos in ("NOUN", "PROPN"):
            if last >= 0 and token.pos == "PROPN" and line.tokens[last].pos == "NOUN":
                break
            last = here
        elif token.pos == "ADJ":
            if last >= 0 and not _noun_follows(line, here):
                break
        elif token.pos == "VERB":
            if last >= 0 or not _noun_follows(line, here) or not word.endswith(("ed", "en", "ing", "rn", "lt", "wn", "st")):
                break
        elif word in ("-", "'s", "’s", "/"):
            pass
        elif token.pos == "ADV" and here + 1 < len(line.tokens) and line.tokens[here + 1].pos in ("ADJ", "VERB") and last < 0:
            pass
        elif word in ("more", "other") or (token.pos == "CCONJ" and last < 0 and here > at):
            pass
        else:
            break
        here += 1
    return (at, last) if last >= 0 else None


def _noun_follows(line: Line, here: int) -> bool:
    following = here + 1
    while following < len(line.tokens) and (line.tokens[following].pos == "ADJ" or line.low[following] == "-"):
        following += 1
    return following < len(line.tokens) and line.tokens[following].pos == "NOUN" and not is_temporal(line.low[following])


def _parse_head(line: Line, first: int, after: int, start: int, last: int) -> int:
    """The head of the noun group by the parse where it lies inside the group, else the last noun of the group."""
    for index in range(first, after):
        token = line.tokens[index]
        if token.dep.startswith("nummod") and start <= token.head < last and line.is_noun(token.head):
            if not line.tokens[token.head].dep.startswith(("compound", "nmod:poss", "amod")) and line.tokens[last].head != token.head:
                return token.head
    return last


def _name_noun(line: Line, start: int, last: int, scope: tuple[str, ...]) -> Noun | None:
    word, token = line.low[last], line.tokens[last]
    modifiers = [
        line.low[i] if line.tokens[i].pos != "PROPN" else line.tokens[i].text
        for i in range(start, last)
        if line.tokens[i].pos in ("ADJ", "NOUN", "PROPN", "VERB")
    ]
    severity = [_severities()[m] for m in modifiers if m in _severities()]
    narrowing = tuple(m for m in modifiers if m not in _severities() and m not in _roles().state)
    if word == "others":
        return Noun("person", last, last, (*scope, "other", *narrowing, *severity))
    if token.pos == "PROPN":
        if token.text[:1].isupper() and word.endswith(_DEMONYM_ENDS):
            return Noun("person", last, last, (*scope, *narrowing, token.text, *severity))
        return Noun(token.text, last, last, (*scope, *narrowing))
    of = line.noun(last)
    for width in (3, 2):
        begin = last - width + 1
        joined = " ".join([*line.low[max(start, begin) : last], of])
        if begin >= start and joined in words("counted", "compounds", "keep"):
            kept = set(line.low[begin:last])
            return Noun(joined, last, last, (*scope, *(m for m in narrowing if m not in kept), *severity))
    if token.text[:1].isupper() and last > 0 and of not in ("person",) and word.endswith(_DEMONYM_ENDS) and not counted_class(of):
        return Noun("person", last, last, (*scope, *narrowing, token.text, *severity))
    return Noun(of, last, last, (*scope, *narrowing, *severity))


# ------------------------------------------------------------------------------------------------------------ role


def _surface_role(line: Line, noun: Noun | None, left: int, end: int) -> tuple[str, tuple[str, ...]]:
    """A role word inside the noun group, right after it, or right before the number, with its severity."""
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
    index, narrowed = left - 1, ""
    while index >= 0 and left - index < 5 and (line.low[index] in _VERB_LEFT):
        index -= 1
    if index < 0:
        return "", ()
    token = line.tokens[index]
    role = _roles().patient.get(token.lemma.lower()) or _patient_form(line.low[index])
    if not role or token.pos not in ("VERB", "ADJ", "NOUN", "AUX") or _is_passive(line, index):
        return "", ()
    if index and line.low[index - 1] in _severities():
        narrowed = _severities()[line.low[index - 1]]
    return role, (narrowed,) if narrowed else ()


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
        if line.low[before] in ("was", "were", "been", "being", "be", "is", "are", "got", "get"):
            return line.low[index].endswith(("ed", "en", "t", "n"))
        if line.tokens[before].pos not in ("ADV", "AUX", "PART"):
            return False
    return False


def _role_after(line: Line, end: int) -> tuple[str, tuple[str, ...]]:
    roles, here, severity, passive = _roles(), end, "", False
    while here < len(line.tokens) and here - end < REACH:
        word, token = line.low[here], line.tokens[here]
        severity = _severities().get(word, severity)
        phrase = _phrase_at(line, here)
        if phrase:
            return phrase, (severity,) if severity else ()
        passive = passive or word in ("were", "was", "been", "being", "be", "are", "is", "got", "get")
        state = roles.state.get(word)
        if state and token.pos in ("VERB", "ADJ", "NOUN", "ADV") and (passive or not _has_object(line, here)):
            return state, (severity,) if severity else ()
        agent = roles.agent.get(token.lemma.lower())
        if agent and token.pos == "VERB" and not passive:
            return agent, (severity,) if severity else ()
        if word in _SKIP or token.pos in ("AUX", "ADV") or word in _severities():
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
    for listed, role in _phrases():
        if line.low[here] == listed[0] and line.low[here : here + len(listed)] == listed:
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
        table_role = table_role or roles.state.get(line.low[governor], "") if passive or verb.pos == "ADJ" else table_role
    elif token.dep in ("obj", "iobj"):
        table_role = roles.patient.get(lemma)
    elif token.dep.startswith(("obl", "nmod")):
        return _oblique(line, head, governor)
    else:
        return "", ""
    if table_role and table_role not in words("counted", "roles", "of_money"):
        return table_role, ""
    return (lemma if verb.pos == "VERB" and lemma not in _EMPTY_VERBS else ""), ""


_EMPTY_VERBS = frozenset("be have do say include see tell make take give get go come know think want need become find add report call show leave bring involve".split())


def _oblique(line: Line, head: int, governor: int) -> tuple[str, str]:
    word = line.noun(governor) if line.is_noun(governor) else ""
    measured = dimension(word)
    if measured:
        return measured, ""
    return _roles().toll.get(word, ""), ""


def _toll_role(line: Line, left: int) -> str:
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


# ----------------------------------------------------------------------------------------------------------- scope


def _left_scope(line: Line, left: int, first: int) -> tuple[str, ...]:
    found = [line.low[i] for i in range(max(0, left - 1), first) if line.low[i] in words("counted", "scope", "words") or line.low[i] == "another"]
    if left and line.low[left - 1] in ("other", "remaining", "another", "additional", "further", "extra"):
        found.append(line.low[left - 1])
    joined = " ".join(line.low[max(0, left - 3) : first])
    if "total of" in joined:
        found.append("in total")
    return tuple("additional" if word in ("another", "extra", "further") else "other" if word == "others" else word for word in found)


def scope_after(line: Line, end: int) -> tuple[str, ...]:
    """Words after the counted that narrow it: "so far", "in total", "this year"."""
    text = line.text[end : end + 90].lower()
    stop = min((at for at in (text.find(mark) for mark in (";", ".", ", and ", " and ", " but ")) if at >= 0), default=len(text))
    found = [phrase for phrase in cast(list[str], section("counted", "scope")["after"]) if f" {phrase}" in text[:stop]]
    if text[:stop].rstrip().endswith(" in all"):
        found.append("in total")
    return tuple(dict.fromkeys("in total" if word == "altogether" else word for word in found))
