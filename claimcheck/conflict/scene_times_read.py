"""What an article says of the clock time of its main event: when it was, when it was reported, when help came.

Reports name one moment with many verbs ("the shooting happened", "shots were heard", "a gunman opened fire"), and
close to it the moments of two other acts: the call ("was reported", "police were called") and the coming of those who
were called ("officers responded"). Each clock time is read as one of these phases, or left alone: the pronouncement
of death, an arrest, a court date have times of their own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.stamps import dates_the_page
from claimcheck.model import Claim, Field, Modality, Precision, Slot, When, WhoRole

CLOCK = frozenset({Precision.HOUR, Precision.MINUTE, Precision.SECOND})
LEAD = 450
"""Code points of the text in which the main event is told."""
LEAD_WEIGHT = 3
SPOTS = frozenset({"street", "venue"})
SOON = {"just": 15, "shortly": 30}
"""Minutes that "just after" and "shortly before" reach; other words of the kind reach as far as "just"."""
_HEDGES = re.compile(r"(?:about|around|approximately|roughly|some|at about|circa)\b", re.IGNORECASE)
_SHORTLY = re.compile(
    r"(just|shortly|moments?|minutes|a little|a few|several|soon)\b.*?\b(before|after|past)\b", re.IGNORECASE
)
_NEARLY = re.compile(r"(?:almost|nearly)\b", re.IGNORECASE)
_MINUTE = re.compile(r"T(\d\d):(\d\d)")
_WHEN = re.compile(r"[^.;]{0,200}?\b(?:when|as)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
_REACH = 70
_OPENING = 12
"""Code points from the start of a sentence within which a time opens it."""


class Phase(IntEnum):
    """The acts that lie close by, in the order in which they can only have come."""

    EVENT = 0
    CALLED = 1
    COMING = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A clock time of one phase: the stated minute of the day, and the minutes [low, high] that its words allow."""

    claim: Claim
    when: When
    phase: Phase
    minute: int
    low: int
    high: int

    @property
    def dated(self) -> bool:
        """Whether the text itself states the day."""
        return "date" not in self.when.inferred and self.when.low is not None

    @property
    def half_known(self) -> bool:
        """Whether the text says which half of the day it means."""
        return "half-day" not in self.when.inferred

    @property
    def exact(self) -> bool:
        """Whether the words give it to the minute: no hedge, and minutes in print."""
        hedged = _HEDGES.match(self.when.text) is not None
        return not hedged and self.high - self.low <= 2 and self.when.precision is not Precision.HOUR


@dataclass(frozen=True, slots=True)
class Scene:
    """The main event of an article: its family ("shooting"), and the clock times told of it."""

    family: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class SceneWords:
    """The word lists of data/scene_times.toml."""

    families: dict[str, frozenset[str]]
    blows: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def scene_words() -> SceneWords:
    """The shipped lists."""
    raw = tomllib.loads(files("claimcheck.data").joinpath("scene_times.toml").read_text("utf-8"))
    return SceneWords(
        {name: frozenset(words) for name, words in raw["families"].items()},
        {name: frozenset(words) for name, words in raw["blows"].items()},
        {name: frozenset(words) for name, words in raw["words"].items()},
    )


def spot_words(name: str) -> frozenset[str]:
    """The words of a street's or a venue's name that tell it from others, in lower case: "Pine" of "Pine Street"."""
    common = scene_words().words["of_many_places"]
    written = (w for w in name.split() if w[0].isupper() or w[0].isdigit())
    return frozenset(w.lower() for w in written if w.lower() not in common and len(w) > 2)


def read_scene(view: ArticleView) -> Scene | None:
    """The main event's clock times; None where the article has no clock time or no event of a known family."""
    timed = [c for c in view.by_slot.get(Slot.WHEN, ()) if c.when is not None and c.when.precision in CLOCK]
    if not timed:
        return None
    family = main_family(view)
    if not family:
        return None
    told = [t for c in timed if (t := _told(c, family)) is not None]
    return Scene(family, tuple(told)) if told else None


def main_family(view: ArticleView) -> str:
    """The kind of event that the article is about: whose words stand in most sentences, those of the title and the
    lead counting three times. The first by name on a tie."""
    counts = dict.fromkeys(scene_words().families, 0)
    seen: set[tuple[Field, int]] = set()
    unclear = scene_words().words["many_uses"]
    for claim in view.by_slot.get(Slot.WHAT, ()):
        place = (claim.field, claim.sentence.start)
        if place in seen:
            continue
        seen.add(place)
        weight = LEAD_WEIGHT if claim.field is Field.TITLE or claim.sentence.start < LEAD else 1
        for family, words in scene_words().families.items():
            counts[family] += weight * min(len((words - unclear) & claim.words), 2)
    best = min(counts, key=lambda name: (-counts[name], name))
    return best if counts[best] else ""


def _told(claim: Claim, family: str) -> Told | None:
    when = claim.when
    if when is None or when.relation not in {"on", "since"}:
        return None
    stated = _MINUTE.search(when.value)
    phase = phase_of(claim, when, family)
    if stated is None or phase is None:
        return None
    minute = int(stated[1]) % 24 * 60 + int(stated[2])
    return Told(claim, when, phase, minute, *_allowed(when, minute))


