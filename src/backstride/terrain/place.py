"""Where on the network a point is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import (
    METRES_PER_DEGREE,
    SCALE,
    Coordinates,
    Floats,
    Indices,
    Ints,
    metres_between,
    rows_of,
    to_plane,
)
from .cells import box_around
from .errors import PlaceError
from .network import TerrainMap
from .sampling import Lines

REACHES_M = (150.0, 600.0, 2500.0)
"""How far a way is looked for, step by step."""

BESIDE_M = 30.0
BESIDE_STEP_M = 60.0
"""A named street this near gives its name to a pavement; looked for this often (judgement)."""

DETOUR_TO_CORE_M = 30.0
"""A way is passed over for one that leads to the network if that is this much further at most:
a flight of steps inside a yard is near many doors and leads nowhere (judgement)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the network.

    Attributes
    ----------
    edge : int
    along_m : float
        Distance from the u of the edge.
    longitude, latitude : float
        Degrees.
    away_m : float
        Distance from the point that was asked for.
    """

    edge: int
    along_m: float
    longitude: float
    latitude: float
    away_m: float


@dataclass(frozen=True, slots=True)
class Nearby:
    """Nearest points of edges to a point.

    Attributes
    ----------
    edge : Ints
    along_m : Floats
        Distance from the u of each edge.
    away_m : Floats
        Distance from the point.
    at : Floats
        Shape (n, 2): the nearest points, metres east and north of the origin.
    """

    edge: Ints
    along_m: Floats
    away_m: Floats
    at: Floats


def place_at(network: TerrainMap, latitude: float, longitude: float) -> Place:
    """Return the point of the network that is nearest to a point.

    Raises
    ------
    PlaceError
        If there is no way within 2.5 km.
    """
    origin = (longitude * SCALE, latitude * SCALE)
    for reach in REACHES_M:
        edges = network.edges_in(box_around(origin, reach))
        if not len(edges):
            continue
        near = nearest_on(network, edges, origin)
        found = _chosen(network, near)
        if near.away_m[found] <= reach:
            return _place(near, found, origin)
    west, south, east, north = network.about.bbox
    raise PlaceError(
        f"The map has no way near {latitude:.5f}, {longitude:.5f}. It goes from {south:.3f}, "
        f"{west:.3f} to {north:.3f}, {east:.3f}. Choose a point on it, or build a map of the area."
    )


def names_beside(network: TerrainMap, line: Coordinates) -> dict[str, float]:
    """Return the names of the ways along a line or beside it, and for how many metres."""
    arrays = network.arrays
    step = metres_between(line[:-1], line[1:])
    lines = Lines(np.array([0, len(line)]), line)
    pieces = max(1, round(float(step.sum()) / BESIDE_STEP_M))
    _, number, distance = lines.ticks(np.array([pieces]))
    found: dict[str, float] = {}
    for point in lines.at(number, distance):
        origin = (float(point[0]), float(point[1]))
        edges = network.edges_in(box_around(origin, BESIDE_M))
        edges = edges[arrays.edge_name[edges] > 0]
        if not len(edges):
            continue
        near = nearest_on(network, edges, origin)
        best = int(np.argmin(near.away_m))
        if near.away_m[best] <= BESIDE_M:
            name = network.name(int(arrays.edge_name[near.edge[best]]))
            found[name] = found.get(name, 0.0) + BESIDE_STEP_M
    return found


def place_of_node(network: TerrainMap, node: int) -> Place:
    """Return the place of a node of the network."""
    _, edge = network.arcs_from(node)[0]
    x, y = network.arrays.nodes[node]
    at_start = int(network.arrays.edge_u[edge]) == node
    along = 0.0 if at_start else float(network.arrays.edge_length[edge])
    return Place(edge, along, float(x) / SCALE, float(y) / SCALE, 0.0)


def nearest_on(network: TerrainMap, edges: Indices, origin: tuple[float, float]) -> Nearby:
    """Return the point of each edge that is nearest to an origin (in coordinates)."""
    arrays = network.arrays
    rows = rows_of(arrays.shape_starts, edges)
    sizes = (arrays.shape_starts[edges + 1] - arrays.shape_starts[edges]).astype(np.int64)
    owner = np.repeat(np.arange(len(edges)), sizes)
    points = to_plane(arrays.shape[rows], origin)
    first, second = points[:-1], points[1:]
    step = second - first
    same = owner[:-1] == owner[1:]
    length = np.hypot(step[:, 0], step[:, 1])
    square = np.maximum(length**2, 1e-9)
    share = np.clip(-(first * step).sum(axis=1) / square, 0.0, 1.0)
    at = first + share[:, None] * step
    away = np.where(same, np.hypot(at[:, 0], at[:, 1]), np.inf)
    order = np.lexsort((away, owner[:-1]))
    begins = np.searchsorted(owner[:-1][order], np.arange(len(edges)))
    best = order[begins]
    running = np.concatenate([[0.0], np.cumsum(np.where(same, length, 0.0))])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    along = running[best] - running[starts] + share[best] * length[best]
    total = arrays.edge_length[edges].astype(np.float64)
    return Nearby(
        edge=edges.astype(np.int64),
        along_m=np.minimum(along, total),
        away_m=away[best],
        at=at[best],
    )


def _chosen(network: TerrainMap, near: Nearby) -> int:
    """Return the nearest edge, or one a little further that leads to the core."""
    leads = np.isfinite(network.arrays.stem_m[network.arrays.edge_u[near.edge]])
    nearest = int(np.argmin(near.away_m))
    if leads[nearest] or not leads.any():
        return nearest
    other = int(np.argmin(np.where(leads, near.away_m, np.inf)))
    return other if near.away_m[other] <= near.away_m[nearest] + DETOUR_TO_CORE_M else nearest


def _place(near: Nearby, which: int, origin: tuple[float, float]) -> Place:

    east, north = near.at[which]
    shrink = np.cos(np.radians(origin[1] / SCALE))
    return Place(
        edge=int(near.edge[which]),
        along_m=float(near.along_m[which]),
        longitude=origin[0] / SCALE + float(east / shrink) / METRES_PER_DEGREE,
        latitude=origin[1] / SCALE + float(north) / METRES_PER_DEGREE,
        away_m=float(near.away_m[which]),
    )
