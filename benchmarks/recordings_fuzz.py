"""Change files at random for as long as asked, and tell what breaks.

Run with ``python -m benchmarks.recordings_fuzz --minutes 10`` from the root of the repository. Each
file of the tests, and each small real one that lies beside the checkout, is changed in turn and
read in a process of its own. What breaks is told with the seed that makes it again:
``--again "walk.fit 17"``.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from tests.recordings import samples
from tests.recordings.fuzzing import find

DATA = Path(os.environ.get("BACKSTRIDE_DATA", Path(__file__).parents[2] / "shared" / "data"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    parser.add_argument("--again", help="one file and seed")
    given = parser.parse_args()
    files = samples.made()
    others = list(files.values())
    files |= {path.name: path.read_bytes() for path in samples.real(DATA)}
    if given.again:
        name, _ = given.again.rsplit(" ", 1)
        sys.exit(find(files[name], others, name, given.again))
    end = time.monotonic() + 60 * given.minutes
    tried, broken, seed = 0, 0, given.first
    while time.monotonic() < end:
        for name, data in files.items():
            found = find(data, others, name, f"{name} {seed}")
            tried += 1
            if found:
                broken += 1
                print(found, flush=True)
            if time.monotonic() > end:
                break
        seed += 1
    print(f"{tried} changed files of {len(files)}, seeds {given.first} to {seed}: {broken} broke")


if __name__ == "__main__":
    main()
