"""Numbers as they stand in running text: digits, number words, vague plurals, fractions, ranges of two.

Works on characters, not on tokens, so that no tokenizer's idea of "1, 600" or "40m" matters. What a number counts,
and whether it is a date, a label or a street, is decided later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from claimcheck.extract.amount.tables import numbers, ranges


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    VAGUE = "vague"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    RANGE = "range"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at [start, end) of its text. ``figure`` is None for vague words, whose range is [low, high].
    ``step`` is the printed precision, ``scaled`` whether a scale word or suffix stands in it."""

    start: int
    end: int
    low: float
    high: float
    figure: float | None
    step: float
    form: Form
    scaled: bool = False


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))


_UNITS = numbers("units")
_TENS = numbers("tens")
_SCALES = numbers("scales")
_SUFFIXES = numbers("suffixes")
_ORDINALS = numbers("ordinals")
_FRACTIONS = numbers("fractions")
_VAGUE = ranges("vague")
_MULTIPLIERS = ranges("multipliers")
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_SCALE_WORD = _alternatives([word for word in _SCALES if word not in ("hundred", "dozen")])
_WORD = _alternatives([*_UNITS, *_TENS])
_ANY_SCALE = _alternatives(list(_SCALES))
_PART_UNITS = r"mile|kilomet|met(?:re|er)\b|acre|hectare|ton|pound|gallon|per\s?cent|inch|foot|square|percentage|%"
_TINY = (
    rf"(?:(?:{_alternatives(list(_TENS))})(?:[\s-](?:{_alternatives([u for u in _UNITS if _UNITS[u] < 10])}))?|{_WORD})"
)
_SPELLED = (
    rf"(?:{_TINY}(?:[\s-]and[\s-]a[\s-]half)?|an?|half[\s-]an?|an?[\s-]half)[\s-](?:{_ANY_SCALE})\b"
    rf"(?:[\s-](?:{_ANY_SCALE})\b)*"
    rf"(?:,?[\s-](?:and[\s-])?{_TINY}\b(?:[\s-](?:{_ANY_SCALE})\b)*)*"
    rf"|{_TINY}(?:[\s-]and[\s-]a[\s-](?:half|quarter))?"
)

NUMERAL = re.compile(
    rf"""(?ix)
    (?<![\w.,/@\#-])(?P<multiplied>{_alternatives(list(_MULTIPLIERS))})[\s-](?P<times>{_ANY_SCALE})s?\b
  | (?<![\w/@\#])(?P<vague>{_alternatives(list(_VAGUE))})\b(?![\s-]of[\s-](?:these|those|them|us)\s+things)
  | (?<![\w/@\#])(?P<parts>(?:{_WORD}|an?|\d{{1,2}}))[\s-](?P<part>{_alternatives(list(_FRACTIONS))})\b
    (?:(?P<part_unit>\s+of\s+(?:an?|one|1)(?=\s+(?:{_PART_UNITS})))|(?=\s+of\b|[\s-]majority|\s+the\b))
  | (?<![\w/@\#])(?P<half_unit>half[\s-]an?)(?=[\s-](?:{_PART_UNITS}))
  | (?<![\w/@\#])(?P<ratio>(?:{_WORD}|\d{{1,4}})\s+(?:in|out\s+of)(?:\s+every)?\s+(?:{_WORD}|\d{{1,4}}))
    \b(?!\s*(?:,|/|\d))
  | (?<![\w/@\#-])(?P<half>half)(?=\s+(?:of|the|a)\b)(?!\s+an?[\s-](?:{_ANY_SCALE})\b)
  | (?<![\w.,/@\#])(?P<ordinal>\d{{1,4}}(?:st|nd|rd|th))\b
  | (?<![\w.,/@\#-])(?P<ordinal_word>(?:(?:{_alternatives(list(_TENS))})-)?(?:{_alternatives(list(_ORDINALS))}))\b
  | (?<![\w/@\#])(?P<spelled>{_SPELLED})(?![\w])
  | (?<![\w/@\#])(?<!\d[.,:])(?P<digits>
        \d{{1,3}}(?:,\d{{3}})+(?:,?\d+)*(?:\.\d+)?
      | \d{{1,3}}(?:,\s\d{{3}})+(?![\d,])
      | \d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}})+(?!\d)
      | \d+(?:\.\d+)?(?:\s?[½¼¾⅓⅔])?
      | \.\d+
    )(?:[\s-](?P<half_more>and[\s-]a[\s-]half))?
    (?:(?P<glued>(?:{_alternatives(list(_SUFFIXES))}|m|b)(?!\w))|[\s-]?(?P<scale>(?:{_SCALE_WORD}|hundred|dozen|bn|mn|mln|bln|tn|trn)\b))?
    """
)
QUICK = re.compile(
    rf"(?i)\d|[½¼¾⅓⅔]|\b(?:{_alternatives([*_UNITS, *_TENS, *_SCALES, *_ORDINALS])}|half|several|few|couple|handful"
    r"|scores|tens|dozens|hundreds|thousands|millions|billions|trillions|no|none|nobody)"
)
"""A text without this holds no amount."""

