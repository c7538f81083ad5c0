"""Set phrases that tell particulars of a person: parts of the body that were hit, offences that somebody is charged
with, prison terms, numbers of children. A reader takes the text of a sentence and gives spans in it, with classes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """data/particulars.toml, compiled: words of the body and offences with their classes, and where they stand."""

    parts: Mapping[str, str]
    offences: Mapping[str, str]
    beside: frozenset[frozenset[str]]
    wound: re.Pattern[str]
    part: re.Pattern[str]
    charge: re.Pattern[str]
    offence: re.Pattern[str]


WIDE = "body"
"""The class of regions that take in several others."""
CHARGES_REACH = 260
"""Code points after "charged with" in which its offences are listed."""
WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
}
NUMBER = rf"(?:\d{{1,3}}(?:[½¼¾]|[-–\u00a0 ]1/2)?|{'|'.join(WORDS)})"
TERM = re.compile(
    r"(?i)\b(?:sentenced(?: [a-z]+){0,3}? to|jailed(?: [a-z]+){0,3}? for|imprisoned for|"
    r"(?:sent|sends|sending)(?: \w+){0,3}? to (?:prison|jail) for|"
    r"(?:given|handed|received|receives|gets|got|serving|serve|served|began|begin)(?: \w+ of)?)\s+"
    r"(?:a |an )?(?:total of )?(?:term of )?"
    rf"(?P<first>{NUMBER})[- ](?P<unit>years?|months?)"
    rf"(?:(?:,| and|, and)? (?P<more>{NUMBER})[- ]months?)?(?P<after>.{{0,40}})"
)
SENTENCE = re.compile(rf"(?i)\b(?P<first>{NUMBER})[- ](?P<unit>year|month) (?:(?:prison|jail) )?(?:sentence|term)\b")
OPEN_TERM = re.compile(
    r"(?i)(?:up to|to|(?:of|on) (?:an?|probation|community|supervised|house)|at least|between|minimum|maximum|"
    r"suspended|probation|community|or more|parole|to serve)\b"
)
PRISON = re.compile(r"(?i)\b(?:prison|jail|jailed|imprison|behind bars|sentence|sentenced|term)\b")
CHILDREN = re.compile(
    r"(?i)\b(?:mother|father|mom|mum|dad|parent|grandmother|grandfather)[- ]of[- ]"
    rf"(?P<of>{NUMBER})\b(?![- ](?:years?|of|the|his|her|them|those|other))"
    rf"|\b(?:his|her|their) (?P<own>{NUMBER}) (?:\w+ )?(?:children|kids)\b"
)


@lru_cache(maxsize=1)
def phrase_table() -> PhraseTable:
    """The shipped table."""
    raw = tomllib.loads(files("claimcheck.data").joinpath("particulars.toml").read_text("utf-8"))
    parts = {word: group[0] for group in cast(list[list[str]], raw["body"]) for word in group}
    parts |= dict.fromkeys(cast(list[str], raw["wide"]), WIDE)
    offences = {word: group[0] for group in cast(list[list[str]], raw["offences"]) for word in group}
    some = "|".join(f"{re.escape(w)}s?" for w in sorted(parts, key=lambda w: (-len(w), w)))
    which = (
        r"(?:(?:the|his|her|their|both|one|each|a|an|left|right|upper|lower|front|of|back of the|side of the) ){0,4}"
    )
    listed = rf"{which}(?:{some})\b(?:(?:,? (?:and|or) |, ){which}(?:{some})\b){{0,6}}"
    hurts = "|".join(cast(list[str], raw["hurts"]))
    either = "|".join(re.escape(w) for w in sorted(offences, key=lambda w: (-len(w), w)))
    return PhraseTable(
        parts,
        offences,
        frozenset(frozenset(pair) for pair in cast(list[list[str]], raw["beside"])),
        re.compile(rf"(?i)\b(?:{hurts}) (?P<list>{listed})(?! of\b)"),
        re.compile(rf"(?i)(?<![\w-])(?:{some})\b"),
        re.compile("|".join(cast(list[str], raw["charged"])), re.IGNORECASE),
        re.compile(rf"(?i)(?<![\w-])(?:{either})\b"),
    )


def read_wounds(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The parts of the body that a sentence says were hit, a list as one."""
    table = phrase_table()
    for match in table.wound.finditer(text):
        words = [w.lower() for w in table.part.findall(match["list"])]
        classes = frozenset(table.parts.get(w) or table.parts.get(w.removesuffix("s"), WIDE) for w in words)
        yield match.start("list"), match.end("list"), classes


def read_charges(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The offences that a sentence says somebody is charged with, all together."""
    table = phrase_table()
    for match in table.charge.finditer(text):
        reach = text[match.end() : match.end() + CHARGES_REACH]
        found = list(table.offence.finditer(reach))
        if found:
            end = match.end() + found[-1].end()
            yield match.start(), end, frozenset(table.offences[m.group().lower()] for m in found)
            return


def read_terms(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The prison terms of a sentence, in months; none that is a range, a minimum or on condition."""
    taken: list[int] = []
    for match in TERM.finditer(text):
        if PRISON.search(text) and not OPEN_TERM.match(match["after"].strip(" ,.-")):
            months = _figure(match["first"]) * (12 if match["unit"].lower().startswith("year") else 1)
            months += _figure(match["more"]) if match["more"] else 0
            end = match.start("after")
            taken.append(match.start("first"))
            yield match.start("first"), end, frozenset({f"{months:g} months"})
    for match in (m for m in SENTENCE.finditer(text) if m.start() not in taken):
        months = _figure(match["first"]) * (12 if match["unit"].lower() == "year" else 1)
        yield match.start(), match.end(), frozenset({f"{months:g} months"})


def read_children(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """How many children a sentence says that somebody has."""
    for match in CHILDREN.finditer(text):
        yield match.start(), match.end(), frozenset({f"{_figure(match['of'] or match['own']):g} children"})


def _figure(text: str) -> float:
    low = text.lower().replace("–", "-").replace(" ", " ")
    if low in WORDS:
        return float(WORDS[low])
    half = 0.5 if low.endswith(("½", "1/2")) else 0.25 if low.endswith("¼") else 0.75 if low.endswith("¾") else 0.0
    whole = re.match(r"\d+", low)
    return float(whole.group() if whole else 0) + half
