"""On which ways a recorded track runs: a hidden Markov model over the walking network.

Newson and Krumm 2009 (ACM SIGSPATIAL GIS, 336-343): how far a point lies from a way says how
likely it is there; a way between two points that is longer than the straight line says how
unlikely it is that both are right. Deviation: the track is smoothed and thinned first, since
errors of neighbouring fixes are alike and may not be counted as if each were news.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .arrays import SCALE, Coordinates, Floats, Ints, metres_between, to_plane
from .cells import box_around
from .network import TerrainMap
from .place import nearest_on
from .trail import Trail, empty, joined

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

LONGEST_WAY_M = 160.0
"""Beyond its straight line a step is looked for this far along the ways."""

SPUR_M = 25.0
"""Shorter ways forth and back are noise along the way (judgement)."""

SAME_M = 0.01

GAP_M = 150.0
"""Points farther apart than this are not joined: nobody knows the way between (judgement)."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The ways near one point of a track, the nearest first.

    Attributes
    ----------
    edge : Ints
    along_m, away_m : Floats
        Distance of the nearest point from the u of each edge, and from the point.
    """

    edge: Ints
    along_m: Floats
    away_m: Floats


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
    """

    points: Coordinates
    step_m: Floats
    candidates: tuple[Candidates, ...]
    chosen: Ints
    trail: Trail


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
    ways = _Ways(network)
    chosen = np.full(len(points), -1, dtype=np.int64)
    parts: list[Trail] = []
    for first, last in _stretches(near, step):
        best = _likeliest(ways, near[first:last], step[first : last - 1])
        chosen[first:last] = best
        picked = [(near[first + at], which) for at, which in enumerate(best)]
        parts.append(ways.trail(picked))
    return Match(points, ends / 2, near, chosen, joined(parts) if parts else empty())


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
        return Candidates(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    near = nearest_on(network, edges, origin)
    order = np.argsort(near.away_m, kind="stable")[:MOST_CANDIDATES]
    order = order[near.away_m[order] <= REACH_M]
    return Candidates(near.edge[order], near.along_m[order], near.away_m[order])


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


def _likeliest(ways: _Ways, near: tuple[Candidates, ...], step: Floats) -> list[int]:
    """Return the likeliest candidate of each point (Viterbi)."""
    cost = 0.5 * (near[0].away_m / SPREAD_M) ** 2
    came_from: list[Ints] = []
    for number in range(1, len(near)):
        way = ways.between(near[number - 1], near[number], float(step[number - 1]))
        detour = np.abs(way - step[number - 1]) / DETOUR_M
        total = cost[:, None] + detour
        best = np.argmin(total, axis=0)
        came_from.append(best)
        cost = total[best, np.arange(total.shape[1])]
        cost = cost + 0.5 * (near[number].away_m / SPREAD_M) ** 2
    at = int(np.argmin(cost))
    chosen = [at]
    for before in reversed(came_from):
        at = int(before[at])
        chosen.append(at)
    return chosen[::-1]


class _Ways:
    """Short ways between nodes, each looked for once."""

    def __init__(self, network: TerrainMap) -> None:
        self.network = network
        self.from_node: dict[int, dict[int, tuple[float, int, int]]] = {}

    def around(self, start: int) -> dict[int, tuple[float, int, int]]:
        """Return, for nodes near a node: metres, the last edge and the node before it."""
        found = self.from_node.get(start)
        if found is None:
            found = {}
            heap = [(0.0, start, -1, -1)]
            lengths = self.network.arrays.edge_length
            while heap:
                metres, node, edge, before = heapq.heappop(heap)
                if node in found:
                    continue
                found[node] = (metres, edge, before)
                for head, along in self.network.arcs_from(node):
                    if head not in found:
                        farther = metres + float(lengths[along])
                        if farther <= LONGEST_WAY_M:
                            heapq.heappush(heap, (farther, head, along, node))
            self.from_node[start] = found
        return found

    def ends(self, edge: int, along_m: float) -> tuple[tuple[int, float], tuple[int, float]]:
        """Return the nodes of an edge, each with the metres to it."""
        arrays = self.network.arrays
        rest = max(float(arrays.edge_length[edge]) - along_m, 0.0)
        return (int(arrays.edge_u[edge]), along_m), (int(arrays.edge_v[edge]), rest)

    def between(self, one: Candidates, other: Candidates, step_m: float) -> Floats:
        """Return the metres of the ways between the candidates of two points."""
        far = step_m + LONGEST_WAY_M
        metres = np.full((len(one.edge), len(other.edge)), far)
        goals = [
            (int(edge), float(along), self.ends(int(edge), float(along)))
            for edge, along in zip(other.edge, other.along_m, strict=True)
        ]
        for row, (edge, along) in enumerate(zip(one.edge, one.along_m, strict=True)):
            starts = [(self.around(node), way) for node, way in self.ends(int(edge), float(along))]
            for column, (goal, goal_along, goal_ends) in enumerate(goals):
                if goal == edge:
                    metres[row, column] = abs(goal_along - float(along))
                    continue
                metres[row, column] = min(
                    (
                        way + known[node][0] + rest
                        for known, way in starts
                        for node, rest in goal_ends
                        if node in known
                    ),
                    default=far,
                )
        return metres

    def trail(self, picked: list[tuple[Candidates, int]]) -> Trail:
        """Return the way through candidates, without short ways forth and back."""
        at = [(int(near.edge[which]), float(near.along_m[which])) for near, which in picked]
        pieces = _without_spurs(
            [piece for here, there in pairwise(at) for piece in self._pieces(here, there)]
        )
        if not pieces:
            return empty()
        edge, begin, end = zip(*pieces, strict=True)
        return Trail(np.array(edge, dtype=np.int64), np.array(begin), np.array(end))

    def _pieces(
        self, here: tuple[int, float], there: tuple[int, float]
    ) -> list[tuple[int, float, float]]:
        if here[0] == there[0]:
            return [(here[0], here[1], there[1])]
        options = [
            (way + self.around(node)[goal][0] + rest, node, goal)
            for node, way in self.ends(*here)
            for goal, rest in self.ends(*there)
            if goal in self.around(node)
        ]
        if not options:
            return []
        _, node, last = min(options)
        goal = last
        lengths, heads = self.network.arrays.edge_length, self.network.arrays.edge_v
        known = self.around(node)
        middle: list[tuple[int, float, float]] = []
        while goal != node:
            _, edge, before = known[goal]
            whole = float(lengths[edge])
            forward = int(heads[edge]) == goal
            middle.append((edge, 0.0, whole) if forward else (edge, whole, 0.0))
            goal = before
        first_end = self._end_of(here[0], node)
        last_end = self._end_of(there[0], last)
        return [
            (here[0], here[1], first_end),
            *middle[::-1],
            (there[0], last_end, there[1]),
        ]

    def _end_of(self, edge: int, node: int) -> float:
        at_u = int(self.network.arrays.edge_u[edge]) == node
        return 0.0 if at_u else float(self.network.arrays.edge_length[edge])


Piece = tuple[int, float, float]
"""An edge, and from where to where along it."""


def _without_spurs(pieces: list[Piece]) -> list[Piece]:
    """Join what goes on along an edge, and leave out short ways forth and back."""
    kept: list[Piece] = []
    for piece in pieces:
        _add(kept, piece)
    at = 0
    while at + 1 < len(kept):
        if not _turns(kept[at], kept[at + 1]):
            at += 1
            continue
        first, last = at, at + 1
        depth = 0.0
        while first >= 0 and last < len(kept) and _turns(kept[first], kept[last]):
            out, back = _metres(kept[first]), _metres(kept[last])
            depth += min(out, back)
            first, last = first - 1, last + 1
            if abs(out - back) > SAME_M:
                break
        if depth > SPUR_M:
            at += 1
            continue
        rest = kept[last:]
        inner = (kept[first + 1], kept[last - 1])
        del kept[first + 1 :]
        edge, begin, end = inner[0][0], inner[0][1], inner[1][2]
        for piece in [(edge, begin, end), *rest]:
            _add(kept, piece)
        at = max(first, 0)
    return kept


def _add(pieces: list[Piece], piece: Piece) -> None:
    edge, begin, end = piece
    if abs(end - begin) <= SAME_M:
        return
    if pieces:
        last, first, turn = pieces[-1]
        if last == edge and abs(turn - begin) <= SAME_M and (turn - first) * (end - begin) > 0:
            pieces[-1] = (edge, first, end)
            return
    pieces.append(piece)


def _turns(one: Piece, other: Piece) -> bool:
    """Return whether one walks an edge back that one came on."""
    return (
        one[0] == other[0]
        and abs(one[2] - other[1]) <= SAME_M
        and (one[2] - one[1]) * (other[2] - other[1]) < 0
    )


def _metres(piece: Piece) -> float:
    return abs(piece[2] - piece[1])


def to_coordinates(latitude_deg: Floats, longitude_deg: Floats) -> Coordinates:
    """Return degrees as coordinates; rows without a place are left out."""
    known = np.isfinite(latitude_deg) & np.isfinite(longitude_deg)
    pair = np.column_stack([longitude_deg[known], latitude_deg[known]]) * SCALE
    return np.rint(pair).astype(np.int32)
