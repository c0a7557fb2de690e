"""The bars of the benchmark on fewer diaries, with one standard error of room for chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.insights_calibration import ROWS, coverage
from benchmarks.insights_diaries import World, diary
from benchmarks.insights_reliability import ours, reliability
from numpy.random import default_rng

from backstride.insights import EFFECT_PRIOR_SD, Word

DIARIES = 200
MAKERS = {name: make for name, _, make in ROWS}
FOUND = {Word.LIKELY, Word.STRONG}
BARS = [(name, *bar.split()[:2]) for name, bar, _ in ROWS if bar != "none"]
TRAPS = [(name, float(percent) / 100) for name, sign, percent in BARS if sign == "<="]
EFFECTS = [(name, float(percent) / 100) for name, sign, percent in BARS if sign == ">="]


def share_found(name: str) -> float:
    found = 0
    for number in range(DIARIES):
        rng = default_rng([7, number])
        found += ours(diary(MAKERS[name](rng), rng)).word in FOUND
    return found / DIARIES


def room(share: float) -> float:
    """Return how far chance takes a share of so many diaries: one standard error."""
    return float(np.sqrt(share * (1 - share) / DIARIES))


@pytest.mark.parametrize(("name", "bar"), TRAPS)
def test_it_seldom_claims_what_is_not_there(name: str, bar: float) -> None:
    assert share_found(name) <= bar + room(bar)


@pytest.mark.parametrize(("name", "bar"), EFFECTS)
def test_it_finds_one_point_drawn_per_walk(name: str, bar: float) -> None:
    assert share_found(name) >= bar - room(bar)


def test_nine_in_ten_ranges_hold_the_truth() -> None:
    held = coverage("latent", None, 2 * DIARIES, 7, EFFECT_PRIOR_SD)
    assert 0.9 - room(0.9) <= held <= 0.9 + room(0.9)


def test_a_harmful_kind_is_called_worse_and_a_helpful_one_better() -> None:
    world = World(weeks=26, per_week=5, missing=0.1, flares=0.0)
    worse = ours(diary(replace(world, effect=1.5), default_rng(1)))
    better = ours(diary(replace(world, effect=-1.5), default_rng(1)))
    assert (worse.word, worse.better) == (Word.STRONG, False)
    assert (better.word, better.better) == (Word.STRONG, True)


def test_the_stated_chance_holds_back_until_the_data_speak() -> None:
    few = ours(diary(World(weeks=8, per_week=4), default_rng(5)))
    plenty = ours(diary(World(weeks=52, per_week=5, effect=1.5, flares=0.0), default_rng(1)))
    assert few.chance_worse is not None
    assert few.if_any_worse is not None
    assert few.chance_worse < 0.8 * few.if_any_worse
    assert plenty.chance_worse is not None
    assert plenty.chance_worse > 0.99


def test_stated_chances_come_true_as_often_as_they_say() -> None:
    table = reliability(600, 7).stated
    assert sum(held for _, _, held in table) >= 400
    assert all(abs(said - so) <= 0.15 for said, so, held in table if held >= 30)


def test_in_noisy_diaries_the_walks_alone_have_to_say_it() -> None:
    claimed = 0
    for number in range(DIARIES):
        rng = default_rng([11, number])
        claimed += ours(diary(World(weeks=12, per_week=3, sd=2.4), rng)).word in FOUND
    assert claimed / DIARIES <= 0.05 + room(0.05)
