"""Denials that point back: "The firm denies this", "He rejected the allegation", "Her lawyer called the claim false".

What is denied stands in the sentences before. The rule sets the denying sentence against the nearest one before it
that another voice answers for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.compare.what import action_words
from claimcheck.compare.words import WordTable
from claimcheck.conflict.actions.act import Act
from claimcheck.conflict.actions.judge import denied_and_stated
from claimcheck.conflict.actions.reply_read import Reply, Told, read_reply, reply_words, told
from claimcheck.conflict.pair import Conflict
from claimcheck.model import Reading

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
ACROSS = 0.3
MIGHT = re.compile(r"\b(?:could|would|might|may) (?:\w+ )?(?:be|face|have)\b", re.IGNORECASE)
OWN_WORDS = 0.5
"""What a sentence counts in which the denier speaks too."""
SAYS_LESS = 0.7
"""What a fragment, or a sentence of what may come, counts as the claim that is denied."""
FULL = 6
"""Content words of a sentence that says something by itself."""
LONGEST = 400
"""Characters: what is longer is no sentence but the furniture of a page."""
CONFIDENCE = {
    "that": 0.5,
    "claim": 0.5,
    "untrue": 0.4,
    "disagree": 0.3,
    "content": 0.3,
    "fault": 0.3,
}
"""By the words that name what is denied; set by hand, lowered after blind readers took fewer for real."""
SHARED = 4.0
"""Rarity, in nats, that a sentence must share with what is denied, where that is spelled out."""
AND = re.compile(r"\b(?:but|while|whereas|although|though|yet|and)\b|;", re.IGNORECASE)
"""What parts two voices in one sentence."""
IF = re.compile(r"\W*(?:if|whether)\b", re.IGNORECASE)


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
    who = ", ".join(sorted(reply.deniers)) or "somebody"
    reading = Reading("the denial is of something else", "possible", "what is denied is only pointed at")
    return denied_and_stated(reply.act, stated, f"reply_{reply.form}", f"reply/{who}", score, score, (reading,))
