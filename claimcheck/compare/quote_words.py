"""The words of a quotation as they are compared: spelling, numerals, contractions and marks in one normal form."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class QuoteWord:
    """A word of a quotation. ``form`` is its normal form, ``stem`` what alignment compares, ``weight`` how much it
    shows (1 for content words, 0.4 for function words); [start, end) counts into the quotation's text. ``cut`` is true
    where an ellipsis stands right before it, ``bracketed`` for the editor's words, ``sentence`` the number of its
    sentence in the quotation."""

    text: str
    form: str
    stem: str
    weight: float
    start: int
    end: int
    sentence: int
    cut: bool = False
    bracketed: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class QuoteWords:
    """The words of one quotation. ``cut_at_end``: it ends in an ellipsis."""

    words: tuple[QuoteWord, ...]
    cut_at_end: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """The tables of ``speech_style.toml``."""

    function_words: frozenset[str]
    fillers: frozenset[str]
    openers: frozenset[str]
    irregular: dict[str, str]
    same: dict[str, str]
    numbers: dict[str, int]
    negations: frozenset[str]
    partial: frozenset[str]
    opposites: frozenset[frozenset[str]]


@cache
def style() -> Style:
    """The tables, read once."""
    data = tomllib.loads((files("claimcheck") / "data" / "speech_style.toml").read_text("utf-8"))
    numbers = {w: i for i, w in enumerate(data["numbers"]["words"])}
    numbers |= {w: 10 * i for i, w in enumerate(data["numbers"]["tens"], 2)}
    endings = {1: "st", 2: "nd", 3: "rd"}
    ordinals = {w: f"{i}{endings.get(i, 'th')}" for i, w in enumerate(data["numbers"]["ordinals"])}
    return Style(
        function_words=frozenset(data["function_words"].split()),
        fillers=frozenset(data["fillers"]),
        openers=frozenset(data["openers"]),
        irregular={form: base for base, forms in data["irregular"].items() for form in forms},
        same={other: form for form, others in data["same"].items() for other in others} | ordinals,
        numbers=numbers,
        negations=frozenset(data["meaning"]["negations"]),
        partial=frozenset(data["meaning"]["partial"]),
        opposites=frozenset(frozenset(pair.split()) for pair in data["meaning"]["opposites"]),
    )


_TOKEN = re.compile(
    r"(?P<cut>\.{3,}|…|\.\s\.\s\.(?:\s\.)?|\[\s?(?:\.{2,}|…)\s?\]|\(\s?(?:\.{2,}|…)\s?\))"
    r"|(?P<altered>\[[^\W\d_]{1,3}\][^\W\d_]+|[^\W\d_]+\[[^\W\d_]{1,3}\])"
    r"|(?P<open>[\[(])|(?P<close>[\])])"
    r"|(?P<abbr>(?:[A-Za-z]\.){2,})"
    r"|(?P<number>\d[\d,]*(?:[.:]\d+)*[½¼¾]?)"
    r"|(?P<word>[^\W\d_*]+(?:\*+[^\W\d_]*)+|[^\W\d_]\*+|[^\W\d_]+(?:['’][^\W\d_]+)*|['’](?:em|til|cause|s|re|ve|ll|d|m)\b)"
    r"|(?P<sign>[&%$£€])"
    r"|(?P<stop>[.!?]+[\"”'’)\]]*(?=\s+[\"“'‘(\[]?[A-Z0-9]|\s*$)|\n\s*\n)"
)
_CLITIC = re.compile(r"^(?P<base>.+?)(?P<clitic>n['’]t|['’](?:s|re|ve|ll|d|m))$", re.I)
_BASES = {"wo": "will", "ca": "can", "sha": "shall"}
_NO_STOP = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Sgt|Lt|Col|vs|No)|\b[A-Z])$")


@lru_cache(maxsize=8192)
def quote_words(text: str) -> QuoteWords:
    """The words of a quotation's text, fillers left out."""
    words: list[QuoteWord] = []
    sentence, depth, cut, first = 0, 0, False, True
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group == "cut":
            cut = True
        elif group == "open":
            depth = 1 if match.group() == "[" or _is_insertion(text, match.start()) else depth
        elif group == "close":
            depth = 0
        elif group == "stop":
            if words and not _NO_STOP.search(text[max(0, match.start() - 8) : match.start()]):
                sentence, first = sentence + 1, True
        else:
            for raw, start, end in _pieces(match):
                form, stem, weight = word_values(raw)
                if form in style().fillers or depth and form == "sic":
                    continue
                piece, editor = text[start:end], depth > 0 or group == "altered"
                words.append(QuoteWord(piece, form, stem, weight, start, end, sentence, cut, editor, first))
                cut = first = False
    return QuoteWords(tuple(_join_dates(_join_numbers(words))), cut)


