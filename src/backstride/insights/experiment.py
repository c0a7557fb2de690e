"""Experiments of one person: walks in pairs, in an order that a coin decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil

import numpy as np
from scipy.special import nctdtr, stdtrit

from backstride.insights.regression import Vector

SIZE = 0.05
"""Chance of a false alarm that the test may have."""

FEWEST_PAIRS = 7
"""Pairs from which a two-sided test can reach 5 % (2 / 2**6 is 3 %, at 7 there is some room)."""

EXACT_PAIRS = 14
"""Up to here every order the coins could have drawn is counted; beyond, a fixed sample."""

SAMPLED_ORDERS = 8192

BEFORE_SHARE = 0.29
"""What of a difference before the walks is still there next morning (judgement). It is fixed
beforehand, so the test stays exact; it only takes away noise. It is no round number, so that few
orders tie: with ties a 5 % test of few pairs gives less than 4 %."""

PAIR_SD = 1.6
"""Spread of the difference of two mornings of one pair, points: 1.2 times the root of two, less
what follows from one day to the next (judgement, from the spread of daily answers)."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """A drawn experiment; the same seed draws the same order.

    Parameters
    ----------
    question : str
        Key of the question; both kinds lie within the dose, and both are walks.
    seed : int
    order : tuple of tuple of bool
        For each pair, whether its first and its second walk are of the kind in question.
    walks_per_week : float
    """

    question: str
    seed: int
    order: tuple[tuple[bool, bool], ...]
    walks_per_week: float

    @property
    def pairs(self) -> int:
        """Return the number of pairs."""
        return len(self.order)

    @property
    def walks(self) -> tuple[bool, ...]:
        """Return the kind of every walk, in order."""
        return tuple(kind for pair in self.order for kind in pair)

    @property
    def weeks(self) -> int:
        """Return about how many weeks it takes."""
        return ceil(2 * self.pairs / self.walks_per_week)

    @property
    def power(self) -> float:
        """Return the chance that a true difference of 1 point shows."""
        return power(self.pairs)

    @property
    def smallest_size(self) -> float:
        """Return the smallest false-alarm chance its test can have."""
        return smallest_size(self.pairs)


@dataclass(frozen=True, slots=True)
class PairOutcome:
    """What became of one pair.

    Parameters
    ----------
    drawn : tuple of bool
        As the coin said.
    done : tuple of bool or None
        Which kind was walked; None where the walk was not done or has no next morning.
    mornings : tuple of float or None
        Pain next morning, points.
    before : tuple of float or None
        Pain before each walk, points.
    """

    drawn: tuple[bool, bool]
    done: tuple[bool | None, bool | None]
    mornings: tuple[float | None, float | None]
    before: tuple[float | None, float | None] = (None, None)

    @property
    def complete(self) -> bool:
        """Return whether both walks have a next morning."""
        return None not in self.mornings

    @property
    def as_drawn(self) -> bool:
        """Return whether both walks were of the kind the coin asked for."""
        return self.done == self.drawn


@dataclass(frozen=True, slots=True)
class TestResult:
    """What a randomisation test says.

    Parameters
    ----------
    pairs : int
        Pairs that count: complete, whatever was walked in them.
    as_drawn : int
        Pairs among them that were walked as drawn.
    difference : float
        Mean difference, kind in question minus the other, points.
    p_value : float
        Chance of a difference at least so large if the kind made none.
    smallest : float
        Smallest such chance that so many pairs can give.
    """

    __test__ = False

    pairs: int
    as_drawn: int
    difference: float
    p_value: float
    smallest: float

    @property
    def shows(self) -> bool:
        """Return whether the difference is larger than chance makes one time in twenty.

        Never with fewer than seven pairs.
        """
        return self.pairs >= FEWEST_PAIRS and self.p_value <= SIZE


def draw(question: str, *, pairs: int, walks_per_week: float, seed: int) -> Experiment:
    """Draw the order of an experiment.

    Parameters
    ----------
    question : str
    pairs : int
        At least 1; from 7 on a test of 5 % is possible.
    walks_per_week : float
    seed : int

    Raises
    ------
    ValueError
        If there is no pair or no walk to draw.

    Notes
    -----
    Single walks in coin-drawn order: blocks of two or three walks find far less, and strict
    alternation is biased by what one day carries to the next (simulated by us).
    """
    if pairs < 1:
        raise ValueError(f"an experiment needs at least one pair, not {pairs}")
    if walks_per_week <= 0:
        raise ValueError(f"an experiment needs walks, not {walks_per_week} a week")
    # The generator's name is part of the promise: another one would draw another order.
    coins = np.random.Generator(np.random.PCG64(seed)).integers(0, 2, pairs)
    order = tuple((bool(coin), not coin) for coin in coins)
    return Experiment(question, seed, order, walks_per_week)


def smallest_size(pairs: int) -> float:
    """Return the smallest p-value that so many pairs can give, two-sided."""
    return float(min(1.0, 2.0 ** (1 - pairs))) if pairs else 1.0


def power(pairs: int, *, effect: float = 1.0, pair_sd: float = PAIR_SD) -> float:
    """Return the chance that a true difference shows in a test of 5 %.

    Parameters
    ----------
    pairs : int
    effect : float
        True difference, points.
    pair_sd : float
        Spread of the difference within a pair, points.

    Notes
    -----
    Normal approximation of the paired t-test, from 7 pairs on; below that 0, because no
    outcome of the test would be rare enough.
    """
    if smallest_size(pairs) > SIZE or pairs < FEWEST_PAIRS:
        return 0.0
    away = effect / (pair_sd / np.sqrt(pairs))
    edge = stdtrit(pairs - 1, 1 - SIZE / 2)
    return float(1 - nctdtr(pairs - 1, away, edge))


def randomisation_test(outcomes: Sequence[PairOutcome], *, seed: int = 0) -> TestResult:
    """Compare the mornings with all the orders that the coins could have drawn.

    Every complete pair counts as it was drawn, also where something else was walked: only the
    draw is free of reasons. `as_drawn` tells how far that dilutes the answer.

    Parameters
    ----------
    outcomes : sequence of PairOutcome
    seed : int
        For the sample of orders where there are too many pairs to count them all.
    """
    complete = [pair for pair in outcomes if pair.complete]
    differences = np.array([_difference(pair) for pair in complete])
    count = len(differences)
    kept = sum(pair.as_drawn for pair in complete)
    if not count:
        return TestResult(0, 0, 0.0, 1.0, 1.0)
    signs, extra = _orders(count, seed)
    observed = abs(float(differences.mean()))
    reached = np.abs(signs @ differences / count) >= observed - 1e-9
    p_value = (float(reached.sum()) + extra) / (len(signs) + extra)
    return TestResult(count, kept, float(differences.mean()), p_value, smallest_size(count))


@lru_cache(maxsize=32)
def _orders(count: int, seed: int) -> tuple[Vector, int]:
    """Return the orders to compare with, and 1 where the drawn one has to be added to them."""
    if count <= EXACT_PAIRS:
        return np.array(list(product((-1.0, 1.0), repeat=count))), 0
    generator = np.random.Generator(np.random.PCG64(seed))
    coins = generator.integers(0, 2, (SAMPLED_ORDERS, count)).astype(np.float64)
    return 2 * coins - 1, 1


def _difference(pair: PairOutcome) -> float:
    first, second = pair.mornings
    assert first is not None
    assert second is not None
    difference = first - second
    if pair.before[0] is not None and pair.before[1] is not None:
        difference -= BEFORE_SHARE * (pair.before[0] - pair.before[1])
    return difference if pair.drawn[0] else -difference
