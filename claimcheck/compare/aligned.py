"""Two articles seen for comparison, and two claims set against each other: what alignment hands to the rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.compare.words import Bag, Vector
from claimcheck.model import Amount, Article, Claim, Comparison, EntityLabel, Field, Slot, SlotRelation, When, Where

FEATURES = (
    "same_count",
    "near_low",
    "near_high",
    "sentence_low",
    "sentence_high",
    "action",
    "agent_same",
    "agent_other",
    "patient_same",
    "patient_other",
    "time_same",
    "time_other",
    "place_same",
    "place_other",
    "modality_other",
    "rival_one",
    "rival_both",
    "closeness",
    "same_article",
    "titles",
    "speech_both",
    "length",
    "thing_rare",
    "role_same",
    "count_near",
    "count_sentence",
    "figures_large",
    "clock",
    "duration",
    "clock_near",
    "clock_action",
    "duration_action",
    "lead_both",
    "lead_one",
    "central",
    "percent",
    "money",
    "measure",
    "names_shared",
    "names_other",
    "sentence_time_other",
    "sentence_place_other",
    "past_one",
)
"""The statements a score is made of, in the order of the weights; ``describe`` says what each means."""


SentencePlace = tuple[Field, int]
"""A field and the start of a sentence in it."""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """What a whole sentence names: the frame of its claims. ``past``: it looks back further than a month and a half."""

    times: tuple[When, ...] = ()
    places: tuple[Where, ...] = ()
    amounts: tuple[Amount, ...] = ()
    names: frozenset[str] = frozenset()
    past: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ClaimContext:
    """The words around an answer: those of its sentence, and the weights (n,) that count its own clause alone."""

    words: Bag
    near: Vector


NO_SENTENCE = SentenceView()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What comparison needs of one article beside its claims: it depends on the article alone.

    ``profile`` is lemma -> weight at unit length; ``amounts``, ``times`` and ``places`` are all its answers of that
    type, in which a rival answer to the same question may stand.
    """

    article: Article
    profile: dict[str, float]
    amounts: tuple[Amount, ...] = ()
    times: tuple[When, ...] = ()
    places: tuple[Where, ...] = ()
    by_slot: dict[Slot, tuple[Claim, ...]] = field(default_factory=dict)
    sentences: dict[SentencePlace, SentenceView] = field(default_factory=dict)
    names: tuple[tuple[str, EntityLabel], ...] = ()
    placed: tuple[tuple[Field, Where], ...] = ()
    contexts: dict[tuple[str, Slot], ClaimContext] = field(default_factory=dict, compare=False, repr=False)

    def sentence_of(self, claim: Claim) -> SentenceView:
        """What the claim's whole sentence names."""
        return self.sentences.get((claim.field, claim.sentence.start), NO_SENTENCE)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two claims set against each other for one slot: features, comparisons, and the probability of one question."""

    a: Claim
    b: Claim
    slot: Slot
    features: tuple[float, ...]
    comparisons: tuple[Comparison, ...]
    probability: float

    def feature(self, name: str) -> float:
        """One feature by name."""
        return self.features[FEATURES.index(name)]

    def comparison(self, slot: Slot) -> Comparison:
        """The comparison of one slot."""
        return next(
            (c for c in self.comparisons if c.slot is slot), Comparison(slot, SlotRelation.UNKNOWN, "not compared")
        )
