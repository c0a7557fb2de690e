"""The rhythm of a signal, second by second: how many steps a second, and how strongly.

The strength is the mean of the autocorrelation at one step and at one stride. Both are
near 1 in steady walking and near 0 in everything that does not repeat. The step and stride
regularity are those of Moe-Nilssen and Helbostad (2004, doi 10.1016/S0021-9290(03)00233-1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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
    pressed = np.sign(pressed) * np.sqrt(np.abs(pressed))
    products, energy = _products(pressed)
    correlation = _correlation(products, energy)
    count = len(STEP_RATES_HZ)
    # Twice the period is an octave down in rates, half of it an octave up.
    stride = correlation[:count]
    step = correlation[_PER_OCTAVE : _PER_OCTAVE + count]
    half = correlation[2 * _PER_OCTAVE :]
    score = _shared(step + stride - np.maximum(half, 0.0))
    best = (score - _PRIOR[:, None]).argmax(axis=0)
    second = np.arange(len(best))
    moving = energy[: len(best)] >= _LEAST_M_S2 * WINDOW_S * GRID_HZ
    return Rhythm(
        np.where(moving, STEP_RATES_HZ[best], _USUAL_HZ),
        np.where(moving, step[best, second], 0.0).astype(np.float64),
        np.where(moving, stride[best, second], 0.0).astype(np.float64),
    )


def _products(signal: Singles) -> tuple[Singles, Singles]:
    """Sum the products at each lag, and the squares, over the window around each second.

    Each product is formed once, summed over its second, and the seconds are summed over the
    window: a sixth of the work of a transform per window.
    """
    seconds = -(-len(signal) // GRID_HZ)
    before, after = int(WINDOW_S // 2), int(WINDOW_S // 2) - 1 + _LAG_SECONDS
    end = (seconds + after) * GRID_HZ + _LAGS - len(signal)
    padded = np.zeros(before * GRID_HZ + len(signal) + end, dtype=np.float32)
    padded[before * GRID_HZ :][: len(signal)] = signal
    rows = seconds + before + after
    lagged = np.lib.stride_tricks.sliding_window_view(padded, GRID_HZ + _LAGS - 1)[::GRID_HZ]
    lagged = np.lib.stride_tricks.sliding_window_view(lagged[:rows], _LAGS, axis=1)
    each = np.einsum("js,jsl->jl", padded[: rows * GRID_HZ].reshape(rows, GRID_HZ), lagged)
    each = np.ascontiguousarray(each.T)
    width = int(WINDOW_S)
    kept = rows - width + 1
    total = each[:, :kept].copy()
    for shift in range(1, width):
        total += each[:, shift : shift + kept]
    return total[:, :seconds], total[0]


def _correlation(products: Singles, energy: Singles) -> Singles:
    """Divide the products by the energy of the window and of the same window, lagged."""
    seconds = products.shape[1]
    windows = np.lib.stride_tricks.sliding_window_view(energy, seconds)
    later = windows[_SECOND] * (1 - _SECOND_SHARE) + windows[_SECOND + 1] * _SECOND_SHARE
    top: Singles = products[_LAG] * (1 - _LAG_SHARE) + products[_LAG + 1] * _LAG_SHARE
    later *= energy[:seconds]
    top /= np.sqrt(np.maximum(later, _TINY, out=later), out=later)
    return top


def _shared(score: Singles) -> Floats:
    """Average over the near and the far seconds; at an end, its last score stands in."""
    far, near = _FAR_S // 2, _NEAR_S // 2
    rates, count = score.shape
    total = np.empty((rates, count + 2 * far + 1))
    total[:, 0] = 0.0
    total[:, 1 : far + 1] = score[:, :1]
    total[:, far + 1 : far + 1 + count] = score
    total[:, far + 1 + count :] = score[:, -1:]
    np.cumsum(total, axis=1, out=total)
    wide = total[:, _FAR_S:] - total[:, :count]
    inner = total[:, far - near : far + near + 1 + count]
    wide *= _NEAR_S / _FAR_S
    wide += inner[:, _NEAR_S:]
    wide -= inner[:, :count]
    wide /= 2 * _NEAR_S
    return wide


_LONGEST_LAG = 0.75 * WINDOW_S * GRID_HZ  # beyond it too few products remain to average
_LAGS = int(_LONGEST_LAG) + 2
_LAG_SECONDS = _LAGS // GRID_HZ + 1
_TINY = np.float32(1e-6)  # (m/s2)^2: under the noise of any sensor
_ALL_RATES_HZ = 0.5 * 2.0 ** (np.arange(-_PER_OCTAVE, _RATES + _PER_OCTAVE) / _PER_OCTAVE)
_ALL_LAGS = np.minimum(GRID_HZ / _ALL_RATES_HZ, _LONGEST_LAG)
_LAG = np.floor(_ALL_LAGS).astype(int)
_LAG_SHARE = (_ALL_LAGS - _LAG).astype(np.float32)[:, None]
_SECOND = np.floor(_ALL_LAGS / GRID_HZ).astype(int)
_SECOND_SHARE = (_ALL_LAGS / GRID_HZ - _SECOND).astype(np.float32)[:, None]
_PRIOR = _PRIOR_WEIGHT * (np.log(STEP_RATES_HZ / _USUAL_HZ) / _SPREAD) ** 2 / 2.0
