"""The report as JSON (docs/json.md), and as JSONL with one discrepancy a line.

Keys keep their order, nothing depends on the machine, so equal findings give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from claimcheck.model import (
    Amount,
    Article,
    Attribution,
    Claim,
    Discrepancy,
    Findings,
    Item,
    Notice,
    Quotation,
    What,
    When,
    Where,
    Who,
)
from claimcheck.report.lookup import Lookup, arranged, claim_place, number

SCHEMA = "claimcheck.report/1"

Json = dict[str, object]


def to_json(findings: Findings, *, with_text: bool = False) -> str:
    """The whole report; ``with_text`` repeats the articles' text in it."""
    return _dump(report_object(findings, with_text=with_text), indent=1)


def to_jsonl(findings: Findings) -> str:
    """One discrepancy a line, each with the claims and articles that it cites."""
    findings = arranged(findings)
    lookup = Lookup.of(findings)
    lines = []
    for item in findings.discrepancies:
        claims = [lookup.claims[identity] for identity in sorted({c for value in item.values for c in value.claims})]
        claims.sort(key=claim_place)
        articles = [lookup.articles[identity] for identity in sorted({claim.article for claim in claims})]
        line: Json = {"schema": "claimcheck.discrepancy/1", **discrepancy_object(item)}
        line["cited"] = [claim_object(claim) for claim in claims]
        line["articles"] = [article_object(article, findings.lineage) for article in articles]
        lines.append(_dump(line))
    return "".join(lines)


def report_object(findings: Findings, *, with_text: bool = False) -> Json:
    """The report as plain dicts and lists, keys as in docs/json.md."""
    findings = arranged(findings)
    articles = []
    for article in findings.articles:
        entry = article_object(article, findings.lineage)
        if with_text:
            entry["text"] = article.text
        articles.append(entry)
    return {
        "schema": SCHEMA,
        "articles": articles,
        "claims": [claim_object(claim) for claim in findings.claims],
        "discrepancies": [discrepancy_object(item) for item in findings.discrepancies],
        "not_compared": [{"article": item.article, "reason": item.reason} for item in findings.not_compared],
        "notices": [notice_object(notice) for notice in findings.notices],
    }


def notice_object(notice: Notice) -> Json:
    """What to know of an article beside what it says."""
    return {"article": notice.article, "kind": str(notice.kind), "text": notice.text}


def article_object(article: Article, lineage: dict[str, str]) -> Json:
    """An article without its text; ``text_sha256`` is over the UTF-8 of the text that offsets count into."""
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "path": article.path,
        "language": article.language,
        "skipped": article.skipped,
        "text_sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "lineage": lineage.get(article.id, article.id),
        "reader": article.reader,
        "item": item_object(article.item),
    }


def item_object(item: Item) -> Json:
    """What the wire said of an item, strings as written."""
    line = item.dateline
    return {
        "class": str(item.item_class),
        "provider": item.provider,
        "provider_id": item.provider_id,
        "version": item.version,
        "first_created": item.first_created,
        "version_created": item.version_created,
        "status": str(item.status) if item.status is not None else None,
        "signals": [str(signal) for signal in item.signals],
        "editor_note": item.editor_note,
        "corrections": [{"text": c.text, "field": c.field, "new": c.new, "old": c.old} for c in item.corrections],
        "embargo": item.embargo,
        "urgency": item.urgency,
        "slug": item.slug,
        "byline": item.byline,
        "dateline": (
            {"text": line.text, "place": line.place, "day": line.day, "agency": line.agency}
            if line is not None
            else None
        ),
        "rights": item.rights,
        "replaces": list(item.replaces),
        "raw_sha256": item.raw_sha256,
        "reader_version": item.reader_version,
    }


def claim_object(claim: Claim) -> Json:
    """A claim with every slot, each value with its own span."""
    return {
        "id": claim.id,
        "article": claim.article,
        "field": str(claim.field),
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end, "text": claim.sentence.text},
        "who": [_who(item) for item in claim.who],
        "what": _what(claim.what),
        "where": [_where(item) for item in claim.where],
        "when": _when(claim.when) if claim.when is not None else None,
        "amount": _amount(claim.amount) if claim.amount is not None else None,
        "attribution": _attribution(claim.attribution) if claim.attribution is not None else None,
        "quote": _quote(claim.quote) if claim.quote is not None else None,
        "start": claim.start,
        "end": claim.end,
    }


def discrepancy_object(item: Discrepancy) -> Json:
    """A discrepancy; confidence has four decimals."""
    return {
        "id": item.id,
        "kind": str(item.kind),
        "relation": str(item.relation),
        "severity": str(item.severity),
        "confidence": round(item.confidence, 4),
        "question": item.question,
        "values": [
            {
                "value": value.value,
                "claims": list(value.claims),
                "answers": [
                    {"claim": answer.claim, "slot": str(answer.slot), "start": answer.start, "end": answer.end}
                    for answer in value.answers
                ],
                "sources": value.sources,
                "origins": value.origins,
            }
            for value in item.values
        ],
        "explanation": item.explanation,
        "ask": item.ask,
        "reasons": [{"rule": reason.rule, "detail": reason.detail} for reason in item.reasons],
        "readings": [
            {"reading": reading.reading, "verdict": reading.verdict, "detail": reading.detail}
            for reading in item.readings
        ],
    }


def _span(item: Who | What | Where | When | Amount | Attribution | Quotation) -> Json:
    return {"text": item.text, "start": item.start, "end": item.end}


def _who(item: Who) -> Json:
    return {
        **_span(item),
        "name": item.name,
        "role": str(item.role),
        "head": item.head,
        "title": item.title,
        "label": str(item.label) if item.label is not None else None,
        "aliases": list(item.aliases),
        "resolved": item.resolved,
    }


def _what(item: What) -> Json:
    return {**_span(item), "lemma": item.lemma, "negated": item.negated, "modality": str(item.modality)}


def _where(item: Where) -> Json:
    return {
        **_span(item),
        "name": item.name,
        "within": list(item.within),
        "relation": str(item.relation),
        "kind": item.kind,
        "metonym": item.metonym,
    }


def _when(item: When) -> Json:
    return {
        **_span(item),
        "value": item.value,
        "kind": str(item.kind),
        "low": _time(item.low),
        "high": _time(item.high),
        "precision": str(item.precision) if item.precision is not None else None,
        "seconds": [number(bound) for bound in item.seconds] if item.seconds is not None else None,
        "relation": item.relation,
        "anchor": item.anchor,
        "inferred": list(item.inferred),
    }


def _amount(item: Amount) -> Json:
    return {
        **_span(item),
        "low": number(item.low),
        "high": number(item.high),
        "figure": number(item.figure),
        "hedge": str(item.hedge),
        "unit": item.unit,
        "of": item.of,
        "role": item.role,
        "scope": list(item.scope),
        "per": item.per,
        "ordinal": item.ordinal,
    }


def _attribution(item: Attribution) -> Json:
    return {
        **_span(item),
        "source": item.source,
        "cue": item.cue,
        "depth": item.depth,
        "stance": item.stance,
        "anonymous": item.anonymous,
    }


def _quote(item: Quotation) -> Json:
    return {**_span(item), "speaker": item.speaker, "cue": item.cue, "direct": item.direct}


def _time(value: datetime | None) -> str | None:
    return value.isoformat() if value is not None else None


def _dump(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"
