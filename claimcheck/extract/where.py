"""Where: the places, streets and venues that an article names, how each ties its event to them, and which stand
for a government instead.

Prepositions are read from the tokens to the left (parses err most on attachment), subjects and objects from the
tree. A name is looked up in the gazetteer with the article's other places as context; a small town that nothing
in the article supports stays unresolved: refuse rather than guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimcheck.compare.gazetteer import Gazetteer, Place, PlaceKind, place_key
from claimcheck.extract.dateline import find_dateline
from claimcheck.extract.place_mentions import PlaceMention, place_mentions, written
from claimcheck.extract.place_relation import Power, is_modifier, preposition, stands_for_government
from claimcheck.extract.venues import is_venue_noun, place_words
from claimcheck.model import AnnotatedArticle, EntityLabel, Field, PlaceRelation, Token, Where

_KIND_NAMES = {
    PlaceKind.AREA: "area",
    PlaceKind.COUNTRY: "country",
    PlaceKind.REGION: "region",
    PlaceKind.COUNTY: "region",
    PlaceKind.CITY: "city",
}
#: Below these sizes a bare name needs another place of its country, or of its region, in the same article …
_NEEDS_COUNTRY, _NEEDS_REGION = 200_000, 60_000
#: … unless it has so many inhabitants, and so many times those of every namesake.
_STANDS_ALONE, _DOMINATES = 50_000, 4
#: A city of this size is meant where a longer name begins with its name.
_KNOWN_EVERYWHERE = 1_000_000


def find_places(article: AnnotatedArticle, gazetteer: Gazetteer) -> dict[Field, tuple[Where, ...]]:
    """The places of title and text, in order of their start; the dateline with relation DATELINE.

    Spans count code points into the field. ``place`` is the gazetteer's id where the name was resolved."""
    mentions = {
        field: [found for sentence in article.sentences(field) for found in place_mentions(sentence, gazetteer)]
        for field in (Field.TITLE, Field.TEXT)
    }
    people = _surnames(article)
    mentions = {field: [one for one in found if not _is_surname(one, people)] for field, found in mentions.items()}
    context = _anchors([*mentions[Field.TEXT], *mentions[Field.TITLE]], gazetteer)
    dateline = _read_dateline(article.article.text, context, gazetteer)
    filed = gazetteer.by_id(dateline.place) if dateline is not None and dateline.place is not None else None
    context = context if filed is None else tuple(dict.fromkeys((filed, *context)))
    out: dict[Field, tuple[Where, ...]] = {}
    for field, found in mentions.items():
        places = _level_lists([_resolve(one, context, gazetteer) for one in found], gazetteer)
        if field is Field.TEXT and dateline is not None:
            rest = [one for one in places if one.end <= dateline.start or one.start >= dateline.end]
            wheres = [dateline, *_wheres(rest, context, gazetteer)]
            out[field] = tuple(sorted(wheres, key=lambda where: where.start))
        else:
            out[field] = tuple(_wheres(places, context, gazetteer))
    return out


def _surnames(article: AnnotatedArticle) -> frozenset[str]:
    """The last words of the people that the article names in full."""
    return frozenset(
        entity.text.split()[-1].removesuffix("'s").removesuffix("’s")
        for field in (Field.TITLE, Field.TEXT)
        for sentence in article.sentences(field)
        for entity in sentence.entities
        if entity.label is EntityLabel.PERSON and entity.last - entity.first > 1
    )


def _is_surname(mention: PlaceMention, people: frozenset[str]) -> bool:
    """A lone word that is a surname of this article and has no preposition of place before it."""
    if mention.name not in people or mention.hint is not None or mention.place is not None:
        return False
    return preposition(mention.sentence.tokens, mention.first)[0] is None


# ------------------------------------------------------------------------------------------------------- meanings


