"""Where: whether two places can be one, one in the other, or neither.

Only places of one sort can exclude each other, and only where both say where something is: a venue may lie in any
city, a dateline says where a story was filed, a country may stand for its government, and "near" is not "in".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimcheck.compare.gazetteer import Gazetteer, Place, PlaceKind, place_key
from claimcheck.compare.spelling import plain, transliterated
from claimcheck.compare.venue import relate_streets, relate_venues
from claimcheck.model import Comparison, PlaceRelation, Slot, SlotRelation, Where

_SAME, _WITHIN, _OVERLAPS = SlotRelation.SAME, SlotRelation.WITHIN, SlotRelation.OVERLAPS
_DISJOINT, _UNKNOWN = SlotRelation.DISJOINT, SlotRelation.UNKNOWN
_AT = frozenset({PlaceRelation.IN})
_OFF = frozenset({PlaceRelation.OUTSIDE, PlaceRelation.DIRECTION})
_LOOSE = frozenset({PlaceRelation.DATELINE, PlaceRelation.MENTION})
_PATHS = frozenset({PlaceRelation.FROM, PlaceRelation.TO})
_BIG = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.COUNTY})
_OFF_WORDS = {
    PlaceRelation.NEAR: "near",
    PlaceRelation.OUTSIDE: "outside",
    PlaceRelation.DIRECTION: "at a distance from",
}
_OPPOSITE = {frozenset({"north", "south"}), frozenset({"east", "west"})}

#: A built-up area reaches about this many kilometres for each square root of an inhabitant (Lyon 14), at most so far.
_REACH, _LONGEST_REACH = 0.02, 45.0
#: A town of which another is that many times as big, within its reach, may be a part of it.
_PART_OF_CITY = 5.0
#: Quarters and towns so close may both be named for one spot.
_NEIGHBOURS_KM = 5.0
#: Regions without a common border on file lie at least so far apart before they exclude a town near the border.
_BORDER_KM = 80.0
#: "Near X" excludes a place only from here on.
_FAR_KM = 150.0


def relate_place(a: Where, b: Where, gazetteer: Gazetteer) -> Comparison:
    """Compare two place mentions; symmetric. DISJOINT where both say where something is and cannot both hold."""
    first, second = sorted((a, b), key=_order)
    if first.metonym or second.metonym:
        return _answer(_UNKNOWN, f"“{(first if first.metonym else second).text}” stands for a government", 0.1)
    if (first.relation in _PATHS or second.relation in _PATHS) and first.relation is not second.relation:
        kinds = f"{first.relation.value} “{first.text}” and {second.relation.value} “{second.text}”"
        return _answer(_UNKNOWN, f"{kinds} answer different questions", 0.1)
    elsewhere = _lies_in_two_places(first, second, gazetteer)
    if elsewhere is not None:
        return elsewhere
    found = _locate(first, second, gazetteer)
    if found.relation is _DISJOINT:
        return _soften(first, second, found, gazetteer)
    if found.relation in (_SAME, _WITHIN, _OVERLAPS):
        return _with_relations(first, second, found, gazetteer)
    return found


def _order(where: Where) -> tuple[str, ...]:
    """What decides which of two places is named first, so that a comparison reads the same both ways."""
    return (where.name, where.text, where.relation, where.kind, "/".join(where.within), str(where.place or 0))


def relate_where(a: Sequence[Where], b: Sequence[Where], gazetteer: Gazetteer) -> Comparison:
    """Compare the places of two claims; symmetric. The best agreement of any pair; DISJOINT where two places that
    say where it happened (whence, whither) exclude each other and no two others agree on that."""
    if not a or not b:
        return _answer(_UNKNOWN, "one side names no place", 0.0)
    pairs = [(one, other, relate_place(one, other, gazetteer)) for one in a for other in b]
    cells = [cell for _, _, cell in pairs]
    settled = {_question(one) for one, other, cell in pairs if _agrees(cell) and _question(one) == _question(other)}
    apart = [cell for one, _, cell in pairs if cell.relation is _DISJOINT and _question(one) not in settled]
    if apart:
        return max(apart, key=lambda cell: (-cell.score, cell.reason))
    agreeing = [cell for cell in cells if _agrees(cell)]
    if agreeing:
        return max(agreeing, key=lambda cell: (cell.relation is _SAME, cell.score, cell.reason))
    rest = [cell for cell in cells if cell.relation is _OVERLAPS] or [c for c in cells if c.relation is _UNKNOWN]
    if rest:
        return max(rest, key=lambda cell: (cell.score, cell.reason))
    return _answer(_UNKNOWN, "some of the places agree, some do not", 0.3)


def standing_conflicts(
    a: Sequence[Where], b: Sequence[Where], gazetteer: Gazetteer
) -> Iterator[tuple[Where, Where, Comparison]]:
    """Places of two articles on one event that cannot both be right whatever claims they stand in: one named thing
    (a fair, a hall) said to lie in two places that exclude each other. Each pair of names once, at its first
    mentions; nothing where an article gives the other's answer too. Given one list twice, it looks inside an
    article."""
    inside = a is b
    seen: set[tuple[str, str, str, str]] = set()
    for one in a:
        for other in b:
            key = (one.name, "/".join(one.within), other.name, "/".join(other.within))
            if key in seen or not _same_thing(one, other):
                continue
            seen.add(key)
            here, there = replace(one, relation=PlaceRelation.IN), replace(other, relation=PlaceRelation.IN)
            found = relate_place(here, there, gazetteer)
            if found.relation is _DISJOINT and (inside or not (_given(one, b) or _given(other, a))):
                seen.add((*key[2:], *key[:2]))
                yield one, other, found


def _same_thing(one: Where, other: Where) -> bool:
    """One proper name that the gazetteer does not settle, with containers on both sides."""
    named = one.name[:1].isupper() and place_key(one.name) == place_key(other.name)
    return named and one.place is None and other.place is None and bool(one.within) and bool(other.within)


def _given(where: Where, others: Sequence[Where]) -> bool:
    """Whether the other article has the same answer somewhere."""
    return any(one.name == where.name and one.within == where.within for one in others)


def _answer(relation: SlotRelation, reason: str, score: float) -> Comparison:
    return Comparison(Slot.WHERE, relation, reason, score)


def _question(where: Where) -> PlaceRelation:
    """Whence, whither, or where."""
    return where.relation if where.relation in _PATHS else PlaceRelation.IN


def _agrees(cell: Comparison) -> bool:
    return cell.relation in (_SAME, _WITHIN)


# ------------------------------------------------------------------------------------------------------- relations


def _soften(first: Where, second: Where, found: Comparison, gazetteer: Gazetteer) -> Comparison:
    """Two places apart exclude each other only where both say where something is."""
    relations = {first.relation, second.relation}
    if relations & _LOOSE:
        loose = first if first.relation in _LOOSE else second
        return _answer(_UNKNOWN, f"{found.reason}; “{loose.text}” does not say where it happened", found.score)
    if PlaceRelation.NEAR in relations or relations & _OFF:
        if first.kind == second.kind == "street" and relations <= {PlaceRelation.NEAR, PlaceRelation.IN}:
            return found
        one, other = _place(first, gazetteer), _place(second, gazetteer)
        if one and other and one.kind is other.kind is PlaceKind.CITY and gazetteer.distance_km(one, other) > _FAR_KM:
            return found
        return _answer(_UNKNOWN, f"{found.reason}, but near or outside one may be the other", found.score)
    return found


def _with_relations(first: Where, second: Where, found: Comparison, gazetteer: Gazetteer) -> Comparison:
    """In X and outside X exclude each other; in X and near X nearly do."""
    relations = {first.relation, second.relation}
    if first.relation is second.relation or relations & _LOOSE:
        return found
    off = first if first.relation in _OFF or first.relation is PlaceRelation.NEAR else second
    at = second if off is first else first
    if at.relation not in _AT or off.relation in _AT:
        return _answer(found.relation, found.reason, min(found.score, 0.7))
    if found.relation is _WITHIN and not _holds(off, at, gazetteer):
        return _answer(_UNKNOWN, f"{at.relation.value} “{at.text}” and {off.relation.value} “{off.text}”", 0.4)
    said = f"“{at.text}” puts it in the place that “{off.text}” puts it {_OFF_WORDS[off.relation]}"
    if off.relation is PlaceRelation.NEAR or found.relation is _OVERLAPS:
        return _answer(_OVERLAPS, said, 0.5)
    return _answer(_DISJOINT, said, 0.4)


def _holds(outer: Where, inner: Where, gazetteer: Gazetteer) -> bool:
    """Whether the first contains the second, or is the same place."""
    one, other = _place(outer, gazetteer), _place(inner, gazetteer)
    if one is not None and other is not None:
        return one.id == other.id or gazetteer.contains(one, other)
    return place_key(outer.name) in {place_key(name) for name in (inner.name, *inner.within)}


# ------------------------------------------------------------------------------------------------------- locations


def _place(where: Where, gazetteer: Gazetteer) -> Place | None:
    return None if where.place is None else gazetteer.by_id(where.place)


def _part(where: Where, place: Place) -> str:
    """ "south" of "south London": the part of the resolved place that the name tells."""
    return plain(where.name.removesuffix(place.name)).removesuffix("ern") if where.name != place.name else ""


def _locate(first: Where, second: Where, gazetteer: Gazetteer) -> Comparison:
    if first.kind == second.kind == "street":
        return relate_streets(first, second)
    one, other = _place(first, gazetteer), _place(second, gazetteer)
    if one is not None and other is not None:
        return _relate_known(first, second, one, other, gazetteer)
    if one is None and other is None and first.kind == second.kind == "venue":
        return relate_venues(first, second)
    return _relate_half_known(first, second, one or other, gazetteer)


def _lies_in_two_places(first: Where, second: Where, gazetteer: Gazetteer) -> Comparison | None:
    """DISJOINT where two unresolved places, of one name or not, are said to lie in places that exclude each other:
    what a text puts in Munich is not in Berlin, however it is mentioned. None where nothing is said."""
    if first.place is not None or second.place is not None or not first.within or not second.within:
        return None
    if place_key(first.name) != place_key(second.name) and {first.relation, second.relation} & _LOOSE:
        return None
    one, other = _outer(first, gazetteer), _outer(second, gazetteer)
    if one is None or other is None or _relate_places(one, other, gazetteer).relation is not _DISJOINT:
        return None
    return _answer(_DISJOINT, f"“{first.text}” lies in {one.name}, “{second.text}” in {other.name}", 0.2)


def _outer(where: Where, gazetteer: Gazetteer) -> Place | None:
    """What contains an unresolved place, looked up with the rest of its chain as context."""
    if not where.within:
        return None
    around = [place for name in where.within[1:] if (place := gazetteer.resolve(name)) is not None]
    return gazetteer.resolve(where.within[0], around)


def _relate_known(first: Where, second: Where, one: Place, other: Place, gazetteer: Gazetteer) -> Comparison:
    if one.id != other.id:
        return _relate_places(one, other, gazetteer)
    part, counterpart = _part(first, one), _part(second, other)
    if part == counterpart:
        return _answer(_SAME, f"{one.name} in both" if first.text == second.text else f"both are {one.name}", 1.0)
    if not part or not counterpart:
        return _answer(_WITHIN, f"“{first.text}” and “{second.text}”: one is a part of the other", 0.85)
    if frozenset({part, counterpart}) in _OPPOSITE:
        return _answer(_DISJOINT, f"“{first.text}” and “{second.text}” are opposite parts of {one.name}", 0.4)
    return _answer(_OVERLAPS, f"“{first.text}” and “{second.text}” are parts of {one.name}", 0.5)


def _relate_places(one: Place, other: Place, gazetteer: Gazetteer) -> Comparison:
    """Two different places of the gazetteer."""
    one, other = sorted((one, other), key=lambda place: (place.name, place.id))
    for outer, inner in ((one, other), (other, one)):
        if gazetteer.contains(outer, inner):
            return _answer(_WITHIN, f"{inner.name} is in {outer.name}", 0.8)
    said = f"{_told(one)} and {_told(other)}"
    if {place_key(name) for name in one.usual} & {place_key(name) for name in other.usual}:
        return _answer(_UNKNOWN, f"two places are called {one.name}", 0.5)
    if PlaceKind.AREA in (one.kind, other.kind):
        return _answer(_UNKNOWN, f"{said}: an area without sharp borders", 0.2)
    distance = gazetteer.distance_km(one, other)
    if one.kind is PlaceKind.CITY and other.kind is PlaceKind.CITY:
        return _relate_cities(one, other, distance, said)
    if one.country != other.country or (one.kind is other.kind):
        return _answer(_DISJOINT, f"{said} are different places", 0.0)
    if {one.kind, other.kind} <= _BIG:
        return _answer(_UNKNOWN, f"{said}: regions of different levels", 0.2)
    if distance < _BORDER_KM:
        return _answer(_UNKNOWN, f"{said} may touch", 0.3)
    return _answer(_DISJOINT, f"{said}: one is not in the other", 0.1)


def _told(place: Place) -> str:
    return f"{place.name} ({place.within[-1]})" if place.within else place.name


def _relate_cities(one: Place, other: Place, distance: float, said: str) -> Comparison:
    small, big = sorted((one, other), key=lambda place: (place.population, place.id))
    if f" {place_key(small.name)}".endswith(f" {place_key(big.name)}"):
        return _answer(_UNKNOWN, f"{small.name} may be a part of {big.name}", 0.5)
    if distance < _NEIGHBOURS_KM:
        return _answer(_UNKNOWN, f"{small.name} and {big.name} are neighbours", 0.4)
    reach = min(_REACH * big.population**0.5, _LONGEST_REACH)
    if distance <= max(reach, 2.0) and big.population >= _PART_OF_CITY * small.population:
        return _answer(_UNKNOWN, f"{small.name} may be a part of {big.name}", 0.4)
    return _answer(_DISJOINT, f"{said} are different towns, {distance:.0f} km apart", 0.1 if distance < 30 else 0.0)


def _relate_half_known(first: Where, second: Where, known: Place | None, gazetteer: Gazetteer) -> Comparison:
    """At least one place that the gazetteer does not settle: names and what the texts say contains them."""
    a, b = place_key(first.name), place_key(second.name)
    said = f"“{first.text}” and “{second.text}”"
    if a == b:
        return _answer(_SAME, f"{said} are one name", 0.9)
    for inner, outer in ((first, second), (second, first)):
        if place_key(outer.name) in {place_key(name) for name in inner.within}:
            return _answer(_WITHIN, f"{inner.name} is in {outer.name}", 0.8)
    for name, written in ((first.name, second.name), (second.name, first.name)):
        if len(place_key(name)) > 3 and f" {place_key(name)} " in f" {place_key(written)} ":
            return _answer(_WITHIN, f"{said}: one name is part of the other", 0.6)
    if first.kind not in ("venue", "street") and transliterated(first.name, second.name):
        return _answer(_SAME, f"{said}: spelling variant", 0.85)
    if known is not None:
        unknown = first if first.place is None else second
        outer_place = _outer(unknown, gazetteer)
        if outer_place is not None and outer_place.id != known.id:
            around = _relate_places(outer_place, known, gazetteer)
            if around.relation is _DISJOINT:
                return _answer(_DISJOINT, f"“{unknown.text}” is in {outer_place.name}; {around.reason}", 0.1)
            if around.relation is _WITHIN and gazetteer.contains(known, outer_place):
                return _answer(_WITHIN, f"“{unknown.text}” is in {outer_place.name}; {around.reason}", 0.7)
    return _answer(_UNKNOWN, f"{said}: nothing tells whether one is in the other", 0.2)
