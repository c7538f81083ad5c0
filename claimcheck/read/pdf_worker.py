"""Takes the text out of a PDF, in a process of its own: ``python pdf_worker.py PAGES < file.pdf > pages.json``.

A PDF is a program for drawing, and a hostile one keeps its reader busy or fills its memory. This process gives itself
an allowance of both and dies when it is used up; the one that started it reads on. It imports nothing of claimcheck.

Out: {"error": reason} or {"pages": count, "text": [[[words, x, y, size], …], …], "meta": {name: value}}, sizes and
places in points, y upwards.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

MEMORY = 700 << 20
"""Bytes of address space; a large report takes some 300 MB."""
SECONDS = 20
"""Of processor time; a hundred pages take five."""
_LETTERS = 3_000_000  # of all pages


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system: the parent's clock alone stops this process
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))


def _pieces(page: Any) -> list[tuple[str, float, float, float]]:  # noqa: ANN401 - pypdf may be absent where this is checked
    """(words, x, y, size) as the page draws them."""
    pieces: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] or tm[1] or 1.0) * abs(cm[3] or cm[1] or 1.0)
        pieces.append((text, round(float(x), 1), round(float(y), 1), round(abs(float(size) * float(scale)), 1)))

    page.extract_text(visitor_text=visit)
    return pieces


def _read(data: bytes, most: int) -> dict[str, object]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            try:
                opened = bool(reader.decrypt(""))
            except (DependencyError, PyPdfError, NotImplementedError):
                opened = False
            if not opened:
                return {"error": "encrypted PDF"}
        meta = {str(key).lstrip("/"): str(value)[:2_000] for key, value in (reader.metadata or {}).items()}
        count = len(reader.pages)
        text: list[list[tuple[str, float, float, float]]] = []
        broken = letters = 0
        for number in range(min(count, most)):
            try:
                pieces = _pieces(reader.pages[number])
            except MemoryError:
                raise
            except Exception:  # a page that cannot be drawn; the others may be
                pieces, broken = [], broken + 1
            letters += sum(len(piece[0]) for piece in pieces)
            if letters > _LETTERS:
                return {"error": f"PDF of more than {_LETTERS:,} letters"}
            text.append(pieces)
        return {"pages": count, "text": text, "meta": meta, "broken": broken}
    except MemoryError:
        return {"error": "PDF that needs too much memory"}
    except RecursionError:
        return {"error": "broken PDF: objects inside one another without end"}
    except Exception as error:
        return {"error": f"broken PDF: {' '.join(str(error).split())[:160] or type(error).__name__}"}


def main() -> None:
    """Reads standard input, writes one JSON object."""
    logging.disable(logging.CRITICAL)
    _limit()
    data = sys.stdin.buffer.read()
    try:
        out = _read(data, int(sys.argv[1]))
    except MemoryError:
        out = {"error": "PDF that needs too much memory"}
    except ImportError:
        out = {"error": "needs claimcheck[wire]: pip install 'claimcheck[wire]'"}
    sys.stdout.buffer.write(json.dumps(out).encode("ascii"))


if __name__ == "__main__":
    main()
