"""What a version is to the versions before it, as wires mark it: "UPDATE 2-", "1st Ld-Writethru", "Mandatory kill".

Marks stand in the headline ("CORRECTED-UPDATE 1-…", "(2nd LD) …"), in the slug ("…, 1st Ld-Writethru", "…/ (UPDATE
1)"), and as the first words of an editor's note ("Eds: RECASTS; adds quotes"). Ordinary news is full of the same words,
so a mark counts only where it is set as one; a kill, which withdraws a story, only in the wordings that desks use.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from claimcheck.model import Signal, Status
from claimcheck.read.corrections import corrections_in

__all__ = ["corrections_in", "signals_of", "slug_family", "status_of", "update_number", "urgency_of"]

_MARKS = 4  # marks before one headline: "RPT-CORRECTED-UPDATE 1-"
_KILL_NOTICE = 1_500  # a notice that withdraws a story is short; a story that tells of one is not
_HEAD_LINES = 4  # paragraphs of a text that may be notes to editors
_ORDINAL = r"(?:(?P<nth>\d{1,2})(?:st|nd|rd|th|\.)[\s-]?)?"
_KILL = re.compile(
    r"\b(?:mandatory|bulletin|advisory|immediate)[ -]kill\b|\ba kill is mandatory\b"
    r"|(?:^|[.:;(!]\s{0,3}|\b(?:please|must|should|editors|eds|members|clients)[:,]?\s)(?:please\s)?kill\s"
    r"(?:the\s|this\s|our\s|all\s)?(?:\w+\s){0,2}(?:story|stories|item|article|version|versions|dispatch|copy|[ABP][CM]-)"
    r"|\bthere will be no (?:substitute|replacement) (?:story|item)\b"
    r"|\bmake certain (?:that )?the (?:story|item|article) is not (?:published|used)\b"
    r"|\b(?:Meldung|Beitrag|Bericht)\b[^.\n]{0,160}\b(?:(?:wird|ist|wurde) (?:hiermit )?(?:storniert|zurückgezogen)"
    r"|ist zu stornieren|bitte nicht (?:verwenden|veröffentlichen))",
    re.IGNORECASE | re.MULTILINE,
)
_KILL_HINT = re.compile(
    r"kill|withdraw|retract|substitute|replacement|make certain|storn|zurückgez|verw", re.IGNORECASE
)
_WITHDRAWN = re.compile(
    r"(?:^|[.:]\s)(?:please note |please be advised )?(?:that )?(?:the|this|our) (?:[\w-]+ ){0,4}"
    r"(?:story|item|article|alert|headline|dispatch|snap|version)\b[^.\n]{0,200}?"
    r"\b(?:is|has been|was|are|have been) (?:hereby |being )?(?:withdrawn|killed|retracted)"
    r"(?=[\s.,;!]*(?:$|\n|[.;!]|because|due|as\b|and\b|pending))",
    re.IGNORECASE | re.MULTILINE,
)
_ABOUT_A_STORY = re.compile(r"\b(?:headlined|slugged|moved|published|transmitted|titled|issued|sent|filed)\b", re.I)
_KILLED_HEADLINE = re.compile(r"[A-Z][a-z]|(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED)\b")
_NOTE_OPENING = re.compile(r"^\s*(?:\(|\[)?\s*(?:Eds?\.?|Editors|Editor['’]s note|Note)\s*[:—–_-]\s*", re.IGNORECASE)
_CLAUSE = re.compile(r"[;\n(]\s*|\.\s+|,\s*(?=[A-Z]{4,}\b)|\band\s+(?=CORRECTS\b)")
_TRAILING_COUNT = re.compile(r",\s*\d{1,5}$")
_CYCLE = re.compile(r"^(?:[ABP][CM]|AP)-+(?=\S)")
_EXTRAS = re.compile(
    r"\s*[(\[](?:PIX|TV|GRAPHIC|GRAPHICS|PICTURE|PICTURES|PHOTO|PHOTOS|VIDEO|URGENT|EXCLUSIVE|[,\s&])+[)\]]"
)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    signals: dict[str, Signal]
    notes: dict[str, Signal]
    capitals: frozenset[str]
    status: dict[str, Status]
    urgency: dict[str, int]
    prefix: re.Pattern[str]
    slug_mark: re.Pattern[str]
    note_start: re.Pattern[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    raw = tomllib.loads(files("claimcheck.data").joinpath("signals.toml").read_text(encoding="utf-8"))
    signals = {word: Signal(name) for name, words in raw["marks"].items() for word in words}
    notes = {word: Signal(name) for name, words in raw["notes"].items() for word in words}
    status = {word: Status(name) for name, words in raw["status"].items() for word in words}

    def alternatives(words: dict[str, Signal]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))

    mark = rf"{_ORDINAL}(?P<word>{alternatives(signals)})(?![^\W\d_])(?:\s?(?P<n>\d{{1,2}})(?!\d))?(?:\s\(official\))?"
    inner = mark.replace("?P<nth>", "?P<nth2>").replace("?P<word>", "?P<word2>").replace("?P<n>", "?P<n2>")
    return _Lexicon(
        signals,
        notes,
        frozenset(raw["capitals"]["words"].split()),
        status,
        dict(raw["urgency"]),
        re.compile(
            rf"[\s*+]*(?:(?P<open>[(\[]\s?){inner}\s?[)\]]\s?[:\-]?\s*"
            rf"|{mark}(?P<end>-(?=\S)|\s?:(?!\d\d)\s*|\s[-–—]{{1,2}}\s|(?<=[dp])\s(?=\S)))",
            re.IGNORECASE,
        ),
        re.compile(rf"(?P<before>^|[,(/]\s*|\s|-){mark}(?P<after>$|(?=[\s,)/-]))", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(notes)})(?![^\W\d_])(?!\s(?:story|stories|version|copy)\b)", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark as it stands: code points [start, end), what it says, and the n of "UPDATE n" or "nth lead"."""

    start: int
    end: int
    signal: Signal
    number: int | None


