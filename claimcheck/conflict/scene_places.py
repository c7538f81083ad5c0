"""Streets, blocks and corners on which articles of one event disagree.

Short news names its scene by the street, and often nothing else does: "the 2600 block of Harrow Avenue" in one report
is "Harrow Road" in another. A street is a name, so it is compared over the whole article, whatever claims it stands in.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.street import Street, opposite, other_kind, other_spelling, streets_of
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import HOLDS, POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import Claim, Field, Kind, PlaceRelation, Reading, Reason, Relation, Severity, Slot, Where

CONFIDENCE = {"street_kind": 0.9, "street_spelling": 0.85, "street_block": 0.75, "street_corner": 0.6}
"""Set by what was read on unlabelled news (docs/design/0009-unseen-news.md): kinds were all real, blocks and corners
mostly. A misprinted street is no other street: spellings are compatible, and shown where all readings are asked for."""
_QUESTIONS = {
    "street_kind": "Which is the street",
    "street_spelling": "How is the street spelled",
    "street_block": "In which block was it",
    "street_corner": "At which corner was it",
}
MENTIONS = 2
"""As many sentences of an article are cited for a street: those that tell of the scene before others."""
_NUMBER = re.compile(r"(\d{1,2},\d{3}|\d{2,5})(?:[\s-]+block\s+of)?\s")
_HOUSE = re.compile(r"(?<![\d$£€,.:-])(?<!\bof\s)(\d{2,5})\s+$")
"""A house number before a street; "of 18 Alder Street" is where somebody lives."""
_BOTH_STREETS = re.compile(r"\bstreets\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SceneWords:
    """Word lists of data/scene_places.toml."""

    happening: frozenset[str]
    elsewhere: frozenset[str]


@lru_cache(maxsize=1)
def scene_words() -> SceneWords:
    """The shipped lists."""
    table = tomllib.loads(files("claimcheck.data").joinpath("scene_places.toml").read_text("utf-8"))
    return SceneWords(**{name: frozenset(words) for name, words in table.items()})


@dataclass(frozen=True, slots=True)
class Named:
    """A street as one sentence names it. ``corner``: the streets it crosses there; ``block``: the hundred of its block
    or house ("the 1100 block": 11), -1 where none is printed; ``start``: where its number or name begins."""

    street: Street
    corner: tuple[Street, ...]
    block: int
    start: int
    field: Field
    where: Where


def scene_place_conflicts(left: ArticleView, right: ArticleView) -> Iterator[Conflict]:
    """A street of two kinds or two spellings, two blocks of one street, two corners that share a street.

    Inside one article a street that is printed two ways is a slip; two blocks of it may well be two scenes."""
    ours = _named(left)
    if left.article.id == right.article.id:
        yield from _inside(left, ours)
        return
    theirs = _named(right)
    if ours and theirs:
        for rule in (_kinds, _spellings, _blocks, _corners):
            yield from rule(left, right, ours, theirs)


def _named(view: ArticleView) -> tuple[Named, ...]:
    """The streets that an article names, each with what stands beside it, in order."""
    out: list[Named] = []
    for field, where in view.placed:
        if where.kind != "street":
            continue
        streets = streets_of(where.name)
        if _BOTH_STREETS.search(where.text):  # "Alder and Harrow streets" does not say that each is a street
            streets = tuple(Street(s.compass, s.stem, "" if s.kind == "street" else s.kind) for s in streets)
        block, start = _number(view.article.field(field), where) if len(streets) == 1 else (-1, where.start)
        for street in streets:
            corner = tuple(other for other in streets if other != street)
            out.append(Named(street, corner, block, start, field, where))
    return tuple(out)


def _number(text: str, where: Where) -> tuple[int, int]:
    """The hundred of the block or of the house, and where its number begins. "Near 2500 Main Street" is no address."""
    block = _NUMBER.match(where.text)
    if block:
        return int(block[1].replace(",", "")) // 100, where.start
    house = _HOUSE.search(text, max(0, where.start - 9), where.start)
    if house is None or where.relation is not PlaceRelation.IN:
        return -1, where.start
    return int(house[1]) // 100, house.start(1)


def _kinds(
    left: ArticleView, right: ArticleView, ours: tuple[Named, ...], theirs: tuple[Named, ...]
) -> Iterator[Conflict]:
    """One stem that each article calls by one kind alone, and not by the same. Of a grid both may exist, so that both
    must be said of the scene."""
    mine, other = _by_stem(ours), _by_stem(theirs)
    for stem in sorted(mine.keys() & other.keys()):
        a, b = ([one for one in side[stem] if one.street.kind] for side in (mine, other))
        if len({x.street.kind for x in a}) != 1 or len({x.street.kind for x in b}) != 1:
            continue
        if not other_kind(a[0].street, b[0].street):
            continue
        grid = a[0].street.numbered
        yield from _told(left, right, a, b, "street_kind", f"street/{stem}", grid)


def _by_stem(named: tuple[Named, ...]) -> dict[str, list[Named]]:
    out: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        out[one.street.stem].append(one)
    return out


def _spellings(
    left: ArticleView, right: ArticleView, ours: tuple[Named, ...], theirs: tuple[Named, ...]
) -> Iterator[Conflict]:
    """Two stems that are one but for a letter, neither printed by the article that has the other."""
    mine, other = _by_stem(ours), _by_stem(theirs)
    for stem in sorted(mine.keys() - other.keys()):
        for rival in sorted(other.keys() - mine.keys()):
            a, b = mine[stem], other[rival]
            if other_spelling(a[0].street, b[0].street):
                topic = f"street/{min(stem, rival)}/{max(stem, rival)}"
                yield from _told(left, right, a, b, "street_spelling", topic, False)


def _blocks(
    left: ArticleView, right: ArticleView, ours: tuple[Named, ...], theirs: tuple[Named, ...]
) -> Iterator[Conflict]:
    """One street of which each article names one block, and not the same."""
    mine, other = _by_stem(ours), _by_stem(theirs)
    for stem in sorted(mine.keys() & other.keys()):
        a, b = ([one for one in side[stem] if one.block >= 0] for side in (mine, other))
        if len({x.block for x in a}) != 1 or len({x.block for x in b}) != 1 or a[0].block == b[0].block:
            continue
        if opposite(a[0].street, b[0].street):
            continue
        yield from _told(left, right, a, b, "street_block", f"block/{stem}", True)


def _corners(
    left: ArticleView, right: ArticleView, ours: tuple[Named, ...], theirs: tuple[Named, ...]
) -> Iterator[Conflict]:
    """The scene at two corners of one street, where neither article names the other's cross street."""
    mine, other = _by_stem(ours), _by_stem(theirs)
    for stem in sorted(mine.keys() & other.keys()):
        a, b = ([one for one in side[stem] if len(one.corner) == 1] for side in (mine, other))
        across, beyond = ({one.corner[0].stem for one in side} for side in (a, b))
        if len(across) == len(beyond) == 1 and not (across & other.keys() or beyond & mine.keys()):
            yield from _other_corner(left, right, a, b)


