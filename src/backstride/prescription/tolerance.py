"""How many minutes one person's back takes before pain begins to rise, and how sure that is.

A small Bayesian model with one unknown: the onset, the minutes of easy walking from which
pain begins to rise. A prior says what backs are like; each of the latest answered walks
then moves it a little, so that one odd day counts for little and a run of walks for much.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, erf, exp, log, sqrt
from typing import NamedTuple

from backstride.prescription.course import WalkRecord
from backstride.prescription.protocol import Personal
from backstride.prescription.session import Kind

_SHORTEST_MIN, _LONGEST_MIN, _POINTS = 4.0, 90.0, 32

ONSETS_MIN: tuple[float, ...] = tuple(
    _SHORTEST_MIN * (_LONGEST_MIN / _SHORTEST_MIN) ** (point / (_POINTS - 1))
    for point in range(_POINTS)
)
"""Onsets that are weighed against each other, in minutes, evenly spaced in proportion."""

_HALF_POINT = 0.5
"""Answers are whole points: a rise of 3 is one of at least 2.5."""


class Evidence(NamedTuple):
    """What one answered walk says.

    Parameters
    ----------
    load_min : float
        Its minutes, counted as easy ones.
    rise : float
        Worst pain less the pain before, and a part of the mornings that it left worse.
    at_least : bool
        Whether the true rise may have been more: the pain before was at the scale's end.
    """

    load_min: float
    rise: float
    at_least: bool


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What is known of one person's onset.

    Parameters
    ----------
    weights : tuple of float
        Probability of each of ``ONSETS_MIN``; they sum to 1.
    walks : int
        Answered walks behind it.
    rules : Personal
    """

    weights: tuple[float, ...]
    walks: int
    rules: Personal

    @property
    def onset_min(self) -> float:
        """Median of the onset, in minutes of easy walking."""
        reached = 0.0
        for onset, weight in zip(ONSETS_MIN, self.weights, strict=True):
            reached += weight
            if reached >= 0.5:
                return onset
        return ONSETS_MIN[-1]

    def chance(self, minutes: int, kind: Kind = Kind.EASY) -> float:
        """Chance that such a walk raises pain by three points because of its load (0-1).

        What happens as often without any load is taken off.
        """
        chances = _strong_rises(ceil(minutes * load_of(kind, self.rules)), self.rules)
        return sum(weight * chance for weight, chance in zip(self.weights, chances, strict=True))

    def takes(self, minutes: int, kind: Kind = Kind.EASY) -> bool:
        """Whether the chance of a strong rise stays within the bound."""
        return self.chance(minutes, kind) <= self.rules.bound


def load_of(kind: Kind, rules: Personal) -> float:
    """Easy minutes that a minute of a walk of that kind counts."""
    if kind is Kind.HILLS:
        return rules.hills_load
    return 1.0 if kind is Kind.EASY else rules.brisk_load


def tolerance_of(walks: Iterable[WalkRecord], rules: Personal) -> Tolerance:
    """Learn the onset from the latest walks.

    Parameters
    ----------
    walks : iterable of WalkRecord
        The walks that the course keeps: the latest twelve. Older ones are forgotten, since
        a back that walks changes.
    rules : Personal

    Notes
    -----
    1. Prior: the logarithm of the onset is normal.
    2. A walk of ``m`` easy minutes raises pain by ``calm_rise`` points up to the onset
       ``c``, and by ``rise_per_load * (m / c - 1)`` more beyond it, with normal noise.
    3. The rise is clipped to the range in which it tells something of the load; a part of a
       point is added for each morning after that was worse than usual.
    4. Where the pain before was 0 and rose, the rise is a lower bound: the scale has no
       room below.

    Raising an answer after the walk can only move the onset down: every step above is a
    monotone likelihood ratio. All constants are judgement; they stand in the protocol.
    """
    evidence = tuple(
        _evidence(walk, rules) for walk in walks if walk.rise is not None and not walk.apart
    )
    return _learned(evidence, rules)


def _evidence(walk: WalkRecord, rules: Personal) -> Evidence:
    assert walk.rise is not None
    kind = Kind(walk.kind)
    rise = walk.rise + rules.morning_points * walk.mornings_counted
    highest = max(walk.worst or 0, walk.after or 0)
    return Evidence(
        walk.minutes * load_of(kind, rules),
        max(rules.least_rise, min(rules.most_rise, rise)),
        walk.before == 0 and highest > 0,
    )


@lru_cache(maxsize=4096)
def _learned(evidence: tuple[Evidence, ...], rules: Personal) -> Tolerance:
    logs = list(_prior(rules))
    for load_min, rise, at_least in evidence:
        for place, onset in enumerate(ONSETS_MIN):
            away = (rise - _mean_rise(load_min, onset, rules)) / rules.noise
            if at_least:
                logs[place] += log(max(1e-12, 1 - _normal(away - _HALF_POINT / rules.noise)))
            else:
                logs[place] -= away * away / 2
    highest = max(logs)
    weights = [exp(each - highest) for each in logs]
    total = sum(weights)
    return Tolerance(tuple(weight / total for weight in weights), len(evidence), rules)


@lru_cache(maxsize=8)
def _prior(rules: Personal) -> tuple[float, ...]:
    return tuple(
        -((log(onset / rules.prior_onset_min) / rules.prior_log_sd) ** 2) / 2
        for onset in ONSETS_MIN
    )


def _mean_rise(load_min: float, onset_min: float, rules: Personal) -> float:
    return rules.calm_rise + rules.rise_per_load * max(0.0, load_min / onset_min - 1)


@lru_cache(maxsize=1024)
def _strong_rises(load_min: int, rules: Personal) -> tuple[float, ...]:
    """Chance of a strong rise by load, for each onset."""
    limit = rules.strong_rise - _HALF_POINT
    at_rest = 1 - _normal((limit - rules.calm_rise) / rules.noise)
    return tuple(
        1 - _normal((limit - _mean_rise(load_min, onset, rules)) / rules.noise) - at_rest
        for onset in ONSETS_MIN
    )


def _normal(value: float) -> float:
    return 0.5 * (1 + erf(value / sqrt(2)))
