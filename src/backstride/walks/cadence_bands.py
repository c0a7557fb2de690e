"""A person's own bands of step rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.recordings import Floats

USUAL_THRESHOLD_SPM = 100.0
"""Steps per minute at 3 METs for all adults.

Source: CADENCE-Adults, doi 10.1186/s12966-019-0769-6."""

LOWEST_SPM, HIGHEST_SPM = 92.0, 112.0
"""Bounds of the personal threshold. Judgement."""

NAMES = ("easy", "steady", "brisk", "fast", "very fast")
STEP_SPM = 10.0
"""Each band is this wide, as METs rise by one. Judgement, after the same source."""


@dataclass(frozen=True, slots=True)
class BandMinutes:
    """Time walked in one band.

    Attributes
    ----------
    name : str
        One of `NAMES`.
    from_spm, below_spm : float
        Bounds in steps per minute; the last band has no upper one (infinity).
    minutes : float
        Time moving at that step rate.
    """

    name: str
    from_spm: float
    below_spm: float
    minutes: float


def cadence_threshold(height_cm: float | None) -> float:
    """Return the step rate, in steps per minute, at which walking becomes moderate for this height.

    Half way between the rate of all adults (100) and that of the height, 189 - 0.5 h, between 92
    and 112. Without a height: 100.

    References
    ----------
    Rowe and others 2011, doi 10.1249/MSS.0b013e3181e9d99a, for the height. The mean of the two and
    the bounds are judgement.
    """
    if height_cm is None:
        return USUAL_THRESHOLD_SPM
    by_height = 189.0 - 0.5 * height_cm
    return min(max((USUAL_THRESHOLD_SPM + by_height) / 2.0, LOWEST_SPM), HIGHEST_SPM)


def minutes_in_bands(
    cadence_spm: Floats, step_s: float, threshold_spm: float
) -> tuple[BandMinutes, ...]:
    """Share the time out to the bands.

    Parameters
    ----------
    cadence_spm : ndarray
        Step rate of each step in time while moving; NaN where not known.
    step_s : float
        Length of one step in time.
    threshold_spm : float
        Lower bound of the second band.
    """
    inner = threshold_spm + STEP_SPM * np.arange(len(NAMES) - 1)
    edges = [0.0, *inner.tolist(), np.inf]
    counts, _ = np.histogram(cadence_spm[np.isfinite(cadence_spm)], bins=edges)
    return tuple(
        BandMinutes(name, low, high, int(count) * step_s / 60.0)
        for name, low, high, count in zip(NAMES, edges[:-1], edges[1:], counts, strict=True)
    )
