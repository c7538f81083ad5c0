"""The participants of a predicate, read from the dependency tree: agents, patients, recipients and companions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.model import Sentence, Token, WhoRole

_SUBJECT = frozenset({"nsubj", "csubj", "nsubj:outer"})
_PASSIVE_SUBJECT = frozenset({"nsubj:pass", "csubj:pass"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"})
#: Left out of a noun phrase's text: other participants, clauses, asides.
_OUTSIDE_PHRASE = frozenset({"conj", "cc", "acl:relcl", "appos", "parataxis", "punct", "case", "cop", "advcl", "acl",
                             "discourse", "mark", "dep", "orphan", "list", "cc:preconj", "obl"})  # fmt: skip
_CONTROLS_SUBJECT = frozenset({"promise", "threaten", "vow", "swear"})
_BY_CASE = {"to": WhoRole.RECIPIENT, "with": WhoRole.WITH, "alongside": WhoRole.WITH, "by": WhoRole.AGENT}
_DEPTH = 6
_BREAKS = frozenset({",", ";", ":", "(", ")", "—"})
#: Endings of past participles, irregular ones included (found, held, shot, hurt, left, made, built, sent).
_PARTICIPLE_ENDINGS = (
    "ed", "en", "wn", "ung", "ught", "pt", "lt", "nt", "de", "id", "ost", "eft", "ut", "und", "eld", "hot", "urt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filler:
    """The head token of a participant, its role, and a complement that is another's ("a medal | to her"; -1: none)."""

    head: int
    role: WhoRole
    without: int = -1


