"""FIT files with known content, whole and broken."""

from __future__ import annotations

import math
import struct
from datetime import UTC, datetime

import numpy as np
import pytest

from backstride.recordings import (
    Format,
    Limits,
    NoticeCode,
    Pause,
    Recording,
    RefusalCode,
    Sport,
    read,
)
from backstride.recordings.fit_crc import crc16

from . import fit_writer as fit
from .fit_writer import (
    CADENCE,
    DISTANCE,
    ENUM,
    HEART_RATE,
    NOON,
    RECORD,
    TIME,
    U8,
    U16,
    U32,
    FitFile,
)


def one(data: bytes) -> Recording:
    result = read(data)
    assert not result.refusals, result.refusals
    (recording,) = result.recordings
    return recording


def codes(data: bytes) -> list[NoticeCode]:
    return [told.code for told in read(data).notices]


def refusal(data: bytes) -> RefusalCode:
    result = read(data)
    assert not result.recordings
    (only,) = result.refusals
    return only.code


def test_it_reads_what_was_written() -> None:
    recording = one(fit.walk(120).bytes())
    assert recording.source.format is Format.FIT
    assert len(recording) == 120
    assert recording.start_utc == datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC)
    assert recording.elapsed_s == 119
    assert recording.sport is Sport.WALKING
    assert recording.device == "Garmin (product 2697)"
    assert recording.lat_deg[0] == pytest.approx(50.0, abs=1e-6)
    assert recording.lon_deg[0] == pytest.approx(8.0, abs=1e-6)
    assert recording.altitude_m[0] == 100.0
    assert recording.heart_rate_bpm[:8].tolist() == [90, 91, 92, 93, 94, 95, 96, 90]
    assert recording.distance_m[-1] == pytest.approx(1.25 * 119, abs=0.01)
    assert recording.speed_mps[5] == 1.25
    assert recording.totals.timer_s == 119
    assert recording.totals.distance_m == pytest.approx(148.75)
    assert not recording.notices


@pytest.mark.parametrize("big_endian", [False, True])
def test_it_reads_both_byte_orders_alike(big_endian: bool) -> None:
    recording = one(fit.walk(30, big_endian=big_endian).bytes())
    assert recording.speed_mps[0] == 1.25
    assert recording.start_utc == datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC)


def test_it_adds_the_fraction_of_the_cadence_and_doubles_both() -> None:
    file = FitFile().define(0, RECORD, [TIME, CADENCE, fit.FRACTION])
    file.data(0, NOON, 57, 64).data(0, NOON + 1, 57, 255)
    assert one(file.bytes()).cadence_spm.tolist() == [115.0, 114.0]


def test_it_keeps_the_cadence_of_a_ride() -> None:
    recording = one(fit.walk(30, sport=(2, 0), strides=80).bytes())
    assert recording.sport is Sport.CYCLING
    assert recording.cadence_rpm.tolist() == [80.0] * 30
    assert np.isnan(recording.cadence_spm).all()


def test_it_reads_times_packed_into_message_headers() -> None:
    file = FitFile()
    file.define(1, RECORD, [TIME, HEART_RATE]).data(1, NOON + 30, 80)
    file.define(2, RECORD, [HEART_RATE])
    stamp = NOON + 30
    for step in range(20):
        stamp += 7  # rolls over the five bits every few records
        file.data(2, 90 + step, packed_time=stamp & 0x1F)
    recording = one(file.bytes())
    assert recording.time_s.tolist() == [7.0 * i for i in range(21)]


def test_it_adds_up_distances_that_roll_over() -> None:
    """Twelve bits of speed in cm/s, twelve of distance in 1/16 m."""
    file = FitFile().define(0, RECORD, [TIME, (8, 3, fit.BYTE)])
    for second in range(300):
        speed, distance = 250, second * 40 % 4096
        packed = (distance << 12 | speed).to_bytes(3, "little")
        file.data(0, NOON + second, packed)
    recording = one(file.bytes())
    assert recording.distance_m.tolist() == [2.5 * second for second in range(300)]
    assert set(recording.speed_mps) == {2.5}


