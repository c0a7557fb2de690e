"""From an extract to a map folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Coordinates, Floats, Ints, rows_of, starts_of, sums_of
from .cells import cell_keys, grid_of
from .core import Core, core_of
from .edges import CELL_M, Edges, cut_into_edges
from .elevation import SRTM_CREDIT, read_tiles
from .errors import MapError
from .extract import POINT_KINDS, SHAPE_KINDS, Extract, Progress, read_extract
from .folder import is_replaceable, write_folder
from .sampling import Lines
from .slopes import slopes_of
from .strings import Names
from .ways import KIND_CODE, SURFACE_CODE, Way

CREDIT = "© OpenStreetMap contributors, Open Database License (ODbL) 1.0"
EDGE_CELL_M = 100.0
"""Side of the cells by which edges are found."""

EDGE_TICK_M = 40.0
CORE_TICK_M = 12.0
"""Distance between the points of the core that tell whether two ways share a corridor."""

STEP_RUN_M = 0.3
"""Depth of one step, where their number is not tagged (judgement)."""

BUSY = KIND_CODE["tertiary"]
"""Kinds from here on are roads whose crossing counts, marked or not (judgement)."""

READING = 0.7
"""Share of the work that is reading the extract."""


def build_map(
    extract: Path,
    folder: Path,
    *,
    elevation: Path | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Build the map of an area.

    Parameters
    ----------
    extract : Path
        OpenStreetMap data, best as ``.osm.pbf``.
    folder : Path
        Where the map is put. It is there whole or not at all; an older map is replaced.
    elevation : Path, optional
        Folder with ``.hgt``, ``.hgt.zip`` or GeoTIFF tiles of heights.
    progress : callable, optional
        Called with the share that is done.

    Returns
    -------
    dict
        What the map is made of: source, date, bounding box, credit and counts.

    Raises
    ------
    MapError
        If the extract or the heights cannot be read, or the folder holds something else.
    """
    if folder.exists() and not is_replaceable(folder):
        raise MapError(
            f"{folder} is there already and is no map of ours. Choose another name, or empty it."
        )
    told = progress or (lambda share: None)
    tiles = read_tiles(elevation) if elevation else []
    read = read_extract(extract, lambda share: told(share * READING))
    graph = cut_into_edges(*read.way_lines.packed())
    told(0.75)
    core = core_of(graph)
    told(0.85)
    names = Names()
    lines = Lines(graph.shape_starts, graph.shape)
    arrays = {
        **_edge_arrays(read, graph, lines, names),
        **_slope_arrays(read, graph, lines, tiles),
        **_graph_arrays(graph),
        **_core_arrays(core, graph, lines),
        **_point_arrays(read, names),
        **_shape_arrays(read, names),
    }
    grids: dict[str, Any] = {"nodes": grid_of(graph.nodes, CELL_M).as_dict()}
    arrays["node_keys"] = cell_keys(graph.nodes, grid_of(graph.nodes, CELL_M))
    found, grids["edges"] = _edge_cells(graph, lines)
    arrays |= found
    arrays["names"], arrays["name_starts"] = names.packed()
    told(0.95)
    credits = [CREDIT, *([SRTM_CREDIT] if tiles else [])]
    about = {
        "source": extract.name,
        "date": read.date,
        "credits": credits,
        "elevation": [tile.name for tile in tiles],
        "bbox": _box(graph.nodes),
        "grids": grids,
        "nodes": len(graph.nodes),
        "edges": len(graph.u),
        "walkable_km": round(float(graph.length_m.sum()) / 1000, 1),
        "heights_known": round(_known_heights(arrays, graph), 3),
    }
    write_folder(folder, arrays, about)
    told(1.0)
    return about


