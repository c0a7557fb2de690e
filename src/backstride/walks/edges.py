"""The edges of fast stretches: where the pace changed, and where the others let it be expected.

Edges are arrays of shape (2, n): the first second of each fast stretch, and the one after its last.
"""

from __future__ import annotations

import numpy as np

from backstride.recordings import Floats

from .motion import Bools
from .train import noise_of

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

LEAST_APART = 0.01
"""Two paces are taken to differ by this much at least, as logarithm."""

LEAST_SPREAD_S = 2.0
"""Nobody changes pace on the second."""

AT_PACE, CLEAR_SHARE = 0.25, 0.8
"""If this share of the seconds between an edge and where it would be moved to is so near to their
pace, in terms of the difference of both, it stays: nothing is to be made up for."""


def edge_between(pace: Floats, told: Bools, start: int, edge: int, stop: int) -> int:
    """Return where between two stretches the pace changed.

    Parameters
    ----------
    pace : ndarray
        Logarithm of the step rate in each second, held where nobody walks.
    told : ndarray of bool
        Seconds with a step rate of their own. The others say nothing of either pace.
    start, edge, stop : int
        The first stretch goes from `start` to about `edge`, the second from there to `stop`.
    """
    before, after = _inner(pace, start, edge), _inner(pace, edge, stop)
    if not np.isfinite(before) or not np.isfinite(after):
        return edge
    reach = int(min(REACH * (edge - start), REACH * (stop - edge), MOST_REACH_S / 2.0))
    near = slice(edge - reach, edge + reach)
    said = _said(pace[near], told[near], min(before, after), max(before, after), noise_of(pace))
    value = np.concatenate(([0.0], np.cumsum(said))) * (1.0 if before > after else -1.0)
    value -= 0.01 * np.abs(np.arange(len(value)) - reach)
    return edge - reach + int(np.argmax(value))


def placed(
    pace: Floats,
    told: Bools,
    edges: Floats,
    first: Floats,
    reach_s: float,
    expected: Floats | None = None,
    spread_s: float = LEAST_SPREAD_S,
) -> Floats:
    """Return each edge where the seconds, and what is expected, speak most for it."""
    fast, slow = smoothed_paces(pace, edges)
    noise = noise_of(pace)
    moved = edges.copy()
    for k in range(edges.shape[1]):
        for side in (0, 1):
            low = int(max(0.0, np.ceil(first[side, k] - reach_s)))
            high = int(min(float(len(pace)), np.floor(first[side, k] + reach_s)))
            if high <= low:
                continue
            said = _said(pace[low:high], told[low:high], slow[k + side], fast[k], noise)
            before = np.concatenate(([0.0], np.cumsum(said)))
            value = (2.0 * side - 1.0) * (2.0 * before - before[-1])
            at = np.arange(low, high + 1)
            if expected is None:
                value -= 0.02 * np.abs(at - first[side, k])
            else:
                value -= EXPECTED * np.log1p(((at - expected[side, k]) / spread_s) ** 2)
            moved[side, k] = at[int(np.argmax(value))]
    return moved


def clear(pace: Floats, told: Bools, found: Floats, edges: Floats) -> Bools:
    """Return which edges the seconds speak against moving: those it would pass are at one pace."""
    fast, slow = smoothed_paces(pace, found)
    is_clear = np.zeros(found.shape, dtype=np.bool_)
    for side, k in np.ndindex(found.shape):
        low, high = sorted((int(found[side, k]), int(edges[side, k])))
        is_fast = (found[side, k] < edges[side, k]) == (side == 0)
        said = fast[k] if is_fast else slow[k + side]
        apart = np.abs(pace[low:high] - said)
        at_pace = apart <= AT_PACE * max(fast[k] - slow[k + side], LEAST_APART)
        is_clear[side, k] = low < high and bool(np.mean(at_pace & told[low:high]) >= CLEAR_SHARE)
    return is_clear


def smoothed_paces(pace: Floats, edges: Floats) -> tuple[Floats, Floats]:
    """Return the pace of each fast stretch, and of the slow ones before, between and after.

    Each is the median of its own and its neighbours', so that one with a turn in it follows them.
    """
    fast, slow = (_of_three(values) for values in _paces(pace, edges))
    lowest = np.nanmin(fast) if np.isfinite(fast).any() else 0.0
    return (
        np.where(np.isfinite(fast), fast, lowest),
        np.where(np.isfinite(slow), slow, lowest - LEAST_APART),
    )


def above_neighbours(pace: Floats, edges: Floats) -> Floats:
    """Return by how much each fast stretch is faster than the slow ones beside it."""
    fast, slow = _paces(pace, edges)
    above: Floats = fast - _mean(slow[:-1], slow[1:])
    return above


def ends_above_neighbours(pace: Floats, edges: Floats, share: float) -> Floats:
    """Return by how much both ends of each fast stretch, each a share of it, are faster.

    The slower end counts; a turn in the middle does not.
    """
    _, slow = _paces(pace, edges)
    ends = np.full(edges.shape, np.nan)
    for k, (start, stop) in enumerate(edges.T):
        length = share * (stop - start)
        for side, begin in ((0, start), (1, stop - length)):
            seconds = pace[int(max(begin, 0.0)) : int(max(begin + length, 0.0))]
            if seconds.size:
                ends[side, k] = np.median(seconds)
    above: Floats = ends.min(axis=0) - _mean(slow[:-1], slow[1:])
    return above


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


def _mean(a: Floats, b: Floats) -> Floats:
    """Return the mean of two values, or the one that is known."""
    return (np.where(np.isfinite(a), a, b) + np.where(np.isfinite(b), b, a)) / 2.0


def _of_three(values: Floats) -> Floats:
    """Return the median of each value and its neighbours, of what is known of them."""
    padded = np.concatenate(([np.nan], values, [np.nan]))
    three = np.stack((padded[:-2], values, padded[2:]))
    known = np.isfinite(three).any(axis=0)
    medians = np.full(len(values), np.nan)
    medians[known] = np.nanmedian(three[:, known], axis=0)
    return medians


def _said(pace: Floats, told: Bools, slow: float, fast: float, noise: float) -> Floats:
    """Return how much each second speaks for the fast pace, below 0 for the slow one."""
    apart = max(fast - slow, LEAST_APART)
    nearer = np.minimum(np.abs(pace - slow), apart) - np.minimum(np.abs(pace - fast), apart)
    said = np.clip(nearer / (noise * TOGETHER_S), -MOST_SAID, MOST_SAID)
    return np.where(told & (pace >= slow - TURN * apart), said, 0.0)
