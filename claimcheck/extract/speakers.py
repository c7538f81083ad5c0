"""Speakers by their full names: surnames and pronouns traced back through the article.

A surname takes the full name that the article uses for it; a pronoun takes the one person whom the sentences before
it leave as a candidate, and stays unresolved ("") where there are two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.extract.speech import INVERTED, name_in, speech_words, strip_titles
from claimcheck.model import EntityLabel, Quotation, Sentence

_FULL_NAME = re.compile(
    r"(?<![\w’'])(?:[A-ZÀ-ÖØ-Þ][\w’\-]+|[A-Z]\.(?:\s?[A-Z]\.)?)"
    r"(?:\s+(?:[A-Z]\.|de|la|van|von|der|den|bin|al|el|da|dos|di|du|le|[A-ZÀ-ÖØ-Þ][\w’\-]+)){1,4}"
)
_BODY_WORD = re.compile(
    r"\b(?:Police|Department|Party|Street|Road|Avenue|University|College|School|House|Senate|Court|Council|Committee|County|"
    r"City|State|States|Times|Post|News|Journal|Press|Agency|Association|Center|Centre|Hospital|Airlines?|Airport|Inc|Corp|Co|"
    r"Company|Group|Bank|Ministry|Office|Bureau|Service|Services|Union|Club|United|National|International|American|Church|Act|"
    r"Street|Park|Island|Bay|Lake|River|Station|Hotel|Day|New|North|South|East|West|Supreme|White|Congress|Foundation|Institute)\b"
)
# A pronoun looks back over about three sentences.
_LOOK_BACK = 420
_TITLED = re.compile(r"\b([A-Za-z]{2,12})\.?\s+((?:[A-Z][\w’\-]+\s+)?[A-Z][\w’\-]+)\b")
_STOP = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen))[.!?][\"”’')]{0,2}\s+(?=[\"“‘'(]?[A-Z])|\n+"
)
_PRONOUNS = {"he": "m", "she": "f", "they": "", "i": "", "we": "", "it": ""}


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who an article names: ``people`` as ``people_of`` gives them, ``genders`` by surname, ``quoted`` the places of
    its direct quotations, in order."""

    people: dict[str, str]
    persons: frozenset[str]
    genders: dict[str, str]
    quoted: tuple[tuple[int, int], ...]


def resolve_speakers(
    text: str, quotes: Sequence[Quotation], sentences: Sequence[Sentence] = ()
) -> tuple[Quotation, ...]:
    """The same quotations, speakers by full name; pronouns resolved where one candidate is left, else ""."""
    if not any(q.speaker for q in quotes):
        return tuple(quotes)
    cast = _cast(text, quotes, sentences)
    ordered = sorted(quotes, key=lambda q: (q.speaker_start if q.speaker_start >= 0 else q.start, q.start))
    known: dict[int, str] = {}
    named: list[tuple[int, str]] = []
    out: dict[tuple[int, int, int, bool], str] = {}
    for quote in ordered:
        name, at = quote.speaker, quote.speaker_start
        if name.lower() in _PRONOUNS:
            name = known[at] if at in known else _pronoun(text, quote, named, cast)
        elif name:
            name = full_name(name, cast.people)
        if at >= 0:
            known[at] = name
            if name in cast.persons:
                named.append((at, name))
        out[quote.start, quote.end, at, quote.direct] = name
    return tuple(replace(q, speaker=out[q.start, q.end, q.speaker_start, q.direct]) for q in quotes)


def _cast(text: str, quotes: Sequence[Quotation], sentences: Sequence[Sentence]) -> _Cast:
    people = people_of(text, sentences)
    quoted: list[tuple[int, int]] = []
    for start, end in sorted((q.start, q.end) for q in quotes if q.direct):
        if not quoted or start >= quoted[-1][1]:
            quoted.append((start, end))
    genders = _genders(text) if any(q.speaker.lower() in _PRONOUNS for q in quotes) else {}
    return _Cast(people, frozenset(people.values()) - {""}, genders, tuple(quoted))


