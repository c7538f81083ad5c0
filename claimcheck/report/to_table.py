"""The report for a terminal: the question, the answers side by side with source and exact words, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from claimcheck.model import AnswerValue, Discrepancy, Field, Findings, Relation, Severity
from claimcheck.report.lookup import Citation, Lookup, arranged, dated, one_line, shorten
from claimcheck.report.words import summary_line

_RELATION_STYLE = {
    Relation.CONTRADICTS: "bold red",
    Relation.SUPERSEDES: "bold yellow",
    Relation.ATTRIBUTED: "bold magenta",
    Relation.COMPATIBLE: "bold green",
}
_NARROWEST = 26  # columns an answer needs to be read beside another
_CITATIONS = 4  # shown for each answer; --verbose shows all


def render(content: Sequence[RenderableType], *, width: int, colour: bool) -> str:
    """What rich would print, as text: with styles on a colour terminal, else plain. No blanks at line ends."""
    console = Console(
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for item in content:
            console.print(item)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def to_table(findings: Findings, *, width: int = 100, colour: bool = False, verbose: bool = False) -> str:
    """The report as a person reads it, ``width`` columns wide."""
    findings = arranged(findings)
    lookup = Lookup.of(findings)
    content: list[RenderableType] = []
    for number, item in enumerate(findings.discrepancies, 1):
        content += [Rule(_heading(number, item), align="left", characters="─", style="dim")]
        content += [*_body(item, lookup, width, verbose), Text()]
    content += _not_compared(findings)
    content += _notices(findings)
    content.append(Text(summary_line(findings), style="bold"))
    return render(content, width=width, colour=colour)


def _heading(number: int, item: Discrepancy) -> Text:
    style = _RELATION_STYLE[item.relation]
    major = item.severity is Severity.MAJOR
    return Text.assemble(
        (f"{number}. ", "bold"),
        (str(item.relation), style),
        " · ",
        (str(item.severity), "bold" if major else ""),
        f" · {item.kind} · confidence {item.confidence:.2f} · ",
        (item.id, "dim"),
    )


def _body(item: Discrepancy, lookup: Lookup, width: int, verbose: bool) -> Iterator[RenderableType]:
    yield Text(one_line(item.question), style="bold")
    yield Text()
    yield _answers(item.values, lookup, width, verbose)
    yield Text()
    if item.explanation:
        yield _labelled("Why", one_line(item.explanation))
    if item.ask:
        yield _labelled("Ask", one_line(item.ask))
    if item.readings:
        yield _labelled("Readings", "; ".join(f"{one_line(r.reading)}: {one_line(r.verdict)}" for r in item.readings))


def _labelled(label: str, text: str) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=8, style="dim")
    grid.add_column(ratio=1)
    grid.add_row(label, Text(text))
    return Padding(grid, (0, 0, 0, 2))


def _answers(values: Sequence[AnswerValue], lookup: Lookup, width: int, verbose: bool) -> RenderableType:
    """The answers in columns beside one another, in as many rows of columns as the width asks for."""
    columns = max(1, min(len(values), (width - 2) // (_NARROWEST + 3)))
    if len(values) > columns:  # rows of even length: 2 + 2, not 3 + 1
        rows = -(-len(values) // columns)
        columns = -(-len(values) // rows)
    each = (width - 2 - 3 * (columns - 1)) // columns
    grid = Table.grid(padding=(0, 3, 0, 0))
    for _ in range(columns):
        grid.add_column(width=each)
    for first in range(0, len(values), columns):
        if first:
            grid.add_row()
        grid.add_row(*[_answer(value, lookup, each, verbose) for value in values[first : first + columns]])
    return Padding(grid, (0, 0, 0, 2))


def _answer(value: AnswerValue, lookup: Lookup, width: int, verbose: bool) -> RenderableType:
    parts: list[RenderableType] = [Text(one_line(value.value), style="bold cyan"), Text(_counts(value), style="dim")]
    citations = distinct([lookup.cite(answer) for answer in value.answers])
    shown = citations if verbose else _one_an_article(citations)[:_CITATIONS]
    for citation in shown:
        parts.append(Text.assemble((citation.source, "underline"), _date(citation)))
        parts.append(_sentence(citation, max(width * 3, 110)))
    if len(citations) > len(shown):
        unnamed = {citation.source for citation in citations} - {citation.source for citation in shown}
        rest = f": {', '.join(sorted(unnamed))}" if unnamed else ""
        parts.append(Text(f"and {len(citations) - len(shown)} more{rest}", style="dim"))
    return Group(*parts)


def distinct(citations: Sequence[Citation]) -> list[Citation]:
    """The citations without repeats of one sentence's same words, oldest article first."""
    found: dict[tuple[str, str, str, str], Citation] = {}
    for citation in sorted(citations, key=_age):
        found.setdefault((citation.article.id, citation.before, citation.words, citation.after), citation)
    return list(found.values())


def _one_an_article(citations: Sequence[Citation]) -> list[Citation]:
    """For each article the first citation, from the text where there is one: a headline says less."""
    first: dict[str, Citation] = {}
    for citation in citations:
        known = first.get(citation.article.id)
        if known is None or (known.claim.field is Field.TITLE and citation.claim.field is Field.TEXT):
            first[citation.article.id] = citation
    return list(first.values())


def _age(citation: Citation) -> tuple[str, str, str, int]:
    moment = citation.article.published_at
    return (
        moment.low.isoformat() if moment is not None else "9999",
        citation.article.id,
        str(citation.claim.field),
        citation.claim.start,
    )


def _counts(value: AnswerValue) -> str:
    sources = f"{value.sources} source{'' if value.sources == 1 else 's'}"
    if value.origins in (0, value.sources):
        return sources
    return f"{sources}, {value.origins} origin{'' if value.origins == 1 else 's'}"


def _date(citation: Citation) -> str:
    date = dated(citation.article)
    return f", {date}" if date else ""


def _sentence(citation: Citation, width: int) -> Text:
    """The sentence with the exact words marked, by guillemets where colour cannot."""
    before, words, after = shorten(citation.before, citation.words, citation.after, width)
    return Text.assemble(before, ("«" + words + "»", "bold"), after)


def _not_compared(findings: Findings) -> list[RenderableType]:
    if not findings.not_compared:
        return []
    articles = Lookup.of(findings).articles
    lines: list[RenderableType] = [Rule(Text("not compared"), align="left", characters="─", style="dim")]
    for item in findings.not_compared:
        article = articles.get(item.article)
        name = (article.path or article.source) if article is not None else ""
        where = f" ({one_line(name)})" if name else ""
        lines.append(Padding(Text(f"{item.article}{where}: {one_line(item.reason)}"), (0, 0, 0, 2)))
    return [*lines, Text()]


def _notices(findings: Findings) -> list[RenderableType]:
    if not findings.notices:
        return []
    lines: list[RenderableType] = [Rule(Text("to know"), align="left", characters="─", style="dim")]
    said = (f"{notice.article}: {notice.kind}: {one_line(notice.text)}" for notice in findings.notices)
    lines += (Padding(Text(line), (0, 0, 0, 2)) for line in said)
    return [*lines, Text()]
