"""One discrepancy a question: conflicts whose answers are answers to one question are brought together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import networkx as nx

from claimcheck.conflict.pair import Conflict, Side
from claimcheck.model import (
    Answer,
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


def answer_key(side: Side) -> AnswerKey:
    """What makes two sides the same printed answer."""
    return side.claim.article, side.claim.field.value, side.start, side.end


def printed_answer(side: Side) -> str:
    """What makes two sides copies of one printed answer: the sentence's words and the value."""
    return "\x1e".join((" ".join(side.claim.sentence.text.lower().split()), side.key))


def group_conflicts(
    conflicts: Sequence[Conflict],
    articles: Mapping[str, Article],
    lineage: Mapping[str, str],
    events: Mapping[str, str],
) -> tuple[Discrepancy, ...]:
    """Discrepancies in order of confidence, then id."""
    out = [
        discrepancy
        for members in _questions(conflicts, events)
        if (discrepancy := _discrepancy(members, articles, lineage)) is not None
    ]
    return tuple(sorted(out, key=lambda d: (-d.confidence, d.id)))


def _questions(conflicts: Sequence[Conflict], events: Mapping[str, str]) -> list[list[Conflict]]:
    """Conflicts of one event, kind and topic that share a printed answer, or set the same two values against
    each other. The calendar's stand alone."""
    graph: nx.Graph[int] = nx.Graph()
    ordered = sorted(conflicts, key=lambda c: (c.kind, c.topic, answer_key(c.a), answer_key(c.b)))
    holders: dict[tuple[str, ...], int] = {}
    for index, conflict in enumerate(ordered):
        graph.add_node(index)
        if conflict.kind is Kind.CALENDAR:
            continue
        about = (events.get(conflict.a.claim.article, ""), conflict.kind.value, conflict.topic)
        keys = [("answer", printed_answer(side)) for side in (conflict.a, conflict.b)]
        keys.append(("values", "\x1e".join(sorted((conflict.a.key, conflict.b.key)))))
        for key in keys:
            first = holders.setdefault((*about, *key), index)
            graph.add_edge(first, index)
    return [[ordered[i] for i in sorted(component)] for component in nx.connected_components(graph)]


def _discrepancy(
    members: Sequence[Conflict], articles: Mapping[str, Article], lineage: Mapping[str, str]
) -> Discrepancy | None:
    best = max(members, key=lambda c: (c.score, answer_key(c.a), answer_key(c.b)))
    sides: dict[str, dict[AnswerKey, Side]] = defaultdict(dict)
    for conflict in members:
        for side in (conflict.a, conflict.b):
            sides[side.key].setdefault(answer_key(side), side)
    if len(sides) < 2:
        return None
    values = tuple(
        _value([given[k] for k in sorted(given)], articles, lineage)
        for _, given in sorted(sides.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    relation = _relation(members)
    return Discrepancy(
        id=content_id(best.kind, *sorted(a for m in members for a in (_content(m.a), _content(m.b)))),
        kind=best.kind,
        relation=relation,
        severity=Severity.MAJOR if any(m.severity is Severity.MAJOR for m in members) else Severity.MINOR,
        confidence=round(best.score, 4),
        question=best.question,
        values=values,
        explanation=explain(best, values, relation, articles),
        ask=best.ask,
        reasons=best.reasons,
        readings=best.readings,
    )


def _content(side: Side) -> str:
    return "\x1e".join((side.claim.article, side.claim.sentence.text, side.value))


def _value(sides: Sequence[Side], articles: Mapping[str, Article], lineage: Mapping[str, str]) -> AnswerValue:
    words = Counter(s.value for s in sides)
    value = sorted(words.items(), key=lambda item: (-item[1], item[0]))[0][0]
    holders = sorted({s.claim.article for s in sides})
    return AnswerValue(
        value=value,
        claims=tuple(dict.fromkeys(s.claim.id for s in sides)),
        answers=tuple(Answer(s.claim.id, s.slot, s.start, s.end) for s in sides),
        sources=len({articles[h].source or h for h in holders}),
        origins=len({lineage.get(h, h) for h in holders}),
    )


def _relation(members: Sequence[Conflict]) -> Relation:
    """The relation of the surest conflicts, weighed by score; the gentler on a tie."""
    weight: dict[Relation, float] = defaultdict(float)
    for conflict in members:
        weight[conflict.relation] += conflict.score
    gentle = [Relation.SUPERSEDES, Relation.ATTRIBUTED, Relation.CONTRADICTS]
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
    return article.source or article.title or article.path or article.id
