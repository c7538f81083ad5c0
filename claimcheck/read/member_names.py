"""The names of members of archives: which would lead out of a folder, which are no files of the sender's."""

from __future__ import annotations

import re

_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 4096
_NOT_FILES = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def reason_against(name: str) -> str:
    """Why a member of that name is not read, "" for an ordinary one. Nothing is ever written under these names; but an
    archive that has them was made to do harm, or by a program that is not to be relied on."""
    path = name.replace("\\", "/")
    if not path.strip("/. "):
        return "a member without a name"
    if len(name) > _LONGEST:
        return "a member with too long a name"
    if path.startswith("/") or _DRIVE.match(path):
        return "an absolute path: not read"
    if ".." in path.split("/"):
        return "a path that leads out of the archive: not read"
    return ""


def is_hidden(name: str) -> bool:
    """True for what systems leave in archives, and for hidden files, which folders pass over too."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return any(part.startswith(".") or part in _NOT_FILES for part in parts)


def plain_name(name: str) -> str:
    """The name without the "./" that tar puts before it."""
    while name.startswith("./"):
        name = name[2:].lstrip("/")
    return name
