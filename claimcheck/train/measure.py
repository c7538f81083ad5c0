"""Measure an annotator: ``python -m claimcheck.train.measure DATA_DIR [MODEL.onnx]``.

Gold words: UPOS, UAS, LAS (relations with their subtypes), lemmas. Raw text: the same as F1 over words aligned by
their place among the non-space characters, as in the CoNLL 2018 shared task, with words and sentences themselves.
Names: F1 of exact spans with label.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from claimcheck.model import Entity, EntityLabel, Sentence, Token
from claimcheck.text.annotator import load_annotator
from claimcheck.text.consistency import agree_names
from claimcheck.text.encoder import OnnxAnnotator
from claimcheck.train.conllu import TreeSentence, open_genres, read_names, read_trees
from claimcheck.train.entities import gum_names

Named = tuple[str, int, int]
_TO_UNER = {EntityLabel.PERSON: "PER", EntityLabel.ORG: "ORG", EntityLabel.PLACE: "LOC", EntityLabel.FACILITY: "LOC"}


def percent(part: int, whole: int) -> float:
    """A percentage, 0 of nothing."""
    return 100.0 * part / max(1, whole)


def f1(right: int, found: int, gold: int) -> float:
    """F1 in per cent."""
    return percent(2 * right, found + gold)


def gold_words(annotator: OnnxAnnotator, sentences: Iterable[TreeSentence]) -> dict[str, float]:
    """UPOS, UAS, LAS and lemma accuracy on given words and sentences."""
    right: Counter[str] = Counter()
    total = 0
    for sentence in sentences:
        parse = annotator.parse([word.form for word in sentence.words])
        for index, word in enumerate(sentence.words):
            head_right = parse.heads[index] + 1 == word.head
            right["UPOS"] += parse.tags[index] == word.pos
            right["UAS"] += head_right
            right["LAS"] += head_right and parse.labels[index] == word.dep
            right["LAS without subtypes"] += head_right and parse.labels[index].split(":")[0] == word.dep.split(":")[0]
            right["lemma"] += annotator.lemma(word.form, parse.tags[index], index == 0) == word.lemma
        total += len(sentence.words)
    return {name: percent(count, total) for name, count in right.items()}


def documents(sentences: Sequence[TreeSentence]) -> list[tuple[str, list[TreeSentence]]]:
    """The running text of every document with its sentences; paragraphs end with a line end."""
    made = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.document):
        members = list(group)
        text = ""
        for sentence in members:
            if text:
                text += "\n" if sentence.starts_paragraph else " "
            text += sentence.text
        made.append((text, members))
    return made


def _gold_spans(sentence: TreeSentence, begin: int) -> list[tuple[int, int]]:
    spans = []
    for word in sentence.words:
        size = len("".join(word.form.split()))
        spans.append((begin, begin + size))
        begin += size
    return spans


def raw_text(annotator: OnnxAnnotator, sentences: Sequence[TreeSentence]) -> dict[str, float]:
    """Words, sentences, UPOS, UAS, LAS and lemmas as F1 from running text."""
    right: Counter[str] = Counter()
    gold_count = found_count = gold_sentences = found_sentences = 0
    for text, members in documents(sentences):
        places = [0]
        for letter in text:
            places.append(places[-1] + (not letter.isspace()))
        gold: dict[tuple[int, int], tuple[str, tuple[int, int] | None, str, str]] = {}
        bounds = set()
        begin = 0
        for sentence in members:
            spans = _gold_spans(sentence, begin)
            bounds.add((begin, spans[-1][1]))
            begin = spans[-1][1]
            for span, word in zip(spans, sentence.words, strict=True):
                gold[span] = (word.pos, spans[word.head - 1] if word.head else None, word.dep, word.lemma)
        found = annotator.annotate(text)
        gold_count += len(gold)
        gold_sentences += len(bounds)
        found_sentences += len(found)
        for made in found:
            right["sentences"] += (places[made.start], places[made.end]) in bounds
            spans = [(places[token.start], places[token.end]) for token in made.tokens]
            found_count += len(spans)
            for span, token in zip(spans, made.tokens, strict=True):
                if span not in gold:
                    continue
                pos, head, dep, lemma = gold[span]
                right["words"] += 1
                right["UPOS"] += token.pos == pos
                right["lemma"] += token.lemma == lemma
                head_right = (spans[token.head] if token.head >= 0 else None) == head
                right["UAS"] += head_right
                right["LAS"] += head_right and token.dep == dep
    scores = {name: f1(count, found_count, gold_count) for name, count in right.items() if name != "sentences"}
    return {"sentences": f1(right["sentences"], found_sentences, gold_sentences), **scores}


def _annotated(annotator: OnnxAnnotator, gold: TreeSentence) -> Sentence:
    """A gold sentence's words as the annotator reads them, one space between words."""
    words = [word.form for word in gold.words]
    parse = annotator.parse(words)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    tokens = tuple(
        Token(word, start, start + len(word), "", tag, label, head)
        for word, start, tag, label, head in zip(words, starts, parse.tags, parse.labels, parse.heads, strict=False)
    )
    text = " ".join(words)
    entities = tuple(
        Entity(label, first, last, starts[first], starts[last] - 1, text[starts[first] : starts[last] - 1])
        for label, first, last in parse.names
    )
    return Sentence(0, len(text), text, tokens, entities)