_RATIO = re.compile(r"(?i)([\w]+)\s+(?:in|out\s+of)(?:\s+every)?\s+(\w+)")
_SPLIT = re.compile(r"[\s,-]+")


def scan_numerals(text: str) -> list[Numeral]:
    """Every number of the text in order, none overlapping, before any is joined into a range."""
    found = []
    for match in NUMERAL.finditer(text):
        numeral = _read(match, text)
        if numeral is not None:
            found.append(numeral)
    return found


def _read(match: re.Match[str], text: str) -> Numeral | None:
    kind = match.lastgroup
    start, end = match.span()
    if match["digits"] is not None:
        return _read_digits(match, text)
    if match["spelled"] is not None:
        return _read_spelled(match["spelled"], start, end)
    if match["multiplied"] is not None:
        low, high = _MULTIPLIERS[_plain(match["multiplied"])]
        scale = _SCALES[match["times"].lower()]
        return Numeral(start, end, low * scale, high * scale, None, 0.0, Form.VAGUE, True)
    if match["vague"] is not None:
        low, high = _VAGUE[_plain(match["vague"])]
        figure = 2.0 if _plain(match["vague"]) == "a couple" else None
        return Numeral(start, end, low, high, figure, 0.0, Form.VAGUE)
    if match["ordinal"] is not None:
        value = float(match["ordinal"][:-2])
        return Numeral(start, end, value, value, value, 1.0, Form.ORDINAL)
    if match["ordinal_word"] is not None:
        tens, _, word = match["ordinal_word"].lower().rpartition("-")
        value = _ORDINALS[word] + (_TENS[tens] if tens else 0)
        return Numeral(start, end, value, value, value, 1.0, Form.ORDINAL)
    if match["half_unit"] is not None:
        return Numeral(start, end, 0.5, 0.5, 0.5, 0.5, Form.WORDS)
    if match["half"] is not None:
        return Numeral(start, end, 50.0, 50.0, 50.0, 10.0, Form.FRACTION)
    return _read_fraction(match, start, end) if kind else None


def _plain(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words.lower())


def _read_fraction(match: re.Match[str], start: int, end: int) -> Numeral | None:
    if match["ratio"] is not None:
        pair = _RATIO.match(match["ratio"])
        assert pair is not None
        above, below = (_small(word) for word in pair.groups())
        if above is None or not below or above > below or below < 3 or below > 100 and below not in (1000, 10_000):
            return None
        share = 100.0 * above / below
    else:
        word = match["parts"].lower()
        count = 1.0 if word in ("a", "an") else _small(word)
        if count is None:
            return None
        share = 100.0 * count * _FRACTIONS[match["part"].lower()]
        if share > 100.0:
            return None
        if match["part_unit"] is not None:
            return Numeral(start, end, share / 100, share / 100, share / 100, share / 100, Form.WORDS)
    return Numeral(start, end, share, share, share, 5.0, Form.FRACTION)


