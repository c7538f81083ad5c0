"""claimcheck: reads articles about one event and shows where their answers cannot all be true.

The functions load the engine on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from claimcheck.model import (
    Article,
    Claim,
    ClaimcheckError,
    Comparison,
    ConfigError,
    Discrepancy,
    Findings,
    ModelError,
    Quotation,
    ReadError,
    When,
)

if TYPE_CHECKING:
    from claimcheck.config import Config
    from claimcheck.pipeline import check, extract_claims, find_quotes, find_times, relate, same_question
    from claimcheck.read import read_articles

__all__ = [
    "Article",
    "Claim",
    "ClaimcheckError",
    "Comparison",
    "Config",
    "ConfigError",
    "Discrepancy",
    "Findings",
    "ModelError",
    "Quotation",
    "ReadError",
    "When",
    "check",
    "extract_claims",
    "find_quotes",
    "find_times",
    "read_articles",
    "relate",
    "same_question",
]

# Where the names live that are loaded on first use.
_HOMES = {
    "Config": "claimcheck.config",
    "check": "claimcheck.pipeline",
    "extract_claims": "claimcheck.pipeline",
    "find_quotes": "claimcheck.pipeline",
    "find_times": "claimcheck.pipeline",
    "read_articles": "claimcheck.read",
    "relate": "claimcheck.pipeline",
    "same_question": "claimcheck.pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
