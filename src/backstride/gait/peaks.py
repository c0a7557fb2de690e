"""Candidates for steps: the crests of a signal that is narrowed to the local step rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .filters import Spectrum
from .rhythm import GRID_HZ, STEP_RATES_HZ
from .units import Floats, Singles

Indices: TypeAlias = NDArray[np.intp]

# The pass band about the step rate, to half of its gain. With more above, the second bump of
# a footfall comes through; narrower, a change of pace comes late. Under 0.6 the arm's or
# thigh's swing once per stride would hide every other step.
_UPPER, _LOWER = 1.1, 0.6
_BANDS_HZ = np.geomspace(STEP_RATES_HZ[0], STEP_RATES_HZ[-1], 13)

# A crest must rise above its troughs by this much, and by this share of the local swing.
# The first is under what a shuffling step shows at the wrist (judgement).
_LEAST_RISE_M_S2, _LEAST_SHARE = 0.15, 0.15
_SWING_S = 6.0
_QUIET_M_S2 = _LEAST_RISE_M_S2 / 2.0  # less swing than four least crests in six seconds
_LONGEST_RISE_S = 1.5  # where there is no neighbour, a crest is compared with this far


@dataclass(frozen=True, slots=True)
class Peaks:
    """Crests in time order.

    Attributes
    ----------
    t_s : array of shape (n,)
        When.
    height_m_s2 : array of shape (n,)
        Of the narrowed signal.
    step_rate_hz : array of shape (n,)
        The rate to which the signal was narrowed there.
    """

    t_s: Floats
    height_m_s2: Floats
    step_rate_hz: Floats

    def where(self, keep: NDArray[np.bool_]) -> Peaks:
        """Return some of them."""
        return Peaks(self.t_s[keep], self.height_m_s2[keep], self.step_rate_hz[keep])


NO_PEAKS = Peaks(np.empty(0), np.empty(0), np.empty(0))
"""No crest at all."""


def peaks(signal: Spectrum, second_rate_hz: Floats, wanted: NDArray[np.bool_]) -> Peaks:
    """Find the crests of a signal in the seconds that are wanted.

    Parameters
    ----------
    signal : Spectrum
        Of the acceleration without its constant part, m/s2, on the 25 Hz grid.
    second_rate_hz : array of shape (m,)
        Step rate around each started second.
    wanted : array of bool of shape (m,)
        Seconds in which to look.

    Returns
    -------
    Peaks
        With times in seconds from the first sample.

    Notes
    -----
    1. Narrow the signal to 0.6 to 1.1 times the local step rate.
    2. Take all crests. While the shallowest dip between two of them is too shallow, drop it
       and the lower of the two. What is left has a topographic prominence of at least
       0.15 m/s2 and 15 % of the swing of the 6 s around it.
    3. Refine each by a parabola through three samples.
    """
    if signal.count < 3 or not wanted.any():
        return NO_PEAKS
    near = wanted.copy()
    near[1:] |= wanted[:-1]
    near[:-1] |= wanted[1:]
    narrow = _narrowed(signal, second_rate_hz, near)
    swing = _swing(narrow, len(wanted))
    narrow[_each_sample(swing < _QUIET_M_S2, signal.count)] = 0.0
    at = _crests(narrow)
    least = np.maximum(_LEAST_RISE_M_S2, _LEAST_SHARE * swing).astype(np.float32)
    at = _prominent(narrow, at, least[_second_of(at, len(wanted))])
    second = _second_of(at, len(wanted))
    at, second = at[wanted[second]], second[wanted[second]]
    heights = narrow[at].astype(np.float64)
    return Peaks(_refined(narrow, at) / GRID_HZ, heights, second_rate_hz[second])


def _second_of(at: Indices, seconds: int) -> Indices:
    """Return the second on which samples are centred, or the last one."""
    second: Indices = np.minimum((at + GRID_HZ // 2) // GRID_HZ, seconds - 1)
    return second


def _each_sample(each_second: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Lay out what is said of each second over its samples, see `_second_of`."""
    more = np.append(each_second, each_second[-1])
    return np.repeat(more, GRID_HZ)[GRID_HZ // 2 :][:count]


def _narrowed(signal: Spectrum, second_rate_hz: Floats, near: NDArray[np.bool_]) -> Singles:
    edges = np.sqrt(_BANDS_HZ[1:] * _BANDS_HZ[:-1])
    band = np.where(near, np.searchsorted(edges, second_rate_hz), -1)
    narrow = np.zeros(signal.count, dtype=np.float32)
    for k in np.unique(band[near]):
        middle = float(_BANDS_HZ[k])
        version = signal.filtered(_LOWER * middle, _UPPER * middle)
        np.copyto(narrow, version, where=_each_sample(band == k, signal.count))
    return narrow


def _swing(narrow: Singles, seconds: int) -> Floats:
    """Return, for each second, how far from trough to crest a sine of the local size goes."""
    squares = np.zeros(seconds * GRID_HZ, dtype=np.float32)
    np.multiply(narrow, narrow, out=squares[: len(narrow)])
    power = np.zeros(seconds + 1)
    np.cumsum(squares.reshape(seconds, GRID_HZ).sum(axis=1), dtype=float, out=power[1:])
    half = int(_SWING_S / 2)
    index = np.arange(seconds)
    first, last = np.maximum(index - half, 0), np.minimum(index + half, seconds)
    mean = np.maximum(power[last] - power[first], 0.0) / ((last - first) * GRID_HZ)
    swing: Floats = 2.0 * np.sqrt(2.0 * mean)
    return swing


def _crests(narrow: Singles) -> Indices:
    rising = narrow[1:] > narrow[:-1]
    return np.flatnonzero(rising[:-1] & ~rising[1:]) + 1


def _prominent(narrow: Singles, at: Indices, least: Singles) -> Indices:
    if not at.size:
        return at
    height, dip = narrow[at], np.minimum.reduceat(narrow, at)[:-1]
    while len(at) > 1:
        depth = np.minimum(height[1:], height[:-1]) - dip
        spare = depth - np.minimum(least[1:], least[:-1])
        around = np.concatenate([[np.inf], spare, [np.inf]])
        shallow = (spare < 0) & (spare <= around[:-2]) & (spare < around[2:])
        if not shallow.any():
            break
        left_lower = height[:-1] < height[1:]
        keep = np.ones(len(at), dtype=bool)
        keep[:-1] &= ~(shallow & left_lower)
        keep[1:] &= ~(shallow & ~left_lower)
        # A shallow dip disappears; the deeper one beside the crest that went stays.
        dip = dip[~shallow]
        at, height, least = at[keep], height[keep], least[keep]
    reach = int(_LONGEST_RISE_S * GRID_HZ)
    before = narrow[max(0, at[0] - reach) : at[0] + 1].min()
    after = narrow[at[-1] : at[-1] + reach + 1].min()
    left, right = np.append(before, dip), np.append(dip, after)
    risen: Indices = at[height - np.maximum(left, right) >= least]
    return risen


def _refined(narrow: Singles, at: Indices) -> Floats:
    before, here, after = narrow[at - 1], narrow[at], narrow[at + 1]
    bend = before - 2.0 * here + after
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = np.where(bend < 0, 0.5 * (before - after) / bend, 0.0)
    refined: Floats = at + np.clip(shift, -0.5, 0.5)
    return refined
