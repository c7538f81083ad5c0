"""Pairs of sentences with their answers hidden: what a reader of both can learn "one question or two" from.

``python -m claimcheck.train.hidden_answers DATA_DIR -o PAIRS.jsonl --leave-out tests/bench/drawn.json``

*Mask and match*: two same-event sentences of different outlets, each with an amount, a time, a place or a person
hidden; the pair is positive where the hidden answers are equal. An answer replaced by another of its type makes no new
example here, for the replaced answer is hidden too. Beside them stand ECB+ event words, marked and not hidden: whether
two mentions tell of one event. Near-copies are dropped, since their equality teaches copying.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from claimcheck.align.pairs import candidate_pairs, telling_words
from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.who import relate_who
from claimcheck.compare.words import WordTable
from claimcheck.model import Article, Claim, EntityLabel, Precision, Slot, SlotRelation, TimeKind, Who, WhoRole
from claimcheck.pipeline import Engine
from claimcheck.train.alignment import answers_equal, foreign_pairs, unlabelled_events, views_of

SEED = 20251
COPIED = 0.6
"""Jaccard of the visible words from which two sentences are copies of one another."""
SMALL = 5
SMALL_WEIGHT = 0.5
"""Plain counts up to SMALL agree by chance: their equality counts half."""
MEASURED = frozenset({Slot.AMOUNT, Slot.WHEN})
"""Slots of which every pair is kept, so that average precision means something."""


class Kind(IntEnum):
    """What stands at the mark; the number is the row of the encoder's mark table (0 and 1 are the two sides)."""

    AMOUNT = 2
    CLOCK = 3
    DURATION = 4
    DATE = 5
    PLACE = 6
    NAME = 7


PAIRS_AN_EVENT = {Kind.AMOUNT: 60, Kind.CLOCK: 20, Kind.DURATION: 20, Kind.DATE: 4, Kind.PLACE: 1, Kind.NAME: 2}
"""Positives kept of one event and type at most: no large group teaches all, and dates, which mostly ask "when was the
event", do not drown the rest."""


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence cut at its mark: ``shown`` is the marked text where it may be read ("" for a hidden answer)."""

    before: str
    after: str
    shown: str = ""

    @property
    def visible(self) -> frozenset[str]:
        """The words that can be read, in lower case."""
        return frozenset(re.findall(r"\w+", f"{self.before} {self.shown} {self.after}".lower()))


@dataclass(frozen=True, slots=True)
class HiddenPair:
    """Two sides, what is hidden, whether the answers (or event mentions) are one, and the pair's comparisons."""

    event: str
    kind: Kind
    left: Side
    right: Side
    same: bool
    weight: float = 1.0
    features: tuple[float, ...] = ()

    @property
    def slot(self) -> Slot:
        """The slot of the hidden answer."""
        if self.kind is Kind.AMOUNT:
            return Slot.AMOUNT
        if self.kind is Kind.PLACE:
            return Slot.WHERE
        return Slot.WHO if self.kind is Kind.NAME else Slot.WHEN

    @property
    def likeness(self) -> float:
        """Jaccard of the visible words, 0-1."""
        a, b = self.left.visible, self.right.visible
        return len(a & b) / max(1, len(a | b))


@lru_cache(maxsize=1)
def _numeral() -> re.Pattern[str]:
    raw = tomllib.loads(files("claimcheck.data").joinpath("numbers.toml").read_text("utf-8"))
    words = sorted({w for part in ("units", "tens", "scales", "ordinals") for w in raw[part]}, key=len, reverse=True)
    one = rf"(?:[$£€]?\d[\d,.]*(?:\s?(?:bn|mn|k|m)\b|st\b|nd\b|rd\b|th\b)?|\b(?:{'|'.join(map(re.escape, words))})s?\b)"
    return re.compile(rf"{one}(?:(?:[\s-]|\sand\s)*{one})*", re.IGNORECASE)


def numeral_span(text: str) -> tuple[int, int]:
    """The part of an amount's text that gives its figure: hedge, unit and counted thing stay readable."""
    found = _numeral().search(text)
    return found.span() if found else (0, len(text))


def cut(claim: Claim, start: int, end: int) -> Side | None:
    """The claim's sentence without the code points [start, end) of its field; None where they lie outside of it."""
    base, text = claim.sentence.start, claim.sentence.text
    if not base <= start < end <= base + len(text):
        return None
    return Side(text[: start - base].rstrip(), text[end - base :].lstrip())


