"""What an article says of its event as a whole: how many were hurt, which sentences are of another case, where a live
page starts an earlier report. Statuses are compared within that frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.names import Sex, name_words
from claimcheck.conflict.actions.act import Act
from claimcheck.conflict.actions.status_table import status_table
from claimcheck.model import Amount, Claim, Field, Hedge, Slot

HURT_CLASSES = frozenset({"die", "injure", "shoot", "stab", "hit", "strike", "hospitalize"})
HURT_WORDS = frozenset({"shoot", "injure", "wound", "kill", "stab", "hurt", "injured", "wounded", "victim", "hit"})
HURT_ROLES = frozenset({"killed", "injured", "hospitalised", "shot", "wounded"})
LAW = frozenset("arrest charge indict arraign book convict sentence plead surrender accuse apprehend detain".split())
OTHER_CASE = re.compile(
    r"\b(?:unrelated|separate(?:ly)?|previous(?:ly)?|prior|in the past|"
    r"(?:another|other|different) (?:case|incident|shooting|murder|homicide|robbery|attack|stabbing|crime)s?|"
    r"in (?:that|those) (?:case|incident|shooting|homicide|killing|attack|robbery)s?|"
    r"criminal (?:history|record)|(?:on|violating|violation of|violated) (?:\w+ )?(?:parole|probation)|"
    r"(?:last|this|earlier this) year|(?:year|month)s? ago|"
    r"(?:since|in|of|during) (?:19|20)\d\d|if (?:convicted|found guilty)|anniversary)\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of a case that is not the article's own."""
POINTER = re.compile(
    r"\s*(?:[+»>•|]|(?:related|read|more|also|watch|see|previous|previously|earlier|photos?|video|trending|link)"
    r"(?: more| also| coverage| story| stories)?\s*[:|>])",
    re.IGNORECASE,
)
"""A link to another story."""
UPDATE = re.compile(
    r"(?<=[.!?”\"] )(?-i:UPDATE)\b|(?m:^)\W*(?:update[ds]?\b|first report|"
    r"(?:previous|original|earlier) (?:story|report|post|coverage)|"
    r"\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?\W*(?:update|$|:))",
    re.IGNORECASE,
)
"""A line at which a live page starts another of its reports."""
TOWN = r"(?-i:[A-Z][A-Z.' ]{3,30}, (?:[A-Z]{2}|[A-Z][a-z]{1,4}\.?|[A-Z][a-z]+)\.? ?(?:\([\w .:/-]{2,25}\) ?)?[—–-]+ )"
DATELINE = re.compile(rf"(?:(?<=[.!?”\"\n] )|^){TOWN}", re.MULTILINE)
"""Under an update at the top of a page, the dateline of the report that it updates."""
TOP = 200
"""Code points of a text in which an update stands at its top."""
MOST_PARTS = 8
"""More updates than a live page has: the page is a list of several cases."""
MOURNED = re.compile(
    r"\b(?:death|killing|murder|slaying|shooting|stabbing)s? of (?:[\w’'-]+,? ){0,3}?"
    r"([A-Z]\w+(?: [A-Z][\w.]*)+)"
)
"""A name after "the death of"."""
MANY = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|several|multiple|\d{1,2}) (?:\w+ ){0,3}"
    r"(?:people|persons|victims|men|women|teens|teenagers|boys|girls|children|others|males|females|adults|juveniles|"
    r"kids|brothers|sisters|officers|deputies|patients|friends)\b|\bvictims\b|"
    r"\b(?:another|second|other) (?:\w+ )?(?:victim|person|man|woman|teen|teenager|boy|girl|child|male|female)\b|"
    r"\b(?:double|triple|quadruple|mass) (?:shooting|murder|homicide|stabbing|killing)\b",
    re.IGNORECASE,
)
"""Words for more than one person."""
LEAD = 600
LEAD_SHARE = 0.4
"""Code points of a text, and share of it, in which it tells its own news."""


