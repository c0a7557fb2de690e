"""On which ways a recorded track runs: a hidden Markov model over the walking network.

Newson and Krumm 2009 (ACM SIGSPATIAL GIS, 336-343): how far a point lies from a way says how
likely it is there; a way between two points that is longer than the straight line says how
unlikely it is that both are right. Deviation: the track is smoothed and thinned first, since
errors of neighbouring fixes are alike and may not be counted as if each were news; and people
keep to the pavement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import SCALE, Coordinates, Floats, Ints, metres_between, to_plane
from .cells import box_around
from .network import TerrainMap
from .place import nearest_on
from .short_ways import Candidates, ShortWays
from .trail import Trail, empty, joined
from .ways import KIND_CODE
from .wishes import are_steps

STEP_M = 10.0
"""Distance between the points that are matched (judgement)."""

SMOOTHED_OVER = 5
"""Fixes that are averaged; at one a second less than ten metres (judgement)."""

REACH_M = 40.0
"""A fix farther than this from every way is off the map (judgement)."""

MOST_CANDIDATES = 9
SPREAD_M = 7.0
"""Standard deviation of a point from its way: 4 to 8 m of noise, half a road (judgement)."""

DETOUR_M = 6.0
"""Detour at which a step is less likely by the factor e (judgement)."""

PAVEMENT = 1.0
ROAD_FROM = 0.2
ROAD_ODD, SERVICE_ODD, STAIR_ODD = 1.0, 0.5, 1.5
"""Who walks keeps to the pavement where the map has one beside the road, and climbs no stair
beside a level way. `PAVEMENT` times these speaks against each point on ways with this much
traffic (a residential road or more), on service ways and on stairs, as half the square of
its distance in standard deviations does (judgement; of 0, 1 and 2, 1 errs least in
benchmarks/terrain_tracks.py). Where there is no other way, it changes nothing."""

SERVICE_CODE = KIND_CODE["service"]

GAP_M = 150.0
"""Points farther apart than this are not joined: nobody knows the way between (judgement)."""


@dataclass(frozen=True, slots=True)
class Match:
    """A track on the network.

    Attributes
    ----------
    points : Coordinates
        The points that were matched, about every `STEP_M`.
    step_m : Floats
        Metres of the track that each point stands for.
    candidates : tuple of Candidates
        Of each point; empty where it is off the map.
    chosen : Ints
        Which candidate it is, -1 where there is none.
    trail : Trail
        The ways in walking order. Where the track leaves the map, it goes on where it is back.
    stretches : tuple of (int, int)
        First point and the one after the last of each part that lies on the map without a gap.
    between_m : tuple of Floats
        For each point the metres on ways from each candidate of the point before to each of
        its own; of no size where a stretch begins.
    ways : ShortWays
        What tells the ways between candidates.
    """

    points: Coordinates
    step_m: Floats
    candidates: tuple[Candidates, ...]
    chosen: Ints
    trail: Trail
    stretches: tuple[tuple[int, int], ...]
    between_m: tuple[Floats, ...]
    ways: ShortWays


def match_points(network: TerrainMap, fixes: Coordinates) -> Match:
    """Return the ways on which a track runs.

    Parameters
    ----------
    network : TerrainMap
    fixes : Coordinates
        Shape (n, 2), in the order of time.
    """
    points = thinned(fixes)
    step = metres_between(points[:-1], points[1:])
    ends = np.concatenate([[0.0], step]) + np.concatenate([step, [0.0]])
    near = tuple(_near(network, point) for point in points)
    ways = ShortWays(network)
    chosen = np.full(len(points), -1, dtype=np.int64)
    between = [np.zeros((0, 0)) for _ in near]
    parts: list[Trail] = []
    stretches = tuple(_stretches(near, step))
    for first, last in stretches:
        for at in range(first + 1, last):
            between[at] = ways.between(near[at - 1], near[at], float(step[at - 1]))
        best = _likeliest(near[first:last], step[first : last - 1], between[first + 1 : last])
        chosen[first:last] = best
        places = [near[first + at].place(which) for at, which in enumerate(best)]
        parts.append(ways.through(places))
    trail = joined(parts) if parts else empty()
    return Match(points, ends / 2, near, chosen, trail, stretches, tuple(between), ways)


def thinned(fixes: Coordinates) -> Coordinates:
    """Return a track smoothed, as points that are about `STEP_M` apart."""
    if len(fixes) <= 2:
        return fixes
    half = SMOOTHED_OVER // 2
    padded = np.concatenate(
        [np.repeat(fixes[:1], half, axis=0), fixes, np.repeat(fixes[-1:], half, axis=0)]
    ).astype(np.float64)
    # Only what was recorded close together is averaged: a sparse track keeps its corners, and
    # nothing is averaged over a gap.
    running = np.concatenate([np.zeros((1, 2)), np.cumsum(padded - padded[0], axis=0)])
    mean = padded[0] + (running[SMOOTHED_OVER:] - running[:-SMOOTHED_OVER]) / SMOOTHED_OVER
    step = metres_between(fixes[:-1], fixes[1:])
    upto = np.concatenate([np.zeros(half + 1), np.cumsum(step), np.full(half, step.sum())])
    window = upto[2 * half :] - upto[: -2 * half]
    smooth = np.where((window < 2 * STEP_M)[:, None], mean, fixes)
    whole = np.rint(smooth).astype(np.int32)
    plane = to_plane(whole, (float(whole[0, 0]), float(whole[0, 1])))
    kept = [0]
    for number in range(1, len(plane)):
        if np.hypot(*(plane[number] - plane[kept[-1]])) >= STEP_M:
            kept.append(number)
    if kept[-1] != len(whole) - 1:
        kept.append(len(whole) - 1)
    return np.asarray(whole[kept])


def _near(network: TerrainMap, point: Coordinates) -> Candidates:
    origin = (float(point[0]), float(point[1]))
    edges = network.edges_in(box_around(origin, REACH_M))
    if not len(edges):
        return Candidates(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0))
    near = nearest_on(network, edges, origin)
    order = np.argsort(near.away_m, kind="stable")[:MOST_CANDIDATES]
    order = order[near.away_m[order] <= REACH_M]
    edge = near.edge[order]
    traffic = network.arrays.edge_traffic[edge]
    odd = np.where(traffic >= ROAD_FROM, ROAD_ODD, 0.0)
    odd[network.arrays.edge_kind[edge] == SERVICE_CODE] = SERVICE_ODD
    odd[are_steps(network, edge)] = STAIR_ODD
    return Candidates(edge, near.along_m[order], near.away_m[order], odd)


def _stretches(near: tuple[Candidates, ...], step: Floats) -> list[tuple[int, int]]:
    """Return begin and end of the parts of a track that lie on the map without a gap."""
    found: list[tuple[int, int]] = []
    begin = 0
    for number, each in enumerate(near):
        if len(each.edge) and (number == begin or step[number - 1] <= GAP_M):
            continue
        if number > begin:
            found.append((begin, number))
        begin = number if len(each.edge) else number + 1
    if begin < len(near):
        found.append((begin, len(near)))
    return found


def _likeliest(near: tuple[Candidates, ...], step: Floats, between: list[Floats]) -> list[int]:
    """Return the likeliest candidate of each point (Viterbi)."""
    cost = 0.5 * (near[0].away_m / SPREAD_M) ** 2 + near[0].odd * PAVEMENT
    came_from: list[Ints] = []
    for number in range(1, len(near)):
        detour = np.abs(between[number - 1] - step[number - 1]) / DETOUR_M
        total = cost[:, None] + detour
        best = np.argmin(total, axis=0)
        came_from.append(best)
        cost = total[best, np.arange(total.shape[1])]
        cost = cost + 0.5 * (near[number].away_m / SPREAD_M) ** 2 + near[number].odd * PAVEMENT
    at = int(np.argmin(cost))
    chosen = [at]
    for before in reversed(came_from):
        at = int(before[at])
        chosen.append(at)
    return chosen[::-1]


def to_coordinates(latitude_deg: Floats, longitude_deg: Floats) -> Coordinates:
    """Return degrees as coordinates; rows without a place are left out."""
    known = np.isfinite(latitude_deg) & np.isfinite(longitude_deg)
    pair = np.column_stack([longitude_deg[known], latitude_deg[known]]) * SCALE
    return np.rint(pair).astype(np.int32)
