"""Questions of status: answers that follow one another while a story runs, or on which two voices disagree."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import Act
from claimcheck.conflict.actions.judge import GERUND, clause_words, readings_of, side_of, superseding
from claimcheck.conflict.actions.subject import same_subject
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.relation import decide_relation
from claimcheck.model import Field, Interval, Kind, Reason, Relation, Severity

PEOPLE = frozenset({"person", "victim"})
BACKGROUND = timedelta(days=21)
"""What happened longer before publication is told as background."""
NOT_YET = re.compile(r"\W*(?:until|before|once|as soon as|let)\b", re.IGNORECASE)
WILL = re.compile(r"\b(?:will|won|wo|would|'ll|’ll)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A predicate ("*": any) and groups of words of which its clause must hold one each, or none (``without``);
    ``around`` are groups that the whole sentence must hold, ``heads`` those that its participants must."""

    predicate: str
    negated: bool
    groups: tuple[frozenset[str], ...]
    around: tuple[frozenset[str], ...]
    heads: tuple[frozenset[str], ...]
    without: frozenset[str]
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


@dataclass(frozen=True, slots=True)
class Status:
    """An act that answers a question of status."""

    act: Act
    question: int
    answer: int


@dataclass(frozen=True, slots=True)
class StatusTable:
    """The questions, the patterns by the lemma that may start them; for each question ``frames``, all the words of its
    patterns, and ``predicates``, those that give one answer alone."""

    questions: tuple[StatusQuestion, ...]
    by_predicate: dict[str, tuple[Pattern, ...]]
    by_word: dict[str, tuple[Pattern, ...]]
    frames: tuple[frozenset[str], ...]
    predicates: tuple[tuple[frozenset[str], ...], ...]


@lru_cache(maxsize=1)
def status_table() -> StatusTable:
    """The shipped table."""
    raw = tomllib.loads(files("claimcheck.data").joinpath("statuses.toml").read_text("utf-8"))
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
            )
        )  # fmt: skip
        for place, answer in enumerate(answers):
            for text in answer["patterns"]:
                for pattern in read_pattern(text, number, place):
                    if pattern.predicate == "*":
                        for word in pattern.groups[0]:
                            by_word[word].append(pattern)
                    else:
                        by_predicate[pattern.predicate].append(pattern)
    patterns = [p for found in (*by_predicate.values(), *by_word.values()) for p in found]
    return StatusTable(
        tuple(questions),
        {k: tuple(v) for k, v in by_predicate.items()},
        {k: tuple(v) for k, v in by_word.items()},
        tuple(frozenset(_words_of(p for p in patterns if p.question == n)) for n in range(len(questions))),
        tuple(_telling(question, [p for p in patterns if p.question == n]) for n, question in enumerate(questions)),
    )


def _words_of(patterns: Iterable[Pattern]) -> set[str]:
    return {w for p in patterns for w in (p.predicate, *frozenset().union(*p.groups, *p.heads))}


def _telling(question: StatusQuestion, patterns: Sequence[Pattern]) -> tuple[frozenset[str], ...]:
    """For each answer the predicates that give it and that no other answer's patterns know."""
    return tuple(
        frozenset({p.predicate for p in patterns if p.answer == answer})
        - _words_of(p for p in patterns if p.answer != answer)
        for answer in range(len(question.answers))
    )


def read_pattern(text: str, question: int, answer: int) -> Iterator[Pattern]:
    """The patterns that one line of the table stands for, one a predicate."""
    words = text.split()
    negated = words[0] == "not"
    first, *rest = words[1:] if negated else words
    groups = tuple(frozenset(w.split("|")) for w in rest if w[0] not in "!~@")
    heads = tuple(frozenset(w[1:].split("|")) for w in rest if w[0] == "@")
    around = tuple(frozenset(w[1:].split("|")) for w in rest if w[0] == "~")
    without = frozenset(x for w in rest if w.startswith("!") for x in w[1:].split("|"))
    for predicate in first.split("|"):
        yield Pattern(predicate.replace("_", " "), negated, groups, around, heads, without, question, answer)


def statuses_of(acts: Sequence[Act], published: Interval | None = None) -> tuple[Status, ...]:
    """The answers that an article's acts give, in order; what it tells of long ago is background, no status."""
    out: dict[tuple[int, int, int], Status] = {}
    background = _background(acts, published)
    for place, act in enumerate(acts):
        if background.get(act.place, act.claim.what.start) < act.claim.what.start or NOT_YET.match(clause_words(act)):
            continue
        for pattern in _patterns_for(act):
            if fits(act, pattern):
                key = (place, pattern.question, pattern.answer)
                out.setdefault(key, Status(act, pattern.question, pattern.answer))
    return tuple(out.values())


