"""Whether planning stays as fast when the map is larger, and how much memory a build takes.

    python -m benchmarks.terrain_scale AREA.osm.pbf [--copies 10] [--starts 30]

The area is written again with copies of itself beside it, each shifted to the east. Loops of 30
and 60 minutes are planned from the same starts, on the small map and on the large one, in
turns, so that a busy machine slows both. Times are processor time of one process. Each map is
built in a process of its own, whose memory is told as a whole, with Python and all libraries.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from osmium.osm.mutable import Node, Way

from backstride.terrain import TerrainMap, build_map, load_map, place_at, plan_loops_at

APART_DEG = 1.5
"""From copy to copy; small areas only, or copies would overlap."""


def copied(area: Path, larger: Path, copies: int) -> None:
    """Write an area and its copies; relations are left out, loops do not need them."""
    nodes: list[tuple[int, float, float, dict[str, str]]] = []
    ways: list[tuple[int, list[int], dict[str, str]]] = []
    objects: Iterable[Any] = osmium.FileProcessor(str(area), osmium.osm.NODE | osmium.osm.WAY)
    for thing in objects:
        if thing.is_node():
            nodes.append((thing.id, thing.location.lon, thing.location.lat, dict(thing.tags)))
        else:
            ways.append((thing.id, [each.ref for each in thing.nodes], dict(thing.tags)))
    most = max(*(each[0] for each in nodes), *(each[0] for each in ways)) + 1
    with osmium.SimpleWriter(str(larger), overwrite=True) as writer:
        for copy in range(copies):
            for number, longitude, latitude, tags in nodes:
                writer.add_node(
                    Node(
                        id=number + copy * most,
                        location=(longitude + copy * APART_DEG, latitude),
                        tags=tags,
                    )
                )
        for copy in range(copies):
            for number, refs, tags in ways:
                moved = [ref + copy * most for ref in refs]
                writer.add_way(Way(id=number + copy * most, nodes=moved, tags=tags))


def built(extract: Path, folder: Path) -> tuple[float, float]:
    """Build a map; return the processor time in s and the most memory of this process in MB."""
    began = time.process_time()
    build_map(extract, folder)
    took = time.process_time() - began
    status = Path("/proc/self/status")
    if status.exists():
        # Here the process that began this one does not count.
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
        return took, int(line.split()[1]) / 1024
    unit = 1024 if sys.platform == "darwin" else 1
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / unit


def planned_ms(network: TerrainMap, starts: list[tuple[float, float]], minutes: float) -> float:
    """Return the median time of planning loops from some starts, in ms."""
    times = []
    for latitude, longitude in starts:
        place = place_at(network, latitude, longitude)
        began = time.process_time()
        plan_loops_at(network, place, minutes)
        times.append((time.process_time() - began) * 1000)
    return float(np.median(times))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("area", type=Path)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--starts", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        larger = Path(folder) / "larger.osm.pbf"
        copied(options.area, larger, options.copies)
        maps = {}
        for name, extract in (("one", options.area), ("copies", larger)):
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                took, peak = pool.apply(built, (extract, Path(folder) / name))
            size = extract.stat().st_size / 1e6
            began = time.perf_counter()
            maps[name] = load_map(Path(folder) / name)
            loaded = (time.perf_counter() - began) * 1000
            print(
                f"{name}: {size:.1f} MB built in {took:.1f} s ({size / took:.1f} MB/s), loaded in "
                f"{loaded:.1f} ms, memory at most {peak:.0f} MB",
                flush=True,
            )
        one = maps["one"]
        random = np.random.default_rng(1)
        nodes = one.arrays.nodes[random.choice(len(one.arrays.nodes), options.starts)]
        starts = [(y / 1e7, x / 1e7) for x, y in nodes.tolist()]
        for minutes in (30, 60):
            figures = {
                name: [planned_ms(network, starts, minutes)] for name, network in maps.items()
            }
            for name, network in maps.items():
                figures[name].append(planned_ms(network, starts, minutes))
            small, large = (min(figures[name]) for name in ("one", "copies"))
            print(f"{minutes} min: {small:.1f} ms, {large:.1f} ms, {large / small:.2f} times")


if __name__ == "__main__":
    main()
