"""Words of a sentence, divided as in the English Web Treebank, with exact offsets.

Clitics (n't, 's), most hyphens, currency signs and per cent signs stand apart; 1,200, 3.5, 7:30, U.S., web
addresses stay whole. One regular expression finds the pieces, then words are divided further.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from claimcheck.text.sentences import is_abbreviation, is_also_word

_DOMAIN = r"(?:com|org|net|gov|edu|mil|info|co|uk|us|eu|de|fr|io|tv|me|ca|au|in|ru|cn|int)"
_PIECE = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"“”]+                                  # web address
    | [\w.+\-]{1,64}@[\w\-]{1,64}(?:\.[\w\-]{1,64}){1,5}              # mail address
    | @\w+ | \#[^\W\d]\w*                                                    # handle, hashtag
    | (?<![\w.])[A-Za-z0-9\-]{2,63}(?:\.[A-Za-z0-9\-]{2,63}){0,3}\."""
    + _DOMAIN
    + r"""(?![\w\-])(?:/[^\s<>"“”]*)?                                 # domain
    | Ph\.?D\b\.? | (?:[^\W\d_]\.){2,}(?![^\W\d_]{2})(?:[^\W\d_](?!\w))? | [A-Z]\.[A-Z](?!\w)   # U.S., a.m.
    | [A-Z]{1,4}&[A-Z]{1,4}(?!\w)                                     # AT&T
    | \d{3}-\d{3}-\d{4}(?!\w) | (?<![\w-])\d{3}-\d{4}(?![\w-])         # telephone
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th)(?![^\W\d_])                     # 21st
    | \d{1,4}(?:/\d{1,4})+(?!\w)                                      # 9/11, 1/2
    | ['’]?\d+0s(?!\w)                                                # 1990s, '90s
    | \d+(?:[.,:]\d+)*                                                # 1,200  3.5  7:30
    | \.\d+                                                           # .45
    | [^\W\d_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W\d_]))*            # word, with inner apostrophes
    | \.{2,} | …+ | -{2,} | [–—―]+ | [!?]+ | ([*=_~\#+^])\1+           # runs
    | ['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M|em|tis|twas)(?![^\W_])     # clitic standing alone
    | \S
    """,
    re.VERBOSE,
)
_RUN = re.compile(r"\S+")
_PLAIN_MARKS = ",.;:"
_CLITIC = re.compile(r"(?i)(?<=.)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_TRAILING = ".,;:!?)]}'’\"”»…"


@cache
def _division() -> tuple[frozenset[str], frozenset[str], frozenset[str], dict[str, int]]:
    raw = tomllib.loads(files("claimcheck.data").joinpath("tokens.toml").read_text(encoding="utf-8"))
    return frozenset(raw["prefixes"]), frozenset(raw["suffixes"]), frozenset(raw["whole"]), dict(raw["contractions"])


def _divide_word(word: str, start: int) -> list[tuple[int, int]]:
    end = start + len(word)
    at = _division()[3].get(word.lower())
    if at:
        return [(start, start + at), (start + at, end)]
    if "'" not in word and "’" not in word:
        return [(start, end)]
    parts: list[tuple[int, int]] = []
    while True:
        match = _CLITIC.search(word)
        if match is None or (word.lower() in ("o'clock", "ma'am")):
            break
        parts.append((start + match.start(), start + len(word)))
        word = word[: match.start()]
    parts.append((start, start + len(word)))
    parts.reverse()
    return parts


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hyphens after prefixes and before suffixes join their words again."""
    prefixes, suffixes, whole, _ = _division()
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(spans):
        start, end = spans[index]
        if (
            index + 2 < len(spans)
            and text[end : spans[index + 2][0]] == "-"
            and spans[index + 1] == (end, end + 1)
            and text[start:end].isalpha()
            and (start == 0 or text[start - 1] not in "-")
        ):
            last = spans[index + 2][1]
            before, after = text[start:end].lower(), text[end + 1 : last].lower()
            if after.isalpha() and (before in prefixes or after in suffixes or f"{before}-{after}" in whole):
                found.append((start, last))
                index += 3
                continue
        found.append((start, end))
        index += 1
    return found


def _with_stops(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stop of an abbreviation or an initial belongs to it; a web address gives back its trailing marks."""
    found: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(spans):
        if text[start] == "." and end - start == 1 and found and found[-1][1] == start:
            before = text[found[-1][0] : start]
            is_last = index == len(spans) - 1
            if before.isalpha() and _keeps_stop(before, text[end : end + 12], is_last):
                found[-1] = (found[-1][0], end)
                continue
        found.append((start, end))
    return found


def _keeps_stop(word: str, rest: str, is_last: bool) -> bool:
    following = rest.lstrip()
    if len(word) == 1:
        return word.isupper() and following[:1].isupper()
    return is_abbreviation(word) and not (is_last and word.islower() and is_also_word(word))


def _pieces(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The words of a run without white space."""
    spans: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text, begin, end):
        piece, start = match[0], match.start()
        if piece[0].isalpha() and "." not in piece and "/" not in piece and "@" not in piece:
            spans.extend(_divide_word(piece, start))
        elif len(piece) > 3 and ("/" in piece or "www." in piece or "@" in piece) and piece[-1] in _TRAILING:
            kept = piece.rstrip(_TRAILING)
            spans.append((start, start + len(kept)))
            spans.extend((at, at + 1) for at in range(start + len(kept), match.end()))
        else:
            spans.append((start, match.end()))
    return spans


def split_words(text: str) -> list[tuple[int, int]]:
    """The (start, end) code points of every word of one sentence, in order, disjoint, all but white space."""
    spans: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        chunk, start, end = run[0], run.start(), run.end()
        if chunk.isalpha():
            spans.extend(_divide_word(chunk, start))
        elif chunk[-1] in _PLAIN_MARKS and chunk[:-1].isalpha():
            spans.extend(_divide_word(chunk[:-1], start))
            spans.append((end - 1, end))
        else:
            spans.extend(_pieces(text, start, end))
    return _joined(text, _with_stops(text, spans))
