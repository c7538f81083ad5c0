"""The people and organisations of an article, and which mentions are one.

A mention joins another only where one candidate is left: a surname two people bear, a "he" with two men in reach,
"the president" with two presidents in the article stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimcheck.compare.gazetteer import Gazetteer, PlaceKind
from claimcheck.compare.names import (
    NameMatch,
    Sex,
    acronym_of,
    given_sex,
    match_people,
    name_words,
    organisation_words,
    person_parts,
    split_title,
)
from claimcheck.compare.spelling import plain
from claimcheck.model import AnnotatedArticle, Entity, EntityLabel, Field, Sentence, Token

NAMED = frozenset({EntityLabel.PERSON, EntityLabel.ORG})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_POSSESSIVE = re.compile(r"['’]s?$")
#: A pronoun looks back over its own sentence and as many before it.
_SENTENCES_BACK = 2
_BIG_CITY = 1_000_000
_JOINING = (NameMatch.EQUAL, NameMatch.FORM, NameMatch.PART)


@dataclass(frozen=True, slots=True)
class Party:
    """One person or organisation of an article: its fullest name, every form used, an office before the name, the
    sex that titles, given name or pronouns tell."""

    name: str
    label: EntityLabel
    forms: tuple[str, ...]
    title: str
    sex: Sex


@dataclass(frozen=True, slots=True)
class Participants:
    """The parties of one article, and which tokens of which sentence mention them.

    ``mentions`` maps (start, text) of a sentence to {token index: (party index, whether resolved)}."""

    parties: tuple[Party, ...]
    mentions: dict[tuple[int, str], dict[int, tuple[int, bool]]]

    def party_at(self, sentence: Sentence, token: int) -> tuple[Party, bool] | None:
        """The party that a token mentions, and whether the mention is no name (a pronoun, "the president")."""
        found = self.mentions.get((sentence.start, sentence.text), {}).get(token)
        return None if found is None else (self.parties[found[0]], found[1])


@dataclass(slots=True)
class _Draft:
    """A party while it is put together."""

    name: str
    label: EntityLabel
    forms: dict[str, None] = field(default_factory=dict)
    title: str = ""
    sex: Sex = Sex.UNKNOWN

    def add(self, form: str, title: str) -> None:
        """Take in a mention: the fullest form becomes the name, the first office the title."""
        self.forms.setdefault(form)
        parts, longer = person_parts(self.name), person_parts(form)
        whole = len(parts) < 2 or not _starts_with_place(form)
        if (self.label is EntityLabel.PERSON and len(longer) > len(parts) and whole) or (
            self.label is EntityLabel.PERSON and 1 < len(longer) < len(parts) and _starts_with_place(self.name)
        ):
            self.name = form
        if title and (not self.title or (not _office(self.title) and _office(title))):
            self.title = title
        if self.sex is Sex.UNKNOWN:
            self.sex = given_sex(f"{title} {form}".strip())


def _starts_with_place(name: str) -> bool:
    """ "London Sadiq Khan": a tagger took the city before the name into it."""
    found = Gazetteer.load().candidates(name.split()[0])
    return bool(found) and (found[0].population > _BIG_CITY and found[0].kind is not PlaceKind.COUNTY)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A named mention: tokens [first, last) of a sentence; ``name`` without title."""

    place: int
    sentence: Sentence
    first: int
    last: int
    label: EntityLabel
    name: str
    title: str


def _office(title: str) -> str:
    """The class of the first office in a title, two words before one: "Russian Prime Minister" -> "leader"."""
    titles = name_words().titles
    words = plain(title).split()
    pairs = [f"{one} {other}" for one, other in zip(words, words[1:], strict=False)]
    return next((titles[form].office for form in (*pairs, *words) if form in titles and titles[form].office), "")


