"""claimcheck: reads articles about one event and shows where their answers cannot all be true.

The functions load the engine on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.compare import relate as relate
    from claimcheck.config import Config as Config
    from claimcheck.extract.quotes import find_quotes as find_quotes
    from claimcheck.extract.times import find_times as find_times
    from claimcheck.model import Article as Article
    from claimcheck.model import Claim as Claim
    from claimcheck.model import ClaimcheckError as ClaimcheckError
    from claimcheck.model import Comparison as Comparison
    from claimcheck.model import ConfigError as ConfigError
    from claimcheck.model import Discrepancy as Discrepancy
    from claimcheck.model import Findings as Findings
    from claimcheck.model import ModelError as ModelError
    from claimcheck.model import Quotation as Quotation
    from claimcheck.model import ReadError as ReadError
    from claimcheck.model import When as When
    from claimcheck.pipeline import check as check
    from claimcheck.pipeline import extract_claims as extract_claims
    from claimcheck.pipeline import same_question as same_question
    from claimcheck.read import read_articles as read_articles
