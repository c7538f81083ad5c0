"""Where quotation marks open and close: ``scan_quotes`` pairs them, whatever their kind.

A mark is read from its neighbours first (a space before and a letter after opens; a letter or a stop before and
a space after closes) and from what is open second. Apostrophes, primes and feet and inches are no marks. What does
not pair is dropped, unless the next paragraph opens again: then the first quotation ran on, as newspapers print
quotations of several paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Longer runs without a closing mark are a lost mark, not a quotation: the longest paragraphs of speech in news run
# to about 1,500 characters.
LONGEST = 3000
# How far a single mark may look for its partner: single marks enclose headlines' phrases and quotations in British
# papers; anything longer is nearly always a stray apostrophe.
LONGEST_SINGLE = 1200

_DOUBLE = '"“”„‟«»'
_OPENERS = "“„‟«‘‚‹`"
_MARK = re.compile(r"``|''|’’|‘‘|[\"“”„‟«»'‘’‚‹›`´]")
_STOPS = ".,!?;:…"
_BEFORE_OPEN = "([{-–—/|>:=*"
_AFTER_CLOSE = ".,!?;:…)]}-–—/|<*"
# Elisions that begin with an apostrophe.
_ELISION = re.compile(
    r"['‘’](?:n['’](?=\s)|(?:\d0s|em|tis|twas|cause|til|till|bout|round|cuz|nother|ere|neath|hood|fraid|\d\d)\b(?!['’]))",
    re.I,
)
_MEASURE = re.compile(
    r"\d\s?['’′]\s?\d{1,2}(?:[\"”″]|''|’’)?|\d(?:[\"”″]|''|’’)(?=\s?(?:x|by|tall|long|wide|high|deep|thick)\b)"
)
# A credit right behind a mark, or a verb of saying right before it: the mark stands on the wrong side of its space.
_SAY = (
    r"(?:said|says|say|saying|added|adds|told|wrote|tweeted|testified|asked|explained|replied|continued|shouted|yelled)"
)
_CREDIT_AFTER = re.compile(
    rf"(?:(?:[A-Z][\w.'’-]*|he|she|they|police|officials|the|one|a)\s+){{1,4}}{_SAY}\b|{_SAY}\s+[A-Z]"
)
_SAYING_BEFORE = re.compile(rf"\b{_SAY},?$")
# A quotation of fewer words inside another is a title, not a mark out of place.
_LEAST_WORDS = 3
_CAPTION = re.compile(r"\s*\((?:photo|image|picture|video|credit|source|file)\b[^()]{0,80}\)\s*$", re.I)


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """The content [start, end) between two marks; ``outer_start``/``outer_end`` include the marks.

    ``runs_on``: the closing mark is missing because the next paragraph opens again. ``depth`` is 0 for quotations
    that stand in no other. ``single``: the marks are single ones.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int = 0
    runs_on: bool = False
    single: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    double: bool
    curly: bool


def scan_quotes(text: str) -> tuple[QuotedSpan, ...]:
    """All quoted spans of a text, nested ones included, in order of their start."""
    spans: list[QuotedSpan] = []
    stack: list[_Open] = []
    measures = {i for m in _MEASURE.finditer(text) for i in range(m.start(), m.end())} if _MARK.search(text) else set()
    for mark in _MARK.finditer(text):
        if mark.start() in measures and not _closes_number(text, mark, stack):
            continue
        _read_mark(text, mark, stack, spans)
    return tuple(sorted(_depths(spans), key=lambda s: (s.start, -s.end)))


def _closes_number(text: str, mark: re.Match[str], stack: list[_Open]) -> bool:
    """``born in 1984"``: after a number, inside an open double quotation, with no feet before: a closing mark."""
    before = text[max(0, mark.start() - 4) : mark.start()]
    return bool(stack) and stack[-1].double and mark.group()[0] in '"”' and not re.search(r"\d\s?['’′]", before)


def _read_mark(text: str, mark: re.Match[str], stack: list[_Open], spans: list[QuotedSpan]) -> None:
    """Push, pop or pass over one mark."""
    sign, start, end = mark.group(), mark.start(), mark.end()
    double = len(sign) == 2 or sign in _DOUBLE
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    while stack and start - stack[-1].start > (LONGEST if stack[-1].double else LONGEST_SINGLE):
        stack.pop()
    if not double and _is_apostrophe(text, start, before, after, stack):
        return
    misplaced = _misplaced(text, mark, stack) if sign == '"' else None
    if _opens(sign, before, after, stack, double) if misplaced is None else misplaced:
        if double:
            _reopen(text, mark, stack, spans)
        elif not _single_closes_later(text, end):
            return
        stack.append(_Open(start, end, double, sign in _OPENERS))
    else:
        _close(text, mark, stack, spans, double)


