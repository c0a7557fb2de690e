"""How well recorded tracks are put on the map.

    python -m benchmarks.terrain_tracks AREA.osm.pbf... [--gpx DIR] [--tracks 20] [--noise 4]

For each area loops are planned from random nodes and walked in thought at 1.25 m/s, one fix a
second, with an error that is alike for 20 s (standard deviation --noise per axis) and a white
part of 30 %. The true ways are those of the loop.

- way: share of the matched metres on a true way, or within 18 m of one (its parallel twin).
- exact: share on a true way.
- length: median and largest difference of the matched way's length from that of the true one.
- uneven: mean and largest difference of the share of uneven metres, in points.
- in, wide: share of tracks whose truth lies in the range that is told, and the median width of
  these ranges, in points or steps: of the uneven share as the positions leave it (unknown
  ground by its kind of way), of the same as it is told (unknown ground bad or good), of steps.

With --gpx, tracks ``<area>_s<noise>_<k>.gpx`` with a ``.truth.json`` beside them (length_m and
way_ids_in_order) are matched too. Their true ground is that of a match on the true ways alone.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from backstride.recordings import read
from backstride.terrain import (
    Ground,
    TerrainMap,
    TrackGround,
    build_map,
    load_map,
    place_of_node,
    plan_loops_at,
    track_ground,
)
from backstride.terrain.arrays import Coordinates, to_plane

SPEED_MPS = 1.25
ALIKE_S = 20.0
WHITE = 0.3
TWIN_M = 18.0
Floats = NDArray[np.float64]


@dataclass
class Figures:
    """What was measured."""

    metres: float = 0.0
    exact_m: float = 0.0
    near_m: float = 0.0
    length_off: list[float] = field(default_factory=list)
    uneven_off: list[float] = field(default_factory=list)
    held: list[tuple[bool, ...]] = field(default_factory=list)
    widths: list[tuple[float, ...]] = field(default_factory=list)
    times_ms: list[float] = field(default_factory=list)

    def add(
        self, network: TerrainMap, found: TrackGround, ways: NDArray[np.int64], length_m: float
    ) -> None:
        """Compare a match with the true ways."""
        arrays = network.arrays
        edge, piece = found.trail.edge, found.trail.piece_m
        exact = np.isin(arrays.edge_way[edge], ways)
        near = exact | close_to(network, edge, ways)
        self.metres += float(piece.sum())
        self.exact_m += float(piece[exact].sum())
        self.near_m += float(piece[near].sum())
        self.length_off.append(abs(found.ground.length_m / length_m - 1))

    def compare(self, found: TrackGround, true: Ground) -> None:
        """Compare what is told with the true ground."""
        uneven, steps = true.uneven_m / true.length_m, true.steps
        self.uneven_off.append(abs(found.uneven_share.best - uneven))
        spans = (found.uneven_by_ways, found.uneven_share, found.steps)
        truths = (uneven, uneven, steps)
        self.held.append(
            tuple(
                each.low - 1e-6 <= truth <= each.high + 1e-6
                for each, truth in zip(spans, truths, strict=True)
            )
        )
        self.widths.append(tuple(each.high - each.low for each in spans))

    def line(self) -> str:
        """Return one line of a table."""
        uneven = np.array(self.uneven_off) * 100
        length = np.array(self.length_off)
        held = np.mean(self.held, axis=0)
        wide = np.median(self.widths, axis=0) * (100, 100, 1)
        ranges = " ".join(f"{a:5.0%} {b:5.1f}" for a, b in zip(held, wide, strict=True))
        return (
            f"{self.near_m / self.metres:6.1%} {self.exact_m / self.metres:6.1%} "
            f"{np.median(length):6.1%} {length.max():6.1%} "
            f"{uneven.mean():7.2f} {uneven.max():7.2f} {ranges} {np.median(self.times_ms):7.0f}"
        )


HEAD = (
    "tracks                         way  exact  length    max  uneven     max    "
    "in  ways    in  told    in steps  med ms"
)


class OnTheseWays:
    """A map of which a track is matched on some ways alone."""

    def __init__(self, network: TerrainMap, ways: NDArray[np.int64]) -> None:
        self._network = network
        self._theirs = np.isin(network.arrays.edge_way, ways)

    def __getattr__(self, name: str) -> Any:
        """Return what the whole map has."""
        return getattr(self._network, name)

    def edges_in(self, box: Any) -> NDArray[np.int64]:
        """Return the edges of these ways in a box."""
        edges = self._network.edges_in(box)
        return np.asarray(edges[self._theirs[edges]])


def close_to(
    network: TerrainMap, edges: NDArray[np.int64], ways: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which edges have their middle within the corridor of some ways."""
    arrays = network.arrays
    origin = tuple(float(each) for each in arrays.nodes[arrays.edge_u[edges[0]]])
    true = np.flatnonzero(np.isin(arrays.edge_way, ways))
    points = np.concatenate([dense(network.shape_of(int(each)), origin) for each in true])
    middles = np.array([dense(network.shape_of(int(each)), origin).mean(axis=0) for each in edges])
    return np.asarray(cKDTree(points).query(middles)[0] <= TWIN_M)


