"""Circles through the core: candidates for a loop, and which of them are good and different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import eq
from typing import NamedTuple

import numpy as np

from .arrays import Flags, Floats, Ints
from .choice import LEEWAY, MUCH_WORSE, Circuit, different, shareable_m
from .corridor import Raster, corridor_m, ticks_of
from .figure import roundness, turns
from .local import LocalCore
from .tree import Tree, shared_ends, trees_from

TOLERANCE = 0.05
"""A loop is as long as asked, give or take this share."""

AIMED = 0.048
"""Share within which candidates are looked for: lengths are rounded on the way."""

WIDE = 0.12
"""Where no circle fits, as between blocks that are all alike, one that is shorter by this share
is offered before a walk there and back; none that is longer (judgement)."""

AVOID = 16.0
"""Extra per metre of a way back in the corridor of the way out."""

REPEATED = 4.0
CORRIDOR = 3.0
"""Extra per metre walked twice, and per metre of the same corridor, when loops are compared."""

ROUND, THIN = 0.35, 0.2
"""A line less round than this is up to so much per metre uglier (judgement): it feels like there
and back."""

SEARCHED = 0.4
"""The same for circles that are looked for: more, for the other few are chosen among these."""

TURN_M = 6.0
"""A turn makes a loop as much uglier as so many metres (judgement)."""

SECTORS = 10
REACHES = (((0.20, 0.30), (0.30, 0.40)), ((0.14, 0.24), (0.24, 0.36)))
"""Shares of the length at which the first turning point lies, look by look in turns."""

MOST_TURNS = 6
MORE_LOOKS = 6
MORE_TURNS = 8
"""Where good loops are too much alike, this often and this widely others are looked for."""

OTHERWISE = 1.15
"""Factor on the cost of what good loops walk when others are looked for, once more each time."""

DEARER = 4
"""So many times; then it begins anew. In turns only the best loop is made dearer, which leaves
others beside it, and all good ones, while all costs vary at random (the same each time)."""

VARIED = 0.3
"""Spread of the logarithm of those costs."""

PER_TURN = 3
DIFFERENT_M = 0.18
"""Second turning points of candidates are this share of the length apart."""

SHARED_TWICE = 0.1
"""More than this share of the length is not walked forth and back at a turning point."""


class _Wanted(NamedTuple):
    """How long a circle is to be: the length, and the share by which it may be shorter."""

    length_m: float
    aimed: float
    tolerance: float


@dataclass(frozen=True, slots=True)
class _Legs:
    """Circles over one first turning point, one for each second turning point.

    Attributes
    ----------
    nodes, chains : list of int
        The way to the first turning point.
    onward, home : Tree
        Ways from it, and from the start, to the second.
    ends : Ints
        Second turning points whose circle is as long as wanted, the best first.
    cost : Floats
        Cost per metre of those circles.
    """

    nodes: list[int]
    chains: list[int]
    onward: Tree
    home: Tree
    ends: Ints
    cost: Floats

    def shared_m(self, inside: Flags) -> Floats:
        """Return, for each end, the metres of its circle that lie on some chains."""
        length = self.onward.core.length_m
        found = np.full(len(self.ends), length[self.chains][inside[self.chains]].sum())
        for tree in (self.onward, self.home):
            on = inside[tree.chain] & (tree.chain >= 0)
            found += tree.sums(np.where(on, length[tree.chain], 0.0))[self.ends]
        return found


@dataclass(frozen=True, slots=True)
class _Rough:
    """A circuit before its corridors are looked at; its cost is without them."""

    chain: Ints
    forward: Flags
    length_m: float
    cost: float
    repeated_m: float


class Found(NamedTuple):
    """Circles that were found, the best first, and those of them that are offered."""

    offered: list[Circuit]
    all: list[Circuit]


def circuits(core: LocalCore, length_m: float, *, count: int, stem_m: float = 0.0) -> Found:
    """Return circles of a length, and up to `count` of them that are good and different.

    Notes
    -----
    1. A tree of cheapest ways out of the start. In each direction a first turning point at a
       fifth to two fifths of the length, where the way is best.
    2. For each turning point, what lies in the corridor of the way to it is made dearer; then
       trees from the turning point and from the start. Every node is a second turning point
       at once: its length, cost, shared end and what the circle encloses are sums of numbers that
       are there.
    3. The best few are walked in thought: metres walked twice, metres in the same corridor.
    4. The best is first. What each other circle shares with it is one more sum over the same
       trees, so the best of those that share less than half are known too, and walked.
    5. Where there are too few, what the good ones walk is made dearer, costs are varied, and 1
       to 4 are done again.
    """
    (out,) = trees_from(core, core.cost_m, [core.start])
    raster = Raster(core)
    turns = _turns(core, out, length_m)
    fitting, near = _Wanted(length_m, AIMED, TOLERANCE), _Wanted(length_m, WIDE, WIDE)
    rounds = ((turns[:MOST_TURNS], fitting), (turns[MOST_TURNS:], fitting), (turns, near))
    for tried, wanted in rounds:
        legs = _all_legs(out, raster, tried, wanted, core.cost_m)
        rough = [each for leg in legs for each in _walks(leg, wanted, leg.ends)]
        if rough:
            found = _measured(core, rough, [], count)
            search = _Search(core, raster, wanted, count, stem_m)
            found = search.with_others(found, legs)
            return Found(different(core, found, count, stem_m, LEEWAY), found)
    return Found([], [])


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for circles that differ from the good ones that are there."""

    core: LocalCore
    raster: Raster
    wanted: _Wanted
    count: int
    stem_m: float

    def with_others(self, found: list[Circuit], legs: list[_Legs]) -> list[Circuit]:
        """Look on where too few good circuits differ."""
        good = self._good(found)
        for look in range(MORE_LOOKS + 1):
            if len(good) >= self.count:
                break
            if look:
                legs = self._legs_beside(good, look)
            more = True
            while more and len(good) < self.count:
                rough = self._apart(legs, good)
                found = _measured(self.core, rough, found, self.count)
                before, good = len(good), self._good(found)
                more = len(good) > before
        return found

    def _good(self, found: list[Circuit]) -> list[Circuit]:
        limit = MUCH_WORSE * found[0].cost
        near = [each for each in found if each.cost <= limit]
        return different(self.core, near, self.count, self.stem_m)

    def _legs_beside(self, good: Sequence[Circuit], look: int) -> list[_Legs]:
        core = self.core
        cost = core.cost_m.copy()
        for each in good[:1] if look % 2 else good:
            cost[np.unique(each.chains)] *= OTHERWISE ** (1 + (look - 1) % DEARER)
        if look % 2 == 0:
            cost *= np.exp(np.random.default_rng(look).normal(0.0, VARIED, len(cost)))
        (out,) = trees_from(core, cost, [core.start])
        turns = _turns(core, out, self.wanted.length_m, look)[:MORE_TURNS]
        return _all_legs(out, self.raster, turns, self.wanted, cost)

    def _apart(self, legs: Sequence[_Legs], good: Sequence[Circuit]) -> list[_Rough]:
        """Return circles that share little with good ones."""
        inside = np.zeros((len(good), len(self.core.length_m)), dtype=bool)
        for row, each in zip(inside, good, strict=True):
            row[each.chains] = True
        rough = []
        for leg in legs:
            free = np.ones(len(leg.ends), dtype=bool)
            for row, each in zip(inside, good, strict=True):
                free &= leg.shared_m(row) < shareable_m(each.length_m, self.stem_m)
            rough += _walks(leg, self.wanted, leg.ends[free])
        return rough


