"""The parts of a walk: warm-up, steady, brisk, each repeat, hills, pauses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from backstride.recordings import Floats

from .motion import STEPPING_FROM_SPM
from .paces import (
    FAST,
    MIDDLE,
    SHORTEST_S,
    SLOW,
    STEEP,
    STILL,
    Bools,
    Run,
    border_between,
    paced,
    runs_of,
)
from .train import TOGETHER_S

BRISK_RATIO = 1.1
"""Brisk is a tenth above the person's own easy pace, or more; less is an ordinary walk after a
warm-up. Judgement: the plan asks for 10 to 15 % above the usual step rate."""

LONGEST_EDGE_S = 600
"""A warm-up or cool-down takes five to ten minutes; a longer stretch is a part of the walk. Source:
American College of Sports Medicine, doi 10.1249/MSS.0b013e318213fefb."""

LONGEST_REPEAT_S = 300
FEWEST_REPEATS = 3
"""Fast stretches are repeats if there are three or more and none is longer. Judgement."""


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
    together_s: float = TOGETHER_S,
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
    together_s : float
        So many seconds tell as much as one that stands alone.

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
    runs, smooth = paced(cadence, walking, steep, least_pace_s, together_s)
    names = _names(runs, smooth)
    runs = _with_edges(runs, smooth, walking & ~steep, least_pace_s)
    order = [k for k, run in enumerate(runs) if run[0] == FAST]
    return tuple(
        Part(
            _kind(value, k, order, names.get(start, PartKind.BRISK)),
            start_s + start,
            start_s + stop,
            float(np.median(cadence[start:stop][walking[start:stop]])) if value else 0.0,
        )
        for k, (value, start, stop) in enumerate(runs)
    )


def _names(runs: list[Run], smooth: Floats) -> dict[int, PartKind]:
    """Return what each fast run is, by its first second.

    Fast runs with nothing but pauses between them are one stretch: a light does not end it.
    """
    stretches: list[list[Run]] = []
    apart = True
    for run in runs:
        if run[0] == FAST and apart:
            stretches.append([run])
        elif run[0] == FAST:
            stretches[-1].append(run)
        apart = run[0] != FAST if run[0] != STILL else apart
    short = [each for each in stretches if each[-1][2] - each[0][1] <= LONGEST_REPEAT_S]
    names = {run[1]: PartKind.BRISK for each in stretches for run in each}
    if len(short) >= FEWEST_REPEATS:
        names |= {run[1]: PartKind.REPEAT for each in short for run in each}
    elif stretches and _ratio(runs, smooth) < BRISK_RATIO:
        names = dict.fromkeys(names, PartKind.STEADY)
    return names


def _ratio(runs: list[Run], smooth: Floats) -> float:
    """Return how much faster the faster pace is than the slower one."""

    def middle(level: int) -> float:
        return float(np.nanmedian(np.concatenate([smooth[a:b] for v, a, b in runs if v == level])))

    return middle(FAST) / middle(SLOW)


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


def _with_edges(runs: list[Run], smooth: Floats, level_way: Bools, least_s: int) -> list[Run]:
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


def _edge(smooth: Floats, level_way: Bools, least_s: int) -> int:
    """Return how many seconds of an outer stretch, from the outside, are warm-up or cool-down."""
    whole = len(smooth) if len(smooth) <= LONGEST_EDGE_S else 0
    border = border_between(np.log(smooth[level_way]), least_s)
    if border is None:
        return whole
    # A pause is at the pace of what was before it.
    last = np.maximum.accumulate(np.where(level_way, np.arange(len(smooth)), 0))
    quick = np.nan_to_num(smooth[last]) > np.exp(border)
    runs = runs_of(np.where(quick, FAST, SLOW))
    if len(runs) != 2 or runs[0][0] != SLOW:
        return whole
    return runs[0][2] if runs[0][2] <= LONGEST_EDGE_S else 0
