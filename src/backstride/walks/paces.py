"""The two paces of a walk, and which second belongs to which."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import numpy.typing as npt

from backstride.recordings import Floats

from .edges import edge_between
from .repeats import Repeats, repeats_of
from .short_runs import without_short
from .train import LONGEST_S, TOGETHER_S, find_train, noise_of

Levels = npt.NDArray[np.int_]
Bools = npt.NDArray[np.bool_]

STILL, SLOW, FAST, STEEP, MIDDLE = range(5)
"""What a second is: nobody walks, at the slower or only pace, at the faster one, on a slope, or at
the slower pace where that is neither warm-up nor cool-down."""

SMOOTH_S = 11
"""The step rate is the median over this time: short against a repeat, long against odd steps.

Chosen, as the next five, on half of the recordings in `benchmarks/walk_structure.py`."""

SHORTEST_S = 10
"""Shorter stretches belong to what is around them. Half of the shortest repeat asked for, 20 s."""

LEAST_EASY_S = 20
"""A shorter slow stretch between faster ones is a turn or a kerb, and no easy part."""

LEAST_SLOW_S = 60
"""The slower pace must have been kept for so long in all, for the rest to be fast. Judgement."""

LEAST_RATIO = 1.06
"""Two paces differ by this much at least: 6 steps a minute at 100."""

LEAST_CONTRAST = 3.2
"""And by so many of their own spreads. Cutting one even or normal spread in two gives 2.7."""

STEP_OVER_S, STEP_SHARE = 60, 0.6
"""At an edge, the paces of the minute before and after differ by this share of what the two paces
of the walk do, or more: otherwise the pace has drifted from one to the other."""

OUTSIDE = 0.7
"""Away from a train of repeats a second is fast if it is so far from its slow to its fast pace."""

REGULAR_EDGE, FREE_EDGE = 2.5, 6.0
"""In units of log-likelihood: what it takes to tell an edge of a regular train, and of stretches
of any length."""

FAR = 3.0
"""A second further off than this many spreads tells no more than one that far. Judgement."""

_TO_NORMAL = 1.4826  # from the median absolute deviation to a normal spread

Run = tuple[int, int, int]
"""A level, the first second and the one after the last."""


def paced(
    cadence: Floats, walking: Bools, steep: Bools, least_s: int, together_s: float = TOGETHER_S
) -> tuple[list[Run], Floats]:
    """Cut a walk into runs of one pace.

    Parameters
    ----------
    cadence : ndarray of shape (n,)
        Steps a minute in each second.
    walking, steep : ndarray of bool
        In which seconds somebody walks, and which were on a slope.
    least_s : int
        How long a pace must have been kept in all to be one.
    together_s : float
        So many seconds tell as much as one that stands alone.

    Returns
    -------
    runs : list of (level, start, stop)
        In order and without gaps.
    smooth : ndarray
        The running median of the step rate, NaN off the level way.
    """
    level_way = walking & ~steep
    smooth = smoothed(np.where(level_way, cadence, np.nan))
    level = np.where(walking, np.where(steep, STEEP, SLOW), STILL)
    if np.count_nonzero(level_way) < 2 * least_s:
        return runs_of(level), smooth
    pace = np.log(held(np.where(level_way, cadence, np.nan)))
    by_rate = level.copy()
    by_rate[level_way] = _two_paces(np.log(smooth[level_way]), least_s)
    runs = _without_turns(runs_of(by_rate))
    runs = _without_drift(pace, _without_turns(_with_edges(pace, level_way, runs)))
    stood = _long(~walking, SHORTEST_S)
    train = find_train(pace, stood, together_s=together_s) if len(pace) <= LONGEST_S else None
    repeats = None if train is None else repeats_of(pace, level_way, train, together_s)
    if repeats is not None and not _by_stops(repeats, stood):
        told = level_way | ~stood
        level[told] = _with_repeats(pace, repeats, runs)[told]
        regular = runs_of(level)
        if all(run[0] != FAST for run in runs) or _price(
            pace, regular, REGULAR_EDGE, together_s
        ) < _price(pace, runs, FREE_EDGE, together_s):
            runs = regular
    return runs, smooth


def _price(pace: Floats, runs: list[Run], edge: float, together_s: float) -> float:
    """Return what it takes to tell a walk by its runs: how far off they are, and each edge."""
    noise = noise_of(pace)
    off = 0.0
    for _, start, stop in runs:
        apart = (pace[start:stop] - np.median(pace[start:stop])) / noise
        off += float(np.minimum(apart**2, FAR**2).sum()) / 2.0
    return off / together_s + edge * (len(runs) - 1)


def smoothed(values: Floats) -> Floats:
    """Return the running median of what is known in the window, NaN where a value is not."""
    half = SMOOTH_S // 2
    padded = np.pad(values, half, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, SMOOTH_S)
    known = np.isfinite(values)
    smooth = np.full(len(values), np.nan)
    smooth[known] = np.nanmedian(windows[known], axis=1)
    return smooth


def held(values: Floats) -> Floats:
    """Return the values with each gap filled by the one before it, the first by that after it."""
    known = np.isfinite(values)
    last = np.maximum.accumulate(np.where(known, np.arange(len(values)), -1))
    filled: Floats = values[np.where(last < 0, int(np.argmax(known)), last)]
    return filled


def border_between(values: Floats, least_s: int) -> float | None:
    """Return the value between two groups, or None if there is only one."""
    values = np.sort(values)
    count = np.arange(1, len(values))
    if not len(count):
        return None
    total, squares = np.cumsum(values), np.cumsum(values**2)
    low, high = total[:-1] / count, (total[-1] - total[:-1]) / count[::-1]
    within = squares[-1] - count * low**2 - count[::-1] * high**2
    # A group of a few seconds is a stumble and no pace.
    within[(count < least_s) | (count[::-1] < least_s)] = np.inf
    best = int(np.argmin(within))
    if not np.isfinite(within[best]):
        return None
    slow, fast = values[: best + 1], values[best + 1 :]
    middle = float(np.median(slow)), float(np.median(fast))
    apart = middle[1] - middle[0]
    spread = _TO_NORMAL * np.median(np.abs(np.concatenate((slow - middle[0], fast - middle[1]))))
    if apart < np.log(LEAST_RATIO) or apart < LEAST_CONTRAST * spread:
        return None
    return (middle[0] + middle[1]) / 2.0


def runs_of(level: Levels) -> list[Run]:
    """Cut into runs of one level (level, start, stop), none of them short."""
    lengths = without_short(
        [(value, len(list(run))) for value, run in groupby(level.tolist())], SHORTEST_S
    )
    edges = np.concatenate(([0], np.cumsum([length for _, length in lengths])))
    return [(value, int(edges[k]), int(edges[k + 1])) for k, (value, _) in enumerate(lengths)]


def _long(values: Bools, least_s: int) -> Bools:
    """Return the values with only those runs of true left that last this long."""
    kept = []
    for each, run in groupby(values.tolist()):
        length = len(list(run))
        kept.append(np.full(length, each and length >= least_s))
    return np.concatenate(kept)


def _two_paces(pace: Floats, least_s: int) -> Levels:
    border = border_between(pace, least_s)
    if border is None:
        return np.full(len(pace), SLOW)
    return np.where(pace > border, FAST, SLOW)


def _with_repeats(pace: Floats, repeats: Repeats, runs: list[Run]) -> Levels:
    """Return the level of each second of a walk with regular repeats.

    Away from them, a fast run of the whole walk is fast if it is nearer to their fast pace.
    """
    at = np.arange(len(pace))
    middle = (repeats.starts + repeats.stops) / 2.0
    slow = (repeats.slow[:-1] + repeats.slow[1:]) / 2.0
    border = np.interp(at, middle, slow + OUTSIDE * (repeats.fast - slow))
    away = np.ones(len(pace), dtype=np.bool_)
    for start, stop in zip(repeats.starts, repeats.stops, strict=True):
        away[int(max(0.0, start - repeats.slow_s)) : int(stop + repeats.slow_s)] = False
    level = np.full(len(pace), SLOW)
    for _, start, stop in (run for run in runs if run[0] == FAST):
        outside = at[start:stop][away[start:stop]]
        if outside.size and np.median(pace[outside] - border[outside]) > 0:
            level[outside] = FAST
    for start, stop in zip(repeats.starts, repeats.stops, strict=True):
        level[int(start) : int(stop)] = FAST
    return level


def _by_stops(repeats: Repeats, stood: Bools) -> bool:
    """Return whether somebody stood at every other repeat or more: it is the way between lights."""
    inside = stood[int(repeats.starts[0]) : int(repeats.stops[-1])]
    stops = np.count_nonzero(np.diff(inside.astype(np.int_)) > 0)
    return bool(2 * stops >= len(repeats.starts))


def _without_turns(runs: list[Run]) -> list[Run]:
    """Let slow stretches that are too short be part of the fast ones around, if it is so."""
    level = np.concatenate([np.full(stop - start, value) for value, start, stop in runs])
    for k, (value, start, stop) in enumerate(runs):
        around = [runs[j][0] for j in (k - 1, k + 1) if 0 <= j < len(runs)]
        if value == SLOW and stop - start < LEAST_EASY_S and FAST in around:
            level[start:stop] = FAST
    if np.count_nonzero(level == SLOW) < LEAST_SLOW_S:
        level[level == FAST] = SLOW
    return runs_of(level)


def _without_drift(pace: Floats, runs: list[Run]) -> list[Run]:
    """Let fast runs be slow whose pace changed at neither end: the walk drifted."""
    fast = [pace[start:stop] for value, start, stop in runs if value == FAST]
    slow = [pace[start:stop] for value, start, stop in runs if value == SLOW]
    if not fast or not slow:
        return runs
    least = STEP_SHARE * float(np.median(np.concatenate(fast)) - np.median(np.concatenate(slow)))

    def steps(k: int, j: int) -> bool:
        (_, first, edge), (_, _, last) = sorted((runs[k], runs[j]), key=lambda run: run[1])
        before = pace[max(first, edge - STEP_OVER_S) : edge]
        after = pace[edge : min(last, edge + STEP_OVER_S)]
        return abs(float(np.median(after) - np.median(before))) >= least

    level = np.concatenate([np.full(stop - start, value) for value, start, stop in runs])
    for k, (value, start, stop) in enumerate(runs):
        beside = [j for j in (k - 1, k + 1) if 0 <= j < len(runs) and runs[j][0] == SLOW]
        if value == FAST and beside and not any(steps(k, j) for j in beside):
            level[start:stop] = SLOW
    return runs_of(level)


def _with_edges(pace: Floats, told: Bools, runs: list[Run]) -> list[Run]:
    """Put the edges between slow and fast stretches to where the pace changed."""
    moved = list(runs)
    for k in range(1, len(moved)):
        (before, start, edge), (after, _, stop) = moved[k - 1], moved[k]
        if {before, after} == {SLOW, FAST}:
            edge = edge_between(pace, told, start, edge, stop)
            moved[k - 1], moved[k] = (before, start, edge), (after, edge, stop)
    return moved
