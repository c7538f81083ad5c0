"""A place of the gazetteer, the form under which names meet, and how likely a name means a place."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŀ": "l", "ə": "e"}
    | dict.fromkeys("'’‘ʻʼ`.ʿʾ·", None)
)
_APART = re.compile(r"[^\w]+")
_SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """The form under which names meet: no case, accents, points or apostrophes; hyphens as spaces; no leading
    article; Saint, Mount and Fort as St, Mt and Ft."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = [_SHORT_FORMS.get(word, word) for word in _APART.split(bare) if word]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


class PlaceKind(StrEnum):
    """How high in the order of containment a place stands."""

    AREA = "area"
    COUNTRY = "country"
    REGION = "region"
    COUNTY = "county"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. ``id`` is its GeoNames id (negative for areas), ``names`` every form it is known
    by, ``usual`` those it goes by today in English or at home, ``code`` its ISO 3166 code where it has one,
    ``parents`` and ``within`` the ids and names of what contains it, nearest first; degrees north and east;
    inhabitants (of a region: of its towns)."""

    id: int
    kind: PlaceKind
    name: str
    names: tuple[str, ...]
    usual: tuple[str, ...]
    code: str
    country: str
    parents: tuple[int, ...]
    within: tuple[str, ...]
    latitude: float
    longitude: float
    population: int
    capital: bool = False


_PROMINENCE = {
    PlaceKind.COUNTRY: 1.5,
    PlaceKind.AREA: 1.0,
    PlaceKind.REGION: 0.3,
    PlaceKind.CITY: 0.0,
    PlaceKind.COUNTY: -1.0,
}
_CAPITAL = 2.0
_ALTERNATE = -2.0
_SAME_COUNTRY, _SAME_REGION, _SAME_COUNTY = 1.6, 1.2, 3.0


def prominence(place: Place, key: str, others: Collection[Place]) -> float:
    """How likely a bare name means this place: its inhabitants, its rank, whether the name is its usual one."""
    score = math.log10(place.population + 1) + _PROMINENCE[place.kind] + (_CAPITAL if place.capital else 0.0)
    if place.kind is PlaceKind.AREA:
        score += 8.0
    if place.kind is PlaceKind.CITY and all(place_key(form) != key for form in place.usual):
        score += _ALTERNATE - (_CAPITAL if place.capital else 0.0)
    if place.kind in (PlaceKind.REGION, PlaceKind.COUNTY) and any(
        other.kind is PlaceKind.CITY and place.id in other.parents and other.population > 0.15 * place.population
        for other in others
    ):
        score -= 2.0  # "Moscow", "New York", "Hamburg": the city before the region around it
    return score


def support(place: Place, around: Collection[Place]) -> float:
    best = 0.0
    for other in around:
        if other.id == place.id:
            best = max(best, _SAME_COUNTRY + _SAME_REGION)
        elif other.id in place.parents or place.id in other.parents:
            kinds = {other.kind, place.kind}
            narrow = 0.0 if PlaceKind.COUNTRY in kinds else _SAME_REGION if PlaceKind.REGION in kinds else _SAME_COUNTY
            best = max(best, _SAME_COUNTRY + narrow)
        elif place.country and place.country == other.country:
            shared = set(place.parents[:-1]).intersection(other.parents[:-1])
            best = max(best, _SAME_COUNTRY + (_SAME_REGION if shared else 0.0))
    return best
