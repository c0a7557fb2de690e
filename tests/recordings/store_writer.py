"""Exports of health stores and services in their layouts, with a walk of the test's own."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from . import fit_writer as fit
from .xml_writer import START, archive, walk_gpx

START_MS = int(START.timestamp() * 1000)
SECONDS = 600
"""The walk: ten minutes, a heart rate of 96 each second, 1,000 steps, 750 m."""

Rows = Iterable[Sequence[object]]


def database(tables: Mapping[str, tuple[Sequence[str], Rows]], *, script: str = "") -> bytes:
    with sqlite3.connect(":memory:") as connection:
        for name, (columns, rows) in tables.items():
            listed = ", ".join(f'"{column}"' for column in columns)
            connection.execute(f'CREATE TABLE "{name}" ({listed})')
            marks = ", ".join("?" * len(columns))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        connection.executescript(script)
        data = connection.serialize()
    connection.close()
    return data


def gadgetbridge(*, kind: int = 0x20, summary: object = None, script: str = "") -> bytes:
    told = {"activeSeconds": {"value": 580, "unit": "seconds"}} if summary is None else summary
    return database(
        {
            "BASE_ACTIVITY_SUMMARY": (
                ["_id", "NAME", "START_TIME", "END_TIME", "ACTIVITY_KIND", "DEVICE_ID",
                 "SUMMARY_DATA"],
                [(1, "Round the lake", START_MS, START_MS + 1000 * SECONDS, kind, 1,
                  told if isinstance(told, str) else json.dumps(told))],
            ),
            "MI_BAND_ACTIVITY_SAMPLE": (
                ["TIMESTAMP", "DEVICE_ID", "USER_ID", "RAW_INTENSITY", "STEPS", "RAW_KIND",
                 "HEART_RATE"],
                [(START_MS // 1000 + 60 * k, 1, 1, 40, 100, 1, 96 if k % 5 else 255)
                 for k in range(-20, 40)],
            ),
            "HUAWEI_ACTIVITY_SAMPLE": (
                ["timestamp", "STEPS", "HEART_RATE"],
                [(START_MS // 1000 + 60 * k, 90, -1) for k in range(10)],
            ),
        },
        script=script,
    )  # fmt: skip


def health_connect(*, kind: int = 53) -> bytes:
    """Two apps that counted the same steps, and a watch's heart rates and route."""
    day = START_MS // 86_400_000
    end_ms = START_MS + 1000 * SECONDS
    return database(
        {
            "application_info_table": (["row_id", "app_name"], [(1, "Watch"), (2, "Phone")]),
            "exercise_session_record_table": (
                ["row_id", "start_time", "end_time", "exercise_type", "title", "app_info_id",
                 "local_date"],
                [(7, START_MS, end_ms, kind, "Morning walk", 1, day)],
            ),
            "heart_rate_record_series_table": (
                ["parent_key", "beats_per_minute", "epoch_millis"],
                [(1, 96, START_MS + 1000 * second) for second in range(-100, SECONDS + 100)],
            ),
            "exercise_route_table": (
                ["parent_key", "timestamp_millis", "latitude", "longitude", "altitude"],
                [(7, START_MS + 1000 * s, 50.0 + 1.25 * s / 111_194.93, 8.0, 100.0)
                 for s in range(0, SECONDS + 1, 5)]
                # Two outings that are not here, and one that is not known, in between.
                + [(key, START_MS + 1000 * s, 10.0, s / 1000, 0.0)
                   for s in range(1, SECONDS, 50) for key in (8, 2, None)],
            ),
            "steps_record_table": (
                ["start_time", "end_time", "count", "local_date", "app_info_id"],
                [(START_MS, end_ms, 1000, day, 1), (START_MS, end_ms, 950, day, 2),
                 (end_ms, end_ms + 60_000, 50, day, 2)],
            ),
            "distance_record_table": (
                ["start_time", "end_time", "distance", "local_date", "app_info_id"],
                [(START_MS, end_ms, 750.0, day, 1)],
            ),
        }
    )  # fmt: skip


def american(moment: datetime) -> str:
    return moment.strftime("%m/%d/%y %H:%M:%S")


def fitbit_list(*, name: str = "Walk", start: datetime = START) -> bytes:
    walk = {
        "logId": 221972911,
        "activityName": name,
        "activityTypeId": 90013,
        "activityLevel": [{"minutes": 1, "name": "sedentary"}],
        "averageHeartRate": 96,
        "calories": 60,
        "distance": 0.75,
        "distanceUnit": "Kilometer",
        "duration": 1000 * SECONDS,
        "activeDuration": 580_000,
        "steps": 1000,
        "source": {"type": "tracker", "name": "Charge", "trackerFeatures": ["STEPS"]},
        "startTime": american(start),
        "elevationGain": 3.0,
    }
    return json.dumps([walk], indent=2).encode()


def takeout(*, start: datetime = START) -> bytes:
    folder = "Takeout/Fitbit/Global Export Data"
    moments = [start + timedelta(seconds=5 * k) for k in range(-10, 130)]
    days: dict[str, list[dict[str, object]]] = {}
    for moment in moments:
        told: dict[str, object] = {
            "dateTime": american(moment),
            "value": {"bpm": 96, "confidence": 3},
        }
        days.setdefault(moment.date().isoformat(), []).append(told)
    return archive(
        {
            f"{folder}/exercise-0.json": fitbit_list(start=start),
            f"{folder}/steps-2024-03-31.json": b"[]",
            "Takeout/archive_browser.html": b"<html></html>",
            "Takeout/Fit/Activities/2024-04-01.tcx": b"",
            **{f"{folder}/heart_rate-{d}.json": json.dumps(t).encode() for d, t in days.items()},
        }
    )


