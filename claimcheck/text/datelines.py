"""Datelines at the head of a story: "LONDON (Reuters) —", "WASHINGTON, June 5 -", "(CNN) --".

The encoder never saw one in its treebanks and would make the town the subject of the story: so a dateline is
annotated apart from the sentence that it opens.
"""

from __future__ import annotations

from collections.abc import Sequence

DASHES = frozenset({"—", "–", "-", "--", "―", "---"})
LONGEST_DATELINE = 14
AGENCIES = frozenset("CNN AP AFP UPI Reuters BBC ANI PTI IANS Xinhua TASS Interfax".split())
"""Some sites drop the dash after these: "Washington (CNN)The president …"."""
_JOINERS = frozenset({",", "/", "-", "."})


def _is_upper(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _agency(words: Sequence[str], index: int) -> int:
    """The index after "(Reuters)" at ``index``, or ``index`` where none stands there."""
    if index < len(words) and words[index] == "(" and ")" in words[index : index + 8]:
        close = words.index(")", index, index + 8)
        if close > index + 1 and words[index + 1][:1].isupper():
            return close + 1
    return index


def dateline_length(words: Sequence[str]) -> int:
    """How many words of a sentence are its dateline, the dash included; 0 where it has none."""
    index = 0
    capitals = 0
    while index < min(len(words), LONGEST_DATELINE) and words[index] not in DASHES and words[index] != "(":
        word = words[index]
        if not (word[0].isupper() or word[0].isdigit() or word in _JOINERS):
            return 0
        capitals += _is_upper(word)
        index += 1
    after = _agency(words, index)
    if not 0 < after < len(words) - 1:
        return 0
    if words[after] not in DASHES:
        bare = after == index + 3 and words[index + 1] in AGENCIES and index <= 5 and words[after][0].isupper()
        return after if bare else 0
    if words[after] == "-" and after == index and not (index > 1 and words[after + 1][0].isupper()):
        return 0  # a hyphen: "US-led", "COVID-19"
    opened = words[0] == "(" and after > index
    shouted = _is_upper(words[0]) and (after > index or capitals * 2 >= index)
    credited = after > index and index <= 6
    if not (opened or shouted or credited):
        return 0
    return after + 1 if len(words) > after + 3 else 0
