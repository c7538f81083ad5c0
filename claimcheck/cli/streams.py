"""Data on standard output, messages on standard error, and the inputs of a run with their faults."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claimcheck.model import ClaimcheckError, ReadError

if TYPE_CHECKING:
    from claimcheck.model import Article
    from claimcheck.read.document import Document

_SIGPIPE_STATUS = 141  # what a shell reports of a program that SIGPIPE ended
_FILES_WITH_BAR = 50  # fewer are read before a bar could be seen
_FILE_WIDTH = 100  # columns of a table that goes to a file or a pipe, where no COLUMNS says otherwise


@dataclass(slots=True)
class Messages:
    """What a run says beside its data. Faults are always said, notes unless quiet, details where verbose."""

    quiet: bool = False
    verbose: bool = False
    faults: list[ReadError] = field(default_factory=list)

    def fault(self, error: ReadError) -> None:
        """Names an input that could not be read."""
        self.faults.append(error)
        _say(str(error))

    def note(self, text: str) -> None:
        """Says something worth knowing."""
        if not self.quiet:
            _say(text)

    def detail(self, text: str) -> None:
        """Says what only those want who asked for it."""
        if self.verbose and not self.quiet:
            _say(text)


def _say(text: str) -> None:
    print("claimcheck: " + " ".join(text.split()), file=sys.stderr)  # noqa: T201


def read_inputs(
    paths: Sequence[str], input_format: str | None, messages: Messages, *, fetched: bool = False
) -> list[Article]:
    """The articles of a run in the order of their ids; addresses are fetched only where ``fetched``. Raises
    ClaimcheckError where there are none."""
    from claimcheck.read import read_articles

    with _reading(messages) as on_file:
        articles = list(
            read_articles(
                paths,
                input_format=input_format,
                on_error=messages.fault,
                on_file=on_file,
                fetch=_fetch if fetched else None,
            )
        )
    if not articles:
        raise ClaimcheckError("no article could be read")
    for article in articles:
        what = f"set aside ({article.skipped})" if article.skipped else f"{len(article.text):,} characters"
        messages.detail(f"read {article.path} as {article.reader}: {article.id}, {what}")
    return sorted(articles, key=lambda article: article.id)


def _fetch(url: str) -> Document:
    from claimcheck.read.fetch import fetch

    return fetch(url)


@contextmanager
def _reading(messages: Messages) -> Iterator[Callable[[str, int, int | None], None] | None]:
    """What is to be told of each file: a bar on standard error moves where many are read and that is a terminal."""
    if messages.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", visible=False)

        def on_file(path: str, done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total, visible=(total or 0) >= _FILES_WITH_BAR)

        yield on_file


@contextmanager
def progress(articles: Sequence[Article], messages: Messages) -> Iterator[Iterable[Article]]:
    """The articles, with a bar on standard error that moves as they are taken; none where that is no terminal."""
    if messages.quiet or not sys.stderr.isatty() or len(articles) < 2:
        yield articles
        return
    from rich.console import Console
    from rich.progress import track

    yield track(articles, description="checking", console=Console(stderr=True), transient=True)


@contextmanager
def waiting(text: str, messages: Messages) -> Iterator[None]:
    """Says on a terminal that work goes on whose length nothing tells."""
    if messages.quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


def finish_status(failed: bool, strict: bool, messages: Messages) -> None:
    """Ends the command with its exit status: 2 for faults under --strict, else 1 if the run failed, else 0."""
    if strict and messages.faults:
        raise typer.Exit(2)
    raise typer.Exit(1 if failed else 0)


def is_terminal(output: Path | None) -> bool:
    """Whether the data goes to a terminal."""
    return _is_stdout(output) and sys.stdout.isatty()


def table_width(output: Path | None) -> int:
    """Columns for tables: those of the terminal, of COLUMNS, or 100."""
    if is_terminal(output):
        from shutil import get_terminal_size

        return max(get_terminal_size().columns, 40)
    stated = os.environ.get("COLUMNS", "")
    return max(int(stated), 40) if stated.isdecimal() else _FILE_WIDTH


def has_colour(output: Path | None) -> bool:
    """Whether tables may carry colour: on a terminal, and unless NO_COLOR is set (no-color.org) or TERM is dumb."""
    return is_terminal(output) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(data: str, output: Path | None) -> None:
    """Writes data as UTF-8, to a file or standard output. Raises ClaimcheckError where the file cannot be written."""
    raw = data.encode("utf-8", "replace")
    if _is_stdout(output):
        _write_stdout(raw)
        return
    assert output is not None
    try:
        output.write_bytes(raw)
    except OSError as error:
        raise ClaimcheckError(f"{output}: {(error.strerror or 'cannot be written').lower()}") from None


def _is_stdout(output: Path | None) -> bool:
    return output is None or str(output) == "-"


def _write_stdout(raw: bytes) -> None:
    """Writes to standard output. A reader that has left (``| head``) ends the command quietly, as SIGPIPE would."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What is still buffered goes nowhere: the interpreter would complain of it when it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(_SIGPIPE_STATUS) from None
