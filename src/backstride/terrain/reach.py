"""All that can be reached from a place, also where one cannot walk in a circle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from .arrays import SCALE, Floats, Ints
from .cells import box_around
from .network import TerrainMap
from .place import Place
from .trail import Trail, joined
from .tree import ladder_of, sums_to_root
from .wishes import Wishes, are_steps, costs_on

MARGIN_M = 150.0
"""Edges are looked at a little beyond the length that is asked for."""

HERE_M = 0.1
"""A place is at the end of an edge if it is not farther from it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Cheapest ways from a place to the nodes around it. The place is the last node.

    Attributes
    ----------
    network : TerrainMap
    place : Place
    cost, length_m : Floats
        Of the way to each node; infinite cost where none leads there.
    parent : Ints
        Node before each node; the place and nodes out of reach are their own.
    via : Ints
        Edge of the map on which each node is reached, -1 at the place and out of reach.
    edge : Ints
        Edges of the map that lie around.
    u, v : Ints
        Their ends, as nodes.
    edge_cost : Floats
        Cost of each of `edge` as a whole.
    ladder : tuple of Ints
        See `ladder_of`.
    """

    network: TerrainMap
    place: Place
    cost: Floats
    length_m: Floats
    parent: Ints
    via: Ints
    edge: Ints
    u: Ints
    v: Ints
    edge_cost: Floats
    ladder: tuple[Ints, ...]

    @property
    def root(self) -> int:
        """Return the node of the place."""
        return len(self.parent) - 1

    def trail_to(self, node: int) -> Trail:
        """Return the way from the place to a node."""
        return self.trail_between(self.root, node)

    def trail_between(self, above: int, node: int) -> Trail:
        """Return the way to a node from one that lies on the way to it."""
        line = [node]
        while node not in (above, self.root):
            node = int(self.parent[node])
            line.append(node)
        nodes = np.array(line[::-1], dtype=np.int64)
        edge = self.via[nodes[1:]]
        place = np.searchsorted(self.edge, edge)
        whole = self.network.arrays.edge_length[edge].astype(np.float64)
        to_v = self.v[place] == nodes[1:]
        begin = np.where(to_v, 0.0, whole)
        begin[nodes[:-1] == self.root] = self.place.along_m
        return joined([Trail(edge, begin, np.where(to_v, whole, 0.0))])

    def meetings(self, one: Ints, other: Ints) -> Ints:
        """Return, for each pair of nodes, where the ways to both part.

        Notes
        -----
        Both go up by powers of two, the largest first: the farther one to the depth of the
        other, then both as long as they are not at the same node.
        """
        below = (self.parent != np.arange(len(self.parent))).astype(np.float64)
        depth = sums_to_root(below, self.ladder)
        deeper = depth[one] >= depth[other]
        low, high = np.where(deeper, one, other), np.where(deeper, other, one)
        gap = (depth[low] - depth[high]).astype(np.int64)
        for power, up in enumerate(self.ladder):
            low = np.where((gap >> power) & 1 > 0, up[low], low)
        for up in reversed(self.ladder):
            apart = up[low] != up[high]
            low, high = np.where(apart, up[low], low), np.where(apart, up[high], high)
        return np.where(low == high, low, self.parent[low])


def reach_from(
    network: TerrainMap,
    place: Place,
    limit_m: float,
    wishes: Wishes,
    *,
    without_steps: bool = False,
) -> Reach:
    """Return the cheapest ways from a place to the nodes around it, over steps or not."""
    arrays = network.arrays
    here = (place.longitude * SCALE, place.latitude * SCALE)
    edge = network.edges_in(box_around(here, limit_m + MARGIN_M)).astype(np.int64)
    if without_steps:
        edge = edge[~are_steps(network, edge)]
    edge = np.union1d(edge, [place.edge])
    nodes, ends = np.unique([arrays.edge_u[edge], arrays.edge_v[edge]], return_inverse=True)
    u, v = ends.reshape(2, -1).astype(np.int64)
    root = len(nodes)
    cost = costs_on(network, edge, wishes)
    length = arrays.edge_length[edge].astype(np.float64)
    at = int(np.searchsorted(edge, place.edge))
    part = np.array([place.along_m, max(length[at] - place.along_m, 0.0)])
    part_cost = np.maximum(cost[at] * part / max(length[at], 0.01), 0.01)

    tail = np.concatenate([u, v, [root, root]])
    head = np.concatenate([v, u, [u[at], v[at]]])
    arc_cost = np.concatenate([cost, cost, part_cost])
    arc_length = np.concatenate([length, length, part])
    number = np.concatenate([np.arange(len(edge)), np.arange(len(edge)), [at, at]])
    order = np.lexsort((head, tail))
    if without_steps and are_steps(network, np.array([place.edge]))[0]:
        # From the foot or the top of steps one can also turn away from them.
        order = order[
            (number[order] != at) | ((tail[order] == root) & (arc_length[order] < HERE_M))
        ]
    tail, head, number = tail[order], head[order], number[order]
    graph = csr_array(
        (
            arc_cost[order],
            head.astype(np.int32),
            np.searchsorted(tail, np.arange(root + 2)).astype(np.int32),
        ),
        shape=(root + 1, root + 1),
    )
    far, before = dijkstra(graph, indices=root, return_predecessors=True)
    used = before[head] == tail
    via, step = np.full(root + 1, -1, dtype=np.int64), np.zeros(root + 1)
    via[head[used]] = edge[number[used]]
    step[head[used]] = arc_length[order][used]
    parent = np.where(via >= 0, before, np.arange(root + 1)).astype(np.int64)
    ladder = ladder_of(parent)
    length_m = sums_to_root(step, ladder)
    return Reach(network, place, far, length_m, parent, via, edge, u, v, cost, ladder)
