"""How fast the rows of a table went, by whatever the file tells of it."""

from __future__ import annotations

import numpy as np

from .points import Table
from .recording import Floats
from .times import NO_TIME, SECOND_US

_METRES_PER_DEGREE = 111_194.93
"""On a sphere of 6,371,008.8 m, the mean radius of the Earth (IUGG)."""

LONGEST_STEP_S = 60.0
"""Between rows further apart somebody may have rested; they tell no pace. Judgement."""


def pace_of(table: Table) -> Floats:
    """Return the speed at each row in m/s; NaN where nothing tells it.

    The device's own speed if it has any; else from its distance, else from its places, over the
    time since the row before. It is rough, and only serves to tell what a cadence counts.

    Parameters
    ----------
    table : Table
        Rows in the order of their times, cleaned.
    """
    told = table.channels["speed_mps"]
    if (told > 0).any():
        return told
    seconds = np.where(table.times == NO_TIME, np.nan, table.times / SECOND_US)
    took_s = np.diff(seconds, prepend=np.nan)
    took_s = np.where((took_s > 0) & (took_s <= LONGEST_STEP_S), took_s, np.nan)
    way_m = np.diff(table.channels["distance_m"], prepend=np.nan)
    if not (way_m > 0).any():
        lat, lon = table.channels["lat_deg"], table.channels["lon_deg"]
        north = np.diff(lat, prepend=np.nan)
        east = np.diff(lon, prepend=np.nan) * np.cos(np.radians(lat))
        way_m = _METRES_PER_DEGREE * np.hypot(north, east)
    pace: Floats = np.where(way_m >= 0, way_m / took_s, np.nan)
    return pace
