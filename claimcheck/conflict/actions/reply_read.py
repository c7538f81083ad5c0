"""The sentence that denies what stands elsewhere: who denies, and in which words it names what it denies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from claimcheck.conflict.actions.act import FIRST_PERSON, Act
from claimcheck.conflict.actions.judge import GERUND
from claimcheck.model import WhoRole

BENCH = frozenset(
    {"court", "judge", "justice", "jury", "senate", "house", "committee", "voter", "voters", "magistrate"}
)
"""Who rejects a claim by deciding on it."""
FORMS = {
    "disagree": ("disagree",),
    "deny": ("that", "claim", "fault", "content"),
    "dispute": ("that", "claim", "fault", "content"),
    "refute": ("that", "claim", "fault", "content"),
}
RELATIVE = frozenset({"who", "which", "that", "you"})
OF_PLANS = frozenset({"reject", "dismiss", "contest"})
"""Verbs that say no to a plan as often as to a claim: "rejected it" is not read."""


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files("claimcheck.data").joinpath("replies.toml").read_text("utf-8"))


@lru_cache(maxsize=8)
def reply_words(name: str) -> frozenset[str]:
    """A list of data/replies.toml."""
    return frozenset(_table()[name])


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    nouns, untrue = (
        "|".join(sorted((re.escape(w) for w in reply_words(name)), key=lambda w: (-len(w), w)))
        for name in ("nouns", "untrue")
    )
    faults = "|".join(sorted(reply_words("faults")))
    whose = r"(?:th(?:at|is|e|ose|ese)|such|all|both|his|her|their|its|most|many|some|[A-Z]\w+(?: \w+)?[’']s?)"
    with_ = r"(?:\w+ly\s+|back\s+|with\s+|on\s+|against\s+){0,2}"
    after = (
        r"(?=\s*(?:$|[.,;:!?\"”’)—–-]|(?:and|but|in|on|when|while|during|to|at|before|after|Monday|Tuesday|"
        r"Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today)\b))"
    )
    return {
        "that": re.compile(
            rf"\s*{with_}(?P<noun>this|that|it|those|all of (?:this|that|it)){after}"
            r"|\s*(?:ever\s+)?(?:having\s+)?do(?:ing|ne) (?:so|that|it|this)\b"
            r"|\s*(?:that )?(?:this|that|it) (?:ever )?"
            r"(?:happened|occurred|took place|(?:was|is) (?:the case|so|true))\b",
            re.IGNORECASE,
        ),
        "claim": re.compile(
            rf"\s*{with_}(?:(?:most|all|many|any|some|both) of\s+)?{whose}\s+(?:[\w-]+\s+){{0,2}}?"
            rf"(?P<noun>{nouns})(?<!charge)s?\b(?!\s+(?:was|were|is|are|for)\b)"
            rf"|\s+(?:[\w-]+\s+)?(?:allegations|accusations|claims|assertions|suggestions|rumou?rs|reports|speculation)"
            r"(?=\s+(?:that|of)\b)"
        ),
        "fault": re.compile(
            rf"\s*(?:\w+ly\s+)?(?:having\s+)?(?:had\s+)?(?:any\s+|all\s+)?(?:[\w-]+\s+)?(?P<noun>{faults})\b",
            re.IGNORECASE,
        ),
        "untrue": re.compile(
            rf"(?:(?:^|[“\"]|\b(?:said|says|saying|insisted|insists) )that|\b(?:this|it)"
            rf"|\b(?:the|those|these|his|her|their|such|[A-Z]\w+[’']s?) (?:\w+ )?(?:{nouns})s?)\s?"
            rf"(?:is|are|was|were|[’']s)\s[“\"‘']?(?:\w+ly\s|just\s|an?\s|all\s|pure\s|complete\s|total\s){{0,2}}"
            rf"(?P<noun>{untrue})\b(?! (?:for|to)\b)"
            rf"|\b(?:call|label|labell|brand|describe|dismiss)(?:s|es|ed|d)?\s"
            rf"(?:that|this|it|them|(?:the|those|these|his|her|their|such|[A-Z]\w+[’']s?) (?:\w+ )?(?:{nouns})s?)\s"
            rf"(?:as\s)?[“\"‘']?(?:\w+ly\s|an?\s|all\s){{0,2}}(?P<named>{untrue})\b",
            re.IGNORECASE,
        ),
        "content": re.compile(r"\s*(?:\w+ly\s+)?(?:ever\s+)?(?:that|being|having|any|(?!knowing\b)\w+ing)\b"),
        "disagree": re.compile(
            rf"\s*(?:[.]|$|, (?:saying|arguing|noting|and)\b|with (?:this|that)[.,]|"
            rf"with {whose} (?:\w+ )?(?:{nouns})s?\b)"
        ),
    }


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its acts and the sources that answer for it."""

    acts: tuple[Act, ...]
    voices: frozenset[str]

    @property
    def text(self) -> str:
        """Its words."""
        return self.acts[0].claim.sentence.text

    @property
    def at(self) -> int:
        """Where it starts."""
        return self.acts[0].claim.sentence.start


