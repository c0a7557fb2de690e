"""The truth about one back, formula by formula."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import numpy as np
import pytest

from backstride.simulation import CASES, default_population
from backstride.simulation.body import Body
from backstride.simulation.traits import Traits, draw_traits

CONSTANTS = default_population().constants
QUIET = 0.999999
"""A uniform draw at which nothing happens."""


def steady(**changes: object) -> Traits:
    """Return a walker whose pain is 4 every day, with changes."""
    drawn = draw_traits(np.random.default_rng(1), default_population(), CASES["mix"])
    plain = replace(
        drawn,
        usual_pain=4.0,
        carry_over=0.5,
        day_spread=0.0,
        capacity_min=20.0,
        relief=0.0,
        load_gain=1.0,
        long_run_drop=0.0,
        flare_hazard=0.02,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # any trait may be named


def body_of(traits: Traits) -> Body:
    return Body(traits, CONSTANTS, 0.0)


def quiet_day(body: Body, day: int) -> None:
    body.wake(day, 0.0, QUIET, 0.5, QUIET, QUIET)


def test_a_walk_within_the_free_load_raises_nothing() -> None:
    body = body_of(steady())
    quiet_day(body, 0)
    felt = body.walk(0, 23.0, 3.3)
    assert felt.before == felt.worst == felt.after == pytest.approx(4.0)
    assert body.carry == 0


def test_load_beyond_it_raises_the_worst_pain_in_proportion() -> None:
    body = body_of(steady(load_gain=2.0))
    quiet_day(body, 0)
    felt = body.walk(0, 40.0, 3.3)
    assert felt.rise_by_load == pytest.approx(1.5 * 2.0 * (2.0 - 1.15))
    assert felt.worst - felt.before == pytest.approx(felt.rise_by_load)


def test_a_brisker_walk_is_a_greater_load() -> None:
    body = body_of(steady())
    quiet_day(body, 0)
    assert body.walk(0, 20.0, 5.6).rise_by_load == pytest.approx(1.5 * (2.0 - 1.15))


def test_relief_is_there_at_the_end_and_not_at_the_worst_moment() -> None:
    body = body_of(steady(relief=0.8))
    quiet_day(body, 0)
    felt = body.walk(0, 15.0, 3.3)
    assert felt.worst == pytest.approx(4.0)
    assert felt.after == pytest.approx(4.0 - 0.8 * (1 - exp(-1)))


def test_half_of_the_aftermath_is_felt_on_waking_and_then_30_percent() -> None:
    body = body_of(steady())
    quiet_day(body, 0)
    rise = body.walk(0, 43.0, 3.3).rise_by_load
    body.rest_tonight()
    quiet_day(body, 1)
    assert body.morning_pain == pytest.approx(4.0 + 0.5 * rise)
    assert body.pain == pytest.approx(4.0 + 0.3 * rise)
    body.rest_tonight()
    quiet_day(body, 2)
    assert body.morning_pain == pytest.approx(4.0 + 0.5 * 0.3 * rise)


def test_a_flare_begins_below_its_hazard_and_fades_to_78_percent_a_day() -> None:
    body = body_of(steady())
    body.wake(0, 0.0, 0.0, 0.5, QUIET, QUIET)
    assert body.flare_began
    assert body.flare == pytest.approx(3.0)
    assert body.bad_day
    quiet_day(body, 1)
    assert not body.flare_began
    assert body.flare == pytest.approx(3.0 * 0.78)


def test_a_flare_that_only_the_aftermath_explains_is_laid_to_the_walk() -> None:
    rested, walked = body_of(steady()), body_of(steady(load_gain=3.0))
    for body in (rested, walked):
        quiet_day(body, 0)
        body.walk(0, 40.0, 3.3)
        body.rest_tonight()
    factor = exp(0.9 * 0.3 * walked.carry)
    calm = 0.02 / ((1 + 0.2 * (exp(0.5) - 1)) ** 2)
    between = calm * (1 + factor) / 2
    walked.wake(1, 0.0, between, 0.5, QUIET, QUIET)
    assert walked.flare_began
    assert walked.flare_by_walk
    assert not walked.never_flare_began
    rested.wake(1, 0.0, calm * 0.99, 0.5, QUIET, QUIET)
    assert rested.flare_began
    assert not rested.flare_by_walk
    assert rested.never_flare_began


def test_sleep_and_stress_change_when_flares_come_and_not_how_many() -> None:
    rng = np.random.default_rng(5)
    traits = steady(flare_hazard=0.02)
    plain = replace(CONSTANTS, hazard_recent=0.0)
    body = Body(traits, plain, 0.0)
    days = 60_000
    draws = rng.random((days, 4)).tolist()
    flares = 0
    for day, (flare, size, sleep, stress) in enumerate(draws):
        body.wake(day, 0.0, flare, size, sleep, stress)
        flares += body.flare_began
    assert flares / days == pytest.approx(0.02, rel=0.1)


def test_capacity_grows_with_walks_and_falls_back_without() -> None:
    body = body_of(steady())
    quiet_day(body, 0)
    body.walk(0, 20.0, 3.3)
    assert body.capacity_min == pytest.approx(20 * 1.012)
    body.rest_tonight()
    assert body.capacity_min == pytest.approx(20 * 1.012)
    quiet_day(body, 1)
    body.rest_tonight()
    gained = 20 * 0.012
    assert body.capacity_min == pytest.approx(20 + gained * (1 - 0.004))


def test_protection_and_long_run_drop_need_weeks_of_walking() -> None:
    walker, idle = body_of(steady(long_run_drop=1.0)), body_of(steady(long_run_drop=1.0))
    for day in range(112):
        for body in (walker, idle):
            quiet_day(body, day)
        if day % 7 < 5:
            walker.walk(day, 30.0, 3.3)
        walker.rest_tonight()
        idle.rest_tonight()
    quiet_day(walker, 112)
    quiet_day(idle, 112)
    assert idle.mean_pain == 4.0
    assert 3.0 < walker.mean_pain < 3.15
    calm = 0.02 / ((1 + 0.2 * (exp(0.5) - 1)) ** 2)
    walker.wake(113, 0.0, calm * 0.75, 0.5, QUIET, QUIET)
    assert not walker.flare_began
    idle.wake(113, 0.0, calm * 0.75, 0.5, QUIET, QUIET)
    assert idle.flare_began


def test_daily_pain_has_the_spread_and_the_memory_it_was_given() -> None:
    body = body_of(steady(day_spread=0.9, carry_over=0.5))
    pain = []
    for day, latent in enumerate(np.random.default_rng(2).standard_normal(40_000).tolist()):
        body.wake(day, latent, QUIET, 0.5, QUIET, QUIET)
        pain.append(body.morning_pain)
    series = np.array(pain) - np.mean(pain)
    assert series.std() == pytest.approx(0.9, rel=0.05)
    assert (series[1:] * series[:-1]).mean() / series.var() == pytest.approx(0.5, abs=0.03)


def test_a_worsening_raises_the_mean_from_its_day_on() -> None:
    body = body_of(steady(case=CASES["worsening"]))
    quiet_day(body, 59)
    assert body.mean_pain == 4.0
    quiet_day(body, 60)
    assert body.mean_pain == 6.0