def _is_apostrophe(text: str, start: int, before: str, after: str, stack: list[_Open]) -> bool:
    """A single mark that belongs to a word."""
    if before.isalnum() and after.isalnum():
        return True
    if not before.isalnum() and _ELISION.match(text, start):
        return not (text[start] == "‘" and after.isalpha())
    single_open = bool(stack) and not stack[-1].double
    if before.isalnum() and not single_open:
        return True
    if single_open and before == "s" and after == " ":
        # The possessive plural inside single marks: another closing mark follows in the sentence.
        later = re.match(r"[^.!?\n'‘’]{1,80}[^\s'‘’]['’](?!\w)", text[start + 1 : start + 140])
        return bool(later) and text[start + 2 : start + 3].islower()
    return False


def _opens(sign: str, before: str, after: str, stack: list[_Open], double: bool) -> bool:
    """Whether the mark opens; neighbours decide first, what is open second."""
    can_open = (
        before.isspace() or before in _BEFORE_OPEN or before in _OPENERS or before in "\"'"
    ) and not after.isspace()
    can_close = not before.isspace() and (after.isspace() or after in _AFTER_CLOSE or after in "\"'”’»›")
    is_open = any(o.double == double for o in stack)
    if sign in "“„‟«‘‚‹" and not (sign == "“" and is_open and can_close and not can_open):
        return not (sign == "«" and is_open and can_close and not can_open)
    if sign in "”’»›" and not (can_open and not can_close and not is_open):
        return sign == "»" and can_open and not can_close and not is_open
    if can_open != can_close:
        return can_open
    if before in _STOPS and is_open:
        return False
    return not is_open


def _misplaced(text: str, mark: re.Match[str], stack: list[_Open]) -> bool | None:
    """Whether a straight mark opens although its space stands on the wrong side ('settle it, "Marlow said',
    'saying" hold it'); None where its neighbours may be trusted. Texts that were split into words print so."""
    opened = next((o for o in reversed(stack) if o.double), None)
    before, after = text[max(0, mark.start() - 12) : mark.start()], text[mark.end() : mark.end() + 80]
    if opened is None:
        wrong = before[-1:].isalpha() and after[:1].isspace() and bool(_SAYING_BEFORE.search(before))
        return True if wrong else None
    inside = text[opened.end : mark.start()]
    if not before[-1:].isspace() or len(inside.split()) < _LEAST_WORDS or "\n" in inside:
        return None
    ended = inside.rstrip()[-1:] in ",.!?"
    return False if after[:1] in ".,;!?)" or ended and _CREDIT_AFTER.match(after) else None


def _single_closes_later(text: str, end: int) -> bool:
    """A single mark opens only where a partner can be seen in the same paragraph."""
    paragraph = text.find("\n\n", end)
    window = text[end : min(len(text), end + LONGEST_SINGLE, paragraph if paragraph >= 0 else len(text))]
    return bool(re.search(r"[^\s'‘’]['’](?=[\s.,!?;:)\]…–—\"”-]|$)", window))


def _reopen(text: str, mark: re.Match[str], stack: list[_Open], spans: list[QuotedSpan]) -> None:
    """A double mark opens while one is open: a quotation that runs on, a nested one, or a lost mark."""
    at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].double), None)
    if at is None:
        return
    earlier = stack[at]
    gap = text[earlier.end : mark.start()]
    content = _CAPTION.sub("", gap).rstrip()
    if content and content[-1] in ".!?…:,;" or "\n" in gap[len(content) :]:
        # Sentence end or new paragraph: the earlier quotation went on without its closing mark.
        if "\n\n" not in content.strip() and len(content) > 1:
            end = earlier.end + len(content)
            spans.append(QuotedSpan(earlier.end, end, earlier.start, end, runs_on=True))
        del stack[at:]
    elif not _nests(text, mark.end()):
        del stack[at:]


def _nests(text: str, end: int) -> bool:
    """Two marks close before the next opens: double inside double."""
    closing = 0
    for later in _MARK.finditer(text, end, min(len(text), end + 400)):
        if later.group() not in ('"', "”", "''", "“"):
            continue
        before = text[later.start() - 1]
        if before.isspace() or later.group() == "“":
            return False
        closing += 1
        if closing == 2:
            return True
    return False


def _close(text: str, mark: re.Match[str], stack: list[_Open], spans: list[QuotedSpan], double: bool) -> None:
    """Close the innermost open mark of the family; marks left open inside it are dropped."""
    at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].double == double), None)
    if at is None or not double and any(o.double for o in stack[at:]):
        return
    opened = stack[at]
    del stack[at:]
    if double and "\n\n" in text[opened.end : mark.start()]:
        return
    start, end = opened.end, mark.start()
    if text[start:end].strip():
        spans.append(QuotedSpan(start, end, opened.start, mark.end(), single=not double))


def _depths(spans: list[QuotedSpan]) -> list[QuotedSpan]:
    """The same spans with their nesting depth."""
    ordered = sorted(spans, key=lambda s: (s.start, -s.end))
    out: list[QuotedSpan] = []
    around: list[QuotedSpan] = []
    for span in ordered:
        while around and around[-1].end <= span.start:
            around.pop()
        depth = len(around)
        around.append(span)
        out.append(QuotedSpan(span.start, span.end, span.outer_start, span.outer_end, depth, span.runs_on, span.single))
    return out
