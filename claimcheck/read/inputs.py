"""Which files the given paths name: folders recursively, links followed, each file once, in the order of names."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from claimcheck.model import ReadError
from claimcheck.read.document import Document
from claimcheck.read.limits import CHUNK, HEAD, SPOOLED, WHOLE, megabytes

STDIN = "-"
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def sorted_paths(paths: Iterable[str | Path]) -> list[str]:
    """The given paths as text, each once, in an order that does not depend on how they were given."""
    return sorted({os.fspath(path) for path in paths}, key=lambda path: (PurePath(path).parts, path))


def files_under(root: str, report: Callable[[ReadError], None]) -> Iterator[str]:
    """The files of a folder and the folders in it, by name; hidden ones (``.name``) are passed over. A folder that is
    reached again through a link is entered once."""
    entered: set[tuple[int, int]] = set()

    def walk(folder: str) -> Iterator[str]:
        try:
            status = os.stat(folder)
            names = sorted(os.listdir(folder))
        except OSError as error:
            report(ReadError(shown(folder), reason_of(error)))
            return
        if (status.st_dev, status.st_ino) in entered:
            return
        entered.add((status.st_dev, status.st_ino))
        for name in names:
            if name.startswith("."):
                continue
            path = os.path.join(folder, name)
            if os.path.isdir(path):
                yield from walk(path)
            else:
                yield path

    yield from walk(root)


def load(path: str) -> Document:
    """The bytes of a file; of a long one its beginning, and the way to the rest. A pipe is read as far as it goes, but
    one that nobody writes to is not waited for. Raises ReadError with the system's reason."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _NOT_WAITING)
        with open(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if stat.S_ISFIFO(status.st_mode):
                os.set_blocking(descriptor, True)
                return taken_from(stream, shown(path))
            if stat.S_ISDIR(status.st_mode):
                raise ReadError(shown(path), "is a directory")
            if not stat.S_ISREG(status.st_mode):
                raise ReadError(shown(path), "a device, not a file")
            data = stream.read(min(status.st_size, WHOLE) + 1)
            if len(data) > status.st_size:  # it grows, or is of a system that knows no sizes
                data += stream.read(WHOLE + 1 - len(data))
            if len(data) <= WHOLE:
                return Document(shown(path), data)
            return Document(shown(path), data[:HEAD], reopen=lambda: open(path, "rb"), size=status.st_size)
    except OSError as error:
        raise ReadError(shown(path), reason_of(error)) from None
    except ValueError:
        raise ReadError(shown(path), "not a file name") from None


def taken_from(stream: BinaryIO, name: str) -> Document:
    """What a pipe gives until it ends; what is too long to be held goes through a temporary file. Raises ReadError for
    a pipe that does not come to its end."""
    data = stream.read(WHOLE + 1)
    if len(data) <= WHOLE:
        return Document(name, data)
    spool = tempfile.NamedTemporaryFile(prefix="claimcheck-")  # noqa: SIM115  lives as long as the document
    size = spool.write(data)
    while part := stream.read(CHUNK):
        size += spool.write(part)
        if size > SPOOLED:
            spool.close()
            raise ReadError(name, f"longer than {megabytes(SPOOLED)}")
    spool.flush()
    return Document(name, data[:HEAD], reopen=lambda: open(spool.name, "rb"), size=size)


def is_plain_file(path: str) -> bool:
    """True for a regular file; False for pipes, sockets and devices."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True  # load says what is wrong with it


def shown(path: str) -> str:
    """A path as it can be printed: bytes of a file name that are no UTF-8 become U+FFFD, control characters "?"."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "?" for char in text)


def reason_of(error: OSError) -> str:
    """What the system said, in a few lower-case words."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "permission denied"
    text = error.strerror or type(error).__name__
    return text[:1].lower() + text[1:]
