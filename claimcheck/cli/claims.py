"""``claimcheck claims``: the claim tuples of articles."""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.options import (
    AllVersions,
    AsOf,
    ClaimsFormat,
    ConfigFile,
    Fetch,
    Input,
    Jobs,
    Model,
    Output,
    Paths,
    Quiet,
    Strict,
    Verbose,
    WithEmbargoed,
)
from claimcheck.cli.streams import Messages, finish_status, has_colour, progress, read_inputs, table_width, write
from claimcheck.config import load_config, override


def claims(
    paths: Paths,
    output_format: Annotated[ClaimsFormat, typer.Option("--format", "-f", help="How to print.")] = ClaimsFormat.TEXT,
    output: Output = None,
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
    """The claim tuples of the articles: who, what, where, when, how many, in whose words."""
    config = override(
        load_config(config_file),
        {
            "model": model,
            "jobs": jobs,
            "strict": strict,
            "as_of": as_of,
            "with_embargoed": with_embargoed,
            "all_versions": all_versions,
        },
    )
    messages = Messages(quiet, verbose)
    articles = read_inputs(paths, input_format.value if input_format else None, messages, fetched=fetch)
    from claimcheck.align.stories import stories_of
    from claimcheck.model import Findings
    from claimcheck.pipeline import Engine, extract_claims
    from claimcheck.report.claims import claims_to_json, claims_to_jsonl, claims_to_table, claims_to_text

    stories = stories_of(articles, config)
    articles = list(stories.articles)
    engine = Engine.load(config)
    with progress(articles, messages) as taken:
        found = tuple(
            claim for article in taken if article.skipped is None for claim in extract_claims(article, engine)
        )
    findings = Findings(tuple(articles), found, (), notices=stories.notices)
    if output_format is ClaimsFormat.JSON:
        data = claims_to_json(findings)
    elif output_format is ClaimsFormat.JSONL:
        data = claims_to_jsonl(findings)
    elif output_format is ClaimsFormat.TABLE:
        data = claims_to_table(findings, width=table_width(output), colour=has_colour(output))
    else:
        data = claims_to_text(findings, width=table_width(output), colour=has_colour(output))
    write(data, output)
    for article in articles:
        if article.skipped is not None:
            messages.note(f"not read for claims: {article.path}: {article.skipped}")
    finish_status(False, config.strict, messages)
