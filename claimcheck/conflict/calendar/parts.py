"""Parts against their total: twelve people, five women and eight men."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from claimcheck.conflict.calendar.finding import CalendarFinding, ruled_out, span_of
from claimcheck.conflict.calendar.scene import Scene, number_pattern, read_number
from claimcheck.model import Sentence, Severity

_TOTALS = (
    "people|persons|victims|passengers|suspects|casualties|children|kids|students|pupils|teenagers|teens|adults|members|"
    "residents|migrants|protesters|demonstrators|officers|employees|workers|players|defendants|hostages|patients|"
    "siblings|civilians|jurors|candidates|survivors|bodies|individuals|tourists|foreigners|prisoners|crew members|"
    "family members|others|dead|deaths|fatalities|judges|ministers|medals|states|countries|vehicles|homes|soldiers"
)
_CLASSES = {
    "man": "male adult", "men": "male adult", "woman": "female adult", "women": "female adult",
    "boy": "male child", "boys": "male child", "girl": "female child", "girls": "female child",
    "male": "male", "males": "male", "female": "female", "females": "female",
    "child": "child", "children": "child", "adult": "adult", "adults": "adult",
    "dead": "dead", "killed": "dead", "injured": "injured", "wounded": "injured", "hurt": "injured",
}  # fmt: skip
_PARTITIONS = (
    frozenset({"male adult", "female adult"}),
    frozenset({"male child", "female child"}),
    frozenset({"male", "female"}),
    frozenset({"adult", "child"}),
    frozenset({"male adult", "female adult", "child"}),
    frozenset({"male adult", "female adult", "male child", "female child"}),
    frozenset({"dead", "injured"}),
)
_HEDGED = re.compile(
    r"(?:at least|more than|over|about|around|nearly|almost|some|up to|fewer than|less than|as many as|approximately"
    r"|roughly|another|other|first|last|next|\bof|per|every|\d|-|\bor|\bto|past|[$£€])\s*$",
    re.IGNORECASE,
)
_MORE = re.compile(r"^\s*(?:,\s*)?(?:and|or|as well as|along with|plus|among|including|others|\d)\b", re.IGNORECASE)
_OPEN_PARTS = frozenset({"others", "more", "other", "dozens", "hundreds", "scores"})
_LISTS = frozenset({":", "—", "–", "("})
"""Marks after which a list names the whole."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    number = number_pattern()
    part = rf"(?:{number})\s+(?:[a-z]+(?:-[a-z]+)*\s+){{0,2}}?[A-Za-z]+"
    return re.compile(
        rf"(?<![\w.,$£€-])(?P<total>{number})\s+(?:[a-z]+\s+)?(?P<noun>{_TOTALS})\s*"
        rf"(?P<mark>,\s+including|,|:|\s[—–-]|—|–|\()\s*"
        rf"(?P<parts>{part}(?:,\s+{part})*,?\s+and\s+{part})(?P<close>\s*(?:[,.;:)—–]|\s-\s|$))",
        re.IGNORECASE,
    )


def parts_against_total(scene: Scene) -> Iterator[CalendarFinding]:
    """Parts that are named as the whole of a total and do not add up to it.

    After a comma only kinds that exclude each other and together make a whole (men and women, boys and girls, dead
    and injured); after a colon, a dash or a bracket also other plural nouns, for there the list is the whole; after
    "including" only parts that come to more than the total. Exact figures only.
    """
    for sentence in scene.sentences:
        text = scene.text[sentence.start : sentence.end]
        for match in _pattern().finditer(text):
            finding = _check(scene, sentence, text, match)
            if finding is not None:
                yield finding


def _read_parts(text: str) -> list[tuple[int, str]] | None:
    """Figure and kind of every part; the noun itself is the kind where it is in no class."""
    parts = []
    for piece in re.split(r",?\s+and\s+|,\s+", text):
        words = piece.strip().split()
        number = read_number(words[0]) if words else None
        noun = words[-1].lower() if words else ""
        if number is None or len(words) < 2 or noun in _OPEN_PARTS:
            return None
        if number != 1 and noun not in _CLASSES and not noun.endswith(("s", "men", "people", "police", "crew")):
            return None
        parts.append((number, _CLASSES.get(noun, noun)))
    return parts


def _fits(mark: str, kinds: list[str], added: int, total: int) -> bool:
    """Whether this kind of list must add up, and does not."""
    whole = frozenset(kinds) in _PARTITIONS
    if len(set(kinds)) != len(kinds) or added == total:
        return False
    if "including" in mark:
        return whole and added > total
    if mark.strip() in _LISTS or mark.strip() == "-":
        return whole or added > total
    return whole


def _check(scene: Scene, sentence: Sentence, text: str, match: re.Match[str]) -> CalendarFinding | None:
    total, parts = read_number(match["total"]), _read_parts(match["parts"])
    if total is None or parts is None or total < 2 or match["total"].lower() in {"a", "an"}:
        return None
    added = sum(number for number, _ in parts)
    if not _fits(match["mark"], [kind for _, kind in parts], added, total):
        return None
    if _HEDGED.search(text[: match.start()]) or _MORE.match(text[match.end() - len(match["close"]) :]):
        return None
    return CalendarFinding(
        "parts against total",
        scene.field,
        (
            span_of(scene.text, sentence.start + match.start("total"), sentence.start + match.end("noun")),
            span_of(scene.text, sentence.start + match.start("parts"), sentence.start + match.end("parts")),
        ),
        (f"{total} {match['noun']}", f"{match['parts']}: {added}"),
        f"How many {match['noun']} were there?",
        f"{match['parts'][0].upper() + match['parts'][1:]} make {added}, not {total}.",
        "Ask the source of the figures which one is right.",
        Severity.MAJOR,
        0.85,
        (ruled_out("the parts overlap or leave some out", "the kinds exclude each other and make up the whole"),),
    )