def _background(acts: Sequence[Act], published: Interval | None) -> dict[tuple[str, Field, int], int]:
    """Where in a sentence a time of long ago stands: what follows it is told of that time."""
    out: dict[tuple[str, Field, int], int] = {}
    for act in acts:
        when = act.claim.when
        if when and when.high and published and when.high < published.low - BACKGROUND:
            out[act.place] = min(when.start, out.get(act.place, when.start))
    return out


def _patterns_for(act: Act) -> Iterator[Pattern]:
    table = status_table()
    yield from table.by_predicate.get(act.claim.what.lemma.removeprefix("be "), ())
    for word in sorted(act.claim.near):
        yield from table.by_word.get(word, ())


def fits(act: Act, pattern: Pattern) -> bool:
    """Whether an act is an instance of a pattern: polarity, words, and that it is told as a fact (or, where the
    question is open, as what will be)."""
    if pattern.negated is act.holds:
        return False
    if GERUND.match(act.claim.what.text):
        return False
    if act.open and not (status_table().questions[pattern.question].open and WILL.search(act.claim.what.text)):
        return False
    near, words = act.claim.near, act.claim.words
    return (
        all(group & near for group in pattern.groups)
        and all(group & words for group in pattern.around)
        and all(group & act.everyone for group in pattern.heads)
        and not pattern.without & near
    )


def status_conflicts(
    left: ArticleView, right: ArticleView, a: Sequence[Status], b: Sequence[Status], words: WordTable
) -> Iterator[Conflict]:
    """Two answers of different standing to one question about one subject.

    Of answers that follow one another, an article that gives both tells the whole story: it is set against none.
    Of answers that two voices give, one voice at least must be known, and not the same.
    """
    table, own = status_table(), left.article.id == right.article.id
    for one in a:
        for other in b:
            if one.question != other.question or one.answer == other.answer or one.act.place == other.act.place:
                continue
            question = table.questions[one.question]
            if question.later and own or own and one.answer > other.answer:
                continue
            subject = same_subject(one.act, other.act, question.subject, table.frames[one.question], words)
            if subject is None:
                continue
            if question.later and _foretells(one, other):
                continue
            if question.later and (_tells_both(one, a, question, words) or _tells_both(other, b, question, words)):
                continue
            if question.voices and not _two_voices(one.act, other.act):
                continue
            yield _conflict(one, other, question, subject, left, right)


def _tells_both(status: Status, given: Sequence[Status], question: StatusQuestion, words: WordTable) -> bool:
    """Whether the article gives another answer to the same question about the same subject."""
    frame = status_table().frames[status.question]
    return any(
        x.question == status.question
        and x.answer != status.answer
        and same_subject(status.act, x.act, question.subject, frame, words) is not None
        for x in given
    )


def _foretells(one: Status, other: Status) -> bool:
    """Whether the sentence of the earlier answer goes on to the later one ("was suspended but later resumed")."""
    first, second = sorted((one, other), key=lambda s: s.answer)
    return bool(status_table().predicates[second.question][second.answer] & first.act.claim.words)


def _two_voices(a: Act, b: Act) -> bool:
    voices = {a.voice.lower(), b.voice.lower()}
    return len(voices) == 2


def _conflict(
    one: Status, other: Status, question: StatusQuestion, subject: str, left: ArticleView, right: ArticleView
) -> Conflict:
    first, second = question.answers[one.answer], question.answers[other.answer]
    relation, why = Relation.ATTRIBUTED, Reason("attributed", "the two have different voices")
    if question.later:
        relation, why = Relation.SUPERSEDES, superseding(left, right)
    elif not question.voices:
        relation, why = decide_relation(one.act.claim, other.act.claim, left.article, right.article)
    about = f" ({subject})" if subject else ""
    return Conflict(
        kind=Kind.WHAT,
        relation=relation,
        severity=Severity.MAJOR if question.major else Severity.MINOR,
        a=side_of(one.act, first, str(one.answer)),
        b=side_of(other.act, second, str(other.answer)),
        score=question.confidence,
        same_question=question.confidence,
        topic=f"status/{question.name}/{subject if question.subject in PEOPLE else ''}",
        question=question.question.removesuffix("?") + about + "?",
        ask=question.ask,
        reasons=(
            Reason(f"status_{question.name}", f"one side: {first}; the other: {second}"),
            why,
        ),
        readings=readings_of(one.act, other.act, left, right),
    )
