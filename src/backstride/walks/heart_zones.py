"""Zones of the heart rate, as shares of a highest rate that is only guessed from age."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.recordings import Floats, Recording

from .motion import Motion, held, motion_of

ZONES = (("very light", 0.0), ("light", 0.57), ("moderate", 0.64), ("vigorous", 0.77))
"""Names, and the share of the highest heart rate from which on each counts.

Source: American College of Sports Medicine, Guidelines for Exercise Testing and Prescription,
10th ed."""


@dataclass(frozen=True, slots=True)
class ZoneMinutes:
    """Time in one zone of the heart rate.

    Attributes
    ----------
    name : str
        One of the names in `ZONES`.
    from_bpm, below_bpm : float
        Bounds in beats per minute; the last zone has no upper one (infinity).
    minutes : float
        Time while the device recorded.
    """

    name: str
    from_bpm: float
    below_bpm: float
    minutes: float


def highest_heart_rate(age_years: float) -> float:
    """Return the highest heart rate to expect at an age, in beats per minute: 208 - 0.7 age.

    References
    ----------
    Tanaka and others 2001, Journal of the American College of Cardiology 37:153. People differ from
    it by 10 (one standard deviation); with beta-blockers it does not hold at all.
    """
    return 208.0 - 0.7 * age_years


def minutes_in_zones(
    recording: Recording, age_years: float, motion: Motion | None = None
) -> tuple[ZoneMinutes, ...]:
    """Share the time with a heart rate out to the zones of an age.

    Parameters
    ----------
    recording : Recording
    age_years : float
        Of the walker, at the walk.
    motion : Motion, optional
        The same recording second by second, where it is known already.

    Returns
    -------
    tuple of ZoneMinutes
        Empty where the recording has no heart rate.
    """
    motion = motion or motion_of(recording)
    beats = heart_rate_over(recording, motion)
    beats = beats[np.isfinite(beats) & motion.recorded]
    if not beats.size:
        return ()
    edges = [share * highest_heart_rate(age_years) for _, share in ZONES] + [np.inf]
    counts, _ = np.histogram(beats, bins=edges)
    return tuple(
        ZoneMinutes(name, low, high, int(count) * motion.step_s / 60.0)
        for (name, _), low, high, count in zip(ZONES, edges[:-1], edges[1:], counts, strict=True)
    )


def heart_rate_over(recording: Recording, motion: Motion) -> Floats:
    """Return the heart rate at each step of a motion; NaN where it is not known."""
    return held(recording.time_s, recording.heart_rate_bpm, motion.time_s)
