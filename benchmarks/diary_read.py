"""How long it takes to read, write and query a diary of two years.

Run with ``python -m benchmarks.diary_read`` from the root of the repository.

The diary has three walks a week with all their pain answers for 100 weeks (about 1,900
events; the first 1,500 are used, or as many as --events says). With --rubbish MB, random bytes
and one endless line of that size are read too, and the most memory used is printed.
"""

from __future__ import annotations

import argparse
import io
import random
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.diary.factories import correction, events, flare, newcomer, walk, week

from backstride.diary import (
    Diary,
    Flare,
    append_to_file,
    effective,
    read_file,
    read_lines,
    validate,
    write_line,
    write_lines,
)

ROUNDS = 15


def timed(name: str, work: Callable[[], object]) -> None:
    """Print the median and the worst of several rounds, in milliseconds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        rounds.append((time.perf_counter() - start) * 1000)
    print(f"{name:45} median {statistics.median(rounds):8.2f} ms   worst {max(rounds):8.2f} ms")


class Rubbish:
    """One event, then random bytes or braces by the megabyte; holds none of them."""

    def __init__(self, megabytes: int, *, lines: bool) -> None:
        self.left = megabytes * 1_000_000
        self.lines = lines
        self.first = write_line(flare("2026-05-14")).encode()
        self.random = random.Random(1)

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        if self.first:
            # Without it reading stops after a thousand lines.
            first, self.first = self.first, b""
            return first
        size = min(size, self.left)
        self.left -= size
        return self.random.randbytes(size) if self.lines else b"{" * size


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1500)
    parser.add_argument("--rubbish", type=int, default=0, metavar="MB")
    options = parser.parse_args()

    first = date(2024, 1, 1)
    weeks = (
        week(first + timedelta(days=7 * number), mon=20, wed=20, fri=22, pain=4)
        for number in range(100)
    )
    written = events(newcomer(first), *weeks, flare("2025-06-01"))[: options.events]
    written = (*written, correction(walk(first, 20)[0], minutes=18))
    stream = io.BytesIO()
    write_lines(written, stream)
    content = stream.getvalue()
    print(f"{len(written)} events, {len(content) / 1000:.0f} kB")
    timed("read lines", lambda: list(read_lines(io.BytesIO(content))))
    timed("validate", lambda: validate(io.BytesIO(content)))
    timed("write lines", lambda: write_lines(written, io.BytesIO()))
    timed("what counts (amendments, order)", lambda: effective(written))
    timed("Diary and first question", lambda: Diary(written).of(Flare))
    diary = Diary(written)
    timed("append one event", lambda: diary.append(flare("2026-01-01")))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "diary.jsonl"
        append_to_file(path, written)
        timed("read the diary's file", lambda: read_file(path))
        number = iter(range(10_000))
        timed(
            "add one event to the diary's file",
            lambda: append_to_file(path, [flare(first + timedelta(days=next(number)))]),
        )

    if options.rubbish:
        tracemalloc.start()
        for lines in (True, False):
            start = time.perf_counter()
            report = validate(Rubbish(options.rubbish, lines=lines))
            took_s = time.perf_counter() - start
            _, peak = tracemalloc.get_traced_memory()
            form = "random bytes" if lines else "one endless line"
            print(
                f"{options.rubbish} MB of {form}: {took_s:.1f} s, at most {peak / 1e6:.1f} MB, "
                f"{len(report.problems) + report.more_problems} problems"
            )


if __name__ == "__main__":
    main()
