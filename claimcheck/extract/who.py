"""Who: the participants of a predicate with their names, as the article's parties resolve them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.compare.names import name_words
from claimcheck.compare.spelling import plain
from claimcheck.extract.participants import Filler, Tree, fillers_of
from claimcheck.extract.parties import NAMED, Participants, Party, find_people, trimmed
from claimcheck.model import EntityLabel, Sentence, Token, Who, WhoRole

__all__ = ["Participants", "Party", "find_people", "participants_of"]


def participants_of(sentence: Sentence, predicate_index: int, participants: Participants) -> tuple[Who, ...]:
    """The participants of the predicate at a token: agent, patient, recipient, companion; whole noun phrases, with
    their resolved names. In order of their start."""
    if not 0 <= predicate_index < len(sentence.tokens):
        return ()
    tree = Tree(sentence)
    found: list[Who] = []
    named: set[int] = set()
    for filler in fillers_of(tree, predicate_index):
        entity = next((e for e in sentence.entities if e.first <= filler.head < e.last), None)
        who = None if entity is not None and entity.first in named else _who(sentence, tree, filler, participants)
        if who is not None:
            found.append(who)
            named.update((entity.first,) if entity is not None else ())
    agents = {who.name for who in found if who.role is WhoRole.AGENT}
    found = [_unresolved(who) if _is_own_object(who, agents) else who for who in found]
    return tuple(sorted(found, key=lambda who: (who.start, who.end)))


def _is_own_object(who: Who, agents: set[str]) -> bool:
    """A plain pronoun ("him", not "himself") is never the agent of its own clause."""
    reflexive = who.text.lower().endswith(("self", "selves"))
    return (
        who.resolved and who.role is not WhoRole.AGENT and who.name in agents and not reflexive and " " not in who.text
    )


def _unresolved(who: Who) -> Who:
    return replace(who, name=who.text, title="", label=None, aliases=(), resolved=False)


_QUOTATION_MARKS = str.maketrans("", "", '“”"„«»')
_NOBODY = frozenset({"it", "there", "what", "which", "that", "this", "who", "whom", "where", "when", "how"})
_THINGS_ONLY = frozenset({WhoRole.RECIPIENT, WhoRole.WITH})


def _who(sentence: Sentence, tree: Tree, filler: Filler, participants: Participants) -> Who | None:
    token = sentence.tokens[filler.head]
    if token.pos in ("VERB", "ADV", "PUNCT", "AUX", "PART") or token.text.lower() in _NOBODY:
        return None
    first, last = tree.phrase(filler.head, filler.without)
    named, beside = _named_beside(sentence, tree, filler.head)
    if beside:
        first, last = min(first, tree.phrase(named)[0]), max(last, tree.phrase(named)[1])
    entity = next((e for e in sentence.entities if e.first <= named < e.last), None)
    label = entity.label if entity else None
    if entity is not None and entity.first <= last and first <= entity.last:
        first, last = min(first, trimmed(sentence.tokens, entity)[0]), max(last, trimmed(sentence.tokens, entity)[1])
    if _is_dateline(sentence.tokens, first, last, label):
        return None
    if filler.role in _THINGS_ONLY and label not in NAMED and not _is_person(token):
        return None
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    known = participants.party_at(sentence, named)
    if known is None:
        name = _common_name(sentence.tokens[first:last], text)
        return Who(start, end, text, name, filler.role, token.lemma, label=label)
    party, resolved = known
    return Who(
        start=start,
        end=end,
        text=text,
        name=party.name,
        role=filler.role,
        head=token.lemma,
        title=party.title,
        label=party.label,
        aliases=tuple(form for form in party.forms if form != party.name),
        resolved=resolved or (named != filler.head and not beside),
    )


def _named_beside(sentence: Sentence, tree: Tree, head: int) -> tuple[int, bool]:
    """The person or organisation in apposition to a common noun and whether it follows at once: "actress Ada Byron"
    (yes), "the friend, Ada Byron" (no). The head itself where there is none."""
    inside = any(e.first <= head < e.last for e in sentence.entities)
    if inside or sentence.tokens[head].pos not in ("NOUN", "ADJ", "PROPN"):
        return head, False
    following = next((e for e in sentence.entities if e.first == head + 1 and e.label is EntityLabel.PERSON), None)
    if following is not None:
        return following.first, True
    for index in tree.below[head]:
        if index < head or tree.tokens[index].dep not in ("appos", "flat", "compound"):
            continue
        entity = next((e for e in sentence.entities if e.first <= index < e.last and e.label in NAMED), None)
        if entity is not None and not _is_plural(sentence.tokens[head]):
            return index, entity.first == head + 1
    return head, False


def _is_plural(token: Token) -> bool:
    """Whether a noun is told as several: one name in apposition to it is one of them alone."""
    return token.text.lower() != token.lemma.lower() and token.text.lower().endswith(("s", "men", "people", "children"))


def _is_dateline(tokens: Sequence[Token], first: int, last: int, label: EntityLabel | None) -> bool:
    """Capitals before a dash at the sentence's start are where the story was filed."""
    if first > 1 or label is not EntityLabel.PLACE or last >= len(tokens):
        return False
    capitals = all(token.text.isupper() for token in tokens[first:last] if token.text.isalpha())
    return capitals and tokens[last].text in ("—", "–", "-", "--", ":", "(", ",")


def _is_person(token: Token) -> bool:
    return token.pos == "PRON" or token.lemma.lower() in name_words().nouns or plain(token.lemma) in name_words().titles


def _common_name(tokens: Sequence[Token], text: str) -> str:
    """The noun phrase without determiners and possessors, lower case where it is no name."""
    start = 0
    while start < len(tokens) - 1 and tokens[start].pos in ("DET", "PUNCT"):
        start += 1
    bare = text[tokens[start].start - tokens[0].start :] if tokens else text
    return bare.translate(_QUOTATION_MARKS)
