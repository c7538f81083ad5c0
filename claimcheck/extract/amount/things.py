"""The thing that a measure, a sum of money or an ordinal belongs to: the well that is 40 m deep, the bill of $900."""

from __future__ import annotations

from claimcheck.compare.amount import counted_class
from claimcheck.extract.amount.line import Line, is_temporal
from claimcheck.extract.amount.measures import MONEY, Measure, dimension
from claimcheck.extract.amount.nouns import find_noun
from claimcheck.extract.amount.roles import noun_roles, past_number_noun, role_before, verb_roles
from claimcheck.extract.amount.tables import words

_AWAY = frozenset(["from", "of", "outside", "off"])
_BEARINGS = words("counted", "reading", "bearings")
_PATHS = frozenset(["down", "up", "into", "along", "through", "underground", "below", "above", "beneath"])
_TIES = words("counted", "reading", "ties")


def find_thing(line: Line, first: int, after: int, left: int, measure: Measure) -> tuple[str, str]:
    """(of, role) of a measured number: the noun it describes, and its dimension or what is done with the sum."""
    if measure.unit in MONEY:
        return _of_money(line, first, after, left)
    if measure.unit in ("%", "percentage points", "basis points"):
        return _of_share(line, after, left)
    after = line.past_brackets(after)
    of, role = _distance(line, after)
    if of or role:
        return of, measure.role or role
    named, role = _dimension_before(line, left)
    if role:
        return named, role
    of = _described(line, first, after, measure)
    if of:
        held = dimension(of)
        return (_noun_right(line, after), held) if held else (of, measure.role)
    return _tied_noun(line, left) or subject_noun(line, first, left), measure.role or _verb_before(line, left)


def _described(line: Line, first: int, after: int, measure: Measure) -> str:
    """The noun behind the unit: "40-metre-deep well", "40m dry well", "17 miles of track"."""
    if after >= len(line.tokens) or (measure.role and not measure.hyphened):
        return ""
    if line.low[after] != "of" and not measure.hyphened and line.tokens[after].pos not in ("ADJ", "NOUN"):
        return ""
    noun = find_noun(line, after, first)
    if noun is None and measure.hyphened and line.low[after].isalpha() and line.tokens[after].pos == "ADV":
        return line.low[after]
    if noun is None and first and line.tokens[first - 1].pos == "DET":
        return _last_word(line, after)
    if noun is None or (line.tokens[noun.head].text[:1].isupper() and not line.titled()):
        return ""
    return noun.of


def _last_word(line: Line, start: int) -> str:
    """The last word before the group ends, where an article demands a noun that no tag shows ("the 60m dry well")."""
    last = ""
    for index in range(start, min(len(line.tokens), start + 4)):
        if line.tokens[index].pos not in ("ADJ", "ADV") or not line.low[index].isalpha():
            break
        last = line.low[index]
    return last


def _noun_right(line: Line, start: int) -> str:
    """The second noun behind ``start``: the well of "30cm-diameter well"."""
    for index in range(start, min(len(line.tokens), start + 5)):
        if line.is_noun(index) and not dimension(line.low[index]):
            return line.noun(index)
        if line.tokens[index].pos not in ("ADJ", "NOUN", "PUNCT"):
            break
    return ""


def _tied_noun(line: Line, left: int) -> str:
    """The noun that "of", "at" or "was" ties the number to: "a crater of around 100 metres"."""
    here, tied = left - 1, False
    while here >= 0 and left - here < 7:
        bound = line.low[here] in _TIES or line.tokens[here].pos == "AUX"
        if (
            not bound
            and line.low[here] not in words("counted", "reading", "before_sum")
            and line.tokens[here].pos != "ADV"
        ):
            break
        tied = tied or bound
        here -= 1
    if tied and here >= 0 and line.tokens[here].pos == "NOUN" and not is_temporal(line.low[here]):
        return line.noun(here)
    return ""


def _distance(line: Line, after: int) -> tuple[str, str]:
    """ "10 metres from the bottom", "65 miles north of Leeds", "13m down the shaft"."""
    here = after
    while here < len(line.tokens) and line.low[here] in _BEARINGS and here - after < 2:
        if line.low[here] in _PATHS and here + 1 < len(line.tokens) and line.tokens[here + 1].pos in ("DET", "NOUN"):
            noun = find_noun(line, here + 2 if line.tokens[here + 1].pos == "DET" else here + 1, here)
            return (noun.of if noun is not None else "", line.low[here])
        here += 1
    if here >= len(line.tokens):
        return "", "away" if here > after else ""
    if line.low[here] in _AWAY and (line.low[here] != "of" or here > after):
        begin = here + 1
        while begin < len(line.tokens) and line.tokens[begin].pos in ("DET", "PRON", "VERB", "ADP"):
            begin += 1
        noun = find_noun(line, begin, here)
        return (noun.of if noun is not None else "", "away")
    if line.low[here] in _PATHS:
        return "", line.low[here]
    return "", "away" if here > after else ""


