"""What is known of each edge: its kind and ground, how steep it is, what lies on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Coordinates, Floats, Ints, sums_of
from .edges import Edges
from .elevation import Tile
from .rows import Extract
from .slopes import slopes_of
from .ways import KIND_CODE, SURFACE_CODE

STEP_RUN_M = 0.3
"""Depth of one step, where their number is not tagged (judgement)."""

BUSY = KIND_CODE["tertiary"]
"""Kinds from here on are roads whose crossing counts, marked or not (judgement)."""


def edge_arrays(read: Extract, graph: Edges) -> dict[str, NDArray[Any]]:
    """Return what the tags say of each edge."""
    ways, way = read.ways, graph.way
    kinds = ways.each(lambda each: KIND_CODE[each.kind], np.uint8)[way]
    return {
        "edge_way": ways.ids()[way],
        "edge_name": ways.name()[way],
        "edge_kind": kinds,
        "edge_even": ways.each(lambda each: each.evenness.value, np.float32)[way],
        "edge_confidence": ways.each(lambda each: each.evenness.confidence, np.float32)[way],
        "edge_surface": ways.each(lambda each: SURFACE_CODE[each.evenness.surface], np.uint8)[way],
        "edge_traffic": ways.each(lambda each: each.traffic, np.float32)[way],
        "edge_lit": ways.each(lambda each: each.lit, np.int8)[way],
        "edge_steps": _steps(read, graph).astype(np.float32),
        "edge_kerbs": _marks(read.kerbs, graph).astype(np.float32),
        "edge_crossings": _crossings(read, graph, kinds).astype(np.float32),
    }


def slope_arrays(read: Extract, graph: Edges, tiles: list[Tile]) -> dict[str, NDArray[Any]]:
    """Return how steep each edge is."""
    ways, way = read.ways, graph.way
    inclines = ways.each(lambda each: each.incline, object)
    has = ways.each(lambda each: each.incline is not None, bool)
    slopes = slopes_of(
        graph.lines,
        [(edge, inclines[way[edge]]) for edge in np.flatnonzero(has[way]).tolist()],
        tiles,
        off_ground=ways.each(lambda each: each.off_ground, bool)[way],
        steps=ways.each(lambda each: each.kind == "steps", bool)[way],
    )
    return {
        "edge_slope": slopes.slope,
        "edge_rise": slopes.rise_m,
        "edge_slope_by": slopes.known_by,
    }


def _steps(read: Extract, graph: Edges) -> Floats:
    """Return how many steps each edge has: its part of those of its way."""
    way = graph.way
    whole = np.bincount(way, weights=graph.length_m, minlength=len(read.ways))
    counted = read.ways.each(lambda each: each.step_count, np.float64)[way]
    tagged = counted * (graph.length_m / np.maximum(whole[way], 0.01))
    number = np.where(tagged > 0, tagged, graph.length_m / STEP_RUN_M)
    return np.where(read.ways.each(lambda each: each.kind == "steps", bool)[way], number, 0.0)


def _keys(points: Coordinates) -> Ints:
    return (points[:, 0].astype(np.int64) << 32) | (points[:, 1].astype(np.int64) & 0xFFFFFFFF)


def _marks(points: list[tuple[int, int]], graph: Edges) -> Floats:
    """Return how many of some points lie on each edge; at a junction each edge has half of it."""
    count = np.zeros(len(graph.u))
    if not points:
        return count
    wanted = np.unique(_keys(np.array(points, dtype=np.int32)))
    for first, last, part in graph.lines.parts():
        keys = _keys(part.shape)
        at = np.minimum(np.searchsorted(wanted, keys), len(wanted) - 1)
        marked = (wanted[at] == keys).astype(np.float64)
        marked[part.starts[:-1]] /= 2
        marked[part.starts[1:] - 1] /= 2
        count[first:last] = sums_of(marked, part.starts)
    return count


def _crossings(read: Extract, graph: Edges, kinds: NDArray[np.uint8]) -> Floats:
    """Return how many roads one crosses on each edge.

    A marked crossing counts on ways for walkers; along a road it belongs to those who cross
    it. Where a smaller way meets a larger road there may be no mark: half a crossing at each
    end, so that going straight over counts once. A mapped crossing without a mark counts once.
    """
    road = kinds >= KIND_CODE["service"]
    count = np.where(road, 0.0, _marks(read.crossings, graph))
    crossing = kinds == KIND_CODE["crossing"]
    count[crossing] = np.maximum(count[crossing], 0.5)
    busy = np.zeros(len(graph.nodes), dtype=bool)
    large = kinds >= BUSY
    busy[graph.u[large]] = True
    busy[graph.v[large]] = True
    meets = busy[graph.u].astype(float) + busy[graph.v]
    count[~large & ~crossing] = np.maximum(count, 0.5 * meets)[~large & ~crossing]
    return count
