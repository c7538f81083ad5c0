"""Findings made by hand: an invented ferry fire in three articles, every slot filled, hostile words in print."""

from __future__ import annotations

from datetime import datetime, timedelta

from claimcheck.model import (
    Amount,
    Answer,
    AnswerValue,
    Article,
    Attribution,
    Claim,
    Discrepancy,
    EntityLabel,
    Field,
    Findings,
    Hedge,
    Interval,
    Kind,
    NotCompared,
    PlaceRelation,
    Precision,
    Quotation,
    Reading,
    Reason,
    Relation,
    Severity,
    Slot,
    Span,
    TimeKind,
    What,
    When,
    Where,
    Who,
    WhoRole,
    content_id,
)

EVENING = (
    "Seven people died when the ferry Aurelia caught fire off Marstrand on Tuesday, police said. "
    "“We did all we could,” said Captain Ida Lund. [bold]The owner[/bold] gave no <script>alert(1)</script> answer."
)
MORNING = (
    "=HYPERLINK(1) At least five people were killed in the blaze, the coast guard said.\x1b[31m It began at 9 p.m."
)
COPY = "Seven people died when the ferry Aurelia caught fire off Marstrand on Tuesday, police said."
FRENCH = "Le ferry a pris feu mardi soir au large de la côte et sept personnes sont mortes selon la police."


def article(identity: str, source: str, title: str, published: str, text: str, **more: str) -> Article:
    """An English article with its publication time."""
    interval = None
    if published:
        low = datetime.fromisoformat(published)
        interval = Interval(low, low + timedelta(minutes=1), Precision.MINUTE)
    return Article(
        id=identity, text=text, title=title, source=source, published=published, published_at=interval, **more
    )


def span_of(text: str, words: str) -> tuple[int, int, str]:
    """Start, end and words of the first place where they stand."""
    start = text.index(words)
    return start, start + len(words), words


def claim(of: Article, sentence: str, words: str, amount: Amount | None = None, **more: object) -> Claim:
    """A claim of a sentence of the article's text whose predicate is the given words."""
    start, end, _ = span_of(of.text, sentence)
    low, high, _ = span_of(of.text, words)
    return Claim(
        id=content_id(of.id, sentence, words),
        article=of.id,
        field=Field.TEXT,
        sentence=Span(start, end, sentence),
        start=start,
        end=end,
        what=What(low, high, words, words),
        amount=amount,
        **more,  # type: ignore[arg-type]
    )


def amount(text: str, words: str, low: float, high: float, hedge: Hedge = Hedge.EXACT) -> Amount:
    """A number of people killed."""
    start, end, _ = span_of(text, words)
    return Amount(start, end, words, low, high, low, hedge, of="person", role="killed")


def sample_articles() -> tuple[Article, ...]:
    """Three English articles and a French one."""
    return (
        article("a-evening", "evening.example", "Ferry fire kills seven", "2024-03-06T18:30:00", EVENING),
        article(
            "b-morning", "morning.example", "At least five dead", "2024-03-06T07:05:00", MORNING,
            url="https://morning.example/ferry?a=1&b=2",
        ),
        article(
            "c-copy", "copy.example", "Ferry fire kills seven", "2024-03-06T19:00:00", COPY, url="javascript:alert(1)"
        ),
        Article(
            id="d-french", text=FRENCH, source="journal.example", language="fr", skipped="language: fr", path="d.txt"
        ),
    )  # fmt: skip


def sample_findings() -> Findings:
    """One question about a toll and one about a quotation, and a compatible reading."""
    evening, morning, copy, french = sample_articles()
    first = EVENING.split(" “", 1)[0]
    seven = claim(
        evening,
        first,
        "died",
        amount(EVENING, "Seven", 7, 7),
        who=(Who(*span_of(EVENING, "the ferry Aurelia"), name="Aurelia", role=WhoRole.OTHER, label=EntityLabel.OTHER),),
        where=(
            Where(*span_of(EVENING, "Marstrand"), name="Marstrand", relation=PlaceRelation.NEAR, within=("Sweden",)),
        ),
        when=When(
            *span_of(EVENING, "Tuesday"),
            value="2024-03-05",
            kind=TimeKind.DATE,
            low=datetime(2024, 3, 5),
            high=datetime(2024, 3, 6),
            precision=Precision.DAY,
            anchor="publication",
        ),
        attribution=Attribution(*span_of(EVENING, "police"), source="police", cue="said"),
    )
    second = "“We did all we could,” said Captain Ida Lund."
    quoted = claim(
        evening,
        second,
        "said",
        quote=Quotation(*span_of(EVENING, "We did all we could,"), speaker="Ida Lund", cue="said"),
    )
    killed = MORNING.split("\x1b")[0]
    five = claim(
        morning, killed, "killed", amount(MORNING, "At least five", 5, float("inf"), Hedge.AT_LEAST),
    )  # fmt: skip
    same = claim(copy, COPY, "died", amount(COPY, "Seven", 7, 7))
    began = claim(morning, "It began at 9 p.m.", "began")
    toll = Discrepancy(
        id="0123456789ab",
        kind=Kind.QUANTITY,
        relation=Relation.SUPERSEDES,
        severity=Severity.MAJOR,
        confidence=0.8125,
        question="How many people died in the ferry fire?",
        values=(
            AnswerValue("seven", (seven.id, same.id), (answer(seven, "Seven"), answer(same, "Seven")), 2, 1),
            AnswerValue("at least five", (five.id,), (answer(five, "At least five"),), 1, 1),
        ),
        explanation="Evening.example says seven died, the earlier morning.example at least five.",
        ask="Ask the coast guard for the toll now.",
        reasons=(Reason("toll_rises", "the later article has the higher toll"),),
        readings=(Reading("at least", "possible", "five is a lower bound"), Reading("another group", "ruled out", "")),
    )
    start = Discrepancy(
        id="fedcba987654",
        kind=Kind.WHEN,
        relation=Relation.COMPATIBLE,
        severity=Severity.MINOR,
        confidence=0.3,
        question="When did the fire begin?",
        values=(
            AnswerValue("Tuesday", (seven.id,), (answer(seven, "Tuesday", Slot.WHEN),), 1, 1),
            AnswerValue("9 p.m.", (began.id,), (answer(began, "9 p.m.", Slot.WHEN),), 1, 1),
        ),
        explanation="The hour lies inside the day.",
        ask="",
        readings=(Reading("containment", "holds", "9 p.m. is part of Tuesday"),),
    )
    return Findings(
        articles=(evening, morning, copy, french),
        claims=(seven, quoted, five, same, began),
        discrepancies=(toll, start),
        not_compared=(NotCompared("d-french", "language: fr"),),
        lineage={"a-evening": "g1", "c-copy": "g1", "b-morning": "g2"},
    )


def answer(of: Claim, words: str, slot: Slot = Slot.AMOUNT) -> Answer:
    """Where the words stand in the claim's article."""
    texts = {item.id: item.text for item in sample_articles()}
    start, end, _ = span_of(texts[of.article], words)
    return Answer(of.id, slot, start, end)
