"""What of a loop lies in the corridor of another part of it: the twin pavement, the lane beside."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from .arrays import Flags, Floats, Ints, rows_of, sums_of
from .local import LocalCore

CORRIDOR_M = 18.0
"""Ways closer than this are one corridor: the twin pavement, the path beside the road."""

APART_M = 60.0
"""Parts of a loop that are this near along it are no return (judgement)."""

CELL_M = 9.0

LEASH_M = 40.0
"""So near the start the way out and the way back may share a corridor at no cost."""


def ticks_of(core: LocalCore, chain: Ints, forward: Flags) -> Floats:
    """Return points along a circle of chains, about as many as it has dozens of metres."""
    rows = rows_of(core.tick_starts, chain)
    sizes = core.tick_starts[chain + 1] - core.tick_starts[chain]
    first = np.repeat(core.tick_starts[chain], sizes)
    last = np.repeat(core.tick_starts[chain + 1] - 1, sizes)
    turned = np.where(np.repeat(forward, sizes), rows, first + last - rows)
    return np.asarray(core.ticks[turned])


def corridor_m(points: Floats) -> float:
    """Return the metres of a closed line that have another part of it within the corridor.

    Parts that are less than `APART_M` apart along the line are no return.
    """
    step = np.hypot(*np.diff(points, axis=0, append=points[:1]).T)
    along = np.concatenate([[0.0], np.cumsum(step)])
    total = along[-1]
    pairs = cKDTree(points).query_pairs(CORRIDOR_M, output_type="ndarray")
    row, column = pairs[:, 0], pairs[:, 1]
    gap = np.abs(along[row] - along[column])
    gap = np.minimum(gap, total - gap)
    returns = np.zeros(len(points), dtype=bool)
    far = gap > APART_M
    returns[row[far]] = True
    returns[column[far]] = True
    return float(step[returns].sum())


class Raster:
    """Cells over the ticks of a core, to tell which chains lie in a corridor."""

    def __init__(self, core: LocalCore) -> None:
        low = core.ticks.min(axis=0) - 4 * CELL_M
        cell = ((core.ticks - low) / CELL_M).astype(np.int64)
        self.columns = int(cell[:, 0].max()) + 4
        self.cell: Ints = cell[:, 1] * self.columns + cell[:, 0]
        self.size = (int(cell[:, 1].max()) + 4) * self.columns
        # Within two cells, but not at the corners: about the width of a corridor.
        two = range(-2, 3)
        self.around = np.array(
            [row * self.columns + column for row in two for column in two if abs(row * column) < 4]
        )
        self.counts = np.maximum(np.diff(core.tick_starts), 1)
        self.leash: Flags = np.hypot(*core.ticks.T) < LEASH_M

    def near(self, core: LocalCore, chains: list[int]) -> Floats:
        """Return the share of each chain that lies in the corridor of some chains, 0 to 1."""
        marked = np.zeros(self.size, dtype=bool)
        cells = self.cell[rows_of(core.tick_starts, np.array(chains))]
        marked[(cells[:, None] + self.around).ravel()] = True
        inside = marked[self.cell] & ~self.leash
        return sums_of(inside.astype(np.float64), core.tick_starts) / self.counts
