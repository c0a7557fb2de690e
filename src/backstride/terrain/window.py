"""Which part of a grid of heights lies in a box."""

from __future__ import annotations

import math

from .arrays import METRES_PER_DEGREE

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees."""

MARGIN_M = 100.0
"""Read around the box, for smoothing and for short ways whose line is made longer."""


def within(
    box: Box, west: float, north: float, step_x: float, step_y: float, shape: tuple[int, int]
) -> tuple[slice, slice]:
    """Return the rows and columns of a grid that a box needs; empty where it lies elsewhere.

    Parameters
    ----------
    box : Box
    west, north : float
        Centre of the first value, degrees.
    step_x, step_y : float
        Degrees to the next column and, southwards, to the next row.
    shape : tuple of int
        Rows and columns of the grid.
    """
    up = MARGIN_M / METRES_PER_DEGREE
    along = up / max(math.cos(math.radians(max(abs(box[1]), abs(box[3])))), 0.05)
    rows = (north - box[3] - up) / step_y, (north - box[1] + up) / step_y
    columns = (box[0] - along - west) / step_x, (box[2] + along - west) / step_x
    return _span(*rows, shape[0]), _span(*columns, shape[1])


def _span(first: float, last: float, count: int) -> slice:
    begin = min(max(math.floor(first), 0), count)
    return slice(begin, max(begin, min(math.ceil(last) + 1, count)))
