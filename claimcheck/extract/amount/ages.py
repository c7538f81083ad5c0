"""Ages: "five-year-old boy", "aged 34", "Smith, 34,", "a man in his 60s". The unit is "years old"; ``of`` is the
name or the noun of the person, "person" where the text gives neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claimcheck.compare.amount import counted_class
from claimcheck.extract.amount.line import Line, is_temporal
from claimcheck.extract.amount.numerals import Form, Numeral
from claimcheck.extract.amount.tables import words

OLDEST = 115.0
"""Years over which a bare number beside a name is no age."""

_PARTS = {"year": 1.0, "yr": 1.0, "month": 1 / 12, "week": 1 / 52, "day": 1 / 365}
_OLD = re.compile(
    r"(?i)[\s-]*(?P<part>year|yr|month|week|day)s?[\s-]*(?:old(?P<many>s?)\b|of[\s-]age\b)|[\s-]*(?P<short>yo|y/o|y\.o\.)(?!\w)"
)
_AGED = re.compile(
    r"(?i)\b(?:aged?|ages|in age|(?:died|dies|dead) at)"
    r"(?:\s+(?:of|between|from|ranging|range|about|around|just|only))*\s+\Z"
)
_BOTH = re.compile(r"(?i),\s(?:both|all|each)\s+\Z")
_BOTH_AFTER = re.compile(r"\s?(?:[,.;)]|\Z|and\b)")
_AS_OLD = re.compile(r"(?i)\bas (?:old|young) as\s+\Z")
_UNDER = re.compile(r"(?i)\b(?:under|below)\s+(?:the\s+)?\Z")
_LIST = re.compile(r",?\s(?:and\s|or\s)?")
_CLOCK = re.compile(r"(?i):\d|\.\d\d\b|\s?[ap]\.?m\b|\s?o.clock")
_TURNED = re.compile(r"(?i)\b(?:turn(?:ed|ing|s)?)\s+\Z")
_IS = re.compile(
    r"(?i)\b(?:(he|she|[A-Z]\w+)\s+(?:is|was)|who\s+(?:is|was)|he.s|she.s|i\s+was|i.m)\s+(?:now\s+|only\s+|just\s+|about\s+|then\s+)?\Z"
)
_IS_AFTER = re.compile(
    r"(?i)\s*(?:[,.;]|\Z|when\b|at the time|and (?:has|had|was|lived|living)|years\s*[,.;]|(?:and|but)\s)"
)
_COMMA_AFTER = re.compile(r"\s*(?:[,.;):]|\Z|\s(?:of|from|and|was|is|who|has|had|were|–|-)\b)")
_DECADES = re.compile(
    r"(?i)\bin\s+(?:his|her|their)\s+(?:(?P<part>early|mid|late)(?:\s+to\s+(?:mid|late))?[\s-]+)?(?P<decade>[2-9]0s|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
)
_DECADE_WORDS = {
    "teens": 13,
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


@dataclass(frozen=True, slots=True)
class Age:
    """An age at [start, end): years from ``low`` to ``high``, ``figure`` None for a decade; ``numeral`` the index of
    the number that it uses up (-1 for "in his sixties"), ``of`` whose it is."""

    start: int
    end: int
    low: float
    high: float
    figure: float | None
    step: float
    of: str
    numeral: int = -1
    plural: bool = False


def find_ages(line: Line, found: list[Numeral]) -> list[Age]:
    """Every age of the sentence."""
    ages: list[Age] = []
    for index, numeral in enumerate(found):
        age = _age_at(line, found, index, numeral) or (_listed(line, ages[-1], index, numeral) if ages else None)
        if age is not None:
            ages.append(age)
    ages.extend(_decade(line, match) for match in _DECADES.finditer(line.text))
    return ages


def _listed(line: Line, before: Age, index: int, numeral: Numeral) -> Age | None:
    """The next of a list of ages: "aged 19, 22 and 31"."""
    if before.numeral != index - 1 or numeral.form is not Form.DIGITS or not 1 <= numeral.low <= OLDEST:
        return None
    listed = _LIST.fullmatch(line.text[before.end : numeral.start])
    if listed is None or _COMMA_AFTER.match(line.text, numeral.end) is None:
        return None
    return _age(numeral, numeral.start, numeral.end, before.of, index)


def _age_at(line: Line, found: list[Numeral], index: int, numeral: Numeral) -> Age | None:
    if numeral.form not in (Form.DIGITS, Form.WORDS, Form.RANGE) or numeral.scaled:
        return None
    text = line.text
    if _CLOCK.match(text, numeral.end):
        return None
    decade = text[numeral.end : numeral.end + 1] == "s"
    old = _OLD.match(text, numeral.end)
    if old is not None:
        share = _PARTS[(old["part"] or "year").lower()]
        of = _whose_old(line, numeral.start, old.end(), "age" in old.group().lower() or " " in old.group().strip())
        return _age(numeral, numeral.start, old.end(), of, index, share, bool(old["many"]))
    if decade or numeral.high > OLDEST or numeral.low < 1 or numeral.low != int(numeral.low):
        return None
    aged = _AGED.search(text[max(0, numeral.start - 24) : numeral.start])
    if (aged is not None and aged.group().strip() != "ages") or (aged is not None and numeral.form is Form.RANGE):
        start = numeral.start - (min(24, numeral.start) - aged.start())
        if _UNDER.search(text[max(0, start - 12) : start]):
            return replace(_age(numeral, start, numeral.end, _whose_before(line, start), index), low=0.0, figure=None)
        return _age(numeral, start, numeral.end, _whose_before(line, start), index)
    if numeral.form is Form.DIGITS and _comma_age(line, numeral):
        return _age(numeral, numeral.start, numeral.end, _whose_beside(line, numeral.start), index)
    window = text[max(0, numeral.start - 28) : numeral.start]
    if _BOTH.search(window) and _BOTH_AFTER.match(text, numeral.end) and numeral.low > 2:
        return _age(numeral, numeral.start, numeral.end, _whose_before(line, numeral.start), index)
    if _AS_OLD.search(window):
        return _age(numeral, numeral.start, numeral.end, _whose_before(line, numeral.start), index)
    if _TURNED.search(window) and _COMMA_AFTER.match(text, numeral.end):
        return _age(numeral, numeral.start, numeral.end, _whose_before(line, numeral.start), index)
    said = _IS.search(window)
    if said is not None and _IS_AFTER.match(text, numeral.end):
        name = (
            said[1] if said[1] and said[1].lower() not in ("he", "she", "it", "that", "this", "there", "what") else ""
        )
        if (said[1] and said[1].lower() in ("it", "that", "this", "there", "what")) or (
            name and not _is_person_name(line, name)
        ):
            return None
        return _age(numeral, numeral.start, numeral.end, name or "person", index)
    return None


def _is_person_name(line: Line, name: str) -> bool:
    return any(token.text == name and token.pos == "PROPN" for token in line.tokens)


def _age(numeral: Numeral, start: int, end: int, of: str, index: int, share: float = 1.0, plural: bool = False) -> Age:
    figure = None if numeral.figure is None else float(f"{numeral.figure * share:.6g}")
    low, high = float(f"{numeral.low * share:.6g}"), float(f"{numeral.high * share:.6g}")
    return Age(start, end, low, high, figure, share, of, index, plural)


def _comma_age(line: Line, numeral: Numeral) -> bool:
    """ "Smith, 34," "another man, 21, also": a number between commas or in brackets after a name or a person."""
    text, start = line.text, numeral.start
    lead = text[:start].rstrip()
    if not lead.endswith((",", "(")) or _COMMA_AFTER.match(text, numeral.end) is None or numeral.figure is None:
        return False
    before = line.at(len(lead) - 1) - 1
    while before > 0 and line.low[before] in (",", "(", '"', "”", "'", "’", ")", "jr.", "sr.", "."):
        before -= 1
    if (
        before < 0
        or line.low[before] in words("counted", "refuse", "months")
        or line.low[before].rstrip(".") in words("counted", "refuse", "no_age_after")
    ):
        return False
    token = line.tokens[before]
    if token.pos == "PROPN" or (
        token.text[:1].isupper() and token.pos not in ("ADP", "VERB", "AUX", "DET", "PRON", "NUM")
    ):
        return not token.text.isupper() or len(token.text) > 3
    return token.pos == "NOUN" and counted_class(line.noun(before)) == "person"


def _whose_old(line: Line, start: int, end: int, predicate: bool) -> str:
    """Whose age "five-year-old" is: the noun or name that follows at once, else whoever came before."""
    here = line.after(end)
    last, pos = -1, ""
    while here < len(line.tokens) and here - line.after(end) < 7:
        token = line.tokens[here]
        if is_temporal(line.low[here]):
            break
        if token.pos == "PROPN" and pos == "NOUN" and counted_class(line.noun(last)) == "person":
            return line.noun(last) if not token.text[:1].isupper() else _name_from(line, here)
        if token.pos in ("NOUN", "PROPN"):
            last, pos = here, token.pos
        elif token.pos not in ("ADJ",) and line.low[here] not in ("-", "'s", "’s"):
            break
        here += 1
    if last < 0:
        return _whose_before(line, start) if predicate else "person"
    return line.noun(last) if pos == "NOUN" else _name_from(line, last - _back(line, last))


def _back(line: Line, last: int) -> int:
    count = 0
    while last - count - 1 >= 0 and line.tokens[last - count - 1].pos == "PROPN":
        count += 1
    return count


def _name_from(line: Line, first: int) -> str:
    parts, here = [], first
    while here < len(line.tokens) and (line.tokens[here].pos == "PROPN" or line.low[here] == "-"):
        parts.append(line.tokens[here].text)
        here += 1
    return " ".join(parts)


def _whose_before(line: Line, char: int) -> str:
    """The nearest name or person noun before ``char``, "person" if there is none."""
    here = line.at(char) - 1
    while here >= 0:
        token = line.tokens[here]
        near = here >= line.at(char) - 2
        if token.pos == "PROPN" and _may_be_person(line, here, near):
            first = here
            while first > 0 and line.tokens[first - 1].pos == "PROPN":
                first -= 1
            return _name_from(line, first)
        if token.pos == "NOUN" and counted_class(line.noun(here)) == "person":
            return line.noun(here)
        if token.pos == "PRON" and line.low[here] in ("he", "she", "i", "him", "her"):
            return "person"
        here -= 1
    return "person"


def _whose_beside(line: Line, char: int) -> str:
    """The name or noun right before the comma or bracket of "Smith, 34,", whatever entity it was taken for."""
    here = line.at(char) - 1
    while here > 0 and not line.low[here][0].isalnum():
        here -= 1
    if line.tokens[here].pos == "NOUN" and counted_class(line.noun(here)) == "person":
        return line.noun(here)
    first = here
    while first > 0 and (_is_name(line, first - 1) or (line.low[first - 1] == "-" and _is_name(line, first - 2))):
        first -= 1
    return line.text[line.starts[first] : line.ends[here]]


def _is_name(line: Line, index: int) -> bool:
    return index >= 0 and line.tokens[index].pos == "PROPN" and line.tokens[index].text[:1].isupper()


def _may_be_person(line: Line, here: int, near: bool) -> bool:
    """Whether a name may be a person's: known as one, or right before the age and not known as something else."""
    if line.low[here] in words("counted", "refuse", "months") or here in line.others:
        return False
    return here in line.persons or near


def _decade(line: Line, match: re.Match[str]) -> Age:
    word = match["decade"].lower()
    base = float(_DECADE_WORDS.get(word) or int(word[:2]))
    low, high = base, (19.0 if word == "teens" else base + 9)
    part = (match["part"] or "").lower()
    if part and word != "teens":
        low, high = {"early": (base, base + 4), "mid": (base + 3, base + 7), "late": (base + 6, base + 9)}[part]
    return Age(match.start(), match.end(), low, high, None, 0.0, _whose_before(line, match.start()))
