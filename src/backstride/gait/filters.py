"""Zero-phase filters on evenly spaced samples, applied as a weight on each frequency.

A second-order Butterworth filter run forwards and backwards has the gain
1 / (1 + (f / cut)^4) and no delay. Multiplying the spectrum by that gain is the same filter
without its start-up, if the ends are padded.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .units import Floats

_PAD_S = 4.0  # the slowest filter used, 0.3 Hz, has died away by then


def low_gain(frequency_hz: Floats, cut_hz: float) -> Floats:
    """Return the gain of the low-pass filter at each frequency."""
    return 1.0 / (1.0 + (frequency_hz / cut_hz) ** 4)


def band_pass(signal: Floats, low_hz: float, high_hz: float, rate_hz: float) -> Floats:
    """Keep what lies between two frequencies, without delay."""
    return filtered(
        signal,
        [lambda f: low_gain(f, high_hz) * (1.0 - low_gain(f, low_hz))],
        rate_hz,
    )[0]


def filtered(
    signal: Floats, gains: list[Callable[[Floats], Floats]], rate_hz: float
) -> list[Floats]:
    """Weight the frequencies of a signal in several ways.

    Parameters
    ----------
    signal : array of shape (n,)
        Evenly spaced samples.
    gains : list of callables
        From frequencies in Hz to a gain.
    rate_hz : float
        Samples per second.

    Returns
    -------
    list of arrays of shape (n,)
        One per gain. The ends are continued by point reflection over 4 s.
    """
    count = len(signal)
    pad = min(int(_PAD_S * rate_hz), count - 1)
    if pad <= 0:
        return [np.zeros(count) for _ in gains]
    padded = np.pad(signal, pad, mode="reflect", reflect_type="odd")
    length = fast_length(len(padded))
    spectrum = np.fft.rfft(padded, length)
    frequency = np.fft.rfftfreq(length, 1.0 / rate_hz)
    return [np.fft.irfft(spectrum * gain(frequency), length)[pad : pad + count] for gain in gains]


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
