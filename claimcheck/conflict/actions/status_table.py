"""The shipped questions of status: their answers in order, and the patterns of a clause that gives each answer."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Pattern:
    """A predicate ("*": any) and groups of words of which its clause must hold one each, or none (``without``);
    ``around`` are groups that the whole sentence must hold, ``heads`` those that its participants must, ``phrases``
    groups of word sequences of which the clause's text must hold one. ``open``: only expected or possible;
    ``nobody``: no person of the story is named in it, or described beyond the deed."""

    predicate: str
    negated: bool
    groups: tuple[frozenset[str], ...]
    around: tuple[frozenset[str], ...]
    heads: tuple[frozenset[str], ...]
    phrases: tuple[frozenset[str], ...]
    without: frozenset[str]
    open: bool
    nobody: bool
    question: int
    answer: int


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """One entry of data/statuses.toml; ``answers`` are their values, in order."""

    name: str
    question: str
    ask: str
    subject: str
    later: bool
    open: bool
    voices: bool
    major: bool
    confidence: float
    answers: tuple[str, ...]
    agree: frozenset[tuple[int, int]] = frozenset()

    def exclude(self, one: int, other: int) -> bool:
        """Whether two answers, by their number, cannot both hold."""
        return one != other and (min(one, other), max(one, other)) not in self.agree


@dataclass(frozen=True, slots=True)
class StatusTable:
    """The questions, the patterns by the lemma that may start them; for each question ``frames``, all the words of its
    patterns, and ``predicates``, those that give one answer alone; ``words`` are the named classes."""

    questions: tuple[StatusQuestion, ...]
    by_predicate: dict[str, tuple[Pattern, ...]]
    by_word: dict[str, tuple[Pattern, ...]]
    frames: tuple[frozenset[str], ...]
    predicates: tuple[tuple[frozenset[str], ...], ...]
    words: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def status_table() -> StatusTable:
    """The shipped table."""
    raw = tomllib.loads(files("claimcheck.data").joinpath("statuses.toml").read_text("utf-8"))
    classes = {name: frozenset(words) for name, words in raw["words"].items()}
    questions: list[StatusQuestion] = []
    by_predicate: dict[str, list[Pattern]] = defaultdict(list)
    by_word: dict[str, list[Pattern]] = defaultdict(list)
    for number, entry in enumerate(raw["question"]):
        answers = entry["answer"]
        questions.append(
            StatusQuestion(
                entry["name"], entry["question"], entry["ask"], entry["subject"],
                entry["later"], entry.get("open", False),
                entry.get("voices", not entry["later"]),
                entry["major"], entry["confidence"], tuple(a["value"] for a in answers),
                frozenset((a, b) for a, b in entry.get("agree", ())),
            )
        )  # fmt: skip
        for place, answer in enumerate(answers):
            for text in answer["patterns"]:
                for pattern in read_pattern(text, number, place, classes):
                    _file(pattern, by_predicate, by_word)
    patterns = [p for found in (*by_predicate.values(), *by_word.values()) for p in found]
    return StatusTable(
        tuple(questions),
        {k: tuple(v) for k, v in by_predicate.items()},
        {k: tuple(v) for k, v in by_word.items()},
        tuple(frozenset(_words_of(p for p in patterns if p.question == n)) for n in range(len(questions))),
        tuple(_telling(question, [p for p in patterns if p.question == n]) for n, question in enumerate(questions)),
        classes,
    )


def _file(pattern: Pattern, by_predicate: dict[str, list[Pattern]], by_word: dict[str, list[Pattern]]) -> None:
    """A pattern under its predicate, or under each word of its first group; one of phrases alone under the last word
    of each that carries meaning ("at large": "large")."""
    if pattern.predicate != "*":
        by_predicate[pattern.predicate].append(pattern)
        return
    words = pattern.groups[0] if pattern.groups else {p.split()[-1] for p in pattern.phrases[0]}
    for word in words:
        by_word[word].append(pattern)


def _words_of(patterns: Iterable[Pattern]) -> set[str]:
    return {w for p in patterns for w in (p.predicate, *frozenset().union(*p.groups, *p.heads))}


def _telling(question: StatusQuestion, patterns: Sequence[Pattern]) -> tuple[frozenset[str], ...]:
    """For each answer the predicates that give it and that no other answer's patterns know."""
    return tuple(
        frozenset({p.predicate for p in patterns if p.answer == answer})
        - _words_of(p for p in patterns if p.answer != answer)
        for answer in range(len(question.answers))
    )


def read_pattern(
    text: str, question: int, answer: int, classes: Mapping[str, frozenset[str]] | None = None
) -> Iterator[Pattern]:
    """The patterns that one line of the table stands for, one a predicate."""
    words = text.split()
    negated = words[0] == "not"
    first, *rest = words[1:] if negated else words

    def groups(mark: str) -> tuple[frozenset[str], ...]:
        return tuple(_expand(w.removeprefix(mark), classes or {}) for w in rest if _mark(w) == mark)

    spread = frozenset(x.replace("_", " ") for group in groups("=") for x in group)
    for predicate in first.split("|"):
        yield Pattern(
            predicate=predicate.replace("_", " "),
            negated=negated,
            groups=groups(""),
            around=groups("~"),
            heads=groups("@"),
            phrases=(spread,) if spread else (),
            without=frozenset().union(*groups("!")),
            open="?open" in rest,
            nobody="?nobody" in rest,
            question=question,
            answer=answer,
        )


def _mark(word: str) -> str:
    return word[0] if word[0] in "!~@=?" else ""


def _expand(group: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words of "a|b|$class"."""
    out: set[str] = set()
    for word in group.split("|"):
        out |= classes.get(word[1:], frozenset({word})) if word.startswith("$") else {word}
    return frozenset(out)
