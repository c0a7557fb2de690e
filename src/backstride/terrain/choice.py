"""Which of many circles are offered: the best, and others that are good and different."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags, Floats
from .local import LocalCore

ALIKE = 0.48
"""Loops that share less than this are different: half, and a little for rounding."""

LEAST_ALIKE = 0.15
"""A long stem leaves at least this for two circles to share."""

MUCH_WORSE = 1.15
"""A different loop is offered first if it costs at most this much more."""

LEEWAY = 1.05
"""Where the best walk leaves no two others that are good and different, one that costs at most this
much more and leaves them is offered as the best (judgement): three ways to choose from are worth
more than what the map cannot tell apart."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """A closed way through the core, from its start and back.

    Attributes
    ----------
    chains : list of int
    forward : list of bool
        Whether each chain is walked from its beginning.
    length_m : float
    cost : float
        Cost per metre; 1 is perfect ground and nothing walked twice.
    repeated_m, corridor_m : float
        Metres walked a second time, and metres with another part of the loop close by.
    ugliness : float
        What a thin line, or one with many turns, adds to the cost where loops are put in order.
        Ground goes first: it is no part of the cost.
    """

    chains: list[int]
    forward: list[bool]
    length_m: float
    cost: float
    repeated_m: float
    corridor_m: float
    ugliness: float = 0.0

    @property
    def rank(self) -> float:
        """Return what circles are put in order by, the best first."""
        return self.cost + self.ugliness


def different(
    core: LocalCore, found: list[Circuit], count: int, stem_m: float, leeway: float = 1.0
) -> list[Circuit]:
    """Return the best, and the best of those that share little with it and each other.

    Parameters
    ----------
    core : LocalCore
    found : list of Circuit
        The best first.
    count : int
    stem_m : float
        Of the way to all of them.
    leeway : float
        Where the best leaves fewer than are wanted, one that costs at most this much more and
        leaves enough goes first in its place.
    """
    good = [each for each in found if each.cost <= leeway * MUCH_WORSE * found[0].cost]
    cost = np.array([each.cost for each in good])
    chosen = best_group(cost, _apart(core, good, stem_m), count, leeway)
    if len(chosen) < count:
        limit = MUCH_WORSE * found[0].cost
        found = [*good, *(each for each in found if each.cost > leeway * limit)]
        apart = _apart(core, found, stem_m)
        for number, each in enumerate(found):
            if len(chosen) == count:
                break
            if each.cost > limit and all(apart[number, other] for other in chosen):
                chosen.append(number)
    return [found[number] for number in chosen]


def _apart(core: LocalCore, found: list[Circuit], stem_m: float) -> Flags:
    """Return, for each pair of circuits, whether less than half of the shorter is in both."""
    sizes = [len(each.chains) for each in found]
    used, column = np.unique(np.concatenate([each.chains for each in found]), return_inverse=True)
    walks = np.zeros((len(found), len(used)), dtype=np.float32)
    walks[np.repeat(np.arange(len(found)), sizes), column] = 1.0
    common = (walks * core.length_m[used].astype(np.float32)) @ walks.T
    length = np.array([each.length_m for each in found])
    allowed = np.array([shareable_m(metres, stem_m) for metres in length])
    return np.asarray(common < np.minimum(allowed[:, None], allowed))


def shareable_m(length_m: float, stem_m: float) -> float:
    """Return how many metres of a circle another may share, beyond the stem that both have.

    Where the stem takes half of the walk, it is left out.
    """
    allowed = ALIKE * (length_m + 2 * stem_m) - 2 * stem_m
    return allowed if allowed > LEAST_ALIKE * length_m else ALIKE * length_m


def best_group(cost: Floats, apart: Flags, count: int, leeway: float = 1.0) -> list[int]:
    """Return the best walk and good ones with it that are apart, as many as there are.

    Parameters
    ----------
    cost : Floats
        Of the walks, in their order.
    apart : Flags
        Shape (n, n).
    count : int
        How many are wanted.
    leeway : float
        See `different`.
    """
    first: list[int] = []
    for leader in np.flatnonzero(cost <= leeway * cost[0]).tolist():
        group = _group_of(leader, cost, apart, count)
        if len(group) == count:
            return group
        first = first or group
    return first


def _group_of(leader: int, cost: Floats, apart: Flags, count: int) -> list[int]:
    """Return a walk and those with it that are apart from each other and cost little more.

    The second is the one that leaves a third, and so on; ties go to the earlier one.
    """
    chosen = [leader]
    free = np.flatnonzero(apart[leader] & (cost <= MUCH_WORSE * cost[leader]))
    while len(free) and len(chosen) < count:
        need = count - len(chosen) - 1
        left = apart[np.ix_(free, free)].sum(axis=1)
        best = free[int(np.argmax(np.minimum(left, need)))]
        chosen.append(int(best))
        free = free[apart[best, free]]
    return chosen
