"""How much it went up."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.recordings import DeviceTotals, Span
from backstride.walks import summarise
from backstride.walks.climb import grade_percent, sum_of_rises
from backstride.walks.motion import motion_of

from .made import made


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([], 0),
        ([100], 0),
        ([100, 102.9, 100, 102.9], 0),
        ([100, 103], 3),
        ([100, 101, 102, 103, 104], 3),
        ([100, 110, 100, 110], 20),
        ([110, 100, 98, 101], 0),  # 98 is within the hysteresis of 100
        ([100, 99, 102], 0),
    ],
)
def test_rises_count_from_three_metres(heights: list[float], expected: float) -> None:
    assert sum_of_rises(heights, 3.0) == pytest.approx(expected)


def test_a_lift_between_two_segments_is_no_climb() -> None:
    recording = made(
        np.arange(4), altitude_m=[100, 100, 150, 150], segments=(Span(0, 2), Span(2, 4))
    )
    ascent = summarise(recording).ascent
    assert ascent is not None
    assert ascent.value_m == 0


def test_a_phone_gives_a_range_and_a_barometer_a_number() -> None:
    chance = np.random.default_rng(3)
    hill = 100 + 60 * np.sin(np.linspace(0, np.pi, 1800))
    noisy = hill + np.convolve(chance.normal(0, 8, 1800), np.ones(60) / 60, "same")
    phone = summarise(made(np.arange(1800), altitude_m=noisy)).ascent
    watch = summarise(made(np.arange(1800), altitude_m=hill, has_barometer=True)).ascent
    assert phone is not None
    assert watch is not None
    assert phone.low_m <= 62
    assert phone.low_m < phone.high_m
    assert phone.words.startswith("perhaps ")
    assert phone.words.endswith(" m up, as far as we can tell")
    assert watch.words == f"about {round(watch.value_m)} m up"
    assert watch.value_m == pytest.approx(60, abs=3)


def test_the_devices_total_widens_the_range() -> None:
    recording = made(
        np.arange(100), altitude_m=100.0, has_barometer=True, totals=DeviceTotals(ascent_m=25.0)
    )
    ascent = summarise(recording).ascent
    assert ascent is not None
    assert (ascent.low_m, ascent.value_m, ascent.high_m, ascent.device_m) == (0, 0, 25, 25)


def test_level_ground_is_called_level() -> None:
    for barometer, words in ((True, "about level"), (False, "about level, as far as we can tell")):
        ascent = summarise(made(np.arange(9), altitude_m=100.0, has_barometer=barometer)).ascent
        assert ascent is not None
        assert ascent.words == words


def test_no_heights_no_climb() -> None:
    assert summarise(made(np.arange(9))).ascent is None


def test_the_grade_of_a_ramp() -> None:
    time_s = np.arange(1200)
    way = 1.25 * time_s
    height = np.where(way < 500, 100.0, np.where(way < 1000, 100 + 0.08 * (way - 500), 140.0))
    recording = made(time_s, distance_m=way, altitude_m=height, has_barometer=True)
    grade = grade_percent(recording, motion_of(recording))
    assert grade is not None
    assert grade[:350] == pytest.approx(0, abs=0.2)
    assert grade[450:750] == pytest.approx(8, abs=0.3)
    assert grade[850:1150] == pytest.approx(0, abs=0.2)


def test_too_short_a_way_has_no_grade() -> None:
    time_s = np.arange(60)
    recording = made(time_s, distance_m=1.25 * time_s, altitude_m=100.0)
    assert grade_percent(recording, motion_of(recording)) is None


def test_wild_heights_make_no_wall() -> None:
    time_s = np.arange(1200)
    height = np.where(time_s % 2, 5000.0, 0.0)
    recording = made(time_s, distance_m=1.25 * time_s, altitude_m=height)
    grade = grade_percent(recording, motion_of(recording))
    assert grade is not None
    assert np.abs(grade).max() <= 30
