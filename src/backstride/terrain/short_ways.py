"""The ways between neighbouring points of a track, and the trail that they make."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .arrays import Floats, Ints
from .network import TerrainMap
from .trail import Trail, empty
from .wishes import STEPS_CODE

LONGEST_WAY_M = 160.0
"""Beyond its straight line a step is looked for this far along the ways."""

SPUR_M = 25.0
"""Shorter ways forth and back are noise along the way (judgement)."""

STAIR_M = 15.0
"""Between two points a stair is looked at as so much longer: it takes a way round of this much
to be believed (judgement)."""

ALL_SPURS = 0.1
"""Where less than this is left without spurs, going forth and back was the walk (judgement)."""

SAME_M = 0.01

Piece = tuple[int, float, float]
"""An edge, and from where to where along it."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The ways near one point of a track, the nearest first.

    Attributes
    ----------
    edge : Ints
    along_m, away_m : Floats
        Distance of the nearest point from the u of each edge, and from the point.
    odd : Floats
        How little one walks there where there is another way, 0 for a pavement.
    """

    edge: Ints
    along_m: Floats
    away_m: Floats
    odd: Floats

    def place(self, which: int) -> tuple[int, float]:
        """Return edge and metres along it of a candidate."""
        return int(self.edge[which]), float(self.along_m[which])


class ShortWays:
    """Short ways between nodes, each looked for once."""

    def __init__(self, network: TerrainMap) -> None:
        self.network = network
        stairs = network.arrays.edge_kind == STEPS_CODE
        self.lengths = network.arrays.edge_length + np.where(stairs, STAIR_M, 0.0)
        self.from_node: dict[int, dict[int, tuple[float, int, int]]] = {}

    def around(self, start: int) -> dict[int, tuple[float, int, int]]:
        """Return, for nodes near a node: metres, the last edge and the node before it."""
        found = self.from_node.get(start)
        if found is None:
            found = {}
            heap = [(0.0, start, -1, -1)]
            lengths = self.lengths
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

    def through(self, places: list[tuple[int, float]]) -> Trail:
        """Return the way through places on edges, without short ways forth and back."""
        return self.trail(
            [piece for here, there in pairwise(places) for piece in self.pieces(here, there)]
        )

    def trail(self, pieces: list[Piece]) -> Trail:
        """Return pieces as one way, without short ways forth and back."""
        kept = _without_spurs(pieces)
        if sum(map(_metres, kept)) < ALL_SPURS * sum(map(_metres, pieces)):
            kept = [piece for piece in pieces if _metres(piece) > SAME_M]
        if not kept:
            return empty()
        edge, begin, end = zip(*kept, strict=True)
        return Trail(np.array(edge, dtype=np.int64), np.array(begin), np.array(end))

    def pieces(self, here: tuple[int, float], there: tuple[int, float]) -> list[Piece]:
        """Return the shortest way between two places, each an edge and the metres along it."""
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
