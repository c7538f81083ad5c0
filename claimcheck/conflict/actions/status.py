"""Questions of status: answers that follow one another while a story runs, or on which two voices disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import Act
from claimcheck.conflict.actions.judge import GERUND, clause_words, readings_of, side_of, superseding
from claimcheck.conflict.actions.situation import Situation, other_case, situation_of
from claimcheck.conflict.actions.status_table import Pattern, StatusQuestion, status_table
from claimcheck.conflict.actions.subject import people_of, same_subject, sole_accused, sole_victim
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.relation import decide_relation, order
from claimcheck.model import Field, Interval, Kind, Reason, Relation, Severity

OF_THE_ACCUSED = frozenset({"verdict", "plea", "bond"})
"""Questions on which "the man", "he" is the only one whom both articles name as accused."""
PEOPLE = frozenset({"person", "victim"})
OF_THE_EVENT = frozenset({"deed", "person", "victim"})
"""Subjects that belong to the article's own event: what is told of another case does not count."""
UP_AND_DOWN = frozenset({"condition", "service", "contact", "cause", "bond"})
"""Questions whose answers may go back and forth."""
ONE_MATTER = ("suspect", "charges")
"""Questions whose answers may be the same two sentences: the first that they answer is asked."""
BACKGROUND = timedelta(days=21)
"""What happened longer before publication is told as background."""
GOES_ON = 500
"""Code points within which an article names those of whom it has just told."""
NOT_YET = re.compile(r"\W*(?:until|before|once|as soon as|let)\b", re.IGNORECASE)
UNTOLD = re.compile(r"(?:(?:\b(?:not|no|never)\b|n['’]t\b)[^,;:]*\bany\b|\b(?:whether|if)\b)[^,;:]*$", re.IGNORECASE)
"""Before a predicate: it is not told that it was done ("have not issued reports of any person taken into custody")."""
MANAGED = re.compile(r"\b(?:was|were) able to\b", re.IGNORECASE)
WILL = re.compile(r"\b(?:will|won|wo|would|'ll|’ll)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Status:
    """An act that answers a question of status."""

    act: Act
    question: int
    answer: int


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The answers that one article gives, by question, in order, and the frame in which it gives them."""

    by_question: dict[int, tuple[Status, ...]]
    situation: Situation


def read_statuses(view: ArticleView, acts: Sequence[Act]) -> StatusReading:
    """What an article says of every question of status."""
    by_question: dict[int, list[Status]] = defaultdict(list)
    for status in statuses_of(acts, view.article.published_at):
        by_question[status.question].append(status)
    return StatusReading({k: tuple(v) for k, v in sorted(by_question.items())}, situation_of(view, acts))


def statuses_of(acts: Sequence[Act], published: Interval | None = None) -> tuple[Status, ...]:
    """The answers that an article's acts give, in order; what it tells of long ago is background, no status."""
    out: dict[tuple[int, int, int], Status] = {}
    background = _background(acts, published)
    questions = status_table().questions
    for place, act in enumerate(acts):
        patterns = [p for p in _patterns_for(act) if fits(act, p)]
        if not patterns or NOT_YET.match(clause_words(act)):
            continue
        past = background.get(act.place, act.claim.what.start) < act.claim.what.start or _long_ago(act, published)
        for pattern in patterns:
            question = questions[pattern.question]
            own = not question.later or question.subject not in OF_THE_EVENT or _of_the_event(act, pattern)
            own = own and not (question.later and question.subject == "event" and pattern.answer and _untold(act))
            if own and not past:
                key = (place, pattern.question, pattern.answer)
                out.setdefault(key, Status(act, pattern.question, pattern.answer))
    last: dict[tuple[int, tuple[str, Field, int]], int] = {}
    for (_, number, answer), status in out.items():
        where = (number, status.act.place)
        last[where] = max(answer, last.get(where, 0))
    return tuple(
        s for s in out.values() if not questions[s.question].later or last[s.question, s.act.place] == s.answer
    )


def _untold(act: Act) -> bool:
    """Whether it is not told that an act was done ("have not said whether they will seek")."""
    sentence = act.claim.sentence
    return UNTOLD.search(sentence.text[: act.claim.what.start - sentence.start]) is not None


def _of_the_event(act: Act, pattern: Pattern) -> bool:
    """Whether an act belongs to the article's own event. What comes of a case is told by the reporter, not quoted."""
    if other_case(act.claim):
        return False
    sentence = act.claim.sentence
    before = sentence.text[: act.claim.what.start - sentence.start]
    if pattern.open and MANAGED.search(before):
        return False
    return not pattern.answer or pattern.negated or pattern.open or not (act.claim.speech or UNTOLD.search(before))


def _background(acts: Sequence[Act], published: Interval | None) -> dict[tuple[str, Field, int], int]:
    """Where in a sentence a time of long ago stands: what follows it is told of that time."""
    out: dict[tuple[str, Field, int], int] = {}
    for act in acts:
        when = act.claim.when
        if when and _long_ago(act, published):
            out[act.place] = min(when.start, out.get(act.place, when.start))
    return out


def _long_ago(act: Act, published: Interval | None) -> bool:
    when = act.claim.when
    return bool(when and when.high and published and when.high < published.low - BACKGROUND)


def _patterns_for(act: Act) -> Iterator[Pattern]:
    table = status_table()
    yield from table.by_predicate.get(act.claim.what.lemma.removeprefix("be "), ())
    for word in sorted(act.claim.near):
        yield from table.by_word.get(word, ())


def fits(act: Act, pattern: Pattern) -> bool:
    """Whether an act is an instance of a pattern: polarity, words, and that it is told as a fact (or, where pattern or
    question are open, as what will be)."""
    near, words = act.claim.near, act.claim.words
    if pattern.negated is act.holds or pattern.without & near:
        return False
    if not (
        all(group & near for group in pattern.groups)
        and all(group & words for group in pattern.around)
        and all(group & act.everyone for group in pattern.heads)
    ):
        return False
    if pattern.nobody and not _nobody(act):
        return False
    if pattern.open != act.open and not _may_be_open(act, pattern):
        return False
    if GERUND.match(act.claim.what.text) and not (pattern.phrases or pattern.open):
        return False
    text = clause_words(act).lower() if pattern.phrases else ""
    return all(any(phrase in text for phrase in group) for group in pattern.phrases)


def _may_be_open(act: Act, pattern: Pattern) -> bool:
    return (
        act.open
        and status_table().questions[pattern.question].open
        and bool(WILL.search(act.claim.what.text))
        and not pattern.open
    )


def _nobody(act: Act) -> bool:
    """Whether an act befalls nobody in particular: no name, no noun beyond that for an offender."""
    return not act.named and people_of(act) <= status_table().words["offender"]


def status_conflicts(
    left: ArticleView, right: ArticleView, a: StatusReading, b: StatusReading, words: WordTable
) -> Iterator[Conflict]:
    """Two answers of different standing to one question about one subject.

    Of answers that follow one another, the later report has the later one, and an article that gives both tells the
    whole story: it is set against none. Of answers that two voices give, one voice at least must be known, and not
    the same.
    """
    asked: set[frozenset[tuple[str, Field, int]]] = set()
    for number, ones in a.by_question.items():
        question = status_table().questions[number]
        others = b.by_question.get(number, ())
        if question.subject == "deed":
            for found in _of_the_deed(ones, others, question, (left, a.situation), (right, b.situation)):
                places = frozenset((s.claim.article, s.claim.field, s.claim.sentence.start) for s in (found.a, found.b))
                if question.name not in ONE_MATTER or places not in asked:
                    yield found
                if question.name in ONE_MATTER:
                    asked.add(places)
            continue
        for one in ones:
            for other in others:
                if question.exclude(one.answer, other.answer) and one.act.place != other.act.place:
                    subject = _one_subject(one, other, question, (left, a), (right, b), words)
                    if subject is not None:
                        yield _conflict(one, other, question, subject, left, right)


Framed = tuple[ArticleView, Situation]


def _of_the_deed(
    ones: Sequence[Status], others: Sequence[Status], question: StatusQuestion, left: Framed, right: Framed
) -> Iterator[Conflict]:
    """The first and the last answer of two reports on whoever did the deed, one place each.

    The report with the earlier answer knows of no later one, and is not the later report."""
    if not (left[1].crime and right[1].crime):
        return
    if left[0] is right[0]:
        yield from _of_two_parts(ones, question, left)
        return
    for first, second, early, late in ((ones, others, left, right), (others, ones, right, left)):
        direction = order(early[0].article.published_at, late[0].article.published_at)
        lowest = min((s.answer for s in (*first, *second)), default=0)
        lows = [s for s in first if s.answer == lowest]
        highs = [s for s in second if s.answer > lowest and late[1].central(s.act.claim)]
        known = [s for s in first if s.answer > lowest]
        lows = [s for s in lows if not known or _another_one(s, known)]
        highs = [s for s in highs if not known or any(_of_one(s.act, low.act, late[0]) for low in lows)]
        if not lows or not highs or direction > 0:
            continue
        if direction == 0 and len(highs) < len(second):
            continue
        if question.name == "identity" and early[1].names:
            continue
        for low, high in _told_apart(lows, highs, early[1].mourned | late[1].mourned):
            yield _conflict(low, high, question, "", early[0], late[0])


def _of_two_parts(given: Sequence[Status], question: StatusQuestion, frame: Framed) -> Iterator[Conflict]:
    """The answers of two reports of one live page."""
    view, situation = frame
    parts = {id(s): situation.part_of(s.act.claim) for s in given}
    lows, highs = [s for s in given if not s.answer], [s for s in given if s.answer]
    for low, high in _told_apart(lows, highs, situation.mourned):
        if parts[id(low)] != parts[id(high)]:
            yield _conflict(low, high, question, "", view, view)


def _told_apart(
    lows: Sequence[Status], highs: Sequence[Status], mourned: frozenset[str]
) -> tuple[tuple[Status, Status], ...]:
    """The pairs to show, those first in which both name one person. A report that names some suspects means no others
    where it names none; the dead are no suspects."""

    def named(statuses: Iterable[Status]) -> frozenset[str]:
        return frozenset(k for s in statuses for k in _people_named(s.act)) - mourned

    wanted, held = named(lows), named(highs)
    pairs = [
        (x, y)
        for x in lows
        for y in highs
        if not _foretells(x, y) and _may_be_one(named((x,)) or wanted, named((y,)) or held)
    ]
    return _plainest(sorted(pairs, key=lambda p: not _shared_name(p[0].act, p[1].act)))


def _plainest(pairs: Sequence[tuple[Status, Status]]) -> tuple[tuple[Status, Status], ...]:
    """The first pair of the two texts, and the first that has a headline for its later answer."""
    in_text = [p for p in pairs if p[1].act.claim.field is Field.TEXT and p[0].act.claim.field is Field.TEXT]
    first = (in_text or list(pairs))[:1]
    headed = [p for p in pairs if first and p[0] is first[0][0] and p[1].act.claim.field is Field.TITLE]
    return (*first, *(p for p in headed[:1] if p not in first))


def _another_one(status: Status, known: Sequence[Status]) -> bool:
    """Whether a status names somebody of whom the article gives no later one: a second suspect, still sought."""
    named = _people_named(status.act)
    return bool(named) and not any(named & x.act.everyone for x in known)


def _of_one(high: Act, low: Act, view: ArticleView) -> bool:
    """Whether a later answer is about somebody whom an earlier one names: it names them too, or nobody, and its
    article goes on to name them ("Two men wanted in the case are in custody. Tips led police to Ray Moss")."""
    if _shared_name(high, low):
        return True
    named, end = _people_named(low), high.claim.sentence.end
    text = view.article.field(high.claim.field)
    return bool(named) and not _people_named(high) and any(n in text[end : end + GOES_ON].lower() for n in named)


def _shared_name(a: Act, b: Act) -> bool:
    return bool(a.everyone & a.named & b.everyone & b.named)


def _may_be_one(wanted: frozenset[str], held: frozenset[str]) -> bool:
    """Whether two sets of names may tell of one suspect: one is empty, or they share a name."""
    return not wanted or not held or bool(wanted & held)


def _people_named(act: Act) -> frozenset[str]:
    return people_of(act) & act.named


def _one_subject(
    one: Status,
    other: Status,
    question: StatusQuestion,
    left: tuple[ArticleView, StatusReading],
    right: tuple[ArticleView, StatusReading],
    words: WordTable,
) -> str | None:
    """What two answers are about, None where nothing shows that it is the same, or where they do not differ."""
    own = left[0] is right[0]
    parts = left[1].situation.part_of(one.act.claim) != right[1].situation.part_of(other.act.claim)
    if own and (one.answer > other.answer or question.later and not parts):
        return None
    frame = status_table().frames[one.question]
    subject = None
    if question.subject == "victim":
        subject = sole_victim(one.act, other.act, left[1].situation, right[1].situation)
    if subject is None:
        subject = same_subject(one.act, other.act, question.subject, frame, words)
    if subject is None and question.name in OF_THE_ACCUSED:
        subject = sole_accused(one.act, other.act, left[1].situation, right[1].situation)
    if subject is None:
        return None
    if not question.later:
        return subject if not question.voices or _two_voices(one.act, other.act) else None
    direction = order(left[0].article.published_at, right[0].article.published_at)
    backwards = bool(direction) and (direction < 0) != (one.answer < other.answer)
    ladder = question.subject in OF_THE_EVENT and question.name not in UP_AND_DOWN
    if _foretells(one, other) or (backwards and (ladder or _kept_silent(one, other))):
        return None
    if not own and not direction and _kept_silent(one, other):
        return None
    return subject if own or not _tells_both(one, other, direction, left[1], right[1], words) else None


def _kept_silent(one: Status, other: Status) -> bool:
    """Whether one answer is only that nothing was said: of two reports of one day, one has asked elsewhere."""
    question = status_table().questions[one.question]
    return question.name == "condition" and not min(one.answer, other.answer)


def _tells_both(
    one: Status, other: Status, direction: int, left: StatusReading, right: StatusReading, words: WordTable
) -> bool:
    """Whether one of two articles gives another answer to the same question about the same subject: then it tells the
    story to its end. Only a report that is surely the later one may tell the earlier answer too."""
    ladder = status_table().questions[one.question].name not in UP_AND_DOWN
    for status, reading in ((one, left), (other, right)):
        rest = _other_answers(status, reading, words)
        last = status.answer == max(one.answer, other.answer)
        if rest and not (ladder and last and direction and max(rest) < status.answer):
            return True
    return False


def _other_answers(status: Status, reading: StatusReading, words: WordTable) -> set[int]:
    """The other answers that an article gives about the subject of one of its statuses."""
    question, frame = status_table().questions[status.question], status_table().frames[status.question]

    def of_the_same(other: Act) -> bool:
        if question.subject == "victim" and sole_victim(status.act, other, reading.situation, reading.situation):
            return True
        return same_subject(status.act, other, question.subject, frame, words) is not None

    return {
        x.answer
        for x in reading.by_question.get(status.question, ())
        if question.exclude(x.answer, status.answer) and of_the_same(x.act)
    }


def _foretells(one: Status, other: Status) -> bool:
    """Whether the sentence of the earlier answer goes on to the later one ("was suspended but later resumed")."""
    first, second = sorted((one, other), key=lambda s: s.answer)
    return bool(status_table().predicates[second.question][second.answer] & first.act.claim.words)


def _two_voices(a: Act, b: Act) -> bool:
    return a.voice.lower() != b.voice.lower()


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