def signals_of(headline: str, slug: str, note: str = "", text_head: str = "") -> tuple[Signal, ...]:
    """The signals in an item's headline, slug, editor's note and the first 1,500 or so code points of its text, each
    once, in the order of ``Signal``. Words of a note count at the start of its clauses, those of the text only in
    lines set as notes ("(Refiles to fix byline)", "Eds: …")."""
    found = {mark.signal for mark in _headline_marks(headline)} | {mark.signal for mark in _slug_marks(slug)}
    found |= _note_signals(note)
    if _is_kill_notice(note) or (len(text_head) < _KILL_NOTICE and _is_kill_notice(text_head)):
        found.add(Signal.KILL)
    for line in [line.strip() for line in text_head.split("\n") if line.strip()][:_HEAD_LINES]:
        if _NOTE_OPENING.match(line) or (line[0] in "([" and line[-1] in ")]"):
            found |= _note_signals(line)
        found |= {mark.signal for mark in _headline_marks(line) if mark.signal is Signal.CORRECTION}
    return tuple(signal for signal in Signal if signal in found)


def update_number(headline: str, slug: str = "") -> int | None:
    """The n of "UPDATE n", "WRAPUP n" or "nth Ld" in a headline, else in a slug; 1 for "(LEAD)" without a number, None
    where nothing numbers the version."""
    for marks in (_headline_marks(headline), _slug_marks(slug)):
        for mark in marks:
            if mark.number is not None:
                return mark.number
    return None


def slug_family(slug_or_headline: str) -> str:
    """What all versions of a story share of their slug or headline: without marks of the version, cycle ("BC-"), word
    count and notes on pictures; lower case, one blank between words. "" where nothing is left."""
    text = _TRAILING_COUNT.sub("", " ".join(slug_or_headline.split()))
    text = _EXTRAS.sub("", text)
    before = _headline_marks(text)
    if before:
        text = text[before[-1].end :]
    for mark in reversed(_slug_marks(text)):
        text = f"{text[: mark.start]} {text[mark.end :]}"
    text = _CYCLE.sub("", re.sub(r"\s+-(?=\S)", "-", " ".join(text.split())))
    return " ".join(text.strip(" ,;-–—").split()).casefold()


def status_of(word: str) -> Status | None:
    """The status that a provider's word names ("Cancelled", "stat:usable", an address that ends in it), None for any
    other word. "Embargoed" is usable: the embargo itself says until when not."""
    bare = re.split(r"[:/#]", word.strip())[-1].strip().casefold()
    return _lexicon().status.get(bare)


