"""Sentence boundaries of news text, bad extractions included.

Regular expressions find every stop; small rules decide. Paragraphs (line ends) always break, except in text that
was wrapped at a fixed width. Linear in the length of the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

LONGEST = 1500
"""Code points of one sentence; longer runs (lists, tables, text without stops) are cut at a clause or a space."""

_CLOSERS = "\"”’'»)]}"
_STOP = re.compile(rf"[.!?…‽。！？]+[{re.escape(_CLOSERS)}]*(?:\s?\[\d{{1,3}}\])*")
_LAST_WORD = re.compile(r"[\w.&'’\-]*$")
_NEXT_WORD = re.compile(r"[\"“‘'`«(\[¿¡–—\-$£€@#]*\s?([^\W_]+)")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_ENUMERATION = re.compile(r"(?:\(?\d{1,3}|[A-Za-z]|[ivx]{1,4})")
_BREAK = re.compile(r"\s+(?=[•●▪■◦‣►▶]\s|(?:Image|Photo|Photograph|Picture|Credit|Video|Caption|File photo): )")
_LINE_START_MARK = re.compile(r"\s*(?:[-*•●▪■◦‣·►▶–—>]\s|\(?\d{1,3}[.)]\s)")
_SAYER = re.compile(r"(?:[A-Z][\w.'’\-]*\s+){0,4}([a-z]+)")
_CLAUSE = re.compile(r"[;:,)–—]\s")


@cache
def _words(name: str) -> frozenset[str]:
    raw = files("claimcheck.data").joinpath("abbreviations.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(raw)[name])


def is_abbreviation(word: str) -> bool:
    """Whether a word (without its last stop) is a known abbreviation or a row of initials ("U.S", "a.m")."""
    if "." in word:
        return _INITIALS.fullmatch(word) is not None or word in _words("either")
    return word in _words("before_name") or word in _words("either") or word in _words("before_number")


def is_also_word(word: str) -> bool:
    """Whether an abbreviation is an ordinary word too ("no", "in")."""
    return word in _words("also_words")


def _wrapped(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 5:
        return False
    longest = max(len(line) for line in lines)
    if longest > 100 or longest < 40:
        return False
    long = sum(len(line) > 0.75 * longest for line in lines)
    unfinished = sum(line.rstrip()[-1] not in ".!?\"”’':…)" for line in lines)
    return long * 2 > len(lines) and unfinished * 2 > len(lines)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of every paragraph, outer white space left out."""
    wrapped = _wrapped(text[:20_000])
    start = 0
    for match in re.finditer(r"[^\S\n\r\x0b\x0c\x85\u2028\u2029]*[\n\r\x0b\x0c\x85\u2028\u2029]\s*", text):
        if wrapped and match[0].count("\n") < 2 and not _LINE_START_MARK.match(text, match.end(), match.end() + 8):
            continue
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _after_abbreviation(word: str, rest: str) -> bool:
    """Whether a sentence ends at the stop after ``word``, which may be an abbreviation."""
    following = _NEXT_WORD.match(rest)
    first = following[1] if following else ""
    if _INITIALS.fullmatch(word):
        if word == "I":
            return first[:1].isupper()
        return first in _words("starters") and (len(word) > 1 or first not in ("A", "I"))
    if word in _words("also_words") and not (first[:1].isupper() or first[:1].isdigit()):
        return True
    if word in _words("before_number") and first[:1].isdigit():
        return False
    if word in _words("before_name"):
        return False
    if word in _words("either"):
        return first in _words("starters")
    return not first[:1].islower() or rest[0] in "@#"


def _is_opening(text: str, start: int, quote: int) -> bool:
    return text.count('"', start, quote) % 2 == 0


def _said_by(rest: str) -> bool:
    match = _SAYER.match(rest)
    return match is not None and match[1] in _words("sayers")


def _ends(text: str, start: int, match: re.Match[str], end: int) -> int:
    """The end of the sentence at this stop, or -1 where it goes on."""
    stop = match[0]
    bare = stop.rstrip("0123456789[] ").rstrip(_CLOSERS) if len(stop) > 1 else stop
    after = match.end()
    if after >= end:
        return end
    word_match = _LAST_WORD.search(text, max(start, match.start() - 30), match.start())
    word = word_match[0].lstrip(".'’-") if word_match else ""
    rest = text[after : after + 80]
    if not rest[0].isspace():
        return _glued(text, start, match, word, rest)
    rest = rest.lstrip()
    if not rest:
        return -1
    following = _NEXT_WORD.match(rest)
    first = following[1] if following else rest[0]
    if match.start() - start <= 4 and _ENUMERATION.fullmatch(text[start : match.start()]) and bare == ".":
        return -1
    if first[0].islower() and rest[0] not in "@#":
        return -1
    if bare == "." and len(stop) > 1 and is_abbreviation(word) and stop[1] in _CLOSERS:
        return after if first in _words("starters") else -1
    if bare == ".":
        return after if _after_abbreviation(word, rest) else -1
    if set(bare) <= {".", "…"}:
        return after if first[0].isupper() else -1
    return -1 if len(stop) > len(bare) and _said_by(rest) else after


def _glued(text: str, start: int, match: re.Match[str], word: str, rest: str) -> int:
    """No space after the stop ("ended.The next", 'left."He')."""
    stop = match[0]
    end = match.end()
    if stop[-1] == '"' and _is_opening(text, start, end - 1):
        end -= 1
        rest = text[end : end + 80]
    opener = rest[0] in '"“‘«'
    body = rest[1:] if opener else rest
    if len(word) < 2 and not word.isdigit() and len(stop) == 1:
        return -1
    if is_abbreviation(word) or "." in word or not (body[:1].isupper()):
        return -1
    if stop[0] == "." and len(stop) == 1 and not opener:
        lower = word[-1:].islower() or word.isdigit()
        return end if lower and (body[1:2].islower() or body[1:2] in " '’") else -1
    return end if body[1:2].islower() or body[1:2] in " '’" else -1


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        limit = start + LONGEST
        cut = max((match.end() - 1 for match in _CLAUSE.finditer(text, start + LONGEST // 2, limit)), default=-1)
        if cut < 0:
            cut = text.rfind(" ", start + LONGEST // 2, limit)
        if cut < 0:
            cut = limit
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _split_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.start() < begin:
            continue
        stop = _ends(text, begin, match, end)
        if stop > begin:
            yield begin, stop
            begin = stop
            while begin < end and text[begin].isspace():
                begin += 1
    if begin < end:
        yield begin, end


def _at_breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _BREAK.finditer(text, start, end):
        yield from _trimmed(text, begin, match.start())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) code points of every sentence, in order, disjoint, covering all but white space."""
    found: list[tuple[int, int]] = []
    for first, last in paragraphs(text):
        for low, high in _at_breaks(text, first, last):
            for start, end in _split_paragraph(text, low, high):
                found.extend(_cut_long(text, start, end))
    return found
