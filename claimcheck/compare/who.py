"""Who: whether two participants can be one, and whether two spellings are one name."""

from __future__ import annotations

from rapidfuzz import fuzz

from claimcheck.compare.gazetteer import Gazetteer, PlaceKind
from claimcheck.compare.names import (
    NameMatch,
    PersonNoun,
    Sex,
    acronym_of,
    given_sex,
    match_people,
    may_be_one_body,
    name_words,
    organisation_words,
    person_parts,
)
from claimcheck.compare.spelling import near_spelling, plain, transliterated
from claimcheck.model import Comparison, EntityLabel, Slot, SlotRelation, Who

_SAME, _WITHIN, _OVERLAPS = SlotRelation.SAME, SlotRelation.WITHIN, SlotRelation.OVERLAPS
_DISJOINT, _UNKNOWN = SlotRelation.DISJOINT, SlotRelation.UNKNOWN
_ROLES_OF_MATCH = {
    NameMatch.EQUAL: (_SAME, 1.0),
    NameMatch.FORM: (_SAME, 0.95),
    NameMatch.SPELLING: (_SAME, 0.9),
    NameMatch.SLIP: (_OVERLAPS, 0.8),
    NameMatch.PART: (_SAME, 0.85),
    NameMatch.SURNAME_ONLY: (_DISJOINT, 0.3),
    NameMatch.OTHER: (_DISJOINT, 0.0),
}
_PRONOUN_SEX = {
    "he": Sex.MALE, "him": Sex.MALE, "his": Sex.MALE, "himself": Sex.MALE,
    "she": Sex.FEMALE, "her": Sex.FEMALE, "hers": Sex.FEMALE, "herself": Sex.FEMALE,
}  # fmt: skip
_OTHER_PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "it",
        "its",
        "they",
        "them",
        "their",
        "who",
        "whom",
        "that",
        "which",
        "this",
        "those",
        "one",
    ]
)
#: Two names of organisations with as many words in common are likely one body named in two ways.
_SHARED_WORDS = 0.6


def relate_who(a: Who, b: Who) -> Comparison:
    """Compare two participants; symmetric. DISJOINT needs two names, or common nouns that no one can be at once
    (man and woman); a person and an organisation, a name and a common noun stay UNKNOWN."""
    first, second = sorted((a, b), key=_order)
    if _pronoun(first) or _pronoun(second):
        return _relate_pronouns(first, second)
    labels = {first.label, second.label}
    if labels == {EntityLabel.PLACE}:
        return _relate_governments(first, second)
    if labels == {EntityLabel.PERSON}:
        return _relate_people(first, second)
    if labels <= {EntityLabel.ORG, EntityLabel.PLACE, EntityLabel.FACILITY, EntityLabel.OTHER, EntityLabel.EVENT}:
        return _relate_organisations(first, second)
    if None not in labels:
        if _forms_meet(first, second):
            return _answer(_SAME, f"“{first.name}” in both", 0.9)
        return _answer(_UNKNOWN, f"{first.name} and {second.name} are of different sorts", 0.1)
    if labels == {None}:
        return _relate_nouns(first, second)
    named, common = (first, second) if first.label is not None else (second, first)
    return _relate_name_to_noun(named, common)


def _order(who: Who) -> tuple[str, ...]:
    """What decides which of two is named first, so that a comparison reads the same both ways."""
    return (who.name, who.text, who.title, who.head, who.label or "", "/".join(who.aliases), str(who.resolved))


def organisation_variants(a: str, b: str) -> bool:
    """Whether two names are likely one body, one of them a slip: all words but one agree, and that one is a country
    for its adjective ("Norway Air", "Norwegian Air") or, at the end of three words and more, another noun for such
    bodies ("Rail Safety Branch", "Rail Safety Unit"). Other words tell bodies apart ("House", "Senate")."""
    first, second = organisation_words(a), organisation_words(b)
    if len(first) != len(second) or len(first) < 2:
        return False
    apart = [index for index, word in enumerate(first) if word != second[index]]
    if len(apart) != 1:
        return False
    one, other = first[apart[0]], second[apart[0]]
    if apart[0] == len(first) - 1 and len(first) > 2:
        return may_be_one_body(one, other)
    return _place_and_people(one, other) or _place_and_people(other, one)


def _place_and_people(name: str, adjective: str) -> bool:
    people = Gazetteer.load().people_of(adjective)
    return people is not None and name in {plain(form) for form in people.usual}


