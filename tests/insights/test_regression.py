"""The regression against closed forms, and against brute force."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.insights import regress
from backstride.insights.regression import Mixture


def test_it_finds_a_line_through_plenty_of_data() -> None:
    rng = np.random.default_rng(2)
    days = np.arange(600.0)
    design = np.column_stack([np.ones(600), rng.normal(size=600)])
    outcome = design @ np.array([1.0, -0.5]) + rng.normal(0, 1.0, 600)
    found = regress(outcome, design, days, np.array([3.0, 3.0]))
    slope = found.of(np.array([0.0, 1.0]))
    assert slope.mean == pytest.approx(-0.5, abs=0.12)
    assert slope.sd == pytest.approx(1 / np.sqrt(600), rel=0.15)
    assert found.sigma == pytest.approx(1.0, abs=0.1)


def test_it_sees_that_errors_follow_one_another_across_gaps() -> None:
    rng = np.random.default_rng(3)
    error = np.zeros(900)
    for day in range(1, 900):
        error[day] = 0.6 * error[day - 1] + rng.normal(0, 0.8)
    kept = np.flatnonzero(rng.random(900) < 0.7)
    found = regress(error[kept], np.ones((len(kept), 1)), kept.astype(float), np.array([3.0]))
    assert found.rho == pytest.approx(0.6, abs=0.12)
    independent = found.sigma / np.sqrt(len(kept))
    assert found.of(np.array([1.0])).sd > 1.5 * independent


def test_without_data_worth_the_name_the_prior_stays() -> None:
    design = np.array([[1e-9], [1e-9]])
    found = regress(np.array([1.0, 2.0]), design, np.array([0.0, 1.0]), np.array([0.75]))
    assert found.of(np.array([1.0])).mean == pytest.approx(0.0, abs=1e-6)
    assert found.of(np.array([1.0])).sd == pytest.approx(0.75, rel=1e-6)


def test_the_curve_is_the_same_as_each_point_by_itself() -> None:
    rng = np.random.default_rng(4)
    design = np.column_stack([np.ones(30), np.linspace(-1, 1, 30)])
    found = regress(rng.normal(size=30), design, np.arange(30.0), np.array([2.0, 1.0]))
    mean, sd = found.curve(design)
    one = found.of(design[7])
    assert mean[7] == pytest.approx(one.mean)
    assert sd[7] == pytest.approx(one.sd)


def test_two_rows_of_one_day_are_refused() -> None:
    with pytest.raises(ValueError, match="one row for each day"):
        regress(np.zeros(2), np.ones((2, 1)), np.zeros(2), np.ones(1))


def test_a_mixture_of_one_is_a_normal_distribution() -> None:
    known = Mixture(np.array([1.0]), np.array([2.0]), np.array([0.5]))
    assert known.below(2.0) == pytest.approx(0.5)
    assert known.quantile(0.95) == pytest.approx(2 + 1.6449 * 0.5, abs=1e-3)
