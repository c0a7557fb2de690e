"""A small file of each kind that is read, for tests that hold all of them to the same."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from pathlib import Path

from . import fit_writer as fit
from . import health_writer as health
from . import logger_writer as logger
from . import store_writer as store
from .xml_writer import archive, gpx, kml, lap, point, tcx, trackpoint, walk_gpx

SMALL = 400_000
"""Bytes; larger real files are left out where every file is read a hundred times."""


def table(separator: str = ",", rows: int = 200) -> bytes:
    """Acceleration of a phone, 50 rows a second."""
    told = [separator.join(("time", "x", "y", "z"))]
    for k in range(rows):
        swing = 1 + 0.2 * math.sin(2 * math.pi * 1.8 * k / 50)
        told.append(separator.join(f"{value:.4f}" for value in (k / 50, 0.1, 0.0, swing)))
    return "\n".join(told).encode()


def dates() -> str:
    """The same with dates, a German head and decimal commas."""
    told = ["Datum;Uhrzeit;Beschleunigung x (g);Beschleunigung y (g);Beschleunigung z (g)"]
    for k in range(100):
        swing = 1 + 0.2 * math.sin(2 * math.pi * 1.8 * k / 50)
        second = f"{k / 50:06.3f}".replace(".", ",")
        told.append(f"31.03.2024;08:00:{second};0,1;0,0;" + f"{swing:.4f}".replace(".", ","))
    return "\r\n".join(told)


def made() -> dict[str, bytes]:
    """Return the files by name."""
    laps = lap(0, 30, [trackpoint(s, cadence=55) for s in range(30)])
    export = health.export(
        [
            health.record("HeartRate", 10, 10, 90, unit="count/min"),
            health.record("StepCount", 0, 60, 100),
            health.record("StepCount", 0, 60, 90, watch=False),
            health.record("WalkingSpeed", 0, 60, 4.5, unit="km/hr"),
            health.workout(
                0, 59, inside=health.event("Pause", 30) + health.route("/workout-routes/r.gpx")
            ),
        ]
    )
    return {
        "walk.fit": fit.walk(40).bytes(),
        "big.fit": fit.walk(40, big_endian=True).bytes(),
        "chain.fit": fit.walk(20).bytes() + fit.walk(20, start=fit.NOON + 900).bytes(),
        "walk.gpx": walk_gpx(40),
        "segments.gpx": gpx(map(point, range(10)), map(point, range(40, 60))),
        "walk.tcx": tcx(laps, lap(30, 10, [trackpoint(s) for s in range(30, 40)])),
        "walk.kml": kml(range(20), range(60, 80)),
        "export.xml": export,
        "export.zip": archive(
            {"apple_health_export/export.xml": export, "a/workout-routes/r.gpx": walk_gpx(20)}
        ),
        "walks.zip": archive({"a.fit": fit.walk(20).bytes(), "b.gpx": walk_gpx(20)}),
        "gadgetbridge.db": store.gadgetbridge(),
        "health_connect.db": store.health_connect(),
        "health_connect.zip": archive({"health_connect_export.db": store.health_connect()}),
        "exercise-0.json": store.fitbit_list(),
        "takeout.zip": store.takeout(),
        "samsung.csv": store.samsung_table(),
        "samsung.zip": store.samsung(),
        "strava.zip": store.strava(),
        "opentracks.csv": store.opentracks(30),
        "walk.fit.gz": gzip.compress(fit.walk(40).bytes(), mtime=0),
        "phone.csv": table(),
        "dates.csv": dates().encode("utf-16"),
        "phone.tsv.gz": gzip.compress(table("\t"), mtime=0),
        "phone.zip": archive({"Metadata.csv": b"a,b", "Accelerometer.csv": table()}),
        "ax3.cwa": logger.cwa(logger.swinging(5, 100), packing=0x30),
        "ax6.cwa": logger.cwa(logger.swinging(5, 100), packing=0x62),
        "geneactiv.bin": logger.geneactiv(logger.swinging(15, 50)),
        "geneactiv.csv": logger.geneactiv_table(logger.swinging(4, 50)),
    }


def real(folder: Path, most: int = SMALL) -> Iterator[Path]:
    """Give the small real files of a folder of test data, always in the same order."""
    for kind in ("recordings", "gait/device_files"):
        for path in sorted((folder / kind).rglob("*")):
            inside = path.relative_to(folder).parts
            if path.is_file() and "LICENSES" not in inside and path.stat().st_size <= most:
                yield path