def _answer(relation: SlotRelation, reason: str, score: float) -> Comparison:
    return Comparison(Slot.WHO, relation, reason, score)


def _names(who: Who) -> tuple[str, ...]:
    """Every form a participant goes by: its name, the mention without determiner, aliases."""
    return tuple(dict.fromkeys(form for form in (who.name, *who.aliases) if form))


def _forms_meet(first: Who, second: Who) -> bool:
    return bool({plain(form) for form in _names(first)} & {plain(form) for form in _names(second)})


# --------------------------------------------------------------------------------------------------------- people


def _relate_people(first: Who, second: Who) -> Comparison:
    if _sexes_clash(first, second):
        return _answer(_DISJOINT, f"{first.name} and {second.name} are of different sex", 0.1)
    order = list(NameMatch)
    pairs = [(one, other) for one in _names(first) for other in _names(second)]
    if len(person_parts(first.name)) > 1 and len(person_parts(second.name)) > 1:  # a shared surname proves nothing
        pairs = [pair for pair in pairs if all(len(person_parts(form)) > 1 for form in pair)]
    found = [match_people(one, other) for one, other in pairs]
    best = min(found, key=order.index, default=NameMatch.OTHER)
    relation, score = _ROLES_OF_MATCH[best]
    return _answer(relation, f"“{first.name}” and “{second.name}”: {best.value}", score)


def _sexes_clash(first: Who, second: Who) -> bool:
    """Whether titles tell different sexes ("Mr Smith", "Mrs Smith"); given names are no proof."""
    titles = name_words().titles
    sexes = {titles[plain(who.title)].sex for who in (first, second) if plain(who.title) in titles}
    return {Sex.MALE, Sex.FEMALE} <= sexes


# -------------------------------------------------------------------------------------------------- organisations


def _relate_organisations(first: Who, second: Who) -> Comparison:
    if _forms_meet(first, second):
        return _answer(_SAME, f"“{first.name}” in both", 1.0)
    best = _answer(_DISJOINT, f"“{first.name}” and “{second.name}” are different names", 0.0)
    for one in _names(first):
        for other in _names(second):
            found = _match_organisations(one, other)
            if found.score > best.score:
                best = found
    return best


def _relate_governments(first: Who, second: Who) -> Comparison:
    """Places that act are governments or peoples: a country and its capital are one."""
    gazetteer = Gazetteer.load()
    one, other = gazetteer.resolve(first.name), gazetteer.resolve(second.name)
    said = f"“{first.name}” and “{second.name}”"
    if _forms_meet(first, second) or (one is not None and other is not None and one.id == other.id):
        return _answer(_SAME, f"{said} are one place", 1.0)
    if one is None or other is None:
        return _answer(_UNKNOWN, f"{said}: a place that is not on file", 0.1)
    if one.country == other.country and PlaceKind.COUNTRY in (one.kind, other.kind):
        return _answer(_WITHIN, f"{said} may stand for one government", 0.7)
    if one.kind is other.kind is PlaceKind.COUNTRY or (one.capital and other.capital):
        return _answer(_DISJOINT, f"{said} are different countries", 0.0)
    return _answer(_UNKNOWN, f"{said}: places that may act together", 0.1)


def _match_organisations(one: str, other: str) -> Comparison:
    a, b = organisation_words(one), organisation_words(other)
    if not a or not b:
        return _answer(_UNKNOWN, "a name is missing", 0.0)
    said = f"“{one}” and “{other}”"
    if a == b:
        return _answer(_SAME, f"{said} are one name", 1.0)
    if _is_acronym(one, other) or _is_acronym(other, one):
        return _answer(_SAME, f"{said}: acronym and name", 0.95)
    if len(a) == len(b) and all(transliterated(x, y) for x, y in zip(a, b, strict=True)):
        return _answer(_SAME, f"{said}: spelling variant", 0.9)
    small, big = sorted((a, b), key=len)
    if len(small) < len(big) and all(any(x == y or transliterated(x, y) for y in big) for x in small):
        return _answer(_WITHIN, f"{said}: one is part of the other name", 0.8)
    if len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        x, y = next((x, y) for x, y in zip(a, b, strict=True) if x != y)
        if near_spelling(x, y):
            return _answer(_OVERLAPS, f"{said}: “{x}” and “{y}” are a letter apart", 0.8)
    shared = len(set(a) & set(b)) / len(set(a) | set(b))
    if shared >= _SHARED_WORDS:
        return _answer(_DISJOINT, f"{said} differ in a word", round(shared, 2))
    return _answer(_DISJOINT, f"{said} are different names", round(shared / 2, 2))


