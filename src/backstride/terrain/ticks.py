"""Points at even distances: along the core, to compare ways; along all edges, to find them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Coordinates, Ints, blocks_of, rows_of, starts_of
from .cells import Grid, cell_keys
from .core import Core
from .sampling import Lines, ManyLines

CORE_TICK_M = 12.0
"""Distance between the points of the core that tell whether two ways share a corridor."""

EDGE_TICK_M = 40.0


def tick_counts(lines: ManyLines) -> Ints:
    """Return how many ticks each edge has, both ends included."""
    return np.maximum(1, np.rint(lines.length_m / CORE_TICK_M).astype(np.int64)) + 1


def core_ticks(lines: ManyLines, core: Core) -> Iterator[Coordinates]:
    """Give the ticks of all chains, in their direction, in parts one after the other."""
    counts = tick_counts(lines)
    yield np.empty((0, 2), dtype=np.int32)
    for first, last in blocks_of(starts_of(counts[core.edges])):
        edges, forward = core.edges[first:last], core.forward[first:last]
        sizes = np.diff(lines.starts)[edges]
        part = Lines(starts_of(sizes), lines.shape[rows_of(lines.starts, edges)])
        starts, line, distance = part.ticks(counts[edges] - 1)
        ticks = part.at(line, distance)
        rows = np.arange(len(ticks))
        mirrored = (starts[:-1] + starts[1:] - 1)[line] - rows
        yield ticks[np.where(forward[line], rows, mirrored)]


def edge_cells(lines: ManyLines, grid: Grid) -> dict[str, NDArray[Any]]:
    """Return which edges lie in each cell: pairs, sorted by cell and edge."""
    count = len(lines.length_m)
    pieces = np.maximum(1, np.ceil(lines.length_m / EDGE_TICK_M).astype(np.int64))
    found = []
    for first, last, part in lines.parts():
        _, line, distance = part.ticks(pieces[first:last])
        cells = cell_keys(part.at(line, distance), grid)
        found.append(np.unique(cells * count + line + first))
    pairs = np.concatenate(found)
    pairs.sort()
    return {"cell_keys": pairs // count, "cell_edges": (pairs % count).astype(np.int32)}
