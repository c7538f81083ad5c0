"""Streets and the words for venues: "14th Street", "the 400 block of Elm Street", "an apartment building"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The word list ``gazetteer_words.toml``: street and compass words by form, venue classes by noun, relations by
    preposition, words for parts and surroundings of places, verbs of places and governments, capitalised words that
    are no places, nouns that tell a name's sort."""

    streets: dict[str, str]
    compass: dict[str, str]
    venues: dict[str, str]
    prepositions: dict[str, str]
    parts: frozenset[str]
    around: frozenset[str]
    verbs_of_government: frozenset[str]
    verbs_by_government: frozenset[str]
    verbs_by_place: frozenset[str]
    no_places: frozenset[str]
    no_place_heads: frozenset[str]
    named_only: frozenset[str]
    sorts: dict[str, str]


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """The word list, read once."""
    text = files("claimcheck.data").joinpath("gazetteer_words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)

    def inverted(table: dict[str, list[str]]) -> dict[str, str]:
        turned: dict[str, str] = {}
        for name, forms in table.items():
            for form in forms:
                turned.setdefault(form, name)
        return turned

    return PlaceWords(
        streets=inverted(data["streets"]),
        compass=inverted(data["compass"]),
        venues=inverted(data["venues"]),
        prepositions=inverted(data["prepositions"]),
        parts=frozenset(data["directions"]["parts"]),
        around=frozenset(data["directions"]["around"]),
        verbs_of_government=frozenset(data["verbs"]["of_government"]),
        verbs_by_government=frozenset(data["verbs"]["by_government"]),
        verbs_by_place=frozenset(data["verbs"]["by_place"]),
        no_places=frozenset(data["names"]["no_places"]),
        no_place_heads=frozenset(data["names"]["no_place_heads"]),
        named_only=frozenset(data["named_only"]["nouns"]),
        sorts={noun: sort for sort in ("region", "county", "city") for noun in data["names"][sort]},
    )


def is_venue_noun(word: str) -> bool:
    """Whether a word alone is a noun for venues ("hospital")."""
    return word.lower() in place_words().venues


@dataclass(frozen=True, slots=True)
class Street:
    """A street or a crossing: code points [start, end) of the text given, and the normal names of its streets."""

    start: int
    end: int
    text: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The normal form: "pine street", "pine street & third avenue" for a crossing."""
        return " & ".join(sorted(self.names))


_ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
    "thirteenth": "13th", "fourteenth": "14th", "fifteenth": "15th",
}  # fmt: skip
_OPENERS = (
    r"(?!(?:The|In|On|At|Near|From|To|A|An|And|But|Off|By|Along|Across|Outside|Between|Police|Officers|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_COMPASS = r"(?:(?:North|South|East|West|N|S|E|W|NE|NW|SE|SW|Northeast|Northwest|Southeast|Southwest)\.?\s+)?"
_WORD = rf"{_OPENERS}[A-Z][\w'’-]*"
_STEM = rf"{_COMPASS}(?:\d{{1,3}}(?:st|nd|rd|th)|(?:{_WORD}\s+){{0,2}}{_WORD})"
_NUMBERED = (
    r"(?:Interstate|Route|Highway|State Route|U\.S\. Route|US|Hwy\.?|I|SR|Rte\.?)[ -]?\d{1,4}(?:\([A-Z]\))?"
    r"|[AM]\d{1,4}(?:\([A-Z]\))?"
)


@lru_cache(maxsize=1)
def _street_pattern() -> re.Pattern[str]:
    forms = sorted(place_words().streets, key=lambda form: (-len(form), form))
    short = {form for form in forms if len(form) < 5 and form not in ("road", "lane", "way")}
    kinds = "|".join(form.capitalize() + (r"\b\.?" if form in short else r"\b") for form in forms)
    plural = "streets|avenues|roads|Streets|Avenues|Roads"
    one = rf"(?:{_STEM}\s+(?:{kinds})|Broadway)"
    both = rf"(?P<first>{one})\s+(?:and|&|at)\s+(?P<second>{_STEM}\s+(?:{kinds}|(?:{plural})\b))"
    bare = rf"(?P<bare>{_STEM})\s+(?:and|&)\s+(?P<many>{_STEM}\s+(?:{plural})\b)"
    right = rf"{one}|{_STEM}(?:\s+(?:{plural})\b)?"
    corner = rf"(?:intersection|corner)\s+of\s+(?P<left>{one}|{_STEM})\s+(?:and|&)\s+(?P<right>{right})"
    count = r"(?<![\d,])(?:\d{1,2},\d{3}|\d{1,5})[\s-]+block\s+of\s+"
    block = rf"(?:{count})?(?<!\w)"
    blocked = rf"{count}(?P<blocked>{_STEM})"
    numbered = rf"(?P<numbered>\b(?:{_NUMBERED})\b)"
    return re.compile(rf"(?:{corner}|{both}|{bare}|{block}(?:(?P<only>{one})|{numbered})|{blocked})")


_GATE = re.compile(
    r"\b(?:St|Str|Ave|Av|Rd|Blvd|Dr|Ln|Hwy|Pkwy|Ct|Pl)\b|[Ss]treet|[Aa]venue|[Rr]oad|Boulevard|Drive|Lane|Broadway|"
    r"[Ww]ay\b|Terrace|Alley|Crescent|Court|Place|Circle|Trail|Quay|Interstate|Route|\b[IAM]-?\d|block\s+of\s"
)
#: Nouns that name much else: a court, a place in the table, a way out. They need a number or "on" before them.
_WEAK = frozenset({"court", "place", "way", "circle", "trail", "drive", "terrace", "quay", "alley", "lane"})
_ON = re.compile(r"(?:\b(?:on|along|off|down|up|from|onto)\s+(?:the\s+)?|\d\s+|\bblock\s+of\s+)$")
_NO_NUMBER = re.compile(r"^(?:A|M|US|I)[ -]?[0-3]?$")


def find_streets(text: str) -> Iterator[Street]:
    """The streets and crossings that a text names, in order."""
    if _GATE.search(text) is None:
        return
    for match in _street_pattern().finditer(text):
        names = _streets_of(match)
        weak = len(names) == 1 and names[0].rpartition(" ")[2] in _WEAK and not match.group()[0].isdigit()
        if _NO_NUMBER.match(match.group()) or (
            weak and not _ON.search(text, max(0, match.start() - 12), match.start())
        ):
            continue
        yield Street(match.start(), match.end(), match.group(), names)


_PLURALS = frozenset({"streets", "avenues", "roads"})


def _streets_of(match: re.Match[str]) -> tuple[str, ...]:
    """The normal names of the one or two streets of a match; "Third and Pine streets" are both streets."""
    first = match.group("left") or match.group("first")
    second = match.group("right") or match.group("second")
    if first and second:
        last = second.split()[-1]
        both = last.lower() in _PLURALS and first.split()[-1].casefold() not in place_words().streets
        return street_name(f"{first} {last}" if both else first), street_name(second)
    if match.group("bare"):
        kind = match.group("many").split()[-1]
        return street_name(f"{match.group('bare')} {kind}"), street_name(match.group("many"))
    return (street_name(match.group("only") or match.group("numbered") or match.group("blocked")),)


def street_name(written: str) -> str:
    """A street's normal form: lower case, kind and compass written out and the compass in front, ordinals in figures
    ("W. Third Ave.", "Third Avenue West" -> "west 3rd avenue")."""
    words = [word.strip(".,'’").casefold() for word in written.split()]
    if not words:
        return ""
    kinds, compass = place_words().streets, place_words().compass
    if len(words) > 2 and words[-1] in compass and words[-2] in kinds:
        words = [words[-1], *words[:-1]]
    *stem, last = words
    kind = kinds.get(last) or kinds.get(last.rstrip("s")) or ""
    if len(stem) > bool(kind):
        stem[0] = compass.get(stem[0], stem[0])
    return " ".join([*(_ORDINALS.get(word, word) for word in stem), kind or last])