def _is_insertion(text: str, start: int) -> bool:
    """Round brackets of a few words inside a quotation are the editor's."""
    close = text.find(")", start)
    return 0 < close - start < 40


def _pieces(match: re.Match[str]) -> list[tuple[str, int, int]]:
    """The words of one token with their places: contractions come apart ("won't": will, n't)."""
    text, start = match.group(), match.start()
    split = _CLITIC.match(text) if match.lastgroup == "word" else None
    if split:
        base, clitic = split.group("base"), split.group("clitic")
        form = _BASES.get(base.lower()) if clitic.lower().startswith("n") else None
        cut = start + len(base)
        return [(form or base, start, cut), (clitic, cut, start + len(text))]
    if match.lastgroup == "altered":
        return [(text.replace("[", "").replace("]", ""), start, start + len(text))]
    if text.lower() == "cannot":
        return [("can", start, start + 3), ("not", start + 3, start + 6)]
    return [(_figure(text) if match.lastgroup == "number" else text, start, start + len(text))]


def _figure(text: str) -> str:
    """``1,000`` -> ``1000``, ``6:15`` -> ``6.15``; fractions stay a sign of their own after the figure."""
    return text.replace(",", "").replace(":", ".")


@lru_cache(maxsize=65536)
def word_values(raw: str) -> tuple[str, str, float]:
    """Normal form, stem and weight of a word as written."""
    form = normal_form(raw)
    stem = stem_of(form)
    common = style().function_words
    return form, stem, 0.4 if form in common or stem in common else 1.0


@lru_cache(maxsize=65536)
def normal_form(raw: str) -> str:
    """A word in lower case without accents, in one spelling; numerals up to nineteen as digits."""
    form = raw.lower().replace("’", "'")
    if not form.isascii():
        form = "".join(c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c))
    if "." in form and not form[0].isdigit():
        form = form.replace(".", "")
    tables = style()
    form = tables.same.get(form, form)
    if form in tables.numbers and form != "one":
        return str(tables.numbers[form])
    return _american(form)


_OUR = re.compile(r"our(?=(?:s|ed|ing|able|ite|ites|hood|hoods|ful|al|less|er|ers|ly|ably)?$)")
_ISE = re.compile(r"(?<=[a-z]{2})is(?=(?:e|es|ed|ing|er|ers|ation|ations)$)")
_YSE = re.compile(r"ys(?=(?:e|es|ed|ing)$)")


def _american(form: str) -> str:
    """American spelling by rule; what is not a variant maps to the same odd form on both sides."""
    if len(form) < 5:
        return form
    form = _ISE.sub("iz", _YSE.sub("yz", form))
    if len(form) > 5:
        form = _OUR.sub("or", form)
    if len(form) >= 8:
        form = re.sub(r"ll(?=(?:ed|ing|er|ers|or|ors)$)", "l", form)
    return re.sub(r"tre(s?)$", r"ter\1", re.sub(r"ence(s?)$", r"ense\1", re.sub(r"ogue(s?)$", r"og\1", form)))


