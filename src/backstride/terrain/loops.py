"""Loops from a place, the size of a walk."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np

from .amenities import Amenity, amenities_along, longest_without_bench_m
from .arrays import SCALE, Coordinates, Floats, metres_between, to_plane
from .choice import LEEWAY, MUCH_WORSE, Circuit
from .circuits import TOLERANCE, circuits
from .errors import PlaceError
from .ground import Ground, ground_of
from .local import LocalCore, core_around
from .network import TerrainMap
from .offered import offered_together
from .place import Place, place_at
from .reach import reach_from
from .sketch import Idea, Shape, Sketch
from .spare import AGAIN, spare_walks
from .trail import Trail, degrees, empty, joined
from .wishes import Wishes, are_steps

DEFAULT_SPEED_MPS = 1.25
"""An easy walk on the level, 4.5 km/h, where the walker's own speed is not known (judgement)."""

SLOWEST_MPS, FASTEST_MPS = 0.2, 3.0
SHORTEST_MIN, LONGEST_MIN = 1.0, 240.0
LETTERS = "ABCDEFGHIJ"

LONGEST_STEM = 0.30
"""Share of a walk that the way to a loop may take, once (judgement): there and back more than
half of the walk is no loop."""

FARTHEST = 0.44
"""Circles are looked for within this share of their length around the start (judgement): one that
goes farther is thin, and feels like there and back."""

STEM_AGAIN = 0.6
"""Extra per metre of the stem on the way back (judgement)."""

MOST_CIRCLES = 40
"""So many circles are laid beside walks of other shapes."""

BACK_AND_FORTH = 1.0 + AGAIN / 2
"""What a metre there and back costs at least, on perfect ground."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A walk that comes back to where it began.

    Attributes
    ----------
    letter : str
        "A" is the best.
    shape : Shape
    trail : Trail
        Edges in walking order.
    line : Coordinates
        Points in walking order, shape (n, 2), in coordinates.
    length_m, minutes : float
    cost : float
        Metres of perfect ground to which one metre of this walk comes; 1 is perfect. Loops
        are compared by it.
    ground : Ground
    repeated_m : float
        Metres walked again, without the stem.
    corridor_m : float
        Metres with another part of the loop within 18 m, without the stem.
    stem_m : float
        Way to the circle, walked forth and back.
    rounds : int
    amenities : tuple of Amenity
        Benches, drinking water and toilets, in walking order.
    without_bench_m : float
        Longest stretch without a bench.
    farthest_home_m : float
        From the farthest point, the shorter way home along this walk.
    farthest_m : float
        Straight distance from home to the farthest point.
    steps_unavoidable : bool
        No steps were wished for, and there is no walk without any.
    """

    letter: str
    shape: Shape
    trail: Trail
    line: Coordinates
    length_m: float
    minutes: float
    cost: float
    ground: Ground
    repeated_m: float
    corridor_m: float
    stem_m: float
    rounds: int
    amenities: tuple[Amenity, ...]
    without_bench_m: float
    farthest_home_m: float
    farthest_m: float
    steps_unavoidable: bool = False

    def points(self) -> list[tuple[float, float]]:
        """Return latitude and longitude of the points in walking order."""
        return degrees(self.line)


@dataclass(frozen=True, slots=True)
class Offer:
    """Loops from a place.

    Attributes
    ----------
    place : Place
        Where they begin: the nearest point of the network.
    asked_m : float
        Length that was asked for.
    wishes : Wishes
    loops : tuple of Loop
        The best first; at least one.
    credit : str
        To be shown with them.
    """

    place: Place
    asked_m: float
    wishes: Wishes
    loops: tuple[Loop, ...]
    credit: str


