"""From conflicts to discrepancies: what a run over all articles and a run over what is new do alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from claimcheck.conflict.calendar import CalendarFinding
from claimcheck.conflict.calendared import calendar_discrepancies
from claimcheck.conflict.group import group_conflicts
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.places_in_text import ClaimsByPlace
from claimcheck.conflict.quote import QuoteFinding
from claimcheck.conflict.quote_printed import Utterance, utterances_in
from claimcheck.conflict.quoted import quote_discrepancies
from claimcheck.facts import Facts
from claimcheck.model import Article, Claim, Discrepancy, Field


class Judged:
    """The articles that some conflicts cite, with their facts, and the discrepancies made of the conflicts.

    ``articles`` are by id, ``lineage`` maps an id to the name of its group of near-copies. It need not be all that is
    known: the articles of connected conflicts are enough.
    """

    def __init__(self, articles: Mapping[str, Article], lineage: Mapping[str, str], facts: Iterable[Facts]) -> None:
        self.articles = articles
        self.lineage = dict(lineage)
        held = list(facts)
        texts = {(f.article.id, name): articles[f.article.id].field(name) for f in held for name in Field}
        self._places = ClaimsByPlace((claim for f in held for claim in f.claims), texts)

    def grouped(self, conflicts: Sequence[Conflict], same_event: Collection[tuple[str, str]]) -> list[Discrepancy]:
        """Conflicts of pairs of claims, one discrepancy a question."""
        return list(group_conflicts(conflicts, self.articles, self.lineage, same_event))

    def quoted(self, findings: Sequence[QuoteFinding]) -> list[Discrepancy]:
        """Disagreements among quotations."""
        return quote_discrepancies(findings, self._places, self.articles, self.lineage)

    def calendared(self, found: Sequence[tuple[str, CalendarFinding]]) -> list[Discrepancy]:
        """What cannot hold inside an article, each with the article's id."""
        return calendar_discrepancies(found, self._places, self.articles, self.lineage)

    def claims_made(self) -> list[Claim]:
        """The claims that answers needed and no predicate gave, by id."""
        return [self._places.made[name] for name in sorted(self._places.made)]


def utterances_of(facts: Facts) -> list[Utterance]:
    """The stretches of speech in an article that are compared with those of others."""
    texts = {name: facts.article.field(name) for name in Field}
    return utterances_in(facts.article.id, facts.quotations, texts)
