"""The way of data: articles -> sentences -> claims -> pairs -> conflicts -> discrepancies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
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
from claimcheck.compare.what import relate_what
from claimcheck.compare.when import relate_when
from claimcheck.compare.words import WordTable
from claimcheck.config import Config
from claimcheck.conflict.actions import ActionFinder
from claimcheck.conflict.announced import announced_conflicts
from claimcheck.conflict.bodies import BodyFinder
from claimcheck.conflict.calendar import CalendarFinding, calendar_findings
from claimcheck.conflict.calendared import calendar_discrepancies
from claimcheck.conflict.coincidence import coincidence_findings
from claimcheck.conflict.confidence import AS_SCORED, Calibration, shipped_calibration
from claimcheck.conflict.encounter import encounter_conflicts
from claimcheck.conflict.group import group_conflicts
from claimcheck.conflict.names import name_conflicts
from claimcheck.conflict.near_figures import near_figure_conflicts
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.persons import PersonFinder
from claimcheck.conflict.places_in_text import ClaimsByPlace
from claimcheck.conflict.quote import QuoteFinding, quote_findings
from claimcheck.conflict.quoted import quote_discrepancies
from claimcheck.conflict.residence import residence_conflicts
from claimcheck.conflict.rewritten import RewrittenFinder
from claimcheck.conflict.rules import RULES, SHOWN_RULES, Tools, disjoint_places, judged
from claimcheck.conflict.scene_places import scene_place_conflicts
from claimcheck.conflict.scene_times import SceneFinder
from claimcheck.conflict.scene_times_half import half_day_conflicts
from claimcheck.conflict.standing import standing_place_conflicts
from claimcheck.conflict.tolls import TollFinder
from claimcheck.extract.article import Extraction, extract
from claimcheck.extract.quote import find_quotes as extract_quotes
from claimcheck.extract.when import find_times as extract_times
from claimcheck.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Comparison,
    Field,
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
from claimcheck.text.parts import annotate_parts

READ_LIMIT = 60_000
"""Characters of an article that are read: fifteen times a long news story; the rest is named as not compared."""
FLOOR_OF_SCORE = 0.75
"""Share of the floor of probability that a rule's own score must reach."""
Progress = Callable[[int, int], None]
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


