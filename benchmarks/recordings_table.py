"""Every file of the test recordings beside what it should give, with the time and memory it takes.

Run with ``python -m benchmarks.recordings_table`` from the root of the repository; ``--write`` puts
the table into docs/developers/recordings.md. Each file is read in a child of its own, which tells
its time and its most memory. What a file should give is in the README beside it, and, for the files
that are broken on purpose, in tests/recordings/test_malformed_files.py.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from tests.recordings.test_malformed_files import REFUSED, SALVAGED

from backstride.recordings import (
    Acceleration,
    Effort,
    ReadResult,
    Recording,
    RefusalCode,
    read_acceleration_apart,
    read_apart,
    read_health_days_apart,
    warm_reader,
)
from backstride.walks import Relation, relate, summarise

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("BACKSTRIDE_DATA", ROOT.parent / "shared" / "data"))
PAGE = ROOT / "docs" / "developers" / "recordings.md"
BEGIN, END = "<!-- table of recordings: begin -->", "<!-- table of recordings: end -->"
MB = 1_000_000
MOST_S, MOST_MB = 2.0, 200.0

CLOCK_NOT_SET = 1998
PLACEHOLDERS = {"gpx/opentracks_pause_resume.gpx"}
PAIRS = (
    ("fit/run_fenix6_20210507.fit", "fit/run_coros_pace2_20210507.fit", Relation.SAME_OUTING),
    ("tcx/run_fenix6_20210119.tcx", "gpx/run_fenix6_20210119.gpx", Relation.SAME_RECORDING),
)
CLEAR = {RefusalCode.UNREADABLE, RefusalCode.NO_RECORDS}


@dataclass
class Row:
    name: str
    result: ReadResult
    effort: Effort
    wall_s: float
    told: str
    off: list[str] = field(default_factory=list)
    is_expected: bool = True
    """Whether anything is written down about it."""

    @property
    def megabytes(self) -> float:
        return (self.effort.peak_bytes or 0) / MB


def rows(folder: Path) -> Iterator[Row]:
    expected = json.loads((folder / "expected_totals.json").read_text(encoding="utf-8"))
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name.startswith(("LICENSES/", "README", "expected")):
            continue
        if name.endswith(".records.csv"):
            continue  # values to compare with, not a recording
        effort = Effort()
        began = time.perf_counter()
        result = read_apart(path, effort=effort)
        row = Row(name, result, effort, time.perf_counter() - began, _told(result))
        if name in expected:
            row.off = list(_totals(path, row, expected[name]))
        elif name.startswith("malformed/"):
            row.off = list(_outcome(path, row))
        if name == "gpx/utf8_bom.gpx":
            row.off = [] if _codes(result) == [RefusalCode.NO_TRACK] else ["a track was found"]
        row.is_expected = name in expected or name.startswith("malformed/")
        if row.wall_s > MOST_S or row.megabytes > MOST_MB:
            row.off.append("too slow or too large")
        yield row


def _told(result: ReadResult) -> str:
    parts = []
    if result.recordings:
        counts = " + ".join(f"{len(each):,}" for each in result.recordings)
        parts.append(f"{counts} points")
    parts += [f"told: {told.code.value}" for told in result.notices]
    parts += [f"refused: {refusal.code.value}" for refusal in result.refusals]
    return "; ".join(parts)


def _codes(result: ReadResult) -> list[RefusalCode]:
    return [refusal.code for refusal in result.refusals]


def _totals(path: Path, row: Row, wanted: dict[str, Any]) -> Iterator[str]:
    """Compare with the expected totals, within the tolerances of the README."""
    if row.name.startswith("accel/"):
        yield from _acceleration(path, row, wanted)
        return
    if len(row.result.recordings) != 1:
        if wanted["n"]:
            yield f"{len(row.result.recordings)} recordings"
        return
    (recording,) = row.result.recordings
    if len(recording) != wanted["n"]:
        yield f"points {len(recording)}, not {wanted['n']}"
    if len(recording.segments) != wanted["segments"]:
        yield f"segments {len(recording.segments)}, not {wanted['segments']}"
    yield from _times(recording, wanted)
    summary = summarise(recording)
    way, ascent = summary.geo_distance_m, summary.ascent
    if row.name not in PLACEHOLDERS:
        yield from _near("way", way, wanted["dist_geo"], 0.005 * (wanted["dist_geo"] or 0.0))
    found = None if ascent is None else ascent.value_m
    yield from _near("ascent", found, wanted["asc_h3"], 0.05 + 0.1 * (wanted["asc_h3"] or 0.0))
    timer = (wanted.get("timer") or [None])[0]
    if timer is not None:
        yield from _near("timer", recording.totals.timer_s, timer, 1.0)
    heart = recording.heart_rate_bpm[np.isfinite(recording.heart_rate_bpm)]
    if len(heart) != wanted["n_hr"]:
        yield f"heart rates {len(heart)}, not {wanted['n_hr']}"
    if wanted["hr"] is not None:
        yield from _near("heart rate", float(heart.mean()), wanted["hr"], 0.0006)
    both = 2 if np.isfinite(recording.cadence_spm).any() else 1
    column = recording.cadence_spm if both == 2 else recording.cadence_rpm
    known = column[column > 0]
    if len(known) != wanted["n_cad"]:
        yield f"cadences {len(known)}, not {wanted['n_cad']}"
    if wanted["cad_raw"] is not None:
        yield from _near("cadence", float(known.mean()), both * wanted["cad_raw"], 0.002)


def _times(recording: Recording, wanted: dict[str, Any]) -> Iterator[str]:
    start = datetime.fromisoformat(wanted["t0"])
    if start.year < CLOCK_NOT_SET:
        if recording.start_utc is not None:
            yield "a start by a clock that was not set"
    elif recording.start_utc != start:
        yield f"start {recording.start_utc}, not {start}"
    if wanted["with_time"] < 0.5 * wanted["n"]:
        if recording.elapsed_s is not None:
            yield "a duration without times"
    elif wanted["elapsed"] < 86_400:
        yield from _near("elapsed", recording.elapsed_s, wanted["elapsed"], 1.0)
    elif recording.elapsed_s is None or recording.elapsed_s > 86_400:
        yield "garbage times were believed"


def _acceleration(path: Path, row: Row, wanted: dict[str, Any]) -> Iterator[str]:
    effort = Effort()
    table = read_acceleration_apart(path, effort=effort)
    row.effort = effort
    if not isinstance(table, Acceleration):
        yield "no acceleration"
        return
    row.told = f"{len(table.t_s):,} samples of acceleration"
    if len(table.t_s) != wanted["n"]:
        yield f"rows {len(table.t_s)}, not {wanted['n']}"
    yield from _near("elapsed", float(table.t_s[-1]), wanted["elapsed"], 0.001)
    size = float(np.linalg.norm(table.acc, axis=1).mean())
    yield from _near("magnitude", size, wanted["mean_magnitude_g"], 0.0001)


def _near(what: str, found: float | None, wanted: float | None, within: float) -> Iterator[str]:
    if found is None or wanted is None:
        if (found is None) != (wanted is None):
            yield f"{what} {found}, not {wanted}"
    elif not math.isclose(found, wanted, rel_tol=0, abs_tol=within):
        yield f"{what} {found:.3f}, not {wanted}"


def _outcome(path: Path, row: Row) -> Iterator[str]:
    """Compare with the outcome that the README names."""
    result, name = row.result, path.name
    codes = _codes(result)
    if name in REFUSED:
        if codes != [REFUSED[name]] or result.recordings:
            yield f"should be refused: {REFUSED[name].value}"
    elif name in SALVAGED:
        points, told = SALVAGED[name]
        if [len(each) for each in result.recordings] != points:
            yield f"should give {points} points"
        if told is not None and told not in {each.code for each in result.notices}:
            yield f"should tell: {told.value}"
    elif name == "zip_path_traversal.zip":
        if {each.source.name: len(each) for each in result.recordings}.get("ok/walk.gpx") != 20:
            yield "ok/walk.gpx should give 20 points"
    elif not result.recordings and not set(codes) <= CLEAR:
        yield "should be a part or a clear refusal"
    if name == "apple_ios16_broken_dtd.xml":
        steps = set(read_health_days_apart(path).steps_by_source.values())
        if steps != {39_519, 22_054}:
            yield f"steps {steps}, not 39,519 and 22,054"
        row.told += "; 39,519 and 22,054 steps"


def pairs(found: list[Row]) -> Iterator[tuple[str, str, str]]:
    by_name = {row.name: row.result.recordings for row in found}
    for one, other, wanted in PAIRS:
        relation = relate(by_name[one][0], by_name[other][0])
        yield f"{one}, {other}", relation.value, "yes" if relation is wanted else "NO"


def table(found: list[Row]) -> str:
    lines = [
        "| file | what became of it | as expected | s | MB |",
        "|---|---|---|---|---|",
    ]
    for row in found:
        fits = ("yes" if row.is_expected else "–") if not row.off else "NO: " + "; ".join(row.off)
        lines.append(
            f"| {row.name} | {row.told} | {fits} | {row.wall_s:.2f} | {row.megabytes:.0f} |"
        )
    lines += [f"| {names} | {relation} | {fits} | | |" for names, relation, fits in pairs(found)]
    slowest = max(found, key=lambda row: row.wall_s)
    largest = max(found, key=lambda row: row.megabytes)
    off = sum(bool(row.off) for row in found)
    lines += [
        "",
        f"{len(found)} files, {off} not as expected. Slowest: {slowest.name}, {slowest.wall_s:.2f} "
        f"s. Most memory: {largest.name}, {largest.megabytes:.0f} MB, interpreter included.",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    given = parser.parse_args()
    folder = DATA / "recordings"
    if not folder.is_dir():
        sys.exit(f"There are no recordings at {folder}: set BACKSTRIDE_DATA.")
    warm_reader()
    read_apart(b"")  # waits until the process has loaded
    text = table(list(rows(folder)))
    print(text)
    if given.write:
        before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
        _, after = rest.split(END)
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