PREFIX = "com.samsung.health.exercise."
UUID = "185e928e-af99-46fd-9dad-35f114d5b32d"


def samsung_table(*, kind: int = 1001) -> bytes:
    told = {
        "title": "",
        f"{PREFIX}start_time": START.strftime("%Y-%m-%d %H:%M:%S.000"),
        f"{PREFIX}time_offset": "UTC+0200",
        f"{PREFIX}exercise_type": str(kind),
        f"{PREFIX}duration": str(1000 * SECONDS),
        f"{PREFIX}distance": "750.0",
        f"{PREFIX}count": "1000",
        f"{PREFIX}count_type": "30001",
        f"{PREFIX}mean_heart_rate": "96.0",
        f"{PREFIX}live_data": f"{UUID}.{PREFIX}live_data.json",
        f"{PREFIX}location_data": f"{UUID}.{PREFIX}location_data.json",
    }
    head = "com.samsung.shealth.exercise,6308021,12"
    return "\n".join([head, ",".join(told), ",".join(told.values()) + ",", ""]).encode()


def samsung_trend(rows: Iterable[tuple[str, str, object]]) -> bytes:
    """A table of daily steps: the time of the day, the kind of source and the steps of each row."""
    head = "com.samsung.shealth.step_daily_trend,6308021,5"
    names = "binning_data,source_type,count,speed,deviceuuid,day_time"
    lines = [f"x.json,{source},{count},1.2,y,{day}," for day, source, count in rows]
    return "\n".join([head, names, *lines, ""]).encode()


def samsung(*, kind: int = 1001, more: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    folder = "samsunghealth_someone_20240401"
    inside = f"{folder}/jsons/com.samsung.shealth.exercise/1/{UUID}.{PREFIX}"
    live = [
        {"start_time": START_MS + 1000 * s, "heart_rate": 96.0, "speed": 1.25}
        for s in range(SECONDS)
    ]
    places = [
        {"start_time": START_MS + 1000 * s, "latitude": 50.0 + 1.25 * s / 111_194.93,
         "longitude": 8.0, "altitude": 100.0, "accuracy": 4.0}
        for s in range(SECONDS)
    ]  # fmt: skip
    return archive(
        {
            f"{folder}/com.samsung.shealth.exercise.20240401100000.csv": samsung_table(kind=kind),
            f"{folder}/com.samsung.shealth.exercise.weather.20240401100000.csv": b"x",
            f"{folder}/com.samsung.shealth.sleep.20240401100000.csv": b"x",
            f"{inside}live_data.json": json.dumps(live).encode(),
            f"{inside}location_data.json": json.dumps(places).encode(),
            **{f"{folder}/{name}": content for name, content in more.items()},
        }
    )


STRAVA_HEAD = (
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,"
    "Verstrichene Zeit,Distanz,Max. Herzfrequenz,Dateiname,Verstrichene Zeit,Distanz"
)


def strava() -> bytes:
    table = "\n".join(
        [
            STRAVA_HEAD,
            '1,"31.03.2024, 08:00:00","Um den See, langsam",Spaziergang,,600,"0,75",,'
            "activities/1.gpx.gz,600.0,750.0",
            '2,"01.04.2024, 08:00:00",Abends,Lauf,,600,"0,75",120,activities/2.fit.gz,600.0,750.0',
            '3,"02.04.2024, 08:00:00",Ohne Datei,Spaziergang,,600,"0,75",,,600.0,750.0',
        ]
    )
    nameless = walk_gpx(SECONDS, kind="")
    return archive(
        {
            "activities.csv": table.encode(),
            "activities/1.gpx.gz": gzip.compress(nameless, mtime=0),
            "activities/2.fit.gz": gzip.compress(fit.walk(40, sport=(1, 0)).bytes(), mtime=0),
            "media/photo.jpg": b"\xff\xd8\xff\xe0",
            "profile.csv": b"a,b",
        }
    )


def opentracks(seconds: int = 60) -> bytes:
    """Two segments with a pause of a minute between them."""
    lines = [
        "#time,trackpoint_type,latitude,longitude,altitude,accuracy_horizontal,accuracy_vertical,"
        "speed,altitude_gain,altitude_loss,sensor_distance,heartrate,cadence,power"
    ]
    for begin in (0, seconds + 60):
        lines.append(f'"{stamp(begin)}","SEGMENT_START_MANUAL",,,,,,,,,,,,')
        for s in range(begin, begin + seconds):
            lat = 50.0 + 1.25 * s / 111_194.93
            lines.append(f'"{stamp(s)}","TRACKPOINT",{lat:.7f},8.0,100.0,5,,4.5,0,0,,96,55,')
        lines.append(f'"{stamp(begin + seconds)}","SEGMENT_END_MANUAL",,,,,,,,,,,,')
    return "\n".join([*lines, ""]).encode()


def stamp(second: float) -> str:
    moment = (START + timedelta(seconds=second)).astimezone(UTC)
    return (moment + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S") + "+01:00"
