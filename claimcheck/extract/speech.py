"""Who speaks: the words that credit speech (cues) and the noun phrases beside them, found on the surface.

The word lists are in ``data/speech.toml``. Nothing here needs a parse; ``extract.quote`` corrects it by the parse
where there is one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """The lists of ``speech.toml``: ``stances`` maps a verb form to its stance, ``weak`` are forms too common to count
    unless they touch the quotation."""

    stances: dict[str, str]
    weak: frozenset[str]
    passives: dict[str, str]
    adverbs: dict[str, str]
    before_source: tuple[str, ...]
    anonymous: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    not_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A noun phrase that may speak: ``name`` is what it is called, [start, end) the code points of the mention."""

    name: str
    start: int
    end: int
    pronoun: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """The word that credits."""

    text: str
    start: int
    end: int
    stance: str = "asserts"


@cache
def speech_words() -> SpeechWords:
    """The word lists, read once."""
    data = tomllib.loads((files("claimcheck") / "data" / "speech.toml").read_text("utf-8"))
    stances: dict[str, str] = {}
    weak: set[str] = set()
    for stance in ("asserts", "denies", "doubts", "alleges"):
        for line in data["verbs"][stance]:
            forms = line.split()
            stances.update(dict.fromkeys(forms, stance))
            if forms[0] in data["verbs"]["weak"]["words"]:
                weak.update(forms)
    weak.update(data["verbs"]["weak"]["words"])
    people = data["people"]
    return SpeechWords(
        stances=stances,
        weak=frozenset(weak),
        passives={w: s for s in ("asserts", "alleges") for w in data["passives"][s]},
        adverbs={w: s for s in ("asserts", "alleges") for w in data["adverbs"][s]},
        before_source=tuple(data["phrases"]["before_source"]),
        anonymous=frozenset(data["sources"]["anonymous"]),
        roles=frozenset(data["sources"]["roles"]) | frozenset(data["sources"]["anonymous"]),
        titles=frozenset(people["titles"]),
        male=frozenset(people["male_titles"]),
        female=frozenset(people["female_titles"]),
        not_names=frozenset(people["not_names"]),
    )


_CAP = r"(?:(?:[A-Z]\.)+(?=\s?[A-Z])|[A-ZÀ-ÖØ-Þ][\w\-]*(?:['’][A-ZÀ-Þ][\w\-]+)?)"
_LINK = r"(?:de|la|van|von|der|den|bin|ibn|al|el|da|dos|di|du|le|ten)"
_BODY = (
    r"(?:Department|University|Ministry|Office|Bureau|Bank|House|Board|Council|Institute|Court|Federation|Association)"
)
_ABBREVIATED = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Sgt|Lt|Capt|Prof|Rev|St|Jr|Sr|Maj|Cpl|Hon|Det|Supt|Insp|Adm|Cmdr)\.)"
)
_NAME = re.compile(
    rf"(?<![\w’'])(?:{_BODY}\s+(?:of|for)\s+(?:the\s+)?)?(?:{_ABBREVIATED}\s+)?(?:{_CAP})"
    rf"(?:\s+(?:{_LINK}\s+){{0,2}}(?:{_ABBREVIATED}|{_CAP})){{0,6}}"
)
INVERTED = frozenset({"said", "says", "asked", "added", "wrote", "recalled", "replied"})
_PARTY = re.compile(r"[RDI]-[\w. ]+|R|D|I")
_BODY_NAME = re.compile(
    r"^(?:Department|University|Ministry|Office|Bureau|Bank|House|Board|Council|Institute|Court|Federation|Association|Agency|"
    r"Police|Service|Committee|Commission|Party|Company|Inc|Corp|Times|Post|News|Journal|Press|Union|Group|Center|Centre)s?$"
)
WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t)\b")
_PREPOSITION = re.compile(
    r"\b(?:of|for|in|from|at|by|with|to|on|about|against|into|after|before|during|under|over|near|through|than|around|"
    r"like|via|outside|inside|[Oo]n|[Ii]n|[Aa]t|[Aa]fter|[Ff]rom|[Bb]y|[Ff]or|[Ww]ith|[Tt]o|[Dd]uring)"
    r"\s+(?:(?:the|a|an|his|her|their|its|this|that|nearby)\s+)?(?:[a-z][\w\-]*\s+){0,2}$"
)
_SEGMENT = re.compile(r"[,;:()–—]|\s-\s|\s--\s")
_DESCRIBED = re.compile(r"\s*(?:the|a|an|his|her|their|its|one|another)\s", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:that|and|but|because|while|when|as|if|whether|where|although|though|since)\s+", re.I)