def _inside(view: ArticleView, named: tuple[Named, ...]) -> Iterator[Conflict]:
    """The same of one article: each pair of names once."""
    by_stem = _by_stem(named)
    for place, stem in enumerate(sorted(by_stem)):
        kinds = sorted({one.street.kind for one in by_stem[stem]} - {""})
        if len(kinds) == 2 and not by_stem[stem][0].street.numbered:
            a, b = ([one for one in by_stem[stem] if one.street.kind == kind] for kind in kinds)
            if other_kind(a[0].street, b[0].street):
                yield from _told(view, view, a, b, "street_kind", f"street/{stem}", False)
        for rival in sorted(by_stem)[place + 1 :]:
            if other_spelling(by_stem[stem][0].street, by_stem[rival][0].street):
                topic = f"street/{stem}/{rival}"
                yield from _told(view, view, by_stem[stem], by_stem[rival], "street_spelling", topic, False)
        corners = [one for one in by_stem[stem] if len(one.corner) == 1]
        across = list(dict.fromkeys(one.corner[0].stem for one in corners))
        if len(across) == 2:
            a, b = ([one for one in corners if one.corner[0].stem == name] for name in across)
            yield from _other_corner(view, view, a, b)


def _other_corner(left: ArticleView, right: ArticleView, a: list[Named], b: list[Named]) -> Iterator[Conflict]:
    if not other_spelling(a[0].corner[0], b[0].corner[0]):
        yield from _told(left, right, a, b, "street_corner", f"corner/{a[0].street.stem}", True)


