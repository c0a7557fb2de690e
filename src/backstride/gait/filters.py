"""Zero-phase filters on evenly spaced samples, applied as a weight on each frequency.

A second-order Butterworth filter run forwards and backwards has the gain
1 / (1 + (f / cut)^4) and no delay. Multiplying the spectrum by that gain is the same filter
without its start-up, if the ends are padded. Single precision is enough for a signal whose
sensor resolves a thousandth of its range.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .units import Floats, Singles

_PAD_S = 4.0  # the slowest filter used, 0.3 Hz, has died away by then


class Spectrum:
    """The spectrum of a signal, from which it can be filtered in several ways.

    Parameters
    ----------
    signal : array of shape (n,)
        Evenly spaced samples. Their ends are continued by point reflection over 4 s.
    rate_hz : int
        Samples per second.

    Attributes
    ----------
    count : int
        Number of samples.
    """

    __slots__ = ("_length", "_pad", "_rate_hz", "_spectrum", "count")

    def __init__(self, signal: Floats, rate_hz: int) -> None:
        self.count = len(signal)
        self._pad = max(0, min(int(_PAD_S * rate_hz), self.count - 1))
        padded = _continued(signal.astype(np.float32), self._pad)
        self._length = fast_length(max(2, len(padded)))
        self._rate_hz = rate_hz
        self._spectrum = np.fft.rfft(padded, self._length)

    def filtered(self, low_hz: float, high_hz: float) -> Singles:
        """Return the samples with what lies between two frequencies, without delay.

        The gain is that of the low-pass filter at ``high_hz`` less that at ``low_hz``.
        """
        gain = _band_gain(self._length, self._rate_hz, low_hz, high_hz)
        kept = np.fft.irfft(self._spectrum * gain, self._length)
        return kept[self._pad : self._pad + self.count].astype(np.float32, copy=False)


@lru_cache(maxsize=128)
def _band_gain(length: int, rate_hz: int, low_hz: float, high_hz: float) -> Singles:
    frequency_hz: Floats = np.arange(length // 2 + 1, dtype=np.float64) * (rate_hz / length)
    gain = _low_gain(frequency_hz, high_hz) - _low_gain(frequency_hz, low_hz)
    return gain.astype(np.float32)


def _low_gain(frequency_hz: Floats, cut_hz: float) -> Floats:
    gain: Floats = 1.0 / (1.0 + (frequency_hz / cut_hz) ** 4)
    return gain


def _continued(signal: Singles, pad: int) -> Singles:
    """Continue both ends by point reflection."""
    if pad == 0:
        return signal
    before = 2.0 * signal[0] - signal[pad:0:-1]
    after = 2.0 * signal[-1] - signal[-2 : -pad - 2 : -1]
    return np.concatenate([before, signal, after], dtype=np.float32)


@lru_cache(maxsize=128)
def fast_length(length: int) -> int:
    """Return the least product of 2, 3 and 5 that is not below a length."""
    best = 1 << max(length - 1, 1).bit_length()
    five = 1
    while five < best:
        three = five
        while three < best:
            two = three << max(0, (-(-length // three) - 1).bit_length())
            best = min(best, two)
            three *= 3
        five *= 5
    return best