def _small(word: str) -> float | None:
    word = word.lower()
    return float(word) if word.isdigit() else _UNITS.get(word, _TENS.get(word))


def _read_digits(match: re.Match[str], text: str) -> Numeral | None:
    raw = match["digits"]
    if raw[-1] in _GLYPHS:
        whole = raw[:-1].strip()
        value, step = float(whole or 0) + _GLYPHS[raw[-1]], 0.25
    else:
        plain = re.sub(r"[,\s\u00a0\u2009\u202f]", "", raw)
        value, step = float(plain), printed_step(plain)
    if match["half_more"] is not None:
        value, step = value + 0.5, 0.5
    suffix = match["glued"] or match["scale"]
    if suffix is None:
        return Numeral(match.start(), match.end(), value, value, value, step, Form.DIGITS)
    word = suffix.lower()
    scale = {"m": 1e6, "b": 1e9}.get(word) or _SUFFIXES.get(word) or _SCALES[word]
    if "." not in raw and raw[-1] not in _GLYPHS:
        step = min(step, 1.0) if value < 1000 else step
    value, step = _exact(value * scale), _exact(step * scale)
    return Numeral(match.start(), match.end(), value, value, value, step, Form.DIGITS, True)


def _exact(value: float) -> float:
    return float(f"{value:.12g}")


def printed_step(plain: str) -> float:
    """The smallest difference that digits as printed can show: 0.1 for "148.9", 1 for "146", 10 for "150"."""
    whole, _, decimals = plain.partition(".")
    if decimals:
        return float(10.0 ** -len(decimals))
    stripped = whole.rstrip("0")
    return float(10 ** (len(whole) - len(stripped))) if stripped else 1.0


def unscaled(numeral: Numeral, text: str) -> Numeral:
    """The numeral without the glued letter that was taken for a scale ("40m" read as metres, not millions)."""
    letter = text[numeral.end - 1].lower()
    factor = {"m": 1e6, "b": 1e9, "k": 1e3}[letter]
    digits = re.sub(r"[^\d.]", "", text[numeral.start : numeral.end - 1])
    value = _exact(numeral.low / factor)
    return replace(
        numeral, end=numeral.end - 1, low=value, high=value, figure=value, step=printed_step(digits), scaled=False
    )


def _read_spelled(words: str, start: int, end: int) -> Numeral | None:
    parts = [part for part in _SPLIT.split(words.lower()) if part]
    value, step, scaled = _evaluate(parts)
    if value is None:
        return None
    return Numeral(start, end, value, value, value, step, Form.WORDS, scaled)


def _evaluate(parts: list[str]) -> tuple[float | None, float, bool]:
    """Value, printed step and whether a scale word stands in it; the value of "a" alone is None."""
    total, current, seen, smallest, half = 0.0, 0.0, False, 1.0, False
    at = 0
    while at < len(parts):
        part = parts[at]
        if part in ("half", "quarter"):
            current += _FRACTIONS[part]
            seen, half = True, True
        elif part in _UNITS or part in _TENS:
            current += _UNITS.get(part, _TENS.get(part, 0.0))
            seen, smallest = True, 1.0
        elif part in _SCALES:
            scale = _SCALES[part]
            current = (current if seen and current else 1.0) * scale
            seen, smallest = True, scale
            if scale > 100:
                total, current = total + current, 0.0
        at += 1
    if not seen:
        return None, 0.0, False
    value = total + current
    if half:
        smallest = smallest / 2 if smallest > 1 else 0.5
    elif smallest == 1.0 and value >= 20 and value % 10 == 0:
        smallest = 10.0
    return value, smallest, any(part in _SCALES for part in parts)


