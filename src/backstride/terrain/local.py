"""The core around a start: a small graph of its own, as large as the walk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from .arrays import Flags, Floats, Indices, Ints, rows_of, starts_of, sums_of, to_plane
from .cells import box_around
from .network import TerrainMap
from .place import Place
from .trail import Trail, joined, runs_of
from .wishes import Wishes, costs_on


@dataclass(frozen=True, slots=True)
class LocalCore:
    """Nodes and chains around a start, numbered from 0; the start is the last node.

    Attributes
    ----------
    network : TerrainMap
    origin : tuple of float
        Start, in coordinates.
    at : Floats
        Shape (nodes, 2): metres east and north of the start.
    matrix : csr_array
        Arcs out of each node; its data are the costs that were looked at last.
    arc_chain : Ints
        Chain of each arc of the matrix.
    arc_tail : Ints
        Node from which each arc leads away.
    tail : Ints
        Node at the beginning of each chain.
    length_m, cost_m : Floats
        Of each chain.
    tick_starts : Ints
        Where each chain starts in `ticks`.
    ticks : Floats
        Shape (n, 2): points along chains, metres east and north of the start.
    swept : Floats
        Twice the area that each chain, walked forward, sweeps around the start, square metres.
    pieces : dict
        Pieces of the two chains that the start cuts apart.
    chain : Ints
        Number on the map of each chain, -1 for the two cut ones.
    """

    network: TerrainMap
    origin: tuple[float, float]
    at: Floats
    matrix: csr_array
    arc_chain: Ints
    arc_tail: Ints
    tail: Ints
    length_m: Floats
    cost_m: Floats
    tick_starts: Ints
    ticks: Floats
    swept: Floats
    pieces: dict[int, Trail]
    chain: Ints

    @property
    def start(self) -> int:
        """Return the node of the start."""
        return len(self.at) - 1

    def shortest(self, cost_m: Floats, sources: list[int]) -> tuple[Floats, Indices]:
        """Return costs and predecessors from some nodes, shape (sources, nodes)."""
        self.matrix.data = cost_m[self.arc_chain]
        far, before = dijkstra(self.matrix, indices=sources, return_predecessors=True)
        return far, before

    def chains_to(self, before: Ints) -> Ints:
        """Return the chain on which each node is reached from the node before it; else -1."""
        chain = np.full(len(before), -1, dtype=np.int64)
        used = before[self.matrix.indices] == self.arc_tail
        chain[self.matrix.indices[used]] = self.arc_chain[used]
        return chain

    def trail(self, chains: list[int], directions: list[bool]) -> Trail:
        """Return chains, each forward or backward, as pieces of edges."""
        numbers = self.chain[np.array(chains, dtype=np.int64)]
        whole = numbers >= 0
        parts = []
        for first, last in runs_of(whole):
            if whole[first]:
                forward = np.array(directions[first:last], dtype=bool)
                parts.append(whole_chains(self.network, numbers[first:last], forward))
            else:
                for at in range(first, last):
                    part = self.pieces[chains[at]]
                    parts.append(part if directions[at] else part.back())
        return joined(parts)


def whole_chains(network: TerrainMap, chains: Ints, forward: Flags) -> Trail:
    """Return the edges of chains of the map, each walked forward or backward."""
    arrays = network.arrays
    rows = rows_of(arrays.chain_starts, chains)
    sizes = arrays.chain_starts[chains + 1] - arrays.chain_starts[chains]
    mirrored = np.repeat(arrays.chain_starts[chains] + arrays.chain_starts[chains + 1] - 1, sizes)
    along = np.repeat(forward, sizes)
    rows = np.where(along, rows, mirrored - rows)
    edge = arrays.chain_edges[rows].astype(np.int64)
    to_v = arrays.chain_forward[rows] == along
    length = arrays.edge_length[edge].astype(np.float64)
    return Trail(edge, np.where(to_v, 0.0, length), np.where(to_v, length, 0.0))


def core_around(network: TerrainMap, place: Place, radius_m: float, wishes: Wishes) -> LocalCore:
    """Return the core around a place on it.

    Parameters
    ----------
    network : TerrainMap
    place : Place
        On an edge of the core.
    radius_m : float
        Half the side of the square that is looked at.
    wishes : Wishes
    """
    arrays = network.arrays
    origin = (place.longitude * 1e7, place.latitude * 1e7)
    cut = int(arrays.edge_chain[place.edge])
    ends = [int(arrays.chain_u[cut]), int(arrays.chain_v[cut])]
    ranges = network.nodes_grid.ranges(arrays.core_keys, *box_around(origin, radius_m))
    found = [np.arange(begin, end, dtype=np.int64) for begin, end in ranges]
    ids = np.concatenate([*found, np.array(ends, dtype=np.int64)])
    # In the corners of the square nothing is near enough to be on a walk.
    near = np.hypot(*to_plane(arrays.nodes[arrays.core_nodes[ids]], origin).T) <= radius_m
    near[-2:] = True
    ids = np.unique(ids[near])
    count = len(ids)

    rows = rows_of(arrays.core_arc_starts, ids)
    degree = arrays.core_arc_starts[ids + 1] - arrays.core_arc_starts[ids]
    tails = np.repeat(np.arange(count, dtype=np.int64), degree)
    head_ids = arrays.core_arc_head[rows]
    heads = np.minimum(np.searchsorted(ids, head_ids), count - 1)
    inside = ids[heads] == head_ids
    tails, heads = tails[inside], heads[inside]
    chain_ids = arrays.core_arc_chain[rows[inside]].astype(np.int64)

    chains = np.unique(chain_ids)
    arc_chain = np.searchsorted(chains, chain_ids)
    tail = np.searchsorted(ids, arrays.chain_u[chains])

    edges = arrays.chain_edges[rows_of(arrays.chain_starts, chains)].astype(np.int64)
    sizes = arrays.chain_starts[chains + 1] - arrays.chain_starts[chains]
    edge_starts = starts_of(sizes)
    edge_cost = costs_on(network, edges, wishes)
    length = sums_of(arrays.edge_length[edges].astype(np.float64), edge_starts)
    cost = sums_of(edge_cost, edge_starts)
    tick_rows = rows_of(arrays.tick_starts, chains)
    ticks = to_plane(arrays.ticks[tick_rows], origin)
    tick_starts = starts_of(arrays.tick_starts[chains + 1] - arrays.tick_starts[chains])

    # The start cuts its chain apart: u to start, and start to v.
    first, second = _cut(network, cut, place)
    here = int(np.searchsorted(chains, cut))
    from_u = (arc_chain == here) & (tails == tail[here])
    from_v = (arc_chain == here) & ~from_u
    before, after = len(chains), len(chains) + 1
    u, v = int(tail[here]), int(np.searchsorted(ids, ends[1]))
    heads[from_u | from_v] = count
    arc_chain[from_u], arc_chain[from_v] = before, after
    tails = np.concatenate([tails, [count, count]])
    heads = np.concatenate([heads, [u, v]])
    arc_chain = np.concatenate([arc_chain, [before, after]])
    at = to_plane(arrays.nodes[arrays.core_nodes[ids]], origin)

    extra_ticks = [to_plane(part.line(network), origin) for part in (first, second)]
    parts_cost = [_cost(network, part, wishes) for part in (first, second)]
    at = np.concatenate([at, [[0.0, 0.0]]])
    chain_tail = np.concatenate([tail, [u, count]])
    chain_head = np.concatenate([np.searchsorted(ids, arrays.chain_v[chains]), [count, v]])
    tick_starts = np.concatenate(
        [tick_starts, tick_starts[-1] + np.cumsum([len(each) for each in extra_ticks])]
    )
    ticks = np.concatenate([ticks, *extra_ticks])
    return LocalCore(
        network=network,
        origin=origin,
        at=at,
        matrix=csr_array(
            (
                np.ones(len(heads)),
                heads.astype(np.int32),
                starts_of(np.bincount(tails, minlength=count + 1)).astype(np.int32),
            ),
            shape=(count + 1, count + 1),
        ),
        arc_chain=arc_chain,
        arc_tail=tails,
        tail=chain_tail,
        length_m=np.concatenate([length, [max(first.length_m, 0.01), max(second.length_m, 0.01)]]),
        cost_m=np.concatenate([cost, parts_cost]),
        tick_starts=tick_starts,
        ticks=ticks,
        swept=_swept(at[chain_tail], at[np.minimum(chain_head, count)], ticks, tick_starts),
        pieces={before: first, after: second},
        chain=np.concatenate([chains, [-1, -1]]),
    )


def _swept(tail: Floats, head: Floats, ticks: Floats, starts: Ints) -> Floats:
    """Return twice the area between each chain and the start, by its ends and ticks."""
    step = np.zeros(len(ticks))
    step[:-1] = _cross(ticks[:-1], ticks[1:])
    first, last = starts[:-1], starts[1:] - 1
    some = last >= first
    step[last[some]] = 0.0
    between = sums_of(step, starts)
    first, last = np.minimum(first, len(ticks) - 1), np.maximum(last, 0)
    ends = _cross(tail, ticks[first]) + _cross(ticks[last], head)
    return np.asarray(between + np.where(some, ends, _cross(tail, head)))


def _cross(one: Floats, other: Floats) -> Floats:
    return np.asarray(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])


def _cut(network: TerrainMap, chain: int, place: Place) -> tuple[Trail, Trail]:
    whole = whole_chains(network, np.array([chain]), np.array([True]))
    at = int(np.flatnonzero(whole.edge == place.edge)[0])
    first = Trail(whole.edge[: at + 1], whole.begin_m[: at + 1], whole.end_m[: at + 1].copy())
    second = Trail(whole.edge[at:], whole.begin_m[at:].copy(), whole.end_m[at:])
    first.end_m[-1] = place.along_m
    second.begin_m[0] = place.along_m
    return joined([first]), joined([second])


def _cost(network: TerrainMap, part: Trail, wishes: Wishes) -> float:
    share = part.piece_m / np.maximum(network.arrays.edge_length[part.edge], 0.01)
    return max(float((costs_on(network, part.edge, wishes) * share).sum()), 0.01)
