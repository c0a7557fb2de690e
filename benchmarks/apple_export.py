"""How fast an Apple Health export of 500 MB is read, and in how much memory.

Run with ``python -m benchmarks.apple_export`` from the root of the repository. The archive is made
in a folder of its own, with invented values in the true layout: years of steps of a watch and a
phone, heart rates, energy and distance, and a workout a day with a route. It is read twice, for
the walks and for the days, and then measured by the command, which does both and tells the parts of
each walk.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backstride.recordings import read_each, read_health_days

MB = 1_000_000
WATCH = "&lt;&lt;HKDevice: 0x3018f5e00&gt;, name:Apple Watch, model:Watch, hardware:Watch6,2&gt;"
PHONE = "&lt;&lt;HKDevice: 0x3018f5e11&gt;, name:iPhone, model:iPhone, hardware:iPhone14,5&gt;"
KINDS = (
    ("StepCount", "count", 90, 20, WATCH),
    ("StepCount", "count", 85, 20, PHONE),
    ("DistanceWalkingRunning", "km", 0.07, 20, WATCH),
    ("ActiveEnergyBurned", "kcal", 1.2, 5, WATCH),
    ("BasalEnergyBurned", "kcal", 2.2, 5, WATCH),
    ("HeartRate", "count/min", 88, 5, WATCH),
)
"""Kind, unit, value, minutes between two records, device."""

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n]>\n'
    '<HealthData locale="en_GB">\n'
)


def _stamp(minute: float) -> str:
    moment = datetime(2016, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    return moment.strftime("%Y-%m-%d %H:%M:%S +0000")


def _records(days: int) -> Iterator[str]:
    for kind, unit, value, every, device in KINDS:
        for minute in range(0, days * 1440, every):
            start, end = _stamp(minute), _stamp(minute + min(4, every))
            yield (
                f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="{device[38:44]}" '
                f'sourceVersion="10.1" device="{device}" unit="{unit}" creationDate="{end}" '
                f'startDate="{start}" endDate="{end}" value="{value}"/>\n'
            )
    for day in range(days):
        start, end = _stamp(day * 1440 + 600), _stamp(day * 1440 + 620)
        yield (
            ' <Workout workoutActivityType="HKWorkoutActivityTypeWalking" duration="20" '
            f'durationUnit="min" sourceName="Watch" creationDate="{end}" startDate="{start}" '
            f'endDate="{end}">\n  <WorkoutRoute><FileReference '
            f'path="/workout-routes/route_{day}.gpx"/></WorkoutRoute>\n </Workout>\n'
        )


def _route(day: int) -> str:
    points = "".join(
        f'<trkpt lon="8.0" lat="{50 + k * 1e-4:.6f}"><ele>100</ele><time>'
        f"{_stamp(day * 1440 + 600 + k / 6)[:19].replace(' ', 'T')}Z</time></trkpt>"
        for k in range(120)
    )
    return f'<gpx version="1.1"><trk><trkseg>{points}</trkseg></trk></gpx>'


def make(path: Path, size: int) -> tuple[int, int]:
    per_day = sum(len(line.encode()) for line in _records(2)) / 2
    days = max(1, round(size / per_day))
    written = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("apple_health_export/export.xml", "w", force_zip64=True) as main:
            written += main.write(HEAD.encode())
            for line in _records(days):
                written += main.write(line.encode())
            written += main.write(b"</HealthData>\n")
        for day in range(days):
            archive.writestr(f"apple_health_export/workout-routes/route_{day}.gpx", _route(day))
    return written, days


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=500.0)
    parser.add_argument("--keep", type=Path, help="where to make the archive, or to find it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "export.zip"
        if not path.exists():
            size, days = make(path, round(given.megabytes * MB))
            print(f"made: {size / MB:.0f} MB of {days} days, packed {path.stat().st_size / MB:.0f}")
            if given.keep:
                return  # measure in a process that has not made it
        with zipfile.ZipFile(path) as archive:
            size = archive.getinfo("apple_health_export/export.xml").file_size
        begin = time.perf_counter()
        read_days = read_health_days(path)
        took = time.perf_counter() - begin
        print(
            f"days:  {len(read_days.days)} in {took:.1f} s, {size / MB / took:.0f} MB/s, {_peak()}"
        )
        begin = time.perf_counter()
        walks = sum(len(result.recordings) for result in read_each(path))
        took = time.perf_counter() - begin
        print(f"walks: {walks} in {took:.1f} s, {size / MB / took:.0f} MB/s, {_peak()}")
        begin = time.perf_counter()
        command = [sys.executable, "-c", "from backstride.cli import main; main()"]
        subprocess.run(  # noqa: S603  # our own program on a file of our own
            [*command, "measure", path, "--json"], check=True, stdout=subprocess.DEVNULL
        )
        took = time.perf_counter() - begin
        peak = _peak(resource.RUSAGE_CHILDREN)
        print(f"backstride measure: {took:.1f} s, {size / MB / took:.0f} MB/s, each process {peak}")


def _peak(who: int = resource.RUSAGE_SELF) -> str:
    return f"at most {resource.getrusage(who).ru_maxrss * 1024 / MB:.0f} MB"


if __name__ == "__main__":
    main()
