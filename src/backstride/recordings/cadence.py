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
        The device's speed at the same rows; may be all NaN.
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
    Deviates from plain doubling where the doubled value is one that no walker or runner has: some
    apps write steps per minute into the same field.
    """
    none = np.full_like(stored, np.nan)
    turning = stored > 0
    nameless = sport is Sport.UNKNOWN and not on_foot
    if sport in (Sport.CYCLING, Sport.ELSE) or (nameless and _goes_far(stored, speed_mps)):
        return none, stored, ()
    if not turning.any():
        return stored, none, ()
    if float(np.median(stored[turning])) > MOST_STRIDES[sport]:
        return stored, none, (notice(NoticeCode.CADENCE_AS_STEPS),)
    told = (notice(NoticeCode.CADENCE_AS_STRIDES),) if nameless else ()
    return 2.0 * stored, none, told


def mean_steps(stored: float, sport: Sport) -> float:
    """Return a stored mean as steps per minute of both feet, by the same rule as its points."""
    return stored if stored > MOST_STRIDES.get(sport, math.inf) else 2.0 * stored


def _goes_far(stored: Floats, speed_mps: Floats) -> bool:
    both = (stored > 0) & (speed_mps > 0)
    if not both.any():
        return False
    metres_per_turn = 60.0 * speed_mps[both] / stored[both]
    return float(np.median(metres_per_turn)) > RIDE_METRES_PER_TURN
