"""Times that date the page, not what it tells: "Updated: Feb 9, 2021 - 7:46 PM", "UPDATE @ 4:40 p.m."."""

from __future__ import annotations

import re

from claimcheck.model import Claim, When

_STAMPED = re.compile(
    r"\b(?:(?:last\s+|first\s+)?(?:updated?|posted|published|modified|edited|created|uploaded)|copyright|filed|by\s+line)\b"
    r"(?:\s+(?:on|at))?[\s:|@–—-]*(?:[\w,.:/–—@|()-]+\s*){0,4}$",
    re.IGNORECASE,
)
_FULL_DATE = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\d[:.]\d\d|\b[ap]\.?\s?m\b", re.IGNORECASE)
_ORNAMENT = " \n\t.|-–—:()"
_OPENING = 60
"""Code points from the start of a sentence within which a full date with a clock time stamps the page."""


def dates_the_page(claim: Claim, when: When) -> bool:
    """Whether a time stands after the words of a page's stamp, or is a full date with a clock time that opens its
    sentence without a preposition: prose says "at 4 p.m. on June 8, 2019", a page's head "June 8, 2019 4:12 PM" or
    "June 8, 2019 at 4:12 PM A man …". A time that is all of its sentence is a line of its own."""
    before = claim.sentence.text[: when.start - claim.sentence.start]
    if _STAMPED.search(before[-80:]):
        return True
    after = claim.sentence.text[when.end - claim.sentence.start :].lstrip(" ):")
    if not before.strip(_ORNAMENT) and not after.strip(_ORNAMENT):
        return True
    if after.lower().startswith("update"):
        return True
    full = bool(_FULL_DATE.search(when.text) or _FULL_DATE.search(before[-40:])) and bool(_CLOCK.search(when.text))
    opens = len(before) < _OPENING and not re.search(r"\b(?:at|on|in|since|by|until|of|from)\s*$", before.lower())
    if full and not before.strip(_ORNAMENT) and after[:1].isupper():
        return True
    return full and opens and not re.search(r"\bat\b", when.text.lower()) and not after.startswith(",")