def find_people(article: AnnotatedArticle) -> Participants:
    """The people and organisations of an article with all their mentions, pronouns and offices included where one
    candidate is left. Depends on the article alone."""
    sentences = [*article.sentences(Field.TEXT), *article.sentences(Field.TITLE)]
    mentions = [one for place, sentence in enumerate(sentences) for one in _named_mentions(place, sentence)]
    drafts, owners = _gather(mentions)
    found: dict[tuple[int, str], dict[int, tuple[int, bool]]] = {}
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for mention, owner in zip(mentions, owners, strict=True):
        places = found.setdefault((mention.sentence.start, mention.sentence.text), {})
        for token in range(mention.first, mention.last):
            places[token] = (owner, False)
        by_sentence.setdefault(mention.place, []).append((mention.first, owner))
    _find_acronyms(sentences, drafts, mentions, owners)
    _resolve_offices(sentences, drafts, found, by_sentence)
    _resolve_pronouns(sentences, len(article.text), drafts, found, by_sentence)
    parties = tuple(Party(d.name, d.label, tuple(d.forms), d.title, d.sex) for d in drafts)
    return Participants(parties, found)


# -------------------------------------------------------------------------------------------------- named mentions


def _named_mentions(place: int, sentence: Sentence) -> Iterator[_Mention]:
    for entity in sentence.entities:
        if entity.label not in NAMED or entity.first >= entity.last:
            continue
        first, last = trimmed(sentence.tokens, entity)
        if first >= last:
            continue
        written = _written(sentence, first, last)
        if entity.label is EntityLabel.ORG or _is_acronym(written):
            yield _Mention(place, sentence, first, last, EntityLabel.ORG, written, "")
            continue
        title, name = split_title(written)
        if plain(name) in name_words().titles or len(plain(name)) < 2 or (" " not in name and name.endswith(".")):
            continue
        before = _title_before(sentence.tokens, first)
        yield _Mention(place, sentence, first, last, entity.label, name, title or before)


def _is_acronym(written: str) -> bool:
    """One word of capitals is no person ("RAIB"), whatever the tagger says."""
    return " " not in written and len(written) > 2 and written.isupper() and written.isalpha()


def trimmed(tokens: Sequence[Token], entity: Entity) -> tuple[int, int]:
    """Without a leading article and a closing possessive mark."""
    first, last = entity.first, entity.last
    while first < last and tokens[first].pos in ("DET", "PUNCT"):
        first += 1
    while first < last and (tokens[last - 1].text in ("'s", "’s", "'", "’") or tokens[last - 1].pos == "PUNCT"):
        last -= 1
    return first, last


def _written(sentence: Sentence, first: int, last: int) -> str:
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return _POSSESSIVE.sub("", sentence.text[start - sentence.start : end - sentence.start])


def _title_before(tokens: Sequence[Token], first: int) -> str:
    """The office or courtesy before a name, with the adjectives of its country: "Russian President"."""
    titles = name_words().titles
    start = first
    while start > 0 and first - start < 5:
        word = plain(tokens[start - 1].text)
        pair = f"{plain(tokens[start - 2].text)} {word}" if start > 1 else ""
        if pair in titles and word not in titles:
            start -= 2
        elif (word in titles and not _is_relative(tokens[start - 1].text)) or (
            start < first and tokens[start - 1].text[:1].isupper() and word
        ):
            start -= 1
        else:
            break
        if tokens[start].pos in ("PUNCT", "VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON"):
            start += 1
            break
    words = [token.text for token in tokens[start:first]]
    return " ".join(words) if any(not _is_relative(word) and plain(word) in titles for word in words) else ""


def _is_relative(word: str) -> bool:
    """ "father", "sister", "brother" in lower case are family, no clergy."""
    known = name_words().titles.get(word)
    return known is not None and known.office == "clergy" and known.sex is not Sex.UNKNOWN


