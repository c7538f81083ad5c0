"""The report as Markdown, for an issue, a wiki or a mail."""

from __future__ import annotations

import re

from claimcheck.model import AnswerValue, Discrepancy, Findings
from claimcheck.report.lookup import Lookup, arranged, dated, one_line, shorten
from claimcheck.report.to_table import distinct
from claimcheck.report.words import counted, rights_of, summary_line

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LEADING = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=])")
_EXCERPT = 320


def to_markdown(findings: Findings) -> str:
    """A summary, then a section a discrepancy; every word of an article is escaped."""
    findings = arranged(findings)
    lookup = Lookup.of(findings)
    lines = ["# Discrepancies", "", escape(summary_line(findings)), ""]
    for number, item in enumerate(findings.discrepancies, 1):
        lines += _section(number, item, lookup)
    if findings.not_compared:
        lines += ["## Not compared", ""]
        lines += [f"- {escape(item.article)}: {escape(item.reason)}" for item in findings.not_compared]
        lines.append("")
    if findings.notices:
        lines += ["## To know", ""]
        lines += [f"- {escape(n.article)}: {escape(str(n.kind))}: {escape(n.text)}" for n in findings.notices]
        lines.append("")
    rights = rights_of(findings)
    if rights:
        lines += ["## Rights", ""]
        lines += [f"- {escape(line)}" for line in rights]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    escaped = _MARKS.sub(r"\\\1", one_line(text))
    return _LEADING.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", escaped)


def _inline(text: str) -> str:
    """Escaped, with the blank at either end that parts it from its neighbour."""
    return f"{' ' if text[:1] == ' ' else ''}{escape(text)}{' ' if text[-1:] == ' ' and text.strip() else ''}"


def _section(number: int, item: Discrepancy, lookup: Lookup) -> list[str]:
    lines = [f"## {number}. {escape(item.question)}", ""]
    lines += [
        f"**{item.relation}** · {item.severity} · {item.kind} · confidence {item.confidence:.2f} · `{item.id}`",
        "",
    ]
    for value in item.values:
        lines += _answer(value, lookup)
    lines.append("")
    if item.explanation:
        lines += [escape(item.explanation), ""]
    if item.ask:
        lines += [f"Ask: {escape(item.ask)}", ""]
    if item.readings:
        lines += ["Readings considered:", ""]
        for reading in item.readings:
            detail = f" ({escape(reading.detail)})" if reading.detail else ""
            lines.append(f"- {escape(reading.reading)}: {escape(reading.verdict)}{detail}")
        lines.append("")
    return lines


def _answer(value: AnswerValue, lookup: Lookup) -> list[str]:
    origins = f", {counted(value.origins, 'origin')}" if value.origins not in (0, value.sources) else ""
    lines = [f"- **{escape(value.value)}** ({counted(value.sources, 'source')}{origins})"]
    for cited in distinct([lookup.cite(answer) for answer in value.answers]):
        before, words, after = shorten(cited.before, cited.words, cited.after, _EXCERPT)
        date = dated(cited.article)
        name = escape(cited.source) + (f", {escape(date)}" if date else "")
        marked = f"**{escape(words)}**" if words else ""
        lines.append(f"  - {name}: {_inline(before)}{marked}{_inline(after)}")
    return lines
