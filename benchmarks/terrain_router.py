"""Our loops beside the round trips of a standard pedestrian router, judged by the same table.

    python -m benchmarks.terrain_router AREA.osm.pbf... --router PYTHON [--starts 10]

PYTHON is an interpreter of an environment with pyvalhalla in it; it is no dependency of ours.
For each built-up start the least uneven of its sixteen trips that is within a fifth of the length
is compared with the best of our loops. Trips and loops are laid on our map point by point.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from backstride.terrain import (
    Place,
    TerrainMap,
    TrackError,
    build_map,
    load_map,
    plan_loops_at,
    track_ground,
)
from backstride.terrain.loops import DEFAULT_SPEED_MPS
from benchmarks.terrain_loops import built_up

NEAR = 0.2
SIDE = Path(__file__).with_name("terrain_router_side.py")


class Router:
    """The other environment, asked line by line."""

    def __init__(self, python: Path, extract: Path, tiles: Path) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - the interpreter that was asked for
            [python, SIDE, extract, tiles], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def ask(self, place: Place, length_m: float) -> dict[str, Any]:
        """Return its trips around a place."""
        assert self.process.stdin is not None
        asked = {"start": [place.latitude, place.longitude], "length_m": length_m}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """End it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"The router ended with {self.process.wait()}.")
        told: dict[str, Any] = json.loads(line)
        return told


def least_uneven(network: TerrainMap, trips: list[dict[str, Any]], asked: float) -> float | None:
    """Return the uneven metres of the best trip, scaled to the length that was asked for."""
    found = []
    for trip in trips:
        if abs(trip["length_m"] - asked) > NEAR * asked:
            continue
        latitude, longitude = np.array(trip["points"]).T
        try:
            matched = track_ground(network, latitude, longitude)
        except TrackError:
            continue
        found.append(matched.uneven_share.best * asked)
    return min(found, default=None)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("areas", nargs="+", type=Path)
    parser.add_argument("--router", type=Path, required=True)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    asked = options.minutes * 60 * DEFAULT_SPEED_MPS
    whole = np.zeros(2)
    print("place                starts  ours m  router m    by   ours ms  router ms")
    for area in options.areas:
        with tempfile.TemporaryDirectory() as folder:
            build_map(area, Path(folder) / "map")
            network = load_map(Path(folder) / "map")
            router = Router(options.router, area, Path(folder) / "tiles")
            uneven, times = [], []
            for place in built_up(network, options.starts, np.random.default_rng(options.seed)):
                began = time.perf_counter()
                best = plan_loops_at(network, place, options.minutes).loops[0]
                ours = time.perf_counter() - began
                told = router.ask(place, asked)
                theirs = least_uneven(network, told["trips"], asked)
                if theirs is not None:
                    own = [{"points": best.points(), "length_m": best.length_m}]
                    uneven.append((least_uneven(network, own, asked) or 0.0, theirs))
                    times.append((1000 * ours, 1000 * told["seconds"]))
            router.close()
        mean, took = np.mean(uneven, axis=0), np.median(times, axis=0)
        whole += np.sum(uneven, axis=0)
        name = area.name.removesuffix(".osm.pbf")[:20]
        print(
            f"{name:20} {len(uneven):6} {mean[0]:7.0f} {mean[1]:9.0f} "
            f"{mean[0] / max(mean[1], 0.1):5.2f} {took[0]:9.1f} {took[1]:10.1f}",
            flush=True,
        )
    print(f"{'all':20} {'':24} {whole[0] / max(whole[1], 0.1):5.2f}")


if __name__ == "__main__":
    main()
