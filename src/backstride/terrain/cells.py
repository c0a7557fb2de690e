"""Square cells over a map: what lies near a place is found without looking at the rest."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arrays import METRES_PER_DEGREE, SCALE, Coordinates, Ints


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in rows from south to north; a key is row times columns plus column.

    Attributes
    ----------
    west, south : int
        Corner, in coordinates.
    width, height : int
        Of a cell, in coordinates.
    columns, rows : int
    """

    west: int
    south: int
    width: int
    height: int
    columns: int
    rows: int

    def ranges(
        self, keys: Ints, west: float, south: float, east: float, north: float
    ) -> list[tuple[int, int]]:
        """Return the ranges of sorted `keys` that lie in the cells of a box."""
        first = max(0, min(self.columns - 1, math.floor((west - self.west) / self.width)))
        last = max(0, min(self.columns - 1, math.floor((east - self.west) / self.width)))
        low = max(0, min(self.rows - 1, math.floor((south - self.south) / self.height)))
        high = max(0, min(self.rows - 1, math.floor((north - self.south) / self.height)))
        rows = np.arange(low, high + 1, dtype=np.int64) * self.columns
        begin = np.searchsorted(keys, rows + first)
        end = np.searchsorted(keys, rows + last + 1)
        return [(int(b), int(e)) for b, e in zip(begin, end, strict=True) if e > b]

    def as_dict(self) -> dict[str, int]:
        """Return the numbers, to be stored."""
        return {name: getattr(self, name) for name in self.__slots__}


def grid_from(stored: dict[str, Any]) -> Grid:
    """Return a grid from its stored numbers."""
    return Grid(**{name: int(stored[name]) for name in Grid.__slots__})


def grid_of(points: Coordinates, cell_m: float) -> Grid:
    """Return cells of a size over all points."""
    west, south = (int(value) for value in points.min(axis=0))
    east, north = (int(value) for value in points.max(axis=0))
    height = int(cell_m / METRES_PER_DEGREE * SCALE)
    widest = math.cos(math.radians(max(abs(south), abs(north)) / SCALE))
    width = int(height / max(widest, 0.05))
    return Grid(
        west, south, width, height, (east - west) // width + 1, (north - south) // height + 1
    )


def cell_keys(points: Coordinates, grid: Grid) -> Ints:
    """Return the key of the cell in which each point lies."""
    column = (points[:, 0].astype(np.int64) - grid.west) // grid.width
    row = (points[:, 1].astype(np.int64) - grid.south) // grid.height
    return row * grid.columns + column


def box_around(point: tuple[float, float], radius_m: float) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a box with a point in its middle."""
    north = radius_m / METRES_PER_DEGREE * SCALE
    east = north / max(math.cos(math.radians(point[1] / SCALE)), 0.05)
    return point[0] - east, point[1] - north, point[0] + east, point[1] + north
