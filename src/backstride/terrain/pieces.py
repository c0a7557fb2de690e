"""The streets of one name: where each is, and what tells it from the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from .addresses import houses
from .arrays import SCALE, Floats, Indices, Ints, to_plane
from .names import side_of
from .network import TerrainMap
from .quarters import quarter_by

APART_M = 300.0
"""Pieces of one name with a wider gap between them are streets of their own (judgement)."""

SQUARE_M = 50.0
"""Nodes of one name within a square of this side are one where gaps are looked for."""

NEIGHBOURS = 2
MOST = 60
"""Streets of one name that are looked at (judgement); the others are farther away."""


@dataclass(frozen=True, slots=True)
class Street:
    """A street, or one of several of the same name.

    Attributes
    ----------
    name : str
    latitude, longitude : float
        A point on it near its middle, or of the house that was asked for, degrees.
    length_m : float
    meets : tuple of str
        The longest other streets that it meets, two at most.
    quarter : str
        The part of a town, or the village, whose point is nearest; empty where none is known.
    away_m : float
        From the point that was looked around to the middle of the street.
    side : str
        In which direction that is: "north-east".
    house : str
        The number of the house that was asked for, where the map knows it; else empty.
    """

    name: str
    latitude: float
    longitude: float
    length_m: float
    meets: tuple[str, ...]
    quarter: str
    away_m: float
    side: str
    house: str = ""


def streets_called(
    network: TerrainMap,
    length_m: Floats,
    number: int,
    edges: Ints,
    origin: tuple[float, float],
    house: str,
) -> Iterable[Street]:
    """Yield the streets of one name, the nearest first: pieces that lie near each other are one.

    Parameters
    ----------
    network : TerrainMap
    length_m : Floats
        Of all ways of each name.
    number : int
        Of the name.
    edges : Ints
        All that have it.
    origin : tuple of float
        From where nearness is reckoned: longitude and latitude in coordinates.
    house : str
        The number of the house that is looked for; empty for none.
    """
    arrays = network.arrays
    nodes, at = np.unique(
        np.concatenate([arrays.edge_u[edges], arrays.edge_v[edges]]), return_inverse=True
    )
    u, v = at[: len(edges)], at[len(edges) :]
    plane = to_plane(arrays.nodes[nodes], origin)
    part = _parts(plane, u, v)
    doors = houses(network, number, house) if house else arrays.nodes[:0]
    doors_plane = to_plane(doors, origin)
    away = np.full(int(part.max()) + 1, np.inf)
    np.minimum.at(away, part, np.hypot(plane[:, 0], plane[:, 1]))
    metres = np.bincount(part[u], weights=arrays.edge_length[edges], minlength=len(away))
    for each in np.argsort(away, kind="stable")[:MOST].tolist():
        inside = part == each
        own = plane[inside]
        middle = int(np.argmin(np.hypot(*(own - np.median(own, axis=0)).T)))
        point = arrays.nodes[nodes[inside][middle]]
        door = _at_the_street(own, doors_plane)
        if door is not None:
            point = doors[door]
        yield Street(
            network.name(number),
            float(point[1]) / SCALE,
            float(point[0]) / SCALE,
            float(metres[each]),
            _meets(network, length_m, number, nodes[inside]),
            quarter_by(network, (int(point[0]), int(point[1]))),
            float(np.hypot(*own[middle])),
            side_of(*own[middle].tolist()),
            house if door is not None else "",
        )


def _parts(plane: Floats, u: Ints, v: Ints) -> Indices:
    """Return to which street each node of a name belongs.

    Nodes are first put together by squares, so that ever so many of one name, as some maps have
    them, are no more pairs than the ground has room for.
    """
    _, first, square = np.unique(
        np.floor(plane / SQUARE_M), axis=0, return_index=True, return_inverse=True
    )
    square = square.reshape(-1)
    near = cKDTree(plane[first]).query_pairs(APART_M, output_type="ndarray")
    pairs = np.concatenate([np.column_stack([square[u], square[v]]), near])
    size = (len(first),) * 2
    joined = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=size)
    _, part = connected_components(joined, directed=False)
    return np.asarray(part[square], dtype=np.int32)


def _at_the_street(nodes: Floats, doors: Floats) -> int | None:
    """Return the house that is nearest to the nodes of a street; None where none is near."""
    if not len(doors):
        return None
    away, _ = cKDTree(nodes).query(doors)
    nearest = int(np.argmin(away))
    return nearest if away[nearest] <= APART_M else None


def _meets(network: TerrainMap, length_m: Floats, number: int, nodes: Indices) -> tuple[str, ...]:
    """Return the longest other streets at some nodes, the longest first."""
    names = network.arrays.edge_name
    others = {int(names[edge]) for node in nodes.tolist() for _, edge in network.arcs_from(node)}
    longest = sorted(others - {0, number}, key=lambda other: (-length_m[other], other))
    return tuple(network.name(other) for other in longest[:NEIGHBOURS])