def dense(shape: Coordinates, origin: tuple[float, ...]) -> Floats:
    """Return points of a line every few metres, on the plane."""
    plane = to_plane(shape, (origin[0], origin[1]))
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(plane, axis=0).T))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / 4)))
    return np.column_stack([np.interp(at, along, plane[:, axis]) for axis in (0, 1)])


def walked(line: Coordinates, noise_m: float, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Return latitude and longitude of a walk along a line with errors of position."""
    origin = (float(line[0, 0]), float(line[0, 1]))
    plane = to_plane(line, origin)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(plane, axis=0).T))])
    at = np.arange(0.0, along[-1], SPEED_MPS)
    true = np.column_stack([np.interp(at, along, plane[:, axis]) for axis in (0, 1)])
    keep = np.exp(-1 / ALIKE_S)
    slow = np.zeros_like(true)
    slow[0] = random.normal(0, noise_m, 2)
    for now in range(1, len(slow)):
        slow[now] = keep * slow[now - 1] + random.normal(0, noise_m * np.sqrt(1 - keep**2), 2)
    seen = true + np.sqrt(1 - WHITE**2) * slow + random.normal(0, WHITE * noise_m, true.shape)
    per_metre = 1 / 111_195.0
    latitude = origin[1] / 1e7 + seen[:, 1] * per_metre
    longitude = origin[0] / 1e7 + seen[:, 0] * per_metre / np.cos(np.radians(origin[1] / 1e7))
    return latitude, longitude


def planned(
    network: TerrainMap, tracks: int, noise_m: float, random: np.random.Generator
) -> Figures:
    """Match walks along planned loops."""
    figures = Figures()
    for node in random.choice(len(network.arrays.nodes), tracks):
        loops = plan_loops_at(network, place_of_node(network, int(node)), 30).loops
        loop = loops[int(random.integers(len(loops)))]
        latitude, longitude = walked(loop.line, noise_m, random)
        began = time.process_time()
        found = track_ground(network, latitude, longitude)
        figures.times_ms.append((time.process_time() - began) * 1000)
        ways = np.unique(network.arrays.edge_way[loop.trail.edge])
        figures.add(network, found, ways, loop.length_m)
        figures.compare(found, loop.ground)
    return figures


def recorded(network: TerrainMap, files: list[Path]) -> Figures:
    """Match tracks from files with their true ways beside them."""
    figures = Figures()
    for file in files:
        truth = json.loads(file.with_suffix("").with_suffix(".truth.json").read_text("utf-8"))
        (recording,) = read(file).recordings
        began = time.process_time()
        found = track_ground(network, recording.lat_deg, recording.lon_deg)
        figures.times_ms.append((time.process_time() - began) * 1000)
        ways = np.array(truth["way_ids_in_order"], dtype=np.int64)
        figures.add(network, found, ways, truth["length_m"])
        theirs = cast(TerrainMap, OnTheseWays(network, ways))
        true = track_ground(theirs, recording.lat_deg, recording.lon_deg)
        figures.compare(found, true.ground)
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("areas", nargs="+", type=Path)
    parser.add_argument("--gpx", type=Path)
    parser.add_argument("--tracks", type=int, default=20)
    parser.add_argument("--noise", type=float, default=4.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for area in options.areas:
            build_map(area, Path(folder) / area.name)
            network = load_map(Path(folder) / area.name)
            name = area.name.removesuffix(".osm.pbf")
            random = np.random.default_rng(options.seed)
            made = planned(network, options.tracks, options.noise, random)
            print(f"{name[:20]:20} {options.noise:3.0f} m {made.line()}", flush=True)
            by_noise: dict[str, list[Path]] = {}
            for file in sorted(options.gpx.glob(f"{name}_s*.gpx")) if options.gpx else []:
                found = re.search(r"_s(\d+)_", file.name)
                by_noise.setdefault(found[1] if found else "?", []).append(file)
            for noise, files in by_noise.items():
                told = recorded(network, files).line()
                print(f"{name[:15]:15} file {noise:>3} m {told}", flush=True)


if __name__ == "__main__":
    main()
