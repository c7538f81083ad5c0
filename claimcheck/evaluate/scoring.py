"""Flags against labels: which flag finds which label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import cast

from claimcheck.evaluate.labels import Event, Label, Place
from claimcheck.model import ClaimcheckError, Relation

_LONG_SENTENCE = 600  # a longer one is a page without full stops: its place is cut to what is around the claim
_AROUND = 150


@dataclass(frozen=True, slots=True)
class Flag:
    """A reported discrepancy; ``sides`` holds the places of each value's claims."""

    id: str
    kind: str
    relation: str
    confidence: float
    values: tuple[str, ...]
    sides: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A flag judged: "real", "repeat", "trap" (it finds hard negatives only) or "extra", and the labels it is on."""

    flag: Flag
    word: str
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class EventScore:
    """The verdicts on one event's flags, and its labels."""

    event: Event
    verdicts: tuple[Verdict, ...]

    def found(self) -> dict[str, Flag]:
        """The flag that found each label, by label id; real labels and flagged hard negatives."""
        found: dict[str, Flag] = {}
        for verdict in self.verdicts:
            if verdict.word in ("real", "trap"):
                for label in verdict.labels:
                    found.setdefault(label.id, verdict.flag)
        return found

    def summary(self) -> str:
        """One line for the person who waits."""
        hits = sum(verdict.word == "real" for verdict in self.verdicts)
        real = sum(label.is_real for label in self.event.labels)
        return f"{hits} of {real} labelled discrepancies found with {len(self.verdicts)} flags"


def flags_of(report: object) -> list[Flag]:
    """The discrepancies of a JSON report that are not called compatible, surest first. Raises ClaimcheckError for
    anything that is no report."""
    try:
        whole = cast(dict[str, list[dict[str, object]]], report)
        claims = {str(claim["id"]): _claim_place(claim) for claim in whole["claims"]}
        flags = [_flag(item, claims) for item in whole["discrepancies"] if item["relation"] != str(Relation.COMPATIBLE)]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ClaimcheckError(f"not a claimcheck report: {type(error).__name__} {error}") from None
    return sorted(flags, key=lambda flag: (-flag.confidence, flag.id))


def _claim_place(claim: dict[str, object]) -> Place:
    sentence = cast(dict[str, int], claim["sentence"])
    start, end = sentence["start"], sentence["end"]
    if end - start > _LONG_SENTENCE:
        own_start, own_end = cast(int, claim["start"]), cast(int, claim["end"])
        start, end = max(start, own_start - _AROUND), min(end, own_end + _AROUND, own_start + 2 * _AROUND)
    return Place(str(claim["article"]), str(claim.get("field", "text")), start, end)


def _flag(item: dict[str, object], claims: Mapping[str, Place]) -> Flag:
    values = cast(list[dict[str, object]], item["values"])
    sides = tuple(
        tuple(dict.fromkeys(claims[identity] for identity in cast(list[str], value["claims"]))) for value in values
    )
    return Flag(
        str(item["id"]),
        str(item["kind"]),
        str(item["relation"]),
        float(cast(float, item["confidence"])),
        tuple(str(value["value"]) for value in values),
        sides,
    )


def share_on(flag: Flag, label: Label) -> float:
    """The share of a flag's places that lie on a label; 0 where the flag does not find it."""
    hits: list[set[int]] = []
    on = total = 0
    for side in flag.sides:
        answers: set[int] = set()
        for place in side:
            here = {i for i, mentions in enumerate(label.sides) if any(place.lies_on(m) for m in mentions)}
            answers |= here
            on += bool(here)
            total += 1
        hits.append(answers)
    crossed = any(i != j for one, other in combinations(hits, 2) for i in one for j in other)
    return on / total if crossed and on * 2 >= total else 0.0


def score_event(event: Event, report: object) -> EventScore:
    """Every flag in order of confidence, each given the free label that it lies on best."""
    taken: set[str] = set()
    verdicts = []
    for flag in flags_of(report):
        share = {label.id: share_on(flag, label) for label in event.labels}
        on = sorted((label for label in event.labels if share[label.id]), key=lambda label: -share[label.id])
        real = [label for label in on if label.is_real]
        free = [label for label in real if label.id not in taken]
        if free:
            taken.add(free[0].id)
            verdicts.append(Verdict(flag, "real", (free[0],)))
        elif real:
            verdicts.append(Verdict(flag, "repeat", (real[0],)))
        elif on:
            verdicts.append(Verdict(flag, "trap", tuple(on)))
        else:
            verdicts.append(Verdict(flag, "extra"))
    return EventScore(event, tuple(verdicts))
