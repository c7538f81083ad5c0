"""The way of data: articles -> sentences -> claims -> pairs -> conflicts -> discrepancies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.align.best import best_pairs
from claimcheck.align.event import event_pairs, view_article
from claimcheck.align.lineage import lineages
from claimcheck.align.pairs import candidate_pairs
from claimcheck.align.question import Aligner
from claimcheck.align.stories import stories_of
from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.amount import relate_amount, same_count
from claimcheck.compare.attribution import relate_attribution
from claimcheck.compare.gazetteer import Gazetteer
from claimcheck.compare.moments import parse_published
from claimcheck.compare.quote import relate_quote
from claimcheck.compare.reach import readable
from claimcheck.compare.what import relate_what
from claimcheck.compare.when import relate_when
from claimcheck.compare.words import WordTable
from claimcheck.config import Config
from claimcheck.conflict.actions import ActionFinder
from claimcheck.conflict.announced import announced_conflicts
from claimcheck.conflict.bodies import BodyFinder
from claimcheck.conflict.confidence import AS_SCORED, Calibration, shipped_calibration
from claimcheck.conflict.encounter import encounter_conflicts
from claimcheck.conflict.names import name_conflicts
from claimcheck.conflict.near_figures import near_figure_conflicts
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.persons import PersonFinder
from claimcheck.conflict.quote import findings_among
from claimcheck.conflict.quote_printed import printings
from claimcheck.conflict.residence import residence_conflicts
from claimcheck.conflict.rewritten import RewrittenFinder
from claimcheck.conflict.rules import RULES, SHOWN_RULES, Tools, disjoint_places, judged
from claimcheck.conflict.scene_places import scene_place_conflicts
from claimcheck.conflict.scene_times import SceneFinder
from claimcheck.conflict.scene_times_half import half_day_conflicts
from claimcheck.conflict.standing import standing_place_conflicts
from claimcheck.conflict.taken_back import taken_back
from claimcheck.conflict.tolls import TollFinder
from claimcheck.extract.article import Extraction
from claimcheck.extract.quote import find_quotes as extract_quotes
from claimcheck.extract.when import find_times as extract_times
from claimcheck.facts import Facts, Progress, extraction_of, facts_of, facts_of_all
from claimcheck.judged import Judged, utterances_of
from claimcheck.model import (
    Article,
    Claim,
    Comparison,
    Discrepancy,
    Findings,
    Interval,
    NotCompared,
    Quotation,
    Relation,
    Slot,
    SlotRelation,
    When,
)
from claimcheck.text import Annotator, load_annotator

FLOOR_OF_SCORE = 0.75
"""Share of the floor of probability that a rule's own score must reach."""
SAME_COUNT_AT_ALL = 0.3
"""Score under which two amounts count different things, whatever the sentences around them say."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The tables and models that every stage is given: loaded once, shared by all threads."""

    annotator: Annotator
    gazetteer: Gazetteer
    words: WordTable
    aligner: Aligner
    calibration: Calibration = AS_SCORED

    @classmethod
    def load(cls, config: Config | None = None, annotator: Annotator | None = None) -> Engine:
        """The shipped tables, and the language model that the configuration names."""
        gazetteer, words = Gazetteer.load(), WordTable.load()
        chosen = annotator or load_annotator(config.model if config else "")
        return cls(chosen, gazetteer, words, Aligner(words, gazetteer), shipped_calibration())


def extract_all(articles: Iterable[Article], engine: Engine) -> list[Extraction]:
    """One extraction an article, in the order given: claims and slots with the tokens they were read from."""
    return [extraction_of(article, engine.annotator, engine.gazetteer) for article in articles]


def extract_claims(article: Article, engine: Engine | None = None) -> list[Claim]:
    """The claims of one article, title first."""
    tools = engine or _engine("")
    return list(facts_of(article, tools.annotator, tools.gazetteer).claims)


