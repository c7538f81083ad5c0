"""The report as one page that needs nothing else: no script, no network, readable without colour or a mouse."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from claimcheck.model import AnswerValue, Article, Discrepancy, Findings
from claimcheck.report.lookup import Citation, Lookup, arranged, dated, one_line, printable, shorten, source_name
from claimcheck.report.to_table import distinct
from claimcheck.report.words import counted, summary_line

_EXCERPT = 400


def to_html(findings: Findings, *, title: str = "Discrepancies") -> str:
    """The page. Everything that comes from an article is escaped; only http and https addresses become links."""
    findings = arranged(findings)
    lookup = Lookup.of(findings)
    sections = "\n".join(_section(number, item, lookup) for number, item in enumerate(findings.discrepancies, 1))
    return _page().substitute(
        title=_text(title),
        summary=_text(summary_line(findings)),
        contents=_contents(findings),
        discrepancies=sections or "<p>No discrepancies were found. That is no proof that there are none.</p>",
        not_compared=_not_compared(findings, lookup),
        notices=_notices(findings, lookup),
        articles="\n".join(_article(article) for article in findings.articles),
    )


@lru_cache(maxsize=1)
def _page() -> Template:
    return Template(files("claimcheck").joinpath("templates/report.html").read_text(encoding="utf-8"))


def _text(text: str) -> str:
    return escape(one_line(text))


def _contents(findings: Findings) -> str:
    if len(findings.discrepancies) < 2:
        return ""
    rows = "\n".join(
        f'<li><a href="#d-{escape(item.id)}">{_text(item.question)}</a> '
        f"<span>{item.relation}, {item.severity}</span></li>"
        for item in findings.discrepancies
    )
    return f'<nav aria-labelledby="contents"><h2 id="contents">Questions</h2>\n<ol>\n{rows}\n</ol></nav>'


def _section(number: int, item: Discrepancy, lookup: Lookup) -> str:
    identity = escape(item.id)
    parts = [
        f'<section class="discrepancy {item.relation}" id="d-{identity}" aria-labelledby="q-{identity}">',
        f'<h2 id="q-{identity}">{number}. {_text(item.question)}</h2>',
        f'<p class="facts"><strong>{item.relation}</strong>, {item.severity}, {item.kind}, '
        f"confidence {item.confidence:.2f}, <code>{identity}</code></p>",
        '<div class="answers">',
        *[_answer(value, lookup) for value in item.values],
        "</div>",
    ]
    if item.explanation:
        parts.append(f"<p>{_text(item.explanation)}</p>")
    if item.ask:
        parts.append(f"<p><strong>Ask:</strong> {_text(item.ask)}</p>")
    parts += _weighed(item)
    parts.append("</section>")
    return "\n".join(parts)


def _answer(value: AnswerValue, lookup: Lookup) -> str:
    origins = f", {counted(value.origins, 'origin')}" if value.origins not in (0, value.sources) else ""
    cited = distinct([lookup.cite(answer) for answer in value.answers])
    quotes = "\n".join(_citation(citation) for citation in cited)
    return (
        f'<article><h3>{_text(value.value)}</h3>\n<p class="facts">{counted(value.sources, "source")}{origins}</p>\n'
        f"{quotes}</article>"
    )


def _citation(cited: Citation) -> str:
    before, words, after = shorten(cited.before, cited.words, cited.after, _EXCERPT)
    date = dated(cited.article)
    when = f", {escape(date)}" if date else ""
    return (
        f"<figure><blockquote><p>{escape(before)}<mark>{escape(words)}</mark>{escape(after)}</p></blockquote>\n"
        f"<figcaption>{_linked(cited.article)}{when}</figcaption></figure>"
    )


def _linked(article: Article) -> str:
    name = escape(source_name(article))
    try:
        is_web = urlsplit(article.url).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    return f'<a href="{escape(printable(article.url))}" rel="noreferrer">{name}</a>' if is_web else name


def _weighed(item: Discrepancy) -> list[str]:
    if not item.readings and not item.reasons:
        return []
    parts = ["<details><summary>What was weighed</summary>"]
    if item.readings:
        rows = "\n".join(
            f"<tr><td>{_text(r.reading)}</td><td>{_text(r.verdict)}</td><td>{_text(r.detail)}</td></tr>"
            for r in item.readings
        )
        parts.append(
            "<table><caption>Readings under which both could hold</caption>\n"
            '<thead><tr><th scope="col">reading</th><th scope="col">verdict</th><th scope="col">why</th></tr></thead>\n'
            f"<tbody>\n{rows}\n</tbody></table>"
        )
    if item.reasons:
        rows = "\n".join(f"<tr><td>{_text(r.rule)}</td><td>{_text(r.detail)}</td></tr>" for r in item.reasons)
        parts.append(
            "<table><caption>Rules that spoke for the discrepancy</caption>\n"
            '<thead><tr><th scope="col">rule</th><th scope="col">what it saw</th></tr></thead>\n'
            f"<tbody>\n{rows}\n</tbody></table>"
        )
    return [*parts, "</details>"]


def _not_compared(findings: Findings, lookup: Lookup) -> str:
    if not findings.not_compared:
        return "<p>Every article was compared.</p>"
    rows = []
    for item in findings.not_compared:
        article = lookup.articles.get(item.article)
        name = _text(article.title or source_name(article)) if article is not None else escape(item.article)
        rows.append(f"<li>{name}: {_text(item.reason)}</li>")
    return "<ul>\n" + "\n".join(rows) + "\n</ul>"


def _notices(findings: Findings, lookup: Lookup) -> str:
    if not findings.notices:
        return ""
    rows = []
    for notice in findings.notices:
        article = lookup.articles.get(notice.article)
        name = _text(article.title or source_name(article)) if article is not None else escape(notice.article)
        rows.append(f"<li>{name}: <strong>{notice.kind}</strong>: {_text(notice.text)}</li>")
    items = "\n".join(rows)
    return f'<section aria-labelledby="notices"><h2 id="notices">To know</h2>\n<ul>\n{items}\n</ul></section>'


def _article(article: Article) -> str:
    item = article.item
    cells = (
        _linked(article),
        _text(article.title),
        escape(dated(article)),
        _text(" ".join(part for part in (item.version and f"version {item.version}", article.language) if part)),
        _text(item.rights),
        f"<code>{_text(article.id)}</code>",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
