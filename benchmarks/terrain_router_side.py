"""The other side of `benchmarks.terrain_router`: round trips of a pedestrian router.

Runs in an environment of its own that has pyvalhalla (MIT, wheels for Python from 3.12 on), and
imports nothing of ours. Gets an extract and a folder for tiles as arguments; reads one JSON
object a line with ``start`` (latitude, longitude) and ``length_m``, and answers each with
``seconds`` and ``trips``: points and metres of sixteen trips via two points, turned around the
start and scaled once to the length.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TRIPS = 16
DETOUR = 1.3
METRES_PER_DEGREE = 111_195.0


def main() -> None:
    """Build the tiles, then answer."""
    import valhalla  # type: ignore[import-not-found]  # noqa: PLC0415 - only the other environment has it

    extract, tiles = Path(sys.argv[1]), Path(sys.argv[2])
    tiles.mkdir(parents=True)
    settings = valhalla.get_config(tile_dir=str(tiles), tile_extract="", verbose=False)
    settings["mjolnir"]["concurrency"] = 1
    place = tiles / "settings.json"
    place.write_text(json.dumps(settings), encoding="utf-8")
    program = Path(valhalla.__file__).parent / "bin" / "valhalla_build_tiles"
    subprocess.run([program, "-c", place, extract], check=True, capture_output=True)  # noqa: S603 - the router's own program
    actor = valhalla.Actor(str(place))
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.perf_counter()
        trips = [
            trip
            for number in range(TRIPS)
            if (trip := around(actor, asked["start"], asked["length_m"], number)) is not None
        ]
        answer = {"seconds": time.perf_counter() - began, "trips": trips}
        print(json.dumps(answer), flush=True)


def around(actor: Any, start: list[float], length_m: float, number: int) -> dict[str, Any] | None:
    """Return a trip via two points in one direction; None where the router finds none."""
    angle = 2 * math.pi * number / TRIPS
    radius = length_m / 3 / DETOUR
    found = None
    for _ in range(2):
        corners = [moved(start, angle + turn, radius) for turn in (0.0, math.pi / 3)]
        stops = [start, *corners, start]
        locations = [
            {"lat": lat, "lon": lon, "type": "break" if at in (0, 3) else "through"}
            for at, (lat, lon) in enumerate(stops)
        ]
        try:
            told = actor.route({"locations": locations, "costing": "pedestrian"})
        except RuntimeError:
            return None
        metres = 1000 * told["trip"]["summary"]["length"]
        points = [point for leg in told["trip"]["legs"] for point in decoded(leg["shape"])]
        found = {"points": points, "length_m": metres}
        radius *= length_m / max(metres, 1.0)
    return found


def moved(start: list[float], angle: float, metres: float) -> list[float]:
    """Return a point so far away in a direction."""
    latitude, longitude = start
    north, east = metres * math.sin(angle), metres * math.cos(angle)
    scale = METRES_PER_DEGREE * math.cos(math.radians(latitude))
    return [latitude + north / METRES_PER_DEGREE, longitude + east / scale]


def decoded(shape: str) -> list[tuple[float, float]]:
    """Return the points of an encoded polyline of six digits."""
    points, at, here = [], 0, [0, 0]
    while at < len(shape):
        for axis in (0, 1):
            value = shift = 0
            while True:
                bits = ord(shape[at]) - 63
                at += 1
                value |= (bits & 0x1F) << shift
                shift += 5
                if bits < 0x20:
                    break
            here[axis] += ~(value >> 1) if value & 1 else value >> 1
        points.append((here[0] / 1e6, here[1] / 1e6))
    return points


if __name__ == "__main__":
    main()
