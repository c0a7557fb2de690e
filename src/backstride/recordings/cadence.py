"""Cadence as devices store it: one foot's steps, or a crank's turns."""

from __future__ import annotations

import math

import numpy as np

from .notices import Notice, NoticeCode, notice
from .recording import Floats, Sport

RIDE_METRES_PER_TURN = 3.5
"""Way per stored turn above which a nameless sport is taken for a ride.

A stride is 0.8 to 1.8 m walking and 2 to 3 m running; a crank turn is 3 to 9 m. Judgement.
"""

MOST_STRIDES = {Sport.WALKING: 80.0, Sport.HIKING: 80.0, Sport.RUNNING: 120.0, Sport.UNKNOWN: 105.0}
"""Median strides per minute above which a stored cadence must be steps already.

160 steps per minute is no walk, 240 no run, and 210 is neither for most. Judgement.
"""

LEAST_QUICK_STRIDES = 65.0
QUICK_STRIDE_M = (0.3, 0.8)
"""Way per stored count that no stride of 65 or more per minute has: its steps would be 15 to 40 cm
at 130 steps per minute. Shorter ways are a receiver that drifts indoors. Judgement.
"""


def split_cadence(
    stored: Floats, speed_mps: Floats, sport: Sport, *, on_foot: bool = False
) -> tuple[Floats, Floats, tuple[Notice, ...]]:
    """Give the stored cadence its meaning.

    FIT and the Garmin XML extensions store the cadence of one foot on foot (strides per minute) and
    of the crank on a ride, under the same name. On foot it is doubled to steps per minute, on a
    ride it stays. A nameless sport is taken as on foot, unless each turn goes as far as a
    bicycle's.

    Parameters
    ----------
    stored : ndarray
        Cadence per minute as in the file; NaN where missing.
    speed_mps : ndarray
        The speed at the same rows; may be all NaN.
    sport : Sport
        What the file says it was.
    on_foot : bool
        Whether the file says that the cadence itself was counted on foot ("RunCadence").

    Returns
    -------
    cadence_spm : ndarray
        Steps per minute of both feet; all NaN on a ride.
    cadence_rpm : ndarray
        Turns per minute; all NaN on foot.
    notices : tuple of Notice
        What had to be assumed.

    Notes
    -----
    Deviates from plain doubling where the doubled value is one that no walker or runner has, by
    itself or for the way that was made with it: some apps write steps per minute into the same
    field.
    """
    none = np.full_like(stored, np.nan)
    turning = stored > 0
    nameless = sport is Sport.UNKNOWN and not on_foot
    if sport in (Sport.CYCLING, Sport.ELSE) or (nameless and _goes_far(stored, speed_mps)):
        return none, stored, ()
    if not turning.any():
        return stored, none, ()
    usual = float(np.median(stored[turning]))
    if usual > MOST_STRIDES[sport] or _are_steps(usual, stored, speed_mps):
        return stored, none, (notice(NoticeCode.CADENCE_AS_STEPS),)
    told = (notice(NoticeCode.CADENCE_AS_STRIDES),) if nameless else ()
    return 2.0 * stored, none, told


def mean_steps(stored: float, sport: Sport) -> float:
    """Return a stored mean as steps per minute of both feet, by the same rule as its points."""
    return stored if stored > MOST_STRIDES.get(sport, math.inf) else 2.0 * stored


def _goes_far(stored: Floats, speed_mps: Floats) -> bool:
    return _metres_per_count(stored, speed_mps) > RIDE_METRES_PER_TURN


def _are_steps(usual: float, stored: Floats, speed_mps: Floats) -> bool:
    """Whether counts are too many for strides of the way that was made with them."""
    least, most = QUICK_STRIDE_M
    return usual >= LEAST_QUICK_STRIDES and least < _metres_per_count(stored, speed_mps) < most


def _metres_per_count(stored: Floats, speed_mps: Floats) -> float:
    both = (stored > 0) & (speed_mps > 0)
    return float(np.median(60.0 * speed_mps[both] / stored[both])) if both.any() else math.nan
