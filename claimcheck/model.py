"""Every shared value of claimcheck: articles, annotations, slots, claims, comparisons, discrepancies, errors.

Standard library only. All values are frozen; offsets are code points, half open, into the field of the article
(``text`` or ``title``) that the value was read from.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# --------------------------------------------------------------------------------------------------------- errors


class ClaimcheckError(Exception):
    """Any failure that a user can act on; its text is one line."""


class ConfigError(ClaimcheckError):
    """A configuration file or option is wrong."""


class ModelError(ClaimcheckError):
    """A language model cannot be loaded."""


class ReadError(ClaimcheckError):
    """An input cannot be read: names the file, the place in it, the reason."""

    def __init__(self, path: str, reason: str, place: str = "") -> None:
        self.path = path
        self.reason = reason
        self.place = place
        super().__init__(f"{path}{':' + place if place else ''}: {reason}")


# ------------------------------------------------------------------------------------------------------- articles


class Field(StrEnum):
    """The part of an article that an offset counts into."""

    TEXT = "text"
    TITLE = "title"


class Precision(StrEnum):
    """How exact a time is, coarsest first."""

    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    PART = "part of day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Interval:
    """A time as the half-open interval [low, high) it may lie in; naive local datetimes.

    ``utc_offset`` is minutes east of UTC where the text or the feed gave a zone, else None (unknown).
    """

    low: datetime
    high: datetime
    precision: Precision
    utc_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. ``published`` is kept as written; ``published_at`` is its interval, None if unknown."""

    id: str
    text: str
    title: str = ""
    source: str = ""
    published: str = ""
    url: str = ""
    path: str = ""
    language: str = "en"
    skipped: str | None = None
    published_at: Interval | None = None
    reader: str = ""

    def field(self, name: Field) -> str:
        """The text that offsets of that field count into."""
        return self.title if name is Field.TITLE else self.text


# ----------------------------------------------------------------------------------------------------- annotation


class EntityLabel(StrEnum):
    """What a named entity is."""

    PERSON = "person"
    ORG = "organisation"
    PLACE = "place"
    FACILITY = "facility"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """A word. ``pos`` is a UPOS tag, ``dep`` a Universal Dependencies relation, ``head`` an index into the
    tokens of the same sentence (-1 for the root)."""

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens [first, last) of its sentence, code points [start, end) of the field."""

    label: EntityLabel
    first: int
    last: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A PropBank-like role: tokens [first, last) fill ``role`` (ARG0, ARG1, ARGM-LOC, ARGM-TMP …) of a predicate."""

    predicate: int
    role: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """An annotated sentence; ``start``/``end`` and every token offset count into the field it came from."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    roles: tuple[RoleSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with the sentences of its title and text."""

    article: Article
    title: tuple[Sentence, ...]
    text: tuple[Sentence, ...]

    def sentences(self, name: Field) -> tuple[Sentence, ...]:
        """The sentences of one field."""
        return self.title if name is Field.TITLE else self.text


# ---------------------------------------------------------------------------------------------------------- slots


class Slot(StrEnum):
    """The parts of a claim that can be compared."""

    WHO = "who"
    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    AMOUNT = "amount"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"


class WhoRole(StrEnum):
    """What a participant is to the predicate."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    WITH = "with"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Who:
    """A participant. ``text`` is the whole mention, ``name`` its resolved normal form ("Vladimir Putin" for
    "he" where one candidate is left), ``head`` the lemma of its head noun, ``aliases`` the other forms that
    the article uses for it, ``title`` an office or rank ("President"), ``label`` None for common nouns."""

    start: int
    end: int
    text: str
    name: str
    role: WhoRole
    head: str = ""
    title: str = ""
    label: EntityLabel | None = None
    aliases: tuple[str, ...] = ()
    resolved: bool = False


class Modality(StrEnum):
    """In which way a claim holds."""

    HAPPENED = "happened"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    DENIED = "denied"
    ALLEGED = "alleged"


@dataclass(frozen=True, slots=True)
class What:
    """The predicate: its verb group (or nominal) as written, head lemma with particle ("set up"), polarity."""

    start: int
    end: int
    text: str
    lemma: str
    negated: bool = False
    modality: Modality = Modality.HAPPENED


class PlaceRelation(StrEnum):
    """How a place word ties the event to the place."""

    IN = "in"
    NEAR = "near"
    OUTSIDE = "outside"
    FROM = "from"
    TO = "to"
    DIRECTION = "direction"
    DATELINE = "dateline"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Where:
    """A place mention. ``place`` is its gazetteer id (None if unknown), ``within`` the names of what contains it,
    nearest first, ``kind`` one of country, region, city, venue, street, area. ``metonym``: it stands for a
    government, a team or an institution ("Moscow said") and is no location."""

    start: int
    end: int
    text: str
    name: str
    relation: PlaceRelation = PlaceRelation.IN
    place: int | None = None
    within: tuple[str, ...] = ()
    kind: str = ""
    metonym: bool = False


class TimeKind(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: span, TIMEX3 ``value``, and for dates and times the half-open interval [low, high)
    it may lie in (None where unknown, and for durations). ``seconds`` is the (low, high) length of a duration.
    ``relation``: on, before, after, since, until, by, for. ``anchor`` says what a relative expression was
    resolved from: "" (absolute), "publication", "dateline", "text". ``event`` names the dated event behind
    an anniversary or holiday. ``inferred`` lists what the text did not say (year, month …)."""

    start: int
    end: int
    text: str
    value: str
    kind: TimeKind
    low: datetime | None = None
    high: datetime | None = None
    precision: Precision | None = None
    utc_offset: int | None = None
    seconds: tuple[float, float] | None = None
    relation: str = "on"
    anchor: str = ""
    event: str = ""
    inferred: tuple[str, ...] = ()


