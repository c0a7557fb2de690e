"""The parts of a walk: warm-up, steady, brisk, each repeat, hills, pauses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np
import numpy.typing as npt

from backstride.recordings import Floats

from .motion import STEPPING_FROM_SPM

SMOOTH_S = 11
"""The step rate is the median over this time: short against a repeat, long against odd steps.

Chosen, as the next three, on half of the pairs in `benchmarks/walk_structure.py`."""

SHORTEST_S = 10
"""Shorter stretches belong to what is around them. Half of the shortest repeat asked for, 20 s."""

LEAST_RATIO = 1.06
"""Two paces differ by this much at least: 6 steps a minute at 100."""

LEAST_CONTRAST = 3.2
"""And by so many of their own spreads. Cutting one even or normal spread in two gives 2.7."""

BRISK_RATIO = 1.1
"""Brisk is a tenth above the person's own easy pace, or more; less is an ordinary walk after a
warm-up. Judgement: the plan asks for 10 to 15 % above the usual step rate."""

LONGEST_EDGE_S = 600
"""A warm-up or cool-down takes five to ten minutes; a longer stretch is a part of the walk. Source:
American College of Sports Medicine, doi 10.1249/MSS.0b013e318213fefb."""

LONGEST_REPEAT_S = 300
FEWEST_REPEATS = 3
"""Fast stretches are repeats if there are three or more and none is longer. Judgement."""


STILL, SLOW, FAST, STEEP, MIDDLE = range(5)
"""What a second is: nobody walks, at the slower or only pace, at the faster one, on a slope, or at
the slower pace where that is neither warm-up nor cool-down."""

_NORMAL = 1.4826  # from the median absolute deviation to a normal spread


class PartKind(StrEnum):
    """What a part of a walk is."""

    WARM_UP = "warm-up"
    STEADY = "steady"
    BRISK = "brisk"
    REPEAT = "repeat"
    EASY = "easy"
    HIKE = "hike"
    COOL_DOWN = "cool-down"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a walk.

    Attributes
    ----------
    kind : PartKind
        Warm-up and cool-down are the easy parts before the first and after the last fast one.
    start_s, end_s : float
        On the clock of the step rates; a part ends where the next begins.
    cadence_spm : float or None
        Median step rate; 0 in a pause; None where only speed is known.
    speed_mps : float or None
        Mean speed while moving, where it is known.
    is_sure : bool
        False for a hike that is told by heights of satellites alone.
    """

    kind: PartKind
    start_s: float
    end_s: float
    cadence_spm: float | None
    speed_mps: float | None = None
    is_sure: bool = True

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


def parts_of(
    cadence_spm: npt.ArrayLike,
    *,
    start_s: float = 0.0,
    hilly: npt.ArrayLike | None = None,
    least_pace_s: int = SHORTEST_S,
) -> tuple[Part, ...]:
    """Tell the parts of a walk from its step rate, and from where it was steep.

    Parameters
    ----------
    cadence_spm : array_like of shape (n,)
        Steps a minute in each second, 0 or NaN where nobody walks.
    start_s : float
        When the first second begins.
    hilly : array_like of bool, optional
        Which of the seconds were on a slope; see `parts_in`.
    least_pace_s : int
        How long a pace must have been kept in all to be one.

    Returns
    -------
    tuple of Part
        In order and without gaps; empty if nobody walks.

    Notes
    -----
    1. Seconds under 40 steps a minute are no walking. The rest is smoothed by a running median.
    2. The logarithms of the step rates are cut into two groups so that the spread within both is
       least (Otsu 1979, doi 10.1109/TSMC.1979.4310076). There are two paces if the medians of the
       groups are apart by `LEAST_RATIO` and by `LEAST_CONTRAST` spreads; else one.
    3. Stretches under `SHORTEST_S` go to the longer neighbour, the shortest first.
    4. Three or more fast stretches of up to five minutes are repeats; other fast ones are brisk.
    5. Before the first and after the last fast stretch one warms up and cools down. Where that is
       longer than ten minutes or has two paces itself, its part next to the fast one is steady.
    6. Where it was steep the pace tells little: those stretches are hikes, and are left out of 2.

    Deviation: paces are told by the person's own two rates, not by fixed bands, so that a slow
    walker's repeats are seen as well.
    """
    cadence = np.nan_to_num(np.asarray(cadence_spm, dtype=np.float64))
    walking = cadence >= STEPPING_FROM_SPM
    if not walking.any():
        return ()
    steep = np.zeros(len(cadence), dtype=bool) if hilly is None else np.asarray(hilly, dtype=bool)
    level_way = walking & ~steep
    smooth = _median(np.where(level_way, cadence, np.nan))
    border = _border(np.log(smooth[level_way]), least_pace_s)
    level = np.where(walking, SLOW, STILL)
    if border is not None:
        level[level_way] += smooth[level_way] > np.exp(border)
    level[walking & steep] = STEEP
    runs = _with_edges(_runs(level), smooth, level_way, least_pace_s)
    fast = [stop - start for value, start, stop in runs if value == FAST]
    name = PartKind.BRISK
    if len(fast) >= FEWEST_REPEATS and max(fast) <= LONGEST_REPEAT_S:
        name = PartKind.REPEAT
    elif fast and _ratio(smooth, level) < BRISK_RATIO:
        name = PartKind.STEADY
    order = [k for k, run in enumerate(runs) if run[0] == FAST]
    return tuple(
        Part(
            _kind(value, k, order, name),
            start_s + start,
            start_s + stop,
            float(np.median(cadence[start:stop][walking[start:stop]])) if value else 0.0,
        )
        for k, (value, start, stop) in enumerate(runs)
    )


