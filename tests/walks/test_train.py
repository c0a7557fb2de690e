"""Trains of repeats in walks with known ones."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.recordings import Floats
from backstride.walks.train import LONGEST_S, find_train, noise_of


def pace(*pieces: tuple[int, float], noise: float = 0.015, seed: int = 3) -> Floats:
    """Logarithm of the step rate, from pairs of seconds and steps a minute."""
    level = np.log(np.concatenate([np.full(seconds, rate) for seconds, rate in pieces]))
    noisy: Floats = level + np.random.default_rng(seed).normal(0, noise, len(level))
    return noisy


@pytest.mark.parametrize(("fast_s", "slow_s"), [(30, 30), (20, 40), (60, 60), (30, 90), (180, 180)])
def test_a_train_is_found_where_it_is(fast_s: int, slow_s: int) -> None:
    rounds = [(fast_s, 115.0), (slow_s, 100.0)] * 5
    train = find_train(pace((240, 98.0), *rounds, (200, 98.0)))
    assert train is not None
    begins = 240 + (fast_s + slow_s) * np.arange(5)
    assert train.starts == pytest.approx(begins, abs=0.2 * (fast_s + slow_s))


def test_a_difference_that_is_too_small_for_two_paces_is_told_by_its_rhythm() -> None:
    train = find_train(pace((120, 104.0), *[(30, 109.0), (30, 104.0)] * 10))
    assert train is not None
    assert len(train.starts) == 10


def test_what_comes_after_a_pause_of_any_length_belongs_to_it() -> None:
    rounds = [(30, 115.0), (30, 100.0)] * 3
    walk = pace((90, 100.0), *rounds, (97, 100.0), *rounds)
    train = find_train(walk)
    assert train is not None
    for begin in (90, 150, 210, 367, 427, 487):
        assert np.abs(train.starts - begin).min() <= 6


def test_one_pace_has_no_train_though_it_drifts() -> None:
    for seed in range(5):
        assert find_train(pace((1500, 104.0), seed=seed)) is None
        drift = np.linspace(0.0, -0.12, 1500)
        assert find_train(pace((1500, 104.0), seed=seed) + drift) is None


def test_a_step_up_that_stays_is_no_train() -> None:
    assert find_train(pace((400, 96.0), (400, 106.0), (400, 118.0))) is None


def test_a_pause_holds_no_repeat() -> None:
    walk = pace((90, 100.0), *[(30, 115.0), (30, 100.0)] * 6)
    stood = np.zeros(len(walk), dtype=np.bool_)
    stood[200:290] = True
    train = find_train(walk, stood)
    assert train is not None
    assert not any(stood[start : start + train.fast_s].all() for start in train.starts)


def test_a_walk_too_short_for_two_repeats_has_none() -> None:
    assert find_train(pace((40, 100.0))) is None


def test_the_noise_is_that_of_the_seconds_and_never_none() -> None:
    assert noise_of(pace((2000, 100.0), noise=0.03)) == pytest.approx(0.03, rel=0.1)
    assert noise_of(np.zeros(100)) > 0
    assert LONGEST_S > 4 * 3600
