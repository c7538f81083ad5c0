"""What an article says was done or not done: its claims, reduced to what the comparison of acts needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.what import action_class, action_words
from claimcheck.compare.words import WordTable
from claimcheck.model import Claim, EntityLabel, Field, Modality, Slot, Who, WhoRole

FIRST_PERSON = frozenset({"i", "me", "we", "us", "my", "our", "myself", "ourselves"})
PRONOUNS = FIRST_PERSON | frozenset(
    "he she it they him her them his hers its their theirs you your that this those these who which what one "
    "himself herself itself themselves anyone someone everyone nobody none something anything nothing".split()
)


@dataclass(frozen=True, slots=True)
class Act:
    """One predicate of one article.

    ``kind`` is the class of the act ("kill" and "die" are one), ``holds`` False where it is negated or denied,
    ``open`` where it is only expected or possible, ``bag`` the weights (rarity) of its clause's other content lemmas,
    ``agents`` and ``patients`` the keys of its participants (surname, or head noun), ``named`` those that are names,
    ``voice`` who says it ("" for the reporter), ``shared`` surnames that more than one person of the article bears.
    """

    claim: Claim
    kind: str
    holds: bool
    open: bool
    bag: dict[str, float]
    agents: frozenset[str]
    patients: frozenset[str]
    named: frozenset[str]
    voice: str
    shared: frozenset[str] = frozenset()

    @property
    def everyone(self) -> frozenset[str]:
        """The keys of all participants."""
        return self.agents | self.patients

    @property
    def place(self) -> tuple[str, Field, int]:
        """The sentence that it stands in."""
        return self.claim.article, self.claim.field, self.claim.sentence.start


def acts_of(view: ArticleView, words: WordTable) -> Iterator[Act]:
    """The acts of an article, in order, one a predicate."""
    seen: set[tuple[Field, int]] = set()
    shared = shared_surnames(view)
    known = frozenset(
        _last(w.name) for c in view.by_slot.get(Slot.WHAT, ()) for w in c.who if w.label is EntityLabel.PERSON
    )
    for claim in view.by_slot.get(Slot.WHAT, ()):
        place = (claim.field, claim.what.start)
        if place in seen:
            continue
        seen.add(place)
        yield read_act(claim, words, shared, known)


def shared_surnames(view: ArticleView) -> frozenset[str]:
    """Surnames that two persons of an article bear: alone they name neither."""
    given: dict[str, set[str]] = {}
    for claim in view.by_slot.get(Slot.WHAT, ()):
        for who in claim.who:
            parts = who.name.lower().split()
            if who.label is EntityLabel.PERSON and len(parts) > 1:
                given.setdefault(_last(who.name), set()).add(parts[0][:3])
    return frozenset(name for name, firsts in given.items() if len(firsts) > 1)


def read_act(
    claim: Claim, words: WordTable, shared: frozenset[str] = frozenset(), known: frozenset[str] = frozenset()
) -> Act:
    """One claim as an act; a surname in ``shared`` is no key (the given name is), one in ``known`` names a person
    wherever it stands."""
    lemma = claim.what.lemma.removeprefix("be ")
    own = set(lemma.split()) | action_words("light")
    keys = [(w, k) for w in claim.who for k in keys_of(w, claim, shared)]
    agents = frozenset(k for w, k in keys if w.role is not WhoRole.PATIENT)
    patients = frozenset(k for w, k in keys if w.role is WhoRole.PATIENT)
    named = frozenset(k for w, k in keys if _is_name(w, claim) or (w.text[:1].isupper() and k in known))
    return Act(
        claim=claim,
        kind=action_class(lemma),
        holds=not (claim.what.negated or claim.what.modality is Modality.DENIED),
        open=claim.what.modality in {Modality.EXPECTED, Modality.POSSIBLE},
        bag={w: words.rarity(w) for w in sorted(claim.near) if w not in own},
        agents=agents - shared,
        patients=patients - shared,
        named=named - shared,
        voice=voice_of(claim),
        shared=shared,
    )


def keys_of(who: Who, claim: Claim, shared: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What makes two participants one: the last word of a name (its first where several persons bear that surname),
    the head of a noun; nothing for an open pronoun."""
    text = who.text.lower()
    if text in FIRST_PERSON and claim.quote is not None and claim.quote.speaker:
        return (_last(claim.quote.speaker),)
    if who.label in {EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.PLACE}:
        if who.name.lower() in PRONOUNS:
            return ()
        last, parts = _last(who.name), who.name.lower().split()
        return (parts[0],) if last in shared and len(parts) > 1 and who.label is EntityLabel.PERSON else (last,)
    head = (who.head or who.name.split()[-1] if who.name else "").lower()
    return () if not head or head in PRONOUNS else (head,)


def voice_of(claim: Claim) -> str:
    """Who is answerable for a claim: the speaker of its quotation, or the source it is credited to."""
    if claim.quote is not None and claim.quote.speaker:
        return claim.quote.speaker
    return claim.attribution.source if claim.attribution is not None else ""


def _is_name(who: Who, claim: Claim) -> bool:
    if who.text.lower() in FIRST_PERSON:
        return claim.quote is not None and claim.quote.speaker[:1].isupper()
    return who.label is EntityLabel.PERSON and who.name.lower() not in PRONOUNS


def _last(name: str) -> str:
    words = [w for w in name.lower().replace("’s", "").replace("'s", "").split() if w not in {"jr", "jr.", "sr", "ii"}]
    return words[-1] if words else ""
