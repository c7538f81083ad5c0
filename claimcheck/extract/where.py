"""Where: the places, streets and venues that an article names, how each ties its event to them, and which stand
for a government instead.

Prepositions are read from the tokens to the left (parses err most on attachment), subjects and objects from the
tree. A name is looked up in the gazetteer with the article's other places as context; a small town that nothing
in the article supports stays unresolved: refuse rather than guess.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.compare.gazetteer import Gazetteer, Place, PlaceKind, place_key
from claimcheck.extract.dateline import find_dateline
from claimcheck.extract.place_relation import preposition, stands_for_government
from claimcheck.extract.venues import find_streets, place_words
from claimcheck.model import AnnotatedArticle, EntityLabel, Field, PlaceRelation, Sentence, Token, Where

_KIND_NAMES = {
    PlaceKind.AREA: "area",
    PlaceKind.COUNTRY: "country",
    PlaceKind.REGION: "region",
    PlaceKind.COUNTY: "region",
    PlaceKind.CITY: "city",
}
_NATURAL = frozenset({"water", "mountain", "shore"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "my", "one"})
#: Below these sizes a bare name needs another place of its country, or of its region, in the same article.
_NEEDS_COUNTRY, _NEEDS_REGION = 60_000, 6_000


@dataclass(frozen=True, slots=True)
class _Mention:
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


def find_places(article: AnnotatedArticle, gazetteer: Gazetteer) -> dict[Field, tuple[Where, ...]]:
    """The places of title and text, in order of their start; a dateline first, as relation DATELINE.

    Spans count code points into the field. ``place`` is the gazetteer's id where the name was resolved."""
    mentions = {
        field: [found for sentence in article.sentences(field) for found in _mentions(sentence, gazetteer)]
        for field in (Field.TITLE, Field.TEXT)
    }
    dateline = _read_dateline(article.article.text, gazetteer)
    context = _anchors([*mentions[Field.TEXT], *mentions[Field.TITLE]], dateline, gazetteer)
    out: dict[Field, tuple[Where, ...]] = {}
    for field, found in mentions.items():
        places = [_resolve(one, context, gazetteer) for one in found]
        if field is Field.TEXT and dateline is not None:
            end = max(dateline.end, 0)
            rest = [one for one in places if one.start >= end]
            out[field] = (dateline, *_wheres(rest, context, gazetteer))
        else:
            out[field] = tuple(_wheres(places, context, gazetteer))
    return out


# ------------------------------------------------------------------------------------------------------- mentions


def _mentions(sentence: Sentence, gazetteer: Gazetteer) -> list[_Mention]:
    """Streets, named places and venues of one sentence, by start; chains joined, common venues last."""
    taken = [False] * len(sentence.tokens)
    found: list[_Mention] = []
    for source in (_streets, _named, _unlabelled, _common):
        for mention in source(sentence, taken, gazetteer):
            found.append(mention)
            taken[mention.first : mention.last] = [True] * (mention.last - mention.first)
    found.sort(key=lambda one: one.start)
    return _join_chains(found, sentence, gazetteer)


def _streets(sentence: Sentence, taken: list[bool], gazetteer: Gazetteer) -> Iterator[_Mention]:
    starts = [token.start for token in sentence.tokens]
    for street in find_streets(sentence.text):
        start, end = sentence.start + street.start, sentence.start + street.end
        first = bisect_left(starts, start)
        last = bisect_left(starts, end)
        if first < last and starts[first] == start:
            yield _Mention(sentence, first, last, start, end, street.name, "street")


