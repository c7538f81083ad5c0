"""The words of a sentence that name places: streets, named places, venues, chains such as "Lyon, France"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.compare.gazetteer import Gazetteer, Place, PlaceKind
from claimcheck.compare.spelling import plain
from claimcheck.extract.place_relation import preposition
from claimcheck.extract.venues import find_streets, is_venue_noun, place_words
from claimcheck.model import EntityLabel, Sentence, Token

_NATURAL = frozenset({"water", "mountain", "shore"})
#: "R-Ohio", "D-N.Y.": the party before a lawmaker's state.
_PARTY = re.compile(r"^[DRI]-(?=[A-Z])")
#: Cities of this size stand in lists of their own ("in Boston, Maine and Vermont").
_LISTED_ALONE = 400_000
#: "the Lyon area", "the Lyon tram" are no venues called Lyon.
_NO_NAMED_VENUE = frozenset({"open", "vehicle"})
_OPENING = frozenset({"St", "Ste", "Saint", "Mount", "Mt", "Fort", "Lake"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "my", "one"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place word found: tokens [first, last) and code points of the field; ``name`` what to look up, ``hint``
    the place that a chain or an abbreviation puts it in, ``part`` "south" of "south London"."""

    sentence: Sentence
    first: int
    last: int
    start: int
    end: int
    name: str
    kind: str = ""
    hint: Place | None = None
    place: Place | None = None
    part: str = ""
    around: bool = False


def place_mentions(sentence: Sentence, gazetteer: Gazetteer) -> list[PlaceMention]:
    """Streets, named places and venues of one sentence, by start; chains joined, common venues last."""
    taken = [False] * len(sentence.tokens)
    found: list[PlaceMention] = []
    for source in (_streets, _named, _unlabelled, _common):
        for mention in source(sentence, taken, gazetteer):
            found.append(mention)
            taken[mention.first : mention.last] = [True] * (mention.last - mention.first)
    found.sort(key=lambda one: one.start)
    return _join_chains(found, sentence, gazetteer)


