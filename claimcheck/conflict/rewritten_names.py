"""The fixed name of a place or body in two spellings: "Larkmead Pet Hospital", "Larkmaed Pet Hospital".

People's names have rules of their own, and so have streets; what is left ends in the noun of a venue, a body or a
county.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from claimcheck.compare.names import body_nouns
from claimcheck.conflict.pair import Conflict, Side
from claimcheck.conflict.readings import POSSIBLE, RULED_OUT
from claimcheck.conflict.relation import decide_lasting
from claimcheck.model import Claim, EntityLabel, Kind, Reading, Reason, Severity, Slot

CONFIDENCE = 0.7
"""The few found on unlabelled news were slips of one name."""
_MORE_NOUNS = frozenset("county parish township university college hills lake river beach valley island creek".split())
_NAME = re.compile(r"\b[A-Z][^\W\d_]+(?:[ \t]+[A-Z][^\W\d_]+){1,4}\b")
_SHORTEST = 5
_TWO_LETTERS = 7
"""Letters of a word from which two may differ."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A name of two to five words as a sentence prints it; the last is the noun that says what it is."""

    claim: Claim
    start: int
    text: str
    words: tuple[str, ...]


@cache
def _nouns() -> frozenset[str]:
    data = tomllib.loads((files("claimcheck") / "data" / "facilities.toml").read_text("utf-8"))
    return frozenset(data["nouns"]) | body_nouns() | _MORE_NOUNS


def fixed_names(claims: Iterable[Claim], names: Sequence[tuple[str, EntityLabel]]) -> tuple[Fixed, ...]:
    """The names of places and bodies in some sentences, each once, without those of the article's people."""
    people = {word for name, label in names if label is EntityLabel.PERSON for word in name.lower().split()}
    out: dict[str, Fixed] = {}
    for claim in claims:
        for match in _NAME.finditer(claim.sentence.text):
            words = match.group().split()
            ends = [i for i, word in enumerate(words) if i and word.lower() in _nouns()]
            for end in ends[:1]:
                text = match.group()[: _length(match.group(), end + 1)]
                parts = tuple(word.lower() for word in words[: end + 1])
                if not people & set(parts):
                    out.setdefault(text, Fixed(claim, claim.sentence.start + match.start(), text, parts))
    return tuple(out.values())


def _length(text: str, count: int) -> int:
    """The length of the first words of a text."""
    return [m.end() for m in re.finditer(r"\S+", text)][count - 1]


def misspelt_name(a: Fixed, b: Fixed, ours: frozenset[str], theirs: frozenset[str]) -> Conflict | None:
    """A conflict where two names are one but for a slip in a word, and neither article prints the other. Symmetric."""
    if len(a.words) != len(b.words) or a.words[-1] != b.words[-1]:
        return None
    apart = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    if len(apart) != 1 or not _slip(*apart[0]) or apart[0][0] in theirs or apart[0][1] in ours:
        return None
    one, other = _side(a), _side(b)
    relation, why = decide_lasting(a.claim, b.claim)
    first, second = sorted((a.text, b.text))
    return Conflict(
        kind=Kind.WHO,
        relation=relation,
        severity=Severity.MINOR,
        a=one,
        b=other,
        score=CONFIDENCE,
        same_question=CONFIDENCE,
        topic="/".join(("name", *sorted((one.key, other.key)))),
        question=f"Which is the name: {first} or {second}?",
        ask="Look the name up on a map, a register or the place's own page.",
        reasons=(
            Reason("fixed_name_spelled_two_ways", f"{first} and {second} are one name but for a letter or two"),
            why,
        ),
        readings=(
            Reading("two bearers", RULED_OUT, "neither article prints both names"),
            Reading("another spelling in use", POSSIBLE, "some names have two"),
        ),
    )


def _slip(a: str, b: str) -> bool:
    """Whether two words differ as a slip does: a letter or two, neither a plural nor an ending."""
    shorter = min(len(a), len(b))
    if shorter < _SHORTEST or a[0] != b[0] or a.startswith(b) or b.startswith(a):
        return False
    return OSA.distance(a, b, score_cutoff=2) <= (2 if shorter >= _TWO_LETTERS else 1)


def _side(name: Fixed) -> Side:
    return Side(name.claim, Slot.WHO, name.start, name.start + len(name.text), name.text, " ".join(name.words))
