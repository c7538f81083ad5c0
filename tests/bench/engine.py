"""Measure the whole engine: articles a second cold and warm, peak memory, and how soon ``--help`` answers.

    python tests/bench/engine.py FOLDER [FOLDER ...] [--jobs N] [--repeat N]

Each folder is one event, checked by itself (``fixtures/*/articles``; default: the fixtures). Cold is a fresh process
that loads the tables and the model and checks everything once; warm is the same process again, best of the repeats,
when caches of words and dates are filled. Rates are of articles, and of articles of 600 words, a second of wall-clock
time, with the processor time beside them. Nothing is asserted: another machine gives other figures.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORDS = 600
STARTS = 5


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the wall and by the processor that an act takes."""
    wall, processor = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - processor


def start_up() -> float:
    """The median time in which ``claimcheck --help`` answers, in a process of its own each."""
    command = [sys.executable, "-m", "claimcheck", "--help"]
    return statistics.median(
        timed(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT))[0] for _ in range(STARTS)
    )


def line(label: str, articles: int, words: int, wall: float, processor: float) -> str:
    """One row of the table."""
    return (
        f"{label:6} {wall:7.2f} s {processor:7.2f} s cpu {articles / wall:8.1f} articles/s "
        f"{words / WORDS / wall:8.1f} of {WORDS} words/s {words / WORDS / processor:8.1f} a second of processor time"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--jobs", type=int, default=1, help="threads that read (default: 1)")
    parser.add_argument("--repeat", type=int, default=3, help="warm runs, of which the best counts")
    given = parser.parse_args()
    folders = given.folders or sorted((ROOT / "fixtures").glob("*/articles"))
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    print(f"--help {start_up():6.2f} s, median of {STARTS}")

    began, processor = time.perf_counter(), time.process_time()
    from claimcheck import pipeline
    from claimcheck.config import Config
    from claimcheck.read import read_articles

    config = Config(jobs=given.jobs)
    engine = pipeline.Engine.load(config)
    loaded = time.perf_counter() - began
    events = [list(read_articles([folder])) for folder in folders]
    articles, words = sum(map(len, events)), sum(len(a.text.split()) for event in events for a in event)

    def check_all() -> None:
        for event in events:
            pipeline.check(event, config, engine)

    check_all()
    cold = time.perf_counter() - began, time.process_time() - processor
    warm = min(timed(check_all) for _ in range(given.repeat))
    print(f"load   {loaded:6.2f} s: imports, tables, language model")
    print(f"{len(events)} events, {articles} articles, {words / max(articles, 1):.0f} words each")
    print(line("cold", articles, words, *cold))
    print(line("warm", articles, words, *warm))
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")


if __name__ == "__main__":
    main()
