"""One discrepancy a question: conflicts whose answers are answers to one question are brought together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePath

from claimcheck.conflict.answers import Origins
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.model import (
    AnswerValue,
    Article,
    Discrepancy,
    Kind,
    Relation,
    Severity,
    content_id,
)

AnswerKey = tuple[str, str, int, int]
"""A claim's article and field, and the span of the answer."""


_MEASURES = {Kind.WHEN, Kind.QUANTITY}
"""Kinds that may read the same words as one answer: "three years" is a time and a count. One place, though, may answer
where two people met and who visited whom."""
NEW_VALUE = 0.6
"""Share of a question's best score from which a conflict may add another value to it."""
OTHER_QUESTION = 0.5
"""Share of that score from which an answer may serve a second question."""


def answer_key(side: Side) -> AnswerKey:
    """What makes two sides the same printed answer."""
    return side.claim.article, side.claim.field.value, side.start, side.end


def sentence_key(side: Side) -> AnswerKey:
    """What makes two sides one answer of one sentence, whichever rule found it and at which of its clauses."""
    sentence = side.claim.sentence
    return side.claim.article, side.claim.field.value, sentence.start, sentence.end


def printed_answer(side: Side) -> str:
    """What makes two sides copies of one printed answer: the sentence's words and the value."""
    return "\x1e".join((" ".join(side.claim.sentence.text.lower().split()), side.key))


def group_conflicts(
    conflicts: Sequence[Conflict],
    articles: Mapping[str, Article],
    lineage: Mapping[str, str],
    same_event: Collection[tuple[str, str]] = frozenset(),
) -> tuple[Discrepancy, ...]:
    """Discrepancies in order of confidence, then id. ``same_event`` holds the pairs of article ids, smaller first, that
    tell of one event. Questions are told apart within the articles that conflicts connect, so that what else is in the
    run changes none of them."""
    out = [
        discrepancy
        for members in _questions(conflicts, quarrels(conflicts, same_event))
        if (discrepancy := _discrepancy(members, Origins(articles, lineage))) is not None
    ]
    return tuple(sorted(out, key=lambda d: (-d.confidence, d.id)))


def quarrels(conflicts: Sequence[Conflict], same_event: Collection[tuple[str, str]]) -> dict[str, str]:
    """Article -> the smallest id among the articles that its conflicts connect it with: those that a conflict sets
    against each other, and those of one event that hold the same values of one topic."""
    links = [(c.a.claim.article, c.b.claim.article) for c in conflicts]
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for conflict in conflicts:
        asked = (conflict.kind, conflict.topic, *sorted((conflict.a.key, conflict.b.key)))
        holders[asked] |= {conflict.a.claim.article, conflict.b.claim.article}
    for articles in holders.values():
        links += (pair for pair in combinations(sorted(articles), 2) if pair in same_event)
    return {article: group[0] for group in connected(links) for article in group}


