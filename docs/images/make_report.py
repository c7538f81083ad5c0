"""Draw docs/images/report.svg: the first discrepancies of a report as a terminal shows them.

``python docs/images/make_report.py`` from the root of the project.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from claimcheck.pipeline import check
from claimcheck.read import read_articles
from claimcheck.report.to_table import to_table

SHOWN = 3
WIDTH = 100


def main() -> None:
    """Run the report on one fixture event and export the terminal as SVG."""
    root = Path(__file__).parents[2]
    findings = check(read_articles([str(root / "fixtures" / "summit-visit" / "articles")]))
    shown = replace(findings, discrepancies=findings.discrepancies[:SHOWN])
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text("$ claimcheck report fixtures/summit-visit/articles\n", style="bold"))
        console.print(Text.from_ansi(to_table(shown, width=WIDTH, colour=True)))
        svg = console.export_svg(title="claimcheck")
    (root / "docs" / "images" / "report.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
