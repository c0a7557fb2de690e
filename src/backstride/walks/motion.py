"""A recording second by second: how fast, at what step rate, moving or standing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backstride.recordings import Floats, Pause, Recording

from .track import distance_over_time, haversine_m, inside, places_over_time

Bools = npt.NDArray[np.bool_]

STEP_S = 1.0
MOST_STEPS = 200_000
"""Two days of seconds; longer recordings are looked at in coarser steps. Judgement."""

WINDOW_S = 10.0
"""Speed is the way made in this time around each second, so that the jitter of a receiver on the
spot does not count. Judgement."""

HOLD_S = 60.0
"""A step rate or speed holds until the next one, but no longer; watches that save memory write a
point every 5 to 50 s. Judgement."""

STILL_BELOW_MPS = 0.3
"""Slower than this is standing. Slow walking is 0.5 m/s and more. Judgement."""

STILL_BELOW_WITHOUT_STEPS_MPS = 0.5
"""The same where a step counter is there and counts nothing. Judgement."""

STEPPING_FROM_SPM = 40.0
"""Fewer steps per minute are shuffling on the spot. Judgement."""

STOP_FROM_S = 30.0
"""Shorter stops are not listed. Judgement."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A recording in equal steps of time.

    Attributes
    ----------
    step_s : float
        Length of a step.
    time_s : ndarray
        Middle of each step, in seconds from the start.
    speed_mps, cadence_spm : ndarray
        NaN where not known.
    recorded : ndarray of bool
        Outside the device's pauses.
    moving : ndarray of bool
        Recorded, and neither the way nor the steps say that the person stood.
    is_known : bool
        Whether there is a way or a step rate to tell; if not, `moving` equals `recorded`.
    """

    step_s: float
    time_s: Floats
    speed_mps: Floats
    cadence_spm: Floats
    recorded: Bools
    moving: Bools
    is_known: bool

    def stops(self) -> tuple[Pause, ...]:
        """Return where the person stood for `STOP_FROM_S` or longer while the device recorded."""
        still = np.concatenate(([False], self.recorded & ~self.moving, [False]))
        starts = np.flatnonzero(still[1:] & ~still[:-1])
        ends = np.flatnonzero(~still[1:] & still[:-1])
        return tuple(
            Pause(float(a * self.step_s), float(b * self.step_s))
            for a, b in zip(starts, ends, strict=True)
            if (b - a) * self.step_s >= STOP_FROM_S
        )


def motion_of(recording: Recording) -> Motion:
    """Look at a recording second by second.

    The way is taken from the device's cumulative distance, else from the places, else from the
    device's speed.

    Parameters
    ----------
    recording : Recording
        One whose points have times; without, the result has no steps.
    """
    elapsed_s = recording.elapsed_s or 0.0
    step_s = max(STEP_S, elapsed_s / MOST_STEPS)
    time_s: Floats = (np.arange(int(elapsed_s / step_s), dtype=np.float64) + 0.5) * step_s
    speed_mps = _speed(recording, time_s, max(WINDOW_S, step_s))
    cadence_spm = held(recording.time_s, recording.cadence_spm, time_s)
    recorded = ~inside(time_s, recording.pauses)
    counts_steps = bool(np.any(cadence_spm > 0))
    stepping = cadence_spm >= STEPPING_FROM_SPM
    still_below = STILL_BELOW_WITHOUT_STEPS_MPS if counts_steps else STILL_BELOW_MPS
    advancing = speed_mps >= still_below
    unknown = np.isnan(speed_mps) & (np.isnan(cadence_spm) | (not counts_steps))
    return Motion(
        step_s=step_s,
        time_s=time_s,
        speed_mps=speed_mps,
        cadence_spm=cadence_spm,
        recorded=recorded,
        moving=recorded & (stepping | advancing | unknown),
        is_known=bool(np.any(~unknown)),
    )


def _speed(recording: Recording, time_s: Floats, window_s: float) -> Floats:
    """Return the way made in a window around each time, over its length."""
    way = distance_over_time(recording)
    places = None if way is not None else places_over_time(recording)
    known_s = way[0] if way is not None else places[0] if places is not None else None
    if known_s is None:
        return held(recording.time_s, recording.speed_mps, time_s)
    first = np.maximum(time_s - window_s / 2.0, known_s[0])
    last = np.minimum(time_s + window_s / 2.0, known_s[-1])
    if way is not None:
        metres = np.interp(last, *way) - np.interp(first, *way)
    else:
        assert places is not None
        _, lat, lon = places
        lon = np.degrees(np.unwrap(np.radians(lon)))
        metres = haversine_m(
            np.interp(first, known_s, lat),
            np.interp(first, known_s, lon),
            np.interp(last, known_s, lat),
            np.interp(last, known_s, lon),
        )
    length_s = last - first
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(length_s > 0, metres / length_s, np.nan)


def held(known_s: Floats, values: Floats, time_s: Floats) -> Floats:
    """Return at each time the last value before it, NaN if that is too long ago."""
    known = np.isfinite(known_s) & np.isfinite(values)
    if not known.any():
        return np.full_like(time_s, np.nan)
    known_s, values = known_s[known], values[known]
    at = np.searchsorted(known_s, time_s, side="right") - 1
    fresh = (at >= 0) & (time_s - known_s[at] <= HOLD_S)
    return np.where(fresh, values[at], np.nan)
