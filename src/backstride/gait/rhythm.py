"""The rhythm of a signal, second by second: how many steps a second, and how strongly.

The strength is the mean of the autocorrelation at one step and at one stride. Both are
near 1 in steady walking and near 0 in everything that does not repeat. The step and stride
regularity are those of Moe-Nilssen and Helbostad (2004, doi 10.1016/S0021-9290(03)00233-1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .filters import Spectrum
from .units import Floats, Singles

GRID_HZ = 25
"""Samples per second of the common grid: above six times the fastest step rate."""

WINDOW_S = 4.0
"""Length of a window: three strides of an easy walk, so that ends are sharp (judgement)."""

_LOW_HZ, _HIGH_HZ = 0.6, 5.0  # under the slowest step rate; over the first step harmonic
_PER_OCTAVE, _RATES = 15, 42
STEP_RATES_HZ = 0.5 * 2.0 ** (np.arange(_RATES) / _PER_OCTAVE)
"""Step rates that are tried, 30 to 200 steps/min, 4.7 % apart."""

# Adults choose 90 to 130 steps/min; the rates of bouts in daily life spread widely around
# that. Median and spread (in natural logarithms) of the prior, and its weight (judgement).
_USUAL_HZ, _SPREAD, _PRIOR_WEIGHT = 1.85, 0.35, 1.0
_LEAST_M_S2 = 0.02  # half of what the least crests make, above the noise of phones
_NEAR_S, _FAR_S = 3, 21  # people keep a rate for many steps: evidence is shared over both
MARGIN_S = 16
"""How far the rate of a second looks around, windows and filters included."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The rhythm around each full second of a stretch.

    Attributes
    ----------
    step_rate_hz : array of shape (n,)
        Most likely step rate, whether or not there is walking.
    step_regularity, stride_regularity : array of shape (n,)
        Autocorrelation at one and at two steps, -1 to 1.
    """

    step_rate_hz: Floats
    step_regularity: Floats
    stride_regularity: Floats

    @property
    def strength(self) -> Floats:
        """How strongly the signal repeats from step to step and from stride to stride."""
        return (self.step_regularity + self.stride_regularity) / 2.0

    def part(self, start: int, stop: int) -> Rhythm:
        """Return the seconds from start to stop."""
        return Rhythm(
            self.step_rate_hz[start:stop],
            self.step_regularity[start:stop],
            self.stride_regularity[start:stop],
        )


def no_rhythm(seconds: int) -> Rhythm:
    """Return the rhythm of a sensor that lies still: none."""
    return Rhythm(np.full(seconds, _USUAL_HZ), np.zeros(seconds), np.zeros(seconds))


def rhythm(signal: Spectrum) -> Rhythm:
    """Find the rhythm around each second of a signal.

    Parameters
    ----------
    signal : Spectrum
        Of the acceleration without its constant part, m/s2, on the 25 Hz grid.

    Returns
    -------
    Rhythm
        One entry per started second; entry k is centred on second k.

    Notes
    -----
    1. Keep 0.6 to 5 Hz and take the signed square root, so that one jerk does not outweigh
       five steps.
    2. In windows of 4 s, one per second, correlate the signal with itself, each lag by the
       energy of both windows.
    3. Score every step period T: r(T) + r(2T) - max(0, r(T/2)). The last term speaks
       against a stride that is taken for a step.
    4. Average each score over 3 s and over 21 s, take the mean of both, and subtract the
       prior against unusual rates.
    5. The rate is that with the best score; its r(T) and r(2T) in the 4 s window are the
       step and stride regularity. Where the window holds less than 0.02 m/s2 on average,
       nothing moves and both are 0.
    """
    pressed = signal.filtered(_LOW_HZ, _HIGH_HZ)
    np.copysign(np.sqrt(np.abs(pressed)), pressed, out=pressed)
    seconds = -(-len(pressed) // GRID_HZ)
    by_second = _by_second(pressed, seconds)
    energy = _over_window(np.einsum("sj,sj->j", by_second, by_second))
    moving = energy[:seconds] >= _LEAST_M_S2 * WINDOW_S * GRID_HZ
    found = no_rhythm(seconds)
    for rows, around, inner in _parts(_runs_near(moving)):
        first, stop = around.start, around.stop
        products = _products(by_second[:, first : stop + _MORE_SECONDS], stop - first)
        best, step, stride = _best(_correlation(products, energy[first : stop + _LAG_SECONDS]))
        found.step_rate_hz[rows] = np.where(moving[rows], STEP_RATES_HZ[best[inner]], _USUAL_HZ)
        found.step_regularity[rows] = np.where(moving[rows], step[inner], 0.0)
        found.stride_regularity[rows] = np.where(moving[rows], stride[inner], 0.0)
    return found


def _by_second(signal: Singles, seconds: int) -> Singles:
    """Lay the samples out as (sample in its second, second), with silence on both sides.

    Column k is the first second of the window around second k.
    """
    padded = np.zeros((_BEFORE + seconds + _AFTER) * GRID_HZ, dtype=np.float32)
    padded[_BEFORE * GRID_HZ :][: len(signal)] = signal
    return np.ascontiguousarray(padded.reshape(-1, GRID_HZ).T)


def _over_window(each: Singles) -> Singles:
    """Sum over the seconds of a window: of four, by doubling twice."""
    pairs = each[..., 1:] + each[..., :-1]
    return pairs[..., 2:] + pairs[..., :-2]


def _runs_near(moving: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the runs of seconds whose score some moving second asks for.

    A day is still for most of its hours, and nobody asks for the rhythm there.
    """
    reach = np.ones(2 * (_FAR_S // 2) + 1, dtype=np.int8)
    asked = np.convolve(np.pad(moving.astype(np.int8), _FAR_S // 2), reach, "valid") > 0
    edges = np.flatnonzero(np.diff(np.concatenate([[False], asked, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _parts(runs: list[tuple[int, int]]) -> Iterator[tuple[slice, slice, slice]]:
    """Cut runs into parts whose tables are small enough to stay in the cache and be used again.

    Yield the seconds of a part, those with the ones around whose scores it shares, and where it
    lies among these.
    """
    for first, stop in runs:
        count = -(-(stop - first) // _SECONDS_AT_ONCE)
        edges = [first + (stop - first) * k // count for k in range(count + 1)]
        for start, end in pairwise(edges):
            around = slice(max(first, start - _FAR_S // 2), min(stop, end + _FAR_S // 2))
            yield slice(start, end), around, slice(start - around.start, end - around.start)


def _products(by_second: Singles, seconds: int) -> Singles:
    """Sum the products at each lag over the window around each second.

    Each product is formed once, summed over its second, and the seconds are summed over the
    window: a sixth of the work of a transform per window.
    """
    rows = seconds + int(WINDOW_S) - 1
    # A lag of more than a second reaches into the next column.
    columns = [by_second[:, k : k + rows] for k in range(_LAG_SECONDS + 1)]
    lagged = np.concatenate(columns)[: GRID_HZ + _LAGS - 1]
    lagged = np.lib.stride_tricks.sliding_window_view(lagged, GRID_HZ, 0)
    return _over_window(np.einsum("sj,ljs->lj", columns[0], lagged))


def _correlation(products: Singles, energy: Singles) -> Singles:
    """Divide the products by the energy of the window and of the same window, lagged."""
    seconds = products.shape[1]
    later = np.stack([energy[k : k + seconds] for k in range(len(energy) - seconds + 1)])
    size: Singles = (later[1:] - later[:-1])[_SECOND]
    size *= _SECOND_SHARE
    size += later[_SECOND]
    size *= energy[:seconds]
    np.sqrt(np.maximum(size, _TINY, out=size), out=size)
    top: Singles = products[_LAG + 1]
    top -= products[_LAG]
    top *= _LAG_SHARE
    top += products[_LAG]
    top /= size
    return top


def _best(correlation: Singles) -> tuple[NDArray[np.intp], Singles, Singles]:
    """Return the best step rate of each second, and the correlation at its step and stride."""
    # Twice the period is an octave down in rates, half of it an octave up.
    stride = correlation[:_RATES]
    step = correlation[_PER_OCTAVE : _PER_OCTAVE + _RATES]
    half = correlation[2 * _PER_OCTAVE :]
    score = step + stride
    score -= np.maximum(half, 0.0)
    shared = _shared(score)
    shared -= _PRIOR
    best = _first_best(shared)
    second = np.arange(len(best))
    return best, step[best, second], stride[best, second]


def _first_best(score: Singles) -> NDArray[np.intp]:
    """Return the row of the greatest score in each column: `numpy.argmax`, a row at a time."""
    from_below = ((score == score.max(axis=0)) * _FROM_BELOW).max(axis=0)
    # Where garbage has no greatest score, any row will do.
    first: NDArray[np.intp] = len(score) - np.maximum(from_below, 1).astype(np.intp)
    return first


def _shared(score: Singles) -> Singles:
    """Average over the near and the far seconds; at an end, its last score stands in."""
    far, count = _FAR_S // 2, score.shape[1]
    padded = np.concatenate(
        [np.repeat(score[:, :1], far, axis=1), score, np.repeat(score[:, -1:], far, axis=1)], axis=1
    )
    # Sums of 2, 4, 8 and 16 seconds by doubling: 21 are 16, 4 and 1, and 3 are 2 and 1.
    two = padded[:, 1:] + padded[:, :-1]
    four = two[:, 2:] + two[:, :-2]
    eight = four[:, 4:] + four[:, :-4]
    wide: Singles = eight[:, 8 : 8 + count] + eight[:, :count]
    wide += four[:, 16 : 16 + count]
    wide += padded[:, 20:]
    wide *= np.float32(_NEAR_S / _FAR_S)
    wide += two[:, far - 1 : far - 1 + count]
    wide += padded[:, far + 1 : far + 1 + count]
    wide *= np.float32(1 / (2 * _NEAR_S))
    return wide


_LONGEST_LAG = 0.75 * WINDOW_S * GRID_HZ  # beyond it too few products remain to average
_LAGS = int(_LONGEST_LAG) + 2
_LAG_SECONDS = _LAGS // GRID_HZ + 1
_MORE_SECONDS = int(WINDOW_S) - 1 + _LAG_SECONDS  # that the window of a last second asks for
_SECONDS_AT_ONCE = 600  # their products fit the cache of small machines
_BEFORE = int(WINDOW_S) // 2
_AFTER = _MORE_SECONDS - _BEFORE
_TINY = np.float32(1e-6)  # (m/s2)^2: under the noise of any sensor
_ALL_RATES_HZ = 0.5 * 2.0 ** (np.arange(-_PER_OCTAVE, _RATES + _PER_OCTAVE) / _PER_OCTAVE)
_ALL_LAGS = np.minimum(GRID_HZ / _ALL_RATES_HZ, _LONGEST_LAG)
_LAG = np.floor(_ALL_LAGS).astype(int)
_LAG_SHARE = (_ALL_LAGS - _LAG).astype(np.float32)[:, None]
_SECOND = np.floor(_ALL_LAGS / GRID_HZ).astype(int)
_SECOND_SHARE = (_ALL_LAGS / GRID_HZ - _SECOND).astype(np.float32)[:, None]
_PRIOR = (np.log(STEP_RATES_HZ / _USUAL_HZ)[:, None] / _SPREAD) ** 2 * (_PRIOR_WEIGHT / 2.0)
_PRIOR = _PRIOR.astype(np.float32)
_FROM_BELOW = np.arange(_RATES, 0, -1, dtype=np.uint8)[:, None]
