"""The options that several commands share, each declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class InputFormat(StrEnum):
    """What --input-format forces; the readers' names."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"


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


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Article files, folders (read recursively), or - for standard input.",
        show_default=False,
    ),
]
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
