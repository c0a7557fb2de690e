"""Kinds of arrays that pass between the modules of this room, and sums over pieces of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]
Indices = NDArray[np.int32]
Bytes = NDArray[np.uint8]
Signs = NDArray[np.int8]
Flags = NDArray[np.bool_]
Coordinates = NDArray[np.int32]
"""Shape (n, 2): longitude and latitude in 1e-7 degrees."""

SCALE = 1e7
"""Parts of a degree in a coordinate, as OpenStreetMap stores it."""

METRES_PER_DEGREE = 111_195.0
"""On a sphere of 6,371 km; against the ellipsoid at most 0.6 % off."""

BLOCK = 1 << 17
"""Members that are worked on at a time while a map is built, so that little memory is needed."""


def starts_of(counts: NDArray[np.integer]) -> Ints:
    """Return where each piece starts in an array of pieces, and the end of the last one."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def blocks_of(starts: NDArray[np.integer]) -> Iterator[tuple[int, int]]:
    """Give first and last of neighbouring pieces that have `BLOCK` members at most, or are one."""
    first, count = 0, len(starts) - 1
    while first < count:
        last = int(np.searchsorted(starts, starts[first] + BLOCK, side="right")) - 1
        last = min(max(last, first + 1), count)
        yield first, last
        first = last


def rows_of(starts: NDArray[np.integer], which: NDArray[np.integer]) -> Ints:
    """Return the positions of all members of some pieces, piece after piece."""
    first = starts[which].astype(np.int64)
    counts = starts[which + 1].astype(np.int64) - first
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total, dtype=np.int64) + np.repeat(first - (ends - counts), counts))


def sums_of(values: Floats, starts: NDArray[np.integer]) -> Floats:
    """Return the sum over each piece; 0 for an empty one."""
    running = np.zeros(len(values) + 1)
    np.cumsum(values, out=running[1:])
    return np.asarray(running[starts[1:]] - running[starts[:-1]])


def metres_between(here: Coordinates, there: Coordinates) -> Floats:
    """Return distances in metres between pairs of near points (equirectangular, mid latitude)."""
    return metres_of(there.astype(np.float64) - here, here[..., 1] / SCALE)


def metres_of(step: Floats, latitude: Floats) -> Floats:
    """Return the length in metres of small steps, in coordinates, at a latitude in degrees."""
    east = step[..., 0] * np.cos(np.radians(latitude))
    return np.asarray(np.hypot(east, step[..., 1]) * (METRES_PER_DEGREE / SCALE))


def to_plane(points: Coordinates, origin: tuple[float, float]) -> Floats:
    """Return metres east and north of an origin (longitude and latitude in coordinates)."""
    plane = points.astype(np.float64) - origin
    plane *= METRES_PER_DEGREE / SCALE
    plane[..., 0] *= np.cos(np.radians(origin[1] / SCALE))
    return plane