def _streets(sentence: Sentence, taken: list[bool], gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    starts = [token.start for token in sentence.tokens]
    for street in find_streets(sentence.text):
        start, end = sentence.start + street.start, sentence.start + street.end
        first = bisect_left(starts, start)
        last = bisect_left(starts, end)
        person = any(e.label is EntityLabel.PERSON and e.first < last and first < e.last for e in sentence.entities)
        if first < last and starts[first] == start and not person:
            yield PlaceMention(sentence, first, last, start, end, street.name, "street")


def _span(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    return sentence.tokens[first].start, sentence.tokens[last - 1].end


def written(sentence: Sentence, first: int, last: int) -> str:
    """The text of tokens [first, last)."""
    start, end = _span(sentence, first, last)
    return sentence.text[start - sentence.start : end - sentence.start]


def _named(sentence: Sentence, taken: list[bool], gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """Entities that are places; organisations and others only where they are a country or a seat of power."""
    tokens = sentence.tokens
    for entity in sentence.entities:
        first, last = entity.first, entity.last
        if first >= last or any(taken[first:last]):
            continue
        while last - first > 1 and tokens[first].text.lower() in _DETERMINERS:
            first += 1
        while last - first > 1 and tokens[last - 1].pos in ("ADP", "DET", "PUNCT", "CCONJ", "PART"):
            last -= 1
        if first > 0 and tokens[first - 1].text.rstrip(".") in _OPENING and not taken[first - 1]:
            first -= 1
        name = written(sentence, first, last)
        if _is_no_place(name):
            continue
        if entity.label not in (EntityLabel.PLACE, EntityLabel.FACILITY):
            seat = gazetteer.seat_of_power(name)
            known = entity.label is EntityLabel.ORG and _is_country(name, gazetteer)
            if seat is None and not known:
                continue
        if gazetteer.people_of(name) and not _is_country(name, gazetteer):
            continue
        facility = entity.label is EntityLabel.FACILITY
        yield from _possessed(sentence, first, last, facility, gazetteer, taken)


def _is_no_place(name: str) -> bool:
    words = place_words()
    key = plain(name)
    last = key.rpartition(" ")[2]
    return (
        len(key) < 2
        or key in words.no_places
        or key in words.parts
        or key in ("st", "mt", "ft")
        or last in words.no_place_heads
    )


def _possessed(
    sentence: Sentence, first: int, last: int, facility: bool, gazetteer: Gazetteer, taken: list[bool]
) -> Iterator[PlaceMention]:
    """An entity, or the two places of one such as "Hebei's Baoding city"."""
    tokens = sentence.tokens
    mark = next((i for i in range(first + 1, last - 1) if tokens[i].text in ("'s", "’s")), None)
    outer = gazetteer.candidates(written(sentence, first, mark)) if mark is not None else ()
    name_of_venue = mark is not None and mark + 2 == last and is_venue_noun(tokens[mark + 1].text)
    if mark is None or not outer or name_of_venue:
        yield _widen(sentence, first, last, facility, gazetteer, taken)
        return
    yield _widen(sentence, first, mark, False, gazetteer, taken)
    inner = _widen(sentence, mark + 1, last, facility, gazetteer, taken)
    yield replace(inner, hint=outer[0])


def _is_country(name: str, gazetteer: Gazetteer) -> bool:
    found = gazetteer.candidates(name)
    return bool(found) and found[0].kind is PlaceKind.COUNTRY


def _widen(
    sentence: Sentence, first: int, last: int, facility: bool, gazetteer: Gazetteer, taken: list[bool]
) -> PlaceMention:
    """Take in "south" of "south London", "airport" of "Auckland airport", "suburbs" of "the Detroit suburbs"."""
    words, tokens, name = place_words(), sentence.tokens, written(sentence, first, last)
    part, around, kind = "", False, "venue" if facility else ""
    if not facility and first > 0 and tokens[first - 1].text.lower() in words.parts and not taken[first - 1]:
        whole = written(sentence, first - 1, last)
        first -= 1
        if whole[:1].isupper() and gazetteer.candidates(whole):
            name = whole  # "South Sudan" is no part of Sudan
        else:
            part = tokens[first].text.lower()
    owned = _owned_venue(tokens, last, taken)
    if owned:
        start, end = _span(sentence, first, owned)
        return PlaceMention(sentence, first, owned, start, end, written(sentence, first, owned), "venue")
    for reach in (1, 2):
        after = last + reach - 1
        if after >= len(tokens) or taken[after] or tokens[after].pos not in ("NOUN", "PROPN"):
            break
        lemma = tokens[after].lemma.lower()
        if tokens[after].text.lower() in words.around:
            around, last = True, after + 1
            break
        if lemma in words.sorts:
            last = after + 1
            break
        if words.venues.get(lemma, "open") not in _NO_NAMED_VENUE:
            kind, last = "venue", after + 1
            break
    head = tokens[last - 1].lemma.lower()
    kind = _kind_of(kind, name, head)
    start, end = _span(sentence, first, last)
    return PlaceMention(
        sentence, first, last, start, end, _PARTY.sub("", name.lstrip("#")), kind, part=part, around=around
    )


def _owned_venue(tokens: Sequence[Token], last: int, taken: Sequence[bool]) -> int:
    """The end of "St George's Hospital" where the name so far ends before the mark, 0 where it is no such name."""
    if last + 1 >= len(tokens) or tokens[last].text not in ("'s", "’s") or taken[last + 1]:
        return 0
    noun = tokens[last + 1]
    named = noun.text[:1].isupper() and place_words().venues.get(noun.text.lower(), "open") not in _NO_NAMED_VENUE
    return last + 2 if named else 0


def _kind_of(kind: str, name: str, head: str) -> str:
    """Rivers, lakes, mountains and shores are areas, other named venue nouns venues."""
    words = place_words()
    if kind == "venue":
        return "area" if words.venues.get(head) in _NATURAL else "venue"
    parts = name.lower().split()
    if len(parts) > 1 and {words.venues.get(parts[0]), words.venues.get(parts[-1])} & _NATURAL:
        return "area"
    if len(parts) > 1 and words.venues.get(parts[-1], "open") not in _NO_NAMED_VENUE and name[0].isupper():
        return "venue?"
    return ""


def _unlabelled(sentence: Sentence, taken: list[bool], gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """Runs of proper nouns after a locative preposition that no entity covers and the gazetteer knows, or that
    end in a venue noun."""
    tokens, words = sentence.tokens, place_words()
    covered = [False] * len(tokens)
    for entity in sentence.entities:
        covered[entity.first : entity.last] = [True] * (entity.last - entity.first)
    index = 0
    while index < len(tokens):
        if tokens[index].pos != "PROPN" or covered[index] or taken[index]:
            index += 1
            continue
        last = index
        while last < len(tokens) and tokens[last].pos == "PROPN" and not covered[last] and not taken[last]:
            last += 1
        name = written(sentence, index, last)
        venue = last - index > 1 and words.venues.get(tokens[last - 1].text.lower(), "open") not in _NO_NAMED_VENUE
        if _is_no_place(name):
            index = last
            continue
        if venue or (preposition(tokens, index)[0] is not None and gazetteer.candidates(name)):
            yield _widen(sentence, index, last, venue, gazetteer, taken)
        index = last


def _common(sentence: Sentence, taken: list[bool], gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """Common nouns of venues in a locative phrase ("at an apartment building"), and "the German capital"."""
    tokens, words = sentence.tokens, place_words()
    for index, token in enumerate(tokens):
        if token.pos != "NOUN" or taken[index] or not token.text[0].isalnum():
            continue
        lemma = token.lemma.lower()
        pair = f"{tokens[index - 1].lemma.lower()} {lemma}" if index else ""
        if lemma == "capital":
            capital = _capital(sentence, index, gazetteer)
            if capital is not None:
                yield capital
                continue
        if lemma in words.named_only and pair not in words.venues:
            continue
        if lemma not in words.venues and pair not in words.venues and token.text.lower() not in words.around:
            continue
        if index + 1 < len(tokens) and tokens[index + 1].pos == "NOUN" and tokens[index + 1].dep != "appos":
            continue
        first = _phrase_start(tokens, index, taken)
        relation, _ = preposition(tokens, first)
        if relation is None:
            continue
        if index + 2 < len(tokens) and tokens[index + 1].text == "of" and _leads_to_name(tokens, index, lemma):
            continue
        start, end = _span(sentence, first, index + 1)
        name = " ".join(one.text.lower() for one in tokens[first : index + 1] if one.pos not in ("DET", "PUNCT"))
        yield PlaceMention(
            sentence, first, index + 1, start, end, name, "venue", hint=_people(tokens, first, index, gazetteer)
        )


def _leads_to_name(tokens: Sequence[Token], index: int, lemma: str) -> bool:
    """Whether "X of" is followed by the name that says where: "the village of X", "the outskirts of X"."""
    words = place_words()
    generic = tokens[index].text.lower() in words.around or words.venues.get(lemma) == "open" or lemma in words.sorts
    return generic and any(token.pos == "PROPN" for token in tokens[index + 2 : index + 4])


def _people(tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer) -> Place | None:
    """The country that an adjective of the phrase names: "a northern Chinese port"."""
    for token in tokens[first:last]:
        if token.text[:1].isupper():
            place = gazetteer.people_of(token.text)
            if place is not None:
                return place
    return None


def _capital(sentence: Sentence, index: int, gazetteer: Gazetteer) -> PlaceMention | None:
    """ "the German capital" as the city; "the capital" alone is looked up later (no name, kind "capital")."""
    tokens = sentence.tokens
    if index + 1 < len(tokens) and (tokens[index + 1].pos in ("NOUN", "PROPN") or tokens[index + 1].text == "of"):
        return None
    first = _phrase_start(tokens, index, [False] * len(tokens))
    if tokens[first].text.lower() not in _DETERMINERS and index == first:
        return None
    country = _people(tokens, first, index, gazetteer)
    start, end = _span(sentence, first, index + 1)
    if country is None:
        if index - first > 1:
            return None
        return PlaceMention(sentence, first, index + 1, start, end, "", "capital")
    place = gazetteer.capital_of(country)
    if place is None:
        return None
    return PlaceMention(sentence, first, index + 1, start, end, place.name, "", place=place)


def _phrase_start(tokens: Sequence[Token], head: int, taken: Sequence[bool]) -> int:
    """The first token of the noun phrase that ends at ``head``: modifiers and one determiner to its left."""
    first = head
    while first > 0 and not taken[first - 1]:
        before = tokens[first - 1]
        if before.pos in ("ADJ", "NOUN", "PROPN", "NUM") or (before.pos == "PUNCT" and before.text in "-–"):
            first -= 1
            continue
        if before.pos == "DET" or before.text.lower() in _DETERMINERS:
            first -= 1
        break
    return first


def _join_chains(found: list[PlaceMention], sentence: Sentence, gazetteer: Gazetteer) -> list[PlaceMention]:
    """ "Lyon, France", "Chatham, Mass.", "a bar in Erie": one mention that knows what contains it."""
    out: list[PlaceMention] = []
    for mention in found:
        before = out[-1] if out else None
        if before is not None and _only_comma(sentence, before.last, mention.first):
            joined = _chain(before, mention, gazetteer)
            if joined is not None:
                out[-1] = joined
                continue
        out.append(mention)
    return [_abbreviated(one, sentence, gazetteer) for one in out]


def _only_comma(sentence: Sentence, last: int, first: int) -> bool:
    return first - last == 1 and sentence.tokens[last].text == ","


def _chain(inner: PlaceMention, outer: PlaceMention, gazetteer: Gazetteer) -> PlaceMention | None:
    """The two as one where the second contains a candidate of the first, None where they are a list."""
    containers = _all_candidates(outer, gazetteer)
    if not containers or outer.kind in ("street", "venue"):
        return None
    if inner.kind in ("street", "venue", "venue?"):
        return None
    for container in containers:
        for place in _all_candidates(inner, gazetteer):
            if gazetteer.contains(container, place):
                return replace(inner, last=outer.last, end=outer.end, place=place, hint=container)
    if containers[0].kind in (PlaceKind.COUNTRY, PlaceKind.REGION) and _only_small_towns(inner, gazetteer):
        states = [one for one in containers[:2] if one.kind is PlaceKind.REGION]  # a small town of "X, Georgia"
        return replace(inner, last=outer.last, end=outer.end, hint=states[0] if states else containers[0])
    return None


def _only_small_towns(mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Whether a name is unknown, or borne by smaller towns alone: then a state after it is where it lies."""
    found = gazetteer.candidates(mention.name)
    return all(place.kind is PlaceKind.CITY and place.population < _LISTED_ALONE for place in found)


def _all_candidates(mention: PlaceMention, gazetteer: Gazetteer) -> tuple[Place, ...]:
    if mention.place is not None:
        return (mention.place,)
    short = gazetteer.abbreviated(mention.name)
    found = gazetteer.candidates(mention.name)
    return found if short is None else (short, *found)


def _abbreviated(mention: PlaceMention, sentence: Sentence, gazetteer: Gazetteer) -> PlaceMention:
    """Take in a state's abbreviation that no entity covers: ", Mass.", ", PA"."""
    tokens, last = sentence.tokens, mention.last
    if mention.place is not None or mention.kind or last + 1 >= len(tokens) or tokens[last].text != ",":
        return mention
    for reach in (2, 1):
        stop = last + 1 + reach
        if stop > len(tokens):
            continue
        container = gazetteer.abbreviated(written(sentence, last + 1, stop))
        if container is None:
            continue
        for place in gazetteer.candidates(mention.name):
            if gazetteer.contains(container, place):
                return replace(mention, last=stop, end=tokens[stop - 1].end, place=place, hint=container)
        return replace(mention, last=stop, end=tokens[stop - 1].end, hint=container)
    return mention
