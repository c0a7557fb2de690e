"""Ways cut into edges of a graph, at the points where they meet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Coordinates, Flags, Indices, Ints, Singles, metres_between, starts_of
from .cells import cell_keys, grid_of
from .errors import MapError

CELL_M = 250.0
"""Side of the cells by which nodes are sorted, so that a place is found without a search."""


@dataclass(frozen=True, slots=True)
class Edges:
    """A simple graph: no edge from a node to itself, at most one between two nodes.

    Attributes
    ----------
    nodes : Coordinates
        Where each node is.
    u, v : Indices
        Nodes at the ends of each edge.
    way : Indices
        Which of the given ways the edge is part of.
    length_m : Singles
    shape_starts : Ints
    shape : Coordinates
        Points of each edge, both ends included, from u to v.
    """

    nodes: Coordinates
    u: Indices
    v: Indices
    way: Indices
    length_m: Singles
    shape_starts: Ints
    shape: Coordinates


def cut_into_edges(starts: Ints, points: Coordinates) -> Edges:
    """Cut lines where they share a point, and where an edge would not be the only one.

    Two points of the extract at exactly the same place count as one.
    """
    counts = np.diff(starts)
    keys = (points[:, 0].astype(np.int64) << 32) | (points[:, 1].astype(np.int64) & 0xFFFFFFFF)
    _, first, place, uses = np.unique(
        keys, return_index=True, return_inverse=True, return_counts=True
    )
    way_of_point = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    cut = uses[place] > 1
    cut[starts[:-1]] = True
    cut[starts[1:] - 1] = True
    for _ in range(3):
        begin, end = _spans(cut, way_of_point)
        extra = _second_ways(begin, end, place)
        if not len(extra):
            break
        cut[extra] = True
    begin, end = _spans(cut, way_of_point)
    u, v = place[begin], place[end]
    keep = _only_ones(u, v, begin, end)
    begin, end, u, v = begin[keep], end[keep], u[keep], v[keep]
    if not len(begin):
        raise MapError("The ways of this extract have no length. Choose another extract.")

    nodes = np.unique(np.concatenate([u, v]))
    where = points[first[nodes]]
    order = np.argsort(cell_keys(where, grid_of(where, CELL_M)), kind="stable")
    rank = np.empty(len(nodes), dtype=np.int32)
    rank[order] = np.arange(len(nodes), dtype=np.int32)
    u = rank[np.searchsorted(nodes, u)]
    v = rank[np.searchsorted(nodes, v)]

    # Edges lie in the order of their first node: neighbours on the ground are near in memory.
    sorting = np.argsort(u, kind="stable")
    begin, end, u, v = begin[sorting], end[sorting], u[sorting], v[sorting]
    sizes = end - begin + 1
    shape_starts = starts_of(sizes)
    inside = np.arange(shape_starts[-1]) + np.repeat(begin - shape_starts[:-1], sizes)
    shape = points[inside]
    steps = np.concatenate([[0.0], np.cumsum(metres_between(shape[:-1], shape[1:]))])
    length = steps[shape_starts[1:] - 1] - steps[shape_starts[:-1]]
    return Edges(
        nodes=where[order],
        u=u,
        v=v,
        way=way_of_point[begin],
        length_m=np.maximum(length, 0.01).astype(np.float32),
        shape_starts=shape_starts,
        shape=shape,
    )


def _spans(cut: Flags, way_of_point: Indices) -> tuple[Ints, Ints]:
    at = np.flatnonzero(cut)
    same = way_of_point[at[:-1]] == way_of_point[at[1:]]
    return at[:-1][same], at[1:][same]


def _pairs(u: Ints, v: Ints) -> Ints:
    return (np.minimum(u, v).astype(np.int64) << 32) | np.maximum(u, v)


def _repeated(u: Ints, v: Ints, rank: Ints) -> Flags:
    """Return which edges join a pair that another edge, of lower rank, joins already."""
    order = np.lexsort((rank, _pairs(u, v)))
    pairs = _pairs(u, v)[order]
    repeated = np.zeros(len(u), dtype=bool)
    repeated[order[1:]] = pairs[1:] == pairs[:-1]
    return repeated


def _second_ways(begin: Ints, end: Ints, place: Ints) -> Ints:
    """Return points at which rings and second ways between two nodes have to be cut."""
    u, v = place[begin], place[end]
    inner = end - begin - 1
    ring = u == v
    second = _repeated(u, v, end - begin) & ~ring & (inner >= 1)
    thirds = ring & (inner >= 2)
    return np.concatenate(
        [
            (begin + (end - begin + 1) // 2)[second],
            (begin + (inner + 2) // 3)[thirds],
            (begin + 2 * (inner + 2) // 3)[thirds],
        ]
    ).astype(np.int64)


def _only_ones(u: Ints, v: Ints, begin: Ints, end: Ints) -> Flags:
    """Return which edges stay: what is left double has the same two points."""
    keep: Flags = u != v
    keep &= ~_repeated(u, v, end - begin)
    return keep
