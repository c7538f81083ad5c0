"""Fuzzes every reader: damaged documents of each format, for so many seconds; prints what is no plain refusal.

    python -m tests.bench.fuzz --seconds 600 [--format nitf] [--seed 1] [--keep FOLDER]

Each case begins with a valid document made in code (tests/read/seeds.py), is damaged (bytes changed, cut, doubled,
moved, taken from another format, tokens of its language put in) and read by the reader of its format and by the one
that its content now chooses. A find is anything raised but ReadError, a fault without path or reason, an article whose
blocks do not fit its text, a case that takes longer than LONGEST or more memory than MOST_MEMORY. A case is its seed
and number alone, so that a find can be had again; --keep writes its bytes. The status is 1 where there were finds.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType

from claimcheck.model import Article, ReadError
from claimcheck.read.containers import documents_from, is_container
from claimcheck.read.document import Document
from claimcheck.read.formats import READERS, Reader, choose_reader
from tests.read.seeds import SEEDS

LONGEST = 3.0  # seconds of the processor for a case of some kilobytes
MOST_MEMORY = 1 << 30
LARGEST = 200_000
_TOKENS = (
    b"<", b">", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"<!ENTITY e 'x'>", b"&e;",
    b"&#0;", b"&#x10ffff;", b"&#xd800;", b"&amp;", b"&lt;script&gt;", b'xmlns="', b' xml:lang="de"', b'"', b"'",
    b"{", b"}", b"[", b"]", b":", b",", b"null", b"true", b"NaN", b"-1e999", b"1" * 400, b"\\u0000", b"\\ud800",
    b"\\", b"\n", b"\r\n", b"\r\n\r\n", b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\x1f", b"\xff", b"\xfe\xff",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\x93", b"\xc3", b"\xe2\x80", b"PK\x03\x04", b"PK\x01\x02", b"\x1f\x8b\x08",
    b"%PDF-", b"obj", b"endobj", b"stream", b"Content-Type: ", b"Content-Transfer-Encoding: base64", b"charset=",
    b"boundary=", b"=?utf-8?q?", b"WARC/1.0\r\n", b"Content-Length: -1", b"Content-Length: 99999999999",
    b"2024-13-45T99:99:99", b"0000-00-00", b"9" * 30, b"20240506T101112", b"---\n", b"# ", b"](", b"|", b"<div>",
    b"<table><tr><td>", b"<p>", b"\xe2\x80\xa8", b"version=",
)  # fmt: skip


class TooLongError(BaseException):
    """A case took longer than LONGEST. No Exception, so that no reader catches it."""


@dataclass(frozen=True, slots=True)
class Find:
    """What a case did that it should not."""

    kind: str
    format: str
    number: int
    said: str


def damaged(random: Random, data: bytes, other: bytes) -> bytes:
    """The document after one to eight accidents."""
    found = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        start = random.randrange(len(found) + 1)
        end = min(len(found), start + random.choice((1, 2, 8, 40, 200)))
        accident = random.randrange(9)
        if accident == 0 and found:
            found[min(start, len(found) - 1)] ^= 1 << random.randrange(8)
        elif accident == 1:
            del found[start:end]
        elif accident == 2:
            found[start:start] = found[start:end] * random.choice((1, 2, 50))
        elif accident == 3:
            del found[start:]
        elif accident == 4:
            at = random.randrange(len(other))
            found[start:end] = other[at : at + random.choice((1, 8, 100, 1000))]
        elif accident == 5:
            found[start:end] = random.randbytes(end - start)
        elif accident == 6:
            found[start:start] = random.choice(_TOKENS) * random.choice((1, 1, 1, 2, 300))
        else:
            found[start:end] = random.choice(_TOKENS)
    return bytes(found[:LARGEST])


def case(seed: int, number: int, formats: list[str]) -> tuple[str, Document]:
    """The case of that number: its format, and the damaged document."""
    random = Random(f"{seed}:{number}")
    name = formats[number % len(formats)]
    suffix, make = SEEDS[name]
    other = SEEDS[random.choice(sorted(SEEDS))][1](2)
    data = damaged(random, make(1), other)
    return name, Document(f"case{random.choice((suffix, suffix, ''))}", data)


def readings(document: Document, reader: Reader | None, faults: list[ReadError]) -> Iterator[Article]:
    """What the reader of the format makes of a document, and what the one makes of it that its content chooses."""
    if is_container(document):
        for member in documents_from(document, faults.append):
            yield from chosen_reading(member, faults)
        return
    if reader is not None:
        try:
            yield from reader.read(document, faults.append)
        except ReadError as error:
            faults.append(error)
    yield from chosen_reading(document, faults)


def chosen_reading(document: Document, faults: list[ReadError]) -> Iterator[Article]:
    try:
        yield from choose_reader(document).read(document, faults.append)
    except ReadError as error:
        faults.append(error)


def wrong(article: Article) -> str:
    """What is wrong with an article, "" where nothing is."""
    if not article.id:
        return "an article without id"
    at = 0
    for block in article.blocks:
        if not at <= block.start <= block.end <= len(article.text):
            return "blocks that do not fit the text"
        at = block.end
    line = article.item.dateline
    if line is not None and line.start >= 0 and article.text[line.start : line.end] != line.text:
        return "a dateline that is not where it is said to be"
    try:
        f"{article.text}{article.title}{article.id}{article.item}".encode()
    except UnicodeEncodeError:
        return "half a character"
    return ""


def outcome(document: Document, reader: Reader | None) -> tuple[str, str]:
    """(kind of find, what was said) of one case; ("", "") where all is well."""
    faults: list[ReadError] = []
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        for article in readings(document, reader, faults):
            if said := wrong(article):
                return said, f"{article.reader}: {article.id[:40]!r}"
    except TooLongError:
        where = traceback.extract_tb(sys.exc_info()[2])[-2]  # the last is the alarm's
        return "too long", f"{where.filename.rpartition('/')[2]}:{where.lineno}"
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {where.filename.rpartition('/')[2]}:{where.lineno}", str(error)[:200]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    for fault in faults:
        if not fault.path or not fault.path.startswith(document.path) or not fault.reason.strip():
            return "a fault without path or reason", str(fault)[:200]
    return "", ""


def reader_of(name: str) -> Reader | None:
    """The reader that reads the valid documents of a format; None for containers and where there is none yet."""
    suffix, make = SEEDS[name]
    document = Document(f"case{suffix}", make(1))
    if is_container(document):
        return None
    try:
        reader = choose_reader(document)
    except ReadError:
        return None
    for _ in reader.read(document, lambda error: None):
        pass  # what a reader loads at its first document is no part of a case
    return reader


def stop(number: int, frame: FrameType | None) -> None:
    raise TooLongError


def fuzz(seconds: float, seed: int, formats: list[str], keep: Path | None) -> list[Find]:
    """The finds of so many seconds, each kind once a format."""
    signal.signal(signal.SIGPROF, stop)
    readers = {name: reader_of(name) for name in formats}
    finds: dict[tuple[str, str], Find] = {}
    began = time.monotonic()
    number = 0
    done: Counter[str] = Counter()
    while time.monotonic() - began < seconds:
        name, document = case(seed, number, formats)
        kind, said = outcome(document, readers[name])
        done[name] += 1
        if kind and (name, kind) not in finds:
            finds[name, kind] = Find(kind, name, number, said)
            print(f"FIND {name} case {number}: {kind}: {said}", flush=True)
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                digest = hashlib.sha256(document.data).hexdigest()[:8]
                (keep / f"{name}-{number}-{digest}{document.suffix}").write_bytes(document.data)
        number += 1
    print(f"{number:,} cases in {time.monotonic() - began:.0f} s: " + ", ".join(f"{k} {n:,}" for k, n in done.items()))
    return list(finds.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", action="append", choices=sorted(SEEDS), help="only this format; may be repeated")
    parser.add_argument("--keep", type=Path, help="a folder for the documents of the finds")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (8 * MOST_MEMORY, 8 * MOST_MEMORY))
    os.nice(1)
    finds = fuzz(options.seconds, options.seed, options.format or list(SEEDS), options.keep)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    if peak > MOST_MEMORY:
        finds.append(Find("memory", "all", -1, f"{peak >> 20} MB"))
    unread = sorted({reader.name for reader in READERS} - {r.name for n in SEEDS if (r := reader_of(n))})
    print(f"{len(finds)} finds; peak memory {peak >> 20} MB; readers without a seed: {', '.join(unread) or 'none'}")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