def check(
    articles: Iterable[Article],
    config: Config | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Every discrepancy between (and inside) the articles. The order of the articles changes nothing.

    ``progress`` is told how many articles of how many have been read.
    """
    settings = config or Config()
    tools = engine or _engine(settings.model)
    stories = stories_of(articles, settings)
    ordered, twice = distinct(stories.articles)
    facts = facts_of_all(
        [a for a in ordered if not a.skipped], tools.annotator, tools.gazetteer, settings.jobs, progress
    )
    run = Judged({a.id: a for a in ordered}, lineages([f.article for f in facts]), facts)
    pairs = list(event_pairs([view_of(f, tools) for f in facts], tools.words))
    near = frozenset((left.article.id, right.article.id) for left, right in pairs)
    found = find_conflicts(pairs, tools)
    discrepancies = [
        *run.grouped([c for c in found if c.relation is not Relation.COMPATIBLE], near),
        *run.grouped([c for c in found if settings.all and c.relation is Relation.COMPATIBLE], near),
        *run.quoted(findings_among(printings(u for f in facts for u in utterances_of(f)))),
        *run.calendared([(f.article.id, finding) for f in facts for finding in f.calendar]),
    ]
    return Findings(
        articles=tuple(ordered),
        claims=(*(c for f in facts for c in f.claims), *run.claims_made()),
        discrepancies=in_order_of_confidence(tools.calibration.calibrated(d) for d in discrepancies),
        not_compared=(*(n for a in ordered if (n := not_compared(a)) is not None), *twice),
        lineage=run.lineage,
        notices=stories.notices,
    )


def in_order_of_confidence(discrepancies: Iterable[Discrepancy]) -> tuple[Discrepancy, ...]:
    """The surest first, then by id."""
    return tuple(sorted(discrepancies, key=lambda d: (-d.confidence, d.id)))


def view_of(facts: Facts, engine: Engine) -> ArticleView:
    """The article as comparison sees it."""
    return view_article(facts.article, facts.claims, engine.words, facts.names, facts.placed)


def distinct(articles: Iterable[Article]) -> tuple[list[Article], list[NotCompared]]:
    """The articles by id, each id once; what is said of those that share an id with another text."""
    kept: dict[str, Article] = {}
    twice: list[NotCompared] = []
    for article in sorted(articles, key=lambda a: (a.id, a.title, a.text)):
        first = kept.setdefault(article.id, article)
        if (first.title, first.text) != (article.title, article.text):
            twice.append(NotCompared(article.id, "another article has this id; this one was not read"))
    return list(kept.values()), twice


def not_compared(article: Article) -> NotCompared | None:
    """What of the article was not read, and why; None where it was read to its end."""
    if article.skipped:
        return NotCompared(article.id, article.skipped)
    read = len(readable(article).text)
    if read < len(article.text):
        return NotCompared(article.id, f"too long: the first {read:,} of {len(article.text):,} characters were read")
    return None


def find_times(text: str, published: str | Interval | None = None) -> list[When]:
    """The time expressions of a text; ``published`` (as an article writes it, or an interval) anchors relative ones."""
    anchor = parse_published(published) if isinstance(published, str) else published
    return list(extract_times(text, anchor))


def find_quotes(text: str) -> list[Quotation]:
    """The quotations of a text with their speakers, found on its surface."""
    return list(extract_quotes(text))


def relate(a: Claim, b: Claim) -> list[Comparison]:
    """Two claims compared, one comparison a slot."""
    return [*_tables().compare(a, b), relate_quote(a.quote, b.quote), relate_attribution(a.attribution, b.attribution)]


def same_question(a: Claim, b: Claim) -> float:
    """The probability, 0-1, that two claims answer one factual question: the best over the slots that both fill.

    Seen alone, without their articles, the claims' events are taken to be one.
    """
    aligner = _tables()
    views = [view_article(Article(id=c.article, text=""), [c], aligner.words) for c in (a, b)]
    slots = [s for s, filled in ((Slot.AMOUNT, (a.amount, b.amount)), (Slot.WHEN, (a.when, b.when))) if all(filled)]
    slots += [Slot.WHERE] if a.where and b.where else []
    return max(aligner.align(a, b, slot, *views).probability for slot in [*slots, Slot.WHAT])


@lru_cache(maxsize=2)
def _engine(model: str) -> Engine:
    return Engine.load(Config(model=model))


@lru_cache(maxsize=1)
def _tables() -> Aligner:
    return Aligner(WordTable.load(), Gazetteer.load())


def find_conflicts(pairs: Iterable[tuple[ArticleView, ArticleView]], engine: Engine) -> list[Conflict]:
    """Every pair of claims that answers one question twice, differently, in articles of one event."""
    return [conflict for _, _, found in judged_pairs(pairs, engine) for conflict in found]


def judged_pairs(
    pairs: Iterable[tuple[ArticleView, ArticleView]], engine: Engine
) -> Iterator[tuple[ArticleView, ArticleView, list[Conflict]]]:
    """Each pair of articles with its conflicts: they depend on the two articles alone."""
    acts, people, bodies = ActionFinder(engine.words), PersonFinder(), BodyFinder()
    tolls, rewritten = TollFinder(), RewrittenFinder()
    scenes = SceneFinder()
    for left, right in pairs:
        out: list[Conflict] = []
        told = list(acts.between(left, right))
        out += told
        out += rewritten.between(left, right)
        out += tolls.between(left, right, any(c.topic.startswith("status/fate") for c in told))
        out += name_conflicts(left, right)
        out += people.between(left, right)
        out += bodies.between(left, right)
        out += scene_place_conflicts(left, right)
        if left is right:
            out += announced_conflicts(left.by_slot[Slot.WHAT])
            out += taken_back(left)
        else:
            out += standing_place_conflicts(left, right, engine.gazetteer)
            out += residence_conflicts(left, right, engine.gazetteer)
            out += encounter_conflicts(left, right, engine.gazetteer)
            out += scenes.between(left, right)
            out += half_day_conflicts(left, right)
            out += near_figure_conflicts(left, right)
        found = conflicts_between(left, right, engine)
        out += (c for c in found if tolls.admits(c, left, right) and people.admits(c, left, right))
        yield left, right, out


def conflicts_between(left: ArticleView, right: ArticleView, engine: Engine) -> list[Conflict]:
    """The conflicts of two articles: it depends on the two alone."""
    tools = Tools(engine.gazetteer)
    out: list[Conflict] = []
    for slot, rules in RULES.items():
        floor = engine.aligner.floor(slot)
        pairs = [
            engine.aligner.align(a, b, slot, left, right)
            for a, b in candidate_pairs(left, right, slot, engine.words)
            if may_answer_one_question(a, b, slot, engine)
        ]
        for pair in best_pairs([p for p in pairs if p.probability >= floor]):
            found = (rule(pair, left, right, tools) for rule in (*rules, *SHOWN_RULES))
            sure = (c for c in found if c is not None and c.score >= floor * FLOOR_OF_SCORE)
            out += [c for conflict in sure if (c := judged(conflict)) is not None]
    return out


def may_answer_one_question(a: Claim, b: Claim, slot: Slot, engine: Engine) -> bool:
    """A cheap look at the answers alone: most pairs say nothing of one another."""
    if slot is Slot.AMOUNT and a.amount and b.amount:
        return relate_amount(a.amount, b.amount).relation is not SlotRelation.UNKNOWN and (
            same_count(a.amount, b.amount).score >= SAME_COUNT_AT_ALL
        )
    if slot is Slot.WHEN:
        return relate_when(a.when, b.when).relation is not SlotRelation.UNKNOWN
    if slot is Slot.WHERE:
        return disjoint_places(a, b, engine.gazetteer) is not None
    return relate_what(a.what, b.what, engine.words).relation is SlotRelation.DISJOINT
