"""Findings in the one order that reports print, and the way from an answer to its article, sentence and words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from claimcheck.model import (
    Answer,
    Article,
    Claim,
    Discrepancy,
    Field,
    Findings,
    NotCompared,
    Precision,
    Relation,
    Severity,
)

_RELATIONS = (Relation.CONTRADICTS, Relation.ATTRIBUTED, Relation.SUPERSEDES, Relation.COMPATIBLE)
_CLOCK = (Precision.HOUR, Precision.MINUTE, Precision.SECOND)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def arranged(findings: Findings) -> Findings:
    """The same findings in an order that depends on their content alone: articles by id, claims by place, discrepancies
    with compatible readings last, the major and the surest first. An article that was set aside is among the not
    compared."""
    listed = {item.article for item in findings.not_compared}
    skipped = tuple(
        NotCompared(article.id, article.skipped)
        for article in findings.articles
        if article.skipped is not None and article.id not in listed
    )
    return replace(
        findings,
        articles=tuple(sorted(findings.articles, key=lambda article: article.id)),
        claims=tuple(sorted(findings.claims, key=claim_place)),
        discrepancies=tuple(sorted(findings.discrepancies, key=urgency)),
        not_compared=tuple(sorted({*findings.not_compared, *skipped}, key=lambda item: (item.article, item.reason))),
    )


def claim_place(claim: Claim) -> tuple[str, bool, int, int, int, str]:
    """Sort key: article, title before text, place."""
    return (claim.article, claim.field is Field.TEXT, claim.sentence.start, claim.start, claim.end, claim.id)


def urgency(discrepancy: Discrepancy) -> tuple[bool, bool, float, int, str]:
    """Sort key: what an editor should see first."""
    return (
        discrepancy.relation is Relation.COMPATIBLE,
        discrepancy.severity is not Severity.MAJOR,
        -discrepancy.confidence,
        _RELATIONS.index(discrepancy.relation),
        discrepancy.id,
    )


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer as it stands in print: its article and claim, its exact words, the sentence around them.

    ``before``, ``words`` and ``after`` joined are the sentence (one blank for each run of white space); the sentence
    is widened where the words lie outside it.
    """

    article: Article
    claim: Claim
    before: str
    words: str
    after: str

    @property
    def source(self) -> str:
        """The outlet, else the file, else the article's id."""
        return source_name(self.article)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The articles and claims of findings by id."""

    articles: dict[str, Article]
    claims: dict[str, Claim]

    @classmethod
    def of(cls, findings: Findings) -> Lookup:
        """The lookup of findings."""
        return cls(
            {article.id: article for article in findings.articles}, {claim.id: claim for claim in findings.claims}
        )

    def cite(self, answer: Answer) -> Citation:
        """The citation of an answer. Raises KeyError if the findings lack its claim or article."""
        claim = self.claims[answer.claim]
        article = self.articles[claim.article]
        field = article.field(claim.field)
        low, high = min(claim.sentence.start, answer.start), max(claim.sentence.end, answer.end)
        return Citation(
            article,
            claim,
            one_line(field[low : answer.start], keep_ends=True).lstrip(),
            one_line(field[answer.start : answer.end]),
            one_line(field[answer.end : high], keep_ends=True).rstrip(),
        )


def source_name(article: Article) -> str:
    """What an editor calls the article: its outlet, else the name of its file, else its id."""
    return printable(article.source or PurePath(article.path).name or article.id)


def dated(article: Article) -> str:
    """The publication date, with its time where one is known, in one form; a coarser one as written; "" for none."""
    moment = article.published_at
    if moment is None or moment.precision not in {Precision.DAY, *_CLOCK}:
        return printable(article.published)
    low = moment.low
    day = f"{low.year:04}-{low.month:02}-{low.day:02}"
    return f"{day} {low.hour:02}:{low.minute:02}" if moment.precision in _CLOCK else day


def printable(text: str) -> str:
    """Text that cannot steer a terminal: control and direction marks become blanks."""
    return _UNPRINTABLE.sub(" ", text)


def one_line(text: str, *, keep_ends: bool = False) -> str:
    """Text on one line, one blank for each run of white space; with ``keep_ends`` a blank at either end stays."""
    joined = " ".join(printable(text).split())
    if not keep_ends or not text:
        return joined
    if not joined:
        return " "
    return f"{' ' if text[0].isspace() else ''}{joined}{' ' if text[-1].isspace() else ''}"


def shorten(before: str, words: str, after: str, width: int) -> tuple[str, str, str]:
    """The three parts cut to about ``width`` characters around the words, at blanks, cuts shown by an ellipsis."""
    room = max(width - len(words), 16)
    if len(before) + len(after) <= room:
        return before, words, after
    left = min(len(before), max(room // 2, room - len(after)))
    right = min(len(after), room - left)
    if left < len(before):
        kept = before[len(before) - left :]
        _, blank, rest = kept.partition(" ")
        before = "… " + (rest if blank else kept)
    if right < len(after):
        kept = after[:right]
        head, blank, _ = kept.rpartition(" ")
        after = (head if blank else kept).rstrip(" ,;:") + " …"
    return before, words, after


def number(value: float | None) -> int | float | None:
    """A figure as JSON has it: whole numbers without a fraction, None for what JSON cannot say (infinity, NaN)."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value
