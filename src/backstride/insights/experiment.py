"""Experiments of one person: walks in pairs, in an order that a coin decides."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy.special import nctdtr, stdtrit

from backstride.insights.randomisation import FEWEST_PAIRS, PAIR_SD, SIZE, smallest_size


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
