"""Which of many circles are offered: the best, and others that are good and different."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Flags
from .local import LocalCore

ALIKE = 0.48
"""Loops that share less than this are different: half, and a little for rounding."""

LEAST_ALIKE = 0.15
"""A long stem leaves at least this for two circles to share."""

MUCH_WORSE = 1.15
"""A different loop is offered first if it costs at most this much more."""


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


def different(core: LocalCore, found: list[Circuit], count: int, stem_m: float) -> list[Circuit]:
    """Return the best, and the best of those that share little with it and each other."""
    limit = MUCH_WORSE * found[0].cost
    good = [each for each in found if each.cost <= limit]
    found = good + [each for each in found if each.cost > limit]
    apart = _apart(core, found, stem_m)
    chosen = _best_group(good, apart, count)
    for number in range(len(good), len(found)):
        if len(chosen) == count:
            break
        if all(apart[number, other] for other in chosen):
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


def _best_group(good: list[Circuit], apart: Flags, count: int) -> list[int]:
    """Return the best and those with it that are apart from each other, as many as there are.

    The second is the one that leaves a third, and so on; ties go to the lower cost.
    """
    chosen = [0]
    free = [number for number in range(1, len(good)) if apart[0, number]]
    while free and len(chosen) < count:
        need = count - len(chosen) - 1
        left = {
            number: sum(1 for other in free if other != number and apart[number, other])
            for number in free
        }
        enough = [number for number in free if left[number] >= need] or free
        best = (
            enough[0]
            if need and left[enough[0]] >= need
            else max(free, key=lambda number: (min(left[number], need), -number))
        )
        chosen.append(best)
        free = [number for number in free if number != best and apart[best, number]]
    return chosen
