"""The claims of articles: for a person, grouped by article and sentence with labelled slots; for programs, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from claimcheck.model import (
    Amount,
    Article,
    Attribution,
    Claim,
    Field,
    Findings,
    Modality,
    PlaceRelation,
    What,
    When,
    Where,
    Who,
)
from claimcheck.report.lookup import arranged, dated, number, one_line, source_name
from claimcheck.report.to_json import article_object, claim_object, notice_object
from claimcheck.report.to_table import render
from claimcheck.report.words import counted

SCHEMA = "claimcheck.claims/1"


def claims_to_json(findings: Findings) -> str:
    """The articles and their claims as one JSON object; keys as in the report's."""
    findings = arranged(findings)
    value = {
        "schema": SCHEMA,
        "articles": [article_object(article, findings.lineage) for article in findings.articles],
        "claims": [claim_object(claim) for claim in findings.claims],
        "not_compared": [{"article": item.article, "reason": item.reason} for item in findings.not_compared],
        "notices": [notice_object(notice) for notice in findings.notices],
    }
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def claims_to_jsonl(findings: Findings) -> str:
    """One claim a line."""
    lines = (json.dumps(claim_object(c), ensure_ascii=False, allow_nan=False) for c in arranged(findings).claims)
    return "".join(f"{line}\n" for line in lines)


def claims_to_text(findings: Findings, *, width: int = 100, colour: bool = False) -> str:
    """Each article with its sentences, under each sentence its claims, one slot a line."""
    findings = arranged(findings)
    content: list[RenderableType] = []
    for article in findings.articles:
        claims = [claim for claim in findings.claims if claim.article == article.id]
        content += _article(article, claims)
    content.append(Text(f"{counted(len(findings.claims), 'claim')} in {counted(len(findings.articles), 'article')}."))
    return render(content, width=width, colour=colour)


def claims_to_table(findings: Findings, *, width: int = 100, colour: bool = False) -> str:
    """One row a claim, the slots as columns."""
    findings = arranged(findings)
    content: list[RenderableType] = []
    for article in findings.articles:
        table = Table(title=_name(article), title_justify="left", box=None, padding=(0, 2, 0, 0), expand=True)
        for label, ratio in (("who", 4), ("what", 3), ("where", 3), ("when", 2), ("amount", 3), ("said by", 2)):
            table.add_column(label, ratio=ratio, overflow="fold")
        for claim in findings.claims:
            if claim.article == article.id:
                slots = dict(slots_of(claim))
                cells = ("who", "what", "where", "when", "amount", "said by")
                table.add_row(*[Text(slots.get(label, "")) for label in cells])
        content += [table, Text()]
    return render(content, width=width, colour=colour)


def _name(article: Article) -> Text:
    date = dated(article)
    return Text(f"{source_name(article)}{f', {date}' if date else ''}: {one_line(article.title)}".rstrip(": "))


def _article(article: Article, claims: list[Claim]) -> Iterator[RenderableType]:
    yield Rule(_name(article), align="left", characters="─", style="dim")
    if article.skipped is not None:
        yield Padding(Text(f"set aside: {article.skipped}"), (0, 0, 0, 2))
    elif not claims:
        yield Padding(Text("no claims"), (0, 0, 0, 2))
    for (field, start, _), group in groupby(claims, key=lambda c: (c.field, c.sentence.start, c.sentence.end)):
        listed = list(group)
        place = "headline" if field is Field.TITLE else f"at {start}"
        yield Text.assemble((one_line(listed[0].sentence.text), "bold"), (f"  [{place}]", "dim"))
        for claim in listed:
            yield _claim(claim)
        yield Text()


def _claim(claim: Claim) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2)
    grid.add_column(width=8, style="cyan")
    grid.add_column(ratio=1)
    mark = "•"
    for label, text in slots_of(claim):
        grid.add_row(mark, label, Text(text))
        mark = ""
    return grid


def slots_of(claim: Claim) -> Iterator[tuple[str, str]]:
    """The filled slots of a claim in reading order, as (label, words and what was made of them)."""
    yield "what", _what(claim.what)
    if claim.who:
        yield "who", "; ".join(_who(item) for item in claim.who)
    if claim.where:
        yield "where", "; ".join(_where(item) for item in claim.where)
    if claim.when is not None:
        yield "when", _when(claim.when)
    if claim.amount is not None:
        yield "amount", _amount(claim.amount)
    if claim.attribution is not None:
        yield "said by", _attribution(claim.attribution)
    if claim.quote is not None:
        speaker = f" — {one_line(claim.quote.speaker)}" if claim.quote.speaker else ""
        words = one_line(claim.quote.text)
        yield ("quote", f"“{words}”{speaker}") if claim.quote.direct else ("reported", f"{words}{speaker}")


def _what(item: What) -> str:
    notes = [item.lemma] if item.lemma and item.lemma != item.text.lower() else []
    notes += ["not"] if item.negated else []
    notes += [str(item.modality)] if item.modality is not Modality.HAPPENED else []
    return one_line(item.text) + (f" ({', '.join(notes)})" if notes else "")


def _who(item: Who) -> str:
    return f"{one_line(item.text)}{_name_of(item)} [{item.role}]"


def _name_of(item: Who | Where) -> str:
    """The name where it says more than the words do."""
    name = one_line(item.name)
    return f" = {name}" if name and name.lower() not in one_line(item.text).lower() else ""


def _where(item: Where) -> str:
    relation = f"{item.relation} " if item.relation is not PlaceRelation.IN else ""
    within = f" ({', '.join(item.within)})" if item.within else ""
    return (
        f"{relation}{one_line(item.text)}{_name_of(item)}{within}{', standing for its people' if item.metonym else ''}"
    )


def _when(item: When) -> str:
    relation = f"{item.relation} " if item.relation not in ("on", "") else ""
    return f"{relation}{one_line(item.text)} = {item.value}" if item.value else f"{relation}{one_line(item.text)}"


def _amount(item: Amount) -> str:
    low, high = number(item.low), number(item.high)
    if low == high and low is not None:
        size = _figure(low)
    elif high is None:
        size = f"{_figure(low)} or more" if low is not None else "any number"
    else:
        size = f"{_figure(low)} to {_figure(high)}" if low is not None else f"up to {_figure(high)}"
    parts = [size, item.unit, one_line(item.of), item.role, f"per {item.per}" if item.per else "", *item.scope]
    return f"{one_line(item.text)} = {' '.join(part for part in parts if part)}"


def _figure(value: int | float | None) -> str:
    return "?" if value is None else f"{value:,}"


def _attribution(item: Attribution) -> str:
    stance = f", {item.stance}" if item.stance != "asserts" else ""
    depth = f", at {item.depth} removes" if item.depth > 1 else ""
    return f"{one_line(item.source) or 'unnamed'} ({one_line(item.cue)}{stance}{depth})"
