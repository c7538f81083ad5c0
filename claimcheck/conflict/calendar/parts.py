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
    "residents|migrants|protesters|demonstrators|officers|employees|workers|players|defendants|hostages|patients|siblings|"
    "civilians|jurors|candidates|survivors|bodies|individuals|tourists|foreigners|prisoners|crew members|family members"
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
    r"|roughly|another|other|first|\bof|per|every|\d|-)\s*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\s*(?:,\s*)?(?:and|or|as well as|along with|plus|among|including|from|aged|with|in|whose|who)\b", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    number, noun = number_pattern(), "|".join(sorted(_CLASSES, key=lambda word: -len(word)))
    part = rf"(?:{number})\s+(?:{noun})"
    return re.compile(
        rf"\b(?P<total>{number})\s+(?P<noun>{_TOTALS})\s*(?:,|:|—|–|-|\()\s*"
        rf"(?P<parts>{part}(?:,\s+{part})*,?\s+and\s+{part})\b(?P<close>\s*(?:[,.;:)—–-]|$))",
        re.IGNORECASE,
    )


def parts_against_total(scene: Scene) -> Iterator[CalendarFinding]:
    """Parts that are named as the whole of a total and do not add up to it.

    Only kinds that cannot overlap and together make a whole (men and women; boys and girls; dead and injured), only
    exact figures, and only where the list ends there.
    """
    for sentence in scene.sentences:
        text = scene.text[sentence.start : sentence.end]
        for match in _pattern().finditer(text):
            finding = _check(scene, sentence, text, match)
            if finding is not None:
                yield finding


def _read_parts(text: str) -> list[tuple[int, str]] | None:
    parts = []
    for piece in re.split(r",?\s+and\s+|,\s+", text):
        count, _, noun = piece.strip().rpartition(" ")
        number = read_number(count)
        if number is None or noun.lower() not in _CLASSES:
            return None
        parts.append((number, _CLASSES[noun.lower()]))
    return parts


def _check(scene: Scene, sentence: Sentence, text: str, match: re.Match[str]) -> CalendarFinding | None:
    total, parts = read_number(match["total"]), _read_parts(match["parts"])
    if total is None or parts is None or total < 2 or match["total"].lower() in {"a", "an"}:
        return None
    kinds = [kind for _, kind in parts]
    if len(set(kinds)) != len(kinds) or frozenset(kinds) not in _PARTITIONS:
        return None
    if _HEDGED.search(text[: match.start()]) or _MORE.match(text[match.end() - len(match["close"]) :]):
        return None
    added = sum(number for number, _ in parts)
    if added == total:
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