def hidden(claim: Claim, slot: Slot) -> tuple[Kind, Side] | None:
    """The claim's sentence with its answer hidden, and the answer's type."""
    kind, start, end = Kind.AMOUNT, 0, 0
    if slot is Slot.AMOUNT and claim.amount:
        low, high = numeral_span(claim.amount.text)
        start, end = claim.amount.start + low, claim.amount.start + high
    elif slot is Slot.WHEN and claim.when:
        clock = claim.when.precision in {Precision.HOUR, Precision.MINUTE, Precision.SECOND}
        kind = Kind.DURATION if claim.when.kind is TimeKind.DURATION else Kind.CLOCK if clock else Kind.DATE
        start, end = claim.when.start, claim.when.end
    elif slot is Slot.WHERE:
        places = [w for w in claim.where if not w.metonym]
        if len(places) != 1:
            return None
        kind, start, end = Kind.PLACE, places[0].start, places[0].end
    elif slot is Slot.WHO and (who := person(claim)):
        kind, start, end = Kind.NAME, who.start, who.end
    side = cut(claim, start, end)
    return (kind, side) if side else None


def person(claim: Claim) -> Who | None:
    """The one named person who acts or is acted on in a claim, as written; None where there are none or several."""
    named = [w for w in claim.who if w.label is EntityLabel.PERSON and w.role is not WhoRole.OTHER and not w.resolved]
    return named[0] if len(named) == 1 else None


def people_pairs(a: ArticleView, b: ArticleView, words: WordTable) -> Iterator[tuple[Claim, Claim]]:
    """Claims about one named person each, in one role, that share a telling lemma outside the names."""
    index: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in b.by_slot[Slot.WHAT]:
        if who := person(claim):
            for word in _beside(claim, who, words):
                index[(who.role, word)].append(claim)
    for claim in a.by_slot[Slot.WHAT]:
        if who := person(claim):
            met = {c.id: c for word in _beside(claim, who, words) for c in index[(who.role, word)]}
            yield from ((claim, met[i]) for i in sorted(met))


def _beside(claim: Claim, who: Who, words: WordTable) -> list[str]:
    own = set(who.text.lower().split())
    return [word for word in telling_words(claim, words) if word not in own]


def same_person(a: Claim, b: Claim) -> bool | None:
    """Whether two claims' one named person is the same; None where the names leave it open."""
    left, right = person(a), person(b)
    relation = relate_who(left, right).relation if left and right else SlotRelation.UNKNOWN
    if relation in {SlotRelation.UNKNOWN, SlotRelation.OVERLAPS}:
        return None
    return relation is not SlotRelation.DISJOINT


def pairs_between(left: ArticleView, right: ArticleView, event: str, engine: Engine) -> Iterator[HiddenPair]:
    """Every pair of claims of two articles whose answers may be hidden and compared."""
    for slot in (Slot.AMOUNT, Slot.WHEN, Slot.WHERE):
        for a, b in candidate_pairs(left, right, slot, engine.words):
            pair = engine.aligner.align(a, b, slot, left, right)
            equal = answers_equal(pair)
            small = slot is Slot.AMOUNT and bool(a.amount and b.amount and not a.amount.unit)
            small = small and max((x.amount.figure or 0.0) for x in (a, b) if x.amount) <= SMALL
            if made := hidden_pair(event, (a, b), slot, equal, SMALL_WEIGHT if small and equal else 1.0, pair.features):
                yield made
    for a, b in people_pairs(left, right, engine.words):
        if made := hidden_pair(event, (a, b), Slot.WHO, same_person(a, b), 1.0, ()):
            yield made


def hidden_pair(
    event: str,
    claims: tuple[Claim, Claim],
    slot: Slot,
    same: bool | None,
    weight: float,
    features: tuple[float, ...],
) -> HiddenPair | None:
    """A pair of hidden answers; None where one cannot be hidden, or nothing is known of their equality."""
    left, right = hidden(claims[0], slot), hidden(claims[1], slot)
    if same is None or left is None or right is None or left[0] is not right[0]:
        return None
    return HiddenPair(event, left[0], left[1], right[1], same, weight, features)


def event_pairs(
    events: Iterable[tuple[str, list[Article]]], engine: Engine, told: Callable[[str], None] = print
) -> Iterator[HiddenPair]:
    """The hidden pairs of many events, each pair of sentences once, no near-copies; of places and people, which are
    many and mostly agree, a balanced choice."""
    for number, (event, articles) in enumerate(events, 1):
        found: dict[tuple[Side, Side], HiddenPair] = {}
        for left, right in foreign_pairs(views_of(articles, engine)):
            for pair in pairs_between(left, right, event, engine):
                if pair.likeness < COPIED:
                    found.setdefault((pair.left, pair.right), pair)
        yield from (p for p in found.values() if p.slot in MEASURED)
        yield from balanced([p for p in found.values() if p.slot not in MEASURED], random.Random(SEED))
        if number % 50 == 0:
            told(f"{number} events read")


