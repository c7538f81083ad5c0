"""The options that several commands share, each declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.config import FailOn
from claimcheck.model import Severity


class InputFormat(StrEnum):
    """What --input-format forces; the readers' names."""

    ANPA = "anpa"
    EMAIL = "email"
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    FEED = "feed"
    JSON_FEED = "json-feed"
    JSON = "json"
    JSONL = "jsonl"
    NINJS = "ninjs"
    DPA = "dpa"
    NEWSML_G2 = "newsml-g2"
    NEWSML = "newsml"
    NITF = "nitf"
    XML = "xml"


class ReportFormat(StrEnum):
    """How a report is printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "md"
    HTML = "html"


class ClaimsFormat(StrEnum):
    """How claims are printed."""

    TEXT = "text"
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


class GraphFormat(StrEnum):
    """How the conflict graph is written."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    JSON = "json"
    SVG = "svg"


_PATHS = typer.Argument(
    metavar="PATH...",
    help="Article files, folders (read recursively), - for standard input; addresses with --fetch.",
    show_default=False,
)
Paths = Annotated[list[str], _PATHS]
OptionalPaths = Annotated[list[str] | None, _PATHS]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to standard output.")
]
Input = Annotated[
    InputFormat | None, typer.Option("--input-format", help="Read every input as this format.", show_default=False)
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings; default: claimcheck.toml, then pyproject.toml, here."),
]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Language model: a folder, or spacy:NAME.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Threads that annotate articles.")]
Strict = Annotated[
    bool | None, typer.Option("--strict", help="Exit with 2 if any input could not be read.", show_default=False)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on standard error.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: what was read, every source of an answer.")]

Fetch = Annotated[bool, typer.Option("--fetch", help="Fetch the pages at http and https addresses given as PATH.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="TIME", help="The time it is, for embargoes; without it every embargo is in force."
    ),
]
WithEmbargoed = Annotated[
    bool | None,
    typer.Option("--with-embargoed", help="Compare embargoed items too, marked as such.", show_default=False),
]
AllVersions = Annotated[
    bool | None,
    typer.Option("--all-versions", help="Compare old versions of a story too.", show_default=False),
]

# Of report alone.
ReportFormatOption = Annotated[
    ReportFormat | None,
    typer.Option("--format", "-f", help="How to print; default: by the name of -o FILE, else table."),
]
FailOnOption = Annotated[
    FailOn | None,
    typer.Option("--fail-on", help="Exit with 1 from this relation on; each includes those before it."),
]
MinConfidence = Annotated[
    float | None, typer.Option("--min-confidence", min=0.0, max=1.0, help="Show only what is at least this sure.")
]
MinSeverity = Annotated[Severity | None, typer.Option("--min-severity", help="Show only what is at least this severe.")]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="A JSON report; what it holds is not shown again."),
]
AllReadings = Annotated[
    bool | None, typer.Option("--all", help="Also show what was judged compatible.", show_default=False)
]
Draft = Annotated[
    str | None, typer.Option("--draft", metavar="FILE", help="Show only what touches this draft, its answer first.")
]
WithText = Annotated[
    bool | None, typer.Option("--with-text", help="Put the articles' text into JSON.", show_default=False)
]
