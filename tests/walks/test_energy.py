"""Equations give the values of their sources."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.walks import (
    acsm_running_mets,
    cadence_mets,
    energy_kcal,
    lcda_mets,
)
from backstride.walks.energy import RUN_FROM_MPS, on_foot_mets


def test_the_level_walk_of_3_mph_is_3_6_mets() -> None:
    assert float(lcda_mets(1.34)) == pytest.approx(3.6, abs=0.05)


@pytest.mark.parametrize(
    ("grade", "expected"),
    [(-10, 2.4), (-5, 2.6), (0, 3.4), (3, 4.2), (5, 4.8), (8, 5.9), (10, 6.7)],
)
def test_grades_cost_what_the_source_says(grade: float, expected: float) -> None:
    """At 1.25 m/s; the source rounds to one digit."""
    assert float(lcda_mets(1.25, grade)) == pytest.approx(expected, abs=0.06)


def test_standing_costs_little_more_than_rest() -> None:
    assert float(lcda_mets(0.0)) == pytest.approx(1.44 * 0.82)
    assert float(lcda_mets(-1.0)) == float(lcda_mets(0.0))


def test_no_speed_or_grade_breaks_the_equation() -> None:
    speed, grade = np.meshgrid(np.linspace(0, 7, 50), np.linspace(-100, 100, 50))
    assert np.isfinite(on_foot_mets(speed, grade)).all()


def test_faster_or_steeper_costs_more() -> None:
    assert np.all(np.diff(lcda_mets(np.linspace(0.1, 2.1, 50))) > 0)
    assert np.all(np.diff(lcda_mets(1.2, np.linspace(0, 30, 50))) > 0)


def test_running_uses_the_running_equation() -> None:
    assert float(acsm_running_mets(3.0)) == pytest.approx((3.5 + 36) / 3.5)
    assert float(on_foot_mets(3.0)) == float(acsm_running_mets(3.0))
    assert float(on_foot_mets(RUN_FROM_MPS)) == float(lcda_mets(RUN_FROM_MPS))


@pytest.mark.parametrize(
    ("spm", "mets"), [(100, 3), (110, 4), (120, 5), (130, 6), (150, 6), (60, 2)]
)
def test_the_step_rate_gives_mets(spm: float, mets: float) -> None:
    assert float(cadence_mets(spm)) == pytest.approx(mets)


def test_energy_is_mets_times_kg_times_hours() -> None:
    assert energy_kcal(180, 70) == 210
