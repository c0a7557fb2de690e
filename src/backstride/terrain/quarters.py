"""Parts of towns and villages, as points with a name: which of them a street lies by."""

from __future__ import annotations

import numpy as np

from .arrays import Floats, to_plane
from .network import TerrainMap
from .spelling import folded

NEAR_M = 2000.0
"""A street further than this from all of them is by none (judgement)."""


def quarter_by(network: TerrainMap, point: tuple[int, int]) -> str:
    """Return the quarter or village whose point is nearest to a point; empty without any.

    Maps built before these were kept have none. The map knows no borders, so that a street may
    be told by the neighbour of its quarter.

    Parameters
    ----------
    network : TerrainMap
    point : tuple of int
        Longitude and latitude in 1e-7 degrees.
    """
    arrays = network.arrays
    if not len(arrays.quarters):
        return ""
    away: Floats = np.hypot(*to_plane(arrays.quarters, (float(point[0]), float(point[1]))).T)
    nearest = int(np.argmin(away))
    if away[nearest] > NEAR_M:
        return ""
    return network.name(int(arrays.quarter_name[nearest]))


def is_called(quarter: str, wanted: str) -> bool:
    """Return whether a word of a folded text begins the name of a quarter, or one of its words."""
    spaced = f" {folded(quarter)}"
    return any(f" {word}" in spaced for word in wanted.split() if not word.isdigit())
