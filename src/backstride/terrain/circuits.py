"""Circles through the core: candidates for a loop, and which of them are good and different."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from .arrays import Flags, Floats, Ints, rows_of, sums_of
from .choice import MUCH_WORSE, Circuit, different
from .local import LocalCore
from .tree import Tree, shared_ends, trees_from

TOLERANCE = 0.05
"""A loop is as long as asked, give or take this share."""

AIMED = 0.048
"""Share within which candidates are looked for: lengths are rounded on the way."""

WIDE = 0.12
"""Where no circle fits, as between blocks that are all alike, one that is shorter by this share
is offered before a walk there and back; none that is longer (judgement)."""

CORRIDOR_M = 18.0
"""Ways closer than this are one corridor: the twin pavement, the path beside the road."""

APART_M = 60.0
"""Parts of a loop that are this near along it are no return (judgement)."""

CELL_M = 9.0
AVOID = 8.0
"""Extra per metre of a way back in the corridor of the way out."""

REPEATED = 4.0
CORRIDOR = 3.0
"""Extra per metre walked twice, and per metre of the same corridor, when loops are compared."""

LEASH_M = 40.0
"""So near the start the way out and the way back may share a corridor at no cost."""

SECTORS = 10
REACHES = (((0.20, 0.30), (0.30, 0.40)), ((0.14, 0.24), (0.24, 0.36)))
"""Shares of the length at which the first turning point lies, look by look in turns."""

MOST_TURNS = 6
MORE_LOOKS = 4
MORE_TURNS = 8
"""Where good loops are too much alike, this often and this widely others are looked for."""

OTHERWISE = 1.15
"""Factor on the cost of what good loops walk when others are looked for, once more each time."""

PER_TURN = 3
DIFFERENT_M = 0.18
"""Second turning points of candidates are this share of the length apart."""


@dataclass(frozen=True, slots=True)
class _Rough:
    """A circuit before its corridors are looked at; its cost is without them."""

    chain: Ints
    forward: Flags
    length_m: float
    cost: float
    repeated_m: float


def circuits(core: LocalCore, length_m: float, *, count: int, stem_m: float = 0.0) -> list[Circuit]:
    """Return up to `count` circles of a length, the best first, each different from the others.

    Notes
    -----
    1. A tree of cheapest ways out of the start. In each direction a first turning point at a
       fifth to two fifths of the length, where the way is best.
    2. For each turning point, what lies in the corridor of the way to it is made dearer; then
       trees from the turning point and from the start. Every node is a second turning point
       at once: its length, cost and shared end are sums of numbers that are there.
    3. The best few are walked in thought: metres walked twice, metres in the same corridor.
    4. The best is first. Then each time the best of those that share less than half with all
       before; those much worse only where there is no other.
    """
    (out,) = trees_from(core, core.cost_m, [core.start])
    raster = _Raster(core)
    turns = _turns(core, out, length_m)
    fitting, near = (length_m, AIMED, TOLERANCE), (length_m, WIDE, WIDE)
    rounds = ((turns[:MOST_TURNS], fitting), (turns[MOST_TURNS:], fitting), (turns, near))
    for tried, wanted in rounds:
        rough = [
            each
            for turn in tried
            for each in _through(core, out, raster, turn, wanted, core.cost_m)
        ]
        if rough:
            found = _measured(core, rough, count)
            found = _with_others(core, raster, found, wanted, count)
            return different(core, found, count, stem_m)
    return []


def _with_others(
    core: LocalCore,
    raster: _Raster,
    found: list[Circuit],
    wanted: tuple[float, float, float],
    count: int,
) -> list[Circuit]:
    """Look on where too few good circuits differ: what the chosen ones walk is made dearer."""
    for look in range(1, MORE_LOOKS + 1):
        limit = MUCH_WORSE * found[0].cost
        good = [each for each in different(core, found, count, 0.0) if each.cost <= limit]
        if len(good) >= count:
            break
        cost = core.cost_m.copy()
        for each in good:
            cost[np.unique(each.chains)] *= OTHERWISE**look
        (out,) = trees_from(core, cost, [core.start])
        rough = [
            each
            for turn in _turns(core, out, wanted[0], look)[:MORE_TURNS]
            for each in _through(core, out, raster, turn, wanted, cost)
        ]
        found = sorted([*found, *_measured(core, rough, count)], key=lambda each: each.cost)
    return found


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


def _through(
    core: LocalCore,
    out: Tree,
    raster: _Raster,
    turn: int,
    wanted: tuple[float, float, float],
    base: Floats,
) -> list[_Rough]:
    length_m, aimed, tolerance = wanted
    nodes, chains = out.path(turn)
    near = raster.near(core, chains)
    cost = base + AVOID * near * core.length_m
    onward, home = trees_from(core, cost, [turn, core.start])
    total = out.length_m[turn] + onward.length_m + home.length_m
    price = out.cost_m[turn] + onward.cost_m + home.cost_m
    twice = shared_ends(onward, home)
    fits: Flags = total >= (1 - aimed) * length_m
    fits &= total <= (1 + AIMED) * length_m
    fits &= np.isfinite(price) & (twice < 0.1 * length_m)
    ends = np.flatnonzero(fits)
    if not len(ends):
        return []
    value = (price[ends] + REPEATED * 2 * twice[ends]) / total[ends]
    ends = ends[np.argsort(value, kind="stable")]
    made: list[_Rough] = []
    while len(ends) and len(made) < PER_TURN:
        end = int(ends[0])
        there, back = onward.path(end), home.path(end)
        rough = _walked(
            core,
            [*nodes, *there[0][1:], *back[0][-2::-1]],
            [*chains, *there[1], *back[1][::-1]],
            (length_m, tolerance),
        )
        if rough is not None:
            made.append(rough)
        away = np.hypot(*(core.at[ends] - core.at[end]).T)
        ends = ends[away > DIFFERENT_M * length_m]
    return made


def _walked(
    core: LocalCore, nodes: list[int], chains: list[int], wanted: tuple[float, float]
) -> _Rough | None:
    length_m, tolerance = wanted
    nodes, chains = _without_spurs(nodes, chains)
    if not chains:
        return None
    chain = np.array(chains)
    metres = core.length_m[chain]
    total = float(metres.sum())
    if not 1 - tolerance <= total / length_m <= 1 + TOLERANCE:
        return None
    _, first = np.unique(chain, return_index=True)
    again = np.ones(len(chain), dtype=bool)
    again[first] = False
    repeated = float(metres[again].sum())
    forward = core.tail[chain] == np.array(nodes[:-1])
    cost = float(core.cost_m[chain].sum()) + REPEATED * repeated
    return _Rough(chain, forward, total, cost / total, repeated)


def _measured(core: LocalCore, rough: list[_Rough], count: int) -> list[Circuit]:
    """Return circuits with what they walk in the same corridor, the best first.

    Those that are much worse without it than the best is with it are only looked at while
    there are few.
    """
    found: list[Circuit] = []
    best = np.inf
    for each in sorted(rough, key=lambda each: each.cost):
        if each.cost > MUCH_WORSE * best and len(found) >= 3 * count:
            break
        corridor = _corridor_m(_ticks(core, each.chain, each.forward))
        cost = each.cost + CORRIDOR * corridor / each.length_m
        best = min(best, cost)
        found.append(
            Circuit(
                each.chain.tolist(),
                each.forward.tolist(),
                each.length_m,
                cost,
                each.repeated_m,
                corridor,
            )
        )
    return sorted(found, key=lambda each: each.cost)


def _without_spurs(nodes: list[int], chains: list[int]) -> tuple[list[int], list[int]]:
    """Leave out what is walked forth and back at once."""
    kept_nodes, kept = [nodes[0]], list[int]()
    for chain, node in zip(chains, nodes[1:], strict=True):
        if kept and kept[-1] == chain:
            kept.pop()
            kept_nodes.pop()
        else:
            kept.append(chain)
            kept_nodes.append(node)
    return kept_nodes, kept


def _ticks(core: LocalCore, chain: Ints, forward: Flags) -> Floats:
    """Return points along a circle of chains, about as many as it has dozens of metres."""
    rows = rows_of(core.tick_starts, chain)
    sizes = core.tick_starts[chain + 1] - core.tick_starts[chain]
    first = np.repeat(core.tick_starts[chain], sizes)
    last = np.repeat(core.tick_starts[chain + 1] - 1, sizes)
    turned = np.where(np.repeat(forward, sizes), rows, first + last - rows)
    return np.asarray(core.ticks[turned])


def _corridor_m(points: Floats) -> float:
    """Return the metres of a closed line that have another part of it within the corridor.

    Parts that are less than `APART_M` apart along the line are no return.
    """
    step = np.hypot(*np.diff(points, axis=0, append=points[:1]).T)
    along = np.concatenate([[0.0], np.cumsum(step)])
    total = along[-1]
    pairs = cKDTree(points).query_pairs(CORRIDOR_M, output_type="ndarray")
    row, column = pairs[:, 0], pairs[:, 1]
    gap = np.abs(along[row] - along[column])
    gap = np.minimum(gap, total - gap)
    returns = np.zeros(len(points), dtype=bool)
    far = gap > APART_M
    returns[row[far]] = True
    returns[column[far]] = True
    return float(step[returns].sum())


class _Raster:
    """Cells over the ticks of a core, to tell which chains lie in a corridor."""

    def __init__(self, core: LocalCore) -> None:
        low = core.ticks.min(axis=0) - 4 * CELL_M
        cell = ((core.ticks - low) / CELL_M).astype(np.int64)
        self.columns = int(cell[:, 0].max()) + 4
        self.cell: Ints = cell[:, 1] * self.columns + cell[:, 0]
        self.size = (int(cell[:, 1].max()) + 4) * self.columns
        # Within two cells, but not at the corners: about the width of a corridor.
        two = range(-2, 3)
        self.around = np.array(
            [row * self.columns + column for row in two for column in two if abs(row * column) < 4]
        )
        self.counts = np.maximum(np.diff(core.tick_starts), 1)
        self.leash: Flags = np.hypot(*core.ticks.T) < LEASH_M

    def near(self, core: LocalCore, chains: list[int]) -> Floats:
        """Return the share of each chain that lies in the corridor of some chains, 0 to 1."""
        marked = np.zeros(self.size, dtype=bool)
        cells = np.unique(self.cell[rows_of(core.tick_starts, np.array(chains))])
        marked[(cells[:, None] + self.around).ravel()] = True
        inside = marked[self.cell] & ~self.leash
        return sums_of(inside.astype(np.float64), core.tick_starts) / self.counts
