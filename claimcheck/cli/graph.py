"""``claimcheck graph``: the conflict graph for other programs, or as a drawing."""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.options import (
    AllVersions,
    AsOf,
    ConfigFile,
    Fetch,
    GraphFormat,
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
from claimcheck.cli.report import check_articles
from claimcheck.cli.streams import Messages, finish_status, read_inputs, write
from claimcheck.config import load_config, override


def graph(
    paths: Paths,
    output_format: Annotated[GraphFormat, typer.Option("--format", "-f", help="What to write.")] = GraphFormat.GRAPHML,
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
    """The conflict graph: claims, what they agree on and where they conflict."""
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
    from claimcheck.conflict.graph import build_graph
    from claimcheck.report.draw_graph import graph_to_svg
    from claimcheck.report.to_graph import graph_to_gexf, graph_to_graphml, graph_to_json

    findings = check_articles(articles, config, messages)
    built = build_graph(findings)
    if output_format is GraphFormat.SVG:
        data = graph_to_svg(built)
    elif output_format is GraphFormat.JSON:
        data = graph_to_json(built)
    elif output_format is GraphFormat.GEXF:
        data = graph_to_gexf(built)
    else:
        data = graph_to_graphml(built)
    write(data, output)
    finish_status(False, config.strict, messages)
