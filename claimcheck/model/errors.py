"""What can go wrong, in one line a user can act on."""

from __future__ import annotations


class ClaimcheckError(Exception):
    """Any failure that a user can act on; its text is one line."""


class ConfigError(ClaimcheckError):
    """A configuration file or option is wrong."""


class ModelError(ClaimcheckError):
    """A language model cannot be loaded."""


class StoreError(ClaimcheckError):
    """A newsroom store cannot be opened, read or written."""


class ReadError(ClaimcheckError):
    """An input cannot be read: names the file, the place in it, the reason."""

    def __init__(self, path: str, reason: str, place: str = "") -> None:
        self.path = path
        self.reason = reason
        self.place = place
        super().__init__(f"{path}{':' + place if place else ''}: {reason}")
