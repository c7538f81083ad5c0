"""``claimcheck report``: the discrepancies between and inside articles."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claimcheck.cli.options import (
    AllReadings,
    AllVersions,
    AsOf,
    BaselineFile,
    ConfigFile,
    Draft,
    FailOnOption,
    Fetch,
    Input,
    InputFormat,
    Jobs,
    MinConfidence,
    MinSeverity,
    Model,
    OptionalPaths,
    Output,
    Quiet,
    ReportFormat,
    ReportFormatOption,
    Strict,
    Verbose,
    WithEmbargoed,
    WithText,
)
from claimcheck.cli.streams import (
    Messages,
    finish_status,
    has_colour,
    read_inputs,
    table_width,
    waiting,
    write,
)
from claimcheck.config import Config, load_config, override

if TYPE_CHECKING:
    from claimcheck.model import Article, Findings


def report(
    paths: OptionalPaths = None,
    output_format: ReportFormatOption = None,
    output: Output = None,
    fail_on: FailOnOption = None,
    min_confidence: MinConfidence = None,
    min_severity: MinSeverity = None,
    baseline: BaselineFile = None,
    all_readings: AllReadings = None,
    draft: Draft = None,
    with_text: WithText = None,
    as_of: AsOf = None,
    with_embargoed: WithEmbargoed = None,
    all_versions: AllVersions = None,
    input_format: Input = None,
    fetch: Fetch = False,
    model: Model = None,
    jobs: Jobs = None,
    config_file: ConfigFile = None,
    strict: Strict = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Discrepancies between (and inside) the articles."""
    if not paths and draft is None:
        raise typer.BadParameter("Missing argument 'PATH...'.")
    config = override(
        load_config(config_file),
        {
            "fail_on": fail_on,
            "min_confidence": min_confidence,
            "min_severity": min_severity,
            "all": all_readings,
            "with_text": with_text,
            "as_of": as_of,
            "with_embargoed": with_embargoed,
            "all_versions": all_versions,
            "model": model,
            "jobs": jobs,
            "strict": strict,
        },
    )
    from claimcheck.report.select import load_baseline, selected

    accepted = load_baseline(baseline) if baseline is not None else None
    messages = Messages(quiet, verbose)
    articles = read_inputs([*(paths or []), *([draft] if draft else [])], _name(input_format), messages, fetched=fetch)
    drafts = _ids_of_draft(articles, draft)
    if draft is not None and not drafts:
        raise typer.Exit(2)  # the fault has been named
    findings = selected(check_articles(articles, config, messages), config, accepted, drafts)
    shown = output_format or _format_of(output)
    write(_render(findings, shown, config, output, verbose), output)
    _say_not_compared(findings, shown, messages)
    if all(article.skipped for article in findings.articles):
        messages.note("no article was compared: silence is not clearance")
    failed = any(config.fails(item.relation) for item in findings.discrepancies)
    finish_status(failed, config.strict, messages)


def check_articles(articles: list[Article], config: Config, messages: Messages) -> Findings:
    """The findings of articles; a terminal shows that work goes on."""
    with waiting(f"checking {len(articles)} articles", messages):
        from claimcheck.pipeline import check

        return check(articles, config)


def _name(input_format: InputFormat | None) -> str | None:
    return input_format.value if input_format is not None else None


def _ids_of_draft(articles: list[Article], draft: str | None) -> frozenset[str]:
    if draft is None:
        return frozenset()
    place = draft if draft == "-" else os.path.realpath(draft)
    return frozenset(
        article.id
        for article in articles
        if (article.path if article.path == "-" else os.path.realpath(article.path)) == place
    )


def _format_of(output: Path | None) -> ReportFormat:
    """The format that a file name asks for."""
    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    names = {item.value: item for item in ReportFormat if item is not ReportFormat.TABLE}
    names |= {"htm": ReportFormat.HTML, "markdown": ReportFormat.MARKDOWN, "ndjson": ReportFormat.JSONL}
    return names.get(suffix, ReportFormat.TABLE)


def _render(findings: Findings, shown: ReportFormat, config: Config, output: Path | None, verbose: bool) -> str:
    if shown is ReportFormat.JSON:
        from claimcheck.report.to_json import to_json

        return to_json(findings, with_text=config.with_text)
    if shown is ReportFormat.JSONL:
        from claimcheck.report.to_json import to_jsonl

        return to_jsonl(findings)
    if shown is ReportFormat.CSV:
        from claimcheck.report.to_csv import to_csv

        return to_csv(findings)
    if shown is ReportFormat.MARKDOWN:
        from claimcheck.report.to_markdown import to_markdown

        return to_markdown(findings)
    if shown is ReportFormat.HTML:
        from claimcheck.report.to_html import to_html

        return to_html(findings)
    from claimcheck.report.to_table import to_table

    return to_table(findings, width=table_width(output), colour=has_colour(output), verbose=verbose)


def _say_not_compared(findings: Findings, shown: ReportFormat, messages: Messages) -> None:
    """Formats of rows have no place for what was not compared: it is said on standard error."""
    if shown in (ReportFormat.JSONL, ReportFormat.CSV):
        from claimcheck.report.lookup import arranged

        for item in arranged(findings).not_compared:
            messages.note(f"not compared: {item.article}: {item.reason}")