def plan_loops(
    network: TerrainMap,
    latitude: float,
    longitude: float,
    minutes: float,
    *,
    speed_mps: float = DEFAULT_SPEED_MPS,
    wishes: Wishes | None = None,
    count: int = 3,
) -> Offer:
    """Return loops from a point, as long as a walk takes.

    Parameters
    ----------
    network : TerrainMap
    latitude, longitude : float
        Degrees; the nearest way is taken.
    minutes : float
        Of the walk, 1 to 240.
    speed_mps : float
        The walker's own speed.
    wishes : Wishes, optional
    count : int
        How many different loops are looked for.

    Returns
    -------
    Offer
        At least one loop, whatever the network is like.

    Raises
    ------
    PlaceError
        If the map has no way near the point.
    ValueError
        If minutes, speed or count are out of range.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("latitude and longitude must be degrees")
    place = place_at(network, latitude, longitude)
    return plan_loops_at(network, place, minutes, speed_mps=speed_mps, wishes=wishes, count=count)


def plan_loops_at(
    network: TerrainMap,
    place: Place,
    minutes: float,
    *,
    speed_mps: float = DEFAULT_SPEED_MPS,
    wishes: Wishes | None = None,
    count: int = 3,
) -> Offer:
    """Return loops from a place on the network; see `plan_loops`."""
    if not SHORTEST_MIN <= minutes <= LONGEST_MIN:
        raise ValueError(f"minutes must lie between {SHORTEST_MIN:g} and {LONGEST_MIN:g}")
    if not SLOWEST_MPS <= speed_mps <= FASTEST_MPS:
        raise ValueError(f"the speed must lie between {SLOWEST_MPS} and {FASTEST_MPS} m/s")
    if not 1 <= count <= len(LETTERS):
        raise ValueError(f"between 1 and {len(LETTERS)} loops can be asked for")
    wishes = wishes or Wishes()
    asked = minutes * 60.0 * speed_mps
    loops = _found(network, place, asked, wishes, count, without_steps=wishes.no_steps)
    if not loops and wishes.no_steps:
        over_steps = _found(network, place, asked, wishes, count, without_steps=False)
        loops = [replace(each, steps_unavoidable=True) for each in over_steps]
    if not loops:
        raise PlaceError("The way at this point has no length. Choose a point beside it.")
    lettered = tuple(
        replace(loop, letter=letter, minutes=loop.length_m / speed_mps / 60.0)
        for letter, loop in zip(LETTERS, loops[:count], strict=False)
    )
    return Offer(place, asked, wishes, lettered, network.about.credit)


def _found(
    network: TerrainMap,
    place: Place,
    asked: float,
    wishes: Wishes,
    count: int,
    *,
    without_steps: bool,
) -> list[Loop]:
    """Return circles and, where too few of them are good, walks of other shapes."""

    def allowed(sketches: Iterable[Sketch]) -> list[Sketch]:
        if not without_steps:
            return list(sketches)
        return [each for each in sketches if not _goes_over_steps(network, each.trail)]

    circles = _circular(network, place, asked, wishes, count)
    offered = allowed(each.draw() for each in circles.offered)
    fitting = [each for each in offered if _fits(each, asked)]
    good = [each for each in fitting if each.cost <= MUCH_WORSE * fitting[0].cost]
    if len(good) < count or fitting[0].cost > MUCH_WORSE * BACK_AND_FORTH:
        reach = reach_from(network, place, asked / 2, wishes, without_steps=without_steps)
        spare = spare_walks(reach, asked)
        if without_steps:
            spare = [each for each in spare if allowed([each.draw()])]
        beside = allowed(each.draw() for each in circles.good)
        fitting += [each for each in beside if _fits(each, asked)]
        others = [each for each in offered if not _fits(each, asked)]
        offered = offered_together(_in_order(fitting, spare, others), count)
    return [_loop(network, each, wishes) for each in offered]


def _in_order(fitting: list[Sketch], spare: list[Idea], others: list[Sketch]) -> list[Idea]:
    """Return walks of all shapes in the order in which they are offered.

    A circle of the right length comes before a walk of another shape, unless it is much worse.
    """
    circles = [Idea(each.cost, partial(_itself, each)) for each in fitting]
    least = spare[0].cost if spare else math.inf
    limit = MUCH_WORSE * circles[0].cost if circles else 0.0
    if circles and circles[0].cost > MUCH_WORSE * least:
        limit = 0.0
    first = [each for each in circles if each.cost <= limit]
    rest = [each for each in circles if each.cost > limit] + spare
    last = [Idea(each.cost, partial(_itself, each)) for each in others]
    return [*first, *sorted(rest, key=lambda each: each.cost), *last]


def _itself(sketch: Sketch) -> Sketch:
    return sketch


def _fits(sketch: Sketch, asked: float) -> bool:
    return abs(sketch.trail.length_m - asked) <= TOLERANCE * asked


def _goes_over_steps(network: TerrainMap, trail: Trail) -> bool:
    return bool((trail.piece_m[are_steps(network, trail.edge)] > 0).any())


class _Circles(NamedTuple):
    """Circles that are offered, and others that are about as good, the best first."""

    offered: list[Idea]
    good: list[Idea]


def _circular(
    network: TerrainMap, place: Place, asked: float, wishes: Wishes, count: int
) -> _Circles:
    """Return circles through the core, with a stem where the place is not on it."""
    start, stem = to_core(network, place)
    if start is None or stem.length_m > LONGEST_STEM * asked:
        return _Circles([], [])
    length = asked - 2 * stem.length_m
    core = core_around(network, start, FARTHEST * length, wishes)
    found = circuits(core, length, count=count, stem_m=stem.length_m)
    limit = LEEWAY * MUCH_WORSE * min((each.cost for each in found.all), default=0.0)
    good = [each for each in found.all if each.cost <= limit and each not in found.offered]
    return _Circles(
        [_with_stem(core, each, stem) for each in found.offered],
        [_with_stem(core, each, stem) for each in good[:MOST_CIRCLES]],
    )


def _with_stem(core: LocalCore, circuit: Circuit, stem: Trail) -> Idea:
    """Return a circle with the way to it.

    The stem is the same for all loops of a place; it counts, so that rounds and ways there and
    back can be compared with it.
    """
    stem_m = stem.length_m
    length = circuit.length_m + 2 * stem_m
    cost = (circuit.cost * circuit.length_m + 2 * stem_m * (1 + STEM_AGAIN)) / length

    def draw() -> Sketch:
        around = core.trail(circuit.chains, circuit.forward)
        return Sketch(
            shape=Shape.STEM_AND_LOOP if stem_m > 1.0 else Shape.LOOP,
            trail=joined([stem, around, stem.back()]),
            cost=cost,
            stem_m=stem_m,
            rounds=1,
            repeated_m=circuit.repeated_m,
            corridor_m=circuit.corridor_m,
        )

    return Idea(cost, draw)


def to_core(network: TerrainMap, place: Place) -> tuple[Place | None, Trail]:
    """Return the nearest place on the core, and the way to it."""
    arrays = network.arrays
    if arrays.edge_chain[place.edge] >= 0:
        return place, empty()
    length = float(arrays.edge_length[place.edge])
    u, v = int(arrays.edge_u[place.edge]), int(arrays.edge_v[place.edge])
    by_u = place.along_m + float(arrays.stem_m[u])
    by_v = length - place.along_m + float(arrays.stem_m[v])
    if not math.isfinite(min(by_u, by_v)):
        return None, empty()
    node, end = (u, 0.0) if by_u <= by_v else (v, length)
    edges, begins, ends = [place.edge], [place.along_m], [end]
    while (edge := int(arrays.stem_edge[node])) >= 0:
        whole = float(arrays.edge_length[edge])
        forward = int(arrays.edge_u[edge]) == node
        edges.append(edge)
        begins.append(0.0 if forward else whole)
        ends.append(whole if forward else 0.0)
        node = int(arrays.edge_v[edge] if forward else arrays.edge_u[edge])
    stem = joined([Trail(np.array(edges, np.int64), np.array(begins), np.array(ends))])
    inside = next(edge for _, edge in network.arcs_from(node) if arrays.edge_chain[edge] >= 0)
    at_u = int(arrays.edge_u[inside]) == node
    x, y = arrays.nodes[node].tolist()
    along = 0.0 if at_u else float(arrays.edge_length[inside])
    return Place(inside, along, x / SCALE, y / SCALE, 0.0), stem


def _loop(network: TerrainMap, sketch: Sketch, wishes: Wishes) -> Loop:
    line = sketch.trail.line(network)
    length = sketch.trail.length_m
    found = amenities_along(network, line)
    home, straight = _farthest(line)
    return Loop(
        letter="",
        shape=sketch.shape,
        trail=sketch.trail,
        line=line,
        length_m=length,
        minutes=0.0,
        cost=sketch.cost,
        ground=ground_of(network, sketch.trail, wishes),
        repeated_m=sketch.repeated_m,
        corridor_m=sketch.corridor_m,
        stem_m=sketch.stem_m,
        rounds=sketch.rounds,
        amenities=found,
        without_bench_m=longest_without_bench_m(found, length),
        farthest_home_m=home,
        farthest_m=straight,
    )


def _farthest(line: Coordinates) -> tuple[float, float]:
    """Return the longest way home along a closed line, and the longest straight distance.

    Where the line passes its start, one is home.
    """
    plane: Floats = to_plane(line, (float(line[0, 0]), float(line[0, 1])))
    away = np.hypot(plane[:, 0], plane[:, 1])
    along = np.concatenate([[0.0], np.cumsum(metres_between(line[:-1], line[1:]))])
    at_home = along[away < 1.0]
    at_home = np.concatenate([[0.0], at_home, along[-1:]])
    after = np.searchsorted(at_home, along, side="right")
    before = along - at_home[np.maximum(after - 1, 0)]
    ahead = at_home[np.minimum(after, len(at_home) - 1)] - along
    return float(np.minimum(before, ahead).max()), float(away.max())
