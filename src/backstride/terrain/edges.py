"""Ways cut into edges of a graph, at the points where they meet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import (
    BLOCK,
    Coordinates,
    Flags,
    Indices,
    Ints,
    Singles,
    blocks_of,
    metres_between,
    rows_of,
    starts_of,
)
from .cells import cell_keys, grid_of
from .errors import MapError
from .sampling import ManyLines

CELL_M = 250.0
"""Side of the cells by which nodes are sorted, so that a place is found without a search."""

LONGEST_STEP_M = 20_000.0
"""No way has two neighbouring points farther apart (judgement): a place that was written down
wrong, or a way across the line of the date. Such a step would be cut into more pieces than fit."""


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
    lines : ManyLines
        Points of each edge, both ends included, from u to v.
    """

    nodes: Coordinates
    u: Indices
    v: Indices
    way: Indices
    length_m: Singles
    lines: ManyLines


def cut_into_edges(starts: Ints, points: Coordinates) -> Edges:
    """Cut lines where they share a point, and where an edge would not be the only one.

    Two points of the extract at exactly the same place count as one. Steps longer than
    `LONGEST_STEP_M` are left out.
    """
    too_long = _long_steps(points)
    place, first, shared = _places(points)
    cut = shared[place]
    del shared
    cut[starts[:-1]] = True
    cut[starts[1:] - 1] = True
    cut[too_long] = True
    cut[too_long + 1] = True
    for _ in range(3):
        begin, end, _ = _spans(cut, starts)
        extra = _second_ways(begin, end, place)
        if not len(extra):
            break
        cut[extra] = True
    begin, end, way = _spans(cut, starts)
    if len(too_long):
        near = ~np.isin(begin, too_long)
        begin, end, way = begin[near], end[near], way[near]
    u, v = place[begin], place[end]
    del cut, place
    keep = _only_ones(u, v, begin, end)
    begin, end, way, u, v = begin[keep], end[keep], way[keep], u[keep], v[keep]
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
    shape_starts = starts_of(end - begin + 1)
    shape = np.empty((int(shape_starts[-1]), 2), dtype=np.int32)
    for here, there in blocks_of(shape_starts):
        # Begin and end of each edge in turns: every other piece between them is an edge.
        ends = np.column_stack([begin[here:there], end[here:there] + 1]).ravel()
        rows = rows_of(ends, np.arange(0, len(ends), 2))
        shape[shape_starts[here] : shape_starts[there]] = points[rows]
    lines = ManyLines(shape_starts, shape)
    return Edges(
        nodes=where[order],
        u=u,
        v=v,
        way=way[sorting],
        length_m=np.maximum(lines.length_m, 0.01).astype(np.float32),
        lines=lines,
    )


def _long_steps(points: Coordinates) -> Ints:
    """Return the points that lie too far from the next one, whether or not a line joins them."""
    found = [np.zeros(0, dtype=np.int64)]
    for begin in range(0, len(points) - 1, BLOCK):
        part = points[begin : begin + BLOCK + 1]
        far = metres_between(part[:-1], part[1:]) > LONGEST_STEP_M
        found.append(np.flatnonzero(far) + begin)
    return np.concatenate(found)


def _places(points: Coordinates) -> tuple[Indices, Indices, Flags]:
    """Return which place each point is at, and for each place a point and whether others are.

    Places are sorted by their coordinates.
    """
    keys = (points[:, 0].astype(np.int64) << 32) | (points[:, 1].astype(np.int64) & 0xFFFFFFFF)
    order = np.argsort(keys, kind="stable").astype(np.int32)
    new = np.ones(len(keys), dtype=bool)
    for begin in range(1, len(keys), BLOCK):
        end = min(begin + BLOCK, len(keys))
        sorted_keys = keys[order[begin - 1 : end]]
        new[begin:end] = sorted_keys[1:] != sorted_keys[:-1]
    del keys
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.cumsum(new, dtype=np.int32) - 1
    begins = np.flatnonzero(new)
    return place, order[begins], np.diff(np.append(begins, len(order))) > 1


def _spans(cut: Flags, starts: Ints) -> tuple[Ints, Ints, Indices]:
    """Return first and last point of each piece of a line, and which line that is."""
    at = np.flatnonzero(cut)
    line = (np.searchsorted(starts, at, side="right") - 1).astype(np.int32)
    same = line[:-1] == line[1:]
    return at[:-1][same], at[1:][same], line[:-1][same]


def _pairs(u: Indices, v: Indices) -> Ints:
    return (np.minimum(u, v).astype(np.int64) << 32) | np.maximum(u, v)


def _repeated(u: Indices, v: Indices, rank: Ints) -> Flags:
    """Return which edges join a pair that another edge, of lower rank, joins already."""
    order = np.lexsort((rank, _pairs(u, v)))
    pairs = _pairs(u, v)[order]
    repeated = np.zeros(len(u), dtype=bool)
    repeated[order[1:]] = pairs[1:] == pairs[:-1]
    return repeated


def _second_ways(begin: Ints, end: Ints, place: Indices) -> Ints:
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


def _only_ones(u: Indices, v: Indices, begin: Ints, end: Ints) -> Flags:
    """Return which edges stay: what is left double has the same two points."""
    keep: Flags = u != v
    keep &= ~_repeated(u, v, end - begin)
    return keep
