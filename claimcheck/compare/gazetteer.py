"""A gazetteer in one compact table: which places a name may mean, what contains them, how far apart they lie.

The table is baked from GeoNames by ``claimcheck.train.gazetteer``: a blob of tab-separated rows, and sorted
checksums of every name's key pointing into it, so that a lookup touches a few rows and nothing is parsed at load.
Areas that GeoNames has not as one row (continents, New England, the Gulf), abbreviations, demonyms and seats of
government come from small word lists beside it.
"""

from __future__ import annotations

import csv
import math
import re
import tomllib
import unicodedata
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

_TABLE = "gazetteer.npz"
_EARTH_RADIUS_KM = 6371.0

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


@dataclass(frozen=True, slots=True)
class _Area:
    place: Place
    members: frozenset[int]
    member_countries: frozenset[str]


_KINDS = {"C": PlaceKind.COUNTRY, "R": PlaceKind.REGION, "D": PlaceKind.COUNTY, "T": PlaceKind.CITY}
_PROMINENCE = {
    PlaceKind.COUNTRY: 1.5,
    PlaceKind.AREA: 1.0,
    PlaceKind.REGION: 0.3,
    PlaceKind.CITY: 0.0,
    PlaceKind.COUNTY: -1.0,
}
_CAPITAL = 2.0
_ALTERNATE = -2.0
#: Two towns of one name whose scores differ by less (a factor of two in inhabitants) are not chosen between.
_TOO_CLOSE = 0.3
_SAME_COUNTRY, _SAME_REGION, _SAME_COUNTY = 1.6, 1.2, 3.0


def _rows_of(name: str) -> list[list[str]]:
    text = files("claimcheck.data").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