def names_found(
    annotator: OnnxAnnotator, sentences: Sequence[TreeSentence], agree: bool
) -> list[set[tuple[EntityLabel, int, int]]]:
    """The names of every sentence, made consistent over each document or not."""
    found: list[set[tuple[EntityLabel, int, int]]] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.document):
        made: Sequence[Sentence] = [_annotated(annotator, sentence) for sentence in group]
        found.extend(
            {(entity.label, entity.first, entity.last) for entity in sentence.entities}
            for sentence in (agree_names(made) if agree else made)
        )
    return found


def name_scores(found: Sequence[set[Named]], gold: Sequence[set[Named]]) -> dict[str, float]:
    """F1 of exact spans with label, over all and by label."""
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for one, other in zip(found, gold, strict=True):
        right.update(label for label, _, _ in one & other)
        made.update(label for label, _, _ in one)
        wanted.update(label for label, _, _ in other)
    total = {
        "F1": f1(right.total(), made.total(), wanted.total()),
        "precision": percent(right.total(), made.total()),
        "recall": percent(right.total(), wanted.total()),
    }
    return {**total, **{label: f1(right[label], made[label], wanted[label]) for label in sorted(wanted)}}


def uner(annotator: OnnxAnnotator, sentences: Sequence[TreeSentence], agree: bool) -> dict[str, float]:
    """Scores of PER, ORG, LOC (facilities count as LOC) on given words."""
    found = [
        {(_TO_UNER[label], first, last) for label, first, last in names if label in _TO_UNER}
        for names in names_found(annotator, sentences, agree)
    ]
    gold = [{name for name in sentence.names or () if name[0] in ("PER", "ORG", "LOC")} for sentence in sentences]
    return name_scores(found, gold)


def gum_entities(annotator: OnnxAnnotator, sentences: Sequence[TreeSentence], agree: bool) -> dict[str, float]:
    """Scores on GUM's names as ``entities.gum_names`` derives them."""
    found = [
        {(label.name, first, last) for label, first, last in names}
        for names in names_found(annotator, sentences, agree)
    ]
    return name_scores(found, [set(gum_names(sentence)) for sentence in sentences])


def show(title: str, scores: dict[str, float]) -> None:
    """One line of scores."""
    print(f"{title:28}", "  ".join(f"{name} {value:.2f}" for name, value in scores.items()), flush=True)


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Measure claimcheck's annotator.")
    parser.add_argument("data", type=Path)
    parser.add_argument("model", nargs="?", default="")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--no-raw", action="store_true")
    options = parser.parse_args()
    annotator = load_annotator(options.model)
    assert isinstance(annotator, OnnxAnnotator)
    ewt = read_trees(options.data / f"EWT-{options.part}.conllu")
    gum = open_genres(read_trees(options.data / f"GUM-{options.part}.conllu"))
    began = time.monotonic()
    show(f"EWT {options.part}", gold_words(annotator, ewt))
    count = sum(len(sentence.words) for sentence in ewt)
    print(f"{'words a second':28} {count / (time.monotonic() - began):.0f}")
    show(f"GUM {options.part}", gold_words(annotator, gum))
    if not options.no_raw:
        show(f"EWT {options.part} raw", raw_text(annotator, ewt))
        show(f"GUM {options.part} raw", raw_text(annotator, gum))
    news = [sentence for sentence in gum if sentence.genre == "news"]
    for agree in (False, True):
        kind = "names agreed" if agree else "names"
        show(f"GUM {options.part} {kind}", gum_entities(annotator, gum, agree))
        show(f"GUM {options.part} news {kind}", gum_entities(annotator, news, agree))
        if options.part == "test":
            gold = read_names(options.data / "EWT/en_ewt-ud-test.iob2")
            show(f"UNER EWT test {kind}", uner(annotator, gold, agree))


if __name__ == "__main__":
    main()
