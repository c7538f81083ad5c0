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
from claimcheck.extract.amount.nouns import Noun, severities, severity_at
from claimcheck.extract.amount.tables import section, table, words

REACH = 9
"""How many tokens after the counted a role word may stand, with only auxiliaries and adverbs between."""
_TOLL_LEFT = 14
_STILL = {"still": "still", "remain": "still", "remains": "still", "remained": "still"}
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
def words_of_deeds() -> dict[str, str]:
    """Nouns of deeds that are done to those counted behind "of": "the shooting of two teenagers"."""
    return {str(noun): str(role) for noun, role in section("counted", "deeds").items()}


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
    if noun is not None and "of the" not in noun.scope:
        for index in range(end - 1, max(end - 6, left), -1):
            if index != noun.head and line.low[index] in roles.state and line.tokens[index].pos in ("ADJ", "VERB"):
                return roles.state[line.low[index]], ()
    role, narrowed = role_before(line, left)
    after_role, after_narrowed = _role_after(line, end)
    if after_role and _is_purpose(line, left, role):
        return after_role, after_narrowed
    if role and not (after_role and role in ("lost", "earned", "charged", "fired")):
        return role, narrowed or tuple(word for word in after_narrowed if word == "still")
    return after_role, after_narrowed


def _is_purpose(line: Line, left: int, role: str) -> bool:
    """Whether the rescue right before the number is only meant: "worked to free six people trapped inside"."""
    return role == "rescued" and "to" in line.low[max(0, left - 3) : left]


def role_before(line: Line, left: int) -> tuple[str, tuple[str, ...]]:
    """The role of a verb right before the number ("killing at least seven"), with its severity."""
    index = left - 1
    while index >= 0 and left - index < 5 and line.low[index] in words("counted", "reading", "before_number"):
        index -= 1
    if index < 0:
        return "", ()
    token = line.tokens[index]
    if line.low[index + 1] == "of" and token.pos == "NOUN":
        deed = line.noun(index)
        role = _roles().noun.get(deed, "") or words_of_deeds().get(deed, "")
        fatal = index and line.low[index - 1] in ("fatal", "deadly")
        return ("killed" if role and fatal else role), ()
    role = _roles().patient.get(token.lemma.lower()) or _patient_form(line.low[index])
    if line.low[index] == "dead" and index and line.low[index - 1] in ("shot", "stabbed"):
        return "killed", ()
    role = _deadly(line, index, role)
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
    roles, here, severity, passive = _roles(), _past_companions(line, end), "", False
    while here < len(line.tokens) and here - end < REACH:
        word, token = line.low[here], line.tokens[here]
        severity = _STILL.get(word) or severity_at(line, here) or severity
        phrase = _phrase_at(line, here)
        if phrase:
            return phrase, (severity,) if severity else ()
        passive = passive or word in _BE
        moved = word in words("counted", "reading", "moves")
        place = _to_hospital(line, here + 1 if moved else here) if moved or (here == end and word == "to") else None
        if place is not None:
            return "hospitalised", (*((severity,) if severity else ()), *place)
        treated = _treated_for(line, here)
        if treated is not None:
            return treated
        state = roles.state.get(word)
        if state and token.pos in ("VERB", "ADJ", "NOUN", "ADV") and (passive or not _has_object(line, here)):
            return _deadly(line, here, state), (severity,) if severity else ()
        agent = roles.agent.get(token.lemma.lower())
        if agent and token.pos == "VERB" and not passive:
            return agent, (severity,) if severity else ()
        if token.pos in ("VERB", "AUX") and token.lemma.lower() in words("counted", "reading", "suffer_verbs"):
            suffered = _suffered(line, here + 1)
            if suffered[0]:
                return suffered
        if word in words("counted", "reading", "skip") or token.pos in ("AUX", "ADV") or word in severities():
            here += 1
            continue
        if word == "with" or (token.lemma.lower() in words("counted", "reading", "suffer_verbs")):
            return _suffered(line, here + 1)
        break
    return _phrase_near(line, end), (severity,) if severity else ()


def _to_hospital(line: Line, here: int) -> tuple[str, ...] | None:
    """The scope where "to … hospital" (or "at", "in") follows within a few words of the same clause, else None.

    A hospital with a name narrows the count ("to Saint Brenna hospital"); "the hospital" does not.
    """
    if here >= len(line.low) or line.low[here] not in ("to", "at", "in", "by", "into"):
        return None
    for index in range(here + 1, min(len(line.low), here + 9)):
        if line.low[index] in words("counted", "reading", "hospitals"):
            named = [t.text for t in line.tokens[here + 1 : index] if t.pos == "PROPN"]
            return (f"to {' '.join(named)}",) if named else ()
        if line.low[index] in (",", ";", ".", "and"):
            return None
    return None


def _treated_for(line: Line, here: int) -> tuple[str, tuple[str, ...]] | None:
    """ "treated for serious injuries" tells how badly they were hurt, not where they went."""
    if line.low[here] != "treated" or line.low[here + 1 : here + 2] != ("for",):
        return None
    suffered = _suffered(line, here + 2)
    return suffered if suffered[1] else None


