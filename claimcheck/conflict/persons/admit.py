"""Whether two ages that alignment brought together can be of one person."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.compare.names import NameMatch, Sex, match_people, name_words, person_parts
from claimcheck.compare.slips import one_name_misspelt
from claimcheck.conflict.persons.ages import A_BIRTHDAY_OR_TWO, weigh_ages
from claimcheck.conflict.persons.record import OLDEST_GAP, People, another_time
from claimcheck.model import Amount, Claim

FAINT = 0.3
"""Confidence under which two ages of unnamed people need a victim or a suspect: few of the others read were real."""
HALF = 0.5
"""Share of its age that two ages of one small child lie apart at most."""
YEARS_APART = 3.0
"""Years between two ages of one unnamed person at most: pairs read that lay further apart were hardly ever one's."""
_VICTIM = (
    r"shot|killed|wounded|injured|hurt|struck|hit|dead|die[sd]?|dying|slain|stabbed|hospitali[sz]ed|grazed|murdered"
)
_ACCUSED = (
    r"arrest\w*|charged?|charges|detain\w*|accused?|accuses|wanted|convicted|sentenced|indicted|booked|jailed|held"
)
_OF_VICTIM = re.compile(
    rf"(?i)\b(?:(?:death|killing|murder|shooting|slaying|wounding|homicide)s?(?: of)?|{_VICTIM}|shooting|killing|"
    r"left|leaves|kills|shoots|wounds)\s+(?:(?:a|an|the|his|her|their|another|one)\s+)?(?:\w+\s+)?$"
)
_OF_ACCUSED = re.compile(
    rf"(?i)\b(?:{_ACCUSED}|suspect\w*)\s+(?:of |with |as )?(?:(?:a|an|the|his|another|one)\s+)?(?:\w+\s+)?$"
)
_IS_VICTIM = re.compile(
    rf"(?i)[\w\s’'-]{{0,40}}?\b(?:victims?|(?:was|were|is|are|has been|had been|who was|being|later|got)\s+"
    rf"(?:\w+\s+){{0,2}}?(?:{_VICTIM})|died|dies|dead|suffered|suffering|shot (?:in|to|him|her)|"
    r"killed (?:in|when|after|by)|wounded (?:in|when|after|by)|in critical)\b"
)
_IS_ACCUSED = re.compile(
    rf"(?i)[\w\s’'-]{{0,40}}?\b(?:suspects?|gunm[ae]n|shooters?|defendants?|allegedly|"
    rf"(?:was|is|has been|who was|were)\s+(?:\w+\s+){{0,2}}?(?:{_ACCUSED})|(?:{_ACCUSED}) (?:in|with|for|of|as)|"
    r"surrendered|pleaded|faces|turned himself)\b"
)
_NO_NAME = frozenset({"", "person"})


def may_be_one_age(a: tuple[Claim, Amount], b: tuple[Claim, Amount], one: People, other: People, score: float) -> bool:
    """Whether two ages can be one person's: of the same name where both are named; else not told of another time, of
    different sexes, of victim and suspect, more than three years apart, or both printed in both articles; and no
    birthday explains them. Undated articles a birthday or two apart are left to the rule that names the person."""
    first, second = a[1], b[1]
    if another_time(*a) or another_time(*b):
        return False
    named = [amount.of[:1].isupper() and amount.of.lower() not in _NO_NAME for amount in (first, second)]
    apart = abs((first.figure or first.low) - (second.figure or second.low))
    if not weigh_ages(one, other, first.figure or first.low, second.figure or second.low)[0]:
        return False
    if all(named):
        undated = one.view.article.published_at is None or other.view.article.published_at is None
        close = undated and apart <= A_BIRTHDAY_OR_TWO
        return _one_name(first.of, second.of) and apart < OLDEST_GAP and not close
    near = max(1.0, min(YEARS_APART, HALF * max(first.high, second.high)))
    if apart > near or {_sex(first), _sex(second)} >= {Sex.MALE, Sex.FEMALE}:
        return False
    roles = {_role(*a), _role(*b)} - {""}
    if len(roles) > 1 or (not roles and score < FAINT):
        return False
    return not (other.tells_age(first.figure) and one.tells_age(second.figure))


def _one_name(a: str, b: str) -> bool:
    same = {NameMatch.EQUAL, NameMatch.FORM, NameMatch.SPELLING, NameMatch.PART, NameMatch.SLIP}
    return match_people(a, b) in same or one_name_misspelt(a, b)


@lru_cache(maxsize=4096)
def _sex_of_word(word: str) -> Sex:
    noun = name_words().nouns.get(word.lower())
    if noun is not None:
        return noun.sex
    parts = person_parts(word)
    return name_words().sexes.get(parts[0], Sex.UNKNOWN) if len(parts) > 1 else Sex.UNKNOWN


def _sex(amount: Amount) -> Sex:
    return _sex_of_word(amount.of)


def _role(claim: Claim, amount: Amount) -> str:
    """ "victim" or "accused" as the words around an age tell, "" where they tell neither or both."""
    text, offset = claim.sentence.text, claim.sentence.start
    before, after = text[: amount.start - offset], text[amount.end - offset :]
    victim = bool(_OF_VICTIM.search(before[-60:])) or bool(_IS_VICTIM.match(after))
    accused = bool(_OF_ACCUSED.search(before[-60:])) or bool(_IS_ACCUSED.match(after))
    return "" if victim == accused else "victim" if victim else "accused"
