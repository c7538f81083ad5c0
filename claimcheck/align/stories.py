"""Which items are versions of one story, which of them stands, and what a kill, a hold or an embargo does to it.

Versions are linked by the provider's id, by the ids that an item says it replaces, and by a slug or headline that is
the same but for the marks of a version. The verdict on two items depends on the two alone; stories are the connected
groups. Nothing reads the clock: an embargo is over only where the run is told what time it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from claimcheck.align.event import groups_of
from claimcheck.align.lineage import near_copies
from claimcheck.align.version_order import day_gap, in_order, utc_low
from claimcheck.compare.moments import parse_published
from claimcheck.config import Config
from claimcheck.model import (
    Article,
    ConfigError,
    Interval,
    Item,
    ItemClass,
    Notice,
    NoticeKind,
    Signal,
    Status,
    content_id,
)

FAMILY_DAYS = 2.0
"""Days between two versions of one slug: recurring slugs (weather, a day's glance) come back daily, so only items of
which one is marked as a version are linked by slug at all, and only this near to one another."""


@dataclass(frozen=True, slots=True)
class StoryPolicy:
    """What a run does with versions and embargoes.

    ``as_of`` is the time at which the run is to think itself, None: unknown, and every embargo is in force.
    ``with_embargoed`` compares embargoed items all the same, marked; ``all_versions`` compares old versions too.
    """

    as_of: Interval | None = None
    with_embargoed: bool = False
    all_versions: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Every article that came in, those that do not stand set aside with the reason, each with an id of its own; and
    what a reader should know of them."""

    articles: tuple[Article, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The versions of one story, oldest first, as they came (``versions``) and, place by place, as they stand."""

    versions: tuple[Article, ...]
    standing: tuple[Article, ...]
    notices: tuple[Notice, ...]


def stories_of(articles: Iterable[Article], config: Config) -> Standing:
    """The articles, of each story those versions set aside that do not stand. Raises ConfigError where ``as_of`` is no
    time."""
    return standing(articles, policy_of(config))


def policy_of(config: Config) -> StoryPolicy:
    """The policy of a run. Raises ConfigError where ``as_of`` is no time."""
    as_of = parse_published(config.as_of)
    if config.as_of and as_of is None:
        raise ConfigError(f"as_of is {config.as_of!r}; it must be a time such as 2026-05-01T18:00+02:00")
    return StoryPolicy(as_of, config.with_embargoed, config.all_versions)


def standing(articles: Iterable[Article], policy: StoryPolicy) -> Standing:
    """What stands of each story. The order of the articles changes nothing."""
    stories = list(judged_stories(each_once(articles), policy))
    kept = sorted((article for story in stories for article in story.standing), key=version_key)
    said = [notice for story in stories for notice in story.notices]
    return Standing(tuple(kept), in_reading_order([*said, *relying(kept, near_copies)]))


def judged_stories(articles: Sequence[Article], policy: StoryPolicy) -> Iterator[Story]:
    """The stories among articles of which each came once. The verdict on one depends on its own versions alone."""
    for group in _stories(articles):
        versions = in_order([articles[i] for i in group])
        stood, said = _judge(_with_own_ids(versions), policy)
        yield Story(tuple(versions), tuple(stood), tuple(said))


def in_reading_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Notices by article, kind and text."""
    return tuple(sorted(notices, key=lambda n: (n.article, n.kind, n.text)))


def is_killed(article: Article) -> bool:
    """Whether the provider withdrew the item."""
    return article.item.status is Status.CANCELED or Signal.KILL in article.item.signals


def version_name(article: Article) -> str:
    """What a reader calls the version: its number, else its time, else a few digits of its content."""
    item = article.item
    return item.version or item.version_created or content_id(article.title, article.text)[:6]


# ------------------------------------------------------------------------------------------------------ which belong


def version_key(article: Article) -> tuple[str, ...]:
    """The order in which versions are looked at; of one that came twice word for word the first is kept."""
    item = article.item
    return (article.id, item.version, item.version_created, article.title, article.text, article.path, item.raw_sha256)


def each_once(articles: Iterable[Article]) -> list[Article]:
    """The articles in order, a version that was delivered again word for word left out."""
    seen: set[tuple[str, ...]] = set()
    out: list[Article] = []
    for article in sorted(articles, key=version_key):
        if (print_ := version_print(article)) not in seen:
            seen.add(print_)
            out.append(article)
    return out


def version_print(article: Article) -> tuple[str, ...]:
    """What makes two deliveries one: the item, the version, its status and every word of it."""
    item = article.item
    status = item.status or ""
    return (article.id, item.version, item.version_created, status, article.title, article.text)


def _stories(articles: Sequence[Article]) -> list[list[int]]:
    """The groups of places in ``articles`` that are one story, each place in one."""
    links = [(i, i) for i in range(len(articles))]
    links += _linked_by_id(articles)
    links += _linked_by_family(articles)
    named = groups_of((f"{a:09}", f"{b:09}") for a, b in links)
    return [[int(name) for name in group] for group in named]


def _linked_by_id(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for index, article in enumerate(articles):
        identity = article.item.provider_id
        if identity:
            yield first.setdefault(identity, index), index
    for index, article in enumerate(articles):
        for identity in article.item.replaces:
            if identity in first:
                yield first[identity], index


def _linked_by_family(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    families: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        if article.item.family and article.item.item_class in (ItemClass.TEXT, ItemClass.ADVISORY):
            provider = (article.item.provider or article.source).lower()
            families[(provider, article.item.family)].append(index)
    for members in families.values():
        for a, b in combinations(members, 2):
            if _is_next_version(articles[a], articles[b]):
                yield a, b


def _is_next_version(a: Article, b: Article) -> bool:
    """Whether one of two items of one slug says that it is a version, and they are near enough in time."""
    marked = bool(a.item.signals or b.item.signals) or a.item.update is not None or b.item.update is not None
    return marked and day_gap(a.published_at, b.published_at) <= FAMILY_DAYS


# -------------------------------------------------------------------------------------------------------- which stands


def _judge(versions: Sequence[Article], policy: StoryPolicy) -> tuple[list[Article], list[Notice]]:
    """One story's versions, oldest first, those that do not stand set aside."""
    kill = next((i for i, version in enumerate(versions) if is_killed(version)), None)
    if kill is not None:
        return _killed(versions, kill)
    latest = versions[-1]
    if latest.item.status is Status.WITHHELD:
        return [replace(v, skipped="withheld by its provider: the story is frozen") for v in versions], []
    notices = [*_two_texts(versions), *_corrected(latest)]
    out: list[Article] = []
    for version in versions:
        reason = version.skipped
        if version is not latest and not policy.all_versions:
            reason = f"superseded by version {version_name(latest)}"
        elif version.item.status is Status.WITHHELD:
            reason = "withheld by its provider"
        elif is_embargoed(version, policy.as_of):
            held = f"embargoed: {version.item.embargo}"
            if policy.with_embargoed:
                notices.append(Notice(version.id, NoticeKind.EMBARGOED, f"{held}; not for release before"))
            else:
                version, reason = sealed(version), held
        out.append(replace(version, skipped=reason))
    return out, notices


def _killed(versions: Sequence[Article], kill: int) -> tuple[list[Article], list[Notice]]:
    notice = versions[kill]
    said = " ".join((notice.item.editor_note or notice.title).split())
    reason = f"killed by its provider{': ' + said[:200] if said else ''}"
    late = [
        Notice(
            version.id,
            NoticeKind.LATE_VERSION,
            f"version {version_name(version)} came after the kill; it stays withdrawn until the provider is asked",
        )
        for version in versions[kill + 1 :]
        if not is_killed(version)
    ]
    return [replace(version, skipped=reason) for version in versions], late


def sealed(version: Article) -> Article:
    """An embargoed item as a report may name it: that it exists and until when, none of its words."""
    item = version.item
    bare = Item(
        item_class=item.item_class,
        provider=item.provider,
        provider_id=item.provider_id,
        version=item.version,
        first_created=item.first_created,
        version_created=item.version_created,
        status=item.status,
        embargo=item.embargo,
        rights=item.rights,
        raw_sha256=item.raw_sha256,
        reader_version=item.reader_version,
    )
    return replace(version, title="", text="", blocks=(), item=bare)


def is_embargoed(article: Article, as_of: Interval | None) -> bool:
    """Whether the item may not be used yet. An embargo whose end is no time ("on delivery") is never over by itself;
    where either time lacks a zone, it is over once it is over everywhere."""
    if not article.item.embargo:
        return False
    release = utc_low(article.item.embargo, latest=True)
    return release is None or as_of is None or utc_low(as_of) < release  # type: ignore[operator]


def _two_texts(versions: Sequence[Article]) -> Iterator[Notice]:
    """One version number with two texts: the later in time, or in bytes, was taken."""
    for a, b in pairwise(versions):
        same = a.item.version and (a.item.provider_id, a.item.version) == (b.item.provider_id, b.item.version)
        if same and (a.title, a.text) != (b.title, b.text):
            yield Notice(b.id, NoticeKind.LATE_VERSION, f"version {b.item.version} came with two different texts")


def _corrected(latest: Article) -> Iterator[Notice]:
    for correction in latest.item.corrections:
        yield Notice(latest.id, NoticeKind.CORRECTION, " ".join(correction.text.split()))


def _with_own_ids(versions: Sequence[Article]) -> list[Article]:
    """The versions, the newest of each id under it as it is, older ones under "id@version"."""
    newest = {version.id: place for place, version in enumerate(versions)}
    taken = set(newest)
    out: list[Article] = []
    for place, version in enumerate(versions):
        identity = version.id
        if newest[identity] != place:
            identity = f"{identity}@{version_name(version)}"
            if identity in taken:
                identity = f"{identity}~{content_id(version.title, version.text, str(place))[:6]}"
            taken.add(identity)
        out.append(replace(version, id=identity))
    return out


# ------------------------------------------------------------------------------------------------------ what relied


def relying(
    articles: Iterable[Article], copies_among: Callable[[Sequence[Article]], Iterable[tuple[str, str]]]
) -> Iterator[Notice]:
    """What reprints a killed item: a near-copy of one of its versions, or of such a copy. ``copies_among`` gives the
    pairs of ids that are near-copies; of two articles with one id the first in order is meant."""
    printed: dict[str, Article] = {}
    for article in sorted(articles, key=lambda a: (a.id, a.title, a.text)):
        printed.setdefault(article.id, article)
    printed = {name: article for name, article in printed.items() if article.text.strip()}
    killed = {name for name, a in printed.items() if a.skipped is not None and a.skipped.startswith("killed")}
    if not killed:
        return
    copies = list(copies_among(list(printed.values())))
    for gone in sorted(killed):
        held = [pair for pair in copies if not (killed - {gone}) & set(pair)]
        for group in groups_of(held):
            if gone in group:
                text = f"it reprints {gone}, which its provider killed"
                yield from (Notice(name, NoticeKind.RELIES_ON_WITHDRAWN, text) for name in group if name != gone)