def _edge_arrays(
    read: Extract, graph: Edges, lines: Lines, names: Names
) -> dict[str, NDArray[Any]]:
    ways = [way for _, way, _ in read.ways]
    steps = _per_way(ways, lambda way: way.kind == "steps", bool)[graph.way]
    counted = _per_way(ways, lambda way: way.step_count, np.float64)
    whole = np.bincount(graph.way, weights=graph.length_m, minlength=len(ways))
    share = graph.length_m / np.maximum(whole[graph.way], 0.01)
    tagged = counted[graph.way] * share
    number = np.where(tagged > 0, tagged, graph.length_m / STEP_RUN_M)
    kinds = _per_way(ways, lambda way: KIND_CODE[way.kind], np.uint8)[graph.way]
    return {
        "edge_way": np.array([number for number, _, _ in read.ways], dtype=np.int64)[graph.way],
        "edge_name": names.numbers(name for _, _, name in read.ways)[graph.way],
        "edge_kind": kinds,
        "edge_even": _per_way(ways, lambda way: way.evenness.value, np.float32)[graph.way],
        "edge_confidence": _per_way(ways, lambda way: way.evenness.confidence, np.float32)[
            graph.way
        ],
        "edge_surface": _per_way(ways, lambda way: SURFACE_CODE[way.evenness.surface], np.uint8)[
            graph.way
        ],
        "edge_traffic": _per_way(ways, lambda way: way.traffic, np.float32)[graph.way],
        "edge_lit": _per_way(ways, lambda way: way.lit, np.int8)[graph.way],
        "edge_steps": np.where(steps, number, 0.0).astype(np.float32),
        "edge_kerbs": _marks(read.kerbs, graph).astype(np.float32),
        "edge_crossings": _crossings(read, graph, kinds).astype(np.float32),
    }


def _per_way(ways: Sequence[Way], fact: Any, kind: Any) -> NDArray[Any]:
    # Ways with the same tags are one object; each is asked once.
    _, first, which = np.unique(
        np.fromiter(map(id, ways), np.int64, len(ways)), return_index=True, return_inverse=True
    )
    return np.array([fact(ways[at]) for at in first.tolist()], dtype=kind)[which]


def _slope_arrays(
    read: Extract, graph: Edges, lines: Lines, tiles: list[Any]
) -> dict[str, NDArray[Any]]:
    ways = [way for _, way, _ in read.ways]
    inclines = [way.incline for way in ways]
    has = np.array([incline is not None for incline in inclines], dtype=bool)
    tagged = [
        (int(edge), incline)
        for edge in np.flatnonzero(has[graph.way])
        if (incline := inclines[graph.way[edge]]) is not None
    ]
    slopes = slopes_of(
        lines,
        tagged,
        tiles,
        off_ground=_per_way(ways, lambda way: way.off_ground, bool)[graph.way],
        steps=_per_way(ways, lambda way: way.kind == "steps", bool)[graph.way],
    )
    return {
        "edge_slope": slopes.slope,
        "edge_rise": slopes.rise_m,
        "edge_slope_by": slopes.known_by,
    }


def _keys(points: NDArray[np.int32]) -> Ints:
    return (points[:, 0].astype(np.int64) << 32) | (points[:, 1].astype(np.int64) & 0xFFFFFFFF)


def _marks(points: list[tuple[int, int]], graph: Edges) -> Floats:
    """Return how many of some points lie on each edge; at a junction each edge has half of it."""
    if not points:
        return np.zeros(len(graph.u))
    marked = np.isin(_keys(graph.shape), _keys(np.array(points, dtype=np.int32))).astype(float)
    marked[graph.shape_starts[:-1]] /= 2
    marked[graph.shape_starts[1:] - 1] /= 2
    return sums_of(marked, graph.shape_starts)


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


def _graph_arrays(graph: Edges) -> dict[str, NDArray[Any]]:
    count = len(graph.nodes)
    tails = np.concatenate([graph.u, graph.v])
    heads = np.concatenate([graph.v, graph.u])
    edge = np.tile(np.arange(len(graph.u), dtype=np.int32), 2)
    order = np.lexsort((heads, tails))
    return {
        "nodes": graph.nodes,
        "edge_u": graph.u,
        "edge_v": graph.v,
        "edge_length": graph.length_m,
        "shape_starts": graph.shape_starts,
        "shape": graph.shape,
        "arc_starts": starts_of(np.bincount(tails, minlength=count)),
        "arc_head": heads[order],
        "arc_edge": edge[order],
    }