def _kind(value: int, k: int, fast: list[int], name: PartKind) -> PartKind:
    if value == STILL:
        return PartKind.PAUSE
    if value == STEEP:
        return PartKind.HIKE
    if value == FAST:
        return name
    if not fast or value == MIDDLE:
        return PartKind.STEADY
    if k < fast[0]:
        return PartKind.WARM_UP
    return PartKind.COOL_DOWN if k > fast[-1] else PartKind.EASY


Run = tuple[int, int, int]
"""A level, the first second and the one after the last."""


def _with_edges(
    runs: list[Run], smooth: Floats, level_way: npt.NDArray[np.bool_], least_s: int
) -> list[Run]:
    """Cut what is neither warm-up nor cool-down off the slow runs around the fast ones."""
    fast = [run for run in runs if run[0] == FAST]
    if not fast:
        return runs
    first, last, end = fast[0][1], fast[-1][2], len(smooth)
    warm_s = _edge(smooth[:first], level_way[:first], least_s)
    cool_s = end - _edge(smooth[last:][::-1], level_way[last:][::-1], least_s)
    cut: list[Run] = []
    for value, start, stop in runs:
        if value == SLOW and stop <= first:
            at = min(max(warm_s, start), stop)
            pieces = [(SLOW, start, at), (MIDDLE, at, stop)]
        elif value == SLOW and start >= last:
            at = min(max(cool_s, start), stop)
            pieces = [(MIDDLE, start, at), (SLOW, at, stop)]
        else:
            pieces = [(value, start, stop)]
        cut += [piece for piece in pieces if piece[1] < piece[2]]
    return cut


def _edge(smooth: Floats, level_way: npt.NDArray[np.bool_], least_s: int) -> int:
    """Return how many seconds of an outer stretch, from the outside, are warm-up or cool-down."""
    whole = len(smooth) if len(smooth) <= LONGEST_EDGE_S else 0
    border = _border(np.log(smooth[level_way]), least_s)
    if border is None:
        return whole
    # A pause is at the pace of what was before it.
    last = np.maximum.accumulate(np.where(level_way, np.arange(len(smooth)), 0))
    quick = np.nan_to_num(smooth[last]) > np.exp(border)
    runs = _runs(np.where(quick, FAST, SLOW))
    if len(runs) != 2 or runs[0][0] != SLOW:
        return whole
    return runs[0][2] if runs[0][2] <= LONGEST_EDGE_S else 0


def _ratio(smooth: Floats, level: npt.NDArray[np.int_]) -> float:
    """Return how much faster the faster pace is than the slower one."""
    return float(np.median(smooth[level == FAST]) / np.median(smooth[level == SLOW]))


def _median(values: Floats) -> Floats:
    """Return the running median of what is known in the window, NaN where a value is not."""
    half = SMOOTH_S // 2
    padded = np.pad(values, half, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, SMOOTH_S)
    known = np.isfinite(values)
    smooth = np.full(len(values), np.nan)
    smooth[known] = np.nanmedian(windows[known], axis=1)
    return smooth


def _border(values: Floats, least_s: int) -> float | None:
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
    spread = _NORMAL * np.median(np.abs(np.concatenate((slow - middle[0], fast - middle[1]))))
    if apart < np.log(LEAST_RATIO) or apart < LEAST_CONTRAST * spread:
        return None
    return (middle[0] + middle[1]) / 2.0


def _runs(level: npt.NDArray[np.int_]) -> list[Run]:
    """Cut into runs of one level (level, start, stop), none of them short."""
    lengths = [[value, len(list(run))] for value, run in groupby(level.tolist())]
    while len(lengths) > 1:
        k = min(range(len(lengths)), key=lambda k: lengths[k][1])
        if lengths[k][1] >= SHORTEST_S:
            break
        around = [j for j in (k - 1, k + 1) if 0 <= j < len(lengths)]
        lengths[k][0] = lengths[max(around, key=lambda j: lengths[j][1])][0]
        lengths = [
            [value, sum(length for _, length in same)]
            for value, same in groupby(lengths, key=lambda run: run[0])
        ]
    edges = np.concatenate(([0], np.cumsum([length for _, length in lengths])))
    return [(value, int(edges[k]), int(edges[k + 1])) for k, (value, _) in enumerate(lengths)]