def _gather(mentions: Sequence[_Mention]) -> tuple[list[_Draft], list[int]]:
    """Parties, and for each mention the party it belongs to. Full names first, then what is part of one of them."""
    drafts: list[_Draft] = []
    owners = [-1] * len(mentions)
    order = sorted(range(len(mentions)), key=lambda index: (-_fullness(mentions[index]), index))
    for index in order:
        mention = mentions[index]
        owner = _owner(mention, drafts)
        if owner is None:
            owner = len(drafts)
            drafts.append(_Draft(mention.name, mention.label))
        drafts[owner].add(mention.name, mention.title)
        owners[index] = owner
    return drafts, owners


def _fullness(mention: _Mention) -> int:
    return min(len(person_parts(mention.name)) if mention.label is EntityLabel.PERSON else 1, 2)


def _owner(mention: _Mention, drafts: Sequence[_Draft]) -> int | None:
    """The one party that the mention can belong to, None where there is none or more than one."""
    same = [index for index, draft in enumerate(drafts) if draft.label is mention.label]
    if mention.label is EntityLabel.ORG:
        words = organisation_words(mention.name)
        fits = [i for i in same if any(organisation_words(form) == words for form in drafts[i].forms)]
        return fits[0] if fits else None
    equal = [i for i in same if any(match_people(form, mention.name) is NameMatch.EQUAL for form in drafts[i].forms)]
    if len(equal) == 1:
        return equal[0]
    fits = [i for i in same if match_people(drafts[i].name, mention.name) in _JOINING]
    told = given_sex(f"{mention.title} {mention.name}".strip()) if mention.title else Sex.UNKNOWN
    if told is not Sex.UNKNOWN:
        fits = [i for i in fits if drafts[i].sex in (told, Sex.UNKNOWN)]
        fits = [i for i in fits if drafts[i].sex is told] or fits
    return fits[0] if len(fits) == 1 else None


def _find_acronyms(
    sentences: Sequence[Sentence], drafts: list[_Draft], mentions: Sequence[_Mention], owners: list[int]
) -> None:
    """ "World Health Organization (WHO)": the acronym in brackets is a form of the name before it, here and later."""
    full = {acronym_of(draft.name): index for index, draft in enumerate(drafts) if draft.label is EntityLabel.ORG}
    full.pop("", None)
    for mention, owner in zip(mentions, owners, strict=True):
        tokens, last = mention.sentence.tokens, mention.last
        if last + 1 < len(tokens) and tokens[last].text == "(" and 2 <= len(tokens[last + 1].text) <= 7:
            short = tokens[last + 1].text
            if short.isupper() or short == acronym_of(mention.name):
                drafts[owner].forms.setdefault(short)
    for draft in drafts:
        home = full.get(draft.name.replace(".", ""))
        if draft.label is EntityLabel.ORG and home is not None and drafts[home] is not draft:
            drafts[home].forms.update(draft.forms)
            draft.forms.update(drafts[home].forms)
            draft.name = drafts[home].name


# ------------------------------------------------------------------------------------------- offices and pronouns


def _resolve_offices(
    sentences: Sequence[Sentence],
    drafts: Sequence[_Draft],
    found: dict[tuple[int, str], dict[int, tuple[int, bool]]],
    by_sentence: dict[int, list[tuple[int, int]]],
) -> None:
    """ "the president", "the Russian leader": the one party of the article with that office, and that country."""
    titles, peoples = name_words().titles, Gazetteer.load()
    offices = [(plain(draft.title), _office(draft.title)) for draft in drafts]
    for place, sentence in enumerate(sentences):
        taken = found.setdefault((sentence.start, sentence.text), {})
        for index, token in enumerate(sentence.tokens):
            if token.pos not in ("NOUN", "PROPN") or index in taken or plain(token.lemma) not in titles:
                continue
            known = titles[plain(token.lemma)]
            if not known.office or not _definite(sentence.tokens, index):
                continue
            people = peoples.people_of(sentence.tokens[index - 1].text) if index else None
            fits = [
                number
                for number, (title, office) in enumerate(offices)
                if _holds_office(title, office, plain(token.lemma), known.office)
                and (people is None or _of_people(title, people.name, peoples))
            ]
            if len(fits) == 1:
                taken[index] = (fits[0], True)
                by_sentence.setdefault(place, []).append((index, fits[0]))


