"""Edges of the core put together where there is nothing to choose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Indices, Ints
from .edges import Edges


@dataclass(frozen=True, slots=True)
class Chains:
    """Rows of edges.

    Attributes
    ----------
    starts : Ints
        Where each chain starts in `edges`.
    edges : Indices
    forward : Flags
        Whether each edge is taken from its own u to its v.
    """

    starts: Ints
    edges: Indices
    forward: Flags


def chains_of(graph: Edges, inside: Ints) -> Chains:
    """Return every one of some edges in one chain; no two chains have the same two ends.

    Parameters
    ----------
    graph : Edges
    inside : Ints
        Edges, none of which is a bridge: each node of theirs has two at least.

    Notes
    -----
    Each edge counts twice, once in each direction. Where it arrives at a node with nothing to
    choose, another follows. How far each is from the last of its chain, and which that is,
    comes out in rounds that double how far one looks ahead.
    """
    count = len(inside)
    tail = np.concatenate([graph.u[inside], graph.v[inside]])
    head = np.concatenate([graph.v[inside], graph.u[inside]])
    choice = np.bincount(tail, minlength=len(graph.nodes)) != 2
    following = _following(tail, head, choice)
    _cut_rings(following, tail)
    steps, last = _ahead(following)

    # Of the two directions of a chain the one stays whose first edge has the lower number.
    other = np.roll(np.arange(2 * count, dtype=np.int32), count)
    first = other[last[other]]
    kept = np.flatnonzero(first < other[last])
    rank = np.lexsort((-steps[kept], first[kept]))
    halves = kept[rank]
    sizes = steps[first[halves]] + 1
    begins = np.flatnonzero(steps[halves] == sizes - 1)
    starts = _split(tail[halves], head[halves], np.append(begins, len(halves)))
    return Chains(starts, inside[halves % count].astype(np.int32), halves < count)


def _following(tail: Indices, head: Indices, choice: Flags) -> Indices:
    """Return the half edge after each one; its own number where the next has to be chosen."""
    count = len(tail) // 2
    following = np.arange(2 * count, dtype=np.int32)
    order = np.argsort(tail, kind="stable").astype(np.int32)
    free = np.flatnonzero(~choice[head]).astype(np.int32)
    at = np.searchsorted(tail[order], head[free])
    back = (free + count) % (2 * count)
    one = order[at]
    following[free] = np.where(one == back, order[at + 1], one)
    return following


def _cut_rings(following: Indices, tail: Indices) -> None:
    """Let rings without any choice end where their node with the lowest number is."""
    _, last = _ahead(following)
    ring = np.flatnonzero(following[last] != last)
    count = len(following) // 2
    while len(ring):
        # Half edges that leave one node of one ring, and those that arrive there.
        node = int(tail[ring].min())
        leaving = ring[tail[ring] == node]
        arriving = (leaving + count) % (2 * count)
        here = set(arriving.tolist())
        for half in arriving.tolist():
            walked, at = {half}, int(following[half])
            while at not in walked:
                walked.add(at)
                at = int(following[at])
            here |= walked
        following[arriving] = arriving
        ring = ring[~np.isin(ring, list(here))]


def _ahead(following: Indices) -> tuple[Indices, Indices]:
    """Return how many half edges come after each one in its chain, and the last of them."""
    steps = (following != np.arange(len(following), dtype=np.int32)).astype(np.int32)
    last = following.copy()
    for _ in range(max(1, len(following).bit_length())):
        further = last[last]
        if (further == last).all():
            break
        steps += steps[last]
        last = further
    return steps, last


def _split(tail: Indices, head: Indices, starts: Ints) -> Ints:
    """Return where chains start, cut where one would not be the only one between its ends."""
    begin, end = tail[starts[:-1]], head[starts[1:] - 1]
    low, high = np.minimum(begin, end).astype(np.int64), np.maximum(begin, end)
    pair = (low << 32) | high
    sizes = np.diff(starts)
    # The shortest may stay whole: an edge cannot be cut.
    order = np.lexsort((sizes, pair))
    again = np.zeros(len(pair), dtype=bool)
    again[order[1:]] = pair[order[1:]] == pair[order[:-1]]
    ring = (begin == end) & (sizes > 2)
    twice = (again | (begin == end)) & (sizes > 1) & ~ring
    return np.unique(
        np.concatenate(
            [
                starts,
                (starts[:-1] + sizes // 2)[twice],
                (starts[:-1] + sizes // 3)[ring],
                (starts[:-1] + 2 * sizes // 3)[ring],
            ]
        )
    )
