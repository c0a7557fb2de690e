"""How pain before walks and in the morning changed over the weeks, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from backstride.diary import Diary, Moment, Pain
from backstride.insights.effect import WORTH, slow_waves
from backstride.insights.entries import day_number
from backstride.insights.regression import regress

FEWEST_ANSWERS = 6
"""Days with an answer below which no trend is drawn (design)."""

FEWEST_DAYS = 28
"""Days below which no change is told (judgement, as for a direction)."""

EDGE_DAYS = 14
"""Days at each end whose mean is "at the start" and "now" (judgement)."""

START_FADES_DAYS = 7.0
"""People begin when their back is at its worst, and most of that passes by itself. The excess
of the first days, fading with this time, is told apart and not counted as a change (judgement)."""

START_EXCESS_SD = 2.5
"""Prior spread of that excess, points. Where diaries began on a bad day by construction, 1.5 let
a passing excess be called a change twice as often (simulated by us)."""

LEVEL_PRIOR_SD = 3.0
"""Prior spread of the level around the mean of all answers, points (judgement)."""

WAVE_SCALE = 1.2
"""Slow changes of pain are this much larger beforehand than those of a difference (judgement)."""

MATTERS_POINTS = 2.0
MATTERS_SHARE = 0.30
"""A change that matters: 2 points or 30 %. Source: Ostelo 2008, Spine 33:90."""

MATTERS_LEAST = 1.0
"""But never less than this: changes of one point are noise (Ostelo 2008)."""

TREND_RHO = (0.4, 0.25)
"""Prior of the correlation from day to day without pain before in the model."""

Z_90 = 1.6449
BAND_WIDER = 1.1
"""The band is drawn so much wider than the model says: a few slow waves cannot follow every bend
of a level, and without this it held 83 to 88 % of simulated days, not 90 (simulated by us)."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The smoothed level of one day with its 90 % band, points."""

    day: date
    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """Now against the start, points; below zero is less pain.

    Parameters
    ----------
    start, now : float
        Level of the first and the last two weeks, the excess of the first days left out.
    best, low, high : float
        Change with its 90 % range.
    chance_less, chance_more : float
        Chance that pain is less now, or more, by above 0.3 points.
    chance_matters : float
        Chance that it is less by 2 points or 30 %, whichever is less, and at least 1 point.
    passing : float
        By how much the very first days stood above (or below) that level.
    """

    start: float
    now: float
    best: float
    low: float
    high: float
    chance_less: float
    chance_more: float
    chance_matters: float
    passing: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The smoothed course; `points` is empty and `change` None as long as it is not known.

    Parameters
    ----------
    answers : int
        Days with an answer.
    days : int
        From the first of them to the last.
    points : tuple of TrendPoint
        One for each of these days.
    change : Change or None
    quiet_days : int
        Days since the last answer. Beyond two weeks nothing is said about now.
    """

    answers: int
    days: int
    points: tuple[TrendPoint, ...] = ()
    change: Change | None = None
    quiet_days: int = 0

    @property
    def quiet(self) -> bool:
        """Return whether the last answer is too old to say how the back is now."""
        return self.answers > 0 and self.quiet_days > EDGE_DAYS


def trend_of(diary: Diary, on: date) -> Trend:
    """Return the course of pain before walks; of mornings where a day has no walk.

    One number a day: the mean of what was told before walks and in the morning.
    """
    told: dict[date, list[int]] = {}
    for pain in diary.of(Pain, until=on):
        if pain.moment in (Moment.BEFORE, Moment.MORNING):
            told.setdefault(pain.day, []).append(pain.nrs)
    dates = sorted(told)
    span = (dates[-1] - dates[0]).days + 1 if dates else 0
    quiet = (on - dates[-1]).days if dates else 0
    if len(dates) < FEWEST_ANSWERS or span < 2 * FEWEST_ANSWERS:
        return Trend(len(dates), span, quiet_days=quiet)
    days = np.array([day_number(day) for day in dates])
    values = np.array([np.mean(told[day]) for day in dates])
    middle = float(values.mean())
    shown = [dates[0] + timedelta(days=number) for number in range(span)]
    slow, slow_sds = slow_waves(np.arange(span, dtype=float))
    fades = np.exp(-np.arange(span) / START_FADES_DAYS)
    rows = np.column_stack([np.ones(span), slow, fades])
    prior_sds = np.concatenate([[LEVEL_PRIOR_SD], slow_sds * WAVE_SCALE, [START_EXCESS_SD]])
    place = (days - days[0]).astype(int)
    posterior = regress(values - middle, rows[place], days, prior_sds, rho_prior=TREND_RHO)
    mean, sd = posterior.curve(rows)
    points = tuple(
        TrendPoint(
            day,
            float(np.clip(middle + m, 0, 10)),
            float(np.clip(middle + m - BAND_WIDER * Z_90 * s, 0, 10)),
            float(np.clip(middle + m + BAND_WIDER * Z_90 * s, 0, 10)),
        )
        for day, m, s in zip(shown, mean, sd, strict=True)
    )
    if span < FEWEST_DAYS or quiet > EDGE_DAYS:
        return Trend(len(dates), span, points, quiet_days=quiet)
    lasting = rows.copy()
    lasting[:, -1] = 0.0
    first, last = lasting[:EDGE_DAYS].mean(axis=0), lasting[-EDGE_DAYS:].mean(axis=0)
    known = posterior.of(last - first)
    start = float(np.clip(middle + posterior.of(first).mean, 0, 10))
    matters = max(MATTERS_LEAST, min(MATTERS_POINTS, MATTERS_SHARE * start))
    only_start = np.zeros(rows.shape[1])
    only_start[-1] = 1.0
    return Trend(
        len(dates),
        span,
        points,
        Change(
            start,
            float(np.clip(middle + posterior.of(last).mean, 0, 10)),
            known.mean,
            known.quantile(0.05),
            known.quantile(0.95),
            known.below(-WORTH),
            1 - known.below(WORTH),
            known.below(-matters),
            posterior.of(only_start).mean,
        ),
        quiet,
    )
