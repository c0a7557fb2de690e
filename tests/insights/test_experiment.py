"""Experiments: the draw, the chance told beforehand, and the test."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from backstride.insights import PairOutcome, draw, power, randomisation_test, smallest_size


def outcomes(differences: list[float]) -> list[PairOutcome]:
    return [PairOutcome((True, False), (True, False), (5 + d, 5)) for d in differences]


def test_the_same_seed_draws_the_same_order_and_another_one_another() -> None:
    one = draw("ground", pairs=20, walks_per_week=3, seed=7)
    assert one == draw("ground", pairs=20, walks_per_week=3, seed=7)
    assert one.order != draw("ground", pairs=20, walks_per_week=3, seed=8).order
    assert all(first is not second for first, second in one.order)
    assert sum(one.walks) == 20


def test_the_order_of_a_seed_stays_what_it_is() -> None:
    drawn = draw("ground", pairs=8, walks_per_week=3, seed=2026)
    coins = np.random.Generator(np.random.PCG64(2026)).integers(0, 2, 8)
    assert [first for first, _ in drawn.order] == [bool(coin) for coin in coins]


def test_it_says_beforehand_how_long_it_takes_and_what_it_can_tell() -> None:
    drawn = draw("ground", pairs=20, walks_per_week=5, seed=1)
    assert drawn.weeks == 8
    assert 0.6 < drawn.power < 0.9
    assert power(40) > power(20) > power(7) > 0


@pytest.mark.parametrize("pairs", [1, 3, 6])
def test_with_few_pairs_no_power_is_promised(pairs: int) -> None:
    assert power(pairs) == 0
    assert randomisation_test(outcomes([3.0] * pairs)).p_value == smallest_size(pairs)


def test_seven_pairs_that_all_agree_are_rarer_than_one_in_twenty() -> None:
    found = randomisation_test(outcomes([1.0] * 7))
    assert found.p_value == pytest.approx(2 / 128)
    assert found.shows
    assert found.difference == pytest.approx(1.0)


def test_the_side_that_was_drawn_first_does_not_matter() -> None:
    forward = PairOutcome((True, False), (True, False), (6, 4))
    backward = PairOutcome((False, True), (False, True), (4, 6))
    assert randomisation_test([forward] * 8) == randomisation_test([backward] * 8)


def test_pairs_without_both_mornings_do_not_count_and_swapped_walks_are_told() -> None:
    whole = PairOutcome((True, False), (True, False), (6, 4))
    half = replace(whole, mornings=(6, None))
    swapped = replace(whole, done=(False, True))
    found = randomisation_test([whole, half, swapped])
    assert (found.pairs, found.as_drawn) == (2, 1)
    assert randomisation_test([half]).pairs == 0


def told_pairs(rng: np.random.Generator, pairs: int, spread: float) -> list[PairOutcome]:
    """Return pairs of somebody to whom the kind of walk makes no difference."""
    before = np.clip(np.round(rng.normal(4, spread, (pairs, 2))), 0, 10)
    mornings = np.clip(np.round(2.5 + 0.4 * before + rng.normal(0, spread, (pairs, 2))), 0, 10)
    return [
        PairOutcome((coin, not coin), (coin, not coin), (m[0], m[1]), (b[0], b[1]))
        for coin, m, b in zip(rng.random(pairs) < 0.5, mornings, before, strict=True)
    ]


@pytest.mark.parametrize("spread", [0.6, 1.1])
@pytest.mark.parametrize("pairs", [7, 12, 20])
def test_without_a_difference_it_gives_about_one_false_alarm_in_twenty(
    pairs: int, spread: float
) -> None:
    rng = np.random.default_rng([5, pairs])
    shown = [randomisation_test(told_pairs(rng, pairs, spread)).shows for _ in range(300)]
    assert 5 <= sum(shown) <= 27


def test_answers_in_whole_points_do_not_make_it_blind() -> None:
    rng = np.random.default_rng(8)
    seven = [randomisation_test(told_pairs(rng, 7, 0.6)).p_value <= 6 / 128 for _ in range(800)]
    # 6 of 128 orders are 4.7 %; with ties it would be about half of that.
    assert 0.032 <= np.mean(seven) <= 0.062


def test_it_is_exact_the_draws_of_one_diary_show_a_difference_as_often_as_the_coins_allow() -> None:
    rng = np.random.default_rng(9)
    told = told_pairs(rng, 7, 0.8)
    found = []
    for coins in product((True, False), repeat=7):
        drawn = [
            PairOutcome((coin, not coin), (coin, not coin), pair.mornings, pair.before)
            for coin, pair in zip(coins, told, strict=True)
        ]
        found.append(randomisation_test(drawn).p_value)
    for size in (0.02, 0.05, 0.1, 0.5):
        assert np.mean([p <= size for p in found]) <= size


def test_where_all_mornings_are_alike_nothing_is_shown() -> None:
    alike = randomisation_test(outcomes([0.0] * 10))
    assert (alike.p_value, alike.difference, alike.shows) == (1.0, 0.0, False)


def test_an_experiment_without_pairs_or_walks_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one pair"):
        draw("ground", pairs=0, walks_per_week=3, seed=1)
    with pytest.raises(ValueError, match="needs walks"):
        draw("ground", pairs=7, walks_per_week=0, seed=1)
