"""The rhythm of a signal, second by second: how many steps a second, and how strongly.

The strength is the mean of the autocorrelation at one step and at one stride. Both are
near 1 in steady walking and near 0 in everything that does not repeat. The step and stride
regularity are those of Moe-Nilssen and Helbostad (2004, doi 10.1016/S0021-9290(03)00233-1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .filters import band_pass
from .units import Floats

Singles: TypeAlias = NDArray[np.float32]

GRID_HZ = 25
"""Samples per second of the common grid: above six times the fastest step rate."""

WINDOW_S = 6.0
"""Length of a window: five steps of the slowest walk looked for here (judgement)."""

_LOW_HZ, _HIGH_HZ = 0.6, 5.0  # under the slowest step rate; over the first step harmonic
STEP_RATES_HZ = np.geomspace(0.5, 3.4, 56)
"""Step rates that are tried, 30 to 204 steps/min, 3.5 % apart."""

# Adults choose 90 to 130 steps/min; the rates of bouts in daily life spread widely around
# that. Median and spread (in natural logarithms) of the prior, and its weight (judgement).
_USUAL_HZ, _SPREAD, _PRIOR_WEIGHT = 1.9, 0.35, 1.0
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


def rhythm(signal: Floats) -> Rhythm:
    """Find the rhythm around each second of a signal.

    Parameters
    ----------
    signal : array of shape (n,)
        Acceleration without its constant part, m/s2, on the 25 Hz grid.

    Returns
    -------
    Rhythm
        One entry per started second; entry k is centred on second k.

    Notes
    -----
    1. Keep 0.6 to 5 Hz and take the signed square root, so that one jerk does not outweigh
       five steps.
    2. In windows of 6 s, one per second, take the unbiased autocorrelation.
    3. Score every step period T: r(T) + r(2T) - max(0, r(T/2)). The last term speaks
       against a stride that is taken for a step.
    4. Average each score over 3 s and over 21 s, take the mean of both, and subtract the
       prior against unusual rates.
    5. The rate is that with the best score; its r(T) and r(2T) in the 6 s window are the
       step and stride regularity.
    """
    pressed = band_pass(signal, _LOW_HZ, _HIGH_HZ, GRID_HZ)
    pressed = np.sign(pressed) * np.sqrt(np.abs(pressed))
    correlation = _autocorrelation(pressed.astype(np.float32))
    step = _at_lags(correlation, _STEP)
    stride = _at_lags(correlation, _STRIDE)
    half = _at_lags(correlation, _HALF)
    score = step + stride - np.maximum(half, 0.0)
    score = _smoothed(score, _NEAR_S) + _smoothed(score, _FAR_S)
    best = (score / 2.0 - _PRIOR).argmax(axis=1)
    rows = np.arange(len(best))
    return Rhythm(
        STEP_RATES_HZ[best],
        step[rows, best].astype(np.float64),
        stride[rows, best].astype(np.float64),
    )


def _autocorrelation(signal: Singles) -> Singles:
    length = int(WINDOW_S * GRID_HZ)
    count = -(-len(signal) // GRID_HZ)
    padded = np.pad(signal, (length // 2, length + GRID_HZ))
    windows = np.lib.stride_tricks.sliding_window_view(padded, length)[::GRID_HZ][:count]
    windows = windows - windows.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(windows, _FFT_LENGTH, axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    raw = np.fft.irfft(power, _FFT_LENGTH, axis=1)[:, : _LAGS + 1]
    whole = np.maximum(raw[:, :1], np.float32(1e-6))
    unbiased = (length / (length - np.arange(_LAGS + 1))).astype(np.float32)
    result: Singles = raw / whole * unbiased
    return result


def _at_lags(correlation: Singles, lags: Floats) -> Singles:
    below = np.floor(lags).astype(int)
    share = (lags - below).astype(np.float32)
    result: Singles = correlation[:, below] * (1 - share) + correlation[:, below + 1] * share
    return result


def _smoothed(score: Singles, seconds: int) -> Singles:
    half = seconds // 2
    padded = np.pad(score, ((half + 1, half), (0, 0)), mode="edge")
    padded[0] = 0.0
    total = np.cumsum(padded, axis=0, dtype=np.float64)
    result: Singles = ((total[seconds:] - total[:-seconds]) / seconds).astype(np.float32)
    return result


_LONGEST_LAG = 0.75 * WINDOW_S * GRID_HZ  # beyond it too few products remain to average
_LAGS = int(_LONGEST_LAG) + 1
_STEP = GRID_HZ / STEP_RATES_HZ
_STRIDE = np.minimum(2.0 * _STEP, _LONGEST_LAG)
_HALF = _STEP / 2.0
_FFT_LENGTH = 270  # the window and the lags, rounded up to a product of small primes
_PRIOR = _PRIOR_WEIGHT * (np.log(STEP_RATES_HZ / _USUAL_HZ) / _SPREAD) ** 2 / 2.0