def _is_acronym(short: str, name: str) -> bool:
    bare = short.replace(".", "").strip()
    return 2 <= len(bare) <= 6 and bare.isupper() and bare == acronym_of(name)


# -------------------------------------------------------------------------------------------------- common nouns


def _pronoun(who: Who) -> bool:
    word = who.text.lower()
    return not who.resolved and who.label is None and (word in _PRONOUN_SEX or word in _OTHER_PRONOUNS)


def _relate_pronouns(first: Who, second: Who) -> Comparison:
    sexes = {_sex_of(first), _sex_of(second)}
    if {Sex.MALE, Sex.FEMALE} <= sexes:
        return _answer(_DISJOINT, f"“{first.text}” and “{second.text}” are of different sex", 0.1)
    return _answer(_UNKNOWN, f"“{first.text}” and “{second.text}”: a pronoun that the text does not settle", 0.2)


def _sex_of(who: Who) -> Sex:
    pronoun = _PRONOUN_SEX.get(who.text.lower())
    if pronoun is not None and not who.resolved:
        return pronoun
    if who.label is EntityLabel.PERSON:
        return given_sex(f"{who.title} {who.name}".strip())
    noun = name_words().nouns.get(who.head.lower())
    return noun.sex if noun else Sex.UNKNOWN


def _relate_nouns(first: Who, second: Who) -> Comparison:
    said = f"“{first.name or first.text}” and “{second.name or second.text}”"
    if plain(first.name) == plain(second.name) and first.name:
        return _answer(_SAME, f"{said} are the same words", 0.95)
    a, b = first.head.lower(), second.head.lower()
    nouns = name_words().nouns
    if a == b:
        return _answer(_WITHIN if _refines(first.name, second.name) else _OVERLAPS, f"{said}: both {a}", 0.8)
    one, other = nouns.get(a), nouns.get(b)
    if one is None or other is None:
        alike = fuzz.token_set_ratio(plain(first.name), plain(second.name)) / 100
        return _answer(_UNKNOWN, f"{said}: nothing tells whether they are the same", round(alike / 2, 2))
    return _relate_person_nouns(a, one, b, other, said)


def _refines(one: str, other: str) -> bool:
    a, b = set(plain(one).split()), set(plain(other).split())
    return a <= b or b <= a


def _relate_person_nouns(a: str, one: PersonNoun, b: str, other: PersonNoun, said: str) -> Comparison:
    if {one.sex, other.sex} == {Sex.MALE, Sex.FEMALE}:
        return _answer(_DISJOINT, f"{said}: {a} and {b} are of different sex", 0.2)
    if b in one.broader or a in other.broader:
        return _answer(_WITHIN, f"{said}: a {a if b in one.broader else b} is a {b if b in one.broader else a}", 0.7)
    if one.broader & other.broader - {"person"}:
        return _answer(_OVERLAPS, f"{said} can be one", 0.4)
    return _answer(_UNKNOWN, f"{said}: nothing tells whether they are the same", 0.2)


def _relate_name_to_noun(named: Who, common: Who) -> Comparison:
    said = f"“{named.name}” and “{common.name or common.text}”"
    if _forms_meet(named, common):
        return _answer(_SAME, f"{said} are forms of one name", 0.9)
    heads = {plain(named.title), *plain(named.title).split()}
    if common.head and common.head.lower() in heads:
        return _answer(_WITHIN, f"{said}: {named.name} is {named.title}", 0.7)
    if named.label is EntityLabel.PERSON and {_sex_of(named), _sex_of(common)} == {Sex.MALE, Sex.FEMALE}:
        noun = name_words().nouns.get(common.head.lower())
        if noun is not None and not noun.collective:
            return _answer(_DISJOINT, f"{said} are of different sex", 0.2)
    words = set(organisation_words(named.name))
    if named.label is EntityLabel.ORG and common.head and common.head.lower() in words:
        return _answer(_OVERLAPS, f"{said}: both a {common.head.lower()}", 0.5)
    return _answer(_UNKNOWN, f"{said}: nothing tells whether they are the same", 0.2)
