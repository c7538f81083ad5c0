"""``claimcheck explain``: one discrepancy with everything that was weighed."""

from __future__ import annotations

from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.options import (
    AllVersions,
    AsOf,
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
from claimcheck.cli.report import check_articles
from claimcheck.cli.streams import Messages, finish_status, has_colour, read_inputs, table_width, write
from claimcheck.config import load_config, override
from claimcheck.model import ClaimcheckError, Field

if TYPE_CHECKING:
    from claimcheck.model import Discrepancy, Findings
    from claimcheck.report.explain import Compared


class ExplainFormat(StrEnum):
    """How an explanation is printed."""

    TEXT = "text"
    JSON = "json"


def explain(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="A discrepancy's id, or enough of its beginning.", show_default=False)
    ],
    paths: Paths,
    output_format: Annotated[ExplainFormat, typer.Option("--format", "-f", help="How to print.")] = ExplainFormat.TEXT,
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
    """One discrepancy: every comparison, rule and reading considered."""
    config = override(
        load_config(config_file),
        {
            "model": model,
            "jobs": jobs,
            "strict": strict,
            "all": True,
            "as_of": as_of,
            "with_embargoed": with_embargoed,
            "all_versions": all_versions,
        },
    )
    messages = Messages(quiet, verbose)
    articles = read_inputs(paths, input_format.value if input_format else None, messages, fetched=fetch)
    findings = check_articles(articles, config, messages)
    item = _find(findings, identity)
    if output_format is ExplainFormat.JSON:
        from dataclasses import replace

        from claimcheck.report.to_json import to_jsonl

        data = to_jsonl(replace(findings, discrepancies=(item,)))
    else:
        from claimcheck.report.explain import explain_discrepancy

        compared = _comparisons(findings, item)
        data = explain_discrepancy(findings, item, compared, width=table_width(output), colour=has_colour(output))
    write(data, output)
    finish_status(False, config.strict, messages)


def _comparisons(findings: Findings, item: Discrepancy) -> list[Compared]:
    """For each two answers the first claims that give them, those of a text before a headline's, slot by slot."""
    from claimcheck.pipeline import relate
    from claimcheck.report.explain import Compared
    from claimcheck.report.lookup import claim_place

    claims = {claim.id: claim for claim in findings.claims}
    first = [
        min((claims[identity] for identity in value.claims), key=lambda c: (c.field is Field.TITLE, claim_place(c)))
        for value in item.values
    ]
    return [Compared(one, other, tuple(relate(one, other))) for one, other in combinations(first, 2)]


def _find(findings: Findings, identity: str) -> Discrepancy:
    """The discrepancy whose id begins so. Raises ClaimcheckError where it is none or several."""
    found = [item for item in findings.discrepancies if item.id.startswith(identity)] if identity else []
    exact = [item for item in found if item.id == identity]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    if not found:
        raise ClaimcheckError(f"no discrepancy {identity!r} in these articles; `claimcheck report` prints the ids")
    raise ClaimcheckError(f"{identity!r} begins several ids: {', '.join(sorted(item.id for item in found))}")
