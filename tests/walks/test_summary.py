"""What was walked, from recordings with known motion."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.recordings import DeviceTotals, Pause, Sport
from backstride.walks import Body, MetMethod, lcda_mets, summarise

from .made import START, by_speeds, made


@pytest.mark.parametrize("by", ["distance_m", "places"])
def test_an_even_walk(by: str) -> None:
    summary = summarise(by_speeds([(1200, 1.25)], by=by))
    assert summary.minutes == 20
    assert summary.moving_min == 20
    assert summary.elapsed_min == 20
    assert summary.distance_m == pytest.approx(1500, rel=0.001)
    assert summary.start_utc == START
    assert summary.end_utc == START + timedelta(minutes=20)
    assert summary.stops == ()
    assert summary.coverage == 1
    assert summary.met_minutes is not None
    assert summary.met_minutes.method is MetMethod.SPEED
    assert summary.met_minutes.value == pytest.approx(20 * float(lcda_mets(1.25)), rel=0.01)
    assert summary.met_minutes.words == "about 68 MET-minutes, from the speed"


@pytest.mark.parametrize("by", ["distance_m", "places"])
def test_a_short_stop_belongs_to_the_walk(by: str) -> None:
    summary = summarise(by_speeds([(600, 1.25), (120, 0.0), (600, 1.25)], by=by))
    assert summary.minutes == 22
    assert summary.moving_min == pytest.approx(20, abs=0.3)
    (stop,) = summary.stops
    assert stop.start_s == pytest.approx(600, abs=8)
    assert stop.duration_s == pytest.approx(120, abs=12)


@pytest.mark.parametrize("by", ["distance_m", "places"])
def test_a_long_stop_does_not_count(by: str) -> None:
    summary = summarise(by_speeds([(600, 1.25), (900, 0.0), (600, 1.25)], by=by))
    assert summary.minutes == pytest.approx(20, abs=0.3)
    assert summary.elapsed_min == 35


def test_a_watch_that_nobody_stopped_does_not_fill_the_week() -> None:
    timer = DeviceTotals(timer_s=4 * 3600.0)
    summary = summarise(by_speeds([(1200, 1.25), (4 * 3600 - 1200, 0.0)], totals=timer))
    assert summary.timer_min == 240
    assert summary.minutes == pytest.approx(20, abs=0.3)


def test_the_devices_timer_is_the_base() -> None:
    timer = DeviceTotals(timer_s=1210.0, distance_m=1510.0)
    summary = summarise(by_speeds([(1200, 1.25)], totals=timer))
    assert summary.minutes == pytest.approx(1210 / 60)
    assert summary.distance_m == summary.device_distance_m == 1510
    assert summary.geo_distance_m is None


def test_a_pause_of_the_device_does_not_count() -> None:
    recording = by_speeds([(600, 1.25), (400, 0.0), (600, 1.25)], pauses=(Pause(600.0, 1000.0),))
    summary = summarise(recording)
    assert summary.minutes == pytest.approx(20, abs=0.02)
    assert summary.elapsed_min == pytest.approx(1600 / 60)
    assert summary.stops == ()


def test_a_stop_that_the_timer_left_out_comes_off_once() -> None:
    """The device stopped its timer for 15 minutes but did not write down where."""
    timer = DeviceTotals(timer_s=1200.0)
    summary = summarise(by_speeds([(600, 1.25), (900, 0.0), (600, 1.25)], totals=timer))
    assert summary.minutes == 20


def test_jitter_on_the_spot_is_standing() -> None:
    chance = np.random.default_rng(7)
    time_s = np.arange(900)
    recording = made(
        time_s,
        lat_deg=50 + chance.normal(0, 1.0, 900) / 111_195,
        lon_deg=8 + chance.normal(0, 1.0, 900) / 71_500,
    )
    summary = summarise(recording)
    assert summary.moving_min is not None
    assert summary.moving_min < 4
    assert summary.geo_distance_m is not None
    assert summary.geo_distance_m > 1000


def test_points_seconds_apart_are_walked_through() -> None:
    time_s = np.cumsum([0, *([6, 12, 30, 51, 3] * 20)])
    summary = summarise(made(time_s, distance_m=1.1 * time_s))
    assert summary.moving_min == pytest.approx(time_s[-1] / 60, abs=0.02)
    assert summary.stops == ()


def test_a_treadmill_without_places_or_distance() -> None:
    time_s = np.arange(1801)
    summary = summarise(made(time_s, cadence_spm=np.where(time_s < 900, 112.0, 96.0)))
    assert summary.minutes == 30
    assert summary.moving_min == 30
    assert summary.distance_m is None
    assert summary.mean_cadence_spm == pytest.approx(104)
    assert [round(band.minutes) for band in summary.cadence_bands] == [15, 0, 15, 0, 0]
    assert summary.met_minutes is not None
    assert summary.met_minutes.method is MetMethod.CADENCE
    assert summary.met_minutes.mean_mets == pytest.approx((4.2 + 2.8) / 2)


def test_a_pram_stills_the_wrist_but_not_the_walk() -> None:
    cadence = np.where(np.arange(1201) < 300, 108.0, 0.0)
    summary = summarise(by_speeds([(1200, 1.2)], cadence_spm=cadence))
    assert summary.moving_min == 20
    assert summary.mean_cadence_spm == 108


def test_steps_without_way_are_walking() -> None:
    summary = summarise(by_speeds([(600, 0.0)], cadence_spm=100.0))
    assert summary.moving_min == 10


def test_height_moves_the_bands_and_mass_gives_energy() -> None:
    recording = by_speeds([(600, 1.25)], cadence_spm=104.0)
    short, tall = (summarise(recording, body=Body(height_cm=h, mass_kg=70)) for h in (155, 195))
    assert short.threshold_spm == 105.75
    assert tall.threshold_spm == 95.75
    assert [round(b.minutes) for b in short.cadence_bands] == [10, 0, 0, 0, 0]
    assert [round(b.minutes) for b in tall.cadence_bands] == [0, 10, 0, 0, 0]
    assert short.met_minutes is not None
    assert short.energy_kcal == pytest.approx(short.met_minutes.value * 70 / 60)
    assert summarise(recording).energy_kcal is None


def test_heart_rate_is_the_mean_over_points() -> None:
    summary = summarise(made(np.arange(4), heart_rate_bpm=[80, 90, np.nan, 130]))
    assert summary.mean_heart_rate_bpm == 100
    assert summary.max_heart_rate_bpm == 130


def test_totals_alone_give_the_minutes_they_have() -> None:
    totals = DeviceTotals(
        timer_s=1800.0, elapsed_s=2000.0, distance_m=2000.0, mean_cadence_spm=104.0,
        mean_heart_rate_bpm=95.0, max_heart_rate_bpm=115.0,
    )  # fmt: skip
    summary = summarise(made([], totals=totals))
    assert summary.minutes == 30
    assert summary.elapsed_min == pytest.approx(2000 / 60)
    assert summary.end_utc == START + timedelta(seconds=2000)
    assert summary.moving_min is None
    assert summary.coverage == 0
    assert summary.distance_m == 2000
    assert summary.mean_cadence_spm == 104
    assert summary.mean_heart_rate_bpm == 95
    assert summary.met_minutes is not None
    assert summary.met_minutes.method is MetMethod.DURATION
    assert summary.met_minutes.value == 90


def test_points_that_break_off_do_not_shorten_the_walk() -> None:
    totals = DeviceTotals(timer_s=3600.0, elapsed_s=3600.0)
    summary = summarise(by_speeds([(300, 1.25)], totals=totals))
    assert summary.minutes == 60
    assert summary.elapsed_min == 60
    assert summary.end_utc == START + timedelta(hours=1)
    assert summary.moving_min is None
    assert summary.coverage == pytest.approx(300 / 3600)
    assert summary.met_minutes is not None
    assert summary.met_minutes.value == pytest.approx(60 * float(lcda_mets(1.25)), rel=0.01)


def test_a_route_has_a_length_and_nothing_else() -> None:
    recording = by_speeds([(600, 1.25)], by="places", is_timed=False)
    summary = summarise(recording)
    assert summary.distance_m == pytest.approx(750, rel=0.001)
    assert summary.start_utc is summary.end_utc is None
    assert summary.minutes is summary.elapsed_min is summary.moving_min is None
    assert summary.met_minutes is None


def test_an_unset_clock_gives_minutes_without_a_day() -> None:
    summary = summarise(by_speeds([(600, 1.25)], start=None))
    assert summary.start_utc is summary.end_utc is None
    assert summary.minutes == 10


def test_a_timer_of_days_is_not_believed() -> None:
    summary = summarise(by_speeds([(600, 1.25)], totals=DeviceTotals(timer_s=9 * 86_400.0)))
    assert summary.timer_min is None
    assert summary.minutes == 10


@pytest.mark.parametrize("sport", [Sport.CYCLING, Sport.ELSE])
def test_what_was_not_on_foot_has_no_mets(sport: Sport) -> None:
    assert summarise(by_speeds([(600, 5.0)], sport=sport)).met_minutes is None


def test_a_hill_costs_more_than_level_ground() -> None:
    time_s = np.arange(1801)
    way = 1.25 * time_s
    level = summarise(made(time_s, distance_m=way, altitude_m=100.0, has_barometer=True))
    climb = summarise(made(time_s, distance_m=way, altitude_m=100 + 0.05 * way, has_barometer=True))
    assert level.met_minutes is not None
    assert climb.met_minutes is not None
    assert climb.met_minutes.method is MetMethod.SPEED_AND_SLOPE
    assert level.met_minutes.mean_mets == pytest.approx(float(lcda_mets(1.25)), rel=0.01)
    assert climb.met_minutes.mean_mets == pytest.approx(float(lcda_mets(1.25, 5)), rel=0.03)


@given(
    st.lists(
        st.tuples(st.integers(1, 900), st.sampled_from([0.0, 0.8, 1.2, 1.6])),
        min_size=1,
        max_size=6,
    ).filter(lambda pieces: any(mps > 0 for _, mps in pieces))
)
def test_moving_is_never_more_than_what_counts_by_much_or_than_the_time_itself(
    pieces: list[tuple[int, float]],
) -> None:
    summary = summarise(by_speeds(pieces))
    assert summary.minutes is not None
    assert summary.elapsed_min is not None
    assert summary.moving_min is not None
    assert 0 <= summary.moving_min <= summary.minutes + 1e-9 <= summary.elapsed_min + 2e-9
    walked = sum(seconds for seconds, mps in pieces if mps > 0) / 60
    assert summary.moving_min == pytest.approx(walked, abs=0.2 * len(pieces))
