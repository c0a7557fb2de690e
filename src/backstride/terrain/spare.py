"""Walks for places where no circle of the right length exists.

Rounds of a short circle, with a stem to it, or there and back, or to and fro: whoever starts
on the network gets a walk as long as asked.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from .arrays import Ints
from .reach import Reach
from .trail import Trail, joined


class Shape(StrEnum):
    """How a walk runs."""

    LOOP = "loop"
    STEM_AND_LOOP = "stem and loop"
    ROUNDS = "rounds"
    THERE_AND_BACK = "there and back"


SHORTEST_ROUND_M = 120.0
"""Shorter circles make one dizzy (judgement)."""

AGAIN = 0.6
"""Extra per metre that is walked again (judgement): there and back counts it on half."""

TOLERANCE = 0.05
MOST_ENDS = 40
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Spare:
    """A walk that is no plain circle.

    Attributes
    ----------
    shape : Shape
    trail : Trail
    cost : float
        Per metre, metres walked again at `AGAIN` more.
    stem_m : float
        Way to the circle, walked forth and back.
    rounds : int
        How often the circle is walked, or how often there and back.
    again_m : float
        Metres walked again, without the stem.
    """

    shape: Shape
    trail: Trail
    cost: float
    stem_m: float
    rounds: int
    again_m: float


def spare_walks(
    reach: Reach, length_m: float, count: int, taken: Sequence[Trail] = ()
) -> list[Spare]:
    """Return walks of a length, the best first, so that there are `count` different ones.

    Parameters
    ----------
    reach : Reach
        As far as half of the length at least.
    length_m : float
    count : int
        How many there should be together with those that are `taken`.
    taken : sequence of Trail
        Walks that are chosen already.
    """
    found = _rounds(reach, length_m) + _there_and_back(reach, length_m)
    found.sort(key=lambda each: each.cost)
    chosen: list[Spare] = []
    for each in found:
        if len(taken) + len(chosen) >= count:
            break
        others = [*taken, *(other.trail for other in chosen)]
        if all(shared_share(each.trail, other) < ALIKE for other in others):
            chosen.append(each)
    return chosen


def shared_share(one: Trail, other: Trail) -> float:
    """Return the share of the metres of a way that lie on edges of another way."""
    common = np.isin(one.edge, other.edge)
    return float(one.piece_m[common].sum()) / max(one.length_m, 1e-9)


def _there_and_back(reach: Reach, length_m: float) -> list[Spare]:
    half = length_m / 2
    arrays = reach.network.arrays
    ends: list[tuple[float, int]] = [
        (reach.cost[node] / max(metres, 1.0), node)
        for node, metres in reach.length_m.items()
        if metres >= half
    ]
    if not ends and reach.length_m:
        farthest = max(reach.length_m.values())
        ends = [
            (reach.cost[node] / max(metres, 1.0), node)
            for node, metres in reach.length_m.items()
            if metres >= 0.9 * farthest
        ]
    ends.sort()
    walks = []
    for per_metre, node in ends[:MOST_ENDS]:
        whole = reach.trail_to(node)
        if whole.length_m < 0.5:
            continue
        times = max(1, math.ceil(half / whole.length_m - 1e-6))
        out = _first(whole, half / times)
        walks.append(
            Spare(
                Shape.THERE_AND_BACK,
                joined([out, out.back()] * times),
                per_metre + AGAIN * (1 - 1 / (2 * times)),
                0.0,
                times,
                length_m * (1 - 1 / (2 * times)),
            )
        )
    if not walks and float(arrays.edge_length[reach.place.edge]) > 0:
        walks.append(_on_one_edge(reach, length_m))
    return walks


def _on_one_edge(reach: Reach, length_m: float) -> Spare:
    """Return to and fro on the edge of the place, where it leads nowhere."""
    whole = float(reach.network.arrays.edge_length[reach.place.edge])
    here = reach.place.along_m
    end = whole if whole - here >= here else 0.0
    out = Trail(np.array([reach.place.edge]), np.array([here]), np.array([end]))
    times = max(1, math.ceil(length_m / 2 / max(out.length_m, 0.1)))
    out = _first(out, length_m / 2 / times)
    return Spare(
        Shape.THERE_AND_BACK,
        joined([out, out.back()] * times),
        1.0 + 2 * AGAIN,
        0.0,
        times,
        length_m - out.length_m,
    )


def _first(trail: Trail, length_m: float) -> Trail:
    """Return the beginning of a way."""
    upto = np.cumsum(trail.piece_m)
    last = min(int(np.searchsorted(upto, length_m)), len(upto) - 1)
    edge, begin = trail.edge[: last + 1], trail.begin_m[: last + 1]
    end = trail.end_m[: last + 1].copy()
    over = max(float(upto[last]) - length_m, 0.0)
    end[-1] -= math.copysign(over, end[-1] - begin[-1])
    return Trail(edge, begin, end)


def _rounds(reach: Reach, length_m: float) -> list[Spare]:
    """Return walks around the circles that edges outside the tree close."""
    arrays = reach.network.arrays
    used = {edge for edge, _ in reach.before.values()}
    edges: Ints = np.array(list(reach.edge_cost), dtype=np.int64)
    rough: list[tuple[float, int, int]] = []
    lines: dict[int, list[int]] = {}
    for edge, u, v, metres in zip(
        edges.tolist(),
        arrays.edge_u[edges].tolist(),
        arrays.edge_v[edges].tolist(),
        arrays.edge_length[edges].tolist(),
        strict=True,
    ):
        if edge in used or u not in reach.cost or v not in reach.cost:
            continue
        if reach.length_m[u] + reach.length_m[v] + metres > 1.05 * length_m:
            continue
        for node in (u, v):
            if node not in lines:
                lines[node] = reach.ancestors(node)
        meeting = _meeting(lines[u], lines[v])
        stem, stem_cost = (
            (reach.length_m[meeting], reach.cost[meeting]) if meeting >= 0 else (0.0, 0.0)
        )
        circle = reach.length_m[u] + reach.length_m[v] + metres - 2 * stem
        if circle < SHORTEST_ROUND_M:
            continue
        times = max(1, round((length_m - 2 * stem) / circle))
        total = 2 * stem + times * circle
        if abs(total - length_m) > TOLERANCE * length_m:
            continue
        price = reach.cost[u] + reach.cost[v] + reach.edge_cost[edge] - 2 * stem_cost
        again = stem + (times - 1) * circle
        value = (2 * stem_cost + times * price + AGAIN * again) / total
        rough.append((value, edge, times))
    rough.sort()
    return [_walk_around(reach, edge, times, value) for value, edge, times in rough[:MOST_ENDS]]


def _walk_around(reach: Reach, edge: int, times: int, value: float) -> Spare:
    arrays = reach.network.arrays
    u, v = int(arrays.edge_u[edge]), int(arrays.edge_v[edge])
    meeting = _meeting(reach.ancestors(u), reach.ancestors(v))
    stem = reach.trail_to(meeting) if meeting >= 0 else None
    skip = 0 if stem is None else len(stem.edge)
    there, back = _after(reach.trail_to(u), skip), _after(reach.trail_to(v), skip)
    whole = float(arrays.edge_length[edge])
    across = Trail(np.array([edge]), np.array([0.0]), np.array([whole]))
    circle = joined([there, across, back.back()])
    parts = [circle] * times
    stem_m = 0.0
    if stem is not None:
        parts = [stem, *parts, stem.back()]
        stem_m = stem.length_m
    shape = Shape.ROUNDS if times > 1 else Shape.STEM_AND_LOOP if stem_m > 1 else Shape.LOOP
    again = (times - 1) * circle.length_m
    return Spare(shape, joined(parts), value, stem_m, times, again)


def _after(trail: Trail, skip: int) -> Trail:
    return Trail(trail.edge[skip:], trail.begin_m[skip:], trail.end_m[skip:])


def _meeting(one: list[int], other: list[int]) -> int:
    there = set(other)
    return next(node for node in one if node in there)