class Tree:
    """The children of every token of a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.below: list[list[int]] = [[] for _ in sentence.tokens]
        for index, token in enumerate(sentence.tokens):
            if 0 <= token.head < len(sentence.tokens) and token.head != index:
                self.below[token.head].append(index)

    def child(self, head: int, *labels: str) -> int | None:
        """The first child with one of the labels, None without."""
        return next((index for index in self.below[head] if self.tokens[index].dep in labels), None)

    def case(self, head: int) -> str:
        """The first preposition of a nominal, "" without."""
        found = self.child(head, "case")
        return "" if found is None else self.tokens[found].lemma.lower()

    def conjuncts(self, head: int) -> list[int]:
        """The head and what is joined to it by and, or, commas; in order of the tree."""
        found = [head]
        for one in found:
            for index in self.below[one]:
                joined = self.tokens[index].dep == "conj" and self.tokens[index].pos in _NOMINAL
                if joined and index not in found:
                    found.append(index)
        return found

    def phrase(self, head: int, without: int = -1) -> tuple[int, int]:
        """Tokens [first, last) of the noun phrase: its modifiers and complements, no clauses, no conjuncts, and not
        the complement headed by ``without``."""
        inside = {head}
        pending = [head]
        while pending:
            for index in self.below[pending.pop()]:
                if index == without or index in inside:
                    continue
                top = self.tokens[index].head == head
                if self.tokens[index].dep in _OUTSIDE_PHRASE and (
                    top or self.tokens[index].dep not in ("case", "punct")
                ):
                    continue
                inside.add(index)
                pending.append(index)
        first = last = head
        while first - 1 in inside or self._joins(first - 1, first - 2, inside):
            first -= 1
        while last + 1 in inside or self._joins(last + 1, last + 2, inside):
            last += 1
        while first < head and self._opens_nothing(self.tokens[first]):
            first += 1
        while last > head and self.tokens[last].pos in ("PUNCT", "ADP"):
            last -= 1
        return first, last + 1

    def _opens_nothing(self, token: Token) -> bool:
        """A preposition, mark or relative pronoun left at the start of a phrase."""
        relative = token.text.lower() in _RELATIVE and token.text.lower() != "whose"
        return relative or token.pos in ("ADP", "PUNCT", "SCONJ", "CCONJ")

    def _joins(self, index: int, beyond: int, inside: set[int]) -> bool:
        """A hyphen or point between two parts of the phrase, or the preposition of a complement."""
        if not (0 <= index < len(self.tokens) and beyond in inside):
            return False
        return self.tokens[index].dep in ("punct", "case") and self.tokens[index].text not in _BREAKS


def fillers_of(tree: Tree, predicate: int) -> Iterator[Filler]:
    """The participants of a predicate: direct children first, shared subjects of conjuncts, controlled and
    relative clauses resolved, conjunctions expanded. A head is given once."""
    seen: set[int] = set()
    for filler in _heads(tree, predicate):
        for head in tree.conjuncts(filler.head):
            if head not in seen:
                seen.add(head)
                yield Filler(head, filler.role, filler.without)


def _heads(tree: Tree, predicate: int) -> Iterator[Filler]:
    if tree.tokens[predicate].pos in ("NOUN", "PROPN") and tree.child(predicate, "cop") is None:
        yield from _of_nominal(tree, predicate)
        if tree.child(predicate, *_SUBJECT, *_PASSIVE_SUBJECT) is None:
            return
    passive = is_passive(tree, predicate)
    for subject in _subjects(tree, predicate, _DEPTH):
        yield Filler(subject, WhoRole.PATIENT if passive else WhoRole.AGENT)
    for index in tree.below[predicate]:
        token = tree.tokens[index]
        if token.dep == "obj":
            receiver = _receiver(tree, index)
            yield Filler(_antecedent(tree, predicate, index), WhoRole.PATIENT, receiver)
            if receiver >= 0:
                yield Filler(receiver, WhoRole.RECIPIENT)
        elif token.dep == "iobj":
            lone = tree.child(predicate, "obj", "ccomp", "xcomp") is None
            yield Filler(index, WhoRole.PATIENT if lone else WhoRole.RECIPIENT)
        elif token.dep in ("obl", "obl:agent", "obl:to"):
            role = _role_of_oblique(tree, index, passive)
            if role is not None:
                yield Filler(index, role)
    yield from _gap_of_relative(tree, predicate, passive)


def _receiver(tree: Tree, patient: int) -> int:
    """The person that an object's "to" leads to, -1 without: parsers hang "a medal to Ada" together."""
    for index in tree.below[patient]:
        if (
            tree.tokens[index].dep == "nmod"
            and tree.case(index) == "to"
            and tree.tokens[index].pos in ("PROPN", "PRON")
        ):
            return index
    return -1


def _role_of_oblique(tree: Tree, index: int, passive: bool) -> WhoRole | None:
    if tree.tokens[index].dep == "obl:agent":
        return WhoRole.AGENT
    role = _BY_CASE.get(tree.case(index))
    if role is WhoRole.AGENT and not passive:
        return None
    return role


def _of_nominal(tree: Tree, predicate: int) -> Iterator[Filler]:
    """ "the arrest of two men by police", "his death": of and possessors are patients, by agents."""
    by = any(tree.tokens[i].dep == "nmod" and tree.case(i) in ("of", "by") for i in tree.below[predicate])
    for index in tree.below[predicate]:
        token = tree.tokens[index]
        if token.dep == "nmod" and tree.case(index) == "of":
            yield Filler(index, WhoRole.PATIENT)
        elif token.dep == "nmod" and tree.case(index) == "by":
            yield Filler(index, WhoRole.AGENT)
        elif token.dep == "nmod" and tree.case(index) == "with":
            yield Filler(index, WhoRole.WITH)
        elif token.dep == "nmod:poss":
            yield Filler(index, WhoRole.AGENT if by else WhoRole.OTHER)


