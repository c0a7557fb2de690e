"""How much movement there was, in epochs."""

from __future__ import annotations

import numpy as np

from .units import Floats

EPOCH_S = 5
"""Length of an epoch: the shortest in the literature on mean amplitude deviation."""


def mean_deviation(signal_m_s2: Floats, rate_hz: int) -> Floats:
    """Return the mean amplitude deviation of each full epoch of 5 s.

    Parameters
    ----------
    signal_m_s2 : array of shape (n,)
        Magnitude of the acceleration.
    rate_hz : int
        Samples per second.

    Returns
    -------
    array of shape (n // (5 rate_hz),)
        Mean absolute distance from the epoch's mean, m/s2. A last, shorter part is left out.

    Notes
    -----
    Source: Vähä-Ypyä and others 2015, doi 10.1111/cpf.12127. Deviation: taken from the
    25 Hz grid rather than from 100 Hz, so that recordings of all rates compare; in walking
    it reads some per cent lower. At the waist 0.9 m/s2 is about 3 METs there.
    """
    length = EPOCH_S * rate_hz
    epochs = signal_m_s2[: len(signal_m_s2) // length * length].reshape(-1, length)
    deviation: Floats = np.abs(epochs - epochs.mean(axis=1, keepdims=True)).mean(axis=1)
    return deviation
