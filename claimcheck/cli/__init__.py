"""The command line: each command parses its options, calls one function, prints what it returns.

Heavy modules are imported inside the commands, so that ``claimcheck --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from claimcheck.cli.claims import claims
from claimcheck.cli.evaluate import evaluate
from claimcheck.cli.explain import explain
from claimcheck.cli.graph import graph
from claimcheck.cli.report import report
from claimcheck.model import ClaimcheckError

__all__ = ["app", "main", "run"]

app = typer.Typer(
    name="claimcheck",
    help="Reads articles about one event and shows where their answers cannot all be true. Works offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or nothing readable.",
)
for command in (report, claims, explain, graph, evaluate):
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("claimcheck")
        except PackageNotFoundError:  # run from a source tree that is not installed
            found = "unknown"
        typer.echo(f"claimcheck {found}")
        raise typer.Exit


@app.callback()
def _claimcheck(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command line (default: the process's) and returns its exit status; any failure is one printed line."""
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="claimcheck")
    except SystemExit as stop:
        return _status(stop.code)
    except KeyboardInterrupt:
        return 130
    except ClaimcheckError as error:
        _complain(str(error))
        return 2
    except RecursionError:
        _complain("the input is nested too deeply")
        return 2
    except MemoryError:
        _complain("out of memory")
        return 2
    except Exception as error:
        if os.environ.get("CLAIMCHECK_TRACEBACK"):
            raise
        _complain(
            f"internal error, please report it: {type(error).__name__}: {error} (CLAIMCHECK_TRACEBACK=1 shows more)"
        )
        return 2
    return 0


def run() -> NoReturn:
    """The console script."""
    sys.exit(main())


def _status(code: str | int | None) -> int:
    if code is None:
        return 0
    return code if isinstance(code, int) else 2


def _complain(text: str) -> None:
    print("claimcheck: " + " ".join(text.split()), file=sys.stderr)  # noqa: T201
