"""Regular repeats, against where the pace was changed."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.recordings import Floats
from backstride.walks.repeats import Repeats, repeats_of
from backstride.walks.train import Train
from tests.walks.test_train import pace

ROUNDS = [(30, 118.0), (30, 100.0)]


def train(count: int, *, off_s: int = 0) -> Train:
    return Train(60 + off_s + 60 * np.arange(count), 30, 30)


def told(walk: Floats, train: Train, *, without: tuple[int, int] = (0, 0)) -> Repeats | None:
    """Return the repeats of a walk with some seconds in which no step was counted."""
    steps = np.ones(len(walk), dtype=np.bool_)
    steps[slice(*without)] = False
    return repeats_of(walk, steps, train)


def test_edges_are_put_to_where_the_pace_changed() -> None:
    repeats = told(pace((60, 100.0), *ROUNDS * 6), train(6, off_s=6))
    assert repeats is not None
    assert repeats.starts == pytest.approx(60 + 60 * np.arange(6), abs=1)
    assert repeats.stops == pytest.approx(90 + 60 * np.arange(6), abs=1)


def test_a_turn_beside_an_edge_does_not_move_it() -> None:
    walk = pace((60, 100.0), *ROUNDS * 6)
    walk[202:210] = np.log([112, 104, 95, 92, 85, 75, 70, 80])  # the last of the third repeat
    repeats = told(walk, train(6))
    assert repeats is not None
    assert repeats.stops[2] == pytest.approx(210, abs=3)


def test_seconds_without_a_step_beside_an_edge_do_not_move_it() -> None:
    walk = pace((60, 100.0), *ROUNDS * 6)
    walk[210:219] = walk[209]  # held at the fast pace while nobody steps
    repeats = told(walk, train(6), without=(210, 219))
    assert repeats is not None
    assert repeats.stops[2] == pytest.approx(210, abs=2)
    held = told(walk, train(6))
    assert held is not None
    assert held.stops[2] > 215


def test_a_repeat_with_a_turn_in_its_middle_is_one() -> None:
    turn = [(8, 118.0), (14, 85.0), (8, 118.0), (30, 100.0)]
    repeats = told(pace((60, 100.0), *ROUNDS * 3, *turn, *ROUNDS * 3), train(7))
    assert repeats is not None
    assert repeats.starts == pytest.approx(60 + 60 * np.arange(7), abs=2)


def test_one_that_was_left_out_is_none_of_them() -> None:
    walk = pace((60, 100.0), *ROUNDS * 3, (60, 100.0), *ROUNDS * 3)
    repeats = told(walk, train(7))
    assert repeats is not None
    assert np.diff(repeats.starts).max() == pytest.approx(120, abs=3)


def test_an_edge_that_is_clearly_elsewhere_stays_there() -> None:
    lengths = (30, 30, 36, 24, 30, 30, 30, 30, 38, 22, 30, 30)
    rates = (118.0, 100.0) * 6
    repeats = told(pace((60, 100.0), *zip(lengths, rates, strict=True), noise=0.005), train(6))
    assert repeats is not None
    assert repeats.stops[1] == pytest.approx(156, abs=3)
    assert repeats.stops[0] == pytest.approx(90, abs=1)


def test_a_stretch_that_is_hardly_faster_is_no_repeat() -> None:
    walk = pace((60, 100.0), *ROUNDS * 3, (30, 103.0), (30, 100.0), *ROUNDS * 3)
    repeats = told(walk, train(7))
    assert repeats is not None
    assert len(repeats.starts) == 6


def test_stretches_of_any_length_are_no_regular_train() -> None:
    lengths = (95, 40, 25, 110, 60, 35, 22, 150, 80, 60)
    walk = pace((60, 100.0), *zip(lengths, (118.0, 100.0) * 5, strict=True))
    assert told(walk, Train(np.array([60, 195, 330, 425, 597]), 60, 60)) is None


def test_a_few_repeats_must_differ_by_more_than_many() -> None:
    small = [(30, 104.5), (30, 100.0)]
    assert told(pace((60, 100.0), *small * 4), train(4)) is None
    assert told(pace((60, 100.0), *small * 9), train(9)) is not None
