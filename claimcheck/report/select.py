"""Which discrepancies a run shows: those sure and serious enough, not accepted before, touching the draft."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from claimcheck.config import Config
from claimcheck.model import AnswerValue, ClaimcheckError, Discrepancy, Findings, Relation, Severity

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Findings accepted before: their ids, and the pairs of claims that their different answers stand in."""

    ids: frozenset[str]
    pairs: frozenset[Pair]

    def accepts(self, discrepancy: Discrepancy) -> bool:
        """True if the discrepancy was accepted as it is, or says nothing but what accepted ones said: every pair of
        its disagreeing claims is among theirs. One new article on the other side makes it new again."""
        if discrepancy.id in self.ids:
            return True
        pairs = set(_pairs([value.claims for value in discrepancy.values]))
        return bool(pairs) and pairs <= self.pairs


def load_baseline(path: Path) -> Baseline:
    """The baseline of an earlier ``report --format json``. Raises ClaimcheckError naming the file and what is wrong."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ClaimcheckError(f"{path}: no such file") from None
    except OSError as error:
        raise ClaimcheckError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from None
    except (ValueError, RecursionError):
        raise ClaimcheckError(
            f"{path}: not a JSON report; --baseline takes what `report --format json` wrote"
        ) from None
    try:
        found = [
            (str(item["id"]), [tuple(map(str, value["claims"])) for value in item["values"]])
            for item in raw["discrepancies"]
        ]
    except (KeyError, TypeError):
        raise ClaimcheckError(f"{path}: not a claimcheck report: no discrepancies with values and claims") from None
    return Baseline(
        frozenset(identity for identity, _ in found),
        frozenset(pair for _, values in found for pair in _pairs(values)),
    )


def _pairs(values: Collection[Collection[str]]) -> Iterator[Pair]:
    for one, other in combinations(values, 2):
        for a in one:
            for b in other:
                yield (a, b) if a <= b else (b, a)


def selected(
    findings: Findings, config: Config, baseline: Baseline | None = None, draft: Collection[str] = ()
) -> Findings:
    """The findings with the discrepancies to show. ``draft`` holds the ids of the draft's articles; given, only what
    touches them stays, with the draft's answer first."""
    kept = [item for item in findings.discrepancies if _is_shown(item, config, baseline)]
    if draft:
        own = {claim.id for claim in findings.claims if claim.article in draft}
        kept = [
            _draft_first(item, own)
            for item in kept
            if any(claim in own for value in item.values for claim in value.claims)
        ]
    return replace(findings, discrepancies=tuple(kept))


def _is_shown(item: Discrepancy, config: Config, baseline: Baseline | None) -> bool:
    return (
        item.confidence >= config.min_confidence
        and (config.min_severity is Severity.MINOR or item.severity is Severity.MAJOR)
        and (config.all or item.relation is not Relation.COMPATIBLE)
        and not (baseline is not None and baseline.accepts(item))
    )


def _draft_first(item: Discrepancy, own: set[str]) -> Discrepancy:
    def is_foreign(value: AnswerValue) -> bool:
        return own.isdisjoint(value.claims)

    return replace(item, values=tuple(sorted(item.values, key=is_foreign)))