@dataclass(frozen=True, slots=True)
class Reply:
    """A sentence that denies what stands elsewhere: who denies, in which words it names what it denies ("that", a
    noun, a fault), and where in the sentence."""

    act: Act
    deniers: frozenset[str]
    form: str
    at: int
    end: int
    noun: str = ""


def told(acts: Sequence[Act]) -> list[Told]:
    """The sentences of an article, in order."""
    return [_told(tuple(group)) for _, group in groupby(acts, key=lambda a: a.place)]


def _told(acts: tuple[Act, ...]) -> Told:
    said = {_last(a.voice) for a in acts if a.voice}
    said |= {k for a in acts if a.claim.what.lemma in reply_words("saying") for k in a.agents}
    return Told(acts, frozenset(said))


def _last(voice: str) -> str:
    return voice.lower().split()[-1]


def read_reply(sentence: Told) -> Reply | None:
    """The denial that a sentence makes of something said elsewhere; None where it makes none."""
    if sentence.text.rstrip(' "”’)').endswith("?"):
        return None
    patterns = _patterns()
    for act in sentence.acts:
        what = act.claim.what
        lemma = what.lemma.removeprefix("be ")
        if lemma not in reply_words("verbs") or what.negated or act.open or _is_passive(act) or not _is_told(act):
            continue
        deniers = act.agents or frozenset({_last(act.voice)} if act.voice else ())
        if lemma == "disagree" and not _leads(act):
            continue
        for form in FORMS.get(lemma, ("that", "claim", "fault")):
            found = patterns[form].match(sentence.text, what.end - sentence.at)
            if found and not (lemma in OF_PLANS and (found.groupdict().get("noun") == "it" or deniers & BENCH)):
                noun = found.groupdict().get("noun") or ""
                return Reply(act, deniers, form, what.start, found.end() + sentence.at, noun.lower())
    found = patterns["untrue"].search(sentence.text)
    if found and sentence.voices and not re.search(r"\b(?:if|not|whether)\b", sentence.text[: found.start()]):
        at = sentence.at + found.start()
        act = next((a for a in sentence.acts if a.claim.start <= at < a.claim.end), sentence.acts[0])
        return Reply(act, sentence.voices, "untrue", at, sentence.at + found.end())
    return None


def _leads(act: Act) -> bool:
    """Whether the act is the first clause of its sentence, told of somebody in the third person by name or office."""
    agents = [w for w in act.claim.who if w.role is WhoRole.AGENT]
    opens = act.claim.start - act.claim.sentence.start <= len("However, “")
    return opens and any(w.label is not None or w.resolved or " " in w.text for w in agents)


def _is_told(act: Act) -> bool:
    """Whether the verb is finite and has a subject of the third person."""
    if GERUND.match(act.claim.what.text) or act.claim.what.text.lower().startswith("to "):
        return False
    agents = [w for w in act.claim.who if w.role is WhoRole.AGENT]
    return bool(agents) and not any(w.text.lower() in FIRST_PERSON | RELATIVE for w in agents)


def _is_passive(act: Act) -> bool:
    return bool(re.search(r"\b(?:be|been|being|is|are|was|were|to) \w+ed$", act.claim.what.text, re.IGNORECASE))
