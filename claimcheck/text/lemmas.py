"""Lemmas: words that were seen in the treebanks, then irregular verbs, then spelling rules.

The table is a TSV: ``W form pos lemma`` for words (lower case, except where case matters) and ``R pos ending strip
add`` for rules learned from endings, where the longest that fits wins. Where English spelling leaves several stems
("scraping": scrap, scrape), a lexicon and the doubling rule decide.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Set
from functools import cache
from importlib.resources import files
from pathlib import Path

LONGEST_ENDING = 6
REMEMBERED = 100_000
_CASED_ENDINGS = ("an", "ese", "ish", "ic", "i", "ch")
_PREFIXES = re.compile(r"(?:out|over|under|re|mis|fore|un|with|inter)(?=\w{3})")
_ROMAN = re.compile(r"[IVXLCDM]+")
_VOWELS = "aeiou"
_AS_WRITTEN = frozenset({"X", "SYM", "PUNCT"})


@cache
def irregular_verbs() -> dict[str, str]:
    """The lemma of every irregular form."""
    raw = files("claimcheck.data").joinpath("irregular_verbs.tsv").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in raw.splitlines():
        if line.startswith("#"):
            continue
        lemma, *forms = line.split("\t")
        for form in "/".join(forms).split("/"):
            found.setdefault(form, lemma)
    return found


def _stems(lower: str, pos: str) -> list[str]:
    """Stems that English spelling allows, likeliest first."""
    if pos in ("VERB", "AUX") and len(lower) > 4:
        for ending in ("ing", "ed"):
            if lower.endswith(ending):
                return _unaffixed(lower[: -len(ending)], ending)
    if pos == "ADJ" and len(lower) > 4:
        for ending in ("est", "er"):
            if lower.endswith(ending):
                return _unaffixed(lower[: -len(ending)], ending)
    if pos in ("VERB", "NOUN") and lower.endswith("s") and len(lower) > 3:
        if lower.endswith("ies"):
            return [lower[:-3] + "y", lower[:-1]]
        if lower.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
            return [lower[:-2], lower[:-1]]
        if not lower.endswith(("ss", "us", "is")):
            return [lower[:-1]]
    return []


def _unaffixed(stem: str, ending: str) -> list[str]:
    if stem.endswith("i") and ending != "ing":
        return [stem[:-1] + "y"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "eo":
        return [stem, stem[:-1]] if stem[-1] in "lsfz" else [stem[:-1], stem]
    short = len(stem) > 2 and stem[-1] not in _VOWELS + "wxy" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    doubles = short and sum(letter in _VOWELS for letter in stem) == 1
    if doubles:
        return [stem + "e"]
    return [stem + "e", stem] if stem[-1:] in ("v", "c", "u") else [stem, stem + "e"]


class Lemmatizer:
    """Looks lemmas up in a table (see the module's text for its form)."""

    def __init__(self, path: Path, lexicon: Set[str] = frozenset()) -> None:
        self._words: dict[tuple[str, str], str] = {}
        self._rules: dict[tuple[str, str], tuple[int, str]] = {}
        self._lexicon = lexicon
        self._seen: dict[tuple[str, str, bool], str] = {}
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = line.rstrip("\n").split("\t")
                if row[0] == "W":
                    self._words[row[1], row[2]] = row[3]
                else:
                    self._rules[row[1], row[2]] = (int(row[3]), row[4])

    def __call__(self, form: str, pos: str, first: bool = False) -> str:
        """The lemma of a form with that part of speech; ``first`` tells that it opens its sentence."""
        key = (form, pos, first)
        lemma = self._seen.get(key)
        if lemma is None:
            lemma = self._find(form, pos, first)
            if len(self._seen) < REMEMBERED:
                self._seen[key] = lemma
        return lemma

    def _find(self, form: str, pos: str, first: bool) -> str:
        known = self._words.get((form, pos))
        if known is not None:
            return known
        if pos == "PROPN":
            return form.capitalize() if len(form) > 4 and form.isupper() and form.isalpha() else form
        if pos in _AS_WRITTEN:
            return form
        lower = form.lower().replace("’", "'")
        known = self._words.get((lower, pos))
        if known is not None:
            return known
        if pos == "NUM":
            return form if _ROMAN.fullmatch(form) else lower.replace(",", "")
        if pos == "ADJ" and not first and form[:1].isupper() and not form.isupper() and form.endswith(_CASED_ENDINGS):
            return form
        if pos == "NOUN" and len(form) > 1 and form.isupper() and lower not in self._lexicon:
            return form
        return self._unknown(lower, pos)

    def _unknown(self, lower: str, pos: str) -> str:
        if pos in ("VERB", "AUX"):
            found = irregular_verbs().get(lower)
            if found is None and (prefix := _PREFIXES.match(lower)):
                rest = irregular_verbs().get(lower[prefix.end() :])
                found = prefix[0] + rest if rest else None
            if found is not None:
                return found
        for stem in _stems(lower, pos):
            if stem in self._lexicon:
                return stem
        if lower in self._lexicon and pos != "NOUN" and not lower.endswith(("ed", "ing", "s")):
            return lower
        return self._by_ending(lower, pos)

    def _by_ending(self, lower: str, pos: str) -> str:
        for size in range(min(LONGEST_ENDING, len(lower)), -1, -1):
            rule = self._rules.get((pos, lower[len(lower) - size :]))
            if rule is not None:
                strip, add = rule
                return (lower[: len(lower) - strip] + add) or lower
        return lower