class Hedge(StrEnum):
    """What a text says of the exactness of a figure."""

    EXACT = "exact"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts. ``figure`` is the stated figure, [low, high] the range it may lie in, both
    in ``unit`` ("" for a plain count; else SI or ISO 4217 symbols: km, kg, USD; "%" and "years old"). ``of`` is
    the lemma of what is counted, ``role`` what happens to the counted (killed, injured, arrested, paid …),
    ``scope`` words that narrow the count (other, additional, Palestinian, in total), ``per`` the denominator of
    a rate, ``ordinal`` true for "third". ``step`` is the smallest difference that the printed figure can show, in
    ``unit``: 1 for "146", 10 for "150", 1e8 for "$1.6bn", 0 where unknown or vague."""

    start: int
    end: int
    text: str
    low: float
    high: float
    figure: float | None
    hedge: Hedge = Hedge.EXACT
    unit: str = ""
    of: str = ""
    role: str = ""
    scope: tuple[str, ...] = ()
    per: str = ""
    ordinal: bool = False
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a claim is credited to. ``cue`` is the word that credits ("said", "according to", "[4]"), ``depth``
    how many mouths it passed through, ``stance`` asserts, denies, doubts or alleges."""

    start: int
    end: int
    text: str
    source: str
    cue: str
    depth: int = 1
    stance: str = "asserts"
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words. [start, end) is the content between the marks; ``direct`` False for reported speech without
    marks. ``speaker`` is the resolved name; its span and the cue's are -1 where the text names none."""

    start: int
    end: int
    text: str
    speaker: str = ""
    speaker_start: int = -1
    speaker_end: int = -1
    cue: str = ""
    cue_start: int = -1
    cue_end: int = -1
    direct: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """Code points [start, end) with their text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Who did what, where and when, with how many, in whose words: one predicate of one sentence.

    ``words`` are the content lemmas of the claim's sentence, ``near`` those of its own clause: what alignment
    weighs. ``speech`` is true inside a direct quotation.
    """

    id: str
    article: str
    field: Field
    sentence: Span
    start: int
    end: int
    what: What
    who: tuple[Who, ...] = ()
    where: tuple[Where, ...] = ()
    when: When | None = None
    amount: Amount | None = None
    attribution: Attribution | None = None
    quote: Quotation | None = None
    words: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    speech: bool = False


# ----------------------------------------------------------------------------------------------------- comparison


class SlotRelation(StrEnum):
    """What two regions have in common. WITHIN: one refines the other."""

    SAME = "same"
    WITHIN = "within"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values of one slot compared: the relation, the reason in words, and how alike they are (0-1)."""

    slot: Slot
    relation: SlotRelation
    reason: str
    score: float = 0.0


# -------------------------------------------------------------------------------------------------- discrepancies


class Kind(StrEnum):
    """What a discrepancy is about."""

    WHERE = "where"
    WHEN = "when"
    WHO = "who"
    QUANTITY = "quantity"
    WHAT = "what"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    CALENDAR = "calendar"


class Relation(StrEnum):
    """How the answers of a discrepancy stand to one another."""

    CONTRADICTS = "contradicts"
    SUPERSEDES = "supersedes"
    ATTRIBUTED = "attributed"
    COMPATIBLE = "compatible"


class Severity(StrEnum):
    """Major where a correction would be printed."""

    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that spoke for the discrepancy, and what it saw."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A compatible reading that was tried: its name, "ruled out", "possible" or "holds", and why."""

    reading: str
    verdict: str
    detail: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Where in a claim an answer stands."""

    claim: str
    slot: Slot
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """One of the incompatible answers, and every claim that gives it."""

    value: str
    claims: tuple[str, ...]
    answers: tuple[Answer, ...]
    sources: int = 0
    origins: int = 0


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One question with two or more incompatible answers."""

    id: str
    kind: Kind
    relation: Relation
    severity: Severity
    confidence: float
    question: str
    values: tuple[AnswerValue, ...]
    explanation: str
    ask: str
    reasons: tuple[Reason, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class NotCompared:
    """An article, or a part of one, that was not checked, and why: silence is not clearance."""

    article: str
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What one run found. ``lineage`` maps an article's id to the name of its group of near-copies."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    discrepancies: tuple[Discrepancy, ...]
    not_compared: tuple[NotCompared, ...] = ()
    lineage: dict[str, str] = field(default_factory=dict)


def content_id(*parts: str) -> str:
    """Twelve hex digits that depend on the parts alone."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