@dataclass(frozen=True, slots=True)
class Situation:
    """``alone``: one person was hurt, as far as the article tells; ``names`` the surnames of those whom it names as
    hurt, ``accused`` of those whom it names as arrested or charged, ``mourned`` every word of a name told
    after "the death of". ``parts`` are where the text starts anew, as a live
    page does. ``crime``: its lead tells of a deed for which somebody may be held. ``length`` in code points."""

    alone: bool
    names: frozenset[str]
    accused: frozenset[str]
    mourned: frozenset[str]
    parts: tuple[int, ...]
    crime: bool
    length: int

    def central(self, claim: Claim) -> bool:
        """Whether a sentence stands where the article tells its own news, or names the deed itself."""
        early = claim.field is Field.TITLE or claim.start < max(LEAD, self.length * LEAD_SHARE)
        return early or bool(claim.words & status_table().words["deed"])

    def part_of(self, claim: Claim) -> int:
        """Which of a live page's reports a claim stands in; the title is of the first."""
        return 0 if claim.field is Field.TITLE else sum(start <= claim.start for start in self.parts)


def situation_of(view: ArticleView, acts: Sequence[Act]) -> Situation:
    """The frame of one article: it depends on the article alone."""
    hurt = frozenset(k for act in acts for k in _hurt_in(act))
    claims = view.by_slot.get(Slot.WHAT, ())
    told = {c.sentence.text for c in claims if c.words & HURT_WORDS}
    many = (
        len(hurt) > 1
        or _unlike(acts)
        or any(_several(a) for a in view.amounts)
        or any(MANY.search(text) for text in told)
    )
    parts = tuple(m.start() for m in UPDATE.finditer(view.article.text))
    dated = DATELINE.search(view.article.text, parts[0] + 1) if len(parts) == 1 and parts[0] < TOP else None
    parts = (*parts, dated.start()) if dated is not None else parts
    parts = parts if len(parts) <= MOST_PARTS else ()
    lead = [c for c in claims if c.field is Field.TITLE or c.start < LEAD]
    told_of = status_table().words["crime"] | status_table().words["deed"]
    crime = any(c.words & told_of for c in lead)
    accused = frozenset(k for act in acts for k in _accused_in(act))
    mourned = frozenset(w for name in MOURNED.findall(view.article.text) for w in name.lower().split())
    return Situation(not many, hurt, accused, mourned, parts, crime, len(view.article.text))


def _hurt_in(act: Act) -> frozenset[str]:
    """The surnames of those whom an act hurts."""
    if act.kind not in HURT_CLASSES or not act.holds:
        return frozenset()
    dies = act.claim.what.lemma.removeprefix("be ") in {"die", "dead"}
    return (act.everyone if dies else act.patients) & act.named


def _accused_in(act: Act) -> frozenset[str]:
    """The surnames of those whom an act brings before the law."""
    lemma = act.claim.what.lemma
    if not act.holds or lemma not in LAW:
        return frozenset()
    return (act.agents if lemma in {"plead", "surrender"} else act.patients) & act.named


def _unlike(acts: Sequence[Act]) -> bool:
    """Whether those whom the acts hurt cannot be one person: a man and a woman, a child and an adult."""
    nouns = name_words().nouns
    told = {
        noun for act in acts if act.kind in HURT_CLASSES and act.holds for k in act.patients if (noun := nouns.get(k))
    }
    sexes = {n.sex for n in told} - {Sex.UNKNOWN}
    ages = {n.age for n in told} - {""}
    return len(sexes) > 1 or len(ages) > 1


def _several(amount: Amount) -> bool:
    """Whether an amount counts more than one person hurt."""
    if amount.unit or amount.ordinal or amount.role not in HURT_ROLES:
        return False
    return amount.hedge is Hedge.VAGUE or (amount.figure or 0) >= 2


def other_case(claim: Claim) -> bool:
    """Whether a sentence tells of another case than the article's own, or only points to another story."""
    return bool(OTHER_CASE.search(claim.sentence.text) or POINTER.match(claim.sentence.text))
