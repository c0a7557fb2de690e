"""The yardstick: a person's usual morning pain and how much it varies by itself."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from backstride.prescription.protocol import UsualRules

TOP_OF_SCALE = 10
"""The highest pain that can be told (NRS 0-10)."""


class Worse(NamedTuple):
    """A usual pain that has clearly gone up: what it is now, and what it was, in NRS points."""

    now: float
    before: float


class Yardstick(NamedTuple):
    """Usual pain ``u`` (None while nothing is known) and tolerance ``T``, in NRS points."""

    usual: float | None
    tolerance: int


def yardstick(
    mornings: tuple[tuple[int, int], ...],
    day: int,
    stated: int | None,
    rules: UsualRules,
) -> Yardstick:
    """Measure the yardstick that applies on a day.

    Parameters
    ----------
    mornings : tuple of (ordinal day, NRS)
        Morning answers in the order of their days.
    day : int
        Ordinal of the day; its own morning and all later ones are left out.
    stated : int or None
        The usual pain that the person stated at the start.
    rules : UsualRules

    Returns
    -------
    Yardstick
        ``u`` is the median of the mornings of the 14 days before (fewer than 3: the stated
        pain). ``T`` is the larger of 2 and 1.5 times the person's own spread, rounded up;
        the spread is 1.48 times the median absolute deviation of the mornings of the 28
        days before, at least 0.7 (fewer than 8 mornings: ``T`` is 2).

    Notes
    -----
    Source: evidence sheet section 4; the factor 1.48 makes the median absolute deviation
    comparable with a standard deviation under a normal law. The windows are judgement.
    """
    recent: list[int] = []
    wide: list[int] = []
    near, far = day - rules.days, day - rules.spread_days
    for when, nrs in reversed(mornings):
        if when >= day:
            continue
        if when < far:
            break
        wide.append(nrs)
        if when >= near:
            recent.append(nrs)
    usual: float | None = _median(recent) if len(recent) >= rules.fewest else stated
    if len(wide) < rules.spread_fewest:
        return Yardstick(usual, rules.least_tolerance)
    middle = _median(wide)
    spread = max(
        rules.spread_floor, rules.spread_scale * _median([abs(nrs - middle) for nrs in wide])
    )
    return Yardstick(usual, max(rules.least_tolerance, ceil(rules.spread_factor * spread - 1e-9)))


def worsened(
    mornings: tuple[tuple[int, int], ...],
    day: int,
    stated: int | None,
    rules: UsualRules,
) -> Worse | None:
    """Tell whether the usual pain of a day lies clearly above what it was.

    Parameters
    ----------
    mornings, day, stated, rules
        As for :func:`yardstick`.

    Returns
    -------
    Worse or None
        None while fewer than 3 of the latest 14 mornings were answered, and where the
        median of those, or that of the latest 7, lies less than 2 points or less than 30 %
        above both what the person stated and the median of the 14 mornings four weeks
        earlier. At the top of the scale, which leaves no room for 30 %, 2 points are enough.

    Notes
    -----
    The yardstick moves along with a back that gets worse little by little, so no single
    morning stands out. A change that matters is 2 points or 30 % (Ostelo 2008, evidence
    section 4); that both are asked for, and the four weeks, is judgement. The latest week
    has to show it as well, so that a bout that is over holds nothing.
    """
    now = _measured(mornings, day, rules.days, rules)
    if now is None:
        return None
    lately = _measured(mornings, day, rules.worse_lately_days, rules)
    if lately is not None:
        now = min(now, lately)
    for before in (stated, _measured(mornings, day - rules.worse_days, rules.days, rules)):
        if before is None:
            continue
        rise = now - before
        if rise >= rules.worse_points and (
            rise >= rules.worse_share * before or now >= TOP_OF_SCALE
        ):
            return Worse(now, before)
    return None


def _measured(
    mornings: tuple[tuple[int, int], ...], day: int, days: int, rules: UsualRules
) -> float | None:
    """The usual pain of so many days by the mornings alone; None where too few were answered."""
    near = day - days
    recent = [nrs for when, nrs in mornings if near <= when < day]
    return _median(recent) if len(recent) >= rules.fewest else None


def _median(values: Sequence[float]) -> float:
    """The median; several times quicker than the standard library's on a handful of values."""
    ranked = sorted(values)
    half, odd = divmod(len(ranked), 2)
    return ranked[half] if odd else (ranked[half - 1] + ranked[half]) / 2
