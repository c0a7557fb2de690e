"""The part of a network on which one can walk in a circle, and the ways that lead to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, dijkstra

from .arrays import Flags, Indices, Ints, Singles, rows_of, starts_of
from .chains import chains_of
from .edges import Edges

WORTH_M = 1500.0
"""Ways that hang together without a bridge and are shorter than this in all offer no choice of
loops (judgement); they are walked in rounds."""


@dataclass(frozen=True, slots=True)
class Core:
    """Chains of edges between the nodes where a walker in a circle can choose.

    Attributes
    ----------
    nodes : Indices
        Node of the network of each node of the core.
    u, v : Indices
        Ends of each chain, as positions in `nodes`.
    starts : Ints
        Where each chain starts in `edges`.
    edges : Indices
        Edges of each chain, from u to v.
    forward : Flags
        Whether the chain takes an edge from its own u to its v.
    chain_of_edge : Indices
        Chain of each edge of the network, -1 outside the core.
    stem_edge : Indices
        For a node outside the core: the edge that leads towards it, -1 if none does.
    stem_m : Singles
        How far it is to the core, infinite if it cannot be reached.
    """

    nodes: Indices
    u: Indices
    v: Indices
    starts: Ints
    edges: Indices
    forward: Flags
    chain_of_edge: Indices
    stem_edge: Indices
    stem_m: Singles


def core_of(graph: Edges) -> Core:
    """Return the core of a network: no bridges in it, and enough ways for a choice."""
    count = len(graph.nodes)
    circular = ~bridges_of(count, graph.u, graph.v)
    circular &= _worth(count, graph, circular)
    chains = chains_of(graph, np.flatnonzero(circular))
    starts, edges, forward = chains.starts, chains.edges, chains.forward
    first, last = edges[starts[:-1]], edges[starts[1:] - 1]
    begin = np.where(forward[starts[:-1]], graph.u[first], graph.v[first])
    end = np.where(forward[starts[1:] - 1], graph.v[last], graph.u[last])
    nodes = np.unique(np.concatenate([begin, end]))
    order = np.argsort(begin, kind="stable")
    rows = rows_of(starts, order)
    sizes = np.diff(starts)[order]
    chain_of_edge = np.full(len(graph.u), -1, dtype=np.int32)
    chain_of_edge[edges[rows]] = np.repeat(np.arange(len(order), dtype=np.int32), sizes)
    stem_edge, stem_m = _stems(graph, circular)
    return Core(
        nodes=nodes,
        u=np.searchsorted(nodes, begin[order]).astype(np.int32),
        v=np.searchsorted(nodes, end[order]).astype(np.int32),
        starts=starts_of(sizes),
        edges=edges[rows],
        forward=forward[rows],
        chain_of_edge=chain_of_edge,
        stem_edge=stem_edge,
        stem_m=stem_m,
    )


def bridges_of(count: int, u: Indices, v: Indices) -> Flags:
    """Return which edges are bridges: without one, its two sides would not be connected.

    Parameters
    ----------
    count : int
        Number of nodes.
    u, v : Indices
        Ends of the edges of a simple graph.

    Notes
    -----
    Each edge outside a spanning tree gets a random number, put on both its ends. A tree edge
    is a bridge if the numbers below it cancel out. With 63 bits a wrong answer is less likely
    than a broken disk; the seed is fixed, so that a map is always the same.
    """
    matrix = csr_array((np.ones(len(u), np.int8), (u, v)), shape=(count, count))
    number, label = connected_components(matrix, directed=False)
    # One more node joins a member of each component, so that one tree spans them all.
    _, first = np.unique(label, return_index=True)
    root = count
    rows = np.concatenate([u, np.full(number, root)])
    columns = np.concatenate([v, first])
    joined = csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(root + 1,) * 2)
    order, parent = breadth_first_order(joined, root, directed=False)
    in_tree = (parent[u] == v) | (parent[v] == u)
    labels = np.random.default_rng(1).integers(1, 2**63 - 1, size=len(u))
    labels[in_tree] = 0
    sums = np.zeros(root + 1, dtype=np.int64)
    np.bitwise_xor.at(sums, u, labels)
    np.bitwise_xor.at(sums, v, labels)
    # Number after number, but not as lists of Python's numbers: they take much memory.
    total, above = sums.data, parent.data
    for node in order[:0:-1].data:
        total[above[node]] ^= total[node]
    below = np.where(parent[u] == v, u, v)
    return np.asarray(in_tree & (sums[below] == 0))


def _worth(count: int, graph: Edges, circular: Flags) -> Flags:
    u, v = graph.u[circular], graph.v[circular]
    matrix = csr_array((np.ones(len(u), np.int8), (u, v)), shape=(count, count))
    number, label = connected_components(matrix, directed=False)
    metres = np.bincount(label[u], weights=graph.length_m[circular], minlength=number)
    return np.asarray(metres[label[graph.u]] >= WORTH_M)


def _stems(graph: Edges, circular: Flags) -> tuple[Indices, Singles]:
    """Return, for each node outside the core, the edge towards it and how far it is."""
    count = len(graph.nodes)
    edge = np.full(count, -1, dtype=np.int32)
    inside = np.unique(np.concatenate([graph.u[circular], graph.v[circular]]))
    if not len(inside):
        return edge, np.full(count, np.inf, dtype=np.float32)
    lengths = graph.length_m.astype(np.float64)
    matrix = csr_array((lengths, (graph.u, graph.v)), shape=(count, count))
    far, before, _ = dijkstra(
        matrix, directed=False, indices=inside, min_only=True, return_predecessors=True
    )
    # An edge leads towards the core if one of its ends comes before the other.
    down = before[graph.v] == graph.u
    edge[graph.v[down]] = np.flatnonzero(down)
    up = before[graph.u] == graph.v
    edge[graph.u[up]] = np.flatnonzero(up)
    edge[inside] = -1
    return edge, far.astype(np.float32)