def connected(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The connected groups of names, each sorted, in order of their first."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(pairs)
    return sorted(sorted(component) for component in nx.connected_components(graph))


@dataclass(slots=True)
class _Question:
    """Conflicts about one question, while it is being gathered. The first is the surest; ``rank`` counts questions.

    ``event`` is the connected articles and the kind; empty for what stands alone (the calendar)."""

    rank: int
    event: tuple[str, ...]
    members: list[Conflict]
    keys: set[str]
    answers: set[str]

    @property
    def best(self) -> float:
        return self.members[0].score

    def takes(self, conflict: Conflict) -> bool:
        """Whether a further conflict is about this question: its values are here already, or it sets a new value
        against an answer that is here, almost as surely as the first."""
        first = self.members[0]
        if first.topic != conflict.topic or not _one_course(first, conflict):
            return False
        values = {conflict.a.key, conflict.b.key}
        if values <= self.keys:
            return True
        shared = bool({printed_answer(conflict.a), printed_answer(conflict.b)} & self.answers)
        return shared and bool(values & self.keys) and conflict.score >= NEW_VALUE * self.best

    def add(self, conflict: Conflict) -> None:
        self.members.append(conflict)
        self.keys |= {conflict.a.key, conflict.b.key}
        self.answers |= {printed_answer(conflict.a), printed_answer(conflict.b)}

    def covers(self, other: _Question) -> bool:
        """Whether another question only says again what this one says: the same matter and no value of its own, or the
        very words that are set apart here, by whatever rule."""
        first, again = self.members[0], other.members[0]
        if not _one_course(first, again):
            return False
        if first.kind is again.kind and _one_matter(first.topic, again.topic) and other.keys <= self.keys:
            return True
        alike = first.kind is again.kind or {first.kind, again.kind} == _MEASURES
        return alike and all(self.sets_apart(conflict) for conflict in other.members)

    def sets_apart(self, conflict: Conflict) -> bool:
        """Whether the very words that another conflict sets against each other stand under two values here."""
        a, b = (self._values_at(side) for side in (conflict.a, conflict.b))
        return bool(a) and bool(b) and a.isdisjoint(b)

    def _values_at(self, side: Side) -> set[str]:
        sides = (own for member in self.members for own in (member.a, member.b))
        return {own.key for own in sides if _one_place(own, side)}


def _one_place(a: Side, b: Side) -> bool:
    """Whether two answers are printed in overlapping words of one article."""
    if (a.claim.article, a.claim.field) != (b.claim.article, b.claim.field):
        return False
    return a.start < b.end and b.start < a.end


def _one_course(a: Conflict, b: Conflict) -> bool:
    """What was planned is no rival of what two reports say happened. Tolls do grow in one question, and a name or an
    age has no course at all."""
    if a.kind in {Kind.QUANTITY, Kind.WHO}:
        return True
    return (a.relation is Relation.SUPERSEDES) == (b.relation is Relation.SUPERSEDES)


def _one_matter(a: str, b: str) -> bool:
    """Whether two topics are one, or one says less exactly what the other says ("GBP", "GBP/paid")."""
    short, long = sorted((a.split("/"), b.split("/")), key=len)
    return long[: len(short)] == short


def _merged(questions: Sequence[_Question]) -> Iterator[_Question]:
    """The questions, surest first, those that a surer one covers made part of it."""
    kept: list[_Question] = []
    for question in questions:
        home = next((k for k in kept if k.event[:1] == question.event[:1] != () and k.covers(question)), None)
        if home is None:
            kept.append(question)
            continue
        for conflict in question.members:
            home.add(conflict)
    yield from kept


def _questions(conflicts: Sequence[Conflict], quarrel: Mapping[str, str]) -> list[list[Conflict]]:
    """The conflicts by question, surest first. A printed answer answers one question: where a surer conflict has taken
    it, a weaker one about something else is dropped. The calendar's stand alone."""
    out: list[_Question] = []
    holders: dict[tuple[str, ...], list[_Question]] = defaultdict(list)
    for conflict in sorted(conflicts, key=_surest_first):
        if conflict.kind is Kind.CALENDAR:
            out.append(_Question(len(out), (), [conflict], set(), set()))
            continue
        event = (quarrel[conflict.a.claim.article], conflict.kind.value)
        keys: list[tuple[str, ...]] = [(*event, printed_answer(side)) for side in (conflict.a, conflict.b)]
        keys.append((*event, conflict.topic, *sorted((conflict.a.key, conflict.b.key))))
        near = [question for key in keys for question in holders[key]]
        takers = [question for question in near if question.takes(conflict)]
        home = min(takers, key=lambda question: question.rank, default=None)
        if home is None:
            if any(conflict.score < OTHER_QUESTION * question.best for question in near):
                continue
            home = _Question(len(out), event, [], set(), set())
            out.append(home)
        home.add(conflict)
        for key in keys:
            if home not in holders[key]:
                holders[key].append(home)
    return [question.members for question in _merged(out)]


def _surest_first(conflict: Conflict) -> tuple[object, ...]:
    """By score; on a tie by the words of the answers, so that other ids give the same questions."""
    told = sorted(printed_answer(side) for side in (conflict.a, conflict.b))
    where = sorted((answer_key(conflict.a), answer_key(conflict.b)))
    return (-round(conflict.score, 9), conflict.kind, conflict.topic, *told, conflict.question, *where)


def _discrepancy(members: Sequence[Conflict], origins: Origins) -> Discrepancy | None:
    best = max(members, key=lambda c: (c.score, answer_key(c.a), answer_key(c.b)))
    sides: dict[str, dict[AnswerKey, Side]] = defaultdict(dict)
    for conflict in members:
        for side in (conflict.a, conflict.b):
            sides[side.key].setdefault(sentence_key(side), side)
    if len(sides) < 2:
        return None
    values = tuple(
        _value([given[k] for k in sorted(given)], origins)
        for _, given in sorted(sides.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    relation = _relation(members)
    return Discrepancy(
        id=content_id(best.kind, best.topic, *sorted(a for m in members for a in (_content(m.a), _content(m.b)))),
        kind=best.kind,
        relation=relation,
        severity=Severity.MAJOR if any(m.severity is Severity.MAJOR for m in members) else Severity.MINOR,
        confidence=round(best.score, 4),
        question=best.question,
        values=values,
        explanation=explain(best, values, relation, origins.articles),
        ask=best.ask,
        reasons=best.reasons,
        readings=best.readings,
    )


def _content(side: Side) -> str:
    return "\x1e".join((side.claim.article, side.claim.sentence.text, side.value))


def _value(sides: Sequence[Side], origins: Origins) -> AnswerValue:
    words = Counter(s.value for s in sides)
    value = sorted(words.items(), key=lambda item: (-item[1], item[0]))[0][0]
    return origins.answer(value, [(s.claim, s.slot, s.start, s.end) for s in sides])


def _relation(members: Sequence[Conflict]) -> Relation:
    """The relation of the surest conflicts, weighed by score; the gentler on a tie."""
    weight: dict[Relation, float] = defaultdict(float)
    for conflict in members:
        weight[conflict.relation] += conflict.score
    gentle = [Relation.COMPATIBLE, Relation.SUPERSEDES, Relation.ATTRIBUTED, Relation.CONTRADICTS]
    return max(gentle, key=lambda r: round(weight.get(r, 0.0), 6))


def explain(best: Conflict, values: Sequence[AnswerValue], relation: Relation, articles: Mapping[str, Article]) -> str:
    """One or two sentences an editor can act on."""
    first, second = (_name(articles, side) for side in (best.a, best.b))
    where = f"{first} has “{best.a.value}”, {second} “{best.b.value}”"
    if best.a.claim.article == best.b.claim.article:
        where = f"{first} itself has “{best.a.value}” and “{best.b.value}”"
    tail = {
        Relation.SUPERSEDES: "The later report seems to update the earlier.",
        Relation.ATTRIBUTED: "Each answer has a source of its own.",
        Relation.CONTRADICTS: "Both cannot be true of the same thing at the same time.",
        Relation.COMPATIBLE: "Both can be true.",
    }[relation]
    more = f" {len(values)} answers in all." if len(values) > 2 else ""
    return f"{where}. {tail}{more}"


def _name(articles: Mapping[str, Article], side: Side) -> str:
    article = articles[side.claim.article]
    return article.source or PurePath(article.path).name or article.id
