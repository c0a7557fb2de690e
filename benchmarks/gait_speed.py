"""How long a day of walking takes, against the plainest peak counter, side by side.

Run with ``python -m benchmarks.gait_speed`` from the root of the repository, on one thread.
The day is made on the spot: 24 hours at 100 Hz on three axes. Half of it is walking, or all
of it with ``--walking 1``, which is the worst case: still hours cost less. SciPy, which the
package does not need, is used where it is installed:

    norm      numpy.linalg.norm of the three axes
    low pass  scipy.signal.sosfiltfilt, Butterworth, 4th order, 3 Hz
    peaks     scipy.signal.find_peaks with a prominence of 0.5 m/s2

Times are processor seconds, the least of several turns taken alternately. Memory is measured
apart, with the samples made block by block as a reader would: ``--memory HOURS``.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backstride.gait import measure, measure_blocks

Floats = NDArray[np.float64]
HZ = 100
SPELL_S = 600


def samples(start: int, count: int, walking: float) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(start)
    t_s = np.arange(start, start + count) / HZ
    acc = rng.normal(0.0, 0.05, (count, 3))
    phase = 2 * np.pi * 1.8 * t_s
    up = 2.0 * np.sin(phase) + np.sin(2 * phase + 1.0) + rng.normal(0.0, 0.5, count)
    acc[:, 2] += 9.81 + np.where(t_s % SPELL_S < walking * SPELL_S, up, 0.0)
    return t_s, acc


def blocks(hours: float, walking: float) -> Iterator[tuple[Floats, Floats]]:
    total, size = int(hours * 3600 * HZ), 1 << 16
    for start in range(0, total, size):
        yield samples(start, min(size, total - start), walking)


def plainest(signal: Any, acc: Floats) -> int:
    norm = np.linalg.norm(acc, axis=1)
    low = signal.sosfiltfilt(signal.butter(4, 3.0, fs=HZ, output="sos"), norm)
    return len(signal.find_peaks(low, prominence=0.5)[0])


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    begin = time.process_time()
    count = work()
    return time.process_time() - begin, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--walking", type=float, default=0.5, help="share of the time, 0 to 1")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--memory", type=float, metavar="HOURS", help="measure memory instead")
    given = parser.parse_args()
    if given.memory is not None:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = measure_blocks(blocks(given.memory, given.walking)).n_steps
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{given.memory:g} h in blocks: {found} steps, at most {after / 1024:.0f} MB")
        print(f"of which {before / 1024:.0f} MB were the interpreter and its libraries")
        return
    try:
        signal = importlib.import_module("scipy.signal")
    except ImportError:
        signal = None
    t_s, acc = samples(0, int(given.hours * 3600 * HZ), given.walking)
    ours, plain = [], []
    for _ in range(given.turns):
        if signal is not None:
            plain.append(seconds(lambda: plainest(signal, acc)))
        ours.append(seconds(lambda: measure(t_s, acc, mode="all_day").n_steps))
    print(f"{given.hours:g} h at {HZ} Hz, {given.walking:.0%} walking")
    print(f"backstride.gait.measure  {min(ours)[0]:6.2f} s  {ours[0][1]} steps")
    if plain:
        print(f"norm, low pass, peaks    {min(plain)[0]:6.2f} s  {plain[0][1]} peaks")
        print(f"ratio                    {min(ours)[0] / min(plain)[0]:6.2f}")
    else:
        print("SciPy is not installed: no comparison")


if __name__ == "__main__":
    main()
