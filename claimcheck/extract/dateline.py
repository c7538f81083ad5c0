"""The dateline of a story: the place its first paragraph opens with ("LIMA, Jan 21 (Reuters) - …")."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:jan|feb|fev|fév|mar|apr|avr|may|mai|maj|jun|juin|jui|jul|juil|aug|août|aout|sep|sept|oct|okt|nov|dec|dez|déc)"
    r"\w*\.?"
)
_DAY = (
    rf"(?:(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\.?\s+{_MONTH})(?:,?\s+\d{{4}})?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_WORD = r"[A-ZÀ-Þ][\w'’.-]*"
_PLACE = rf"{_WORD}(?:[ -](?:{_WORD}|de|du|del|la|le|sur|am|an der|of|upon)){{0,3}}"
_REGION = rf"(?:,\s+(?P<region>(?!(?i:{_DAY})\b){_WORD}(?:\s{_WORD}){{0,2}}))?"
_AGENCY = r"\(\s*[A-Za-z][\w&.,/’' +-]{0,40}\)"
_DASH = r"(?:[-–—_]{1,2}|:)"
_FORMS = (
    rf"(?P<place>{_PLACE}){_REGION}(?:,\s+(?i:{_DAY}))?\s*{_AGENCY}\s*{_DASH}?",
    rf"(?P<place>{_PLACE}){_REGION},\s+(?i:{_DAY})\s*{_DASH}",
    rf"(?P<place>[A-ZÀ-Þ]{{2}}[A-ZÀ-Þ'’.-]*(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){{0,3}}){_REGION}\s*(?:[–—_]{{1,2}}|--?\s)",
)
_DATELINES = tuple(re.compile(rf"\s*(?:\W{{0,2}}){form}") for form in _FORMS)
#: After captions, credits and bylines: capitals, an agency or a long dash behind them, a new sentence after that.
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,}(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,3}"
_LATER = re.compile(
    rf"(?:^|(?<=[\n)\]])|(?<=[a-z.!?] )|(?<=[\n)] ))\s*(?P<place>{_CAPITALS}){_REGION}(?:,\s+(?i:{_DAY}))?\s*"
    rf"(?:{_AGENCY}\s*{_DASH}|[–—]|--)\s*(?=[\"“‘'A-ZÀ-Þ])"
)
_COLON = re.compile(rf"\s*(?P<place>{_CAPITALS}){_REGION}:\s+(?=[\"“‘'A-ZÀ-Þ][a-zà-þ])")
_HOW_FAR, _HOW_LATE = 120, 1500


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a story was filed: the place with its region as written, code points [start, end) of the text."""

    start: int
    end: int
    text: str
    place: str
    region: str


def find_dateline(text: str) -> Dateline | None:
    """The dateline that the text opens with, None where it has none. Asks for an agency in brackets, a date or
    capitals before a dash: a capitalised sentence start alone is no dateline."""
    head = text[:_HOW_FAR]
    match = next((found for form in (*_DATELINES, _COLON) if (found := form.match(head))), None)
    match = match or _LATER.search(text[:_HOW_LATE])
    if match is None:
        return None
    start = match.start("place")
    end = match.end("region") if match.group("region") else match.end("place")
    return Dateline(start, end, text[start:end], match.group("place"), match.group("region") or "")
