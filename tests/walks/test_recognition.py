"""The parts of recorded walks with known speeds, steps and slopes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from backstride.recordings import Recording, Sport, read
from backstride.walks import Part, parts_in
from tests.walks.made import by_speeds, made


def kinds(parts: tuple[Part, ...]) -> list[str]:
    return [part.kind.value for part in parts]


def on_slopes(*slopes: tuple[int, float], **more: object) -> Recording:
    """A walk at 1.2 m/s over slopes, from pairs of seconds and percent."""
    percent = np.concatenate([np.full(seconds, grade) for seconds, grade in slopes])
    height = np.concatenate(([0.0], np.cumsum(percent / 100.0 * 1.2)))
    time_s = np.arange(len(height))
    return made(time_s, distance_m=1.2 * time_s, altitude_m=100.0 + height, **more)  # type: ignore[arg-type]  # passed on


def test_repeats_are_told_by_speed_where_no_steps_were_counted() -> None:
    rounds = [(60, 1.7), (60, 1.1)] * 5
    parts = parts_in(by_speeds([(300, 1.0), *rounds, (240, 1.0)]))
    fast = [part for part in parts if part.kind.value == "repeat"]
    assert len(fast) == 5
    assert [part.start_s for part in fast] == pytest.approx(
        [300 + 120 * k for k in range(5)], abs=6
    )
    assert all(part.cadence_spm is None for part in parts)
    assert fast[0].speed_mps == pytest.approx(1.7, abs=0.1)


@pytest.mark.parametrize("seconds", range(1, 31))
def test_a_recording_of_a_few_seconds_has_parts_that_end_with_it(seconds: int) -> None:
    parts = parts_in(by_speeds([(seconds, 1.3)]))
    assert [part.end_s for part in parts] in ([], [seconds])
    stood = parts_in(by_speeds([(seconds, 1.3), (seconds, 0.0), (seconds, 1.3)]))
    assert not stood or stood[-1].end_s == 3 * seconds


def test_counted_steps_tell_more_than_speed() -> None:
    time_s = np.arange(1200)
    cadence = np.where((time_s // 60) % 2 == 1, 122.0, 100.0)
    parts = parts_in(made(time_s, distance_m=1.2 * time_s, cadence_spm=cadence))
    assert kinds(parts).count("repeat") == 10
    assert parts[1].cadence_spm == pytest.approx(122)


def test_a_long_slope_is_a_hike_and_sure_with_a_barometer() -> None:
    parts = parts_in(on_slopes((600, 0.0), (600, 7.0), (600, 0.0), has_barometer=True))
    assert kinds(parts) == ["steady", "hike", "steady"]
    assert (parts[1].start_s, parts[1].end_s) == pytest.approx((600, 1200), abs=30)
    assert parts[1].is_sure


def test_without_a_barometer_a_hike_takes_more_and_is_not_sure() -> None:
    assert kinds(parts_in(on_slopes((600, 0.0), (600, 7.0), (600, 0.0)))) == ["steady"]
    parts = parts_in(on_slopes((600, 0.0), (600, 12.0), (600, 0.0)))
    assert kinds(parts) == ["steady", "hike", "steady"]
    assert not parts[1].is_sure


def test_on_hills_speed_tells_no_second_pace() -> None:
    slopes = np.repeat([0.0, 10.0, 0.0], 600)
    speed = np.where(slopes > 0, 0.7, 1.3)
    speed[:200] = 0.8
    way, height = np.cumsum(speed), np.cumsum(speed * slopes / 100.0)
    walk = made(np.arange(1800), distance_m=way, altitude_m=height, has_barometer=True)
    assert kinds(parts_in(walk)) == ["steady", "hike", "steady"]


def test_a_bridge_is_no_hike() -> None:
    parts = parts_in(on_slopes((600, 0.0), (60, 7.0), (60, -7.0), (600, 0.0), has_barometer=True))
    assert "hike" not in kinds(parts)


def test_a_file_that_names_a_hike_is_believed() -> None:
    parts = parts_in(by_speeds([(900, 1.1)], sport=Sport.HIKING))
    assert kinds(parts) == ["hike"]
    assert parts[0].is_sure


def test_a_short_stop_by_speed_is_no_pause_and_a_long_one_is() -> None:
    parts = parts_in(by_speeds([(300, 1.2), (15, 0.0), (300, 1.2), (90, 0.0), (300, 1.2)]))
    assert kinds(parts) == ["steady", "pause", "steady"]


def test_a_route_without_times_has_no_parts() -> None:
    assert parts_in(made(np.full(50, np.nan), is_timed=False, lat_deg=50.0, lon_deg=8.0)) == ()


def test_parts_of_real_walks_have_no_gaps(data_dir: Path) -> None:
    for name in ("gpx/hike_iphone_20130627.gpx", "tcx/walk_other_4laps.tcx"):
        (recording,) = read(data_dir / "recordings" / name).recordings
        parts = parts_in(recording)
        assert parts[0].start_s == 0
        assert [part.end_s for part in parts[:-1]] == [part.start_s for part in parts[1:]]
        assert any(part.kind.value == "hike" and not part.is_sure for part in parts)
