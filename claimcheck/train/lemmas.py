"""Learn the lemma table: an edit (strip, add) for every ending that changes the guess, and the words that differ."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from pathlib import Path

from claimcheck.text.lemmas import LONGEST_ENDING, Lemmatizer, irregular_verbs
from claimcheck.train.conllu import TreeSentence

Edit = tuple[int, str]
OPEN_CLASSES = ("NOUN", "VERB", "ADJ", "ADV", "AUX")


def edit_between(form: str, lemma: str) -> Edit:
    """How many letters to strip from the end of ``form``, and what to add, to make ``lemma``."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def _counts(sentences: Iterable[TreeSentence]) -> dict[tuple[str, str], Counter[str]]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.lemma != "_" and word.pos and word.dep != "goeswith":
                counts[word.form, word.pos][word.lemma] += 1
    return counts


def _rules(majority: dict[tuple[str, str], str]) -> dict[tuple[str, str], Edit]:
    votes: dict[tuple[str, str], Counter[Edit]] = defaultdict(Counter)
    for (form, pos), lemma in majority.items():
        lower = form.lower()
        edit = edit_between(lower, lemma.lower())
        if pos not in OPEN_CLASSES or edit[0] > 5:
            continue
        for size in range(min(LONGEST_ENDING, len(lower) - 1) + 1):
            votes[pos, lower[len(lower) - size :]][edit] += 1
    rules: dict[tuple[str, str], Edit] = {}
    for (pos, ending), edits in sorted(votes.items(), key=lambda item: (len(item[0][1]), item[0])):
        best, count = max(edits.items(), key=lambda item: (item[1], item[0]))
        shorter = [(pos, ending[cut:]) for cut in range(1, len(ending) + 1)]
        parent = next((rules[key] for key in shorter if key in rules), None)
        if best != parent and (count >= 2 or not ending):
            rules[pos, ending] = best
    return rules


def write_lemmas(sentences: list[TreeSentence], lexicon: Set[str], path: Path) -> None:
    """Write the table, gzipped without a time stamp."""
    counts = _counts(sentences)
    folded: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, pos), lemmas in counts.items():
        if pos == "PROPN":
            folded[form, pos].update(lemmas)
            continue
        for lemma, count in lemmas.items():
            cased = pos == "PRON" or (form[:1].isupper() and lemma[:1].isupper() and not form.isupper())
            folded[form.lower(), pos][lemma if pos == "PRON" else lemma.lower()] += count
            if cased and pos == "ADJ" and counts.get((form.lower(), pos)) is None:
                folded[form, pos][lemma] += count
    majority = {key: max(lemmas.items(), key=lambda item: (item[1], item[0]))[0] for key, lemmas in folded.items()}
    lines = [f"R\t{pos}\t{ending}\t{strip}\t{add}" for (pos, ending), (strip, add) in sorted(_rules(majority).items())]
    _write(lines, path)
    guess = Lemmatizer(path, lexicon)
    for (form, pos), lemma in sorted(majority.items()):
        if pos == "VERB" and form in irregular_verbs() and lemma not in lexicon:
            continue
        if guess(form, pos) != lemma and "\t" not in form + lemma:
            lines.append(f"W\t{form}\t{pos}\t{lemma}")
    _write(lines, path)


def _write(lines: list[str], path: Path) -> None:
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode("utf-8"))
