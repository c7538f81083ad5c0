"""Reading: files, folders and standard input become articles. The only stage that touches the disk."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from claimcheck.model import Article, ReadError, content_id
from claimcheck.read.containers import documents_from, is_container
from claimcheck.read.document import Document, repair_said
from claimcheck.read.formats import READERS, Reader, choose_by_content, choose_reader, reader_named
from claimcheck.read.inputs import STDIN, files_under, is_plain_file, load, shown, sorted_paths, taken_from
from claimcheck.read.limits import CHUNK

__all__ = ["INPUT_FORMATS", "read_articles"]

INPUT_FORMATS: tuple[str, ...] = tuple(sorted(reader.name for reader in READERS))


Report = Callable[[ReadError], None]

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def read_articles(
    paths: Iterable[str | Path],
    *,
    input_format: str | None = None,
    on_error: Report | None = None,
    on_file: Callable[[str, int, int | None], None] | None = None,
    fetch: Callable[[str], Document] | None = None,
) -> Iterator[Article]:
    """The articles of files, folders (recursively) and ``-`` (standard input), in the order of their names.

    ``input_format`` is one of INPUT_FORMATS and forces that reader; else the format shows by content, then by name.
    Archives and compressed files are opened (``claimcheck.read.containers``). One document at a time is held in memory.
    Each fault is passed to ``on_error`` and the rest is read; without ``on_error`` the first fault is raised.
    ``on_file`` is told the file that is read next, how many were read before it and how many there are in all.
    ``fetch`` gets the page at an http or https address (``claimcheck.read.fetch.fetch``); without it an address is
    named as a fault, and nothing is fetched.

    An article that stands in the input twice, word for word and under the same id, is read once. Versions of one item
    (same id, another version or version time) all come, under that id. Two different articles of one id that are no
    versions are both kept: the later one's id gets "~" and six digits of its content added, and the fault is named.

    Raises ReadError (see above) and ValueError for an unknown ``input_format``.
    """
    reader: Reader | None = None
    if input_format is not None:
        try:
            reader = reader_named(input_format)
        except KeyError:
            raise ValueError(f"unknown input format {input_format!r}") from None
    given = sorted_paths([paths] if isinstance(paths, str | Path) else paths)
    report = on_error if on_error is not None else _raise
    total = _count(given) if on_file is not None else None
    run = _Run(reader, report, on_file or _tell_nobody, total, fetch)
    yield from _with_own_ids(run.articles(given), report)


def _raise(error: ReadError) -> None:
    raise error


def _tell_nobody(path: str, done: int, total: int | None) -> None:
    pass


def _count(paths: list[str]) -> int:
    """The files that the paths name; those named twice count twice, which a progress bar does not mind."""
    silent: list[ReadError] = []
    return sum(
        sum(1 for _ in files_under(path, silent.append)) if path != STDIN and os.path.isdir(path) else 1
        for path in paths
    )


@dataclass(slots=True)
class _Run:
    """One call of read_articles: what was asked for, and which files have been read."""

    reader: Reader | None
    report: Report
    on_file: Callable[[str, int, int | None], None]
    total: int | None
    fetch: Callable[[str], Document] | None
    files: int = 0
    done: set[str] = field(default_factory=set)

    def articles(self, paths: list[str]) -> Iterator[Article]:
        for path in paths:
            if path == STDIN:
                yield from self._standard_input()
            elif _ADDRESS.match(path):
                yield from self._page(path)
            elif os.path.isdir(path):
                yield from self._folder(path)
            elif (real := os.path.realpath(path)) not in self.done:
                self.done.add(real)
                yield from self._file(path, self.report, choose_reader)

    def _standard_input(self) -> Iterator[Article]:
        self._tell(STDIN)
        try:
            document = taken_from(sys.stdin.buffer, STDIN)
        except ReadError as error:
            self.report(error)
            return
        yield from self._read(document, self.report, choose_reader)

    def _page(self, url: str) -> Iterator[Article]:
        self._tell(shown(url))
        if self.fetch is None:
            self.report(ReadError(shown(url), "an address; it is fetched only with --fetch"))
            return
        try:
            document = self.fetch(url)
        except ReadError as error:
            self.report(error)
            return
        yield from self._read(document, self.report, choose_by_content)

    def _folder(self, folder: str) -> Iterator[Article]:
        known = 0  # articles of this folder, or files that another path has already named
        named = False  # a fault of the folder itself

        def note(error: ReadError) -> None:
            nonlocal named
            named = named or error.path == shown(folder)
            self.report(error)

        for path in files_under(folder, note):
            real = os.path.realpath(path)
            if real in self.done:
                known += 1
                continue
            self.done.add(real)
            if not is_plain_file(path):
                note(ReadError(shown(path), "not a regular file"))
                continue
            for article in self._file(path, note, choose_by_content):
                known += 1
                yield article
        if not known and not named:
            self.report(ReadError(shown(folder), "nothing readable in this folder"))

    def _file(self, path: str, report: Report, choose: Callable[[Document], Reader]) -> Iterator[Article]:
        self._tell(shown(path))
        try:
            document = load(path)
        except ReadError as error:
            report(error)
            return
        yield from self._read(document, report, choose)

    def _read(self, document: Document, report: Report, choose: Callable[[Document], Reader]) -> Iterator[Article]:
        if not is_container(document):
            yield from _read_document(document, self.reader, report, choose)
            return
        for member in documents_from(document, report):
            yield from _read_document(member, self.reader, report, choose_by_content)

    def _tell(self, path: str) -> None:
        self.on_file(path, self.files, self.total)
        self.files += 1


def _read_document(
    document: Document, reader: Reader | None, report: Report, choose: Callable[[Document], Reader]
) -> Iterator[Article]:
    if not document.data:
        report(ReadError(document.path, "empty file"))
        return
    try:
        chosen = reader or choose(document)
        if not chosen.binary and document.whole and (said := repair_said(document)):
            report(said)
        raw = _digest(document)
        for article in chosen.read(document, report):
            digest = article.item.raw_sha256 or raw  # what is attached to a message has its own
            item = replace(article.item, raw_sha256=digest, reader_version=chosen.version)
            yield replace(article, item=item, reader=article.reader or chosen.name)
    except ReadError as error:
        report(error)
    except OSError as error:  # a disk or a share that fails while a long document is read
        report(ReadError(document.path, (error.strerror or type(error).__name__).lower()))
    except Exception as error:  # a fault of the reader: one document must not end a run over ten thousand
        why = " ".join(str(error).split())[:200]
        report(ReadError(document.path, f"the reader failed on it ({type(error).__name__}: {why})"))


def _digest(document: Document) -> str:
    if document.whole:
        return sha256(document.data).hexdigest()
    digest = sha256()
    with document.stream() as stream:
        while part := stream.read(CHUNK):
            digest.update(part)
    return digest.hexdigest()


def _with_own_ids(articles: Iterable[Article], report: Report) -> Iterator[Article]:
    """Drops exact repeats; lets versions of one item through; tells other articles of one id apart."""
    seen: dict[tuple[str, str, str], str] = {}
    for article in articles:
        version = article.item.version, article.item.version_created
        content = _content(article)
        if (article.id, *version) not in seen:
            seen[article.id, *version] = content
            yield article
            continue
        own = f"{article.id}~{content[:6]}"
        if seen[article.id, *version] == content or (own, *version) in seen:
            continue
        seen[own, *version] = content
        report(ReadError(article.path, f"another article has the id {article.id!r} already; read as {own!r}"))
        yield replace(article, id=own)


def _content(article: Article) -> str:
    """What makes an article another one: its words, and what its provider lets a desk do with them."""
    item = article.item
    signals = ",".join(item.signals)
    status = "" if item.status is None else item.status.value
    told = (status, signals, item.editor_note) if status or signals or item.editor_note else ()
    return content_id(article.source, article.published, article.url, article.title, article.text, *told)
