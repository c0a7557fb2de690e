"""The edges of fast stretches: where the pace changed, and where the others let it be expected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backstride.recordings import Floats

from .motion import Bools
from .train import TOGETHER_S as BY_STEPS_S
from .train import Train, noise_of

REACH = 0.45
"""An edge is looked for within this share of the stretch on either side of where it was."""

MOST_REACH_S = 15.0

INNER = 0.2
"""The pace of a stretch is that between its first and last fifth: the edges may be off yet."""

LEAST_KNOWN_S = 5.0
"""A stretch shorter than this has no pace. Judgement."""

TOGETHER_S = 3.0
"""Seconds of step rate that tell as much as one that stands alone.

Chosen, as the next six, on half of the recordings in `benchmarks/walk_structure.py`."""

MOST_SAID = 0.8
"""One second says this much at most, in units of log-likelihood."""

TURN = 0.5
"""A second below the slow pace by this share of the difference of both is a turn or a stumble, and
says nothing of either pace."""

EXPECTED = 5.0
"""Weight of the place where an edge is expected, by Cauchy's distribution: it lets an edge lie far
off if the seconds say so."""

LEAST_SPREAD_S = 2.0
"""Nobody changes pace on the second."""

LEAST_SHARE = 0.45
"""A repeat that is faster than its neighbours by less than this share of what is usual is none."""

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
FEWEST = 3
"""Repeats of a train. Judgement, as `structure.FEWEST_REPEATS`."""

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


def repeats_of(pace: Floats, train: Train, together_s: float = BY_STEPS_S) -> Repeats | None:
    """Put the edges of a train of repeats to what was walked.

    Parameters
    ----------
    pace : ndarray of shape (n,)
        Logarithm of the step rate in each second, held where nobody walks.
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
    2. From the edges of up to four repeats on either side, the median length and the median period
       follows where an edge is to be expected. How near the edges are to that tells how regular the
       walk is; if they are far off, it has no such repeats.
    3. The edges are looked for again, with that expectation: in a regular walk it outweighs a turn
       beside an edge, in a less regular one it says little.
    """
    starts = train.starts.astype(np.float64)
    first = np.stack((starts, np.minimum(starts + train.fast_s, len(pace))))
    reach_s = min(REACH * train.fast_s, REACH * train.slow_s, MOST_REACH_S)
    found = _placed(pace, first, first, reach_s)
    least = float(np.sqrt(together_s / BY_STEPS_S))
    some = _fast_enough(pace, found, least)
    if not some.any():
        return None
    found, first = found[:, some], first[:, some]
    expected = _expected(found, float(train.fast_s + train.slow_s), reach_s)
    spread_s = _TO_NORMAL * float(np.median(np.abs(found - expected)))
    if spread_s > MOST_SPREAD_S:
        return None
    edges = _placed(pace, found, first, reach_s, expected, max(LEAST_SPREAD_S, spread_s))
    between = edges[0, 1:] - edges[1, :-1]
    shortest_s = min(between.min(), (edges[1] - edges[0]).min())
    together = np.bincount(_blocks(edges[0], float(train.fast_s + train.slow_s))).max()
    if (
        shortest_s < LEAST_STRETCH_S
        or together < FEWEST
        or not _fast_enough(pace, edges, least).any()
    ):
        return None
    fast, slow = _smoothed_paces(pace, edges)
    return Repeats(edges[0], edges[1], float(np.median(between)), slow, fast)


def edge_between(pace: Floats, start: int, edge: int, stop: int) -> int:
    """Return where between two stretches the pace changed.

    Parameters
    ----------
    pace : ndarray
        Logarithm of the step rate in each second.
    start, edge, stop : int
        The first stretch goes from `start` to about `edge`, the second from there to `stop`.
    """
    before, after = _inner(pace, start, edge), _inner(pace, edge, stop)
    if not np.isfinite(before) or not np.isfinite(after):
        return edge
    reach = int(min(REACH * (edge - start), REACH * (stop - edge), MOST_REACH_S / 2.0))
    near = pace[edge - reach : edge + reach]
    said = _said(near, min(before, after), max(before, after), noise_of(pace))
    value = np.concatenate(([0.0], np.cumsum(said))) * (1.0 if before > after else -1.0)
    value -= 0.01 * np.abs(np.arange(len(value)) - reach)
    return edge - reach + int(np.argmax(value))


def _paces(pace: Floats, edges: Floats) -> tuple[Floats, Floats]:
    """Return the pace of each fast stretch, and of the slow ones before, between and after."""
    starts, stops = edges
    between = starts[1:] - stops[:-1]
    usual_s = float(np.median(between)) if len(between) else float(np.median(stops - starts))
    froms = np.concatenate(([starts[0] - usual_s], stops))
    tos = np.concatenate((starts, [stops[-1] + usual_s]))
    fast = np.array([_inner(pace, a, b) for a, b in zip(starts, stops, strict=True)])
    slow = np.array([_inner(pace, a, b) for a, b in zip(froms, tos, strict=True)])
    return fast, slow


def _inner(pace: Floats, start: float, stop: float) -> float:
    start, stop = max(start, 0.0), min(stop, float(len(pace)))
    if stop - start < LEAST_KNOWN_S:
        return np.nan
    margin = INNER * (stop - start)
    return float(np.median(pace[int(start + margin) : int(stop - margin)]))


def _above(pace: Floats, edges: Floats) -> Floats:
    """Return by how much each fast stretch is faster than the slow ones beside it."""
    fast, slow = _paces(pace, edges)
    above: Floats = fast - _mean(slow[:-1], slow[1:])
    return above


def _fast_enough(pace: Floats, edges: Floats, least: float) -> Bools:
    """Return which fast stretches are repeats; none if they are too few or too little faster.

    `least` is how many times as much faster they have to be as by counted steps.
    """
    above = np.nan_to_num(_above(pace, edges), nan=-1.0)
    usual = float(np.median(above[above > 0])) if np.any(above > 0) else 0.0
    some = above >= max(LEAST_SHARE * usual, 1e-3)
    count = np.count_nonzero(some)
    if count < FEWEST or usual < least * (LEAST_ABOVE if count >= FEW else SURE_ABOVE):
        some[:] = False
    return some


def _mean(a: Floats, b: Floats) -> Floats:
    """Return the mean of two values, or the one that is known."""
    return (np.where(np.isfinite(a), a, b) + np.where(np.isfinite(b), b, a)) / 2.0


def _smoothed_paces(pace: Floats, edges: Floats) -> tuple[Floats, Floats]:
    fast, slow = (_of_three(values) for values in _paces(pace, edges))
    lowest = np.nanmin(fast) if np.isfinite(fast).any() else 0.0
    return (
        np.where(np.isfinite(fast), fast, lowest),
        np.where(np.isfinite(slow), slow, lowest - LEAST_ABOVE),
    )


def _of_three(values: Floats) -> Floats:
    """Return the median of each value and its neighbours, of what is known of them."""
    padded = np.concatenate(([np.nan], values, [np.nan]))
    three = np.stack((padded[:-2], values, padded[2:]))
    known = np.isfinite(three).any(axis=0)
    medians = np.full(len(values), np.nan)
    medians[known] = np.nanmedian(three[:, known], axis=0)
    return medians


def _placed(
    pace: Floats,
    edges: Floats,
    first: Floats,
    reach_s: float,
    expected: Floats | None = None,
    spread_s: float = LEAST_SPREAD_S,
) -> Floats:
    """Return each edge where the seconds, and what is expected, speak most for it."""
    fast, slow = _smoothed_paces(pace, edges)
    noise = noise_of(pace)
    placed = edges.copy()
    for k in range(edges.shape[1]):
        for side in (0, 1):
            low = int(max(0.0, np.ceil(first[side, k] - reach_s)))
            high = int(min(float(len(pace)), np.floor(first[side, k] + reach_s)))
            if high <= low:
                continue
            said = _said(pace[low:high], slow[k + side], fast[k], noise)
            before = np.concatenate(([0.0], np.cumsum(said)))
            value = (2.0 * side - 1.0) * (2.0 * before - before[-1])
            at = np.arange(low, high + 1)
            if expected is None:
                value -= 0.02 * np.abs(at - first[side, k])
            else:
                value -= EXPECTED * np.log1p(((at - expected[side, k]) / spread_s) ** 2)
            placed[side, k] = at[int(np.argmax(value))]
    return placed


def _said(pace: Floats, slow: float, fast: float, noise: float) -> Floats:
    """Return how much each second speaks for the fast pace, below 0 for the slow one."""
    apart = max(fast - slow, 0.01)
    nearer = np.minimum(np.abs(pace - slow), apart) - np.minimum(np.abs(pace - fast), apart)
    said = np.clip(nearer / (noise * TOGETHER_S), -MOST_SAID, MOST_SAID)
    return np.where(pace < slow - TURN * apart, 0.0, said)


def _blocks(starts: Floats, period_s: float) -> npt.NDArray[np.int_]:
    """Number the repeats by the blocks that longer gaps cut the train into."""
    return np.concatenate(([0], np.cumsum(np.diff(starts) > GAP * period_s)))


def _expected(edges: Floats, period_s: float, reach_s: float) -> Floats:
    """Return where each edge is to be expected from the others."""
    starts, stops = edges
    length_s = float(np.median(stops - starts))
    steps = np.diff(starts)
    steps = steps[steps <= GAP * period_s]
    period_s = float(np.median(steps)) if steps.size else period_s
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
