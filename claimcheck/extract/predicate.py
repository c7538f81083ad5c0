"""What happened: the predicates of a sentence, the clause of each, its polarity and its modality."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from claimcheck.model import Modality, Sentence, Token, What

MODIFIERS = frozenset({"amod", "compound", "aux", "cop", "fixed", "flat", "case", "mark"})
_FINITE = frozenset({"is", "are", "was", "were", "has", "had", "did", "does"})
_HAVE = frozenset({"has", "have", "had", "is", "are", "was", "were", "'ve", "'s"})
_BEFORE_VERB = frozenset({"be", "been", "have", "publicly", "officially", "formally"})
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("claimcheck.data").joinpath("modality.toml").read_text("utf-8"))
    return {name: frozenset(values) for name, values in table.items()}


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate (a token index) and the tokens that belong to it and to no clause below it."""

    predicate: int
    tokens: tuple[int, ...]


def children_of(sentence: Sentence) -> dict[int, list[int]]:
    """The dependents of every token, in order."""
    below: dict[int, list[int]] = defaultdict(list)
    for index, token in enumerate(sentence.tokens):
        below[token.head].append(index)
    return below


def base(dep: str) -> str:
    """A dependency relation without its subtype."""
    return dep.partition(":")[0]


def is_predicate(sentence: Sentence, index: int, below: dict[int, list[int]]) -> bool:
    """Whether a token heads a clause: a verb that is no mere modifier, or a nominal with a copula or as root."""
    token = sentence.tokens[index]
    if token.dep == "root" or token.head < 0:
        return True
    if any(sentence.tokens[child].dep == "cop" for child in below.get(index, ())):
        return True
    return token.pos == "VERB" and base(token.dep) not in MODIFIERS


