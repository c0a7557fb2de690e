"""How good the loops are, and how long it takes to plan them.

    python -m benchmarks.terrain_loops AREA.osm.pbf... [--elevation DIR] [--starts 50]

For each area: the map is built; loops of 30 and 60 minutes start at random built-up points
and at random nodes of the network. Times are processor time of one process.

- length: share of starts whose best loop is within 5 % of what was asked.
- circle: share of starts whose best walk is a loop, perhaps with a stem.
- repeated: share of loops with less than 10 % of their metres walked twice, stem left out.
- corridor: mean share of the metres of a loop that have another part of it within 18 m, more
  than 60 m away along the loop, stem left out. Measured here, on the points of the loop.
- three: share of starts with three walks that share less than half of their metres with each
  other, none of which costs 15 % more than the best; then the same, of loops alone.
- thin: share of the loops that enclose little: less than a fifth of what a circle as long does.
- turns: turns of more than 50 degrees in a kilometre of the loops.
- back: share of the walks offered that are a way there and back, or rounds.
- uneven: metres of uneven ground of the best walks, whatever their shape, and of the least
  uneven of sixteen triangles of shortest ways (via two points, turned around the start, scaled
  once to the length), judged by the same table; and the one by the other.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from backstride.terrain import (
    Loop,
    Place,
    Shape,
    TerrainMap,
    Wishes,
    build_map,
    ground_of,
    load_map,
    place_at,
    place_of_node,
    plan_loops_at,
)
from backstride.terrain.arrays import to_plane
from backstride.terrain.figure import roundness, turns
from backstride.terrain.local import core_around
from backstride.terrain.loops import DEFAULT_SPEED_MPS, to_core
from backstride.terrain.tree import trees_from
from backstride.terrain.ways import KIND_CODE

BUILT_UP = [KIND_CODE[kind] for kind in ("residential", "living_street", "pedestrian", "sidewalk")]
CIRCLES = (Shape.LOOP, Shape.STEM_AND_LOOP)
TRIANGLES = 16
SAMPLE_M = 5.0
THIN = 0.2


@dataclass
class Figures:
    """What was measured at the starts of one kind."""

    times_ms: list[float] = field(default_factory=list)
    length_ok: int = 0
    shapes: Counter[str] = field(default_factory=Counter)
    repeated: list[float] = field(default_factory=list)
    corridor: list[float] = field(default_factory=list)
    thin: list[bool] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    three: int = 0
    circles_three: int = 0
    offered: int = 0
    uneven_m: float = 0.0
    triangle_m: float = 0.0
    starts: int = 0

    def add(self, other: Figures) -> None:
        """Take in the figures of another place."""
        for name in (
            *("length_ok", "three", "circles_three", "offered", "uneven_m", "triangle_m"),
            "starts",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("times_ms", "repeated", "corridor", "thin", "turns"):
            getattr(self, name).extend(getattr(other, name))
        self.shapes.update(other.shapes)

    def line(self) -> str:
        """Return the figures as one line of a table."""
        circles = sum(self.shapes[shape.value] for shape in CIRCLES)
        times = sorted(self.times_ms)
        repeated = np.array(self.repeated or [0.0])
        by = self.uneven_m / self.triangle_m if self.triangle_m else float("nan")
        return (
            f"{self.length_ok / self.starts:6.1%} {circles / self.starts:6.1%} "
            f"{(repeated < 0.1).mean():8.1%} {np.mean(self.corridor or [0.0]):8.2%} "
            f"{np.mean(self.thin or [False]):6.1%} {np.mean(self.turns or [0.0]):5.1f} "
            f"{self.three / self.starts:6.1%} {self.circles_three / self.starts:6.1%} "
            f"{1 - len(self.repeated) / self.offered:6.1%} {self.uneven_m / self.starts:7.0f} "
            f"{self.triangle_m / self.starts:7.0f} {by:6.2f} "
            f"{statistics.median(times):7.1f} {times[int(0.9 * len(times))]:6.1f}"
        )


HEAD = (
    "place                 start   min  length circle repeated corridor   thin turns  three  loops"
    "   back  uneven   trian     by  med ms p90 ms"
)


def built_up(network: TerrainMap, count: int, random: np.random.Generator) -> list[Place]:
    """Return places on streets where people live, each metre as likely as any other."""
    arrays = network.arrays
    edges = np.flatnonzero(np.isin(arrays.edge_kind, BUILT_UP))
    weight = arrays.edge_length[edges].astype(float)
    chosen = random.choice(edges, size=count, p=weight / weight.sum())
    places = []
    for edge in chosen:
        x, y = network.shape_of(int(edge))[0]
        nudge = random.normal(0, 30, 2) * 90
        places.append(place_at(network, (y + nudge[1]) / 1e7, (x + nudge[0]) / 1e7))
    return places


def measure(network: TerrainMap, places: Sequence[Place], minutes: float) -> Figures:
    """Plan loops from places and look at them."""
    figures = Figures(starts=len(places))
    asked = minutes * 60 * DEFAULT_SPEED_MPS
    for place in places:
        began = time.process_time()
        offer = plan_loops_at(network, place, minutes)
        figures.times_ms.append((time.process_time() - began) * 1000)
        best = offer.loops[0]
        figures.length_ok += abs(best.length_m - asked) <= 0.05 * asked
        figures.shapes[best.shape.value] += 1
        circles = [loop for loop in offer.loops if loop.shape in CIRCLES]
        for loop in circles:
            around = max(loop.length_m - 2 * loop.stem_m, 1.0)
            figures.repeated.append(loop.repeated_m / around)
            figures.corridor.append(corridor_share(loop))
            line = sampled(loop, 10.0)
            figures.thin.append(roundness(line) < THIN)
            figures.turns.append(turns(line) / loop.length_m * 1000)
        figures.three += are_three(offer.loops)
        figures.circles_three += are_three(circles)
        figures.offered += len(offer.loops)
        triangle = least_uneven_triangle(network, place, asked)
        if triangle is not None:
            figures.uneven_m += best.ground.uneven_m
            figures.triangle_m += triangle
    return figures


def corridor_share(loop: Loop) -> float:
    """Return the share of a loop, stem left out, that has another part of it within 18 m."""
    points = sampled(loop)
    if len(points) < 3:
        return 0.0
    pairs = cKDTree(points).query_pairs(18.0, output_type="ndarray")
    gap = np.abs(pairs[:, 0] - pairs[:, 1])
    gap = np.minimum(gap, len(points) - gap)
    returns = np.unique(pairs[gap * SAMPLE_M > 60.0])
    return len(returns) / len(points)


def sampled(loop: Loop, every_m: float = SAMPLE_M) -> NDArray[np.float64]:
    """Return points of a loop at even distances, stem left out, in metres."""
    plane = to_plane(loop.line, (float(loop.line[0, 0]), float(loop.line[0, 1])))
    step = np.hypot(*np.diff(plane, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(step)])
    at = np.arange(loop.stem_m, along[-1] - loop.stem_m, every_m)
    return np.column_stack([np.interp(at, along, plane[:, axis]) for axis in (0, 1)])


def are_three(loops: Sequence[Loop]) -> bool:
    """Return whether there are three good ones that differ."""
    if not loops:
        return False
    good = [loop for loop in loops if loop.cost <= 1.15 * loops[0].cost]
    if len(good) < 3:
        return False
    return all(
        float(one.trail.piece_m[np.isin(one.trail.edge, other.trail.edge)].sum())
        < 0.5 * one.length_m
        for one in good
        for other in good
        if one is not other
    )


def least_uneven_triangle(network: TerrainMap, place: Place, asked: float) -> float | None:
    """Return the metres of uneven ground of the best of sixteen triangles of shortest ways."""
    start, stem = to_core(network, place)
    if start is None:
        return None
    length = asked - 2 * stem.length_m
    core = core_around(network, start, 0.75 * length, Wishes())
    (home,) = trees_from(core, core.length_m, [core.start])
    within = np.flatnonzero(np.isfinite(home.cost_m))
    near = cKDTree(core.at[within])
    found: list[tuple[float, float]] = []
    for number in range(TRIANGLES):
        angle = 2 * np.pi * number / TRIANGLES
        radius = length / 3 / 1.3
        for _ in range(2):
            turns = np.array([[np.cos(a), np.sin(a)] for a in (angle, angle + np.pi / 3)])
            first, second = (int(within[each]) for each in near.query(turns * radius)[1])
            (between,) = trees_from(core, core.length_m, [first])
            total = home.length_m[first] + between.length_m[second] + home.length_m[second]
            if not 0 < total < np.inf:
                break
            radius *= length / total
        if 0.8 * length <= total <= 1.2 * length:
            chains = [*home.path(first)[1], *between.path(second)[1], *home.path(second)[1]]
            trail = core.trail(chains, [True] * len(chains))
            uneven = ground_of(network, trail).uneven_m
            found.append((uneven / total * length, total))
    if not found:
        return None
    return min(found)[0] + 2 * ground_of(network, stem).uneven_m if stem.length_m else min(found)[0]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("areas", nargs="+", type=Path)
    parser.add_argument("--elevation", type=Path)
    parser.add_argument("--starts", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    totals: dict[tuple[str, int], Figures] = {}
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for area in options.areas:
            began = time.process_time()
            build_map(area, Path(folder) / area.name, elevation=options.elevation)
            built = time.process_time() - began
            began = time.perf_counter()
            network = load_map(Path(folder) / area.name)
            loaded = time.perf_counter() - began
            size = area.stat().st_size / 1e6
            print(
                f"{area.name}: built in {built:.2f} s ({size / built:.1f} MB/s), "
                f"loaded in {loaded * 1000:.1f} ms",
                flush=True,
            )
            random = np.random.default_rng(options.seed)
            nodes: NDArray[np.int64] = random.choice(len(network.arrays.nodes), options.starts)
            starts = {
                "built-up": built_up(network, options.starts, random),
                "node": [place_of_node(network, int(node)) for node in nodes],
            }
            plan_loops_at(network, starts["node"][0], 30)
            for kind, places in starts.items():
                for minutes in (30, 60):
                    figures = measure(network, places, minutes)
                    totals.setdefault((kind, minutes), Figures()).add(figures)
                    name = area.name.removesuffix(".osm.pbf")[:20]
                    lines.append(f"{name:20} {kind:8} {minutes:4} {figures.line()}")
    print(HEAD)
    print("\n".join(lines))
    for (kind, minutes), figures in totals.items():
        print(f"{'all':20} {kind:8} {minutes:4} {figures.line()}")


if __name__ == "__main__":
    main()
