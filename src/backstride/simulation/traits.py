"""Who a virtual walker is: traits drawn once, and the test cases that change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from backstride.simulation.parameters import Group, Population, Spread

_ORDER = (
    "usual_pain",
    "carry_over",
    "day_spread",
    "capacity_min",
    "relief",
    "load_gain",
    "long_run_drop",
    "flare_hazard",
    "readiness",
    "missing",
)
"""Traits in the order in which they are drawn; a case changes none of the draws."""


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of walker to test with.

    Parameters
    ----------
    name, about : str
    traits : mapping
        Spreads that replace those of the population and of its groups.
    mixed : bool
        Whether the groups of the population apply.
    track : str
        ``current_pain`` or ``prevention``.
    walks_share : float
        Minutes walked per minute prescribed.
    understates : float
        Points taken off every answer, and off a bad day before it is reported.
    away : tuple of int or None
        First and last day (from 0) without any walk or answer.
    worsens : tuple of int and float or None
        From this day on the mean pain is higher by so many points.
    red_flag : tuple of int or None
        First and last day on which a safety answer asks for a doctor; the day is drawn
        for each walker within the first range and lasts ``red_flag_days``.
    protected : bool
        Whether regular walking lowers the flare hazard.
    """

    name: str
    about: str
    traits: Mapping[str, Spread] = field(default_factory=dict)
    mixed: bool = True
    track: str = "current_pain"
    walks_share: float = 1.0
    understates: float = 0.0
    away: tuple[int, int] | None = None
    worsens: tuple[int, float] | None = None
    red_flag: tuple[int, int] | None = None
    protected: bool = True


def _fixed(**values: float) -> Mapping[str, Spread]:
    return {name: Spread("fixed", value) for name, value in values.items()}


CASES: Mapping[str, Case] = MappingProxyType(
    {
        case.name: case
        for case in (
            Case("mix", "30 % intermittent, 45 % fluctuating, 25 % persistent pain"),
            Case(
                "fragile",
                "Six minutes of easy walking are the full load, and more is answered twice as hard",
                traits=_fixed(capacity_min=6.0, load_gain=2.0),
            ),
            Case("pusher", "Walks half as long again as planned", walks_share=1.5),
            Case(
                "avoider",
                "Seldom ready to take a planned walk",
                traits=_fixed(readiness=-0.5),
            ),
            Case("stoic", "Reports two points less than is felt", understates=2.0),
            Case(
                "red_flag",
                "At some time has a new symptom and a safety answer that asks for a doctor",
                red_flag=(14, 63),
            ),
            Case("lapse", "Is away for 21 days from the seventh week on", away=(42, 62)),
            Case(
                "worsening",
                "From day 60 on the mean pain is two points higher",
                worsens=(60, 2.0),
            ),
            Case(
                "null_effect",
                "Walking changes nothing about the pain, for better or worse",
                traits=_fixed(relief=0.0, load_gain=0.0, long_run_drop=0.0),
                protected=False,
            ),
            Case(
                "prevention",
                "Recovered: usual pain 0 to 1, bouts come and go",
                traits={
                    "usual_pain": Spread("uniform", 0.0, 1.0),
                    "day_spread": Spread("fixed", 0.6),
                },
                mixed=False,
                track="prevention",
            ),
            Case("plain", "The population without its groups", mixed=False),
        )
    }
)
"""The mix, the nine test cases, and the population without its groups for checks."""

RED_FLAG_DAYS = 10
"""Days from the answer that stops the walks to the doctor's all-clear (judgement)."""


@dataclass(frozen=True, slots=True)
class Traits:
    """One virtual walker. Pain in points 0-10, times in minutes and days."""

    group: str
    case: Case
    usual_pain: float
    carry_over: float
    day_spread: float
    capacity_min: float
    relief: float
    load_gain: float
    long_run_drop: float
    flare_hazard: float
    readiness: float
    missing: float
    measures_start: bool
    red_flag_on: int | None


def draw_traits(rng: np.random.Generator, population: Population, case: Case) -> Traits:
    """Draw one walker.

    The same number of draws is taken in the same order whatever the case, so a walker of
    one case is the same person in another but for what the case changes.
    """
    draws = rng.random(len(_ORDER) + 3).tolist()
    group = _group(population, draws[0]) if case.mixed else None
    spreads = {**population.traits, **(group.traits if group else {}), **case.traits}
    values = {name: spreads[name].at(draws[i + 1]) for i, name in enumerate(_ORDER)}
    red_flag_on = None
    if case.red_flag is not None:
        first, last = case.red_flag
        red_flag_on = first + int(draws[-1] * (last - first + 1))
    return Traits(
        group=group.name if group else case.name,
        case=case,
        measures_start=draws[-2] < population.constants.baseline_share,
        red_flag_on=red_flag_on,
        **values,
    )


def _group(population: Population, share: float) -> Group:
    reached = 0.0
    for group in population.groups:
        reached += group.share
        if share < reached:
            return group
    return population.groups[-1]
