"""Days of steps and gait from a phone's health store: put together, and what is usual in them.

What a device tells of whole days is volume, seen and not tried: in a cohort of 11,194 people more
walking of every kind went with less chronic back pain (Haddadj 2025, observational). So it is
shown as it is, and never as a target; the plan does not read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil

import numpy as np

from backstride.recordings import MEASURES, HealthDay, HealthDays

USUAL_DAYS = 28
"""Days with a value that "usual" is taken from, the newest ones: four weeks (judgement)."""

FEWEST_DAYS = 7
"""Below so many days nothing is called usual: each weekday once (judgement)."""

MIDDLE_DAYS = 10
"""From so many days on the range leaves out the highest and the lowest tenth (judgement)."""

WEEKLY_UNTIL, MONTHLY_UNTIL = 26, 48
"""Weeks, and months, up to which each has a bar of its own over the whole time; then months, and
then quarters have one (judgement)."""


@dataclass(frozen=True, slots=True)
class HealthFile:
    """One health export that was handed in.

    Attributes
    ----------
    found : HealthDays
        What was read of it.
    came : datetime
        When it was handed in.
    """

    found: HealthDays
    came: datetime


@dataclass(frozen=True, slots=True)
class DailyWalking:
    """One day as it is known from all exports.

    Attributes
    ----------
    told : HealthDay
        Its `steps` are 0 where no export counted any.
    whole : bool
        Whether the day was over when the export was made that its steps are from.
    """

    told: HealthDay
    whole: bool

    @property
    def day(self) -> date:
        """The day."""
        return self.told.day

    @property
    def steps(self) -> float:
        """Its steps."""
        return self.told.steps


@dataclass(frozen=True, slots=True)
class UsualDay:
    """What is usual for somebody, as one device or several tell.

    Attributes
    ----------
    value : float
        The middle one of the days.
    low, high : float
        On most days it is in between: on all of them, or with ten days and more on 8 of 10.
    days : int
        Days that this is taken from.
    first, last : date
        The oldest and the newest of them.
    sources : tuple of (str, int)
        The devices or apps, and on how many of these days each had a say, the most first.
    """

    value: float
    low: float
    high: float
    days: int
    first: date
    last: date
    sources: tuple[tuple[str, int], ...]

    @property
    def known(self) -> bool:
        """Whether there are enough days to call it usual."""
        return self.days >= FEWEST_DAYS


@dataclass(frozen=True, slots=True)
class StepPeriod:
    """A day, a week, a month or a quarter.

    Attributes
    ----------
    first, last : date
        Its bounds, both inside.
    steps : float or None
        Steps on its middle day; None where no day has any.
    days : int
        Days with steps.
    open : bool
        Whether one of its days was not over.
    """

    first: date
    last: date
    steps: float | None
    days: int
    open: bool


def daily_walking(files: Iterable[HealthFile], until: date) -> tuple[DailyWalking, ...]:
    """Put the days of several exports together, so that no day counts twice.

    Parameters
    ----------
    files : iterable of HealthFile
    until : date
        The last day that is taken; a clock that was wrong writes later ones.

    Returns
    -------
    tuple of DailyWalking
        In order, each day once.

    Notes
    -----
    1. Exports that were read to their end come before those that break off, then the one that
       reaches further, then the one that was handed in later.
    2. The steps of a day are those of the first export that has any on that day; likewise each
       measure of gait. Nothing is added up over exports.
    3. The last day of an export was not over when it was made.
    """
    joined: dict[date, HealthDay] = {}
    open_days: set[date] = set()
    for days in _ordered(files, until):
        for told in days:
            known = joined.get(told.day)
            if told.steps > 0 and (known is None or known.steps <= 0) and told is days[-1]:
                open_days.add(told.day)
            joined[told.day] = told if known is None else _filled(known, told)
    return tuple(DailyWalking(joined[day], day not in open_days) for day in sorted(joined))


def _ordered(files: Iterable[HealthFile], until: date) -> list[list[HealthDay]]:
    """Return the days of each export, the most believed first; those without days are left out."""
    cut = [(file, [each for each in file.found.days if each.day <= until]) for file in files]
    kept = [(file, days) for file, days in cut if days]
    kept.sort(key=lambda one: (not one[0].found.notices, one[1][-1].day, one[0].came), reverse=True)
    return [days for _, days in kept]


def _filled(known: HealthDay, told: HealthDay) -> HealthDay:
    """Return a day with what it lacks from another export."""
    if known.steps <= 0 < told.steps:
        known = replace(known, steps=told.steps, steps_by_source=told.steps_by_source)
    lacking = [
        name
        for name in MEASURES
        if getattr(known, name) is None and getattr(told, name) is not None
    ]
    by = tuple((name, source) for name, source in told.measured_by if name in lacking)
    measures = {name: getattr(told, name) for name in lacking}
    return replace(known, **measures, measured_by=known.measured_by + by)


def usual_steps_a_day(days: Sequence[DailyWalking]) -> UsualDay | None:
    """Return the usual steps of a day; None without a day that was over and has steps."""

    def sources(told: HealthDay) -> list[str]:
        return [name for name, count in told.steps_by_source if count >= 0.5]

    counted = [each.told for each in days if each.whole and each.steps > 0]
    return _usual(counted, lambda told: told.steps, sources)


def usual_measure(days: Sequence[DailyWalking], measure: str) -> UsualDay | None:
    """Return what is usual for one of `recordings.MEASURES`; None where no day has it."""

    def sources(told: HealthDay) -> list[str]:
        return [source for name, source in told.measured_by if name == measure]

    having = [each.told for each in days if getattr(each.told, measure) is not None]
    return _usual(having, lambda told: float(getattr(told, measure)), sources)


def _usual(
    days: Sequence[HealthDay],
    value: Callable[[HealthDay], float],
    sources: Callable[[HealthDay], list[str]],
) -> UsualDay | None:
    newest = days[-USUAL_DAYS:]
    if not newest:
        return None
    values = [value(each) for each in newest]
    tenth = 10 if len(values) >= MIDDLE_DAYS else 0
    low, middle, high = np.percentile(values, (tenth, 50, 100 - tenth))
    counts = Counter(name for each in newest for name in sources(each))
    return UsualDay(
        float(middle),
        float(low),
        float(high),
        len(newest),
        newest[0].day,
        newest[-1].day,
        tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
    )


def newest_days(days: Sequence[DailyWalking]) -> tuple[StepPeriod, ...]:
    """Return the newest four weeks up to the last day with steps, day by day, gaps included.

    Never a day before the first one that has steps.
    """
    counted = [each for each in days if each.steps > 0]
    if not counted:
        return ()
    last = counted[-1].day
    first = max(counted[0].day, last - timedelta(days=USUAL_DAYS - 1))
    return _periods(counted, [(day, day) for day in _each_day(first, last)])


def all_periods(days: Sequence[DailyWalking]) -> tuple[StepPeriod, ...]:
    """Return the whole time in weeks; in months or quarters where that would be too many."""
    counted = [each for each in days if each.steps > 0]
    if not counted:
        return ()
    first, last = counted[0].day, counted[-1].day
    weeks = ceil(((last - first).days + 1 + first.weekday()) / 7)
    if weeks <= WEEKLY_UNTIL:
        monday = first - timedelta(days=first.weekday())
        starts = [monday + timedelta(weeks=number) for number in range(weeks + 1)]
    else:
        months = 12 * (last.year - first.year) + last.month - first.month + 1
        together = 1 if months <= MONTHLY_UNTIL else 3
        begin = _month(first) - (_month(first) % together)
        starts = [_first_of(month) for month in range(begin, _month(last) + 1, together)]
        starts.append(_first_of(_month(last) - _month(last) % together + together))
    return _periods(
        counted,
        [(a, b - timedelta(days=1)) for a, b in pairwise(starts)],
    )


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _each_day(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _periods(
    counted: Sequence[DailyWalking], bounds: Sequence[tuple[date, date]]
) -> tuple[StepPeriod, ...]:
    found, place = [], 0
    for first, last in bounds:
        inside = []
        while place < len(counted) and counted[place].day <= last:
            if counted[place].day >= first:
                inside.append(counted[place])
            place += 1
        # A day that was not over pulls the middle down; it counts where there is no other.
        over = [each.steps for each in inside if each.whole] or [each.steps for each in inside]
        found.append(
            StepPeriod(
                first,
                last,
                float(np.median(over)) if over else None,
                len(inside),
                any(not each.whole for each in inside),
            )
        )
    return tuple(found)