def _turns(core: LocalCore, out: Tree, length_m: float, look: int = 0) -> list[int]:
    """Return first turning points, the best direction first."""
    angle = np.arctan2(core.at[:, 1], core.at[:, 0])
    # Each look divides the directions, and the distances, a little differently.
    turned = (angle + np.pi) / (2 * np.pi) * SECTORS + look / 2
    sector = turned.astype(np.int64) % SECTORS
    per_metre = out.cost_m / np.maximum(out.length_m, 1.0)
    chosen: list[tuple[float, int]] = []
    for low, high in REACHES[look % len(REACHES)]:
        ring = (out.length_m >= low * length_m) & (out.length_m <= high * length_m)
        ring &= np.isfinite(out.cost_m)
        nodes = np.flatnonzero(ring)
        if not len(nodes):
            continue
        order = nodes[np.lexsort((per_metre[nodes], sector[nodes]))]
        _, first = np.unique(sector[order], return_index=True)
        chosen += [(float(per_metre[node]), int(node)) for node in order[first]]
    chosen.sort()
    return [node for _, node in chosen]


def _all_legs(
    out: Tree, raster: Raster, turns: Sequence[int], wanted: _Wanted, cost_m: Floats
) -> list[_Legs]:
    found = (_legs(out, raster, turn, wanted, cost_m) for turn in turns)
    return [each for each in found if len(each.ends)]


