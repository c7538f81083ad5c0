"""The toll that one article gives of its event: how many were killed, hurt, shot, arrested, and who fired.

Clauses seldom answer "how many were shot?" alike: one article says "three people were shot", another "a man is dead
and his two sons are wounded". So the counts are gathered over title and text, one frame an article, counted groups
added where they are listed ("two men and a woman were killed" is three), a single person told without a number
counted as one ("Teen killed in shooting").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from claimcheck.compare.aligned import ArticleView
from claimcheck.compare.counted import classes_of, counted_class
from claimcheck.model import Claim, Field, Hedge, Slot

LARGEST = 2000.0
"""Tolls above this are of wars and years."""


LONGEST, CROWDED = 1500, 150
"""Characters of a sentence, and counts of an article, above which it is a table that lost its shape."""


@dataclass(frozen=True, slots=True)
class Toll:
    """One count of one role. ``others`` counts those beside someone named ("three others"); ``open`` leaves room for
    more ("at least two"). ``rank`` is 0 for the title, then the number of the sentence."""

    role: str
    figure: float
    text: str
    claim: Claim
    start: int
    end: int
    rank: int
    others: bool = False
    open: bool = False
    single: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class TollWords:
    """data/tolls.toml, compiled."""

    numbers: Mapping[str, float]
    listed: re.Pattern[str]
    headline: re.Pattern[str]
    active: re.Pattern[str]
    group: re.Pattern[str]
    headline_group: re.Pattern[str]
    states: Mapping[str, str]
    verbs: Mapping[str, str]
    elsewhere: re.Pattern[str]
    quick: re.Pattern[str]
    many: re.Pattern[str]
    gunman_died: re.Pattern[str]
    general: frozenset[str]


@lru_cache(maxsize=1)
def toll_words() -> TollWords:
    """The shipped words, as patterns for text (a count or an article must stand before the noun) and for headlines
    (a bare noun is one person)."""
    table = tomllib.loads(files("claimcheck").joinpath("data", "tolls.toml").read_text("utf-8"))
    numbers = {word: float(place) for place, word in enumerate(cast(list[str], table["numbers"]), 1)}
    nouns = _either([form for noun in table["nouns"] for form in (noun, f"{noun}s")] + list(table["irregular"]))
    digits = r"\d{1,3}(?:,\d{3})?(?![\d:.%-]|\s*(?:percent|%|year|a\.m|p\.m))"
    number = rf"(?:(?:{_either(numbers)})(?!-)|{digits})"
    hedge = rf"(?:{_either(table['hedges'])})\s+"
    age = r"(?:\d{1,2}-(?:year|month)-old|\w+-year-old)"
    mods = rf"(?:(?:{age}|{_either(table['modifiers'])}),?\s+){{0,4}}"
    other = r"(?:(?:other|more|additional|others?)\s+)?"
    full = (
        rf"(?:{hedge})?(?:{number}|an?|another)\s+{other}(?:of\s+them\s+)?{mods}(?:(?:{nouns})\b|(?<=other )|others\b)"
    )
    bare = rf"(?:{hedge})?{number}(?:\s+(?:others?|more|people))?"
    group = rf"(?:{full}|{bare})"
    single = rf"(?:(?-i:[A-Z])[\w.]+\s+)?{mods}(?:{nouns})\b"
    titled = rf"(?:{group}|{single})"
    join = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+as\s+well\s+as\s+)"
    aged = r"(?:,?\s*(?:\(?\d{1,2}\)?|aged?\s+\d{1,2}(?:\s+(?:and|to)\s+\d{1,2})?),?)?"
    gap = rf"{aged}(?:\s+(?:{_either(table['between'])})){{0,6}}?"
    states = cast(dict[str, str], table["states"])
    verbs = cast(dict[str, str], table["verbs"])
    state = _either(states)
    return TollWords(
        numbers,
        re.compile(rf"(?i)(?<![\w$£€.,-])(?P<list>{group}(?:{join}{group}){{0,5}}){gap}\s+(?P<state>{state})\b(?!-)"),
        re.compile(
            rf"(?i)(?<![\w$£€.,'’-])(?P<list>{titled}(?:{join}{titled}){{0,5}}){gap}\s+(?P<state>{state})\b(?!-)"
        ),
        re.compile(rf"(?i)\b(?P<state>{_either(verbs)})\s+(?P<list>{titled}(?:{join}{titled}){{0,5}})(?!-)"),
        re.compile(rf"(?i)(?<![\w-]){group}"),
        re.compile(rf"(?i)(?<![\w-]){titled}"),
        states,
        verbs,
        re.compile(
            rf"(?i)\b(?:{_either(table['elsewhere'])})\b|\b(?:in|since(?:\s+\w+)?),?\s+(?:19|20)\d\d\b|(?<!\w)[’']\d\d\b"
        ),
        re.compile(rf"(?i)\b(?:{state}|{_either(verbs)}|victims?|suspects?)\b"),
        re.compile(f"(?i){'|'.join(table['many'])}"),
        re.compile(f"(?i){'|'.join(table['gunman_died'])}"),
        frozenset((*table["general"], *numbers)),
    )


def _either(words: Sequence[str] | Mapping[str, object]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


def read_tolls(view: ArticleView) -> tuple[Toll, ...]:
    """Every count that title and text give of a role, in reading order; none of an article that is a table."""
    found = tuple(toll for rank, claims in sentences_of(view) for toll in _of_sentence(rank, claims))
    return found if len(found) <= CROWDED else ()


def sentences_of(view: ArticleView) -> Iterator[tuple[int, list[Claim]]]:
    """The claims of the title (rank 0) and of the sentences of the text (rank 1 and on), by sentence."""
    places: dict[tuple[bool, int], list[Claim]] = {}
    for claim in view.by_slot.get(Slot.WHAT, ()):
        places.setdefault((claim.field is Field.TEXT, claim.sentence.start), []).append(claim)
    rank = 0
    for (in_text, _), claims in sorted(places.items()):
        rank += in_text
        yield rank, claims


def _of_sentence(rank: int, claims: Sequence[Claim]) -> Iterator[Toll]:
    text, base = claims[0].sentence.text, claims[0].sentence.start
    words = toll_words()
    if len(text) > LONGEST or words.quick.search(text) is None:
        return
    elsewhere = words.elsewhere.search(text) is not None
    taken: list[tuple[int, int]] = []
    for active, match in _matches(text, rank == 0):
        start, end = match.span("list")
        if any(s < end and start < e for s, e in taken) or _NOBODY.search(text[:start]):
            continue
        counted = _counted(match["list"], rank == 0 or active)
        if counted is None:
            continue
        figure, others, single = counted
        if active and single and rank and not re.match(r"(?i)(?:an?|one)\b", match["list"]):
            continue
        taken.append((start, end))
        deadly = _DEADLY.match(text[match.end() :])
        role = (words.verbs if active else words.states)[" ".join(match["state"].lower().split())]
        role = "killed" if deadly and role == "shot" else role
        part = (
            elsewhere
            or bool(_FEARED.search(match.group()))
            or _after_uncounted(text[:start])
            or bool(_PART.search(text[: match.start("list")]) or _PART_AFTER.match(text[end:]))
        )
        yield Toll(
            role, figure, match["list"], _holder(claims, base + start, base + end), base + start, base + end, rank,
            others, bool(_OPEN.match(match["list"])), single, part,
        )  # fmt: skip
    yield from _counts(rank, claims, [(base + s, base + e) for s, e in taken])


_PART = re.compile(
    r"(?i)\b(?:the|his|her|their|its|these|those|both|first|last|all|to|every|per|next|other|including)\s+$"
)
_NOBODY = re.compile(r"(?i)\b(?:no|not|nor|without)[ -]$")
"""Before a count: "no one", "not one person"."""
_UNCOUNTED = re.compile(r"(\w+)(?:,|,?\s+and|\s*&)\s+$")
_PART_AFTER = re.compile(r"(?i)\s+of\s+(?:the|his|her|their|those|them|its)\b|\s+or\s+|\s+times\b")
_DEADLY = re.compile(r"(?i)\s+(?:to death|dead)\b")
_OPEN = re.compile(r"(?i)(?:at least|more than|over|up to|as many as|about|around|nearly|almost)\b")
_AGE = re.compile(r"([a-z]),\s+\d{1,3}(?=,|\s*$)")
"""An age behind a person of a list: "Boy, 2, and man"."""
_FEARED = re.compile(r"(?i)\b(?:feared|presumed)\b")
_OBJECT = re.compile(
    r"(?i)\s+(?:his|her|their|the|an?|its|this|that|himself|herself|themselves|at|another|\d+|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|[A-Z]\w+)\b(?!\s+(?:after|in|at|on|near|and)\b)"
)
_HEADLINE_OBJECT = re.compile(r"(?i)\s+(?:his|her|their|himself|herself|\d+\b(?!\s+times))")
"""What follows a verb whose subject is the counted: "a man shot two women" tells of no man who was shot."""
_BARE = re.compile(
    r"(?i)(?:\s*$|\s*[.,;:!?)\"”’'—–-]|\s+(?:in|at|near|on|after|during|outside|inside|and|as|when|while|by|from|"
    r"including|before|who|with|others?|more|people|early|late|overnight|over|following|wounded|injured|hurt|dead|shot|"
    r"killed|is|are|was|were|(?:mon|tues|wednes|thurs|fri|satur|sun)day|officials|police|authorities|critically|"
    r"seriously|officers)\b)"
)
"""What may follow a number that counts persons without naming them ("killing two near the park")."""
_PASSIVE = re.compile(r"(?i)\b(?:were|was|is|are|been|being)\b")
_NOT_ACTIVE = re.compile(r"(?i)\b(?:were|was|been|being|be|are|is|not|never|no)\s+(?:\w+ly\s+)?$")
_TRANSITIVE = frozenset({"killed", "shot", "injured", "wounded", "hurt", "arrested", "charged"})
_NOUNS_TOO = frozenset({"shooting", "wounds"})


def _matches(text: str, title: bool) -> Iterator[tuple[bool, re.Match[str]]]:
    """Counted groups with what befell them: "three people were shot" (False), "killing three people" (True)."""
    words = toll_words()
    has_object = _HEADLINE_OBJECT if title else _OBJECT
    for match in (words.headline if title else words.listed).finditer(text):
        transitive = match["state"].lower() in _TRANSITIVE and not _PASSIVE.search(match.group())
        if not (transitive and has_object.match(text[match.end() :])):
            yield False, match
    for match in words.active.finditer(text):
        listed = match["list"].lower()
        last = listed.split()[-1]
        if _number(last) is not None and not _BARE.match(text[match.end("list") :]):
            continue
        numbered = any(_number(word) is not None for word in listed.split())
        if title and not numbered and match["state"].lower() in _NOUNS_TOO:
            continue
        if not _NOT_ACTIVE.search(text[: match.start()]):
            yield True, match


def _after_uncounted(before: str) -> bool:
    """Whether persons without a number stand right before in the list: "Parents, 2 children dead"."""
    word = _UNCOUNTED.search(before)
    return word is not None and "person" in {counted_class(form) for form in (word[1].lower(), word[1].lower()[:-1])}


def _counts(rank: int, claims: Sequence[Claim], taken: Sequence[tuple[int, int]]) -> Iterator[Toll]:
    """The other counts of persons in the sentence, in whatever role: the article gives these figures too."""
    for claim in claims:
        amount = claim.amount
        if amount is None or amount.unit or amount.per or not amount.figure or amount.figure > LARGEST:
            continue
        if any(s < amount.end and amount.start < e for s, e in taken) or "person" not in classes_of(amount):
            continue
        yield Toll(
            amount.role, amount.figure, amount.text, claim, amount.start, amount.end, rank,
            bool({"others", "other", "another"} & set(amount.scope)), amount.hedge is not Hedge.EXACT, part=True,
        )  # fmt: skip


def _counted(listed: str, bare: bool) -> tuple[float, bool, bool] | None:
    """The sum of a list of counted groups, whether it counts others, whether it is one person without a number."""
    words = toll_words()
    total, others, single = 0.0, False, True
    for match in (words.headline_group if bare else words.group).finditer(_AGE.sub(r"\1", listed)):
        tokens = re.findall(r"[\w-]+", match.group().lower())
        figure = next((f for t in tokens if (f := _number(t)) is not None), None)
        single = single and figure is None
        if tokens[-1] == "others" and figure is None and "two" not in tokens:
            return None
        others = others or bool({"other", "others", "another", "more", "additional"} & set(tokens))
        total += 1.0 if figure is None else figure
    return (total, others, single and total == 1.0) if 0 < total <= LARGEST else None


def _number(word: str) -> float | None:
    if word in toll_words().numbers:
        return toll_words().numbers[word]
    return float(word) if word.isdigit() else None


def _holder(claims: Sequence[Claim], start: int, end: int) -> Claim:
    """The claim of the sentence whose clause holds the count, else the first."""
    return next((c for c in claims if c.start <= start and end <= c.end), claims[0])
