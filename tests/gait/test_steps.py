from __future__ import annotations

import numpy as np
import pytest

from backstride.gait import ALL_DAY, WALK, Bridge, Ends, Mode
from backstride.gait.peaks import Peaks
from backstride.gait.steps import steps, walking_seconds
from backstride.gait.units import Floats

PLAIN = Mode("plain", seed_strength=0.4, extend_strength=0.1, min_steps=4)

ENDS = Ends(share=0.25)
STARTED = Mode("started", seed_strength=0.4, extend_strength=0.1, min_steps=4, ends=ENDS)


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


def high(*heights: float) -> Peaks:
    count = len(heights)
    return Peaks(np.arange(count) / 2 + 1.0, np.array(heights), np.full(count, 2.0))


def fading(first: float, last: float) -> Peaks:
    return high(first, 1.0, 1.0, 1.1, 1.2, last)


def test_the_push_into_the_first_step_is_no_step() -> None:
    assert found(fading(0.2, 0.3), STARTED)[0] == 1.5
    assert found(fading(0.3, 0.3), STARTED)[0] == 1.0
    assert found(fading(0.2, 0.3))[0] == 1.0


def test_the_jerk_of_a_phone_that_is_put_away_begins_no_walk() -> None:
    put_away = high(3.0, 0.2, 0.1, 1.0, 1.0, 1.1, 1.2, 1.0)
    assert found(put_away, STARTED)[0] == 2.5
    assert found(put_away)[0] == 1.0


def test_a_weak_step_in_the_middle_of_a_walk_counts() -> None:
    turning = high(1.0, 1.0, 1.0, 0.1, 0.2, 1.0, 1.0)
    assert found(turning, STARTED)[:-1] == found(turning)


def test_a_slow_beginning_is_no_handling() -> None:
    brisk = high(*[0.2] * 60, *[1.0] * 200)
    seconds = np.arange(140.0)
    first = steps(brisk, seconds, np.full(140, 0.8), STARTED)[0]
    assert first == 1.0


def test_one_closing_step_follows_the_last_two_crests_in_a_row_that_have_not_faded() -> None:
    assert found(fading(1.0, 0.5), STARTED)[-1] == pytest.approx(3.925)
    assert found(fading(1.0, 0.2), STARTED)[-1] == 3.5
    assert found(high(1.0, 1.0, 1.1, 1.2, 0.2, 0.1, 0.1), STARTED)[-1] == 3.0
    assert found(fading(1.0, 0.5))[-1] == 3.5


def test_what_trimming_leaves_still_has_to_be_enough() -> None:
    too_few = high(5.0, 0.1, 0.1, 1.0, 1.0, 1.0)
    assert found(too_few, STARTED) == []
    assert len(found(too_few)) == 6


def test_a_recording_that_ends_in_walking_has_no_closing_step() -> None:
    seconds = np.arange(5.0)
    late = crests(1.6, 2.1, 2.6, 3.1, 3.6, 4.1)
    assert steps(late, seconds, np.full(5, 0.8), STARTED)[-1] == pytest.approx(4.1)


def test_a_closing_step_is_not_put_where_the_next_walking_begins() -> None:
    two = crests(1.0, 1.5, 2.0, 2.5, 3.76, 4.26, 4.76, 5.26)
    assert found(two, STARTED)[4] == pytest.approx(2.925)
    close = Peaks(two.t_s, two.height_m_s2, np.full(8, 1.5))
    assert found(close, STARTED)[4] == pytest.approx(3.13)  # one hidden step, midway


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


BRIDGED = Mode(
    "bridged", seed_strength=0.4, extend_strength=0.1, min_steps=4, bridge=Bridge(3, beside_s=5)
)


@pytest.mark.parametrize(
    ("before_s", "weak_s", "after_s", "read_on"),
    [
        (5, 3, 5, True),
        (5, 4, 5, False),  # that is a stop
        (4, 3, 5, False),  # handling, and then a walk
        (5, 3, 4, False),
    ],
)
def test_a_weak_rhythm_in_the_middle_of_a_walk_is_read_on_over(
    before_s: int, weak_s: int, after_s: int, read_on: bool
) -> None:
    strength = np.concatenate(
        [np.zeros(3), np.full(before_s, 0.8), np.zeros(weak_s), np.full(after_s, 0.8), np.zeros(3)]
    )
    walking = walking_seconds(np.arange(float(len(strength))), strength, BRIDGED)
    assert walking[3 + before_s : 3 + before_s + weak_s].tolist() == [read_on] * weak_s
    assert walking.sum() == before_s + after_s + weak_s * read_on


def test_no_bridge_leads_over_a_gap_in_the_recording() -> None:
    seconds = np.concatenate([np.arange(6.0), np.arange(30.0, 36.0)])
    strength = np.concatenate([np.full(5, 0.8), [0.0], [0.0], np.full(5, 0.8)])
    assert walking_seconds(seconds, strength, BRIDGED).sum() == 10


def test_what_is_read_on_over_still_needs_crests() -> None:
    strength = np.concatenate([np.full(8, 0.8), np.zeros(3), np.full(9, 0.8)])
    seconds = np.arange(20.0)
    through = np.arange(0.25, 19.0, 0.5)
    stood = through[(through < 8.0) | (through > 11.0)]
    assert len(steps(crests(*through), seconds, strength, BRIDGED)) == len(through)
    assert len(steps(crests(*stood), seconds, strength, BRIDGED)) == len(stood)


def with_strength(mode: Mode, strength: Floats) -> int:
    at = np.arange(0.25, len(strength) - 1, 0.5)
    return len(steps(crests(*at), np.arange(float(len(strength))), strength, mode))


def test_a_weaker_rhythm_never_gives_more_steps() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        strength = rng.uniform(-0.2, 0.9, 60)
        for mode in (WALK, ALL_DAY):
            assert with_strength(mode, strength - 0.1) <= with_strength(mode, strength)
