"""How much of an input is believed: sizes, counts and ratios above which it is refused by name.

The numbers are far above what desks receive and far below what fills a machine's memory: an article has a few
kilobytes, a day's archive of an agency some hundred megabytes, and news text packs to a fifth of its size.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.model import ReadError

MEGABYTE = 1 << 20
WHOLE = 64 * MEGABYTE
"""Bytes of a document that is read in one piece. Lines, web archives and archives are streamed and may be longer."""
HEAD = MEGABYTE
"""Bytes of a longer document that show its format."""
SPOOLED = 4096 * MEGABYTE
"""Bytes taken from a pipe."""
CHUNK = 1 << 16
MOST_NESTED = 4
"""Containers inside one another; a .tar.gz in a .zip is three."""
MOST_MEMBERS = 50_000
"""Members of an archive and of all archives in it."""
MOST_DIRECTORY = 8 * MEGABYTE
"""Bytes of a zip file's list of members."""
MOST_RATIO = 100
"""Times its own size that a container may unpack to; markup packs to a tenth, a bomb to a thousandth."""
LEAST_UNPACKED = 64 * MEGABYTE
"""Bytes that the smallest container may unpack to."""
SMALL_MEMBER = MEGABYTE
"""Bytes up to which a member's own ratio says nothing: a page of blanks packs well."""


@dataclass(slots=True)
class Allowance:
    """What an input may still unpack to, shared by every container inside it."""

    path: str
    size: int
    members: int = MOST_MEMBERS
    unpacked: int = 0

    def take(self, count: int) -> None:
        """Counts unpacked bytes. Raises ReadError where the input has had enough of them."""
        self.unpacked += count
        if self.unpacked > max(LEAST_UNPACKED, self.size * MOST_RATIO):
            raise ReadError(self.path, f"unpacks to more than {MOST_RATIO} times its size: not read any further")

    def take_member(self) -> None:
        """Counts a member. Raises ReadError where the input has had enough of them."""
        self.members -= 1
        if self.members < 0:
            raise ReadError(self.path, f"more than {MOST_MEMBERS:,} members: not read any further")


def megabytes(count: int) -> str:
    """A size as it is said to the user."""
    return f"{count / MEGABYTE:.0f} MB"
