"""Denials that point back: "The firm denies this", "He rejected the allegation", "Her lawyer called the claim false".

What is denied stands in the sentences before. The rule sets the denying sentence against the nearest one before it
that another voice answers for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from claimcheck.compare.what import action_words
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import FIRST_PERSON, Act
from claimcheck.conflict.actions.judge import GERUND, plain_words, side_of
from claimcheck.conflict.pair import Conflict
from claimcheck.conflict.relation import shorten
from claimcheck.model import Kind, Reading, Reason, Relation, Severity, WhoRole

NEAR = 3
"""Sentences back in which a pronoun ("denies this") finds what it stands for."""
FADING = 0.8
"""What each sentence further back counts less."""
FAR = 5
"""Sentences back from which only an accusation in so many words counts."""
REACH = {"claim": (FAR, FADING), "fault": (60, 0.98)}
"""The same for a noun ("the allegations"), and for a fault, which the article may tell of anywhere before."""
LEAST = 0.4
ACCUSING = 0.7
"""The same where the denial spells out what it denies, or names a fault: the sentence accuses, or names the denier."""
ALIKE, MUCH = 0.2, 6.0
"""What words in common with the denying sentence add, and at which rarity in all they add that."""
ACCUSED = 0.95
"""Weight from which a sentence of another article accuses the denier."""
SAME_MATTER = 9.0
"""Rarity, in nats, that two pairs of claim and denial share where they are one matter."""
SAME_CLAIM = 6.0
"""The same of the two claims alone."""
ACROSS = 0.4
MIGHT = re.compile(r"\b(?:could|would|might|may) (?:\w+ )?(?:be|face|have)\b", re.IGNORECASE)
OWN_WORDS = 0.5
"""What a sentence counts in which the denier speaks too."""
SAYS_LESS = 0.7
"""What a fragment, or a sentence of what may come, counts as the claim that is denied."""
FULL = 6
"""Content words of a sentence that says something by itself."""
LONGEST = 400
"""Characters: what is longer is no sentence but the furniture of a page."""
BENCH = frozenset(
    {"court", "judge", "justice", "jury", "senate", "house", "committee", "voter", "voters", "magistrate"}
)
"""Who rejects a claim by deciding on it."""
CONFIDENCE = {
    "that": 0.6,
    "claim": 0.6,
    "untrue": 0.45,
    "disagree": 0.4,
    "content": 0.4,
    "fault": 0.4,
}
"""By the words that name what is denied: the share that readers of unseen news took for real."""
SHARED = 4.0
"""Rarity, in nats, that a sentence must share with what is denied, where that is spelled out."""
FORMS = {
    "disagree": ("disagree",),
    "deny": ("that", "claim", "fault", "content"),
    "dispute": ("that", "claim", "fault", "content"),
    "refute": ("that", "claim", "fault", "content"),
}
AND = re.compile(r"\b(?:but|while|whereas|although|though|yet|and)\b|;", re.IGNORECASE)
"""What parts two voices in one sentence."""
IF = re.compile(r"\W*(?:if|whether)\b", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Replies:
    """What one article holds of denials: its sentences, and each reply with the act that it denies (None where the
    article itself does not say what that is)."""

    sentences: tuple[Told, ...]
    found: tuple[tuple[Reply, Act | None], ...]


def replies_of(acts: Sequence[Act], words: WordTable) -> Replies:
    """The replies of an article, in order."""
    sentences = told(acts)
    out = []
    for place, sentence in enumerate(sentences):
        reply = read_reply(sentence)
        if reply is not None:
            out.append((reply, answered(sentences, place, reply, words)))
    return Replies(tuple(sentences), tuple(out))


def reply_conflicts(own: Replies) -> Iterator[Conflict]:
    """Each sentence of an article that denies what another voice says just before."""
    for reply, stated in own.found:
        if stated is not None:
            yield _conflict(stated, reply, CONFIDENCE[reply.form])


def reply_conflicts_across(left: Replies, right: Replies, words: WordTable) -> Iterator[Conflict]:
    """Denials of the left article against what the right one says: where both tell of one denial, the left one's
    against what the right one's denies (so that the two become one matter); where the left one does not say what is
    denied, against the right one's accusation of the denier."""
    for reply, stated in left.found:
        if stated is None:
            found = accusation(reply, right, words)
            if found is not None:
                yield _conflict(found, reply, ACROSS)
            continue
        for other, answer in right.found:
            if answer is not None and reply.deniers & other.deniers:
                one, two = (_matter(x, y) - reply.deniers for x, y in ((reply, stated), (other, answer)))
                alike = sum(words.rarity(w) for w in one & two)
                claims = stated.claim.words & answer.claim.words - reply.deniers - action_words("light")
                if alike >= SAME_MATTER and sum(words.rarity(w) for w in claims) >= SAME_CLAIM:
                    sure = max(CONFIDENCE[reply.form], CONFIDENCE[other.form])
                    yield _conflict(answer, reply, sure + 0.001)


def _matter(reply: Reply, stated: Act) -> frozenset[str]:
    return (reply.act.claim.words | stated.claim.words) - action_words("light") - reply_words("saying")