def name_in(text: str, start: int, end: int, anywhere: bool = False) -> Speaker | None:
    """The first name in text[start:end] that can be a speaker: capitalised, no possessive, and (unless
    ``anywhere``) after no preposition."""
    words = speech_words()
    for match in _NAME.finditer(text, start, end):
        first, last = match.start(), match.end()
        if text[last : last + 2] in ("'s", "’s", "s'", "s’") or text[last : last + 1] in "'’" and text[last - 1] == "s":
            continue
        first = _skip_not_names(text, first, last, words)
        if first >= last or not anywhere and _PREPOSITION.search(text, start, first):
            continue
        whole = _without_day(text[first:last].rstrip("."), words)
        if _PARTY.fullmatch(whole) or _qualifies(text, last):
            continue
        name = strip_titles(whole)
        return Speaker(name or whole, first, first + len(whole), named=bool(name))
    return None


def _without_day(name: str, words: SpeechWords) -> str:
    """``Romney Friday`` -> ``Romney``."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].lower() in words.not_names:
        parts.pop()
    return " ".join(parts) if len(parts) < len(name.split()) else name


def _qualifies(text: str, last: int) -> bool:
    """Whether the name only qualifies a role that follows ("Senate Democratic leader")."""
    word = re.compile(r" ([a-z][\w\-]*)").match(text, last)
    return bool(word) and word is not None and word.group(1) in speech_words().roles


def _skip_not_names(text: str, first: int, last: int, words: SpeechWords) -> int:
    """The start of the name without capitalised sentence openers ("But Comey", "On Sunday")."""
    while first < last:
        word = WORD.match(text, first)
        if not word or word.group().lower() not in words.not_names | INVERTED:
            return first
        if word.group().isupper() and len(word.group()) > 1:
            return first
        first = word.end()
        while first < last and not text[first].isalnum():
            first += 1
    return last


def strip_titles(name: str) -> str:
    """``FBI Director James Comey`` -> ``James Comey``: what follows the last title; "" where nothing follows.

    Bodies keep their name ("Justice Department")."""
    words = name.split()
    titles = speech_words().titles
    if words and _BODY_NAME.search(words[-1]):
        return name
    at = max((i for i, w in enumerate(words) if w.rstrip(".").lower() in titles), default=-1)
    return " ".join(words[at + 1 :])


def speaker_before(text: str, start: int, end: int, participle: bool = False) -> Speaker | None:
    """The subject that ends before a cue: text[start:end] is what stands between the clause's start and the cue.

    Of a participle ("…, saying") the subject is the sentence's own, not the nearest."""
    if participle:
        near = name_in(text, max(start, end - 40), end, anywhere=True)
        if near and not text[near.end : end].strip():
            return near
        segments = _segments(text, start, end)
        for i, (first, last) in enumerate(segments):
            found = _subject_of(text, first, last)
            if found and found.start - first < 30:
                return found if found.named else _in_apposition(text, segments[i + 1 : i + 2]) or found
        return None
    fallback: Speaker | None = None
    for first, last in reversed(_segments(text, start, end)):
        if re.match(r"\s*(?:who|which|whose|whom)\b", text[first:last]):
            continue
        named = name_in(text, first, last)
        if named and (fallback is None or named.named and _only_name(text, first, last, named)):
            return named
        other = _pronoun_in(text, first, last) or role_in(text, first, last)
        if other and other.pronoun:
            return fallback or other
        fallback = fallback or other
    return fallback or _noun_phrase(text, start, end)


def _in_apposition(text: str, segments: list[tuple[int, int]]) -> Speaker | None:
    """The name that alone fills the segment after a description ("The union's chairman, Olaf Brandt, …")."""
    for first, last in segments:
        named = name_in(text, first, last)
        beside = text[first : named.start] + text[named.end : last] if named else ""
        if named and named.named and " " in named.name and not beside.strip(" .!?"):
            return named
    return None


def _only_name(text: str, first: int, last: int, named: Speaker) -> bool:
    """The segment is the name itself, so that what follows stands in apposition ("Moe, the harbour master, said")."""
    around = text[first : named.start] + " " + text[named.end : last]
    return len(WORD.findall(around)) <= 2


