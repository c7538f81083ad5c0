"""One name, one label: the names of a text made consistent.

A sentence alone often leaves open whether "Hughes" is a person, a town or a firm; the rest of the article seldom
does. Every mention votes; forms that share a surname vote together; unlabelled repeats of a sure name are labelled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.model import Entity, EntityLabel, Sentence

Key = tuple[str, ...]
MAJORITY = 0.6
"""Share of the votes that a label needs to overrule the others; below it every mention keeps its own."""
_ORDER = {label: rank for rank, label in enumerate(EntityLabel)}


def _key(sentence: Sentence, entity: Entity) -> Key:
    return tuple(token.text.casefold() for token in sentence.tokens[entity.first : entity.last])


def _votes(sentences: Sequence[Sentence]) -> dict[Key, Counter[EntityLabel]]:
    votes: dict[Key, Counter[EntityLabel]] = defaultdict(Counter)
    for sentence in sentences:
        for entity in sentence.entities:
            votes[_key(sentence, entity)][entity.label] += 1
    for key, counts in list(votes.items()):
        if len(key) > 1 and counts[EntityLabel.PERSON] * 2 > counts.total() and key[-1:] in votes:
            votes[key[-1:]][EntityLabel.PERSON] += counts[EntityLabel.PERSON]
    return votes


def _chosen(votes: dict[Key, Counter[EntityLabel]]) -> dict[Key, EntityLabel]:
    chosen: dict[Key, EntityLabel] = {}
    for key, counts in votes.items():
        label, count = max(counts.items(), key=lambda item: (item[1], -_ORDER[item[0]]))
        if count >= MAJORITY * counts.total():
            chosen[key] = label
    return chosen


def _repeats(sentence: Sentence, sure: dict[Key, EntityLabel], longest: int) -> list[Entity]:
    """Unlabelled repeats of sure names in a sentence, longest first."""
    taken = {index for entity in sentence.entities for index in range(entity.first, entity.last)}
    folded = [token.text.casefold() for token in sentence.tokens]
    found: list[Entity] = []
    for first, token in enumerate(sentence.tokens):
        if first in taken or not token.text[:1].isupper():
            continue
        for size in range(min(longest, len(folded) - first), 0, -1):
            span = range(first, first + size)
            label = sure.get(tuple(folded[first : first + size]))
            if label is None or any(index in taken for index in span):
                continue
            if not any(sentence.tokens[index].pos == "PROPN" for index in span):
                continue
            if size == 1 and token.dep in ("flat", "compound", "amod"):
                continue
            last = sentence.tokens[first + size - 1]
            text = sentence.text[token.start - sentence.start : last.end - sentence.start]
            found.append(Entity(label, first, first + size, token.start, last.end, text))
            taken.update(span)
            break
    return found


def agree_names(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of one text with its names made consistent."""
    votes = _votes(sentences)
    if not votes:
        return tuple(sentences)
    chosen = _chosen(votes)
    sure = {key: label for key, label in chosen.items() if len(key) > 1 or votes[key][label] > 1}
    longest = max((len(key) for key in sure), default=0)
    made: list[Sentence] = []
    for sentence in sentences:
        own = [replace(entity, label=chosen.get(_key(sentence, entity), entity.label)) for entity in sentence.entities]
        more = _repeats(sentence, sure, longest) if sure else []
        entities = tuple(sorted([*own, *more], key=lambda entity: entity.first)) if more else tuple(own)
        made.append(sentence if entities == sentence.entities else replace(sentence, entities=entities))
    return tuple(made)
