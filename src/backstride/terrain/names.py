"""Names for loops: by the water or the park they pass, else by a street they follow."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.spatial import cKDTree

from .arrays import Coordinates, to_plane
from .cells import box_around
from .loops import Loop
from .network import TerrainMap
from .place import names_beside
from .rows import SHAPE_KINDS
from .sampling import Lines
from .sketch import Shape

NAMED_SHARE = 0.4
"""A loop with fewer of its metres on named ways is named by what lies beside (judgement)."""

SIGHTS = ("water", "green", "stream")
BESIDE_M = 30.0
SAMPLE_M = 20.0
SIGHT_M, SIGHT_SHARE = 80.0, 0.08
"""What is passed for so many metres, and for this share of the walk, may name it (judgement)."""

LONGEST_NAME = 26
"""Letters of the name of a park or a water that fits on a line."""

SIDES = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")

UNNAMED = "Along paths without a name"


def name_of(loop: Loop) -> str:
    """Return a name: the two streets that it follows longest, or what it is."""
    by_name = _streets(loop, None)
    names = sorted(by_name, key=lambda name: (-by_name[name], name))[:2]
    return " and ".join(names) if names else UNNAMED


def names_of(loops: Sequence[Loop], network: TerrainMap | None = None) -> tuple[str, ...]:
    """Return short names of loops that are offered together, by what sets them apart.

    Pavements and paths have no name of their own; with the map they get that of the street
    beside them, and a loop along a park or a water has its name. Where two would have the same
    name, the side to which they lead is added.
    """
    streets = [_streets(loop, network) for loop in loops]
    sights = [{} if network is None else _sights(loop, network) for loop in loops]
    names = []
    for number, loop in enumerate(loops):
        seen = _apart(sights, number)
        own = seen if seen and max(seen.values()) > 0 else _apart(streets, number)
        best = min(own, key=lambda name: (-own[name], name), default="")
        names.append(_called(best, loop.shape) if best else UNNAMED)
    twice = {name for name in names if names.count(name) > 1}
    return tuple(
        f"{name}, to the {_side(loop)}" if name in twice else name
        for name, loop in zip(names, loops, strict=True)
    )


def _called(name: str, shape: Shape) -> str:
    match shape:
        case Shape.ROUNDS:
            return f"Rounds by {name}"
        case Shape.THERE_AND_BACK:
            return f"{name} and back"
    return f"{name} loop"


def _apart(metres: Sequence[Mapping[str, float]], number: int) -> dict[str, float]:
    """Return for how many metres more than any other loop one has each name."""
    others = [each for other, each in enumerate(metres) if other != number]
    return {
        name: length - max((each.get(name, 0.0) for each in others), default=0.0)
        for name, length in metres[number].items()
    }


def _streets(loop: Loop, network: TerrainMap | None) -> dict[str, float]:
    own: dict[str, float] = {}
    for stretch in loop.ground.stretches:
        if stretch.name:
            own[stretch.name] = own.get(stretch.name, 0.0) + stretch.length_m
    if network is not None and sum(own.values()) < NAMED_SHARE * loop.length_m:
        return names_beside(network, loop.line)
    return own


def _sights(loop: Loop, network: TerrainMap) -> dict[str, float]:
    """Return the parks and waters beside a loop, and for how many metres."""
    arrays = network.arrays
    origin = (float(loop.line[0, 0]), float(loop.line[0, 1]))
    _, _, east, north = box_around(origin, BESIDE_M)
    margin = np.array([east - origin[0], north - origin[1]])
    low, high = loop.line.min(axis=0) - margin, loop.line.max(axis=0) + margin
    box = arrays.layer_box
    kinds = [SHAPE_KINDS.index(kind) for kind in SIGHTS]
    near = (arrays.layer_name > 0) & np.isin(arrays.layer_kind, kinds)
    near &= (box[:, :2] <= high).all(axis=1) & (box[:, 2:] >= low).all(axis=1)
    numbers = np.flatnonzero(near)
    if not len(numbers):
        return {}
    walked = cKDTree(to_plane(_sampled(loop.line), origin))
    beside: dict[str, set[int]] = {}
    for number in numbers.tolist():
        begin, end = int(arrays.layer_starts[number]), int(arrays.layer_starts[number + 1])
        points = to_plane(_sampled(arrays.layer_points[begin:end]), origin)
        found = walked.query_ball_point(points, BESIDE_M)
        name = network.name(int(arrays.layer_name[number]))
        beside.setdefault(name, set()).update(*found)
    least = max(SIGHT_M, SIGHT_SHARE * loop.length_m)
    return {
        name: len(found) * SAMPLE_M
        for name, found in beside.items()
        if len(found) * SAMPLE_M >= least and len(name) <= LONGEST_NAME
    }


def _sampled(line: Coordinates) -> Coordinates:
    lines = Lines(np.array([0, len(line)]), line)
    _, number, distance = lines.ticks(np.maximum(1, (lines.length_m / SAMPLE_M).astype(np.int64)))
    return lines.at(number, distance)


def _side(loop: Loop) -> str:
    """Return where a walk leads, seen from its start: "north-east"."""
    plane = to_plane(loop.line, (float(loop.line[0, 0]), float(loop.line[0, 1])))
    return side_of(*plane.mean(axis=0).tolist())


def side_of(east: float, north: float) -> str:
    """Return the direction of a point some metres to the east and to the north."""
    turned = math.degrees(math.atan2(east, north)) % 360
    return SIDES[round(turned / (360 / len(SIDES))) % len(SIDES)]
