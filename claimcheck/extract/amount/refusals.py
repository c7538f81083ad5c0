"""Numbers that are no amounts: dates, clock times, durations, labels, streets, telephone numbers, page debris.

Each rule is one function with a docstring; a number that any of them knows is left out. A year or a time that is
taken for a count accuses falsely, so in doubt these rules refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from claimcheck.extract.amount.line import Line, is_singular
from claimcheck.extract.amount.numerals import Form, Numeral
from claimcheck.extract.amount.tables import words

_MONTHS = "|".join(
    sorted((month.capitalize() for month in words("counted", "refuse", "months")), key=lambda m: (-len(m), m))
)
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTHS})\.?,?\s+(?:the\s+)?\Z")
_MONTH_AFTER = re.compile(rf"(?:\s+of)?\s+(?:{_MONTHS})\b")
_CHAIN = re.compile(r"\s*(?:-|–|—|,|and|to|or|through|until|&)\s*(?:the\s+)?\Z")
_CLOCK_AFTER = re.compile(
    r"(?i)\s?(?:[ap]\.?\s?m\b|o.?clock|noon\b|hrs\b|gmt\b|(?:local|eastern|pacific) time|:\d\d|h\d\d)"
)
_PHONE = re.compile(
    r"(?:\(?\b\d{3}\)?[-.\s]){1,2}\d{4}\b|\b\d+(?:-\d+){2,}\b|\b1-\d{3}-[\w-]+|\b\d{3}-\d{3}-[A-Z\d]+|\b\d{3}-\d{4}\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{1,2}-\d{1,2}-\d{1,2}\b"
)
_PAGE = re.compile(
    r"(?i)\b\d+ (?:of|/) \d+ (?:photos?|images?|slides?)"
    r"|\b(?:photo|image|slide|page(?: [a-z])?|caption|step) \d+(?: (?:of|/) \d+)?"
    r"|\b\d+/\d+\b"
    r"|\b\d+ (?:comments?|shares?|retweets?|likes|views?|min read)\b|(?:[\w.]+\.(?:com|org|net|co|uk)\S*|https?://\S+|#\w+|@\w+)"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\b|\(cnn\)|\b\d+ (?:inbound|outbound)"
)
_SEASON = re.compile(r"\b(?:1[89]|20)\d\d\s?[-–/]\s?(?:(?:1[89]|20)?\d\d)\b|\b(?:FY|Q)\s?\d+")
_DECADE = re.compile(r"(?:\b\d{2,4}|')\d?0s\b|'\d\ds?\b|\b\d0s\b")
_ROMAN_LIST = re.compile(r"\s*[#(]?\d{1,3}\s?[.):](?:\s|\Z)")
_STREET = re.compile(
    r"\b\d+(?:st|nd|rd|th)?(?:\s+(?:and|&)\s+\d+(?:st|nd|rd|th)?)?[\s-]+(?:hundred[\s-]+)?(?:blocks?\b|(?:[NSEW]{1,2}\.?\s+|North\s+|South\s+|East\s+|West\s+|Southeast\s+|Northwest\s+)?"
    r"(?:[A-Z][\w.'-]*\s+){0,3}(?i:streets?|st|avenues?|ave|roads?|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|place|highway|hwy|parkway|pkwy|terrace|freeway|way|circle|square|plaza)\b(?!-|\s(?:metre|meter|mile|feet|foot|km|kilo)))"
)
_YEAR_AFTER = re.compile(r"(?i)\s*(?:bc|ad|bce|ce)\b")
_DURATION_UNITS = "|".join(sorted(words("counted", "refuse", "durations"), key=lambda w: (-len(w), w)))
_DURATION = re.compile(
    r"(?i)[\s-]*(?:of\s+|an?\s+)?(?:(?:more|long|full|straight|consecutive|short|whole|calendar|business|working|additional"
    rf"|extra|and a half|or so|or more)\s+)*(?:{_DURATION_UNITS})\b"
)


_PHRASE_REACH = 60


def _phrase(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    """Whether a match of the pattern, begun within reach on the left, covers ``start``."""
    found = pattern.finditer(text, max(0, start - _PHRASE_REACH), start + _PHRASE_REACH)
    return any(match.start() <= start < match.end() for match in found)


def is_month_day(n: Numeral, line: Line, date_before: bool) -> bool:
    """A day of a month: "Jan. 5", "5 January", "the 31st of December", "Jan. 6 and 7"."""
    value = n.figure if n.figure is not None else n.high
    if n.form in (Form.WORDS, Form.FRACTION, Form.VAGUE) and n.form is not Form.WORDS:
        return False
    text = line.text
    if _MONTH_BEFORE.search(text[max(0, n.start - 16) : n.start]) and (value <= 31 or is_yearlike(n, text)):
        return True
    if value <= 31 and _MONTH_AFTER.match(text, n.end):
        return True
    if date_before and value <= 31 and _CHAIN.search(text[max(0, n.start - 10) : n.start]):
        following = line.after(n.end)
        return not (following < len(line.tokens) and line.is_noun(following))
    return False


def is_yearlike(n: Numeral, text: str) -> bool:
    """Four bare digits from 1500 to 2099."""
    plain = text[n.start : n.end]
    return len(plain) == 4 and plain.isdigit() and 1500 <= n.low < 2100


def is_year(n: Numeral, line: Line, date_before: bool) -> bool:
    """A bare four-digit number is a year, unless it is round or hedged and a plural noun follows at once."""
    if not is_yearlike(n, line.text):
        return bool(_YEAR_AFTER.match(line.text, n.end)) and n.form is Form.DIGITS and not n.scaled
    following = line.after(n.end)
    counted = following < len(line.tokens) and line.tokens[following].pos in ("NOUN", "ADJ")
    hedged = re.search(
        r"(?i)\b(?:about|some|than|nearly|almost|over|least|roughly|approximately|to)\s+\Z",
        line.text[max(0, n.start - 16) : n.start],
    )
    plural = counted and line.low[following].endswith(("s", "people", "men", "women", "children"))
    return not (plural and (hedged is not None or n.low % 100 == 0))


def is_clock(n: Numeral, line: Line, date_before: bool) -> bool:
    """A time of day: "6.13am", "10:15", "at about 5", "seven o'clock"."""
    text = line.text
    if n.form not in (Form.DIGITS, Form.WORDS, Form.RANGE):
        return False
    if _CLOCK_AFTER.match(text, n.end):
        return True
    value = n.figure if n.figure is not None else n.high
    if value > 24 or value != int(value):
        return False
    tail = text[n.end : n.end + 2]
    bare = not tail.strip() or tail.strip()[0] in ".,;)"
    following = line.after(n.end)
    bare = bare or (
        following < len(line.tokens) and line.tokens[following].pos in ("ADP", "PROPN") and line.low[following] != "of"
    )
    return (
        n.form is Form.DIGITS
        and bare
        and re.search(
            r"(?i)\b(?:at|until|till)\s+(?:about\s+|around\s+|approximately\s+)?\Z",
            text[max(0, n.start - 24) : n.start],
        )
        is not None
    )


def is_duration(n: Numeral, line: Line, date_before: bool) -> bool:
    """A length of time or a date told by one; the time finder reads them."""
    return _DURATION.match(line.text, n.end) is not None


def is_list_number(n: Numeral, line: Line, date_before: bool) -> bool:
    """The number of a list item, a footnote mark, a rank, or a number that is all there is of the sentence."""
    text = line.text
    if text[n.start - 1 : n.start] in ("[", "#") or text[max(0, n.start - 2) : n.start] in ("# ", "№ "):
        return True
    if n.start <= 2 and n.form is Form.DIGITS and _ROMAN_LIST.match(text):
        return True
    return not re.search(r"[A-Za-z]{2}", text[: n.start] + text[n.end :])


def is_telephone(n: Numeral, line: Line, date_before: bool) -> bool:
    """A telephone or case number, a date in digits, a long bare string of digits."""
    if n.form is Form.WORDS or n.form is Form.VAGUE:
        return False
    plain = line.text[n.start : n.end]
    return (plain.isdigit() and (len(plain) >= 7 or plain.startswith("0"))) or _phrase(line.text, n.start, _PHONE)


def is_page_debris(n: Numeral, line: Line, date_before: bool) -> bool:
    """ "3 of 22 Photos", web addresses, hash tags, video lengths, comment counters."""
    return _phrase(line.text, n.start, _PAGE)


def is_season(n: Numeral, line: Line, date_before: bool) -> bool:
    """ "2016-17", "1980s", "'90s", "Q3"."""
    return n.form is not Form.WORDS and (_phrase(line.text, n.start, _SEASON) or _phrase(line.text, n.start, _DECADE))


def is_street(n: Numeral, line: Line, date_before: bool) -> bool:
    """ "14th Street", "1550 Weston Ct.", "the 2100 block of", "62nd and Alder streets"."""
    if n.form not in (Form.DIGITS, Form.ORDINAL):
        return False
    if (
        re.search(r"(?:\d(?:st|nd|rd|th)|[A-Z]\w+)\s+(?:and|&)\s+\Z", line.text[max(0, n.start - 20) : n.start])
        and n.form is Form.ORDINAL
    ):
        return True
    return _phrase(line.text, n.start, _STREET) or bool(
        re.match(r"\s+and\s+[A-Z]\w+\s+(?:streets|avenues|roads)", line.text[n.end :])
    )


def is_pair(n: Numeral, line: Line, date_before: bool) -> bool:
    """One of two numbers that a dash glues together without making a range or a known score: "51-49"."""
    text = line.text
    left, right = text[max(0, n.start - 2) : n.start], text[n.end : n.end + 2]
    glued = re.fullmatch(r"\d[-–]", left) or re.fullmatch(r"[-–]\d", right)
    return n.form is Form.DIGITS and glued is not None


def is_plan_name(n: Numeral, line: Line, date_before: bool) -> bool:
    """A section of a law in a name: "401(k)"."""
    return re.match(r"\([a-z]\)", line.text[n.end : n.end + 3]) is not None


def is_label(n: Numeral, line: Line, date_before: bool) -> bool:
    """Part of a name: "Flight 370", "Route 66", "Boeing 737", "LanSat-1", "F-16", "3-D", "Hard Rain 2"."""
    text = line.text
    if n.form in (Form.VAGUE, Form.FRACTION, Form.ORDINAL):
        return False
    if (
        re.search(r"[A-Za-z][-–]\Z", text[max(0, n.start - 2) : n.start])
        and n.form in (Form.DIGITS, Form.SCORE, Form.WORDS)
        and not re.search(r"(?i)(?:mid|pre|post|non|sub|twenty|thirty|nearly|about|under|over)-\Z", text[: n.start])
    ):
        return True
    tail = text[n.end : n.end + 2]
    if n.form is Form.DIGITS and not n.scaled and tail[:1].isalpha() and text[n.end - 1].isdigit():
        return True
    before = line.at(n.start) - 1
    if before < 0:
        return False
    word, token = line.low[before], line.tokens[before]
    if n.form is Form.DIGITS and len(token.text) == 1 and token.text.isupper() and token.text not in ("A", "I"):
        return True
    known = words("counted", "refuse", "label_before")
    if (word in known or token.lemma.lower() in known) and text[line.ends[before] : n.start].strip() in ("", "."):
        following = line.after(n.end)
        counts = following < len(line.tokens) and line.tokens[following].pos in ("NOUN", "ADJ")
        if counts and not token.text[:1].isupper():
            return is_singular(line, following) and line.tokens[following].pos == "NOUN"
        return n.form is Form.DIGITS or token.text[:1].isupper() or not counts
    if n.form is not Form.DIGITS or n.scaled or not token.text[:1].isupper() or before == 0 or token.pos != "PROPN":
        return False
    if text[line.ends[before] : n.start].strip():
        return False
    following = line.after(n.end)
    if following >= len(line.tokens) or line.tokens[following].pos not in ("NOUN", "ADJ", "SYM", "NUM"):
        return True
    return line.tokens[following].pos == "NOUN" and is_singular(line, following)


def is_pronoun_one(n: Numeral, line: Line, date_before: bool) -> bool:
    """ "one" where it points or generalises and counts nothing: "one of the", "no one", "one another", "one day"."""
    if n.form is not Form.WORDS or line.text[n.start : n.end].lower() != "one":
        return False
    here = line.at(n.start)
    before = line.low[here - 1] if here else ""
    if before in words("counted", "reading", "one_before") and before not in ("only", "just", "another"):
        return True
    following = here + 1
    if following >= len(line.tokens) or (before == "from" and "to" in line.low[following : following + 4]):
        return True
    word = line.low[following]
    if word in (
        "of",
        "another",
        "day",
        "thing",
        "way",
        "side",
        "hand",
        "who",
        "that",
        "could",
        "can",
        "must",
        "should",
        "would",
        "has",
        "'s",
        "’s",
        "in",
        "such",
        "time",
        "reason",
        "point",
        "part",
        "night",
        "morning",
        "-",
        "to",
        "step",
        "more",
        "or",
    ):
        return True
    return line.tokens[following].pos not in ("NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM")


_BOUND_AFTER = re.compile(r"(?i)\s+(?:and|or)\s+(?:older|younger|under|over|up)\b")


def is_age_bound(n: Numeral, line: Line, date_before: bool) -> bool:
    """The bound of an age group ("18 and older"), which states nobody's age."""
    return _BOUND_AFTER.match(line.text, n.end) is not None


RULES: tuple[Callable[[Numeral, Line, bool], bool], ...] = (
    is_page_debris,
    is_telephone,
    is_season,
    is_month_day,
    is_clock,
    is_year,
    is_street,
    is_list_number,
    is_pair,
    is_plan_name,
    is_label,
    is_duration,
    is_age_bound,
    is_pronoun_one,
)


@lru_cache(maxsize=1)
def _measured_rules() -> tuple[Callable[[Numeral, Line, bool], bool], ...]:
    return (is_page_debris, is_telephone)


def refusal(n: Numeral, line: Line, date_before: bool, measured: bool) -> str:
    """The name of the rule that knows the number for something else, "" where it may be an amount. Of a number
    with a unit or a currency only page debris and telephone numbers are refused. ``date_before``: the number
    before this one is a day of a month."""
    for rule in _measured_rules() if measured else RULES:
        if rule(n, line, date_before):
            return rule.__name__
    return ""