_BETWEEN = re.compile(r"(?i)\s*(?:-|–|-?\s*\bto\b|-?\s*\bor\b|-to-)[\s]*\Z")
_AND = re.compile(r"(?i)\s+and\s+\Z")
_AGES_FROM = re.compile(r"(?i)\b(?:age[sd]?|rang(?:e|es|ed|ing))\s+from\s+\Z")
_LEAD = re.compile(r"(?i)\b(?:between|from)\s+(?:the\s+ages?\s+of\s+|ages?\s+)?(?:about\s+|around\s+)?[$£€]?\Z")
_UNIT_BETWEEN = re.compile(
    r"(?i)\s*(?:%|percent|per cent|km|m|miles|feet|ft|kg|pounds|years?)?\s*(?:-|–|\bto\b|\bor\b)\s*[$£€]?\Z"
)


def join_ranges(found: list[Numeral], text: str) -> list[Numeral]:
    """Neighbouring numbers joined by "to", "or", a dash, or "between … and …", as one range; "3-1" as a score.

    "from 5 to 7" is left apart, being a change more often than a range.
    """
    joined: list[Numeral] = []
    at = 0
    while at < len(found):
        here = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        pair = _pair(here, after, text) if after is not None else None
        if pair is None:
            joined.append(here)
            at += 1
        else:
            joined.append(pair)
            at += 2
    return joined


def _pair(a: Numeral, b: Numeral, text: str) -> Numeral | None:
    if {a.form, b.form} & {Form.ORDINAL, Form.FRACTION} or a.figure is None or b.figure is None:
        return None
    gap = text[a.end : b.start]
    before = text[max(0, a.start - 28) : a.start]
    lead = _LEAD.search(before)
    dash = gap.strip() in ("-", "–")
    if gap == " to " and b.figure < a.figure and lead is None:
        dash = _is_score(a.figure, b.figure, text, a.start, b.end)
    change = lead is not None and lead.group().lower().startswith("from") and not _AGES_FROM.search(before)
    if change and not dash:
        return None
    spread = lead is not None and _AND.match(gap.rstrip("$£€")) is not None
    if not (spread or _BETWEEN.match(gap) or _UNIT_BETWEEN.match(gap)):
        return None
    if dash and a.form is not b.form:
        return None
    if dash and a.form is Form.DIGITS and b.form is Form.DIGITS and not (a.scaled or b.scaled):
        if _is_score(a.figure, b.figure, text, a.start, b.end):
            low, high = sorted((a.figure, b.figure))
            return replace(a, end=b.end, low=low, high=high, figure=None, form=Form.SCORE)
        if b.figure < a.figure:
            return None
    low = a.figure
    if b.scaled and not a.scaled and low < 1000:
        low = low * _scale_of(b)
    if low >= b.figure:
        return None
    return Numeral(a.start, b.end, low, b.figure, None, 0.0, Form.RANGE, b.scaled)


_SCORED = re.compile(
    r"(?i)\b(?:w[io]n(?:ning|s)?|beat(?:en|ing)?|lead(?:ing)?|led|lost|loses|losing|loss|victory|defeat(?:ed|s|ing)?|draw[ns]?|drew|vot\w+|rul\w+"
    r"|decision|majority|margin|controll\w+|passed|approved|elected|scor\w+|goals?|match|tied|half-?time|aggregate|split)\b"
)


def _is_score(first: float, second: float, text: str, start: int, end: int) -> bool:
    """Two numbers joined by a dash are a score near a word of winning or voting; rising ones only if no word that
    could be counted follows ("10-15 men")."""
    if max(first, second) > 999 or not _SCORED.search(text[max(0, start - 60) : end + 40]):
        return False
    return first >= second or (
        second <= 20 and re.match(r"\s*(?:[.,;)]|\Z|on\b|in\b|by\b|to\b|at\b|defeat|loss)", text[end:]) is not None
    )


def _scale_of(numeral: Numeral) -> float:
    """The scale of "3 to 5 million": the largest power of a thousand in the figure."""
    if numeral.step == 12.0:
        return 12.0
    scale = 1.0
    while numeral.figure is not None and numeral.figure >= scale * 1000:
        scale *= 1000
    return scale
