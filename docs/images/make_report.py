"""Draw docs/images/report.svg: the first discrepancies of a report as a terminal shows them.

``python docs/images/make_report.py`` from the root of the project.
"""

from __future__ import annotations

import os
import re
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
    table = to_table(findings, width=WIDTH, colour=True).split("\n")
    cut = next(i for i, line in enumerate(table) if f"{SHOWN + 1}. " in line[:16])
    shown = "\n".join([*table[:cut], "…", *table[-2:]])
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text("$ claimcheck report fixtures/summit-visit/articles\n", style="bold"))
        console.print(Text.from_ansi(shown))
        svg = re.sub(r"@font-face \{.*?\}\s*", "", console.export_svg(title="claimcheck"), flags=re.DOTALL)
    (root / "docs" / "images" / "report.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