def _core_arrays(core: Core, graph: Edges, lines: Lines) -> dict[str, NDArray[Any]]:
    count = len(core.nodes)
    tails = np.concatenate([core.u, core.v])
    heads = np.concatenate([core.v, core.u])
    chain = np.tile(np.arange(len(core.u), dtype=np.int32), 2)
    order = np.lexsort((heads, tails))
    pieces = np.maximum(1, np.rint(lines.length_m / CORE_TICK_M).astype(np.int64))
    starts, line, distance = lines.ticks(pieces)
    ticks = lines.at(line, distance)
    # Ticks of a chain lie together, in its direction.
    sizes = (pieces + 1)[core.edges]
    rows = rows_of(starts, core.edges)
    mirrored = np.repeat(starts[core.edges] + starts[core.edges + 1] - 1, sizes) - rows
    rows = np.where(np.repeat(core.forward, sizes), rows, mirrored)
    tick_starts = starts_of(sums_of(sizes.astype(float), core.starts).astype(np.int64))
    core_points: Coordinates = graph.nodes[core.nodes]
    return {
        "core_nodes": core.nodes,
        "core_keys": cell_keys(core_points, grid_of(graph.nodes, CELL_M)),
        "chain_u": core.u,
        "chain_v": core.v,
        "chain_starts": core.starts,
        "chain_edges": core.edges,
        "chain_forward": core.forward,
        "tick_starts": tick_starts,
        "ticks": ticks[rows],
        "core_arc_starts": starts_of(np.bincount(tails, minlength=count)),
        "core_arc_head": heads[order],
        "core_arc_chain": chain[order],
        "edge_chain": core.chain_of_edge,
        "stem_edge": core.stem_edge,
        "stem_m": core.stem_m,
    }


def _point_arrays(read: Extract, names: Names) -> dict[str, NDArray[Any]]:
    points = sorted(read.points)
    return {
        "point_kind": np.array([POINT_KINDS.index(each[0]) for each in points], dtype=np.uint8),
        "points": np.array([each[1:3] for each in points], dtype=np.int32).reshape(-1, 2),
        "point_name": names.numbers(each[3] for each in points),
    }


def _shape_arrays(read: Extract, names: Names) -> dict[str, NDArray[Any]]:
    starts, points = read.shape_lines.packed()
    kinds = np.array([SHAPE_KINDS.index(kind) for kind, _ in read.shapes], dtype=np.uint8)
    order = np.argsort(kinds, kind="stable")
    points = points[rows_of(starts, order)]
    starts = starts_of(np.diff(starts)[order])
    box = np.zeros((len(order), 4), dtype=np.int32)
    if len(order):
        box[:, :2] = np.minimum.reduceat(points, starts[:-1])
        box[:, 2:] = np.maximum.reduceat(points, starts[:-1])
    return {
        "layer_kind": kinds[order],
        "layer_name": names.numbers(name for _, name in read.shapes)[order],
        "layer_starts": starts,
        "layer_points": points,
        "layer_box": box,
    }


def _edge_cells(graph: Edges, lines: Lines) -> tuple[dict[str, NDArray[Any]], dict[str, int]]:
    pieces = np.maximum(1, np.ceil(lines.length_m / EDGE_TICK_M).astype(np.int64))
    _, line, distance = lines.ticks(pieces)
    grid = grid_of(graph.shape, EDGE_CELL_M)
    pairs = np.unique(cell_keys(lines.at(line, distance), grid) * len(graph.u) + line)
    return {
        "cell_keys": pairs // len(graph.u),
        "cell_edges": (pairs % len(graph.u)).astype(np.int32),
    }, grid.as_dict()


def _box(points: Coordinates) -> list[float]:
    """Return west, south, east and north in degrees."""
    return [round(float(each) / 1e7, 7) for each in (*points.min(axis=0), *points.max(axis=0))]


def _known_heights(arrays: dict[str, NDArray[Any]], graph: Edges) -> float:
    known = ~np.isnan(arrays["edge_rise"])
    return float(graph.length_m[known].sum() / graph.length_m.sum())
