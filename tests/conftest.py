"""Fixtures that tests of several packages share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Outcome:
    """What a command line did."""

    status: int
    out: str
    err: str


@pytest.fixture
def stub_engine(monkeypatch):
    """The command line runs without models: tests of what is outside the engine."""
    import claimcheck
    from tests.stub_engine import as_pipeline

    module = as_pipeline()
    monkeypatch.setitem(sys.modules, "claimcheck.pipeline", module)
    monkeypatch.setattr(claimcheck, "pipeline", module, raising=False)


@pytest.fixture
def run_cli(capfdbinary, monkeypatch) -> Callable[..., Outcome]:
    """Runs a command line in this process and tells its status and what it printed."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*arguments: object) -> Outcome:
        from claimcheck.cli import main

        status = main([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        captured = capfdbinary.readouterr()
        return Outcome(status, captured.out.decode("utf-8"), captured.err.decode("utf-8"))

    return run


@pytest.fixture(scope="session")
def engine():
    """The shipped tables and language model, loaded once."""
    from claimcheck.pipeline import Engine

    return Engine.load()
