"""A gazetteer in one compact table: which places a name may mean, what contains them, how far apart they lie.

The table is baked from GeoNames by ``claimcheck.train.gazetteer``: a blob of tab-separated rows, and sorted
checksums of every name's key pointing into it, so that a lookup touches a few rows and nothing is parsed at load.
Areas that GeoNames has not as one row (continents, New England, the Gulf), abbreviations, demonyms and seats of
government come from small word lists beside it.
"""

from __future__ import annotations

import csv
import math
import tomllib
import zlib
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from claimcheck.compare.place import Place, PlaceKind, place_key, prominence, support

__all__ = ["Gazetteer", "Place", "PlaceKind", "place_key"]

_TABLE = "gazetteer.npz"
_EARTH_RADIUS_KM = 6371.0
#: Two towns of one name whose scores differ by less (a factor of two in inhabitants) are not chosen between.
_TOO_CLOSE = 0.3


@dataclass(frozen=True, slots=True)
class _Area:
    place: Place
    members: frozenset[int]
    member_countries: frozenset[str]


_KINDS = {"C": PlaceKind.COUNTRY, "R": PlaceKind.REGION, "D": PlaceKind.COUNTY, "T": PlaceKind.CITY}
_RANKS = tuple(kind.encode() for kind in _KINDS)


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
        self._code_rows = dict(self._read_codes())
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

    def _read_codes(self) -> Iterator[tuple[str, int]]:
        """(ISO code, row) of countries and regions; the table is sorted by kind, so they stand first."""
        for row in range(len(self)):
            start, end = int(self._offsets[row]), int(self._offsets[row + 1])
            _, kind, _, _, code, _ = self._rows[start:end].split(b"\t", 5)
            if kind not in (b"C", b"R"):
                return
            if code:
                yield code.decode("ascii"), row

    def by_id(self, number: int) -> Place | None:
        """The place of a GeoNames id, or of an area's negative id."""
        if number < 0:
            area = self._areas.get(number)
            return area.place if area else None
        row = self._row_of(number)
        return None if row is None else self._place_at(row)

    def _find_row(self, number: int) -> int | None:
        """The row of an id, by binary search among the rows of each kind (the table is sorted by kind, then id)."""
        for rank in range(len(_KINDS)):
            row = bisect_left(range(len(self)), (rank, number), key=self._rank_and_id)
            if row < len(self) and self._rank_and_id(row) == (rank, number):
                return row
        return None

    def _rank_and_id(self, row: int) -> tuple[int, int]:
        start = int(self._offsets[row])
        number, kind, _ = self._rows[start : start + 16].split(b"\t", 2)
        return _RANKS.index(kind), int(number)

    def by_code(self, code: str) -> Place | None:
        """The country or first-level region of an ISO 3166 code ("FR", "US-PA")."""
        row = self._code_rows.get(code)
        return None if row is None else self._place_at(row)

    # --------------------------------------------------------------------------------------------- the word lists

    def _read_short_names(self) -> dict[str, Place]:
        short: dict[str, Place] = {}
        for code, forms in _rows_of("gazetteer_abbreviations.tsv"):
            place = self.by_code(code)
            if place is not None:
                short.update(dict.fromkeys(_forms(forms), place))
        for code, row in self._code_rows.items():
            if code.startswith(("US-", "CA-")):
                short.setdefault(code[3:], self._place_at(row))
        return short

    def _read_demonyms(self) -> dict[str, Place]:
        peoples: dict[str, Place] = {}
        for code, forms in _rows_of("demonyms.tsv"):
            if code.startswith("city:"):
                found = self._find_table(code[5:])
                place = max(found, key=lambda one: one.population, default=None)
            else:
                place = self.by_code(code)
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
            place = self.by_code(member)
            if place is not None:
                members.add(place.id)
                if place.kind is PlaceKind.COUNTRY:
                    countries.add(place.country)
            elif member.startswith("continent:"):
                countries.update(code for code, where in _continents().items() if where == member[10:])
        parent = self.by_code(str(entry.get("parent", "")))
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
        region = self.by_code(code)
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
        return tuple(sorted(places, key=lambda place: (-prominence(place, key, places), place.id)))

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
        return max(found, key=lambda place: (prominence(place, key, found) + support(place, around), -place.id))

    def is_open_choice(self, name: str, found: Sequence[Place], context: Collection[Place] = ()) -> bool:
        """Whether two towns of the name are about as likely as each other: no choice should be made."""
        key = place_key(name)
        around = tuple(context)
        scores = sorted((prominence(place, key, found) + support(place, around) for place in found), reverse=True)
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
        return self.by_code(place.country)

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
