"""Apple Health exports: the archive as a phone writes it, and what must not be counted twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from backstride.recordings import (
    Format,
    HealthDays,
    Limits,
    NoticeCode,
    Pause,
    ReadResult,
    RefusalCode,
    Sport,
    read,
    read_each,
    read_each_and_days,
    read_each_and_days_apart,
    read_health_days,
)
from backstride.recordings.apple_scan import AppleScan, scan_apple

from .health_writer import BROKEN_TYPE, event, export, local, record, route, walk, workout
from .xml_writer import archive, walk_gpx


def steps(start: float, end: float, count: int, *, watch: bool = True) -> str:
    return record("StepCount", start, end, count, watch=watch)


def test_a_workout_becomes_a_recording_with_its_route_pause_and_heart_rate() -> None:
    main = export(
        [
            record("HeartRate", 10, 10, 90, unit="count/min"),
            record("HeartRate", 5000, 5000, 150, unit="count/min"),
            steps(0, 120, 200),
            workout(
                0,
                119,
                inside=event("Pause", 30) + event("Resume", 50) + route("/workout-routes/r_0.gpx"),
            ),
        ]
    )
    members = {
        "apple_health_export/Exportieren.xml": main,
        "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
        "apple_health_export/workout-routes/r_0.gpx": walk_gpx(120),
    }
    result = read(archive(members))
    (recording,) = result.recordings
    assert not result.refusals
    assert recording.source.format is Format.APPLE_HEALTH
    assert recording.source.name == "apple_health_export/Exportieren.xml"
    assert recording.sport is Sport.WALKING
    assert recording.start_utc == datetime(2024, 3, 31, 8, tzinfo=UTC)
    assert np.isfinite(recording.lat_deg).sum() == 120
    assert recording.heart_rate_bpm[np.isfinite(recording.heart_rate_bpm)].tolist() == [90.0]
    assert recording.pauses == (Pause(30.0, 50.0),)
    assert recording.totals.steps == pytest.approx(200 * 119 / 120, abs=1)
    (each,) = read_each(archive(members))
    assert each.recordings[0].totals == recording.totals


def test_walks_and_days_come_of_one_look_at_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    main = export([steps(0, 120, 200), workout(0, 119, inside=route("/workout-routes/r_0.gpx"))])
    data = archive({"a/export.xml": main, "a/workout-routes/r_0.gpx": walk_gpx(120)})
    given, days = list(read_each_and_days_apart(data))
    assert isinstance(given, ReadResult)
    assert isinstance(days, HealthDays)
    assert days == read_health_days(data)
    assert given.digest == next(read_each(data)).digest
    looks: list[int] = []

    def looked(blocks: Iterator[bytes], limits: Limits) -> AppleScan:
        looks.append(1)
        return scan_apple(blocks, limits)

    monkeypatch.setattr("backstride.recordings.apple_archive.scan_apple", looked)
    assert len(list(read_each_and_days(data))) == 2
    assert looks == [1]


def test_days_come_also_where_there_is_no_walk_and_none_of_other_files() -> None:
    refused, days = list(read_each_and_days(export([steps(0, 120, 200)])))
    assert isinstance(refused, ReadResult)
    assert refused.refusals[0].code is RefusalCode.NO_WORKOUTS
    assert isinstance(days, HealthDays)
    assert [day.steps for day in days.days] == [200]
    assert [type(each) for each in read_each_and_days(walk_gpx(60))] == [ReadResult]
    assert [type(each) for each in read_each_and_days(b"hello")] == [ReadResult]


def test_a_route_is_found_whatever_way_its_name_is_packed() -> None:
    path = "/workout-routes/route_2024-03-31_10.00\u202fam.gpx"
    told = {
        "apple_health_export/export.xml": export([workout(0, 119, inside=route(path))]),
        f"apple_health_export{path}": walk_gpx(120),
    }
    packed = archive(told)
    silent = bytearray(packed)  # the same without the mark that names are UTF-8
    for signature, mark_at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = -1
        while (at := silent.find(signature, at + 1)) >= 0:
            silent[at + mark_at] &= 0xF7
    assert bytes(silent) != packed
    for data in (packed, bytes(silent)):
        (recording,) = read(data).recordings
        assert np.isfinite(recording.lat_deg).sum() == 120


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2024-03-31 9:30:00 AM +0200", "2024-03-31 12:15:00 PM +0200"),
        ("2024-03-31 9:30:00\u202fa.m. +0200", "2024-03-31 12:15:00\u202fp.m. +0200"),
        ("2024-03-31 01:30:00 +0100", "2024-03-31 05:15:00 +0200"),  # over the change of the clock
    ],
)
def test_every_way_in_which_a_phone_writes_its_clock_is_read(first: str, last: str) -> None:
    main = export([workout(0, 60)]).decode()
    main = main.replace('startDate="2024-03-31 10:00:00 +0200"', f'startDate="{first}"')
    main = main.replace('endDate="2024-03-31 10:01:00 +0200"', f'endDate="{last}"')
    (recording,) = read(main.encode()).recordings
    assert recording.totals.elapsed_s == 2.75 * 3600


def test_an_export_that_breaks_off_before_its_workouts_is_not_said_to_have_none() -> None:
    whole = export([steps(0, 60, 100), workout(0, 60)])
    (refusal,) = read(whole[: whole.index(b"<Workout")]).refusals
    assert refusal.code is RefusalCode.UNREADABLE


def test_totals_of_old_exports_stand_on_the_workout_itself() -> None:
    main = export([workout(0, 600)]).replace(
        b'durationUnit="min"', b'durationUnit="min" totalDistance="0.5" totalDistanceUnit="mi"'
    )
    (recording,) = read(main).recordings
    assert recording.totals.timer_s == pytest.approx(600)
    assert recording.totals.distance_m == pytest.approx(804.672)


@pytest.mark.parametrize("kind", ["WheelchairWalkPace", "TraditionalStrengthTraining"])
def test_other_workouts_are_no_walks(kind: str) -> None:
    (recording,) = read(export([workout(0, 60, kind=kind)])).recordings
    assert recording.sport is Sport.ELSE


def test_the_document_type_of_some_systems_is_broken_and_does_no_harm() -> None:
    data = walk(60)
    broken = export([steps(0, 60, 100), workout(0, 60)], document_type=BROKEN_TYPE)
    assert len(read(broken).recordings) == len(read(data).recordings) == 1
    assert read_health_days(broken).steps_by_source == {"Uhr": 100}


def test_an_entity_has_no_meaning() -> None:
    bomb = '<!DOCTYPE HealthData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n'
    main = export([steps(0, 60, 100), "<X>&b;</X>", steps(60, 120, 100)], document_type=bomb)
    days = read_health_days(main)
    assert days.steps_by_source == {"Uhr": 100}
    assert [told.code for told in days.notices] == [NoticeCode.UNREADABLE_REST]


@pytest.mark.parametrize("never", ["0001-01-01 00:00:00 +0100", "0001-01-01 00:00:00 -0500"])
def test_a_time_that_no_device_had_is_no_time_and_harms_nothing(never: str) -> None:
    good = record("StepCount", 0, 600, 700)
    bad = good.replace(local(0), never).replace(local(600), never)
    assert never in bad
    days = read_health_days(export([bad, good, workout(0, 599)])).days
    assert [each.steps for each in days] == [700]
    assert len(read(export([bad, good, workout(0, 599)])).recordings) == 1


def test_a_phone_and_a_watch_carried_at_once_count_once() -> None:
    main = export(
        [
            steps(0, 600, 900, watch=False),
            steps(0, 300, 500),
            steps(0, 300, 500),  # written twice
            steps(900, 900, 7, watch=False),
            steps(200, 250, 90, watch=False),
        ]
    )
    days = read_health_days(main)
    # The phone's 900 steps in 600 s lie half outside the watch's time: 450 beside its 500.
    assert [day.steps for day in days.days] == [pytest.approx(500 + 450 + 7)]
    assert list(days.steps_by_source) == ["Uhr", "Telefon"]
    assert dict(days.days[0].steps_by_source) == pytest.approx({"Uhr": 500, "Telefon": 457})


def test_gait_measures_are_means_of_the_day_in_si_units() -> None:
    told = {
        "WalkingSpeed": (3.6, "km/hr"),
        "WalkingStepLength": (70, "cm"),
        "WalkingAsymmetryPercentage": (0.02, "%"),
        "WalkingDoubleSupportPercentage": (0.3, "%"),
        "AppleWalkingSteadiness": (0.9, "%"),
    }
    rows = [record(k, 0, 9, v, unit=u, watch=False) for k, (v, u) in told.items()]
    rows.append(record("WalkingSpeed", 9, 20, 2, unit="m/s", watch=False))
    (day,) = read_health_days(export(rows)).days
    assert day.day.isoformat() == "2024-03-31"
    assert day.walking_speed_mps == pytest.approx(1.5)
    assert day.step_length_m == pytest.approx(0.7)
    assert day.asymmetry_percent == pytest.approx(2)
    assert day.double_support_percent == pytest.approx(30)
    assert day.steadiness_percent == pytest.approx(90)


def test_a_measure_of_two_devices_is_each_day_of_one_of_them() -> None:
    later = 86_400.0
    main = export(
        [
            record("WalkingSpeed", 0, 9, 1.0, unit="m/s", watch=False),
            record("WalkingSpeed", 9, 20, 1.2, unit="m/s", watch=False),
            record("WalkingSpeed", 5, 15, 2.0, unit="m/s"),
            record("WalkingSpeed", later, later + 9, 2.0, unit="m/s"),
        ]
    )
    both, watch_alone = read_health_days(main).days
    assert both.walking_speed_mps == pytest.approx(1.1)
    assert both.measured_by == (("walking_speed_mps", "Telefon"),)
    assert watch_alone.walking_speed_mps == pytest.approx(2.0)
    assert watch_alone.measured_by == (("walking_speed_mps", "Uhr"),)


def test_an_export_without_workouts_says_so() -> None:
    result = read(export([steps(0, 60, 100)]))
    assert [one.code for one in result.refusals] == [RefusalCode.NO_WORKOUTS]


def test_an_export_that_stops_in_the_middle_keeps_what_came_before() -> None:
    data = export([steps(0, 60, 100), workout(0, 60), steps(60, 90, 10)])
    result = read(data[: data.rindex(b"<Record") + 30])
    assert len(result.recordings) == 1
    assert [told.code for told in result.notices] == [
        NoticeCode.TRUNCATED,
        NoticeCode.TOTALS_ONLY,
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<a>" * 100, RefusalCode.TOO_DEEP),
        (f'<Record type="{"x" * 300_000}"/>', RefusalCode.UNREADABLE),
        (steps(0, 9, 1) * 101, RefusalCode.TOO_MANY_POINTS),
    ],
)
def test_a_hostile_export_is_refused(body: str, code: RefusalCode) -> None:
    limits = Limits(max_health_rows=100)
    assert [one.code for one in read_health_days(export([body]), limits=limits).refusals] == [code]


def test_changed_bytes_are_read_or_refused() -> None:
    whole = export([steps(0, 60, 100), steps(0, 60, 90, watch=False), workout(0, 60)])
    for seed in range(150):
        rng = random.Random(seed)
        data = bytearray(whole)
        for _ in range(5):
            data[rng.randrange(len(data))] = rng.randrange(256)
        result = read(bytes(data))
        assert result.recordings or result.refusals
        read_health_days(bytes(data))


def test_the_export_with_the_broken_type_holds_what_was_written(data_dir: Path) -> None:
    folder = data_dir / "recordings"
    path = folder / "malformed" / "apple_ios16_broken_dtd.xml"
    if not path.is_file():
        pytest.skip(f"no file at {path}")
    days = read_health_days(path)
    assert len(days.days) == 1
    assert list(days.steps_by_source.values()) == [39_519, 22_054]
    (recording,) = read(path).recordings
    assert recording.totals.timer_s == 24 * 60
    assert recording.totals.distance_m == pytest.approx(1930)
    assert [pause.duration_s for pause in recording.pauses] == [60.0]
    export_2019 = folder / "apple" / "export_2019" / "apple_health_export"
    route_file = next((export_2019 / "workout-routes").glob("*.gpx"))
    members = {
        "apple_health_export/export.xml": (export_2019 / "export.xml").read_bytes(),
        f"apple_health_export/workout-routes/{route_file.name}": route_file.read_bytes(),
    }
    (old,) = read(archive(members)).recordings
    assert old.totals.distance_m == pytest.approx(0.4971749504535062 * 1609.344)
    assert old.sport is Sport.RUNNING


def test_a_main_file_that_is_too_large_to_be_held_is_read_as_a_stream() -> None:
    data = export([steps(0, 60, 100), workout(0, 60), workout(600, 660)])
    whole = read(data)
    limits = Limits(max_bytes=len(data) - 1)
    streamed = read(data, limits=limits)
    assert len(streamed.recordings) == len(whole.recordings) == 2
    assert [each.source for each in streamed.recordings] == [
        each.source for each in whole.recordings
    ]
    assert len(list(read_each(data, limits=limits))) == 2
    small = Limits(max_bytes=100, max_archive_bytes=len(data) - 1)
    assert [refusal.code for refusal in read(data, limits=small).refusals] == [
        RefusalCode.TOO_LARGE
    ]


def statistics(kind: str, start: float, end: float, values: str) -> str:
    return (
        f'   <WorkoutStatistics type="HKQuantityTypeIdentifier{kind}" '
        f'startDate="{local(start)}" endDate="{local(end)}" {values}/>'
    )


def interval(start: float, end: float, km: float, bpm: float) -> str:
    inside = statistics("DistanceWalkingRunning", start, end, f'sum="{km}" unit="km"')
    inside += statistics("HeartRate", start, end, f'average="{bpm}" maximum="{bpm + 9}"')
    inside += '<MetadataEntry key="HKElevationAscended" value="1250 cm"/>'
    return f'<WorkoutActivity uuid="{start}">{inside}</WorkoutActivity>'


def test_the_totals_of_intervals_are_not_those_of_the_walk() -> None:
    parts = interval(0, 600, 0.8, 100) + interval(600, 1800, 1.0, 130)
    whole = statistics("DistanceWalkingRunning", 0, 1800, 'sum="1.9" unit="km"')
    whole += statistics("HeartRate", 0, 1800, 'average="121" maximum="140"')
    for inside in (parts + whole, whole + parts):
        (recording,) = read(export([workout(0, 1800, inside=inside)])).recordings
        assert recording.totals.distance_m == pytest.approx(1900)
        assert recording.totals.mean_heart_rate_bpm == pytest.approx(121)
        assert recording.totals.max_heart_rate_bpm == pytest.approx(140)
        assert recording.totals.ascent_m == pytest.approx(25)


def test_what_is_told_for_stretches_alone_is_put_together() -> None:
    parts = interval(0, 600, 0.8, 100) + interval(600, 1800, 1.0, 130)
    stretches = parts.replace('<WorkoutActivity uuid="', '<Other uuid="')
    stretches = stretches.replace("</WorkoutActivity>", "</Other>")
    for inside in (parts, stretches):
        (recording,) = read(export([workout(0, 1800, inside=inside)])).recordings
        assert recording.totals.distance_m == pytest.approx(1800)
        assert recording.totals.mean_heart_rate_bpm == pytest.approx(120)
        assert recording.totals.max_heart_rate_bpm == pytest.approx(139)
