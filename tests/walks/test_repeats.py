"""Regular repeats, against where the pace was changed."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.walks.repeats import repeats_of
from backstride.walks.train import Train
from tests.walks.test_train import pace

ROUNDS = [(30, 118.0), (30, 100.0)]


def train(count: int, *, off_s: int = 0) -> Train:
    return Train(60 + off_s + 60 * np.arange(count), 30, 30)


def test_edges_are_put_to_where_the_pace_changed() -> None:
    repeats = repeats_of(pace((60, 100.0), *ROUNDS * 6), train(6, off_s=6))
    assert repeats is not None
    assert repeats.starts == pytest.approx(60 + 60 * np.arange(6), abs=1)
    assert repeats.stops == pytest.approx(90 + 60 * np.arange(6), abs=1)


def test_a_turn_beside_an_edge_does_not_move_it() -> None:
    walk = pace((60, 100.0), *ROUNDS * 6)
    walk[202:210] = np.log([112, 104, 95, 92, 85, 75, 70, 80])  # the last of the third repeat
    repeats = repeats_of(walk, train(6))
    assert repeats is not None
    assert repeats.stops[2] == pytest.approx(210, abs=3)


def test_one_that_was_left_out_is_none_of_them() -> None:
    walk = pace((60, 100.0), *ROUNDS * 3, (60, 100.0), *ROUNDS * 3)
    repeats = repeats_of(walk, train(7))
    assert repeats is not None
    assert np.diff(repeats.starts).max() == pytest.approx(120, abs=3)


def test_an_edge_that_is_clearly_elsewhere_stays_there() -> None:
    lengths = (30, 30, 36, 24, 30, 30, 30, 30, 38, 22, 30, 30)
    rates = (118.0, 100.0) * 6
    repeats = repeats_of(
        pace((60, 100.0), *zip(lengths, rates, strict=True), noise=0.005), train(6)
    )
    assert repeats is not None
    assert repeats.stops[1] == pytest.approx(156, abs=3)
    assert repeats.stops[0] == pytest.approx(90, abs=1)


def test_a_stretch_that_is_hardly_faster_is_no_repeat() -> None:
    walk = pace((60, 100.0), *ROUNDS * 3, (30, 103.0), (30, 100.0), *ROUNDS * 3)
    repeats = repeats_of(walk, train(7))
    assert repeats is not None
    assert len(repeats.starts) == 6


def test_stretches_of_any_length_are_no_regular_train() -> None:
    lengths = (95, 40, 25, 110, 60, 35, 22, 150, 80, 60)
    walk = pace((60, 100.0), *zip(lengths, (118.0, 100.0) * 5, strict=True))
    assert repeats_of(walk, Train(np.array([60, 195, 330, 425, 597]), 60, 60)) is None


def test_a_few_repeats_must_differ_by_more_than_many() -> None:
    small = [(30, 104.5), (30, 100.0)]
    assert repeats_of(pace((60, 100.0), *small * 4), train(4)) is None
    assert repeats_of(pace((60, 100.0), *small * 9), train(9)) is not None