def test_it_passes_over_developer_fields() -> None:
    file = FitFile().define(0, RECORD, [TIME, HEART_RATE], developer=[(0, 5, 0), (1, 2, 0)])
    file.data(0, NOON, 80).data(0, NOON + 1, 81)
    assert one(file.bytes()).heart_rate_bpm.tolist() == [80, 81]


def test_invalid_values_are_missing_values() -> None:
    file = FitFile().define(0, RECORD, [TIME, HEART_RATE, DISTANCE])
    file.data(0, NOON, 255, 0xFFFFFFFF).data(0, NOON + 1, 80, 100)
    recording = one(file.bytes())
    assert math.isnan(recording.heart_rate_bpm[0])
    assert math.isnan(recording.distance_m[0])


def test_pauses_are_where_the_timer_stood() -> None:
    file = fit.walk(60)
    file.define(5, fit.EVENT, [TIME, (0, 1, ENUM), (1, 1, ENUM)])
    file.data(5, NOON + 10, 0, 4).data(5, NOON + 25, 0, 0).data(5, NOON + 60, 0, 4)
    assert one(file.bytes()).pauses == (Pause(10.0, 25.0),)


def test_laps_and_a_barometer_are_kept() -> None:
    file = fit.walk(60)
    file.define(5, fit.LAP, [TIME, (2, 4, U32), (8, 4, U32), (9, 4, U32)])
    file.data(5, NOON + 30, NOON, 30_000, 3_750)
    file.define(6, fit.DEVICE_INFO, [(0, 1, U8), (25, 1, ENUM), (1, 1, U8)]).data(6, 1, 5, 4)
    recording = one(file.bytes())
    (lap,) = recording.laps
    assert (lap.start_s, lap.end_s, lap.timer_s, lap.distance_m) == (0, 30, 30, 37.5)
    assert recording.has_barometer


def test_a_clock_that_was_not_set_gives_relative_times_only() -> None:
    data = fit.walk(60, start=17_000_000).bytes()
    recording = one(data)
    assert recording.start_utc is None
    assert recording.end_utc is None
    assert recording.elapsed_s == 59
    assert codes(data) == [NoticeCode.CLOCK_NOT_SET]


def test_a_time_far_from_all_others_is_left_out_and_its_row_kept() -> None:
    file = FitFile().define(0, RECORD, [TIME, HEART_RATE])
    for second in range(50):
        file.data(0, NOON + second, 80)
    file.data(0, 3_000_000_000, 81)
    recording = one(file.bytes())
    assert len(recording) == 51
    assert recording.elapsed_s == 49
    assert math.isnan(recording.time_s[-1])
    assert codes(file.bytes()) == [NoticeCode.TIMES_LEFT_OUT]


def test_records_out_of_order_are_put_in_order() -> None:
    file = FitFile().define(0, RECORD, [TIME, HEART_RATE])
    for second in (0, 3, 1, 2):
        file.data(0, NOON + second, 80 + second)
    recording = one(file.bytes())
    assert recording.heart_rate_bpm.tolist() == [80, 81, 82, 83]
    assert codes(file.bytes()) == [NoticeCode.TIMES_SORTED]


def test_a_chain_gives_one_recording_each() -> None:
    first, second = fit.walk(40).bytes(), fit.walk(50, start=NOON + 5000, sport=(1, 0)).bytes()
    result = read(first + second)
    assert [len(r) for r in result.recordings] == [40, 50]
    assert [r.source.part for r in result.recordings] == [0, 1]
    assert [r.sport for r in result.recordings] == [Sport.WALKING, Sport.RUNNING]
    assert not result.notices


