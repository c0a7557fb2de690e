"""One question answered: by how much two kinds of walk went with different mornings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from backstride.insights.regression import Mixture, Vector, regress

EFFECT_PRIOR_SD = 0.95
"""Prior spread of a difference between two kinds of walk, points (judgement). Somewhat wider than
the 0.75 that such differences are thought to have: with 0.75 the 90 % range held a true
difference of 1 point in fewer than 85 % of simulated diaries, and 1 point was found less often."""

BEFORE_SHARE, BEFORE_SHARE_SD = 0.3, 0.25
"""Prior of what is left next morning of pain before a walk. Answers of days in a row correlate by
about 0.4 (simulated by us), and part of that is noise of the answers (judgement)."""

EARLIER_SHARE, EARLIER_SHARE_SD = 0.1, 0.2
"""Prior of what the morning of the day tells beyond pain before the walk (judgement)."""

PLOT_PAIRS = 14
"""Walks with a next morning below which nothing is drawn (judgement)."""

DIRECTION_DAYS = 28
"""Days from first to last such walk below which no direction is told (judgement)."""

DIRECTION_EACH = 6
"""Walks on each side below which no direction is told (judgement)."""

LIKELY_DAYS = 42
"""Days below which nothing is called likely (judgement)."""

WORTH = 0.3
"""Points below which a difference is none worth telling (judgement)."""

STRONG = 0.95
LIKELY = 0.80
"""Chances of a difference above WORTH from which a sign is strong, and likely (judgement)."""

NONE_BEFOREHAND = 0.5
"""Share of questions behind which there is no difference at all, for the stated chance
(judgement: without it, stated chances of 0.7 held in one of three simulated diaries)."""

CLOSE = 0.80
"""Chance of a difference below WORTH from which it is called too close to call (judgement)."""

NOISY_SE, ALONE_Z = 0.5, 1.96
"""Where the standard error is above 0.5 points, a difference is called likely only if the walks
alone, without the prior, put it beyond chance at 5 %. In very noisy diaries without a difference
10 % were called likely without this, and 7 % with it (simulated by us)."""

ONE_POINT_SE = 0.37
"""Standard error, points, at which a true difference of 1 is called likely 4 times in 5."""

PACE_DAYS = 14
"""Days below which three walks a week are assumed (judgement)."""

WEEKDAY_SD = 0.15
"""Prior spread of a single weekday, points (judgement: a wider one costs answers)."""

WEEKEND_SD = 0.5
"""Prior spread of Saturday and Sunday against the other days, points (judgement)."""

TREND_SPAN_DAYS = 56
"""One slow wave for each eight weeks of diary follows how the back does over time (judgement)."""

MOST_WAVES = 10
"""More waves than this would begin to follow single weeks (judgement)."""


class Word(StrEnum):
    """How sure we are, in order."""

    UNKNOWN = "not_known_yet"
    CANNOT_TELL = "cannot_tell_yet"
    CLOSE = "too_close_to_call"
    LIKELY = "likely"
    STRONG = "strong_sign"


@dataclass(frozen=True, slots=True)
class Effect:
    """The answer to one question.

    Parameters
    ----------
    word : Word
    count_with, count_without : int
        Walks on both sides that have a next morning.
    more_walks : int
        About how many more walks are needed: to say anything, or to see a difference of 1.
    best, low_90, high_90, low_50, high_50 : float or None
        Difference in next-morning pain, points, with minus without: above zero is worse.
        None below the gate for plotting.
    chance_worse, chance_better : float or None
        The stated chance of a difference above 0.3 points in that direction: every second
        question is held to have none at all behind it.
    if_any_worse, if_any_better : float or None
        The same if there is a difference, small ones being more likely than large ones. The
        words go by it.
    """

    word: Word
    count_with: int
    count_without: int
    more_walks: int
    best: float | None = None
    low_90: float | None = None
    high_90: float | None = None
    low_50: float | None = None
    high_50: float | None = None
    chance_worse: float | None = None
    chance_better: float | None = None
    if_any_worse: float | None = None
    if_any_better: float | None = None

    @property
    def better(self) -> bool:
        """Return whether mornings after such walks were better, by the best guess."""
        return self.best is not None and self.best < 0

    @property
    def chance(self) -> float | None:
        """Return the stated chance of a difference in the direction of the best guess."""
        return self.chance_better if self.better else self.chance_worse


def slow_waves(days: Vector) -> tuple[Vector, Vector]:
    """Return columns that follow a slow change over the days, and their prior spreads.

    A straight line over the whole span, then half waves that get shorter and, by their
    priors, smaller. Shapes (n, k) and (k,).
    """
    span = max(float(days[-1] - days[0]), 1.0)
    place = (days - days[0]) / span
    waves = int(np.clip(round(span / TREND_SPAN_DAYS), 1, MOST_WAVES))
    columns = [2 * place - 1]
    columns += [np.cos(np.pi * (number + 1) * place) for number in range(1, waves + 1)]
    spreads = [1.0, *(1.0 / (number + 1) for number in range(1, waves + 1))]
    return np.column_stack(columns), np.array(spreads)


def fit_effect(
    days: Vector, morning: Vector, before: Vector, same_morning: Vector, exposed: Vector
) -> Mixture:
    """Return what is known about the difference, adjusted for what went before.

    Parameters
    ----------
    days : array of float, shape (n,)
        Day of each walk, rising, counted from a Monday.
    morning : array of float, shape (n,)
        Pain next morning, points.
    before : array of float, shape (n,)
        Pain before the walk, points.
    same_morning : array of float, shape (n,)
        Pain in the morning of the walk's own day, points; NaN where it was not given. Two
        answers tell better than one how the back was before the walk.
    exposed : array of float, shape (n,)
        1 where the walk was of the kind in question, else 0.
    """
    slow, slow_sds = slow_waves(days)
    weekday = np.asarray(days, dtype=np.int64) % 7
    weekdays = (weekday[:, None] == np.arange(7)[None, :]).astype(float)
    known = np.isfinite(same_morning)
    earlier = np.where(known, same_morning - before, 0.0)
    design = np.column_stack(
        [
            exposed - exposed.mean(),
            np.ones(len(days)),
            before - before.mean(),
            earlier,
            slow,
            weekdays,
            weekdays[:, 5] + weekdays[:, 6],
        ]
    )
    prior_sds = np.concatenate(
        [
            [EFFECT_PRIOR_SD, 3.0, BEFORE_SHARE_SD, EARLIER_SHARE_SD],
            slow_sds,
            np.full(7, WEEKDAY_SD),
            [WEEKEND_SD],
        ]
    )
    # Centred, so that the prior of the level stands around what the person usually has; and less
    # what is expected of both answers, so that their priors stand around zero.
    expected = BEFORE_SHARE * (before - before.mean()) + EARLIER_SHARE * earlier
    posterior = regress(morning - morning.mean() - expected, design, days, prior_sds)
    first = np.zeros(design.shape[1])
    first[0] = 1.0
    return posterior.of(first)


def answer(
    days: Vector,
    morning: Vector,
    before: Vector,
    same_morning: Vector,
    exposed: npt.NDArray[np.bool_],
) -> Effect:
    """Answer a question as far as the entries allow; see :func:`fit_effect` for the arrays."""
    count = len(days)
    with_it = int(np.sum(exposed))
    without = count - with_it
    span = int(days[-1] - days[0]) + 1 if count else 0
    lacking = _walks_lacking(count, with_it, without, span)
    if count < PLOT_PAIRS or not with_it or not without:
        return Effect(Word.UNKNOWN, with_it, without, max(lacking, 1))
    known = fit_effect(days, morning, before, same_morning, exposed.astype(float))
    worse, better = 1 - known.below(WORTH), known.below(-WORTH)
    none = _chance_of_none(known)
    word, more = Word.UNKNOWN, lacking
    if not lacking:
        alone, error = _walks_alone(known)
        plain = error <= NOISY_SE or abs(alone) >= ALONE_Z * error
        word = _word(worse, better, sure=plain and span >= LIKELY_DAYS)
        more = _walks_to_see(error, count) if word is Word.CANNOT_TELL else 0
    return Effect(
        word,
        with_it,
        without,
        more,
        known.mean,
        known.quantile(0.05),
        known.quantile(0.95),
        known.quantile(0.25),
        known.quantile(0.75),
        worse * (1 - none),
        better * (1 - none),
        worse,
        better,
    )


def _chance_of_none(known: Mixture) -> float:
    """Return the chance of no difference at all, if it was NONE_BEFOREHAND before the data.

    The ratio of the densities at zero, after the data and before, says how far the data speak
    for none (Savage and Dickey).
    """
    odds = NONE_BEFOREHAND / (1 - NONE_BEFOREHAND)
    odds *= known.density(0.0) * EFFECT_PRIOR_SD * np.sqrt(2 * np.pi)
    return float(odds / (1 + odds))


def _walks_alone(known: Mixture) -> tuple[float, float]:
    """Return the difference and its standard error by the walks alone, without the prior."""
    precision = max(known.sd**-2 - EFFECT_PRIOR_SD**-2, 1e-3)
    return known.mean * known.sd**-2 / precision, float(precision**-0.5)


def _word(worse: float, better: float, *, sure: bool) -> Word:
    chance = max(worse, better)
    if sure and chance >= STRONG:
        return Word.STRONG
    if sure and chance >= LIKELY:
        return Word.LIKELY
    return Word.CLOSE if 1 - worse - better >= CLOSE else Word.CANNOT_TELL


def _walks_lacking(count: int, with_it: int, without: int, span: int) -> int:
    """Return about how many more walks the gates ask for, at the pace and mix so far."""
    needed = max(PLOT_PAIRS - count, 0)
    rarer = min(with_it, without)
    if rarer < DIRECTION_EACH:
        share = rarer / count if rarer else 0.5
        needed = max(needed, round((DIRECTION_EACH - rarer) / max(share, 0.2)), 1)
    if span < DIRECTION_DAYS:
        pace = count / span if span >= PACE_DAYS else 3 / 7
        needed = max(needed, round((DIRECTION_DAYS - span) * pace), 1)
    return needed


def _walks_to_see(error: float, count: int) -> int:
    """Return about how many more walks would show a difference of 1 point."""
    return max(int(np.ceil(count * (error**2 / ONE_POINT_SE**2 - 1))), 0)
