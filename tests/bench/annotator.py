"""Measure the annotator's speed and size: ``python tests/bench/annotator.py ARTICLES.jsonl[.xz] [MODEL.onnx]``.

Reads up to 40 articles (objects with ``text``, or groups with ``articles``), annotates each once, cold, on one
thread, and prints articles of 600 words, sentences and words a second of processor time, load time, memory, size.
"""

from __future__ import annotations

import json
import lzma
import resource
import sys
import time
from itertools import islice
from pathlib import Path

from claimcheck.text import load_annotator, split_sentences, split_words

ARTICLES = 40


def texts(path: Path) -> list[str]:
    """The texts of the first articles, one a group."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, ARTICLES)]
    return [row["articles"][0]["text"] if "articles" in row else row["text"] for row in rows]


def main() -> None:
    """Measure and print."""
    articles = texts(Path(sys.argv[1]))
    began = time.process_time()
    annotator = load_annotator(sys.argv[2] if len(sys.argv) > 2 else "")
    print(f"load: {time.process_time() - began:.2f} s")
    annotator.annotate(articles[0])
    words = sum(len(text.split()) for text in articles)
    began = time.process_time()
    sentences = [split_sentences(text) for text in articles]
    print(f"sentences: {sum(map(len, sentences)) / (time.process_time() - began):,.0f} a second")
    began = time.process_time()
    for text, spans in zip(articles, sentences, strict=True):
        for start, end in spans:
            split_words(text[start:end])
    print(f"words: {words / (time.process_time() - began):,.0f} a second")
    began = time.process_time()
    count = sum(len(annotator.annotate(text)) for text in articles[1:])
    seconds = time.process_time() - began
    words -= len(articles[0].split())
    print(
        f"annotation: {words / 600 / seconds:.1f} articles of 600 words, {count / seconds:.0f} sentences, "
        f"{words / seconds:,.0f} words a second of processor time"
    )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")
    models = Path(__file__).parents[2] / "claimcheck" / "models"
    for path in sorted(models.glob("annotator.*")):
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