def _suffered(line: Line, here: int) -> tuple[str, tuple[str, ...]]:
    """The role in "had serious or life-threatening injuries", "suffering gunshot wounds"."""
    severity = ""
    for index in range(here, min(len(line.tokens), here + 8)):
        severity = severity or severity_at(line, index)
        if line.low[index] in ("injury", "injuries", "wound", "wounds", "burns"):
            return "injured", (severity,) if severity else ()
        glued = line.low[index - 1] == "-"
        if (
            line.tokens[index].pos in ("VERB", "PUNCT", "ADP")
            and line.low[index] not in ("-", ",", "from")
            and not glued
        ):
            break
    return "", ()


def _past_companions(line: Line, end: int) -> int:
    """The token after a noun that is counted along: "100 passengers and crew were on board"."""
    if line.low[end : end + 1] == ("and",) and end + 2 < len(line.tokens) and line.tokens[end + 1].pos == "NOUN":
        if line.tokens[end + 2].pos in ("AUX", "VERB", "ADP"):
            return end + 2
    return end


def _deadly(line: Line, index: int, role: str) -> str:
    """The role of a deed that killed: "fatally shot", "stabbed to death", "shot dead", "shot and killed"."""
    if role not in ("shot", "stabbed", "injured", "attacked"):
        return role
    after = line.low[index + 1 : index + 3]
    fatal = line.low[max(0, index - 1) : index] == ("fatally",)
    dead = after[:1] == ("dead",) or after in (("to", "death"), ("and", "killed"), (",", "killed"))
    return "killed" if fatal or dead else role


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


def parsed_role(line: Line, first: int, after: int, head: int) -> tuple[str, str]:
    """(role, of) by the parse, for a number in tokens [first, after) that counts the noun ``head`` (-1: none named).

    The role is a named one where a table knows the verb, else the lemma of the verb. ``of`` is given only where no
    noun is named and the clause tells it: "the number of cases rose to 12".
    """
    index = _topmost(line, first, after, head)
    token = line.tokens[index]
    governor = token.head
    if governor < 0 or governor >= len(line.tokens):
        return "", ""
    verb = line.tokens[governor]
    if token.dep.startswith(("obl", "nmod")):
        role, of = _oblique(line, governor)
        if of or role or head >= 0:
            return role, of
    if verb.pos not in ("VERB", "AUX", "ADJ"):
        return "", ""
    of = summed(line, governor) if head < 0 and verb.lemma.lower() in words("counted", "reading", "sum_verbs") else ""
    if of:
        return "", of
    role = _governed(line, token.dep, governor)
    if role not in _roles_of_money():
        return role, ""
    return verb.lemma.lower(), ""


def _roles_of_money() -> frozenset[str]:
    return words("counted", "roles", "of_money")


def _topmost(line: Line, first: int, after: int, head: int) -> int:
    """The token whose arc ties the counted to its clause: through "hundreds of women" and through coordination."""
    index = head if head >= 0 else min(first, len(line.tokens) - 1)
    for _ in range(4):
        token = line.tokens[index]
        inside = first <= token.head < after
        if token.head >= 0 and (token.dep.startswith("conj") or (inside and token.dep.startswith(("nmod", "nummod")))):
            index = token.head
        else:
            break
    return index


def _governed(line: Line, dep: str, governor: int) -> str:
    verb, roles = line.tokens[governor], _roles()
    lemma = verb.lemma.lower()
    if dep.startswith("nsubj"):
        passive = dep == "nsubj:pass" or any(t.dep == "aux:pass" and t.head == governor for t in line.tokens)
        known = roles.patient.get(lemma, "") if passive else roles.agent.get(lemma, "")
        known = known or (roles.state.get(line.low[governor], "") if passive or verb.pos == "ADJ" else "")
    elif dep in ("obj", "iobj"):
        known = roles.patient.get(lemma, "")
    else:
        return ""
    if known or verb.pos != "VERB":
        return known
    if lemma not in words("counted", "reading", "empty_verbs"):
        return lemma
    for child in line.children(governor):
        if line.tokens[child].dep == "xcomp" and line.tokens[child].pos == "VERB" and dep.startswith("nsubj"):
            return _governed(line, "nsubj", child)
    return ""


def summed(line: Line, verb: int) -> str:
    """What a sum verb speaks of: its object ("cut arrivals to 200"), else its subject, a relative pronoun's noun."""
    for wanted in ("obj", "nsubj"):
        for child in line.children(verb):
            token = line.tokens[child]
            if not token.dep.startswith(wanted):
                continue
            if line.low[child] in ("which", "that", "who") and line.tokens[verb].dep.startswith("acl"):
                child = line.tokens[verb].head
            if child >= 0 and line.tokens[child].pos == "NOUN":
                return past_number_noun(line, child)
    return ""


def past_number_noun(line: Line, index: int) -> str:
    """The noun, or what it is the number of ("the number of cases")."""
    if line.noun(index) not in words("counted", "reading", "number_nouns"):
        return line.noun(index)
    for child in line.children(index):
        if line.tokens[child].dep.startswith("nmod") and line.tokens[child].pos == "NOUN":
            return line.noun(child)
    return ""


def _oblique(line: Line, governor: int) -> tuple[str, str]:
    """(role, of) of a number that hangs on a noun: "a depth of 40", "a toll of 12"."""
    if not line.is_noun(governor):
        return "", ""
    word = line.noun(governor)
    return dimension(word) or _roles().toll.get(word, ""), ""


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
