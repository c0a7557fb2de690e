"""TCX files with known content."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from backstride.recordings import (
    Format,
    NoticeCode,
    Pause,
    Recording,
    RefusalCode,
    Span,
    Sport,
    read,
)

from .xml_writer import lap, tcx, trackpoint


def one(data: bytes) -> Recording:
    result = read(data)
    assert not result.refusals, result.refusals
    (recording,) = result.recordings
    return recording


def points(start: int, stop: int, cadence: int | None = None, *, place: bool = True) -> list[str]:
    return [trackpoint(second, cadence=cadence, place=place) for second in range(start, stop)]


def test_it_reads_what_was_written() -> None:
    recording = one(tcx(lap(0, 60.5, points(0, 60), metres=75)))
    assert recording.source.format is Format.TCX
    assert recording.start_utc == datetime(2024, 3, 31, 8, 0, tzinfo=UTC)
    assert len(recording) == 60
    assert recording.distance_m.tolist() == [1.25 * second for second in range(60)]
    assert set(recording.heart_rate_bpm) == {95.0}
    assert recording.device == "maker"
    assert recording.totals.timer_s == 60.5
    assert recording.totals.distance_m == 75
    assert recording.totals.mean_heart_rate_bpm == 94
    assert recording.totals.max_heart_rate_bpm == 120
    assert recording.totals.energy_kcal == 10


def test_laps_that_follow_each_other_are_no_pauses() -> None:
    data = tcx(lap(0, 60, points(0, 60)), lap(60, 60, points(90, 120), metres=50))
    recording = one(data)
    assert recording.segments == (Span(0, 60), Span(60, 90))
    assert recording.pauses == ()
    assert recording.totals.timer_s == 120
    assert recording.totals.distance_m == 150
    assert recording.totals.elapsed_s == 120
    assert [(lap.start_s, lap.end_s) for lap in recording.laps] == [(0, 60), (60, 120)]


def test_a_gap_between_the_tracks_of_a_lap_is_a_pause() -> None:
    recording = one(tcx(lap(0, 60, points(0, 30), points(150, 180))))
    assert recording.pauses == (Pause(29.0, 150.0),)


def test_a_gap_between_laps_is_a_pause() -> None:
    recording = one(tcx(lap(0, 60, points(0, 60)), lap(300, 60, points(300, 360))))
    assert recording.pauses == (Pause(60.0, 300.0),)


def test_the_cadence_of_feet_is_doubled_whatever_the_sport_is_called() -> None:
    recording = one(tcx(lap(0, 60, points(0, 60, cadence=55)), sport="Other"))
    assert recording.sport is Sport.UNKNOWN
    assert set(recording.cadence_spm) == {110.0}
    assert not recording.notices


def test_the_cadence_of_a_ride_stays() -> None:
    data = tcx(lap(0, 60, points(0, 60)), sport="Biking")
    recording = one(data.replace(b"<HeartRateBpm>", b"<Cadence>81</Cadence><HeartRateBpm>"))
    assert set(recording.cadence_rpm) == {81.0}
    assert np.isnan(recording.cadence_spm).all()


def test_points_without_a_place_are_welcome() -> None:
    recording = one(tcx(lap(0, 60, points(0, 60, cadence=50, place=False)), sport="Running"))
    assert np.isnan(recording.lat_deg).all()
    assert recording.distance_m[-1] == 1.25 * 59


def test_laps_without_points_give_totals() -> None:
    result = read(tcx(lap(0, 1800, metres=2000)))
    (recording,) = result.recordings
    assert len(recording) == 0
    assert recording.totals.timer_s == 1800
    assert recording.start_utc == datetime(2024, 3, 31, 8, 0, tzinfo=UTC)
    assert recording.end_utc == datetime(2024, 3, 31, 8, 30, tzinfo=UTC)
    assert [told.code for told in result.notices] == [NoticeCode.TOTALS_ONLY]


def test_each_activity_is_a_recording() -> None:
    first, second = (
        tcx(lap(0, 60, points(0, 60))),
        tcx(lap(7200, 60, points(7200, 7230)), sport="Running"),
    )
    inner = second.split(b"<Activities>")[1].split(b"</Activities>")[0]
    result = read(first.replace(b"</Activities>", inner + b"</Activities>"))
    assert [len(r) for r in result.recordings] == [60, 30]
    assert [r.sport for r in result.recordings] == [Sport.UNKNOWN, Sport.RUNNING]
    assert [len(r.laps) for r in result.recordings] == [1, 1]


def test_a_course_is_refused_as_a_plan() -> None:
    course = b"<Courses><Course><Track/></Course></Courses>"
    result = read(b"<TrainingCenterDatabase>" + course + b"</TrainingCenterDatabase>")
    assert [r.code for r in result.refusals] == [RefusalCode.PLANNED]


def test_steps_of_a_lap_are_kept_as_strides() -> None:
    data = tcx(lap(0, 60, points(0, 60)))
    steps = b"<LX><Steps>100</Steps><AvgRunCadence>50</AvgRunCadence></LX>"
    recording = one(data.replace(b"</Lap>", b"<Extensions>" + steps + b"</Extensions></Lap>"))
    assert recording.totals.strides == 50
    assert recording.totals.steps == 100
    assert recording.totals.mean_cadence_spm == 100


@pytest.mark.parametrize("cut", ["<Position>", "<HeartRateBpm>", "<Trackpoint>"])
def test_a_cut_file_keeps_its_complete_points(cut: str) -> None:
    data = tcx(lap(0, 60, points(0, 60)))
    result = read(data[: data.rindex(cut.encode()) + 3])
    assert [len(r) for r in result.recordings] == [59]
    assert [told.code for told in result.notices] == [NoticeCode.TRUNCATED]


def test_a_summary_at_the_end_of_the_calendar_has_no_start() -> None:
    summary = tcx(lap(0, 1800, [])).replace(b"2024-03-31T08:00:00", b"9999-12-31T23:59:59")
    recording = one(summary)
    assert recording.totals.timer_s == 1800
    assert (recording.start_utc, recording.end_utc) == (None, None)
