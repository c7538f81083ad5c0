"""What was read of a folder of samples, as Markdown: which reader took each file, or why it was refused, and how many
articles of each format have a headline, a text, a time, an id, a version and a status.

    python -m claimcheck.evaluate.formats_table FOLDER [FOLDER ...]

Names of files and reasons alone are printed, nothing of what the files hold.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.model import Article, ReadError

_FIELDS: dict[str, Callable[[Article], bool]] = {
    "headline": lambda article: bool(article.title.strip()),
    "text": lambda article: bool(article.text.strip()),
    "time": lambda article: article.published_at is not None,
    "id": lambda article: bool(article.item.provider_id) or article.id.strip("0123456789abcdef") != "",
    "version": lambda article: bool(article.item.version),
    "status": lambda article: article.item.status is not None,
}
_LONGEST_REASON = 120


@dataclass(frozen=True, slots=True)
class Sample:
    """One file of a folder: its name there, its articles, and what was said against it."""

    name: str
    articles: tuple[Article, ...]
    faults: tuple[ReadError, ...]

    @property
    def format(self) -> str:
        """The reader that took it, "" where none did."""
        return ", ".join(sorted({article.reader for article in self.articles}))


def samples_of(folder: Path) -> Iterator[Sample]:
    """Every file of a folder and its folders, each read by itself, hidden ones apart."""
    from claimcheck.read import read_articles

    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not path.is_file() or any(part.startswith(".") for part in name.parts):
            continue
        faults: list[ReadError] = []
        articles = tuple(read_articles([path], on_error=faults.append))
        yield Sample(f"{folder.name}/{name}", articles, tuple(faults))


def files_table(samples: Sequence[Sample]) -> str:
    """One row a file: its format, and how it was read or why not."""
    rows = [(sample.name, sample.format or "–", _outcome(sample)) for sample in samples]
    return _table(("file", "format", "read as"), rows)


def formats_table(samples: Sequence[Sample]) -> str:
    """One row a format: files, items, those that are stories, and of these how many have each field; last the files
    that were refused."""
    rows: list[tuple[str, ...]] = []
    for name in sorted({sample.format for sample in samples if sample.articles}):
        of_format = [sample for sample in samples if sample.format == name]
        items = [article for sample in of_format for article in sample.articles]
        rows.append(_format_row(name, len(of_format), items))
    everything = [article for sample in samples for article in sample.articles]
    rows.append(_format_row("all", sum(1 for sample in samples if sample.articles), everything))
    rows.append(("refused", str(sum(1 for sample in samples if not sample.articles)), *[""] * (2 + len(_FIELDS))))
    return _table(("format", "files", "items", "stories", *_FIELDS), rows)


def _format_row(name: str, files: int, items: Sequence[Article]) -> tuple[str, ...]:
    stories = [article for article in items if article.item.item_class.value == "text" and article.text.strip()]
    counts = (str(sum(1 for story in stories if has(story))) for has in _FIELDS.values())
    return name, str(files), str(len(items)), str(len(stories)), *counts


def _outcome(sample: Sample) -> str:
    """ "story, de", "2 items: picture", or "refused: reason"; and what was said beside it."""
    said = [_shortened(_placed(fault)) for fault in sample.faults]
    if not sample.articles:
        return f"refused: {'; '.join(said) or 'nothing in it'}"
    kinds = sorted({article.skipped or "story" for article in sample.articles})
    count = "" if len(sample.articles) == 1 else f"{len(sample.articles)} items: "
    return "; ".join([count + ", ".join(kinds), *said])


def _placed(fault: ReadError) -> str:
    return f"{fault.reason} (at {fault.place})" if fault.place else fault.reason


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_REASON else text[: _LONGEST_REASON - 1] + "…"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Prints both tables of the folders."""
    if not arguments or any(not Path(one).is_dir() for one in arguments):
        sys.stderr.write("usage: python -m claimcheck.evaluate.formats_table FOLDER [FOLDER ...]\n")
        return 2
    samples = [sample for one in arguments for sample in samples_of(Path(one))]
    sys.stdout.write(f"{formats_table(samples)}\n{files_table(samples)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