def _told(
    left: ArticleView, right: ArticleView, a: list[Named], b: list[Named], rule: str, topic: str, scene: bool
) -> Iterator[Conflict]:
    """The conflicts of the sentences that name the two; ``scene``: only where both tell of one place of the event."""
    for one in _sides(left, a, rule):
        for two in _sides(right, b, rule):
            apart = (one.claim.field, one.claim.sentence.start) != (two.claim.field, two.claim.sentence.start)
            if (apart or left is not right) and (not scene or _one_stage(one.claim, two.claim)):
                yield _conflict(one, two, rule, topic)


def _sides(view: ArticleView, named: list[Named], rule: str) -> list[Side]:
    found: dict[tuple[Field, int], tuple[bool, int, Side]] = {}
    text = {field: view.article.field(field) for field in Field}
    for rank, one in enumerate(named):
        claim = _holder(view, one)
        if claim is not None:
            value = " ".join(text[one.field][one.start : one.where.end].split())
            side = Side(claim, Slot.WHERE, one.start, one.where.end, value, _key(one, rule))
            found.setdefault((one.field, claim.sentence.start), (not _is_scene(claim), rank, side))
    return [side for *_, side in sorted(found.values(), key=lambda x: x[:2])][:MENTIONS]


def _one_stage(a: Claim, b: Claim) -> bool:
    """Whether two sentences both tell where it happened, or both of one thing that happened elsewhere (the arrest)."""
    if _is_scene(a) and _is_scene(b):
        return True
    return bool(a.words & b.words & scene_words().elsewhere)


def _key(one: Named, rule: str) -> str:
    if rule == "street_block":
        return f"{one.street.stem}/{one.block}"
    if rule == "street_corner":
        return " & ".join(sorted((one.street.stem, *(x.stem for x in one.corner))))
    return f"{one.street.stem} {one.street.kind}"


def _is_scene(claim: Claim) -> bool:
    words = scene_words()
    return bool(claim.words & words.happening) and not claim.words & words.elsewhere


def _holder(view: ArticleView, one: Named) -> Claim | None:
    """The claim of the sentence that prints the street, its predicate nearest."""
    holders = [
        c
        for c in view.by_slot.get(Slot.WHAT, ())
        if c.field is one.field and c.sentence.start <= one.where.start and one.where.end <= c.sentence.end
    ]
    return min(holders, key=lambda c: (abs(c.start - one.where.start), c.id), default=None)


def _conflict(one: Side, two: Side, rule: str, topic: str) -> Conflict:
    relation, why = decide_lasting(one.claim, two.claim)
    a, b = sorted((one.value, two.value))
    slip = rule == "street_spelling"
    return Conflict(
        kind=Kind.WHERE,
        relation=Relation.COMPATIBLE if slip else relation,
        severity=Severity.MINOR if slip or rule == "street_block" else Severity.MAJOR,
        a=one,
        b=two,
        score=CONFIDENCE[rule],
        same_question=CONFIDENCE[rule],
        topic=topic,
        question=f"{_QUESTIONS[rule]}: {a} or {b}?",
        ask="Find the address on a map or in the police log, or ask the dispatcher.",
        reasons=(Reason(rule, f"“{a}” and “{b}” differ by a letter" if slip else f"“{a}” is not “{b}”"), why),
        readings=(
            Reading("one name, misprinted", HOLDS if slip else RULED_OUT, "a slip of a letter makes no other street"),
            Reading("two places of one event", POSSIBLE, "the event may have had two scenes"),
        ),
    )