def test_sessions_of_one_file_are_recordings_of_their_own() -> None:
    file = fit.walk(100, sport=None)
    fields = [TIME, (2, 4, U32), (5, 1, ENUM), (8, 4, U32)]
    file.define(4, fit.SESSION, fields)
    file.data(4, NOON + 60, NOON, 11, 60_000).data(4, NOON + 100, NOON + 60, 2, 40_000)
    walk, ride = read(file.bytes()).recordings
    assert (len(walk), walk.sport, walk.totals.timer_s) == (60, Sport.WALKING, 60)
    assert (len(ride), ride.sport, ride.totals.timer_s) == (40, Sport.CYCLING, 40)
    assert ride.time_s[0] == 0


def test_a_file_with_totals_alone_is_kept() -> None:
    file = FitFile()
    fields = [TIME, (2, 4, U32), (5, 1, ENUM), (6, 1, ENUM), (8, 4, U32), (10, 4, U32)]
    file.define(0, fit.SESSION, fields).data(0, NOON + 900, NOON, 4, 27, 900_000, 800)
    recording = one(file.bytes())
    assert len(recording) == 0
    assert recording.sport is Sport.WALKING
    assert recording.totals.timer_s == 900
    assert recording.totals.steps == 1600
    assert recording.start_utc is not None
    assert codes(file.bytes()) == [NoticeCode.TOTALS_ONLY]


@pytest.mark.parametrize(
    ("sport", "sub_sport", "expected"),
    [
        (11, 0, Sport.WALKING),
        (17, 0, Sport.HIKING),
        (1, 1, Sport.RUNNING),
        (2, 0, Sport.CYCLING),
        (4, 27, Sport.WALKING),
        (4, 1, Sport.UNKNOWN),
        (4, 15, Sport.ELSE),
        (15, 14, Sport.ELSE),
        (0, 0, Sport.UNKNOWN),
        (0, 31, Sport.WALKING),
        (200, 0, Sport.ELSE),
    ],
)
def test_it_knows_the_sports_that_matter(sport: int, sub_sport: int, expected: Sport) -> None:
    assert one(fit.walk(30, sport=(sport, sub_sport)).bytes()).sport is expected


def test_the_sport_of_a_file_that_broke_off_comes_from_its_records() -> None:
    file = FitFile().define(0, RECORD, [TIME, HEART_RATE, (42, 1, ENUM)])
    file.data(0, NOON, 80, 6).data(0, NOON + 1, 81, 6)
    assert one(file.bytes()).sport is Sport.WALKING


def test_a_cut_file_keeps_what_lies_before_the_cut() -> None:
    data = fit.walk(100).bytes()
    cut = data[: len(data) - 800]
    recording = one(cut)
    assert 50 < len(recording) < 100
    assert codes(cut)[0] is NoticeCode.TRUNCATED


def test_a_file_that_was_never_closed_is_read_to_its_end() -> None:
    file = fit.walk(100, sport=None)
    data = file.header(size=0) + file.body
    assert len(one(data)) == 100
    assert NoticeCode.UNFINISHED in codes(data)


def test_a_size_that_is_not_true_is_only_compared() -> None:
    file = fit.walk(100)
    data = file.header(size=0xFFFFFFF0) + file.body
    assert len(one(data)) == 100
    assert codes(data)[0] is NoticeCode.TRUNCATED


def test_a_wrong_check_number_is_told() -> None:
    data = bytearray(fit.walk(100).bytes())
    data[-1] ^= 0xFF
    assert len(one(bytes(data))) == 100
    assert codes(bytes(data)) == [NoticeCode.CHECKSUM]


def test_junk_after_the_end_is_left_out() -> None:
    data = fit.walk(30).bytes()
    told = read(data + bytes(400)).notices
    assert [(n.code, n.where) for n in told] == [(NoticeCode.TRAILING_BYTES, f"byte {len(data)}")]


