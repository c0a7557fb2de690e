"""A tree of shortest ways: lengths along it, and the path to a node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Floats, Ints
from .local import LocalCore


@dataclass(frozen=True, slots=True)
class Tree:
    """Shortest ways from one node to all.

    Attributes
    ----------
    core : LocalCore
    root : int
    cost_m : Floats
        Cost to each node, infinite where it cannot be reached.
    parent : Ints
        Node before each node; the root and nodes out of reach are their own.
    chain : Ints
        Chain from the parent; -1 at the root and out of reach.
    length_m : Floats
        Metres to each node.
    ladder : tuple of Ints
        See `ladder_of`.
    """

    core: LocalCore
    root: int
    cost_m: Floats
    parent: Ints
    chain: Ints
    length_m: Floats
    ladder: tuple[Ints, ...]

    def sums(self, step: Floats) -> Floats:
        """Return the sum of the steps from the root to each node; a step leads to its node."""
        return sums_to_root(step, self.ladder)

    def swept(self) -> Floats:
        """Return twice the area that the way to each node sweeps around the start, with its sign.

        What a circle of ways encloses is the sum over them, those that are walked back with the
        other sign.
        """
        to = self.chain
        forward = self.core.tail[to] == self.parent
        step = np.where(forward, self.core.swept[to], -self.core.swept[to])
        return self.sums(np.where(to >= 0, step, 0.0))

    def path(self, node: int) -> tuple[list[int], list[int]]:
        """Return the nodes from the root to a node, and the chains between them."""
        nodes, chains = [node], []
        # Number after number: as memory, which is several times faster than as arrays.
        parent, chain = self.parent.data, self.chain.data
        while node != self.root:
            chains.append(chain[node])
            node = parent[node]
            nodes.append(node)
        return nodes[::-1], chains[::-1]


def trees_from(core: LocalCore, cost_m: Floats, roots: list[int]) -> list[Tree]:
    """Return the tree of shortest ways from each of some nodes."""
    far, before = core.shortest(cost_m, roots)
    return [
        _tree(core, root, far[row], before[row].astype(np.int64)) for row, root in enumerate(roots)
    ]


def _tree(core: LocalCore, root: int, far: Floats, before: Ints) -> Tree:
    count = len(far)
    own = np.arange(count)
    chain = core.chains_to(before)
    known = chain >= 0
    parent = np.where(known, before, own)
    step = np.where(known, core.length_m[chain], 0.0)
    ladder = ladder_of(parent)
    return Tree(core, root, far, parent, chain, sums_to_root(step, ladder), ladder)


def ladder_of(parent: Ints) -> tuple[Ints, ...]:
    """Return the nodes one, two, four and so on steps above each node, up to its root."""
    above = parent
    ladder = [above]
    while True:
        higher = above[above]
        if (higher == above).all():
            return tuple(ladder)
        ladder.append(higher)
        above = higher


def sums_to_root(step: Floats, ladder: Sequence[Ints]) -> Floats:
    """Return the sum of the steps from each node up to its root.

    Notes
    -----
    In rounds, each of which doubles how far up one looks.
    """
    total = step.copy()
    for above in ladder:
        total += total[above]
    return total


def shared_ends(one: Tree, other: Tree) -> Floats:
    """Return, for each node, how many metres the ways of two trees to it share at its end."""
    same: Flags = (one.chain == other.chain) & (one.chain >= 0)
    step = np.where(same, one.core.length_m[one.chain], 0.0)
    own = np.arange(len(step))
    return sums_to_root(step, ladder_of(np.where(same, one.parent, own)))
