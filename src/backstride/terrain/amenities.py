"""Benches, drinking water and toilets beside a way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.spatial import cKDTree

from .arrays import SCALE, Coordinates, Flags, Floats, Ints, metres_between, to_plane
from .network import TerrainMap
from .rows import POINT_KINDS

BESIDE_M = 30.0
"""So near a bench is on the way (judgement)."""

MARGIN = 6000
"""Half a hundred metres and more, in coordinates, around what is looked at."""


MANY = 20_000
"""Up to so many pairs of benches and points of a way, each bench is laid beside all of it."""


@dataclass(frozen=True, slots=True)
class Amenity:
    """Something that helps on the way.

    Attributes
    ----------
    kind : str
        "bench", "water" or "toilets".
    at_m : float
        Distance from the start of the way.
    latitude, longitude : float
    name : str
    """

    kind: str
    at_m: float
    latitude: float
    longitude: float
    name: str


def amenities_along(network: TerrainMap, line: Coordinates) -> tuple[Amenity, ...]:
    """Return what lies beside a line, in walking order; each once, where it is nearest."""
    if len(line) < 2:
        return ()
    (west, south), (east, north) = line.min(axis=0), line.max(axis=0)
    box = (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
    arrays = network.arrays
    origin = (float(line[0, 0]), float(line[0, 1]))
    plane = to_plane(line, origin)
    along = np.concatenate([[0.0], np.cumsum(metres_between(line[:-1], line[1:]))])
    numbers = network.points_in(box)
    if len(numbers) * len(line) > MANY:
        numbers = numbers[_beside(plane, along, to_plane(arrays.points[numbers], origin))]
    away, where = _nearest(plane, along, to_plane(arrays.points[numbers], origin))
    found = []
    for number, at in zip(numbers[away <= BESIDE_M], where[away <= BESIDE_M], strict=True):
        x, y = arrays.points[number]
        found.append(
            Amenity(
                kind=POINT_KINDS[int(arrays.point_kind[number])],
                at_m=float(at),
                latitude=float(y) / SCALE,
                longitude=float(x) / SCALE,
                name=network.name(int(arrays.point_name[number])),
            )
        )
    return tuple(sorted(found, key=lambda each: each.at_m))


def longest_without_bench_m(found: tuple[Amenity, ...], length_m: float) -> float:
    """Return the longest stretch without a bench; the start and the end count as home."""
    stops = [0.0, *(each.at_m for each in found if each.kind == "bench"), length_m]
    return max(after - before for before, after in pairwise(stops))


def bench_share(network: TerrainMap, edges: Ints) -> Floats:
    """Return the share of each edge, about, that has a bench beside it, 0 to 1."""
    arrays = network.arrays
    u, v = arrays.nodes[arrays.edge_u[edges]], arrays.nodes[arrays.edge_v[edges]]
    if not len(edges):
        return np.zeros(0)
    both = np.concatenate([u, v])
    (west, south), (east, north) = both.min(axis=0), both.max(axis=0)
    numbers = network.points_in((west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN))
    benches = numbers[arrays.point_kind[numbers] == POINT_KINDS.index("bench")]
    if not len(benches):
        return np.zeros(len(edges))
    origin = (float(u[0, 0]), float(u[0, 1]))
    begin, step = to_plane(u, origin), to_plane(v, origin) - to_plane(u, origin)
    # Places along the straight line of an edge: most are no longer than a hundred metres.
    places = begin[:, None, :] + np.linspace(0.1, 0.9, 5)[:, None] * step[:, None, :]
    tree = cKDTree(to_plane(arrays.points[benches], origin))
    away, _ = tree.query(places.reshape(-1, 2), distance_upper_bound=BESIDE_M)
    return np.asarray(np.isfinite(away).reshape(-1, 5).mean(axis=1))


def _beside(plane: Floats, along: Floats, points: Floats) -> Flags:
    """Return which points may be beside a line, so that few have to be laid beside all of it."""
    places = np.linspace(0.0, along[-1], max(2, int(along[-1] / BESIDE_M) + 2))
    line = np.column_stack([np.interp(places, along, plane[:, axis]) for axis in (0, 1)])
    # No point of the line is farther than half a step from a place on it.
    away, _ = cKDTree(line).query(points, distance_upper_bound=1.5 * BESIDE_M + 1)
    return np.asarray(np.isfinite(away))


def _nearest(plane: Floats, along: Floats, points: Floats) -> tuple[Floats, Floats]:
    """Return how far each point is from a line, and where along it that is."""
    step = np.diff(plane, axis=0)
    square = np.maximum((step**2).sum(axis=1), 1e-9)
    offset = points[:, None, :] - plane[None, :-1, :]
    share = np.clip((offset * step).sum(axis=2) / square, 0.0, 1.0)
    away = np.hypot(*np.moveaxis(offset - share[:, :, None] * step, 2, 0))
    best = np.argmin(away, axis=1)
    row = np.arange(len(points))
    return away[row, best], along[best] + share[row, best] * np.diff(along)[best]
