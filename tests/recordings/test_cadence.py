"""Cadence: whose feet, or which crank."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.recordings import NoticeCode, Sport
from backstride.recordings.cadence import mean_steps, split_cadence


@pytest.mark.parametrize(
    ("sport", "stored", "speed_mps", "steps", "turns", "told"),
    [
        (Sport.WALKING, 57.5, 1.3, 115.0, None, []),
        (Sport.HIKING, 50.0, 1.0, 100.0, None, []),
        (Sport.RUNNING, 91.0, 4.0, 182.0, None, []),
        (Sport.CYCLING, 82.0, 4.1, None, 82.0, []),
        (Sport.ELSE, 30.0, 2.0, None, 30.0, []),
        (Sport.UNKNOWN, 55.0, 1.2, 110.0, None, [NoticeCode.CADENCE_AS_STRIDES]),
        (Sport.UNKNOWN, 55.0, np.nan, 110.0, None, [NoticeCode.CADENCE_AS_STRIDES]),
        (Sport.UNKNOWN, 80.0, 7.0, None, 80.0, []),
        (Sport.WALKING, 110.0, 1.3, 110.0, None, [NoticeCode.CADENCE_AS_STEPS]),
        (Sport.RUNNING, 170.0, 3.0, 170.0, None, [NoticeCode.CADENCE_AS_STEPS]),
        (Sport.UNKNOWN, 112.0, 1.3, 112.0, None, [NoticeCode.CADENCE_AS_STEPS]),
    ],
)
def test_it_gives_the_stored_value_its_meaning(
    sport: Sport,
    stored: float,
    speed_mps: float,
    steps: float | None,
    turns: float | None,
    told: list[NoticeCode],
) -> None:
    column = np.array([0.0, stored, stored, np.nan])
    spm, rpm, notices = split_cadence(column, np.full(4, speed_mps), sport)
    assert [n.code for n in notices] == told
    if steps is not None:
        assert mean_steps(stored, sport) == steps  # a total is told by the same rule
    for found, expected in ((spm, steps), (rpm, turns)):
        if expected is None:
            assert np.isnan(found).all()
        else:
            np.testing.assert_array_equal(found, [0.0, expected, expected, np.nan])


@pytest.mark.parametrize(
    ("sport", "stored", "speed_mps", "steps"),
    [
        (Sport.UNKNOWN, 96.0, 1.1, 96.0),  # as strides, 192 steps of 34 cm in a minute
        (Sport.WALKING, 76.0, 0.8, 76.0),
        (Sport.WALKING, 76.0, 0.1, 152.0),  # indoors, where a receiver drifts
        (Sport.WALKING, 42.0, 0.5, 84.0),  # slow strides of 70 cm
        (Sport.RUNNING, 80.0, 1.9, 160.0),
    ],
)
def test_the_way_made_with_a_count_tells_steps_from_strides(
    sport: Sport, stored: float, speed_mps: float, steps: float
) -> None:
    spm, _, _ = split_cadence(np.full(5, stored), np.full(5, speed_mps), sport)
    assert set(spm) == {steps}


def test_a_cadence_said_to_be_of_feet_is_doubled_at_any_speed() -> None:
    spm, _, notices = split_cadence(np.array([80.0]), np.array([7.0]), Sport.UNKNOWN, on_foot=True)
    assert spm.tolist() == [160.0]
    assert notices == ()


def test_no_turning_at_all_is_told_nothing_about() -> None:
    spm, _, notices = split_cadence(np.zeros(3), np.ones(3), Sport.UNKNOWN)
    assert spm.tolist() == [0, 0, 0]
    assert notices == ()