def clauses_of(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence, one a predicate, in the order of their predicates."""
    below = children_of(sentence)
    heads = {i for i in range(len(sentence.tokens)) if is_predicate(sentence, i, below)}
    members: dict[int, list[int]] = {head: [] for head in sorted(heads)}
    for index in range(len(sentence.tokens)):
        at, steps = index, 0
        while at not in heads and at >= 0 and steps <= len(sentence.tokens):
            at, steps = sentence.tokens[at].head, steps + 1
        if at in members:
            members[at].append(index)
    return tuple(Clause(head, tuple(tokens)) for head, tokens in members.items())


def content_lemmas(tokens: tuple[Token, ...]) -> frozenset[str]:
    """The lower-cased lemmas that carry meaning."""
    return frozenset(t.lemma.lower() for t in tokens if t.pos in CONTENT and any(c.isalpha() for c in t.lemma))


def read_what(sentence: Sentence, index: int, below: dict[int, list[int]]) -> What:
    """The predicate with its particle, polarity and modality; its text is the verb group where that is unbroken."""
    token = sentence.tokens[index]
    kids = [(i, sentence.tokens[i]) for i in below.get(index, ())]
    lemma = token.lemma.lower()
    particle = next((t.lemma.lower() for _, t in kids if t.dep == "compound:prt"), "")
    if particle:
        lemma = f"{lemma} {particle}"
    elif any(t.dep == "cop" for _, t in kids):
        lemma = f"be {lemma}"
    group = [i for i, t in kids if base(t.dep) in {"aux", "cop"} or t.dep == "compound:prt" or _negates(t)] + [index]
    first, last = min(group), max(group)
    between = (sentence.tokens[i].pos for i in range(first, last) if i not in group)
    if last - first > 6 or any(pos not in {"ADV", "PART", "AUX"} for pos in between):
        first = last = index
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    return What(start, end, text, lemma, is_negated(sentence, index, below), read_modality(sentence, index, below))


def _negates(token: Token) -> bool:
    return token.lemma.lower() in _words()["negators"] and token.pos in {"PART", "ADV", "DET", "INTJ", "CCONJ"}


def is_negated(sentence: Sentence, index: int, below: dict[int, list[int]]) -> bool:
    """Odd number of negations on the predicate: not, never, no longer, no + subject or object, nobody, without, and
    the "not" of a verb of belief above it ("is not believed to have been hurt")."""
    count = sum(_negations(sentence, child, below) for child in below.get(index, ())) + _yet_to(sentence, index)
    token = sentence.tokens[index]
    if base(token.dep) in {"ccomp", "xcomp"} and token.head >= 0:
        above = sentence.tokens[token.head]
        raised = above.lemma.lower() in _words()["negation_raising_verbs"]
        count += raised and any(
            _negates(sentence.tokens[c]) and base(sentence.tokens[c].dep) == "advmod" for c in below.get(token.head, ())
        )
    elif base(token.dep) == "conj" and sentence.tokens[token.head].pos == "VERB":
        own = [sentence.tokens[c] for c in below.get(index, ())]
        shared = any(t.dep == "cc" and t.lemma.lower() in {"or", "nor"} for t in own)
        count += shared and not any(base(t.dep) == "nsubj" for t in own) and is_negated(sentence, token.head, below)
    return count % 2 == 1


def _yet_to(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands in "has yet to be filed", "are still to be named": it was not done so far."""
    before = sentence.tokens[max(0, index - 5) : index]
    words = [t.text.lower() for t in before]
    return any(
        words[i : i + 2] == ["yet", "to"] and i > 0 and words[i - 1] in _HAVE and not set(words[i + 2 :]) - _BEFORE_VERB
        for i in range(len(words))
    )


def _negations(sentence: Sentence, child: int, below: dict[int, list[int]]) -> int:
    """How many negations one dependent brings to its predicate."""
    token, dep = sentence.tokens[child], base(sentence.tokens[child].dep)
    beneath = [sentence.tokens[d] for d in below.get(child, ())]
    if _negates(token) and dep in {"advmod", "det", "aux"}:
        after = sentence.tokens[child + 1].lemma.lower() if child + 1 < len(sentence.tokens) else ""
        return int(after not in {"only", "just", "merely", "simply"})
    if dep == "mark" and token.lemma.lower() == "without":
        return 1
    if dep == "advmod":
        return int(token.lemma.lower() in {"longer", "long", "more"} and any(_negates(t) for t in beneath))
    if dep in {"nsubj", "obj"} or (dep == "xcomp" and token.pos in {"NOUN", "PROPN"}):
        denying = token.lemma.lower() in _words()["negative_subjects"]
        return denying + any(_negates(t) and t.dep in {"det", "cc:preconj"} for t in beneath)
    return 0


def read_modality(sentence: Sentence, index: int, below: dict[int, list[int]]) -> Modality:
    """How the clause holds: from its own auxiliaries, adverbs and conjunctions, then from what it stands under."""
    own = _own_modality(sentence, index, below)
    if own is not None:
        return own
    token = sentence.tokens[index]
    if token.head < 0:
        return Modality.POSSIBLE if sentence.text.rstrip(" \"”’')").endswith("?") else Modality.HAPPENED
    dep = base(token.dep)
    infinitive = dep in {"xcomp", "advcl", "acl", "ccomp", "csubj"} and _is_infinitive(sentence, index, below)
    if dep == "conj" and not any(base(sentence.tokens[c].dep) == "nsubj" for c in below.get(index, ())):
        first = sentence.tokens[token.head]
        return read_modality(sentence, token.head, below) if first.pos == "VERB" else Modality.HAPPENED
    found = Modality.HAPPENED
    if dep == "acl":
        found = _under_noun(sentence, token.head, below)
    elif dep in {"ccomp", "xcomp", "advcl", "obl"}:
        finite = any(sentence.tokens[c].text.lower() in _FINITE for c in below.get(index, ()))
        found = _under_verb(sentence, token.head, dep, below, finite)
    done = sentence.tokens[token.head].lemma.lower() in _words()["done_verbs"]
    return Modality.EXPECTED if infinitive and found is Modality.HAPPENED and not done else found


def _own_modality(sentence: Sentence, index: int, below: dict[int, list[int]]) -> Modality | None:
    """What the clause's own words say, None where they say nothing."""
    words = _words()
    if _yet_to(sentence, index):
        return Modality.HAPPENED
    own = [sentence.tokens[c] for c in below.get(index, ())]
    aux = {form for t in own if base(t.dep) == "aux" for form in (t.lemma.lower(), t.text.lower())}
    if any(t.lemma.lower() in words["alleged_words"] for t in own):
        return Modality.ALLEGED
    if aux & words["possible_auxiliaries"]:
        return Modality.POSSIBLE
    if aux & words["expected_auxiliaries"]:
        return Modality.EXPECTED
    return Modality.POSSIBLE if _is_conditional(sentence, index, below) else None


def _is_conditional(sentence: Sentence, index: int, below: dict[int, list[int]]) -> bool:
    """Whether a clause stands under "if", "whether", "unless"."""
    own = (sentence.tokens[c] for c in below.get(index, ()))
    return any(base(t.dep) == "mark" and t.lemma.lower() in _words()["open_conjunctions"] for t in own)


def _is_infinitive(sentence: Sentence, index: int, below: dict[int, list[int]]) -> bool:
    """A bare "to …" that tells of no past ("to have left" does)."""
    own = [sentence.tokens[c] for c in below.get(index, ())]
    to = any(base(t.dep) == "mark" and t.lemma.lower() == "to" for t in own)
    return to and not any(base(t.dep) == "aux" and t.lemma.lower() == "have" for t in own)


def _under_verb(
    sentence: Sentence, above: int, dep: str, below: dict[int, list[int]], finite: bool = False
) -> Modality:
    """The modality that a clause has from the verb above it. What is "not denied" is alleged, no more. A ``finite``
    clause is no infinitive, whatever the parser made of it ("two men wanted in the case are now in custody")."""
    words, lemma = _words(), sentence.tokens[above].lemma.lower()
    if dep in {"ccomp", "xcomp"}:
        if lemma in words["denied_verbs"]:
            return Modality.ALLEGED if is_negated(sentence, above, below) else Modality.DENIED
        if lemma in words["expected_verbs"] and dep == "xcomp" and not finite:
            return Modality.EXPECTED
        if lemma in words["possible_verbs"] or _is_conditional(sentence, above, below):
            return Modality.POSSIBLE
    return Modality.ALLEGED if lemma in words["alleged_verbs"] else Modality.HAPPENED


def _under_noun(sentence: Sentence, noun: int, below: dict[int, list[int]]) -> Modality:
    """The modality of the clause of a noun: "reports that …" are alleged, and denied where the noun is the object of
    a denial ("rejected claims that …"); "no evidence that …" denies; "plans to …" are expected; a "refusal to …" did
    not happen."""
    words, token = _words(), sentence.tokens[noun]
    lemma = token.lemma.lower()
    if lemma in words["alleged_nouns"]:
        above = sentence.tokens[token.head].lemma.lower() if token.head >= 0 else ""
        if base(token.dep) == "obj" and above in words["denied_verbs"]:
            return Modality.DENIED
        return Modality.DENIED if base(token.dep) == "nsubj" and above in words["untrue_words"] else Modality.ALLEGED
    if lemma in words["evidence_nouns"]:
        none = any(_negates(sentence.tokens[c]) for c in below.get(noun, ()))
        unfound = base(token.dep) == "obj" and token.head >= 0 and is_negated(sentence, token.head, below)
        return Modality.DENIED if none or unfound else Modality.ALLEGED
    if lemma in words["expected_nouns"]:
        return Modality.EXPECTED
    return Modality.DENIED if lemma in words["denied_nouns"] else Modality.HAPPENED
