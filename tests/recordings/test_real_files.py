"""Recordings of real devices give the totals that independent readers found in them.

The expected values, their tolerances and the licences of the files are in the README beside them.
"""

from __future__ import annotations

import csv
import json
import math
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import fitdecode
import numpy as np
import pytest

from backstride.recordings import Format, NoticeCode, Recording, RefusalCode, Sport, read
from backstride.walks import summarise

FILES = [
    "fit/android_app_undefined_local_message.fit",
    "fit/bike_wahoo_elemnt.fit",
    "fit/run_coros_pace2_20210507.fit",
    "fit/run_fenix6_20210507.fit",
    "fit/run_fr70_compressed_speed.fit",
    "fit/run_stryd_devfields.fit",
    "fit/walk_fenix5.fit",
    "gpx/hike_iphone_20130627.gpx",
    "gpx/opentracks_pause_resume.gpx",
    "gpx/opentracks_timezone.gpx",
    "gpx/outing_8_segments.gpx",
    "gpx/outing_without_times.gpx",
    "gpx/run_fenix6_20210119.gpx",
    "kml/opentracks_statistics_marker.kml",
    "tcx/run_fenix6_20210119.tcx",
    "tcx/walk_other_4laps.tcx",
]
PLACEHOLDERS = {"gpx/opentracks_pause_resume.gpx"}
"""Its places are invented, says the README: only its times matter."""

SPORTS = {
    "cycling": Sport.CYCLING,
    "running": Sport.RUNNING,
    "walking": Sport.WALKING,
    "Running": Sport.RUNNING,
    "Other": Sport.UNKNOWN,
}


@pytest.fixture(scope="session")
def recordings_dir(data_dir: Path) -> Path:
    folder = data_dir / "recordings"
    if not folder.is_dir():
        pytest.skip(f"no recordings at {folder}")
    return folder


@cache
def _totals(path: Path) -> dict[str, dict[str, Any]]:
    totals: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return totals


@pytest.fixture(params=FILES)
def case(request: pytest.FixtureRequest, recordings_dir: Path) -> tuple[Recording, dict[str, Any]]:
    name: str = request.param
    (recording,) = read(recordings_dir / name).recordings
    return recording, {"name": name, **_totals(recordings_dir / "expected_totals.json")[name]}


Case = tuple[Recording, dict[str, Any]]


def test_every_expected_file_of_these_formats_is_tried(recordings_dir: Path) -> None:
    listed = set(_totals(recordings_dir / "expected_totals.json"))
    formats = {n for n in listed if n.split("/")[0] in ("fit", "tcx", "gpx", "kml")}
    assert formats - {"gpx/utf8_bom.gpx"} == set(FILES)


def test_points_and_segments(case: Case) -> None:
    recording, expected = case
    assert len(recording) == expected["n"]
    assert len(recording.segments) == expected["segments"]


def test_the_start(case: Case) -> None:
    recording, expected = case
    start = datetime.fromisoformat(expected["t0"])
    if start.year == 1990:
        assert recording.start_utc is None
        assert NoticeCode.CLOCK_NOT_SET in [told.code for told in recording.notices]
    else:
        assert recording.start_utc == start


def test_the_elapsed_time(case: Case) -> None:
    recording, expected = case
    if expected["with_time"] < 0.5 * expected["n"]:
        assert recording.elapsed_s is None
    elif expected["elapsed"] > 86_400:
        # A garbage time in the last record; the times of the others span five minutes.
        assert recording.elapsed_s == pytest.approx(314, abs=1)
    else:
        assert recording.elapsed_s == pytest.approx(expected["elapsed"], abs=1)


def test_the_devices_own_totals(case: Case) -> None:
    recording, expected = case
    for mine, key in (("timer_s", "timer"), ("distance_m", "dist_dev"), ("ascent_m", "asc_dev"),
                      ("mean_heart_rate_bpm", "hr_dev"), ("strides", "cycles_dev")):  # fmt: skip
        value = (expected.get(key) or [None])[0]
        if value is not None:
            assert getattr(recording.totals, mine) == pytest.approx(value, abs=0.01)
    cadence = (expected.get("cad_dev") or [None])[0]
    if cadence is not None and recording.sport.on_foot:
        assert recording.totals.mean_cadence_spm == pytest.approx(2 * cadence, abs=2)


def test_the_way_along_the_places(case: Case) -> None:
    recording, expected = case
    way = summarise(recording).geo_distance_m
    if expected["dist_geo"] is None:
        assert way is None
    elif expected["name"] not in PLACEHOLDERS:
        assert way == pytest.approx(expected["dist_geo"], rel=0.005)


def test_the_heart_rate(case: Case) -> None:
    recording, expected = case
    known = recording.heart_rate_bpm[np.isfinite(recording.heart_rate_bpm)]
    assert len(known) == expected["n_hr"]
    if expected["hr"] is not None:
        assert round(float(known.mean()), 3) == expected["hr"]
        assert known.max() == expected["hr_max"]


