"""``claimcheck evaluate``: reports scored against labelled events."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.options import ConfigFile, Jobs, Model, Output, Quiet, Verbose
from claimcheck.cli.report import check_articles
from claimcheck.cli.streams import Messages, read_inputs, write
from claimcheck.config import load_config, override


class FiguresFormat(StrEnum):
    """How figures are printed."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD_DIR", help="Folder of EVENT/articles/ and EVENT/labels.json.", show_default=False),
    ],
    reports: Annotated[
        Path | None,
        typer.Option("--reports", metavar="DIR", help="Score DIR/EVENT.json; default: check the articles now."),
    ] = None,
    gate: Annotated[
        Path | None,
        typer.Option("--gate", metavar="FILE", help="TOML of floors (and ceilings); exit with 1 where one is missed."),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List the labelled discrepancies not found.")] = False,
    extras: Annotated[bool, typer.Option("--extras", help="List the flags that find nothing real.")] = False,
    output_format: Annotated[FiguresFormat, typer.Option("--format", "-f", help="How to print.")] = FiguresFormat.TABLE,
    output: Output = None,
    model: Model = None,
    jobs: Jobs = None,
    config_file: ConfigFile = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Score against labelled events; refuses labels whose words are not in their articles."""
    from claimcheck import evaluate as scoring
    from claimcheck.report.to_json import report_object

    config = override(load_config(config_file), {"model": model, "jobs": jobs})
    messages = Messages(quiet, verbose)
    events = scoring.load_events(gold)
    floors = scoring.load_gate(gate) if gate is not None else ()
    scores = []
    for event in events:
        if reports is not None:
            report = scoring.load_json(reports / f"{event.name}.json")
        else:
            articles = read_inputs([str(event.folder / "articles")], None, messages)
            report = report_object(check_articles(articles, config, messages))
        scores.append(scoring.score_event(event, report))
        messages.detail(f"{event.name}: {scores[-1].summary()}")
    figures = scoring.figures_of(scores)
    lines = [*(scoring.list_misses(scores) if misses else []), *(scoring.list_extras(scores) if extras else [])]
    if output_format is FiguresFormat.JSON:
        write(scoring.figures_to_json(figures, lines), output)
    else:
        write("".join(f"{line}\n" for line in [*lines, *scoring.figures_to_lines(figures)]), output)
    missed = [bound.complaint(figures) for bound in floors if not bound.holds(figures)]
    for complaint in missed:
        messages.note(complaint)
    raise typer.Exit(1 if missed else 0)
