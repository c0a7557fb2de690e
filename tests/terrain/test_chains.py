"""Edges put together where there is nothing to choose."""

from __future__ import annotations

import numpy as np

from backstride.terrain.chains import Chains, chains_of
from backstride.terrain.edges import Edges
from backstride.terrain.sampling import ManyLines

Pairs = list[tuple[int, int]]


def graph(pairs: Pairs) -> Edges:
    ends = np.array(pairs, dtype=np.int32)
    count = int(ends.max()) + 1
    return Edges(
        nodes=np.zeros((count, 2), np.int32),
        u=ends[:, 0],
        v=ends[:, 1],
        way=np.zeros(len(ends), np.int32),
        length_m=np.ones(len(ends), np.float32),
        lines=ManyLines(np.arange(len(ends) + 1) * 2, np.zeros((2 * len(ends), 2), np.int32)),
    )


def lines(pairs: Pairs, inside: list[int] | None = None) -> list[list[int]]:
    """Return the nodes along each chain; each edge of it must begin where the last one ends."""
    made: Edges = graph(pairs)
    edges = np.arange(len(pairs)) if inside is None else np.array(inside)
    found: Chains = chains_of(made, edges)
    assert sorted(found.edges.tolist()) == sorted(edges.tolist())
    told = []
    for begin, end in zip(found.starts[:-1], found.starts[1:], strict=True):
        line: list[int] = []
        for at in range(begin, end):
            edge, forward = pairs[found.edges[at]], bool(found.forward[at])
            tail, head = edge if forward else edge[::-1]
            assert not line or line[-1] == tail
            line = [*(line or [tail]), head]
        told.append(line)
    return told


def ends(told: list[list[int]]) -> list[tuple[int, int]]:
    return sorted((min(line[0], line[-1]), max(line[0], line[-1])) for line in told)


def test_edges_without_a_choice_between_them_are_one_chain() -> None:
    # Two squares that share the edge from 0 to 1.
    told = lines([(0, 1), (1, 2), (2, 3), (3, 0), (1, 4), (4, 5), (5, 0)])
    assert sorted(len(line) for line in told) == [2, 2, 2, 3, 3]
    assert len(set(ends(told))) == len(told)


def test_a_single_edge_stays_whole_and_the_longer_way_is_cut() -> None:
    told = lines([(1, 2), (2, 0), (0, 1), (1, 3), (3, 0)])
    assert [0, 1] in told
    assert len(set(ends(told))) == len(told)


def test_a_ring_without_any_choice_is_cut_in_three() -> None:
    told = lines([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)])
    assert sorted(len(line) for line in told) == [3, 3, 3]
    assert len(set(ends(told))) == 3


def test_a_ring_at_a_crossing_is_cut_in_three() -> None:
    told = lines([(0, 1), (1, 2), (2, 0), (0, 3), (3, 4), (4, 5), (5, 0)])
    assert sorted(len(line) for line in told) == [2, 2, 2, 2, 2, 3]
    assert len(set(ends(told))) == len(told)


def test_edges_outside_are_no_choice() -> None:
    pairs = [(0, 1), (1, 2), (2, 3), (3, 0), (2, 4)]
    assert sum(len(line) - 1 for line in lines(pairs, [0, 1, 2, 3])) == 4
