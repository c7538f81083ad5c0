"""Labelled events: reading them, and refusing labels that are wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from claimcheck.model import ClaimcheckError, Field, Kind, Relation, Severity

REAL = (Relation.CONTRADICTS, Relation.SUPERSEDES, Relation.ATTRIBUTED)


@dataclass(frozen=True, slots=True)
class Place:
    """Code points [start, end) of one field of one article."""

    article: str
    field: str
    start: int
    end: int

    def lies_on(self, other: Place) -> bool:
        """Whether the two share at least half of the shorter one."""
        if (self.article, self.field) != (other.article, other.field):
            return False
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared > 0 and shared * 2 >= min(self.end - self.start, other.end - other.start)


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled question; ``sides`` holds the places of each answer's mentions."""

    id: str
    question: str
    kind: Kind
    relation: Relation
    severity: Severity
    values: tuple[str, ...]
    sides: tuple[tuple[Place, ...], ...]

    @property
    def is_real(self) -> bool:
        """False for a hard negative."""
        return self.relation in REAL


@dataclass(frozen=True, slots=True)
class Event:
    """A labelled event."""

    name: str
    folder: Path
    labels: tuple[Label, ...]


def load_events(gold: Path) -> list[Event]:
    """The labelled events of a folder, by name. Raises ClaimcheckError where there is none, and where a label is
    wrong: not an article's words, an unknown kind, one answer only."""
    if not gold.is_dir():
        raise ClaimcheckError(f"{gold}: no such folder")
    folders = sorted(path.parent for path in gold.glob("*/labels.json"))
    if not folders:
        raise ClaimcheckError(f"{gold}: no EVENT/labels.json in this folder")
    events = [Event(folder.name, folder, tuple(_labels(folder))) for folder in folders]
    return events


def _labels(folder: Path) -> Iterator[Label]:
    from claimcheck.read import read_articles

    articles = {article.id: article for article in read_articles([folder / "articles"])}
    path = folder / "labels.json"
    raw = load_json(path)
    if not isinstance(raw, list):
        raise ClaimcheckError(f"{path}: a list of labels was expected")
    seen: set[str] = set()
    for number, item in enumerate(raw, 1):
        try:
            label = _label(item, {key: (article.text, article.title) for key, article in articles.items()})
        except (KeyError, TypeError, ValueError) as error:
            what = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise ClaimcheckError(f"{path}: label {number}: {what}") from None
        if label.id in seen:
            raise ClaimcheckError(f"{path}: label {number}: the id {label.id!r} stands twice")
        seen.add(label.id)
        yield label


def _label(item: dict[str, object], articles: Mapping[str, tuple[str, str]]) -> Label:
    values = cast(list[dict[str, object]], item["values"])
    if len(values) < 2:
        raise ValueError("fewer than two answers")
    return Label(
        str(item["id"]),
        str(item["question"]),
        Kind(str(item["kind"])),
        Relation(str(item["relation"])),
        Severity(str(item["severity"])),
        tuple(str(value["value"]) for value in values),
        tuple(tuple(_mentions(value, articles)) for value in values),
    )


def _mentions(value: dict[str, object], articles: Mapping[str, tuple[str, str]]) -> Iterator[Place]:
    mentions = cast(list[dict[str, str]], value["mentions"])
    if not mentions:
        raise ValueError(f"the answer {value['value']!r} has no mention")
    for mention in mentions:
        article, words = mention["article"], mention["text"]
        field = Field(mention.get("field", "text"))
        if article not in articles:
            raise ValueError(f"no article {article!r}")
        if not words:
            raise ValueError("an empty mention")
        text = articles[article][field is Field.TITLE]
        start = text.find(words)
        if start < 0:
            raise ValueError(f"not in the {field} of {article}: {words!r}")
        while start >= 0:
            yield Place(article, str(field), start, start + len(words))
            start = text.find(words, start + 1)


def load_json(path: Path) -> object:
    """The value of a JSON file. Raises ClaimcheckError where it is missing or broken."""
    try:
        value: object = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ClaimcheckError(f"{path}: no such file") from None
    except OSError as error:
        raise ClaimcheckError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from None
    except (ValueError, RecursionError) as error:
        raise ClaimcheckError(f"{path}: broken JSON: {error}") from None
    return value