def people_of(text: str, sentences: Sequence[Sentence] = ()) -> dict[str, str]:
    """Surname (and full name) -> the fullest name the text gives for that person; "" for surnames of two people."""
    names: dict[str, None] = {}
    entities = [e.text for s in sentences for e in s.entities if e.label is EntityLabel.PERSON and _plain(e.text)]
    for name in entities:
        names.setdefault(_plain(name))
    for match in _FULL_NAME.finditer(text):
        whole = match.group()
        plain = _plain(whole)
        if not _BODY_WORD.search(plain):
            names.setdefault(plain)
    full = [n for n in names if len(n.split()) > 1]
    table: dict[str, str] = {}
    for name in full:
        surname = name.split()[-1]
        earlier = table.get(surname)
        if earlier is None:
            table[surname] = name
        elif earlier and earlier != name:
            table[surname] = _same_person(earlier, name)
        table.setdefault(name, name)
    for name in entities:
        table.setdefault(_plain(name), _plain(name))
    return table


def _plain(name: str) -> str:
    """Without titles, sentence openers, days and possessives."""
    words = name.split()
    not_names = speech_words().not_names
    while words and words[0].lower() in not_names | INVERTED:
        words.pop(0)
    stop = next((i for i, w in enumerate(words) if w.lower() in not_names and i), len(words))
    words = words[:stop]
    return re.sub(r"['’]s?$", "", strip_titles(" ".join(words)))


def _same_person(one: str, other: str) -> str:
    """The fuller of two names where one contains the other's words or initials, else ""."""
    a, b = one.split(), other.split()
    if a[0] == b[0] or a[0][0] == b[0][0] and ("." in a[0] or "." in b[0]):
        return one if len(a) <= len(b) else other
    if set(a) <= set(b) or set(b) <= set(a):
        return one if len(a) <= len(b) else other
    return ""


def full_name(name: str, people: dict[str, str]) -> str:
    """The fullest form of a name; the name itself where none is known."""
    plain = _plain(name) or name
    return people.get(plain) or people.get(plain.split()[-1] if len(plain.split()) == 1 else plain) or plain


def _pronoun(text: str, quote: Quotation, named: Sequence[tuple[int, str]], cast: _Cast) -> str:
    """Whom a pronoun speaker means: the one person of the nearest words before it that name any, outside quotations;
    else the last speaker. ``named`` are the speakers so far, by place."""
    gender = _PRONOUNS[quote.speaker.lower()]
    if not gender:
        return ""
    at = quote.speaker_start
    low = max(0, at - _LOOK_BACK)
    found = _people_between(text, low, at, cast)
    fitting = [(start, name) for start, name in found if cast.genders.get(name.split()[-1], gender) == gender]
    for reach in _reaches(text, low, at):
        near = {name for start, name in fitting if start >= reach}
        if len(near) == 1:
            return near.pop()
        if near:
            break
    place, last = next(((s, n) for s, n in reversed(named) if s < at), (-1, ""))
    since = {name for start, name in fitting if start > place}
    if place >= low and since <= {last} and cast.genders.get(last.split()[-1], gender) == gender:
        return last
    return ""


def _reaches(text: str, low: int, at: int) -> list[int]:
    """How far back a pronoun looks, nearest first: its sentence, the one before, its paragraph, the whole window."""
    ends = [m.end() for m in _STOP.finditer(text, low, at)]
    paragraph = text.rfind("\n\n", low, at)
    starts = [*reversed(ends[-2:]), low]
    if paragraph >= 0:
        starts.append(paragraph)
    return sorted(set(starts), reverse=True)


def _people_between(text: str, low: int, high: int, cast: _Cast) -> list[tuple[int, str]]:
    """(offset, full name) of the people named in text[low:high], quotations left out."""
    found: list[tuple[int, str]] = []
    at = low
    while True:
        speaker = name_in(text, at, high)
        if speaker is None:
            return found
        at = speaker.end + 1
        name = cast.people.get(_plain(speaker.name)) or cast.people.get(speaker.name.split()[-1])
        i = bisect_right(cast.quoted, speaker.start, key=lambda q: q[0]) - 1
        if name and not (i >= 0 and speaker.start < cast.quoted[i][1]):
            found.append((speaker.start, name))


def _genders(text: str) -> dict[str, str]:
    """Surname -> "m" or "f" where a title before it says so anywhere in the text."""
    words = speech_words()
    found: dict[str, str] = {}
    for match in _TITLED.finditer(text):
        title = match.group(1).lower()
        gender = "m" if title in words.male else "f" if title in words.female else ""
        if gender:
            for name in match.group(2).split():
                found.setdefault(name, gender)
    return found