def readable(article: Article) -> Article:
    """The article, cut at a word where it is longer than what is read of one. Offsets stay true."""
    if len(article.text) <= READ_LIMIT:
        return article
    cut = article.text.rfind(" ", 0, READ_LIMIT)
    return replace(article, text=article.text[: cut if cut > READ_LIMIT // 2 else READ_LIMIT])


def annotate(article: Article, annotator: Annotator) -> AnnotatedArticle:
    """The sentences of an article's title and text, tables left out; none where it is skipped."""
    if article.skipped:
        return AnnotatedArticle(article, (), ())
    text = annotate_parts(article.text, article.blocks, annotator)
    return AnnotatedArticle(article, annotator.annotate(article.title), text)


def extract_all(
    articles: Sequence[Article], engine: Engine, threads: int = 1, progress: Progress | None = None
) -> list[Extraction]:
    """One extraction an article, in the order given; the number of threads changes nothing but the time."""

    def one(article: Article) -> Extraction:
        return extract(annotate(readable(article), engine.annotator), engine.gazetteer)

    out: list[Extraction] = []
    with ThreadPoolExecutor(max(1, threads)) as pool:
        for done, extraction in enumerate(pool.map(one, articles), 1):
            out.append(extraction)
            if progress is not None:
                progress(done, len(articles))
    return out


def extract_claims(article: Article, engine: Engine | None = None) -> list[Claim]:
    """The claims of one article, title first."""
    return list(extract_all([article], engine or _engine(""))[0].claims)


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
    extractions = extract_all([a for a in ordered if not a.skipped], tools, settings.jobs, progress)
    by_id = {a.id: a for a in ordered}
    lineage = lineages([readable(a) for a in ordered if not a.skipped])
    claims = [c for e in extractions for c in e.claims]
    places = ClaimsByPlace(claims, {(a.id, f): a.field(f) for a in ordered for f in Field})
    views = [view_article(e.annotated.article, e.claims, tools.words, e.names, e.placed) for e in extractions]
    pairs = list(event_pairs(views, tools.words))
    near = frozenset((left.article.id, right.article.id) for left, right in pairs)
    found = find_conflicts(pairs, tools)
    discrepancies = [
        *group_conflicts([c for c in found if c.relation is not Relation.COMPATIBLE], by_id, lineage, near),
        *group_conflicts(
            [c for c in found if settings.all and c.relation is Relation.COMPATIBLE], by_id, lineage, near
        ),
        *quote_discrepancies(find_quote_conflicts(extractions), places, by_id, lineage),
        *calendar_discrepancies(find_calendar_conflicts(extractions), places, by_id, lineage),
    ]
    sure = [tools.calibration.calibrated(d) for d in discrepancies]
    return Findings(
        articles=tuple(ordered),
        claims=(*claims, *(places.made[i] for i in sorted(places.made))),
        discrepancies=tuple(sorted(sure, key=lambda d: (-d.confidence, d.id))),
        not_compared=(*(n for a in ordered if (n := _not_compared(a)) is not None), *twice),
        lineage=lineage,
        notices=stories.notices,
    )


def distinct(articles: Iterable[Article]) -> tuple[list[Article], list[NotCompared]]:
    """The articles by id, each id once; what is said of those that share an id with another text."""
    kept: dict[str, Article] = {}
    twice: list[NotCompared] = []
    for article in sorted(articles, key=lambda a: (a.id, a.title, a.text)):
        first = kept.setdefault(article.id, article)
        if (first.title, first.text) != (article.title, article.text):
            twice.append(NotCompared(article.id, "another article has this id; this one was not read"))
    return list(kept.values()), twice


def _not_compared(article: Article) -> NotCompared | None:
    if article.skipped:
        return NotCompared(article.id, article.skipped)
    read = len(readable(article).text)
    if read < len(article.text):
        return NotCompared(article.id, f"too long: the first {read:,} of {len(article.text):,} characters were read")
    return None


def find_calendar_conflicts(extractions: Sequence[Extraction]) -> list[tuple[str, CalendarFinding]]:
    """What cannot hold inside one article, with the article's id."""
    return [
        (e.annotated.article.id, finding)
        for e in extractions
        for finding in (
            *calendar_findings(e.annotated, e.claims, {f: found.times for f, found in e.slots.items()}),
            *coincidence_findings(e.claims),
        )
    ]


def find_quote_conflicts(extractions: Sequence[Extraction]) -> tuple[QuoteFinding, ...]:
    """Utterances printed differently, or credited to different speakers."""
    quotes = {
        e.annotated.article.id: [(f, q) for f, found in e.slots.items() for q in found.quotations] for e in extractions
    }
    texts = {(e.annotated.article.id, f): e.annotated.article.field(f) for e in extractions for f in Field}
    return quote_findings(quotes, texts)


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
    out: list[Conflict] = []
    acts, people, bodies = ActionFinder(engine.words), PersonFinder(), BodyFinder()
    tolls, rewritten = TollFinder(), RewrittenFinder()
    scenes = SceneFinder()
    for left, right in pairs:
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
        else:
            out += standing_place_conflicts(left, right, engine.gazetteer)
            out += residence_conflicts(left, right, engine.gazetteer)
            out += encounter_conflicts(left, right, engine.gazetteer)
            out += scenes.between(left, right)
            out += half_day_conflicts(left, right)
            out += near_figure_conflicts(left, right)
        found = conflicts_between(left, right, engine)
        out += (c for c in found if tolls.admits(c, left, right) and people.admits(c, left, right))
    return out


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
