"""The virtual walker against the figures its source was checked with.

Evidence sheet section 14: a plain +10 % a week controller, without the sleep, stress,
recent-flare, weather and prompt terms, 600 runs, 180 days; 10th, 50th and 90th percentile.
Section 3: the same controller and the plain advice in fragile backs over 13 weeks.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backstride.diary import AnyEvent, Moment, Pain
from backstride.simulation import (
    CASES,
    FIRST_DAY,
    LADDERS,
    Ladder,
    default_population,
    run,
    summary,
)
from backstride.simulation.run import live_walker

RUNS, WEEKS = 600, 26
SHIPPED = default_population()
BARE = replace(
    SHIPPED,
    constants=replace(
        SHIPPED.constants,
        hazard_sleep=0.0,
        hazard_stress=0.0,
        hazard_recent=0.0,
        weather_weight=0.0,
        prompt_weight=0.0,
    ),
)


LADDER = LADDERS["ladder10"]
assert isinstance(LADDER, Ladder)
ENDLESS = replace(LADDER, ceiling_min=10_000)
"""Ten percent more every week for half a year, as the source had it: 108 minutes at last."""


@pytest.fixture(scope="module")
def figures() -> dict[str, np.ndarray]:
    """Return the percentiles over walkers who all stay for the whole time."""
    steadfast = replace(BARE, constants=replace(BARE.constants, dropout=0.0))
    spreads, memories, flares = [], [], []
    for walker in range(RUNS):
        mornings: dict[int, int] = {}

        def listen(event: AnyEvent, kept: dict[int, int] = mornings) -> None:
            if isinstance(event, Pain) and event.moment is Moment.MORNING:
                kept[(event.day - FIRST_DAY).days] = event.nrs

        rows = live_walker(
            walker,
            weeks=WEEKS,
            controller=ENDLESS,
            case=CASES["plain"],
            seed=1,
            population=steadfast,
            listen=listen,
        )
        flares.append(sum(row.flares for row in rows) / (7 * WEEKS) * 30)
        said = np.array(list(mornings.values()), dtype=float)
        spreads.append(said.std(ddof=1))
        memories.append(lag_one(mornings, said))
    at = [0.1, 0.5, 0.9]
    return {
        "spread": np.quantile(spreads, at),
        "memory": np.quantile(memories, at),
        "flares": np.quantile(flares, at),
    }


def lag_one(mornings: dict[int, int], said: np.ndarray) -> float:
    """Return the autocorrelation of mornings that follow each other."""
    middle = said.mean()
    pairs = [
        (mornings[day] - middle) * (mornings[day + 1] - middle)
        for day in mornings
        if day + 1 in mornings
    ]
    return float(np.mean(pairs) / said.var())


def test_the_spread_of_a_diary_is_that_of_the_source(figures: dict[str, np.ndarray]) -> None:
    assert figures["spread"] == pytest.approx([1.0, 1.3, 1.7], abs=0.1)


def test_the_memory_of_a_diary_is_that_of_the_source(figures: dict[str, np.ndarray]) -> None:
    assert figures["memory"] == pytest.approx([0.27, 0.44, 0.57], abs=0.07)


def test_flares_are_as_many_as_in_the_source(figures: dict[str, np.ndarray]) -> None:
    assert figures["flares"] == pytest.approx([0.17, 0.5, 1.7], rel=0.15)


def test_as_many_stop_as_in_the_source() -> None:
    found = summary(run(RUNS, WEEKS, "thirty_five", "plain", seed=1, population=BARE))
    assert found.dropout == pytest.approx(0.44, abs=0.04)


@pytest.mark.parametrize(
    ("controller", "minutes", "spikes", "extra_flares"),
    [("ladder10", 116, 0.67, 2.2), ("plain_advice", 102, 0.86, 2.7)],
)
def test_schedules_that_do_not_ask_do_as_in_the_source(
    controller: str, minutes: float, spikes: float, extra_flares: float
) -> None:
    mix = summary(run(300, 13, controller, "mix", seed=1, population=BARE))
    fragile = summary(run(300, 13, controller, "fragile", seed=1, population=BARE))
    assert mix.minutes[12] == pytest.approx(minutes, rel=0.05)
    assert fragile.spike_share == pytest.approx(spikes, abs=0.05)
    assert fragile.extra_flares_per_90 == pytest.approx(extra_flares, abs=1.3)
