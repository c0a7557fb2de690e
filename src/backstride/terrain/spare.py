"""Walks for places where no circle of the right length exists.

Rounds of a short circle, with a stem to it, or there and back, or to and fro: whoever starts
on the network gets a walk as long as asked.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from .arrays import Floats, Ints
from .reach import Reach
from .sketch import Idea, Shape, Sketch
from .trail import Trail, joined

SHORTEST_ROUND_M = 120.0
"""Shorter circles make one dizzy (judgement)."""

AGAIN = 0.6
"""Extra per metre that is walked again (judgement): there and back counts it on half."""

MANY, DULL = 4, 0.15
"""Each round beyond so many costs this much more a metre: nobody likes the eleventh (judgement)."""

TOLERANCE = 0.05
MOST_ENDS = 40
NEARLY = 0.9
"""Where all ways are short, the ends of those that are nearly the longest are turning points."""

SHORTEST_WAY_M = 0.5


def spare_walks(reach: Reach, length_m: float) -> list[Idea]:
    """Return walks of a length, the best first; many of them are much alike.

    Parameters
    ----------
    reach : Reach
        As far as half of the length at least.
    length_m : float
    """
    found = _rounds(reach, length_m) + _there_and_back(reach, length_m)
    return sorted(found, key=lambda each: each.cost)


def _there_and_back(reach: Reach, length_m: float) -> list[Idea]:
    half = length_m / 2
    length = reach.length_m
    reached = reach.via >= 0
    # The first nodes beyond the half: each has a turning point of its own.
    ends = np.flatnonzero(reached & (length >= half) & (length[reach.parent] < half))
    if not len(ends) and reached.any():
        ends = np.flatnonzero(reached & (length >= NEARLY * length[reached].max()))
    if not len(ends) or length[ends].max() < SHORTEST_WAY_M:
        if float(reach.network.arrays.edge_length[reach.place.edge]) > 0:
            walk = _on_one_edge(reach, length_m)
            return [Idea(walk.cost, lambda: walk)]
        return []
    ends = ends[length[ends] >= SHORTEST_WAY_M]
    per_metre = reach.cost[ends] / length[ends]
    times = np.maximum(1, np.ceil(half / length[ends] - 1e-6)).astype(np.int64)
    cost = per_metre + AGAIN * (1 - 1 / (2 * times))
    # Two ways that part before their half share less than half: of those that part later, the best.
    order = np.argsort(cost, kind="stable")
    _, first = np.unique(_above(reach, ends, half / times / 2)[order], return_index=True)
    return [
        Idea(
            float(cost[row]),
            partial(
                _to_and_fro, reach, int(ends[row]), int(times[row]), float(cost[row]), length_m
            ),
        )
        for row in order[np.sort(first)][:MOST_ENDS].tolist()
    ]


def _above(reach: Reach, nodes: Ints, length_m: Floats) -> Ints:
    """Return, on the way to each node, the first one that is at least so far."""
    for up in reversed(reach.ladder):
        above = up[nodes]
        nodes = np.where(reach.length_m[above] >= length_m, above, nodes)
    return nodes


def _to_and_fro(reach: Reach, node: int, times: int, cost: float, length_m: float) -> Sketch:
    out = _first(reach.trail_to(node), length_m / 2 / times)
    trail = joined([out, out.back()] * times)
    again = length_m * (1 - 1 / (2 * times))
    return Sketch(Shape.THERE_AND_BACK, trail, cost, 0.0, times, again, again)


def _on_one_edge(reach: Reach, length_m: float) -> Sketch:
    """Return to and fro on the edge of the place, where it leads nowhere."""
    whole = float(reach.network.arrays.edge_length[reach.place.edge])
    here = reach.place.along_m
    end = whole if whole - here >= here else 0.0
    out = Trail(np.array([reach.place.edge]), np.array([here]), np.array([end]))
    times = max(1, math.ceil(length_m / 2 / max(out.length_m, 0.1)))
    out = _first(out, length_m / 2 / times)
    again = length_m - out.length_m
    trail = joined([out, out.back()] * times)
    return Sketch(Shape.THERE_AND_BACK, trail, 1.0 + 2 * AGAIN, 0.0, times, again, again)


def _first(trail: Trail, length_m: float) -> Trail:
    """Return the beginning of a way."""
    upto = np.cumsum(trail.piece_m)
    last = min(int(np.searchsorted(upto, length_m)), len(upto) - 1)
    edge, begin = trail.edge[: last + 1], trail.begin_m[: last + 1]
    end = trail.end_m[: last + 1].copy()
    over = max(float(upto[last]) - length_m, 0.0)
    end[-1] -= math.copysign(over, end[-1] - begin[-1])
    return Trail(edge, begin, end)


def _rounds(reach: Reach, length_m: float) -> list[Idea]:
    """Return walks around the circles that edges outside the tree close."""
    length, cost = reach.length_m, reach.cost
    metres = reach.network.arrays.edge_length[reach.edge].astype(np.float64)
    loose = np.isfinite(cost[reach.u]) & ~np.isin(reach.edge, reach.via)
    loose &= length[reach.u] + length[reach.v] + metres <= (1 + TOLERANCE) * length_m
    rows = np.flatnonzero(loose)
    if not len(rows):
        return []
    u, v, metres = reach.u[rows], reach.v[rows], metres[rows]
    meeting = reach.meetings(u, v)
    stem = length[meeting]
    circle = length[u] + length[v] + metres - 2 * stem
    times = np.maximum(1, np.rint((length_m - 2 * stem) / np.maximum(circle, 1.0)))
    total = 2 * stem + times * circle
    price = cost[u] + cost[v] + reach.edge_cost[rows] - 2 * cost[meeting]
    again = stem + (times - 1) * circle
    value = (2 * cost[meeting] + times * price + AGAIN * again) / total
    value += DULL * np.maximum(times - MANY, 0)
    fits = (circle >= SHORTEST_ROUND_M) & (np.abs(total - length_m) <= TOLERANCE * length_m)
    chosen = np.flatnonzero(fits)
    chosen = chosen[np.argsort(value[chosen], kind="stable")]
    # Of circles that go out and come back alike, the best.
    part = (stem + circle / 4)[chosen]
    one, other = (
        _above(reach, each[chosen], np.minimum(part, length[each[chosen]])) for each in (u, v)
    )
    sides = np.minimum(one, other) * len(length) + np.maximum(one, other)
    _, first = np.unique(sides, return_index=True)
    chosen = chosen[np.sort(first)][:MOST_ENDS]
    return [
        Idea(
            float(value[at]),
            partial(
                _walk_around,
                reach,
                (int(rows[at]), int(meeting[at])),
                int(times[at]),
                float(value[at]),
            ),
        )
        for at in chosen.tolist()
    ]


def _walk_around(reach: Reach, closed: tuple[int, int], times: int, value: float) -> Sketch:
    row, meeting = closed
    edge = int(reach.edge[row])
    stem = reach.trail_to(meeting)
    there = reach.trail_between(meeting, int(reach.u[row]))
    back = reach.trail_between(meeting, int(reach.v[row]))
    whole = float(reach.network.arrays.edge_length[edge])
    across = Trail(np.array([edge]), np.array([0.0]), np.array([whole]))
    circle = joined([there, across, back.back()])
    stem_m = stem.length_m
    shape = Shape.ROUNDS if times > 1 else Shape.STEM_AND_LOOP if stem_m > 1 else Shape.LOOP
    again = (times - 1) * circle.length_m
    trail = joined([stem, *[circle] * times, stem.back()])
    return Sketch(shape, trail, value, stem_m, times, again, again)
