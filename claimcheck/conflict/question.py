"""The question in an editor's words, and what would settle it."""

from __future__ import annotations

from claimcheck.model import Amount, Claim

PAST = {
    "killed",
    "injured",
    "arrested",
    "rescued",
    "evacuated",
    "displaced",
    "hospitalised",
    "paid",
    "found",
    "deployed",
}
PLURALS = {"person": "people", "man": "men", "woman": "women", "child": "children", "": "of them"}
WHOM = {
    "killed": "Ask police, the hospital or the coroner for the confirmed count and its time.",
    "injured": "Ask the ambulance service or the hospital for the count and its time.",
    "hospitalised": "Ask the hospital or the ambulance service how many it took in, and when.",
    "arrested": "Ask police how many were arrested, and when.",
}


def plural(noun: str) -> str:
    """A counted noun in the plural."""
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


CLAUSE_SAYS_LITTLE = 30
"""Characters of a clause, its answer aside, under which the whole sentence is quoted."""
UNIT_WORDS = {
    "%": "what percentage",
    "percentage points": "how many percentage points",
    "m": "how far, long or deep",
    "m2": "how large",
    "kg": "how heavy",
    "km/h": "how fast",
    "°C": "how warm",
    "years": "how many years",
}


def amount_question(amount: Amount, claim: Claim) -> str:
    """ "How many people were killed: “… people were killed when a coach overturned”?" The answer is left out."""
    about = masked_clause(claim, amount.start, amount.end)
    if amount.unit == "years old":
        who = amount.of if amount.of and amount.of != "person" else "the person"
        return f"How old is {who if who[0].isupper() or who.startswith('the ') else f'the {who}'}: {about}?"
    if amount.unit:
        asked = UNIT_WORDS.get(amount.unit, f"how much ({amount.unit})")
        return f"{asked[0].upper()}{asked[1:]}: {about}?"
    noun = plural(amount.of)
    if amount.role in PAST:
        return f"How many {noun} were {amount.role}: {about}?"
    return f"How many {noun}: {about}?"


def amount_ask(amount: Amount) -> str:
    """Whom to ask about an amount."""
    if amount.unit == "years old":
        return "Ask the family, police or look up the date of birth."
    return WHOM.get(amount.role, "Ask the source of each figure what exactly it counts, and as of when.")


def masked_clause(claim: Claim, start: int, end: int, width: int = 80) -> str:
    """The claim's clause in quotation marks with its answer at [start, end) left out."""
    offset = claim.sentence.start
    low, high = min(claim.start, start), max(claim.end, end)
    if high - low - (end - start) < CLAUSE_SAYS_LITTLE:
        low, high = claim.sentence.start, claim.sentence.end
    text = f"{claim.sentence.text[low - offset : start - offset]}…{claim.sentence.text[end - offset : high - offset]}"
    flat = " ".join(text.split()).strip("“”\"',; ")
    if len(flat) > width:
        at = flat.index("…")
        first = max(0, min(at - width // 2, len(flat) - width))
        cut = flat[first : first + width]
        flat = ("…" if first else "") + cut[cut.find(" ") + 1 if first else 0 :].rsplit(" ", 1)[0] + " …"
    return f"“{flat}”"
