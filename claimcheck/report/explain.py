"""One discrepancy in full: every answer with its sentence and slots, every rule that spoke, every reading tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from claimcheck.model import Answer, Claim, Comparison, Discrepancy, Findings
from claimcheck.report.claims import slots_of
from claimcheck.report.lookup import Lookup, arranged, dated, one_line
from claimcheck.report.to_table import render
from claimcheck.report.words import counted


@dataclass(frozen=True, slots=True)
class Compared:
    """Two claims that give different answers, compared slot by slot."""

    one: Claim
    other: Claim
    comparisons: tuple[Comparison, ...]


def explain_discrepancy(
    findings: Findings,
    item: Discrepancy,
    compared: Sequence[Compared] = (),
    *,
    width: int = 100,
    colour: bool = False,
) -> str:
    """Everything that was weighed for one discrepancy, as text."""
    lookup = Lookup.of(arranged(findings))
    content: list[RenderableType] = [
        Text(one_line(item.question), style="bold"),
        Text(f"{item.relation} · {item.severity} · {item.kind} · confidence {item.confidence:.2f} · {item.id}"),
        Text(),
    ]
    if item.explanation:
        content += [Text(one_line(item.explanation)), Text()]
    for place, value in enumerate(item.values, 1):
        origins = f", {counted(value.origins, 'origin')}" if value.origins else ""
        content.append(_rule(f"Answer {place}: {one_line(value.value)} ({counted(value.sources, 'source')}{origins})"))
        for answer in sorted(value.answers, key=lambda a: (a.claim, a.start, a.end, a.slot)):
            content += _answer(answer, lookup)
    for pair in compared:
        content.append(_rule(f"Claims {pair.one.id} and {pair.other.id}, slot by slot"))
        content += _list([(f"{c.slot}: {c.relation}", c.reason) for c in pair.comparisons], "nothing to compare")
    content.append(_rule("Rules that spoke for it"))
    content += _list([(reason.rule, reason.detail) for reason in item.reasons], "none recorded")
    content.append(_rule("Readings under which both could hold"))
    content += _list([(f"{r.reading}: {r.verdict}", r.detail) for r in item.readings], "none was tried")
    if item.ask:
        content += [_rule("What would settle it"), Padding(Text(one_line(item.ask)), (0, 0, 0, 2))]
    return render(content, width=width, colour=colour)


def _rule(title: str) -> RenderableType:
    return Rule(Text(title), align="left", characters="─", style="dim")


def _answer(answer: Answer, lookup: Lookup) -> Iterator[RenderableType]:
    cited = lookup.cite(answer)
    date = dated(cited.article)
    place = f"{cited.claim.field} {answer.start}–{answer.end}"
    head = f"{cited.source}{f', {date}' if date else ''} ({cited.article.id}, {place}, claim {answer.claim})"
    yield Padding(Text(head, style="underline"), (0, 0, 0, 2))
    sentence = Text.assemble(cited.before, (f"«{cited.words}»", "bold"), cited.after)
    yield Padding(sentence, (0, 0, 0, 4))
    for label, text in slots_of(cited.claim):
        yield Padding(Text.assemble((f"{label:8} ", "cyan"), text), (0, 0, 0, 4))
    yield Text()


def _list(rows: list[tuple[str, str]], empty: str) -> Iterator[RenderableType]:
    for label, detail in rows:
        yield Padding(
            Text.assemble((one_line(label), "bold"), f" — {one_line(detail)}" if detail else ""), (0, 0, 0, 2)
        )
    if not rows:
        yield Padding(Text(empty, style="dim"), (0, 0, 0, 2))
    yield Text()
