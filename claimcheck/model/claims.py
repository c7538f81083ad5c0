"""Claims and their slots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claimcheck.model.annotation import EntityLabel
from claimcheck.model.articles import Field, Precision


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
