"""A way through the network: edges one after the other, the first and last perhaps in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import SCALE, Coordinates, Flags, Floats, Ints, rows_of
from .network import TerrainMap
from .sampling import Lines

SHORTEST_M = 0.05
"""Shorter pieces are left out."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Pieces of edges in walking order.

    Attributes
    ----------
    edge : Ints
    begin_m, end_m : Floats
        Where a piece begins and ends, from the u of its edge; it runs backwards where the
        end is smaller.
    """

    edge: Ints
    begin_m: Floats
    end_m: Floats

    @property
    def piece_m(self) -> Floats:
        """Return the length of each piece."""
        return np.asarray(np.abs(self.end_m - self.begin_m))

    @property
    def length_m(self) -> float:
        """Return the whole length."""
        return float(self.piece_m.sum())

    def back(self) -> Trail:
        """Return the same way in the other direction."""
        return Trail(self.edge[::-1], self.end_m[::-1], self.begin_m[::-1])

    def line(self, network: TerrainMap) -> Coordinates:
        """Return the points of the way, in coordinates."""
        arrays = network.arrays
        whole = self.piece_m > arrays.edge_length[self.edge] - SHORTEST_M
        parts = []
        for first, last in runs_of(whole):
            if whole[first]:
                parts.append(self._whole(network, slice(first, last)))
            else:
                parts += [
                    _piece(
                        network.shape_of(int(self.edge[at])),
                        float(self.begin_m[at]),
                        float(self.end_m[at]),
                    )
                    for at in range(first, last)
                ]
        if not parts:
            return np.zeros((0, 2), dtype=np.int32)
        joined = np.concatenate(parts)
        moves = np.ones(len(joined), dtype=bool)
        moves[1:] = (joined[1:] != joined[:-1]).any(axis=1)
        return np.asarray(joined[moves])

    def _whole(self, network: TerrainMap, which: slice) -> Coordinates:
        """Return the points of whole edges, all at once."""
        starts, edge = network.arrays.shape_starts, self.edge[which]
        rows = rows_of(starts, edge)
        sizes = starts[edge + 1] - starts[edge]
        mirrored = np.repeat(starts[edge] + starts[edge + 1] - 1, sizes) - rows
        forward = np.repeat(self.end_m[which] >= self.begin_m[which], sizes)
        return np.asarray(network.arrays.shape[np.where(forward, rows, mirrored)])


def runs_of(flags: Flags) -> list[tuple[int, int]]:
    """Return begin and end of each run of equal flags."""
    if not len(flags):
        return []
    cuts = (np.flatnonzero(flags[1:] != flags[:-1]) + 1).tolist()
    return list(zip([0, *cuts], [*cuts, len(flags)], strict=True))


def joined(trails: Sequence[Trail]) -> Trail:
    """Return several ways as one, without pieces of no length."""
    edge = np.concatenate([trail.edge for trail in trails])
    begin = np.concatenate([trail.begin_m for trail in trails])
    end = np.concatenate([trail.end_m for trail in trails])
    keep = np.abs(end - begin) > SHORTEST_M
    return Trail(edge[keep], begin[keep], end[keep])


def empty() -> Trail:
    """Return the way that leads nowhere."""
    return Trail(np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0))


def degrees(points: Coordinates) -> list[tuple[float, float]]:
    """Return points as latitude and longitude in degrees."""
    return [(round(y / SCALE, 7), round(x / SCALE, 7)) for x, y in points.tolist()]


def _piece(shape: Coordinates, begin_m: float, end_m: float) -> Coordinates:
    backwards = end_m < begin_m
    low, high = min(begin_m, end_m), max(begin_m, end_m)
    line = Lines(np.array([0, len(shape)]), shape)
    inner = (line.along > low) & (line.along < high)
    ends = line.at(np.array([0, 0]), np.array([low, high]))
    points = np.concatenate([ends[:1], shape[inner], ends[1:]])
    return points[::-1] if backwards else points
