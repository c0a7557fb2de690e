"""How fast virtual walkers live, and what it costs per day as the diary grows.

    python benchmarks/simulation_speed.py [--walkers 10000] [--weeks 26] [--workers 2]

Goal: 10,000 walkers x 26 weeks under ours in less than 90 s on two cores and less than
2 GB, with a cost per simulated day that does not grow with the diary.
"""

from __future__ import annotations

import argparse
import resource
import time

import pyarrow.compute as pc

from backstride.simulation import run


def measure(walkers: int, weeks: int, controller: str, workers: int) -> None:
    begun = time.perf_counter()
    result = run(walkers, weeks, controller, "mix", seed=1, workers=workers)
    took = time.perf_counter() - begun
    days = pc.sum(result.weeks_table["days"]).as_py()
    print(
        f"{controller:12} {walkers:6} walkers x {weeks:3} weeks, {workers} workers: {took:7.1f} s, "
        f"{took * workers / days * 1e6:6.0f} microseconds per simulated day and core"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--walkers", type=int, default=10_000)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    print("the length of the diary:")
    for weeks in (13, 26, 52, 104):
        measure(max(1, asked.walkers // 100), weeks, "ours", 1)
    print("the whole:")
    measure(asked.walkers, asked.weeks, "ladder10", asked.workers)
    measure(asked.walkers, asked.weeks, "ours", asked.workers)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        f"memory: at most {(own + asked.workers * largest) / 1024:.0f} MB "
        "(this process and every worker at its largest)"
    )


if __name__ == "__main__":
    main()
