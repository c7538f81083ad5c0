"""Clauses that credit content to a source, read from the parse: who, by which word, and which words are governed.

``crediting`` gives the constructions of one sentence; ``extract.attribution`` and ``extract.reported`` make values of
them. Relations are Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.extract.speech import SpeechWords, speech_words
from claimcheck.model import Sentence, Token

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
_CONTENT = ("ccomp",)
_OPINIONS = frozenset({"think", "believe", "suspect", "wonder", "remember", "doubt", "promise", "suggest"})
_TRIM = frozenset(",;:.!?\"“”'‘’()[]–—-…")
_NOUN_STANCE = {
    "claim": "alleges", "allegation": "alleges", "accusation": "alleges", "suspicion": "alleges", "rumor": "doubts",
    "rumour": "doubts", "report": "asserts", "suggestion": "asserts", "denial": "denies", "warning": "asserts",
}  # fmt: skip
_ADJECTIVES = {"alleged": "alleges", "suspected": "alleges", "purported": "doubts", "reported": "asserts"}


@dataclass(frozen=True, slots=True)
class Crediting:
    """One construction. ``source`` tokens [first, last) ((-1, -1) where nobody is named), ``cue`` tokens [first, last),
    content code points [start, end). ``speech``: the verb reports words (said, told) and not an act of denial alone."""

    source: tuple[int, int]
    head: int
    cue: tuple[int, int]
    start: int
    end: int
    stance: str
    speech: bool = True


class Tree:
    """The tokens of a sentence with their children."""

    __slots__ = ("children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens) and token.head != i:
                self.children[token.head].append(i)

    def child(self, i: int, *relations: str) -> int | None:
        """The first child of that relation."""
        return next((c for c in self.children[i] if self.tokens[c].dep in relations), None)

    def under(self, i: int, without: Sequence[int] = ()) -> set[int]:
        """The tokens of the subtree of ``i``, without the subtrees of ``without``."""
        found: set[int] = set()
        todo = [i]
        while todo:
            at = todo.pop()
            if at in found or at in without:
                continue
            found.add(at)
            todo += self.children[at]
        return found

    def span(self, tokens: set[int]) -> tuple[int, int] | None:
        """Code points from the first to the last of the tokens, punctuation at the ends left out."""
        kept = sorted(tokens)
        while kept and (self.tokens[kept[0]].text in _TRIM or self.tokens[kept[0]].dep == "mark"):
            kept.pop(0)
        while kept and self.tokens[kept[-1]].text in _TRIM:
            kept.pop()
        return (self.tokens[kept[0]].start, self.tokens[kept[-1]].end) if kept else None


def crediting(sentence: Sentence) -> list[Crediting]:
    """Every construction of the sentence that credits content to somebody, in order of the cue."""
    words = speech_words()
    if not any(_telling(t, words) for t in sentence.tokens):
        return []
    tree = Tree(sentence)
    found: list[Crediting] = []
    for i, token in enumerate(sentence.tokens):
        if not _telling(token, words):
            continue
        found += _of_token(tree, i, words)
    return found


def _telling(token: Token, words: SpeechWords) -> bool:
    low = token.text.lower()
    return (
        low in words.stances or low in words.passives or low in words.adverbs or low in _ADJECTIVES
        or low == "according" or token.lemma in _NOUN_STANCE
    )  # fmt: skip


def _of_token(tree: Tree, i: int, words: SpeechWords) -> Iterator[Crediting]:
    token = tree.tokens[i]
    low = token.text.lower()
    if low == "according":
        yield from _according(tree, i)
    elif low in words.adverbs and token.pos == "ADV":
        yield from _adverb(tree, i, words.adverbs[low])
    elif low in _ADJECTIVES and token.dep == "amod":
        span = tree.span(tree.under(token.head))
        if span:
            yield Crediting((-1, -1), -1, (i, i + 1), *span, _ADJECTIVES[low], speech=False)
    elif token.pos == "NOUN" and token.lemma in _NOUN_STANCE:
        yield from _noun(tree, i)
    elif token.pos in ("VERB", "AUX"):
        passive = tree.child(i, "aux:pass") is not None or tree.child(i, "nsubj:pass") is not None
        if passive and low in words.passives:
            yield from _passive(tree, i, words.passives[low])
        elif low in words.stances:
            yield from _verb(tree, i, words)


def _source_of(tree: Tree, verb: int) -> tuple[tuple[int, int], int]:
    """The tokens of a verb's subject, its own or (of a participle or conjunct) its head's; and the head token."""
    seen = 0
    at = verb
    while at >= 0 and seen < 3:
        subject = tree.child(at, *_SUBJECTS)
        if subject is not None:
            phrase = sorted(
                tree.under(subject, [c for c in tree.children[subject] if tree.tokens[c].dep == "acl:relcl"])
            )
            while phrase and tree.tokens[phrase[-1]].text in _TRIM:
                phrase.pop()
            return ((phrase[0], phrase[-1] + 1), subject) if phrase else ((-1, -1), -1)
        token = tree.tokens[at]
        if token.dep in ("acl", "acl:relcl"):
            return (token.head, token.head + 1), token.head
        if token.dep not in ("conj", "advcl", "xcomp", "advcl:relcl"):
            break
        at, seen = token.head, seen + 1
    return (-1, -1), -1


def _verb(tree: Tree, i: int, words: SpeechWords) -> Iterator[Crediting]:
    """``X said (that) …``, ``…, X said``, ``X denied …``, ``X accused Y of …``."""
    token = tree.tokens[i]
    if token.head >= 0 and tree.tokens[token.head].text.lower() == "quoted" and token.dep in ("advcl", "xcomp"):
        return  # "quoted as saying" is one cue
    stance = words.stances[token.text.lower()]
    negated = any(
        tree.tokens[c].lemma == "not" or tree.tokens[c].text.lower() in ("not", "n't", "never")
        for c in tree.children[i]
    )
    if negated:
        stance = {"denies": "asserts", "asserts": "doubts"}.get(stance, stance)
    source, head = _source_of(tree, i)
    if token.lemma in _OPINIONS and head >= 0 and tree.tokens[head].text.lower() in ("i", "we", "you"):
        return  # "I think" credits nobody but the one who is quoted
    content = tree.child(i, *_CONTENT)
    span: tuple[int, int] | None = None
    if content is not None:
        span = tree.span(tree.under(content))
    elif token.dep == "parataxis" and tree.child(i, *_SUBJECTS) is not None and token.head >= 0:
        span = tree.span(tree.under(token.head, [i]))
    elif stance in ("denies", "doubts") and not negated:
        what = tree.child(i, "obj", "xcomp")
        span = tree.span(tree.under(what)) if what is not None else None
    elif stance == "alleges":
        what = tree.child(i, "advcl", "obl", "xcomp")
        if what is not None and any(tree.tokens[c].text.lower() in ("of", "with", "to") for c in tree.children[what]):
            whom = tree.child(i, "obj")
            span = tree.span(tree.under(what) | (tree.under(whom) if whom is not None else set()))
    if span is not None and (source[0] >= 0 or stance != "asserts"):
        yield Crediting(source, head, (i, i + 1), *span, stance, speech=content is not None or token.dep == "parataxis")


def _passive(tree: Tree, i: int, stance: str) -> Iterator[Crediting]:
    """``X is believed to …``, ``it is said that …``, ``X was accused of …``, ``X was quoted as saying …``."""
    token = tree.tokens[i]
    saying = tree.child(i, "advcl", "xcomp")
    if token.text.lower() == "quoted":
        content = tree.child(saying, "ccomp") if saying is not None else None
        span = tree.span(tree.under(content)) if content is not None else None
        if span and saying is not None:
            source, head = _source_of(tree, i)
            yield Crediting(source, head, (i, saying + 1), *span, "asserts")
        return
    agent = next((c for c in tree.children[i] if tree.tokens[c].dep.startswith("obl") and _marked(tree, c, "by")), None)
    source, head = ((-1, -1), -1)
    if agent is not None:
        phrase = sorted(tree.under(agent, [c for c in tree.children[agent] if tree.tokens[c].dep == "case"]))
        source, head = (phrase[0], phrase[-1] + 1), agent
    what = tree.child(i, "xcomp", "ccomp", "csubj", "advcl")
    if what is None and stance == "alleges":
        what = next(
            (
                c
                for c in tree.children[i]
                if tree.tokens[c].dep.startswith("obl") and (_marked(tree, c, "of") or _marked(tree, c, "with"))
            ),
            None,
        )
    if what is None:
        return
    subject = tree.child(i, "nsubj:pass", "expl", "nsubj")
    governed = tree.under(what)
    if subject is not None and tree.tokens[subject].text.lower() != "it":
        governed |= tree.under(subject)
    span = tree.span(governed)
    if span:
        yield Crediting(source, head, (i, i + 1), *span, stance)


def _marked(tree: Tree, i: int, word: str) -> bool:
    return any(tree.tokens[c].dep in ("case", "mark") and tree.tokens[c].text.lower() == word for c in tree.children[i])


def _according(tree: Tree, i: int) -> Iterator[Crediting]:
    """``…, according to X``: what the phrase hangs on is governed."""
    token = tree.tokens[i]
    source = token.head if token.dep == "case" else tree.child(i, "obl", "nmod")
    if source is None or source < 0:
        return
    governor = tree.tokens[source].head if token.dep == "case" else token.head
    phrase = sorted(j for j in tree.under(source, [i]) if j > i)
    while phrase and (tree.tokens[phrase[0]].text.lower() == "to" or tree.tokens[phrase[-1]].text in _TRIM):
        if tree.tokens[phrase[0]].text.lower() == "to":
            phrase.pop(0)
        else:
            phrase.pop()
    if not phrase or governor < 0:
        return
    span = tree.span(tree.under(governor, [source, i]))
    if span:
        last = i + 2 if i + 1 < len(tree.tokens) and tree.tokens[i + 1].text.lower() == "to" else i + 1
        yield Crediting((phrase[0], phrase[-1] + 1), source, (i, last), *span, "asserts")


def _adverb(tree: Tree, i: int, stance: str) -> Iterator[Crediting]:
    head = tree.tokens[i].head
    if head < 0:
        return
    span = tree.span(tree.under(head, [i]))
    if span:
        yield Crediting((-1, -1), -1, (i, i + 1), *span, stance)


def _noun(tree: Tree, i: int) -> Iterator[Crediting]:
    """``reports that …``, ``allegations that …``: the noun is its own source."""
    content = tree.child(i, "acl", "ccomp")
    if content is None or not _marked(tree, content, "that"):
        return
    span = tree.span(tree.under(content))
    if span:
        yield Crediting((i, i + 1), i, (i, i + 1), *span, _NOUN_STANCE[tree.tokens[i].lemma])
