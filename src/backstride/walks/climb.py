"""How much it went up, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.recordings import Floats, Recording

from .motion import Motion

HYSTERESIS_M = 3.0
"""Rises count once they are this high. Judgement, as sports watches do."""

CAUTIOUS_M = {True: 5.0, False: 10.0}
GENEROUS_M = {True: 1.0, False: 2.0}
"""Hysteresis for the low and the high end of the range, with a barometer and where none is known:
satellites give heights that wander by 5 to 10 m. Judgement."""

SLOPE_OVER_M = {True: 50.0, False: 200.0}
"""Way over which a grade is taken, with a barometer and where none is known. Judgement."""

SURE_SHARE = 0.2
"""A range this narrow, as share of its high end, may be told as one number. Judgement."""

STEEPEST_PERCENT = 30.0
"""Steeper is an error of the height on any way one walks. Judgement."""

SAMPLE_M = 10.0
MOST_SAMPLES = 100_000


@dataclass(frozen=True, slots=True)
class Ascent:
    """The sum of rises, as a range.

    Attributes
    ----------
    value_m : float
        Sum of rises with a hysteresis of 3 m.
    low_m, high_m : float
        Range from a cautious and a generous reading and the device's own total.
    from_barometer : bool
        True if the file says that the device measures height by pressure. If False, it is not
        known, and the value is never to be shown without its range.
    device_m : float or None
        The device's own total.
    """

    value_m: float
    low_m: float
    high_m: float
    from_barometer: bool
    device_m: float | None

    @property
    def words(self) -> str:
        """The ascent as a person may be told it."""
        low, high = round(self.low_m), round(self.high_m)
        if high <= CAUTIOUS_M[self.from_barometer]:
            return "about level" if self.from_barometer else "about level, as far as we can tell"
        if self.from_barometer and high - low <= SURE_SHARE * high:
            return f"about {round(self.value_m)} m up"
        return f"perhaps {low} to {high} m up, as far as we can tell"


def ascent_of(recording: Recording) -> Ascent | None:
    """Return the ascent of a recording; None if it has no heights."""
    known = np.isfinite(recording.altitude_m)
    if not known.any():
        return None
    parts = [
        recording.altitude_m[span.start : span.stop][known[span.start : span.stop]].tolist()
        for span in recording.segments
    ]

    def rises(hysteresis_m: float) -> float:
        return sum(sum_of_rises(part, hysteresis_m) for part in parts)

    baro = recording.has_barometer
    value = rises(HYSTERESIS_M)
    device = recording.totals.ascent_m
    ends = [rises(CAUTIOUS_M[baro]), value, rises(GENEROUS_M[baro])]
    ends += [device] if device is not None else []
    return Ascent(value, min(ends), max(ends), baro, device)


def sum_of_rises(altitude_m: list[float], hysteresis_m: float) -> float:
    """Return the sum of rises of at least the hysteresis, from one turning point to the next.

    A height that differs from the last one that counted by the hysteresis or more becomes the next
    one that counts.
    """
    total = 0.0
    counted = altitude_m[0] if altitude_m else 0.0
    for height in altitude_m:
        if abs(height - counted) >= hysteresis_m:
            total += max(height - counted, 0.0)
            counted = height
    return total


def grade_percent(recording: Recording, motion: Motion) -> Floats | None:
    """Return the grade at each step of a motion.

    Height is taken over the way made and smoothed, and the grade over `SLOPE_OVER_M` around each
    place: over a shorter way, the error of the height would make hills of level ground.

    Returns
    -------
    ndarray or None
        Percent; None if there are no heights or the way is shorter than the grade needs.
    """
    known = np.isfinite(recording.time_s) & np.isfinite(recording.altitude_m)
    step_m = np.where(motion.moving, np.nan_to_num(motion.speed_mps), 0.0) * motion.step_s
    way_m = np.cumsum(step_m)
    window_m = SLOPE_OVER_M[recording.has_barometer]
    if np.count_nonzero(known) < 2 or not way_m.size or way_m[-1] < window_m:
        return None
    at_m = np.interp(recording.time_s[known], motion.time_s, way_m)
    sample_m = max(SAMPLE_M, way_m[-1] / MOST_SAMPLES)
    grid_m = np.arange(0.0, way_m[-1] + sample_m, sample_m)
    height_m = _mean_near(grid_m, sample_m, at_m, recording.altitude_m[known])
    half = window_m / 2.0
    low = np.maximum(grid_m - half, 0.0)
    high = np.minimum(grid_m + half, grid_m[-1])
    rise = np.interp(high, grid_m, height_m) - np.interp(low, grid_m, height_m)
    grade = np.clip(100.0 * rise / (high - low), -STEEPEST_PERCENT, STEEPEST_PERCENT)
    by_step: Floats = np.interp(way_m, grid_m, grade)
    return by_step


def _mean_near(grid_m: Floats, sample_m: float, at_m: Floats, height_m: Floats) -> Floats:
    """Return the mean height of the rows nearest to each place of the grid, gaps filled between."""
    cell = np.clip(np.rint(at_m / sample_m).astype(np.int64), 0, len(grid_m) - 1)
    count = np.bincount(cell, minlength=len(grid_m))
    total = np.bincount(cell, weights=height_m, minlength=len(grid_m))
    filled = count > 0
    return np.interp(grid_m, grid_m[filled], total[filled] / count[filled])