def is_passive(tree: Tree, predicate: int) -> bool:
    """Whether the predicate's subject undergoes it: passive auxiliary or subject, participle after a noun ("a boy
    trapped in a well"), or joined to a passive verb without object and auxiliary of its own."""
    if tree.child(predicate, "nsubj:pass", "aux:pass", "csubj:pass") is not None:
        return True
    token = tree.tokens[predicate]
    if not _is_participle(token.text) or tree.child(predicate, "obj", "aux") is not None:
        return False
    if tree.child(predicate, *_SUBJECT) is not None:  # headlines: "Minister cleared by judge"
        return any(tree.tokens[i].dep.startswith("obl") and tree.case(i) == "by" for i in tree.below[predicate])
    if token.dep == "acl":
        return tree.child(predicate, "mark") is None
    if token.dep == "xcomp":  # "felt trapped", "kept them informed"
        return tree.child(predicate, "mark") is None and token.pos == "VERB"
    if token.dep == "conj" and token.head >= 0 and token.head != predicate:
        head = tree.tokens[token.head]
        return head.dep != "conj" and is_passive(tree, token.head)
    return False


def _is_participle(word: str) -> bool:
    return word.lower().endswith(_PARTICIPLE_ENDINGS)


def _subjects(tree: Tree, predicate: int, depth: int) -> list[int]:
    """The head of the predicate's subject: its own, or one shared, controlled or relative."""
    own = tree.child(predicate, *_SUBJECT, *_PASSIVE_SUBJECT)
    if own is not None:
        if tree.tokens[own].dep.startswith("csubj"):
            return []
        return [_antecedent(tree, predicate, own)]
    token = tree.tokens[predicate]
    if depth == 0 or token.head < 0 or token.head == predicate:
        return []
    if token.dep in ("conj", "parataxis") and tree.tokens[token.head].pos in ("VERB", "AUX", "ADJ", "NOUN"):
        return _subjects(tree, token.head, depth - 1) if token.dep == "conj" else []
    if token.dep == "xcomp":
        raised = tree.child(token.head, "obj", "iobj")
        if raised is not None and tree.tokens[token.head].lemma.lower() not in _CONTROLS_SUBJECT:
            return [raised]
        return _subjects(tree, token.head, depth - 1)
    if token.dep == "advcl" and tree.child(predicate, "aux", "aux:pass", "cop") is None:
        return _subjects(tree, token.head, depth - 1)
    if token.dep == "acl" and tree.tokens[token.head].pos in ("NOUN", "PROPN", "PRON", "NUM"):
        infinitive = any(tree.tokens[i].text.lower() == "to" for i in tree.below[predicate])
        return [] if infinitive else [token.head]
    return []


def _antecedent(tree: Tree, predicate: int, index: int) -> int:
    """The noun that a relative pronoun stands for: "the man who fell"."""
    token = tree.tokens[predicate]
    if tree.tokens[index].text.lower() in _RELATIVE and token.dep.startswith("acl") and token.head >= 0:
        return token.head
    above = tree.tokens[token.head] if token.dep == "conj" and token.head >= 0 else None
    if above is not None and tree.tokens[index].text.lower() in _RELATIVE and above.dep.startswith("acl"):
        return above.head if above.head >= 0 else index
    return index


def _gap_of_relative(tree: Tree, predicate: int, passive: bool) -> Iterator[Filler]:
    """ "the man police arrested": the noun is the object where the clause has a subject and no object."""
    token = tree.tokens[predicate]
    if token.dep != "acl:relcl" or token.head < 0 or passive or token.pos != "VERB":
        return
    subject = tree.child(predicate, *_SUBJECT)
    if subject is None or tree.tokens[subject].text.lower() in _RELATIVE:
        return
    if tree.child(predicate, "obj", "ccomp", "xcomp", "cop", "obl") is None and tree.child(predicate, "advmod") is None:
        yield Filler(token.head, WhoRole.PATIENT)


def predicates(tokens: Sequence[Token]) -> list[int]:
    """The verbs of a sentence."""
    return [index for index, token in enumerate(tokens) if token.pos == "VERB"]