def _span(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    return sentence.tokens[first].start, sentence.tokens[last - 1].end


def _written(sentence: Sentence, first: int, last: int) -> str:
    start, end = _span(sentence, first, last)
    return sentence.text[start - sentence.start : end - sentence.start]


def _named(sentence: Sentence, taken: list[bool], gazetteer: Gazetteer) -> Iterator[_Mention]:
    """Entities that are places; organisations and others only where they are a country or a seat of power."""
    tokens = sentence.tokens
    for entity in sentence.entities:
        first, last = entity.first, entity.last
        if first >= last or any(taken[first:last]):
            continue
        if tokens[first].text.lower() in _DETERMINERS and last - first > 1:
            first += 1
        name = _written(sentence, first, last)
        if entity.label not in (EntityLabel.PLACE, EntityLabel.FACILITY):
            seat = gazetteer.seat_of_power(name)
            known = entity.label is EntityLabel.ORG and _is_country(name, gazetteer)
            if seat is None and not known:
                continue
        if gazetteer.people_of(name) and not _is_country(name, gazetteer):
            continue
        facility = entity.label is EntityLabel.FACILITY
        yield _widen(sentence, first, last, name, facility, taken)


def _is_country(name: str, gazetteer: Gazetteer) -> bool:
    found = gazetteer.candidates(name)
    return bool(found) and found[0].kind is PlaceKind.COUNTRY


def _widen(sentence: Sentence, first: int, last: int, name: str, facility: bool, taken: list[bool]) -> _Mention:
    """Take in "south" of "south London", "airport" of "Auckland airport", "suburbs" of "the Detroit suburbs"."""
    words, tokens = place_words(), sentence.tokens
    part, around, kind = "", False, "venue" if facility else ""
    if not facility and first > 0 and tokens[first - 1].text.lower() in words.parts and not taken[first - 1]:
        part = tokens[first - 1].text.lower()
        first -= 1
    elif not facility and tokens[first].text.lower() in words.parts and last - first > 1:
        part = ""
    for reach in (1, 2):
        after = last + reach - 1
        if after >= len(tokens) or taken[after] or tokens[after].pos not in ("NOUN", "PROPN"):
            break
        lemma = tokens[after].lemma.lower()
        if tokens[after].text.lower() in words.around:
            around, last = True, after + 1
            break
        if words.venues.get(lemma, "open") != "open":
            kind, last = "venue", after + 1
            break
    head = tokens[last - 1].lemma.lower()
    kind = _kind_of(kind, name, head)
    start, end = _span(sentence, first, last)
    return _Mention(sentence, first, last, start, end, name, kind, part=part, around=around)


def _kind_of(kind: str, name: str, head: str) -> str:
    """Rivers, lakes, mountains and shores are areas, other named venue nouns venues."""
    words = place_words()
    if kind == "venue":
        return "area" if words.venues.get(head) in _NATURAL else "venue"
    parts = name.lower().split()
    if len(parts) > 1 and {words.venues.get(parts[0]), words.venues.get(parts[-1])} & _NATURAL:
        return "area"
    if len(parts) > 1 and words.venues.get(parts[-1], "open") != "open" and name[0].isupper():
        return "venue?"
    return ""


def _unlabelled(sentence: Sentence, taken: list[bool], gazetteer: Gazetteer) -> Iterator[_Mention]:
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
        name = _written(sentence, index, last)
        venue = last - index > 1 and words.venues.get(tokens[last - 1].text.lower(), "open") != "open"
        if venue or (preposition(tokens, index)[0] is not None and gazetteer.candidates(name)):
            yield _widen(sentence, index, last, name, venue, taken)
        index = last


def _common(sentence: Sentence, taken: list[bool], gazetteer: Gazetteer) -> Iterator[_Mention]:
    """Common nouns of venues in a locative phrase ("at an apartment building"), and "the German capital"."""
    tokens, words = sentence.tokens, place_words()
    for index, token in enumerate(tokens):
        if token.pos != "NOUN" or taken[index]:
            continue
        lemma = token.lemma.lower()
        pair = f"{tokens[index - 1].lemma.lower()} {lemma}" if index else ""
        if lemma == "capital":
            capital = _capital(sentence, index, gazetteer)
            if capital is not None:
                yield capital
                continue
        if lemma not in words.venues and pair not in words.venues and token.text.lower() not in words.around:
            continue
        if index + 1 < len(tokens) and tokens[index + 1].pos == "NOUN" and tokens[index + 1].dep != "appos":
            continue
        first = _phrase_start(tokens, index, taken)
        relation, _ = preposition(tokens, first)
        if relation is None:
            continue
        if token.text.lower() in words.around and index + 1 < len(tokens) and tokens[index + 1].text == "of":
            continue
        start, end = _span(sentence, first, index + 1)
        name = " ".join(one.text.lower() for one in tokens[first : index + 1] if one.pos not in ("DET", "PUNCT"))
        yield _Mention(
            sentence, first, index + 1, start, end, name, "venue", hint=_people(tokens, first, index, gazetteer)
        )


def _people(tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer) -> Place | None:
    """The country that an adjective of the phrase names: "a northern Chinese port"."""
    for token in tokens[first:last]:
        if token.text[:1].isupper():
            place = gazetteer.people_of(token.text)
            if place is not None:
                return place
    return None


def _capital(sentence: Sentence, index: int, gazetteer: Gazetteer) -> _Mention | None:
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
        return _Mention(sentence, first, index + 1, start, end, "", "capital")
    place = gazetteer.capital_of(country)
    return place and _Mention(sentence, first, index + 1, start, end, place.name, "", place=place)


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


def _join_chains(found: list[_Mention], sentence: Sentence, gazetteer: Gazetteer) -> list[_Mention]:
    """ "Lyon, France", "Chatham, Mass.", "a bar in Erie": one mention that knows what contains it."""
    out: list[_Mention] = []
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


def _chain(inner: _Mention, outer: _Mention, gazetteer: Gazetteer) -> _Mention | None:
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
    if containers[0].kind in (PlaceKind.COUNTRY, PlaceKind.REGION) and not gazetteer.candidates(inner.name):
        return replace(inner, last=outer.last, end=outer.end, hint=containers[0])
    return None


def _all_candidates(mention: _Mention, gazetteer: Gazetteer) -> tuple[Place, ...]:
    if mention.place is not None:
        return (mention.place,)
    short = gazetteer.abbreviated(mention.name)
    found = gazetteer.candidates(mention.name)
    return found if short is None else (short, *found)


def _abbreviated(mention: _Mention, sentence: Sentence, gazetteer: Gazetteer) -> _Mention:
    """Take in a state's abbreviation that no entity covers: ", Mass.", ", PA"."""
    tokens, last = sentence.tokens, mention.last
    if mention.place is not None or mention.kind or last + 1 >= len(tokens) or tokens[last].text != ",":
        return mention
    for reach in (2, 1):
        stop = last + 1 + reach
        if stop > len(tokens):
            continue
        written = _written(sentence, last + 1, stop)
        container = gazetteer.abbreviated(written)
        if container is None:
            continue
        for place in gazetteer.candidates(mention.name):
            if gazetteer.contains(container, place):
                return replace(mention, last=stop, end=tokens[stop - 1].end, place=place, hint=container)
        return replace(mention, last=stop, end=tokens[stop - 1].end, hint=container)
    return mention


# ------------------------------------------------------------------------------------------------------- meanings


def _read_dateline(text: str, gazetteer: Gazetteer) -> Where | None:
    found = find_dateline(text)
    if found is None:
        return None
    container = gazetteer.abbreviated(found.region) or gazetteer.resolve(found.region) if found.region else None
    place = gazetteer.resolve(found.place, (container,) if container else ())
    if place is None and found.place.isupper() and not found.region and "(" not in text[found.end : found.end + 30]:
        return None
    return Where(
        start=found.start,
        end=found.end,
        text=found.text,
        name=place.name if place else found.place,
        relation=PlaceRelation.DATELINE,
        place=place.id if place else None,
        within=place.within if place else ((container.name, *container.within) if container else ()),
        kind=_KIND_NAMES[place.kind] if place else "city",
    )


def _anchors(mentions: Sequence[_Mention], dateline: Where | None, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places of an article that are sure enough to help with the others: the dateline, chains, countries,
    regions, and names with one dominant candidate. In order of first mention, each once."""
    anchors: dict[int, Place] = {}
    if dateline is not None and dateline.place is not None:
        place = gazetteer.by_id(dateline.place)
        if place is not None:
            anchors[place.id] = place
    for mention in mentions:
        for sure in (mention.place, mention.hint, _dominant(mention, gazetteer)):
            if sure is not None:
                anchors.setdefault(sure.id, sure)
    return tuple(anchors.values())


def _dominant(mention: _Mention, gazetteer: Gazetteer) -> Place | None:
    if mention.kind or not mention.name:
        return None
    found = gazetteer.candidates(mention.name)
    if not found or (len(found) > 1 and found[0].kind is PlaceKind.COUNTRY and found[1].kind is PlaceKind.REGION):
        return None
    first = found[0]
    if first.kind in (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.AREA):
        return first
    rivals = [place for place in found[1:] if place.country != first.country]
    if first.population >= 200_000 and all(place.population * 8 < first.population for place in rivals):
        return first
    return None


def _resolve(mention: _Mention, context: tuple[Place, ...], gazetteer: Gazetteer) -> _Mention:
    if mention.place is not None or mention.kind == "street":
        return mention
    if mention.kind == "capital":
        return replace(mention, place=_only_capital(context, gazetteer))
    if mention.kind == "venue" and not mention.name[:1].isupper():
        return mention
    if mention.kind == "venue" and _written_kind(mention) == mention.name:
        return mention
    place = _look_up(mention, mention.name, context, gazetteer)
    if place is None and not mention.kind:
        return _without_part(mention, context, gazetteer)
    if mention.kind == "venue?":
        return replace(mention, place=place, kind="" if place else "venue")
    return replace(mention, place=place)


def _written_kind(mention: _Mention) -> str:
    return _written(mention.sentence, mention.first, mention.last)


def _without_part(mention: _Mention, context: tuple[Place, ...], gazetteer: Gazetteer) -> _Mention:
    """ "South London" as a part of London where no place goes by the whole name."""
    part, _, rest = mention.name.partition(" ")
    if not rest or part.lower() not in place_words().parts:
        return mention
    place = _look_up(mention, rest, context, gazetteer)
    return mention if place is None else replace(mention, place=place, part=part.lower())


def _look_up(mention: _Mention, name: str, context: tuple[Place, ...], gazetteer: Gazetteer) -> Place | None:
    around = (mention.hint,) if mention.hint is not None else context
    place = gazetteer.resolve(name, around)
    if place is None or place.kind is not PlaceKind.CITY:
        return place
    usual = place_key(place.name) == place_key(name)
    size = place.population if usual else place.population // 10
    related = [other for other in around if other.id != place.id and other.country == place.country]
    if size < _NEEDS_COUNTRY and not related:
        return None
    if size < _NEEDS_REGION and not any(set(place.parents[:-1]) & {other.id, *other.parents} for other in related):
        return None
    return place


def _only_capital(context: tuple[Place, ...], gazetteer: Gazetteer) -> Place | None:
    """The capital of the one country that the article's places lie in, None where they lie in several."""
    countries = {place.country for place in context if place.country}
    country = gazetteer.by_code(countries.pop()) if len(countries) == 1 else None
    return gazetteer.capital_of(country) if country is not None else None


def _wheres(mentions: Sequence[_Mention], context: tuple[Place, ...], gazetteer: Gazetteer) -> Iterator[Where]:
    for index, mention in enumerate(mentions):
        if mention.kind == "capital" and mention.place is None:
            continue
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        yield _where(mention, after, gazetteer)


def _where(mention: _Mention, after: _Mention | None, gazetteer: Gazetteer) -> Where:
    tokens = mention.sentence.tokens
    relation, _ = preposition(tokens, mention.first)
    place = mention.place
    venue = mention.kind in ("venue", "street") or (mention.kind == "area" and place is None)
    seat = gazetteer.seat_of_power(mention.name) is not None
    governs = seat or (place is not None and (place.kind is PlaceKind.COUNTRY or place.capital))
    metonym = governs and stands_for_government(
        tokens, mention.first, mention.last, seat, relation not in (None, PlaceRelation.MENTION)
    )
    if mention.around:
        relation = PlaceRelation.NEAR
    return Where(
        start=mention.start,
        end=mention.end,
        text=mention.sentence.text[mention.start - mention.sentence.start : mention.end - mention.sentence.start],
        name=_shown_name(mention, venue),
        relation=relation or PlaceRelation.MENTION,
        place=place.id if place and not venue else None,
        within=_within(mention, after, venue, gazetteer),
        kind=mention.kind if venue else _KIND_NAMES[place.kind] if place else "",
        metonym=metonym,
    )


def _shown_name(mention: _Mention, venue: bool) -> str:
    if mention.kind == "street" or (venue and mention.name.islower()):
        return mention.name
    if venue or mention.place is None:
        written = _written_kind(mention)
        return written.partition(",")[0] if mention.hint is not None and "," in written else written
    return f"{mention.part} {mention.place.name}" if mention.part else mention.place.name


def _within(mention: _Mention, after: _Mention | None, venue: bool, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The names of what contains the place; of a venue what its phrase says ("a bar in Erie", "Oslo airport")."""
    place = mention.place or (mention.hint if venue or mention.place is None else None)
    if place is None and venue and after is not None and after.place is not None:
        tokens = mention.sentence.tokens
        between = (
            [one.text.lower() for one in tokens[mention.last : after.first]]
            if after.sentence is mention.sentence
            else ["-"]
        )
        if after.kind not in ("venue", "street") and between in (["in"], [","], [",", "in"], ["in", "the"], ["of"]):
            place = after.place
    if place is None:
        return ()
    inner = (place.name,) if venue or mention.place is None or mention.part else ()
    return (*inner, *place.within)