def balanced(pairs: Sequence[HiddenPair], chance: random.Random, ratio: float = 1.3) -> list[HiddenPair]:
    """Of each event and type some positives and ``ratio`` negatives for each, half of these the lexically nearest."""
    together: dict[tuple[str, Kind], list[HiddenPair]] = defaultdict(list)
    for pair in pairs:
        together[(pair.event, pair.kind)].append(pair)
    out: list[HiddenPair] = []
    for (_, kind), own in sorted(together.items()):
        limit = PAIRS_AN_EVENT[kind]
        equal, other = [p for p in own if p.same], [p for p in own if not p.same]
        wanted = min(len(other), limit, max(int(ratio * len(equal)), limit // 4))
        near = sorted(other, key=lambda p: -p.likeness)
        hard, rest = near[: wanted // 2], near[wanted // 2 :]
        out += chance.sample(equal, min(limit, len(equal))) + hard + chance.sample(rest, wanted - len(hard))
    return out


# ------------------------------------------------------------------------------------------------------------- ECB+


@dataclass(frozen=True, slots=True)
class Mention:
    """An event word in its sentence: its document, its cross-document chain ("" where it has none)."""

    document: str
    chain: str
    side: Side


def mentions(document: str, xml: str) -> list[Mention]:
    """The event mentions (ACTION_ and NEG_ACTION_ markables) of one ECB+ document."""
    root = ElementTree.fromstring(xml)
    sentences: dict[str, list[tuple[str, str]]] = defaultdict(list)
    place: dict[str, str] = {}
    for token in root.iter("token"):
        sentences[token.attrib["sentence"]].append((token.attrib["t_id"], token.text or ""))
        place[token.attrib["t_id"]] = token.attrib["sentence"]
    chains = {
        source.attrib["m_id"]: relation.attrib.get("note", "")
        for relation in root.iter("CROSS_DOC_COREF")
        for source in relation.findall("source")
    }
    out: list[Mention] = []
    for mark in root.iterfind("Markables/*"):
        own = [anchor.attrib["t_id"] for anchor in mark.findall("token_anchor")]
        if own and "ACTION" in mark.tag:
            words = sentences[place[own[0]]]
            index = [identifier for identifier, _ in words]
            low, high = index.index(own[0]), index.index(own[0]) + 1
            while high < len(index) and index[high] in own:
                high += 1
            parts = [" ".join(w for _, w in words[i:j]) for i, j in ((0, low), (high, None), (low, high))]
            out.append(Mention(document, chains.get(mark.attrib["m_id"], ""), Side(*parts)))
    return out


def coreference_pairs(topic: str, found: Sequence[Mention], limit: int, chance: random.Random) -> list[HiddenPair]:
    """Event mentions of two documents of a topic: coreferent ones, and as many that are not, half with one word."""
    equal: list[HiddenPair] = []
    alike: list[HiddenPair] = []
    other: list[HiddenPair] = []
    for a, b in combinations(found, 2):
        if a.document == b.document or not a.chain or not b.chain:
            continue
        same = a.chain == b.chain
        pair = HiddenPair(f"ecb-{topic}", Kind.NAME, a.side, b.side, same)
        if pair.likeness < COPIED:
            near = a.side.shown.lower()[:5] == b.side.shown.lower()[:5]
            (equal if same else alike if near else other).append(pair)
    size = min(limit, len(equal))
    out = chance.sample(equal, size) + chance.sample(alike, min(len(alike), size // 2))
    return out + chance.sample(other, min(len(other), 2 * size - len(out)))


def ecb_pairs(folder: Path, left_out: frozenset[str], limit: int = 40) -> list[HiddenPair]:
    """Coreference pairs of the topics in ``folder`` (one directory a topic), without those named."""
    chance = random.Random(SEED)
    out: list[HiddenPair] = []
    for topic in sorted((p for p in folder.iterdir() if p.name.isdigit()), key=lambda p: int(p.name)):
        if topic.name not in left_out:
            found = [m for p in sorted(topic.glob("*.xml")) for m in mentions(p.name, p.read_text("utf-8"))]
            out += coreference_pairs(topic.name, found, limit, chance)
    return out


# ------------------------------------------------------------------------------------------------------------- files


def write_pairs(pairs: Iterable[HiddenPair], path: Path) -> int:
    """One JSON object a line; the number written."""
    number = 0
    with path.open("w", encoding="utf-8") as out:
        for number, pair in enumerate(pairs, 1):  # noqa: B007
            out.write(json.dumps(asdict(pair)) + "\n")
    return number


def read_pairs(path: Path) -> list[HiddenPair]:
    """What ``write_pairs`` wrote."""
    out: list[HiddenPair] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            sides = (Side(**raw["left"]), Side(**raw["right"]))
            kind, features = Kind(raw["kind"]), tuple(raw["features"])
            out.append(HiddenPair(raw["event"], kind, *sides, raw["same"], raw["weight"], features))
    return out


def main() -> None:
    """Write the pairs of a seeded sample of events."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--groups", type=int, default=550)
    parser.add_argument("--incidents", type=int, default=900)
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], help="JSON: {groups: [...], incidents: [...]}")
    options = parser.parse_args()
    kept = [json.loads(path.read_text("utf-8")) for path in options.leave_out]
    names = frozenset(str(name) for raw in kept for part in ("groups", "incidents") for name in raw.get(part, []))
    events = unlabelled_events(options.data, options.groups, options.incidents, names)
    print(write_pairs(event_pairs(events, Engine.load()), options.output), "pairs")


if __name__ == "__main__":
    main()
