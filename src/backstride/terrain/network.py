"""A map that is ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from .arrays import (
    SCALE,
    Bytes,
    Coordinates,
    Flags,
    Indices,
    Ints,
    Signs,
    Singles,
)
from .cells import Grid, grid_from
from .errors import MapError
from .folder import read_folder
from .strings import text_at


@dataclass(frozen=True, slots=True)
class Arrays:
    """The numbers of a map. Distances in metres, places in 1e-7 degrees.

    Nodes are sorted by cell; arcs are edges in both directions, sorted by tail and head.
    Chains are edges of the core (where one can walk in a circle), joined where there is
    nothing to choose. Ticks are points along chains.
    """

    nodes: Coordinates
    node_keys: Ints
    edge_u: Indices
    edge_v: Indices
    edge_length: Singles
    edge_way: Ints
    edge_name: Indices
    edge_kind: Bytes
    edge_even: Singles
    edge_confidence: Singles
    edge_surface: Bytes
    edge_traffic: Singles
    edge_lit: Signs
    edge_steps: Singles
    edge_kerbs: Singles
    edge_crossings: Singles
    edge_slope: Singles
    edge_rise: Singles
    edge_slope_by: Bytes
    edge_chain: Indices
    shape_starts: Ints
    shape: Coordinates
    arc_starts: Ints
    arc_head: Indices
    arc_edge: Indices
    core_nodes: Indices
    core_keys: Ints
    core_arc_starts: Ints
    core_arc_head: Indices
    core_arc_chain: Indices
    chain_u: Indices
    chain_v: Indices
    chain_starts: Ints
    chain_edges: Indices
    chain_forward: Flags
    tick_starts: Ints
    ticks: Coordinates
    stem_edge: Indices
    stem_m: Singles
    cell_keys: Ints
    cell_edges: Indices
    points: Coordinates
    point_kind: Bytes
    point_name: Indices
    quarters: Coordinates
    quarter_name: Indices
    address_points: Coordinates
    address_street: Indices
    address_number: Indices
    layer_kind: Bytes
    layer_name: Indices
    layer_starts: Ints
    layer_points: Coordinates
    layer_box: Coordinates
    names: Bytes
    name_starts: Ints


ADDED: dict[str, Any] = {
    "quarters": np.zeros((0, 2), dtype=np.int32),
    "quarter_name": np.zeros(0, dtype=np.int32),
    "address_points": np.zeros((0, 2), dtype=np.int32),
    "address_street": np.zeros(0, dtype=np.int32),
    "address_number": np.zeros(0, dtype=np.int32),
}
"""What maps lack that were built before it was kept; with none of it they go on working."""


@dataclass(frozen=True, slots=True)
class About:
    """What a map is made of.

    Attributes
    ----------
    source : str
        Name of the extract.
    date : str
        Day of the data, ISO; empty where the extract does not say.
    credits : tuple of str
        To be shown wherever the map, or a route on it, is shown.
    bbox : tuple of float
        West, south, east and north in degrees.
    elevation : tuple of str
        Files of heights; empty where there were none.
    walkable_km : float
    """

    source: str
    date: str
    credits: tuple[str, ...]
    bbox: tuple[float, float, float, float]
    elevation: tuple[str, ...]
    walkable_km: float

    @property
    def credit(self) -> str:
        """Return all credits as one line."""
        return ". ".join(self.credits) + "."


class TerrainMap:
    """The walking network of an area.

    Parameters
    ----------
    arrays : Arrays
    about : About
    nodes_grid, edges_grid : Grid
    """

    def __init__(self, arrays: Arrays, about: About, nodes_grid: Grid, edges_grid: Grid) -> None:
        self.arrays = arrays
        self.about = about
        self.nodes_grid = nodes_grid
        self.edges_grid = edges_grid

    def name(self, number: int) -> str:
        """Return a name by its number; empty for 0."""
        return text_at(self.arrays.names, self.arrays.name_starts, number)

    def shape_of(self, edge: int) -> Coordinates:
        """Return the points of an edge, from its u to its v."""
        starts = self.arrays.shape_starts
        return self.arrays.shape[int(starts[edge]) : int(starts[edge + 1])]

    def edges_in(self, box: tuple[float, float, float, float]) -> Indices:
        """Return the edges in the cells of a box: west, south, east, north in coordinates."""
        ranges = self.edges_grid.ranges(self.arrays.cell_keys, *box)
        if not ranges:
            return np.zeros(0, dtype=np.int32)
        found = [self.arrays.cell_edges[begin:end] for begin, end in ranges]
        return np.unique(np.concatenate(found))

    def middle(self) -> tuple[float, float]:
        """Return latitude and longitude of a node amid the streets.

        The middle of the bounding box may lie far from any: extracts have far-away members.
        """
        nodes = self.arrays.nodes
        middle = np.median(nodes, axis=0)
        nearest = int(np.argmin(np.abs(nodes - middle).sum(axis=1)))
        x, y = nodes[nearest].tolist()
        return y / SCALE, x / SCALE

    def arcs_from(self, node: int) -> list[tuple[int, int]]:
        """Return neighbours of a node, each with the edge that leads there."""
        begin, end = int(self.arrays.arc_starts[node]), int(self.arrays.arc_starts[node + 1])
        return list(
            zip(
                self.arrays.arc_head[begin:end].tolist(),
                self.arrays.arc_edge[begin:end].tolist(),
                strict=True,
            )
        )

    def points_in(self, box: tuple[float, float, float, float]) -> Ints:
        """Return which benches, taps and toilets lie in a box."""
        x, y = self.arrays.points[:, 0], self.arrays.points[:, 1]
        return np.flatnonzero((x >= box[0]) & (y >= box[1]) & (x <= box[2]) & (y <= box[3]))


def load_map(folder: Path, *, checked: bool = False) -> TerrainMap:
    """Open the map in a folder. Nothing is read before it is looked at.

    Parameters
    ----------
    folder : Path
    checked : bool
        Whether all of it is read at once, to see that it is what was built.

    Raises
    ------
    MapError
        If the folder holds no map, a map of another version, half a map, or, where that is
        looked at, not what was built.
    """
    found, about = read_folder(folder, checked=checked)
    return map_from(found, about, str(folder))


def map_from(found: dict[str, Any], about: dict[str, Any], place: str) -> TerrainMap:
    """Return a map from its arrays and its description."""
    found = ADDED | found
    missing = [field.name for field in fields(Arrays) if field.name not in found]
    if missing:
        raise MapError(
            f"The map in {place} lacks {missing[0]}. Build it again with: "
            "backstride map build AREA.osm.pbf"
        )
    arrays = Arrays(**{field.name: found[field.name] for field in fields(Arrays)})
    try:
        west, south, east, north = (float(each) for each in about["bbox"])
        return TerrainMap(
            arrays,
            About(
                source=about["source"],
                date=about["date"],
                credits=tuple(about["credits"]),
                bbox=(west, south, east, north),
                elevation=tuple(about["elevation"]),
                walkable_km=about["walkable_km"],
            ),
            grid_from(about["grids"]["nodes"]),
            grid_from(about["grids"]["edges"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise MapError(
            f"The map in {place} does not say what it is made of. Build it again with: "
            "backstride map build AREA.osm.pbf"
        ) from error
