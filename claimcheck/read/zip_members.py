"""The members of a zip file that may be read, the others refused by name before they are opened."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from claimcheck.model import ReadError
from claimcheck.read.inputs import shown
from claimcheck.read.limits import MOST_DIRECTORY, MOST_RATIO, SMALL_MEMBER, WHOLE, Allowance, megabytes
from claimcheck.read.member_names import is_hidden, reason_against

Report = Callable[[ReadError], None]

_LOCAL_HEADER = 30  # bytes before the name
_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    KeyError,
    IndexError,
)
# What an office document, an e-book or a program has inside; each is a zip file that holds no article files.
_MARKS = (
    ("xl/", "Excel workbook"),
    ("ppt/", "PowerPoint presentation"),
    ("visio/", "Visio drawing"),
    ("META-INF/MANIFEST.MF", "Java program"),
    ("AndroidManifest.xml", "Android program"),
    ("doc.kml", "map"),
    ("index/document.iwa", "Pages document"),
)
_MEDIA_TYPES = (
    ("application/epub+zip", "e-book (EPUB)"),
    ("application/vnd.oasis.opendocument.text", "OpenDocument text"),
    ("application/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet"),
    ("application/vnd.oasis.opendocument.presentation", "OpenDocument presentation"),
    ("application/", "office document"),
)


class _Directory(io.RawIOBase):
    """A stream that refuses to give more than a list of members may have, until it has been read."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        super().__init__()
        self._stream = stream
        self._path = path
        self.is_read = False

    def read(self, size: int = -1, /) -> bytes:
        if not self.is_read and size > MOST_DIRECTORY:
            raise ReadError(self._path, "its list of members is too long: not read")
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def kind_of_zip(stream: BinaryIO, path: str) -> str | None:
    """What a zip file is that is no archive of files ("Excel workbook"); None for an archive and for a broken one."""
    try:
        with _opened(stream, path) as archive:
            names = archive.namelist()
            first = next((info for info in archive.infolist() if info.filename == "mimetype"), None)
            if first is not None and first.file_size < 200 and not first.flag_bits & _ENCRYPTED:
                media = archive.read(first).decode("ascii", "replace").strip()
                return next((kind for start, kind in _MEDIA_TYPES if media.startswith(start)), None)
    except (ReadError, *_BROKEN):
        return None
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "Word document"
    for mark, kind in _MARKS:
        if any(name.lower().startswith(mark.lower()) for name in names):
            return kind
    return None


def members_of_zip(stream: BinaryIO, path: str, allowance: Allowance, report: Report) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the members in the order of their names. A member that is refused or broken is one fault and the
    others follow; an archive that is broken or hostile as a whole raises ReadError."""
    try:
        archive = _opened(stream, path)
    except UnicodeDecodeError:
        raise ReadError(path, "broken ZIP: a member's name is marked as UTF-8 and is not") from None
    except _BROKEN as error:
        raise ReadError(path, f"broken ZIP: {_reason(error)}") from None
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _refuse_overlaps(infos, path)
        seen: set[str] = set()
        for info in sorted(infos, key=lambda info: (info.filename, info.header_offset)):
            name = _name(info)
            if is_hidden(name):
                continue
            allowance.take_member()
            reason = _reason_against(info, name, seen)
            seen.add(name)
            if reason:
                report(ReadError(f"{path}!{shown(name)}", reason))
                continue
            try:
                with archive.open(info) as member:
                    data = member.read(WHOLE)
            except _BROKEN as error:
                report(ReadError(f"{path}!{shown(name)}", f"broken ZIP member: {_reason(error)}"))
                continue
            allowance.take(len(data))
            yield name, data


def _opened(stream: BinaryIO, path: str) -> zipfile.ZipFile:
    directory = _Directory(stream, path)
    archive = zipfile.ZipFile(directory)
    directory.is_read = True
    return archive


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; one that is not marked as UTF-8 often is UTF-8 all the same, else it is DOS's."""
    name = info.filename
    if not info.flag_bits & _NAME_IS_UTF8 and not name.isascii():
        try:
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return name
    return name


def _refuse_overlaps(infos: list[zipfile.ZipInfo], path: str) -> None:
    """Raises ReadError where two members share bytes, as those of bombs do that are small and unpack to much."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise ReadError(path, "members overlap, as in a zip bomb: not read")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _reason_against(info: zipfile.ZipInfo, name: str, seen: set[str]) -> str:
    """Why a member is not opened, "" where nothing speaks against it."""
    mode = info.external_attr >> 16
    if reason := reason_against(name):
        return reason
    if stat.S_ISLNK(mode):
        return "a link: not followed"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "not a regular file"
    if name in seen:
        return "the name stands twice in the archive: the first is read"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"packed by a method that is not read ({info.compress_type})"
    if info.file_size > WHOLE:
        return f"larger than {megabytes(WHOLE)}"
    if info.file_size > max(SMALL_MEMBER, MOST_RATIO * info.compress_size):
        return f"unpacks to more than {MOST_RATIO} times its size"
    return ""


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text[:1].lower() + text[1:]