@lru_cache(maxsize=65536)
def stem_of(form: str) -> str:
    """A rough stem: inflected forms of a word align; the difference of the forms is reported by the caller."""
    base = style().irregular.get(form)
    if base:
        return base
    if len(form) < 4 or not form.isalpha():
        return form
    for ending, rest in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if form.endswith(ending) and len(form) - len(ending) >= 3 and not form.endswith(("ss", "us", "is")):
            form = form[: -len(ending)] + rest
            break
    if len(form) > 3 and form[-1] == form[-2] and form[-1] not in "lsz":
        form = form[:-1]
    return form[:-1] if len(form) > 3 and form.endswith("e") else form


def _join_numbers(words: Sequence[QuoteWord]) -> list[QuoteWord]:
    """``twenty-five`` is one number."""
    out: list[QuoteWord] = []
    for word in words:
        if out and word.form.isdigit() and 0 < int(word.form) < 10 and word.text.isalpha():
            before = out[-1]
            if (
                before.text.isalpha()
                and before.form.isdigit()
                and int(before.form) in range(20, 100, 10)
                and word.start - before.end == 1
            ):
                form = str(int(before.form) + int(word.form))
                out[-1] = replace(before, text=f"{before.text}-{word.text}", form=form, stem=form, end=word.end)
                continue
        out.append(word)
    return out


def _join_dates(words: Sequence[QuoteWord]) -> list[QuoteWord]:
    """``November 8`` and ``8 November`` are one word, "nov8"."""
    out: list[QuoteWord] = []
    for word in words:
        before = out[-1] if out else None
        if before and word.form in _MONTHS and _DAY.fullmatch(before.form):
            day, month = before, word
        elif before and before.form in _MONTHS and _DAY.fullmatch(word.form) and before.text != "may":
            day, month = word, before
        else:
            out.append(word)
            continue
        form = month.form + re.sub(r"\D", "", day.form)
        out[-1] = replace(before, text=f"{before.text} {word.text}", form=form, stem=form, weight=1.0, end=word.end)
    return out


_FRACTIONS = {"": 0.0, "1\u20442": 0.5, "1\u20444": 0.25, "3\u20444": 0.75}
_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_DOUBLED = re.compile(r"(\w)\1+")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_MONTHS = frozenset("jan feb mar apr may june july aug sep oct nov dec".split())


def same_style(a: Sequence[QuoteWord], b: Sequence[QuoteWord]) -> bool:
    """Whether two runs of words are one in two house styles: joined ("e-mails"), spelled, numbered or dated."""
    if not a or not b:
        return False
    one, two = _joined(a), _joined(b)
    if one == two:
        return True
    if len(one) > 5 and _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", two):
        return True  # a misprint: "Tennesse", "occured"
    if _masked(one, two) or _masked(two, one):
        return True
    value = _value(a)
    if value is not None and value == _value(b):
        return True
    return False


def _joined(words: Sequence[QuoteWord]) -> str:
    form = "".join(w.form.replace("'", "") for w in words)
    form = normal_form(form)
    return "unitedstates" if form == "us" and all(w.text.isupper() for w in words) else form


def _masked(one: str, two: str) -> bool:
    """``f***ing`` against the word itself."""
    if "*" not in one:
        return False
    return bool(re.fullmatch(re.sub(r"(?:\\\*)+", ".+", re.escape(one)), two))


def _value(words: Sequence[QuoteWord]) -> float | None:
    """The number that a run of words spells, None where it spells none."""
    total, seen = 0.0, False
    if [w.form for w in words[-3:]] == ["and", "a", "half"]:
        whole = _value(words[:-3])
        return None if whole is None else whole + 0.5
    for word in words:
        if word.form in ("a", "one") and not seen:
            total, seen = 1.0, True
        elif word.form in _SCALE and seen:
            total *= _SCALE[word.form]
        elif number := re.fullmatch(r"(\d+(?:\.\d+)?)(1\u20442|1\u20444|3\u20444)?", word.form):
            if seen and total < 100:
                return None
            total, seen = total + float(number.group(1)) + _FRACTIONS[number.group(2) or ""], True
        elif word.form == "and" and seen:
            continue
        else:
            return None
    return total if seen else None