def _read_dateline(text: str, context: tuple[Place, ...], gazetteer: Gazetteer) -> Where | None:
    found = find_dateline(text)
    if found is None:
        return None
    container = gazetteer.abbreviated(found.region) or gazetteer.resolve(found.region) if found.region else None
    named = gazetteer.candidates(found.place)
    place = gazetteer.likeliest(found.place, named, context)
    rivals = container is None and len(named) > 1
    if rivals and place is not None and not _is_supported(place, found.place, named, context, gazetteer):
        place = None
    if container is not None:
        inside = [one for one in gazetteer.candidates(found.place) if gazetteer.contains(container, one)]
        place = gazetteer.likeliest(found.place, inside)
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


def _anchors(mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places of an article that are sure enough to help with the others: chains, countries, regions, and names
    with one dominant candidate. In order of first mention, each once."""
    anchors: dict[int, Place] = {}
    for mention in mentions:
        known = mention.place is not None or mention.hint is not None
        for sure in (mention.place, mention.hint, None if known else _dominant(mention, gazetteer)):
            if sure is not None:
                anchors.setdefault(sure.id, sure)
    return tuple(anchors.values())


def _dominant(mention: PlaceMention, gazetteer: Gazetteer) -> Place | None:
    if mention.kind or not mention.name:
        return None
    found = gazetteer.candidates(mention.name)
    if not found or (len(found) > 1 and found[0].kind is PlaceKind.COUNTRY and found[1].kind is PlaceKind.REGION):
        return None
    first = found[0]
    if first.kind in (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.AREA):
        return first
    if first.kind is PlaceKind.COUNTY and len(found) > 1:
        return None
    times = {True: 3, False: 8}  # a namesake at home is less of a rival than one abroad
    rivals = (place.population * times[place.country == first.country] for place in found[1:])
    return first if first.population >= _NEEDS_COUNTRY and all(size < first.population for size in rivals) else None


def _resolve(mention: PlaceMention, context: tuple[Place, ...], gazetteer: Gazetteer) -> PlaceMention:
    if mention.place is not None or mention.kind == "street":
        return mention
    seat = gazetteer.seat_of_power(mention.name)
    if seat is not None:
        home = gazetteer.by_code(seat[0])
        return replace(mention, kind="venue", hint=gazetteer.resolve(seat[1], (home,)) if home else None)
    if mention.kind == "capital":
        return replace(mention, place=_only_capital(context, gazetteer))
    if mention.kind == "venue" and not mention.name[:1].isupper():
        return mention
    if mention.kind == "venue" and (_written_kind(mention) == mention.name or is_venue_noun(mention.name)):
        return mention
    place = _look_up(mention, mention.name, context, gazetteer)
    if place is None and mention.kind in ("", "venue?"):
        known = _without_sort(mention, context, gazetteer) or _without_part(mention, context, gazetteer)
        if known is not None:
            return known
        return replace(
            mention, kind=mention.kind.rstrip("?"), hint=mention.hint or _named_after(mention, context, gazetteer)
        )
    if mention.kind == "venue?":
        return replace(mention, place=place, kind="" if place else "venue")
    return replace(mention, place=place)


def _level_lists(mentions: list[PlaceMention], gazetteer: Gazetteer) -> list[PlaceMention]:
    """Among listed states "New York" is the state: a city whose list neighbours are regions becomes the region of
    its name."""
    out = list(mentions)
    for index, mention in enumerate(mentions):
        if mention.place is None or mention.place.kind is not PlaceKind.CITY:
            continue
        beside = [
            other.place.kind
            for left, other in ((index - 1, mentions[index - 1] if index else None), (index, _at(mentions, index + 1)))
            if other is not None and other.place is not None and _listed(mentions[left], mentions[left + 1])
        ]
        if beside and all(kind is PlaceKind.REGION for kind in beside):
            regions = [one for one in gazetteer.candidates(mention.name) if one.kind is PlaceKind.REGION]
            if regions and regions[0].country == mention.place.country:
                out[index] = replace(mention, place=regions[0])
    return out


def _at(mentions: Sequence[PlaceMention], index: int) -> PlaceMention | None:
    return mentions[index] if index < len(mentions) else None


def _written_kind(mention: PlaceMention) -> str:
    return written(mention.sentence, mention.first, mention.last)


def _without_part(mention: PlaceMention, context: tuple[Place, ...], gazetteer: Gazetteer) -> PlaceMention | None:
    """ "South London" as a part of London where no place goes by the whole name."""
    part, _, rest = mention.name.partition(" ")
    if not rest or part.lower() not in place_words().parts:
        return None
    place = _look_up(mention, rest, context, gazetteer)
    return None if place is None else replace(mention, place=place, part=part.lower())


def _without_sort(mention: PlaceMention, context: tuple[Place, ...], gazetteer: Gazetteer) -> PlaceMention | None:
    """ "Hebei province", "Baoding city": the place of that sort that goes by the bare name."""
    bare, _, noun = mention.name.rpartition(" ")
    sort = place_words().sorts.get(noun.lower())
    if not bare or sort is None or gazetteer.candidates(mention.name):
        return None
    around = (mention.hint,) if mention.hint is not None else context
    found = [place for place in gazetteer.candidates(bare) if place.kind.value == sort]
    place = gazetteer.likeliest(bare, found, around)
    if place is None or not _is_supported(place, bare, found, around, gazetteer):
        return None
    return replace(mention, place=place, kind="")


def _named_after(mention: PlaceMention, context: tuple[Place, ...], gazetteer: Gazetteer) -> Place | None:
    """The town of the article that a longer unknown name begins with, and so lies in: "Munich Oktoberfest"."""
    words = mention.name.split()
    for length in range(len(words) - 1, 0, -1):
        found = gazetteer.resolve(" ".join(words[:length]), context)
        if found is None or found.kind is not PlaceKind.CITY:
            continue
        if found.population >= _KNOWN_EVERYWHERE or any(found.id == other.id for other in context):
            return found
    return None


def _look_up(mention: PlaceMention, name: str, context: tuple[Place, ...], gazetteer: Gazetteer) -> Place | None:
    around = (mention.hint,) if mention.hint is not None else context
    found = gazetteer.candidates(name)
    place = gazetteer.likeliest(name, found, around)
    return place if place is None or _is_supported(place, name, found, around, gazetteer) else None


def _is_supported(
    place: Place, name: str, found: Sequence[Place], around: tuple[Place, ...], gazetteer: Gazetteer
) -> bool:
    """Whether a town is big enough for a bare name, or other places of the article stand by it."""
    if place.kind is PlaceKind.COUNTY:
        namesakes = sum(other.kind is PlaceKind.COUNTY for other in found)
        return namesakes == 1 or any(set(place.parents[:-1]) & {other.id, *other.parents} for other in around)
    if place.kind is not PlaceKind.CITY:
        return True
    usual = place_key(name) in {place_key(form) for form in place.usual}
    if not usual and not any(other.country == place.country for other in around if other.id != place.id):
        return False
    size = place.population if usual else place.population // 10
    rivals = [other for other in found if other.kind is PlaceKind.CITY and other.id != place.id]
    if size >= _STANDS_ALONE and all(other.population * _DOMINATES < size for other in rivals):
        return True
    related = [other for other in around if other.id != place.id and other.country == place.country]
    if size < _NEEDS_COUNTRY and not related:
        return False
    regional = any(set(place.parents[:-1]) & {other.id, *other.parents} for other in related)
    if size < _NEEDS_REGION and not regional:
        return False
    return place.capital or regional or not gazetteer.is_open_choice(name, found, around)


def _only_capital(context: tuple[Place, ...], gazetteer: Gazetteer) -> Place | None:
    """The capital of the one country that the article's places lie in, None where they lie in several."""
    countries = {place.country for place in context if place.country}
    country = gazetteer.by_code(countries.pop()) if len(countries) == 1 else None
    return gazetteer.capital_of(country) if country is not None else None


def _wheres(mentions: Sequence[PlaceMention], context: tuple[Place, ...], gazetteer: Gazetteer) -> Iterator[Where]:
    for index, mention in enumerate(mentions):
        if mention.kind == "capital" and mention.place is None:
            continue
        yield _where(mention, _first_of_list(mentions, index), _holder(mentions, index), gazetteer)


def _holder(mentions: Sequence[PlaceMention], index: int) -> Place | None:
    """The place that the sentence puts an unresolved one in: "a bar in Erie", "the Grape Fair celebrations in Nice",
    "Berlin's famous Olympic Stadium"."""
    mention = mentions[index]
    tokens = mention.sentence.tokens
    before = mentions[index - 1] if index else None
    if before is not None and before.place is not None and before.sentence is mention.sentence:
        between = tokens[before.last : mention.first]
        if between and between[0].text in ("'s", "’s") and all(token.pos in ("ADJ", "ADV") for token in between[1:]):
            return before.place
    after = _at(mentions, index + 1)
    if (
        after is None
        or after.place is None
        or after.sentence is not mention.sentence
        or after.kind in ("venue", "street")
    ):
        return None
    between = tokens[mention.last : after.first]
    while between and between[0].pos == "NOUN" and mention.kind != "street":
        between = between[1:]
    words = [token.text.lower() for token in between if token.pos not in ("DET", "ADJ")]
    inside = (["in"], [","], [",", "in"], ["of"]) if mention.kind in ("venue", "street") else (["in"],)
    return after.place if words in inside else None


def _first_of_list(mentions: Sequence[PlaceMention], index: int) -> PlaceMention:
    """The first of places listed with commas and "and": its preposition is that of all."""
    while index > 0 and _listed(mentions[index - 1], mentions[index]):
        index -= 1
    return mentions[index]


def _listed(before: PlaceMention, mention: PlaceMention) -> bool:
    if before.sentence is not mention.sentence or before.last > mention.first:
        return False
    between = [token.text.lower() for token in mention.sentence.tokens[before.last : mention.first]]
    return bool(between) and set(between) <= {",", "and", "or", "&", "the", "in"} and "in" not in between


def _where(mention: PlaceMention, first: PlaceMention, holder: Place | None, gazetteer: Gazetteer) -> Where:
    tokens = mention.sentence.tokens
    relation, _ = preposition(tokens, mention.first)
    if relation is not None and is_modifier(tokens, mention.first, mention.last):
        relation = None
    if relation is None and first is not mention:
        relation, _ = preposition(tokens, first.first)
    if relation is None and _is_where(tokens, mention.last):
        relation = PlaceRelation.IN
    place = mention.place
    venue = mention.kind in ("venue", "street") or (mention.kind == "area" and place is None)
    seat = gazetteer.seat_of_power(mention.name) is not None
    governs = seat or (place is not None and (place.kind is PlaceKind.COUNTRY or place.capital))
    metonym = governs and stands_for_government(
        tokens, mention.first, mention.last, _power(seat, place), relation not in (None, PlaceRelation.MENTION)
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
        within=_within(mention, holder, venue),
        kind=mention.kind if venue else _KIND_NAMES[place.kind] if place else "",
        metonym=metonym,
    )


def _power(seat: bool, place: Place | None) -> Power:
    if seat:
        return Power.SEAT
    return Power.COUNTRY if place is not None and place.kind is PlaceKind.COUNTRY else Power.CAPITAL


def _is_where(tokens: Sequence[Token], after: int) -> bool:
    """Whether "where" follows a place: "the bridge, where it happened" says where as "on the bridge" does."""
    following = [token.text.lower() for token in tokens[after : after + 2]]
    return following[:1] == ["where"] or following == [",", "where"]


def _shown_name(mention: PlaceMention, venue: bool) -> str:
    if mention.kind == "street" or (venue and mention.name.islower()):
        return mention.name
    if venue or mention.place is None:
        shown = _written_kind(mention)
        return shown.partition(",")[0] if mention.hint is not None and "," in shown else shown
    return f"{mention.part} {mention.place.name}" if mention.part else mention.place.name


def _within(mention: PlaceMention, holder: Place | None, venue: bool) -> tuple[str, ...]:
    """The names of what contains the place; of an unresolved one what its name or the sentence says."""
    place = mention.place or mention.hint or holder
    if place is None:
        return ()
    inner = (place.name,) if venue or mention.place is None or mention.part else ()
    return (*inner, *place.within)
