"""Whether two written names of people are one name of which one spelling is a slip."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from claimcheck.compare.names import Sex, name_words, person_parts, short_forms, surname_of
from claimcheck.compare.spelling import near_spelling, sound_of

_SHORTEST = 4
"""Letters of a word in which one letter may be a slip; below it, real names lie too near one another."""
_TWO_LETTERS = 5
"""Letters from which two may differ where the word sounds the same."""
_SHORT_FORM = 2
"""Letters by which a short form is shorter at least; "Diane" and "Dianne" are two spellings."""
_ROMANISED = re.compile(
    r"^(?:al|el|bin|ibn|abu|abd\w*|moham\w*|muham\w*|mahm\w+|ahm[ae]d\w*|hass?an\w*|huss?[ae]\w+|ali|khal\w+|"
    r"[ei]brah\w+|yous\w+|yus\w+|vladimir|serge[iy]+|dmit\w+|mikhail|aleks\w+|alexe[iy]+|andre[iy]+|yuri[iy]?|"
    r"\w+(?:sk[iy]+|skaya|enko|[oe]v[iy]ch|[oe]v|[oe]va|yan|shvili|adze|zhong)|xi\w*|zh\w+|q[aiu]\w*)$"
)
"""Words of names that come from other scripts, in which vowels vary with the transliteration."""
_UNHEARD = re.compile(r"th|lm$")
_OPENING_CH = re.compile(r"^ch")


@lru_cache(maxsize=65536)
def one_name_misspelt(a: str, b: str) -> bool:
    """Whether two written names are one person's, spelled in two ways that are no house style. Symmetric.

    Family name and given name are compared, names between them left out; one of the two must be equal, the other a
    letter apart (two in long words, or where both sound the same). Short forms (Jim, James), two given names that sound
    different (Jason, Mason) or tell different sexes (Daniel, Danielle) are no slips, nor are vowels in names from other
    scripts (Sergei, Sergey).
    """
    first, second = sorted((person_parts(a), person_parts(b)))
    if len(first) < 2 or len(second) < 2 or _middles_clash(first, second):
        return False
    last, other_last = "".join(surname_of(first)), "".join(surname_of(second))
    if (first[0] == second[0]) == (last == other_last):
        return False
    given = last == other_last
    one, other = (first[0], second[0]) if given else (last, other_last)
    if not _a_slip_apart(one, other) or (given and not _may_be_one_given_name(one, other)):
        return False
    if _ear(one) != _ear(other) or sorted(one) == sorted(other):  # swapped letters are no transliteration
        return True
    return not any(_ROMANISED.match(part) for part in (*first, *second))


def _middles_clash(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether both have a name between, and the two begin with different letters."""
    one, other = first[1:-1], second[1:-1]
    return bool(one and other) and one[0][0] != other[0][0]


def _a_slip_apart(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if one == other or shorter < _SHORTEST:
        return shorter == _SHORTEST - 1 and one[0] == other[0] and _silent_letter(one, other)
    apart = OSA.distance(one, other, score_cutoff=2)
    if _ear(one) == _ear(other):
        return apart == 1 or (apart == 2 and shorter >= _TWO_LETTERS)
    return (apart == 1 and shorter > _SHORTEST) or near_spelling(one, other)


def _silent_letter(one: str, other: str) -> bool:
    """Whether a short word is the other less an h that is not heard: Jon and John."""
    short, long = sorted((one, other), key=len)
    silent = [at for at, letter in enumerate(long) if letter == "h" and long[:at] + long[at + 1 :] == short]
    return bool(silent) and silent[0] > 1 and _ear(one) == _ear(other)


def _ear(word: str) -> str:
    """What is heard of a word: its consonants, v and f as one (Steven, Stephen), without letters that are not heard
    (Theresa, Teresa; Malcolm, Malcom), and sh and an opening ch as one (Cheryl, Sheryl)."""
    heard = sound_of(_UNHEARD.sub(lambda found: found[0][-1 if found[0] == "lm" else 0], word))
    return _OPENING_CH.sub("sh", heard).lstrip("aeiou").replace("v", "f")


def _may_be_one_given_name(one: str, other: str) -> bool:
    sexes = name_words().sexes
    lengths = sorted((len(one), len(other)))
    if short_forms(one, other) and lengths[1] - lengths[0] >= _SHORT_FORM:
        return False
    if one in sexes and other in sexes:
        told = {sexes[one], sexes[other]}
        return _ear(one) == _ear(other) and not {Sex.MALE, Sex.FEMALE} <= told
    return True