def _allowed(when: When, minute: int) -> tuple[int, int]:
    """The minutes of the day that the words of a clock time leave room for; may run past midnight."""
    text = when.text
    shortly = _SHORTLY.match(text)
    if shortly is not None:
        reach = SOON.get(shortly[1].lower(), SOON["just"])
        return (minute - reach, minute) if shortly[2].lower() == "before" else (minute, minute + reach)
    if _NEARLY.match(text):
        return minute - SOON["just"] // 2, minute
    if when.low is not None and when.high is not None and when.relation == "since":
        return minute, minute + round((when.high - when.low).total_seconds() / 60)
    near = 14 if minute % 60 == 0 else 7 if minute % 15 == 0 else 4 if minute % 5 == 0 else 1
    if _HEDGES.match(text):
        return minute - near, minute + near
    rough = when.precision is Precision.HOUR
    return minute - (5 if rough else 1), minute + (5 if rough else 1)


def phase_of(claim: Claim, when: When, family: str) -> Phase | None:
    """Which of the three acts a clock time belongs to, None if to another act or to what is only expected."""
    if claim.what.negated or claim.what.modality not in {Modality.HAPPENED, Modality.ALLEGED}:
        return None
    if dates_the_page(claim, when):
        return None
    words, own = scene_words().words, scene_words().families[family]
    lemma = claim.what.lemma.removeprefix("be ")
    heads = frozenset(w.head.lower() for w in claim.who)
    nouns = words["event_nouns"] & own
    if lemma in words["calling"]:
        called = _called(lemma, heads, claim, nouns | words["standing_for_it"])
        if called is not None:
            return called
    if lemma in words["coming"]:
        return Phase.COMING if heads & words["responders"] else None
    if lemma in words["sending"]:
        return Phase.CALLED if _sent(claim) else None
    told = _happens(lemma, heads, claim, own) or _beside_noun(claim, when, nouns) or _when_it_was(claim, when, own)
    told = told or _when_it_was_felt(claim, when, scene_words().blows.get(family, frozenset()))
    return Phase.EVENT if told else None


def _happens(lemma: str, heads: frozenset[str], claim: Claim, own: frozenset[str]) -> bool:
    """Whether the clause tells of the event itself, by its verb and by what it is said of."""
    words = scene_words().words
    nouns, verbs = words["event_nouns"] & own, words["event_verbs"] & own
    if lemma in words["happening"]:
        others = (words["event_nouns"] - own) | words["aftermath"]
        return not heads & others
    if lemma in words["starting"]:
        return bool(heads & nouns)
    if lemma in verbs or (lemma == "open" and "fire" in claim.near and "fire" in own):
        return True
    if lemma in words["perceived"]:
        return bool(claim.near & own)
    return lemma in words["harming"] and bool(claim.words & verbs)


def _called(lemma: str, heads: frozenset[str], claim: Claim, stands: frozenset[str]) -> Phase | None:
    words = scene_words().words
    if lemma == "report":
        return Phase.CALLED if heads & stands else None
    if lemma in {"come", "come in", "get", "receive"}:
        return Phase.CALLED if claim.near & words["call_nouns"] else None
    return Phase.CALLED if heads & words["responders"] else None


def _sent(claim: Claim) -> bool:
    """Whether those who help are sent, and not the senders of something else."""
    responders = scene_words().words["responders"]
    return any(w.head.lower() in responders and w.role is WhoRole.PATIENT for w in claim.who)


def _beside_noun(claim: Claim, when: When, nouns: frozenset[str]) -> bool:
    """Whether the time is told of a noun right before it: "a shooting on Pine Street at about 10:30 p.m."."""
    before = claim.sentence.text[max(0, when.start - claim.sentence.start - _REACH) : when.start - claim.sentence.start]
    for word in reversed(_WORD.findall(before)):
        if word.lower() in nouns or word.lower().removesuffix("s") in nouns:
            return True
        if word[0].islower() and word not in scene_words().words["between"]:
            return False
    return False


def _when_it_was(claim: Claim, when: When, own: frozenset[str]) -> bool:
    """Whether the time is told of what was going on when it was ("sat in the car at 10:30 p.m. when they were shot"),
    or opens a sentence about it ("At 10:40 p.m., a man was shot at a bus stop, police said")."""
    words = scene_words().words
    lemma = claim.what.lemma
    if not claim.words & own & words["event_verbs"]:
        return False
    opens = when.start - claim.sentence.start < _OPENING
    if lemma in words["saying"] and (opens or when.start > claim.what.start):
        return not claim.words & words["elsewhere"]
    after = claim.sentence.text[when.end - claim.sentence.start :]
    known = lemma in words["going_on"] or lemma.startswith("be ")
    return known and _WHEN.match(after) is not None


def _when_it_was_felt(claim: Claim, when: When, blows: frozenset[str]) -> bool:
    """Whether the time is that of the blow by which people knew of it: "it was ten past two when the bang came",
    "passengers felt a thud as the ship left the pier at ten past two"."""
    felt = claim.words & blows
    if not felt or claim.words & scene_words().words["elsewhere"]:
        return False
    at = when.start - claim.sentence.start
    before, after = claim.sentence.text[:at], claim.sentence.text[when.end - claim.sentence.start :]
    if claim.what.lemma.startswith("be "):
        return _WHEN.match(after) is not None and bool(felt & _words(after))
    meanwhile = re.search(r"[^.;]*\b(?:when|as)\b", before)
    return meanwhile is not None and bool(felt & _words(meanwhile.group()))


def _words(text: str) -> frozenset[str]:
    found = (word.lower() for word in _WORD.findall(text))
    return frozenset(form for word in found for form in (word, word.removesuffix("s")))
