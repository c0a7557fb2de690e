"""Regular repeats: a train of them that was walked, with its edges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backstride.recordings import Floats

from .edges import (
    LEAST_SPREAD_S,
    MOST_REACH_S,
    REACH,
    above_neighbours,
    clear,
    ends_above_neighbours,
    placed,
    smoothed_paces,
)
from .motion import Bools
from .train import FEWEST, TOGETHER_S, Train

LEAST_SHARE = 0.45
"""A repeat that is faster than its neighbours by less than this share of what is usual is none.

Chosen, as the next two, on half of the recordings in `benchmarks/walk_structure.py`."""

END = 0.25
"""Unless so much of it at either end is faster: then somebody turned or stopped in between."""

LEAST_ABOVE = 0.03
SURE_ABOVE = 0.06
"""And so much faster is the usual one at least, as logarithm: 3 steps a minute at 100, or 6 where
there are few."""

FEW = 6
"""So many repeats a little faster are no chance. Judgement."""

LEAST_STRETCH_S = 10.0
"""No repeat, and no rest between two, is shorter. Half of the shortest repeat asked for, 20 s."""

MOST_SPREAD_S = 5.0
"""Edges that lie farther from where they are expected are those of no regular train. Judgement."""

GAP = 1.5
"""After more periods than this, one or more repeats were left out, or somebody paused."""

NEIGHBOURS = 4
"""Edges on either side that tell where one is to be expected. Judgement."""

_TO_NORMAL = 1.4826  # from the median absolute deviation to a normal spread


@dataclass(frozen=True, slots=True)
class Repeats:
    """Regular repeats, with their edges.

    Attributes
    ----------
    starts, stops : ndarray
        First second of each and the first one after it.
    slow_s : float
        Median length of the slow stretches between them.
    slow, fast : ndarray
        Paces around each, as logarithm of the step rate.
    """

    starts: Floats
    stops: Floats
    slow_s: float
    slow: Floats
    fast: Floats


def repeats_of(
    pace: Floats, told: Bools, train: Train, together_s: float = TOGETHER_S
) -> Repeats | None:
    """Put the edges of a train of repeats to what was walked.

    Parameters
    ----------
    pace : ndarray of shape (n,)
        Logarithm of the step rate in each second, held where nobody walks.
    told : ndarray of bool
        Seconds with a step rate of their own.
    train : Train
        What was found in it.
    together_s : float
        So many seconds tell as much as one that stands alone, as for `find_train`.

    Returns
    -------
    Repeats or None
        None if what was walked is not regular after all.

    Notes
    -----
    1. An edge is where the seconds before and after are nearest to the paces of their sides. The
       paces are medians over three stretches, so that one with a turn in it follows the others.
       Seconds without a step, as at a turn, belong to neither pace and leave the edge to the rest.
    2. From the edges of up to four repeats on either side, the median length and the median period
       follows where an edge is to be expected. How near the edges are to that tells how regular the
       walk is; if they are far off, it has no such repeats.
    3. The edges are looked for again, with that expectation: in a regular walk it outweighs a turn
       beside an edge, in a less regular one it says little. An edge stays where it was if the
       seconds that it would pass clearly speak against that.
    """
    starts = train.starts.astype(np.float64)
    first = np.stack((starts, np.minimum(starts + train.fast_s, len(pace))))
    reach_s = min(REACH * train.fast_s, REACH * train.slow_s, MOST_REACH_S)
    first = placed(pace, told, first, first, reach_s)
    # The lengths were those of a coarse list: now they are those of the walk.
    fast_s = max(LEAST_STRETCH_S, float(np.median(first[1] - first[0])))
    period_s = _period(first[0], float(train.fast_s + train.slow_s))
    reach_s = max(reach_s, min(REACH * fast_s, REACH * (period_s - fast_s), MOST_REACH_S))
    found = placed(pace, told, first, first, reach_s)
    least = float(np.sqrt(together_s / TOGETHER_S))
    some = _fast_enough(pace, found, least)
    if not some.any():
        return None
    found, first = found[:, some], first[:, some]
    expected = _expected(found, float(train.fast_s + train.slow_s), reach_s)
    spread_s = _TO_NORMAL * float(np.median(np.abs(found - expected)))
    if spread_s > MOST_SPREAD_S:
        return None
    edges = placed(pace, told, found, first, reach_s, expected, max(LEAST_SPREAD_S, spread_s))
    edges = np.where(clear(pace, told, found, edges), found, edges)
    between = edges[0, 1:] - edges[1, :-1]
    shortest_s = min(between.min(), (edges[1] - edges[0]).min())
    together = np.bincount(_blocks(edges[0], float(train.fast_s + train.slow_s))).max()
    if (
        shortest_s < LEAST_STRETCH_S
        or together < FEWEST
        or not _fast_enough(pace, edges, least).any()
    ):
        return None
    fast, slow = smoothed_paces(pace, edges)
    return Repeats(edges[0], edges[1], float(np.median(between)), slow, fast)


def _fast_enough(pace: Floats, edges: Floats, least: float) -> Bools:
    """Return which fast stretches are repeats; none if they are too few or too little faster.

    `least` is how many times as much faster they have to be as by counted steps.
    """
    above = np.nan_to_num(above_neighbours(pace, edges), nan=-1.0)
    usual = float(np.median(above[above > 0])) if np.any(above > 0) else 0.0
    some = above >= max(LEAST_SHARE * usual, 1e-3)
    count = np.count_nonzero(some)
    if count < FEWEST or usual < least * (LEAST_ABOVE if count >= FEW else SURE_ABOVE):
        return np.zeros(len(some), dtype=np.bool_)
    ends = np.nan_to_num(ends_above_neighbours(pace, edges, END), nan=-1.0)
    return some | (ends >= LEAST_SHARE * usual)


def _expected(edges: Floats, period_s: float, reach_s: float) -> Floats:
    """Return where each edge is to be expected from the others."""
    starts, stops = edges
    length_s = float(np.median(stops - starts))
    period_s = _period(starts, period_s)
    count = len(starts)
    block = _blocks(starts, period_s)
    expected = edges.copy()
    for k in range(count):
        from_starts, from_stops = [stops[k] - length_s], [starts[k] + length_s]
        for j in range(max(0, k - NEIGHBOURS), min(count, k + NEIGHBOURS + 1)):
            shift = (k - j) * period_s
            # After a pause the train begins anew.
            if j == k or block[j] != block[k] or abs(starts[j] + shift - starts[k]) > reach_s:
                continue
            from_starts += [starts[j] + shift, stops[j] - length_s + shift]
            from_stops += [stops[j] + shift, starts[j] + length_s + shift]
        expected[:, k] = np.median(from_starts), np.median(from_stops)
    return expected


def _period(starts: Floats, about_s: float) -> float:
    """Return the median period, without the longer gaps."""
    steps = np.diff(starts)
    steps = steps[steps <= GAP * about_s]
    return float(np.median(steps)) if steps.size else about_s


def _blocks(starts: Floats, period_s: float) -> npt.NDArray[np.int_]:
    """Number the repeats by the blocks that longer gaps cut the train into."""
    return np.concatenate(([0], np.cumsum(np.diff(starts) > GAP * period_s)))
