from __future__ import annotations

import numpy as np
import pytest

from backstride.gait.grid import Gridder
from backstride.gait.units import STANDARD_GRAVITY_M_S2, Floats, Scale, Unit

METRES = Scale(Unit.M_S2, 1.0)


def gridded(t_s: Floats, up: Floats, *, average: bool = True) -> Floats:
    parts = [part for _, _, part in Gridder(METRES, average).feed(t_s, up)]
    return np.concatenate(parts) if parts else np.empty(0)


@pytest.mark.parametrize(("average", "exact"), [(True, 0.02), (False, 1e-9)])
def test_a_straight_line_stays_one_whatever_the_stamps(average: bool, exact: float) -> None:
    rng = np.random.default_rng(0)
    t_s = np.sort(np.concatenate([[0.0], rng.uniform(0.0, 10.0, 900), [10.0]]))
    found = gridded(t_s, STANDARD_GRAVITY_M_S2 + 0.3 * t_s, average=average)
    assert len(found) == 250
    np.testing.assert_allclose(found, 0.3 * np.arange(250) / 25, atol=exact)


def test_averaging_keeps_fast_shaking_from_passing_as_a_step() -> None:
    t_s = np.arange(0.0, 10.0, 0.005)
    found = gridded(t_s, STANDARD_GRAVITY_M_S2 + np.sin(2 * np.pi * 50.0 * t_s))
    assert np.abs(found[1:]).max() < 0.1


def test_a_long_gap_begins_a_new_stretch_at_its_first_sample() -> None:
    t_s = np.concatenate([np.arange(0.0, 5.0, 0.01), np.arange(50.003, 55.0, 0.01)])
    gridder = Gridder(METRES, average=True)
    starts = [(origin, index) for origin, index, _ in gridder.feed(t_s, np.zeros(len(t_s)))]
    assert starts == [(0.0, 0), (50.003, 0)]
    assert gridder.counts.gaps == 1


def test_a_short_gap_is_bridged() -> None:
    t_s = np.concatenate([np.arange(0.0, 5.0, 0.01), np.arange(7.0, 9.0, 0.01)])
    gridder = Gridder(METRES, average=True)
    assert len(list(gridder.feed(t_s, np.zeros(len(t_s))))) == 1
    assert gridder.counts.gaps == 0


def test_repeated_and_backward_stamps_are_counted_and_left_out() -> None:
    t_s = np.arange(0.0, 2.0, 0.01)
    t_s[50], t_s[80] = t_s[49], t_s[40]
    gridder = Gridder(METRES, average=True)
    list(gridder.feed(t_s, np.zeros(200)))
    list(gridder.feed(np.array([1.5, 2.5]), np.zeros(2)))
    assert gridder.counts.stamps == 3
    assert gridder.counts.samples == 199