def _dimension_before(line: Line, left: int) -> tuple[str, str]:
    """ "a depth of 40m": the dimension, and the noun that stands before it."""
    here = left - 1
    if here < 1 or line.low[here] not in ("of", "at", "was", "is", "to"):
        return "", ""
    role = dimension(line.low[here - 1])
    if not role:
        return "", ""
    return _noun_left(line, here - 2, 6), role


def _noun_left(line: Line, here: int, reach: int) -> str:
    for index in range(here, max(-1, here - reach), -1):
        if line.is_noun(index) and not is_temporal(line.low[index]):
            return line.noun(index) if line.tokens[index].pos == "NOUN" else line.tokens[index].text
    return ""


def _of_money(line: Line, first: int, after: int, left: int) -> tuple[str, str]:
    role = role_before(line, left)[0] or _money_role(line, left, after)
    begin = after
    if begin < len(line.tokens) and line.low[begin] in ("in", "of", "-") and begin + 1 < len(line.tokens):
        begin += 1
    if begin < len(line.tokens) and line.low[begin] != "of":
        noun = find_noun(line, begin, first)
        if noun is not None and (line.titled() or not line.tokens[noun.head].text[:1].isupper()):
            return noun.of, role
    tied = _tied_noun(line, left)
    if not tied and not role:
        subject = subject_noun(line, first, left)
        tied = subject if counted_class(subject) == "money" else ""
    return tied, role


def _money_role(line: Line, left: int, after: int) -> str:
    for index in range(left - 1, max(-1, left - 6), -1):
        token = line.tokens[index]
        if token.pos == "VERB":
            return verb_roles().get(token.lemma.lower(), "")
        if token.pos == "PUNCT":
            break
    for index in range(after, min(len(line.tokens), after + 4)):
        if line.low[index] in ("due", "owed", "raised", "paid", "stolen"):
            return {"due": "owed"}.get(line.low[index], line.low[index])
        if line.tokens[index].pos in ("NOUN", "PUNCT"):
            break
    return ""


def _of_share(line: Line, after: int, left: int) -> tuple[str, str]:
    begin = after
    if begin < len(line.tokens) and line.low[begin] == "of":
        begin += 1
        while begin < len(line.tokens) and line.tokens[begin].pos in ("DET", "PRON"):
            begin += 1
    noun = find_noun(line, begin, after) if begin < len(line.tokens) and line.low[begin] != "of" else None
    role = _verb_before(line, left)
    if noun is not None and not is_temporal(noun.of):
        return noun.of, role
    return subject_noun(line, max(0, after - 1), left), role


def _verb_before(line: Line, left: int) -> str:
    """The lemma of a verb that stands within three tokens before, with only light words between."""
    for index in range(left - 1, max(-1, left - 4), -1):
        token = line.tokens[index]
        lemma = token.lemma.lower()
        if token.pos == "VERB":
            return "" if lemma in words("counted", "reading", "empty_verbs") else verb_roles().get(lemma, lemma)
        if token.pos not in ("ADP", "ADV", "DET", "ADJ"):
            break
    return ""


def subject_noun(line: Line, first: int, left: int) -> str:
    """The subject of the clause that the number stands in, or the noun that a participle hangs on ("a well measuring
    130ft"); by the parse, else the noun before the nearest verb."""
    if left > 1 and line.low[left - 1].endswith("ing") and line.tokens[left - 2].pos == "NOUN":
        return line.noun(left - 2)
    index = first if first < len(line.tokens) else len(line.tokens) - 1
    for _ in range(5):
        token = line.tokens[index]
        for child in line.children(index):
            if line.tokens[child].dep.startswith("nsubj") and line.is_noun(child) and child < left:
                if line.low[child] in ("percent", "%", "cent", "points"):
                    return ""
                return (
                    past_number_noun(line, child) or line.noun(child)
                    if line.tokens[child].pos == "NOUN"
                    else line.tokens[child].text
                )
        if not 0 <= token.head < len(line.tokens):
            break
        if token.dep == "acl" and token.head < left and line.tokens[token.head].pos == "NOUN":
            return line.noun(token.head)
        index = token.head
    for index in range(left - 1, max(-1, left - 8), -1):
        if line.tokens[index].pos in ("AUX", "VERB"):
            return _noun_left(line, index - 1, 4)
    return ""


_PLAIN_RANKS = frozenset(["first", "second"])


def ordinal_noun(line: Line, first: int, after: int) -> tuple[str, str]:
    """The noun that an ordinal ranks and its role, ("", "") where it ranks nothing that is counted.

    "first" and "second" are kept only before nouns of a known class: elsewhere they order an argument.
    """
    if first >= len(line.tokens) or after >= len(line.tokens) or after > first + 3:
        return "", ""
    noun = find_noun(line, after, first)
    if noun is None or line.low[after] in ("of", "-"):
        return "", ""
    of = noun.of
    between = line.low[after : noun.head + 1]
    if any(word in words("counted", "refuse", "ordinal_before_nouns") or is_temporal(word) for word in between):
        return "", ""
    if line.tokens[noun.head].pos != "NOUN":
        return "", ""
    role = noun_roles().get(of, "")
    if role:
        return "person", role
    if line.low[first] in _PLAIN_RANKS and not counted_class(of):
        return "", ""
    return of, ""
