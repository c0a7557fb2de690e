"""All that can be reached from a place, also where one cannot walk in a circle."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

import numpy as np

from .arrays import SCALE, Ints
from .cells import box_around
from .network import TerrainMap
from .place import Place
from .trail import Trail, joined
from .wishes import Wishes, costs_on


@dataclass(slots=True)
class Reach:
    """Cheapest ways from a place to the nodes around it.

    Attributes
    ----------
    network : TerrainMap
    place : Place
    cost, length_m : dict
        Of the way to each node.
    before : dict
        Edge on which each node is reached, and the node before it; -1 for the place itself.
    edge_cost : dict
        Cost of whole edges.
    """

    network: TerrainMap
    place: Place
    cost: dict[int, float] = field(default_factory=dict)
    length_m: dict[int, float] = field(default_factory=dict)
    before: dict[int, tuple[int, int]] = field(default_factory=dict)
    edge_cost: dict[int, float] = field(default_factory=dict)

    def trail_to(self, node: int) -> Trail:
        """Return the way from the place to a node."""
        arrays = self.network.arrays
        edges: list[int] = []
        begin: list[float] = []
        end: list[float] = []
        while node >= 0:
            edge, previous = self.before[node]
            length = float(arrays.edge_length[edge])
            to_v = int(arrays.edge_v[edge]) == node
            edges.append(edge)
            end.append(length if to_v else 0.0)
            if previous < 0:
                begin.append(self.place.along_m)
            else:
                begin.append(0.0 if to_v else length)
            node = previous
        return joined(
            [Trail(np.array(edges[::-1], np.int64), np.array(begin[::-1]), np.array(end[::-1]))]
        )

    def ancestors(self, node: int) -> list[int]:
        """Return the nodes from a node back to the place (-1)."""
        line = [node]
        while node >= 0:
            node = self.before[node][1]
            line.append(node)
        return line


def reach_from(network: TerrainMap, place: Place, limit_m: float, wishes: Wishes) -> Reach:
    """Return the cheapest ways from a place to all nodes within a length along them."""
    arrays = network.arrays
    found = Reach(network, place)
    here = (place.longitude * SCALE, place.latitude * SCALE)
    near: Ints = network.edges_in(box_around(here, limit_m + 150.0)).astype(np.int64)
    near = np.union1d(near, [place.edge])
    found.edge_cost = dict(
        zip(near.tolist(), costs_on(network, near, wishes).tolist(), strict=True)
    )
    length = dict(zip(near.tolist(), arrays.edge_length[near].tolist(), strict=True))
    whole, price = max(length[place.edge], 0.01), found.edge_cost[place.edge]
    heap: list[tuple[float, float, int, int, int]] = []
    for node, metres in (
        (int(arrays.edge_u[place.edge]), place.along_m),
        (int(arrays.edge_v[place.edge]), max(whole - place.along_m, 0.0)),
    ):
        heapq.heappush(heap, (price * metres / whole, metres, node, place.edge, -1))
    while heap:
        cost, metres, node, edge, previous = heapq.heappop(heap)
        if node in found.cost:
            continue
        found.cost[node], found.length_m[node] = cost, metres
        found.before[node] = (edge, previous)
        if metres >= limit_m:
            continue
        for head, along in network.arcs_from(node):
            if head not in found.cost and along in length:
                heapq.heappush(
                    heap,
                    (cost + found.edge_cost[along], metres + length[along], head, along, node),
                )
    return found