def accusation(reply: Reply, right: Replies, words: WordTable) -> Act | None:
    """The sentence of another article in which another voice accuses the denier; None where none does."""
    if reply.form != "fault" and reply.noun not in {"allegation", "accusation"}:
        return None
    best: tuple[float, int, Act] | None = None
    for sentence in right.sentences:
        weight = _weight(sentence, reply)
        if (
            weight < ACCUSED
            or not sentence.acts[0].claim.words & reply_words("charging")
            or read_reply(sentence) is not None
        ):
            continue
        shared = reply.act.claim.words & sentence.acts[0].claim.words - reply.deniers - action_words("light")
        rank = (round(sum(words.rarity(w) for w in shared), 6), -sentence.at)
        if best is None or rank > best[:2]:
            best = (*rank, _main(sentence.acts))
    return best[2] if best else None


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


def answered(sentences: Sequence[Told], place: int, reply: Reply, words: WordTable) -> Act | None:
    """The act that a reply denies: what another voice says in the same sentence before it ("A says he fell, but B
    denies that"), else the nearest sentence before that another voice answers for."""
    own = sentences[place]
    within = _before_in(own, reply)
    if within:
        return within
    content = _content(own, reply)
    best: tuple[float, Act] | None = None
    reach, fading = REACH.get(reply.form, (NEAR, FADING))
    for back in range(1, reach + 1):
        if place - back < 0 or sentences[place - back].acts[0].claim.field is not own.acts[0].claim.field:
            break
        before = sentences[place - back]
        if read_reply(before) is not None:
            continue
        weight = _weight(before, reply) * fading ** (back - 1)
        if reply.form == "content" and not content:
            continue
        if content and sum(words.rarity(w) for w in before.acts[0].claim.words & content) < SHARED:
            continue
        if reply.form in {"content", "fault"} and weight < ACCUSING:
            continue
        if back > FAR and not before.acts[0].claim.words & reply_words("charging"):
            continue
        if weight >= LEAST:
            alike = own.acts[0].claim.words & before.acts[0].claim.words - reply.deniers - action_words("light")
            weight += ALIKE * min(1.0, sum(words.rarity(w) for w in alike) / MUCH)
            weight += ALIKE * (reply.form == "fault" and bool(before.acts[0].claim.words & reply_words("misdeeds")))
        if weight >= LEAST and (best is None or weight > best[0]):
            best = (weight, _main(before.acts))
    return best[1] if best else None


def _content(own: Told, reply: Reply) -> frozenset[str]:
    """The words of what is denied where the sentence spells it out ("the claim that …")."""
    if reply.form != "content" and not re.match(r"\s+(?:that|of|about)\b", own.text[reply.end - own.at :]):
        return frozenset()
    after = {w for a in own.acts if a.claim.what.start >= reply.end for w in a.claim.near}
    tail = own.text[reply.end - own.at :].lower()
    after |= {w for w in own.acts[0].claim.words if w in tail}
    return frozenset(after - action_words("light") - reply.deniers)


def _before_in(own: Told, reply: Reply) -> Act | None:
    """What the sentence itself credits to another voice before it comes to the denial."""
    if reply.form not in {"that", "claim"} or not reply.deniers:
        return None
    turns = [own.at + m.start() for m in AND.finditer(own.text, 0, reply.at - own.at)]
    before = [a for a in own.acts if turns and a.claim.what.start < turns[-1]]
    if not any(
        a.claim.what.lemma in reply_words("saying") and a.agents and not a.agents & reply.deniers for a in before
    ):
        return None
    said = [
        a
        for a in before
        if a.claim.what.lemma not in reply_words("saying") and a.claim.what.lemma not in reply_words("verbs")
    ]
    return _main(said) if said else None


def _weight(before: Told, reply: Reply) -> float:
    """How well a sentence may be what is denied, 0-1: another voice answers for it, it accuses, it names the denier."""
    others = before.voices - reply.deniers
    text = before.text.rstrip(' "”’)')
    if before.voices and not others or text.endswith(("?", ":")) or IF.match(text):
        return 0.0
    accusing = bool(before.acts[0].claim.words & reply_words("accusing"))
    if not others and not accusing:
        return 0.0
    named = bool({w for a in before.acts for w in a.everyone} & reply.deniers)
    weight = 0.5 * bool(others) + 0.25 * accusing + 0.25 * named
    if before.voices & reply.deniers:
        weight *= OWN_WORDS
    less = len(before.acts[0].claim.words) < FULL or MIGHT.search(text)
    return weight * (SAYS_LESS if less else 1.0)


def _main(acts: Sequence[Act]) -> Act:
    """The act that says most: no verb of saying, of a voice, the longest."""
    saying = reply_words("saying")
    return max(acts, key=lambda a: (a.claim.what.lemma not in saying, bool(a.voice), len(a.claim.near), -a.claim.start))


def _conflict(stated: Act, reply: Reply, score: float) -> Conflict:
    yes, no = shorten(stated.claim.sentence.text, 140), shorten(reply.act.claim.sentence.text, 140)
    who = ", ".join(sorted(reply.deniers)) or "somebody"
    return Conflict(
        kind=Kind.WHAT,
        relation=Relation.ATTRIBUTED,
        severity=Severity.MAJOR,
        a=side_of(reply.act, no, f"denied: {plain_words(no)}"),
        b=side_of(stated, yes, f"stated: {plain_words(yes)}"),
        score=score,
        same_question=score,
        topic=f"reply/{who}",
        question=f"Is it so: {yes}?",
        ask="Name who says so and who denies it; ask both for what they can show.",
        reasons=(
            Reason(f"reply_{reply.form}", f"“{no}” denies what “{yes}” states"),
            Reason("attributed", "one side denies, the other states"),
        ),
        readings=(Reading("the denial is of something else", "possible", "what is denied is only pointed at"),),
    )
