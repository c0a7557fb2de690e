"""Tables of acceleration, in the layouts of phone apps."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from backstride.recordings import (
    Acceleration,
    Format,
    Limits,
    NoticeCode,
    Pause,
    Refusal,
    RefusalCode,
    Sport,
    acceleration_names,
    read,
    read_acceleration,
)

from .xml_writer import archive

ROWS = [(k / 50, 0.5 * k, -1.0, 9.81) for k in range(200)]
START_NS = 1_711_872_000_000_000_000  # 2024-03-31T08:00:00Z


def table(data: bytes) -> Acceleration:
    found = read_acceleration(data)
    assert isinstance(found, Acceleration), found
    return found


def rows_as(pattern: str) -> list[str]:
    return [pattern.format(*row) for row in ROWS]


def lines(head: str, rows: list[str]) -> bytes:
    return "\n".join([head, *rows, ""]).encode()


LAYOUTS = {
    "Sensor Logger": lines(
        "time,seconds_elapsed,z,y,x",
        [f"{START_NS + round(t * 1e9)},{t},{z},{y},{x}" for t, x, y, z in ROWS],
    ),
    "phyphox": lines(
        '"Time (s)","Acceleration x (m/s^2)","Acceleration y (m/s^2)","Acceleration z (m/s^2)",'
        '"Absolute acceleration (m/s^2)"',
        [f"{t:.6E},{x:.6E},{y:.6E},{z:.6E},9" for t, x, y, z in ROWS],
    ),
    "phyphox, decimal comma": lines(
        '"Time (s)";"Linear Acceleration x (m/s^2)";"Linear Acceleration y (m/s^2)";'
        '"Linear Acceleration z (m/s^2)"',
        [f"{t};{x};{y};{z}".replace(".", ",") for t, x, y, z in ROWS],
    ),
    "milliseconds, tabs": lines(
        "# Timestamp [ms]\tX\tY\tZ",
        [f"{t * 1000:.0f}\t{x}\t{y}\t{z}" for t, x, y, z in ROWS],
    ),
    "phyphox, German": lines(
        '"Zeit (s)";"Beschleunigung x (m/s^2)";"Beschleunigung y (m/s^2)";'
        '"Beschleunigung z (m/s^2)";"Absolutbeschleunigung (m/s^2)"',
        [f"{t};{x};{y};{z};9,8".replace(".", ",") for t, x, y, z in ROWS],
    ),
    "French, Windows-1252": lines(
        "Temps (s);Accélération x;Accélération y;Accélération z",
        [f"{t};{x};{y};{z}".replace(".", ",") for t, x, y, z in ROWS],
    )
    .decode()
    .encode("cp1252"),
    "UTF-16 with Windows line ends": lines("time\tx\ty\tz\r", rows_as("{:g}\t{:g}\t{:g}\t{:g}\r"))
    .decode()
    .encode("utf-16"),
    "byte-order mark": b"\xef\xbb\xbf" + lines("time,x,y,z", rows_as("{:g},{:g},{:g},{:g}")),
    "bars": lines("time|x|y|z", rows_as("{:g}|{:g}|{:g}|{:g}")),
    "aligned by blanks": lines("t     ax   ay   az", rows_as("{:g}   {:g}  {:g}  {:g}")),
    "a line that names the separator": lines("sep=;\ntime;x;y;z", rows_as("{:g};{:g};{:g};{:g}")),
    "quoted cells": lines(
        '"time";"x";"y";"z"',
        [f'"{t}";"{x}";"{y}";"{z}"'.replace(".", ",") for t, x, y, z in ROWS],
    ),
    "names that occur twice": lines("time,x,y,z,x,y,z", rows_as("{:g},{:g},{:g},{:g},7,7,7")),
    "gyroscope first": lines(
        "time,gyro_x,gyro_y,gyro_z,acc_x,acc_y,acc_z",
        rows_as("{:g},7,7,7,{:g},{:g},{:g}"),
    ),
    "without gravity first": lines(
        "loggingTime(txt),accelerometerTimestamp(s),userAccelerationX(G),userAccelerationY(G),"
        "userAccelerationZ(G),accelerometerAccelerationX(G),accelerometerAccelerationY(G),"
        "accelerometerAccelerationZ(G)",
        [f"walk,{t},7,7,7,{x},{y},{z}" for t, x, y, z in ROWS],
    ),
    "numbers and their axis in one word": lines(
        "time, gFx, gFy, gFz, TgF", rows_as("{:g}, {:g}, {:g}, {:g}, 1")
    ),
    "epoch, a text of it, and elapsed": lines(
        "epoc (ms),timestamp (+0200),elapsed (s),x-axis (g),y-axis (g),z-axis (g)",
        [
            f"{START_NS / 1e6 + 1000 * t:.0f},2024-03-31T10.00.00.000,{t},{x},{y},{z}"
            for t, x, y, z in ROWS
        ],
    ),
    "dates": lines(
        "timestamp,x,y,z", [f"2024-03-31T08:00:{t:06.3f}Z,{x},{y},{z}" for t, x, y, z in ROWS]
    ),
    "a date and a time of day": lines(
        "Datum;Uhrzeit;x;y;z",
        [f"31.03.2024;08:00:{t:06.3f};{x};{y};{z}".replace(".", ",") for t, x, y, z in ROWS],
    ).replace(b"31,03,2024", b"31.03.2024"),
    "a time of day": lines("time,x,y,z", [f"08:00:{t:06.3f},{x},{y},{z}" for t, x, y, z in ROWS]),
    "a time of day beside the whole acceleration": lines(
        "time,ax,ay,az,aT", [f"08:00:{t:06.3f},{x},{y},{z},{9 + x}" for t, x, y, z in ROWS]
    ),
    "milliseconds after a colon": lines(
        "time,gFx,gFy,gFz",
        [f"08:00:{t:06.3f}".replace(".", ":") + f",{x},{y},{z}" for t, x, y, z in ROWS],
    ),
    "hours that count to twelve": lines(
        "time,x,y,z", [f"8:00:{t:06.3f} PM,{x},{y},{z}" for t, x, y, z in ROWS]
    ),
    "a date that may be of May or April": lines(
        "time,x,y,z", [f"5/4/2024 08:00:{t:06.3f},{x},{y},{z}" for t, x, y, z in ROWS]
    ),
    "a time since the beginning": lines(
        "relative_time,AccX,AccY,AccZ", [f"{1e3 * t:.0f},{x},{y},{z}" for t, x, y, z in ROWS]
    ),
    "thousands of rows a second": lines(
        "time (us),x,y,z", [f"{1e6 * t:.0f},{x},{y},{z}" for t, x, y, z in ROWS]
    ),
    "after a preamble": lines(
        "a device\nserial,123\n\nt_s,ax,ay,az,gx,gy,gz",
        [f"{t},{x},{y},{z},0,0,0" for t, x, y, z in ROWS],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_it_recognises_columns_separators_and_the_unit_of_time(name: str) -> None:
    found = table(LAYOUTS[name])
    np.testing.assert_allclose(found.t_s, [row[0] for row in ROWS], atol=1e-6)
    np.testing.assert_allclose(found.acc, [row[1:] for row in ROWS], rtol=1e-6)


def test_stamps_of_a_clock_say_when_it_began() -> None:
    assert table(LAYOUTS["Sensor Logger"]).start_utc == datetime(2024, 3, 31, 8, tzinfo=UTC)
    assert table(LAYOUTS["phyphox"]).start_utc is None


@pytest.mark.parametrize(
    ("name", "is_zoned"), [("dates", True), ("a date and a time of day", False)]
)
def test_dates_say_when_it_began_and_whether_their_zone_is_known(name: str, is_zoned: bool) -> None:
    found = table(LAYOUTS[name])
    assert found.start_utc == datetime(2024, 3, 31, 8, tzinfo=UTC)
    assert found.is_zoned is is_zoned
    (recording,) = read(LAYOUTS[name]).recordings
    codes = [told.code for told in recording.notices]
    assert (NoticeCode.TIMES_WITHOUT_ZONE in codes) is not is_zoned


@pytest.mark.parametrize(
    ("date", "is_zoned"),
    [
        ("2024/03/31 08:00:{:06.3f}", False),
        ("31/03/2024 08:00:{:06.3f}", False),
        ("3/31/2024 8:00:{:06.3f}", False),
        ("31-Mar-2024 08:00:{:06.3f}", False),
        ("2024-03-31 10:00:{:06.3f} +0200", True),
    ],
)
def test_dates_are_read_in_the_order_that_they_have(date: str, is_zoned: bool) -> None:
    found = table(lines("time,x,y,z", [f"{date.format(t)},{x},{y},{z}" for t, x, y, z in ROWS]))
    assert found.start_utc == datetime(2024, 3, 31, 8, tzinfo=UTC)
    assert found.is_zoned is is_zoned
    np.testing.assert_allclose(found.t_s, [row[0] for row in ROWS], atol=1e-6)


def test_hours_that_count_to_twelve_say_that_the_month_comes_first() -> None:
    found = table(
        lines("time,x,y,z", [f"5/4/2024 12:30:{t:06.3f} AM,{x},0,1" for t, x, _, _ in ROWS])
    )
    assert found.start_utc == datetime(2024, 5, 4, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "stamp"),
    [
        ("timestamp", "2024-03-31 08:{:02}:{:02}"),
        ("time (s)", "{0}{1:02}"),
        ("t", "{0}"),
        ("time", "17118720{0:02}"),
    ],
)
def test_a_value_for_each_second_or_minute_is_too_few(head: str, stamp: str) -> None:
    rows = [f"{stamp.format(k, 0)},{k % 7},0,9.8" for k in range(60)]
    (refusal,) = read(lines(f"{head},x,y,z", rows)).refusals
    assert refusal.code is RefusalCode.FEW_SAMPLES


@pytest.mark.parametrize(
    "head",
    [
        "time,gyro_x,gyro_y,gyro_z",
        "time,magnetometer x,magnetometer y,magnetometer z",
        "time,gravityX,gravityY,gravityZ",
        "timezone,x,y,z",
        "time,lat,lon,ele",
    ],
)
def test_other_sensors_are_no_acceleration(head: str) -> None:
    (refusal,) = read(lines(head, ["0,1,2,3", "1,1,2,3", "2,1,2,3"])).refusals
    assert refusal.code is RefusalCode.NO_COLUMNS


def test_rows_that_are_no_numbers_are_left_out() -> None:
    data = lines("t,x,y,z", ["0,1,2,3", "broken", "0.02,1,,3", "0.04,1,2,3", "0.06,1,2,nan"])
    assert table(data).t_s.tolist() == pytest.approx([0, 0.04])


def test_a_table_ends_where_nothing_can_be_read_any_more() -> None:
    head, good = b"time,x,y,z\n", b"0.02,0,0,9.8\n0.04,0,0,9.8\n"
    assert len(table(head + good + b'"a,b,c\n' * 120_000 + good).t_s) == 2
    others = b",,,\n" * 40 + b"9,0,0,9.8\n"  # rows of other sensors in between
    assert len(table(head + good + others * 1500 + good).t_s) == 1504


def test_a_line_without_end_is_one_row_at_most() -> None:
    data = lines("t,x,y,z", ["0,1,2,3", "0.02,1,2,3" + ",1" * 50_000, "0.04,1,2,3"])
    assert table(data).t_s.tolist() == pytest.approx([0, 0.02, 0.04])


def test_numbers_that_no_sensor_gives_are_left_out() -> None:
    data = lines("t,x,y,z", ["0,1,2,3", "0.02,1e308,2,3", "0.04,1,-1e30,3", "0.06,1,2,3"])
    assert table(data).t_s.tolist() == pytest.approx([0, 0.06])


def test_it_is_read_packed_as_well() -> None:
    assert len(table(gzip.compress(LAYOUTS["phyphox"])).t_s) == 200


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", RefusalCode.NOT_A_RECORDING),
        (b"hello", RefusalCode.NOT_A_RECORDING),
        (b"t,x,y\n1,2,3\n2,3,4\n", RefusalCode.NOT_A_RECORDING),
        (b"t,x,y,z\n", RefusalCode.NO_ROWS),
        (b"t,x,y,z\nnoon,0,0,9.8\nlater,0,0,9.8\n", RefusalCode.NO_ROWS),
        (b"\x1f\x8bnot packed", RefusalCode.NOT_A_RECORDING),
        (gzip.compress(b" " * 2_000_000), RefusalCode.TOO_LARGE),
        (Path("no-such-file.csv"), RefusalCode.UNREACHABLE),
    ],
)
def test_what_is_no_such_table_is_refused(data: bytes | Path, code: RefusalCode) -> None:
    found = read_acceleration(data, limits=Limits(max_bytes=1_000_000))
    assert not isinstance(found, Acceleration)
    assert found.code is code


def test_the_phone_recording_has_what_independent_readers_found(data_dir: Path) -> None:
    path = data_dir / "recordings" / "accel" / "hike_iphone_10hz.csv"
    if not path.is_file():
        pytest.skip(f"no file at {path}")
    found = read_acceleration(path)
    assert isinstance(found, Acceleration)
    assert len(found.t_s) == 298
    assert found.t_s[-1] == pytest.approx(29.949, abs=1e-3)
    assert found.start_utc is not None
    assert found.start_utc.replace(microsecond=0) == datetime(2013, 3, 5, 7, 33, 47, tzinfo=UTC)
    assert np.linalg.norm(found.acc, axis=1).mean() == pytest.approx(1.0435, abs=1e-3)


def test_the_table_of_acceleration_is_found_among_those_of_other_sensors() -> None:
    members = {
        "walk/Gyroscope.csv": lines("time,seconds_elapsed,a,b,c", ["1,2,3,4,5"] * 9),
        "walk/Metadata.csv": b"version,device\n1,phone\n",
        "walk/TotalAcceleration.csv": LAYOUTS["Sensor Logger"],
    }
    found = table(archive(members))
    assert len(found.t_s) == len(ROWS)
    del members["walk/TotalAcceleration.csv"]
    refusal = read_acceleration(archive(members))
    assert isinstance(refusal, Refusal)
    assert refusal.code is RefusalCode.NOT_A_RECORDING


def test_a_table_becomes_a_recording_of_its_seconds() -> None:
    rows = [(k / 50 + (60 if k >= 500 else 0), 0.0, 0.0, 1.0) for k in range(1000)]
    data = lines(
        "time,x,y,z", [f"{START_NS / 1e6 + 1000 * t:.0f},{x},{y},{z}" for t, x, y, z in rows]
    )
    (recording,) = read(data).recordings
    assert recording.source.format is Format.ACCELERATION
    assert recording.sport is Sport.UNKNOWN
    assert recording.start_utc == datetime(2024, 3, 31, 8, tzinfo=UTC)
    assert len(recording) == 20
    assert recording.pauses == (Pause(10.0, 70.0),)


def test_a_table_without_a_clock_does_not_say_when_it_was() -> None:
    (recording,) = read(LAYOUTS["phyphox"]).recordings
    assert recording.start_utc is None
    assert NoticeCode.CLOCK_NOT_SET in [told.code for told in recording.notices]


def test_a_sensor_that_was_worn_all_day_is_no_walk() -> None:
    rows = (50 * (k // 50) + k % 50 / 50 for k in range(50_000))
    data = lines("t,x,y,z", [f"{t},0,0,1" for t in rows])
    assert [refusal.code for refusal in read(data).refusals] == [RefusalCode.ALL_DAY]


@pytest.mark.parametrize("sensor", ["TotalAcceleration", "Accelerometer", "Raw Data"])
def test_of_many_sensors_one_is_a_recording(sensor: str) -> None:
    members = {
        f"walk/{sensor}.csv": LAYOUTS["Sensor Logger"],
        "walk/Gyroscope.csv": LAYOUTS["Sensor Logger"],
        "walk/Metadata.csv": b"version,device\n1,phone\n",
    }
    result = read(archive(members))
    assert not result.refusals
    assert [each.source.name for each in result.recordings] == [f"walk/{sensor}.csv"]


def test_an_app_names_its_table_in_the_language_of_the_phone() -> None:
    members = {
        "Rohdaten.csv": LAYOUTS["phyphox, German"],
        "meta/device.csv": b"property,value\n",
        "meta/time.csv": b"event,experiment time\nSTART,0\n",
    }
    result = read(archive(members))
    assert not result.refusals
    assert [each.source.name for each in result.recordings] == ["Rohdaten.csv"]


def test_a_name_of_many_brackets_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    # A pattern that looks for a unit at the end would try each bracket with each.
    class Refusing:
        def sub(self, new: str, text: str) -> str:
            assert len(text) <= acceleration_names.LONGEST_NAME
            return text

    monkeypatch.setattr(acceleration_names, "_UNIT", Refusing())
    assert not read(b"[" * 5000 + b",x,y,z\n1,2,3,4\n", name="a.csv").recordings
