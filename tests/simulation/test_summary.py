"""The figures of a comparison, from tables small enough to count by hand."""

from __future__ import annotations

import pytest

from backstride.simulation import SimulationResult, summary
from backstride.simulation.tally import WeekRow, as_table


def result(rows: list[WeekRow], walkers: int, weeks: int) -> SimulationResult:
    return SimulationResult(as_table(rows), walkers, weeks, 1, "test", "mix", "1")


def row(walker: int, week: int, **values: object) -> WeekRow:
    return WeekRow(walker, week, "fluctuating", days=7, **values)  # type: ignore[arg-type]  # any column


def test_minutes_are_the_median_of_those_still_there() -> None:
    rows = [row(walker, 4, walked_min=10.0 * walker) for walker in range(5)]
    rows.append(row(5, 4, walked_min=500.0, present=False))
    found = summary(result(rows, 6, 4))
    assert found.minutes == {4: 20.0}
    assert found.dropout == pytest.approx(1 / 6)


def test_spikes_are_per_walk_and_flares_per_90_days() -> None:
    rows = [
        row(0, 1, walks=3, spikes=1, spikes_by_load=1, flares=2, flares_never=1),
        row(1, 1, walks=5, spikes=1),
    ]
    found = summary(result(rows, 2, 1))
    assert found.spike_share == pytest.approx(2 / 8)
    assert found.spike_by_load_share == pytest.approx(1 / 8)
    assert found.flares_per_90 == pytest.approx(2 * 90 / 14)
    assert found.extra_flares_per_90 == pytest.approx(90 / 14)


def test_time_to_30_minutes_is_when_half_of_those_there_had_got_there() -> None:
    rows = [
        row(walker, week, longest_min=30.0 if week >= 2 + walker else 20.0)
        for walker in range(4)
        for week in range(1, 5)
    ]
    found = summary(result(rows, 4, 4))
    assert found.weeks_to_30 == 3.0
    assert found.reached_30 == pytest.approx(3 / 4)


def test_half_who_never_got_there_give_no_time() -> None:
    rows = [row(walker, 1, longest_min=10.0) for walker in range(4)]
    found = summary(result(rows, 4, 1))
    assert found.weeks_to_30 is None
    assert found.reached_30 == 0


def test_easings_and_holds_are_told_by_their_cause() -> None:
    rows = [
        row(0, 1, eased_by_walk=1),
        row(0, 2, held="walk", eased_by_nature=2),
        row(0, 3, held="nature"),
        row(0, 4, held=""),
    ]
    found = summary(result(rows, 1, 4))
    assert found.holds == pytest.approx({"walk": 1 / 3, "nature": 1 / 3, "other": 0})
    assert found.easings == pytest.approx({"walk": 91 / 28, "nature": 182 / 28, "other": 0})


def test_halts_are_the_share_of_the_days_that_asked_for_one() -> None:
    assert summary(result([row(0, 1)], 1, 1)).halts_obeyed is None
    rows = [row(0, 1, halt_days_wanted=4, halt_days_obeyed=3)]
    assert summary(result(rows, 1, 1)).halts_obeyed == pytest.approx(0.75)