def _subject_of(text: str, first: int, last: int) -> Speaker | None:
    """The earliest name, pronoun or role of a segment."""
    pronoun = _PRONOUN.search(text, first, last)
    found = [x for x in (name_in(text, first, last), role_in(text, first, last)) if x]
    if pronoun:
        found.append(Speaker(pronoun.group(), pronoun.start(), pronoun.end(), pronoun=True))
    return min(found, key=lambda s: s.start, default=None)


_NOUN_PHRASE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[A-Z][\w\-]*[’']s?)\s(?:[\w’'\-]+\s){0,4}[\w’'\-]+\s*$"
)


def _noun_phrase(text: str, start: int, end: int) -> Speaker | None:
    """A short noun phrase that ends right before the cue ("the clip", "the ad's narrator")."""
    match = _NOUN_PHRASE.search(text, start, end)
    if match is None or _PREPOSITION.search(text, start, match.start()):
        return None
    phrase = match.group().rstrip()
    return Speaker(phrase, match.start(), match.start() + len(phrase))


def speaker_after(text: str, start: int, end: int) -> Speaker | None:
    """The speaker that follows a cue ("said police spokesman John Smith, who …")."""
    stop = re.compile(
        r"[,;:.!?]\s|[,;:.!?]$|\s(?:who|in|on|after|as|when|during|while|about|that|before|by|told|outside|via)\s"
    ).search(text, start, end)
    # A full stop after an initial or a title ends nothing.
    while (
        stop and stop.group()[0] == "." and re.search(rf"(?:\b[A-Z]|{_ABBREVIATED[3:-3]})$", text[start : stop.start()])
    ):
        stop = re.compile(r"[,;:.!?]\s|[,;:.!?]$").search(text, stop.end(), end)
    last = stop.start() if stop else end
    pronoun = re.compile(r"\s*(?:he|she|they|I|we|it)\b").match(text, start, last)
    if pronoun:
        at = pronoun.end() - len(pronoun.group().strip())
        return Speaker(text[at : pronoun.end()], at, pronoun.end(), pronoun=True)
    named = name_in(text, start, last)
    role = role_in(text, start, last)
    if named and named.named:
        return named
    if role and not (named and named.start < role.start):
        later = name_in(text, last + 1, min(end, last + 60)) if stop and stop.group()[0] == "," else None
        return later if later and later.named and later.start <= last + 3 else role
    if not named and not role and stop and stop.group()[0] == "," and _DESCRIBED.match(text, start, last):
        return _in_apposition(text, _segments(text, last + 1, end)[:1])
    return named or role


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    bounds = [start]
    for mark in _SEGMENT.finditer(text, start, end):
        bounds += [mark.start(), mark.end()]
    bounds.append(end)
    return [(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2) if bounds[i + 1] > bounds[i]]


def _pronoun_in(text: str, start: int, end: int) -> Speaker | None:
    found = list(_PRONOUN.finditer(text, start, end))
    return Speaker(found[-1].group(), found[-1].start(), found[-1].end(), pronoun=True) if found else None


def role_in(text: str, start: int, end: int) -> Speaker | None:
    """A speaker named by office or role alone: "police", "a spokesman for the airline"."""
    roles = speech_words().roles
    for word in WORD.finditer(text, start, end):
        if word.group().lower() not in roles or _PREPOSITION.search(text, start, word.start()):
            continue
        first = word.start()
        lead = re.search(
            r"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Ss]ome|[Oo]ther|[Tt]wo|[Ss]everal)\s+)?"
            r"(?:[A-Z][\w\-]*(?:[’']s?)?\s+){0,3}(?:[a-z][\w\-]*\s+){0,3}$",
            text[start:first],
        )
        if lead and lead.group():
            first = start + lead.start()
        tail = re.compile(
            r"\s+(?:for|of|from|at|with)\s+(?:the\s+|an?\s+)?(?:[a-z][\w\-]*\s+)?[A-Z][\w\-]*(?:\s+[A-Z][\w\-]*)*"
        ).match(text, word.end(), end)
        last = tail.end() if tail else word.end()
        return Speaker(text[first:last], first, last)
    return None


def clause_start(text: str, start: int, end: int) -> int:
    """Where the clause that ends at ``end`` begins: after the last conjunction or cue in text[start:end]."""
    at = start
    for match in _CLAUSE.finditer(text, start, end):
        at = match.end()
    stances = speech_words().stances
    for word in WORD.finditer(text, at, end):
        if (
            word.group() in stances
            and not word.group().endswith("ing")
            and word.end() < end - 1
            and text[word.end()] == " "
            and word.group()[0].islower()
        ):
            at = word.end()
    return at