def _definite(tokens: Sequence[Token], index: int) -> bool:
    """Whether "the" stands before the noun, at most one adjective between, and no name or complement after it."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.text.lower() in ("of", "-", "for"):
        return False
    if after is not None and after.pos in ("PROPN", "NOUN") and not after.text.endswith("day"):
        return False
    reach = index - 1
    if reach > 0 and tokens[reach].pos in ("ADJ", "PROPN"):
        reach -= 1
    return reach >= 0 and tokens[reach].text.lower() == "the"


def _holds_office(title: str, office: str, word: str, wanted: str) -> bool:
    words = title.split()
    if word == "leader":
        return office == "leader"
    return word in words and office == wanted


def _of_people(title: str, country: str, peoples: Gazetteer) -> bool:
    for word in title.split():
        place = peoples.people_of(word)
        if place is not None:
            return place.name == country
    return False


def _resolve_pronouns(
    sentences: Sequence[Sentence],
    length: int,
    drafts: Sequence[_Draft],
    found: dict[tuple[int, str], dict[int, tuple[int, bool]]],
    by_sentence: dict[int, list[tuple[int, int]]],
) -> None:
    """He and she: the one person in reach who can be meant. Persons named or described in the same sentence before
    the pronoun or in the two before it; a common noun of that sex in reach is a rival."""
    for place, sentence in enumerate(sentences):
        taken = found[(sentence.start, sentence.text)]
        for index, token in enumerate(sentence.tokens):
            word = token.text.lower()
            if token.pos not in ("PRON", "DET") or (word not in _HE and word not in _SHE):
                continue
            sex = Sex.MALE if word in _HE else Sex.FEMALE
            owner = _referent(sentences, place, index, sex, drafts, by_sentence)
            if owner is not None:
                taken[index] = (owner, True)
                by_sentence.setdefault(place, []).append((index, owner))


def _referent(
    sentences: Sequence[Sentence],
    place: int,
    index: int,
    sex: Sex,
    drafts: Sequence[_Draft],
    by_sentence: dict[int, list[tuple[int, int]]],
) -> int | None:
    candidates: dict[int, None] = {}
    for back in range(_SENTENCES_BACK + 1):
        reach = place - back
        if reach < 0 or (back and sentences[reach].start > sentences[place].start):
            break
        stop = index if back == 0 else len(sentences[reach].tokens)
        if _rival(sentences[reach].tokens[:stop], sex):
            return None
        for at, owner in sorted(by_sentence.get(reach, ())):
            draft = drafts[owner]
            if at < stop and _may_be(draft, sex):
                candidates.setdefault(owner)
        if candidates:
            break
    sure = [owner for owner in candidates if drafts[owner].sex is sex]
    fits = sure if len(sure) == 1 and len(candidates) == 1 else list(candidates)
    return fits[0] if len(fits) == 1 else None


def _may_be(draft: _Draft, sex: Sex) -> bool:
    """Whether a party can be he or she: a person of that sex, or of unknown sex but named in full (a lone word of
    unknown sex is often a company taken for a person)."""
    if draft.label is not EntityLabel.PERSON:
        return False
    return draft.sex is sex or (draft.sex is Sex.UNKNOWN and len(person_parts(draft.name)) > 1)


def _rival(tokens: Sequence[Token], sex: Sex) -> bool:
    """Whether a common noun that may be meant stands among the tokens ("the boy" for "he")."""
    nouns = name_words().nouns
    for index, token in enumerate(tokens):
        if token.pos != "NOUN" or token.dep in ("appos", "compound"):
            continue
        if index + 1 < len(tokens) and tokens[index + 1].pos == "PROPN":
            continue
        noun = nouns.get(token.lemma.lower())
        if noun is not None and noun.sex is sex and token.dep in ("nsubj", "nsubj:pass", "obj", "conj", "root"):
            return True
    return False