def test_it_stops_where_a_message_has_no_definition() -> None:
    file = fit.walk(30)
    file.body = file.body + b"\x0b" + bytes(60)
    data = file.bytes()
    assert len(one(data)) == 30
    assert codes(data) == [NoticeCode.UNREADABLE_REST]


def test_no_definition_at_all_is_refused_with_the_place() -> None:
    file = FitFile()
    file.body = b"\x05" + bytes(60)
    result = read(file.bytes())
    assert [(r.code, r.where) for r in result.refusals] == [(RefusalCode.UNREADABLE, "byte 14")]


def test_a_field_of_size_zero_ends() -> None:
    file = FitFile().define(0, RECORD, [(200, 0, U8)])
    file.body += b"\x00" * 50_000
    assert refusal(file.bytes()) is RefusalCode.NO_RECORDS


def test_a_definition_of_unknown_fields_alone_has_no_usable_records() -> None:
    file = FitFile().define(0, RECORD, [(100 + n % 100, 255, fit.BYTE) for n in range(255)])
    file.body += (b"\x00" + bytes(255 * 255)) * 3
    assert refusal(file.bytes()) is RefusalCode.NO_RECORDS


@pytest.mark.parametrize("length", [12, 13, 14, 15, 16])
def test_a_header_alone_has_no_records(length: int) -> None:
    data = (FitFile().header(size=500) + b"\x40\x00")[:length]
    assert refusal(data) is RefusalCode.NO_RECORDS


def test_a_planned_course_is_no_recording() -> None:
    file = FitFile().define(0, fit.FILE_ID, [(0, 1, ENUM)]).data(0, 6)
    file.define(1, RECORD, [TIME, HEART_RATE]).data(1, NOON, 80)
    assert refusal(file.bytes()) is RefusalCode.PLANNED


def test_more_records_than_the_limit_are_refused() -> None:
    result = read(fit.walk(100).bytes(), limits=Limits(max_points=99))
    assert [r.code for r in result.refusals] == [RefusalCode.TOO_MANY_POINTS]


def test_a_chain_shares_one_limit() -> None:
    data = fit.walk(60).bytes() * 2
    result = read(data, limits=Limits(max_points=119))
    assert [r.code for r in result.refusals] == [RefusalCode.TOO_MANY_POINTS]


def test_more_messages_than_the_limit_are_refused() -> None:
    file = FitFile().define(0, 999, [(0, 1, U8)])
    file.body += b"\x00\x01" * 500
    result = read(file.bytes(), limits=Limits(max_items=400))
    assert [r.code for r in result.refusals] == [RefusalCode.TOO_MANY_POINTS]


def test_endless_new_layouts_of_records_come_to_an_end() -> None:
    file = fit.walk(30)
    for number in range(1_500):
        file.define(0, RECORD, [(100, number // 250 + 1, U8), (number % 250, 1, U8)])
    assert len(one(file.bytes())) == 30
    assert NoticeCode.UNREADABLE_REST in codes(file.bytes())


@pytest.mark.parametrize("length", [0, 1, 2, 3, 255, 1000, 1001])
def test_the_quick_check_number_equals_the_plain_one(length: int) -> None:
    data = bytes(i * 37 % 251 for i in range(length))
    assert crc16(data) == fit.crc(data)


def test_a_value_wider_than_any_time_is_no_time() -> None:
    """A session may claim a start of 64 bits."""
    file = fit.walk(30, sport=None)
    file.define(2, fit.SESSION, [(2, 8, 0x8F), (5, 1, ENUM)])
    file.body += b"\x02" + struct.pack("<QB", 2**63, 11)
    assert one(file.bytes()).sport is Sport.WALKING


def test_a_device_is_named_by_itself_if_it_says_so() -> None:
    file = FitFile().define(0, fit.FILE_ID, [(1, 2, U16), (8, 20, fit.STRING)])
    file.data(0, 294, "PACE 2").define(1, RECORD, [TIME, HEART_RATE]).data(1, NOON, 80)
    assert one(file.bytes()).device == "PACE 2"
