"""The newsroom store kept up to date: every new article against everything already in, as a run over all would find.

``update`` judges no pair of claims that were both stored before. ``findings_of`` gives what ``pipeline.check`` gives
for all articles that ever came in, whatever the order and the batches they came in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from claimcheck.align.stories import policy_of
from claimcheck.config import Config
from claimcheck.facts import Facts, facts_of, facts_of_all
from claimcheck.model import Article, StoreError
from claimcheck.pipeline import Engine
from claimcheck.store import Run, Shelves, Store
from claimcheck.update.changes import Reader, take_in
from claimcheck.update.desk import Desk
from claimcheck.update.export import findings_of, new_findings
from claimcheck.update.intake import is_here, judge_stories, shelve
from claimcheck.update.program import fingerprint

__all__ = ["Update", "findings_of", "new_findings", "update"]

BATCH = 32
"""Articles that go into the store together: few enough that a reader of it waits for seconds at most."""
Done = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Update:
    """What came of new articles: the store's runs, how many versions were new, how many pairs of articles judged."""

    runs: tuple[int, ...] = ()
    versions: int = 0
    pairs: int = 0


def update(
    store: Store,
    articles: Iterable[Article],
    config: Config | None = None,
    engine: Engine | None = None,
    on_batch: Done | None = None,
) -> Update:
    """Takes articles into the store, a batch at a time: after a crash the store is as before or after a batch.

    ``on_batch`` is told how many articles went in. Raises StoreError where the store cannot be written or another
    program filled it.
    """
    settings = config or Config()
    tools = engine or Engine.load(settings)
    done = Update()
    coming = iter(articles)
    while batch := list(islice(coming, BATCH)):
        one = _take(store, batch, settings, tools)
        done = Update((*done.runs, *one.runs), done.versions + one.versions, done.pairs + one.pairs)
        if on_batch is not None:
            on_batch(len(batch))
    return done


def _take(store: Store, batch: Sequence[Article], settings: Config, tools: Engine) -> Update:
    read = _reader(_read_ahead(store, batch, settings, tools), tools)
    this = Run(fingerprint(settings.model), _configuration(settings))
    with store.writing() as shelves:
        last = shelves.last_run()
        if last is not None and last.program != this.program:
            raise StoreError("the store was filled by another version of claimcheck or its model; fill a new one")
        touched = shelve(shelves, batch)
        others = _awakened(shelves, last, this)
        if not touched and not others:
            return Update()
        run = shelves.begin_run(this)
        changes = judge_stories(shelves, touched, others, policy_of(settings))
        pairs = take_in(Desk(shelves, tools, run), changes, read)
    return Update((run,), sum(before is None for before in touched.values()), pairs)


def _read_ahead(store: Store, batch: Sequence[Article], settings: Config, tools: Engine) -> list[Facts]:
    """The facts of what is new, made before the store is locked."""
    with store.reading() as shelves:
        new = [a for a in batch if a.skipped is None and not is_here(shelves, a)]
    return facts_of_all(new, tools.annotator, tools.gazetteer, settings.jobs)


def _reader(made: Sequence[Facts], tools: Engine) -> Reader:
    known = {facts.article: facts for facts in made}

    def read(article: Article) -> Facts:
        return known.get(article) or facts_of(article, tools.annotator, tools.gazetteer)

    return read


def _configuration(settings: Config) -> str:
    """The settings that decide what stands."""
    names = ("all_versions", "as_of", "with_embargoed")
    return json.dumps({name: getattr(settings, name) for name in names})


def _awakened(shelves: Shelves, last: Run | None, this: Run) -> list[int]:
    """The versions that may stand otherwise because the settings are others than those of the last run."""
    if last is None or last.configuration == this.configuration:
        return []
    before, now = json.loads(last.configuration), json.loads(this.configuration)
    if before["all_versions"] != now["all_versions"]:
        return shelves.versions.all_rows()
    return shelves.versions.with_embargo()
