"""Measure ``find_times`` on documents in TimeML: spans, values, and dateparser's values on the gold spans beside it.

    python tests/bench/times.py FOLDER [FOLDER ...] [--misses] [--no-dateparser]

A folder is searched for ``*.tml``. The document creation time is the anchor and is not scored. Spans are scored
strictly (same code points) and relaxed (any overlap); values on the gold expressions that a found one overlaps
("value of found") and on all gold expressions ("value of all"), for dates, times, durations and sets.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from claimcheck.compare.moments import parse_published
from claimcheck.extract.when import find_times
from claimcheck.model import When


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold expression: code points [start, end), text, TIMEX3 type and value."""

    start: int
    end: int
    text: str
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text, gold expressions and creation time."""

    name: str
    text: str
    gold: tuple[Gold, ...]
    created: str


def read_document(path: Path) -> Document:
    """Read one TimeML file."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8", errors="replace"))
    created = next(
        (t.get("value", "") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), ""
    )
    parts: list[str] = []
    gold: list[Gold] = []

    def walk(element: ElementTree.Element) -> None:
        start = sum(map(len, parts))
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag == "TIMEX3" and element.get("functionInDocument") != "CREATION_TIME":
            text = "".join(parts)
            gold.append(Gold(start, len(text), text[start:], element.get("type", ""), element.get("value", "")))

    text_element = root.find("TEXT")
    walk(text_element if text_element is not None else root)
    return Document(path.name, "".join(parts), tuple(sorted(gold, key=lambda g: g.start)), created)


def same_value(found: str, gold: str) -> bool:
    """Equal after removing what TimeML files write in several ways (seconds, placeholders)."""

    def plain(value: str) -> str:
        value = re.sub(r"(T\d\d:\d\d):00$", r"\1", value.replace("-XX", ""))
        value = re.sub(r"^(\d{3})X$", r"\1", value).replace("PT24H", "P1D")
        return re.sub(r"-W(\d)$", r"-W0\1", value)

    return plain(found) == plain(gold)


def dateparser_value(text: str, created: str) -> str:
    """What dateparser alone makes of a gold span, cut to the precision it reports."""
    from dateparser.date import DateDataParser

    base = parse_published(created)
    settings = {"RELATIVE_BASE": base.low} if base else {}
    parser = DateDataParser(languages=["en"], settings=settings)
    data = parser.get_date_data(text)
    if data is None or data.date_obj is None:
        return ""
    form = {"year": "%Y", "month": "%Y-%m"}.get(data.period, "%Y-%m-%d")
    return str(data.date_obj.strftime(form))


def score(documents: list[Document], misses: bool, with_dateparser: bool) -> None:
    """Print the figures."""
    counts: Counter[str] = Counter()
    began = time.perf_counter()
    found = [find_times(d.text, parse_published(d.created)) for d in documents]
    seconds = time.perf_counter() - began
    for document, times in zip(documents, found, strict=True):
        score_document(document, times, counts, misses)
        if with_dateparser:
            counts["dateparser"] += sum(
                same_value(dateparser_value(g.text, document.created), g.value) for g in document.gold
            )
    print_figures(counts, seconds, sum(len(d.text) for d in documents), with_dateparser)


def score_document(document: Document, times: tuple[When, ...], counts: Counter[str], misses: bool) -> None:
    """Add one document's counts."""
    counts["gold"] += len(document.gold)
    counts["found"] += len(times)
    spans = {(t.start, t.end) for t in times}
    for t in times:
        overlapped = any(t.start < g.end and g.start < t.end for g in document.gold)
        counts["found relaxed"] += overlapped
        if misses and not overlapped:
            print(
                f"EXTRA\t{document.name}\t{t.text!r}\t{t.value}\t{document.text[max(0, t.start - 40) : t.end + 30]!r}"
            )
    for g in document.gold:
        counts["strict"] += (g.start, g.end) in spans
        over = [t for t in times if t.start < g.end and g.start < t.end]
        counts["gold relaxed"] += bool(over)
        right = any(same_value(t.value, g.value) for t in over)
        counts["value"] += right
        if misses and not right:
            seen = over[0].text + " = " + over[0].value if over else "-"
            print(
                f"{'VALUE' if over else 'MISSED'}\t{document.name}\t{g.text!r}\t{g.type} {g.value}\t{seen}\t"
                f"{document.text[max(0, g.start - 40) : g.end + 20]!r} {document.created}"
            )
        elif misses and (g.start, g.end) not in spans:
            print(f"SPAN\t{g.text!r}\t{over[0].text!r}")


def f1(hits_found: int, found: int, hits_gold: int, gold: int) -> str:
    """Precision, recall and F1 as percentages."""
    p, r = hits_found / max(found, 1), hits_gold / max(gold, 1)
    return f"P {100 * p:.1f} R {100 * r:.1f} F1 {100 * 2 * p * r / max(p + r, 1e-9):.1f}"


def print_figures(counts: Counter[str], seconds: float, length: int, with_dateparser: bool) -> None:
    """One line a measure."""
    gold, found = counts["gold"], counts["found"]
    print(f"gold {gold}, found {found}")
    print("spans, strict :", f1(counts["strict"], found, counts["strict"], gold))
    print("spans, relaxed:", f1(counts["found relaxed"], found, counts["gold relaxed"], gold))
    print(f"value of found: {100 * counts['value'] / max(counts['gold relaxed'], 1):.1f}")
    print(f"value of all  : {100 * counts['value'] / max(gold, 1):.1f}")
    print(f"value F1      : {200 * counts['value'] / max(found + gold, 1):.1f}")
    if with_dateparser:
        print(f"dateparser, value on all gold spans: {100 * counts['dateparser'] / max(gold, 1):.1f}")
    print(f"speed: {length / 3600 / seconds:.0f} articles of 600 words a second")


def main() -> None:
    """Read the folders named on the command line and print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was missed, wrong or extra")
    parser.add_argument("--no-dateparser", action="store_true")
    options = parser.parse_args()
    paths = [path for folder in options.folders for path in sorted(folder.rglob("*.tml")) if path.name[0] != "."]
    score([read_document(path) for path in paths], options.misses, not options.no_dateparser)


if __name__ == "__main__":
    main()
