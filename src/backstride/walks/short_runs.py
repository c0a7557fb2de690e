"""Runs of one level, none of them short."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush


class _Chain:
    """Runs in a row; a run that is taken into the one on its left is gone."""

    def __init__(self, runs: Sequence[tuple[int, int]]) -> None:
        self.value = [value for value, _ in runs]
        self.length = [length for _, length in runs]
        self.left = [k - 1 for k in range(len(runs))]
        self.right = [*range(1, len(runs)), -1]
        self.is_there = [True] * len(runs)
        self.count = len(runs)

    def absorb(self, k: int) -> int:
        """Take the run on the right of `k` into it."""
        gone = self.right[k]
        self.length[k] += self.length[gone]
        self.is_there[gone] = False
        self.count -= 1
        self.right[k] = self.right[gone]
        if self.right[k] >= 0:
            self.left[self.right[k]] = k
        return k

    def into_the_longer(self, k: int) -> int:
        """Give a run to its longer neighbour, the left one of two; return what came of it."""
        left, right = self.left[k], self.right[k]
        if right < 0 or (left >= 0 and self.length[left] >= self.length[right]):
            k = self.absorb(left)
        else:
            self.value[k] = self.value[right]
            self.absorb(k)
        for beside in (k, self.left[k]):
            after = -1 if beside < 0 else self.right[beside]
            if after >= 0 and self.value[beside] == self.value[after]:
                k = self.absorb(beside)
        return k


def without_short(runs: Sequence[tuple[int, int]], shortest: int) -> list[tuple[int, int]]:
    """Let each short run belong to its longer neighbour, the shortest first.

    Parameters
    ----------
    runs : sequence of (level, length)
        Neighbours are of different levels.
    shortest : int
        Shorter runs are short.

    Returns
    -------
    list of (level, length)
        None of them is short, unless it is the only one. Of n runs in the order of n log n steps:
        a step rate that flickers each second has as many runs as seconds.
    """
    chain = _Chain(runs)
    waiting = [(length, k) for k, (_, length) in enumerate(runs)]
    heapify(waiting)
    while waiting and chain.count > 1:
        length, k = heappop(waiting)
        if not chain.is_there[k] or chain.length[k] != length:
            continue  # it has grown since, and waits with its new length
        if length >= shortest:
            break
        k = chain.into_the_longer(k)
        heappush(waiting, (chain.length[k], k))
    return [(chain.value[k], chain.length[k]) for k in range(len(runs)) if chain.is_there[k]]
