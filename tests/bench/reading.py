"""How fast files are read: files and megabytes a second for each format, one core, from invented documents.

    python -m tests.bench.reading [--files 200] [--json FILE]

Each format's files are made in code (tests/read/seeds.py), written to a temporary folder and read by read_articles as a
desk's folder would be; the first run, which loads libraries and tables, is not timed. The table goes to standard
output, the same as JSON to the file. A last row reads all of them as one mixed folder, with the peak of what Python
held meanwhile.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
import time
import tracemalloc
from dataclasses import asdict, dataclass
from pathlib import Path

from claimcheck.model import ReadError
from claimcheck.read import read_articles
from tests.read.seeds import SEEDS


@dataclass(frozen=True, slots=True)
class Speed:
    """What a folder of one format gave; ``seconds`` is the best of the runs."""

    format: str
    files: int
    articles: int
    faults: int
    kilobytes: float
    seconds: float

    @property
    def files_a_second(self) -> float:
        return self.files / self.seconds

    @property
    def megabytes_a_second(self) -> float:
        return self.kilobytes / 1024 / self.seconds


def filled(folder: Path, name: str, files: int) -> float:
    """Writes files of one format; their kilobytes."""
    folder.mkdir(exist_ok=True)
    suffix, make = SEEDS[name]
    size = 0
    for number in range(files):
        size += (folder / f"{name}-{number}{suffix}").write_bytes(make(number))
    return size / 1024


def measured(folder: Path, name: str, files: int, kilobytes: float, runs: int = 3) -> Speed:
    """The speed of reading a folder, best of some runs."""
    faults: list[ReadError] = []
    articles = sum(1 for _ in read_articles([folder], on_error=faults.append))  # warm
    best = float("inf")
    for _ in range(runs):
        began = time.perf_counter()
        for _ in read_articles([folder], on_error=lambda error: None):
            pass
        best = min(best, time.perf_counter() - began)
    return Speed(name, files, articles, len(faults), kilobytes, best)


def peak_of(folder: Path) -> int:
    """Bytes that Python held at most while a folder was read, beside what it held before."""
    tracemalloc.start()
    try:
        for _ in read_articles([folder], on_error=lambda error: None):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=200, help="files of each format")
    parser.add_argument("--format", action="append", choices=sorted(SEEDS), help="only this format; may be repeated")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    speeds: list[Speed] = []
    with tempfile.TemporaryDirectory() as scratch:
        mixed = Path(scratch) / "mixed"
        total = 0.0
        names = options.format or list(SEEDS)
        for name in names:
            folder = Path(scratch) / name
            speeds.append(measured(folder, name, options.files, filled(folder, name, options.files)))
            total += filled(mixed, name, options.files)
        speeds.append(measured(mixed, "all of these", options.files * len(names), total, runs=1))
        peak = peak_of(mixed)
    print("| format | files | articles | faults | KB a file | files a second | MB a second |")
    print("|---|---|---|---|---|---|---|")
    for speed in speeds:
        cells = (
            speed.format,
            str(speed.files),
            str(speed.articles),
            str(speed.faults),
            f"{speed.kilobytes / speed.files:.1f}",
            f"{speed.files_a_second:,.0f}",
            f"{speed.megabytes_a_second:.1f}",
        )
        print(f"| {' | '.join(cells)} |")
    print(
        f"\nPeak while all were read: {peak / 1048576:.1f} MB held by Python. {platform.python_version()}, one process."
    )
    if options.json:
        rows = [
            {**asdict(speed), "files_a_second": speed.files_a_second, "megabytes_a_second": speed.megabytes_a_second}
            for speed in speeds
        ]
        options.json.write_text(json.dumps({"formats": rows, "peak_bytes": peak}, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
