"""Taking a walk, leaving it, stopping for good."""

from __future__ import annotations

from math import exp

import pytest

from backstride.simulation import default_population
from backstride.simulation.mind import Mind

CONSTANTS = default_population().constants
FAIR, NO_PROMPT = 1.0, 1.0


def test_readiness_alone_sets_the_chance_on_a_usual_day() -> None:
    mind = Mind(1.4, CONSTANTS)
    assert mind.chance(0.0, False, FAIR, NO_PROMPT) == pytest.approx(1 / (1 + exp(-1.4)))


def test_pain_a_bad_day_and_weather_lower_it_and_a_prompt_raises_it() -> None:
    mind = Mind(1.4, CONSTANTS)
    usual = mind.chance(0.0, False, FAIR, NO_PROMPT)
    assert mind.chance(2.0, False, FAIR, NO_PROMPT) < usual
    assert mind.chance(0.0, True, FAIR, NO_PROMPT) < usual
    assert mind.chance(0.0, False, 0.0, NO_PROMPT) < usual
    assert mind.chance(0.0, False, FAIR, 0.0) > usual


def test_habit_grows_by_half_in_about_23_walks_and_one_miss_hardly_counts() -> None:
    mind = Mind(1.4, CONSTANTS)
    for _ in range(23):
        mind.learn(True)
    assert mind.habit == pytest.approx(0.5, abs=0.01)
    before = mind.habit
    mind.learn(False)
    assert before * 0.99 < mind.habit < before


def test_stopping_is_twice_as_likely_in_the_first_two_weeks() -> None:
    mind = Mind(1.4, CONSTANTS)
    between = CONSTANTS.dropout * 1.5
    assert mind.stops(13, between)
    assert not mind.stops(14, between)