def _legs(out: Tree, raster: Raster, turn: int, wanted: _Wanted, cost_m: Floats) -> _Legs:
    core = out.core
    nodes, chains = out.path(turn)
    cost = cost_m + AVOID * raster.near(core, chains) * core.length_m
    onward, home = trees_from(core, cost, [turn, core.start])
    total = out.length_m[turn] + onward.length_m + home.length_m
    price = out.cost_m[turn] + onward.cost_m + home.cost_m
    twice = shared_ends(onward, home)
    fits: Flags = total >= (1 - wanted.aimed) * wanted.length_m
    fits &= total <= (1 + AIMED) * wanted.length_m
    fits &= np.isfinite(price) & (twice < SHARED_TWICE * wanted.length_m)
    ends = np.flatnonzero(fits)
    value = (price[ends] + REPEATED * 2 * twice[ends]) / total[ends]
    there = np.where(core.tail[chains] == nodes[:-1], core.swept[chains], -core.swept[chains])
    around = there.sum() + (onward.swept() - home.swept())[ends]
    value += SEARCHED * np.maximum(0.0, 1 - 2 * np.pi * np.abs(around) / total[ends] ** 2 / ROUND)
    order = np.argsort(value, kind="stable")
    return _Legs(nodes, chains, onward, home, ends[order], value[order])


def _walks(legs: _Legs, wanted: _Wanted, ends: Ints) -> list[_Rough]:
    """Return the circles over the first few of some ends that are well apart."""
    core = legs.onward.core
    made: list[_Rough] = []
    while len(ends) and len(made) < PER_TURN:
        end = int(ends[0])
        there, back = legs.onward.path(end), legs.home.path(end)
        rough = _walked(
            core,
            [*legs.nodes, *there[0][1:], *back[0][-2::-1]],
            [*legs.chains, *there[1], *back[1][::-1]],
            wanted,
        )
        if rough is not None:
            made.append(rough)
        away = np.hypot(*(core.at[ends] - core.at[end]).T)
        ends = ends[away > DIFFERENT_M * wanted.length_m]
    return made


def _walked(core: LocalCore, nodes: list[int], chains: list[int], wanted: _Wanted) -> _Rough | None:
    nodes, chains = _without_spurs(nodes, chains)
    if not chains:
        return None
    chain = np.array(chains)
    metres = core.length_m[chain]
    total = float(metres.sum())
    if not 1 - wanted.tolerance <= total / wanted.length_m <= 1 + TOLERANCE:
        return None
    repeated = 0.0
    if len(set(chains)) < len(chains):
        _, first = np.unique(chain, return_index=True)
        again = np.ones(len(chain), dtype=bool)
        again[first] = False
        repeated = float(metres[again].sum())
    forward = core.tail[chain] == np.array(nodes[:-1])
    cost = float(core.cost_m[chain].sum()) + REPEATED * repeated
    return _Rough(chain, forward, total, cost / total, repeated)


def _measured(
    core: LocalCore, rough: Sequence[_Rough], there: Sequence[Circuit], count: int
) -> list[Circuit]:
    """Return circuits with what they walk in the same corridor, the best first.

    Those that are much worse without it than the best is with it are only looked at while
    there are few.
    """
    found = list(there)
    known = {tuple(each.chains) for each in there}
    best = min((each.cost for each in there), default=np.inf)
    looked = 0
    for each in sorted(rough, key=lambda each: each.cost):
        if each.cost > MUCH_WORSE * best and (there or looked >= 3 * count):
            break
        chains = each.chain.tolist()
        if tuple(chains) in known:
            continue
        looked += 1
        points = ticks_of(core, each.chain, each.forward)
        corridor = corridor_m(points)
        cost = each.cost + CORRIDOR * corridor / each.length_m
        best = min(best, cost)
        known.add(tuple(chains))
        found.append(
            Circuit(
                chains,
                each.forward.tolist(),
                each.length_m,
                cost,
                each.repeated_m,
                corridor,
                _ugliness(points, each.length_m),
            )
        )
    return sorted(found, key=lambda each: each.rank)


def _ugliness(points: Floats, length_m: float) -> float:
    thin = max(0.0, 1 - roundness(points) / ROUND)
    return THIN * thin + TURN_M * turns(points) / length_m


def _without_spurs(nodes: list[int], chains: list[int]) -> tuple[list[int], list[int]]:
    """Leave out what is walked forth and back at once."""
    if not any(map(eq, chains, chains[1:])):
        return nodes, chains
    kept_nodes, kept = [nodes[0]], list[int]()
    for chain, node in zip(chains, nodes[1:], strict=True):
        if kept and kept[-1] == chain:
            kept.pop()
            kept_nodes.pop()
        else:
            kept.append(chain)
            kept_nodes.append(node)
    return kept_nodes, kept