def urgency_of(text: str) -> int | None:
    """The urgency that a number ("3", "urgency:3") or word ("flash", "Eilmeldung", ANPA's letter) names, 1 to 9; None
    for anything else."""
    bare = re.split(r"[:/#]", text.strip())[-1].strip().casefold()
    if re.fullmatch(r"0?[1-9](?:\.0)?", bare):
        return int(bare.lstrip("0")[0])
    return _lexicon().urgency.get(bare)


# ------------------------------------------------------------------------------------------------------------- marks


def _headline_marks(headline: str) -> list[_Mark]:
    """The marks before a headline, in order."""
    lexicon = _lexicon()
    marks: list[_Mark] = []
    at = 0
    while len(marks) < _MARKS and (found := lexicon.prefix.match(headline, at)):
        bracketed = found["open"] is not None
        word = found["word2"] if bracketed else found["word"]
        nth, n = (found["nth2"], found["n2"]) if bracketed else (found["nth"], found["n"])
        if not _is_set_as_mark(word, "(" if bracketed else found["end"], nth is not None, lexicon):
            break
        if (
            word == "KILL"
            and not bracketed
            and found["end"] == "-"
            and not _KILLED_HEADLINE.match(headline, found.end())
        ):
            break  # "KILL-SWITCH law passes"
        marks.append(_Mark(found.start(), found.end(), *_said(word, nth or n, lexicon)))
        at = found.end()
    return marks


def _is_set_as_mark(word: str, end: str, ordinal: bool, lexicon: _Lexicon) -> bool:
    """Whether a word before a headline is a mark, by its capitals and by what parts it from the headline."""
    folded = word.casefold()
    if end.isspace():
        return ordinal and word.isupper()  # "1ST LEAD Talks …"
    if folded in {"killed", "kills", "retracted"} and end != "-":
        return False  # "KILLED: Two soldiers named"
    if folded in lexicon.capitals or end.strip() in {"-", "–", "—", "--"}:
        return word.isupper() or ordinal
    return True


def _said(word: str, number: str | None, lexicon: _Lexicon) -> tuple[Signal, int | None]:
    folded = word.casefold()
    if number is None and folded in {"lead", "ld"}:
        number = "1"
    signal = lexicon.signals[folded]
    counted = signal in {Signal.UPDATE, Signal.WRITETHRU}
    return signal, int(number) if number is not None and counted else None


def _slug_marks(slug: str) -> list[_Mark]:
    """The marks in a slug, in order: after a comma, in brackets, or with an ordinal; "KILL" also as its first word."""
    lexicon = _lexicon()
    marks: list[_Mark] = []
    for found in lexicon.slug_mark.finditer(slug[:300]):
        word, before = found["word"].casefold(), found["before"].strip()
        apart = before in {",", "("}
        lead = word in {"ld-writethru", "writethru", "ld"} and (found["nth"] is not None or word != "ld")
        killed = found["word"] == "KILL" and not slug.isupper() and _CYCLE.match(slug) is not None
        if not (apart or (lead and found.start() > 0) or killed):
            continue
        end = slug.find(")", found.end()) + 1 if before == "(" else 0
        marks.append(_Mark(found.start(), end or found.end(), *_said(word, found["nth"] or found["n"], lexicon)))
    return marks


def _note_signals(note: str) -> set[Signal]:
    """What the clauses of a note to editors begin with."""
    if not note.strip():
        return set()
    lexicon = _lexicon()
    found: set[Signal] = set()
    opened = _NOTE_OPENING.sub("", note[:4_000])
    for clause in _CLAUSE.split(opened):
        bare = clause.strip(" ([*•-–—")
        matched = lexicon.note_start.match(bare) or re.search(r"\b(?:CORRECTS|CORRECTED|korrigiert|berichtigt)\b", bare)
        if matched:
            found.add(lexicon.notes[matched.group().casefold()])
    return found


def _is_kill_notice(text: str) -> bool:
    if not _KILL_HINT.search(text):
        return False
    if _KILL.search(text):
        return True
    withdrawn = _WITHDRAWN.search(text)
    return withdrawn is not None and _ABOUT_A_STORY.search(withdrawn.group()) is not None
