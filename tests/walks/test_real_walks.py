"""Real recordings, as the walks that they are."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from backstride.recordings import Recording, Sport, read
from backstride.walks import (
    MetMethod,
    Relation,
    Verdict,
    is_on_foot,
    overlap,
    relate,
    summarise,
)


@pytest.fixture(scope="session")
def folder(data_dir: Path) -> Path:
    folder = data_dir / "recordings"
    if not folder.is_dir():
        pytest.skip(f"no recordings at {folder}")
    return folder


def one(path: Path) -> Recording:
    (recording,) = read(path).recordings
    return recording


def test_the_walk_in_four_laps_counts_75_minutes(folder: Path) -> None:
    recording = one(folder / "tcx" / "walk_other_4laps.tcx")
    summary = summarise(recording)
    assert summary.minutes == pytest.approx(4495.153 / 60)
    assert round(summary.minutes or 0) == 75
    assert summary.timer_min == summary.minutes
    assert summary.moving_min is not None
    assert 65 < summary.moving_min < 75
    assert summary.pauses == ()
    assert all(stop.duration_s < 300 for stop in summary.stops)
    assert summary.device_distance_m == pytest.approx(3988.82)
    assert summary.geo_distance_m == pytest.approx(3958.77, rel=0.005)
    assert summary.met_minutes is not None
    assert summary.met_minutes.method is MetMethod.SPEED_AND_SLOPE
    assert 3 < summary.met_minutes.mean_mets < 5
    assert summary.ascent is not None
    assert summary.ascent.words.startswith("perhaps ")


def test_it_is_a_walk_although_the_file_says_other(folder: Path) -> None:
    found = is_on_foot(one(folder / "tcx" / "walk_other_4laps.tcx"))
    assert (found.verdict, found.sport) == (Verdict.YES, Sport.WALKING)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("fit/walk_fenix5.fit", Verdict.YES),
        ("fit/run_fenix6_20210507.fit", Verdict.YES),
        ("fit/bike_wahoo_elemnt.fit", Verdict.NO),
        ("gpx/hike_iphone_20130627.gpx", Verdict.YES),
        ("gpx/run_fenix6_20210119.gpx", Verdict.YES),
        ("gpx/outing_without_times.gpx", Verdict.ASK),
    ],
)
def test_on_foot_or_not(name: str, verdict: Verdict, folder: Path) -> None:
    assert is_on_foot(one(folder / name)).verdict is verdict


def test_a_walk_of_45_seconds(folder: Path) -> None:
    recording = one(folder / "fit" / "walk_fenix5.fit")
    summary = summarise(recording)
    assert summary.minutes == pytest.approx(45.379 / 60)
    assert summary.mean_cadence_spm == pytest.approx(121, abs=2)
    assert recording.totals.steps == 82
    assert summary.ascent is not None
    assert summary.ascent.from_barometer
    assert summary.ascent.words == "about level"


def test_gaps_of_an_outing_are_pauses(folder: Path) -> None:
    summary = summarise(one(folder / "gpx" / "outing_8_segments.gpx"))
    assert len(summary.pauses) == 6  # the first of the eight segments is empty
    assert summary.elapsed_min == pytest.approx(7190 / 60)
    assert summary.minutes is not None
    assert summary.minutes < 65


def test_a_route_without_times_has_no_minutes(folder: Path) -> None:
    summary = summarise(one(folder / "gpx" / "outing_without_times.gpx"))
    assert summary.minutes is summary.elapsed_min is summary.moving_min is None
    assert summary.distance_m == pytest.approx(4575.02, rel=0.005)


def test_points_that_broke_off_leave_the_totals(folder: Path) -> None:
    summary = summarise(one(folder / "fit" / "android_app_undefined_local_message.fit"))
    assert summary.minutes == pytest.approx(59.3)
    assert summary.distance_m == pytest.approx(11_274.04)
    assert summary.coverage < 0.1
    assert summary.moving_min is None


def test_two_watches_on_one_run_are_one_outing(folder: Path) -> None:
    fenix = one(folder / "fit" / "run_fenix6_20210507.fit")
    coros = one(folder / "fit" / "run_coros_pace2_20210507.fit")
    assert relate(fenix, coros) is Relation.SAME_OUTING
    assert overlap(fenix, coros).share == pytest.approx(1, abs=0.01)


def test_one_run_in_two_formats_is_one_recording(folder: Path) -> None:
    by_tcx = one(folder / "tcx" / "run_fenix6_20210119.tcx")
    by_gpx = one(folder / "gpx" / "run_fenix6_20210119.gpx")
    assert relate(by_tcx, by_gpx) is Relation.SAME_RECORDING


def test_no_other_two_of_the_recordings_belong_together(folder: Path) -> None:
    paths = [p for kind in ("fit", "tcx", "gpx") for p in sorted((folder / kind).glob(f"*.{kind}"))]
    recordings = [r for path in paths for r in read(path).recordings]
    related = {
        frozenset({a.source.name, b.source.name})
        for a, b in combinations(recordings, 2)
        if relate(a, b) is not Relation.DIFFERENT
    }
    assert related == {
        frozenset({"run_fenix6_20210507.fit", "run_coros_pace2_20210507.fit"}),
        frozenset({"run_fenix6_20210119.tcx", "run_fenix6_20210119.gpx"}),
        frozenset({"outing_8_segments.gpx", "outing_without_times.gpx"}),
    }


def test_a_broken_copy_is_the_same_recording(folder: Path) -> None:
    whole = one(folder / "fit" / "run_coros_pace2_20210507.fit")
    for name in ("run_truncated", "run_bad_file_crc", "run_flipped_byte", "run_unfinished_size0"):
        broken = one(folder / "malformed" / f"{name}.fit")
        assert relate(whole, broken) is Relation.SAME_RECORDING
    walk, run = read(folder / "malformed" / "chained_walk_then_run.fit").recordings
    assert relate(run, whole) is Relation.SAME_RECORDING
    assert relate(walk, whole) is Relation.DIFFERENT
