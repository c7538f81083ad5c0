"""The question in an editor's words, and what would settle it."""

from __future__ import annotations

from claimcheck.model import Amount, Claim, What

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


def amount_question(amount: Amount, claim: Claim) -> str:
    """ "How many people were killed …?" for an amount in its claim."""
    about = topic_words(claim)
    if amount.unit == "years old":
        return f"How old is the {amount.of or 'person'} ({about})?"
    if amount.unit:
        return f"How much, in {amount.unit}: {amount.role or amount.of or claim.what.text} ({about})?"
    noun = plural(amount.of)
    if amount.role in PAST:
        return f"How many {noun} were {amount.role} ({about})?"
    return f"How many {noun}{' (' + amount.role + ')' if amount.role else ''} ({about})?"


def amount_ask(amount: Amount) -> str:
    """Whom to ask about an amount."""
    if amount.unit == "years old":
        return "Ask the family, police or look up the date of birth."
    return WHOM.get(amount.role, "Ask the source of each figure what exactly it counts, and as of when.")


def topic_words(claim: Claim) -> str:
    """Who did what, in the claim's own words."""
    who = " ".join(w.name or w.text for w in claim.who[:1])
    rest = " ".join(w.name or w.text for w in claim.who[1:2])
    return " ".join(part for part in (who, claim.what.text, rest) if part)


def act_words(what: What) -> str:
    """The action as it stands in the text."""
    return " ".join(what.text.split())
