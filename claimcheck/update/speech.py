"""Utterances: shelved, found again by their words, and bound to those that print the same speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from claimcheck.conflict.quote import is_binding
from claimcheck.conflict.quote_printed import ENOUGH, Printed, Utterance, mouth_keys, printings, run_keys
from claimcheck.facts import Facts
from claimcheck.judged import utterances_of
from claimcheck.update.codec import decode, encode
from claimcheck.update.desk import Desk, hashed

RUN, MOUTH = 0, 1
"""Keys of an utterance: three words in a row; a surname and a telling word."""


def shelve_speech(desk: Desk, row: int, facts: Facts) -> set[int]:
    """Shelves the utterances of an article; returns the hashes of their words."""
    spoken = [(words_key(utterance), encode(utterance)) for utterance in utterances_of(facts)]
    desk.shelves.speech.add(row, spoken)
    return {words for words, _ in spoken}


def words_key(utterance: Utterance) -> int:
    """The hash of an utterance's words."""
    return hashed(*(part for form, sentence in utterance.key for part in (form, str(sentence))))


def bind(desk: Desk, touched: Collection[int]) -> None:
    """Finds anew what the touched utterances are bound to: those that share keys and could be one speech. Utterances
    that were stored before are aligned only with these."""
    shelves = desk.shelves.speech
    held = printed_of(desk, touched)
    for words in sorted(touched):
        shelves.rekey(words, _keys(held[words]) if words in held else {})
    for words in sorted(touched):
        one = held.get(words)
        near = _meeting(desk, words, one) if one is not None else set()
        others = held | printed_of(desk, near - set(held))
        shelves.relink(words, (n for n in near if one is not None and _bound(one, others[n])))


def printed_of(desk: Desk, words: Collection[int]) -> dict[int, Printed]:
    """Utterances with all places that print them, by the hash of their words; those printed nowhere are left out."""
    spoken: dict[int, list[Utterance]] = defaultdict(list)
    for key, _, raw in desk.shelves.speech.places(words):
        spoken[key].append(decode(raw, Utterance))
    return {key: printings(said)[0] for key, said in spoken.items()}


def printed_among(desk: Desk, words: Collection[int]) -> list[Printed]:
    """The same as a list, in order of the words themselves."""
    return printings(decode(raw, Utterance) for _, _, raw in desk.shelves.speech.places(words))


def _keys(one: Printed) -> dict[tuple[int, int], int]:
    keys = {(RUN, hashed(*run)): weight for run, weight in run_keys(one.words).items()}
    return keys | {(MOUTH, hashed(*mouth)): 1 for mouth in mouth_keys(one)}


def _meeting(desk: Desk, words: int, one: Printed) -> set[int]:
    """The other utterances that share enough keys."""
    keys = _keys(one)
    out: set[int] = set()
    for kind in (RUN, MOUTH):
        own = {key: weight for (of, key), weight in keys.items() if of == kind}
        shared = _shared(words, own, desk.shelves.speech.sharing(kind, own))
        out |= {other for other, count in shared.items() if count >= ENOUGH}
    return out


def _shared(words: int, own: dict[int, int], found: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    shared: dict[int, int] = defaultdict(int)
    for other, key, weight in found:
        if other != words:
            shared[other] += max(weight, own[key])
    return shared


def _bound(one: Printed, other: Printed) -> bool:
    if not (one.marked or other.marked):
        return False
    first, second = sorted((one, other), key=lambda p: Utterance("", p.places[0][1], p.places[0][2]).key)
    return is_binding(first, second)
