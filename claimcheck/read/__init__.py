"""Reading: files, folders and standard input become articles. The only stage that touches the disk."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from claimcheck.model import Article, ReadError, content_id
from claimcheck.read.document import Document
from claimcheck.read.formats import READERS, SUFFIXES, Reader, choose_reader, reader_named
from claimcheck.read.inputs import STDIN, files_under, is_plain_file, load, shown, sorted_paths

__all__ = ["INPUT_FORMATS", "read_articles"]

INPUT_FORMATS: tuple[str, ...] = tuple(sorted(reader.name for reader in READERS))


def read_articles(
    paths: Iterable[str | Path],
    *,
    input_format: str | None = None,
    on_error: Callable[[ReadError], None] | None = None,
) -> Iterator[Article]:
    """The articles of files, folders (recursively) and ``-`` (standard input), in the order of their names.

    ``input_format`` is one of INPUT_FORMATS and forces that reader; else the format shows by content, then by name.
    Each fault is passed to ``on_error`` and the rest is read; without ``on_error`` the first fault is raised. An
    article that stands in the input twice, word for word and under the same id, is read once. Two different articles
    of one id are both kept: the later one's id gets "~" and six digits of its content added, and the fault is named.

    Raises ReadError (see above) and ValueError for an unknown ``input_format``.
    """
    reader: Reader | None = None
    if input_format is not None:
        try:
            reader = reader_named(input_format)
        except KeyError:
            raise ValueError(f"unknown input format {input_format!r}") from None
    given = [paths] if isinstance(paths, str | Path) else paths
    report = on_error if on_error is not None else _raise
    yield from _with_own_ids(_read_all(sorted_paths(given), reader, report), report)


def _raise(error: ReadError) -> None:
    raise error


def _read_all(paths: list[str], reader: Reader | None, report: Callable[[ReadError], None]) -> Iterator[Article]:
    done: set[str] = set()
    for path in paths:
        if path == STDIN:
            yield from _read_document(Document(STDIN, sys.stdin.buffer.read()), reader, report)
        elif os.path.isdir(path):
            yield from _read_folder(path, reader, report, done)
        elif (real := os.path.realpath(path)) not in done:
            done.add(real)
            yield from _read_file(path, reader, report)


def _read_folder(
    folder: str, reader: Reader | None, report: Callable[[ReadError], None], done: set[str]
) -> Iterator[Article]:
    known = 0  # articles of this folder, or files that another path has already named
    faults: list[ReadError] = []

    def note(error: ReadError) -> None:
        faults.append(error)
        report(error)

    for path in files_under(folder, note):
        real = os.path.realpath(path)
        if real in done:
            known += 1
            continue
        done.add(real)
        if not is_plain_file(path):
            note(ReadError(shown(path), "not a regular file"))
        elif reader is None and PurePath(path).suffix.lower() not in SUFFIXES:
            suffix = PurePath(path).suffix
            note(ReadError(shown(path), f"no reader for {suffix} files; --input-format forces one"))
        else:
            for article in _read_file(path, reader, note):
                known += 1
                yield article
    if not known and not any(fault.path == shown(folder) for fault in faults):
        report(ReadError(shown(folder), "nothing readable in this folder"))


def _read_file(path: str, reader: Reader | None, report: Callable[[ReadError], None]) -> Iterator[Article]:
    try:
        document = load(path)
    except ReadError as error:
        report(error)
        return
    yield from _read_document(document, reader, report)


def _read_document(document: Document, reader: Reader | None, report: Callable[[ReadError], None]) -> Iterator[Article]:
    if not document.data:
        report(ReadError(document.path, "empty file"))
        return
    try:
        chosen = reader or choose_reader(document)
        raw = hashlib.sha256(document.data).hexdigest()
        for article in chosen.read(document, report):
            yield replace(article, item=replace(article.item, raw_sha256=raw, reader_version=chosen.version))
    except ReadError as error:
        report(error)


def _with_own_ids(articles: Iterable[Article], report: Callable[[ReadError], None]) -> Iterator[Article]:
    """Drops exact repeats; tells different articles of one id apart."""
    seen: dict[str, str] = {}
    for article in articles:
        content = content_id(article.source, article.published, article.url, article.title, article.text)
        if article.id not in seen:
            seen[article.id] = content
            yield article
            continue
        own = f"{article.id}~{content[:6]}"
        if seen[article.id] == content or own in seen:
            continue
        seen[own] = content
        report(ReadError(article.path, f"another article has the id {article.id!r} already; read as {own!r}"))
        yield replace(article, id=own)
