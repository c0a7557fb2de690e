"""From an extract to a map folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .addresses import AddressRows
from .arrays import SCALE, Coordinates, Ints, starts_of, sums_of
from .cells import cell_keys, grid_of
from .core import Core, core_of
from .edge_facts import edge_arrays, slope_arrays
from .edges import CELL_M, Edges, cut_into_edges
from .elevation import heights_at, read_tiles, tile_files
from .errors import MapError
from .extract import Progress, read_extract
from .folder import NewFolder, check_replaceable, new_folder
from .rows import POINT_KINDS, SHAPE_KINDS, Extract, WayRows
from .strings import Names
from .ticks import core_ticks, edge_cells, tick_counts
from .window import Box

CREDIT = "© OpenStreetMap contributors, Open Database License (ODbL) 1.0"
EDGE_CELL_M = 100.0
"""Side of the cells by which edges are found."""

LONGEST_M = 1e9
"""Of all ways of a map together (judgement): about what half a gigabyte of extract holds, twice."""

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
    check_replaceable(folder)
    told = progress or (lambda share: None)
    heights = tile_files(elevation) if elevation else []
    read = read_extract(extract, lambda share: told(share * READING))
    with new_folder(folder) as new:
        about = {"source": extract.name, "date": read.date, **_written(new, read, heights, told)}
        new.describe(about)
    told(1.0)
    return about


def _written(new: NewFolder, read: Extract, heights: list[Path], told: Progress) -> dict[str, Any]:
    """Write all arrays; return what the map is made of.

    What is written is dropped at once, so that a city needs little memory.
    """
    names = read.ways.names
    _add(new, _point_arrays(read, names))
    _add(new, read.addresses.arrays(names))
    read.addresses = AddressRows()
    _add_shapes(new, read, names)
    read.shapes.clear()
    graph = cut_into_edges(*read.ways.packed())
    if float(graph.length_m.sum(dtype=np.float64)) > LONGEST_M:
        raise MapError(
            "The ways of this extract are longer together than one map can hold. Choose an "
            "extract of a smaller area."
        )
    told(0.8)
    box = _box(graph.nodes)
    tiles = read_tiles(heights, box)
    used = [tile for tile in tiles if np.isfinite(heights_at([tile], graph.nodes)).any()]
    _add(new, edge_arrays(read, graph))
    slopes = slope_arrays(read, graph, tiles)
    _add(new, slopes)
    read.ways = WayRows()
    known = ~np.isnan(slopes["edge_rise"])
    heights_known = float(graph.length_m[known].sum() / graph.length_m.sum())
    slopes.clear()
    _add(new, _graph_arrays(graph))
    told(0.85)
    core = core_of(graph)
    _add(new, _core_arrays(core, graph))
    new.add_parts("ticks", core_ticks(graph.lines, core))
    told(0.95)
    cells = grid_of(graph.lines.shape, EDGE_CELL_M)
    _add(new, edge_cells(graph.lines, cells))
    _add(new, dict(zip(("names", "name_starts"), names.packed(), strict=True)))
    return {
        "credits": [CREDIT, *dict.fromkeys(tile.credit for tile in used)],
        "elevation": [tile.name for tile in used],
        "bbox": list(box),
        "grids": {"nodes": grid_of(graph.nodes, CELL_M).as_dict(), "edges": cells.as_dict()},
        "nodes": len(graph.nodes),
        "edges": len(graph.u),
        "walkable_km": round(float(graph.length_m.sum()) / 1000, 1),
        "heights_known": round(heights_known, 3),
    }


def _add(new: NewFolder, arrays: dict[str, NDArray[Any]]) -> None:
    for name, values in arrays.items():
        new.add(name, values)


def _graph_arrays(graph: Edges) -> dict[str, NDArray[Any]]:
    count = len(graph.nodes)
    tails = np.concatenate([graph.u, graph.v])
    heads = np.concatenate([graph.v, graph.u])
    edge = np.tile(np.arange(len(graph.u), dtype=np.int32), 2)
    order = np.lexsort((heads, tails))
    return {
        "nodes": graph.nodes,
        "node_keys": cell_keys(graph.nodes, grid_of(graph.nodes, CELL_M)),
        "edge_u": graph.u,
        "edge_v": graph.v,
        "edge_length": graph.length_m,
        "shape_starts": graph.lines.starts,
        "shape": graph.lines.shape,
        "arc_starts": starts_of(np.bincount(tails, minlength=count)),
        "arc_head": heads[order],
        "arc_edge": edge[order],
    }


def _core_arrays(core: Core, graph: Edges) -> dict[str, NDArray[Any]]:
    count = len(core.nodes)
    tails = np.concatenate([core.u, core.v])
    heads = np.concatenate([core.v, core.u])
    chain = np.tile(np.arange(len(core.u), dtype=np.int32), 2)
    order = np.lexsort((heads, tails))
    ticks = tick_counts(graph.lines)[core.edges].astype(np.float64)
    core_points: Coordinates = graph.nodes[core.nodes]
    return {
        "core_nodes": core.nodes,
        "core_keys": cell_keys(core_points, grid_of(graph.nodes, CELL_M)),
        "chain_u": core.u,
        "chain_v": core.v,
        "chain_starts": core.starts,
        "chain_edges": core.edges,
        "chain_forward": core.forward,
        "tick_starts": starts_of(sums_of(ticks, core.starts).astype(np.int64)),
        "core_arc_starts": starts_of(np.bincount(tails, minlength=count)),
        "core_arc_head": heads[order],
        "core_arc_chain": chain[order],
        "edge_chain": core.chain_of_edge,
        "stem_edge": core.stem_edge,
        "stem_m": core.stem_m,
    }


def _point_arrays(read: Extract, names: Names) -> dict[str, NDArray[Any]]:
    points, quarters = sorted(read.points), sorted(read.quarters)
    return {
        "point_kind": np.array([POINT_KINDS.index(each[0]) for each in points], dtype=np.uint8),
        "points": np.array([each[1:3] for each in points], dtype=np.int32).reshape(-1, 2),
        "point_name": names.numbers(each[3] for each in points),
        "quarters": np.array([each[:2] for each in quarters], dtype=np.int32).reshape(-1, 2),
        "quarter_name": names.numbers(each[2] for each in quarters),
    }


def _add_shapes(new: NewFolder, read: Extract, names: Names) -> None:
    """Write the shapes, kind after kind."""
    number = names.numbers(read.shape_names.texts())
    kinds, called, starts, points, boxes = [], [], [], [], []
    for code, kind in enumerate(SHAPE_KINDS):
        rows = read.shapes[kind]
        begins, line = rows.lines.packed()
        kinds.append(np.full(len(rows.lines), code, dtype=np.uint8))
        called.append(number[np.frombuffer(rows.name, dtype=np.int32)])
        starts.append(np.diff(begins))
        points.append(line)
        boxes.append(_boxes(begins, line))
    new.add_parts("layer_kind", kinds)
    new.add_parts("layer_name", called)
    new.add("layer_starts", starts_of(np.concatenate(starts)))
    new.add_parts("layer_points", points)
    new.add_parts("layer_box", boxes)


def _boxes(starts: Ints, points: Coordinates) -> Coordinates:
    """Return west, south, east and north of some lines, none of which is empty."""
    if len(starts) == 1:
        return np.zeros((0, 4), dtype=np.int32)
    low, high = (each.reduceat(points, starts[:-1]) for each in (np.minimum, np.maximum))
    return np.concatenate([low, high], axis=1)


def _box(points: Coordinates) -> Box:
    """Return west, south, east and north in degrees."""
    west, south = (points.min(axis=0) / SCALE).tolist()
    east, north = (points.max(axis=0) / SCALE).tolist()
    return round(west, 7), round(south, 7), round(east, 7), round(north, 7)