class Gazetteer:
    """Places by name, id and code. Built by ``load``; holds the table as arrays (under 20 MB)."""

    def __init__(
        self,
        rows: bytes,
        offsets: npt.NDArray[np.int32],
        keys: npt.NDArray[np.uint32],
        targets: npt.NDArray[np.int32],
    ) -> None:
        """``rows``: the TSV blob; ``offsets``: where each row starts, one more than rows; ``keys``: sorted CRC-32
        of name keys, ``targets`` the row each belongs to."""
        self._rows = rows
        self._offsets = offsets
        self._keys = keys
        self._targets = targets
        self._place_at = lru_cache(maxsize=4096)(self._read_place)
        self._row_of = lru_cache(maxsize=8192)(self._find_row)
        self._codes = {place.code: place for place in self._regions_and_countries()}
        self._short_names = self._read_short_names()
        self._demonyms = self._read_demonyms()
        self._seats = {
            place_key(row[0]): (row[1], row[2] if len(row) > 2 else "") for row in _rows_of("gazetteer_seats.tsv")
        }
        self._areas, self._boroughs = self._read_areas()
        self._area_names = {place_key(name): area.place for area in self._areas.values() for name in area.place.names}
        self._candidates = lru_cache(maxsize=8192)(self._find_candidates)

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer shipped with the program; read once, then shared."""
        return _load()

    # ------------------------------------------------------------------------------------------------- the table

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def _cells(self, row: int) -> list[str]:
        start, end = int(self._offsets[row]), int(self._offsets[row + 1])
        return self._rows[start : end - 1].decode("utf-8").split("\t")

    def _read_place(self, row: int) -> Place:
        number, kind, usual, others, code, country, parents, *numbers = self._cells(row)
        latitude, longitude, population, capital = numbers
        above = [self._place_at(int(parent)) for parent in parents.split(",") if parent]
        forms = _forms(usual)
        return Place(
            id=int(number),
            kind=_KINDS[kind],
            name=forms[0],
            names=(*forms, *_forms(others)),
            usual=forms,
            code=code,
            country=country,
            parents=tuple(place.id for place in above),
            within=tuple(place.name for place in above),
            latitude=float(latitude),
            longitude=float(longitude),
            population=int(population),
            capital=capital == "1",
        )

    def _regions_and_countries(self) -> Iterator[Place]:
        """The rows with a code; the table is sorted by kind, so they stand first."""
        for row in range(len(self)):
            place = self._place_at(row)
            if place.kind not in (PlaceKind.COUNTRY, PlaceKind.REGION):
                return
            if place.code:
                yield place

    def by_id(self, number: int) -> Place | None:
        """The place of a GeoNames id, or of an area's negative id."""
        if number < 0:
            area = self._areas.get(number)
            return area.place if area else None
        row = self._row_of(number)
        return None if row is None else self._place_at(row)

    def _find_row(self, number: int) -> int | None:
        """The row that begins with an id: a search through the blob, a millisecond; cached."""
        begin = f"{number}\t".encode()
        start = 0 if self._rows.startswith(begin) else self._rows.find(b"\n" + begin) + 1
        if start == 0 and not self._rows.startswith(begin):
            return None
        return int(np.searchsorted(self._offsets, start))

    def by_code(self, code: str) -> Place | None:
        """The country or first-level region of an ISO 3166 code ("FR", "US-PA")."""
        return self._codes.get(code)

    # --------------------------------------------------------------------------------------------- the word lists

    def _read_short_names(self) -> dict[str, Place]:
        short: dict[str, Place] = {}
        for code, forms in _rows_of("gazetteer_abbreviations.tsv"):
            place = self._codes.get(code)
            if place is not None:
                short.update(dict.fromkeys(_forms(forms), place))
        for code, place in self._codes.items():
            if code.startswith(("US-", "CA-")):
                short.setdefault(code[3:], place)
        return short

    def _read_demonyms(self) -> dict[str, Place]:
        peoples: dict[str, Place] = {}
        for code, forms in _rows_of("demonyms.tsv"):
            if code.startswith("city:"):
                found = self._find_table(code[5:])
                place = max(found, key=lambda one: one.population, default=None)
            else:
                place = self._codes.get(code)
            if place is None:
                continue
            for form in _forms(forms):
                peoples.setdefault(place_key(form), place)
                peoples.setdefault(place_key(form + "s"), place)
        return peoples

    def _read_areas(self) -> tuple[dict[int, _Area], dict[int, int]]:
        text = files("claimcheck.data").joinpath("gazetteer_areas.toml").read_text(encoding="utf-8")
        data = tomllib.loads(text)
        areas: dict[int, _Area] = {}
        for entry in data["area"]:
            areas[entry["id"]] = self._read_area(entry)
        boroughs: dict[int, int] = {}
        for entry in data["borough"]:
            city = self._city(entry["city"])
            for name in entry["boroughs"]:
                borough = self._city(f"{name}/{entry['city'].rpartition('/')[2]}")
                if city and borough:
                    boroughs[borough.id] = city.id
        return areas, boroughs

    def _read_area(self, entry: dict[str, object]) -> _Area:
        members: set[int] = set()
        countries: set[str] = set()
        named = entry["members"]
        for member in named if isinstance(named, list) else []:
            if member.startswith("city:"):
                city = self._city(member[5:])
                members.update({city.id} if city else ())
                continue
            place = self._codes.get(member)
            if place is not None:
                members.add(place.id)
                if place.kind is PlaceKind.COUNTRY:
                    countries.add(place.country)
            elif member.startswith("continent:"):
                countries.update(code for code, where in _continents().items() if where == member[10:])
        parent = self._codes.get(str(entry.get("parent", "")))
        aliases = entry.get("aliases", [])
        name = str(entry["name"])
        place = Place(
            id=int(str(entry["id"])),
            kind=PlaceKind.AREA,
            name=name,
            usual=(name,),
            names=(name, *(str(alias) for alias in (aliases if isinstance(aliases, list) else []))),
            code="",
            country=parent.country if parent else "",
            parents=(parent.id,) if parent else (),
            within=(parent.name,) if parent else (),
            latitude=0.0,
            longitude=0.0,
            population=0,
        )
        return _Area(place, frozenset(members), frozenset(countries))

    def _city(self, name: str) -> Place | None:
        """The biggest city of "NAME/CODE", CODE a country or a first-level region."""
        bare, _, code = name.rpartition("/")
        region = self._codes.get(code)
        found = [
            place
            for place in self._find_table(bare)
            if place.kind is PlaceKind.CITY and region and region.id in place.parents
        ]
        return max(found, key=lambda one: one.population, default=None)

    # -------------------------------------------------------------------------------------------------- questions

    def _find_table(self, name: str) -> list[Place]:
        key = place_key(name)
        checksum = np.uint32(zlib.crc32(key.encode("utf-8")))
        low = int(np.searchsorted(self._keys, checksum, side="left"))
        high = int(np.searchsorted(self._keys, checksum, side="right"))
        places = (self._place_at(int(self._targets[index])) for index in range(low, high))
        return [place for place in places if any(place_key(form) == key for form in place.names)]

    def _find_candidates(self, name: str) -> tuple[Place, ...]:
        key = place_key(name)
        found = {
            place.id: place
            for place in self._find_table(name)
            if len(key) > 2 or place.kind is PlaceKind.COUNTRY or name in place.usual
        }
        area = self._area_names.get(key)
        if area is not None:
            found[area.id] = area
        short = self._short_names.get(name.strip())
        if short is not None and (len(name) > 2 or short.kind is PlaceKind.COUNTRY):
            found[short.id] = short
        places = list(found.values())
        return tuple(sorted(places, key=lambda place: (-_prominence(place, key, places), place.id)))

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Every place that goes by the name, most prominent first. Two-letter codes are no names of their own."""
        return self._candidates(name)

    def abbreviated(self, short: str) -> Place | None:
        """The region or country of an abbreviation after a comma: "Mass.", "PA", "B.C.", "U.K."."""
        return self._short_names.get(short.strip())

    def resolve(self, name: str, context: Collection[Place] = ()) -> Place | None:
        """The likeliest place of the name: prominence, raised where places of the context share its region or
        country or lie near. None where the gazetteer has no such name."""
        return self.likeliest(name, self.candidates(name), context)

    def likeliest(self, name: str, found: Sequence[Place], context: Collection[Place] = ()) -> Place | None:
        """The likeliest of some candidates of a name, None where there are none."""
        if len(found) <= 1 or not context:
            return found[0] if found else None
        key = place_key(name)
        around = tuple(context)
        return max(found, key=lambda place: (_prominence(place, key, found) + _support(place, around), -place.id))

    def is_open_choice(self, name: str, found: Sequence[Place], context: Collection[Place] = ()) -> bool:
        """Whether two towns of the name are about as likely as each other: no choice should be made."""
        key = place_key(name)
        around = tuple(context)
        scores = sorted((_prominence(place, key, found) + _support(place, around) for place in found), reverse=True)
        return len(scores) > 1 and scores[0] - scores[1] < _TOO_CLOSE

    def people_of(self, demonym: str) -> Place | None:
        """The country (region, city) of an adjective or noun of people: "Russian" -> Russia, "Texan" -> Texas."""
        return self._demonyms.get(place_key(demonym))

    def seat_of_power(self, name: str) -> tuple[str, str] | None:
        """(country code, city) of a building that stands for a government ("the Kremlin"), else None."""
        return self._seats.get(place_key(name))

    def capital_of(self, country: Place) -> Place | None:
        """The capital of a country, None for other places."""
        if country.kind is not PlaceKind.COUNTRY:
            return None
        number = _capitals().get(country.country)
        return None if number is None else self.by_id(number)

    def country_of(self, place: Place) -> Place | None:
        """The country that a place lies in, or is."""
        return self._codes.get(place.country)

    def contains(self, outer: Place, inner: Place) -> bool:
        """Whether ``inner`` lies in ``outer``; no place contains itself. Boroughs lie in their city, and towns of
        a "Greater X" in X."""
        if outer.id == inner.id:
            return False
        if outer.id in inner.parents or self._boroughs.get(inner.id) == outer.id:
            return True
        area = self._areas.get(outer.id)
        if area is not None:
            return (
                inner.id in area.members
                or bool(area.members.intersection(inner.parents))
                or (inner.country in area.member_countries)
            )
        if outer.kind is PlaceKind.CITY and inner.kind is PlaceKind.CITY:
            return _greater(outer) is not None and _greater(outer) == _greater_around(inner)
        return False

    def distance_km(self, first: Place, second: Place) -> float:
        """Kilometres between the centres of two places along the great circle."""
        lat1, lat2 = math.radians(first.latitude), math.radians(second.latitude)
        half_lat = (lat2 - lat1) / 2
        half_lon = math.radians(second.longitude - first.longitude) / 2
        chord = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
        return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def _greater(city: Place) -> str | None:
    """The "Greater X" that a city X names, where it lies in one."""
    wanted = f"Greater {city.name}"
    return wanted if wanted in city.within else None


def _greater_around(city: Place) -> str | None:
    return next((name for name in city.within if name.startswith("Greater ")), None)


def _prominence(place: Place, key: str, others: Collection[Place]) -> float:
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


def _support(place: Place, around: Collection[Place]) -> float:
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


@lru_cache(maxsize=1)
def _continents() -> dict[str, str]:
    return {code: continent for code, continent, _ in _rows_of("gazetteer_countries_baked.tsv")}


@lru_cache(maxsize=1)
def _capitals() -> dict[str, int]:
    """Country code -> GeoNames id of its capital."""
    return {code: int(number) for code, _, number in _rows_of("gazetteer_countries_baked.tsv") if number}


@lru_cache(maxsize=1)
def _load() -> Gazetteer:
    with files("claimcheck.data").joinpath(_TABLE).open("rb") as stream, np.load(stream, allow_pickle=False) as table:
        return Gazetteer(table["rows"].tobytes(), table["offsets"], table["keys"], table["targets"])
