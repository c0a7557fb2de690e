"""Trains of repeats: a fast and a slow stretch of about equal lengths, again and again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.ndimage import median_filter

from backstride.recordings import Floats

from .motion import Bools

Ints = npt.NDArray[np.int_]

LENGTHS_S = (20, 30, 45, 60, 90, 120, 180)
"""Stretches that are looked for. Those between are found by their neighbours, as the edges are
put to what was walked afterwards."""

MOST_UNEQUAL = 3.1
"""A slow stretch is up to three times as long as a fast one, or the other way round."""

FEWEST = 3
"""Repeats of a train. Judgement, as `structure.FEWEST_REPEATS`."""

WANDER = 0.008
"""How far the pace of somebody who keeps it wanders from stretch to stretch, as a share.

Chosen, as the next six, on half of the recordings in `benchmarks/walk_structure.py`."""

TOGETHER_S = 4.0
"""Seconds of step rate that tell as much as one that stands alone."""

TOGETHER_BY_SPEED_S = 12.0
"""The same of speed, which is taken over ten seconds. Judgement."""

COST, MOST, GAP, START = 3.0, 10.0, 4.0, 8.0
"""In units of log-likelihood: what a repeat has to gain, the most that one can, and what a longer
gap between two of them and a train at all have to outweigh."""

PLAY = 0.1
"""A repeat may come this share of the period earlier or later than after the last one."""

LONGEST_S = 6 * 3600
"""In longer recordings no train is looked for: they are days, and no walk. Judgement."""

LEAST_PLAY_S, MOST_PLAY_S = 3, 10
LEAST_NOISE = 0.008
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Train:
    """A train of repeats, before its edges are put to what was walked.

    Attributes
    ----------
    starts : ndarray of int
        Second in which each fast stretch begins.
    fast_s, slow_s : int
        About how long the fast stretches and the slow ones between them are.
    """

    starts: Ints
    fast_s: int
    slow_s: int


def noise_of(pace: Floats) -> float:
    """Return the spread of the seconds around the running pace of 21 s."""
    apart = np.abs(pace - median_filter(pace, size=21, mode="nearest"))
    return max(LEAST_NOISE, 1.4826 * float(np.median(apart)))


def find_train(
    pace: Floats, stood: Bools | None = None, *, together_s: float = TOGETHER_S
) -> Train | None:
    """Find the train of repeats that explains a walk best.

    Parameters
    ----------
    pace : ndarray of shape (n,)
        Logarithm of the step rate in each second, held where nobody walks.
    stood : ndarray of bool, optional
        Seconds of pauses: a stretch that is mostly one has no pace.
    together_s : float
        So many seconds tell as much as one that stands alone.

    Returns
    -------
    Train or None
        None where even the best one explains less than it costs.

    Notes
    -----
    1. For each length of a fast and of a slow stretch, and each second in which a repeat could
       begin: by how much is the median pace of the fast stretch above that of the slow ones before
       and after it, measured in the spread that such a difference has by chance? Half the square
       of that is what is gained by a repeat there. Only neighbours are compared, so a pace that
       drifts over the walk does no harm, and medians let a turn or a stumble pass.
    2. Repeats are chained: each comes one period after the last, with some play, or after a longer
       gap at a price. The best chain over all lengths is found by dynamic programming.
    """
    lengths = [
        (fast, slow)
        for fast, slow in product(LENGTHS_S, LENGTHS_S)
        if max(fast, slow) <= MOST_UNEQUAL * min(fast, slow) and fast + 2 * slow <= len(pace)
    ]
    if not lengths:
        return None
    stood = np.zeros(len(pace), dtype=np.bool_) if stood is None else stood
    medians = {length: _median_from(pace, stood, length) for length in LENGTHS_S}
    spread = noise_of(pace) ** 2 * together_s * np.pi / 2.0
    gain = _gains(medians, lengths, spread)
    period = np.array([fast + slow for fast, slow in lengths])
    # No chain of the others could be worth its start: most walks are steady, and done with here.
    worth = _most(gain, period) >= START
    if not worth.any():
        return None
    lengths = [length for length, is_worth in zip(lengths, worth, strict=True) if is_worth]
    best, before = _chained(gain[worth], period[worth])
    which, last = np.unravel_index(int(np.argmax(best)), best.shape)
    starts = [int(last)]
    while before[which, starts[-1]] >= 0:
        starts.append(int(before[which, starts[-1]]))
    if best[which, last] < START or len(starts) < FEWEST:
        return None
    fast, slow = lengths[which]
    return Train(np.array(starts[::-1]), fast, slow)


def _gains(medians: dict[int, Floats], lengths: list[tuple[int, int]], spread: float) -> Floats:
    """Return what is gained by a repeat that begins in each second, for each pair of lengths."""
    seconds = len(medians[LENGTHS_S[0]]) - 1
    at = np.arange(seconds)
    gains = np.empty((len(lengths), seconds))
    for gain, (fast_s, slow_s) in zip(gains, lengths, strict=True):
        fast = medians[fast_s][:seconds]
        before = np.where(at >= slow_s, medians[slow_s][at - slow_s], np.nan)
        after = medians[slow_s][np.minimum(at + fast_s, seconds)]
        both = np.isfinite(before) & np.isfinite(after)
        mean = np.where(both, (before + after) / 2.0, np.fmax(before, after))
        # A step up that stays is no repeat: both neighbours have to be slower.
        above = np.minimum(fast - mean, 2.0 * (fast - np.fmax(before, after)))
        chance = spread * (1.0 / fast_s + 1.0 / (slow_s * (1 + both)))
        z = above / np.sqrt(chance + WANDER**2 * (1.0 + 1.0 / (1 + both)))
        # The small last term tells between two places that both gain the most.
        gain[:] = np.sign(z) * np.minimum(z * z / 2.0, MOST) - COST + 0.1 * z
    return np.nan_to_num(gains, nan=_NEVER)


def _median_from(pace: Floats, stood: Bools, length: int) -> Floats:
    """Return the median of the seconds from each on; NaN beyond the end and where it is a pause."""
    medians = np.full(len(pace) + 1, np.nan)
    whole = len(pace) - length + 1
    if whole > 0:
        middle = median_filter(pace, size=length, mode="nearest")
        medians[:whole] = middle[length // 2 : length // 2 + whole]
        still = np.concatenate(([0], np.cumsum(stood)))
        medians[:whole][2 * (still[length:] - still[:-length]) > length] = np.nan
    return medians


def _chained(gain: Floats, period: Ints) -> tuple[Floats, Ints]:
    """Return the value of the best chain that ends in each second, and where the last but one is.

    A block of seconds shorter than any period depends on what is before it alone.
    """
    rows, seconds = gain.shape
    play = _play(period)
    shift = np.arange(-play.max(), play.max() + 1)
    price = np.abs(shift) / play[:, None]
    price[price > 1.0] = -_NEVER
    best, before = np.full((rows, seconds), _NEVER), np.full((rows, seconds), -1)
    peak, peak_at = np.full((rows, seconds), _NEVER), np.full((rows, seconds), -1)
    block = int((period - play).min())
    for first in range(0, seconds, block):
        at = np.arange(first, min(first + block, seconds))
        came = at[None, :, None] - period[:, None, None] + shift
        near = _taken(best, came) - price[:, None, :]
        choice = near.argmax(axis=2)[:, :, None]
        value = np.take_along_axis(near, choice, 2)[:, :, 0]
        came = np.take_along_axis(came, choice, 2)[:, :, 0]
        far = at[None, :] - (period + play)[:, None]
        from_far = _taken(peak, far) - GAP
        from_where = np.take_along_axis(peak_at, np.maximum(far, 0), 1)
        came = np.where(from_far > value, from_where, came)
        value = np.maximum(value, from_far)
        best[:, at] = gain[:, at] + np.maximum(value, 0.0)
        before[:, at] = np.where(value > 0.0, came, -1)
        _keep_peaks(best, peak, peak_at, at)
    return best, before


def _most(gain: Floats, period: Ints) -> Floats:
    """Return more than a chain of each pair of lengths can be worth.

    Two repeats are never closer than the shortest period, so of so many seconds at most one counts.
    """
    gained = np.maximum(gain, 0.0)
    apart = (period - _play(period)).tolist()
    sums = [
        np.maximum.reduceat(row, np.arange(0, len(row), least)).sum()
        for row, least in zip(gained, apart, strict=True)
    ]
    return np.array(sums)


def _play(period: Ints) -> Ints:
    play: Ints = np.clip(np.rint(PLAY * period), LEAST_PLAY_S, MOST_PLAY_S).astype(np.int_)
    return play


def _keep_peaks(best: Floats, peak: Floats, peak_at: Ints, at: Ints) -> None:
    """Note the best chain that ends in or before each of some more seconds, and where."""
    held = np.full((len(best), 1), _NEVER) if at[0] == 0 else peak[:, at[0] - 1 : at[0]]
    where = np.full((len(best), 1), -1) if at[0] == 0 else peak_at[:, at[0] - 1 : at[0]]
    running = np.maximum.accumulate(np.concatenate((held, best[:, at]), axis=1), axis=1)
    higher = best[:, at] > running[:, :-1]
    found = np.concatenate((where, np.where(higher, at, -1)), axis=1)
    peak[:, at], peak_at[:, at] = running[:, 1:], np.maximum.accumulate(found, axis=1)[:, 1:]


def _taken(values: Floats, places: Ints) -> Floats:
    """Return the values at places of each row; never chosen where a place is before the first."""
    flat = np.maximum(places, 0).reshape(len(values), -1)
    found = np.take_along_axis(values, flat, 1).reshape(places.shape)
    return np.where(places >= 0, found, _NEVER)