def test_the_cadence_is_of_both_feet_or_of_the_crank(case: Case) -> None:
    recording, expected = case
    on_foot = expected["name"] != "fit/bike_wahoo_elemnt.fit"
    column = recording.cadence_spm if on_foot else recording.cadence_rpm
    known = column[column > 0]
    assert len(known) == expected["n_cad"]
    if expected["cad_raw"] is not None:
        assert known.mean() == pytest.approx((2 if on_foot else 1) * expected["cad_raw"], abs=0.002)
    other = recording.cadence_rpm if on_foot else recording.cadence_spm
    assert not np.any(other > 0)


def test_the_ascent(case: Case) -> None:
    recording, expected = case
    ascent = summarise(recording).ascent
    if expected["asc_h3"] is None:
        assert ascent is None
    else:
        assert ascent is not None
        assert ascent.value_m == pytest.approx(expected["asc_h3"], rel=0.1, abs=0.05)
        assert ascent.low_m <= ascent.value_m <= ascent.high_m


def test_the_sport(case: Case) -> None:
    recording, expected = case
    if "sport" in expected:
        assert recording.sport is SPORTS[expected["sport"][0].split("/")[0]]


def test_the_laps(case: Case) -> None:
    recording, expected = case
    assert len(recording.laps) == expected.get("laps", 0)


def test_a_file_with_a_waypoint_alone_has_no_track(recordings_dir: Path) -> None:
    (refusal,) = read(recordings_dir / "gpx" / "utf8_bom.gpx").refusals
    assert refusal.code is RefusalCode.NO_TRACK


def test_every_record_of_a_walk_has_the_reference_values(recordings_dir: Path) -> None:
    (recording,) = read(recordings_dir / "fit" / "walk_fenix5.fit").recordings
    with (recordings_dir / "fit" / "walk_fenix5.records.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(recording)
    for at, row in enumerate(rows):
        assert recording.heart_rate_bpm[at] == float(row["heart_rate"])
        assert recording.speed_mps[at] == pytest.approx(float(row["speed"]))
        assert recording.distance_m[at] == pytest.approx(float(row["distance"]))
        assert recording.altitude_m[at] == pytest.approx(float(row["altitude"]))
        assert recording.lat_deg[at] == pytest.approx(float(row["position_lat"]) * 180 / 2**31)
        assert recording.lon_deg[at] == pytest.approx(float(row["position_long"]) * 180 / 2**31)
        assert math.floor(recording.cadence_spm[at] / 2) == int(row["cadence"])


def test_distances_in_twelve_bits_add_up_to_the_reference_values(recordings_dir: Path) -> None:
    (recording,) = read(recordings_dir / "fit" / "run_fr70_compressed_speed.fit").recordings
    name = "run_fr70_compressed_speed.records.csv"
    with (recordings_dir / "fit" / name).open(encoding="utf-8") as file:
        rows = [{key.strip(): value for key, value in row.items()} for row in csv.DictReader(file)]
    # The first record holds a time and nothing else; the reference leaves it out.
    assert len(rows) == len(recording) - 1
    first = int(rows[0]["Timestamp"]) - recording.time_s[1]
    for at, row in enumerate(rows, start=1):
        assert recording.time_s[at] == int(row["Timestamp"]) - first
        for column, key, factor in (
            (recording.distance_m, "Distance [m]", 1),
            (recording.speed_mps, "Speed [m/s]", 1),
            (recording.heart_rate_bpm, "Heart Rate [bpm]", 1),
            (recording.cadence_spm, "Cadence [rpm]", 2),
        ):
            if row[key] == "null":
                assert math.isnan(column[at])
            else:
                assert column[at] == pytest.approx(factor * float(row[key]))


@pytest.mark.parametrize("name", ["walk_fenix5", "run_coros_pace2_20210507"])
def test_another_decoder_finds_the_same(name: str, recordings_dir: Path) -> None:
    path = recordings_dir / "fit" / f"{name}.fit"
    (recording,) = read(path).recordings
    with fitdecode.FitReader(str(path)) as reader:
        records = [
            frame
            for frame in reader
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "record"
        ]
    assert len(records) == len(recording)
    assert recording.start_utc is not None
    for at, record in enumerate(records):
        seconds = (record.get_value("timestamp") - recording.start_utc).total_seconds()
        assert recording.time_s[at] == seconds
        for column, key in (
            (recording.altitude_m, "enhanced_altitude"),
            (recording.speed_mps, "enhanced_speed"),
            (recording.distance_m, "distance"),
            (recording.heart_rate_bpm, "heart_rate"),
        ):
            value = record.get_value(key, fallback=None)
            if value is None:
                assert math.isnan(column[at])
            else:
                assert column[at] == pytest.approx(value)


def test_the_format_pair_has_the_same_points(recordings_dir: Path) -> None:
    (by_tcx,) = read(recordings_dir / "tcx" / "run_fenix6_20210119.tcx").recordings
    (by_gpx,) = read(recordings_dir / "gpx" / "run_fenix6_20210119.gpx").recordings
    assert (by_tcx.source.format, by_gpx.source.format) == (Format.TCX, Format.GPX)
    np.testing.assert_array_equal(by_tcx.time_s, by_gpx.time_s)
    np.testing.assert_allclose(by_tcx.lat_deg, by_gpx.lat_deg, atol=1e-9)
    np.testing.assert_array_equal(by_tcx.cadence_spm, by_gpx.cadence_spm)
