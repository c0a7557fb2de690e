"""How the height changes along a way."""

from __future__ import annotations

import numpy as np

from .arrays import Floats
from .ground import KNOWN_FROM
from .network import TerrainMap
from .trail import Trail


def profile_of(network: TerrainMap, trail: Trail) -> tuple[Floats, Floats] | None:
    """Return distances and heights along a way, both in metres, the height from its start.

    Returns
    -------
    tuple of Floats or None
        None where the rise of less than half of the metres is known. Where it is not known in
        between, the way is drawn as level.
    """
    arrays = network.arrays
    metres = trail.piece_m
    share = metres / np.maximum(arrays.edge_length[trail.edge], 0.01)
    rise = arrays.edge_rise[trail.edge] * np.where(trail.end_m >= trail.begin_m, share, -share)
    known = ~np.isnan(rise)
    if float(metres[known].sum()) < KNOWN_FROM * trail.length_m:
        return None
    along = np.concatenate([[0.0], np.cumsum(metres)])
    height = np.concatenate([[0.0], np.cumsum(np.nan_to_num(rise))])
    # On a loop what is not known must not leave a step between the end and the start.
    if len(trail.edge) and height[-1]:
        height = height - along / along[-1] * height[-1]
    return along, height
