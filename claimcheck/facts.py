"""What one article says, as all judging needs it: its claims and the slots around them, no tokens.

Facts depend on the article alone. They are made once an article and may be kept: a run over kept facts finds what a
run over the articles finds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.compare.reach import readable
from claimcheck.conflict.calendar import CalendarFinding, calendar_findings
from claimcheck.conflict.coincidence import coincidence_findings
from claimcheck.extract.article import Extraction, extract
from claimcheck.model import AnnotatedArticle, Article, Claim, EntityLabel, Field, Quotation, Where
from claimcheck.text import Annotator
from claimcheck.text.parts import annotate_parts

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Facts:
    """One article as far as it is read, its claims, the people and bodies it names in full, every place it mentions,
    its quotations, and what cannot hold inside it."""

    article: Article
    claims: tuple[Claim, ...] = ()
    names: tuple[tuple[str, EntityLabel], ...] = ()
    placed: tuple[tuple[Field, Where], ...] = ()
    quotations: tuple[tuple[Field, Quotation], ...] = ()
    calendar: tuple[CalendarFinding, ...] = ()


def annotate(article: Article, annotator: Annotator) -> AnnotatedArticle:
    """The sentences of an article's title and text, tables left out; none where it is skipped."""
    if article.skipped:
        return AnnotatedArticle(article, (), ())
    text = annotate_parts(article.text, article.blocks, annotator)
    return AnnotatedArticle(article, annotator.annotate(article.title), text)


def extraction_of(article: Article, annotator: Annotator, gazetteer: Gazetteer) -> Extraction:
    """Every slot of every sentence of the article as far as it is read."""
    return extract(annotate(readable(article), annotator), gazetteer)


def facts_of(article: Article, annotator: Annotator, gazetteer: Gazetteer) -> Facts:
    """What the article says. It depends on the article alone."""
    found = extraction_of(article, annotator, gazetteer)
    times = {field: slots.times for field, slots in found.slots.items()}
    return Facts(
        article=found.annotated.article,
        claims=found.claims,
        names=found.names,
        placed=found.placed,
        quotations=tuple((field, quote) for field, slots in found.slots.items() for quote in slots.quotations),
        calendar=(*calendar_findings(found.annotated, found.claims, times), *coincidence_findings(found.claims)),
    )


def facts_of_all(
    articles: Sequence[Article],
    annotator: Annotator,
    gazetteer: Gazetteer,
    threads: int = 1,
    progress: Progress | None = None,
) -> list[Facts]:
    """The facts of each article, in the order given; the number of threads changes nothing but the time. ``progress``
    is told how many articles of how many have been read."""

    def one(article: Article) -> Facts:
        return facts_of(article, annotator, gazetteer)

    out: list[Facts] = []
    with ThreadPoolExecutor(max(1, threads)) as pool:
        for done, facts in enumerate(pool.map(one, articles), 1):
            out.append(facts)
            if progress is not None:
                progress(done, len(articles))
    return out
