"""The report as CSV: one row an answer, ready for a spreadsheet."""

from __future__ import annotations

import csv
import io

from claimcheck.model import Findings
from claimcheck.report.lookup import Lookup, arranged, dated

COLUMNS = (
    "id",
    "kind",
    "relation",
    "severity",
    "confidence",
    "question",
    "answer",
    "value",
    "source",
    "published",
    "title",
    "words",
    "sentence",
    "article",
    "field",
    "start",
    "end",
    "claim",
    "path",
    "url",
    "explanation",
    "ask",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(findings: Findings) -> str:
    """A header and one row an answer, RFC 4180 with line feeds.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it: the words are a stranger's.
    """
    findings = arranged(findings)
    lookup = Lookup.of(findings)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for item in findings.discrepancies:
        for place, value in enumerate(item.values, 1):
            for answer in value.answers:
                cited = lookup.cite(answer)
                article = cited.article
                cells = [
                    *(item.id, str(item.kind), str(item.relation), str(item.severity), f"{item.confidence:.4f}"),
                    *(item.question, str(place), value.value, cited.source, dated(article), article.title),
                    *(cited.words, cited.before + cited.words + cited.after, article.id, str(cited.claim.field)),
                    *(str(answer.start), str(answer.end), answer.claim, article.path, article.url),
                    *(item.explanation, item.ask),
                ]
                rows.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def safe_cell(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
