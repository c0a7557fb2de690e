"""Exports of health stores and services: what is in them, counted once, and what is passed over."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from backstride.recordings import (
    Limits,
    NoticeCode,
    Pause,
    ReadResult,
    Recording,
    RefusalCode,
    Sport,
    read,
    read_each,
    read_health_days,
)
from backstride.walks import summarise

from . import fit_writer as fit
from . import store_writer as store
from .xml_writer import START, archive, walk_gpx


def only(data: bytes) -> Recording:
    result = read(data)
    assert not result.refusals, result.refusals
    (recording,) = result.recordings
    return recording


def codes(result: ReadResult) -> list[RefusalCode]:
    return [refusal.code for refusal in result.refusals]


WALKS = {
    "Gadgetbridge": store.gadgetbridge(),
    "Health Connect": store.health_connect(),
    "Health Connect, archive": archive({"health_connect_export.db": store.health_connect()}),
    "Fitbit": store.fitbit_list(),
    "Fitbit, archive": store.takeout(),
    "Samsung Health": store.samsung_table(),
    "Samsung Health, archive": store.samsung(),
}


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_comes_with_its_start_its_minutes_and_its_steps(name: str) -> None:
    (recording,) = read(WALKS[name]).recordings
    assert recording.source.format == name.removesuffix(", archive")
    assert recording.sport is Sport.WALKING
    assert recording.start_utc == START
    assert recording.totals.steps == 1000
    minutes = summarise(recording).minutes
    timer_s = recording.totals.timer_s
    assert minutes == pytest.approx((600 if timer_s is None else timer_s) / 60)


@pytest.mark.parametrize("name", ["Health Connect", "Fitbit, archive", "Samsung Health, archive"])
def test_the_heart_rates_in_its_time_belong_to_it(name: str) -> None:
    (recording,) = read(WALKS[name]).recordings
    known = recording.heart_rate_bpm[np.isfinite(recording.heart_rate_bpm)]
    assert len(known) >= 120
    assert set(known) == {96.0}
    assert recording.time_s[0] == 0
    assert recording.time_s[-1] == pytest.approx(600, abs=1)


@pytest.mark.parametrize("name", ["Health Connect", "Samsung Health, archive"])
def test_its_route_is_as_long_as_it_was(name: str) -> None:
    (recording,) = read(WALKS[name]).recordings
    assert summarise(recording).geo_distance_m == pytest.approx(750, abs=2)
    assert recording.totals.distance_m == 750


def test_no_heart_rate_is_no_heart_rate() -> None:
    known = only(store.gadgetbridge()).heart_rate_bpm
    assert set(known[np.isfinite(known)]) == {96.0}


def test_two_watches_are_never_added_up() -> None:
    assert only(store.gadgetbridge()).totals.steps == 1000  # not 1,900


@pytest.mark.parametrize(
    ("kind", "sport"),
    [(0x10, Sport.RUNNING), (0x00400000, Sport.HIKING), (0x4000, Sport.ELSE), (1, Sport.UNKNOWN),
     (0x040000B2, Sport.WALKING), ("?", Sport.UNKNOWN)],
)  # fmt: skip
def test_gadgetbridge_tells_the_sport_by_a_code(kind: int, sport: Sport) -> None:
    assert only(store.gadgetbridge(kind=kind)).sport is sport


@pytest.mark.parametrize(
    ("kind", "sport"),
    [(21, Sport.HIKING), (33, Sport.RUNNING), (57, Sport.ELSE), (0, Sport.UNKNOWN)],
)
def test_health_connect_tells_the_sport_by_a_code(kind: int, sport: Sport) -> None:
    assert only(store.health_connect(kind=kind)).sport is sport


@pytest.mark.parametrize(
    ("kind", "sport"),
    [(13001, Sport.HIKING), (1002, Sport.RUNNING), (10007, Sport.ELSE), (0, Sport.UNKNOWN)],
)
def test_samsung_health_tells_the_sport_by_a_code(kind: int, sport: Sport) -> None:
    assert only(store.samsung_table(kind=kind)).sport is sport


@pytest.mark.parametrize(
    ("name", "sport"),
    [("Hike", Sport.HIKING), ("Yoga", Sport.ELSE), ("Workout", Sport.UNKNOWN)],
)
def test_fitbit_tells_the_sport_in_words(name: str, sport: Sport) -> None:
    assert only(store.fitbit_list(name=name)).sport is sport


def test_a_summary_tells_what_the_watch_reckoned() -> None:
    told = {
        name: {"value": value}
        for name, value in {"steps": 812, "distanceMeters": 640.5, "averageHR": 99}.items()
    }
    totals = only(store.gadgetbridge(summary=told)).totals
    assert totals.steps == 812
    assert totals.distance_m == 640.5
    assert totals.mean_heart_rate_bpm == 99


@pytest.mark.parametrize("text", ["", "{", "[]", '{"steps": 5}', "[" * 100_000, '{"a": {}}'])
def test_a_summary_that_makes_no_sense_says_nothing(text: str) -> None:
    assert only(store.gadgetbridge(summary=text)).totals.distance_m is None


def test_steps_of_two_apps_count_once() -> None:
    days = read_health_days(store.health_connect())
    assert [(day.day, day.steps) for day in days.days] == [(date(2024, 3, 31), 1050.0)]
    assert days.steps_by_source == {"Watch": 1000, "Phone": 1000}
    packed = archive({"health_connect_export.db": store.health_connect()})
    assert read_health_days(packed) == days


def test_samsung_tells_the_steps_of_all_its_sources_once() -> None:
    day_ms = 1_711_843_200_000  # 31 March 2024
    rows = [
        (str(day_ms), "-2", 5000),
        (str(day_ms), "0", 3000),
        (str(day_ms), "-2", 4000),
        ("2024-04-01 00:00:00.000", "-2", 700),
        (str(day_ms + 2 * 86_400_000), "100000", 900),
        *((text, "-2", 1) for text in ("", "x", "-5", "1e30", "99999999999999")),
        *((str(day_ms), "-2", count) for count in ("", "-7", "1e9", "nan")),
    ]
    trend = "com.samsung.shealth.step_daily_trend.20240401100000.csv"
    export = store.samsung(more={trend: store.samsung_trend(rows)})
    days = read_health_days(export)
    assert [(day.day, day.steps) for day in days.days] == [
        (date(2024, 3, 31), 5000.0),
        (date(2024, 4, 1), 700.0),
    ]
    assert days.steps_by_source == {"Samsung Health": 5700}
    assert len(read(export).recordings) == 1
    for table in (b"", b"a\nb", store.samsung_trend(())):
        assert read_health_days(store.samsung(more={trend: table})).days == ()
    assert read_health_days(store.samsung()).refusals


def test_a_walk_over_midnight_has_the_heart_rates_of_both_days() -> None:
    late = datetime(2024, 3, 31, 23, 55, tzinfo=UTC)
    (recording,) = read(store.takeout(start=late)).recordings
    assert (recording.heart_rate_bpm == 96).sum() == 120


def test_strava_names_the_kind_in_the_persons_language() -> None:
    result = read(store.strava())
    assert not result.refusals
    walk, run = result.recordings
    assert (walk.sport, walk.sport_text) == (Sport.WALKING, "Spaziergang")
    assert run.sport is Sport.RUNNING
    assert [each.name for each in read_each(store.strava())] == [
        "activities/1.gpx.gz",
        "activities/2.fit.gz",
    ]


def test_an_outing_without_a_timer_or_points_is_as_long_as_from_start_to_end() -> None:
    table = ("BASE_ACTIVITY_SUMMARY", "START_TIME", "END_TIME", "ACTIVITY_KIND", "SUMMARY_DATA")
    row = (store.START_MS, store.START_MS + 1_800_000, 0x20, None)
    recording = only(store.database({table[0]: (table[1:], [row])}))
    assert recording.totals.timer_s == 1800
    assert summarise(recording).minutes == pytest.approx(30)


def test_pictures_and_letters_of_an_export_are_passed_over() -> None:
    for data in (store.strava(), store.samsung()):
        assert not read(data).refusals


def test_a_file_that_is_broken_is_told_even_in_an_export() -> None:
    result = read(store.takeout())
    assert [refusal.where for refusal in result.refusals] == [
        "Takeout/Fit/Activities/2024-04-01.tcx"
    ]
    assert len(result.recordings) == 1


def test_the_archive_of_gadgetbridge_gives_its_database_and_its_tracks() -> None:
    members = {
        "database/Gadgetbridge": store.gadgetbridge(),
        "files/AA:BB/track.gpx": walk_gpx(60),
        "preferences/global.json": b"{}",
        "gadgetbridge.json": b"{}",
    }
    result = read(archive(members))
    assert not result.refusals
    assert [each.source.format for each in result.recordings] == ["Gadgetbridge", "GPX"]


def test_opentracks_speed_is_in_kilometres_an_hour_and_its_pause_is_kept() -> None:
    recording = only(store.opentracks(60))
    assert len(recording) == 120
    assert set(recording.speed_mps) == {1.25}
    assert recording.pauses == (Pause(59.0, 120.0),)
    assert recording.start_utc == START


def test_the_real_table_of_opentracks_is_read(data_dir: Path) -> None:
    path = data_dir / "recordings" / "csv" / "opentracks_export.csv"
    if not path.is_file():
        pytest.skip(f"no table at {path}")
    (recording,) = read(path).recordings
    assert len(recording) == 7
    assert recording.start_utc == datetime(2020, 2, 2, 2, 2, 3, tzinfo=UTC)
    assert recording.heart_rate_bpm[1] == 66
    assert recording.speed_mps[0] == 15


def test_a_file_that_was_packed_is_the_same_file() -> None:
    plain = fit.walk(40).bytes()
    packed, bare = only(gzip.compress(plain, mtime=0)), only(plain)
    assert packed.source.digest == bare.source.digest


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (gzip.compress(bytes(80_000_000), mtime=0), RefusalCode.INFLATES_TOO_MUCH),
        (gzip.compress(walk_gpx(60), mtime=0)[:-20], RefusalCode.UNREADABLE),
        (gzip.compress(b"a letter", mtime=0), RefusalCode.NOT_A_RECORDING),
    ],
)
def test_a_packed_file_that_is_none_is_refused(data: bytes, code: RefusalCode) -> None:
    assert codes(read(data)) == [code]


NO_OUTINGS = {
    "Gadgetbridge": store.database({"BASE_ACTIVITY_SUMMARY": (["START_TIME"], [("x",)])}),
    "Health Connect": store.database({"exercise_session_record_table": (["row_id"], [(1,)])}),
    "Fitbit": b'[{"logId": 1, "activityName": "Walk", "startTime": "31.3.24", "duration": 5}]',
    "Samsung Health": store.samsung_table().replace(b"2024-03-31", b"2024-99-31"),
}


@pytest.mark.parametrize("name", NO_OUTINGS)
def test_an_export_without_outings_says_so(name: str) -> None:
    assert codes(read(NO_OUTINGS[name])) == [RefusalCode.NO_WORKOUTS]


HOSTILE = {
    "a view in place of the table": store.database(
        {"X": (["A"], [])},
        script="CREATE VIEW BASE_ACTIVITY_SUMMARY AS WITH RECURSIVE t(START_TIME) AS"
        " (SELECT 1 UNION ALL SELECT START_TIME + 1 FROM t) SELECT * FROM t;",
    ),
    "a value of ten million letters": store.database(
        {
            "BASE_ACTIVITY_SUMMARY": (
                ["START_TIME", "END_TIME", "NAME"],
                [(store.START_MS, store.START_MS + 1000, "x" * 10_000_000)],
            )
        }
    ),
    "a table of a module": store.database(
        {"X": (["A"], [])},
        script="CREATE VIRTUAL TABLE BASE_ACTIVITY_SUMMARY USING fts5(START_TIME);",
    ),
    "a column that is reckoned to be huge": store.database(
        {"X": (["A"], [])},
        script="CREATE TABLE BASE_ACTIVITY_SUMMARY (END_TIME, START_TIME AS"
        " (length(hex(zeroblob(END_TIME)))));"
        "INSERT INTO BASE_ACTIVITY_SUMMARY(END_TIME) VALUES (3000000);",
    ),
    "nothing behind its head": b"SQLite format 3\0BASE_ACTIVITY_SUMMARY",
    "a page that stands twice": store.gadgetbridge()[:4096] * 4,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_database_that_sets_traps_is_refused(name: str) -> None:
    result = read(HOSTILE[name])
    assert not result.recordings
    assert codes(result)[0] in {RefusalCode.UNREADABLE, RefusalCode.NO_WORKOUTS}


def test_a_database_that_is_shorter_than_it_says_is_refused() -> None:
    whole = store.gadgetbridge()
    assert read(whole).recordings
    for missing in (1, 600, 5000):
        (refusal,) = read(whole[:-missing]).refusals
        assert refusal.code is RefusalCode.UNREADABLE


def test_a_database_is_left_when_it_takes_too_many_steps() -> None:
    script = "".join(
        f"INSERT INTO HUAWEI_ACTIVITY_SAMPLE SELECT * FROM HUAWEI_ACTIVITY_SAMPLE; -- {k}\n"
        for k in range(14)
    )
    data = store.gadgetbridge(script=script)
    assert codes(read(data, limits=Limits(max_database_steps=500_000))) == [
        RefusalCode.TOO_MANY_POINTS
    ]
    assert codes(read(data, limits=Limits(max_health_rows=1000))) == [RefusalCode.TOO_MANY_POINTS]


def test_a_database_that_keeps_changes_in_a_second_file_is_read_alone() -> None:
    data = bytearray(store.gadgetbridge())
    data[18:20] = b"\2\2"
    assert len(read(bytes(data)).recordings) == 1


def test_outings_that_share_their_points_do_not_multiply_them() -> None:
    rows = [(k, store.START_MS, store.START_MS + 600_000, 53, "", 1, 19_813) for k in range(100)]
    columns = ["row_id", "start_time", "end_time", "exercise_type", "title", "app_info_id", "d"]
    rates = [(1, 96, store.START_MS + 100 * k) for k in range(2000)]
    data = store.database(
        {
            "exercise_session_record_table": (columns, rows),
            "heart_rate_record_series_table": (
                ["parent_key", "beats_per_minute", "epoch_millis"],
                rates,
            ),
        }
    )
    limits = Limits(max_archive_points=50_000)
    assert codes(read(data, limits=limits)) == [RefusalCode.TOO_MANY_POINTS]


@pytest.mark.parametrize(
    "text",
    [
        '[{"activityName": "Walk", "startTime": "03/31/24 08:00:00", "duration": 1e308}]',
        '[{"activityName": "Walk", "startTime": "03/31/24 08:00:00", "duration": -1}]',
        '[{"activityName": "Walk", "startTime": "03/31/24 08:00:00", "duration": true}]',
        '[{"activityName": "Walk", "startTime": 5, "duration": 60000}]',
        '[{"activityName": "Walk", "x": ' + "[" * 100_000,
        '[{"activityName": "Walk", "duration": 1' + "0" * 5000 + "}]",
    ],
)
def test_a_list_of_nonsense_is_refused(text: str) -> None:
    assert codes(read(text.encode()))[0] in {RefusalCode.UNREADABLE, RefusalCode.NO_WORKOUTS}


def test_a_name_in_a_table_leads_nowhere_out_of_the_archive() -> None:
    data = store.samsung_table().replace(b"185e928e", b"../../etc")
    packed = archive({"a/com.samsung.shealth.exercise.1.csv": data, "etc/passwd": b"[]"})
    (recording,) = read(packed).recordings
    assert len(recording) == 0


def test_companions_count_against_what_an_archive_may_give() -> None:
    days = json.dumps([{"dateTime": "03/31/24 08:00:00", "value": {"bpm": 96}}] * 20_000).encode()
    many = archive(
        {
            "Takeout/Fitbit/exercise-0.json": store.fitbit_list(),
            "Takeout/Fitbit/heart_rate-2024-03-31.json": days,
        }
    )
    limits = Limits(max_inflated_bytes=len(days) - 1, max_ratio=1e6)
    (recording,) = read(many, limits=limits).recordings
    assert len(recording) == 0


@pytest.mark.parametrize("piece", ["{},", "[],", "1,"])
def test_a_list_of_millions_of_parts_is_never_built(piece: str) -> None:
    data = b'[{"activityName": "Walk"},' + piece.encode() * 3_000_000 + b"{}]"
    tracemalloc.start()
    try:
        assert codes(read(data)) == [RefusalCode.TOO_MANY_POINTS]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_a_line_without_end_is_refused() -> None:
    head = store.opentracks(1).splitlines()[0]
    assert codes(read(head + b"\n" + b"," * 1_000_000)) == [RefusalCode.UNREADABLE]
    first, names, *_ = store.samsung_table().splitlines()
    assert codes(read(b"\n".join([first, names, b'"' * 1_000_001]))) == [RefusalCode.UNREADABLE]


def test_points_before_a_line_that_makes_no_sense_are_kept() -> None:
    (recording,) = read(store.opentracks(30) + b"," * 1_000_000).recordings
    assert len(recording) == 60
    assert NoticeCode.UNREADABLE_REST in [told.code for told in recording.notices]
