from __future__ import annotations

import numpy as np
import pytest

from backstride.gait import ALL_DAY, WALK, Mode
from backstride.gait.peaks import Peaks
from backstride.gait.steps import steps, walking_seconds
from backstride.gait.units import Floats

PLAIN = Mode("plain", seed_strength=0.4, extend_strength=0.1, min_steps=4)


def crests(*t_s: float, rate_hz: float = 2.0) -> Peaks:
    at = np.array(t_s)
    return Peaks(at, np.ones(len(at)), np.full(len(at), rate_hz))


def found(candidates: Peaks, mode: Mode = PLAIN) -> list[float]:
    seconds = np.arange(40.0)
    times: list[float] = steps(candidates, seconds, np.full(40, 0.8), mode).round(6).tolist()
    return times


def test_steady_crests_are_steps() -> None:
    assert found(crests(1.0, 1.5, 2.0, 2.5)) == [1.0, 1.5, 2.0, 2.5]


def test_of_two_crests_in_one_step_the_higher_one_counts() -> None:
    close = Peaks(
        np.array([1.0, 1.5, 1.7, 2.0, 2.5, 3.0]),
        np.array([1.0, 1.0, 0.4, 1.0, 1.0, 1.0]),
        np.full(6, 2.0),
    )
    assert found(close) == [1.0, 1.5, 2.0, 2.5, 3.0]


def test_one_hidden_step_is_put_midway() -> None:
    assert found(crests(1.0, 1.5, 2.5, 3.0)) == [1.0, 1.5, 2.0, 2.5, 3.0]


def test_two_hidden_steps_are_not_made_up() -> None:
    assert found(crests(1.0, 1.5, 2.0, 2.5, 4.0, 4.5, 5.0, 5.5)) == [
        *(1.0, 1.5, 2.0, 2.5),
        *(4.0, 4.5, 5.0, 5.5),
    ]


def test_three_in_a_row_are_too_few() -> None:
    assert found(crests(1.0, 1.5, 2.0)) == []


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        ([0.0, 0.2, 0.5, 0.5, 0.5, 0.2, 0.0], [1, 2, 3, 4, 5]),
        ([0.0, 0.2, 0.3, 0.3, 0.3, 0.2, 0.0], []),
        ([0.0, 0.0, 0.9, 0.0, 0.0, 0.0, 0.0], []),
    ],
)
def test_walking_needs_three_strong_seconds_and_reaches_on(
    strength: list[float], expected: list[int]
) -> None:
    walking = walking_seconds(np.arange(7.0), np.array(strength), PLAIN)
    assert np.flatnonzero(walking).tolist() == expected


def test_walking_does_not_reach_across_a_gap() -> None:
    seconds = np.concatenate([np.arange(5.0), np.arange(100.0, 105.0)])
    strength = np.concatenate([np.full(5, 0.6), np.full(5, 0.2)])
    assert walking_seconds(seconds, strength, PLAIN).tolist() == [True] * 5 + [False] * 5


def with_strength(mode: Mode, strength: Floats) -> int:
    at = np.arange(0.25, len(strength) - 1, 0.5)
    return len(steps(crests(*at), np.arange(float(len(strength))), strength, mode))


def test_a_weaker_rhythm_never_gives_more_steps() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        strength = rng.uniform(-0.2, 0.9, 60)
        for mode in (WALK, ALL_DAY):
            assert with_strength(mode, strength - 0.1) <= with_strength(mode, strength)
